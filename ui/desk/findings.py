"""Findings are written: the composer's content on the sheet, and what becomes of it."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from app.domain.draft import Composition, Finding, Polarity, Span
from app.domain.names import FindingId, Slot
from app.judging import composing
from ui.desk.notice import UNFINISHED, Notice
from ui.desk.sheet import Sheet


class Findings(QObject):
    """One composition at a time; it is part of the draft, so undo and autosave hold it too."""

    told = Signal(object)  # Notice
    unfinished_found = Signal()  # one is half written: another cannot be begun

    def __init__(self, sheet: Sheet, parent: QObject) -> None:
        super().__init__(parent)
        self._sheet = sheet

    def begin(self, slot: Slot, polarity: Polarity, span: Span | None) -> None:
        """Open the composer about *span*, or about the whole candidate. One that is open already stays."""
        if self._may_begin():
            self._sheet.edit(replace(self._sheet.draft, composition=composing.compose(slot, polarity, span)))

    def reopen(self, finding_id: FindingId) -> None:
        """Open the composer with a finding that was saved. One that is open already stays."""
        finding = self._sheet.draft.finding(finding_id)
        if finding is not None and self._may_begin():
            self._sheet.edit(replace(self._sheet.draft, composition=composing.reopened(finding)))

    def _may_begin(self) -> bool:
        """Whether no other finding is half written; says what to do where one is."""
        if self._sheet.draft.composition is None:
            return True
        self.told.emit(Notice(UNFINISHED))
        self.unfinished_found.emit()
        return False

    def write(self, composition: Composition) -> None:
        """The composer changed."""
        if self._sheet.draft.composition is not None:
            self._sheet.edit(replace(self._sheet.draft, composition=composition), key="composition")

    def save(self) -> Finding | None:
        """Keep what the composer holds as a finding; says what is missing if it cannot be."""
        sitting, composition = self._sheet.sitting, self._sheet.draft.composition
        if sitting is None or composition is None:
            return None
        if (gap := composing.gap_in(composition)) is not None:
            self.told.emit(Notice(gap, is_error=True))
            return None
        from app.clock import new_finding_id, stamp

        rubric = sitting.brief.rubric
        draft = composing.saved(self._sheet.draft, composition, rubric, now=stamp(), new_id=new_finding_id)
        self._sheet.edit(draft)
        if composition.editing is not None:
            return draft.finding(composition.editing)
        return draft.findings[-1]

    def discard(self) -> None:
        """Close the composer and forget what it holds; undo brings it back."""
        if self._sheet.draft.composition is not None:
            self._sheet.edit(replace(self._sheet.draft, composition=None))

    def delete(self, finding_id: FindingId) -> None:
        draft = self._sheet.draft
        if draft.finding(finding_id) is not None and self._sheet.may_edit():
            self._sheet.edit(composing.without_finding(draft, finding_id))
            self.told.emit(Notice("Finding deleted.", can_undo=True))
