"""Letters that stand bare for a candidate never leave with a judgment unnoticed: one key makes references of them all."""

from tests.story.conftest import Evaluator

WORDS = (
    "A keeps every entry under one lock and refreshes the order on every read, and nothing of that holds for B, which "
    "evicts at random and forgets to check the time at all; so A is correct where B's loop is not. "
)


def is_asked_about_letters(evaluator: Evaluator) -> None:
    """Submit until the letters are asked about: one line a submit, and what is graver comes first."""
    evaluator.keeps_when_asked = False
    check = evaluator.window.workbench.check
    for _ in range(6):
        evaluator.press("Ctrl+Enter")
        evaluator.sees(check.isVisible)
        if "by letter" in check.question:
            return
        evaluator.press("Esc")
    raise AssertionError("the letters were never asked about")


def test_one_key_turns_all_of_them_into_references_and_hands_in(evaluator: Evaluator) -> None:
    evaluator.press("2", "Y", "1", "3", "S", *"44" * 7, "R")
    evaluator.type(WORDS)
    is_asked_about_letters(evaluator)
    assert evaluator.desk.sitting is not None
    key = evaluator.desk.sitting.key
    assert evaluator.window.workbench.check.question.startswith("The rationale names A and B by letter 4 times")

    evaluator.press("Alt+R")
    evaluator.moves_on_from(key)

    (record,) = evaluator.exports()
    assert record["rationale"]["text"].count("{{c:") == 4
    assert record["rationale"]["bare_letters"] is False
    assert {one["check"]: one["answer"] for one in record["checks"]}["R22"] == "fixed"


def test_words_that_are_missing_once_letters_are_references_are_asked_for(evaluator: Evaluator) -> None:
    evaluator.press("4", "S", *"44" * 7, "R")
    evaluator.type("A and B " + "hold the lock " * 9 + "too.")
    is_asked_about_letters(evaluator)

    evaluator.press("Alt+R")

    assert "asks for 30" in evaluator.window.workbench.message.accessibleName()
    assert evaluator.desk.draft.rationale.startswith("{{c:A}} and {{c:B}} hold")
    assert evaluator.exports() == []


def test_the_same_key_does_it_while_writing_as_one_step_of_undo(evaluator: Evaluator) -> None:
    evaluator.press("R")
    evaluator.type("A lock would do.")
    evaluator.press("Alt+R")
    assert evaluator.desk.draft.rationale == "A lock would do."
    assert "stands bare" in evaluator.toast

    evaluator.type(" B loses its lock where A's cache holds it.")
    written = evaluator.desk.draft.rationale
    evaluator.press("Alt+R")
    assert evaluator.desk.draft.rationale == "A lock would do. {{c:B}} loses its lock where {{c:A}}'s cache holds it."
    evaluator.press("Ctrl+1", "Ctrl+Z")
    assert evaluator.desk.draft.rationale == written
