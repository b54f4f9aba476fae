"""What is said to those who listen: the task, the verdict, scores, findings, messages, and the line at the caret."""

import pytest

from tests.story.conftest import Evaluator


class Listener:
    """Hears what the window announces; errors interrupt."""

    def __init__(self, person: Evaluator) -> None:
        self.heard: list[str] = []
        self.interrupted: list[str] = []
        person.window.parts.announcer.announced.connect(self._hear)

    def _hear(self, text: str, interrupts: bool) -> None:
        (self.interrupted if interrupts else self.heard).append(text)

    def since(self) -> list[str]:
        """What was heard since this was asked last."""
        heard, self.heard = self.heard, []
        return heard


@pytest.fixture
def listener(evaluator: Evaluator) -> Listener:
    return Listener(evaluator)


def test_a_verdict_is_said_and_so_is_taking_it_back(evaluator: Evaluator, listener: Listener) -> None:
    evaluator.press("1")
    assert listener.since() == ["A much better, 1 of 7"]
    evaluator.press("0", "Y", "3", "2")
    said = listener.since()
    assert said[0] == "Both candidates are bad: on"
    assert said[-1] == "Confidence: fairly sure"
    evaluator.press("U", "U", "U", "U")
    assert listener.since()[-1] == "Undone: No preference chosen"


def test_scores_are_said_as_they_are_set(evaluator: Evaluator, listener: Listener) -> None:
    evaluator.press("S", "4", "-")
    assert listener.since()[-2:] == ["Correctness, candidate A: 4 of 5", "Correctness, candidate B: not applicable"]


def test_a_ranking_is_said_as_it_grows(evaluator: Evaluator, listener: Listener) -> None:
    evaluator.goes_to("retry-backoff-002")
    listener.since()
    evaluator.press("C", "3", "A")
    first, *_, last = listener.since()
    assert first == "First: candidate C"
    assert last.startswith("First: candidate C, much better than A; Second: candidate A, ")


def test_a_finding_is_said_when_it_is_kept(evaluator: Evaluator, listener: Listener) -> None:
    evaluator.press("F", "B", "3")
    evaluator.type("It starts with the wrong line.")
    listener.since()
    evaluator.press("Ctrl+Enter")
    assert listener.since()[0] == "Finding saved: High bug, A line 1, It starts with the wrong line"


def test_the_line_at_the_caret_is_said_while_the_code_is_read(evaluator: Evaluator, listener: Listener) -> None:
    evaluator.press("J")
    (said,) = listener.since()
    assert said.startswith("2, ") or "; 2, " in said
    evaluator.press("R")
    listener.since()
    evaluator.press("Alt+PgDown")
    assert listener.since() == []


def test_what_is_missing_interrupts(evaluator: Evaluator, listener: Listener) -> None:
    evaluator.press("Ctrl+Enter")
    evaluator.sees(lambda: bool(listener.interrupted))
    assert listener.interrupted == ["Choose an overall verdict (1–7)."]


def test_the_next_task_is_said_with_what_became_of_the_last(evaluator: Evaluator, listener: Listener) -> None:
    key = evaluator.desk.sitting
    assert key is not None
    evaluator.press("Ctrl+Shift+K", "1")
    evaluator.moves_on_from(key.key)
    evaluator.sees(lambda: "Skipped lru-ttl-014." in listener.heard)
    assert any(said.startswith("Task 2 of 8, ") and "compare 3" in said for said in listener.heard)


def test_how_much_is_said_is_a_choice_that_is_kept(evaluator: Evaluator, listener: Listener) -> None:
    for name, wanted in (("Announce what is important", "important"), ("Announce nothing", "off")):
        evaluator.press("Ctrl+K")
        evaluator.type(name)
        evaluator.press("Enter")
        assert evaluator.window.settings.announcements == wanted
        listener.since()
        evaluator.press("J", "1")
        assert listener.since() == (["A much better, 1 of 7"] if wanted == "important" else [])
        evaluator.press("U")


def test_a_tick_is_said_and_so_is_how_a_task_was_left(evaluator: Evaluator, listener: Listener) -> None:
    evaluator.press("O", "Space", "Space")
    assert listener.since() == ["Requirements met: ticked", "Requirements met: not ticked"]
    evaluator.press("Esc", "Ctrl+Shift+K", "2")
    evaluator.opens("retry-backoff-002")
    listener.since()
    evaluator.press("Alt+Left")
    evaluator.opens("lru-ttl-014")
    assert any(": broken task. What is handed in now counts." in said for said in listener.since())


def test_a_difference_that_is_gone_to_is_said_also_where_the_candidate_has_no_line_of_it(
    evaluator: Evaluator, listener: Listener
) -> None:
    slot = evaluator.slot_with("class TTLCache(Generic")
    evaluator.press("Ctrl+2" if slot == "A" else "Ctrl+1", "Home")
    listener.since()
    evaluator.press(*["."] * 4)
    said = listener.since()
    assert [one.split(";")[0] for one in said] == [f"difference {number} of 19" for number in range(2, 6)]
    assert any(f"; filler, 2 rows, only in {slot}" in one for one in said)


def test_who_writes_hears_where_a_difference_is_that_the_code_goes_to(evaluator: Evaluator, listener: Listener) -> None:
    evaluator.press("R")
    listener.since()
    evaluator.press("Alt+Down")
    (said,) = listener.since()
    assert said.startswith("difference 2 of 19; ")


def test_what_undo_does_is_said(evaluator: Evaluator, listener: Listener) -> None:
    evaluator.press("F", "B", "4")
    evaluator.type("Loses None.")
    evaluator.press("Ctrl+Enter")
    listener.since()
    evaluator.press("U")
    (said,) = listener.since()
    assert said.startswith("Undone: finding gone: ")
    evaluator.press("Ctrl+Shift+Z")
    (said,) = listener.since()
    assert said.startswith("Done again: finding back: ")


def test_what_is_found_is_said_with_the_line_that_is_gone_to(evaluator: Evaluator, listener: Listener) -> None:
    evaluator.press("Ctrl+F")
    listener.since()
    evaluator.type("def get(")
    evaluator.sees(lambda: listener.heard != [])
    assert listener.since()[-1] == "2 hits"
    evaluator.press("Enter")
    (said,) = listener.since()
    assert said.startswith("1 of 2; ")
    assert "def get(" in said


@pytest.mark.parametrize(
    ("keys", "says"),
    [
        ("D", "Free view"),
        ("Shift+D", "Tints off"),
        ("W", "Long lines wrapped"),
        ("I", "Blanks and line ends shown"),
        ("Z", "Only candidate A"),
        ("Shift+Z", "Identical lines folded"),
        ("Ctrl+J", "Judgment hidden"),
        ("Shift+F", "Flagged"),
    ],
)
def test_a_view_that_is_switched_is_said(evaluator: Evaluator, listener: Listener, keys: str, says: str) -> None:
    evaluator.press(keys)
    evaluator.sees(lambda: says in listener.heard)


def test_what_is_missing_at_submit_is_said_once(evaluator: Evaluator, listener: Listener) -> None:
    evaluator.press("Ctrl+Enter")
    assert len(listener.interrupted) == 1


def test_an_error_interrupts(evaluator: Evaluator, listener: Listener) -> None:
    evaluator.press("F")
    evaluator.press("Ctrl+Enter")
    assert listener.interrupted[0].startswith("Choose a category")
