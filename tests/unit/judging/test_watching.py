"""Attention, moment by moment: active and idle time, where it went, and which lines were seen."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from app.domain.names import Slot
from app.domain.sitting import Attention, InView, Seen, Spent
from app.judging.watching import (
    Course,
    Did,
    Event,
    Read,
    Showed,
    TurnedAway,
    WentAway,
    Wrote,
    begun,
    followed,
    frozen,
    with_attention,
)

A, B = Slot.A, Slot.B


def shows(at_ms: int, *in_view: tuple[Slot, tuple[int, int]] | tuple[Slot, tuple[int, int], str]) -> Showed:
    """Lines from and to of a file in each of some panes."""
    return Showed(at_ms, tuple(InView(one[0], one[2] if len(one) > 2 else "", (one[1],)) for one in in_view))


def after(*events: Event, course: Course | None = None) -> Course:
    course = course or Course()
    for event in events:
        course = followed(course, event)
    return course


def test_time_is_active_for_a_minute_after_input_and_idle_beyond() -> None:
    attention = frozen(after(Did(0), Did(30_000)), 200_000)
    assert (attention.active_ms, attention.idle_ms) == (90_000, 110_000)


def test_time_while_the_window_is_away_is_idle_and_the_next_input_ends_it() -> None:
    course = after(Did(0), WentAway(10_000))
    assert course.is_idle(10_001)
    attention = frozen(after(Did(50_000), course=course), 55_000)
    assert (attention.active_ms, attention.idle_ms) == (15_000, 40_000)


def test_nothing_counts_before_the_first_input() -> None:
    course = after(shows(0, (A, (1, 9))))
    assert course.is_idle(5_000)
    assert frozen(course, 5_000).active_ms == 0


def test_active_time_goes_to_the_file_that_is_read_and_to_none_while_writing() -> None:
    course = after(Read(0, Slot.A, "a.py"), Read(4_000, Slot.B), Wrote(9_000))
    attention = frozen(course, 20_000)
    assert attention.spent == (Spent(Slot.A, "a.py", 4_000), Spent(Slot.B, "", 5_000))
    assert attention.active_ms == 20_000


def test_time_on_screen_counts_for_every_pane_that_shows_something() -> None:
    course = after(Did(0), shows(0, (A, (1, 9)), (B, (1, 9))), shows(3_000, (A, (1, 9))))
    spent = {one.slot: one.on_screen_ms for one in frozen(course, 10_000).spent}
    assert spent == {Slot.A: 10_000, Slot.B: 3_000}


def test_a_line_is_seen_when_it_stood_in_view_for_a_second() -> None:
    course = after(Did(0), shows(0, (A, (1, 40))), shows(999, (A, (21, 60))))
    assert frozen(course, 999).seen == ()
    assert frozen(course, 1_000).seen == (Seen(Slot.A, "", ((21, 40),)),)
    assert frozen(course, 1_999).seen == (Seen(Slot.A, "", ((21, 60),)),)


def test_scrolling_back_adds_what_was_missed_before_and_between() -> None:
    course = after(Did(0), shows(0, (A, (50, 60))), shows(1_000, (A, (1, 10))), shows(2_000, (A, (5, 55))))
    assert frozen(course, 2_500).seen == (Seen(Slot.A, "", ((1, 10), (50, 60))),)
    assert frozen(course, 3_000).seen == (Seen(Slot.A, "", ((1, 60),)),)


def test_lines_that_stand_while_nobody_is_there_are_not_seen() -> None:
    course = after(Did(0), shows(0, (A, (1, 9))), WentAway(500))
    assert frozen(course, 60_000).seen == ()
    back = after(Did(60_000), course=course)
    assert frozen(back, 60_999).seen == ()
    assert frozen(back, 61_000).seen == (Seen(Slot.A, "", ((1, 9),)),)


def test_another_file_in_the_same_pane_starts_anew() -> None:
    course = after(Did(0), shows(0, (A, (1, 9), "a.py")), shows(600, (A, (1, 9), "b.py")))
    assert frozen(course, 1_599).seen == ()
    assert frozen(course, 1_600).seen == (Seen(Slot.A, "b.py", ((1, 9),)),)


def test_a_restart_goes_on_from_what_was_kept() -> None:
    kept = frozen(after(Did(0), shows(0, (A, (1, 9)))), 5_000)
    course = after(Did(100), shows(100, (A, (9, 20))), course=begun(kept))
    attention = frozen(course, 2_100)
    assert attention.active_ms == 7_000
    assert attention.seen == (Seen(Slot.A, "", ((1, 20),)),)


def test_what_is_said_of_the_attention_is_kept_beside_the_time() -> None:
    course = after(Did(0), Did(2_000))
    said = replace(course.attention, views=("aligned",), pane_widths=(600, 600))
    attention = frozen(with_attention(course, said), 3_000)
    assert attention == Attention(3_000, views=("aligned",), pane_widths=(600, 600))


def test_attention_goes_on_for_five_seconds_when_the_window_loses_the_focus() -> None:
    course = after(Did(0), TurnedAway(10_000))
    assert not course.is_idle(14_999)
    assert course.is_idle(15_000)
    assert frozen(course, 40_000).active_ms == 15_000
    back_soon = after(Did(12_000), course=course)
    assert frozen(back_soon, 40_000).active_ms == 40_000


def test_lines_that_are_folded_away_are_not_seen() -> None:
    folded = Showed(0, (InView(A, "", ((1, 3), (40, 50))),))
    course = after(Did(0), folded)
    assert frozen(course, 1_000).seen == (Seen(A, "", ((1, 3), (40, 50))),)
    opened = after(shows(2_000, (A, (1, 30))), course=course)
    assert frozen(opened, 3_000).seen == (Seen(A, "", ((1, 30), (40, 50))),)


def test_a_candidate_without_a_line_can_be_on_screen() -> None:
    course = after(Did(0), Showed(0, (InView(A, "", ()),)))
    assert frozen(course, 4_000).spent == (Spent(A, "", 0, 4_000),)


def test_a_clock_turned_back_takes_nothing_away() -> None:
    course = after(Did(9_000), Did(4_000))
    assert frozen(course, 1_000) == Attention()


SPANS = st.lists(st.integers(1, 60), unique=True, max_size=6).map(
    lambda ends: tuple(zip(sorted(ends)[::2], sorted(ends)[1::2], strict=False))
)
EVENTS = st.one_of(
    st.builds(Did, st.integers(0, 10**6)),
    st.builds(Wrote, st.integers(0, 10**6)),
    st.builds(WentAway, st.integers(0, 10**6)),
    st.builds(TurnedAway, st.integers(0, 10**6)),
    st.builds(Read, st.integers(0, 10**6), st.sampled_from(Slot)),
    st.builds(
        lambda at, panes: Showed(at, tuple(InView(slot, "", spans) for slot, spans in panes.items())),
        st.integers(0, 10**6),
        st.dictionaries(st.sampled_from(Slot), SPANS),
    ),
)


@given(st.lists(EVENTS, min_size=1, max_size=30))
def test_active_and_idle_are_all_the_time_and_what_is_read_is_part_of_it(events: list[Event]) -> None:
    events = sorted(events, key=lambda event: event.at_ms)
    attention = frozen(after(*events), events[-1].at_ms + 5_000)
    assert attention.active_ms + attention.idle_ms == events[-1].at_ms + 5_000 - events[0].at_ms
    assert sum(spent.active_ms for spent in attention.spent) <= attention.active_ms
    assert all(spent.on_screen_ms <= attention.active_ms for spent in attention.spent)


@given(st.lists(EVENTS, min_size=1, max_size=30))
def test_the_lines_seen_are_those_that_stood_a_second_counted_one_by_one(events: list[Event]) -> None:
    events = sorted(events, key=lambda event: event.at_ms)
    end = events[-1].at_ms + 2_000
    assert frozen(after(*events), end).seen == _seen_one_by_one(events, end)


def _seen_one_by_one(events: list[Event], end: int) -> tuple[Seen, ...]:
    """The same by brute force: a clock for every line."""
    since: dict[tuple[Slot, int], int] = {}
    seen: set[tuple[Slot, int]] = set()
    until = -1

    def look(now: int) -> None:
        seen.update(line for line, start in since.items() if min(now, until) - start >= 1_000)

    for event in events:
        look(event.at_ms)
        match event:
            case Showed(at, in_view):
                lines = [
                    (pane.slot, line)
                    for pane in in_view
                    for first, last in pane.spans
                    for line in range(first, last + 1)
                ]
                since = {line: since.get(line, at) for line in lines}
            case WentAway(at):
                until = min(until, at)
            case TurnedAway(at):
                until = min(until, at + 5_000)
            case Did(at) | Wrote(at) | Read(at):
                if at >= until:
                    since = dict.fromkeys(since, at)
                until = at + 60_000
    look(end)
    found = []
    for slot in Slot:
        numbers = sorted(number for of, number in seen if of is slot)
        spans: list[tuple[int, int]] = []
        for number in numbers:
            if spans and spans[-1][1] == number - 1:
                spans[-1] = (spans[-1][0], number)
            else:
                spans.append((number, number))
        if spans:
            found.append(Seen(slot, "", tuple(spans)))
    return tuple(found)
