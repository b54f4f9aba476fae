"""How a workspace is opened: to write it, to read it beside a window, or to read what is left of it."""

import sqlite3
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from filelock import FileLock
from sqlite_utils import Database

from app.domain.names import EvaluatorId
from app.errors import DiskFullError, WorkspaceError
from app.store import ballast, calling, connection, log, surroundings
from app.store.damage import damaged
from app.store.files import beside
from app.store.journal import Journal, journal_of
from app.store.reconciling import reconcile
from app.store.restoring import rebuild


@dataclass(frozen=True)
class Opened:
    """What belongs to an open workspace. *path* is where it lies, also where a *copy* of it is read.

    Only who writes has *held* the lock and has the *journal*. *warnings* are sentences for the person: what was put back,
    and what is wrong with the place.
    """

    db: Database
    path: Path
    store_id: str
    evaluator: EvaluatorId
    held: FileLock | None = None
    journal: Journal | None = None
    copy: TemporaryDirectory[str] | None = None
    warnings: tuple[str, ...] = ()


def belongings(path: Path) -> tuple[Path, ...]:
    """The files that belong to the workspace *path*, beside it."""
    beside_it = (beside(path, suffix) for suffix in ("-wal", "-shm", calling.SUFFIX))
    return (*beside_it, journal_of(path), connection.lock_of(path), ballast.ballast_of(path))


def for_writing(path: Path, *, evaluator: Callable[[], EvaluatorId], new_id: Callable[[], str]) -> Opened:
    """Open *path* as its one writer; make it, for a new *evaluator*, if it is not there. Raises WorkspaceError."""
    try:
        return _for_writing(path, evaluator, new_id)
    except DiskFullError:
        if not ballast.drop(path):
            raise
        return _for_writing(path, evaluator, new_id)


def for_reading(path: Path) -> Opened:
    """Open *path* for reading, beside a window that may be writing it. Raises WorkspaceError."""
    try:
        is_older = connection.is_older(path)
        if not is_older and not connection.needs_a_copy_to_be_read(path):
            return _reading(path, path, None)
        # SQLite must make a file beside the workspace even to read it, and this folder takes none; or the file is of an
        # older version, which only who writes it brings up to date.
        make = connection.brought_up_to_date if is_older else connection.copied
        return _reading_a_copy(path, lambda folder: make(path, folder))
    except OSError as error:
        raise connection.refusal(path, error) from error


def for_reading_what_can_be_read(
    path: Path, *, evaluator: Callable[[], EvaluatorId], new_id: Callable[[], str]
) -> Opened:
    """Open, for reading, what can be read of the damaged *path*, which is left alone. Raises WorkspaceError."""

    def make(folder: Path) -> Path:
        place = folder / path.name
        rebuild(path, place, evaluator=evaluator, new_id=new_id)
        return place

    return _reading_a_copy(path, make)


def _for_writing(path: Path, evaluator: Callable[[], EvaluatorId], new_id: Callable[[], str]) -> Opened:
    """Look, lock, refuse what cannot be opened, check the end of the chain, let log and journal agree, look around."""
    connection.refuse_at_first_sight(path)
    with ExitStack() as undone:
        held = connection.lock(path)
        undone.callback(held.release)
        db = connection.connect_for_writing(path)
        undone.callback(db.close)
        try:
            store_id, owner = _made(db, path, evaluator, new_id)
            if (broken := next(log.damage(db, store_id, last=log.TAIL), None)) is not None:
                raise damaged(path, f"The workspace {path.name} is damaged: {broken}")
            agreement = reconcile(db, path, store_id, new_id=new_id)
            undone.callback(agreement.journal.close)
            ballast.take_on(path)
            warnings = (*agreement.told, *surroundings.warnings(path))
        except (OSError, sqlite3.Error) as error:
            raise connection.refusal(path, error) from error
        undone.pop_all()
    return Opened(db, path, agreement.store_id, owner, held, agreement.journal, warnings=warnings)


def _made(
    db: Database, path: Path, evaluator: Callable[[], EvaluatorId], new_id: Callable[[], str]
) -> tuple[str, EvaluatorId]:
    if db.execute("SELECT 1 FROM workspace").fetchone() is None:
        with db.atomic():
            db.execute(
                "INSERT INTO workspace (only_row, store_id, evaluator) VALUES (1, ?, ?)",
                [new_id(), evaluator()],
            )
    return _identity(db, path)


def _reading_a_copy(path: Path, make: Callable[[Path], Path]) -> Opened:
    with ExitStack() as undone:
        copy = TemporaryDirectory(prefix="diptych-reading-", ignore_cleanup_errors=True)
        undone.callback(copy.cleanup)
        opened = _reading(make(Path(copy.name)), path, copy)
        undone.pop_all()
    return opened


def _reading(file: Path, path: Path, copy: TemporaryDirectory[str] | None) -> Opened:
    with ExitStack() as undone:
        db = connection.connect_for_reading(file)
        undone.callback(db.close)
        try:
            store_id, owner = _identity(db, path)
        except sqlite3.Error as error:
            raise connection.refusal(path, error) from error
        undone.pop_all()
    return Opened(db, path, store_id, owner, copy=copy)


def _identity(db: Database, path: Path) -> tuple[str, EvaluatorId]:
    row = db.execute("SELECT store_id, evaluator FROM workspace").fetchone()
    if row is None:
        raise WorkspaceError(f"The workspace {path.name} was never finished; delete it and begin anew.")
    return row[0], EvaluatorId(row[1])
