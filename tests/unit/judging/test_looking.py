"""What a kept attention says, and how its time is put right."""

import pytest

from app.domain.names import Slot
from app.domain.sitting import Attention, Correction, Exhibit, Seen, Spent
from app.domain.task import File
from app.judging.looking import (
    Unseen,
    active_ms,
    corrected,
    lines_seen,
    never_reached,
    on_screen_ms,
    uncorrected,
)

ATTENTION = Attention(
    active_ms=9_000,
    spent=(Spent(Slot.A, "a.py", 2_000, 5_000), Spent(Slot.A, "b.py", 1_000, 4_000), Spent(Slot.B, "", 500, 9_000)),
    seen=(Seen(Slot.A, "a.py", ((1, 3), (7, 8))), Seen(Slot.B, "", ((1, 2),))),
)


def test_time_and_lines_are_summed_over_the_files_of_a_candidate() -> None:
    assert active_ms(ATTENTION, Slot.A) == 3_000
    assert on_screen_ms(ATTENTION, Slot.A) == 9_000
    assert (lines_seen(ATTENTION, Slot.A), lines_seen(ATTENTION, Slot.B), lines_seen(ATTENTION, Slot.C)) == (5, 2, 0)


def test_files_whose_end_was_never_seen_are_named_with_the_last_line_that_was() -> None:
    exhibits = (
        Exhibit(Slot.A, None, (File("a.py", "x\n" * 10), File("b.py", "y\n"))),
        Exhibit(Slot.B, None, (File("", "z\n" * 2),)),
    )
    assert never_reached(ATTENTION, exhibits) == (Unseen(Slot.A, "a.py", 8, 10), Unseen(Slot.A, "b.py", 0, 1))


def test_a_correction_stands_beside_what_was_measured() -> None:
    attention = corrected(ATTENTION, 60_000, " I read it on paper. ")
    assert attention.correction == Correction(60_000, "I read it on paper.")
    assert attention.active_ms == 9_000
    assert uncorrected(attention) == ATTENTION


@pytest.mark.parametrize(("milliseconds", "reason"), [(1_000, "  "), (-1, "because"), (10**9, "because")])
def test_a_correction_has_a_reason_and_a_time_that_can_be(milliseconds: int, reason: str) -> None:
    with pytest.raises(ValueError, match=r"reason|no time"):
        corrected(ATTENTION, milliseconds, reason)
