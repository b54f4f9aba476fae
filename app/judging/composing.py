"""How a half-written finding becomes a finding, and how a finding is opened again."""

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import takewhile

from app.domain.draft import (
    CRITERION_OF_CATEGORY,
    CWE,
    Category,
    Composition,
    Counterexample,
    Draft,
    Finding,
    Polarity,
    Span,
)
from app.domain.names import FindingId, Instant, Slot
from app.domain.rubric import Rubric


def compose(slot: Slot, polarity: Polarity, span: Span | None) -> Composition:
    """An empty finding about *span*, or about the whole candidate."""
    return Composition(slot=slot, polarity=polarity, evidence=() if span is None else (span,))


def reopened(finding: Finding) -> Composition:
    """*finding* as it is shown for editing."""
    return Composition(
        slot=finding.slot,
        polarity=finding.polarity,
        evidence=finding.evidence,
        editing=finding.finding_id,
        category=finding.category,
        criterion=finding.criterion,
        criterion_chosen=True,
        severity=finding.severity,
        claim=finding.claim,
        mechanism=finding.mechanism,
        better_approach=finding.better_approach,
        counterexample=finding.counterexample or Counterexample(),
        cwe=finding.cwe,
        subtlety=finding.subtlety,
    )


def with_place(composition: Composition, span: Span) -> Composition:
    """*composition* about *span* besides, as the last of its places; lines that are among them already change nothing."""
    if any(_holds(one, span) for one in composition.evidence):
        return composition
    return replace(composition, evidence=(*composition.evidence, span))


def without_place(composition: Composition, span: Span) -> Composition:
    """*composition* without *span*; without any it is about the whole candidate."""
    return replace(composition, evidence=tuple(one for one in composition.evidence if one != span))


def with_weakness(composition: Composition, cwe: str) -> Composition:
    """*composition* tagged with *cwe* (``CWE-79``), or untagged where it was tagged already."""
    if not re.fullmatch(CWE, cwe):
        raise ValueError(f"“{cwe}” is no CWE id")
    tagged = tuple(one for one in composition.cwe if one != cwe)
    return replace(composition, cwe=tagged if cwe in composition.cwe else (*composition.cwe, cwe))


def criterion_for(composition: Composition, rubric: Rubric) -> str | None:
    """The criterion that the finding will have: as chosen, else as its category says, if the rubric knows it."""
    if composition.criterion_chosen:
        return composition.criterion
    if composition.category is None:
        return None
    name = CRITERION_OF_CATEGORY.get(composition.category)
    return name if name in rubric.names else None


def gap_in(composition: Composition) -> str | None:
    """What keeps *composition* from being saved, in a sentence; None when it can be."""
    if composition.category is None:
        return "Choose a category first: B, S, E, P, R, A, H or O."
    if composition.polarity is Polarity.PROBLEM and composition.severity is None:
        return "Choose a severity first: 1 low to 4 critical."
    if not composition.claim.strip():
        return "Write what goes wrong, and why it matters."
    return None


def saved(
    draft: Draft, composition: Composition, rubric: Rubric, *, now: Instant, new_id: Callable[[], FindingId]
) -> Draft:
    """*draft* with the finished *composition* among its findings, in the place of the one it edits.

    Raises ValueError where `gap_in` names a gap.
    """
    if (gap := gap_in(composition)) is not None:
        raise ValueError(gap)
    before = draft.finding(composition.editing) if composition.editing is not None else None
    is_problem = composition.polarity is Polarity.PROBLEM
    finding = Finding(
        finding_id=before.finding_id if before is not None else new_id(),
        slot=composition.slot,
        polarity=composition.polarity,
        category=composition.category or Category.OTHER,
        criterion=criterion_for(composition, rubric),
        severity=composition.severity if is_problem else None,
        claim=composition.claim.strip(),
        created_at=before.created_at if before is not None else now,
        edited_at=now,
        evidence=tuple(sorted(composition.evidence, key=_place)),
        mechanism=composition.mechanism.strip(),
        counterexample=_written(composition.counterexample),
        better_approach=composition.better_approach.strip(),
        cwe=composition.cwe if is_problem else (),
        subtlety=composition.subtlety if is_problem else None,
    )
    kept = tuple(finding if other is before else other for other in draft.findings)
    findings = kept if before is not None else (*draft.findings, finding)
    return replace(draft, findings=findings, composition=None)


def without_finding(draft: Draft, finding_id: FindingId) -> Draft:
    return replace(draft, findings=tuple(f for f in draft.findings if f.finding_id != finding_id))


def typed_characters(composition: Composition, before: Finding | None = None) -> int:
    """How much would be lost by discarding *composition*: all that is written, or what differs from *before*."""
    texts = _texts(composition)
    old = ("",) * len(texts) if before is None else _texts(reopened(before))
    return sum(_differing(*pair) for pair in zip(old, texts, strict=True))


def _texts(composition: Composition) -> tuple[str, ...]:
    example = composition.counterexample
    return (
        composition.claim,
        composition.mechanism,
        composition.better_approach,
        example.input,
        example.expected,
        example.actual,
    )


def _differing(before: str, after: str) -> int:
    """How many characters stand between what both texts begin with and what both end with."""
    begin = _alike(before, after)
    end = _alike(before[begin:][::-1], after[begin:][::-1])
    return max(len(before), len(after)) - begin - end


def _alike(one: str, other: str) -> int:
    """With how many of the same characters both texts begin."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _place(span: Span) -> tuple[str, int, int]:
    return span.path or "", span.first_line, span.last_line


def _holds(outer: Span, inner: Span) -> bool:
    """Whether all of *inner* is in *outer*; of columns, only the same are the same."""
    if outer.first_column is not None:
        return outer == inner
    return outer.path == inner.path and outer.first_line <= inner.first_line and inner.last_line <= outer.last_line


def _written(counterexample: Counterexample) -> Counterexample | None:
    said = (counterexample.input, counterexample.expected, counterexample.actual)
    return counterexample if any(text.strip() for text in said) else None
