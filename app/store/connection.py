"""Opening a workspace file: the lock of the one writer, the settings of every connection, and whom to refuse."""

import errno
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from filelock import FileLock, Timeout
from sqlite_utils import Database

from app.errors import (
    BusyError,
    DiskFullError,
    ForeignError,
    NewerError,
    ReadOnlyError,
    UnreadableError,
    WorkspaceError,
)
from app.store.backups import back_up
from app.store.damage import damaged, leaves_traces
from app.store.files import beside, is_forbidden, open_regular
from app.store.journal import SUFFIX
from app.store.schema import APPLICATION_ID, USER_VERSION, known_migrations, migrations

_SETTINGS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA busy_timeout = 5000",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA mmap_size = 0",
)
_WRITER_SETTINGS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA journal_size_limit = 16777216",
    # Without these two, fsync on macOS does not reach the disk; elsewhere they change nothing.
    "PRAGMA fullfsync = ON",
    "PRAGMA checkpoint_fullfsync = ON",
)


_NO_ROOM = 1 << 18
# https://www.sqlite.org/fileformat.html#the_database_header
_HEADER, _APPLICATION, _MAGIC = 100, slice(68, 72), b"SQLite format 3\0"


def lock_of(path: Path) -> Path:
    """Where the lock of the workspace *path* lies."""
    return beside(path, ".lock")


