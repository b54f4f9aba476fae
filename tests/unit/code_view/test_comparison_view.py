"""Two or three panes in a real window: what is level, what stays still, what is said and what is copied."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.domain.draft import Category, Finding, Polarity, Severity, Span
from app.domain.names import SLOTS, FindingId, Instant, Slot
from app.domain.policy import Policy
from app.domain.sitting import Exhibit, Sitting
from tests.builders import CODE, a_task
from ui.code_view.comparison import ComparisonView
from ui.code_view.look import Mode
from ui.code_view.pane import CodeView
from ui.theme import Theme

LEFT = Qt.MouseButton.LeftButton
NO_KEY = Qt.KeyboardModifier.NoModifier
LONG = "".join(f"value_{number} = compute({number})\n" for number in range(1, 301))
OTHER = LONG.replace("compute(100)", "compute(100, exact=True)").replace("value_200 = compute(200)\n", "")
WORDY = "".join(f"name_{number} = first_{number} + second_{number} + third_{number}\n" for number in range(1, 301))


def a_sitting(*codes: str, language: str | None = "python") -> Sitting:
    task = a_task(codes=codes, language=language)
    exhibits = tuple(
        Exhibit(slot, language, candidate.files) for slot, candidate in zip(SLOTS, task.candidates, strict=False)
    )
    return Sitting(task.brief, Policy(), exhibits, position=1, total=8)


def a_finding(slot: Slot, first: int, last: int, claim: str = "It divides by zero.") -> Finding:
    return Finding(
        FindingId(f"{slot}{first}"),
        slot,
        Polarity.PROBLEM,
        Category.BUG,
        "correctness",
        Severity.HIGH,
        claim,
        Instant(""),
        Instant(""),
        (Span(first, last),),
    )


@pytest.fixture(scope="module")
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp, "light")


Opened = Callable[..., ComparisonView]


@pytest.fixture
def opened(qtbot: QtBot, theme: Theme) -> Opened:
    """Shows code in a window of some width, aligned."""

    def open_with(*codes: str, width: int = 1200, language: str | None = "python") -> ComparisonView:
        view = ComparisonView(theme)
        qtbot.addWidget(view)
        view.resize(width, 600)
        view.show()
        with qtbot.waitSignal(view.aligned):
            view.show_sitting(a_sitting(*codes, language=language))
        view.focus_code()
        QApplication.processEvents()
        return view

    return open_with


def caret_y(view: ComparisonView) -> int:
    """How far below the top edge the caret's row stands."""
    row = view._carets.rows.row_of(view._carets.reading.active, view._carets.reading.caret)
    assert row is not None
    return view._carets.rows.top(row) - view._scroller.offset(view._carets.active)


def panes_of(view: ComparisonView) -> list[CodeView]:
    return [column.pane for column in view._board.columns]


def marks_of(view: ComparisonView, row: int) -> list[str | None]:
    return [None if mark is None else mark.value for mark in view._carets.rows.rows[row].marks]


def line_of(view: ComparisonView) -> int:
    return view.selection()[1].first_line


def test_another_sitting_can_be_opened_when_all_work_for_the_first_is_done(opened: Opened, qtbot: QtBot) -> None:
    view = opened(*CODE[:2])
    qtbot.waitUntil(lambda: not view._stage.is_working)
    with qtbot.waitSignal(view.aligned):
        view.show_sitting(a_sitting(*CODE))
    assert [content.slot for content in view._exhibition.contents] == list(SLOTS)


def test_another_sitting_can_be_opened_while_work_for_the_first_goes_on(opened: Opened, qtbot: QtBot) -> None:
    view = opened(LONG, OTHER)
    view.show_sitting(a_sitting(WORDY, LONG))
    with qtbot.waitSignal(view.aligned) as percent:
        view.show_sitting(a_sitting(*CODE[:2]))
    assert percent.args == [view._arrangement.alignment.shared_percent if view._arrangement.alignment else None]
    assert view._exhibition.contents[0].lines == 2


