"""Opening a workspace file: the lock of the one writer, the settings of every connection, and whom to refuse."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from filelock import FileLock, Timeout
from sqlite_utils import Database

from app.errors import WorkspaceError
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


def lock(path: Path) -> FileLock:
    """Become the one writer of *path*, until the lock is released or the process ends."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        held = FileLock(path.with_name(path.name + ".lock"), mode=0o600, blocking=False, thread_local=False)
        held.acquire()
    except Timeout:
        raise WorkspaceError(
            f"The workspace {path.name} is in use by another window; switch to it or close it first."
        ) from None
    except OSError as error:
        raise WorkspaceError(_read_only(path, error)) from error
    return held


def connect_for_writing(path: Path) -> Database:
    """The writing connection to *path*, made if it is not there. It may be used from one other thread.

    A newer, foreign or damaged file is refused before anything is written; an older one is backed up, then migrated.
    """
    is_new = not path.exists() or path.stat().st_size == 0 if not path.is_dir() else False
    if not is_new:
        _refuse_what_cannot_be_opened(path)
    else:
        _make(path)
    db = Database(_connect(f"{path.absolute().as_uri()}?mode=rw", path))
    try:
        for setting in (*_SETTINGS, *_WRITER_SETTINGS):
            db.execute(setting).close()
        _refuse_read_only(db)
        if is_new:
            db.execute(f"PRAGMA application_id = {APPLICATION_ID}").close()
        elif pending := migrations.pending(db):
            back_up(db, path.with_name(f"{path.name}.before-{pending[0].name}"))
        migrations.apply(db)
        db.execute(f"PRAGMA user_version = {USER_VERSION}").close()
    except sqlite3.Error as error:
        db.close()
        raise WorkspaceError(_read_only(path, error)) from error
    except BaseException:
        db.close()
        raise
    return db


def connect_for_reading(path: Path) -> Database:
    """A connection to *path* that cannot write, beside a window that may."""
    if not path.exists():
        raise WorkspaceError(f"There is no workspace at {path.name} yet; import tasks into it first.")
    _refuse_what_cannot_be_opened(path)
    db = Database(_connect(f"{path.absolute().as_uri()}?mode=ro", path))
    for setting in _SETTINGS:
        db.execute(setting).close()
    return db


def back_up(db: Database, dest: Path) -> Path:
    """Write a consistent copy of *db* to *dest* whole: beside it first, checked, then under its name."""
    part = dest.with_name(dest.name + ".part")
    part.unlink(missing_ok=True)
    try:
        db.execute("VACUUM INTO ?", [str(part)]).close()
        with closing(sqlite3.connect(f"{part.absolute().as_uri()}?mode=ro", uri=True)) as copy:
            verdict = copy.execute("PRAGMA quick_check").fetchone()[0]
        if verdict != "ok":
            raise WorkspaceError(f"The backup {dest.name} came out damaged ({verdict}); nothing was replaced.")
        part.chmod(0o600)
        with part.open("rb") as file:
            os.fsync(file.fileno())
        part.replace(dest)
    except (OSError, sqlite3.Error) as error:
        raise WorkspaceError(f"The backup {dest.name} could not be written ({error}).") from error
    finally:
        part.unlink(missing_ok=True)
    return dest


def _connect(uri: str, path: Path) -> sqlite3.Connection:
    try:
        return sqlite3.connect(uri, uri=True, timeout=5.0, check_same_thread=False)
    except sqlite3.Error as error:
        raise WorkspaceError(f"The workspace {path.name} cannot be opened ({error}).") from error


def _make(path: Path) -> None:
    """An empty file that nobody else can read, before SQLite opens it."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise WorkspaceError(_read_only(path, error)) from error


def _refuse_what_cannot_be_opened(path: Path) -> None:
    if not path.is_file():
        raise WorkspaceError(f"{path.name} is a folder, not a workspace; name a file in it.")
    try:
        with closing(_connect(f"{path.absolute().as_uri()}?mode=ro", path)) as connection:
            application = connection.execute("PRAGMA application_id").fetchone()[0]
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            applied = _applied(connection)
            check = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    except sqlite3.DatabaseError as error:
        raise WorkspaceError(_unreadable(path, error)) from error
    if application != APPLICATION_ID:
        raise WorkspaceError(f"{path.name} is a database of another program, not a workspace; choose another file.")
    if version > USER_VERSION or set(applied) - set(known_migrations()):
        raise WorkspaceError(
            f"The workspace {path.name} is from a newer version of Diptych; open it with that version. "
            "Nothing was changed."
        )
    if check != "ok":
        raise WorkspaceError(f"The workspace {path.name} is damaged ({check}); restore a backup of it.")


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
    """Ask SQLite itself: what the file system says of permissions does not tell."""
    db.execute("BEGIN IMMEDIATE").close()
    db.rollback()


def _unreadable(path: Path, error: sqlite3.Error) -> str:
    if "not a database" in str(error):
        return f"{path.name} is no database at all; choose another file, or a new name for a new workspace."
    if isinstance(error, sqlite3.OperationalError):
        return _read_only(path, error)
    return f"The workspace {path.name} is damaged ({error}); restore a backup of it."


def _read_only(path: Path, error: Exception) -> str:
    if "locked" in str(error):
        return f"The workspace {path.name} is in use by another program; close that first."
    return (
        f"The workspace {path.name} cannot be written here ({error}); "
        "check the permissions of the file and its folder, or choose another place."
    )
