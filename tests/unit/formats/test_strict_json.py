"""A line means the same however it is spelled, and is refused for the same reasons, whichever way it is read."""

import json
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.formats.strict_json import StrictJSONError, decode, decode_with_care

TEXTS = st.text(st.sampled_from('aé"\\/:,{} \n\t\0\x1f\x7f\u2028\ufeff😀'), max_size=6) | st.text(
    st.characters(exclude_categories=["Cs"]), max_size=6
)
NUMBERS = st.integers() | st.integers(2**53 - 2, 2**53 + 2) | st.floats()
VALUES = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)
SEPARATORS = st.sampled_from([(",", ":"), (", ", ": "), (" ,\t", " :\r"), (",  ", ":")])


@st.composite
def lines(draw: st.DrawFn) -> bytes:
    """JSON as programs write it, and now and then as none should: with a key twice, cut off, or a byte changed."""
    line = json.dumps(draw(VALUES), ensure_ascii=draw(st.booleans()), separators=draw(SEPARATORS)).encode()
    match draw(st.sampled_from(("right", "right", "twins", "inserted", "cut"))):
        case "twins":
            return line.replace(b"{", b'{"a":1,"\\u0061":2,' if draw(st.booleans()) else b'{"a":{},"a":{},', 1)
        case "inserted":
            place = draw(st.integers(0, len(line)))
            piece = draw(
                st.sampled_from(
                    [b"\\ud800", b"\\u0000", b"\xff", b"\xed\xa0\x80", b"-0", b"NaN", b"1e999", b'"', b"\\/"]
                )
            )
            return line[:place] + piece + line[place:]
        case "cut":
            return line[: draw(st.integers(0, len(line)))]
    return line


@given(lines())
@example(b'{"a":1,"a":1}')
@example(b'{"a": 1, "\\u0061": 1}')
@example(b'{"a":{"b":[1]},"a":{"b":[1]}}')
@example(b'{"a":"\\u0000"}')
@example(b'{"\\u0000":1}')
@example(b'{"a":9007199254740993}')
@example(b'["\\ud800"]')
@example(b"[" * 31 + b"]" * 31)
@example(b"[" * 32 + b"]" * 32)
@example(b"[" * 33 + b"]" * 33)
@example(b"\xef\xbb\xbf{}")
@example(b"{} {}")
def test_the_quick_way_takes_and_refuses_what_the_careful_way_does(line: bytes) -> None:
    assert outcome(decode, line) == outcome(decode_with_care, line)


def outcome(read: Any, line: bytes) -> str:
    """What came of reading *line*, with the types of all values: 1 is not 1.0, and neither is True."""
    try:
        return repr(read(line))
    except StrictJSONError as error:
        return f"{error.message} at {error.field}, {error.column}"


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (b'{"a":1,"a":1}', "the key “a” stands twice"),
        (b'{"a": {"b": "x", "b": "x"}}', "the key “b” stands twice"),
        (b'{"a":NaN}', "NaN is no JSON number"),
        (b'{"a":1e999}', "too large"),
        (b'{"a":9007199254740993}', "outside"),
        (b'{"a":"\\u0000"}', "is NUL"),
        (b'{"\\u0000":"a"}', "is NUL"),
        (b'{"a":"\\ud800"}', r"lone surrogate U\+D800"),
        (b'{"a":"\xff"}', "byte 7 is not UTF-8"),
        (b'{"a":"\x01"}', "not JSON at column 7"),
        (b'{"a":1} x', "not JSON at column 9"),
    ],
)
def test_what_two_programs_could_understand_differently_is_refused(line: bytes, says: str) -> None:
    with pytest.raises(StrictJSONError, match=says):
        decode(line)
