"""A mebibyte that is kept so that it can be given up: when the disk is full, it makes room for what is being written."""

import os
from contextlib import suppress
from pathlib import Path

from app.durability import sync
from app.store.files import beside, write_all

SIZE = 1 << 20


def ballast_of(path: Path) -> Path:
    """Where the ballast of the workspace *path* lies."""
    return beside(path, ".ballast")


def take_on(path: Path) -> bool:
    """See to it that the workspace *path* has its ballast; whether it has. A disk without room for it is left alone."""
    ballast = ballast_of(path)
    try:
        if ballast.exists() and ballast.stat().st_size == SIZE:
            return True
        descriptor = os.open(ballast, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600)
        try:
            # Random bytes: a file system that compresses would keep no room for zeros.
            write_all(descriptor, os.urandom(SIZE))
            sync(descriptor)
        finally:
            os.close(descriptor)
    except OSError:
        # Half of it would be taken for the whole next time, and its room is needed now.
        with suppress(OSError):  # something else of that name is left alone
            ballast.unlink()
        return False
    return True


def drop(path: Path) -> bool:
    """Free the room of the ballast; whether there was any."""
    try:
        ballast_of(path).unlink()
    except OSError:
        return False
    return True
