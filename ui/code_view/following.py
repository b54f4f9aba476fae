"""How panes that scroll by themselves follow each other: matched lines stay opposite, what differs is crossed in step.

Between two borders of a difference the way is divided in proportion, as merge tools do: a pane with nothing to show there
waits until the other has passed it. Pure.
"""

from bisect import bisect_right
from collections.abc import Sequence

from app.code.alignment import AlignedRow
from ui.code_view.rows import Rows

READING_HEIGHT = 1 / 3
"""Where the eye is: what stands at this part of the height stays opposite its match."""

Borders = tuple[tuple[int, int], ...]
"""Lines of two panes, counted from 0, that stand opposite: where something equal begins or ends."""

Blocks = tuple[tuple[int, int, int, int], ...]
"""First and last line (from 0, last excluded) of a difference on the left, and the same on the right."""


class Opposites:
    """What stands opposite what in an alignment, found once for each pair of panes."""

    def __init__(self, rows: Sequence[AlignedRow]) -> None:
        self._rows = rows
        self._borders: dict[tuple[int, int], Borders] = {}
        self._blocks: dict[tuple[int, int], Blocks] = {}

    def borders(self, left: int, right: int) -> Borders:
        if (left, right) not in self._borders:
            self._borders[left, right] = borders(self._rows, left, right)
        return self._borders[left, right]

    def blocks(self, left: int, right: int) -> Blocks:
        if (left, right) not in self._blocks:
            self._blocks[left, right] = blocks(self._rows, left, right)
        return self._blocks[left, right]


def borders(rows: Sequence[AlignedRow], left: int, right: int) -> Borders:
    """Where the panes *left* and *right* go from shared rows to rows of their own and back, in order."""
    found = [(0, 0)]
    done_left = done_right = 0
    was_shared = True
    for row in rows:
        is_shared = row.lines[left] is not None and row.lines[right] is not None
        if is_shared != was_shared:
            found.append((done_left, done_right))
            was_shared = is_shared
        done_left += row.lines[left] is not None
        done_right += row.lines[right] is not None
    found.append((done_left, done_right))
    return tuple(dict.fromkeys(found))


def followed(y: int, from_rows: Rows, to_rows: Rows, *, panes: tuple[int, int], opposite: Borders) -> int:
    """The y in the second pane that stands opposite *y* of the first; *opposite* are their `borders`."""
    if len(opposite) < 2:
        return y

    def ends(border: tuple[int, int]) -> tuple[int, int]:
        return _top_of(from_rows, panes[0], border[0]), _top_of(to_rows, panes[1], border[1])

    index = bisect_right(opposite, y, key=lambda border: ends(border)[0])
    index = min(max(1, index), len(opposite) - 1)
    (start, to_start), (end, to_end) = ends(opposite[index - 1]), ends(opposite[index])
    if end == start:
        return to_start
    part = (y - start) / (end - start)
    return round(to_start + part * (to_end - to_start)) if 0 <= part <= 1 else to_end + y - end


def blocks(rows: Sequence[AlignedRow], left: int, right: int) -> Blocks:
    """What differs between two panes, from the top."""
    found: list[tuple[int, int, int, int]] = []
    done = [0, 0]
    start: tuple[int, int] | None = None
    for row in rows:
        differs = row.is_tinted and (row.lines[left] is not None or row.lines[right] is not None)
        if differs and start is None:
            start = (done[0], done[1])
        if not differs and start is not None:
            found.append((start[0], done[0], start[1], done[1]))
            start = None
        done[0] += row.lines[left] is not None
        done[1] += row.lines[right] is not None
    if start is not None:
        found.append((start[0], done[0], start[1], done[1]))
    return tuple(block for block in found if block[0] < block[1] or block[2] < block[3])


def _top_of(rows: Rows, pane: int, line: int) -> int:
    """The upper edge of a line counted from 0; the end of all rows for the one behind the last."""
    row = rows.row_of(pane, line + 1)
    return rows.height if row is None else rows.top(row)
