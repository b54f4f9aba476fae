"""What holds in the window right now: whether a command means anything here, and where the evaluator is."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QWidget

from app.domain.names import Slot
from app.domain.sitting import Place
from ui.main_window.parts import Parts

NOT_NOW = "not now"
"""Why a command means nothing, where no more is known."""


class Situation:
    """Answers questions about the window; changes nothing."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def has_task(self) -> bool:
        return self._parts.desk.sitting is not None

    def is_two_way(self) -> bool:
        return len(self._slots()) == 2

    def is_three_way(self) -> bool:
        return len(self._slots()) == 3

    def has_slot(self, slot: Slot) -> bool:
        return slot in self._slots()

    def is_reading(self) -> bool:
        """Whether a judgment handed in is shown, which has to be opened for editing first."""
        return self._parts.desk.is_reading

    def can_reopen(self) -> bool:
        """Whether the judgment of this task was withdrawn, and nothing was written about it since."""
        return self._parts.desk.can_reopen

    def is_skipped(self) -> bool:
        last = self._parts.desk.last_event
        return last is not None and last.type == "skip" and not self.is_reading()

    def is_sealed(self) -> bool:
        """Whether there is a task set here whose models nobody may see yet."""
        sitting = self._parts.desk.sitting
        return sitting is not None and not sitting.is_unsealed

    def reads_candidates(self) -> bool:
        """Whether the candidates are in front: what is marked there can be evidence, what is read beside them cannot."""
        return self.has_task() and self._parts.code.front is self._parts.code

    def reads_three(self) -> bool:
        return self.is_three_way() and self.reads_candidates()

    def may_find(self) -> bool:
        """Whether findings may be written about what is in front."""
        return self.may_edit() and self.reads_candidates()

    def may_edit(self) -> bool:
        return self.has_task() and not self.is_reading()

    def in_composer(self) -> bool:
        focus, composer = self._parts.window.focusWidget(), self._parts.occasional.composer.made
        return focus is not None and composer is not None and (focus is composer or composer.isAncestorOf(focus))

    def in_rationale(self) -> bool:
        return self._parts.window.focusWidget() is self._parts.judgment.rationale

    def has_workspace(self) -> bool:
        """Whether a workspace is open at all."""
        return self._parts.desk.is_open

    def may_write(self) -> bool:
        """Whether that workspace can be written."""
        return self.has_workspace() and not self._parts.desk.read_only_because

    def is_at_work(self) -> bool:
        """Whether a task is shown, not the welcome screen."""
        return self._parts.pages.currentWidget() is self._parts.workbench

    def is_covered(self) -> bool:
        """Whether something lies over the window that takes all keys for itself."""
        return self.covering() is not None

    def covering(self) -> QWidget | None:
        """What lies over the window, the one with the focus where it is more than one."""
        focus = self._parts.window.focusWidget()
        shown = [one for one in self._parts.overlays if one.isVisible()]
        return next((one for one in shown if focus is not None and one.isAncestorOf(focus)), next(iter(shown), None))

    def why_not(self, question: Callable[[], bool]) -> str:
        """In a few words why the answer to one of these questions is no, for whoever looks for what hangs on it."""
        if not self.has_task() and question not in (self.has_workspace, self.may_write):
            return "open a task first"
        asked = question.func if isinstance(question, partial) else question
        return {
            self.has_workspace: "no workspace is open",
            self.may_write: "the workspace can only be read",
            self.is_two_way: "only for two candidates",
            self.is_three_way: "only for three candidates",
            self.has_slot: "only for three candidates",
            self.reads_three: "only beside three candidates",
            self.reads_candidates: "only beside the candidates",
            self.may_edit: "press E to edit the judgment first",
            self.may_find: "only beside candidates that are being judged",
            self.is_reading: "only for a judgment that is handed in",
            self.can_reopen: "only for a judgment that was withdrawn",
            self.is_skipped: "the task was not skipped",
            self.is_sealed: "the models are unsealed already",
            self.in_rationale: "only in the rationale",
            self.in_composer: "only while a finding is written",
        }.get(asked, NOT_NOW)

    def place(self) -> Place:
        """Where the evaluator is reading or writing."""
        focus = "composer" if self.in_composer() else "rationale" if self.in_rationale() else "code"
        return replace(self._parts.code.place(), focus=focus)

    def _slots(self) -> tuple[Slot, ...]:
        sitting = self._parts.desk.sitting
        return sitting.brief.slots if sitting is not None else ()
