"""Which runs of identical rows are folded away, and which of them a person opened again."""

from collections.abc import Iterable, Sequence

from app.code.alignment import AlignedRow
from app.code.folding import foldable

Fold = tuple[int, int]
"""The first and the last place, in the alignment, of rows that are folded away."""


class Folds:
    """Follows what must stay in view: opened folds, lines with a finding, the line that was being read."""

    def __init__(self) -> None:
        self._opened: set[int] = set()
        self._shown: tuple[Fold, ...] = ()

    def begin(self) -> None:
        """Forget which folds were opened."""
        self._opened.clear()
        self._shown = ()

    def find(self, rows: Sequence[AlignedRow], lines_kept: Iterable[tuple[int, int]]) -> tuple[Fold, ...]:
        """The folds of *rows*; *lines_kept*, by pane and line, stay in view."""
        wanted = set(lines_kept)
        kept = set(self._opened)
        if wanted:
            for place, row in enumerate(rows):
                if any((pane, line) in wanted for pane, line in enumerate(row.lines)):
                    kept.add(place)
        self._shown = tuple((fold.first, fold.last) for fold in foldable(rows, kept=kept))
        return self._shown

    def open(self, place: int) -> bool:
        """Open the fold that hides *place*; False where none does."""
        for first, last in self._shown:
            if first <= place <= last:
                self._opened.update(range(first, last + 1))
                return True
        return False
