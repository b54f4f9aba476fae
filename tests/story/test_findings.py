"""Findings: written between the lines, edited, cited, undone."""

import pytest
from PySide6.QtWidgets import QListWidget, QPushButton

from app.domain.draft import Category, Polarity, Severity, Span
from app.domain.names import Slot
from tests.story.conftest import Evaluator
from ui.judging.findings_list import FindingsList
from ui.room import Room


def test_three_strokes_then_words_and_the_optional_fields_by_tab(evaluator: Evaluator) -> None:
    evaluator.press("J", "F", "E", "4")
    evaluator.type("Loses None. It cannot be told from a miss.")
    evaluator.press("Tab")
    evaluator.type("get returns the default")
    evaluator.press("Tab")
    evaluator.type("compare with a sentinel")
    evaluator.press("Tab")
    evaluator.type("put('a', None)")
    evaluator.press("Ctrl+Enter")
    (finding,) = evaluator.desk.draft.findings
    assert (finding.category, finding.severity) == (Category.EDGE_CASE, Severity.CRITICAL)
    assert finding.criterion == "edge_cases"
    assert finding.title == "Loses None"
    assert (finding.mechanism, finding.better_approach) == ("get returns the default", "compare with a sentinel")
    assert finding.counterexample is not None
    assert finding.counterexample.input == "put('a', None)"
    assert finding.evidence == (Span(2, 2),)
    assert not evaluator.window.composer.isVisible()
    assert evaluator.window.code.isAncestorOf(evaluator.focus)


def test_a_strength_has_no_severity(evaluator: Evaluator) -> None:
    evaluator.press("G", "R")
    evaluator.type("Reads like prose.")
    evaluator.press("Ctrl+Enter")
    (finding,) = evaluator.desk.draft.findings
    assert (finding.polarity, finding.severity) == (Polarity.STRENGTH, None)


def test_the_range_grows_and_the_criterion_changes_while_writing(evaluator: Evaluator) -> None:
    evaluator.press("F", "B", "1", "Alt+Down", "Alt+Down", "Alt+Up", "Alt+C")
    evaluator.type("Here.")
    evaluator.press("Ctrl+Enter")
    (finding,) = evaluator.desk.draft.findings
    assert finding.evidence == (Span(1, 2),)
    assert finding.criterion == "readability"


def test_the_caret_row_stands_still_when_the_composer_opens_and_closes(evaluator: Evaluator) -> None:
    evaluator.press("J", "J", "J")
    before = evaluator.window.code.caret_y()
    evaluator.press("F")
    assert abs(evaluator.window.code.caret_y() - before) <= 1
    evaluator.press("Esc")
    assert abs(evaluator.window.code.caret_y() - before) <= 1
    assert evaluator.desk.draft.composition is None


def test_discarding_many_words_is_asked_about_once(evaluator: Evaluator) -> None:
    evaluator.press("F", "B", "3")
    evaluator.type("More than twenty characters of thought.")
    evaluator.press("Esc")
    assert evaluator.window.composer.isVisible()
    evaluator.press("Esc")
    assert not evaluator.window.composer.isVisible()
    evaluator.press("U")
    assert evaluator.window.composer.isVisible()


def test_what_a_finding_lacks_is_said_and_it_stays_open(evaluator: Evaluator) -> None:
    evaluator.press("F", "Ctrl+Enter")
    assert evaluator.toast.startswith("Choose a category first")
    evaluator.press("B", "2", "Ctrl+Enter")
    assert evaluator.toast == "Write what goes wrong, and why it matters."
    assert evaluator.window.composer.isVisible()


def test_a_finding_is_edited_at_the_caret_and_deleted_with_undo(evaluator: Evaluator) -> None:
    evaluator.press("F", "B", "2")
    evaluator.type("First.")
    evaluator.press("Ctrl+Enter", "E")
    evaluator.type("Second. ")
    evaluator.press("Ctrl+Enter")
    (finding,) = evaluator.desk.draft.findings
    assert finding.claim in ("Second. First.", "First.Second.")
    evaluator.press("Del")
    assert finding not in evaluator.desk.draft.findings
    evaluator.press("U")
    assert finding in evaluator.desk.draft.findings


def test_next_finding_goes_round_in_the_pane(evaluator: Evaluator) -> None:
    for _ in range(2):
        evaluator.press("J", "J", "F", "B", "2")
        evaluator.type("Here.")
        evaluator.press("Ctrl+Enter")
    evaluator.press("N")
    assert evaluator.window.code.selection() == (Slot.A, Span(3, 3))
    evaluator.press("N")
    assert evaluator.window.code.selection() == (Slot.A, Span(5, 5))


