"""Files that appear whole or not at all: written aside, synced, then given their name."""

import os
from pathlib import Path
from types import TracebackType
from typing import Self

from app.errors import UserError


class WholeFile:
    """A file under construction. Leaving the block without an error gives it its name; an error, nothing.

    *dest* is a file, or a folder in which the file is called *default_name*. Raises UserError where it cannot be
    written.
    """

    def __init__(self, dest: Path, *, default_name: str) -> None:
        self.path = dest / default_name if dest.is_dir() else dest
        self._part = self.path.with_name(self.path.name + ".part")

    def __enter__(self) -> Self:
        try:
            self._file = self._part.open("wb")
        except OSError as error:
            raise self._refused(error) from error
        return self

    def write_line(self, line: bytes) -> None:
        self.write(line)
        self.write(b"\n")

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
            self._file.close()
            self._part.unlink(missing_ok=True)

    def _finish(self) -> None:
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        self._part.replace(self.path)
        if os.name == "posix":
            # The name is durable only when the folder that holds it is.
            folder = os.open(self.path.parent, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)

    def _refused(self, error: OSError) -> UserError:
        return UserError(f"Could not write {self.path.name} ({error.strerror or error}); choose another place.")
