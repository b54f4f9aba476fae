"""Scores as they are set one by one, and the cell that comes next."""

from collections.abc import Sequence
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


def without_score(draft: Draft, slot: Slot, criterion: str) -> Draft:
    """*draft* with one cell unset."""
    kept = tuple(s for s in draft.scores if (s.slot, s.criterion) != (slot, criterion))
    return replace(draft, scores=kept)


def with_note(draft: Draft, slot: Slot, criterion: str, note: str) -> Draft:
    """*draft* with a note beside a score that is set; unchanged where none is: a note says why a score is what it is."""
    before = draft.score_of(slot, criterion)
    if before is None:
        return draft
    scores = tuple(replace(score, note=note.strip()) if score is before else score for score in draft.scores)
    return replace(draft, scores=scores)


def stepped(scale: Sequence[int], score: int | None, steps: int) -> int:
    """The score *steps* further on a scale; from nothing the first step is onto its lowest or its highest score."""
    if score is None or score not in scale:
        return scale[0] if steps > 0 else scale[-1]
    return scale[max(0, min(list(scale).index(score) + steps, len(scale) - 1))]


def scores_set(draft: Draft, brief: Brief) -> tuple[int, int]:
    """How many cells are set, of how many."""
    names = brief.rubric.names
    done = sum(1 for score in draft.scores if score.criterion in names and score.slot in brief.slots)
    return done, len(names) * len(brief.slots)


def _sorted(scores: tuple[Score, ...]) -> tuple[Score, ...]:
    return tuple(sorted(scores, key=lambda score: (score.criterion, score.slot)))
