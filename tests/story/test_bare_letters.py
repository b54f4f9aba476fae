"""Letters that stand bare for a candidate never leave with a judgment unnoticed: one key makes references of them all."""

import pytest

from tests.story.conftest import Evaluator

WORDS = (
    "A keeps every entry under one lock and refreshes the order on every read, and nothing of that holds for B, which "
    "evicts at random and forgets to check the time at all; so A is correct where B's loop is not. "
)


@pytest.fixture
def asked(evaluator: Evaluator) -> Evaluator:
    """A judgment against which nothing speaks but the letters in its rationale."""
    evaluator.keeps_when_asked = False
    evaluator.press("2", "Y", "1", "3", "S", *"42" * 7, "R")
    evaluator.type(WORDS)
    evaluator.press("Ctrl+1", "F", "B", "3")
    evaluator.type("Entries go at random.")
    evaluator.press("Ctrl+Enter", "Ctrl+2", "F", "B", "3")
    evaluator.type("The time is not checked.")
    evaluator.press("Ctrl+Enter", "Ctrl+Enter")
    check = evaluator.window.workbench.check
    # What else is asked is kept: one line a submit, so that the letters' turn comes with the next one.
    while True:
        evaluator.sees(check.isVisible)
        if "by letter" in check.question:
            return evaluator
        evaluator.press("Esc", "Ctrl+Enter")


def test_one_key_turns_all_of_them_into_references_and_hands_in(asked: Evaluator) -> None:
    assert asked.desk.sitting is not None
    key = asked.desk.sitting.key
    assert asked.window.workbench.check.question.startswith("The rationale names A and B by letter 4 times")

    asked.press("Alt+R")
    asked.moves_on_from(key)

    (record,) = asked.exports()
    assert record["rationale"]["text"].count("{{c:") == 4
    assert record["rationale"]["bare_letters"] is False
    assert {one["check"]: one["answer"] for one in record["checks"]}["R22"] == "fixed"


def test_what_is_kept_bare_is_flagged(asked: Evaluator) -> None:
    assert asked.desk.sitting is not None
    key = asked.desk.sitting.key

    asked.press("Enter")
    asked.moves_on_from(key)

    (record,) = asked.exports()
    assert "{{c:" not in record["rationale"]["text"]
    assert record["rationale"]["bare_letters"] is True


def test_the_same_key_does_it_while_writing_as_one_step_of_undo(evaluator: Evaluator) -> None:
    evaluator.press("R")
    evaluator.type("B loses its lock where A's cache holds it.")
    written = evaluator.desk.draft.rationale

    evaluator.press("Alt+R")
    assert evaluator.desk.draft.rationale == "{{c:B}} loses its lock where {{c:A}}'s cache holds it."

    evaluator.press("Ctrl+1", "Ctrl+Z")
    assert evaluator.desk.draft.rationale == written


def test_a_text_without_bare_letters_is_left_alone(evaluator: Evaluator) -> None:
    evaluator.press("R")
    evaluator.type("A lock would do.")
    evaluator.press("Alt+R")
    assert evaluator.desk.draft.rationale == "A lock would do."
    evaluator.sees(lambda: "stands bare" in evaluator.toast)


def test_words_that_are_missing_once_letters_are_references_are_asked_for(evaluator: Evaluator) -> None:
    evaluator.keeps_when_asked = False
    evaluator.press("4", "Ctrl+2", "S", *"44" * 7, "R")
    evaluator.type("A and B " + "hold the lock " * 9 + "too.")
    evaluator.press("Ctrl+Enter")
    evaluator.sees(lambda: "by letter" in evaluator.window.workbench.check.question)

    evaluator.press("Alt+R")

    evaluator.sees(lambda: "asks for 30" in evaluator.window.workbench.message.accessibleName())
    assert evaluator.exports() == []
