"""Lines are cited in the rationale, and a citation leads back to its lines."""

from app.domain.names import Slot
from app.domain.references import Reference
from ui.main_window.flows.viewing import Viewing
from ui.main_window.parts import Parts
from ui.main_window.situation import Situation


class Citing:
    """Goes between the code and the rationale with a reference in hand."""

    def __init__(self, parts: Parts, now: Situation, viewing: Viewing) -> None:
        self._parts = parts
        self._now = now
        self._viewing = viewing

    def quote(self, *, stay: bool = False) -> None:
        """Cite the selected lines in the rationale."""
        if not self._now.may_edit():
            return
        code = self._parts.code
        slot, span = code.selection()
        reference = Reference(slot.value, span.first_line, span.last_line, span.path)
        if not code.has_lines():
            reference = Reference(slot.value)
        self._viewing.open_panel()
        self._parts.judgment.insert_reference(reference)
        if not stay:
            self._parts.judgment.focus_rationale()

    def follow_here(self) -> None:
        """Follow the reference at the caret of the rationale."""
        self._parts.judgment.rationale.follow_reference()

    def follow(self, reference: Reference) -> None:
        code = self._parts.code
        if reference.first is not None:
            code.reveal(Slot(reference.name), reference.first, reference.last, reference.path)
        else:
            code.focus_pane(Slot(reference.name))
