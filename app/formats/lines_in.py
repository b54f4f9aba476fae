"""Reading files of one JSON object a line, as a stream: LF alone ends a line, and no line fills the memory."""

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import BinaryIO

from app.errors import UserError

LONGEST_LINE = 16 * 1024 * 1024
# Never wait for the other end of a pipe, and never follow a link: it may lead anywhere, and be changed while it is read.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_BOM = b"\xef\xbb\xbf"


class LineTooLong:
    """Stands for a line beyond `LONGEST_LINE` bytes."""


def numbered_lines(path: Path) -> Iterator[tuple[int, bytes | LineTooLong]]:
    """The lines of *path* that are not blank, with their numbers from 1, without their line feed.

    Raises UserError where *path* is no readable file.
    """
    with open_file(path) as file:
        number = 0
        while line := file.readline(LONGEST_LINE + 1):
            number += 1
            if len(line) > LONGEST_LINE and not line.endswith(b"\n"):
                _skip_rest_of_line(file)
                yield number, LineTooLong()
                continue
            if number == 1:
                line = line.removeprefix(_BOM)
            if line.strip():
                yield number, line.removesuffix(b"\n")


def open_file(path: Path) -> BinaryIO:
    """Open a regular file for reading: no folder, no link, no pipe, no device. Raises UserError in a sentence."""
    try:
        descriptor = os.open(path, _FLAGS)
    except OSError as error:
        raise UserError(_why_not(path, error)) from error
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        kind = "a folder" if path.is_dir() else "no ordinary file"
        raise UserError(f"{called(path)} is {kind}; give a file.")
    return os.fdopen(descriptor, "rb")


def called(path: Path) -> str:
    """The name of *path* without its folders, also where it was given as “.” or as the root."""
    return path.absolute().name or str(path)


def is_within(name: str) -> bool:
    """Whether *name*, which stands in a file, means a file beside that one or below it, on any system."""
    windows = PureWindowsPath(name)
    parts = (*PurePosixPath(name).parts, *windows.parts)
    return not (".." in parts or PurePosixPath(name).is_absolute() or windows.drive or windows.root or "\0" in name)


def read_whole(path: Path, most: int) -> bytes:
    """A file of at most *most* bytes, read once. Raises UserError."""
    with open_file(path) as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise UserError(f"{called(path)} is larger than {most // 1024**2} MiB; that cannot be right.")
    return data


def read_text(path: Path) -> str:
    """A small text file, whole. Raises UserError."""
    data = read_whole(path, LONGEST_LINE)
    try:
        text = data.removeprefix(_BOM).decode()
    except UnicodeDecodeError as error:
        raise UserError(f"{called(path)}: byte {error.start + 1} is not UTF-8; save the file as UTF-8.") from error
    if (place := text.find("\0")) >= 0:
        raise UserError(f"{called(path)}: character {place + 1} is NUL, which cannot be kept exactly; take it out.")
    return text


def _skip_rest_of_line(file: BinaryIO) -> None:
    while (piece := file.readline(1024 * 1024)) and not piece.endswith(b"\n"):
        pass


def _why_not(path: Path, error: OSError) -> str:
    match error.errno:
        case errno.ENOENT:
            return f"There is no file {called(path)}; check the name."
        case errno.EACCES | errno.EPERM:
            return f"{called(path)} cannot be read; check its permissions."
        case errno.EISDIR:
            return f"{called(path)} is a folder; give a file."
        case errno.ELOOP:
            return f"{called(path)} is a link; give the file that it leads to."
        case _:
            return f"{called(path)} cannot be read ({error.strerror})."
