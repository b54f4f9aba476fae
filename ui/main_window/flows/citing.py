"""Lines are cited in the rationale, and a citation leads back to its lines."""

from app.domain.names import Slot
from app.domain.references import Reference
from app.formats.bundled import rationale_templates
from app.judging.citing import citation_in_words, cited_lines
from app.judging.templates import begun, template_for
from ui.dialogs.chooser import Offer
from ui.judging.words import where
from ui.main_window.flows.viewing import Viewing
from ui.main_window.parts import Parts


class Citing:
    """Goes between the code and the rationale with a reference in hand."""

    def __init__(self, parts: Parts, viewing: Viewing) -> None:
        self._parts = parts
        self._viewing = viewing

    def quote(self, *, stay: bool = False) -> None:
        """Cite the selected lines in the rationale."""
        if not self._parts.desk.may_edit():
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

    def lines_in_words(self) -> str:
        """The selected lines as they are cited: “B:47–49”."""
        code = self._parts.code
        slot, span = code.selection()
        return where(slot, (span,) if code.has_lines() else ())

    def ask_template(self) -> None:
        """Offer sentences to fill in; about the selected lines where something is selected."""
        if not self._parts.desk.may_edit():
            return
        draft = self._parts.desk.draft
        offered = rationale_templates()
        suited = template_for(draft, offered)
        ordered = sorted(offered, key=lambda one: one is not suited)

        def find(typed: str) -> list[Offer]:
            wanted = typed.casefold().strip()
            return [
                Offer(one.template_id, one.title, one.text)
                for one in ordered
                if wanted in f"{one.title} {one.text}".casefold()
            ]

        self._parts.chooser.ask("Template for the rationale", find, self._insert_template)

    def _insert_template(self, template_id: str) -> None:
        code = self._parts.code
        slot, span = code.selection()
        is_evidence = code.front is code and code.has_lines()
        reference = Reference(slot.value, span.first_line, span.last_line, span.path) if is_evidence else None
        template = next(one for one in rationale_templates() if one.template_id == template_id)
        self._viewing.open_panel()
        self._parts.judgment.focus_rationale()
        self._parts.judgment.rationale.insert_template(begun(template, reference))

    def follow_here(self) -> None:
        """Follow the reference at the caret of the rationale."""
        self._parts.judgment.rationale.follow_reference()

    def follow(self, reference: Reference) -> None:
        """Go to what is cited, or say why that cannot be."""
        code, sitting = self._parts.code, self._parts.desk.sitting
        exhibits = sitting.exhibits if sitting is not None else ()
        if cited_lines(reference, exhibits) is None:
            self._parts.say(citation_in_words(reference, exhibits))
        elif reference.first is not None:
            code.reveal(Slot(reference.name), reference.first, reference.last, reference.path)
        else:
            code.focus_pane(Slot(reference.name))
