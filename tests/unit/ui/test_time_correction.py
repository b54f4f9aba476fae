"""Times as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.judging.recorded_words import clock
from ui.dialogs.time_correction import read_time


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("12", 12), ("12:30", 12.5), (" 0:06 ", 0.1), ("1:02:30", 62.5), ("90", 90), ("90:00", 90), ("24:00:00", 1440)],
)
def test_minutes_with_or_without_seconds_and_hours(text: str, minutes: float) -> None:
    assert read_time(text) == minutes * 60_000


@pytest.mark.parametrize("text", ["", "soon", "12:60", "1:60:00", "-5", "1.5", "24:00:01", "1:2:3:4", "٣"])
def test_anything_else_is_no_time(text: str) -> None:
    assert read_time(text) is None


@given(st.integers(0, 24 * 60 * 60))
def test_what_is_shown_can_be_written(seconds: int) -> None:
    assert read_time(clock(seconds * 1_000)) == seconds * 1_000
