"""Folding: long runs of identical rows, with what differs and its surroundings left open."""

from hypothesis import given
from hypothesis import strategies as st

from app.code.alignment import AlignedRow, Mark, align
from app.code.folding import CONTEXT, LONGEST_OPEN, Fold, foldable
from app.code.lines import split
from app.steps import finished

SAME = AlignedRow((1, 1), (Mark.SAME, Mark.SAME))
CHANGED = AlignedRow((1, 1), (Mark.CHANGED, Mark.CHANGED))
BLANKS = AlignedRow((1, 1), (Mark.BLANKS, Mark.BLANKS))
ALONE = AlignedRow((1, None), (Mark.SAME, None))
ROWS = st.lists(st.sampled_from([SAME] * 12 + [CHANGED, BLANKS, ALONE]), max_size=60)


def test_a_run_of_nine_is_folded_and_one_of_eight_is_not() -> None:
    assert foldable([SAME] * 9) == (Fold(3, 5),)
    assert foldable([SAME] * 8) == ()
    assert foldable([]) == ()


def test_a_fold_says_how_many_lines_it_hides() -> None:
    (fold,) = foldable([CHANGED] + [SAME] * 28 + [CHANGED])
    assert (fold, fold.count, fold.label) == (Fold(4, 25), 22, "22 identical lines")


def test_rows_that_are_kept_stay_open_with_their_surroundings() -> None:
    assert foldable([SAME] * 30, kept={15}) == (Fold(3, 11), Fold(19, 26))


def test_one_candidate_alone_is_never_folded() -> None:
    assert foldable(finished(align([split("a = 1\n" * 30)])).rows) == ()


@given(ROWS, st.sets(st.integers(0, 59)))
def test_folded_rows_are_identical_and_keep_their_distance_to_all_others(
    rows: list[AlignedRow], kept: set[int]
) -> None:
    for fold in foldable(rows, kept=kept):
        around = range(fold.first - CONTEXT, fold.last + CONTEXT + 1)
        assert around.start >= 0
        assert around.stop <= len(rows)
        assert all(rows[index] is SAME and index not in kept for index in around)
        assert len(around) > LONGEST_OPEN
