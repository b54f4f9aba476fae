"""Files that appear whole or not at all: written aside, synced, then given their name."""

import os
import stat
from contextlib import suppress
from pathlib import Path
from secrets import token_hex
from types import TracebackType
from typing import Self

from app.durability import sync, sync_folder
from app.errors import UserError

_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


def place_in(dest: Path, default_name: str) -> Path:
    """The file that *dest* means: itself, or *default_name* in it where it is a folder."""
    return dest / default_name if dest.is_dir() else dest


class WholeFile:
    """A file under construction. Leaving the block without an error gives it its name; an error, nothing.

    *dest* is a file, or a folder in which the file is called *default_name*. Raises UserError where it cannot be
    written, and where a link, a pipe or a device stands in its place, which would be gone afterwards.
    """

    def __init__(self, dest: Path, *, default_name: str) -> None:
        self.path = place_in(dest, default_name)
        # A name of its own: what lies beside it under a likely one is somebody else's.
        self._part = self.path.with_name(f"{self.path.name}.{token_hex(4)}.part")

    def __enter__(self) -> Self:
        if os.path.lexists(self.path) and not stat.S_ISREG(os.lstat(self.path).st_mode):
            raise UserError(f"{self.path.name} is no ordinary file, and would be replaced by one; give another name.")
        try:
            self._file = os.fdopen(os.open(self._part, _FLAGS, 0o666), "wb")
        except OSError as error:
            raise self._refused(error) from error
        return self

    def write(self, data: bytes) -> None:
        try:
            self._file.write(data)
        except OSError as error:
            raise self._refused(error) from error

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self._finish()
        except OSError as failure:
            raise self._refused(failure) from failure
        finally:
            # Closing writes what is left in memory, which there may be no room for; it is thrown away all the same.
            with suppress(OSError):
                self._file.close()
            self._part.unlink(missing_ok=True)

    def _finish(self) -> None:
        self._file.flush()
        sync(self._file.fileno())
        self._file.close()
        self._part.replace(self.path)
        # The name is durable only when the folder that holds it is.
        sync_folder(self.path.parent)

    def _refused(self, error: OSError) -> UserError:
        return UserError(f"Could not write {self.path.name} ({error.strerror or error}); choose another place.")
