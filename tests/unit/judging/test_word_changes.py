"""Two versions of a text, word by word."""

from hypothesis import given
from hypothesis import strategies as st

from app.judging.word_changes import MOST_WORDS, Piece, word_changes

TEXTS = st.lists(st.sampled_from(["lock", "holds", "the", " ", "\n", "the lock.", "é"])).map(" ".join)


def test_words_taken_out_and_put_in_are_marked_on_their_side() -> None:
    assert word_changes("A holds the lock.", "A never holds the clock.") == (
        (Piece("A holds the", False), Piece(" lock.", True)),
        (Piece("A", False), Piece(" never", True), Piece(" holds the", False), Piece(" clock.", True)),
    )


def test_white_space_alone_is_no_change() -> None:
    before, after = word_changes("one  two\n", "one two three"[:7])
    assert [piece.is_changed for piece in (*before, *after)] == [False, False]


def test_what_was_empty_is_all_new() -> None:
    assert word_changes("", "new words ") == ((), (Piece("new words ", True),))
    assert word_changes(" ", "") == ((Piece(" ", False),), ())


def test_of_long_texts_only_the_middle_counts_as_written_anew() -> None:
    words = [f"word{number}" for number in range(MOST_WORDS + 10)]
    before, after = word_changes(" ".join(["same", *words, "end"]), " ".join(["same", *words[::-1], "end"]))
    assert [piece.text.split()[0] for piece in before] == ["same", "word0", "end"]
    assert [piece.is_changed for piece in after] == [False, True, False]


@given(TEXTS, TEXTS)
def test_nothing_is_lost_and_what_is_unmarked_is_the_same_on_both_sides(before: str, after: str) -> None:
    first, second = word_changes(before, after)
    assert "".join(piece.text for piece in first) == before
    assert "".join(piece.text for piece in second) == after
    kept = [[word for one in side if not one.is_changed for word in one.text.split()] for side in (first, second)]
    assert kept[0] == kept[1]


@given(TEXTS)
def test_a_text_and_itself_have_nothing_marked(text: str) -> None:
    assert not any(piece.is_changed for side in word_changes(text, text) for piece in side)
