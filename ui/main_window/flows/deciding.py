"""The verdict bar asks: what decided, how sure, why skip. The focus returns to where it came from."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.main_window.parts import Parts
from ui.main_window.situation import Situation


class Deciding:
    """Opens the strips above the verdict bar."""

    def __init__(self, parts: Parts, now: Situation) -> None:
        self._parts = parts
        self._now = now
        self._came_from: QWidget | None = None

    def ask(self) -> None:
        """What decided, and then how sure."""
        self._ask(confidence_only=False)

    def ask_confidence(self) -> None:
        self._ask(confidence_only=True)

    def ask_acceptability(self) -> None:
        """Whether each candidate could be merged."""
        desk, sitting = self._parts.desk, self._parts.desk.sitting
        if sitting is not None and self._now.may_edit():
            self._came_from = self._parts.window.focusWidget()
            self._parts.workbench.acceptability.ask(sitting.brief.slots, desk.draft.verdict)

    def ask_skip(self) -> None:
        self._parts.workbench.message.hide()
        self._parts.workbench.skip.ask()

    def return_focus(self) -> None:
        target = self._came_from
        if target is not None and target.isVisible():
            target.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._parts.code.focus_code()

    def _ask(self, *, confidence_only: bool) -> None:
        desk, bench = self._parts.desk, self._parts.workbench
        sitting = desk.sitting
        if sitting is not None and self._now.may_edit():
            self._came_from = self._parts.window.focusWidget()
            bench.message.hide()
            bench.deciding.ask(sitting.brief.rubric, desk.draft.verdict, confidence_only=confidence_only)
