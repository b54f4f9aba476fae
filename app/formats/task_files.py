"""Tasks in: ``diptych/task/1`` as JSON Lines, alone or described by a ``diptych/task-set/1`` file beside it."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Any

import msgspec

from app.domain.canonical import canonical, digest
from app.domain.names import CandidateId, TaskId, TaskKey
from app.domain.policy import Policy
from app.domain.rubric import Rubric
from app.domain.task import (
    Brief,
    Candidate,
    ContextFile,
    Example,
    File,
    Kind,
    Result,
    Task,
    TaskSet,
    hash_of_files,
    hash_of_task,
    slots_for,
)
from app.errors import UserError
from app.formats.faults import Fault, FaultError, named_in
from app.formats.lines_in import LONGEST_LINE, LineTooLong, called, numbered_lines
from app.formats.misfits import MisfitError, fit
from app.formats.rubrics import named_rubric, rubric_from
from app.formats.strict_json import END, StrictJSONError, decode
from app.formats.task_sets import TaskSetDescription, read_description

DEFAULT_RUBRIC = "code-comparison"
CANDIDATE_ID = rf"^[A-Za-z0-9][A-Za-z0-9._-]{{0,127}}{END}"

_KINDS = frozenset(Kind)
_CONTROL = re.compile("[\\x00-\\x1f\\x7f-\\x9f]")
_LEADING_MARKS = re.compile(r"[#>*\-\s]+")
_MARKS = "*_`#"

Id = Annotated[str, msgspec.Meta(pattern=CANDIDATE_ID)]


class FileRecord(msgspec.Struct, frozen=True):
    path: Annotated[str, msgspec.Meta(min_length=1, max_length=1024)]
    content: str


class CandidateRecord(msgspec.Struct, frozen=True):
    candidate_id: Id | None = None
    model: str | None = None
    code: str | None = None
    files: Annotated[tuple[FileRecord, ...], msgspec.Meta(min_length=1)] | None = None


class ContextRecord(msgspec.Struct, frozen=True):
    path: str
    content: str
    note: str = ""


class ExampleRecord(msgspec.Struct, frozen=True):
    input: str
    expected: str


class ResultRecord(msgspec.Struct, frozen=True):
    name: Annotated[str, msgspec.Meta(min_length=1, max_length=1024)]
    outcome: Annotated[str, msgspec.Meta(min_length=1, max_length=64)]


class TaskRecord(msgspec.Struct, frozen=True):
    """One line of a task file, as far as this version acts on it; other fields are kept with the line."""

    task_id: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
    prompt: str
    candidates: tuple[CandidateRecord, ...]
    kind: str = "comparison"
    title: str | None = None
    language: str | None = None
    constraints: tuple[str, ...] = ()
    examples: tuple[ExampleRecord, ...] = ()
    context: tuple[ContextRecord, ...] = ()
    tests: str | None = None
    results: dict[str, tuple[ResultRecord, ...]] = {}
    rubric: str | dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entry stands: the name of the file, and the line counted from 1."""

    file: str
    line: int


