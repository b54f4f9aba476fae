"""Checks on findings: on whom they stand, whether they prove what they claim, and whether their lines are there."""

import re
from collections.abc import Iterator

from app.code.lines import split
from app.domain.draft import Category, Finding, Polarity, Severity, Span, Verified
from app.domain.names import Slot
from app.domain.references import references
from app.judging.checks.check import Check, Remark, listed, plain, told, told_each
from app.judging.checks.subject import Subject, losers, pairs

MUCH = 3
_ON_PAPER = re.compile(
    r"\b(?:throws|raises|crashes|fails? (?:the|this|that|a|its|\d+) ?(?:\w+ )?tests?)\b", re.IGNORECASE
)
_RAN = re.compile(
    r"\b(?:I|we) (?:(?:have|then|also|just) )?(?:ran|run|executed|tested|tried (?:it|this|both|all|them)|benchmarked|timed"
    r"|profiled|compiled)\b"
    r"|\b(?:when|after|on|by) (?:I )?(?:run|running|executing)\b|\bin my (?:run|runs|test|tests|benchmark)\b",
    re.IGNORECASE,
)


def critical_problem_on_the_winner(subject: Subject) -> Iterator[Remark]:
    """K7. A winner with a critical problem beside a loser with none is usually a swapped candidate."""
    critical = {finding.slot for finding in subject.problems if finding.severity is Severity.CRITICAL}
    for pair in pairs(subject.verdict):
        if pair.better in critical and pair.worse not in critical:
            yield Remark(
                f"{pair.better} is preferred and has a critical problem; {pair.worse} has none.",
                f"critical problem on {told(pair.better)}, none on {told(pair.worse)}",
            )


def much_better_without_a_finding(subject: Subject) -> Iterator[Remark]:
    """V1."""
    if not subject.draft.findings and any(pair.gap == MUCH for pair in pairs(subject.verdict)):
        yield Remark("Verdict is “much better” with no finding. Add one line of evidence?", "much better, no finding")


def lines_that_are_not_there(subject: Subject) -> Iterator[Remark]:
    """R2. Quotes are taken from the lines when a judgment is sealed, so lines that exist are quoted right."""
    for finding in subject.draft.findings:
        for span in finding.evidence:
            if not _is_there(subject, finding.slot, span.path, span.last_line, span):
                yield Remark(
                    f"{_named(finding)} points at lines that {finding.slot} does not have.",
                    f"evidence {span.first_line}-{span.last_line} is not in {told(finding.slot)}",
                )
    for reference in references(subject.draft.rationale):
        slot = next((slot for slot in subject.slots if slot == reference.name), None)
        if slot is None:
            yield Remark(
                f"The rationale refers to {reference.name}, which is no candidate here.",
                f"reference to {plain(reference.name)}",
            )
        elif reference.last is not None and not _is_there(subject, slot, reference.path, reference.last):
            yield Remark(
                f"The rationale refers to line {reference.last} of {slot}, which it does not have.",
                f"reference to line {reference.last} is not in {told(slot)}",
            )


def decisive_defect_unproven(subject: Subject) -> Iterator[Remark]:
    """R11. Of the problems that the deciding criterion rests on, one at least should say how it comes about."""
    deciding = subject.verdict.deciding_criterion
    if deciding is None or deciding in subject.limits.findings.matters_of_taste:
        return
    behind = losers(subject.verdict)
    decisive = [f for f in subject.problems if f.slot in behind and f.criterion == deciding]
    if decisive and not any(finding.mechanism.strip() or finding.counterexample for finding in decisive):
        yield Remark(
            f"{_named(decisive[0])} decided the verdict; say why it happens, or give an input that shows it.",
            f"decisive problem on {told(decisive[0].slot)} without mechanism or counterexample",
        )


def counterexample_shows_nothing(subject: Subject) -> Iterator[Remark]:
    """R12."""
    for finding in subject.draft.findings:
        example = finding.counterexample
        if example is not None and (expected := _folded(example.expected)) and expected == _folded(example.actual):
            yield Remark(
                f"{_named(finding)}: expected and actual are the same.",
                f"expected equals actual in a finding on {told(finding.slot)}",
            )


def no_better_approach(subject: Subject) -> Iterator[Remark]:
    """R13."""
    behind = losers(subject.verdict)
    lacking = tuple(
        slot
        for slot in subject.slots
        if slot in behind and any(f.slot is slot and not f.better_approach.strip() for f in subject.problems)
    )
    if lacking:
        yield Remark(
            f"A problem of {listed(lacking, 'or')} has no better approach yet.",
            told_each(lacking, "no better approach for a problem of {}"),
        )


def small_findings_for_a_large_gap(subject: Subject) -> Iterator[Remark]:
    """R18."""
    findings = subject.draft.findings
    is_much = any(pair.gap == MUCH for pair in pairs(subject.verdict))
    if is_much and subject.problems and all(map(_is_small, findings)):
        yield Remark(
            "Verdict is “much better”, but every finding is about readability or of low severity.",
            "much better, every finding readability or low",
        )


def run_claimed_but_not_recorded(subject: Subject) -> Iterator[Remark]:
    """R19. Words of behaviour count only beside a counterexample that is said to be reasoned."""
    if any(f.counterexample and f.counterexample.verified is not Verified.REASONED for f in subject.draft.findings):
        return
    for finding in subject.draft.findings:
        text = f"{finding.claim}\n{finding.mechanism}"
        if _RAN.search(text) or (finding.counterexample is not None and _ON_PAPER.search(text)):
            yield Remark(
                f"{_named(finding)} speaks of a run; set how it was verified if it was run.",
                f"claim of a run, verified by reasoning, in a finding on {told(finding.slot)}",
            )
    if _RAN.search(subject.draft.rationale):
        yield Remark(
            "The rationale speaks of a run; no finding says that it was run.",
            "claim of a run in the rationale, none recorded",
        )


def _is_there(subject: Subject, slot: Slot, path: str | None, last_line: int, span: Span | None = None) -> bool:
    files = next(exhibit.files for exhibit in subject.exhibits if exhibit.slot is slot)
    file = next((file for file in files if (path is None and len(files) == 1) or file.path == path), None)
    if file is None:
        return False
    lines = split(file.content).lines
    if last_line > len(lines):
        return False
    column = span.last_column if span is not None else None
    return column is None or column <= len(lines[last_line - 1])


def _is_small(finding: Finding) -> bool:
    is_low = finding.polarity is Polarity.PROBLEM and finding.severity is Severity.LOW
    return is_low or finding.category is Category.READABILITY


def _named(finding: Finding) -> str:
    return f"“{finding.title}”"


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


CHECKS = (
    Check("K7", 1, "ask", critical_problem_on_the_winner),
    Check("V1", 1, "ask", much_better_without_a_finding),
    Check("R2", 1, "ask", lines_that_are_not_there),
    Check("R11", 1, "ask", decisive_defect_unproven),
    Check("R12", 1, "ask", counterexample_shows_nothing),
    Check("R13", 1, "hint", no_better_approach),
    Check("R18", 1, "ask", small_findings_for_a_large_gap),
    Check("R19", 1, "hint", run_claimed_but_not_recorded),
)
