"""What checks look at, built from a few words: a verdict such as “B2A” or “A=B”, scores, findings, a text."""

import re
from collections.abc import Mapping
from dataclasses import replace

from app.domain.draft import (
    Category,
    Counterexample,
    Draft,
    Finding,
    FirstAnswer,
    Outcome,
    Polarity,
    Score,
    Severity,
    Span,
    Verdict,
)
from app.domain.names import CandidateId, FindingId, Instant, Slot
from app.domain.policy import Policy
from app.domain.sitting import Attention
from app.domain.task import File, Result
from app.formats.bundled import criterion_words
from app.judging.blinding import exhibits
from app.judging.checks.asking import CHECKS
from app.judging.checks.check import Remark
from app.judging.checks.subject import Subject
from tests.builders import CODE, a_rubric, a_task

NOW = Instant("2026-01-01T00:00:00.000Z")
SCREEN = Attention(active_ms=60_000)
"""A screen was there, and nothing was measured of what was looked at."""
CRITERIA = ("correctness", "readability", "edge_cases", "efficiency", "safety", "architectural_fit")


def a_verdict(
    order: str,
    *,
    deciding: str | None = None,
    acceptable: Mapping[str, str] | None = None,
    none_acceptable: bool = False,
) -> Verdict:
    """“B2A”: B clearly better; “A=B”: equal; “C3A=B”: C before two equals; “?”: cannot judge."""
    if order == "?":
        return Verdict(Outcome.CANNOT_JUDGE)
    ranking = tuple(tuple(Slot(letter) for letter in tier.split("=")) for tier in re.split(r"\d", order))
    return Verdict(
        Outcome.PREFERENCE if len(ranking) > 1 else Outcome.EQUIVALENT,
        ranking,
        tuple(int(gap) for gap in re.findall(r"\d", order)),
        none_acceptable=none_acceptable,
        acceptable=None if acceptable is None else tuple((Slot(slot), word) for slot, word in acceptable.items()),
        deciding_criterion=deciding,
    )


def a_finding(
    slot: str = "A",
    claim: str = "Empty input raises.",
    *,
    polarity: Polarity = Polarity.PROBLEM,
    category: Category = Category.BUG,
    criterion: str | None = "correctness",
    severity: Severity | None = Severity.HIGH,
    lines: tuple[int, int] | None = None,
    last_column: int | None = None,
    path: str | None = None,
    mechanism: str = "",
    better: str = "",
    example: Counterexample | None = None,
) -> Finding:
    return Finding(
        finding_id=FindingId(f"{slot} {claim}"),
        slot=Slot(slot),
        polarity=polarity,
        category=category,
        criterion=criterion,
        severity=severity if polarity is Polarity.PROBLEM else None,
        claim=claim,
        created_at=NOW,
        edited_at=NOW,
        evidence=() if lines is None else (Span(*lines, path=path, last_column=last_column),),
        mechanism=mechanism,
        counterexample=example,
        better_approach=better,
    )


def a_subject(
    verdict: Verdict | str = "B2A",
    text: str = "",
    *findings: Finding,
    scores: Mapping[str, Mapping[str, int | None]] | None = None,
    attention: Attention | None = SCREEN,
    first: str | None = None,
    results: Mapping[str, Mapping[str, str]] | None = None,
    earlier: tuple[str, ...] = (),
    pasted: int = 0,
    note: str = "",
    slots: int = 2,
    prompt: str = "Write `mean`; an empty list gives 0.0.",
    language: str = "python",
    files: tuple[File, ...] | None = None,
) -> Subject:
    """*scores* by letter and criterion, *results* by letter and test; what is not said is not there."""
    task = a_task(codes=CODE[:slots], rubric=a_rubric(*CRITERIA), prompt=prompt, language=language)
    if files is not None:
        task = replace(task, candidates=tuple(replace(candidate, files=files) for candidate in task.candidates))
    given = scores or {}
    return Subject(
        draft=Draft(
            verdict=a_verdict(verdict) if isinstance(verdict, str) else verdict,
            scores=tuple(
                Score(Slot(letter), name, score, note) for letter, own in given.items() for name, score in own.items()
            ),
            findings=findings,
            rationale=text,
            pasted_characters=pasted,
            first_impression=None if first is None else FirstAnswer(a_verdict(first), NOW),
        ),
        brief=task.brief,
        policy=Policy(),
        exhibits=tuple(
            replace(exhibit, results=tuple(Result(*one) for one in (results or {}).get(exhibit.slot, {}).items()))
            for exhibit in exhibits(task, [CandidateId(f"c{number}") for number in range(1, slots + 1)])
        ),
        attention=attention,
        earlier=earlier,
        lexicon=criterion_words(),
    )


def remark(check: str, subject: Subject) -> Remark | None:
    """What *check* says of *subject*; None where it does not fire."""
    return next(CHECKS[check].look(subject), None)


def message(check: str, subject: Subject) -> str | None:
    made = remark(check, subject)
    return None if made is None else made.message


def evidence(check: str, subject: Subject) -> str | None:
    made = remark(check, subject)
    return None if made is None else made.evidence
