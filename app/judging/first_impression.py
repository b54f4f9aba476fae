"""The first impression: an answer that is locked in before tests, results and context are shown.

The locked answer keeps what the evaluator saw alone; what the evidence changed is derived from it and never stored.
"""

from dataclasses import replace

from app.domain.draft import Draft, FirstAnswer, Outcome, Verdict
from app.domain.judgment import SealedVerdict
from app.domain.names import Instant
from app.domain.sitting import Sitting
from app.domain.task import Brief
from app.judging.completeness import missing_of_first_impression
from app.judging.sentence import verdict_in_brief

CONFIDENCE = {1: "a guess", 2: "fairly sure", 3: "sure"}
CHANGED = {
    "outcome": "which is better",
    "ranking": "which is better",
    "gaps": "by how much",
    "none_acceptable": "whether any is acceptable",
    "acceptable": "what could be merged",
    "deciding_criterion": "what decided",
    "confidence": "how sure",
}
"""The parts of a verdict as a person names them."""
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


def impression_in_words(first: Verdict, final: Verdict, brief: Brief) -> str:
    """What was locked in, and what is another now: “A clearly better, decided by safety, sure. Changed: how sure.”"""
    criterion = brief.rubric.criterion(first.deciding_criterion or "")
    said = [verdict_in_brief(first, brief.slots)]
    said += [f"decided by {criterion.label.lower()}"] if criterion is not None else []
    said += [CONFIDENCE[first.confidence]] if first.confidence is not None else []
    changed = tuple(dict.fromkeys(CHANGED[part] for part in changed_parts(first, final)))
    since = f"Changed since: {', '.join(changed)}." if changed else "Nothing has changed since."
    return f"{', '.join(said)}. {since}"


def _leaders(verdict: Verdict | SealedVerdict) -> tuple[Outcome | None, frozenset[str]]:
    return verdict.outcome, frozenset(verdict.ranking[0] if verdict.ranking else ())
