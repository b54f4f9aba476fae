"""Task sets and tasks in the store: rows here, domain values everywhere else."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

import msgspec
from sqlite_utils import Database

from app.domain.canonical import canonical, digest
from app.domain.names import CandidateId, Instant, TaskId, TaskKey
from app.domain.policy import Policy
from app.domain.rubric import Rubric
from app.domain.task import (
    Arrival,
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

_INSERT_TASK = (
    "INSERT INTO task (task, task_set, task_id, kind, title, language, rubric, candidates, sha256, imported_at, "
    "line_sha256) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_WHOLE = (
    "SELECT task.*, task_line.line, rubric.body FROM task JOIN task_line USING (task) "
    "JOIN rubric ON rubric.sha256 = task.rubric"
)
_INSERT_LINE = "INSERT INTO task_line (task, line) VALUES (?, ?)"
_ASKED_AT_ONCE = 500
"""SQLite before 3.32 takes no more than 999 values in a statement."""


def add_task_set(db: Database, task_set: TaskSet, *, now: Instant) -> None:
    """Take *task_set* up, or find it as it is. Raises UserError where one of that name has other rules."""
    known = find_task_set(db, task_set.name)
    if known is not None:
        same = (known.rubric, known.guidelines, known.policy_sha256)
        if same != (task_set.rubric, task_set.guidelines, task_set.policy_sha256):
            raise UserError(
                f"The task set “{task_set.name}” is here already with another rubric, policy or guidelines; "
                "import it under another name."
            )
        return
    _add_rubric(db, task_set.rubric)
    db.table("task_set").insert(
        {
            "name": task_set.name,
            "sha256": task_set.sha256,
            "rubric": task_set.rubric.sha256,
            "guidelines": task_set.guidelines,
            "policy": canonical(task_set.policy).decode(),
            "policy_sha256": task_set.policy_sha256,
            "imported_at": now,
            "opened_at": None,
        }
    )


def add_tasks(db: Database, tasks: Sequence[Task], *, now: Instant) -> list[Literal["added", "same", "other"]]:
    """Take *tasks* up whose ids are not known; say of each of the others whether it is there with the same content."""
    states: list[Literal["added", "same", "other"]] = []
    rows: list[tuple[str | int | None, ...]] = []
    lines: list[tuple[int, str]] = []
    known = _known_among(db, tasks)
    taken: dict[tuple[str, str], str] = {}
    rubrics: set[str] = set()
    number = db.execute("SELECT coalesce(max(task), 0) FROM task").fetchone()[0]
    for task in tasks:
        brief = task.brief
        key = (brief.key.task_set, brief.key.task_id)
        if (twin := taken.get(key)) is not None:
            states.append("same" if twin == task.line else "other")
            continue
        if key in known and (state := compare(db, task)) != "new":
            states.append(state)
            continue
        if brief.rubric.sha256 not in rubrics:
            _add_rubric(db, brief.rubric)
            rubrics.add(brief.rubric.sha256)
        number += 1
        rows.append(
            (
                number,
                *key,
                brief.kind.value,
                brief.title,
                brief.language,
                brief.rubric.sha256,
                len(task.candidates),
                task.sha256,
                now,
                digest(task.line.encode()),
            )
        )
        lines.append((number, task.line))
        taken[key] = task.line
        states.append("added")
    # A set may have a hundred thousand tasks: rows of one table go in together.
    db.conn.executemany(_INSERT_TASK, rows)
    db.conn.executemany(_INSERT_LINE, lines)
    return states


def _known_among(db: Database, tasks: Sequence[Task]) -> set[tuple[str, str]]:
    """The set and the id of those of *tasks* whose ids are taken."""
    ids: dict[str, list[TaskId]] = {}
    for task in tasks:
        ids.setdefault(task.brief.key.task_set, []).append(task.task_id)
    return {
        (name, found)
        for name, asked in ids.items()
        for piece in (asked[start : start + _ASKED_AT_ONCE] for start in range(0, len(asked), _ASKED_AT_ONCE))
        for (found,) in db.execute(
            f"SELECT task_id FROM task WHERE task_set = ? AND task_id IN ({', '.join('?' * len(piece))})",
            [name, *piece],
        ).fetchall()
    }


def compare(db: Database, task: Task) -> Literal["new", "same", "other"]:
    """Whether the id of *task* is known in its set, and then whether it is there with the same content."""
    key = task.brief.key
    known = db.execute(
        "SELECT line FROM task JOIN task_line USING (task) WHERE task_set = ? AND task_id = ?",
        [key.task_set, key.task_id],
    ).fetchone()
    if known is None:
        return "new"
    return "same" if known[0] == task.line else "other"


def settle_task_set(db: Database, name: str, *, page: int = 500) -> None:
    """Compute the hash of the task set *name* over all that it holds now."""
    task_set = find_task_set(db, name)
    if task_set is None:
        raise ValueError(f"there is no task set {name}")
    described = canonical(
        {
            "name": name,
            "policy": task_set.policy,
            "rubric": task_set.rubric.sha256,
            "guidelines": task_set.guidelines,
            "tasks": [],
        }
    )
    # The canonical JSON of it all, piece by piece: “tasks” comes last in it, and may be longer than memory should hold.
    sha256 = hashlib.sha256(described.removesuffix(b"]}"))
    last, comma = 0, b""
    while rows := db.execute(
        "SELECT task, task_id, sha256 FROM task WHERE +task_set = ? AND task > ? ORDER BY task LIMIT ?",
        [name, last, page],
    ).fetchall():
        sha256.update(comma + canonical([row[1:] for row in rows])[1:-1])
        last, comma = rows[-1][0], b","
    sha256.update(b"]}")
    db.execute("UPDATE task_set SET sha256 = ? WHERE name = ?", [sha256.hexdigest(), name])


def find_task_set(db: Database, name: str) -> TaskSet | None:
    row = next(
        iter(
            db.query(
                "SELECT task_set.*, rubric.body FROM task_set JOIN rubric ON rubric.sha256 = task_set.rubric "
                "WHERE name = ?",
                [name],
            )
        ),
        None,
    )
    if row is None:
        return None
    return TaskSet(
        name=row["name"],
        sha256=row["sha256"],
        rubric=msgspec.json.decode(row["body"], type=Rubric),
        guidelines=row["guidelines"],
        policy=msgspec.json.decode(row["policy"], type=Policy),
        policy_sha256=row["policy_sha256"],
    )


def find_rubric(db: Database, sha256: str) -> Rubric | None:
    row = db.execute("SELECT body FROM rubric WHERE sha256 = ?", [sha256]).fetchone()
    return None if row is None else msgspec.json.decode(row[0], type=Rubric)


def unseal(db: Database, task_set: str, *, now: Instant) -> None:
    """Note that the origins of a set's candidates may be seen from *now* on; the first time counts."""
    db.execute("INSERT INTO unsealing (task_set, unsealed_at) VALUES (?, ?) ON CONFLICT DO NOTHING", [task_set, now])


