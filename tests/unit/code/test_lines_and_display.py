"""Lines as they are stored, and the grid on which each is drawn."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.code.display import display
from app.code.hidden_characters import count_hidden, full_name, is_hidden, short_name
from app.code.lines import excerpt, join, quote, split
from app.code.wrapping import count_sublines, wrapped

TEXTS = st.text(alphabet=st.sampled_from("ab \t\r\n\u2028\u200b\u0301é日🙂\u202e\ufe0f\u200d"), max_size=40)
LINES = TEXTS.filter(lambda text: "\n" not in text and "\r" not in text)
BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"


@given(TEXTS)
def test_lines_join_to_the_text_and_end_at_nothing_but_lf_crlf_and_cr(text: str) -> None:
    source = split(text)
    assert join(source) == text
    assert all("\n" not in line and "\r" not in line for line in source.lines)
    assert set(source.ends) <= {"\n", "\r\n", "\r", ""}
    assert "" not in source.ends[:-1]


@pytest.mark.parametrize(
    ("text", "lines"),
    [("", ()), ("a", ("a",)), ("a\n", ("a",)), ("\n", ("",)), ("a\r\nb\rc\n\nd", ("a", "b", "c", "", "d"))],
)
def test_the_last_line_may_lack_its_end(text: str, lines: tuple[str, ...]) -> None:
    assert split(text).lines == lines


def test_an_excerpt_keeps_the_line_ends_and_a_quote_has_its_own() -> None:
    source = split("one\r\ntwo\r\nthree")
    assert excerpt(source, 1, 2) == "one\r\ntwo\r\n"
    assert excerpt(source, 3, 9) == "three"
    assert quote(source, 1, 3) == "one\ntwo\nthree"
    assert quote(source, 1, 2, first_column=2, last_column=1) == "ne\nt"
    assert quote(source, 2, 2, first_column=2, last_column=3) == "wo"
    assert quote(source, 8, 9) == ""


@given(LINES)
def test_every_column_has_its_cell_and_every_cell_its_column(line: str) -> None:
    shown = display(line)
    cells = [shown.cell_of(column) for column in range(len(line) + 1)]
    assert cells == sorted(cells)
    assert cells[-1] == shown.cells
    columns = [shown.column_of(cell) for cell in range(shown.cells + 1)]
    assert columns == sorted(columns)
    assert all(0 <= column <= len(line) for column in columns)
    for cluster in shown.clusters:
        assert shown.cell_of(cluster.column) == cluster.cell
        assert shown.column_of(cluster.cell) == cluster.column


def test_a_plain_line_is_its_own_grid() -> None:
    shown = display("x = 1")
    assert shown.is_plain
    assert (shown.cells, shown.cell_of(3), shown.column_of(3), shown.column_of(99)) == (5, 3, 3, 5)


def test_tabs_go_to_their_stops() -> None:
    shown = display("\tab\tc")
    assert shown.text == "    ab  c"
    assert [shown.cell_of(column) for column in range(5)] == [0, 4, 5, 6, 8]


def test_wide_characters_take_two_cells_and_marks_none() -> None:
    shown = display("日e\u0301x👩\u200d👧!")
    assert [(cluster.text, cluster.cells) for cluster in shown.clusters] == [
        ("日", 2),
        ("e\u0301", 1),
        ("x", 1),
        ("👩\u200d👧", 2),
        ("!", 1),
    ]


def test_a_line_that_is_too_long_is_cut_and_says_how_much_is_left_out() -> None:
    shown = display("x" * 25, limit=10)
    cut = shown.clusters[-1]
    assert (cut.text, cut.is_cut, shown.left_out) == (" … 15 more characters", True, 15)
    assert [(shown.cell_of(column), shown.column_of(column)) for column in (0, 9)] == [(0, 0), (9, 9)]
    assert (shown.cell_of(17), shown.column_of(cut.cell + 5)) == (10, 10)
    assert (shown.cell_of(25), shown.column_of(shown.cells)) == (shown.cells, 25)


def test_the_rest_of_a_long_line_can_be_shown() -> None:
    shown = display("x" * 10_001, limit=None)
    assert (shown.cells, shown.left_out, shown.is_plain) == (10_001, 0, True)
    assert display("x" * 10_000).is_plain
    assert display("x" * 10_001).left_out == 1


@given(LINES, st.integers(0, 12))
def test_a_cut_line_maps_columns_and_cells_both_ways(line: str, limit: int) -> None:
    shown = display(line, limit=limit)
    assert shown.left_out == max(0, len(line) - limit)
    assert sum(cluster.is_cut for cluster in shown.clusters) == (shown.left_out > 0)
    cells = [shown.cell_of(column) for column in range(len(line) + 1)]
    assert cells == sorted(cells)
    assert cells[-1] == shown.cells
    assert shown.column_of(shown.cells) == len(line)


def test_marks_are_piled_up_to_a_number_and_then_stand_in_cells_of_their_own() -> None:
    assert [len(cluster.text) for cluster in display("e" + "\u0301" * 20).clusters] == [9, 9, 3]


def test_storage_order_is_what_is_drawn() -> None:
    line = "a\u202eb\u05d0\u05d1c"
    drawn = "".join(cluster.text for cluster in display(line).clusters)
    assert drawn == "aRLOb\u05d0\u05d1c"


def test_every_bidirectional_control_and_every_ignorable_is_boxed() -> None:
    assert all(display(f"a{control}b").boxes for control in BIDI)
    ignorable = [0xAD, 0x34F, 0x61C, *range(0x115F, 0x1161), 0x17B4, 0x17B5, *range(0x180B, 0x1810), 0x3164, 0xFFA0]
    ignorable += [*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), *range(0xFE00, 0xFE10)]
    ignorable += [0xFEFF, *range(0xFFF0, 0xFFF9), *range(0x1BCA0, 0x1BCA4), *range(0x1D173, 0x1D17B)]
    ignorable += range(0xE0000, 0xE1000)
    assert len(ignorable) == 4_174
    assert all(is_hidden(chr(code)) for code in ignorable)


def test_clean_text_has_no_marks() -> None:
    clean = "".join(map(chr, range(0x20, 0x7F))) + "\t\n\r"
    assert count_hidden(clean) == 0
    assert count_hidden("é日🙂") == 0
    assert count_hidden("a\u200bb\u00a0") == 2


@pytest.mark.parametrize(
    ("character", "name"), [("\u202e", "RLO"), ("\x1b", "ESC"), ("\x7f", "DEL"), ("\u200b", "ZWSP"), ("\x85", "U+0085")]
)
def test_boxes_have_short_names(character: str, name: str) -> None:
    assert short_name(character) == name


def test_a_tooltip_has_the_full_name() -> None:
    assert full_name("\u202e") == "U+202E RIGHT-TO-LEFT OVERRIDE"
    assert full_name("\x85") == "U+0085"


@given(LINES.map(lambda line: line * 5), st.integers(1, 60))
def test_wrapping_draws_every_cell_once_and_always_ends(line: str, width: int) -> None:
    shown = display(line)
    pieces = wrapped(shown, width)
    assert pieces[0].first == 0
    assert pieces[-1].last == shown.cells
    for before, after in itertools.pairwise(pieces):
        assert before.last == after.first
        assert before.last > before.first
    assert count_sublines(shown, width) == len(pieces)


@given(st.text(alphabet="ab c", max_size=80), st.integers(4, 30))
def test_pieces_fit_the_width_but_for_a_blank_at_the_edge(line: str, width: int) -> None:
    shown = display(line)
    for piece in wrapped(shown, width):
        text = shown.text[piece.first : piece.last]
        assert piece.indent + len(text.rstrip()) <= width or piece.indent + len(text) <= width + 1


def test_continuations_hang_two_cells_deeper_and_break_at_blanks() -> None:
    pieces = wrapped(display("    return first + second + third"), 20)
    assert [(piece.first, piece.last, piece.indent) for piece in pieces] == [(0, 19, 0), (19, 33, 6)]
    assert wrapped(display("short"), 20) == wrapped(display("short"), 0)


def test_a_deep_line_hangs_less_where_there_is_little_room() -> None:
    pieces = wrapped(display(" " * 18 + "call(argument)"), 20)
    assert pieces[1].indent == 2
    assert wrapped(display("abcdefghijkl"), 5)[1].indent == 0


def test_boxed_characters_wrap_whole() -> None:
    shown = display("aa \u202ebb \u2066cc")
    for piece in wrapped(shown, 9):
        for cluster in shown.clusters:
            assert not cluster.cell < piece.first < cluster.cell + cluster.cells
