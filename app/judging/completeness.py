"""What a draft still lacks: the only thing that stops a judgment from being handed in."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from app.domain.draft import Draft, Outcome
from app.domain.names import Slot
from app.domain.policy import Policy
from app.domain.references import count_words
from app.domain.task import Brief
from app.judging.ranking import is_complete


class Part(StrEnum):
    """The part of the judgment that a gap is in; the focus goes there."""

    VERDICT = "verdict"
    DECIDING_CRITERION = "deciding_criterion"
    SCORES = "scores"
    RATIONALE = "rationale"


@dataclass(frozen=True, slots=True)
class Missing:
    """One gap, in words. *slot* and *criterion* name the score cell that is meant."""

    part: Part
    message: str
    slot: Slot | None = None
    criterion: str | None = None


def missing(draft: Draft, brief: Brief, policy: Policy) -> tuple[Missing, ...]:
    """Everything that *draft* lacks under *policy*, in the order in which a person would mend it."""
    if draft.verdict.outcome is Outcome.CANNOT_JUDGE:
        return tuple(_short_rationale(draft, 1))
    return (
        *_verdict(draft, brief),
        *_deciding_criterion(draft, policy),
        *_scores(draft, brief, policy),
        *_short_rationale(draft, policy.minimum_words),
    )


def _verdict(draft: Draft, brief: Brief) -> Iterator[Missing]:
    if draft.verdict.outcome is not None and is_complete(draft.verdict, brief.slots):
        return
    if len(brief.slots) == 3:
        yield Missing(Part.VERDICT, "Rank all three: press the letters best to worst.")
    else:
        yield Missing(Part.VERDICT, "Choose an overall verdict (1–7).")


def _deciding_criterion(draft: Draft, policy: Policy) -> Iterator[Missing]:
    is_needed = policy.require_deciding_criterion and draft.verdict.outcome is Outcome.PREFERENCE
    if is_needed and draft.verdict.deciding_criterion is None:
        yield Missing(Part.DECIDING_CRITERION, "Say which criterion decided: press Y, then its digit.")


def _scores(draft: Draft, brief: Brief, policy: Policy) -> Iterator[Missing]:
    for criterion in brief.rubric.criteria:
        if not policy.requires(criterion.name):
            continue
        unset = [slot for slot in brief.slots if draft.score_of(slot, criterion.name) is None]
        if unset:
            letters = " and ".join(unset) if len(unset) < 3 else ", ".join(unset[:-1]) + " and " + unset[-1]
            message = f"Score {criterion.label} for {letters}, or press – for not applicable."
            yield Missing(Part.SCORES, message, slot=unset[0], criterion=criterion.name)


def _short_rationale(draft: Draft, minimum: int) -> Iterator[Missing]:
    words = count_words(draft.rationale)
    if words < minimum:
        count = "1 word" if words == 1 else f"{words} words"
        yield Missing(Part.RATIONALE, f"Rationale has {count}; this task set asks for {minimum}.")
