"""Finding places in the code with the keyboard: text, lines, definitions, hidden characters; and copying from it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit, QPushButton

from app.domain.names import Slot
from tests.story.conftest import Evaluator
from ui.code_view.search_bar import SearchBar

HIDDEN = "a = 1\nname = 'x\u200by'\nflag = '\U0001f468\u200d\U0001f469\u200d\U0001f467'\n\u0430dmin = name\n"
SitDown = Callable[..., Evaluator]


@pytest.fixture
def at_hidden(sit_down: SitDown, tmp_path: Path) -> Evaluator:
    """At a task whose candidates both have a character that is not seen, a family of emoji and a false name."""
    file = tmp_path / "hidden.jsonl"
    candidates = [{"code": HIDDEN}, {"code": HIDDEN + "b = 2\r\nc\t= 3"}]
    task = {"task_id": "hidden", "prompt": "Look closely.", "language": "python", "candidates": candidates}
    file.write_text(json.dumps(task) + "\n", encoding="utf-8")
    person = sit_down()
    person.desk.import_files((file,))
    person.opens("hidden")
    person.window.code.focus_code()
    return person


def bar(evaluator: Evaluator) -> SearchBar:
    found = evaluator.window.findChild(SearchBar)
    assert isinstance(found, SearchBar)
    return found


def found(evaluator: Evaluator) -> str:
    field = bar(evaluator).findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    return field.accessibleDescription()


def switch(evaluator: Evaluator, text: str) -> QPushButton:
    return next(one for one in bar(evaluator).findChildren(QPushButton) if one.text() == text)


def line(evaluator: Evaluator) -> tuple[Slot, int]:
    slot, span = evaluator.window.code.selection()
    return slot, span.first_line


def test_text_is_found_in_all_candidates_while_it_is_typed(evaluator: Evaluator) -> None:
    evaluator.press("Ctrl+F")
    evaluator.type("maxsize")
    evaluator.sees(lambda: "of" in found(evaluator))
    total = int(found(evaluator).split()[-1])
    evaluator.press("Enter")
    assert found(evaluator) == f"1 of {total}"
    first = line(evaluator)
    evaluator.press("Enter", "Enter")
    assert line(evaluator) != first
    assert isinstance(evaluator.focus, QLineEdit)
    switch(evaluator, "All candidates").click()
    evaluator.sees(lambda: 0 < int(found(evaluator).split()[-1]) < total)


def test_what_is_not_there_is_said_and_esc_goes_back_to_the_line(evaluator: Evaluator) -> None:
    evaluator.press("J", "J", "J")
    before = line(evaluator)
    evaluator.press_text("/")
    evaluator.type("nowhere to be found")
    evaluator.sees(lambda: found(evaluator) == "No hits")
    evaluator.press("Esc")
    assert not bar(evaluator).isVisible()
    assert line(evaluator) == before
    assert evaluator.focus in evaluator.window.code.panes_shown()


def test_an_expression_that_could_run_away_is_refused_in_a_sentence(evaluator: Evaluator) -> None:
    evaluator.press("Ctrl+F")
    switch(evaluator, ".*").click()
    evaluator.type("(a+)+$")
    assert "may run for ever" in found(evaluator)


def test_what_was_not_searched_of_long_lines_is_said(evaluator: Evaluator) -> None:
    evaluator.press("Ctrl+F")
    switch(evaluator, ".*").click()
    evaluator.type("s.*e.*l.*f.*x")
    evaluator.sees(lambda: "only the first 45 characters were searched" in found(evaluator))
    assert found(evaluator).endswith("with fewer repetitions in the expression it is more.")
    evaluator.press(*["Backspace"] * 10)
    evaluator.sees(lambda: " of " in found(evaluator) and "searched" not in found(evaluator))


def test_a_line_is_gone_to_by_its_number(evaluator: Evaluator) -> None:
    evaluator.press("Ctrl+G")
    evaluator.type("17")
    evaluator.press("Enter")
    assert line(evaluator) == (Slot.A, 17)


def test_a_line_that_is_not_there_is_not_offered(evaluator: Evaluator) -> None:
    evaluator.press("Ctrl+G")
    evaluator.type("99999")
    evaluator.press("Enter", "Esc")
    assert line(evaluator) == (Slot.A, 1)


def test_a_definition_is_gone_to_by_its_name(evaluator: Evaluator) -> None:
    evaluator.press("Ctrl+R")
    evaluator.sees(lambda: evaluator.window.parts.chooser.isVisible())
    evaluator.type("put")
    evaluator.press("Enter")
    slot, number = line(evaluator)
    text = evaluator.window.code.line_text(number)
    assert slot is Slot.A
    assert text is not None
    assert "def put" in text


def test_hidden_characters_are_stepped_through_and_emoji_in_strings_are_none(at_hidden: Evaluator) -> None:
    header = at_hidden.window.code._board.columns[0].header
    at_hidden.sees(lambda: header._hidden.text() == "1 hidden character")
    at_hidden.press("Ctrl+K")
    at_hidden.type("next hidden")
    at_hidden.press("Enter")
    assert line(at_hidden) == (Slot.A, 2)


def test_a_name_with_a_false_letter_is_told_from_the_true_one(at_hidden: Evaluator) -> None:
    (false,) = at_hidden.window.code._exhibition.contents[0].look_alikes(4)
    assert false.reads_as == "admin"


def test_copying_says_what_is_not_seen_and_offers_the_clean_text(at_hidden: Evaluator) -> None:
    at_hidden.press("J", "Ctrl+C")
    assert at_hidden.clipboard == "name = 'x\u200by'\n"
    assert at_hidden.toast == "Copied with 1 hidden character."
    at_hidden.window.workbench.toast._action.click()
    assert at_hidden.clipboard == "name = 'xy'\n"


def test_lines_are_copied_with_their_numbers(evaluator: Evaluator) -> None:
    evaluator.press("Shift+J", "Ctrl+Shift+C")
    lines = evaluator.clipboard.split("\n")
    assert [one.split("  ")[0] for one in lines[:2]] == ["1", "2"]


def test_blanks_and_line_ends_are_shown_when_asked_for(at_hidden: Evaluator) -> None:
    before = [pane.grab().toImage() for pane in at_hidden.window.code.panes_shown()]
    at_hidden.press("I")
    assert [pane.grab().toImage() for pane in at_hidden.window.code.panes_shown()] != before
    at_hidden.press("I")
    assert [pane.grab().toImage() for pane in at_hidden.window.code.panes_shown()] == before


def test_the_rest_of_a_line_that_is_cut_on_screen_is_shown_by_enter(sit_down: SitDown, tmp_path: Path) -> None:
    file = tmp_path / "long.jsonl"
    long = "x = '" + "y" * 12_000 + "'\n"
    task = {"task_id": "long", "prompt": "Long lines.", "candidates": [{"code": long}, {"code": "x = 1\n"}]}
    file.write_text(json.dumps(task) + "\n", encoding="utf-8")
    person = sit_down()
    person.desk.import_files((file,))
    person.opens("long")
    slot = next(
        one
        for one in (Slot.A, Slot.B)
        if person.desk.sitting and len(person.desk.sitting.exhibit(one).files[0].content) > 1000
    )
    person.window.code.focus_pane(slot)
    content = next(one for one in person.window.code._exhibition.contents if one.slot is slot)
    assert content.display(1).left_out == len(long) - 1 - 10_000
    person.press("Enter")
    assert content.display(1).left_out == 0
