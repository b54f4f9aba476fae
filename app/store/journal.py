"""The journal: a second copy of the log, one canonical line an event, on the disk before anyone is told “saved”.

It lies beside the workspace as ``NAME.journal.jsonl`` and knows no SQL. What SQLite cannot notice by itself, a deleted
file or a write-ahead log that is gone, shows in the difference between the two.
"""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Self

from app.durability import sync, sync_folder
from app.store.files import beside, open_regular, write_all

SUFFIX = ".journal.jsonl"
BLOCK = 1 << 16


def journal_of(path: Path) -> Path:
    """Where the journal of the workspace *path* lies."""
    return beside(path, SUFFIX)


class Journal:
    """An open journal that grows at its end only. All its methods raise OSError."""

    def __init__(self, path: Path, descriptor: int, end: int) -> None:
        self.path = path
        self._descriptor = descriptor
        self._end = end

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open the journal *path*, made if it is not there. What stands behind its last complete line does not count."""
        is_new = not path.exists()
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        if is_new:
            sync_folder(path.parent)
        return cls(path, descriptor, _end_of_last_line(descriptor))

    @property
    def is_empty(self) -> bool:
        return self._end == 0

    def close(self) -> None:
        os.close(self._descriptor)

    def backwards(self) -> Iterator[bytes]:
        """The complete lines, the last first, without their line feeds."""
        if self.is_empty:
            return
        end = self._end - 1  # without the last line feed
        rest = b""
        while end > 0:
            start = max(0, end - BLOCK)
            first, *whole = (_read(self._descriptor, start, end) + rest).split(b"\n")
            yield from reversed(whole)
            rest, end = first, start
        yield rest

    def cut(self, lines: Sequence[bytes]) -> None:
        """Leave out *lines*, which stand at the end, because they were never finished."""
        self._end -= sum(len(line) + 1 for line in lines)
        os.ftruncate(self._descriptor, self._end)

    def reserve(self, lines: Sequence[bytes]) -> None:
        """Take the room that *lines* need, so that a full disk is met before they count and not after."""
        self._put(bytes(sum(len(line) + 1 for line in lines)))

    def write(self, lines: Sequence[bytes]) -> None:
        """Add *lines*; they are on the disk when this returns."""
        data = b"".join(line + b"\n" for line in lines)
        self._put(data)
        sync(self._descriptor)
        self._end += len(data)

    def _put(self, data: bytes) -> None:
        os.lseek(self._descriptor, self._end, os.SEEK_SET)
        write_all(self._descriptor, data)


def read_lines(path: Path) -> Iterator[bytes]:
    """The complete lines of the journal *path*, while it may be growing. Raises OSError."""
    with open_regular(path) as file:
        for line in file:
            if line.endswith(b"\n"):
                yield line[:-1]


def write_anew(path: Path, lines: Iterator[bytes]) -> None:
    """Make the journal *path* of *lines*, whole or not at all. Raises OSError."""
    part = beside(path, ".part")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(descriptor, "wb") as file:
        for line in lines:
            file.write(line + b"\n")
        file.flush()
        sync(file.fileno())
    part.replace(path)
    sync_folder(path.parent)


def _end_of_last_line(descriptor: int) -> int:
    end = os.fstat(descriptor).st_size
    while end > 0:
        start = max(0, end - BLOCK)
        if (place := _read(descriptor, start, end).rfind(b"\n")) >= 0:
            return start + place + 1
        end = start
    return 0


def _read(descriptor: int, start: int, end: int) -> bytes:
    os.lseek(descriptor, start, os.SEEK_SET)
    data = b""
    while len(data) < end - start and (more := os.read(descriptor, end - start - len(data))):
        data += more
    return data
