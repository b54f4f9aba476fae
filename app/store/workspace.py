"""A workspace: one SQLite file with tasks, drafts and the log of judgments. Values in, values out."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Literal, Self

from app.domain.blind_order import BlindOrder
from app.domain.draft import Draft
from app.domain.judgment import About, Event, EventType, Judgment
from app.domain.names import EvaluatorId, EventId, Instant, TaskId, TaskKey
from app.domain.queue import TaskSetSummary
from app.domain.rubric import Rubric
from app.domain.sitting import Attention, Place
from app.domain.task import Arrival, Task, TaskSet
from app.durability import is_same_file
from app.errors import BrokenError, UserError
from app.store import backups, connection, log, opening, queue, surroundings, task_state, tasks, working
from app.store.committing import Committing
from app.store.examining import examined
from app.store.journal import journal_of
from app.store.log import Head, Link, StandingJudgment
from app.store.opening import Opened, belongings
from app.store.outbox import Outbox
from app.store.queue import QueueRows
from app.store.received import Received
from app.store.working import Working

SQLITE_VERSION = sqlite3.sqlite_version


class Workspace:
    """An open workspace. One process writes it; any number may read beside it.

    Its *warnings* are sentences for the person: what was put back when it was opened, and what is wrong with the place.
    """

    def __init__(self, opened: Opened) -> None:
        self._opened = opened
        self._db = opened.db
        self._path = opened.path
        self._committing = Committing(opened.db, opened.path, opened.journal)
        self._is_closed = False
        self.store_id = opened.store_id
        self.evaluator = opened.evaluator
        self.warnings = opened.warnings

    @classmethod
    def open(cls, path: Path, *, evaluator: Callable[[], EvaluatorId], new_id: Callable[[], str]) -> Self:
        """Open *path* as its one writer; make it, for a new *evaluator*, if it is not there. Raises WorkspaceError."""
        return cls(opening.for_writing(path, evaluator=evaluator, new_id=new_id))

    @classmethod
    def open_for_reading(cls, path: Path) -> Self:
        """Open *path* for reading, beside a window that may be writing it. Raises WorkspaceError."""
        return cls(opening.for_reading(path))

    @classmethod
    def open_what_can_be_read(
        cls, path: Path, *, evaluator: Callable[[], EvaluatorId], new_id: Callable[[], str]
    ) -> Self:
        """Open, for reading, what can be read of the damaged *path*, which is left alone. Raises WorkspaceError."""
        return cls(opening.for_reading_what_can_be_read(path, evaluator=evaluator, new_id=new_id))

    def close(self) -> None:
        """Put the write-ahead log into the file and let go of both. Closing twice is closing once."""
        if self._is_closed:
            return
        self._is_closed = True
        try:
            if self._opened.held is not None:
                self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").close()
        except sqlite3.OperationalError as error:
            # On a full disk the log stays a file of its own: nothing is lost, and the next start puts it in.
            if not connection.is_full(self._path, error):
                raise connection.refusal(self._path, error) from error
        finally:
            self._db.close()
            self._committing.close()
            if self._opened.held is not None:
                self._opened.held.release()
            if self._opened.copy is not None:
                self._opened.copy.cleanup()

    def atomic(self) -> AbstractContextManager[None]:
        """What happens inside happens together, durably, or not at all. Raises WorkspaceError if it cannot be kept.

        Events are in the log and in its journal when this returns. Where a failing disk takes the commit and not the
        journal, the events stay and `is_behind` says so until the journal has caught up.
        """
        return self._committing.atomic()

    @property
    def is_read_only(self) -> bool:
        """Whether it was opened for reading."""
        return self._opened.held is None

    @property
    def is_behind(self) -> bool:
        """Whether the log holds events that nobody was told of as saved, because the journal could not be written."""
        return self._committing.is_behind

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
            task_state.settle_all(self._db)
        self.evaluator = evaluator

    def add_task_set(self, task_set: TaskSet, *, now: Instant) -> None:
        with self.atomic():
            tasks.add_task_set(self._db, task_set, now=now)

    def add_task(self, task: Task, *, now: Instant) -> Literal["added", "same", "other"]:
        return self.add_tasks((task,), now=now)[0]

    def add_tasks(self, added: Sequence[Task], *, now: Instant) -> list[Literal["added", "same", "other"]]:
        """Take those of *added* up that are new; what became of each."""
        if self._db.conn.in_transaction:
            # Some of many: what cannot be kept of them takes all of them back, and a savepoint each would take its time.
            return tasks.add_tasks(self._db, added, now=now)
        with self.atomic():
            return tasks.add_tasks(self._db, added, now=now)

    def compare(self, task: Task) -> Literal["new", "same", "other"]:
        """Whether *task* is here already, with the same content or with another."""
        return tasks.compare(self._db, task)

    def settle_task_set(self, name: str) -> None:
        with self.atomic():
            tasks.settle_task_set(self._db, name)
            task_state.settle_set(self._db, name)

    def task_set(self, name: str) -> TaskSet | None:
        return tasks.find_task_set(self._db, name)

    def known_task_set(self, name: str) -> TaskSet:
        """The task set *name*. Raises UserError where there is none."""
        if (task_set := self.task_set(name)) is None:
            raise _no_task_set(name)
        return task_set

    def refuse_unknown(self, task_set: str) -> None:
        """Raises UserError where there is neither a task nor a judgment of *task_set*."""
        if self.task_set(task_set) is None and not log.tells_of(self._db, task_set):
            raise _no_task_set(task_set)

    def unseal(self, task_set: str, *, now: Instant) -> None:
        with self.atomic():
            tasks.unseal(self._db, task_set, now=now)

    def unsealed_at(self, task_set: str) -> Instant | None:
        return tasks.unsealed_at(self._db, task_set)

    def rubric(self, sha256: str) -> Rubric | None:
        return tasks.find_rubric(self._db, sha256)

    def task_sets(self) -> tuple[TaskSetSummary, ...]:
        """Every task set, the one opened last first; what is judged of it is counted on the first occasion."""
        return queue.summaries(self._db)

    @property
    def queue(self) -> QueueRows:
        """The queue as the store has it: in rows, and as many entries as are asked for."""
        return QueueRows(self._db)

    def judged_tasks(self, task_set: str) -> tuple[tuple[TaskId, int, int], ...]:
        """The tasks of a set that were judged, with the places in the log of their first and their last judgment."""
        return log.judged_tasks(self._db, task_set, self.evaluator)

    def find_task(self, task_id: TaskId) -> tuple[TaskKey, ...]:
        return tasks.tasks_called(self._db, task_id)

    def task(self, key: TaskKey) -> Task:
        """The task, under the very *key* that was asked for. Raises BrokenError where it is not the one that came in."""
        task = tasks.read_task(self._db, self._row(key))
        if task is None:
            raise BrokenError(f"The task “{key.task_id}”")
        return replace(task, brief=replace(task.brief, key=key))

    def arrival(self, key: TaskKey) -> Arrival:
        return tasks.arrival(self._db, self._row(key))

    def task_lines(self, task_set: str | None) -> Iterator[str]:
        return tasks.task_lines(self._db, task_set)

    def order(self, key: TaskKey) -> BlindOrder | None:
        return working.read_order(self._db, self._row(key), key.occasion)

    def opened_before(self, task_set: str, candidates: int) -> int:
        return working.opened_before(self._db, task_set, candidates)

    def keep_order(self, key: TaskKey, order: BlindOrder) -> None:
        with self.atomic():
            working.keep_order(self._db, self._row(key), key.occasion, order)

    def working(self, key: TaskKey) -> Working | None:
        return working.read(self._db, self._row(key), key.occasion)

    def keep_working(
        self, key: TaskKey, *, draft: Draft | None, place: Place, attention: Attention, now: Instant
    ) -> None:
        with self.atomic():
            working.keep(self._db, self._row(key), key.occasion, draft=draft, place=place, attention=attention, now=now)

    def attention_by_set(self) -> dict[str, tuple[Attention, ...]]:
        """What is kept of the time that was given to every task that was opened, by task set."""
        return working.attention_by_set(self._db)

    def event_counts(self) -> dict[str, int]:
        """How many events of each kind the evaluator has."""
        return log.counts(self._db, self.evaluator)

    @property
    def places(self) -> tuple[Path, Path, Path]:
        """Where it lies: the file, its journal and the folder of its backups."""
        return self._path, journal_of(self._path), backups.folder_of(self._path)

    def drop_draft(self, key: TaskKey) -> None:
        with self.atomic():
            working.drop_draft(self._db, self._row(key), key.occasion)

    def set_flag(self, key: TaskKey, *, flag: bool) -> None:
        with self.atomic():
            working.set_flag(self._db, self._row(key), key.occasion, flag=flag)

    def note_opened(self, key: TaskKey, *, now: Instant) -> None:
        with self.atomic():
            self._db.execute("UPDATE workspace SET last_opened = ?", [self._row(key)])
            self._db.execute("UPDATE task_set SET opened_at = ? WHERE name = ?", [now, key.task_set])

    def last_opened(self) -> TaskKey | None:
        """The first occasion of the task that was opened last."""
        row = self._db.execute(
            "SELECT task_set, task_id FROM task JOIN workspace ON workspace.last_opened = task.task"
        ).fetchone()
        return None if row is None else TaskKey(row[0], TaskId(row[1]))

    def append(self, *, type: EventType, at: Instant, about: About, judgment: Judgment | None, event_id: str) -> Event:
        """Add an event behind the last one; durable when this returns, or with the transaction around it."""
        with self.atomic():
            event, line = log.append(
                self._db,
                store_id=self.store_id,
                event_id=EventId(event_id),
                kind=type,
                at=at,
                evaluator=self.evaluator,
                about=about,
                judgment=judgment,
            )
            self._committing.note(line)
            return event

    def put_back(self, line: bytes) -> bool:
        """Take in an event as another store wrote it; whether it was new. Raises ValueError where *line* is no event."""
        link = log.link_of(line)
        if link is None:
            raise ValueError("no event")
        with self.atomic():
            if log.has(self._db, link.event_id):
                return False
            log.put_back(self._db, link, line)
            self._committing.note(line)
            return True

    def last_at(self) -> Instant | None:
        """When the last event was written, by the clock of then."""
        return log.last_at(self._db)

    def head(self, key: TaskKey) -> Head | None:
        return log.head(self._db, key, self.evaluator)

    def last_about(self, key: TaskKey) -> Link | None:
        return log.last_about(self._db, key, self.evaluator)

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

    def refuse_new_work(self) -> None:
        """Raises DiskFullError where the disk has hardly any room."""
        surroundings.refuse_without_room(self._path)

    def refuse_to_replace(self, dest: Path) -> None:
        """Raises UserError where *dest* is this workspace, belongs to it, or is what it could be put back from."""
        for own in (self._path, *belongings(self._path), *backups.kept_for(self._path)):
            if is_same_file(own, dest):
                what = "the workspace itself" if own == self._path else "a file of the workspace"
                raise UserError(f"{dest.name} is {what}, and would be replaced; give another name.")

    def backup(self, dest: Path) -> Path:
        """Write a consistent copy to *dest*. Raises UserError where that belongs to this workspace."""
        self.refuse_to_replace(dest)
        return backups.back_up(self._db, dest)

    def is_backup_due(self, *, events: int = 1) -> bool:
        """Whether the newest backup lacks something: so many *events* or, where that is 1, anything at all."""
        if events > 1:
            return backups.events_since(self._db, self._path) >= events
        return backups.is_due(self._db, self._path)

    def rotate_backups(self, *, now: datetime) -> Path:
        """Make a backup in the folder of backups, and thin those that are there."""
        return backups.rotate(self._db, self._path, now=now)

    def examine(self) -> tuple[str, ...]:
        """What is wrong with the file, with its log and with its journal, a sentence each."""
        return examined(self._db, self._path, self.store_id)

    def _row(self, key: TaskKey) -> int:
        number = tasks.find_task(self._db, key)
        if number is None:
            raise UserError(f"There is no task “{key.task_id}” in the task set “{key.task_set}”.")
        return number


def _no_task_set(name: str) -> UserError:
    return UserError(f"There is no task set “{name}” in this workspace; `diptych tasks` lists what there is.")
