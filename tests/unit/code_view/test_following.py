"""Panes that scroll by themselves: what stands opposite, and how the others follow."""

from itertools import pairwise
from typing import TypeVar

from hypothesis import given
from hypothesis import strategies as st

from app.code.alignment import Alignment, align
from app.code.lines import split
from app.steps import finished
from ui.code_view.following import blocks, borders, followed
from ui.code_view.rows import Rows, lay_out
from ui.code_view.scrolling import Positions

T = TypeVar("T")
LINE = 20
LINES = st.lists(st.sampled_from(["alpha = 1", "beta = 2", "if gamma:", "    return delta", ""]), max_size=14)
CODES = st.tuples(LINES.map("\n".join), LINES.map("\n".join))
SHARED = "".join(f"shared_{number} = {number}\n" for number in range(40))
EXTRA = "".join(f"only_here_{number} = None\n" for number in range(30))


def aligned(*codes: str) -> Alignment:
    return finished(align([split(code) for code in codes]))


def rows_of_each(alignment: Alignment, panes: int) -> list[Rows]:
    return [
        finished(lay_out(alignment.rows, panes=panes, shown=(pane,), file=0, line_height=LINE, sublines=({},) * panes))
        for pane in range(panes)
    ]


@given(CODES)
def test_borders_rise_on_both_sides_from_the_first_line_to_the_last(codes: tuple[str, str]) -> None:
    found = borders(aligned(*codes).rows, 0, 1)
    assert found[0] == (0, 0)
    assert found[-1] == tuple(len(split(code).lines) for code in codes)
    assert all(
        left <= left_after and right <= right_after for (left, right), (left_after, right_after) in pairwise(found)
    )


@given(CODES)
def test_borders_and_blocks_are_the_same_seen_from_the_other_side(codes: tuple[str, str]) -> None:
    rows = aligned(*codes).rows
    assert [border[::-1] for border in borders(rows, 1, 0)] == list(borders(rows, 0, 1))
    assert [(c, d, a, b) for a, b, c, d in blocks(rows, 1, 0)] == list(blocks(rows, 0, 1))


@given(CODES)
def test_each_pane_by_itself_has_its_own_lines_and_no_gap(codes: tuple[str, str]) -> None:
    for pane, rows in enumerate(rows_of_each(aligned(*codes), 2)):
        assert [row.lines[pane] for row in rows.rows] == list(range(1, len(split(codes[pane]).lines) + 1))
        assert rows.height == LINE * len(rows.rows)


def test_equal_lines_stay_opposite_while_one_pane_is_scrolled() -> None:
    alignment = aligned(SHARED, EXTRA + SHARED)
    left, right = rows_of_each(alignment, 2)
    opposite = borders(alignment.rows, 0, 1)
    for line in range(40):
        assert followed(line * LINE, left, right, panes=(0, 1), opposite=opposite) == (30 + line) * LINE


def test_a_pane_with_nothing_to_show_waits_until_the_other_has_passed_it() -> None:
    alignment = aligned(SHARED, EXTRA + SHARED)
    left, right = rows_of_each(alignment, 2)
    opposite = borders(alignment.rows, 1, 0)
    assert {followed(line * LINE, right, left, panes=(1, 0), opposite=opposite) for line in range(30)} == {0}


def test_a_pane_scrolled_alone_leaves_the_others_where_they_are() -> None:
    alignment = aligned(SHARED, EXTRA + SHARED)
    positions = Positions()
    positions.show(rows_of_each(alignment, 2), opposite=lambda left, right: borders(alignment.rows, left, right))
    positions.scroll(1, 700, height=300, line_height=LINE, alone=True)
    assert (positions.offset(0), positions.offset(1)) == (0, 700)
    positions.scroll(1, 720, height=300, line_height=LINE)
    assert (positions.offset(0), positions.offset(1)) == (120, 720)
