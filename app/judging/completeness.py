"""What a draft still lacks: the only thing that stops a judgment from being handed in."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from app.domain.draft import Draft, Outcome, Verdict
from app.domain.names import Slot
from app.domain.policy import Policy
from app.domain.references import count_words
from app.domain.task import Brief
from app.judging.ranking import is_complete
from app.judging.sentence import STRENGTHS


class Part(StrEnum):
    """The part of the judgment that a gap is in; the focus goes there."""

    FIRST_IMPRESSION = "first_impression"
    VERDICT = "verdict"
    DECIDING_CRITERION = "deciding_criterion"
    ACCEPTABILITY = "acceptability"
    SCORES = "scores"
    FINDINGS = "findings"
    RATIONALE = "rationale"
    CONFIDENCE = "confidence"


@dataclass(frozen=True, slots=True)
class Missing:
    """One gap, in words. *slot* and *criterion* name the score cell that is meant."""

    part: Part
    message: str
    slot: Slot | None = None
    criterion: str | None = None


def missing(draft: Draft, brief: Brief, policy: Policy, *, asks_first_impression: bool = False) -> tuple[Missing, ...]:
    """Everything that *draft* lacks under *policy*, in the order in which a person would mend it.

    *asks_first_impression* is the sitting's; a draft from a file has no sitting and is never asked.
    """
    if asks_first_impression and draft.first_impression is None:
        return (Missing(Part.FIRST_IMPRESSION, "Lock in your first impression; then the evidence is shown."),)
    if draft.verdict.outcome is Outcome.CANNOT_JUDGE:
        why = Missing(Part.RATIONALE, "Say in the rationale why it cannot be judged.")
        return () if count_words(draft.rationale) else (why,)
    return (
        *_verdict(draft, brief),
        *_deciding_criterion(draft, policy),
        *_acceptability(draft.verdict, brief, policy),
        *_scores(draft, brief, policy),
        *_finding(draft, policy),
        *_short_rationale(draft, policy.minimum_words),
    )


def missing_of_first_impression(draft: Draft, brief: Brief, policy: Policy) -> tuple[Missing, ...]:
    """What keeps the verdict of *draft* from being locked in as the first impression: no text is asked for."""
    if draft.verdict.outcome is Outcome.CANNOT_JUDGE:
        return ()
    return (*_verdict(draft, brief), *_deciding_criterion(draft, policy), *_confidence(draft))


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
        yield Missing(Part.DECIDING_CRITERION, "Say which criterion decided.")


def _confidence(draft: Draft) -> Iterator[Missing]:
    if draft.verdict.confidence is None:
        yield Missing(Part.CONFIDENCE, "Say how sure you are: a guess, fairly sure or sure.")


def _acceptability(verdict: Verdict, brief: Brief, policy: Policy) -> Iterator[Missing]:
    if verdict.acceptable is None and not policy.ask_acceptability:
        return
    said = {slot for slot, _ in verdict.acceptable or ()}
    unsaid = [slot for slot in brief.slots if slot not in said]
    if unsaid:
        message = f"Say whether {_listed(unsaid)} could be merged: as is, with changes, or not."
        yield Missing(Part.ACCEPTABILITY, message, slot=unsaid[0])


def _finding(draft: Draft, policy: Policy) -> Iterator[Missing]:
    gap = max(draft.verdict.gaps, default=0)
    is_needed = 0 < policy.finding_from_gap <= gap and draft.verdict.outcome is Outcome.PREFERENCE
    if is_needed and not draft.findings:
        yield Missing(
            Part.FINDINGS, f"“{STRENGTHS[gap].capitalize()} better” asks for a finding: choose lines, press F."
        )


def _scores(draft: Draft, brief: Brief, policy: Policy) -> Iterator[Missing]:
    for criterion in brief.rubric.criteria:
        if not policy.requires(criterion.name):
            continue
        unset = [slot for slot in brief.slots if draft.score_of(slot, criterion.name) is None]
        if unset:
            message = f"Score {criterion.label} for {_listed(unset)}, or press – for not applicable."
            yield Missing(Part.SCORES, message, slot=unset[0], criterion=criterion.name)


def _short_rationale(draft: Draft, minimum: int) -> Iterator[Missing]:
    words = count_words(draft.rationale)
    if words < minimum:
        count = "1 word" if words == 1 else f"{words} words"
        yield Missing(Part.RATIONALE, f"Rationale has {count}; this task set asks for {minimum}.")


def _listed(slots: list[Slot]) -> str:
    return " and ".join(slots) if len(slots) < 3 else ", ".join(slots[:-1]) + " and " + slots[-1]
