"""Writing why: lines are cited from the code, the code is read meanwhile, and what is not spoken of is begun."""

from itertools import combinations

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.story.conftest import Evaluator

WORDS = "The first one is shorter and has fewer moving parts, and I would rather have it in my own project. "


def test_lines_are_cited_and_gone_to_and_the_code_is_read_while_writing(evaluator: Evaluator) -> None:
    code, text = evaluator.window.code, evaluator.window.workbench.judgment.rationale
    evaluator.press("J", "Shift+J", "Shift+Q")
    assert code.isAncestorOf(evaluator.focus)
    evaluator.press("Ctrl+2", "Q")
    assert evaluator.is_at(text)
    assert evaluator.desk.draft.rationale.startswith("{{c:A:2-3}} {{c:B:")

    evaluator.press(*["Left"] * 2)
    place, row = text.textCursor().position(), code.place().row
    evaluator.press("Alt+PgDown")
    assert code.place().row > row
    before = code.place()
    evaluator.press("Alt+Down")
    assert code.place() != before
    assert evaluator.is_at(text)
    evaluator.press("Ctrl+2", "J", "R")
    assert (evaluator.is_at(text), text.textCursor().position()) == (True, place)

    QTest.keyClicks(text, " A:40-42 ")
    evaluator.press("Left", "Alt+Enter")
    assert (code.selection()[0], code.selection()[1].first_line) == ("A", 40)


def test_words_are_counted_and_a_criterion_that_nothing_is_said_of_is_begun_with_one_press(
    evaluator: Evaluator,
) -> None:
    panel = evaluator.window.workbench.judgment
    evaluator.press("1", "Y", "7", "2", "R")
    evaluator.type(WORDS)
    assert panel.rationale.accessibleDescription() == "20 words, 30 required"
    assert panel._words.text() == "20 of 30 words"

    evaluator.press("Tab")
    assert evaluator.focus.accessibleName() == "Write about Safety"
    evaluator.press("Space")
    assert evaluator.is_at(panel.rationale)
    evaluator.type("nothing can be injected, and no secret leaks, whatever it is given.")

    assert "\nSafety: nothing can be injected" in evaluator.desk.draft.rationale
    assert panel._words.text() == "33 words"


def test_where_the_panel_is_low_nothing_lies_over_what_is_written(evaluator: Evaluator) -> None:
    window, panel = evaluator.window, evaluator.window.workbench.judgment
    evaluator.press("1", "Y", "7", "2", "F", "B", "2")
    evaluator.type("It fails.")
    evaluator.press("Ctrl+Enter", "R")
    evaluator.type(WORDS)
    evaluator.press("Esc", "T", "Ctrl+Enter")  # the task text above, and below what is still missing
    parts = [panel.findings, panel._sentence, panel.rationale, panel._prompts]
    lowest = 10_000
    for height in range(740, 1080, 20):
        window.resize(1280, height)
        evaluator.settles()
        lowest = min(lowest, panel.height())
        boxes = [part.geometry() for part in parts if part.isVisible()]
        assert len(boxes) >= 3
        assert height < 800 or panel.scores.height() >= panel.scores.sizeHint().height(), "a score is cut off"
        assert not any(one.intersects(other) for one, other in combinations(boxes, 2)), height
    assert lowest < 480  # lower than all of it together
    assert panel._prompts.isVisible()


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("A:3 is", "{{c:A:3}} is"),
        ("A:3-4, so", "{{c:A:3-4}}, so"),
        ('it is "A:3" there', 'it is "{{c:A:3}}" there'),
        ("@A's loop", "{{c:A}}'s loop"),
        ("candidate B waits", "{{c:B}} waits"),
    ],
)
def test_what_is_typed_as_a_reference_becomes_one(evaluator: Evaluator, typed: str, stored: str) -> None:
    evaluator.press("R")
    QTest.keyClicks(evaluator.focus, typed)
    assert evaluator.desk.draft.rationale == stored


def test_also_at_the_end_of_a_line_of_the_text_and_from_an_input_method(evaluator: Evaluator) -> None:
    evaluator.press("R")
    QTest.keyClicks(evaluator.focus, "A:3")
    evaluator.press("Enter")
    evaluator.type("B:4 ")
    QTest.keyClicks(evaluator.focus, "B:5")
    evaluator.press("Esc")
    assert evaluator.desk.draft.rationale == "{{c:A:3}}\n{{c:B:4}} {{c:B:5}}"


def test_what_is_undone_in_the_text_is_undone_to_its_beginning(evaluator: Evaluator) -> None:
    evaluator.press("R")
    text = evaluator.window.workbench.judgment.rationale
    QTest.keyClicks(text, "one two A:33 three")
    for _ in range(20):
        evaluator.press("Ctrl+Z")
    assert "A:33 three" not in text.toPlainText()
    assert "one two" not in evaluator.desk.draft.rationale


def test_undoing_a_paste_leaves_what_was_typed_before_it(evaluator: Evaluator) -> None:
    evaluator.press("R")
    text = evaluator.window.workbench.judgment.rationale
    QTest.keyClicks(text, "my own words ")
    QApplication.clipboard().setText("PASTED A:3")
    evaluator.press("Ctrl+V")
    assert evaluator.desk.draft.rationale == "my own words PASTED {{c:A:3}}"
    evaluator.press("Ctrl+Z")
    assert evaluator.desk.draft.rationale == "my own words "


def test_what_is_moved_within_the_text_stays_what_it_is_and_was_not_pasted(evaluator: Evaluator) -> None:
    evaluator.press("R")
    QTest.keyClicks(evaluator.focus, "see A:3 here")
    evaluator.press("Ctrl+A", "Ctrl+X", "Ctrl+V")
    draft = evaluator.desk.draft
    assert (draft.rationale, draft.pasted_characters) == ("see {{c:A:3}} here", 0)
    assert evaluator.clipboard == "see A:3 here"


def test_citing_from_the_code_replaces_nothing_that_is_selected(evaluator: Evaluator) -> None:
    evaluator.press("R")
    QTest.keyClicks(evaluator.focus, "all of this")
    evaluator.press("Ctrl+A", "Esc", "J", "Q")
    assert evaluator.desk.draft.rationale == "all of this {{c:A:2}} "


def test_what_is_still_spelled_out_at_submit_is_cited_in_the_record(evaluator: Evaluator) -> None:
    assert evaluator.desk.sitting is not None
    key = evaluator.desk.sitting.key
    evaluator.press("1", "Y", "1", "3", "S", *"4" * 14, "R")
    evaluator.type(WORDS + WORDS)
    QTest.keyClicks(evaluator.focus, "as in A:3")
    evaluator.press("Ctrl+Enter")
    evaluator.moves_on_from(key)
    (record,) = evaluator.exports()
    assert record["rationale"]["text"].endswith(f"as in {{{{c:{record['presentation']['order'][0]}:3}}}}")


def test_a_citation_of_lines_that_are_not_there_is_not_followed_and_says_so(evaluator: Evaluator) -> None:
    evaluator.press("R")
    QTest.keyClicks(evaluator.focus, "A:999 ")
    before = evaluator.window.code.place()
    evaluator.press("Left", "Alt+Enter")
    assert evaluator.toast.startswith("A has ")
    assert evaluator.toast.endswith("mend the numbers.")
    assert evaluator.window.code.place() == before
