"""Tasks come in: files that are chosen or dropped, and what becomes of those with faults."""

from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent

from app.evaluation import ImportReport
from ui.dialogs.import_report import ImportReportDialog
from ui.main_window.parts import Parts
from ui.plain_text import choose_files
from ui.shell.welcome import readable_files

TASK_FILES = "Task sets (*.jsonl *.ndjson *.json *.toml)"


class Importing:
    """Hands files to the desk and asks about the faults that it finds in them."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def choose(self) -> None:
        chosen = choose_files(self._parts.window, "Import tasks", TASK_FILES)
        self._parts.desk.import_files(tuple(Path(path) for path in chosen))

    def ask_about_faults(self, report: ImportReport, path: Path) -> None:
        """Say what is wrong with the file at *path*; import the rest of it if that is wanted."""
        answer = ImportReportDialog.ask(self._parts.window, [str(fault) for fault in report.faults], report.valid)
        if answer == "import_valid":
            self._parts.desk.import_files((path,), skip_invalid=True)

    def drag_in(self, event: QDragEnterEvent) -> None:
        if readable_files(event):
            event.acceptProposedAction()
            self._parts.welcome.show_dragging(is_dragging=True)

    def drag_out(self) -> None:
        self._parts.welcome.show_dragging(is_dragging=False)

    def drop(self, event: QDropEvent) -> None:
        self.drag_out()
        self._parts.desk.import_files(tuple(Path(path) for path in readable_files(event)))
