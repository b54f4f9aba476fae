"""Where rows stand: one list for all panes, positions by arithmetic."""

from hypothesis import given
from hypothesis import strategies as st

from app.code.alignment import align, unaligned
from app.code.lines import split
from app.steps import finished
from ui.code_view.rows import Row, RowKind, Rows, Zone, lay_out
from ui.code_view.scrolling import Anchor, anchor_for, clamped, scroll_keeping, scroll_revealing, scroll_to_third

CODES = st.lists(
    st.lists(st.sampled_from(["a", "b", "if x:", "    return 1", ""]), max_size=12).map("\n".join),
    min_size=2,
    max_size=3,
)
LINE = 20


def rows_of(codes: list[str], *, zone: Zone | None = None, pieces: int = 1) -> Rows:
    """Rows of *codes*, aligned; lines that say something are broken into *pieces*."""
    sources = [split(code) for code in codes]
    alignment = finished(align(sources))
    rows = finished(
        lay_out(
            alignment.rows,
            panes=len(codes),
            shown=range(len(codes)),
            file=0,
            line_height=LINE,
            sublines=[
                {line: pieces for line, text in enumerate(source.lines, 1) if text.strip()} for source in sources
            ],
        )
    )
    return rows if zone is None else rows.with_zone(zone)


@given(CODES)
def test_every_line_of_every_pane_stands_in_one_row_and_in_order(codes: list[str]) -> None:
    rows = rows_of(codes)
    for pane, code in enumerate(codes):
        lines = [row.lines[pane] for row in rows.rows if row.lines[pane] is not None]
        assert lines == list(range(1, len(split(code).lines) + 1))
        assert [rows.rows[rows.row_of(pane, line) or 0].lines[pane] for line in lines if line is not None] == lines


@given(CODES, st.integers(1, 3))
def test_a_row_is_found_at_every_height_that_it_covers(codes: list[str], pieces: int) -> None:
    rows = rows_of(codes, pieces=pieces)
    for index, row in enumerate(rows.rows):
        assert rows.row_at(rows.top(index)) == index
        assert rows.row_at(rows.top(index) + row.height - 1) == index
    assert rows.height == sum(row.height for row in rows.rows)
    assert rows.top(len(rows.rows)) == rows.height


@given(CODES.filter(lambda codes: any(codes)), st.data())
def test_a_zone_stands_right_behind_its_line_and_moves_nothing_above_it(codes: list[str], data: st.DataObject) -> None:
    pane = data.draw(st.sampled_from([index for index, code in enumerate(codes) if code]))
    line = data.draw(st.integers(1, len(split(codes[pane]).lines)))
    closed, opened = rows_of(codes), rows_of(codes, zone=Zone(pane, line, 236))
    at = opened.row_of(pane, line)
    assert at is not None
    assert opened.rows[at + 1].kind is RowKind.ZONE
    assert opened.height == closed.height + 236
    assert [opened.top(index) for index in range(at + 1)] == [closed.top(index) for index in range(at + 1)]


def test_a_row_is_as_high_as_its_line_with_the_most_pieces() -> None:
    sources = [split("short"), split("a long one")]
    rows = finished(
        lay_out(
            unaligned(sources).rows,
            panes=2,
            shown=(0, 1),
            file=0,
            line_height=LINE,
            sublines=({}, {1: 3}),
        )
    )
    assert [row.height for row in rows.rows] == [3 * LINE]


def test_where_a_candidate_has_no_line_its_row_is_a_filler() -> None:
    rows = rows_of(["a\nb\nc", "a\nc"])
    assert [[row.kind_in(pane).value for pane in range(2)] for row in rows.rows] == [
        ["line", "line"],
        ["line", "filler"],
        ["line", "line"],
    ]


def test_the_line_near_a_filler_is_the_one_above_and_at_the_top_the_one_below() -> None:
    rows = rows_of(["first\na\nb", "a\nb"])
    assert rows.line_near(1, 0) == 1
    rows = rows_of(["a\nb\nc", "a\nc"])
    assert rows.line_near(1, 1) == 1


def test_an_empty_candidate_has_no_line_near_anything_and_still_has_room_for_a_zone() -> None:
    rows = rows_of(["a\nb", ""], zone=Zone(1, 1, 100))
    assert rows.line_near(1, 0) is None
    assert [row.kind for row in rows.rows] == [RowKind.ZONE, RowKind.LINE, RowKind.LINE]


def test_no_rows_at_all_are_no_trouble() -> None:
    rows = Rows((), 1)
    assert (rows.height, rows.top(0), rows.row_of(0, 1), rows.line_near(0, 0)) == (0, 0, None, None)


def hundred_lines() -> Rows:
    return Rows([Row(0, RowKind.LINE, (n,), LINE, (None,)) for n in range(1, 101)], 1)


def test_what_is_read_is_held_by_the_caret_while_it_is_in_view_and_else_by_the_topmost_line() -> None:
    rows = hundred_lines()
    assert anchor_for(rows, 205, 400, pane=0, caret=20) == Anchor(0, 20, 175)
    assert anchor_for(rows, 205, 400, pane=0, caret=90) == Anchor(0, 11, -5)


def test_an_anchor_stands_where_it_stood_when_rows_above_it_grow() -> None:
    before = hundred_lines()
    grown = Rows([Row(0, RowKind.LINE, (n,), 2 * LINE, (None,)) for n in range(1, 101)], 1)
    anchor = anchor_for(before, 205, 400, pane=0, caret=20)
    scroll = scroll_keeping(grown, anchor, 205)
    assert grown.top(19) - scroll == before.top(19) - 205


def test_a_row_in_view_is_revealed_without_scrolling_and_another_by_as_little_as_needed() -> None:
    rows = hundred_lines()
    assert scroll_revealing(rows, 15, 200, 400, LINE) == 200
    assert scroll_revealing(rows, 40, 200, 400, LINE) == 41 * LINE + 2 * LINE - 400
    assert scroll_revealing(rows, 5, 200, 400, LINE) == 5 * LINE - 2 * LINE


def test_a_difference_lands_at_a_third_and_nobody_scrolls_out_of_the_text() -> None:
    rows = hundred_lines()
    assert rows.top(50) - scroll_to_third(rows, 50, 600) == 200
    assert clamped(-50, rows, 600, LINE) == 0
    assert clamped(99_999, rows, 600, LINE) == 100 * LINE + 2 * LINE - 600