def test_typed_and_quoted_references_become_chips_and_lead_to_their_lines(evaluator: Evaluator) -> None:
    evaluator.press("Ctrl+2", "J", "J", "Shift+J", "Shift+Q", "R")
    evaluator.type("is worse than ")
    for symbol in "A:7-9 ":
        evaluator.press_text(symbol)
    assert evaluator.desk.draft.rationale == "{{c:B:3-4}} is worse than {{c:A:7-9}} "
    evaluator.press("Left", "Alt+Enter")
    assert evaluator.window.code.selection() == (Slot.A, Span(7, 7))


def test_copy_gives_the_source_and_nothing_else(evaluator: Evaluator) -> None:
    evaluator.press("J", "Shift+J", "Ctrl+C")
    sitting = evaluator.desk.sitting
    assert sitting is not None
    lines = sitting.exhibit(Slot.A).files[0].content.split("\n")
    assert evaluator.clipboard == "\n".join(lines[1:3]) + "\n"


def finds_often(evaluator: Evaluator, problems: int, strengths: int) -> None:
    """Write one finding after another, line by line, then some about the other candidate."""
    for _ in range(problems):
        evaluator.press("J", "F", "B", "3")
        evaluator.type("It is wrong.")
        evaluator.press("Ctrl+Enter")
    evaluator.press("]")
    for _ in range(strengths):
        evaluator.press("J", "G", "R")
        evaluator.type("It is right.")
        evaluator.press("Ctrl+Enter")


def chips_of(evaluator: Evaluator) -> dict[str, bool]:
    """The chips over the findings, and whether they are chosen."""
    chips = evaluator.window.parts.judgment.findings.findChildren(QPushButton)
    return {one.text(): one.isChecked() for one in chips if one.isVisible()}


def findings_listed(evaluator: Evaluator) -> list[str]:
    (listed,) = evaluator.window.parts.judgment.findings.findChildren(QListWidget)
    return [listed.item(row).text() for row in range(listed.count())]


@pytest.mark.parametrize("task", ["lru-ttl-014", "retry-backoff-002"])
def test_many_findings_are_looked_at_in_parts(evaluator: Evaluator, task: str) -> None:
    if task != "lru-ttl-014":
        evaluator.goes_to(task)
    finds_often(evaluator, problems=6, strengths=2)
    assert chips_of(evaluator) == {}
    finds_often(evaluator, problems=0, strengths=1)
    evaluator.press("Ctrl+Shift+F")
    rooms = evaluator.window.parts.judgment.findChildren(Room)
    # None of them has to be scrolled.
    evaluator.sees(lambda: all(room.verticalScrollBar().maximum() == 0 for room in rooms))
    chips = chips_of(evaluator)
    assert next(iter(chips)) == "All 9"
    assert list(chips)[-2:] == ["Problems 6", "Strengths 3"]
    assert chips["All 9"]
    evaluator.press("Left")
    assert chips_of(evaluator)["Strengths 3"]
    assert findings_listed(evaluator) == ["It is right"] * 3
    evaluator.press("Left")
    assert findings_listed(evaluator) == ["It is wrong"] * 6
    evaluator.press("Right", "Right")
    assert len(findings_listed(evaluator)) == 9
    evaluator.press("Right", "Del")
    # Eight are seen at a glance again.
    assert chips_of(evaluator) == {}
    assert len(findings_listed(evaluator)) == 8


def test_another_task_shows_all_of_its_findings(evaluator: Evaluator) -> None:
    finds_often(evaluator, problems=7, strengths=2)
    evaluator.press("Ctrl+Shift+F", "Left", "Esc")
    assert len(findings_listed(evaluator)) == 2
    evaluator.goes_to("bounded-fetch-009")
    evaluator.goes_to("lru-ttl-014")
    assert len(findings_listed(evaluator)) == 9


def test_a_finding_that_was_saved_is_marked_in_the_list_for_a_moment(evaluator: Evaluator) -> None:
    finds_often(evaluator, problems=2, strengths=0)
    (listed,) = evaluator.window.parts.judgment.findings.findChildren(FindingsList)
    assert listed.news == evaluator.desk.draft.findings[-1].finding_id
    evaluator.sees(lambda: listed.news is None)
    evaluator.goes_to("bounded-fetch-009")
    evaluator.goes_to("lru-ttl-014")
    assert listed.count() == 2
    assert listed.news is None
