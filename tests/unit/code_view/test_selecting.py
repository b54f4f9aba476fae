"""What is dragged over is the selection, and what is copied is the source to the letter."""

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.domain.draft import Span
from app.domain.names import Slot
from tests.unit.code_view.scene import LONG, OTHER, Opened

LEFT = Qt.MouseButton.LeftButton
NO_KEY = Qt.KeyboardModifier.NoModifier


def drag(widget: QWidget, to: QPoint) -> None:
    """A mouse move with the left button held."""
    place = QPointF(to)
    event = QMouseEvent(QEvent.Type.MouseMove, place, QPointF(widget.mapToGlobal(to)), LEFT, LEFT, NO_KEY)
    QApplication.sendEvent(widget, event)


def test_copying_gives_the_source_with_its_own_line_ends(opened: Opened) -> None:
    view = opened("a = 1\r\n\tb = '\u202e'\r\nc = 3", "a = 1\n")
    view.move_caret(2, extend=True)
    view.copy_selection()
    assert QGuiApplication.clipboard().text() == "a = 1\r\n\tb = '\u202e'\r\nc = 3"


def test_characters_dragged_over_are_the_selection_and_are_copied_to_the_letter(opened: Opened, qtbot: QtBot) -> None:
    view = opened("alpha = 1\r\nbeta = 2\r\n", "alpha = 1\r\nbeta = 3\r\n")
    pane, cell = view._board.columns[0].pane.viewport(), view._scroller.metrics.cell
    start = QPoint(52 + round(2 * cell), 10)
    end = QPoint(52 + round(4 * cell), 30)
    QTest.mousePress(pane, LEFT, NO_KEY, start)
    drag(pane, end)
    QTest.mouseRelease(pane, LEFT, NO_KEY, end)
    assert view.selection() == (Slot.A, Span(1, 2, None, 3, 4))
    view.copy_selection()
    assert QGuiApplication.clipboard().text() == "pha = 1\r\nbeta"


def test_dragging_along_the_numbers_selects_lines(opened: Opened, qtbot: QtBot) -> None:
    view = opened(LONG, OTHER)
    pane = view._board.columns[1].pane.viewport()
    QTest.mousePress(pane, LEFT, NO_KEY, QPoint(30, 2 * 20 + 10))
    drag(pane, QPoint(30, 5 * 20 + 10))
    QTest.mouseRelease(pane, LEFT, NO_KEY, QPoint(30, 5 * 20 + 10))
    assert view.selection() == (Slot.B, Span(3, 6))


def test_what_is_selected_in_one_candidate_is_not_selected_in_the_next(opened: Opened) -> None:
    view = opened("a = 1\nlong_name = 2\n", "b = 1\n")
    pane, cell = view._board.columns[0].pane.viewport(), view._scroller.metrics.cell
    QTest.mouseDClick(pane, LEFT, NO_KEY, QPoint(52 + round(2 * cell), 30))
    assert view.selection() == (Slot.A, Span(2, 2, None, 1, 9))
    view.next_candidate(1)
    assert view.selection() == (Slot.B, Span(1, 1))
    assert not view.has_word()
    view.next_candidate(1)
    assert view.selection() == (Slot.A, Span(1, 1))
