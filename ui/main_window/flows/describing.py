"""What is known of the task on the desk, shown when it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.main_window.parts import Parts

if TYPE_CHECKING:
    from app.judging.details import TaskDetails


class Describing:
    """Asks for the details of a task and shows them, unless another one has come by then."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def ask(self) -> None:
        self._parts.desk.ask_details()

    def show(self, details: TaskDetails) -> None:
        sitting = self._parts.desk.sitting
        if sitting is not None and sitting.key == details.key:
            self._parts.details.open_with(details)

    def leave_task(self) -> None:
        """The task has gone, and what was told of it goes too."""
        if (details := self._parts.occasional.details.made) is not None:
            details.close_overlay()
