"""Rotating backups: whole copies in the folder ``backups`` beside the workspace, made by SQLite, thinned by age.

The five newest are kept, and of the seven last days that have any, the newest of each.
"""

import glob
import re
import sqlite3
from collections.abc import Iterable
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

from sqlite_utils import Database

from app.domain.names import Instant, instant
from app.domain.recovery import Backup
from app.durability import sync, sync_folder
from app.errors import UserError, WorkspaceError
from app.store.files import beside

NEWEST = 5
DAYS = 7
JUDGMENTS_BETWEEN = 50

_NAMED = re.compile(r"(?P<stem>.+)-(?P<made>\d{8}T\d{9}Z)")
_WRITTEN = "%Y%m%dT%H%M%S"


def folder_of(path: Path) -> Path:
    """Where the backups of the workspace *path* lie."""
    return path.parent / "backups"


def kept_for(path: Path) -> tuple[Path, ...]:
    """The files that the workspace *path* could be put back from: its backups, and what was set aside of it."""
    aside = (one for kind in (".replaced-", ".before-") for one in path.parent.glob(f"{glob.escape(path.name)}{kind}*"))
    return (*folder_of(path).glob("*"), *aside)


def back_up(db: Database, dest: Path) -> Path:
    """Write a consistent copy of *db* to *dest* whole: beside it first, checked, synced, then under its name.

    Raises UserError where there is no such folder, and WorkspaceError where it cannot be written.
    """
    if not dest.parent.is_dir():
        raise UserError(f"There is no folder {dest.parent.name} to back up into; make it first.")
    part = beside(dest, ".part")
    try:
        part.unlink(missing_ok=True)
        db.execute("VACUUM INTO ?", [str(part)]).close()
        with closing(sqlite3.connect(f"{part.absolute().as_uri()}?mode=ro", uri=True)) as copy:
            verdict = copy.execute("PRAGMA quick_check").fetchone()[0]
        if verdict != "ok":
            raise WorkspaceError(f"The backup {dest.name} came out damaged ({verdict}); nothing was replaced.")
        part.chmod(0o600)
        with part.open("rb+") as file:
            sync(file.fileno())
        part.replace(dest)
        sync_folder(dest.parent)
    except (OSError, sqlite3.Error) as error:
        # Behind a colon SQLite names the whole path, and with that whose home this is.
        why = error.strerror if isinstance(error, OSError) else str(error).partition(":")[0]
        raise WorkspaceError(f"The backup {dest.name} could not be written ({why}).") from error
    finally:
        with suppress(OSError):  # what stands against it was told
            part.unlink(missing_ok=True)
    return dest


def rotate(db: Database, path: Path, *, now: datetime) -> Path:
    """Back *db*, the workspace *path*, up into its folder of backups, and let go of those that are too many."""
    folder = folder_of(path)
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise WorkspaceError(f"The folder {folder.name} for backups cannot be made ({error.strerror}).") from error
    made = back_up(db, folder / f"{path.stem}-{_written(now)}{path.suffix}")
    found = dict(_dated(path))
    for old in set(found) - kept(found):
        old.unlink(missing_ok=True)
    return made


def is_due(db: Database, path: Path) -> bool:
    """Whether the workspace has changed since its newest backup."""
    newest = max(_dated(path), key=lambda one: one[1], default=None)
    return newest is None or _extent(newest[0]) != _extent_of(db)


def events_since(db: Database, path: Path) -> int:
    """How many events the newest backup lacks."""
    newest = max(_dated(path), key=lambda one: one[1], default=None)
    held = _extent(newest[0]) if newest is not None else None
    return int(_extent_of(db)[0]) - (int(held[0]) if held is not None else 0)


def kept(found: dict[Path, Instant]) -> set[Path]:
    """Which of the backups *found*, by when they were made, stay."""
    newest_first = sorted(found, key=lambda path: found[path], reverse=True)
    by_day: dict[str, Path] = {}
    for path in newest_first:
        by_day.setdefault(found[path][:10], path)
    return {*newest_first[:NEWEST], *list(by_day.values())[:DAYS]}


def listed(path: Path) -> tuple[Backup, ...]:
    """The backups of the workspace *path* that can be read, the newest first."""
    found = []
    for place, made_at in sorted(_dated(path), key=lambda one: one[1], reverse=True):
        extent = _extent(place)
        if extent is not None:
            found.append(Backup(place, made_at, int(extent[0])))
    return tuple(found)


Extent = tuple[int, int, str]
"""How far a workspace has got: events, tasks, and when working state was last kept."""


def _extent_of(db: Database | sqlite3.Connection) -> Extent:
    row = db.execute(
        "SELECT (SELECT count(*) FROM event), (SELECT coalesce(max(task), 0) FROM task), "
        "(SELECT coalesce(max(kept_at), '') FROM working_state)"
    ).fetchone()
    return (row[0], row[1], row[2])


def _extent(backup: Path) -> Extent | None:
    """That of a backup; None where it cannot be read."""
    try:
        with closing(sqlite3.connect(f"{backup.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as db:
            return _extent_of(db)
    except sqlite3.Error:
        return None


def _dated(path: Path) -> Iterable[tuple[Path, Instant]]:
    try:
        places = list(folder_of(path).iterdir())
    except OSError:
        return
    for place in places:
        said = _NAMED.fullmatch(place.stem)
        if said and said["stem"] == path.stem and place.suffix == path.suffix:
            moment = datetime.strptime(said["made"][:15], _WRITTEN).replace(tzinfo=UTC)
            yield place, instant(moment.replace(microsecond=int(said["made"][15:18]) * 1000))


def _written(now: datetime) -> str:
    moment = now.astimezone(UTC)
    return f"{moment.strftime(_WRITTEN)}{moment.microsecond // 1000:03d}Z"
