"""Which lines stand in view."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from ui.code_view.in_view import lines_in_view
from ui.code_view.rows import Row, RowKind, Rows


def line(number: int | None, height: int = 20) -> Row:
    return Row(0, RowKind.LINE, (number, 1), height, (None, None))


def rows(*all_rows: Row) -> Rows:
    return Rows(all_rows, 2)


def test_lines_count_from_half_their_height_on() -> None:
    shown = rows(*(line(number) for number in range(1, 11)))
    assert lines_in_view(shown, 0, top=0, height=100) == ((1, 5),)
    assert lines_in_view(shown, 0, top=10, height=100) == ((1, 6),)
    assert lines_in_view(shown, 0, top=11, height=100) == ((2, 6),)
    assert lines_in_view(shown, 0, top=111, height=500) == ((7, 10),)


def test_gaps_are_no_lines_and_part_none() -> None:
    shown = rows(line(1), line(None), line(None), line(2), line(3))
    assert lines_in_view(shown, 0, top=0, height=100) == ((1, 3),)
    assert lines_in_view(rows(line(None), line(None)), 0, top=0, height=100) == ()


def test_what_is_folded_away_and_what_is_written_between_lines_is_not_in_view() -> None:
    fold = Row(0, RowKind.FOLD, (3, 3), 24, (None, None), folded=20)
    zone = Row(0, RowKind.ZONE, (None, None), 60, (None, None))
    shown = rows(line(1), zone, line(2), fold, line(23), line(24))
    assert lines_in_view(shown, 0, top=0, height=400) == ((1, 2), (23, 24))


def test_a_line_that_is_higher_than_the_view_is_seen_when_it_fills_half_of_it() -> None:
    shown = rows(line(1, 1_000), line(2))
    assert lines_in_view(shown, 0, top=300, height=200) == ((1, 1),)
    assert lines_in_view(shown, 0, top=901, height=200) == ((2, 2),)


def test_nothing_is_in_view_without_rows_or_without_room() -> None:
    assert lines_in_view(rows(), 0, top=0, height=100) == ()
    assert lines_in_view(rows(line(1)), 0, top=0, height=0) == ()


@given(
    st.lists(st.tuples(st.booleans(), st.integers(1, 60)), min_size=1, max_size=40),
    st.integers(0, 900),
    st.integers(1, 300),
)
def test_spans_rise_and_stand_apart(made: list[tuple[bool, int]], top: int, height: int) -> None:
    number, all_rows = 0, []
    for has_line, pixels in made:
        number += has_line
        all_rows.append(line(number if has_line else None, pixels))
    spans = lines_in_view(rows(*all_rows), 0, top=top, height=height)
    assert all(first <= last for first, last in spans)
    assert all(one[1] + 1 < other[0] for one, other in pairwise(spans))
    assert all(first >= 1 and last <= number for first, last in spans)
