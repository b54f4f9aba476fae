"""The candidates as text: every difference and every finding, in an order that needs no eyes."""

from app.domain.draft import Polarity
from app.domain.names import Slot
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


def test_what_differs_is_told_only_once_it_was_asked_for(evaluator: Evaluator) -> None:
    evaluator.press("Shift+D", "Ctrl+Shift+A")
    text = evaluator.window.parts.linear.text
    assert "What differs is not shown yet; Shift+D in the code shows it." in text
    assert "Difference 1 of" not in text
    assert "Candidate B, whole." in text


def test_a_finding_on_the_whole_of_a_candidate_stands_at_the_head(evaluator: Evaluator) -> None:
    evaluator.desk.begin_finding(Slot.B, Polarity.PROBLEM, None)
    evaluator.window.composer.focus_first_gap()
    evaluator.press("B", "3")
    evaluator.type("It has no tests.")
    evaluator.press("Ctrl+Enter", "Ctrl+Shift+A")
    text = evaluator.window.parts.linear.text
    assert "  Finding on all of B, high bug: It has no tests." in text
    assert text.index("It has no tests.") < text.index("Difference 1 of")
