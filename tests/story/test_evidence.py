"""Evidence in full: weaknesses, subtlety, how it is known, several places, and sentences to fill in."""

from app.domain.draft import Composition, Verified
from app.domain.names import Slot
from tests.story.conftest import Evaluator


def composed(evaluator: Evaluator) -> Composition:
    composition = evaluator.desk.draft.composition
    assert composition is not None
    return composition


def test_a_weakness_is_found_by_words_and_goes_with_the_finding(evaluator: Evaluator) -> None:
    evaluator.press("F", "S", "4")
    evaluator.type("The key is built from user input.")
    evaluator.press("Alt+W")
    evaluator.type("sql")
    evaluator.press("Enter")
    assert composed(evaluator).cwe == ("CWE-89",)
    evaluator.press("Ctrl+Enter")
    assert evaluator.desk.draft.findings[0].cwe == ("CWE-89",)


def test_a_weakness_that_the_list_lacks_is_taken_as_typed_and_taken_off_again(evaluator: Evaluator) -> None:
    for expected in (("CWE-4242",), ()):
        if evaluator.desk.draft.composition is None:
            evaluator.press("F", "S", "4")
        evaluator.press("Alt+W")
        evaluator.type("4242")
        evaluator.press("Enter")
        assert composed(evaluator).cwe == expected


def test_subtlety_and_how_it_is_known_are_said_and_the_focus_comes_back(evaluator: Evaluator) -> None:
    evaluator.press("F", "B", "3")
    writing_in = evaluator.focus
    evaluator.press("Alt+S")
    evaluator.type("S3")
    evaluator.press("Enter")
    assert evaluator.is_at(writing_in)
    evaluator.press("Alt+K")
    assert (composed(evaluator).subtlety, composed(evaluator).counterexample.verified) == ("S3", Verified.RAN)


def test_escaping_from_a_choice_changes_nothing(evaluator: Evaluator) -> None:
    evaluator.press("F", "B", "3", "Alt+S", "Esc")
    assert composed(evaluator).subtlety is None


def test_a_finding_has_several_places_and_one_less_again(evaluator: Evaluator) -> None:
    evaluator.press("F", "B", "3")
    evaluator.type("The same slip twice")
    evaluator.press("Ctrl+1", "J", "J", "F")
    assert [span.first_line for span in composed(evaluator).evidence] == [1, 3]
    assert composed(evaluator).claim == "The same slip twice"
    evaluator.press("Alt+Backspace")
    assert [span.first_line for span in composed(evaluator).evidence] == [1]


def test_lines_of_another_candidate_are_no_place_of_the_finding(evaluator: Evaluator) -> None:
    evaluator.press("F", "B", "3", "Ctrl+2", "F")
    assert len(composed(evaluator).evidence) == 1
    assert "is about A" in evaluator.window.workbench.message.accessibleName()


def test_a_finding_can_be_about_the_whole_candidate(evaluator: Evaluator) -> None:
    evaluator.press("Ctrl+K")
    evaluator.type("whole candidate")
    evaluator.press("Enter")
    assert (composed(evaluator).slot, composed(evaluator).evidence) == (Slot.A, ())


def test_a_template_is_filled_in_gap_by_gap_with_tab(evaluator: Evaluator) -> None:
    evaluator.press("Alt+T")
    evaluator.type("defect")
    evaluator.press("Enter")
    rationale = evaluator.window.workbench.judgment.rationale
    assert evaluator.is_at(rationale)
    assert rationale.textCursor().selectedText() == "[mechanism]"
    evaluator.type("the lock is released early")
    evaluator.press("Tab")
    assert rationale.textCursor().selectedText() == "[input]"
    assert evaluator.desk.draft.rationale.startswith("In {{c:A:1}}, the lock is released early. With input [input]")


def test_tab_leaves_the_text_where_no_gap_is_ahead(evaluator: Evaluator) -> None:
    evaluator.press("R")
    evaluator.type("No gaps here, values[i] is code.")
    evaluator.press("Tab")
    assert not evaluator.is_at(evaluator.window.workbench.judgment.rationale)


def test_the_verdict_is_said_in_a_sentence_that_nobody_types(evaluator: Evaluator) -> None:
    evaluator.press("1", "Y", "1", "2")
    assert evaluator.window.workbench.judgment.sentence() == "A is much better than B, decided by correctness."


def test_a_criterion_that_decided_and_is_not_spoken_of_is_asked_about_quietly(evaluator: Evaluator) -> None:
    evaluator.press("1", "Y", "7", "2", "R")
    evaluator.type(
        "The first one is shorter and has fewer moving parts, and I would rather have it in my own project. "
    )
    assert evaluator.window.workbench.judgment.prompt() == "Safety decided, and nothing is said of it yet."
    evaluator.type("It is safe against reentry.")
    assert evaluator.window.workbench.judgment.prompt() == ""
