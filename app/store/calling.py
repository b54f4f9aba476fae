"""How a window is called by another that wants its workspace: by a file beside it, which it takes away when it comes.

No socket and no signal: a file works on every system, and tells nobody anything.
"""

import os
from pathlib import Path

from app.errors import WorkspaceError
from app.store.files import beside

SUFFIX = ".call"
_FLAGS = os.O_WRONLY | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)


def call(path: Path) -> None:
    """Call the window that has the workspace *path* open. Raises WorkspaceError where nothing can be written there."""
    try:
        os.close(os.open(beside(path, SUFFIX), _FLAGS, 0o600))
    except OSError as error:
        raise WorkspaceError(f"Nothing can be written beside {path.name} ({error.strerror}).") from error


def is_unheard(path: Path) -> bool:
    """Whether a call for *path* still waits."""
    return beside(path, SUFFIX).exists()


def hear(path: Path) -> bool:
    """Take away the call for *path*; whether there was one."""
    try:
        beside(path, SUFFIX).unlink()
    except OSError:
        # None there; or it cannot be taken away, and then who called is told that nobody came.
        return False
    return True
