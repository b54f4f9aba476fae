"""What is in view comes first: the first page of a long file, and the next task in the panes of the one before."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from app.domain.names import SLOTS, Slot
from app.domain.sitting import Place
from app.steps import finished
from tests.unit.code_view.scene import a_sitting
from ui.code_view.comparison import ComparisonView
from ui.code_view.content import CandidateContent
from ui.code_view.layout import SYNCHRONOUS_LINES
from ui.theme import Theme

LINES = SYNCHRONOUS_LINES // 2 + 100
LONG = "".join(f"value_{number} = compute({number}, exactly=True)\n" for number in range(1, LINES + 1))
OTHER = LONG.replace("compute(7, ", "compute(8, ")
LINE = 20


@pytest.fixture
def view(qtbot: QtBot, theme: Theme) -> ComparisonView:
    view = ComparisonView(theme)
    qtbot.addWidget(view)
    view.resize(1200, 600)
    view.show()
    return view


class TestTheTaskThatComesNext:
    def test_what_was_foreseen_stands_level_as_soon_as_it_is_shown(self, view: ComparisonView, qtbot: QtBot) -> None:
        view.show_sitting(a_sitting("a = 1\n", "a = 2\n"))
        qtbot.waitUntil(view.is_settled)
        view.foresee(a_sitting(LONG, OTHER))
        qtbot.waitUntil(lambda: not view.is_looking_ahead())
        with qtbot.waitSignal(view.aligned, timeout=0):
            view.show_sitting(a_sitting(LONG, OTHER))

    def test_what_is_opened_instead_goes_before_what_was_foreseen(self, view: ComparisonView, qtbot: QtBot) -> None:
        view.show_sitting(a_sitting("a = 1\n", "a = 2\n"))
        qtbot.waitUntil(view.is_settled)
        view.foresee(a_sitting(LONG, OTHER))
        view.show_sitting(a_sitting("b = 1\n", "b = 2\n"))
        assert not view.is_looking_ahead()
        qtbot.waitUntil(view.is_settled)
        assert view._exhibition.contents[0].source.lines == ("b = 1",)

    def test_what_would_take_long_is_not_foreseen(self, view: ComparisonView, qtbot: QtBot) -> None:
        view.show_sitting(a_sitting("a = 1\n", "a = 2\n"))
        qtbot.waitUntil(view.is_settled)
        view.foresee(a_sitting(LONG * 10, OTHER * 10))
        assert not view.is_looking_ahead()


class TestLongFiles:
    def test_the_first_page_is_there_at_once_with_room_for_the_rest(self, view: ComparisonView, qtbot: QtBot) -> None:
        view.show_sitting(a_sitting(LONG, OTHER))
        assert view._stage.is_laying_out
        assert view._carets.rows.row_of(0, view.height() // LINE) is not None
        provisional = view._carets.rows.height
        qtbot.waitUntil(lambda: not view._stage.is_laying_out)
        assert view._carets.rows.height == provisional == LINES * LINE
        assert view._carets.rows.row_of(0, LINES) == LINES - 1

    def test_who_scrolls_on_before_the_rest_is_there_stays_where_the_scrolling_ended(
        self, view: ComparisonView, qtbot: QtBot
    ) -> None:
        view.show_sitting(a_sitting(LONG, OTHER))
        view._scroller.scroll(0, 50 * LINE)
        qtbot.waitUntil(view.is_settled)
        assert view._scroller.offset(0) == 50 * LINE

    def test_the_place_that_is_come_back_to_is_not_preceded_by_the_first_page(
        self, view: ComparisonView, qtbot: QtBot
    ) -> None:
        place = Place(Slot.A, ((Slot.A, 1_500, 1_500), (Slot.B, 1, 1)), 1_490, 0)
        view.show_sitting(a_sitting(LONG, OTHER), place)
        assert not view._carets.rows.rows
        qtbot.waitUntil(view.is_settled)
        assert view._scroller.offset(0) == 1_490 * LINE

    def test_what_is_in_view_is_not_told_before_the_rows_are_those_of_the_whole(
        self, view: ComparisonView, qtbot: QtBot
    ) -> None:
        told: list[bool] = []
        view.sight_changed.connect(lambda _: told.append(view._stage.is_laying_out))
        view.show_sitting(a_sitting(LONG, OTHER))
        qtbot.waitUntil(lambda: view.is_settled() and bool(told))
        assert not any(told)


class TestTheNextTask:
    def test_it_is_shown_in_the_same_panes_from_the_top(self, view: ComparisonView, qtbot: QtBot) -> None:
        view.show_sitting(a_sitting("a = 1\n" * 100, "a = 2\n" * 100))
        qtbot.waitUntil(view.is_settled)
        view.move_caret(80)
        panes = view.panes_shown()
        view.show_sitting(a_sitting("b = 1\n", "b = 2\n"))
        assert view.panes_shown() == panes
        assert (view._scroller.offset(0), view.selection()[1].first_line) == (0, 1)
        assert [column.pane.content.text(1) for column in view._board.columns] == ["b = 1", "b = 2"]

    def test_nothing_that_was_marked_in_the_one_before_is_left(self, view: ComparisonView, qtbot: QtBot) -> None:
        plain, looked_at = a_sitting("total = 1\n", "total = 2\n"), a_sitting("total = 1\n", "total = 2\n")
        view.show_sitting(plain)
        qtbot.waitUntil(view.is_settled)
        view.focus_code()
        untouched = picture(view)
        view.show_sitting(looked_at)
        view.reveal(Slot.B, 1)
        view.go_to_line(1)
        view.next_word(1)
        view.show_occurrences()
        view.open_search()
        view._finding_text.bar._field.setText("total")
        qtbot.waitUntil(lambda: bool(view._finding_text._searching.hits))
        assert picture(view) != untouched
        view.show_sitting(plain)
        qtbot.waitUntil(view.is_settled)
        view.focus_code()
        assert picture(view) == untouched

    def test_all_candidates_are_in_view_again_each_as_wide_as_the_other(
        self, view: ComparisonView, qtbot: QtBot
    ) -> None:
        view.show_sitting(a_sitting("a = 1\n", "a = 2\n"))
        qtbot.waitUntil(view.is_settled)
        view.toggle_solo(Slot.A)
        view.show_sitting(a_sitting("b = 1\n", "b = 2\n"))
        qtbot.waitUntil(view.is_settled)
        assert view.slots_shown() == SLOTS[:2]
        first, second = view._board.widths()
        assert abs(first - second) <= 1
        assert view._board.columns[0].header._zoom.accessibleName() == "Show only candidate A"

    def test_a_third_candidate_has_a_pane_of_its_own_that_answers(self, view: ComparisonView, qtbot: QtBot) -> None:
        view.show_sitting(a_sitting("a = 1\n", "a = 2\n"))
        view.show_sitting(a_sitting("a = 1\n", "a = 2\n", "a = 3\n"))
        qtbot.waitUntil(view.is_settled)
        view._board.columns[2].pane.caret_placed.emit(1, False)
        assert view.focused_slot() is Slot.C


@given(st.lists(st.text("ab \t\u4e2d", max_size=30), max_size=30), st.integers(0, 20), st.integers(0, 30))
def test_lines_are_counted_once_in_whatever_portions_they_are_asked_for(
    lines: list[str], width: int, first: int
) -> None:
    content = CandidateContent(Slot.A, "\n".join(lines))
    finished(content.broken(width, first))
    pieces = {line: content.sublines(line, width) for line in range(1, content.lines + 1)}
    assert finished(content.broken(width, content.lines)) == {
        line: count for line, count in pieces.items() if count > 1
    }


def test_a_line_that_is_shown_whole_is_counted_anew() -> None:
    content = CandidateContent(Slot.A, "x = 1\n" + "word " * 4_000)
    before = dict(finished(content.broken(50, 2)))
    content.show_whole(2)
    assert finished(content.broken(50, 2))[2] > before[2]


def picture(view: ComparisonView) -> QImage:
    return view.grab().toImage()
