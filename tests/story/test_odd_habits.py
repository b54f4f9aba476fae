"""Things that people do now and then: nothing is lost, and what is meant is what is taken."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QCursor, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget

from app.domain.draft import Polarity, Span
from app.domain.names import Slot, TaskId, TaskKey
from tests.story.conftest import Evaluator
from ui.code_view.pane import CodeView

LEFT, NO_KEYS = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def pane_of(person: Evaluator, number: int = 0) -> CodeView:
    pane = person.window.code.panes_shown()[number]
    assert isinstance(pane, CodeView)
    return pane


def place(pane: CodeView, line: int, column: int) -> QPoint:
    """Where the left edge of a column is; behind the last one, just behind the text."""
    before = pane.place_of(line, max(0, column - 1))
    assert before is not None
    return QPoint(before.right() + 2 if column else before.left() + 1, before.center().y())


def drags(pane: CodeView, begin: tuple[int, int], end: tuple[int, int]) -> None:
    view = pane.viewport()
    QTest.mousePress(view, LEFT, NO_KEYS, place(pane, *begin))
    for where in (begin, end):
        QTest.mouseMove(view, place(pane, *where))
    QTest.mouseRelease(view, LEFT, NO_KEYS, place(pane, *end))


def brings_in(person: Evaluator, folder: Path, *codes: str, language: str = "python") -> None:
    """Open a task with these candidates."""
    task = {
        "task_id": "odd",
        "kind": "comparison",
        "language": language,
        "prompt": "Do it.",
        "candidates": [{"candidate_id": f"c{n}", "model": f"m{n}", "code": code} for n, code in enumerate(codes)],
    }
    (folder / "odd.jsonl").write_text(json.dumps(task), encoding="utf-8", newline="")
    person.desk.import_files((folder / "odd.jsonl",))
    person.sees(lambda: person.desk.sitting is not None and person.desk.sitting.key == TaskKey("odd", TaskId("odd")))
    person.sees(lambda: person.window.code.is_settled())
    person.settles()
    if person.window.workbench.task_strip.is_open:
        person.press("T")
    person.window.code.focus_code()


def test_a_note_on_a_score_is_kept_when_another_task_comes_while_it_is_written(evaluator: Evaluator) -> None:
    evaluator.press("S", "4", "Left", "N")
    evaluator.type("Loses None")
    evaluator.press("Alt+Right")
    evaluator.opens("retry-backoff-002")
    evaluator.press("Alt+Left")
    evaluator.opens("lru-ttl-014")
    assert [score.note for score in evaluator.desk.draft.scores] == ["Loses None"]


def test_escape_from_a_note_leaves_it_as_it_was(evaluator: Evaluator) -> None:
    evaluator.press("S", "4", "Left", "N")
    evaluator.type("first")
    evaluator.press("Enter", "N")
    evaluator.type(" and more")
    evaluator.press("Esc")
    assert [score.note for score in evaluator.desk.draft.scores] == ["first"]


def test_with_the_focus_in_the_header_of_a_candidate_a_finding_is_about_all_of_it(evaluator: Evaluator) -> None:
    evaluator.press("Ctrl+1", "Tab")
    assert evaluator.focus.accessibleName() == "Show only candidate B"
    evaluator.press("F")
    composition = evaluator.desk.draft.composition
    assert composition is not None
    assert (composition.slot, composition.evidence) == (Slot.B, ())


@pytest.mark.parametrize(
    ("begin", "end", "span", "copied"),
    [
        ((1, 2), (2, 0), Span(1, 1, None, 3, 5), "= 1\r\n"),
        ((1, 2), (3, 0), Span(1, 2, None, 3, 6), "= 1\r\n\tb = 2\r\n"),
        ((1, 5), (2, 3), Span(2, 2, None, 1, 3), "\r\n\tb "),
        ((2, 3), (4, 0), Span(2, 2, None, 4, 6), "= 2\r\n\r\n"),
        ((5, 0), (5, 1), Span(5, 5, None, 1, 1), "c"),
    ],
)
def test_what_is_dragged_over_is_what_is_copied_and_columns_are_those_of_characters(
    evaluator: Evaluator,
    tmp_path: Path,
    begin: tuple[int, int],
    end: tuple[int, int],
    span: Span,
    copied: str,
) -> None:
    code = "a = 1\r\n\tb = 2\r\n\r\n\r\nc\r\n"
    brings_in(evaluator, tmp_path, code, code)
    drags(pane_of(evaluator), begin, end)
    evaluator.press("Ctrl+C")
    assert evaluator.clipboard == copied
    assert evaluator.window.code.selection()[1] == span


def writes(person: Evaluator, claim: str, severity: str = "1") -> None:
    person.press("F", "B", severity)
    person.type(claim)
    person.press("Ctrl+Enter")


def test_of_findings_that_overlap_the_one_that_begins_at_the_line_is_meant(evaluator: Evaluator) -> None:
    evaluator.press("Home", *["J"] * 4, *["Shift+J"] * 10)
    writes(evaluator, "Wide.")
    evaluator.press("Home", *["J"] * 6)
    writes(evaluator, "Narrow.", "4")
    evaluator.press("Del")
    assert [one.claim for one in evaluator.desk.draft.findings] == ["Wide."]
    evaluator.press("Del")
    assert evaluator.desk.draft.findings == ()


def right_clicks(pane: CodeView, line: int, column: int) -> None:
    where = place(pane, line, column)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, where, pane.viewport().mapToGlobal(where))
    QApplication.sendEvent(pane.viewport(), event)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    menu.close()


@pytest.mark.qt_log_ignore("does not support raise", "does not support grabbing", extend=True)
def test_a_finding_from_the_menu_is_about_the_line_that_was_clicked(evaluator: Evaluator) -> None:
    pane = pane_of(evaluator)
    drags(pane, (3, 0), (3, 4))
    right_clicks(pane, 3, 2)
    assert evaluator.window.code.selection()[1] == Span(3, 3, None, 1, 4)
    right_clicks(pane, 9, 2)
    assert evaluator.window.code.selection()[1] == Span(9, 9)


def test_what_is_half_written_goes_on_at_its_end(evaluator: Evaluator) -> None:
    writes(evaluator, "It is wrong")
    evaluator.press("E")
    evaluator.type(", and slow")
    evaluator.press("Ctrl+Enter")
    assert [one.claim for one in evaluator.desk.draft.findings] == ["It is wrong, and slow"]


def test_one_place_less_is_the_one_that_came_last(evaluator: Evaluator) -> None:
    evaluator.press("Home", *["J"] * 29, "F", "B", "1", "Ctrl+1", "Home", *["J"] * 9, "F")
    composition = evaluator.desk.draft.composition
    assert composition is not None
    assert composition.evidence == (Span(30, 30), Span(10, 10))
    evaluator.press("Alt+Backspace")
    composition = evaluator.desk.draft.composition
    assert composition is not None
    assert composition.evidence == (Span(30, 30),)


def test_much_that_was_changed_in_a_finding_is_not_thrown_away_unasked(evaluator: Evaluator) -> None:
    writes(evaluator, "It is wrong")
    evaluator.press("E")
    evaluator.type(" because nobody looks at the other end of the list")
    evaluator.press("Esc")
    assert evaluator.desk.draft.composition is not None
    evaluator.press("Esc")
    assert evaluator.desk.draft.composition is None
    evaluator.press("E", "Esc")
    assert evaluator.desk.draft.composition is None


def test_a_strength_keeps_no_weakness_that_nobody_sees(evaluator: Evaluator) -> None:
    evaluator.press("F", "S", "3")
    evaluator.type("Checks it first.")
    evaluator.press("Alt+W")
    evaluator.type("79")
    evaluator.press("Enter", "Alt+P", "Ctrl+Enter")
    (finding,) = evaluator.desk.draft.findings
    assert (finding.polarity, finding.cwe) == (Polarity.STRENGTH, ())


def test_lines_that_are_wrapped_begin_at_their_beginning(evaluator: Evaluator, tmp_path: Path) -> None:
    brings_in(evaluator, tmp_path, f"x = {'1' * 400}\ny = 2\n", "x = 1\n")
    evaluator.press(*["Shift+Right"] * 3)
    assert pane_of(evaluator)._x_offset > 0
    evaluator.press("W")
    evaluator.settles()
    assert pane_of(evaluator)._x_offset == 0


def in_view(pane: QWidget, widget: QWidget) -> bool:
    assert isinstance(pane, QAbstractScrollArea)
    top = widget.mapTo(pane.viewport(), QPoint(0, 0)).y()
    return 0 <= top < pane.viewport().height()


def test_what_is_written_below_a_line_higher_than_the_view_is_seen(evaluator: Evaluator, tmp_path: Path) -> None:
    brings_in(evaluator, tmp_path, f"x = '{'word ' * 1000}'\n", "x = 1\n")
    evaluator.press("W")
    evaluator.settles()
    slot = evaluator.slot_with("word word")
    evaluator.press("Ctrl+1" if slot is Slot.A else "Ctrl+2", "F")
    evaluator.settles()
    assert in_view(pane_of(evaluator, 0 if slot is Slot.A else 1), evaluator.window.composer)


def test_what_is_too_large_is_said_to_be_not_compared_until_it_is_turned_on(
    evaluator: Evaluator, tmp_path: Path
) -> None:
    lines = "".join(f"x{n} = {n}\n" for n in range(21_000))
    brings_in(evaluator, tmp_path, lines, lines.replace("x5 = 5", "x5 = 6"))
    code, strip = evaluator.window.code, evaluator.window.workbench.task_strip
    assert strip.difference_in_words == "not compared"
    evaluator.press("D", "D")
    assert code._board.note().startswith("Large file")
    evaluator.press(".")
    assert strip.difference_in_words == "not compared"


def test_what_is_found_far_to_the_right_is_brought_into_view(evaluator: Evaluator, tmp_path: Path) -> None:
    brings_in(evaluator, tmp_path, f"x = '{'a' * 2000}needle'\n", "x = 1\n")
    evaluator.press("Ctrl+F")
    evaluator.type("needle")
    # Before anything can be found.
    evaluator.press("Enter")
    evaluator.sees(lambda: evaluator.window.code._finding_text.bar.count == "1 of 1")
    evaluator.settles()
    pane = pane_of(evaluator, 0 if evaluator.slot_with("needle") is Slot.A else 1)
    found = pane.place_of(1, 2005)
    assert found is not None
    assert pane.viewport().rect().contains(found.center())


def test_who_hands_in_with_a_finding_half_written_comes_to_it_and_can_save_it(evaluator: Evaluator) -> None:
    evaluator.goes_to("retry-backoff-002")
    evaluator.press("Ctrl+2", "F", "B", "2")
    evaluator.type("Wrong")
    evaluator.press("Ctrl+1", "X", "X", "Ctrl+Enter")
    evaluator.settles()
    assert evaluator.window.composer.isAncestorOf(evaluator.focus)
    evaluator.press("Ctrl+Enter")
    assert [one.claim for one in evaluator.desk.draft.findings] == ["Wrong"]


@pytest.mark.parametrize("keys", ["E", "Ctrl+Shift+N"])
def test_while_a_finding_is_written_another_one_leads_to_it(evaluator: Evaluator, keys: str) -> None:
    writes(evaluator, "Wrong.")
    evaluator.press("J", "F", "B", "2", "Ctrl+1", "K", keys)
    assert evaluator.toast == "Save or discard the finding first: Ctrl+Enter saves it."
    assert evaluator.window.composer.isAncestorOf(evaluator.focus)


def test_find_leads_back_to_what_is_being_written(evaluator: Evaluator) -> None:
    evaluator.press("F", "B", "2")
    there = evaluator.focus
    evaluator.press("Ctrl+F", "Esc")
    assert evaluator.is_at(there)


def test_the_mouse_that_is_dragged_over_pips_sets_the_score_where_it_ends(evaluator: Evaluator) -> None:
    grid = evaluator.window.workbench.panel.scores
    evaluator.settles()
    grid.grab()
    pips = [part.rect.center().toPoint() for part in grid._parts if part.name.startswith("Correctness, A: ")]
    QTest.mousePress(grid, LEFT, NO_KEYS, pips[0])
    for pip in pips[:4]:
        QTest.mouseMove(grid, pip)
    QTest.mouseRelease(grid, LEFT, NO_KEYS, pips[3])
    score = evaluator.desk.draft.score_of(Slot.A, "correctness")
    assert score is not None
    assert score.score == 4


def test_what_is_dragged_beyond_the_edge_goes_on(evaluator: Evaluator) -> None:
    pane = pane_of(evaluator)
    evaluator.press("End")
    evaluator.settles()
    last = pane.content.lines
    begin, above = place(pane, last - 1, 0), QPointF(80, -40)
    QTest.mousePress(pane.viewport(), LEFT, NO_KEYS, begin)
    there = pane.viewport().mapToGlobal(above)
    # Qt tells of the mouse again, from where it is, when something is scrolled below it.
    QCursor.setPos(there.toPoint())
    move = QMouseEvent(QEvent.Type.MouseMove, above, there, Qt.MouseButton.NoButton, LEFT, NO_KEYS)
    QApplication.sendEvent(pane.viewport(), move)
    evaluator.sees(lambda: evaluator.window.code.selection()[1].first_line == 1)
    QTest.mouseRelease(pane.viewport(), LEFT, NO_KEYS, above.toPoint())
    assert evaluator.window.code.selection()[1].last_line >= last - 2
