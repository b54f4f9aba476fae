"""Active and idle time."""

from hypothesis import given
from hypothesis import strategies as st

from app.judging.attention import IDLE_AFTER_MS, Stopwatch, active_at, noticed, paused


def test_time_between_two_inputs_is_active_up_to_a_minute_and_idle_beyond() -> None:
    watch = noticed(noticed(Stopwatch(), 1_000), 31_000)
    assert (watch.active_ms, watch.idle_ms) == (30_000, 0)
    watch = noticed(watch, 31_000 + 100_000)
    assert (watch.active_ms, watch.idle_ms) == (90_000, 40_000)


def test_time_away_from_the_window_counts_as_nothing() -> None:
    watch = paused(noticed(Stopwatch(), 0), 5_000)
    assert watch == Stopwatch(5_000, 0, None)
    assert paused(watch, 9_000) == watch
    assert noticed(watch, 50_000).active_ms == 5_000


def test_the_clock_that_is_shown_stands_still_when_idle() -> None:
    watch = noticed(Stopwatch(), 0)
    assert active_at(watch, 30_000) == 30_000
    assert active_at(watch, 500_000) == IDLE_AFTER_MS
    assert watch.is_idle(500_000)
    assert not watch.is_idle(30_000)
    assert active_at(Stopwatch(7), 99) == 7


@given(st.lists(st.integers(0, 10**7), min_size=1, max_size=20))
def test_active_and_idle_together_are_all_the_time_that_passed(moments: list[int]) -> None:
    watch = Stopwatch()
    for moment in sorted(moments):
        watch = noticed(watch, moment)
    assert watch.active_ms + watch.idle_ms == max(moments) - min(moments)


def test_a_clock_turned_back_takes_nothing_away() -> None:
    assert noticed(noticed(Stopwatch(), 9_000), 4_000).active_ms == 0
