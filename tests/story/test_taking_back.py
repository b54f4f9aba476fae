"""Taking back what was handed in, skipped or withdrawn: what was written is there again, and nothing else is touched."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.draft import Outcome
from app.domain.names import TaskId, TaskKey
from tests.story.conftest import Evaluator

WHY = (
    "It keeps recency and expiry under one lock and refreshes the order on every read, while the other one is first in, "
    "first out and loads a key twice when two threads ask for it at the same time. "
)


def judges(person: Evaluator, verdict: str = "1") -> None:
    person.press(verdict, "Y", "1", "3", "S", *"4" * 14, "R")
    person.type(WHY)


def judges_and_comes_back(person: Evaluator) -> None:
    """Hand the first task in, and have it on the desk again, to be read."""
    judges(person)
    person.press("Ctrl+Enter")
    person.opens("retry-backoff-002")
    person.press("Alt+Left")
    person.opens("lru-ttl-014")


def stands(person: Evaluator) -> int:
    """How many judgments stand."""
    person.saves()
    return len(person.exports())


@pytest.fixture
def alone(sit_down: Callable[..., Evaluator], tmp_path: Path) -> Evaluator:
    """At the only task of a set."""
    codes = ("def f():\n    return 1\n", "def f():\n    return 2\n")
    task = {
        "task_id": "alone",
        "kind": "comparison",
        "language": "python",
        "prompt": "Do it.",
        "candidates": [{"candidate_id": f"c{n}", "model": f"m{n}", "code": code} for n, code in enumerate(codes)],
    }
    (tmp_path / "alone.jsonl").write_text(json.dumps(task), encoding="utf-8")
    person = sit_down()
    person.desk.import_files((tmp_path / "alone.jsonl",))
    person.sees(lambda: person.desk.sitting is not None)
    person.opens("alone")
    if person.window.workbench.task_strip.is_open:
        person.press("T")
    person.window.code.focus_code()
    return person


def test_the_last_judgment_of_a_set_is_taken_back_with_all_that_was_written(alone: Evaluator) -> None:
    judges(alone)
    draft = alone.desk.draft
    alone.press("Ctrl+Enter")
    alone.sees(lambda: alone.desk.is_reading)
    assert alone.toast == "All 1 judged. Export with Ctrl+E."
    alone.window.code.focus_code()
    alone.press("U")
    alone.sees(lambda: not alone.desk.is_reading)
    assert replace(alone.desk.draft, checks=()) == draft
    assert stands(alone) == 0
    assert replace(alone.desk.draft, checks=()) == draft


def test_so_is_one_that_was_handed_in_to_stay_at(evaluator: Evaluator) -> None:
    judges(evaluator)
    draft = evaluator.desk.draft
    evaluator.press("Ctrl+Shift+Enter")
    evaluator.sees(lambda: evaluator.desk.is_reading)
    evaluator.window.code.focus_code()
    evaluator.press("U")
    evaluator.sees(lambda: not evaluator.desk.is_reading)
    assert replace(evaluator.desk.draft, checks=()) == draft


def test_where_nothing_is_judged_that_is_what_is_said(alone: Evaluator) -> None:
    alone.press("Ctrl+Shift+K", "2")
    alone.sees(lambda: alone.toast.startswith("Nothing left to judge"))
    assert alone.toast == "Nothing left to judge: 0 of 1 judged. Export with Ctrl+E."


def test_undo_on_another_task_leaves_a_revision_that_was_begun_alone(evaluator: Evaluator) -> None:
    judges_and_comes_back(evaluator)
    evaluator.press("E", "R")
    evaluator.type("And one more paragraph. ")
    evaluator.press("Alt+Right")
    evaluator.opens("retry-backoff-002")
    evaluator.press("U")
    evaluator.settles()
    evaluator.goes_to("lru-ttl-014")
    assert evaluator.desk.draft.rationale.endswith("And one more paragraph. ")
    assert stands(evaluator) == 1


def test_undo_while_a_judgment_is_being_handed_in_takes_it_back_whole(evaluator: Evaluator) -> None:
    judges(evaluator)
    draft = evaluator.desk.draft
    evaluator.press("Ctrl+Enter")
    evaluator.desk.undo()
    evaluator.sees(lambda: not evaluator.desk._sheet.is_submitting)
    evaluator.saves()
    evaluator.goes_to("lru-ttl-014")
    assert evaluator.desk.draft == draft
    assert stands(evaluator) == 0


def test_undo_in_a_line_of_text_ends_with_the_line(evaluator: Evaluator) -> None:
    judges(evaluator)
    evaluator.press("Ctrl+Enter")
    evaluator.opens("retry-backoff-002")
    evaluator.press("Ctrl+F")
    evaluator.type("abc")
    for _ in range(4):
        evaluator.press("Ctrl+Z")
    evaluator.settles()
    assert evaluator.desk.sitting is not None
    assert evaluator.desk.sitting.key.task_id == "retry-backoff-002"
    assert stands(evaluator) == 1


def test_a_revision_in_which_everything_was_undone_is_none(evaluator: Evaluator) -> None:
    judges_and_comes_back(evaluator)
    evaluator.press("E", "6")
    evaluator.saves()
    evaluator.press("U", "Alt+Right")
    evaluator.opens("retry-backoff-002")
    evaluator.press("Alt+Left")
    evaluator.opens("lru-ttl-014")
    assert evaluator.desk.is_reading


def test_a_judged_task_is_not_skipped(evaluator: Evaluator) -> None:
    judges_and_comes_back(evaluator)
    evaluator.press("E", "Ctrl+Shift+K", "2")
    assert evaluator.toast == "A task that is judged is not skipped; withdraw the judgment first."


def test_what_cannot_be_judged_says_nothing_else(evaluator: Evaluator) -> None:
    assert evaluator.desk.sitting is not None
    key = evaluator.desk.sitting.key
    evaluator.press("7", "Y", "1", "3", "Ctrl+Shift+U", "0", "R")
    assert evaluator.desk.draft.verdict.outcome is Outcome.CANNOT_JUDGE
    evaluator.type("I do not know this library.")
    evaluator.press("Ctrl+Enter")
    evaluator.moves_on_from(key)
    (record,) = evaluator.exports()
    verdict = record["verdict"]
    assert verdict["outcome"] == "cannot_judge"
    assert (verdict["none_acceptable"], verdict["deciding_criterion"], verdict["confidence"]) == (False, None, None)


def test_why_something_cannot_be_judged_is_asked_for_in_these_words(evaluator: Evaluator) -> None:
    evaluator.press("Ctrl+Shift+U", "Ctrl+Enter")
    message = evaluator.window.workbench.message
    assert message.accessibleName() == "Say in the rationale why it cannot be judged."


def test_another_verdict_ends_the_question_that_was_about_the_one_before(evaluator: Evaluator) -> None:
    evaluator.keeps_when_asked = False
    evaluator.press("1", "Y", "1", "3", "S", *"15" * 7, "R")
    evaluator.type(WHY)
    evaluator.press("Ctrl+Enter")
    check = evaluator.window.workbench.check
    evaluator.sees(check.isVisible)
    evaluator.press("Alt+7")
    assert not check.isVisible()
    assert evaluator.desk.sitting is not None
    assert evaluator.desk.sitting.key == TaskKey("sample", TaskId("lru-ttl-014"))
