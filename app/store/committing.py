"""What is said to be saved is in two places: in SQLite, and in the journal beside it."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database

from app.errors import DiskFullError, UserError, WorkspaceError
from app.store import ballast, connection
from app.store.journal import Journal


class Committing:
    """The transactions of the one writer of the workspace *path*; their events reach *journal* before they count as saved."""

    def __init__(self, db: Database, path: Path, journal: Journal | None = None) -> None:
        self._db = db
        self._path = path
        self._journal = journal
        self._appended: list[bytes] = []
        self._unacknowledged: list[bytes] = []

    @property
    def is_behind(self) -> bool:
        """Whether the log holds events that nobody was told of as saved, because the journal could not be written."""
        return bool(self._unacknowledged)

    def note(self, line: bytes) -> None:
        """The event *line* was added to the log by the transaction that is open."""
        self._appended.append(line)

    @contextmanager
    def atomic(self) -> Iterator[None]:
        """What happens inside happens together, durably, or not at all. Raises WorkspaceError if it cannot be kept.

        Events are in the log and in its journal when this returns. Where a failing disk takes the commit and not the
        journal, the events stay and `is_behind` says so until the journal has caught up.
        """
        if self._db.conn.in_transaction:
            yield from self._inner()
            return
        self._catch_up()
        self._appended.clear()
        try:
            with self._db.atomic():
                yield
                self._reserve()
        except UnicodeEncodeError as error:
            half = f"U+{ord(error.object[error.start]):04X}"
            raise UserError(f"A text has half a character in it ({half}), which cannot be saved; delete it.") from error
        except sqlite3.OperationalError as error:
            raise self._unwritten(error) from error
        except sqlite3.DatabaseError as error:
            if type(error) is not sqlite3.DatabaseError:
                raise  # a bug of ours; damage is told by the general class alone
            raise connection.refusal(self._path, error) from error
        self._unacknowledged = list(self._appended)
        self._catch_up()

    def close(self) -> None:
        if self._journal is not None:
            self._journal.close()

    def _inner(self) -> Iterator[None]:
        before = len(self._appended)
        try:
            with self._db.atomic():
                yield
        except BaseException:
            # Whatever ended it, a key press included: its events were rolled back and must not reach the journal.
            del self._appended[before:]
            raise

    def _reserve(self) -> None:
        """Take the room in the journal before the commit: a full disk is met while nothing counts yet."""
        if self._journal is not None and self._appended:
            try:
                self._journal.reserve(self._appended)
            except OSError as error:
                raise self._unwritten(error) from error

    def _catch_up(self) -> None:
        """Write into the journal what the log has and it has not."""
        if self._journal is None or not self._unacknowledged:
            return
        try:
            self._journal.write(self._unacknowledged)
        except OSError as error:
            raise self._unwritten(error) from error
        self._unacknowledged = []

    def _unwritten(self, error: Exception) -> WorkspaceError:
        if not connection.is_full(self._path, error):
            return WorkspaceError(f"The workspace {self._path.name} could not be written ({error}).")
        if ballast.drop(self._path):
            return DiskFullError(
                f"The workspace {self._path.name} could not be written (the disk is full). A reserve of 1 MB was freed: "
                "try again, then free some room."
            )
        return DiskFullError(
            f"The workspace {self._path.name} could not be written (the disk is full). What was saved before is safe; "
            "free some room and try again."
        )
