"""A pane as one text: offsets lead to lines and columns and back, whatever the lines hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.names import Slot
from ui.code_view.content import PaneContent
from ui.code_view.spoken_text import SpokenText

LINES = st.lists(st.text(st.sampled_from("ab \t\u202e\u200b\u00e9\u6f22\U0001f600"), max_size=12), max_size=8)


def a_text(code: str) -> SpokenText:
    return SpokenText(PaneContent(Slot.A, code))


def drawn(lines: list[str]) -> str:
    content = PaneContent(Slot.A, "".join(f"{line}\n" for line in lines))
    return "\n".join(content.display(number).text for number in range(1, content.lines + 1))


def in_units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@given(LINES)
def test_the_text_is_what_is_drawn_line_by_line(lines: list[str]) -> None:
    spoken = a_text("".join(f"{line}\n" for line in lines))
    assert spoken.length == in_units(drawn(lines))
    assert spoken.text(0, spoken.length) == drawn(lines)


@given(LINES, st.integers(0, 100), st.integers(0, 100))
def test_a_part_is_the_part_of_the_whole(lines: list[str], start: int, end: int) -> None:
    whole = drawn(lines).encode("utf-16-le")
    spoken = a_text("".join(f"{line}\n" for line in lines))
    start, end = sorted((min(start, spoken.length), min(end, spoken.length)))
    assert spoken.text(start, end).encode("utf-16-le", "surrogatepass") == whole[2 * start : 2 * end]


@given(LINES)
def test_every_line_begins_where_it_is_said_to(lines: list[str]) -> None:
    spoken = a_text("".join(f"{line}\n" for line in lines))
    for number in range(1, len(lines) + 1):
        assert spoken.line_at(spoken.start_of(number)) == number
        assert spoken.place_at(spoken.start_of(number)) == (number, 0)


@given(LINES, st.data())
def test_a_column_is_found_again_at_its_offset(lines: list[str], data: st.DataObject) -> None:
    content = PaneContent(Slot.A, "".join(f"{line}\n" for line in lines))
    spoken = SpokenText(content)
    for number in range(1, content.lines + 1):
        shown = content.display(number)
        columns = [cluster.column for cluster in shown.clusters] or list(range(len(shown.text)))
        for column in columns:
            assert spoken.place_at(spoken.offset_of(number, column)) == (number, column)


@pytest.mark.parametrize(
    ("code", "said"), [("", ""), ("a\u202eb\n", "aRLOb"), ("x = '\U0001f600'\n", "x = '\U0001f600'")]
)
def test_hidden_characters_are_told_by_their_names(code: str, said: str) -> None:
    spoken = a_text(code)
    assert spoken.text(0, 99) == said


def test_a_line_that_is_drawn_otherwise_makes_the_text_anew() -> None:
    content = PaneContent(Slot.A, "x" * 20_000 + "\nnext\n")
    spoken = SpokenText(content)
    assert spoken.is_of(content)
    content.show_whole(1)
    assert not spoken.is_of(content)
    assert SpokenText(content).start_of(2) == 20_001
