"""A finding comes to be: from the selected lines through the composer that opens below them."""

import re

from app.code.lines import split
from app.domain.draft import CWE, Composition, Draft, Polarity, Span
from app.domain.names import Slot
from app.domain.sitting import Sitting
from app.domain.taxonomy import Weakness
from app.formats.bundled import subtlety_levels, weaknesses
from app.judging.composing import with_place
from app.judging.weakness_search import search
from ui.dialogs.chooser import Offer
from ui.main_window.flows.reading_findings import ReadingFindings
from ui.main_window.parts import Parts


class Composing:
    """Begins, edits and saves findings, and keeps the composer where its lines are."""

    def __init__(self, parts: Parts, reading: ReadingFindings) -> None:
        self._parts = parts
        self._reading = reading
        self._is_composing = False

    def begin(self, polarity: Polarity) -> None:
        """A finding about the selected lines, or all of the candidate whose header has the focus.

        While one is written, the lines are one more place of it.
        """
        code, desk = self._parts.code, self._parts.desk
        slot, span = code.selection()
        is_about_lines = code.has_lines() and not code.is_header_focused()
        if desk.draft.composition is None:
            desk.begin_finding(slot, polarity, span if is_about_lines else None)
        elif is_about_lines:
            self._add_place(desk.draft.composition, slot, span)

    def begin_whole(self) -> None:
        """A finding about the whole candidate."""
        slot, _ = self._parts.code.selection()
        self._parts.desk.begin_finding(slot, Polarity.PROBLEM, None)

    def ask_weakness(self) -> None:
        """Find a weakness by its number or by words; what the list lacks can be typed."""
        composition = self._parts.desk.draft.composition
        if composition is None:
            return
        known = weaknesses()

        def find(typed: str) -> list[Offer]:
            offers = [
                Offer(one.cwe, f"{one.cwe}  {_called(one)}", _note(one), one.cwe in composition.cwe)
                for one in search(typed, known.entries)
            ]
            cwe = f"CWE-{typed.strip().upper().removeprefix('CWE').strip(' -')}"
            if re.fullmatch(CWE, cwe) and known.find(cwe) is None:
                offers.append(Offer(cwe, cwe, "not in the bundled list", cwe in composition.cwe))
            return offers

        self._parts.chooser.ask("Weakness (CWE)", find, self._parts.composer.toggle_weakness)

    def ask_subtlety(self) -> None:
        """How hard the fault is to find."""
        composition = self._parts.desk.draft.composition
        if composition is None:
            return

        def find(typed: str) -> list[Offer]:
            wanted = typed.casefold().strip()
            return [
                Offer(one.level, f"{one.level}  {one.found_by}", one.examples, one.level == composition.subtlety)
                for one in subtlety_levels()
                if wanted in f"{one.level} {one.found_by} {one.examples}".casefold()
            ]

        self._parts.chooser.ask("How subtle it is: who or what finds it", find, self._parts.composer.choose_subtlety)

    def _add_place(self, composition: Composition, slot: Slot, span: Span) -> None:
        if slot is not composition.slot:
            self._parts.workbench.message.say(
                f"The finding that is being written is about {composition.slot}; save it before one about {slot}."
            )
            return
        grown = with_place(composition, span)
        self._parts.desk.write_finding(grown)
        # The place may be in another file than the one under whose lines the finding is written.
        self._parts.code.show_path(grown.evidence[0].path)
        self.follow_file()
        self._parts.composer.focus_first_gap()

    def come_back(self) -> None:
        """To the finding that is being written, wherever its lines are."""
        composition, code = self._parts.desk.draft.composition, self._parts.code
        if composition is None:
            return
        if composition.slot not in code.slots_shown():
            sitting = self._parts.desk.sitting
            code.show_slots(sitting.brief.slots if sitting is not None else ())
        if composition.evidence:
            code.show_path(composition.evidence[0].path)
        self.follow_file()
        self._parts.composer.focus_first_gap()

    def open_here(self) -> None:
        """Enter: open the fold at the caret, else the rest of its line, else its finding."""
        code = self._parts.code
        is_done = code.front.unfold_at_caret() or code.front.show_rest() or code.front is not code
        if not is_done and (finding := code.finding_at_caret()) is not None:
            self._reading.toggle(finding)

    def edit_here(self) -> None:
        if (finding := self._parts.code.finding_at_caret()) is not None:
            self._parts.desk.edit_finding(finding)

    def delete_here(self) -> None:
        if (finding := self._parts.code.finding_at_caret()) is not None:
            self._parts.desk.delete_finding(finding)

    def save(self) -> None:
        if self._parts.desk.save_finding() is not None:
            self._parts.code.focus_code()
        else:
            self._parts.composer.focus_first_gap()

    def show_composition(self, draft: Draft) -> None:
        """Open the composer below its lines, follow what changed in it, or close it when nothing is being written."""
        sitting = self._parts.desk.sitting
        if draft.composition is None or sitting is None:
            self.close_composer()
        else:
            self._show_composer(draft.composition, sitting)

    def close_composer(self) -> None:
        if self._is_composing:
            composer, code = self._parts.composer, self._parts.code
            self._is_composing = False
            composer.reset()
            composer.hide()
            code.close_zone()
            code.focus_code()

    def _show_composer(self, composition: Composition, sitting: Sitting) -> None:
        composer, code = self._parts.composer, self._parts.code
        is_new, self._is_composing = not self._is_composing, True
        if is_new:
            composer.reset()
        exhibit = sitting.exhibit(composition.slot)
        line = composition.evidence[0].last_line if composition.evidence else 0
        path = composition.evidence[0].path if composition.evidence else None
        lines = max(len(split(file.content).lines) for file in exhibit.files if path in (None, file.path))
        before = self._parts.desk.draft.finding(composition.editing) if composition.editing is not None else None
        composer.show_composition(composition, sitting.brief.rubric, lines, before=before)
        if is_new:
            code.show_path(path)
            self._open_zone(composition)
            composer.focus_first_gap()
        elif not composer.isHidden():
            code.resize_zone(composer.height_wanted, line)
        code.show_written(composition.slot, composition.evidence)

    def follow_file(self) -> None:
        """Another file is shown: a finding that is being written about it stands below its lines again."""
        composition = self._parts.desk.draft.composition
        if composition is None or not self._is_composing or not self._parts.composer.isHidden():
            return
        path = composition.evidence[0].path if composition.evidence else None
        if path in (None, self._parts.code.path_shown(composition.slot)):
            self._open_zone(composition)

    def _open_zone(self, composition: Composition) -> None:
        composer = self._parts.composer
        line = composition.evidence[0].last_line if composition.evidence else 0
        self._parts.code.open_zone(composition.slot, line, composer, composer.height_wanted)
        self._parts.code.show_written(composition.slot, composition.evidence)
        composer.show()


def _called(weakness: Weakness) -> str:
    """What people call it: MITRE puts that behind the formal name, in brackets and quotation marks."""
    called = re.findall(r"\('([^']+)'\)", weakness.name)
    return called[-1] if called else weakness.name


def _note(weakness: Weakness) -> str:
    """The formal name where it says more, and the place in the yearly list."""
    said = [] if _called(weakness) == weakness.name else [weakness.name]
    if weakness.top_25_rank is not None:
        said.append(f"{weakness.top_25_rank} of the 2025 Top 25")
    return " · ".join(reversed(said))