def test_code_is_there_at_once_and_the_alignment_follows(qtbot: QtBot, theme: Theme) -> None:
    view = ComparisonView(theme)
    qtbot.addWidget(view)
    view.show_sitting(a_sitting(LONG, OTHER))
    assert len(view._carets.rows.rows) == 300
    qtbot.waitUntil(lambda: view._arrangement.alignment is not None)


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

    def y_on_screen() -> int:
        return view._board.columns[0].pane.viewport().mapTo(window, QPoint()).y() + caret_y(view)

    before = y_on_screen()
    for height in (180, 40):
        above.setFixedHeight(height)
        qtbot.waitUntil(lambda: above.height() == height)  # noqa: B023  # waited for here and now
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


def drag(widget: QWidget, to: QPoint) -> None:
    """A mouse move with the left button held."""
    place = QPointF(to)
    event = QMouseEvent(QEvent.Type.MouseMove, place, QPointF(widget.mapToGlobal(to)), LEFT, LEFT, NO_KEY)
    QApplication.sendEvent(widget, event)


def test_dragging_along_the_numbers_selects_lines(opened: Opened, qtbot: QtBot) -> None:
    view = opened(LONG, OTHER)
    pane = view._board.columns[1].pane.viewport()
    QTest.mousePress(pane, LEFT, NO_KEY, QPoint(30, 2 * 20 + 10))
    drag(pane, QPoint(30, 5 * 20 + 10))
    QTest.mouseRelease(pane, LEFT, NO_KEY, QPoint(30, 5 * 20 + 10))
    assert view.selection() == (Slot.B, Span(3, 6))


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


def test_a_pair_is_compared_by_itself_and_one_alone_keeps_the_rows_of_all(opened: Opened, qtbot: QtBot) -> None:
    changed = LONG.replace("compute(7)", "compute(8)")
    view = opened(LONG, changed, changed)
    assert marks_of(view, 6) == ["changed", "same", "same"]
    everyone = [row.lines for row in view._carets.rows.rows]
    with qtbot.waitSignal(view.aligned) as percent:
        view.show_slots((Slot.B, Slot.C))
    assert percent.args == [100]
    assert marks_of(view, 6) == [None, "same", "same"]
    with qtbot.waitSignal(view.aligned):
        view.show_slots((Slot.A, Slot.B))
    assert marks_of(view, 6) == ["changed", "changed", None]
    view.show_slots((Slot.C,))
    assert [row.lines for row in view._carets.rows.rows] == everyone


def test_stepping_through_candidates_alone_stays_at_the_same_row(opened: Opened) -> None:
    view = opened(LONG, OTHER, LONG)
    view.show_slots((Slot.A,))
    view.move_caret(249)
    y = caret_y(view)
    view.next_candidate(1)
    assert (view.slots_shown(), line_of(view), caret_y(view)) == ((Slot.B,), 249, y)


def test_an_empty_candidate_can_be_looked_at_and_moved_in_without_harm(opened: Opened) -> None:
    view = opened(LONG, "")
    view.next_candidate(1)
    for act in (
        lambda: view.move_caret(1),
        view.caret_end,
        lambda: view.next_difference(1),
        lambda: view.next_finding(1),
        view.copy_selection,
        view.clear_selection,
    ):
        act()
    assert not view.has_lines()
    card = QFrame()
    view.open_zone(Slot.B, 1, card, 236)
    assert card.isVisible()
    view.close_zone()
    card.deleteLater()


def test_two_empty_candidates_are_no_trouble(opened: Opened) -> None:
    view = opened("", "")
    view.move_caret(1)
    view.next_difference(1)
    view.next_candidate(1)
    assert not view.has_lines()


def test_identical_candidates_are_said_to_be(opened: Opened) -> None:
    view = opened(CODE[0], CODE[0])
    assert view._board._note.isVisible()
    assert view.note() == "A and B are identical. Tie is preselected; change it if the task says otherwise."


def test_a_note_stands_between_the_headers_and_the_code(opened: Opened) -> None:
    view = opened(CODE[0], CODE[0])
    header, pane = view._board.columns[0].header, view._board.columns[0].pane
    assert header.mapTo(view, QPoint()).y() == 0
    assert view._board._note.y() == header.height()
    assert pane.mapTo(view, QPoint()).y() == view._board._note.geometry().bottom() + 1
    assert view._board._note.width() == view.width()


