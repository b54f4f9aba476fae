"""The timer and what is recorded: pausing, correcting, and showing the evaluator all that is kept of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from ui.commands import Command
from ui.main_window.parts import Parts

if TYPE_CHECKING:
    from app.judging.chapters import Chapter

IN_MENU = ("task.pause", "view.time", "task.correct_time", "", "help.recorded")
"""The rows of the timer's menu, by the id of their command; empty for a line."""


class Timing:
    """Opens the timer's menu, and does what stands in it."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._commands: dict[str, Command] = {}

    def offer(self, commands: Iterable[Command]) -> None:
        """These are the commands that the timer's menu is made of."""
        self._commands = {command.id: command for command in commands}

    def open_menu(self) -> None:
        """The menu under the timer; what cannot be done now stands there greyed."""
        menu = QMenu(self._parts.window)
        for name in IN_MENU:
            if not name:
                menu.addSeparator()
                continue
            command = self._commands[name]
            action = menu.addAction(command.title)
            action.setEnabled(command.when())
            action.triggered.connect(_running(command.run))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._parts.top_bar.below_timer(menu.sizeHint().width()))

    def pause(self) -> None:
        self._parts.desk.pause()
        self._parts.say("Paused. The next key or click goes on.")

    def ask_correction(self) -> None:
        self._parts.correction.open_with(self._parts.desk.attention)

    def correct(self, active_ms: int, reason: str) -> None:
        desk = self._parts.desk
        if not desk.may_edit():
            return
        desk.correct_time(active_ms, reason)
        is_judged = desk.sitting is not None and desk.sitting.submitted_at is not None
        when = " It counts once you hand the judgment in again." if is_judged else ""
        self._parts.say(f"Corrected. What was measured stays in the record beside it.{when}")

    def take_correction_back(self) -> None:
        self._parts.desk.take_correction_back()
        self._parts.say("The measured time counts again.")

    def ask_recorded(self) -> None:
        self._parts.desk.ask_recorded()

    def show_recorded(self, chapters: tuple[Chapter, ...]) -> None:
        self._parts.recorded.open_with(chapters)


def _running(run: Callable[[], object]) -> Callable[[], None]:
    """*run* without the state that a menu hands over."""

    def act(*_: object) -> None:
        run()

    return act
