"""Tasks as they were imported: a brief that may be shown, and candidates whose origin may not."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.domain.canonical import canonical, digest
from app.domain.names import SLOTS, CandidateId, Instant, Slot, TaskId, TaskKey
from app.domain.policy import Policy
from app.domain.rubric import Rubric


class Kind(StrEnum):
    COMPARISON = "comparison"
    BUG_HUNT = "bug_hunt"
    SECURITY_REVIEW = "security_review"
    AUTHORING = "authoring"


@dataclass(frozen=True, slots=True)
class File:
    """One file of a candidate or of the context. *path* is empty for a candidate given as bare code."""

    path: str
    content: str


@dataclass(frozen=True, slots=True)
class ContextFile:
    """A file of the surrounding codebase that a candidate must fit, and why it is shown."""

    path: str
    content: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    input: str
    expected: str


def hash_of_files(files: tuple[File, ...]) -> str:
    """The SHA-256 of a candidate: of the UTF-8 bytes of bare code, or of the canonical JSON of ``[[path, content], …]``."""
    if len(files) == 1 and not files[0].path:
        return digest(files[0].content.encode())
    return digest(canonical([[file.path, file.content] for file in files]))


@dataclass(frozen=True, slots=True)
class Result:
    """How a candidate did in one test: “passed”, “failed”, “error”, “skipped”, or whatever the task file says."""

    name: str
    outcome: str

    @property
    def has_passed(self) -> bool:
        return self.outcome == "passed"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One implementation with its origin. It never reaches the screen: an `Exhibit` does.

    *sha256* is `hash_of_files`.
    """

    candidate_id: CandidateId
    files: tuple[File, ...]
    sha256: str
    model: str | None = None
    results: tuple[Result, ...] = ()


@dataclass(frozen=True, slots=True)
class Brief:
    """What was asked: everything of a task that may be shown, without its candidates.

    *slots* is as long as the task has candidates.
    """

    key: TaskKey
    kind: Kind
    title: str
    language: str | None
    prompt: str
    constraints: tuple[str, ...]
    examples: tuple[Example, ...]
    context: tuple[ContextFile, ...]
    tests: str | None
    rubric: Rubric
    slots: tuple[Slot, ...]


def hash_of_task(brief: Brief, candidates: Sequence[str]) -> str:
    """The SHA-256 of what is shown of a task: of the canonical JSON of its texts and the hashes of its *candidates*."""
    shown = {
        "prompt": brief.prompt,
        "constraints": brief.constraints,
        "examples": brief.examples,
        "context": brief.context,
        "tests": brief.tests,
        "candidates": list(candidates),
    }
    return digest(canonical(shown))


@dataclass(frozen=True, slots=True)
class Task:
    """A brief with its candidates, in the order of the task file.

    *sha256* is of the canonical JSON of what was shown: prompt, constraints, examples, context, tests and the
    candidates' hashes. *line* is the task as it came, unknown fields included.
    """

    brief: Brief
    candidates: tuple[Candidate, ...]
    sha256: str
    line: str

    @property
    def task_id(self) -> TaskId:
        return self.brief.key.task_id

    def __post_init__(self) -> None:
        if len(self.candidates) != len(self.brief.slots):
            raise ValueError(f"task {self.task_id} has {len(self.candidates)} candidates for {self.brief.slots}")


@dataclass(frozen=True, slots=True)
class Arrival:
    """When a task was imported, and the SHA-256 under which it was."""

    at: Instant
    sha256: str


@dataclass(frozen=True, slots=True)
class TaskSet:
    """Tasks imported together, with what holds for all of them.

    *sha256* is of the canonical JSON of name, policy, rubric, guidelines and the tasks' ids and hashes;
    *policy_sha256* is of the policy's.
    """

    name: str
    sha256: str
    rubric: Rubric
    guidelines: str
    policy: Policy
    policy_sha256: str


def slots_for(candidates: int) -> tuple[Slot, ...]:
    """The slots of a task with so many *candidates*, left to right."""
    return SLOTS[:candidates]
