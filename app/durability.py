"""Bytes and names that are still there after the power was cut."""

import os
import sys
from contextlib import suppress
from pathlib import Path


def sync(descriptor: int) -> None:
    """Return when the file's bytes are on the disk. Raises OSError."""
    if sys.platform == "darwin":
        import fcntl

        # Plain fsync leaves them in the drive's own memory there. Shares of a network know nothing better, and say so.
        with suppress(OSError):
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
            return
    os.fsync(descriptor)


def sync_folder(folder: Path) -> None:
    """Make the names in *folder* durable, where the system can say so."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def is_same_file(first: Path, second: Path) -> bool:
    """Whether both names lead to one file, or would if there were any."""
    return first.resolve() == second.resolve() or (first.exists() and second.exists() and first.samefile(second))