@dataclass(frozen=True, slots=True)
class TaskFile:
    """An opened source of tasks: the set that they belong to, and where to read them."""

    name: str
    task_set: TaskSet
    paths: tuple[Path, ...]

    def read(self) -> Iterator[Task | Fault]:
        """Every task, or what is wrong with it, as a stream. Raises UserError where a file cannot be read."""
        return (entry for _, entry in self.read_with_places())

    def read_with_places(self) -> Iterator[tuple[Place, Task | Fault]]:
        """The same with the file and line that each entry stands on."""
        # Lines are counted through all files: a number for each id is all that is kept of a task.
        seen: dict[str, int] = {}
        starts: list[int] = []
        end = 0
        for path in self.paths:
            name, start, number = path.name, end, 0
            starts.append(start)
            for number, line in numbered_lines(path):
                place = Place(name, number)
                entry = self._entry(path, number, line)
                end = start + number
                if isinstance(entry, Task) and (first := seen.setdefault(entry.task_id, end)) != end:
                    index = bisect_left(starts, first) - 1
                    already = (
                        f"“{entry.task_id}” stands on line {first - starts[index]} of {self.paths[index].name} already"
                    )
                    entry = Fault(name, number, "task_id", f"{already}; give each task its own id.")
                yield place, entry
            if not number:
                nothing = "the file is empty; write one task a line (JSON Lines)."
                yield Place(name, 0), Fault(name, None, None, nothing)

    def _entry(self, path: Path, number: int, line: bytes | LineTooLong) -> Task | Fault:
        if isinstance(line, LineTooLong):
            size = f"longer than {LONGEST_LINE // 1024**2} MiB"
            return Fault(path.name, number, None, f"the line is {size}; a task must fit in that.")
        try:
            plain = decode(line)
            if isinstance(plain, list):
                raise StrictJSONError("this is a JSON array; write one task a line, each a JSON object.")
            if not isinstance(plain, dict):
                raise StrictJSONError("this is no JSON object; write one task a line, each a JSON object.")
            return _task(plain, line.decode(), self.task_set, path)
        except (StrictJSONError, MisfitError) as error:
            return Fault(path.name, number, error.field, error.message)
        except UserError as error:
            return Fault(path.name, number, "rubric", str(error))


def open_task_file(
    path: Path,
    *,
    task_set: str | None = None,
    rubric: Rubric | None = None,
    policy: Policy | None = None,
    guidelines: str | None = None,
) -> TaskFile:
    """Open a ``.toml`` task set or a file of tasks; what is given besides goes before what the file says.

    Raises UserError where the description is wrong; faults of tasks come out of `TaskFile.read`.
    """
    if path.suffix.lower() == ".toml":
        said = read_description(path)
        said = replace(
            said,
            name=task_set or said.name,
            policy=policy or said.policy,
            guidelines=said.guidelines if guidelines is None else guidelines,
        )
        return _described(path, said, rubric)
    if path.is_dir():
        raise UserError(f"{called(path)} is a folder; give a file.")
    if path.suffix.lower() not in (".jsonl", ".ndjson", ".json", ""):
        raise UserError(f"{path.name} is no task file: give .jsonl (one task a line) or a .toml task set.")
    name = _set_name(task_set or path.stem)
    said = TaskSetDescription(name, (path,), None, guidelines or "", policy or Policy())
    return _described(path, said, rubric)


def _described(path: Path, said: TaskSetDescription, rubric: Rubric | None) -> TaskFile:
    with named_in(path.name, "rubric"):
        chosen = rubric or named_rubric(said.rubric or DEFAULT_RUBRIC, path.parent)
    required = () if said.policy.required_criteria == "all" else said.policy.required_criteria
    for criterion in required:
        if criterion not in chosen.names:
            there_are = f"the rubric has no criterion “{criterion}”; it has {', '.join(chosen.names)}."
            raise FaultError(Fault(path.name, None, "policy.required_criteria", there_are))
    return TaskFile(path.name, _task_set(_set_name(said.name), chosen, said.guidelines, said.policy), said.tasks)


def _task_set(name: str, rubric: Rubric, guidelines: str, policy: Policy) -> TaskSet:
    return TaskSet(
        name=name,
        sha256="",  # settled over the tasks once they are in
        rubric=rubric,
        guidelines=guidelines,
        policy=policy,
        policy_sha256=digest(canonical(policy)),
    )


def _set_name(name: str) -> str:
    if not name or len(name) > 200 or not name.isprintable():
        raise UserError("The name of a task set has 1 to 200 printable characters; give one with --task-set.")
    return name


