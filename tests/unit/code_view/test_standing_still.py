"""What is read stays where it is on the screen, whatever opens, wraps, closes or is come back to."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.domain.draft import Span
from app.domain.names import Slot
from tests.builders import CODE
from tests.unit.code_view.scene import (
    LONG,
    OTHER,
    WORDY,
    Opened,
    a_sitting,
    caret_y,
    line_of,
)
from ui.code_view.comparison import ComparisonView
from ui.theme import Theme


@pytest.mark.parametrize("height", [100, 236, 300])
def test_the_carets_row_stays_still_when_a_zone_opens_grows_and_closes(opened: Opened, height: int) -> None:
    view = opened(LONG, OTHER)
    view.move_caret(120)
    view._scroller.scroll(view._carets.active, view._carets.rows.top(110))
    before = caret_y(view)
    card = QFrame()
    view.open_zone(Slot.A, 121, card, height)
    assert abs(caret_y(view) - before) <= 1
    view.resize_zone(height + 60)
    assert abs(caret_y(view) - before) <= 1
    view.close_zone()
    assert abs(caret_y(view) - before) <= 1
    card.deleteLater()


def test_a_zone_with_no_room_below_is_brought_into_view_and_scrolls_no_further_than_that(opened: Opened) -> None:
    view = opened(LONG, OTHER)
    view.move_caret(120)
    card = QFrame()
    view.open_zone(Slot.A, 121, card, 236)
    viewport = view._board.columns[0].pane.viewport()
    assert card.geometry().bottom() + 1 + 8 == viewport.height()
    view.close_zone()
    card.deleteLater()


def test_the_carets_row_stays_still_when_wrapping_changes(opened: Opened) -> None:
    view = opened(WORDY, WORDY.replace("first_7 ", "zeroth "), width=800)
    view.move_caret(150)
    before = caret_y(view)
    view.set_wrap(True)
    assert view._carets.rows.height > 300 * 20
    assert abs(caret_y(view) - before) <= 1
    view.set_wrap(False)
    assert abs(caret_y(view) - before) <= 1


def test_the_lines_stand_still_on_the_screen_when_something_opens_above_the_code(qtbot: QtBot, theme: Theme) -> None:
    window, above, view = QWidget(), QFrame(), ComparisonView(theme)
    column = QVBoxLayout(window)
    column.addWidget(above)
    column.addWidget(view, 1)
    above.setFixedHeight(40)
    qtbot.addWidget(window)
    window.resize(1200, 700)
    window.show()
    with qtbot.waitSignal(view.aligned):
        view.show_sitting(a_sitting(LONG, OTHER))
    view.focus_code()
    view.move_caret(150)
    QApplication.processEvents()

    def has_height(height: int) -> Callable[[], bool]:
        return lambda: above.height() == height

    def y_on_screen() -> int:
        return view._board.columns[0].pane.viewport().mapTo(window, QPoint()).y() + caret_y(view)

    before = y_on_screen()
    for height in (180, 40):
        above.setFixedHeight(height)
        qtbot.waitUntil(has_height(height))
        QApplication.processEvents()
        assert abs(y_on_screen() - before) <= 1


def test_a_zones_widget_stands_under_its_line_scrolls_along_and_survives_the_next_task(
    opened: Opened, qtbot: QtBot
) -> None:
    view = opened(LONG, OTHER)
    card = QFrame()
    view.open_zone(Slot.B, 5, card, 236)
    assert card.parentWidget() is view._board.columns[1].pane.viewport()
    assert (card.x(), card.y(), card.height()) == (50, 5 * 20 + 8, 220)
    view._scroller.scroll(view._carets.active, 60)
    assert card.y() == 5 * 20 + 8 - 60
    with qtbot.waitSignal(view.aligned):
        view.show_sitting(a_sitting(*CODE[:2]))
    QApplication.sendPostedEvents(None, 0)
    QApplication.processEvents()
    view.open_zone(Slot.A, 1, card, 236)
    assert card.isVisible()
    view.close_zone()
    assert not card.isVisible()
    card.deleteLater()


def test_stepping_through_candidates_alone_stays_at_the_same_row(opened: Opened) -> None:
    view = opened(LONG, OTHER, LONG)
    view.show_slots((Slot.A,))
    view.move_caret(249)
    y = caret_y(view)
    view.next_candidate(1)
    assert (view.slots_shown(), line_of(view), caret_y(view)) == ((Slot.B,), 249, y)


def test_a_place_that_was_left_is_found_again(opened: Opened, qtbot: QtBot) -> None:
    view = opened(LONG, OTHER)
    view.next_candidate(1)
    view.move_caret(150)
    view.move_caret(3, extend=True)
    view._scroller.scroll(view._carets.active, view._scroller.offset(view._carets.active) + 13)
    place, y = view.place(), caret_y(view)
    view.show_sitting(a_sitting(*CODE[:2]))
    with qtbot.waitSignal(view.aligned):
        view.show_sitting(a_sitting(LONG, OTHER), place)
    assert view.place() == place
    assert caret_y(view) == y
    assert view.selection() == (Slot.B, Span(151, 154))


def test_a_place_in_long_files_is_found_again_when_their_rows_are_there(opened: Opened, qtbot: QtBot) -> None:
    long, other = LONG * 10, OTHER * 10
    view = opened(long, other)
    qtbot.waitUntil(lambda: not view._stage.is_working)
    view.move_caret(2_500)
    place = view.place()
    view.show_sitting(a_sitting(*CODE[:2]))
    view.show_sitting(a_sitting(long, other), place)
    qtbot.waitUntil(lambda: not view._places.is_waiting)
    assert view.place() == place


def test_who_goes_over_to_other_candidates_before_the_place_is_found_stays_with_those(
    opened: Opened, qtbot: QtBot
) -> None:
    view = opened(LONG, OTHER, LONG)
    view.focus_pane(Slot.C)
    place = view.place()
    view.show_sitting(a_sitting(LONG, OTHER, LONG + OTHER), place)
    view.show_slots((Slot.A, Slot.B))
    qtbot.waitUntil(lambda: not view._places.is_waiting)
    assert view.focused_slot() is Slot.A
    view.next_candidate(1)
    assert view.focused_slot() is Slot.B


def test_a_place_is_told_without_the_zone_that_may_be_open(opened: Opened) -> None:
    view = opened(LONG, OTHER)
    card = QFrame()
    view.open_zone(Slot.A, 3, card, 236)
    view._scroller.scroll(view._carets.active, view._carets.rows.top(20))
    assert view.place().row == 19
    view.close_zone()
    card.deleteLater()


def test_a_zone_can_be_opened_in_long_files_before_their_rows_are_there(opened: Opened, qtbot: QtBot) -> None:
    view = opened(LONG * 10, OTHER * 10)
    view.set_wrap(True)
    card = QFrame()
    view.open_zone(Slot.A, 4, card, 236)
    assert card.y() == 4 * 20 + 8
    view.close_zone()
    card.deleteLater()
