"""Tasks come in: files that are chosen or dropped, looked through one after the other, each with a sheet of its own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent

from app.domain.intake import ImportChoices, Preview
from ui.main_window.parts import Parts
from ui.plain_text import choose_files
from ui.shell.welcome import local_files, readable_files

if TYPE_CHECKING:
    from app.intake import ImportReport

TASK_FILES = "Task sets (*.jsonl *.ndjson *.json *.toml)"
RUBRIC_FILES = "Rubrics (*.json)"


class Importing:
    """Has each file read, shows what it holds, and brings in what is confirmed; what is left off leaves the rest off."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._waiting: tuple[Path, ...] = ()
        self._number, self._total = 0, 0
        self._only_if_needed = False

    def choose(self) -> None:
        self.look_through(tuple(Path(path) for path in choose_files(self._parts.window, "Import tasks", TASK_FILES)))

    def look_through(self, paths: tuple[Path, ...], *, only_if_needed: bool = False) -> None:
        """Have the sheet for each of *paths*, in turn; *only_if_needed*, where there is something to be settled."""
        self._waiting, self._number, self._total = paths, 0, len(paths)
        self._only_if_needed = only_if_needed
        self._next()

    def look_again(self, report: ImportReport, path: Path) -> None:
        """Nothing of the file at *path* could be brought in: show what is wrong with it."""
        self.look_through((path,))

    def show_preview(self, preview: Preview, path: Path) -> None:
        if not self._waiting or self._waiting[0] != path:
            return  # something else was asked for meanwhile
        if self._only_if_needed and preview.is_clean:
            self.bring_in(ImportChoices(preview.name, preview.policy, preview.rubrics[0]))
            return
        which = f"{self._number} of {self._total}" if self._total > 1 else ""
        self._parts.import_sheet.show_preview(preview, which=which)

    def choose_rubric(self) -> None:
        """A rubric that stands in a file of its own, for the tasks that are about to come in."""
        if chosen := choose_files(self._parts.window, "Rubric", RUBRIC_FILES):
            self._parts.desk.read_rubric(Path(chosen[0]))

    def bring_in(self, choices: ImportChoices) -> None:
        if self._waiting:
            self._parts.desk.import_chosen(self._waiting[0], choices)

    def go_on(self, task_set: str) -> None:
        """With the next file, or to the set that the last one came into."""
        self._waiting = self._waiting[1:]
        if self._waiting:
            self._next()
        else:
            self._parts.desk.open_task_set(task_set)

    def drag_in(self, event: QDragEnterEvent) -> None:
        files = local_files(event)
        if not files or self._parts.import_sheet.isVisible():
            return
        if readable := readable_files(event):
            event.acceptProposedAction()
            self._parts.welcome.show_dragging(is_dragging=True)
            self._parts.drop_frame.show_files(len(readable))
        else:
            # Taken, so that it is heard when they go away again, and dropped nowhere.
            event.setDropAction(Qt.DropAction.IgnoreAction)
            event.accept()
            self._parts.drop_frame.show_refusal(files)

    def drag_out(self) -> None:
        self._parts.welcome.show_dragging(is_dragging=False)
        self._parts.drop_frame.hide()

    def drop(self, event: QDropEvent) -> None:
        self.drag_out()
        self.look_through(tuple(Path(path) for path in readable_files(event)))

    def _next(self) -> None:
        if self._waiting:
            self._number += 1
            self._parts.desk.preview_file(self._waiting[0])
