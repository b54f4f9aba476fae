"""The first impression: an answer that is locked in before tests, results and context are shown.

The locked answer keeps what the evaluator saw alone; what the evidence changed is derived from it and never stored.
"""

from dataclasses import replace

from app.domain.draft import Draft, FirstAnswer, Outcome, Verdict
from app.domain.judgment import SealedVerdict
from app.domain.names import Instant
from app.domain.sitting import Sitting
from app.judging.completeness import missing_of_first_impression

PARTS = ("outcome", "ranking", "gaps", "none_acceptable", "acceptable", "deciding_criterion", "confidence")


def may_show_evidence(sitting: Sitting, draft: Draft) -> bool:
    """Whether context, tests and results may be on screen."""
    return not sitting.asks_first_impression or draft.first_impression is not None


def locked(draft: Draft, sitting: Sitting, *, at: Instant) -> Draft:
    """*draft* with its verdict locked in as the first impression; the verdict stays where it is, to be confirmed or not.

    Raises ValueError where none is asked, one is locked already, or `missing_of_first_impression` names a gap.
    """
    if not sitting.asks_first_impression or draft.first_impression is not None:
        raise ValueError("no first impression is asked for now")
    if gaps := missing_of_first_impression(draft, sitting.brief, sitting.policy):
        raise ValueError(gaps[0].message)
    return replace(draft, first_impression=FirstAnswer(draft.verdict, at))


def changed_parts(first: Verdict | SealedVerdict, final: Verdict | SealedVerdict) -> tuple[str, ...]:
    """The parts of the verdict that are not as they were, in the order of the record."""
    return tuple(part for part in PARTS if getattr(first, part) != getattr(final, part))


def has_turned(first: Verdict | SealedVerdict, final: Verdict | SealedVerdict) -> bool:
    """Whether another candidate, or none, leads now: a change of direction, not of strength."""
    return _leaders(first) != _leaders(final)


def _leaders(verdict: Verdict | SealedVerdict) -> tuple[Outcome | None, frozenset[str]]:
    return verdict.outcome, frozenset(verdict.ranking[0] if verdict.ranking else ())
