"""Judgments as pairs of candidates, for those who train on pairs.

A group of three gives three pairs that hold two independent comparisons, so each weighs 2/3; for K candidates 2/K
(Ouyang et al. 2022 keep all pairs of a prompt in one batch for the same reason: pairs of one group repeat each other).
"""

from itertools import combinations

from app.domain.judgment import Judgment, SealedScore, SealedVerdict
from app.domain.names import CandidateId
from app.domain.pair import FirstStrength, Pair, Sign
from app.judging.first_impression import changed_parts, has_turned

STRONGEST = 3


def pairs(judgment: Judgment) -> tuple[Pair, ...]:
    """Every two candidates of *judgment*; none where it could not be judged."""
    names = [candidate.candidate_id for candidate in judgment.candidates]
    return tuple(
        _pair(judgment, first, second, group_size=len(names))
        for first, second in combinations(names, 2)
        if judgment.verdict.ranking
    )


def _pair(judgment: Judgment, first: CandidateId, second: CandidateId, *, group_size: int) -> Pair:
    verdict = judgment.verdict
    strength = _strength(verdict, first, second)
    return Pair(
        schema="diptych/pair/1",
        judgment_id=judgment.judgment_id,
        revision=judgment.revision,
        evaluator=judgment.evaluator,
        task_set=judgment.task.task_set,
        task_id=judgment.task.task_id,
        task_sha256=judgment.task.sha256,
        first=first,
        second=second,
        outcome="preference" if strength else "equivalent",
        strength=strength,
        derived_strength=abs(_tier(verdict, first) - _tier(verdict, second)) > 1,
        group_size=group_size,
        weight=2 / group_size,
        criteria=_criteria(judgment, first, second),
        deciding_criterion=verdict.deciding_criterion,
        none_acceptable=verdict.none_acceptable,
        acceptable=None if verdict.acceptable is None else {name: verdict.acceptable[name] for name in (first, second)},
        confidence=verdict.confidence,
        first_impression=_first_impression(judgment, first, second),
        occasion=judgment.occasion,
    )


def _strength(verdict: SealedVerdict, first: CandidateId, second: CandidateId) -> int:
    """By how much *first* is better, -3 to 3: the gaps between their tiers together."""
    ours, theirs = _tier(verdict, first), _tier(verdict, second)
    gap = min(STRONGEST, sum(verdict.gaps[min(ours, theirs) : max(ours, theirs)]))
    return gap if ours < theirs else -gap


def _tier(verdict: SealedVerdict, name: CandidateId) -> int:
    return next(place for place, tier in enumerate(verdict.ranking) if name in tier)


def _criteria(judgment: Judgment, first: CandidateId, second: CandidateId) -> dict[str, Sign | None]:
    ours, theirs = judgment.scores.get(first, {}), judgment.scores.get(second, {})
    return {name: _sign(ours.get(name), theirs.get(name)) for name in sorted({*ours, *theirs})}


def _sign(ours: SealedScore | None, theirs: SealedScore | None) -> Sign | None:
    if ours is None or theirs is None or ours.score is None or theirs.score is None:
        return None
    if ours.score == theirs.score:
        return 0
    return 1 if ours.score > theirs.score else -1


def _first_impression(judgment: Judgment, first: CandidateId, second: CandidateId) -> FirstStrength | None:
    if judgment.first_impression is None:
        return None
    said = judgment.first_impression.verdict
    return FirstStrength(
        strength=_strength(said, first, second) if said.ranking else None,
        changed=changed_parts(said, judgment.verdict),
        turned=has_turned(said, judgment.verdict),
    )
