"""Queue, palette, regions, views: everything is a key away and has a name."""

import json
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QListView, QTextEdit, QWidget

from app.domain.draft import Span
from app.domain.names import Slot, TaskId, TaskKey
from tests.occasional import make_all
from tests.story.conftest import Evaluator
from tests.story.dialogs import offered_now


def test_the_queue_is_filtered_by_typing_and_opens_with_enter(evaluator: Evaluator) -> None:
    evaluator.press("Ctrl+B")
    for letter in "sql":
        evaluator.press(letter.upper())
    assert evaluator.window.workbench.drawer.isVisible()
    evaluator.press(*["Backspace"] * 3)
    for letter in "frame":
        evaluator.press(letter.upper())
    evaluator.press("Down", "Enter")
    evaluator.opens("frame-decoder-018")
    assert not evaluator.window.workbench.drawer.isVisible()


def test_a_long_queue_is_gone_through_from_end_to_end(evaluator: Evaluator, tmp_path: Path) -> None:
    lines = [
        json.dumps({"task_id": f"t{number:03d}", "prompt": "Write it.", "candidates": [{"code": "a"}, {"code": "b"}]})
        for number in range(250)
    ]
    (tmp_path / "long.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    evaluator.desk.import_files((tmp_path / "long.jsonl",))
    evaluator.opens("t000")
    evaluator.press("Ctrl+B", "End")
    drawer = evaluator.window.workbench.drawer
    evaluator.sees(lambda: drawer.chosen_key() == TaskKey("long", TaskId("t249")))
    evaluator.press("Enter")
    evaluator.opens("t249")
    evaluator.press("Alt+Right")
    evaluator.sees(lambda: evaluator.toast == "This is the last task.")
    evaluator.press("Shift+F", "Alt+Left")
    evaluator.opens("t248")
    evaluator.press("Ctrl+B", "2", "4", "9", "Enter")
    evaluator.opens("t249")
    sitting = evaluator.desk.sitting
    assert sitting is not None
    assert (sitting.position, sitting.total, sitting.is_flagged) == (250, 250, True)
    evaluator.press("Ctrl+Shift+K", "2")
    # Round to the first that is still to be judged; what was typed before still holds in the drawer.
    evaluator.opens("t000")
    queue = evaluator.desk.queue
    assert queue is not None
    assert (queue.tally.to_do, queue.tally.skipped, queue.tally.flagged) == (249, 1, 1)
    assert (queue.found, queue.row) == (1, None)


def test_the_palette_runs_what_is_found_by_name(evaluator: Evaluator) -> None:
    evaluator.press("Ctrl+K")
    for letter in "wrap":
        evaluator.press(letter.upper())
    evaluator.press("Enter")
    assert evaluator.window.code.is_wrapping()
    assert evaluator.window.code.isAncestorOf(evaluator.focus)


def rows_of_the_palette(evaluator: Evaluator, wanted: str) -> list[str]:
    """What it offers for *wanted* under Actions alone."""
    evaluator.press("Ctrl+K")
    evaluator.type(wanted)
    said = offered_now(evaluator)
    evaluator.press("Esc")
    assert said[:1] in ([], ["Actions"])
    return said[1:]


def test_the_palette_says_why_a_command_cannot_run_and_how_much_is_shared(evaluator: Evaluator) -> None:
    evaluator.sees(evaluator.window.code.is_settled)
    assert rows_of_the_palette(evaluator, "align rows") == ["Align rows, View, 33 % shared, D"]
    (tie,) = rows_of_the_palette(evaluator, "tie with the one before")
    assert tie == "Tie with the one before, Judge, only for three candidates, ="
    assert rows_of_the_palette(evaluator, "no such thing") == []


def test_the_palette_offers_first_what_was_done_last_and_what_is_done_often(evaluator: Evaluator) -> None:
    evaluator.press("Shift+J", "Ctrl+K")
    first = ["Actions", "New finding, Judge, A:1–2, F", "New strength, Judge, A:1–2, G"]
    assert offered_now(evaluator)[:3] == first
    evaluator.type("wrap")
    evaluator.press("Enter", "Ctrl+K")
    assert offered_now(evaluator)[:4] == ["Actions", "Wrap lines, View, W", *first[1:]]


def test_a_task_is_gone_to_by_its_name(evaluator: Evaluator) -> None:
    evaluator.press("Ctrl+K")
    evaluator.type("frame")
    row = "frame-decoder-018, Incremental decoder for length-prefixed frames, Compare 2 · Rust · to do"
    evaluator.sees(lambda: offered_now(evaluator) == ["Tasks", row])
    evaluator.press("Enter")
    evaluator.opens("frame-decoder-018")
    evaluator.press("Ctrl+K")
    evaluator.type("#")
    evaluator.sees(lambda: len(offered_now(evaluator)) == 9)
    evaluator.press("Up", "Enter")
    evaluator.opens("free-slots-019")


def test_a_task_that_was_shown_can_be_chosen_while_others_are_looked_for(evaluator: Evaluator) -> None:
    evaluator.press("Ctrl+K")
    evaluator.type("frame")
    evaluator.sees(lambda: "Tasks" in offered_now(evaluator))
    evaluator.press("Up")
    # An answer to something else that was asked before.
    evaluator.window.flows.searching.show_tasks("other", ())
    evaluator.press("Enter")
    evaluator.opens("frame-decoder-018")


def test_a_finding_is_gone_to_by_its_name(evaluator: Evaluator) -> None:
    evaluator.press(*["J"] * 9, "F", "B", "3")
    evaluator.type("Nobody waits for the lock.")
    evaluator.press("Ctrl+Enter", "Up", "Ctrl+K")
    evaluator.type("lock")
    assert offered_now(evaluator)[:2] == ["Findings", "Nobody waits for the lock, A:10 · Bug"]
    evaluator.press("Enter")
    assert evaluator.window.code.selection() == (Slot.A, Span(10, 10))


def test_lines_and_definitions_are_gone_to_from_the_palette_as_well(evaluator: Evaluator) -> None:
    evaluator.press("Ctrl+K")
    evaluator.type(":12")
    line = evaluator.window.code.line_text(12)
    assert line is not None
    assert offered_now(evaluator) == ["Line", ", ".join(filter(None, ["Line 12", line.strip()]))]
    evaluator.press("Enter")
    assert evaluator.window.code.selection()[1].first_line == 12
    evaluator.press("Ctrl+K")
    evaluator.type("@get_or")
    evaluator.sees(lambda: offered_now(evaluator)[:1] == ["Definitions"])
    evaluator.press("Enter")
    text = evaluator.window.code.line_text(evaluator.window.code.selection()[1].first_line)
    assert text is not None
    assert "def get_or_load" in text
    evaluator.press("Ctrl+K")
    evaluator.type(":9999")
    assert offered_now(evaluator) == []
    assert "Type the number of a line of candidate A." in texts_of(evaluator.window.parts.palette)


def test_headings_are_stepped_over(evaluator: Evaluator) -> None:
    evaluator.press("Ctrl+K")
    evaluator.type("re")
    evaluator.sees(lambda: "Tasks" in offered_now(evaluator))
    rows = offered_now(evaluator)
    offered = evaluator.window.parts.palette.findChild(QListView)
    assert offered is not None
    gone_through = []
    for _ in rows:
        gone_through.append(rows[offered.currentIndex().row()])
        evaluator.press("Down")
    headings = {"Actions", "Tasks", "Help"}
    assert not headings & set(gone_through)
    assert set(gone_through) == set(rows) - headings


def test_before_a_task_is_open_the_palette_says_so(evaluator: Evaluator) -> None:
    evaluator.press("Ctrl+W")
    evaluator.sees(lambda: evaluator.desk.sitting is None)
    for prefix in "#:@":
        evaluator.press("Ctrl+K")
        evaluator.type(prefix)
        assert offered_now(evaluator) == []
        assert "Open a task first." in texts_of(evaluator.window.parts.palette)
        evaluator.press("Esc")


def texts_of(widget: QWidget) -> list[str]:
    return [one.text() for one in widget.findChildren(QLabel) if one.isVisible()]


def test_keys_do_not_reach_what_lies_under_an_overlay(evaluator: Evaluator) -> None:
    evaluator.press("F1", "1", "Esc")
    assert evaluator.desk.draft.verdict.outcome is None
    assert evaluator.window.code.isAncestorOf(evaluator.focus)


def test_differences_are_stepped_through_and_counted(evaluator: Evaluator) -> None:
    evaluator.press(".", ".", ",", "F7")
    difference = evaluator.window.workbench.task_strip.difference_in_words
    assert difference == "diff 3 of 19" or difference.startswith("diff ")


def test_the_same_row_of_the_neighbour_is_one_key_away(evaluator: Evaluator) -> None:
    evaluator.press(*["J"] * 40)
    before = evaluator.window.code.caret_y()
    evaluator.press("]")
    assert evaluator.window.code.focused_slot() is Slot.B
    assert abs(evaluator.window.code.caret_y() - before) <= 60
    evaluator.press("[")
    assert evaluator.window.code.focused_slot() is Slot.A


def test_opening_the_task_keeps_the_caret_row_where_it_is(evaluator: Evaluator) -> None:
    evaluator.press(*["J"] * 45)
    evaluator.settles()
    before = evaluator.window.code.caret_y_on_screen()
    evaluator.press("T")
    evaluator.settles()
    assert abs(evaluator.window.code.caret_y_on_screen() - before) <= 1


def test_f6_goes_round_all_regions(evaluator: Evaluator) -> None:
    seen = []
    for _ in range(7):
        evaluator.press("F6")
        seen.append(evaluator.focus)
    assert evaluator.window.workbench.panel.isAncestorOf(seen[2]) or seen[2] is not seen[0]
    assert len({id(widget) for widget in seen}) >= 5


def test_every_control_has_a_name(evaluator: Evaluator) -> None:
    evaluator.press("F", "B", "2", "T")
    make_all(evaluator.window)
    nameless = [
        repr(widget)
        for widget in evaluator.window.findChildren(QWidget)
        if isinstance(widget, QAbstractButton | QLineEdit | QTextEdit)
        and not widget.objectName().startswith("qt_")
        and not widget.accessibleName()
        and not (isinstance(widget, QAbstractButton) and widget.text())
    ]
    assert nameless == []


@pytest.mark.parametrize("size", [(1280, 800), (1440, 900), (1120, 700)])
def test_nothing_in_the_bars_is_clipped(evaluator: Evaluator, size: tuple[int, int]) -> None:
    for task in ("lru-ttl-014", "retry-backoff-002"):
        evaluator.goes_to(task)
        evaluator.window.resize(*size)
        evaluator.settles()
        bar = evaluator.window.workbench.verdict_bar
        for child in bar.findChildren(QAbstractButton):
            if child.isVisible():
                assert child.mapTo(bar, child.rect().topRight()).x() <= bar.width(), child.accessibleName()
                assert child.width() >= child.minimumSizeHint().width(), child.accessibleName()


def test_importing_a_file_with_faults_asks_and_can_take_the_rest(evaluator: Evaluator, tmp_path: Path) -> None:
    good = '{"task_id":"a","prompt":"p","candidates":[{"code":"x"},{"code":"y"}]}'
    file = tmp_path / "mixed.jsonl"
    file.write_text(good + "\n{}\n", encoding="utf-8")
    heard: list[object] = []
    evaluator.desk.import_refused.disconnect()
    evaluator.desk.import_refused.connect(lambda report, path: heard.append((report, path)))
    evaluator.desk.import_files((file,))
    evaluator.sees(lambda: len(heard) == 1)
    evaluator.desk.import_files((file,), skip_invalid=True)
    evaluator.opens("a")


def test_a_finding_in_the_second_file_names_it(evaluator: Evaluator) -> None:
    evaluator.goes_to("rate-limit-033")
    evaluator.press("Ctrl+Shift+PgDown", "J", "F", "B", "2")
    evaluator.type("Here.")
    evaluator.press("Ctrl+Enter", "Shift+Q")
    (finding,) = evaluator.desk.draft.findings
    assert evaluator.desk.sitting is not None
    assert finding.evidence[0].path == evaluator.desk.sitting.files[1]
    second = evaluator.desk.sitting.files[1]
    assert f"{{{{c:{finding.slot}:{second}#2}}}}" in evaluator.desk.draft.rationale


def test_alt_by_itself_shows_the_menus(evaluator: Evaluator) -> None:
    evaluator.hold_and_let_go_alt()
    assert evaluator.window.menuBar().isVisible()
    evaluator.hold_and_let_go_alt()
    assert not evaluator.window.menuBar().isVisible()


def test_a_message_never_lies_over_the_caret(evaluator: Evaluator) -> None:
    evaluator.press("End")
    evaluator.press(*["Shift+F7"] * 2)
    for _ in range(3):
        evaluator.press("Del")
        evaluator.press("U")
    toast = evaluator.window.workbench.toast
    caret = evaluator.window.code.caret_place()
    assert caret is not None
    assert not toast.geometry().intersects(caret)


def test_identical_candidates_are_said_so_and_a_tie_is_offered(evaluator: Evaluator, tmp_path: Path) -> None:
    file = tmp_path / "same.jsonl"
    file.write_text('{"task_id":"s","prompt":"p","candidates":[{"code":"x = 1"},{"code":"x = 1"}]}\n', encoding="utf-8")
    evaluator.desk.import_files((file,))
    evaluator.opens("s")
    assert (
        evaluator.window.code.note()
        == "A and B are identical. Tie is preselected; change it if the task says otherwise."
    )
    assert evaluator.desk.draft.verdict.ranking == ((Slot.A, Slot.B),)
    evaluator.press("Alt+Right", "2")
    assert evaluator.desk.draft.verdict.gaps == (2,)


def test_a_judgment_shown_for_reading_is_not_undone_into(evaluator: Evaluator) -> None:
    evaluator.press("Ctrl+Shift+U", "R")
    evaluator.type("Unfamiliar.")
    evaluator.press("Ctrl+Enter")
    evaluator.opens("retry-backoff-002")
    evaluator.press("A")
    evaluator.goes_to("lru-ttl-014")
    evaluator.press("U")
    assert evaluator.toast == "Press E to edit this judgment first."


def test_a_question_about_a_task_goes_when_another_one_comes(evaluator: Evaluator) -> None:
    evaluator.press("Ctrl+P")
    assert evaluator.window.parts.chooser.isVisible()
    evaluator.goes_to("rate-limit-033")
    assert not evaluator.window.parts.chooser.isVisible()
    assert evaluator.window.code.isAncestorOf(evaluator.focus)
    evaluator.press("1")
    assert evaluator.desk.draft.verdict.outcome is not None


def test_what_the_palette_offered_may_mean_nothing_for_the_task_that_has_come(evaluator: Evaluator) -> None:
    evaluator.press("Ctrl+K")
    evaluator.type("a much better")
    evaluator.goes_to("retry-backoff-002")
    evaluator.press("Enter")
    assert evaluator.toast == "A much better: only for two candidates."
    assert evaluator.desk.draft.verdict.outcome is None


def test_a_task_may_come_while_the_palette_lies_over_the_one_before(evaluator: Evaluator) -> None:
    evaluator.press("Ctrl+K")
    evaluator.goes_to("retry-backoff-002")
    evaluator.press("Esc")
    assert not evaluator.window.parts.palette.isVisible()
    evaluator.press("A")
    assert evaluator.desk.draft.verdict.ranking == ((Slot.A,),)
