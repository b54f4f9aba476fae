"""The verdict bar asks: what decided, how sure, why skip. The focus returns to where it came from."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from ui.main_window.parts import Parts


class Deciding:
    """Opens the strips above the verdict bar."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._came_from: QWidget | None = None

    def ask(self) -> None:
        """What decided, and then how sure."""
        self._ask(confidence_only=False)

    def ask_confidence(self) -> None:
        self._ask(confidence_only=True)

    def ask_acceptability(self) -> None:
        """Whether each candidate could be merged."""
        desk, sitting = self._parts.desk, self._parts.desk.sitting
        if sitting is not None and desk.may_edit():
            self.remember_focus()
            self._parts.workbench.acceptability.ask(sitting.brief.slots, desk.draft.verdict)

    def ask_skip(self) -> None:
        if self._parts.desk.may_edit():
            self.remember_focus()
            self._parts.workbench.message.hide()
            self._parts.workbench.skip.ask()

    def remember_focus(self) -> None:
        """A strip takes the focus now; `return_focus` gives it back."""
        self._came_from = self._parts.window.focusWidget()

    def return_focus(self) -> None:
        target, self._came_from = self._came_from, None
        # Panes come and go with the task and with what is shown of it; a strip may outlast one.
        if target is not None and isValid(target) and target.isVisible():
            target.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._parts.code.focus_code()

    def _ask(self, *, confidence_only: bool) -> None:
        desk, bench = self._parts.desk, self._parts.workbench
        sitting = desk.sitting
        if sitting is not None and desk.may_edit():
            self.remember_focus()
            bench.message.hide()
            bench.deciding.ask(sitting.brief.rubric, desk.draft.verdict, confidence_only=confidence_only)
