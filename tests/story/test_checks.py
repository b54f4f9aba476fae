"""What the judgment says against itself is asked about once, in one line, and never stops it."""

import pytest

from tests.story.conftest import Evaluator

WORDS = (
    "The first one keeps every entry under one lock and refreshes the order on every read, and nothing of that holds for "
    "the second one, which evicts at random and forgets to check the time at all. "
)


@pytest.fixture
def ready(evaluator: Evaluator) -> Evaluator:
    """A judgment that says that A is much better, while the scores say that B is, and no finding proves it."""
    evaluator.keeps_when_asked = False
    evaluator.press("1", "Y", "1", "3", "S", *"15" * 7, "R")
    evaluator.type(WORDS)
    evaluator.press("Ctrl+Enter")
    evaluator.sees(lambda: evaluator.window.workbench.check.isVisible())
    return evaluator


def test_the_gravest_question_is_asked_in_one_line(ready: Evaluator) -> None:
    assert ready.window.workbench.check.question
    assert ready.desk.sitting is not None
    assert ready.desk.sitting.key.task_id == "lru-ttl-014"


def test_enter_keeps_it_and_hands_in_and_the_words_before_it_are_the_reason(ready: Evaluator) -> None:
    assert ready.desk.sitting is not None
    key = ready.desk.sitting.key
    ready.type("Scores are of the tests alone.")
    ready.press("Enter")
    ready.moves_on_from(key)
    (record,) = ready.exports()
    kept = [one for one in record["checks"] if one["answer"] == "kept"]
    assert [one["reason"] for one in kept] == ["Scores are of the tests alone."]
    assert all(one["answer"] is None for one in record["checks"] if one not in kept)


def test_esc_leads_back_and_the_same_question_is_not_asked_again(ready: Evaluator) -> None:
    asked = ready.window.workbench.check.question
    ready.press("Esc")
    assert not ready.window.workbench.check.isVisible()
    ready.press("Ctrl+Enter")
    ready.sees(lambda: ready.toast.startswith("Submitted") or ready.window.workbench.check.isVisible())
    assert ready.window.workbench.check.isVisible() is False or ready.window.workbench.check.question != asked


def test_a_question_is_no_step_of_undo(ready: Evaluator) -> None:
    ready.press("Esc", "Ctrl+1", "Ctrl+Z")
    assert ready.desk.draft.rationale == ""


def test_what_a_check_says_quietly_stands_below_the_rationale(evaluator: Evaluator) -> None:
    evaluator.press("1", "Y", "1", "3", "R")
    evaluator.type("Correct and clear.")
    evaluator.sees(lambda: evaluator.window.workbench.judgment.prompt() != "")
