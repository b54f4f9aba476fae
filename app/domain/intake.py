"""What is known of a file of tasks before they are taken in, and what is asked of its import."""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.names import Instant, TaskId
from app.domain.policy import Policy
from app.domain.rubric import Rubric
from app.domain.task import Kind


class Concern(StrEnum):
    """What a file is looked through for, in the order in which it is told."""

    FAULT = "fault"
    """A line that is no task."""
    KNOWN = "known"
    """A task that is in the set already, as it stands in the file."""
    IDENTICAL = "identical"
    """Candidates that are the same to the letter, or differ in nothing that is seen."""
    EMPTY = "empty"
    """A candidate without a visible character."""
    HIDDEN = "hidden"
    """Characters that a reader would not see."""
    LARGE = "large"
    """A file too large to be highlighted and aligned."""
    LEAK = "leak"
    """A trace of where a candidate comes from."""


@dataclass(frozen=True, slots=True)
class Observation:
    """One thing that was seen, as a line of a list: where, and what.

    It names no candidate and quotes nothing: ids and words of a file may be those of a model.
    """

    concern: Concern
    task_id: TaskId | None
    sentence: str


@dataclass(frozen=True, slots=True)
class ForeseenTask:
    """One valid task of the file. *is_leaking*: it may tell a candidate's origin.

    *is_known*: the set has a task of this id, *is_same* with this content.
    """

    task_id: TaskId
    is_known: bool
    is_same: bool
    is_leaking: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """A file that was read and compared, of which nothing was kept.

    *name* is what the set would be called; *is_described* says that a task-set file gave name and policy. *rubrics* are to
    choose from, the set's own first. *known_names* are the sets that are here already; *imported_at* is when the one of
    this name came, and its policy and rubric are then the ones that hold.
    """

    name: str
    is_described: bool
    policy: Policy
    rubrics: tuple[Rubric, ...]
    tasks: tuple[ForeseenTask, ...]
    kinds: tuple[tuple[Kind, int], ...]
    languages: tuple[tuple[str, int], ...]
    candidates: tuple[tuple[int, int], ...]
    size: int
    observations: tuple[Observation, ...]
    known_names: frozenset[str] = frozenset()
    imported_at: Instant | None = None

    def of(self, concern: Concern) -> tuple[Observation, ...]:
        return tuple(one for one in self.observations if one.concern is concern)

    @property
    def entries(self) -> int:
        """How many lines the file has, faults included."""
        return len(self.tasks) + len(self.of(Concern.FAULT)) - self.conflicts

    @property
    def conflicts(self) -> int:
        """How many tasks have the id, and not the content, of one that is here: they are faults, and may be elsewhere."""
        return sum(task.is_known and not task.is_same for task in self.tasks)

    @property
    def is_clean(self) -> bool:
        """Whether there is nothing that a person should know or settle first."""
        return all(one.concern is Concern.KNOWN for one in self.observations)

    @property
    def is_all_known(self) -> bool:
        """Whether the set of this name has every task of the file already."""
        return bool(self.tasks) and all(task.is_same for task in self.tasks)


@dataclass(frozen=True, slots=True)
class ImportChoices:
    """How a file is to be imported: as the set *name*, by which rules, with or without tasks that leak."""

    name: str
    policy: Policy
    rubric: Rubric
    excludes_leaks: bool = False


def to_import(preview: Preview, choices: ImportChoices) -> int:
    """How many tasks an import by *choices* would add."""
    is_own = choices.name == preview.name
    return sum(
        not (is_own and task.is_known) and not (choices.excludes_leaks and task.is_leaking) for task in preview.tasks
    )


def free_name(name: str, taken: frozenset[str]) -> str:
    """*name*, with a number behind it where it is *taken*."""
    number = 2
    free = name
    while free in taken:
        free, number = f"{name} ({number})", number + 1
    return free
