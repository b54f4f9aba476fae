"""What is written on the sheet: the verdict, the scores, the rationale and the ticks of the checklist."""

from __future__ import annotations

from dataclasses import replace

from app.domain.names import Slot
from app.formats.bundled import checklist_for
from app.judging import ranking, scoring, ticking
from ui.desk.sheet import Sheet


class Writing:
    """Each gesture is one step that can be undone; typing on is one step."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet

    # The verdict

    def prefer(self, point: int) -> None:
        """Two candidates: a point of the seven-point scale."""
        if len(self._sheet.slots) == 2:
            self._sheet.judge(lambda verdict: ranking.with_preference(verdict, point))

    def place_letter(self, slot: Slot) -> None:
        """Three candidates: the next letter of the ranking."""
        slots = self._sheet.slots
        if slot in slots:
            self._sheet.judge(lambda verdict: ranking.place(verdict, slot, slots))

    def set_gap(self, strength: int) -> None:
        """Three candidates: the strength before the next letter, 0 for a tie."""
        self._sheet.judge(lambda verdict: ranking.with_gap(verdict, strength, self._sheet.slots))

    def cycle_gap(self, gap: int) -> None:
        self._sheet.judge(lambda verdict: ranking.cycle_gap(verdict, gap))

    def split_tie(self, tier: int, after: int) -> None:
        self._sheet.judge(lambda verdict: ranking.split_tie(verdict, tier, after))

    def drop_last_letter(self) -> None:
        self._sheet.judge(ranking.drop_last)

    def reorder(self, order: tuple[Slot, ...]) -> None:
        self._sheet.judge(lambda verdict: ranking.moved(verdict, order))

    def toggle_none_acceptable(self) -> None:
        self._sheet.judge(lambda verdict: ranking.with_none_acceptable(verdict, flag=not verdict.none_acceptable))

    def toggle_cannot_judge(self) -> None:
        self._sheet.judge(ranking.cannot_judge)

    def say_acceptable(self, slot: Slot, word: str) -> None:
        """Say whether a candidate could be merged: as_is, with_changes or no."""
        self._sheet.judge(lambda verdict: ranking.with_acceptable(verdict, slot, word, self._sheet.slots))

    def decide_by(self, criterion: str | None) -> None:
        self._sheet.judge(lambda verdict: replace(verdict, deciding_criterion=criterion))

    def be_confident(self, confidence: int | None) -> None:
        self._sheet.judge(lambda verdict: replace(verdict, confidence=confidence))

    # Scores and rationale

    def set_score(self, slot: Slot, criterion: str, score: int | None) -> None:
        """Score one cell; None is “not applicable”."""
        self._sheet.edit(scoring.with_score(self._sheet.draft, slot, criterion, score))

    def clear_score(self, slot: Slot, criterion: str) -> None:
        self._sheet.edit(scoring.without_score(self._sheet.draft, slot, criterion))

    def note_score(self, slot: Slot, criterion: str, note: str) -> None:
        """Say why a score is what it is; an empty note takes the note away."""
        written = scoring.with_note(self._sheet.draft, slot, criterion, note)
        self._sheet.edit(written, key=f"note on {criterion} for {slot}")

    def write_rationale(self, text: str, pasted_characters: int) -> None:
        """The rationale changed: the whole stored text, and how much of it was pasted so far."""
        draft = replace(self._sheet.draft, rationale=text, pasted_characters=pasted_characters)
        self._sheet.edit(draft, key="rationale")

    def tick(self, item_id: str, *, flag: bool) -> None:
        """Tick an item of the checklist, or take the tick off."""
        if (bench := self._sheet.bench) is not None:
            checklist = checklist_for(bench.sitting.brief.language)
            self._sheet.edit(ticking.ticked(self._sheet.draft, checklist, item_id, flag=flag))