def unsealed_at(db: Database, task_set: str) -> Instant | None:
    row = db.execute("SELECT unsealed_at FROM unsealing WHERE task_set = ?", [task_set]).fetchone()
    return None if row is None else Instant(row[0])


def read_task(db: Database, number: int) -> Task | None:
    """The task in row *number*, or None where it is not whole, or is not the one that came in."""
    row = next(iter(db.query(f"{_WHOLE} WHERE task = ?", [number])), None)
    return None if row is None else _as_it_came(row)


def changed(db: Database, *, page: int = 200) -> Iterator[TaskKey]:
    """The tasks that are not as they came in, looked for page by page."""
    last = 0
    while rows := list(db.query(f"{_WHOLE} WHERE task > ? ORDER BY task LIMIT ?", [last, page])):
        yield from (TaskKey(row["task_set"], TaskId(row["task_id"])) for row in rows if _as_it_came(row) is None)
        last = rows[-1]["task"]


# Any: what stands in a row may be of any kind once the file is damaged.
def _as_it_came(row: Mapping[str, Any]) -> Task | None:
    try:
        task = _task(row)
        is_its_line = digest(task.line.encode()) == row["line_sha256"]
    except (AttributeError, TypeError, ValueError, msgspec.MsgspecError):
        return None
    found = hash_of_task(task.brief, [candidate.sha256 for candidate in task.candidates])
    return task if is_its_line and found == task.sha256 else None


