"""Lines that a person set side by side stay so, and what cannot be is refused in a sentence."""

from itertools import pairwise, permutations, product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.code.alignment import Alignment, align
from app.code.anchors import Anchor, settled
from app.code.lines import Source, split
from app.errors import UserError
from app.steps import finished
from tests.unit.code.aligning import SOURCES


@st.composite
def anchored_sources(draw: st.DrawFn) -> tuple[list[Source], list[Anchor]]:
    """Sources, and some anchors among which there may be contradictions."""
    sources = draw(st.lists(SOURCES.filter(lambda source: len(source.lines) > 0), min_size=2, max_size=3))
    line = [st.integers(1, len(source.lines)) | st.none() for source in sources]
    anchors = draw(st.lists(st.tuples(*line).filter(lambda one: sum(x is not None for x in one) > 1), max_size=3))
    return sources, anchors


def lines_of(alignment: Alignment) -> list[tuple[int | None, ...]]:
    return [row.lines for row in alignment.rows]


@given(anchored_sources())
def test_anchored_lines_share_a_row_and_every_line_stands_once_and_in_order(
    given_sources: tuple[list[Source], list[Anchor]],
) -> None:
    sources, anchors = given_sources
    try:
        alignment = finished(align(sources, anchors=anchors))
    except UserError:
        assume(False)
    for anchor in anchors:
        wanted = [(column, line) for column, line in enumerate(anchor) if line is not None]
        assert any(all(row[column] == line for column, line in wanted) for row in lines_of(alignment))
    for column, source in enumerate(sources):
        placed = [row[column] for row in lines_of(alignment) if row[column] is not None]
        assert placed == list(range(1, len(source.lines) + 1))


@given(anchored_sources())
def test_anchors_are_refused_only_where_no_order_could_hold_them(
    given_sources: tuple[list[Source], list[Anchor]],
) -> None:
    sources, anchors = given_sources
    lengths = [len(source.lines) for source in sources]
    if not can_be_held(anchors):
        with pytest.raises(UserError, match="cannot share a row"):
            settled(anchors, lengths)
        return
    for above, below in pairwise(settled(anchors, lengths)):
        assert all(a is None or b is None or a < b for a, b in zip(above, below, strict=True))


def can_be_held(anchors: list[Anchor]) -> bool:
    """Whether some way to give each anchor a row puts all their lines in order."""

    def fit(one: Anchor, other: Anchor, rows: int) -> bool:
        return all(
            a is None or b is None or ((a > b) - (a < b)) == ((rows > 0) - (rows < 0))
            for a, b in zip(one, other, strict=True)
        )

    return any(
        all(fit(one, other, rows[i] - rows[j]) for i, one in enumerate(anchors) for j, other in enumerate(anchors))
        for rows in product(range(len(anchors)), repeat=len(anchors))
    )


@given(anchored_sources())
def test_permuting_the_candidates_permutes_the_columns_of_anchored_rows_too(
    given_sources: tuple[list[Source], list[Anchor]],
) -> None:
    sources, anchors = given_sources
    assume(len({source.lines for source in sources}) == len(sources))
    try:
        alignment = finished(align(sources, anchors=anchors))
    except UserError:
        assume(False)
    for order in permutations(range(len(sources))):
        turned = [tuple(anchor[index] for index in order) for anchor in anchors]
        other = finished(align([sources[index] for index in order], anchors=turned))
        assert lines_of(other) == [tuple(row[index] for index in order) for row in lines_of(alignment)]


def test_two_lines_that_have_nothing_in_common_can_be_set_side_by_side() -> None:
    left, right = split("alpha = 1\nbeta = 2\ngamma = 3\n"), split("one()\ntwo()\nalpha = 1\n")
    assert (2, 2) in lines_of(finished(align([left, right], anchors=[(2, 2)])))
    assert (2, 2) not in lines_of(finished(align([left, right])))


def test_a_third_candidate_keeps_its_own_company_beside_an_anchor() -> None:
    sources = [split("top = 1\nmiddle = 2\nend = 3\n"), split("other()\n"), split("top = 1\nmiddle = 2\nend = 3\n")]
    assert lines_of(finished(align(sources, anchors=[(2, 1, None)]))) == [(1, None, 1), (2, 1, 2), (3, None, 3)]


def test_anchors_that_share_a_line_become_one() -> None:
    assert settled([(1, 2, None), (None, 2, 3)], [5, 5, 5]) == ((1, 2, 3),)


def test_three_pairs_that_bite_each_others_tail_are_refused() -> None:
    with pytest.raises(UserError, match="cannot share a row"):
        settled([(5, 1, None), (None, 5, 1), (1, None, 5)], [9, 9, 9])


@pytest.mark.parametrize(
    ("anchors", "sentence"),
    [
        (
            [(1, 5), (3, 2)],
            "Line 1 of A and line 5 of B cannot share a row while line 3 of A and line 2 of B do: "
            "their order would have to change. Undo one of the two.",
        ),
        (
            [(1, 2), (1, 3)],
            "Line 1 of A and line 3 of B cannot share a row while line 1 of A and line 2 of B do: "
            "their order would have to change. Undo one of the two.",
        ),
        ([(9, 1)], "Candidate A has no line 9; it has 5."),
        ([(1, None)], "Name a line of at least two candidates to align them."),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(anchors: list[Anchor], sentence: str) -> None:
    with pytest.raises(UserError) as refused:
        settled(anchors, [5, 5])
    assert str(refused.value) == sentence
