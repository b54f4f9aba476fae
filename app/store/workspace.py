"""A workspace: one SQLite file with tasks, drafts and the log of judgments. Values in, values out."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, Self

from filelock import FileLock
from sqlite_utils import Database

from app.domain.blind_order import BlindOrder
from app.domain.draft import Draft
from app.domain.judgment import About, Event, EventType, Judgment
from app.domain.names import EvaluatorId, EventId, Instant, TaskId, TaskKey
from app.domain.queue import QueueEntry, TaskSetSummary
from app.domain.rubric import Rubric
from app.domain.sitting import Attention, Place
from app.domain.task import Task, TaskSet
from app.errors import UserError, WorkspaceError
from app.store import connection, log, queue, tasks, working
from app.store.log import Head, StandingJudgment
from app.store.outbox import Outbox
from app.store.received import Received
from app.store.working import Working

SQLITE_VERSION = sqlite3.sqlite_version


class Workspace:
    """An open workspace. One process writes it; any number may read beside it."""

    def __init__(self, db: Database, path: Path, held: FileLock | None) -> None:
        self._db = db
        self._path = path
        self._held = held
        self._is_closed = False
        row = db.execute("SELECT store_id, evaluator FROM workspace").fetchone()
        if row is None:
            raise WorkspaceError(f"The workspace {path.name} was never finished; delete it and begin anew.")
        self.store_id: str = row[0]
        self.evaluator = EvaluatorId(row[1])

    @classmethod
    def open(cls, path: Path, *, evaluator: Callable[[], EvaluatorId], new_id: Callable[[], str]) -> Self:
        """Open *path* as its one writer; make it, for a new *evaluator*, if it is not there. Raises WorkspaceError."""
        held = connection.lock(path)
        try:
            db = connection.connect_for_writing(path)
            try:
                with db.atomic():
                    db.execute(
                        "INSERT INTO workspace (only_row, store_id, evaluator) VALUES (1, ?, ?) ON CONFLICT DO NOTHING",
                        [new_id(), evaluator()],
                    )
                return cls(db, path, held)
            except BaseException:
                db.close()
                raise
        except BaseException:
            held.release()
            raise

    @classmethod
    def open_for_reading(cls, path: Path) -> Self:
        """Open *path* for reading, beside a window that may be writing it. Raises WorkspaceError."""
        return cls(connection.connect_for_reading(path), path, None)

    def close(self) -> None:
        """Put the write-ahead log into the file and let go of both. Closing twice is closing once."""
        if self._is_closed:
            return
        self._is_closed = True
        if self._held is not None:
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").close()
        self._db.close()
        if self._held is not None:
            self._held.release()

    @contextmanager
    def atomic(self) -> Iterator[None]:
        """What happens inside happens together, durably, or not at all. Raises WorkspaceError if it cannot be kept."""
        try:
            with self._db.atomic():
                yield
        except sqlite3.OperationalError as error:
            raise WorkspaceError(f"The workspace {self._path.name} could not be written ({error}).") from error

    @property
    def outbox(self) -> Outbox:
        """Packages of our own events. What is written there belongs into `atomic`."""
        return Outbox(self._db)

    @property
    def received(self) -> Received:
        """Packages of others. What is written there belongs into `atomic`."""
        return Received(self._db)

    def set_evaluator(self, evaluator: EvaluatorId) -> None:
        """Raises UserError once the log has an event: judgments are never signed over."""
        if log.end(self._db):
            raise UserError("The evaluator's id is fixed: this workspace has judgments under it already.")
        with self.atomic():
            self._db.execute("UPDATE workspace SET evaluator = ?", [evaluator])
        self.evaluator = evaluator

    def add_task_set(self, task_set: TaskSet, *, now: Instant) -> None:
        with self.atomic():
            tasks.add_task_set(self._db, task_set, now=now)

    def add_task(self, task: Task, *, now: Instant) -> Literal["added", "same", "other"]:
        with self.atomic():
            return tasks.add_task(self._db, task, now=now)

    def settle_task_set(self, name: str) -> None:
        with self.atomic():
            tasks.settle_task_set(self._db, name)

    def task_set(self, name: str) -> TaskSet | None:
        return tasks.find_task_set(self._db, name)

    def rubric(self, sha256: str) -> Rubric | None:
        return tasks.find_rubric(self._db, sha256)

    def task_sets(self) -> tuple[TaskSetSummary, ...]:
        return queue.summaries(self._db, self.evaluator)

    def queue(self, task_set: str | None) -> tuple[QueueEntry, ...]:
        return queue.entries(self._db, task_set, self.evaluator)

    def find_task(self, task_id: TaskId) -> tuple[TaskKey, ...]:
        return tasks.tasks_called(self._db, task_id)

    def task(self, key: TaskKey) -> Task:
        return tasks.read_task(self._db, self._row(key))

    def task_lines(self, task_set: str | None) -> Iterator[str]:
        return tasks.task_lines(self._db, task_set)

    def order(self, key: TaskKey) -> BlindOrder | None:
        return working.read_order(self._db, self._row(key))

    def opened_before(self, task_set: str, candidates: int) -> int:
        return working.opened_before(self._db, task_set, candidates)

    def keep_order(self, key: TaskKey, order: BlindOrder) -> None:
        with self.atomic():
            working.keep_order(self._db, self._row(key), order)

    def working(self, key: TaskKey) -> Working | None:
        return working.read(self._db, self._row(key))

    def keep_working(
        self, key: TaskKey, *, draft: Draft | None, place: Place, attention: Attention, now: Instant
    ) -> None:
        with self.atomic():
            working.keep(self._db, self._row(key), draft=draft, place=place, attention=attention, now=now)

    def drop_draft(self, key: TaskKey) -> None:
        with self.atomic():
            working.drop_draft(self._db, self._row(key))

    def set_flag(self, key: TaskKey, *, flag: bool) -> None:
        with self.atomic():
            working.set_flag(self._db, self._row(key), flag=flag)

    def note_opened(self, key: TaskKey, *, now: Instant) -> None:
        with self.atomic():
            self._db.execute("UPDATE workspace SET last_opened = ?", [self._row(key)])
            self._db.execute("UPDATE task_set SET opened_at = ? WHERE name = ?", [now, key.task_set])

    def last_opened(self) -> TaskKey | None:
        row = self._db.execute(
            "SELECT task_set, task_id FROM task JOIN workspace ON workspace.last_opened = task.task"
        ).fetchone()
        return None if row is None else TaskKey(row[0], TaskId(row[1]))

    def append(self, *, type: EventType, at: Instant, about: About, judgment: Judgment | None, event_id: str) -> Event:
        """Add an event behind the last one; durable when this returns, or with the transaction around it."""
        with self.atomic():
            return log.append(
                self._db,
                store_id=self.store_id,
                event_id=EventId(event_id),
                kind=type,
                at=at,
                evaluator=self.evaluator,
                about=about,
                judgment=judgment,
            )

    def head(self, key: TaskKey) -> Head | None:
        return log.head(self._db, key, self.evaluator)

    def events_about(self, key: TaskKey) -> Iterator[Event]:
        return log.about_task(self._db, key, self.evaluator)

    def log_end(self) -> int:
        return log.end(self._db)

    def standing_judgments(self, *, through: int, task_set: str | None) -> Iterator[StandingJudgment]:
        return log.standing_judgments(self._db, through=through, task_set=task_set)

    def rationales(self, *, without: TaskKey, limit: int) -> tuple[str, ...]:
        """The evaluator's own last rationales of other tasks, the oldest first."""
        return log.rationales(self._db, evaluator=self.evaluator, without=without, limit=limit)

    def count_retracted(self, *, through: int, task_set: str | None) -> int:
        return log.count_retracted(self._db, through=through, task_set=task_set)

    def backup(self, dest: Path) -> Path:
        return connection.back_up(self._db, dest)

    def examine(self) -> tuple[str, ...]:
        """What is wrong with the file and with the chain of its log, a sentence each."""
        found = []
        try:
            for (verdict,) in self._db.execute("PRAGMA integrity_check(20)").fetchall():
                if verdict != "ok":
                    found.append(f"SQLite says: {verdict}.")
            for table, row, parent, _ in self._db.execute("PRAGMA foreign_key_check").fetchall():
                found.append(f"Row {row} of {table} points at a row of {parent} that is not there.")
            found.extend(log.broken_links(self._db, self.store_id))
        except sqlite3.DatabaseError as error:
            found.append(f"The file cannot be read through: {error}.")
        return tuple(found)

    def _row(self, key: TaskKey) -> int:
        number = tasks.find_task(self._db, key)
        if number is None:
            raise UserError(f"There is no task “{key.task_id}” in the task set “{key.task_set}”.")
        return number
