"""What the queue shows of tasks and task sets."""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.names import Instant, TaskKey
from app.domain.task import Kind


class TaskState(StrEnum):
    TODO = "todo"
    DRAFT = "draft"
    DONE = "done"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class QueueEntry:
    """One task as the queue lists it. *position* counts from 1 within its task set."""

    key: TaskKey
    position: int
    kind: Kind
    language: str | None
    title: str
    candidates: int
    state: TaskState
    is_flagged: bool
    active_ms: int | None = None


@dataclass(frozen=True, slots=True)
class QueuePlace:
    """Where a task stands in its set, from 1, how many there are, and how many of them are judged."""

    position: int
    total: int
    done: int


@dataclass(frozen=True, slots=True)
class TaskSetSummary:
    """A task set as the welcome screen lists it."""

    name: str
    kinds: tuple[Kind, ...]
    languages: tuple[str, ...]
    tasks: int
    done: int
    opened_at: Instant | None
    imported_at: Instant


class SkipReason(StrEnum):
    LANGUAGE = "language"
    BROKEN_TASK = "broken_task"
    CONFLICT_OF_INTEREST = "conflict_of_interest"
    OTHER = "other"
