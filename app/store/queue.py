"""The queue and the list of task sets: rows in the order of import, counts, and as many entries as are asked for.

A *coming* is the number of a task's row, negative where it is the second coming of the task. So the queue of a set can be
held as numbers alone, in any order; of a hundred thousand tasks in the order of import it is a range.
"""

import json
from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import msgspec
from sqlite_utils import Database

from app.domain.names import Instant, TaskId, TaskKey
from app.domain.queue import QueueEntry, Tally, TaskSetSummary, TaskState
from app.domain.task import Kind

_KINDS = {kind.value: kind for kind in Kind}
_STATES = {state.value: state for state in TaskState}
_ASKED_AT_ONCE = 1_000
_FIRSTS = "occasion = 1 AND +task BETWEEN :first AND :last"
_SECONDS = "occasion = 2 AND +task IN (SELECT value FROM json_each(:again))"
_DONE = "SELECT count(*), coalesce(sum(active_ms > 0), 0) FROM task_state WHERE {those} AND state = 'done'"
_SKIPPED = "SELECT count(*) FROM task_state WHERE {those} AND state = 'skipped'"
# The plus sign leaves SQLite the index of those that are flagged, who are few.
_FLAGGED = "SELECT count(*) FROM task_state WHERE +{those} AND is_flagged = 1"
_TIMES = "SELECT active_ms FROM task_state WHERE {those} AND state = 'done' AND active_ms > 0"
_MIDDLE = "SELECT avg(active_ms) FROM ({times} ORDER BY active_ms LIMIT 2 - :timed % 2 OFFSET (:timed - 1) / 2)"
_STRETCH = """
SELECT (SELECT min(task) FROM task WHERE task_set = :set), (SELECT max(task) FROM task WHERE task_set = :set),
       (SELECT count(*) FROM task),
       (SELECT sum(last - first + 1)
          FROM (SELECT (SELECT min(task) FROM task WHERE task_set = name) AS first,
                       (SELECT max(task) FROM task WHERE task_set = name) AS last FROM task_set))
"""
_COMING = "CASE occasion WHEN 1 THEN task ELSE -task END"
_IN_STATE = f"SELECT {_COMING} AS number FROM task_state WHERE task BETWEEN ? AND ? AND {{which}}"
_ASKED = "task IN (SELECT value FROM json_each(?))"
_TASKS = ("task, task_set, task_id, kind, language, title, candidates", f"task WHERE {_ASKED}")
_STANDS = (f"{_COMING}, state, is_flagged, active_ms", f"task_state WHERE {_ASKED}")
_TO_DO = [TaskState.TODO.value, 0, None]
_OVER = f"SELECT {_COMING} AS number FROM task_state WHERE {_ASKED} AND state IN ('done', 'skipped')"
_DONE_OF = (
    "task, task_set, task_id",
    f"task_state JOIN task USING (task) WHERE occasion = 1 AND state = 'done' AND {_ASKED}",
)
# SQLite folds the case of ASCII alone; what is more than that has more bytes than characters.
_HOLDS = (
    "CASE length({text}) WHEN length(CAST({text} AS BLOB)) THEN instr(lower({text}), :words) > 0 ELSE holds({text}) END"
)
_HOLDING = (
    "SELECT task AS number FROM task "
    f"WHERE task_set = :set AND ({_HOLDS.format(text='task_id')} OR {_HOLDS.format(text='title')})"
)
_MAKE_UP = "SELECT task_set, kind, language, count(*) FROM task GROUP BY task_set, kind, language ORDER BY min(task)"
_DONE_BY_SET = (
    "SELECT task_set, count(*) FROM task_state JOIN task USING (task) WHERE occasion = 1 AND state = 'done' "
    "GROUP BY task_set"
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where the rows of a set lie, and how many there are; *is_dense* where no row of another set lies between them."""

    task_set: str
    first: int
    last: int
    tasks: int

    @property
    def is_dense(self) -> bool:
        return self.last - self.first + 1 == self.tasks


class QueueRows:
    """The queue of an open workspace, in rows and comings.

    However many are asked for come in one piece: for each row by itself a thread would have to wait until a screen that is
    busy lets go of the interpreter.
    """

    def __init__(self, db: Database) -> None:
        self._db = db

    def last_row(self) -> int:
        """The last row of all tasks. Tasks stay for ever: as long as it is the same, no set has got another one."""
        return int(self._db.execute("SELECT coalesce(max(task), 0) FROM task").fetchone()[0])

    def row_of(self, key: TaskKey) -> int | None:
        row = self._db.execute(
            "SELECT task FROM task WHERE task_set = ? AND task_id = ?", [key.task_set, key.task_id]
        ).fetchone()
        return None if row is None else int(row[0])

    def stretch(self, task_set: str) -> Stretch:
        first, last, tasks, room = self._db.execute(_STRETCH, {"set": task_set}).fetchone()
        if first is None:
            return Stretch(task_set, 1, 0, 0)
        # Where all sets together have as many tasks as there is room for between their ends, none lies within another.
        if tasks == room:
            return Stretch(task_set, first, last, last - first + 1)
        (tasks,) = self._db.execute("SELECT count(*) FROM task WHERE task_set = ?", [task_set]).fetchone()
        return Stretch(task_set, first, last, tasks)

    def in_order(self, where: Stretch) -> Sequence[int]:
        """The rows of a set in the order of import."""
        if where.is_dense:
            return range(where.first, where.last + 1)
        return self._numbers("SELECT task AS number FROM task WHERE task_set = ? ORDER BY task", [where.task_set])

    def drawn(self, where: Stretch, lot: Callable[[TaskId], str]) -> Sequence[int]:
        """The rows of a set sorted by the *lot* of each id. SQLite sorts them: Python would hold up every other thread."""
        self._db.conn.create_function("lot", 1, lot, deterministic=True)
        return self._numbers(
            "SELECT task AS number FROM task WHERE task_set = ? ORDER BY lot(task_id)", [where.task_set]
        )

    def sets(self) -> tuple[tuple[int, str], ...]:
        """Every row of all tasks, in the order of import, with the name of its set."""
        found = self._rows("task, task_set", "(SELECT task, task_set FROM task ORDER BY task)", [])
        return tuple((row, task_set) for row, task_set in found)

    def keys(self, comings: Sequence[int]) -> list[TaskKey]:
        """The keys of *comings*, in their order."""
        named = {
            row: (task_set, TaskId(task_id))
            for asked in _pieces(comings)
            for row, task_set, task_id, *_ in self._rows(*_TASKS, [asked])
        }
        return [TaskKey(*named[abs(coming)], 1 if coming > 0 else 2) for coming in comings]

    def entries(self, comings: Sequence[int], positions: Iterable[int]) -> list[QueueEntry]:
        """The entries of *comings*, in their order, each at its position."""
        tasks: dict[int, list[Any]] = {}
        states: dict[int, list[Any]] = {}
        for asked in _pieces(comings):
            tasks.update((row, task) for row, *task in self._rows(*_TASKS, [asked]))
            states.update((coming, stands) for coming, *stands in self._rows(*_STANDS, [asked]))
        return [
            _entry(coming, position, tasks[abs(coming)], states.get(coming, _TO_DO))
            for coming, position in zip(comings, positions, strict=True)
        ]

    def first_to_do(self, comings: Sequence[int]) -> int | None:
        """Which of *comings* is the first that is neither judged nor skipped; the place of it, from 0."""
        for number, asked in enumerate(_pieces(comings)):
            over = frozenset(self._numbers(_OVER, [asked]))
            start = number * _ASKED_AT_ONCE
            for place, coming in enumerate(comings[start : start + _ASKED_AT_ONCE], start):
                if coming not in over:
                    return place
        return None

    def opened_again(self, task_set: str) -> Sequence[int]:
        """The rows of the tasks of a set that came again and were opened then."""
        return self._numbers(
            "SELECT task AS number FROM repeat_order JOIN task USING (task) WHERE task_set = ?", [task_set]
        )

    def done_of(self, rows: Iterable[int]) -> list[tuple[int, TaskKey]]:
        """Those of *rows* that are judged on their first occasion, with their keys."""
        found = self._rows(*_DONE_OF, [json.dumps(list(rows))])
        return [(row, TaskKey(task_set, TaskId(task_id))) for row, task_set, task_id in found]

    def tally(self, where: Stretch, *, total: int, replaced: Collection[int], again: Collection[int]) -> Tally:
        """How the tasks of a set stand but those that are *replaced*, and the second comings of those that came *again*."""
        values: dict[str, object] = {
            "set": where.task_set,
            "first": where.first,
            "last": where.last,
            "replaced": json.dumps(list(replaced)),
            "again": json.dumps(list(again)),
        }
        firsts = _FIRSTS
        if not where.is_dense:
            firsts += " AND task IN (SELECT task FROM task WHERE task_set = :set)"
        if replaced:
            firsts += " AND task NOT IN (SELECT value FROM json_each(:replaced))"
        counted = [firsts, _SECONDS] if again else [firsts]

        def summed(query: str) -> list[int]:
            rows = [self._db.execute(query.format(those=those), values).fetchone() for those in counted]
            return [sum(column) for column in zip(*rows, strict=True)]

        (done, timed), (skipped,), (flagged,) = summed(_DONE), summed(_SKIPPED), summed(_FLAGGED)
        if not timed:
            return Tally(total, done, skipped, flagged)
        times = " UNION ALL ".join(_TIMES.format(those=those) for those in counted)
        (median,) = self._db.execute(_MIDDLE.format(times=times), {**values, "timed": timed}).fetchone()
        return Tally(total, done, skipped, flagged, median)

    def in_state(self, where: Stretch, *states: TaskState) -> frozenset[int]:
        """The comings of tasks of a set that stand in one of *states*; others may be among them."""
        return self._comings(where, f"state IN ({', '.join(repr(state.value) for state in states)})")

    def flagged(self, where: Stretch) -> frozenset[int]:
        """The comings of tasks of a set that are flagged; others may be among them."""
        return self._comings(where, "is_flagged")

    def holding(self, where: Stretch, words: str) -> frozenset[int]:
        """The rows of a set in whose id or title *words* stand, in any spelling of case."""
        wanted = words.casefold()
        self._db.conn.create_function("holds", 1, lambda text: wanted in text.casefold())
        return frozenset(self._numbers(_HOLDING, {"set": where.task_set, "words": wanted}))

    def _numbers(self, query: str, values: Sequence[object] | dict[str, object]) -> Sequence[int]:
        """Every *number* that *query* has, in its order."""
        (found,) = self._db.execute(f"SELECT json_group_array(number) FROM ({query})", values).fetchone()
        return array("q", msgspec.json.decode(found, type=list[int]))

    # Any: the columns are of as many types as there are.
    def _rows(self, columns: str, source: str, values: Sequence[object]) -> list[list[Any]]:
        """The *columns* of every row that *source* has."""
        (found,) = self._db.execute(f"SELECT json_group_array(json_array({columns})) FROM {source}", values).fetchone()
        return msgspec.json.decode(found, type=list[list[Any]])

    def _comings(self, where: Stretch, which: str) -> frozenset[int]:
        return frozenset(self._numbers(_IN_STATE.format(which=which), [where.first, where.last]))


def summaries(db: Database) -> tuple[TaskSetSummary, ...]:
    """Every task set with how far it is judged, the one opened last first."""
    made_of: dict[str, list[_Part]] = {}
    for task_set, *part in db.execute(_MAKE_UP).fetchall():
        made_of.setdefault(task_set, []).append(_Part(*part))
    done = dict(db.execute(_DONE_BY_SET).fetchall())
    rows = db.query("SELECT name, opened_at, imported_at FROM task_set")
    listed = [_summary(row, made_of.get(row["name"], []), done.get(row["name"], 0)) for row in rows]
    return tuple(sorted(listed, key=lambda one: (one.opened_at or one.imported_at, one.name), reverse=True))


class _Part(NamedTuple):
    """The tasks of a set that are of one kind and in one language."""

    kind: str
    language: str | None
    tasks: int


def _pieces(comings: Sequence[int]) -> Iterator[str]:
    """The rows of *comings*, so many at a time, as JSON."""
    for start in range(0, len(comings), _ASKED_AT_ONCE):
        yield json.dumps([abs(coming) for coming in comings[start : start + _ASKED_AT_ONCE]])


def _entry(coming: int, position: int, task: list[Any], stands: list[Any]) -> QueueEntry:
    task_set, task_id, kind, language, title, candidates = task
    state, is_flagged, active_ms = stands
    return QueueEntry(
        key=TaskKey(task_set, TaskId(task_id), 1 if coming > 0 else 2),
        position=position,
        kind=_KINDS[kind],
        language=language,
        title=title,
        candidates=candidates,
        state=_STATES[state],
        is_flagged=bool(is_flagged),
        active_ms=active_ms,
    )


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
