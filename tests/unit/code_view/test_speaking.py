"""What is said of a line: its number, how it stands to the others, what was found there, and the line itself."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.draft import Severity
from app.domain.names import Slot
from tests.unit.code_view.scene import a_finding, a_sitting
from ui.accessible import install
from ui.code_view.comparison import ComparisonView
from ui.theme import Theme

A = "def get():\n    return first\n\nlast()\n"
B = "def get():\n    return second\nonly()\nhere()\nnow()\n\nlast()\n"
Opened = Callable[..., ComparisonView]


@pytest.fixture(scope="module")
def theme(qapp: QApplication) -> Theme:
    install()
    return Theme(qapp, "light")


@pytest.fixture
def opened(qtbot: QtBot, theme: Theme) -> Opened:
    def open_with(*codes: str) -> ComparisonView:
        view = ComparisonView(theme)
        qtbot.addWidget(view)
        view.resize(1200, 600)
        view.show()
        view.show_sitting(a_sitting(*codes))
        qtbot.waitUntil(view.is_settled)
        view.focus_code()
        QApplication.processEvents()
        return view

    return open_with


def said_on_the_way(view: ComparisonView, *steps: int) -> list[str]:
    said: list[str] = []
    view.line_said.connect(said.append)
    for step in steps:
        view.move_caret(step)
    view.line_said.disconnect(said.append)
    return said


def pane(view: ComparisonView, number: int) -> QAccessibleInterface:
    return QAccessible.queryAccessibleInterface(view._board.columns[number].pane)


def test_every_line_is_said_with_its_state_and_what_is_stepped_over(opened: Opened) -> None:
    assert said_on_the_way(opened(A, B), 1, 1, 1, -1) == [
        "2, changed, return first",
        "filler, 3 rows, only in B; 3, blank",
        "4, last()",
        "3, blank",
    ]


def test_a_line_that_only_one_candidate_has_and_a_finding_that_begins_there_are_said(opened: Opened) -> None:
    view = opened(A, B)
    view.show_findings([a_finding(Slot.B, 3, 4)])
    view.focus_pane(Slot.B)
    assert said_on_the_way(view, 1, 1) == [
        "2, changed, return second",
        f"3, only here, finding {Severity.HIGH}, only()",
    ]


def test_nothing_is_said_of_differences_that_are_not_shown(opened: Opened) -> None:
    view = opened(A, B)
    view.set_tinted(False)
    assert said_on_the_way(view, 1, 1) == ["2, return first", "3, blank"]


def test_another_candidate_and_a_selection_are_said_first(opened: Opened) -> None:
    view = opened(A, B)
    said: list[str] = []
    view.line_said.connect(said.append)
    view.next_candidate(1)
    view.move_caret(1, extend=True)
    assert said == ["candidate B; 1, def get():", "lines 1 to 2 selected; 2, changed, return second"]


def test_a_pane_is_a_text_that_can_be_read_and_not_changed(opened: Opened) -> None:
    view = opened(A, B)
    view.show_findings([a_finding(Slot.A, 2, 2)])
    interface = pane(view, 0)
    assert interface.role() is QAccessible.Role.EditableText
    assert interface.text(QAccessible.Text.Name) == "Candidate A code, Python, 4 lines"
    assert interface.text(QAccessible.Text.Description) == "1 finding, 1 difference"
    state = interface.state()
    assert (state.readOnly, state.multiLine, state.focusable, state.focused) == (1, 1, 1, 1)
    text = interface.textInterface()
    assert text.text(0, text.characterCount()) == A.rstrip("\n")
    assert interface.editableTextInterface() is None
    assert interface.valueInterface() is None


def test_the_caret_is_told_as_an_offset_and_can_be_put_by_one(opened: Opened) -> None:
    view = opened(A, B)
    text = pane(view, 0).textInterface()
    view.move_caret(1)
    assert text.cursorPosition() == A.index("    return")
    text.setCursorPosition(A.index("last"))
    assert view.selection()[1].first_line == 4
    text.setSelection(0, A.index("return"), A.index("last"))
    assert (view.selection()[1].first_line, view.selection()[1].last_line) == (2, 3)


def test_a_character_is_where_it_is_drawn(opened: Opened) -> None:
    view = opened(A, B)
    text = pane(view, 0).textInterface()
    for offset in (0, 5, A.index("first"), A.index("last")):
        place = text.characterRect(offset)
        assert view.rect().translated(view.mapToGlobal(QPoint(0, 0))).contains(place)
        assert text.offsetAtPoint(place.center() - QPoint(place.width() // 2, 0)) == offset
    below = text.characterRect(A.index("last")).y() - text.characterRect(0).y()
    assert below == 6 * text.characterRect(0).height()
