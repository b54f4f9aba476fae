"""References in a text: the grammar, and that nothing a person types is mistaken for one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.references import (
    Reference,
    compose,
    count_words,
    parse,
    references,
    rename,
    rendered,
    spelled,
)

NAMES = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,12}", fullmatch=True)
PATHS = st.none() | st.text(min_size=1, max_size=12).filter(lambda path: path.isprintable())


@st.composite
def any_reference(draw: st.DrawFn) -> Reference:
    name = draw(NAMES)
    if draw(st.booleans()):
        return Reference(name)
    first = draw(st.integers(1, 9999))
    return Reference(name, first, draw(st.integers(first, 9999)), draw(PATHS))


PIECES = st.lists(any_reference() | st.text(min_size=1, max_size=12), max_size=6)


def joined(pieces: list[str | Reference]) -> list[str | Reference]:
    """*pieces* with neighbouring texts as one."""
    result: list[str | Reference] = []
    for piece in pieces:
        if isinstance(piece, str) and result and isinstance(result[-1], str):
            result[-1] += piece
        else:
            result.append(piece)
    return result


@given(PIECES)
def test_what_is_composed_is_parsed_again(pieces: list[str | Reference]) -> None:
    assert list(parse(compose(joined(pieces)))) == joined(pieces)


@given(st.text(alphabet="{c:\\}A1-#%", max_size=20))
def test_typed_text_that_looks_like_a_reference_stays_text(text: str) -> None:
    assert references(compose([text])) == ()
    assert "".join(str(piece) for piece in parse(compose([text]))) == text


@pytest.mark.parametrize(
    ("stored", "reference"),
    [
        ("{{c:c2}}", Reference("c2")),
        ("{{c:c2:33}}", Reference("c2", 33, 33)),
        ("{{c:c2:33-43}}", Reference("c2", 33, 43)),
        ("{{c:c2:src/a%23b.py#3-4}}", Reference("c2", 3, 4, "src/a#b.py")),
    ],
)
def test_the_four_forms_of_the_grammar(stored: str, reference: Reference) -> None:
    assert list(parse(stored)) == [reference]
    assert spelled(reference) == stored


@pytest.mark.parametrize("text", ["{{c:}}", "{{c:c1:0}}", "{{c:c1:3-}}", "{{c:c1", "{{ c:c1}}", "{{c\\:c1}}"])
def test_other_spellings_are_text(text: str) -> None:
    assert references(text) == ()


def test_a_literal_is_stored_with_a_backslash() -> None:
    assert compose(["{{c:c1}}"]) == "{{c\\:c1}}"


@given(PIECES)
def test_renaming_changes_names_and_nothing_else(pieces: list[str | Reference]) -> None:
    stored = compose(pieces)
    there = rename(stored, lambda name: "x" + name)
    assert rename(there, lambda name: name[1:]) == stored
    assert [r.name for r in references(there)] == ["x" + r.name for r in references(stored)]


def test_rendered_names_candidates_by_id() -> None:
    text = "{{c:c2:33-43}} beats {{c:c1}}, see {{c:c1:7}} and {{c:c3:a.py#1-2}}"
    assert rendered(text) == (
        "candidate c2 (lines 33-43) beats candidate c1, see candidate c1 (line 7) and candidate c3 (a.py, lines 1-2)"
    )


def test_words_are_counted_without_references() -> None:
    assert count_words("{{c:c2:33-43}} keeps   expiry\n{{c:c1}}under one lock.") == 5
    assert count_words("") == 0
