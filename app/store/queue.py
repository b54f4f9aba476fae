"""The queue and the list of task sets, read from tasks, working state and the last event about each task."""

from collections import Counter
from collections.abc import Mapping
from typing import Any, NamedTuple

import msgspec
from sqlite_utils import Database

from app.domain.names import EvaluatorId, Instant, TaskId, TaskKey
from app.domain.queue import QueueEntry, QueuePlace, TaskSetSummary, TaskState
from app.domain.sitting import Attention
from app.domain.task import Kind

_KINDS = {kind.value: kind for kind in Kind}
_LISTED = """
SELECT task.task_set, task.task_id, task.kind, task.language, task.title, task.candidates, {occasion} AS occasion,
       row_number() OVER (PARTITION BY task.task_set ORDER BY task.task) AS position,
       {state}.draft IS NOT NULL AS has_draft,
       coalesce({state}.is_flagged, 0) AS is_flagged,
       {state}.attention,
       (SELECT type FROM event_subject
         WHERE event_subject.task_set = task.task_set AND event_subject.task_id = task.task_id
           AND event_subject.occasion = {occasion} AND evaluator = :evaluator
         ORDER BY event_subject.position DESC LIMIT 1) AS last_event,
       (SELECT type FROM event_subject
         WHERE event_subject.task_set = task.task_set AND event_subject.task_id = task.task_id
           AND event_subject.occasion = {occasion} AND evaluator = :evaluator AND judgment_id IS NOT NULL
         ORDER BY event_subject.position DESC LIMIT 1) AS last_judgment
  FROM task {opened} LEFT JOIN {state} USING (task)
"""
_IN_ORDER = "ORDER BY task.task"
_OF_SET = f"WHERE task.task_set = :set {_IN_ORDER}"
_FIRST = _LISTED.format(occasion=1, state="working_state", opened="")
_SECOND = _LISTED.format(occasion=2, state="repeat_state", opened="JOIN repeat_order USING (task)")
_WITH_EVENTS = (
    "WHERE EXISTS (SELECT 1 FROM event_subject WHERE event_subject.task_set = task.task_set "
    "AND event_subject.task_id = task.task_id) AND (:set IS NULL OR task.task_set = :set)"
)
_POSITION = "SELECT count(*), coalesce(sum(task <= :task), 0) FROM task WHERE task_set = :set"
_MAKE_UP = "SELECT task_set, kind, language, count(*) FROM task GROUP BY task_set, kind, language ORDER BY min(task)"


def entries(db: Database, task_set: str | None, evaluator: EvaluatorId) -> tuple[QueueEntry, ...]:
    """The tasks of one set, or of all, in the order of import, each as it stands on its first occasion."""
    return _read(db, f"{_FIRST} {_IN_ORDER if task_set is None else _OF_SET}", task_set, evaluator)


def place(db: Database, task_set: str, task: int, evaluator: EvaluatorId) -> QueuePlace:
    """Where the task in row *task* stands in its set, without reading the others."""
    total, position = db.execute(_POSITION, {"set": task_set, "task": task}).fetchone()
    return QueuePlace(position, total, _done(db, task_set, evaluator).get(task_set, 0))


def repeats(db: Database, task_set: str, evaluator: EvaluatorId) -> tuple[QueueEntry, ...]:
    """The tasks of a set that came again and were opened then, in the order of import."""
    return _read(db, f"{_SECOND} {_OF_SET}", task_set, evaluator)


def summaries(db: Database, evaluator: EvaluatorId) -> tuple[TaskSetSummary, ...]:
    """Every task set with how far it is judged, the one opened last first."""
    made_of: dict[str, list[_Part]] = {}
    for task_set, *part in db.execute(_MAKE_UP).fetchall():
        made_of.setdefault(task_set, []).append(_Part(*part))
    done = _done(db, None, evaluator)
    rows = db.query("SELECT name, opened_at, imported_at FROM task_set")
    listed = [_summary(row, made_of.get(row["name"], []), done.get(row["name"], 0)) for row in rows]
    return tuple(sorted(listed, key=lambda one: (one.opened_at or one.imported_at, one.name), reverse=True))


def _done(db: Database, task_set: str | None, evaluator: EvaluatorId) -> Counter[str]:
    """How many tasks of each set are judged. Only those that something happened to are looked at."""
    looked_at = _read(db, f"{_FIRST} {_WITH_EVENTS}", task_set, evaluator)
    return Counter(entry.key.task_set for entry in looked_at if entry.state is TaskState.DONE)


def _read(db: Database, query: str, task_set: str | None, evaluator: EvaluatorId) -> tuple[QueueEntry, ...]:
    return tuple(map(_entry, db.execute(query, {"set": task_set, "evaluator": evaluator}).fetchall()))


class _Part(NamedTuple):
    """The tasks of a set that are of one kind and in one language."""

    kind: str
    language: str | None
    tasks: int


def _entry(row: tuple[Any, ...]) -> QueueEntry:
    """A row of `_LISTED`."""
    task_set, task_id, kind, language, title, candidates, occasion, position, *state = row
    has_draft, is_flagged, attention, last, judged = state
    return QueueEntry(
        key=TaskKey(task_set, TaskId(task_id), 2 if occasion == 2 else 1),
        position=position,
        kind=_KINDS[kind],
        language=language,
        title=title,
        candidates=candidates,
        state=_state(last, judged, has_draft=bool(has_draft)),
        is_flagged=bool(is_flagged),
        active_ms=None if attention is None else msgspec.json.decode(attention, type=Attention).active_ms,
    )


def _state(last_event: object, last_judgment: object, *, has_draft: bool) -> TaskState:
    """A skip holds until something follows it; behind it the judgment stands as it stood."""
    if last_event == "skip":
        return TaskState.SKIPPED
    if has_draft:
        return TaskState.DRAFT
    return TaskState.DONE if last_judgment in ("judgment", "revision") else TaskState.TODO


def _summary(row: Mapping[str, object], parts: list[_Part], done: int) -> TaskSetSummary:
    opened = row["opened_at"]
    return TaskSetSummary(
        name=str(row["name"]),
        kinds=tuple(dict.fromkeys(_KINDS[part.kind] for part in parts)),
        languages=tuple(dict.fromkeys(part.language for part in parts if part.language is not None)),
        tasks=sum(part.tasks for part in parts),
        done=done,
        opened_at=None if opened is None else Instant(str(opened)),
        imported_at=Instant(str(row["imported_at"])),
    )
