"""Judgments and events exactly as they are stored and exported: ``diptych/judgment/1`` and the event log.

These classes *are* the published format: their fields, in this order, are its keys, and its JSON Schema is generated
from them. Every key is always written; what does not apply or is not known is null. Candidates are named by id.
"""

from dataclasses import dataclass
from typing import Literal

from app.domain.draft import Category, Outcome, Polarity, Severity, Verified
from app.domain.names import CandidateId, EvaluatorId, EventId, FindingId, Instant, JudgmentId, Slot, TaskId
from app.domain.task import Kind

Acceptability = Literal["as_is", "with_changes", "no"]
View = Literal["aligned", "free", "plain", "tinted", "untinted", "wrapped", "folded", "solo", "pair"]
Subtlety = Literal["S0", "S1", "S2", "S3", "S4", "S5", "S6", "S7"]
EventType = Literal["judgment", "revision", "retraction", "skip", "resume"]

LONGEST_EVENT = 4 * 1024 * 1024
"""Bytes of an event as it is written; who collects takes no longer ones."""


@dataclass(frozen=True, slots=True)
class JudgedTask:
    task_id: TaskId
    kind: Kind
    sha256: str
    task_set: str
    task_set_sha256: str


@dataclass(frozen=True, slots=True)
class JudgedCandidate:
    """*slot* is null in a judgment handed in from a file: nobody saw it on a screen."""

    candidate_id: CandidateId
    slot: Slot | None
    sha256: str
    lines: int


@dataclass(frozen=True, slots=True)
class SealedVerdict:
    outcome: Outcome
    ranking: tuple[tuple[CandidateId, ...], ...]
    gaps: tuple[int, ...]
    none_acceptable: bool
    acceptable: dict[CandidateId, Acceptability] | None
    deciding_criterion: str | None
    confidence: Literal[1, 2, 3] | None


@dataclass(frozen=True, slots=True)
class SealedScore:
    """A *score* of null is “not applicable”; a criterion that is absent was not scored."""

    score: int | None
    note: str


@dataclass(frozen=True, slots=True)
class SealedEvidence:
    path: str | None
    first_line: int
    last_line: int
    first_column: int | None
    last_column: int | None
    quote: str


@dataclass(frozen=True, slots=True)
class SealedCounterexample:
    input: str
    expected: str
    actual: str
    verified: Verified


@dataclass(frozen=True, slots=True)
class SealedFinding:
    finding_id: FindingId
    candidate_id: CandidateId
    polarity: Polarity
    category: Category
    criterion: str | None
    severity: Severity | None
    claim: str
    evidence: tuple[SealedEvidence, ...]
    mechanism: str
    counterexample: SealedCounterexample | None
    better_approach: str
    cwe: tuple[str, ...]
    subtlety: Subtlety | None
    created_at: Instant
    edited_at: Instant


@dataclass(frozen=True, slots=True)
class SealedRationale:
    """*text* keeps references as ``{{c:ID:N-M}}``; *rendered* names candidates by id; *words* leaves references out.

    *bare_letters* says whether letters that stand for candidates were kept bare; null where nobody looked.
    """

    text: str
    rendered: str
    sentence: str
    words: int
    pasted_characters: int
    bare_letters: bool | None


@dataclass(frozen=True, slots=True)
class SealedAnswer:
    """A check that fired. *answer* is null where nobody was asked.

    *evidence* has a line for each thing found, sorted, and names candidates as ``{{c:ID}}``.
    """

    check: str
    version: int
    level: Literal["hint", "ask", "report"]
    evidence: str
    answer: Literal["kept", "fixed"] | None
    reason: str


@dataclass(frozen=True, slots=True)
class FirstImpression:
    verdict: SealedVerdict
    at: Instant


@dataclass(frozen=True, slots=True)
class Presentation:
    """What was shown: *order* is left to right; *seed*, *position_in_block* and *algorithm* recompute it.

    *files* are the paths in the order of the file list, null where every candidate has one file; *pane_widths* the panes'
    widths in pixels, left to right, as they were last, 0 for one that was not shown; *panes_dragged* says whether they were
    ever set by hand. The hashes of what was shown are the task's and the candidates'.
    """

    order: tuple[CandidateId, ...]
    files: tuple[str, ...] | None
    seed: str
    position_in_block: int
    algorithm: str
    views: tuple[View, ...]
    unblinded: bool
    pane_widths: tuple[int, ...] | None = None
    panes_dragged: bool | None = None


@dataclass(frozen=True, slots=True)
class TimingCorrection:
    """What the evaluator says the time really was, in milliseconds, and why."""

    active_ms: int
    reason: str


@dataclass(frozen=True, slots=True)
class Timing:
    """All durations in milliseconds. *lines_seen* counts the lines that stood in view for a second.

    *active_ms* is what was measured, also beside a *correction*. Paths in *active_ms_by_file* are empty for bare code.
    """

    opened_at: Instant
    submitted_at: Instant
    active_ms: int
    idle_ms: int
    active_ms_by_candidate: dict[CandidateId, int] | None
    lines_seen: dict[CandidateId, int] | None
    correction: TimingCorrection | None
    clock_suspect: bool
    active_ms_by_file: dict[CandidateId, dict[str, int]] | None = None


@dataclass(frozen=True, slots=True)
class UsedRubric:
    name: str
    version: int
    sha256: str


@dataclass(frozen=True, slots=True)
class UsedPolicy:
    version: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Program:
    name: str
    version: str


@dataclass(frozen=True, slots=True)
class Judgment:
    """A draft handed in. It is never changed: a revision is another judgment record with the same id."""

    schema: Literal["diptych/judgment/1"]
    judgment_id: JudgmentId
    revision: int
    made_with: Literal["window", "file"]
    task: JudgedTask
    evaluator: EvaluatorId
    candidates: tuple[JudgedCandidate, ...]
    verdict: SealedVerdict
    scores: dict[CandidateId, dict[str, SealedScore]]
    findings: tuple[SealedFinding, ...]
    rationale: SealedRationale
    checks: tuple[SealedAnswer, ...] | None
    first_impression: FirstImpression | None
    presentation: Presentation | None
    timing: Timing | None
    occasion: Literal[1, 2]
    checklist: dict[str, bool] | None
    rubric: UsedRubric
    policy: UsedPolicy
    program: Program


@dataclass(frozen=True, slots=True)
class About:
    """What an event is about. *occasion* is 2 for a hidden repeat of the task; events without it are about the first."""

    task_set: str
    task_id: TaskId
    judgment_id: JudgmentId | None
    reason: str | None
    note: str
    occasion: Literal[1, 2] = 1


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the append-only log. *prev* is the SHA-256 of the line before, 64 zeros for the first."""

    event_id: EventId
    store_id: str
    seq: int
    prev: str
    type: EventType
    at: Instant
    evaluator: EvaluatorId
    judgment: Judgment | None
    about: About