def _task(plain: dict[str, Any], line: str, task_set: TaskSet, path: Path) -> Task:
    record = fit(plain, TaskRecord)
    if _CONTROL.search(record.task_id):
        raise StrictJSONError("control characters cannot be part of an id; take them out.", field="task_id")
    kind = _kind(record)
    candidates = _candidates(record)
    brief = Brief(
        key=TaskKey(task_set.name, TaskId(record.task_id)),
        kind=kind,
        title=record.title or _title_from(record.prompt, record.task_id),
        language=record.language,
        prompt=record.prompt,
        constraints=record.constraints,
        examples=tuple(Example(one.input, one.expected) for one in record.examples),
        context=tuple(ContextFile(one.path, one.content, one.note) for one in record.context),
        tests=record.tests,
        rubric=_rubric(record, task_set, path),
        slots=slots_for(len(candidates)),
    )
    return Task(brief, candidates, hash_of_task(brief, [candidate.sha256 for candidate in candidates]), line)


def _kind(record: TaskRecord) -> Kind:
    if record.kind not in _KINDS:
        kinds = ", ".join(Kind)
        raise StrictJSONError(f"“{record.kind}” is no kind of task; the kinds are {kinds}.", field="kind")
    if record.kind != Kind.COMPARISON:
        raise StrictJSONError(f"this version has no screen for “{record.kind}” yet; leave the task out.", field="kind")
    if not 2 <= len(record.candidates) <= 3:
        found = "1 entry" if len(record.candidates) == 1 else f"{len(record.candidates)} entries"
        raise StrictJSONError(f"found {found}; a comparison has 2 or 3.", field="candidates")
    return Kind.COMPARISON


def _candidates(record: TaskRecord) -> tuple[Candidate, ...]:
    candidates: list[Candidate] = []
    names: set[str] = set()
    for index, one in enumerate(record.candidates):
        field = f"candidates[{index}]"
        name = one.candidate_id or f"c{index + 1}"
        if name in names:
            raise StrictJSONError(f"“{name}” stands twice; give each its own.", field=f"{field}.candidate_id")
        if (one.code is None) == (one.files is None):
            found = "neither" if one.code is None else "both"
            raise StrictJSONError(f"found {found} “code” and “files”; give one of them.", field=field)
        names.add(name)
        files = (File("", one.code),) if one.code is not None else _files(one.files or (), field)
        results = record.results.get(name)
        found_out = tuple(Result(result.name, result.outcome) for result in results) if results else ()
        candidates.append(Candidate(CandidateId(name), files, hash_of_files(files), one.model, found_out))
    for name in record.results:
        if name not in names:
            raise StrictJSONError(
                f"“{name}” is no candidate of this task; name one of its candidates.", field="results"
            )
    return tuple(candidates)


def _files(records: tuple[FileRecord, ...], field: str) -> tuple[File, ...]:
    files = tuple(File(file.path, file.content) for file in records)
    if len({file.path for file in files}) < len(files):
        raise StrictJSONError("two files have the same path; give each its own.", field=f"{field}.files")
    return files


def _rubric(record: TaskRecord, task_set: TaskSet, path: Path) -> Rubric:
    match record.rubric:
        case None:
            return task_set.rubric
        case str() as name:
            return named_rubric(name, path.parent)
        case inline:
            name = f"{task_set.name}/{record.task_id}"
            if "rubric" not in inline:
                return rubric_from({"rubric": inline}, default_name=name)
            try:
                return rubric_from(inline, default_name=name)
            except MisfitError as error:
                raise MisfitError(f"rubric.{error.field}", error.message) from error


def _title_from(prompt: str, task_id: str) -> str:
    """The first line of the prompt that says something, without its Markdown marks."""
    for line in prompt.split("\n"):
        marks = _LEADING_MARKS.match(line)
        text = line if marks is None else line[marks.end() :]
        for mark in _MARKS:
            text = text.replace(mark, "")
        text = text.strip()
        if any(character.isalnum() for character in text):
            return text if len(text) <= 100 else text[:99].rstrip() + "…"
    return task_id
