"""Where everything stands: a list of rows for the panes that stand level, so that what belongs together shares a height.

Pure. A row has a file, a kind, a source line or none for each pane, and a height in pixels. Heights are arithmetic;
positions are prefix sums that are searched by bisection, so a row is found in the same time however long a file is.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate, chain, islice
from typing import NamedTuple

from app.code.alignment import AlignedRow, Mark

ROWS_A_SLICE = 200
FOLD_HEIGHT = 24


class RowKind(StrEnum):
    """A line, the gap beside another's line, a place for a widget, or hidden equal lines."""

    LINE = "line"
    FILLER = "filler"
    ZONE = "zone"
    FOLD = "fold"


class Row(NamedTuple):
    """One row of the panes that share it: *lines* and *marks* hold a place for each pane; lines count from 1.

    *place* is where the row stands in the alignment, from 0. A fold stands for *folded* lines of each pane, and *lines*
    are the first of them.
    """

    file: int
    kind: RowKind
    lines: tuple[int | None, ...]
    height: int
    marks: tuple[Mark | None, ...]
    place: int = 0
    folded: int = 0

    def kind_in(self, pane: int) -> RowKind:
        """What the row is in one pane: a line beside which others stand is a filler where it is missing."""
        return RowKind.FILLER if self.kind is RowKind.LINE and self.lines[pane] is None else self.kind

    def mark_in(self, pane: int) -> Mark | None:
        return self.marks[pane]


@dataclass(frozen=True, slots=True)
class Zone:
    """Room of some *height* for a widget behind *line* of a pane."""

    pane: int
    line: int
    height: int


class Rows:
    """All rows with their positions, in pixels from the top; *below* is room for those that are still to come."""

    def __init__(self, rows: Iterable[Row], panes: int, *, below: int = 0) -> None:
        self.rows = tuple(rows)
        self._panes = panes
        self._below = below
        self._tops = [0, *accumulate(row.height for row in self.rows)]
        self._zone_row = next((index for index, row in enumerate(self.rows) if row.kind is RowKind.ZONE), None)
        self._of_line: dict[int, dict[int, int]] = {}
        self._places: list[int] | None = None

    @property
    def height(self) -> int:
        """The height of all rows, those that are still to come included."""
        return self._tops[-1] + self._below

    @property
    def zone_row(self) -> int | None:
        """Where the zone is, if one is open."""
        return self._zone_row

    def with_zone(self, zone: Zone) -> "Rows":
        """These rows with room for a widget behind the zone's line; at the top where the pane has no lines."""
        behind = self.row_of(zone.pane, zone.line)
        index = 0 if behind is None else behind + 1
        file = self.rows[0].file if self.rows else 0
        place = self.rows[index - 1].place if index else 0
        room = Row(file, RowKind.ZONE, (None,) * self._panes, zone.height, (None,) * self._panes, place)
        return Rows((*self.rows[:index], room, *self.rows[index:]), self._panes, below=self._below)

    def edges(self) -> Iterator[tuple[Row, int, int]]:
        """Every row with the y of its upper edge and of its lower one."""
        return zip(self.rows, self._tops, islice(self._tops, 1, None), strict=False)

    def top(self, row: int) -> int:
        """The y of a row's upper edge; the end of all rows for a row behind the last."""
        return self._tops[max(0, min(row, len(self.rows)))]

    def row_at(self, y: int) -> int:
        """The row that covers *y*; the first or the last for a *y* outside."""
        return max(0, min(bisect_right(self._tops, y) - 1, len(self.rows) - 1))

    def row_of(self, pane: int, line: int) -> int | None:
        """The row in which *line* of a pane stands; the fold, where it is hidden in one."""
        if pane not in self._of_line:
            self._of_line[pane] = self._rows_of_lines(pane)
        return self._of_line[pane].get(line)

    def row_at_place(self, place: int) -> int:
        """The row that stands at *place* of the alignment, else the next one; a fold for what it hides."""
        if self._places is None:
            self._places = [row.place for row in self.rows]
        index = bisect_left(self._places, place)
        if index == len(self._places) or self._places[index] > place:
            before = index - 1
            if before >= 0 and self.rows[before].place + self.rows[before].folded > place:
                return before
        return max(0, min(index, len(self.rows) - 1))

    def line_near(self, pane: int, row: int) -> int | None:
        """The line of a pane in *row*, else the nearest above, else the nearest below; None in an empty pane."""
        for index in chain(range(min(row, len(self.rows) - 1), -1, -1), range(row + 1, len(self.rows))):
            if (line := _line(self.rows[index], pane)) is not None:
                return line
        return None

    def _rows_of_lines(self, pane: int) -> dict[int, int]:
        found = {line: index for index, row in enumerate(self.rows) if (line := row.lines[pane]) is not None}
        for index in [index for index, row in enumerate(self.rows) if row.kind is RowKind.FOLD]:
            first = self.rows[index].lines[pane]
            if first is not None:
                found.update((first + folded, index) for folded in range(self.rows[index].folded))
        return found


def lay_out(
    aligned: Iterable[AlignedRow],
    *,
    panes: int,
    shown: Sequence[int],
    file: int,
    line_height: int,
    sublines: Sequence[Mapping[int, int]],
    folds: Sequence[tuple[int, int]] = (),
    below: int = 0,
) -> Generator[None, None, Rows]:
    """The rows of *aligned* for those of the *panes* that are *shown*, each as high as its line with the most pieces.

    *sublines* counts for each pane the pieces of the lines that are drawn in more than one. A row in which none of
    *shown* has a line is left out. *folds* are the first and last places of runs that are hidden, in order. *below* is
    how much room is kept for rows that *aligned* does not have. Yields now and then; dropping the generator drops the work.
    """
    rows: list[Row] = []
    waiting = iter(folds)
    fold = next(waiting, None)
    for place, row in enumerate(aligned):
        if place % ROWS_A_SLICE == ROWS_A_SLICE - 1:
            yield
        if fold is not None and place > fold[1]:
            fold = next(waiting, None)
        if fold is not None and place >= fold[0]:
            if place == fold[0]:
                rows.append(_fold(row, file, place, fold[1] - fold[0] + 1))
            continue
        pieces = 0
        for pane in shown:
            if (line := row.lines[pane]) is not None and (count := sublines[pane].get(line, 1)) > pieces:
                pieces = count
        if not pieces:
            continue
        rows.append(Row(file, RowKind.LINE, row.lines, pieces * line_height, row.marks, place))
    return Rows(rows, panes, below=below)


def _fold(first: AlignedRow, file: int, place: int, folded: int) -> Row:
    return Row(file, RowKind.FOLD, first.lines, FOLD_HEIGHT, (None,) * len(first.lines), place, folded)


def _line(row: Row, pane: int) -> int | None:
    return row.lines[pane] if row.kind is RowKind.LINE else None
