"""A word is followed through all candidates: underlined, counted, gone to."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from app.domain.names import Slot
from tests.story.conftest import Evaluator

FIRST = "total = 0\nfor price in prices:\n    total += price\ntotals = total\n"
SECOND = "def total(prices):\n    return sum(prices)\n"


@pytest.fixture
def at_sums(sit_down: Callable[..., Evaluator], tmp_path: Path) -> Evaluator:
    """At a task in which “total” stands three times in one candidate and once in the other."""
    file = tmp_path / "sums.jsonl"
    task = {"task_id": "sums", "prompt": "Add.", "language": "python"}
    file.write_text(json.dumps({**task, "candidates": [{"code": FIRST}, {"code": SECOND}]}) + "\n", encoding="utf-8")
    person = sit_down()
    person.desk.import_files((file,))
    person.opens("sums")
    person.window.code.focus_pane(where_is(person, FIRST))
    return person


def where_is(evaluator: Evaluator, code: str) -> Slot:
    assert evaluator.desk.sitting is not None
    return next(one.slot for one in evaluator.desk.sitting.exhibits if one.files[0].content == code)


def underlined(evaluator: Evaluator, code: str) -> list[int]:
    """The lines of a candidate in which the word is underlined."""
    view = evaluator.window.code
    slot = where_is(evaluator, code)
    content = next(one for one in view._exhibition.contents if one.slot is slot)
    pane = view._board.columns[view._exhibition.contents.index(content)].pane
    return sorted(pane._standing.words)


def test_a_word_is_underlined_in_all_panes_counted_and_followed_and_words_are_selected_with_the_arrows(
    at_sums: Evaluator,
) -> None:
    at_sums.press_text("*")
    at_sums.sees(lambda: at_sums.toast.startswith("“total”"))
    first, second = where_is(at_sums, FIRST), where_is(at_sums, SECOND)
    counts = {first: 3, second: 1}
    assert at_sums.toast == f"“total”: {counts[Slot.A]} in A, {counts[Slot.B]} in B."
    assert underlined(at_sums, FIRST) == [1, 3, 4]
    assert underlined(at_sums, SECOND) == [1]

    at_sums.press_text("*")
    at_sums.press_text("*")
    assert at_sums.window.code.selection()[1].first_line == 4
    at_sums.press_text("#")
    assert at_sums.window.code.selection()[1].first_line == 3
    at_sums.press("Esc")
    assert underlined(at_sums, FIRST) == underlined(at_sums, SECOND) == []

    at_sums.press("K", "Right", "Right", "Ctrl+C")
    assert at_sums.clipboard == "price"
    at_sums.press("Left", "Left", "Ctrl+C")
    assert at_sums.clipboard == "prices"
    at_sums.press_text("*")
    at_sums.sees(lambda: at_sums.toast.startswith("“prices”"))


def test_a_double_click_shows_where_else_a_word_stands_and_the_overview_ticks_it(at_sums: Evaluator) -> None:
    code = at_sums.window.code
    index = list(code.slots_shown()).index(where_is(at_sums, FIRST))
    pane = code._board.columns[index].pane
    before = pane.ruler.grab().toImage()
    cell = code._scroller.metrics.cell
    place = QPoint(int(52 + 2.5 * cell), 5)
    QTest.mouseDClick(pane.viewport(), Qt.MouseButton.LeftButton, pos=place)
    at_sums.sees(lambda: at_sums.toast.startswith("“total”"))
    assert pane.ruler.grab().toImage() != before
    assert QColor(pane.ruler.grab().toImage().pixel(3, 0)) == at_sums.window.parts.theme.color("strong")
