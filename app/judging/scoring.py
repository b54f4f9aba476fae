"""Scores as they are set one by one, and the cell that comes next."""

from dataclasses import replace

from app.domain.draft import Draft, Score
from app.domain.names import Slot
from app.domain.task import Brief


def with_score(draft: Draft, slot: Slot, criterion: str, score: int | None) -> Draft:
    """*draft* with one cell set; a *score* of None is “not applicable”. A note that stands there is kept."""
    before = draft.score_of(slot, criterion)
    note = before.note if before is not None else ""
    others = tuple(other for other in draft.scores if other is not before)
    return replace(draft, scores=_sorted((*others, Score(slot, criterion, score, note))))


def with_note(draft: Draft, slot: Slot, criterion: str, note: str) -> Draft:
    """*draft* with a note on one cell. A cell that is not set has none: nothing changes there."""
    noted = tuple(
        replace(one, note=note.strip()) if (one.slot, one.criterion) == (slot, criterion) else one
        for one in draft.scores
    )
    return replace(draft, scores=noted)


def without_score(draft: Draft, slot: Slot, criterion: str) -> Draft:
    """*draft* with one cell unset."""
    kept = tuple(s for s in draft.scores if (s.slot, s.criterion) != (slot, criterion))
    return replace(draft, scores=kept)


def scores_set(draft: Draft, brief: Brief) -> tuple[int, int]:
    """How many cells are set, of how many."""
    names = brief.rubric.names
    done = sum(1 for score in draft.scores if score.criterion in names and score.slot in brief.slots)
    return done, len(names) * len(brief.slots)


def _sorted(scores: tuple[Score, ...]) -> tuple[Score, ...]:
    return tuple(sorted(scores, key=lambda score: (score.criterion, score.slot)))
