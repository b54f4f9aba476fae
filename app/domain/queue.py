"""What the queue shows of tasks and task sets."""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.names import Instant, TaskKey
from app.domain.task import Kind

PAGE = 100
"""So many tasks of a queue are read at a time: some five screens full."""


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
    """Where a task stands in its set, from 1, and how many there are."""

    position: int
    total: int


@dataclass(frozen=True, slots=True)
class Tally:
    """How many tasks of a set there are, how they stand, and the median of the times that the judged ones took."""

    total: int = 0
    done: int = 0
    skipped: int = 0
    flagged: int = 0
    median_ms: float | None = None

    @property
    def to_do(self) -> int:
        return self.total - self.done - self.skipped


class Part(StrEnum):
    """A part of the queue that can be looked at alone."""

    ALL = "all"
    TO_DO = "to_do"
    DONE = "done"
    FLAGGED = "flagged"


@dataclass(frozen=True, slots=True)
class Sought:
    """What the queue is searched for: *words* stand in the id or the title of a task, in any spelling of case."""

    part: Part = Part.ALL
    words: str = ""


@dataclass(frozen=True, slots=True)
class QueuePage:
    """Some of the tasks that were found, one behind the other.

    *first* says where among all of them they begin: from 0, a multiple of `PAGE`.
    """

    first: int
    entries: tuple[QueueEntry, ...]


@dataclass(frozen=True, slots=True)
class QueueView:
    """The queue of the set of the task *current*, of which only so much is read as is looked at.

    *found* tasks are what was *sought*; *row* says where among them the current one stands, from 0, if it is there, and
    *page* has those around it. Pages are asked for under *number*, which names this search among others.
    """

    number: int
    current: TaskKey
    tally: Tally
    sought: Sought
    found: int
    row: int | None
    page: QueuePage


@dataclass(frozen=True, slots=True)
class Onward:
    """The task to go on with in a set of *total*; once none is left, it is the one that lay there already.

    *judged* says how many are judged then, the others being skipped; it is None while there is one to go on with.
    """

    key: TaskKey
    total: int
    judged: int | None

    @property
    def is_all_judged(self) -> bool:
        return self.judged is not None


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
