"""Where everything stands: one list of rows, shared by all panes, so that what belongs together is level.

Pure. A row has a file, a kind, a source line or none for each pane, and a height in pixels. Heights are arithmetic;
positions are prefix sums that are searched by bisection, so a row is found in the same time however long a file is.
"""

from bisect import bisect_right
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate

from app.code.alignment import AlignedRow, Mark

ROWS_A_SLICE = 200


class RowKind(StrEnum):
    """A line, the gap beside another's line, a place for a widget, or hidden equal lines."""

    LINE = "line"
    FILLER = "filler"
    ZONE = "zone"
    FOLD = "fold"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of all panes: *lines* and *marks* hold a place for each pane; lines count from 1."""

    file: int
    kind: RowKind
    lines: tuple[int | None, ...]
    height: int
    marks: tuple[Mark | None, ...]

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
    """All rows with their positions, in pixels from the top."""

    def __init__(self, rows: Iterable[Row], panes: int) -> None:
        self.rows = tuple(rows)
        self._panes = panes
        self._tops = [0, *accumulate(row.height for row in self.rows)]
        self._zone_row = next((index for index, row in enumerate(self.rows) if row.kind is RowKind.ZONE), None)
        self._places: dict[int, dict[int, int]] = {}

    @property
    def height(self) -> int:
        """The height of all rows."""
        return self._tops[-1]

    @property
    def zone_row(self) -> int | None:
        """Where the zone is, if one is open."""
        return self._zone_row

    def with_zone(self, zone: Zone) -> "Rows":
        """These rows with room for a widget behind the zone's line; at the top where the pane has no lines."""
        behind = self.row_of(zone.pane, zone.line)
        place = 0 if behind is None else behind + 1
        file = self.rows[0].file if self.rows else 0
        room = Row(file, RowKind.ZONE, (None,) * self._panes, zone.height, (None,) * self._panes)
        return Rows((*self.rows[:place], room, *self.rows[place:]), self._panes)

    def top(self, row: int) -> int:
        """The y of a row's upper edge; the end of all rows for a row behind the last."""
        return self._tops[max(0, min(row, len(self.rows)))]

    def row_at(self, y: int) -> int:
        """The row that covers *y*; the first or the last for a *y* outside."""
        return max(0, min(bisect_right(self._tops, y) - 1, len(self.rows) - 1))

    def row_of(self, pane: int, line: int) -> int | None:
        """The row in which *line* of a pane stands."""
        places = self._places.get(pane)
        if places is None:
            places = {there: index for index, row in enumerate(self.rows) if (there := _line(row, pane)) is not None}
            self._places[pane] = places
        return places.get(line)

    def line_near(self, pane: int, row: int) -> int | None:
        """The line of a pane in *row*, else the nearest above, else the nearest below; None in an empty pane."""
        for index in (*range(min(row, len(self.rows) - 1), -1, -1), *range(row + 1, len(self.rows))):
            if (line := _line(self.rows[index], pane)) is not None:
                return line
        return None


def lay_out(
    aligned: Iterable[AlignedRow],
    *,
    panes: int,
    file: int,
    line_height: int,
    sublines: Callable[[int, int], int],
) -> Generator[None, None, Rows]:
    """The rows of *aligned*, each as high as its line with the most pieces; *sublines* counts those of (pane, line).

    Yields now and then; dropping the generator drops the work.
    """
    rows: list[Row] = []
    for number, row in enumerate(aligned, 1):
        if number % ROWS_A_SLICE == 0:
            yield
        pieces = max(sublines(pane, line) for pane, line in enumerate(row.lines) if line is not None)
        rows.append(Row(file, RowKind.LINE, row.lines, pieces * line_height, row.marks))
    return Rows(rows, panes)


def _line(row: Row, pane: int) -> int | None:
    return row.lines[pane] if row.kind is RowKind.LINE else None
