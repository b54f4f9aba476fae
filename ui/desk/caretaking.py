"""What a person asks for to keep the workspace safe: a backup now, a look through all of it, an older state back.

Also what can be done about a workspace that was refused. Everything runs beside the screen; a restore closes the workspace,
puts the other in its place and opens that.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.domain.recovery import Backup
from ui.desk.notice import sentence
from ui.desk.requests import Requests

if TYPE_CHECKING:
    from app.evaluation import Evaluation


@dataclass(frozen=True, slots=True)
class Examination:
    """What is wrong with the workspace *name*, and what with its place, a sentence each; both empty when all is well."""

    name: str
    problems: tuple[str, ...]
    warnings: tuple[str, ...]
    sqlite: str


@dataclass(frozen=True, slots=True)
class Readable:
    """What was written of a workspace that was refused: so many *judgments* and *tasks*, into *folder*."""

    folder: Path
    judgments: int
    tasks: int


class Caretaking(QObject):
    """One thing at a time; each ends in one signal, or in `refused`."""

    backed_up = Signal(object)  # the path of the backup
    examined = Signal(object)  # Examination
    backups_listed = Signal(object)  # tuple[Backup, ...], the newest first
    restored = Signal(object)  # Restored
    not_restored = Signal(str)
    readable_exported = Signal(object)  # Readable
    refused = Signal(str)

    def __init__(self, requests: Requests, parent: QObject) -> None:
        super().__init__(parent)
        self._requests = requests
        requests.restored.connect(self.restored)
        requests.not_restored.connect(self.not_restored)

    @property
    def workspace(self) -> Path:
        """The workspace that is open, or that was refused."""
        return self._requests.path

    def back_up(self, dest: Path) -> None:
        """Write a consistent copy of the workspace to *dest*, beside everything that goes on."""

        def work(path: Path) -> Path:
            from app.evaluation import Evaluation

            reader = Evaluation.open_for_reading(path)
            try:
                return reader.back_up(dest)
            finally:
                reader.close()

        self._requests.read(work, self.backed_up.emit, self._refuse)

    def examine(self) -> None:
        """Look through the file, the whole chain, the journal and the place."""

        def work(path: Path) -> Examination:
            from app.caretaking import place_warnings, sqlite_version
            from app.evaluation import Evaluation

            reader = Evaluation.open_for_reading(path)
            try:
                return Examination(path.name, reader.examine(), place_warnings(path), sqlite_version())
            finally:
                reader.close()

        self._requests.read(work, self.examined.emit, self._refuse)

    def list_backups(self) -> None:
        """Which of the rotating backups there are."""

        def work(path: Path) -> tuple[Backup, ...]:
            from app.caretaking import backups

            return backups(path)

        def done(found: tuple[Backup, ...]) -> None:
            self.backups_listed.emit(found)

        self._requests.read(work, done, self._refuse)

    def restore(self, backup: Path | None) -> None:
        """Put *backup*, or what can be read of the workspace, in its place, and open it."""
        self._requests.restore(backup)

    def export_readable(self, folder: Path) -> None:
        """Write the judgments and the tasks that can be read of a refused workspace into *folder*."""

        def work(readable: Evaluation) -> Readable:
            judgments = _drained(readable, "jsonl", folder)
            tasks = _drained(readable, "tasks", folder)
            return Readable(folder, judgments, tasks)

        self._requests.salvage(work, self.readable_exported.emit, self._refuse)

    def _refuse(self, error: BaseException) -> None:
        self.refused.emit(sentence(error))


def _drained(readable: Evaluation, format_name: str, folder: Path) -> int:
    """Export in *format_name* to the end; how many judgments, or tasks, were looked at."""
    looked_at = 0
    for number in readable.exporting.export(format_name, folder):
        looked_at = number
    return looked_at
