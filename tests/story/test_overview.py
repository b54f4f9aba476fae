"""The overview beside each pane is its scrollbar: a click jumps, a drag scrolls, the mouse is told the line; and sideways."""

import html

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.story.conftest import Evaluator
from ui.code_view.ruler import OverviewRuler

LEFT = Qt.MouseButton.LeftButton


def ruler(evaluator: Evaluator) -> OverviewRuler:
    return evaluator.window.code._board.columns[0].pane.ruler


def top_line(evaluator: Evaluator) -> int:
    """The number of the topmost line, as it is said of the overview."""
    return int(ruler(evaluator).accessibleDescription().split()[1])


def moved_over(bar: OverviewRuler, y: int, held: Qt.MouseButton) -> None:
    place = QPointF(6, y)
    move = QMouseEvent(QEvent.Type.MouseMove, place, bar.mapToGlobal(place), LEFT, held, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(bar, move)


def test_a_click_jumps_there_a_drag_goes_on_and_the_mouse_is_told_the_line(evaluator: Evaluator) -> None:
    bar = ruler(evaluator)
    rows = evaluator.window.code._carets.rows
    end = min(bar.height(), rows.height) - 5
    QTest.mouseClick(bar, LEFT, pos=QPoint(6, end))
    far = top_line(evaluator)
    assert far > 20
    moved_over(bar, end // 2, LEFT)
    assert 1 < top_line(evaluator) < far
    moved_over(bar, 0, LEFT)
    assert top_line(evaluator) == 1
    moved_over(bar, 0, Qt.MouseButton.NoButton)
    assert html.unescape(bar.toolTip()) == "<qt>line 1</qt>"


def test_long_lines_are_scrolled_sideways_by_key_and_code_grows_and_shrinks_where_it_is_read(
    evaluator: Evaluator,
) -> None:
    panes = [column.pane for column in evaluator.window.code._board.columns]
    before = [pane.viewport().grab().toImage() for pane in panes]
    evaluator.press("Shift+Right")
    assert all(pane.viewport().grab().toImage() != image for pane, image in zip(panes, before, strict=True))
    evaluator.press("Shift+Left", "Shift+Left")
    assert [pane.viewport().grab().toImage() for pane in panes] == before

    code = evaluator.window.code
    evaluator.press(*["J"] * 12)
    size, y = code._scroller.metrics.size, code.caret_y()
    evaluator.press("Ctrl+=", "Ctrl+=")
    assert code._scroller.metrics.size == size + 2
    evaluator.press("Ctrl+-")
    assert code._scroller.metrics.size == size + 1
    evaluator.press("Ctrl+0")
    assert (code._scroller.metrics.size, code.caret_y()) == (size, y)
