"""A real window on a real workspace, driven by real keys."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.domain.names import Slot, TaskId, TaskKey
from app.domain.queue import QueueEntry
from app.evaluation import Evaluation
from app.settings import Settings
from ui.desk import Desk
from ui.desk.presence import monotonic_ms
from ui.main_window.window import MainWindow
from ui.theme import Theme

# Any: a record is JSON from outside to whoever reads an export.
Record = dict[str, Any]

SAMPLE = Path(__file__).parents[2] / "data" / "demo" / "task-set.toml"
KEYS = {
    "Enter": Qt.Key.Key_Return,
    "Esc": Qt.Key.Key_Escape,
    "Backspace": Qt.Key.Key_Backspace,
    "Del": Qt.Key.Key_Delete,
    "Tab": Qt.Key.Key_Tab,
    "Space": Qt.Key.Key_Space,
    "Left": Qt.Key.Key_Left,
    "Right": Qt.Key.Key_Right,
    "Up": Qt.Key.Key_Up,
    "Down": Qt.Key.Key_Down,
    "PgDown": Qt.Key.Key_PageDown,
    "PgUp": Qt.Key.Key_PageUp,
    "Home": Qt.Key.Key_Home,
    "End": Qt.Key.Key_End,
    "F1": Qt.Key.Key_F1,
    "F6": Qt.Key.Key_F6,
    "F7": Qt.Key.Key_F7,
}
MODIFIERS = {
    "Ctrl": Qt.KeyboardModifier.ControlModifier,
    "Alt": Qt.KeyboardModifier.AltModifier,
    "Shift": Qt.KeyboardModifier.ShiftModifier,
}


class Evaluator:
    """A person at the keyboard: presses keys, types text, looks at the screen."""

    def __init__(self, qtbot: QtBot, window: MainWindow, workspace: Path) -> None:
        self.qtbot = qtbot
        self.window = window
        self.workspace = workspace
        self.presses = 0
        self.keeps_when_asked = True

    @property
    def desk(self) -> Desk:
        return self.window.desk

    def press(self, *strokes: str) -> None:
        """Press keys, spelled as in the menus: “Ctrl+Enter”, “Shift+J”, “3”."""
        for stroke in strokes:
            self.presses += 1
            *held, key = stroke.split("+")
            modifiers = Qt.KeyboardModifier.NoModifier
            for word in held:
                modifiers |= MODIFIERS[word]
            code = KEYS.get(key) or Qt.Key(ord(key.upper()))
            QTest.keyClick(self.focus, code, modifiers)

    def type(self, text: str) -> None:
        """Type *text* as an input method does; what is not ASCII may be in it."""
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(self.focus, event)

    def hold_and_let_go_alt(self) -> None:
        QTest.keyPress(self.focus, Qt.Key.Key_Alt, Qt.KeyboardModifier.AltModifier)
        QTest.keyRelease(self.focus, Qt.Key.Key_Alt)

    def press_text(self, symbol: str) -> None:
        """Press the key that gives *symbol*, whatever modifiers it needs."""
        self.presses += 1
        QTest.keyClicks(self.focus, symbol)

    def settles(self) -> None:
        """Wait until the window has laid itself out."""
        for _ in range(3):
            self.qtbot.waitUntil(lambda: True)
            QApplication.processEvents()

    def is_at(self, widget: QWidget) -> bool:
        """Whether *widget* has the focus."""
        return self.focus is widget

    def spoken(self) -> str:
        """What a screen reader would say of the focus."""
        return f"{self.focus.accessibleName()}: {self.focus.accessibleDescription()}"

    @property
    def clipboard(self) -> str:
        return QApplication.clipboard().text()

    @property
    def focus(self) -> QWidget:
        return self.window.focusWidget() or self.window

    @property
    def toast(self) -> str:
        return self.window.workbench.toast.text

    def opens(self, task_id: str) -> None:
        """Wait until *task_id* lies on the desk, aligned, with the queue around it."""
        self.sees(lambda: self.desk.sitting is not None and self.desk.sitting.key.task_id == task_id)
        self.sees(lambda: self.window.code.is_settled())
        self.sees(lambda: self.desk.queue is not None and self.desk.queue.current.task_id == task_id)

    def goes_to(self, task_id: str, task_set: str = "sample") -> None:
        self.desk.open_task(TaskKey(task_set, TaskId(task_id)))
        self.opens(task_id)

    def moves_on_from(self, key: TaskKey) -> None:
        """Wait until another task lies on the desk."""
        self.sees(lambda: self.desk.sitting is not None and self.desk.sitting.key != key)

    def sees(self, condition: Callable[[], bool]) -> None:
        """Wait until *condition* holds. A question at submit is answered by keeping: who is this fast is asked for it."""

        def holds() -> bool:
            if self.keeps_when_asked and self.window.workbench.check.isVisible():
                self.press("Enter")
            return condition()

        self.qtbot.waitUntil(holds, timeout=10_000)

    @property
    def entries(self) -> tuple[QueueEntry, ...]:
        """The tasks in the queue drawer, where they are few."""
        assert self.desk.queue is not None
        return self.desk.queue.page.entries

    def saves(self) -> None:
        """Wait until everything that was said is in the workspace."""
        self.sees(lambda: self.desk.is_settled)

    def slot_of(self, candidate_id: str) -> Slot:
        """Where a candidate stands, found by its code."""
        sitting = self.desk.sitting
        assert sitting is not None
        code = code_of(sitting.key.task_id, candidate_id)
        return next(one.slot for one in sitting.exhibits if one.files[0].content == code)

    def slot_with(self, words: str) -> Slot:
        """The slot of the candidate whose code holds *words*."""
        assert self.desk.sitting is not None
        return next(one.slot for one in self.desk.sitting.exhibits if words in one.files[0].content)

    def candidate_at(self, task_id: str, slot: Slot) -> str:
        """Which candidate of a task that was opened before stands in *slot*."""
        (record,) = [one for one in self.exports() if one["task"]["task_id"] == task_id]
        return str(record["presentation"]["order"][list(Slot).index(slot)])

    def leaves(self) -> None:
        self.window.close()

    def exports(self) -> list[Record]:
        """What a collecting side would get now."""
        evaluation = Evaluation.open_for_reading(self.workspace)
        dest = self.workspace.parent / "export.jsonl"
        for _ in evaluation.exporting.export("jsonl", dest):
            pass
        evaluation.close()
        return [json.loads(line) for line in dest.read_text(encoding="utf-8").split("\n") if line]


def code_of(task_id: str, candidate_id: str) -> str:
    tasks = [
        json.loads(line) for line in (SAMPLE.parent / "tasks.jsonl").read_text(encoding="utf-8").split("\n") if line
    ]
    task = next(one for one in tasks if one["task_id"] == task_id)
    candidate = next(one for one in task["candidates"] if one["candidate_id"] == candidate_id)
    code: str = candidate["code"] if "code" in candidate else candidate["files"][0]["content"]
    return code


class _OtherWindows(QObject):
    """Sees every window that appears beside the program's own; menus, tooltips and dialogs are meant to."""

    def __init__(self, appeared: list[str]) -> None:
        super().__init__()
        self._appeared = appeared

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            is_meant = watched.windowType() in (Qt.WindowType.Popup, Qt.WindowType.ToolTip, Qt.WindowType.Dialog)
            if not isinstance(watched, MainWindow) and not is_meant:
                self._appeared.append(f"{type(watched).__name__} {watched.accessibleName()}")
        return False


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp, "light")


