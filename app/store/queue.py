"""The queue and the list of task sets, read from tasks, working state and the last event about each task."""

from collections.abc import Mapping

import msgspec
from sqlite_utils import Database

from app.domain.names import EvaluatorId, Instant, TaskId, TaskKey
from app.domain.queue import QueueEntry, TaskSetSummary, TaskState
from app.domain.sitting import Attention
from app.domain.task import Kind

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
 WHERE :set IS NULL OR task.task_set = :set
 ORDER BY task.task
"""
_ENTRIES = _LISTED.format(occasion=1, state="working_state", opened="")
_REPEATS = _LISTED.format(occasion=2, state="repeat_state", opened="JOIN repeat_order USING (task)")


def entries(db: Database, task_set: str | None, evaluator: EvaluatorId) -> tuple[QueueEntry, ...]:
    """The tasks of one set, or of all, in the order of import, each as it stands on its first occasion."""
    return tuple(_entry(row) for row in db.query(_ENTRIES, {"set": task_set, "evaluator": evaluator}))


def repeats(db: Database, task_set: str, evaluator: EvaluatorId) -> tuple[QueueEntry, ...]:
    """The tasks of a set that came again and were opened then, in the order of import."""
    return tuple(_entry(row) for row in db.query(_REPEATS, {"set": task_set, "evaluator": evaluator}))


def summaries(db: Database, evaluator: EvaluatorId) -> tuple[TaskSetSummary, ...]:
    """Every task set with how far it is judged, the one opened last first."""
    by_set: dict[str, list[QueueEntry]] = {}
    for entry in entries(db, None, evaluator):
        by_set.setdefault(entry.key.task_set, []).append(entry)
    rows = db.query("SELECT name, opened_at, imported_at FROM task_set")
    listed = [_summary(row, by_set.get(row["name"], [])) for row in rows]
    return tuple(sorted(listed, key=lambda one: (one.opened_at or one.imported_at, one.name), reverse=True))


def _entry(row: Mapping[str, object]) -> QueueEntry:
    attention = row["attention"]
    language = row["language"]
    return QueueEntry(
        key=TaskKey(str(row["task_set"]), TaskId(str(row["task_id"])), 2 if row["occasion"] == 2 else 1),
        position=int(str(row["position"])),
        kind=Kind(str(row["kind"])),
        language=None if language is None else str(language),
        title=str(row["title"]),
        candidates=int(str(row["candidates"])),
        state=_state(row["last_event"], row["last_judgment"], has_draft=bool(row["has_draft"])),
        is_flagged=bool(row["is_flagged"]),
        active_ms=None if attention is None else msgspec.json.decode(str(attention), type=Attention).active_ms,
    )


def _state(last_event: object, last_judgment: object, *, has_draft: bool) -> TaskState:
    """A skip holds until something follows it; behind it the judgment stands as it stood."""
    if last_event == "skip":
        return TaskState.SKIPPED
    if has_draft:
        return TaskState.DRAFT
    return TaskState.DONE if last_judgment in ("judgment", "revision") else TaskState.TODO


def _summary(row: Mapping[str, object], of_set: list[QueueEntry]) -> TaskSetSummary:
    opened = row["opened_at"]
    return TaskSetSummary(
        name=str(row["name"]),
        kinds=tuple(dict.fromkeys(entry.kind for entry in of_set)),
        languages=tuple(dict.fromkeys(entry.language for entry in of_set if entry.language is not None)),
        tasks=len(of_set),
        done=sum(entry.state is TaskState.DONE for entry in of_set),
        opened_at=None if opened is None else Instant(str(opened)),
        imported_at=Instant(str(row["imported_at"])),
    )
