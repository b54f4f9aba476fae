"""Caring for a workspace as a file: where it lies, its backups, what is put in its place, and which window has it.

None of this needs the workspace to be open.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app.clock import new_evaluator, new_id, utc_now
from app.store import calling
from app.store.backups import JUDGMENTS_BETWEEN, folder_of, listed
from app.store.surroundings import warnings
from app.store.workspace import SQLITE_VERSION, Workspace

if TYPE_CHECKING:
    from app.domain.recovery import Backup, Restored

JUDGMENTS_BETWEEN_BACKUPS = JUDGMENTS_BETWEEN


def sqlite_version() -> str:
    """The version of the SQLite that the workspace is kept with."""
    return SQLITE_VERSION


def place_of(path: Path) -> Path:
    """Where the workspace *path* really lies: its lock, journal and backups are found there by whatever link it is opened."""
    return Path(os.path.realpath(path))


def place_warnings(path: Path) -> tuple[str, ...]:
    """What is wrong with the place of the workspace *path*: a network, a synchronised folder, a disk that is nearly full."""
    return warnings(place_of(path)) if path.parent.is_dir() else ()


def backups(path: Path) -> tuple[Backup, ...]:
    """The rotating backups of the workspace *path* that can be read, the newest first."""
    return listed(place_of(path))


def restore(path: Path, backup: Path | None) -> Restored:
    """Put *backup* in the place of the workspace *path*, or what can be read of it, with every judgment known since.

    A *backup* that is no path to a file may name one of the folder of backups. Raises WorkspaceError.
    """
    from app.store.restoring import restore as put_in_place

    path = place_of(path)
    if backup is not None and not backup.exists() and backup.name == str(backup):
        backup = folder_of(path) / backup
    return put_in_place(path, None if backup is None else backup.absolute(), evaluator=new_evaluator, new_id=new_id)


def call_window(path: Path) -> None:
    """Call the window that has the workspace *path* open. Raises WorkspaceError where that cannot be written down."""
    calling.call(place_of(path))


def is_call_unheard(path: Path) -> bool:
    """Whether a call for the workspace *path* still waits for its window."""
    return calling.is_unheard(place_of(path))


def hear_call(path: Path) -> bool:
    """Answer a call for the workspace *path*; whether there was one."""
    return calling.hear(place_of(path))


def back_up_if_due(path: Path, *, events: int = 1, now: Callable[[], datetime] = utc_now) -> Path | None:
    """Make a rotating backup of the workspace *path* if it has changed since the last one, or by so many *events*.

    It has a connection of its own, so it may run in any thread beside the one that writes. Raises WorkspaceError.
    """
    workspace = Workspace.open_for_reading(place_of(path))
    try:
        return workspace.rotate_backups(now=now()) if workspace.is_backup_due(events=events) else None
    finally:
        workspace.close()
