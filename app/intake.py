"""The service's part for tasks that come in: reading and comparing a file of them first, then taking it up.

What is said of a file before it is taken up names neither the file nor a candidate where that could name a model.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Generator
from dataclasses import dataclass, replace
from pathlib import Path

from app.domain.intake import Concern, ForeseenTask, ImportChoices, Observation, Preview, free_name
from app.domain.leak import Leak, LeakWords, OnLeaks
from app.domain.names import Instant, TaskId
from app.domain.rubric import Rubric
from app.domain.task import Kind, Task, TaskSet
from app.errors import UserError
from app.formats.bundled import leak_words
from app.formats.faults import Fault
from app.formats.lines_in import open_file
from app.formats.rubrics import bundled_rubrics
from app.formats.task_files import Place, TaskFile, open_task_file
from app.judging.intake import observations
from app.judging.leaks import leaks, names_a_model
from app.store.workspace import Workspace

NAMELESS = "the file"
UNSAID = "…"
_QUOTED = re.compile("(?<=“)[^”]*(?=”)")
PIECE = 1024 * 1024
MOST_WAITING = 64
MOST_CHARACTERS_WAITING = 256 * 1024


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, or would do: *imported* tasks are new, *duplicates* were there with the same content.

    *valid* counts the new tasks that are right, also where faults kept them out. *leaks* are traces of models, by task, as
    far as they were looked for; *excluded* counts the tasks that were left out for them.
    """

    task_set: str
    imported: int
    skipped: int
    duplicates: int
    faults: tuple[Fault, ...]
    valid: int = 0
    leaks: tuple[tuple[TaskId, tuple[Leak, ...]], ...] = ()
    excluded: int = 0


def opened(path: Path, choices: ImportChoices | None = None) -> TaskFile:
    """Open the file *path* as it was chosen to be imported, or as it describes itself. Raises UserError."""
    try:
        if choices is None:
            return open_task_file(path)
        return open_task_file(path, task_set=choices.name, rubric=choices.rubric, policy=choices.policy)
    except UserError as error:
        raise UserError(_Nameless((path,), leak_words()).told(str(error))) from error


def preview(workspace: Workspace, path: Path) -> Generator[int, None, Preview]:
    """Read the file *path*, compare it with *workspace* and keep nothing; yields how many lines were read.

    Raises UserError where it cannot be read.
    """
    words = leak_words()
    file, is_described = opened(path), path.suffix.lower() == ".toml"
    nameless = _Nameless((path, *file.paths), words)
    known = {one.name: one for one in workspace.task_sets()}
    file = _as_it_would_be(file, workspace, path, is_described=is_described, known=frozenset(known), words=words)
    name = file.task_set.name
    seen: list[Observation] = []
    tasks: list[ForeseenTask] = []
    kinds, languages, candidates = Counter[Kind](), Counter[str](), Counter[int]()
    if is_described and names_a_model(name, words):
        seen.append(Observation(Concern.LEAK, None, "the name of the task set may be that of a model; give it another"))
    read = 0
    for place, entry in file.read_with_places():
        read += 1
        if isinstance(entry, Fault):
            seen.append(nameless.fault(entry, is_one_of_several=len(file.paths) > 1))
            yield read
            continue
        state = workspace.compare(entry)
        if state == "other":
            fault = other_content(place, entry)
            seen.append(nameless.fault(fault, is_one_of_several=len(file.paths) > 1))
        elif state == "same":
            seen.append(Observation(Concern.KNOWN, entry.task_id, "is here already, unchanged"))
        telling = tuple(leak for leak in leaks(entry, words) if leak.tells_apart)
        seen.extend(observations(entry, telling))
        tasks.append(ForeseenTask(entry.task_id, state != "new", state == "same", bool(telling)))
        kinds[entry.brief.kind] += 1
        languages[entry.brief.language or ""] += 1
        candidates[len(entry.candidates)] += 1
        yield read
    return Preview(
        name=name,
        is_described=is_described,
        policy=file.task_set.policy,
        rubrics=_to_choose_from(file.task_set.rubric),
        tasks=tuple(tasks),
        kinds=tuple(kinds.most_common()),
        languages=tuple(languages.most_common()),
        candidates=tuple(sorted(candidates.items())),
        size=sum(one.stat().st_size for one in file.paths),
        observations=tuple(seen),
        known_names=frozenset(known),
        imported_at=known[name].imported_at if name in known else None,
    )


