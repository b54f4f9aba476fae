"""Which rows can be folded away: those in the middle of a long run in which all candidates are the same."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from app.code.alignment import AlignedRow
from app.code.marking import Mark

CONTEXT = 3
LONGEST_OPEN = 8
"""Identical rows that are left open; a fold would take the place of next to nothing."""


@dataclass(frozen=True, slots=True)
class Fold:
    """Rows *first* to *last* of an alignment, from 0, both included."""

    first: int
    last: int

    @property
    def count(self) -> int:
        return self.last - self.first + 1

    @property
    def label(self) -> str:
        """What stands in the place of the rows: “22 identical lines”."""
        return f"{self.count} identical lines"


def foldable(rows: Sequence[AlignedRow], *, kept: Collection[int] = ()) -> tuple[Fold, ...]:
    """The folds of *rows*, from the top.

    A run of more than `LONGEST_OPEN` rows keeps `CONTEXT` rows at either end. The rows in *kept* are never folded and
    have their context too: those with a finding, or with the caret.
    """
    stay_open = frozenset(kept)
    return tuple(
        Fold(first + CONTEXT, end - CONTEXT - 1)
        for first, end in _runs([index not in stay_open and _is_identical(row) for index, row in enumerate(rows)])
        if end - first > LONGEST_OPEN
    )


def _is_identical(row: AlignedRow) -> bool:
    """Whether every candidate has a line here and all are the same; blank lines count as the same."""
    return len(row.lines) > 1 and all(mark is Mark.SAME for mark in row.marks)


def _runs(claims: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """The first place and the end of every run of places where the claim holds."""
    first: int | None = None
    for index, holds in enumerate((*claims, False)):
        if holds and first is None:
            first = index
        elif not holds and first is not None:
            yield first, index
            first = None
