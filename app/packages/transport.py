"""Where packages and receipts lie between two workspaces: names and bytes, and nothing else.

A folder (a disk, a stick, a share, something that another program uploads) is one; an object store would be another.
Objects are content-addressed, so putting one twice is putting it once.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from app.durability import sync, sync_folder
from app.errors import UserError
from app.formats.lines_in import read_whole
from app.packages.archive import LARGEST_ARCHIVE

INBOX = "inbox"
RECEIPTS = "receipts"
_PACKAGE = re.compile(rf"{INBOX}/([A-Za-z0-9-]{{1,64}})/[0-9]{{6,12}}-([0-9a-f]{{32}})\.zip")


class OfflineError(UserError):
    """The other end cannot be reached now. Nothing is lost; try again later."""


class Transport(Protocol):
    """Names are made of this program's own ids, with “/” between them."""

    def names(self, prefix: str) -> Iterator[str]:
        """The objects below *prefix*, in the order of their names. Raises OfflineError."""
        ...

    def get(self, name: str) -> bytes | None:
        """The object *name*, or None where there is none. Raises OfflineError, or UserError where it cannot be read."""
        ...

    def put(self, name: str, data: bytes) -> None:
        """Make *name* hold *data*, durably and whole, whatever it held. Raises OfflineError."""
        ...


class Folder:
    """Objects as files below *root*, which must be there: a folder that is missing is a stick that is not plugged in.

    A file will be no folder later either: it is refused with a UserError.
    """

    def __init__(self, root: Path) -> None:
        if root.is_file():
            raise UserError(f"{root.name} is a file; give a folder.")
        self._root = root

    def names(self, prefix: str) -> Iterator[str]:
        self._refuse_offline()
        try:
            found = sorted(
                name
                for folder in _listed(self._root / prefix)
                if folder.is_dir(follow_symlinks=False)
                for name in _within(folder, prefix)
            )
        except OSError as error:
            raise self._offline(error) from error
        yield from found

    def get(self, name: str) -> bytes | None:
        self._refuse_offline()
        path = self._root / name
        if not path.is_symlink() and not path.exists():
            return None
        return read_whole(path, LARGEST_ARCHIVE)

    def put(self, name: str, data: bytes) -> None:
        self._refuse_offline()
        path = self._root / name
        part = path.with_name(path.name + ".part")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            part.unlink(missing_ok=True)
            descriptor = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o644)
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
                file.flush()
                sync(file.fileno())
            part.replace(path)
            for folder in (path.parent, path.parent.parent, self._root):
                sync_folder(folder)
        except OSError as error:
            raise self._offline(error) from error

    def _refuse_offline(self) -> None:
        if not self._root.is_dir():
            raise OfflineError(f"The folder {self._root.name} is not there now; nothing is lost, try again when it is.")

    def _offline(self, error: OSError) -> OfflineError:
        why = error.strerror or error
        return OfflineError(f"The folder {self._root.name} cannot be used now ({why}); nothing is lost, try again.")


class Memory:
    """Objects in a dictionary."""

    def __init__(self) -> None:
        self.objects: dict[str, bytes] = {}

    def names(self, prefix: str) -> Iterator[str]:
        yield from sorted(name for name in self.objects if name.startswith(f"{prefix}/"))

    def get(self, name: str) -> bytes | None:
        return self.objects.get(name)

    def put(self, name: str, data: bytes) -> None:
        self.objects[name] = data


def package_name(store_id: str, package_seq: int, package_id: str) -> str:
    """The name of a package in the inbox."""
    return f"{INBOX}/{store_id}/{package_seq:06d}-{package_id[:32]}.zip"


def receipt_name(store_id: str, package_id: str) -> str:
    return f"{RECEIPTS}/{store_id}/{package_id}.json"


def refusal_name(store_id: str, package_id: str) -> str:
    """Where the sender of a package looks for the reason why it was refused."""
    return f"{RECEIPTS}/{store_id}/{package_id[:32]}.refused.json"


def refusal_name_for(name: str) -> str | None:
    """The same for the object *name* of the inbox; None where its name is no package's, and nobody would look."""
    found = _PACKAGE.fullmatch(name)
    return None if found is None else refusal_name(found[1], found[2])


def _within(folder: "os.DirEntry[str]", prefix: str) -> Iterator[str]:
    """The objects in one folder of the share; where that cannot be looked into, it is an object that cannot be read."""
    try:
        for file in _listed(Path(folder.path)):
            if not file.name.endswith(".part"):
                yield f"{prefix}/{folder.name}/{file.name}"
    except PermissionError:
        yield f"{prefix}/{folder.name}"


def _listed(folder: Path) -> list["os.DirEntry[str]"]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except FileNotFoundError:
        return []
