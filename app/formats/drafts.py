"""Drafts written outside the window: ``diptych/draft/1``, one a line, candidates named by id."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from app.code.lines import Source, split
from app.domain.draft import (
    CWE,
    Answer,
    Category,
    Counterexample,
    Draft,
    Finding,
    Outcome,
    Polarity,
    Score,
    Severity,
    Span,
    Verdict,
    Verified,
)
from app.domain.judgment import Acceptability, Subtlety
from app.domain.names import CandidateId, FindingId, Instant, Slot, TaskId
from app.domain.references import Reference, references, rename
from app.domain.task import Task
from app.formats.faults import Fault
from app.formats.lines_in import LineTooLong, numbered_lines
from app.formats.misfits import MisfitError, fit
from app.formats.strict_json import END, StrictJSONError, decode

SCHEMA = "diptych/draft/1"

Line = Annotated[int, msgspec.Meta(ge=1)]


class VerdictRecord(msgspec.Struct, frozen=True):
    outcome: Outcome
    ranking: tuple[tuple[str, ...], ...] = ()
    gaps: tuple[Literal[1, 2, 3], ...] = ()
    none_acceptable: bool = False
    acceptable: dict[str, Acceptability] | None = None
    deciding_criterion: str | None = None
    confidence: Literal[1, 2, 3] | None = None


class ScoreRecord(msgspec.Struct, frozen=True):
    score: int | None
    note: str = ""


class EvidenceRecord(msgspec.Struct, frozen=True):
    first_line: Line
    last_line: Line
    path: str | None = None
    first_column: Line | None = None
    last_column: Line | None = None


class CounterexampleRecord(msgspec.Struct, frozen=True):
    input: str = ""
    expected: str = ""
    actual: str = ""
    verified: Verified = Verified.REASONED


class FindingRecord(msgspec.Struct, frozen=True):
    candidate_id: str
    polarity: Polarity
    category: Category
    claim: Annotated[str, msgspec.Meta(min_length=1)]
    criterion: str | None = None
    severity: Severity | None = None
    evidence: tuple[EvidenceRecord, ...] = ()
    mechanism: str = ""
    counterexample: CounterexampleRecord | None = None
    better_approach: str = ""
    cwe: tuple[Annotated[str, msgspec.Meta(pattern=rf"^{CWE}{END}")], ...] = ()
    subtlety: Subtlety | None = None


class RationaleRecord(msgspec.Struct, frozen=True):
    text: str


class AnswerRecord(msgspec.Struct, frozen=True):
    check: str
    version: int
    level: Literal["hint", "ask", "report"]
    answer: Literal["kept", "fixed"] | None
    evidence: str = ""
    reason: str = ""


class DraftRecord(msgspec.Struct, frozen=True):
    """One draft as it is written by hand or by another program; no ids, slots, hashes or times."""

    schema: Literal["diptych/draft/1"]
    task_id: str
    verdict: VerdictRecord
    rationale: RationaleRecord
    scores: dict[str, dict[str, ScoreRecord]] = {}
    findings: tuple[FindingRecord, ...] = ()
    checks: tuple[AnswerRecord, ...] = ()
    checklist: dict[str, bool] | None = None
    task_set: str | None = None


@dataclass(frozen=True, slots=True)
class FileDraft:
    """A draft as it stands in a file, with the line that it stands on."""

    file: str
    line: int
    record: DraftRecord

    @property
    def task_id(self) -> TaskId:
        return TaskId(self.record.task_id)

    @property
    def task_set(self) -> str | None:
        return self.record.task_set


def read_drafts(path: Path) -> Iterator[FileDraft | Fault]:
    """The drafts of *path*, or what is wrong with a line. Raises UserError where it cannot be read."""
    is_empty = True
    for number, line in numbered_lines(path):
        is_empty = False
        if isinstance(line, LineTooLong):
            yield Fault(path.name, number, None, "the line is too long for a draft.")
            continue
        try:
            plain = decode(line)
            if not isinstance(plain, dict):
                raise StrictJSONError("write one draft a line, each a JSON object.")
            yield FileDraft(path.name, number, fit(plain, DraftRecord))
        except (StrictJSONError, MisfitError) as error:
            yield Fault(path.name, number, error.field, error.message)
    if is_empty:
        yield Fault(path.name, None, None, "the file is empty; write one draft a line (JSON Lines).")


def to_draft(
    file_draft: FileDraft, task: Task, *, now: Instant, new_id: Callable[[], FindingId]
) -> Draft | tuple[Fault, ...]:
    """The draft that a file's line is, its candidates in the slots of the task file's order; or all its faults."""
    record = file_draft.record
    slots = {
        str(candidate.candidate_id): slot for candidate, slot in zip(task.candidates, task.brief.slots, strict=True)
    }
    # What is wrong in several places of one text, such as a name that is cited again and again, is one thing to mend.
    wrong = dict.fromkeys((*_wrong_verdict(record, slots, task), *_wrong_parts(record, slots, task)))
    faults = tuple(Fault(file_draft.file, file_draft.line, field, message) for field, message in wrong)
    if faults:
        return faults
    return Draft(
        verdict=_verdict(record.verdict, slots),
        scores=tuple(
            sorted(
                (
                    Score(slots[candidate], criterion, one.score, one.note)
                    for candidate, own in record.scores.items()
                    for criterion, one in own.items()
                ),
                key=lambda score: (score.criterion, score.slot),
            )
        ),
        findings=tuple(_finding(one, slots, task, now=now, new_id=new_id) for one in record.findings),
        rationale=rename(record.rationale.text, lambda name: slots[name]),
        checks=tuple(
            Answer(
                one.check,
                one.version,
                one.level,
                rename(one.evidence, lambda name: slots[name]),
                one.answer,
                one.reason,
            )
            for one in record.checks
        ),
        checklist=None if record.checklist is None else tuple(sorted(record.checklist.items())),
    )


Wrong = Iterator[tuple[str, str]]


def _wrong_verdict(record: DraftRecord, slots: dict[str, Slot], task: Task) -> Wrong:
    verdict = record.verdict
    named = [candidate for tier in verdict.ranking for candidate in tier]
    yield from ((f"verdict.{where}", message) for where, message in _wrong_ranking(verdict, named, slots))
    if verdict.deciding_criterion is not None and verdict.deciding_criterion not in task.brief.rubric.names:
        yield "verdict.deciding_criterion", _no_criterion(verdict.deciding_criterion, task)
    for candidate in verdict.acceptable or {}:
        if candidate not in slots:
            yield "verdict.acceptable", _no_candidate(candidate, slots)
    if verdict.acceptable is not None and (unsaid := [name for name in slots if name not in verdict.acceptable]):
        yield "verdict.acceptable", f"nothing is said of {', '.join(unsaid)}; name every candidate, or write null."
    if verdict.acceptable and verdict.none_acceptable != (set(verdict.acceptable.values()) == {"no"}):
        yield "verdict.none_acceptable", "does not agree with “acceptable”; mend one of the two."


def _wrong_ranking(verdict: VerdictRecord, named: list[str], slots: dict[str, Slot]) -> Wrong:
    for candidate in named:
        if candidate not in slots:
            yield "ranking", _no_candidate(candidate, slots)
    if any(not tier for tier in verdict.ranking) or len(set(named)) < len(named):
        yield "ranking", "every tier holds at least one candidate, and no candidate stands twice."
    if len(verdict.gaps) != max(0, len(verdict.ranking) - 1):
        yield "gaps", f"found {len(verdict.gaps)}; give one strength between neighbouring tiers."
    match verdict.outcome:
        case Outcome.CANNOT_JUDGE if verdict.ranking:
            yield "ranking", "“cannot_judge” has no ranking; leave it empty."
        case Outcome.EQUIVALENT if len(verdict.ranking) != 1:
            yield "ranking", "“equivalent” is one tier that holds every candidate."
        case Outcome.PREFERENCE if len(verdict.ranking) == 1:
            yield "ranking", "one tier is “equivalent”, not “preference”."


def _wrong_parts(record: DraftRecord, slots: dict[str, Slot], task: Task) -> Wrong:
    for candidate, own in record.scores.items():
        if candidate not in slots:
            yield f"scores.{candidate}", _no_candidate(candidate, slots)
        for name, one in own.items():
            criterion = task.brief.rubric.criterion(name)
            field = f"scores.{candidate}.{name}"
            if criterion is None:
                yield field, _no_criterion(name, task)
            elif one.score is not None and one.score not in criterion.scale:
                scale = ", ".join(map(str, criterion.scale))
                yield field, f"found {one.score}; the scale is {scale}, or null for not applicable."
    for index, finding in enumerate(record.findings):
        yield from ((f"findings[{index}].{where}", message) for where, message in _wrong_finding(finding, slots, task))
    for index, answer in enumerate(record.checks):
        for reference in references(answer.evidence):
            if reference.name not in slots:
                yield f"checks[{index}].evidence", _no_candidate(reference.name, slots)
    for reference in references(record.rationale.text):
        yield from (("rationale.text", message) for message in _wrong_reference(reference, slots, task))


def _wrong_finding(finding: FindingRecord, slots: dict[str, Slot], task: Task) -> Wrong:
    if finding.candidate_id not in slots:
        yield "candidate_id", _no_candidate(finding.candidate_id, slots)
        return
    if finding.polarity is Polarity.PROBLEM and finding.severity is None:
        yield "severity", "a problem has one: low, medium, high or critical."
    if finding.polarity is Polarity.STRENGTH and finding.severity is not None:
        yield "severity", "a strength has none; write null."
    if finding.criterion is not None and finding.criterion not in task.brief.rubric.names:
        yield "criterion", _no_criterion(finding.criterion, task)
    for index, evidence in enumerate(finding.evidence):
        where = f"evidence[{index}]"
        source = _file_of(finding.candidate_id, evidence.path, task)
        if source is None:
            yield f"{where}.path", _which_file(finding.candidate_id, task)
        elif evidence.first_line > evidence.last_line:
            yield f"{where}.last_line", "lies before first_line."
        elif evidence.last_line > len(source.lines):
            yield f"{where}.last_line", f"found {evidence.last_line}; the file has {len(source.lines)} lines."
        else:
            yield from ((f"{where}.{column}", message) for column, message in _wrong_columns(evidence, source))


def _wrong_columns(evidence: EvidenceRecord, source: Source) -> Wrong:
    first, last = evidence.first_column, evidence.last_column
    if first is not None and last is not None and evidence.first_line == evidence.last_line and first > last:
        yield "last_column", "lies before first_column."
    for column, number, line in (
        ("first_column", first, evidence.first_line),
        ("last_column", last, evidence.last_line),
    ):
        width = len(source.lines[line - 1])
        if number is not None and number > width:
            yield column, f"found {number}; line {line} has {width} characters."


def _wrong_reference(reference: Reference, slots: dict[str, Slot], task: Task) -> Iterator[str]:
    if reference.name not in slots:
        yield _no_candidate(reference.name, slots)
        return
    if reference.first is None or reference.last is None:
        return
    lines = _lines_of(reference.name, reference.path, task)
    if lines is None:
        yield _which_file(reference.name, task)
    elif reference.last < reference.first or reference.last > lines:
        yield f"a reference names lines {reference.first}-{reference.last}; the file has {lines} lines."


def _lines_of(candidate_id: str, path: str | None, task: Task) -> int | None:
    """How many lines the file has that *path* names; None where it names none."""
    source = _file_of(candidate_id, path, task)
    return None if source is None else len(source.lines)


def _file_of(candidate_id: str, path: str | None, task: Task) -> Source | None:
    """The file that *path* names, by lines; None where it names none."""
    candidate = next(one for one in task.candidates if one.candidate_id == candidate_id)
    if path is None:
        return split(candidate.files[0].content) if len(candidate.files) == 1 else None
    return next((split(file.content) for file in candidate.files if file.path == path), None)


def _verdict(record: VerdictRecord, slots: dict[str, Slot]) -> Verdict:
    acceptable = record.acceptable
    return Verdict(
        outcome=record.outcome,
        ranking=tuple(tuple(sorted(slots[name] for name in tier)) for tier in record.ranking),
        gaps=record.gaps,
        none_acceptable=record.none_acceptable,
        acceptable=None if acceptable is None else tuple((slots[name], word) for name, word in acceptable.items()),
        deciding_criterion=record.deciding_criterion,
        confidence=record.confidence,
    )


def _finding(
    record: FindingRecord,
    slots: dict[str, Slot],
    task: Task,
    *,
    now: Instant,
    new_id: Callable[[], FindingId],
) -> Finding:
    example = record.counterexample
    several = len(next(c for c in task.candidates if c.candidate_id == CandidateId(record.candidate_id)).files) > 1
    return Finding(
        finding_id=new_id(),
        slot=slots[record.candidate_id],
        polarity=record.polarity,
        category=record.category,
        criterion=record.criterion,
        severity=record.severity,
        claim=record.claim,
        created_at=now,
        edited_at=now,
        evidence=tuple(
            Span(
                one.first_line,
                one.last_line,
                one.path if several else None,
                one.first_column,
                one.last_column,
            )
            for one in record.evidence
        ),
        mechanism=record.mechanism,
        counterexample=None
        if example is None
        else Counterexample(example.input, example.expected, example.actual, example.verified),
        better_approach=record.better_approach,
        cwe=record.cwe,
        subtlety=record.subtlety,
    )


def _no_candidate(name: str, slots: dict[str, Slot]) -> str:
    return f"“{name}” is no candidate of this task; it has {', '.join(slots)}."


def _no_criterion(name: str, task: Task) -> str:
    return f"“{name}” is no criterion of the rubric; it has {', '.join(task.brief.rubric.names)}."


def _which_file(candidate_id: str, task: Task) -> str:
    files = next(one.files for one in task.candidates if one.candidate_id == candidate_id)
    if len(files) == 1:
        return f"candidate {candidate_id} has one file; leave the path out."
    return f"name one of the files of candidate {candidate_id}: {', '.join(file.path for file in files)}."