def take_in(
    workspace: Workspace, file: TaskFile, *, now: Instant, skip_invalid: bool, dry_run: bool, on_leaks: OnLeaks
) -> Generator[int, None, ImportReport]:
    """Bring the tasks of *file* into *workspace* as `Evaluation.import_tasks` says, in one transaction."""
    read = excluded = 0
    leaking: list[tuple[TaskId, tuple[Leak, ...]]] = []
    taken = _Taken(workspace, now)
    try:
        with workspace.atomic():
            workspace.add_task_set(file.task_set, now=now)
            for place, entry in file.read_with_places():
                read += 1
                if on_leaks is not OnLeaks.LEAVE and isinstance(entry, Task):
                    found = leaks(entry, leak_words())
                    if found:
                        leaking.append((entry.task_id, found))
                    if on_leaks is OnLeaks.EXCLUDE and any(leak.tells_apart for leak in found):
                        excluded += 1
                        yield read
                        continue
                taken.take(place, entry)
                yield read
            taken.settle()
            if dry_run or (taken.faults and not (skip_invalid and taken.valid)):
                raise _KeepNothingError
            workspace.settle_task_set(file.task_set.name)
            imported = taken.valid
    except _KeepNothingError:
        imported = taken.valid if dry_run else 0
    return ImportReport(
        file.task_set.name,
        imported,
        len(taken.faults),
        taken.duplicates,
        tuple(taken.faults),
        taken.valid,
        tuple(leaking),
        excluded,
    )


class _Taken:
    """What became of the entries of a file. They go into the workspace some at a time, for that is several times as fast."""

    def __init__(self, workspace: Workspace, now: Instant) -> None:
        self._workspace = workspace
        self._now = now
        self._waiting: list[tuple[Place, Task | Fault]] = []
        self._characters = 0
        self.valid = self.duplicates = 0
        self.faults: list[Fault] = []

    def take(self, place: Place, entry: Task | Fault) -> None:
        self._waiting.append((place, entry))
        if isinstance(entry, Task):
            self._characters += len(entry.line)
        if len(self._waiting) == MOST_WAITING or self._characters > MOST_CHARACTERS_WAITING:
            self.settle()

    def settle(self) -> None:
        """Bring in what waits."""
        waiting, self._waiting, self._characters = self._waiting, [], 0
        states = iter(
            self._workspace.add_tasks([entry for _, entry in waiting if isinstance(entry, Task)], now=self._now)
        )
        for place, entry in waiting:
            if isinstance(entry, Fault):
                self.faults.append(entry)
                continue
            match next(states):
                case "added":
                    self.valid += 1
                case "same":
                    self.duplicates += 1
                case "other":
                    self.faults.append(other_content(place, entry))


def other_content(where: Place, task: Task) -> Fault:
    """What is wrong with a task whose id is taken by another."""
    message = (
        f"“{task.task_id}” is in the task set “{task.brief.key.task_set}” already with other content; "
        "a task never changes: give the corrected one a new task_id."
    )
    return Fault(where.file, where.line, "task_id", message)


class _KeepNothingError(Exception):
    """Rolls an import back; it never leaves this module."""


class _Nameless:
    """Speaks of files, and of what stands in them, without the names that may be a model's."""

    def __init__(self, paths: tuple[Path, ...], words: LeakWords) -> None:
        self._words = words
        self._names = [path.name for path in paths if names_a_model(path.name, words)]

    def told(self, sentence: str) -> str:
        for name in self._names:
            sentence = sentence.replace(name, NAMELESS)
        return sentence[:1].upper() + sentence[1:]

    def fault(self, fault: Fault, *, is_one_of_several: bool) -> Observation:
        shown = fault if is_one_of_several else replace(fault, file="")
        shown = replace(shown, field=self._field(fault.field), message=self._unquoted(fault.message))
        return Observation(Concern.FAULT, None, self.told(str(shown).removeprefix(", ").removeprefix(": ")))

    def _field(self, field: str | None) -> str | None:
        if field is None or not names_a_model(field, self._words):
            return field
        # Which key it is in the path cannot be told: keys may hold dots.
        return f"{field.partition('.')[0]}.{UNSAID}"

    def _unquoted(self, message: str) -> str:
        return _QUOTED.sub(lambda found: UNSAID if names_a_model(found[0], self._words) else found[0], message)


def _as_it_would_be(
    file: TaskFile, workspace: Workspace, path: Path, *, is_described: bool, known: frozenset[str], words: LeakWords
) -> TaskFile:
    """*file* with the name and the rules under which its tasks would come in."""
    said = file.task_set
    name = said.name
    if not is_described and names_a_model(name, words):
        name = _name_that_says_nothing(path)
    if name not in known:
        return replace(file, task_set=replace(said, name=name))
    here = workspace.task_set(name)
    if here is not None and (not is_described or _has_same_rules(said, here)):
        return replace(file, task_set=here)
    return replace(file, task_set=replace(said, name=free_name(name, known)))


def _name_that_says_nothing(path: Path) -> str:
    """A name for the tasks in *path*, the same for everyone who has the file."""
    sha256 = hashlib.sha256()
    with open_file(path) as data:
        while piece := data.read(PIECE):
            sha256.update(piece)
    return f"tasks-{sha256.hexdigest()[:6]}"


def _has_same_rules(first: TaskSet, second: TaskSet) -> bool:
    return (first.rubric, first.guidelines, first.policy_sha256) == (
        second.rubric,
        second.guidelines,
        second.policy_sha256,
    )


def _to_choose_from(own: Rubric) -> tuple[Rubric, ...]:
    return (own, *(one for one in bundled_rubrics() if one.sha256 != own.sha256))
