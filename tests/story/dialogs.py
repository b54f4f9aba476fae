"""What the stories about sheets share: a judgment, the way round a sheet by Tab, an answer to the system's file dialog."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QListView, QMessageBox, QWidget

from tests.story.conftest import Evaluator


def judges(evaluator: Evaluator, text: str = "Unfamiliar.") -> None:
    """Hand the first task in."""
    evaluator.press("Ctrl+Shift+U", "R")
    evaluator.type(text)
    evaluator.press("Ctrl+Enter")
    evaluator.opens("retry-backoff-002")


def runs(evaluator: Evaluator, command: str) -> None:
    """Find a command in the palette and run it."""
    evaluator.press("Ctrl+K")
    evaluator.type(command)
    evaluator.press("Enter")


def offered_now(evaluator: Evaluator) -> list[str]:
    """The rows of the palette with their headings, as they are said."""
    offered = evaluator.window.parts.palette.findChild(QListView)
    assert offered is not None
    model = offered.model()
    return [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]


def tabs_to(evaluator: Evaluator, widget: QWidget) -> None:
    for _ in range(12):
        if evaluator.is_at(widget):
            return
        evaluator.press("Tab")
    raise AssertionError(f"{widget.accessibleName()} cannot be reached by Tab")


def answers(path: Path) -> Callable[[], None]:
    """Type *path* into the file dialog that comes next and accept it. Returns a check that it came."""
    came = []

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QFileDialog):
            QTimer.singleShot(20, answer)
            return
        came.append(dialog)
        dialog.selectFile(str(path))
        QTest.keyClick(dialog, Qt.Key.Key_Return)

    QTimer.singleShot(20, answer)

    def check() -> None:
        assert came, "no file dialog came"

    return check


def answers_yes(yes: str) -> Callable[[], None]:
    """Press *yes* in the question that comes next. Returns a check that it came."""
    came = []

    def answer() -> None:
        box = QApplication.activeModalWidget()
        if not isinstance(box, QMessageBox):
            QTimer.singleShot(20, answer)
            return
        came.append(box)
        next(one for one in box.buttons() if one.text() == yes).click()

    QTimer.singleShot(20, answer)

    def check() -> None:
        assert came, "nothing was asked"

    return check
