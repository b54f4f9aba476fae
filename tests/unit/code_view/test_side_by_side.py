"""Which candidates stand beside each other, in what form, and what is said of them."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.domain.names import SLOTS, Slot
from tests.builders import CODE
from tests.unit.code_view.scene import LONG, OTHER, WORDY, Opened, a_finding, a_sitting, marks_of
from ui.code_view.comparison import ComparisonView
from ui.code_view.look import Mode
from ui.theme import Theme


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


def test_swapping_the_candidates_swaps_the_panes_and_changes_no_row(opened: Opened) -> None:
    one, two = opened(LONG, OTHER), opened(OTHER, LONG)
    rows = [(row.lines, row.marks) for row in one._carets.rows.rows]
    assert [(row.lines[::-1], row.marks[::-1]) for row in two._carets.rows.rows] == rows


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
