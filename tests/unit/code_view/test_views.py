"""Ways of seeing candidates: free panes, folds, moved blocks, lines aligned by hand, white space, large files."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from app.domain.names import Slot
from app.domain.sitting import Place
from tests.unit.code_view.scene import a_finding, a_sitting
from ui.code_view.comparison import ComparisonView
from ui.code_view.look import Mode
from ui.code_view.rows import RowKind
from ui.theme import Theme

BAR = 46
SAME = "".join(f"shared_{number} = {number}\n" for number in range(40))
BLOCK = "def helper(first, second):\n    total = first + second\n    return total * factor\n"
Opened = Callable[..., ComparisonView]


@pytest.fixture
def opened(qtbot: QtBot, theme: Theme) -> Opened:
    """Shows code in a window, aligned."""

    def open_with(*codes: str, place: Place | None = None) -> ComparisonView:
        view = ComparisonView(theme)
        qtbot.addWidget(view)
        view.resize(1200, 600)
        view.show()
        view.show_sitting(a_sitting(*codes), place)
        qtbot.waitUntil(view.is_settled)
        view.focus_code()
        QApplication.processEvents()
        return view

    return open_with


def offsets(view: ComparisonView) -> list[int]:
    return [view._scroller.offset(pane) for pane in range(len(view._exhibition.contents))]


def turn(view: ComparisonView, pane: int, notches: int, held: Qt.KeyboardModifier) -> None:
    viewport = view._board.columns[pane].pane.viewport()
    where = QPointF(200, 200)
    event = QWheelEvent(
        where,
        viewport.mapToGlobal(where),
        QPoint(),
        QPoint(0, -120 * notches),
        Qt.MouseButton.NoButton,
        held,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(viewport, event)


NO_KEY = Qt.KeyboardModifier.NoModifier


class TestFreePanes:
    def test_panes_have_no_gaps_and_follow_each_other_by_what_they_share(self, opened: Opened) -> None:
        view = opened(SAME, BLOCK * 10 + SAME)
        view.set_mode(Mode.FREE)
        assert [view._scroller.rows(pane).height for pane in range(2)] == [40 * 20, 70 * 20]
        # Line 20 of the one stands where line 50 of the other does, at the height where the eye is.
        view._scroller.scroll(1, 40 * 20)
        assert offsets(view) == [10 * 20, 40 * 20]

    def test_with_alt_the_wheel_moves_one_pane_alone(self, opened: Opened) -> None:
        view = opened(SAME, BLOCK * 10 + SAME)
        view.set_mode(Mode.FREE)
        first, second = offsets(view)
        turn(view, 1, 2, Qt.KeyboardModifier.AltModifier)
        assert offsets(view) == [first, second + 2 * 60]
        turn(view, 1, 1, NO_KEY)
        assert offsets(view) == [first + 3 * 60, second + 3 * 60]

    def test_differences_are_linked_only_while_both_ends_are_in_view(self, opened: Opened) -> None:
        view = opened(SAME, SAME.replace("shared_2 = 2\n", "changed = True\n"))
        view.set_mode(Mode.FREE)
        (handle,) = view._board._handles()
        assert len(handle._links or ()) == 1
        view._scroller.scroll(0, 300)
        assert len(handle._links or ()) == 0

    def test_the_next_difference_is_reached_in_panes_of_their_own(self, opened: Opened) -> None:
        view = opened(SAME, SAME.replace("shared_30 = 30\n", "changed = True\n"))
        view.set_mode(Mode.FREE)
        view.next_difference(1)
        assert view.selection()[1].first_line == 31

    def test_the_modes_go_round_and_are_told(self, opened: Opened) -> None:
        view = opened(SAME, SAME + BLOCK)
        seen = []
        for _ in range(3):
            view.next_mode()
            seen.append(view.views()[0])
        assert seen == ["free", "plain", "aligned"]


class TestFolds:
    def test_long_identical_runs_become_one_row_that_says_how_many(self, opened: Opened) -> None:
        view = opened(SAME, SAME + BLOCK)
        view.set_folded(True)
        folds = [row for row in view._carets.rows.rows if row.kind is RowKind.FOLD]
        assert [row.folded for row in folds] == [34]
        assert "folded" in view.views()

    def test_the_caret_passes_a_fold_in_one_step_and_enter_opens_it(self, opened: Opened) -> None:
        view = opened(SAME, SAME + BLOCK)
        view.set_folded(True)
        view.move_caret(3)
        view.move_caret(1)
        assert view.selection()[1].first_line == 38
        view.move_caret(-1)
        assert view.unfold_at_caret()
        assert not any(row.kind is RowKind.FOLD for row in view._carets.rows.rows)

    def test_a_click_opens_a_fold(self, opened: Opened) -> None:
        view = opened(SAME, SAME + BLOCK)
        view.set_folded(True)
        QTest.mouseClick(
            view._board.columns[1].pane.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(200, 3 * 20 + 12)
        )
        assert not any(row.kind is RowKind.FOLD for row in view._carets.rows.rows)

    def test_being_led_to_a_line_opens_the_fold_that_hides_it(self, opened: Opened) -> None:
        view = opened(SAME, SAME + BLOCK)
        view.set_folded(True)
        view.reveal(Slot.A, 20)
        row = view._carets.rows.row_of(0, 20)
        assert row is not None
        assert view._carets.rows.rows[row].kind is RowKind.LINE

    def test_lines_with_a_finding_are_never_folded(self, opened: Opened) -> None:
        view = opened(SAME, SAME + BLOCK)
        view.show_findings([a_finding(Slot.B, 20, 20)])
        view.set_folded(True)
        row = view._carets.rows.row_of(1, 20)
        assert row is not None
        assert view._carets.rows.rows[row].kind is RowKind.LINE


class TestMovedBlocks:
    def test_a_block_that_stands_elsewhere_leads_to_its_twin_and_back(self, opened: Opened) -> None:
        view = opened(BLOCK + SAME, SAME + BLOCK)
        assert view._exhibition.contents[0].moved[1] == "Stands elsewhere in B, at line 41; M goes there"
        assert view.go_to_twin()
        assert (view.focused_slot(), view.selection()[1].first_line) == (Slot.B, 41)
        assert view.go_to_twin()
        assert (view.focused_slot(), view.selection()[1].first_line) == (Slot.A, 1)

    def test_a_line_that_stands_nowhere_else_has_no_twin(self, opened: Opened) -> None:
        view = opened(SAME, SAME + BLOCK)
        assert not view.go_to_twin()


class TestLinesAlignedByHand:
    def test_the_carets_lines_share_a_row_until_it_is_taken_back(self, opened: Opened, qtbot: QtBot) -> None:
        view = opened("alpha()\nbeta()\ngamma()\n", "delta()\nepsilon()\nzeta()\n")
        view.set_mode(Mode.ALIGNED)
        view.move_caret(2)
        view.focus_pane(Slot.B)
        with qtbot.waitSignal(view.aligned):
            view.pin_carets()
        assert view._carets.rows.row_of(0, 3) == view._carets.rows.row_of(1, 1)
        with qtbot.waitSignal(view.aligned):
            view.drop_pins()
        assert view.place().pins == ()

    def test_what_was_aligned_by_hand_comes_back_with_the_place(self, opened: Opened, qtbot: QtBot) -> None:
        codes = ("alpha()\nbeta()\ngamma()\n", "delta()\nepsilon()\nzeta()\n")
        view = opened(*codes)
        view.move_caret(2)
        view.focus_pane(Slot.B)
        with qtbot.waitSignal(view.aligned):
            view.pin_carets()
        again = opened(*codes, place=view.place())
        again.set_mode(Mode.ALIGNED)
        assert again._carets.rows.row_of(0, 3) == again._carets.rows.row_of(1, 1)

    def test_lines_that_would_cross_are_refused_in_a_sentence(self, opened: Opened, qtbot: QtBot) -> None:
        view = opened("alpha()\nbeta()\ngamma()\n", "delta()\nepsilon()\nzeta()\n")
        view.move_caret(2)
        view.focus_pane(Slot.B)
        with qtbot.waitSignal(view.aligned):
            view.pin_carets()
        view.move_caret(1)
        view.focus_pane(Slot.A)
        view.caret_home()
        with qtbot.waitSignal(view.told) as told:
            view.pin_carets()
        assert "cannot share a row" in told.args[0]
        assert len(view.place().pins) == 1


class TestWhiteSpace:
    def test_lines_that_differ_in_blanks_only_are_no_difference_when_blanks_are_ignored(
        self, opened: Opened, qtbot: QtBot
    ) -> None:
        view = opened(SAME, SAME.replace("shared_3 = 3", "shared_3  =  3"))
        assert len(view._arrangement.differences) == 1
        with qtbot.waitSignal(view.aligned):
            view.set_ignores_blanks(True)
        assert not view._arrangement.differences
        row = view._carets.rows.rows[3]
        assert {str(mark) for mark in row.marks} == {"blanks"}
        assert view._stage._marks.blanks_of(row.lines)[1] != ()


class TestWhatIsSaid:
    @pytest.mark.parametrize(
        ("other", "said"),
        [
            (SAME.replace("\n", "\r\n"), "A and B are identical but for line ends."),
            (SAME.removesuffix("\n"), "A and B are identical but for the final newline."),
        ],
    )
    def test_candidates_that_seem_identical_are_said_to_differ(self, opened: Opened, other: str, said: str) -> None:
        assert opened(SAME, other).note() == said

    def test_a_large_file_is_not_worked_on_until_somebody_asks(self, qtbot: QtBot, theme: Theme) -> None:
        large = "x = 1\n" * 20_001
        view = ComparisonView(theme)
        qtbot.addWidget(view)
        view.resize(1200, 600)
        view.show()
        view.show_sitting(a_sitting(large, large))
        assert view.note() == "Large file (20,001 lines): highlighting and alignment are off."
        button = next(one for one in view.findChildren(QPushButton) if one.text() == "Turn on" and one.isVisible())
        with qtbot.waitSignal(view.aligned, timeout=20_000):
            button.click()
        assert view.mode() is Mode.ALIGNED
        qtbot.waitUntil(lambda: view.note().startswith("A and B are identical."), timeout=20_000)


def test_without_tints_bars_and_underlines_say_what_differs(opened: Opened, theme: Theme) -> None:
    view = opened("keep()\nreturn first\n", "keep()\nreturn second\nonly_here()\n")
    theme.use("high_contrast_light")
    try:
        second = picture(view, 1)
        changed, only, surface = row_y(view, 1, 2), row_y(view, 1, 3), theme.color("surface")
        fill = theme.fill(Slot.B)
        assert [second.pixelColor(BAR + x, only) for x in range(3)] == [fill] * 3
        assert [second.pixelColor(BAR + x, changed) for x in range(3)] == [fill, surface, fill]
        assert second.pixelColor(second.width() - 20, only) == surface
        below_the_word = [second.pixelColor(BAR + 80, changed + y) for y in range(12)]
        assert fill in below_the_word
    finally:
        theme.use("light")


def picture(view: ComparisonView, pane: int) -> QImage:
    return view._board.columns[pane].pane.viewport().grab().toImage()


def row_y(view: ComparisonView, pane: int, line: int) -> int:
    """The middle of a line's row in the pane's picture."""
    rows = view._scroller.rows(pane)
    row = rows.row_of(pane, line)
    assert row is not None
    return rows.top(row) - view._scroller.offset(pane) + rows.rows[row].height // 2