def lock(path: Path) -> FileLock:
    """Become the one writer of *path*, until the lock is released or the process ends."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        held = FileLock(lock_of(path), mode=0o600, blocking=False, thread_local=False)
        held.acquire()
    except Timeout:
        raise BusyError(
            f"The workspace {path.name} is in use by another window; switch to it or close it first."
        ) from None
    except OSError as error:
        raise refusal(path, error) from error
    return held


def connect_for_writing(path: Path) -> Database:
    """The writing connection to *path*, made if it is not there. It may be used from one other thread.

    A newer, foreign or damaged file is refused before anything is written; an older one is backed up, then migrated.
    """
    is_new = _is_new(path)
    if not is_new:
        refuse_what_cannot_be_opened(path)
    else:
        _refuse_to_begin_anew(path)
        _make(path)
    db = Database(_connect(f"{path.absolute().as_uri()}?mode=rw", path), execute_plugins=False)
    try:
        for setting in (*_SETTINGS, *_WRITER_SETTINGS):
            db.execute(setting).close()
        _refuse_read_only(db)
        if is_new:
            db.execute(f"PRAGMA application_id = {APPLICATION_ID}").close()
        elif pending := migrations.pending(db):
            back_up(db, path.with_name(f"{path.name}.before-{pending[0].name}"))
        migrations.apply(db)
        if db.execute("PRAGMA user_version").fetchone()[0] != USER_VERSION:
            db.execute(f"PRAGMA user_version = {USER_VERSION}").close()
    except sqlite3.Error as error:
        db.close()
        raise refusal(path, error) from error
    except BaseException:
        db.close()
        raise
    return db


def connect_for_reading(path: Path) -> Database:
    """A connection to *path* that cannot write, beside a window that may."""
    if _is_new(path):
        _refuse_to_begin_anew(path)
        raise WorkspaceError(f"There is no workspace at {path.name} yet; import tasks into it first.")
    refuse_what_cannot_be_opened(path)
    db = Database(_connect(f"{path.absolute().as_uri()}?mode=ro", path), execute_plugins=False)
    for setting in _SETTINGS:
        db.execute(setting).close()
    return db


def is_older(path: Path) -> bool:
    """Whether *path* lacks what a later version added, and has to be brought up to date before it can be read."""
    if not path.is_file() or _is_new(path):
        return False
    try:
        with closing(_connect(f"{path.absolute().as_uri()}?mode=ro", path)) as connection:
            row = connection.execute("PRAGMA application_id").fetchone()
            version = connection.execute("PRAGMA user_version").fetchone()
    except (sqlite3.Error, WorkspaceError):
        return False  # whoever opens it tells what is wrong
    return bool(row[0] == APPLICATION_ID and version[0] < USER_VERSION)


def brought_up_to_date(path: Path, folder: Path) -> Path:
    """A copy of the older *path* in *folder* as this version would have it; *path* itself is left alone."""
    copy = folder / path.name
    db = connect_for_reading(path)
    try:
        db.execute("VACUUM INTO ?", [str(copy)]).close()
    finally:
        db.close()
    connect_for_writing(copy).close()
    return copy


def needs_a_copy_to_be_read(path: Path) -> bool:
    """Whether *path* lies where not even reading is possible: SQLite must make a file beside it, and may not."""
    if not path.is_file() or os.access(path.parent, os.W_OK):
        return False
    try:
        with closing(_connect(f"{path.absolute().as_uri()}?mode=ro", path)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except (sqlite3.OperationalError, WorkspaceError):
        return os.access(path, os.R_OK)
    except sqlite3.DatabaseError:
        return False
    return False


def copied(path: Path, folder: Path) -> Path:
    """A copy of *path* with its write-ahead log and its journal in *folder*, for reading.

    Only for files that this process has no connection to: closing one would break SQLite's locks.
    """
    copy = folder / path.name
    for suffix in ("", "-wal", SUFFIX):
        if beside(path, suffix).exists():
            shutil.copyfile(beside(path, suffix), beside(copy, suffix))
    return copy


def refusal(path: Path, error: Exception) -> WorkspaceError:
    """Why the workspace cannot be used, of an *error* that SQLite or the system met."""
    said = str(error)
    if "locked" in said:
        return BusyError(f"The workspace {path.name} is in use by another program; close that first.")
    if is_full(path, error):
        return DiskFullError(
            f"The disk is full: {path.name} cannot be opened or written. What was saved is safe; "
            "free some room and try again."
        )
    if isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.OperationalError):
        return damaged(path, f"The workspace {path.name} is damaged ({error}).")
    if is_forbidden(path):
        return UnreadableError(f"{path.name} cannot be read here; check its permissions.")
    # Of an error of the system only what it says: its text has the whole path in it, and with that whose home this is.
    why = error.strerror if isinstance(error, OSError) and error.strerror else said
    return ReadOnlyError(
        f"The workspace {path.name} cannot be written here ({why}); "
        "check the permissions of the file and its folder, or choose another place."
    )


def is_full(path: Path, error: Exception) -> bool:
    """Whether *error* says, or comes of, a disk without room."""
    if isinstance(error, OSError):
        return error.errno in (errno.ENOSPC, errno.EDQUOT)
    if "disk is full" in str(error):
        return True
    # At the very end of a disk SQLite cannot even make its index of the log, and says no more than that.
    said_little = "disk I/O error" in str(error) or "unable to open" in str(error)
    return said_little and path.parent.is_dir() and shutil.disk_usage(path.parent).free < _NO_ROOM


def _is_new(path: Path) -> bool:
    return not path.is_dir() and (not path.exists() or path.stat().st_size == 0)


def _refuse_to_begin_anew(path: Path) -> None:
    """A file that is gone while its journal holds judgments was not meant to be; nor one that is empty beside backups."""
    if leaves_traces(path, in_journal=True):
        raise damaged(path, f"The workspace {path.name} is gone or empty, but its journal is there.")
    if path.exists() and leaves_traces(path):
        raise damaged(path, f"The workspace {path.name} is empty, but there are backups of it.")


def _connect(uri: str, path: Path) -> sqlite3.Connection:
    try:
        return sqlite3.connect(uri, uri=True, timeout=5.0, check_same_thread=False)
    except sqlite3.Error as error:
        raise refusal(path, error) from error


def _make(path: Path) -> None:
    """An empty file that nobody else can read, before SQLite opens it."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise refusal(path, error) from error


