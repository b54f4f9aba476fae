"""The candidates as text: every difference and every finding, in an order that needs no eyes."""

from tests.story.conftest import Evaluator


def test_differences_and_findings_are_read_from_top_to_bottom(evaluator: Evaluator) -> None:
    evaluator.press("F", "B", "3")
    evaluator.type("It starts with the wrong line.")
    evaluator.press("Ctrl+Enter", "Ctrl+Shift+A")
    text = evaluator.window.parts.linear.text
    runs = len(evaluator.window.code._arrangement.differences)
    assert f"{runs} differences." in text
    assert f"Difference {runs} of {runs}." in text
    assert "Finding, high bug: It starts with the wrong line." in text
    assert text.index("Difference 1 of") < text.index("Candidate A, whole.") < text.index("Candidate B, whole.")


def test_esc_goes_back_to_the_line_that_was_read(evaluator: Evaluator) -> None:
    evaluator.press("J", "J", "Ctrl+Shift+A")
    assert evaluator.window.parts.linear.isVisible()
    evaluator.press("Esc")
    assert not evaluator.window.parts.linear.isVisible()
    assert evaluator.focus in evaluator.window.code.panes_shown()
    assert evaluator.window.code.selection()[1].first_line == 3
