"""Checks on how the judgment came about; silent where nobody watched."""

from app.domain.names import Slot
from app.domain.sitting import Attention, Seen, Spent
from app.domain.task import File
from tests.subjects import a_subject, evidence, message

LONG = (File("", "x\n" * 300),)


def watched(a: tuple[int, int], b: tuple[int, int], path: str = "") -> Attention:
    """Milliseconds on screen and the last line that was seen, of A and B."""
    looks = ((Slot.A, *a), (Slot.B, *b))
    return Attention(
        spent=tuple(Spent(slot, path, on_screen_ms=milliseconds) for slot, milliseconds, _ in looks),
        seen=tuple(Seen(slot, path, ((1, last),)) for slot, _, last in looks),
    )


def test_a_candidate_on_screen_for_less_than_five_seconds_is_told() -> None:
    assert (
        message("V2", a_subject(attention=watched((60_000, 2), (4_999, 4)))) == "You opened candidate B for 4 seconds."
    )
    assert message("V2", a_subject(attention=watched((1_500, 2), (4_000, 4)))) == "You opened candidate A for 1 second."
    assert message("V2", a_subject(attention=watched((5_000, 2), (5_000, 4)))) is None


def test_a_candidate_that_was_never_opened_is_told_beside_one_that_was() -> None:
    one_sided = Attention(spent=(Spent(Slot.A, "", on_screen_ms=9_000),))
    assert message("V2", a_subject(attention=one_sided)) == "You opened candidate B for 0 seconds."


def test_lines_that_were_never_on_screen_are_told() -> None:
    subject = a_subject(attention=watched((60_000, 300), (60_000, 120)), files=LONG)
    assert message("V3", subject) == "You never scrolled past line 120 of B; it has 300."
    assert evidence("V3", subject) == "{{c:B}} seen to line 120 of 300"
    assert message("V3", a_subject(attention=watched((9_000, 291), (9_000, 300)), files=LONG)) is None


def test_of_several_files_the_one_that_was_not_read_is_named() -> None:
    files = (File("a.py", "x\n" * 300), File("b.py", "x\n" * 40))
    subject = a_subject(attention=watched((9_000, 300), (9_000, 300), "a.py"), files=files)
    assert message("V3", subject) == "You never saw a line of b.py of A; it has 40."


def test_where_nothing_was_measured_nothing_is_said() -> None:
    for attention in (None, Attention(active_ms=9)):
        subject = a_subject(attention=attention, files=LONG)
        assert (message("V2", subject), message("V3", subject)) == (None, None)


def test_a_winner_that_fails_what_the_loser_passes_is_told() -> None:
    results = {"A": {"test_empty": "passed", "test_one": "failed"}, "B": {"test_empty": "error", "test_two": "failed"}}
    assert message("K10", a_subject("B2A", results=results)) == (
        "B fails test_empty, which A passes. Why does that test not matter?"
    )
    assert message("K10", a_subject("A2B", results=results)) is None
    assert message("K10", a_subject("B2A")) is None


def test_another_order_than_the_first_impression_is_told() -> None:
    assert message("K11", a_subject("B2A", first="A1B")) == (
        "You first put A before B. What changed? One line is enough."
    )
    for first in ("B1A", "A=B", "?", None):
        assert message("K11", a_subject("B2A", first=first)) is None
