"""The files around the task: read beside the candidates, and never taken for evidence about them."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from tests.story.conftest import Evaluator
from ui.code_view.file_strip import FileStrip

SitDown = Callable[..., Evaluator]
HELD_BACK = """schema = "diptych/task-set/1"
name = "held back"
tasks = ["tasks.jsonl"]

[policy]
version = 1
first_impression = true
"""


@pytest.fixture
def at_webhook(evaluator: Evaluator) -> Evaluator:
    """At a task with two files around it, in the third line of candidate B."""
    evaluator.press("Shift+T")
    assert evaluator.toast == "This task has no files around it."
    assert tabs(evaluator) == []
    evaluator.goes_to("webhook-verify-027")
    evaluator.press("Ctrl+2", "J", "J")
    return evaluator


def tabs(evaluator: Evaluator) -> list[QPushButton]:
    strip = evaluator.window.findChild(FileStrip)
    assert isinstance(strip, FileStrip)
    return [one for one in strip.findChildren(QPushButton) if one.isVisible()]


def in_front(evaluator: Evaluator) -> str:
    """The name of the tab that is open."""
    (name,) = [one.accessibleName() for one in tabs(evaluator) if one.isChecked()]
    return name


def test_files_are_opened_by_key_and_the_places_in_them_and_in_the_candidates_are_kept(at_webhook: Evaluator) -> None:
    before = at_webhook.window.code.place()
    at_webhook.press("Shift+T")
    assert in_front(at_webhook) == "Context file billing/security.py"
    assert at_webhook.focus.accessibleName().startswith("Context file billing/security.py code")
    at_webhook.press("J", "J", "J", "Shift+T")
    assert in_front(at_webhook) == "Candidates"
    assert at_webhook.window.code.place() == before
    at_webhook.press("Shift+T", "Ctrl+C")
    assert at_webhook.clipboard == context_of(at_webhook, 0).splitlines(keepends=True)[3]

    at_webhook.press("Ctrl+P")
    at_webhook.type("errors")
    at_webhook.press("Enter")
    assert in_front(at_webhook) == "Context file billing/errors.py"
    note = at_webhook.window.code.front._board.columns[0].header._note
    assert note.text() == "The only error that the view answers with a 400."

    at_webhook.press("Ctrl+Shift+PgDown")
    assert in_front(at_webhook) == "Candidates"
    at_webhook.press("Ctrl+Shift+PgDown")
    assert in_front(at_webhook) == "Context file billing/security.py"
    for way_back in ("F7", "Ctrl+1", "Esc"):
        at_webhook.press(way_back)
        assert in_front(at_webhook) == "Candidates"
        at_webhook.press("Shift+T")


def test_a_file_is_read_like_a_candidate_and_nothing_in_it_is_evidence(at_webhook: Evaluator) -> None:
    code = at_webhook.window.code
    at_webhook.sees(lambda: code.is_sight_told())
    with at_webhook.qtbot.waitSignal(code.sight_changed) as told:
        at_webhook.press("Shift+T")
    assert told.args[0].in_view == ()

    at_webhook.press("Ctrl+F")
    at_webhook.type("def ")
    wanted = context_of(at_webhook, 0).count("def ")
    at_webhook.sees(lambda: code.front._finding_text.bar._count.text() == f"0 of {wanted}")
    at_webhook.press("Esc", "Ctrl+G")
    at_webhook.type("7")
    at_webhook.press("Enter", "Ctrl+C")
    assert at_webhook.clipboard == context_of(at_webhook, 0).splitlines(keepends=True)[6]

    at_webhook.press("F", "G", "Q", "Shift+Q")
    assert at_webhook.desk.draft.composition is None
    assert at_webhook.desk.draft.rationale == ""
    assert in_front(at_webhook) == "Context file billing/security.py"


def test_a_finding_that_is_being_written_waits_behind_the_file(at_webhook: Evaluator) -> None:
    at_webhook.press("F", "B", "3")
    at_webhook.type("Compares byte by byte.")
    at_webhook.press("Ctrl+P")
    at_webhook.type("security")
    at_webhook.press("Enter")
    assert in_front(at_webhook) == "Context file billing/security.py"
    at_webhook.press("Esc")
    assert at_webhook.window.composer.isVisible()
    assert at_webhook.desk.draft.composition is not None
    assert at_webhook.desk.draft.composition.claim == "Compares byte by byte."


def test_files_are_kept_back_until_the_first_impression_is_locked(sit_down: SitDown, tmp_path: Path) -> None:
    task = {
        "task_id": "late",
        "prompt": "Fit in.",
        "context": [{"path": "store.py", "content": "x = 1\n", "note": "Must fit."}],
        "candidates": [{"code": "a = 1\n"}, {"code": "b = 1\n"}],
    }
    (tmp_path / "tasks.jsonl").write_text(json.dumps(task) + "\n", encoding="utf-8")
    (tmp_path / "task-set.toml").write_text(HELD_BACK, encoding="utf-8")
    person = sit_down()
    person.desk.import_files((tmp_path / "task-set.toml",))
    person.opens("late")
    person.window.code.focus_code()
    assert tabs(person) == []
    person.press("Shift+T")
    assert person.toast == "Files around the task are shown once your first impression is locked in."
    person.press("2", "Y", "1", "3", "Ctrl+Enter")
    person.sees(lambda: person.desk.draft.first_impression is not None)
    person.window.code.focus_code()
    assert [one.accessibleName() for one in tabs(person)] == ["Candidates", "Context file store.py"]
    person.press("Shift+T")
    assert in_front(person) == "Context file store.py"


def context_of(evaluator: Evaluator, index: int) -> str:
    assert evaluator.desk.sitting is not None
    return evaluator.desk.sitting.brief.context[index].content
