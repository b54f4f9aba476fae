"""Every character that a reader would not see is found, an emoji is one picture, and false letters are named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.code.display import display
from app.code.hidden_characters import (
    count_hidden,
    emoji_sequences,
    hidden_columns,
    hidden_places,
    is_hidden,
    next_place,
    previous_place,
)
from app.code.highlighting import Role, Spans, highlight, prose
from app.code.lines import split
from app.code.lookalikes import lookalikes

FAMILY = "👩\u200d👧"
HEART = "❤\ufe0f"
SCOTLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"
EMOJI = [FAMILY, HEART, SCOTLAND, "👋🏽", "1\ufe0f\u20e3", "🇩🇪", "🏳\ufe0f\u200d🌈", "👩🏽\u200d💻"]
TEXTS = st.text(alphabet=st.sampled_from("ab'# \t\u200b\u200d\ufe0f\u0301é👩❤🏽\u202e\U000e0067日"), max_size=30)


@pytest.mark.parametrize("emoji", EMOJI)
def test_an_emoji_in_prose_is_one_picture_and_in_code_its_joiners_are_boxed(emoji: str) -> None:
    line = f"a {emoji} b"
    assert emoji_sequences(line) == [(2, 2 + len(emoji))]
    assert hidden_columns(line) == ()
    assert hidden_columns(line, [(0, len(line))]) == ()
    whole = next(cluster for cluster in display(line).clusters if cluster.column == 2)
    assert (whole.text, whole.cells) == (emoji, 2)

    joiners = [2 + index for index, character in enumerate(emoji) if is_hidden(character)]
    assert list(hidden_columns(line, ())) == joiners
    assert [box.column for box in display(line, prose=()).boxes] == joiners


@pytest.mark.parametrize(
    "line",
    [
        "👩\u200d",
        "\u200d👩",
        "a\ufe0f",
        "👩\ufe0f\ufe0f",
        "\U0001f3f4\U000e0068\U000e0069\U000e007f",
        "👩\u200d\u200d👧",
        "x\u200dy",
    ],
)
def test_a_joiner_or_a_tag_that_makes_no_emoji_is_hidden_in_prose_too(line: str) -> None:
    assert hidden_columns(line)


def test_strings_and_comments_are_prose_and_names_are_not() -> None:
    source = split(f"x = '{FAMILY}'  # {HEART}\ny\u200d = 1\n{HEART}\n")
    spans: list[Spans] = []
    steps = highlight(source, language="python")
    for _, batch in steps:
        spans += batch
    places = hidden_places(source.lines, [prose(one) for one in spans])
    assert places == ((2, 1), (3, 1))
    assert hidden_places(source.lines) == ((2, 1),)


def test_prose_is_the_strings_and_comments_made_one() -> None:
    spans = (
        (0, 1, Role.NUMBER),
        (4, 5, Role.STRING),
        (5, 9, Role.STRING),
        (9, 12, Role.COMMENT),
        (14, 15, Role.STRING),
    )
    assert prose(spans) == ((4, 12), (14, 15))


def test_stepping_goes_round() -> None:
    places = ((1, 4), (3, 0), (3, 7))
    assert next_place(places, (1, 4)) == (3, 0)
    assert next_place(places, (2, 0)) == (3, 0)
    assert next_place(places, (3, 7)) == (1, 4)
    assert previous_place(places, (3, 0)) == (1, 4)
    assert previous_place(places, (1, 0)) == (3, 7)
    assert next_place((), (1, 0)) is previous_place((), (1, 0)) is None


@pytest.mark.parametrize("code", [0x2800, 0xD800, 0xFFF9, 0x85, 0x0, 0xA0, 0x3000, 0x2028])
def test_other_characters_without_ink_are_boxed(code: int) -> None:
    (box,) = display(f"a{chr(code)}b").boxes
    assert (box.column, box.end) == (1, 2)


def test_clean_ascii_has_no_marks() -> None:
    clean = "".join(map(chr, range(0x20, 0x7F))) + "\t"
    assert hidden_columns(clean) == hidden_columns(clean, ()) == ()
    assert lookalikes(clean) == ()


@given(TEXTS)
def test_the_boxes_that_are_drawn_are_the_characters_that_are_counted(line: str) -> None:
    assert tuple(box.column for box in display(line).boxes) == hidden_columns(line)
    assert count_hidden(line) == len(display(line).boxes)
    assert tuple(box.column for box in display(line, prose=()).boxes) == hidden_columns(line, ())


@given(TEXTS)
def test_outside_prose_every_hidden_character_is_boxed_and_none_is_left_to_the_font(line: str) -> None:
    for cluster in display(line, prose=()).clusters:
        assert cluster.is_box or not any(is_hidden(character) for character in cluster.text)


def test_a_false_letter_is_named() -> None:
    (found,) = lookalikes("if p\u0430ypal_total > 0:")
    assert (found.column, found.end, found.columns, found.reads_as) == (3, 15, (4,), "paypal_total")
    assert found.note == "Cyrillic \u0430 (U+0430) looks like Latin a"


@pytest.mark.parametrize(
    ("line", "reads_as"),
    [
        ("\u0441\u043e\u0440\u0443 = 1", ["copy"]),
        ("s\u0441ope", ["scope"]),
        ("\uff41dmin", ["admin"]),
        ("\U0001d41a\U0001d41b", ["ab"]),
        ("na\u00efve, caf\u00e9", []),
        ("us\u0435r_\u0438\u043c\u044f", ["user_\u0438\u043c\u044f"]),
        ("\u03b1 = \u03b1_max", []),
        ("\u0434\u043e\u043c = \u0444\u0430\u0439\u043b", []),
        ("\u30c7\u30fc\u30bf = data_\u7528", []),
        ("x = 1", []),
    ],
)
def test_names_that_imitate_others_are_told_from_names_in_another_script(line: str, reads_as: list[str]) -> None:
    assert [found.reads_as for found in lookalikes(line)] == reads_as


def test_prose_is_not_searched_for_look_alikes() -> None:
    line = "x = 's\u0441ope'"
    assert lookalikes(line, prose=[(4, 11)]) == ()
    assert len(lookalikes(line)) == 1
