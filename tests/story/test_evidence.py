"""Evidence in full: weaknesses, subtlety, how it is known, several places, and sentences to fill in."""

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication

from app.domain.draft import Category, Composition, Polarity, Severity, Verified
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
    evaluator.press("Ctrl+Shift+N", "R", "2")
    assert (composed(evaluator).slot, composed(evaluator).evidence) == (Slot.A, ())
    evaluator.type("Hard to follow from end to end.")
    evaluator.press("Alt+P", "Ctrl+Enter")
    (finding,) = evaluator.desk.draft.findings
    assert (finding.polarity, finding.severity, finding.evidence) == (Polarity.STRENGTH, None, ())
    evaluator.press("Ctrl+Shift+F", "E", "Alt+P", "3", "Ctrl+Enter")
    (finding,) = evaluator.desk.draft.findings
    assert (finding.polarity, finding.severity) == (Polarity.PROBLEM, Severity.HIGH)


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


def test_a_counterexample_is_written_in_full_and_everything_leaves_with_the_record(evaluator: Evaluator) -> None:
    evaluator.press("J", "F", "B", "3", "Alt+Enter")
    for text in ("get('a')", "the value", "None"):
        evaluator.type(text)
        evaluator.press("Tab")
    evaluator.press("Alt+K", "Alt+K", "Alt+C", "Alt+S")
    evaluator.type("S4")
    evaluator.press("Enter", "Alt+W")
    evaluator.type("367")
    evaluator.press("Enter", "Shift+Tab", "Shift+Tab", "Shift+Tab", "Shift+Tab")
    evaluator.type("use a lock")
    evaluator.press("Shift+Tab")
    evaluator.type("two steps")
    evaluator.press("Shift+Tab")
    evaluator.type("Looks, then takes.")
    evaluator.press("Ctrl+Enter", "Ctrl+Shift+U", "R")
    evaluator.type("Unfamiliar.")
    evaluator.press("Ctrl+Enter")
    evaluator.opens("retry-backoff-002")
    (record,) = evaluator.exports()
    (finding,) = record["findings"]
    assert finding["counterexample"] == {
        "input": "get('a')",
        "expected": "the value",
        "actual": "None",
        "verified": "tool",
    }
    assert (finding["claim"], finding["mechanism"], finding["better_approach"]) == (
        "Looks, then takes.",
        "two steps",
        "use a lock",
    )
    assert (finding["criterion"], finding["cwe"], finding["subtlety"]) == ("readability", ["CWE-367"], "S4")


def test_characters_that_are_dragged_over_are_the_evidence_to_the_column(evaluator: Evaluator) -> None:
    code = evaluator.window.code
    pane = code.panes_shown()[0]
    assert isinstance(pane, QAbstractScrollArea)
    viewport = pane.viewport()
    row = code.caret_y() + 10
    start, end = QPoint(90, row), QPoint(140, row)
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
    held = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(end),
        QPointF(viewport.mapToGlobal(end)),
        Qt.MouseButton.LeftButton,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(viewport, held)
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=end)
    evaluator.press("F", "B", "2")
    evaluator.type("This word.")
    evaluator.press("Ctrl+Enter")
    (span,) = evaluator.desk.draft.findings[0].evidence
    assert span.first_column is not None
    assert span.last_column is not None
    assert 1 <= span.first_column <= span.last_column


def test_a_finding_in_several_files_names_them_and_is_edited_and_undone(evaluator: Evaluator) -> None:
    evaluator.goes_to("rate-limit-033")
    sitting = evaluator.desk.sitting
    assert sitting is not None
    evaluator.press("F", "A", "2")
    evaluator.type("Holds the lock in both.")
    evaluator.press("Ctrl+1", "Ctrl+Shift+PgDown", "J", "F")
    places = composed(evaluator).evidence
    assert {span.path for span in places} == set(sitting.files)
    evaluator.press("Ctrl+Enter")
    assert evaluator.desk.draft.findings[0].evidence == places
    evaluator.press("Ctrl+Shift+F", "E")
    assert composed(evaluator).editing == evaluator.desk.draft.findings[0].finding_id
    evaluator.press("Shift+Tab", "H", "Shift+Tab", "4", "Ctrl+Enter")
    (edited,) = evaluator.desk.draft.findings
    assert (edited.category, edited.severity) == (Category.ERROR_HANDLING, Severity.CRITICAL)
    assert (edited.claim, edited.evidence) == ("Holds the lock in both.", places)
    evaluator.press(*["U"] * 4)
    (undone,) = evaluator.desk.draft.findings
    assert (undone.category, undone.severity) == (Category.ARCHITECTURE, Severity.MEDIUM)
