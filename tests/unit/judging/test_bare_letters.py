"""Letters that stand for candidates are found; the article, the language and other people's letters are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.names import SLOTS, Slot
from app.domain.references import located, references
from app.judging.bare_letters import bare_letters, with_references

TWO = SLOTS[:2]


def found(text: str, slots: tuple[Slot, ...] = SLOTS, language: str | None = "python") -> str:
    """The letters that were found, in order."""
    return "".join(letter.slot for letter in bare_letters(text, slots, language=language))


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("A is better than B.", "AB"),
        ("I prefer B's loop, and A’s names.", "BA"),
        ("Empty input breaks B and nothing breaks A.", "BA"),
        ("A and B both leak; C does not.", "ABC"),
        ("A raises on empty input. A correctly handles none.", "AA"),
        ("A never locks. A also leaks.", "AA"),
        ("Safety: B leaks. A: fine.", "BA"),
        ("- B leaks\n- A is fine", "BA"),
        ("A > B > C", "ABC"),
        ("A, B and C fail", "ABC"),
        ("both A/B fail", "AB"),
        ("The second (B) leaks.", "B"),
        ("compared A to B", "AB"),
        ("{{c:A}} is fine but B is not", "B"),
        ("Candidate A overflows; option B does not.", "AB"),
        ("There is a bug in C, and it is ported from A.", "CA"),
        ("It takes the lock A takes, and then B leaks. A does not.", "BA"),
        ("In case B is given nothing, it stops.", "B"),
    ],
)
def test_letters_of_candidates_are_found(text: str, letters: str) -> None:
    assert found(text) == letters


@pytest.mark.parametrize(
    "text",
    [
        "A cleaner solution. A bug in the loop. A lock is missing.",
        "Safety: A lock is missing.\n- A race.\n1. A leak.",
        "A process is started, a class is added. A series of calls. A tedious loop. A previous call.",
        "A carefully written cache. A well-named loop.",
        "written in C, a C library, C code, plain C, C++, C# and C strings",
        "Thread A waits for thread B. Then A writes.",
        "threads A and B race; users A, B and C are deleted",
        "the sum of operands A and B",
        "vitamin C, plan B, grade A, hepatitis B, B-trees, a B tree",
        "`A` is set, 'B' is a char, and “C” as well",
        "```\nA = B\n```",
        "x = A + B, A[i], A(x), A_1, A.b, #A, @B, $C",
        "an A/B test from A to B",
        "the U.S.A. and e.g. a, b and c",
        "{{c:A}} and {{c:B:3-4}} share it.",
        "",
    ],
)
def test_other_letters_are_left_alone(text: str) -> None:
    assert found(text) == ""


def test_a_letter_that_no_candidate_has_is_none() -> None:
    assert found("C is better", TWO) == ""


def test_beside_candidates_in_c_the_letter_must_be_a_candidate_beyond_doubt() -> None:
    assert found("This is usual in C.", language="c") == ""
    assert found("C leaks, and A is better than C.", language="c") == "CAC"


def test_one_key_makes_references_of_all() -> None:
    text = "A is better than candidate B because {{c:B:3}} leaks. A lock helps."
    assert with_references(text, bare_letters(text, TWO)) == (
        "{{c:A}} is better than {{c:B}} because {{c:B:3}} leaks. A lock helps."
    )


@given(st.text(alphabet="ABC abc.,:'`\n{}c-/", max_size=80))
def test_every_find_is_a_letter_of_the_text_outside_references_and_none_is_left_over(text: str) -> None:
    letters = bare_letters(text, SLOTS)
    inside = [(start, end) for start, end, _ in located(text)]
    for letter in letters:
        assert text[letter.start : letter.end].endswith(letter.slot)
        assert not any(start < letter.end and letter.start < end for start, end in inside)
    changed = with_references(text, letters)
    assert len(references(changed)) == len(references(text)) + len(letters)


@given(st.text(max_size=60))
def test_any_text_can_be_read(text: str) -> None:
    assert with_references(text, ()) == text
    bare_letters(text, SLOTS)
