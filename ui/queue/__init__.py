"""The queue of a task set, as a drawer beside the code."""

from ui.queue.drawer import QueueDrawer

__all__ = ["QueueDrawer"]
