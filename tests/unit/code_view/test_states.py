"""What a pane shows where there is no coloured code to show: nothing at all, a file that is missing, rows on their way."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.names import SLOTS, Slot
from app.domain.sitting import Exhibit
from app.domain.task import File
from app.steps import finished
from tests.unit.code_view.scene import a_sitting
from ui.code_view.comparison import ComparisonView
from ui.code_view.content import CandidateContent, TokenMarks
from ui.code_view.files import side_by_side
from ui.code_view.painting import Metrics
from ui.code_view.pane import CodeView
from ui.code_view.rows import Rows, lay_out
from ui.theme import Theme

Opened = Callable[..., ComparisonView]


@pytest.fixture
def opened(qtbot: QtBot, theme: Theme) -> Opened:
    """Shows code in a window, aligned and coloured."""

    def open_with(*codes: str, language: str | None = "python") -> ComparisonView:
        view = ComparisonView(theme)
        qtbot.addWidget(view)
        view.resize(1200, 600)
        view.show()
        view.show_sitting(a_sitting(*codes, language=language))
        qtbot.waitUntil(view.is_settled)
        return view

    return open_with


def chips(view: ComparisonView) -> list[bool]:
    """Which headers say “plain text”."""
    return [not column.header._plain.isHidden() for column in view._board.columns]


def test_code_in_an_unknown_language_is_said_to_be_plain_text(opened: Opened) -> None:
    assert chips(opened("x = 1\n", "x = 2\n", language="klingon")) == [True, True]


def test_code_with_colours_says_nothing_and_so_does_an_empty_candidate(opened: Opened) -> None:
    assert chips(opened("x = 1\n", "", language="python")) == [False, False]


def test_an_empty_candidate_and_one_that_lacks_a_file_are_told_apart() -> None:
    assert CandidateContent(Slot.B, "").emptiness[0] == "Candidate B returned nothing."
    assert CandidateContent(Slot.B, None).emptiness[0] == "Candidate B has no such file."


def test_grey_lines_stand_in_for_rows_that_take_long_and_go_when_they_come(qtbot: QtBot, theme: Theme) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    pane = CodeView(theme, 0, parent)
    pane.resize(400, 300)
    parent.show()
    content = CandidateContent(Slot.A, "x = 1\n" * 10)
    pane.show_metrics(Metrics.of(theme, 13), pills=True)
    pane.show_rows(Rows((), 1), TokenMarks(()), wrap_cells=0, tinted=False)
    pane.show_content(content, "python")
    grey = theme.color("line")

    def is_grey() -> bool:
        return picture(pane).pixelColor(60, 10) == grey

    assert not is_grey()
    qtbot.waitUntil(is_grey)
    steps = lay_out(side_by_side([10]), panes=1, shown=[0], file=0, line_height=20, sublines=[{}])
    pane.show_rows(finished(steps), TokenMarks((content,)), wrap_cells=0, tinted=False)
    assert not is_grey()


def test_another_file_that_takes_long_to_lay_out_is_not_painted_by_the_rows_of_the_first(
    qtbot: QtBot, theme: Theme
) -> None:
    long, short = "x = 1\n" * 2_100, "y = 2\n"
    sitting = a_sitting("a", "b")
    exhibits = tuple(
        Exhibit(slot, "python", (File("a.py", long), File("b.py", short), File("c.py", long))) for slot in SLOTS[:2]
    )
    view = ComparisonView(theme)
    qtbot.addWidget(view)
    view.resize(1200, 600)
    view.show()
    view.show_sitting(type(sitting)(sitting.brief, sitting.policy, exhibits, 1, 1, files=("a.py", "b.py", "c.py")))
    qtbot.waitUntil(lambda: not view._stage.is_laying_out)
    view.caret_end()
    view.show_file(1)
    view.grab()
    assert view._carets.rows.height == 20
    view.show_file(2)
    view.grab()
    assert view._carets.rows.height in (0, 2_100 * 20)
    qtbot.waitUntil(lambda: not view._stage.is_laying_out)
    assert view._carets.rows.height == 2_100 * 20


def picture(pane: CodeView) -> QImage:
    return pane.viewport().grab().toImage()
