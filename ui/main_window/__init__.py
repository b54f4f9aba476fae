"""The window: assembly only. `run` opens it on a workspace and stays until it is closed."""

from ui.main_window.running import run

__all__ = ["run"]
