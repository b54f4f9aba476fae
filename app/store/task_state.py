"""How every task stands that something was said or done about: what the queue tells of it, in columns that can be counted.

Derived from the log and the working state, in the transaction that changes them, and never the other way round. A task that
nothing is known of has no row: it is to do.
"""

from typing import Literal

from sqlite_utils import Database

_STANDS = """
SELECT task, {occasion} AS occasion,
       CASE WHEN last_event = 'skip' THEN 'skipped'
            WHEN has_draft THEN 'draft'
            WHEN last_judgment IN ('judgment', 'revision') THEN 'done'
            ELSE 'todo' END AS state,
       is_flagged, active_ms
  FROM (SELECT task.task, {kept}.draft IS NOT NULL AS has_draft, coalesce({kept}.is_flagged, 0) AS is_flagged,
               CASE WHEN {kept}.attention IS NOT NULL
                    THEN coalesce(json_extract({kept}.attention, '$.active_ms'), 0) END AS active_ms,
               (SELECT type {about} ORDER BY position DESC LIMIT 1) AS last_event,
               (SELECT type {about} AND judgment_id IS NOT NULL ORDER BY position DESC LIMIT 1) AS last_judgment
          FROM task {opened} LEFT JOIN {kept} USING (task) WHERE {which})
"""
_ABOUT = """
FROM event_subject WHERE event_subject.task_set = task.task_set AND event_subject.task_id = task.task_id
AND occasion = {occasion} AND evaluator = (SELECT evaluator FROM workspace)
"""
_KEEP = """
INSERT INTO task_state (task, occasion, state, is_flagged, active_ms) {stands} WHERE 1
ON CONFLICT (task, occasion) DO UPDATE SET
state = excluded.state, is_flagged = excluded.is_flagged, active_ms = excluded.active_ms
"""
Occasion = Literal[1, 2]
_KEPT: dict[Occasion, str] = {1: "working_state", 2: "repeat_state"}
# A second coming is there once it was opened; what another copy of the workspace says of it does not bring it here.
_OPENED: dict[Occasion, str] = {1: "", 2: "JOIN repeat_order USING (task)"}
_TOUCHED: dict[Occasion, str] = {
    1: """
task.task IN (SELECT task FROM working_state
               UNION SELECT task FROM task JOIN event_subject USING (task_set, task_id)
                      WHERE occasion = 1 AND evaluator = (SELECT evaluator FROM workspace))
""",
    2: "1",
}
_OF_SET = (
    "task.task_set = ? AND EXISTS (SELECT 1 FROM event_subject WHERE event_subject.task_set = task.task_set "
    "AND event_subject.task_id = task.task_id)"
)
_OF_STORE = (
    "task.task IN (SELECT task FROM event JOIN event_subject USING (event_id) JOIN task USING (task_set, task_id) "
    "WHERE store_id = ? AND evaluator = (SELECT evaluator FROM workspace))"
)


def settle(db: Database, task: int, occasion: Occasion) -> None:
    """Say how the task in row *task* stands now."""
    db.execute(_keep(occasion, "task.task = ?"), [task])


def settle_about(db: Database, task_set: str, task_id: str, occasion: Occasion) -> None:
    """The same for a task that an event is about; it need not be here."""
    db.execute(_keep(occasion, "task.task_set = ? AND task.task_id = ?"), [task_set, task_id])


def settle_set(db: Database, task_set: str) -> None:
    """The same for the tasks of a set that came in after events about them."""
    for occasion in _KEPT:
        db.execute(_keep(occasion, _OF_SET), [task_set])


def settle_store(db: Database, store_id: str) -> None:
    """The same for all that events of the log *store_id* are about, after more of them came in."""
    for occasion in _KEPT:
        db.execute(_keep(occasion, _OF_STORE), [store_id])


def settle_all(db: Database) -> None:
    """Say of every task how it stands, whatever was said before."""
    db.execute("DELETE FROM task_state")
    for occasion, touched in _TOUCHED.items():
        db.execute(_keep(occasion, touched))


def wrong(db: Database) -> int:
    """How many tasks stand otherwise than the log and the working state say."""
    stands = " UNION ALL ".join(_stands(occasion, touched) for occasion, touched in _TOUCHED.items())
    kept = "SELECT task, occasion, state, is_flagged, active_ms FROM task_state"
    differing = f"SELECT * FROM ({stands} EXCEPT {kept}) UNION SELECT * FROM ({kept} EXCEPT SELECT * FROM ({stands}))"
    return int(db.execute(f"SELECT count(*) FROM (SELECT DISTINCT task, occasion FROM ({differing}))").fetchone()[0])


def _keep(occasion: Occasion, which: str) -> str:
    return _KEEP.format(stands=_stands(occasion, which))


def _stands(occasion: Occasion, which: str) -> str:
    return _STANDS.format(
        occasion=occasion,
        kept=_KEPT[occasion],
        opened=_OPENED[occasion],
        about=_ABOUT.format(occasion=occasion),
        which=which,
    )
