"""Writing why: lines are cited from the code, the code is read meanwhile, and what is not spoken of is begun."""

from itertools import combinations

from PySide6.QtTest import QTest

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
