"""Three candidates: a typed ranking, the dock, pairs and solo."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QLabel

from app.domain.draft import Outcome
from app.domain.names import Slot
from tests.story.conftest import Evaluator
from ui.code_view.pane import CodeView
from ui.judging.panel import JudgmentPanel

WHY = (
    "Only the first one can be aborted while it waits; the second one sleeps once more after the last failure and has "
    "another default, and the third one has no jitter and always passes attempt zero to the operation. "
)


@pytest.fixture
def at_three(evaluator: Evaluator) -> Evaluator:
    evaluator.goes_to("retry-backoff-002")
    return evaluator


def test_a_ranking_is_typed_and_the_whole_judgment_handed_in(at_three: Evaluator) -> None:
    at_three.press("A", "3", "B", "1", "C", "Y", "2", "Enter", "S", *"412" * 7, "R")
    at_three.type(WHY)
    at_three.press("Ctrl+Enter")
    at_three.opens("top-customers-041")
    (record,) = at_three.exports()
    order = record["presentation"]["order"]
    assert record["verdict"]["ranking"] == [[one] for one in order]
    assert record["verdict"]["gaps"] == [3, 1]
    assert record["verdict"]["deciding_criterion"] == "readability"
    assert record["scores"][order[0]]["correctness"] == {"note": "", "score": 4}
    assert record["presentation"]["views"] == ["aligned", "tinted", "wrapped"]


def test_ties_backspace_and_all_bad(at_three: Evaluator) -> None:
    at_three.press("B", "=", "A")
    verdict = at_three.desk.draft.verdict
    assert verdict.ranking == ((Slot.B, Slot.A), (Slot.C,))
    at_three.press("=", "0")
    verdict = at_three.desk.draft.verdict
    assert (verdict.outcome, verdict.none_acceptable) == (Outcome.EQUIVALENT, True)
    at_three.press("Backspace", "Backspace", "Backspace")
    assert at_three.desk.draft.verdict.outcome is None


def test_the_dock_stands_below_and_a_pair_brings_the_panel_back(at_three: Evaluator) -> None:
    bench = at_three.window.workbench
    assert bench.dock.isVisible()
    assert not bench.panel.isVisible()
    at_three.press("X")
    assert at_three.window.code.slots_shown() == (Slot.A, Slot.B)
    assert bench.panel.isVisible()
    at_three.press("Z")
    assert at_three.window.code.slots_shown() == (Slot.A,)
    at_three.press("]")
    assert at_three.window.code.slots_shown() == (Slot.B,)
    at_three.press("Z")
    assert at_three.window.code.slots_shown() == (Slot.A, Slot.B, Slot.C)
    assert bench.dock.isVisible()


def test_what_lies_on_top_in_the_dock_is_named_over_it(at_three: Evaluator) -> None:
    at_three.press("F", "B", "2")
    at_three.type("Wrong.")
    at_three.press("Ctrl+Enter")
    dock = at_three.window.workbench.dock
    assert headings(dock) == ["Scores", "Rationale"]
    at_three.press("Ctrl+Shift+F")
    assert headings(dock) == ["Scores", "Findings"]
    at_three.press("R")
    assert headings(dock) == ["Scores", "Rationale"]
    at_three.press("Ctrl+J")
    assert dock.summary() == "0 of 21 scores · 0 words · 1 finding"


def headings(dock: JudgmentPanel) -> list[str]:
    return [one.text() for one in dock.findChildren(QLabel) if one.property("role") == "section" and one.isVisible()]


def test_the_ranking_is_the_verdict_in_every_view(at_three: Evaluator) -> None:
    at_three.press("X", "C", "A")
    assert at_three.desk.draft.verdict.ranking == ((Slot.C,), (Slot.A,), (Slot.B,))


def test_an_incomplete_ranking_is_asked_for_in_words(at_three: Evaluator) -> None:
    at_three.press("Ctrl+Enter")
    said = at_three.window.workbench.message.accessibleName()
    assert said == "Rank all three: press the letters best to worst."


def test_the_wide_window_shows_the_findings_beside_the_scores(at_three: Evaluator) -> None:
    at_three.press("F", "P", "2")
    at_three.type("Sleeps through an abort.")
    at_three.press("Ctrl+Enter", "Ctrl+Shift+F")
    assert at_three.window.workbench.dock.findings.isAncestorOf(at_three.focus)
    at_three.press("Del")
    assert at_three.desk.draft.findings == ()
    assert at_three.toast == "Finding deleted."


def test_a_small_screen_has_room_for_enough_lines_of_three(sit_down: Callable[..., Evaluator]) -> None:
    person = sit_down(size=(1280, 800))
    person.desk.open_sample()
    person.opens("lru-ttl-014")
    # The text of the first task of a set stands open.
    person.press("T")
    person.goes_to("retry-backoff-002")
    pane = person.window.code.panes_shown()[0]
    assert isinstance(pane, CodeView)

    def lines_in_view() -> int:
        return pane.viewport().height() // pane._metrics.line_height

    assert lines_in_view() >= 24
    person.press("Ctrl+J")
    person.sees(lambda: lines_in_view() >= 30)
