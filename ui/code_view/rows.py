"""The rows that all panes share, and where each of them stands in pixels. Pure arithmetic: no layout engine is asked."""

from bisect import bisect_right
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate

from app.code.alignment import AlignedRow, Mark

ROWS_A_SLICE = 500


class RowKind(StrEnum):
    """What a row is for one pane. A zone holds a widget; a fold stands for rows that are folded away."""

    LINE = "line"
    FILLER = "filler"
    ZONE = "zone"
    FOLD = "fold"


@dataclass(frozen=True, slots=True)
class Row:
    """One row across all panes: the file that it belongs to, the line of each pane or none, and its height in pixels."""

    file: int
    kind: RowKind
    lines: tuple[int | None, ...]
    height: int
    marks: tuple[Mark | None, ...] = ()

    def kind_in(self, pane: int) -> RowKind:
        """What the row is in one pane: where another pane has a line and this one has none, a filler."""
        if self.kind is RowKind.LINE and self.lines[pane] is None:
            return RowKind.FILLER
        return self.kind

    def mark_in(self, pane: int) -> Mark | None:
        return self.marks[pane] if self.marks else None


@dataclass(frozen=True, slots=True)
class Zone:
    """Room for a widget behind a line of one pane (line 0 is above the first)."""

    pane: int
    line: int
    height: int


class Rows:
    """Rows with their tops. Row k has the same top and height in every pane."""

    def __init__(self, rows: Sequence[Row], panes: int) -> None:
        self.rows = tuple(rows)
        self.zone = next((index for index, row in enumerate(self.rows) if row.kind is RowKind.ZONE), None)
        self._tops = [0, *accumulate(row.height for row in self.rows)]
        self._row_of = [
            {line: index for index, row in enumerate(self.rows) if (line := row.lines[pane]) is not None}
            for pane in range(panes)
        ]

    @property
    def height(self) -> int:
        """The height of all rows together."""
        return self._tops[-1]

    def top(self, index: int) -> int:
        return self._tops[min(index, len(self.rows))]

    def row_at(self, y: int) -> int:
        """The row that pixel *y* lies in; the first or last where there is none."""
        return max(0, min(bisect_right(self._tops, y) - 1, len(self.rows) - 1))

    def row_of(self, pane: int, line: int) -> int | None:
        """The row in which *line* of a pane stands."""
        found: int | None = self._row_of[pane].get(line)
        return found

    def line_near(self, pane: int, index: int) -> int | None:
        """The line of a pane in row *index*, else the nearest one above it, else below."""
        for place in (*range(min(index, len(self.rows) - 1), -1, -1), *range(index + 1, len(self.rows))):
            line = self.rows[place].lines[pane]
            if line is not None:
                return line
        return None


def lay_out(
    aligned: Sequence[AlignedRow],
    *,
    panes: int,
    file: int,
    line_height: int,
    sublines: Callable[[int, int], int],
    zone: Zone | None,
) -> Generator[None, None, Rows]:
    """Rows of *aligned*; *sublines* says in how many pieces a line (pane, line) is drawn. Yields now and then."""
    rows: list[Row] = []
    if zone is not None and zone.line == 0:
        rows.append(_zone_row(zone, file, panes))
    for number, entry in enumerate(aligned):
        if number % ROWS_A_SLICE == ROWS_A_SLICE - 1:
            yield
        pieces = max((sublines(pane, line) for pane, line in enumerate(entry.lines) if line is not None), default=1)
        rows.append(Row(file, RowKind.LINE, entry.lines, pieces * line_height, entry.marks))
        if zone is not None and zone.line and entry.lines[zone.pane] == zone.line:
            rows.append(_zone_row(zone, file, panes))
    yield
    return Rows(rows, panes)


def _zone_row(zone: Zone, file: int, panes: int) -> Row:
    return Row(file, RowKind.ZONE, (None,) * panes, zone.height)
