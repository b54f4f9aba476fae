"""Tasks come in from files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.domain.intake import ImportChoices
from app.domain.leak import OnLeaks
from app.domain.rubric import Rubric
from ui.desk.notice import Notice, sentence
from ui.desk.requests import Requests

if TYPE_CHECKING:
    from app.formats.task_files import TaskFile
    from app.intake import ImportReport

IMPORTING = "Importing tasks"


class Files(QObject):
    """Long work, told in one sentence when it is over."""

    imported = Signal(str)  # the name of the task set
    import_refused = Signal(object, object)  # ImportReport, the path that it is of
    previewed = Signal(object, object)  # Preview, the path that it is of
    imported_chosen = Signal(str)  # the name of the task set
    rubric_read = Signal(object)  # Rubric
    rubric_refused = Signal(str)  # why, in a sentence
    told = Signal(object)  # Notice

    def __init__(self, requests: Requests, parent: QObject) -> None:
        super().__init__(parent)
        self._requests = requests

    def import_files(self, paths: tuple[Path, ...], *, skip_invalid: bool = False) -> None:
        """Bring the tasks of files in, one file after the other; faults are told."""
        if not paths:
            return
        first, rest = paths[0], paths[1:]

        def done(report: ImportReport) -> None:
            if report.faults and not report.imported:
                self.import_refused.emit(report, first)
                return
            self.told.emit(Notice(_imported_in_words(report)))
            if rest:
                self.import_files(rest, skip_invalid=skip_invalid)
            else:
                self.imported.emit(report.task_set)

        self._requests.ask_long(
            lambda service: service.import_tasks(_opened(first), skip_invalid=skip_invalid), done, IMPORTING
        )

    def preview(self, path: Path) -> None:
        """Read and compare a file, beside everything else, and keep nothing of it."""
        self._requests.read_long(
            lambda reader: reader.preview_import(path), lambda seen: self.previewed.emit(seen, path), "Reading tasks"
        )

    def import_chosen(self, path: Path, choices: ImportChoices) -> None:
        """Bring in what is right of a file that was looked through, as it was chosen."""

        def done(report: ImportReport) -> None:
            if report.faults and not report.imported:
                self.import_refused.emit(report, path)
                return
            self.told.emit(Notice(_imported_in_words(report)))
            self.imported_chosen.emit(report.task_set)

        on_leaks = OnLeaks.EXCLUDE if choices.excludes_leaks else OnLeaks.LEAVE
        self._requests.ask_long(
            lambda service: service.import_tasks(_opened(path, choices), skip_invalid=True, on_leaks=on_leaks),
            done,
            IMPORTING,
        )

    def read_rubric(self, path: Path) -> None:
        """Read a rubric from a file of its own; nothing of it is kept."""

        def work(_: Path) -> Rubric:
            from app.formats.rubrics import read_rubric

            return read_rubric(path)

        self._requests.read(work, self.rubric_read.emit, lambda error: self.rubric_refused.emit(sentence(error)))

    def import_sample(self) -> None:
        """Import the bundled task set, or find it as it is."""
        from app.formats.bundled import sample_task_set

        self.import_files((sample_task_set(),))


def _opened(path: Path, choices: ImportChoices | None = None) -> TaskFile:
    from app.intake import opened

    return opened(path, choices)


def _imported_in_words(report: ImportReport) -> str:
    if not report.imported:
        return f"“{report.task_set}” has these tasks already; nothing changed."
    count = "1 task" if report.imported == 1 else f"{report.imported} tasks"
    left_out = report.skipped + report.excluded
    rest = f"; {left_out} left out" if left_out else ""
    return f"Imported {count} into “{report.task_set}”{rest}."
