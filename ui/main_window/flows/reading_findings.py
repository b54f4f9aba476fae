"""A finding that was written is read whole, in place: led to from the list, from its mark, or from its lines."""

from app.domain.draft import Draft, Finding
from app.domain.names import FindingId
from ui.main_window.parts import Parts
from ui.main_window.situation import Situation


class ReadingFindings:
    """Opens the card of a finding below its lines, one at a time; while a finding is written its composer has the place."""

    def __init__(self, parts: Parts, now: Situation) -> None:
        self._parts = parts
        self._now = now

    @property
    def read_now(self) -> Finding | None:
        """The finding that is open, if one is."""
        card = self._parts.occasional.finding_card.made
        return None if card is None or card.isHidden() else card.finding

    def open(self, finding_id: str) -> None:
        """To the lines that the finding is about, and open it below them."""
        finding = self._parts.desk.draft.finding(FindingId(finding_id))
        if finding is None:
            return
        self._lead_to(finding)
        if self._parts.desk.draft.composition is None:
            self._show(finding)
        self._parts.code.focus_code()

    def toggle(self, finding_id: FindingId) -> None:
        """Open the finding at the caret, which stays where it is, or close it again."""
        finding = self._parts.desk.draft.finding(finding_id)
        if (read := self.read_now) is not None and read.finding_id == finding_id:
            self.close()
        elif finding is not None and self._parts.desk.draft.composition is None:
            self._show(finding)

    def close(self) -> bool:
        """Close the card; False where there is none."""
        if self.read_now is None:
            return False
        self._parts.code.close_zone()
        self._parts.code.focus_code()
        return True

    def edit(self) -> None:
        """Write on in the finding that is being read."""
        if (read := self.read_now) is not None:
            self._parts.desk.edit_finding(read.finding_id)

    def show_draft(self, draft: Draft) -> None:
        """What is read is what the draft says, or is closed with it."""
        if (read := self.read_now) is None:
            return
        finding = draft.finding(read.finding_id)
        if finding is None:
            self.close()
        elif finding != read:
            self._show(finding)

    def _lead_to(self, finding: Finding) -> None:
        code = self._parts.code
        if finding.evidence:
            span = finding.evidence[0]
            code.reveal(finding.slot, span.first_line, span.last_line, span.path)
        else:
            code.reveal(finding.slot, 1)

    def _show(self, finding: Finding) -> None:
        sitting, code = self._parts.desk.sitting, self._parts.code
        if sitting is None:
            return
        card = self._parts.finding_card
        card.show_finding(finding, sitting.brief.rubric, may_edit=self._now.may_find())
        line = finding.evidence[0].last_line if finding.evidence else 0
        code.open_zone(finding.slot, line, card, card.height_for(code.zone_width(finding.slot)))
        self._parts.announcer.say(card.text)
