"""The caret, the wheel, and the steps from one difference or finding to the next."""

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.draft import Span
from app.domain.names import FindingId, Slot
from tests.unit.code_view.scene import LONG, OTHER, Opened, a_finding, caret_y, line_of, panes_of

LEFT = Qt.MouseButton.LeftButton
NO_KEY = Qt.KeyboardModifier.NoModifier


def test_the_next_difference_lands_at_a_third_of_the_height_and_is_counted(opened: Opened, qtbot: QtBot) -> None:
    view = opened(LONG, OTHER)
    with qtbot.waitSignal(view.difference_changed) as told:
        view.next_difference(1)
    assert told.args == [1, 2]
    assert line_of(view) == 100
    assert abs(caret_y(view) - view._view_height() // 3) <= 1
    view.next_difference(1)
    assert line_of(view) == 200
    view.next_difference(-1)
    assert line_of(view) == 100


def test_the_caret_moves_by_lines_and_takes_lines_with_it(opened: Opened) -> None:
    view = opened(LONG, OTHER)
    view.move_caret(4)
    view.move_caret(2, extend=True)
    assert view.selection() == (Slot.A, Span(5, 7))
    view.move_caret(-4, extend=True)
    assert view.selection() == (Slot.A, Span(3, 5))
    assert view.clear_selection()
    assert not view.clear_selection()
    view.caret_end()
    view.move_caret(10)
    assert line_of(view) == 300
    view.caret_home()
    assert line_of(view) == 1


def test_the_neighbouring_candidate_takes_over_at_the_same_row(opened: Opened) -> None:
    view = opened(LONG, OTHER)
    view.move_caret(249)
    view.next_candidate(1)
    assert view.focused_slot() is Slot.B
    assert line_of(view) == 249  # one line of B is missing above
    view.next_candidate(1)
    assert (view.focused_slot(), line_of(view)) == (Slot.A, 250)


def test_the_wheel_scrolls_three_lines_a_notch_and_all_panes_together(opened: Opened) -> None:
    view = opened(LONG, OTHER)
    middle = QPointF(200, 200)
    event = QWheelEvent(
        middle,
        middle,
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view._board.columns[1].pane.viewport(), event)
    assert {pane._scroll for pane in panes_of(view)} == {60}


def test_scrolling_by_strips_shows_the_same_pixels_as_painting_it_all(opened: Opened) -> None:
    view = opened(LONG, OTHER)
    view.show_findings((a_finding(Slot.A, 8, 20), a_finding(Slot.B, 12, 30)))
    for _ in range(7):
        view._scroller.scroll(view._carets.active, view._scroller.offset(view._carets.active) + 37)
        QApplication.processEvents()
    by_strips = [pane.viewport().grab().toImage() for pane in panes_of(view)]
    for pane in panes_of(view):
        pane.viewport().update()
    QApplication.processEvents()
    assert [pane.viewport().grab().toImage() for pane in panes_of(view)] == by_strips


def test_findings_are_gone_through_and_known_at_the_caret(opened: Opened) -> None:
    view = opened(LONG, OTHER)
    view.show_findings((a_finding(Slot.A, 50, 60), a_finding(Slot.A, 150, 151)))
    assert view.finding_at_caret() is None
    view.next_finding(1)
    assert (line_of(view), view.finding_at_caret()) == (50, FindingId("A50"))
    view.next_finding(1)
    assert view.finding_at_caret() == FindingId("A150")
    view.next_finding(1)
    assert view.finding_at_caret() == FindingId("A50")


def test_a_mark_in_the_lane_opens_its_finding(opened: Opened, qtbot: QtBot) -> None:
    view = opened(LONG, OTHER)
    view.show_findings((a_finding(Slot.B, 3, 4),))
    with qtbot.waitSignal(view.finding_opened) as told:
        QTest.mouseClick(view._board.columns[1].pane.viewport(), LEFT, NO_KEY, QPoint(9, 2 * 20 + 10))
    assert told.args == ["B3"]


def test_the_ruler_shows_where_moved_blocks_are(opened: Opened, qtbot: QtBot) -> None:
    block = "def spread(values):\n    total = sum(values)\n    middle = total / len(values)\n    return middle\n"
    view = opened(block + LONG, LONG + block)
    qtbot.waitUntil(view.is_settled)
    QApplication.processEvents()
    ruler = panes_of(view)[0].ruler
    image = ruler.grab().toImage()
    ratio = image.devicePixelRatio()
    marked, plain = (image.pixelColor(int(1.5 * ratio), int(y * ratio)).lightness() for y in (2, 30))
    assert marked < plain - 50