def refuse_at_first_sight(path: Path) -> None:
    """Refuse what by its first bytes is no workspace, before even a lock is left beside it. Raises WorkspaceError."""
    try:
        if path.is_dir() or _is_new(path):
            return
        with open_regular(path) as file:
            header = file.read(_HEADER)
    except OSError as error:
        raise refusal(path, error) from error
    if not header.startswith(_MAGIC) or header[_APPLICATION] != APPLICATION_ID.to_bytes(4):
        # The log beside it may say otherwise: SQLite reads both.
        refuse_what_cannot_be_opened(path)


def refuse_what_cannot_be_opened(path: Path) -> None:
    """Refuse, before anything is written, what is no workspace, or newer, foreign or damaged."""
    if not path.is_file():
        raise ForeignError(f"{path.name} is a folder, not a workspace; name a file in it.")
    try:
        with closing(_connect(f"{path.absolute().as_uri()}?mode=ro", path)) as connection:
            connection.execute("PRAGMA cell_size_check = ON")
            application = connection.execute("PRAGMA application_id").fetchone()[0]
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            applied = _applied(connection)
            check = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    except sqlite3.OperationalError as error:
        raise refusal(path, error) from error
    except sqlite3.DatabaseError as error:
        if "not a database" in str(error) and not leaves_traces(path):
            raise ForeignError(
                f"{path.name} is no database at all; choose another file, or a new name for a new workspace."
            ) from error
        raise damaged(path, f"The workspace {path.name} is damaged ({error}).") from error
    if application != APPLICATION_ID and leaves_traces(path):
        raise damaged(path, f"The beginning of the workspace {path.name} is damaged.")
    if application != APPLICATION_ID:
        raise ForeignError(f"{path.name} is a database of another program, not a workspace; choose another file.")
    if _is_newer(version, applied):
        raise _newer(path)
    if check != "ok":
        raise damaged(path, f"The workspace {path.name} is damaged ({check}).")


def refuse_newer(path: Path) -> None:
    """Raises NewerError where a newer version wrote *path*, as far as that can still be read of it."""
    if not path.is_file() or _is_new(path):
        return
    try:
        # Without the log beside it, so that nothing comes to be there: a version is written down long before.
        with closing(_connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", path)) as connection:
            application = connection.execute("PRAGMA application_id").fetchone()[0]
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            applied = _applied(connection)
    except (sqlite3.Error, WorkspaceError):
        return  # damaged, and then nobody can tell
    if application == APPLICATION_ID and _is_newer(version, applied):
        raise _newer(path)


def _is_newer(version: int, applied: tuple[str, ...]) -> bool:
    return version > USER_VERSION or bool(set(applied) - set(known_migrations()))


def _newer(path: Path) -> NewerError:
    journal = beside(path, SUFFIX)
    rest = f" What was judged can be read as text in {journal.name}." if journal.exists() else ""
    return NewerError(
        f"The workspace {path.name} is from a newer version of Diptych; open it with that version. "
        f"Nothing was changed.{rest}"
    )


def _applied(connection: sqlite3.Connection) -> tuple[str, ...]:
    has_table = connection.execute(
        "SELECT count(*) FROM sqlite_master WHERE name = ?", [migrations.migrations_table]
    ).fetchone()[0]
    if not has_table:
        return ()
    rows = connection.execute(
        f"SELECT name FROM {migrations.migrations_table} WHERE migration_set = ?", [migrations.name]
    )
    return tuple(name for (name,) in rows)


def _refuse_read_only(db: Database) -> None:
    """Ask SQLite itself: what the file system says of permissions does not tell.

    Something must be written: in a file that it may only read, SQLite takes BEGIN IMMEDIATE for the beginning of a reading.
    """
    db.execute("BEGIN IMMEDIATE").close()
    try:
        (version,) = db.execute("PRAGMA user_version").fetchone()
        db.execute(f"PRAGMA user_version = {version}").close()
    finally:
        db.rollback()
