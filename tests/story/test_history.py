"""What was handed in can be read again, revised, withdrawn and reopened, and all of it can be looked back on."""

from collections.abc import Callable

import pytest

from app.domain.draft import Outcome
from app.domain.names import Slot
from tests.story.conftest import Evaluator

WHY = (
    "keeps recency and expiry under one lock and refreshes the order on every read, while the other one never moves "
    "a hit to the end, loads a key twice under contention and cannot store None. "
)
OTHERWISE = "On second thoughts the lock is held far too long. "
LOOKING_BACK = "Ctrl+Shift+H"


@pytest.fixture
def judged(evaluator: Evaluator) -> Evaluator:
    """With the first task handed in, shown for reading."""
    evaluator.press("1", "Y", "1", "3", "S", *"45342434353535", "R")
    evaluator.type(WHY)
    evaluator.press("Ctrl+Shift+Enter")
    evaluator.sees(lambda: evaluator.desk.is_reading)
    evaluator.press("Esc")
    return evaluator


def revised(person: Evaluator) -> None:
    """Hand in another verdict with another text."""
    person.press("E", "6", "R", "End")
    assert person.window.workbench.reading_bar.text.endswith("; it stands until this is submitted.")
    person.type(OTHERWISE)
    person.press("Ctrl+Shift+Enter")
    person.sees(lambda: person.desk.is_reading)
    person.press("Esc")


def looks_back(person: Evaluator) -> str:
    """Open the history; what it says of the last event."""
    person.press(LOOKING_BACK)
    person.sees(lambda: person.window.parts.history.isVisible())
    return person.window.parts.history.text


def state_of(person: Evaluator) -> str:
    return str(person.entries[0].state)


def test_nothing_can_be_changed_while_a_judgment_is_read_and_every_key_says_so(judged: Evaluator) -> None:
    before = judged.desk.draft
    for keys in (["F"], ["G"], ["Q"], ["Y"], ["Alt+M"], ["Alt+T"], ["0"], ["Del"], ["S", "3", "Esc"], ["Ctrl+Shift+K"]):
        judged.window.workbench.toast.hide()
        judged.press(*keys)
        assert judged.toast == ("" if keys == ["Del"] else "Press E to edit this judgment first."), keys
    judged.press("R")
    judged.type("Not written.")
    assert judged.desk.draft == before
    assert not any(strip.isVisible() for strip in judged.window.workbench.strips)
    judged.press("Esc")
    judged.goes_to("retry-backoff-002")
    judged.press("Ctrl+Shift+U", "R")
    judged.type("Unfamiliar.")
    judged.press("Ctrl+Shift+Enter")
    judged.sees(lambda: judged.window.workbench.reading_bar.isVisible())
    judged.press("Esc", "X", "R")
    assert judged.window.parts.judgment.rationale.isReadOnly(), "also where a pair brings the other panel"


def test_a_revision_is_told_word_by_word_and_a_withdrawal_comes_back_by_undo(judged: Evaluator) -> None:
    assert "Verdict\nA is much better than B." in looks_back(judged)
    judged.press("Esc")
    revised(judged)
    told = looks_back(judged)
    assert judged.window.parts.history.titles == ("Handed in", "Revision 2")
    assert "Verdict\nbefore: A is much better than B.\nafter: B is clearly better than A.\n" in told
    assert f"before: {WHY}" in told
    assert f"after: {WHY}{OTHERWISE}" in told
    judged.press("Up")
    assert judged.window.parts.history.text.startswith("Handed in, ")
    judged.press("Tab")
    assert judged.spoken().startswith("What it said")
    judged.press("Tab")
    assert judged.spoken().startswith("Edit the judgment")
    judged.press("Tab", "Esc", "Ctrl+Shift+W", "Esc")
    assert judged.window.code.isAncestorOf(judged.focus)
    assert [one["revision"] for one in judged.exports()] == [2]

    judged.press("Ctrl+Shift+W")
    judged.type("I know the author.")
    judged.press("Enter")
    judged.sees(lambda: judged.toast == "Withdrew lru-ttl-014." and state_of(judged) == "todo")
    judged.sees(lambda: "Judge it anew, or reopen" in judged.window.workbench.reading_bar.text)
    assert judged.exports() == []
    assert judged.desk.draft.verdict.outcome is None
    assert "Note: I know the author." in looks_back(judged)
    judged.press("Esc", "Ctrl+Z")
    judged.sees(lambda: judged.toast == "Restored lru-ttl-014." and state_of(judged) == "done")
    judged.sees(lambda: judged.desk.is_reading)
    assert [one["revision"] for one in judged.exports()] == [3]
    assert looks_back(judged).endswith("It says the same as before.\n")


def test_what_was_withdrawn_is_judged_anew_or_reopened(judged: Evaluator) -> None:
    bar = judged.window.workbench.reading_bar
    judged.press("Ctrl+Shift+W", "Enter")
    judged.sees(lambda: "Judge it anew" in bar.text)
    judged.press("7")
    assert bar.text.endswith("; it counts again once this is submitted.")
    judged.press("U")
    assert "Judge it anew" in bar.text
    judged.press("E")
    judged.sees(lambda: judged.desk.draft.verdict.outcome is Outcome.PREFERENCE)
    assert judged.desk.draft.rationale == WHY
    assert bar.text.endswith("; it counts again once this is submitted.")
    judged.sees(lambda: state_of(judged) == "draft")
    judged.press("Ctrl+Enter")
    judged.opens("retry-backoff-002")
    assert [one["revision"] for one in judged.exports()] == [2]


def test_a_judgment_is_reopened_from_its_history_in_the_queue_after_a_restart(
    judged: Evaluator, sit_down: Callable[..., Evaluator]
) -> None:
    judged.press("Alt+Right")
    judged.opens("retry-backoff-002")
    judged.saves()
    judged.leaves()
    back = sit_down(judged.workspace)
    back.opens("retry-backoff-002")
    back.press("Ctrl+B", "Up")
    assert looks_back(back).startswith("Handed in, ")
    back.press("E")
    back.opens("lru-ttl-014")
    assert not back.desk.is_reading
    back.press("7", "Ctrl+Enter")
    back.opens("retry-backoff-002")
    (record,) = back.exports()
    assert record["revision"] == 2
    assert record["verdict"]["ranking"][0] == [back.candidate_at("lru-ttl-014", Slot.B)]


def test_a_task_without_a_past_says_so_and_a_skipped_one_why_and_is_taken_up_again(evaluator: Evaluator) -> None:
    assert looks_back(evaluator) == "Nothing was handed in or skipped yet."
    evaluator.press("E")
    assert evaluator.window.parts.history.isVisible()
    evaluator.press("Esc", "Ctrl+Shift+K", "2")
    evaluator.opens("retry-backoff-002")
    evaluator.press("Alt+Left")
    evaluator.opens("lru-ttl-014")
    assert ": broken task." in evaluator.window.workbench.reading_bar.text
    evaluator.press("Ctrl+K")
    evaluator.type("take this task up again")
    evaluator.press("Enter")
    evaluator.sees(lambda: state_of(evaluator) == "todo")
    assert not evaluator.window.workbench.reading_bar.isVisible()
    assert looks_back(evaluator).startswith("Taken up again, ")
    assert evaluator.window.parts.history.titles == ("Skipped: broken task", "Taken up again")