def _task(row: Mapping[str, Any]) -> Task:
    said = msgspec.json.decode(row["line"], type=_Line)
    results = _results(row["line"])
    candidates = tuple(one.candidate(place, results) for place, one in enumerate(said.candidates, 1))
    brief = Brief(
        key=TaskKey(row["task_set"], TaskId(row["task_id"])),
        kind=Kind(row["kind"]),
        title=row["title"],
        language=row["language"],
        prompt=said.prompt,
        constraints=said.constraints,
        examples=said.examples,
        context=said.context,
        tests=said.tests,
        rubric=msgspec.json.decode(row["body"], type=Rubric),
        slots=slots_for(len(candidates)),
    )
    return Task(brief, candidates, row["sha256"], row["line"])


def arrival(db: Database, number: int) -> Arrival:
    """When the task in row *number* came in, and under which hash."""
    at, sha256 = db.execute("SELECT imported_at, sha256 FROM task WHERE task = ?", [number]).fetchone()
    return Arrival(Instant(at), sha256)


def find_task(db: Database, key: TaskKey) -> int | None:
    """The row of a task."""
    row = db.execute("SELECT task FROM task WHERE task_set = ? AND task_id = ?", [key.task_set, key.task_id]).fetchone()
    return None if row is None else int(row[0])


def tasks_called(db: Database, task_id: TaskId) -> tuple[TaskKey, ...]:
    rows = db.execute("SELECT task_set FROM task WHERE task_id = ? ORDER BY task", [task_id]).fetchall()
    return tuple(TaskKey(name, task_id) for (name,) in rows)


def task_lines(db: Database, task_set: str | None, *, page: int = 200) -> Iterator[str]:
    """The tasks as they came, in the order of import, read page by page."""
    last = 0
    while rows := db.execute(
        "SELECT task, line FROM task JOIN task_line USING (task) "
        "WHERE task > ? AND task_set = coalesce(?, task_set) ORDER BY task LIMIT ?",
        [last, task_set, page],
    ).fetchall():
        yield from (line for _, line in rows)
        last = rows[-1][0]


class _Candidate(msgspec.Struct):
    candidate_id: str | None = None
    model: str | None = None
    code: str | None = None
    files: tuple[File, ...] | None = None

    def candidate(self, place: int, results: Mapping[str, tuple[Result, ...]]) -> Candidate:
        """The candidate that stands in *place*, from 1."""
        name = CandidateId(self.candidate_id or f"c{place}")
        files = (File("", self.code),) if self.code is not None else self.files or ()
        return Candidate(name, files, hash_of_files(files), self.model, results.get(name, ()))


class _Line(msgspec.Struct):
    """What a task is made of, as its line says it. It was looked through when it came in."""

    prompt: str
    candidates: tuple[_Candidate, ...]
    constraints: tuple[str, ...] = ()
    examples: tuple[Example, ...] = ()
    context: tuple[ContextFile, ...] = ()
    tests: str | None = None


class _WithResults(msgspec.Struct):
    results: dict[str, tuple[Result, ...]] = {}


def _results(line: str) -> dict[str, tuple[Result, ...]]:
    """The test results that a task came with, by candidate."""
    try:
        return msgspec.json.decode(line, type=_WithResults).results
    except msgspec.ValidationError:
        # Taken up by a version that did not read results yet, and kept what stood there unseen.
        return {}


def _add_rubric(db: Database, rubric: Rubric) -> None:
    if db.execute("SELECT 1 FROM rubric WHERE sha256 = ?", [rubric.sha256]).fetchone() is None:
        body = canonical(rubric).decode()
        db.execute("INSERT INTO rubric (sha256, body) VALUES (?, ?)", [rubric.sha256, body])
