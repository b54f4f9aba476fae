"""Checks on how the judgment came about; silent where nobody watched."""

from app.domain.names import Slot
from app.domain.task import File
from app.judging.checks.subject import Look, Trial
from tests.subjects import a_subject, evidence, message

LONG = (File("", "x\n" * 300),)


def looked(a: tuple[int, int], b: tuple[int, int]) -> tuple[Look, ...]:
    """Milliseconds and last line of A and B."""
    return Look(Slot.A, *a), Look(Slot.B, *b)


def test_a_candidate_on_screen_for_less_than_five_seconds_is_told() -> None:
    assert message("V2", a_subject(looks=looked((60_000, 2), (4_999, 4)))) == "You opened candidate B for 4 seconds."
    assert message("V2", a_subject(looks=looked((1_500, 2), (4_000, 4)))) == "You opened candidate A for 1 second."
    assert message("V2", a_subject(looks=looked((5_000, 2), (5_000, 4)))) is None


def test_lines_that_were_never_on_screen_are_told() -> None:
    subject = a_subject(looks=looked((60_000, 300), (60_000, 120)), files=LONG)
    assert message("V3", subject) == "You never scrolled past line 120 of B; it has 300."
    assert evidence("V3", subject) == "{{c:B}} seen to line 120 of 300"
    assert message("V3", a_subject(looks=looked((9_000, 291), (9_000, 300)), files=LONG)) is None


def test_a_last_line_says_nothing_of_several_files() -> None:
    files = (*LONG, File("b.py", "x\n"))
    assert message("V3", a_subject(looks=looked((9_000, 1), (9_000, 1)), files=files)) is None


def test_where_no_screen_watched_nothing_is_said() -> None:
    assert (message("V2", a_subject()), message("V3", a_subject())) == (None, None)


def test_a_winner_that_fails_what_the_loser_passes_is_told() -> None:
    trials = (Trial(Slot.A, "test_empty", True), Trial(Slot.B, "test_empty", False), Trial(Slot.A, "test_one", False))
    assert message("K10", a_subject("B2A", trials=trials)) == (
        "B fails test_empty, which A passes. Why does that test not matter?"
    )
    assert message("K10", a_subject("A2B", trials=trials)) is None
    assert message("K10", a_subject("B2A")) is None


def test_another_order_than_the_first_impression_is_told() -> None:
    assert message("K11", a_subject("B2A", first="A1B")) == (
        "You first put A before B. What changed? One line is enough."
    )
    for first in ("B1A", "A=B", "?", None):
        assert message("K11", a_subject("B2A", first=first)) is None
