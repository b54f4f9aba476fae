"""The one spelling of a value that is hashed, logged and exported."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.canonical import LARGEST_INTEGER, canonical, digest

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-LARGEST_INTEGER, LARGEST_INTEGER) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(VALUES)
def test_it_reads_back_as_the_same_value_and_is_spelled_the_same_again(value: object) -> None:
    line = canonical(value)
    assert json.loads(line) == value
    assert canonical(json.loads(line)) == line
    assert b"\n" not in line


@given(VALUES)
def test_it_is_the_spelling_of_the_standard_library_without_white_space(value: object) -> None:
    spelled = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert canonical(value) == spelled.encode()


def test_keys_stand_in_the_order_of_code_points_and_text_is_not_escaped() -> None:
    assert canonical({"é": 1, "z": "→", "Z": [1, 2]}) == '{"Z":[1,2],"z":"→","é":1}'.encode()


@pytest.mark.parametrize("value", [1.0, [0.5], {"a": float("nan")}, LARGEST_INTEGER + 1, [-(2**60)]])
def test_numbers_that_another_reader_could_take_differently_are_refused(value: object) -> None:
    with pytest.raises(ValueError, match=r"fractions|outside"):
        canonical(value)


def test_a_lone_surrogate_is_refused() -> None:
    with pytest.raises(UnicodeEncodeError):
        canonical(["\ud800"])


def test_the_digest_is_sha_256() -> None:
    assert digest(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