@pytest.fixture
def sit_down(qtbot: QtBot, qapp: QApplication, theme: Theme, tmp_path: Path) -> Iterator[Callable[..., Evaluator]]:
    """Open a window on a workspace; more than once in a test is coming back to it."""
    open_windows: list[MainWindow] = []

    def open_window(
        workspace: Path | None = None,
        *,
        size: tuple[int, int] = (1440, 900),
        clock: Callable[[], int] = monotonic_ms,
        settings: Settings | None = None,
    ) -> Evaluator:
        desk = Desk(clock=clock)
        window = MainWindow.furnished(qapp, theme, desk, settings or Settings())
        window.resize(*size)
        window.show()
        qtbot.addWidget(window)
        qtbot.waitExposed(window)
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        place = workspace or tmp_path / "work.diptych"
        with qtbot.waitSignal(desk.workspace_opened, timeout=10_000):
            desk.open_workspace(place)
        open_windows.append(window)
        return Evaluator(qtbot, window, place)

    appeared: list[str] = []
    watch = _OtherWindows(appeared)
    qapp.installEventFilter(watch)
    yield open_window
    qapp.removeEventFilter(watch)
    for window in open_windows:
        window.close()
    assert appeared == [], "a part of the window flashed up as a window of its own"


@pytest.fixture
def evaluator(sit_down: Callable[..., Evaluator]) -> Evaluator:
    """At the first task of the sample set."""
    person = sit_down()
    person.desk.open_sample()
    person.opens("lru-ttl-014")
    if person.window.workbench.task_strip.is_open:
        person.press("T")
    person.presses = 0
    return person
