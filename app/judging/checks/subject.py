"""What a check may look at, as one frozen value, and the questions that several checks ask of it.

No check sees where a candidate comes from: the candidates are exhibits.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from app.domain.draft import Draft, Finding, Outcome, Polarity, Verdict
from app.domain.names import Slot
from app.domain.policy import Policy
from app.domain.rubric import Criterion, Rubric
from app.domain.sitting import Attention, Exhibit
from app.domain.task import Brief
from app.domain.template import CriterionWords
from app.judging.checks.thresholds import Thresholds, thresholds

FULL_SCALE = 5


@dataclass(frozen=True, slots=True)
class Subject:
    """A draft and all that is known around it.

    *attention* is what the screen saw of the evaluator, None for a draft from a file: nobody knows then for whom a bare
    letter stands. Checks that need what is not there are silent. *earlier* are the evaluator's own rationales of other
    tasks, as they are stored; *lexicon* has the words by which a text speaks of a criterion.
    """

    draft: Draft
    brief: Brief
    policy: Policy
    exhibits: tuple[Exhibit, ...]
    attention: Attention | None = None
    earlier: tuple[str, ...] = ()
    lexicon: tuple[CriterionWords, ...] = ()
    limits: Thresholds = field(default_factory=thresholds)

    @property
    def verdict(self) -> Verdict:
        return self.draft.verdict

    @property
    def rubric(self) -> Rubric:
        return self.brief.rubric

    @property
    def slots(self) -> tuple[Slot, ...]:
        return self.brief.slots

    @property
    def problems(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.draft.findings if finding.polarity is Polarity.PROBLEM)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two candidates of which the verdict puts one before the other.

    *gap* is the stated strength between neighbouring tiers; None for candidates that have a tier between them.
    """

    better: Slot
    worse: Slot
    gap: int | None


def pairs(verdict: Verdict) -> Iterator[Pair]:
    """Every pair that *verdict* orders, the better-placed first."""
    if verdict.outcome is not Outcome.PREFERENCE:
        return
    for upper, tier in enumerate(verdict.ranking):
        for lower in range(upper + 1, len(verdict.ranking)):
            gap = verdict.gaps[upper] if lower == upper + 1 and upper < len(verdict.gaps) else None
            for better in tier:
                yield from (Pair(better, worse, gap) for worse in verdict.ranking[lower])


def ties(verdict: Verdict) -> Iterator[tuple[Slot, Slot]]:
    """Every pair that *verdict* calls equal."""
    for tier in verdict.ranking:
        for place, first in enumerate(tier):
            yield from ((first, second) for second in tier[place + 1 :])


def place_of(verdict: Verdict, slot: Slot) -> int | None:
    """The tier in which *slot* stands, from 0; None where the verdict does not rank it."""
    return next((place for place, tier in enumerate(verdict.ranking) if slot in tier), None)


def losers(verdict: Verdict) -> tuple[Slot, ...]:
    """The candidates behind the first tier."""
    if verdict.outcome is not Outcome.PREFERENCE:
        return ()
    return tuple(slot for tier in verdict.ranking[1:] for slot in tier)


def points(subject: Subject, slot: Slot, criterion: str) -> float | None:
    """The score on a scale from 0 to 5; None where it is unset, not applicable or on a scale of one step."""
    score, asked = subject.draft.score_of(slot, criterion), subject.rubric.criterion(criterion)
    if score is None or score.score is None or asked is None:
        return None
    return _stretched(score.score, asked)


def differences(subject: Subject, first: Slot, second: Slot) -> dict[str, float]:
    """By how many points *first* is ahead, by criterion, over the criteria that both are scored by."""
    ahead = {}
    for name in subject.rubric.names:
        ours, theirs = points(subject, first, name), points(subject, second, name)
        if ours is not None and theirs is not None:
            ahead[name] = ours - theirs
    return ahead


def mean_difference(subject: Subject, first: Slot, second: Slot) -> float | None:
    """The mean of `differences`; None where there are none."""
    ahead = differences(subject, first, second)
    return sum(ahead.values()) / len(ahead) if ahead else None


def _stretched(score: int, criterion: Criterion) -> float | None:
    lowest, highest = criterion.scale[0], criterion.scale[-1]
    if highest == lowest:
        return None
    return (score - lowest) / (highest - lowest) * FULL_SCALE
