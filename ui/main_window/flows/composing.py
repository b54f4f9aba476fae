"""A finding comes to be: from the selected lines through the composer that opens below them."""

from app.code.lines import split
from app.domain.draft import Composition, Draft, Polarity
from app.domain.sitting import Sitting
from ui.main_window.parts import Parts


class Composing:
    """Begins, edits and saves findings, and keeps the composer where its lines are."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def begin(self, polarity: Polarity) -> None:
        code = self._parts.code
        slot, span = code.selection()
        self._parts.desk.begin_finding(slot, polarity, span if code.has_lines() else None)

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
        composer, code = self._parts.composer, self._parts.code
        if composer.isVisible():
            composer.reset()
            composer.hide()
            code.close_zone()
            code.focus_code()

    def _show_composer(self, composition: Composition, sitting: Sitting) -> None:
        composer, code = self._parts.composer, self._parts.code
        is_new = not composer.isVisible()
        if is_new:
            composer.reset()
        exhibit = sitting.exhibit(composition.slot)
        line = composition.evidence[0].last_line if composition.evidence else 0
        path = composition.evidence[0].path if composition.evidence else None
        lines = max(len(split(file.content).lines) for file in exhibit.files if path in (None, file.path))
        composer.show_composition(composition, sitting.brief.rubric, lines)
        if is_new:
            code.show_path(path)
            code.open_zone(composition.slot, line, composer, composer.height_wanted)
            composer.show()
            composer.focus_first_gap()
        else:
            code.resize_zone(composer.height_wanted, line)
