"""What a store asks of files beyond the usual: names that last, bytes that have reached the disk."""

import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO


def open_regular(path: Path) -> BinaryIO:
    """Open an ordinary file for reading, and never wait for the other end of a pipe. Raises OSError."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(errno.EINVAL, "it is no ordinary file")
    return os.fdopen(descriptor, "rb")


def is_forbidden(path: Path, *, write: bool = False) -> bool:
    """Whether the permissions of *path* itself keep it from being read, or from being written."""
    try:
        # Asked by doing it: what the system says of permissions need not hold on a share.
        os.close(os.open(path, (os.O_WRONLY if write else os.O_RDONLY) | getattr(os, "O_NONBLOCK", 0)))
    except PermissionError:
        return os.access(path.parent, os.X_OK)
    except OSError:
        return False
    return False


def write_all(descriptor: int, data: bytes) -> None:
    """Write every byte of *data*: one call to the system may stop short of a full disk. Raises OSError."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def beside(path: Path, suffix: str) -> Path:
    """The file that belongs to *path* and has its name with *suffix* behind it."""
    return path.with_name(path.name + suffix)


def set_aside(path: Path) -> Path | None:
    """Give what *path* holds a second name, the first free ``NAME.replaced-N``; it is never deleted.

    *path* itself keeps its content where the file system has hard links, so that it can be replaced in one step.
    """
    if not path.exists():
        return None
    number = 1
    while (aside := beside(path, f".replaced-{number}")).exists():
        number += 1
    give_second_name(path, aside)
    return aside


def give_second_name(path: Path, name: Path) -> None:
    """Let *path* be *name* too or, where the file system has no hard links (FAT, some shares), instead."""
    try:
        os.link(path, name)
    except OSError:
        path.rename(name)
