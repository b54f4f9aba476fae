"""Tasks come in from files."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.evaluation import ImportReport, sample_task_set
from app.formats.task_files import open_task_file
from ui.desk.notice import Notice
from ui.desk.requests import Requests


class Files(QObject):
    """Long work, told in one sentence when it is over."""

    imported = Signal(str)  # the name of the task set
    import_refused = Signal(object, object)  # ImportReport, the path that it is of
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
            lambda service: service.import_tasks(open_task_file(first), skip_invalid=skip_invalid),
            done,
            "Importing tasks",
        )

    def import_sample(self) -> None:
        """Import the bundled task set, or find it as it is."""
        self.import_files((sample_task_set(),))


def _imported_in_words(report: ImportReport) -> str:
    if not report.imported:
        return f"“{report.task_set}” has these tasks already; nothing changed."
    count = "1 task" if report.imported == 1 else f"{report.imported} tasks"
    return f"Imported {count} into “{report.task_set}”."