def test_where_hardly_anything_is_shared_the_alignment_is_off_until_it_is_asked_for(opened: Opened) -> None:
    view = opened(LONG, "package main\n\nfunc main() {\n\tprintln(1)\n}\n")
    assert view.note() == "Only 0 % shared: alignment is off. Press D to align anyway."
    assert view.mode() == Mode.FREE
    assert "tinted" not in view.views()
    view.set_mode(Mode.ALIGNED)
    assert (view.mode(), view._board._note.isVisible()) == (Mode.ALIGNED, False)


def test_three_panes_wrap_below_1920_pixels_and_two_do_not(opened: Opened) -> None:
    assert opened(*CODE).is_wrapping()
    assert not opened(*CODE, width=1920).is_wrapping()
    assert not opened(*CODE[:2]).is_wrapping()


def test_three_narrow_panes_have_smaller_code_and_no_names(opened: Opened) -> None:
    view = opened(*CODE, width=1280)
    assert (view._scroller.metrics.size, view._scroller.metrics.line_height) == (12, 18)
    assert not view._board.columns[0].header._name.isVisible()
    wide = opened(*CODE, width=1440)
    assert (wide._scroller.metrics.size, wide._scroller.metrics.line_height) == (13, 20)
    assert wide._board.columns[0].header._name.isVisible()


def test_swapping_the_candidates_swaps_the_panes_and_changes_no_row(opened: Opened) -> None:
    one, two = opened(LONG, OTHER), opened(OTHER, LONG)
    rows = [(row.lines, row.marks) for row in one._carets.rows.rows]
    assert [(row.lines[::-1], row.marks[::-1]) for row in two._carets.rows.rows] == rows


def test_hidden_characters_are_counted_in_the_header(opened: Opened) -> None:
    view = opened("a = '\u202e \u2066x'\n", "a = 1\n")
    assert view._board.columns[0].header._hidden.text() == "2 hidden characters"
    assert not view._board.columns[1].header._hidden.isVisible()


def test_everything_in_the_view_has_a_name_for_those_who_do_not_see_it(opened: Opened) -> None:
    view = opened(*CODE)
    assert view._board.columns[0].pane.accessibleName() == "Candidate A code, Python, 2 lines"
    nameless = [
        widget
        for widget in view.findChildren(QWidget)
        if widget.focusPolicy() is not Qt.FocusPolicy.NoFocus
        and not isinstance(widget, QLabel)
        and not widget.accessibleName()
    ]
    assert nameless == []


def test_the_views_in_force_are_told_in_the_order_of_the_record(opened: Opened) -> None:
    view = opened(LONG, OTHER, LONG.replace("compute(7)", "compute(8)"))
    assert view.views() == ("aligned", "tinted", "wrapped")
    view.set_tinted(False)
    view.set_wrap(False)
    view.show_slots((Slot.A, Slot.C))
    assert view.views() == ("aligned", "untinted", "pair")
    view.show_slots((Slot.B,))
    assert view.views() == ("aligned", "untinted", "solo")


def folds_of(view: ComparisonView) -> list[tuple[int, int]]:
    """The place and the length of each fold on the screen."""
    return [(row.place, row.folded) for row in view._carets.rows.rows if row.folded]


def test_folding_counts_as_a_view_only_where_something_is_hidden(opened: Opened) -> None:
    view = opened(LONG, OTHER)
    view.set_folded(True)
    assert "folded" in view.views()
    view.set_mode(Mode.PLAIN)
    assert "folded" not in view.views()


def test_no_line_of_a_finding_is_folded(opened: Opened) -> None:
    view = opened(LONG, OTHER)
    view.show_findings((a_finding(Slot.A, 20, 70),))
    view.set_folded(True)
    assert folds_of(view)[:2] == [(3, 13), (73, 23)]
    view.show_findings(())
    assert folds_of(view)[0] == (3, 93)


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
