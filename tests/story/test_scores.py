"""Scoring with the keyboard: notes beside scores, what the scores mean, and other steps than digits."""

from app.domain.draft import Score
from app.domain.names import Slot
from tests.story.conftest import Evaluator


def correctness(evaluator: Evaluator, slot: Slot) -> Score | None:
    return evaluator.desk.draft.score_of(slot, "correctness")


def test_a_note_says_why_a_score_is_what_it_is_and_is_exported(evaluator: Evaluator) -> None:
    evaluator.press("S", "2", "Left", "N")
    evaluator.type("Fails on an empty list.")
    evaluator.press("Enter")
    score = correctness(evaluator, Slot.A)
    assert score is not None
    assert (score.score, score.note) == (2, "Fails on an empty list.")
    assert evaluator.spoken() == "Scores: Correctness, candidate A: 2 of 5; Fails on an empty list."


def test_a_note_can_be_changed_left_as_it_was_and_undone(evaluator: Evaluator) -> None:
    evaluator.press("S", "2", "Left", "N")
    evaluator.type("First")
    evaluator.press("Enter", "N")
    evaluator.type(" thought")
    evaluator.press("Esc")
    assert (correctness(evaluator, Slot.A) or Score(Slot.A, "", None)).note == "First"
    evaluator.press("Ctrl+Z")
    assert (correctness(evaluator, Slot.A) or Score(Slot.A, "", None)).note == ""


def test_a_note_keeps_its_place_when_the_score_changes(evaluator: Evaluator) -> None:
    evaluator.press("S", "2", "Left", "N")
    evaluator.type("Because")
    evaluator.press("Enter", "3")
    score = correctness(evaluator, Slot.A)
    assert score is not None
    assert (score.score, score.note) == (3, "Because")


def test_a_cell_without_a_score_takes_no_note_and_says_so(evaluator: Evaluator) -> None:
    evaluator.press("S", "N")
    assert evaluator.window.workbench.message.accessibleName().startswith("Score Correctness for A first")
    assert evaluator.is_at(evaluator.window.workbench.judgment.scores)


def test_a_score_goes_up_and_down_the_scale_in_steps(evaluator: Evaluator) -> None:
    evaluator.press("S", "Shift+Down")
    assert (correctness(evaluator, Slot.A) or Score(Slot.A, "", None)).score == 5
    evaluator.press("Shift+Down", "Shift+Down", "Shift+Up")
    assert (correctness(evaluator, Slot.A) or Score(Slot.A, "", None)).score == 4


def test_what_the_scores_mean_stands_beside_the_panel_and_follows_the_cell(evaluator: Evaluator) -> None:
    anchors = evaluator.window.workbench.judgment.anchors
    evaluator.press("S")
    evaluator.press_text("?")
    assert anchors.isVisible()
    assert anchors.accessibleName() == "Scores of Correctness"
    evaluator.press("Down")
    assert anchors.accessibleName() == "Scores of Readability"
    evaluator.press("Esc")
    assert not anchors.isVisible()
