"""References that are typed out are found as people type them, and nothing else is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.names import SLOTS, Slot
from app.domain.references import references
from app.judging.bare_letters import citing_what_is_spelled
from app.judging.spelled_references import spelled_references, with_spelled_references

TWO = SLOTS[:2]


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("A:33", "{{c:A:33}}"),
        ("fails at A:33-43, not B:2.", "fails at {{c:A:33-43}}, not {{c:B:2}}."),
        ("A:33–43\nB:1", "{{c:A:33-43}}\n{{c:B:1}}"),
        ("(A:7) “A:8” A:9: no", "({{c:A:7}}) “{{c:A:8}}” {{c:A:9}}: no"),
        ("A:src/a.py#4-5", "{{c:A:src/a.py#4-5}}"),
        ("@A's loop, @B", "{{c:A}}'s loop, {{c:B}}"),
        ("@A:12", "{{c:A:12}}"),
        ("candidate A waits", "{{c:A}} waits"),
        ("Candidate B:3-4", "{{c:B:3-4}}"),
    ],
)
def test_references_are_found_as_they_are_typed(text: str, stored: str) -> None:
    assert with_spelled_references(text, TWO) == stored


@pytest.mark.parametrize(
    "text",
    [
        "A",
        "A is",
        "A:0",
        "A:9-3",
        "C:1",
        "BA:1",
        "{{c:A:33}}",
        "{A:33}",
        "http://A:80x",
        "me@A",
        "A:3:4",
        "A1:2",
        "candidates A",
    ],
)
def test_what_is_no_reference_stays(text: str) -> None:
    assert with_spelled_references(text, TWO) == text


def test_code_is_no_reference() -> None:
    assert citing_what_is_spelled("`A:33` and ```\nB:1\n``` but A:2", TWO) == "`A:33` and ```\nB:1\n``` but {{c:A:2}}"


@given(st.text(alphabet="AB@:1-–#candidate {}c.\n", max_size=40))
def test_citing_twice_is_citing_once_and_all_that_is_found_is_cited(text: str) -> None:
    once = with_spelled_references(text, TWO)
    assert with_spelled_references(once, TWO) == once
    assert len(references(once)) >= len(tuple(spelled_references(text, TWO)))


def test_letters_of_candidates_that_are_not_there_stay() -> None:
    assert [one.reference.name for one in spelled_references("A:1 B:2 C:3", (Slot.A, Slot.C))] == ["A", "C"]
