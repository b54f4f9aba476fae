"""A window without a screen on a throw-away workspace, for the pictures of the documentation."""

import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QtMsgType
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication

from app.domain.draft import Category, Polarity, Severity, Span
from app.domain.names import Slot, TaskId, TaskKey
from app.settings import Settings
from ui.desk import Desk
from ui.main_window.window import MainWindow
from ui.theme import Theme

PATIENCE_S = 20
DEMO = Path(__file__).resolve().parent.parent / "data" / "demo"
REAL = Path(__file__).resolve().parent / "real_tasks" / "real.jsonl"


class Studio:
    """A window without a screen, and the means to wait for it."""

    def __init__(self, application: QApplication, theme: Theme, workspace: Path, size: tuple[int, int]) -> None:
        self.application = application
        self.desk = Desk()
        self.window = MainWindow.furnished(application, theme, self.desk, Settings())
        self.window.resize(*size)
        self.window.show()
        self.window.activateWindow()
        self.desk.workspace_opened.connect(self.desk.open_sample)
        self.desk.open_workspace(workspace, resume=False)

    def until(self, condition: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE_S
        while not condition():
            self.application.processEvents()
            if time.monotonic() > end:
                raise SystemExit("a picture was never ready")

    def opens(self, task_id: str, *, real: bool = False) -> None:
        self.until(lambda: self.desk.sitting is not None)
        task_set = "sample"
        if real:
            self.desk.import_files((REAL,))
            self.until(lambda: self.desk.sitting is not None and self.desk.sitting.key.task_set != task_set)
            assert self.desk.sitting is not None
            task_set = self.desk.sitting.key.task_set
            self.window.workbench.toast.hide()
        self.desk.open_task(TaskKey(task_set, TaskId(task_id)))
        self.until(lambda: self.desk.sitting is not None and self.desk.sitting.key.task_id == task_id)
        self.settles()
        if self.window.workbench.task_strip.is_open:
            self.window.flows.viewing.toggle_task()
        self.window.workbench.toast.hide()
        self.settles()

    def settles(self) -> None:
        """Wait for alignment, tokens and saving; let passing marks pass."""
        self.until(lambda: self.window.code.is_settled() and self.desk.is_settled)
        end = time.monotonic() + 0.8
        self.until(lambda: time.monotonic() > end)

    def finds(
        self, slot: Slot, first: int, last: int, category: Category, severity: Severity | None, claim: str
    ) -> None:
        """Write a finding and save it."""
        polarity = Polarity.PROBLEM if severity is not None else Polarity.STRENGTH
        self.desk.begin_finding(slot, polarity, Span(first, last))
        composition = self.desk.draft.composition
        assert composition is not None
        self.desk.write_finding(replace(composition, category=category, severity=severity, claim=claim))
        self.desk.save_finding()

    def slot_with(self, words: str) -> Slot:
        """The slot of the candidate whose code holds *words*."""
        assert self.desk.sitting is not None
        return next(one.slot for one in self.desk.sitting.exhibits if words in one.files[0].content)

    def line(self, slot: Slot, words: str) -> int:
        """The first line of a candidate that holds *words*."""
        assert self.desk.sitting is not None
        lines = self.desk.sitting.exhibit(slot).files[0].content.split("\n")
        return next(number for number, line in enumerate(lines, 1) if words in line)

    def scores(self, per_slot: dict[Slot, str]) -> None:
        assert self.desk.sitting is not None
        for slot, digits in per_slot.items():
            for name, digit in zip(self.desk.sitting.brief.rubric.names, digits, strict=False):
                self.desk.writing.set_score(slot, name, int(digit))


def picture_of(application: QApplication, window: MainWindow) -> QPixmap:
    """The window as it is, with the menu that is open over it."""
    drawn = window.grab()
    menu = application.activePopupWidget()
    if menu is not None:
        painter = QPainter(drawn)
        painter.drawPixmap(window.mapFromGlobal(menu.pos()), menu.grab())
        painter.end()
        menu.hide()
    return drawn


def leave_out_size_hints(kind: QtMsgType, context: object, message: str) -> None:
    if "propagateSizeHints" not in message:
        print(message, file=sys.stderr)
