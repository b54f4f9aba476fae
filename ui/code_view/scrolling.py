"""Where the panes stand, and the rules for keeping still what is being read.

Panes that stand level share their rows and one scroll position. Panes that scroll by themselves have rows of their own,
and while one is scrolled the others follow it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ui.code_view.following import READING_HEIGHT, Borders, followed
from ui.code_view.rows import Rows

CONTEXT_LINES = 2


class Positions:
    """The rows of each pane and how far down it is scrolled, in pixels."""

    def __init__(self) -> None:
        self._rows: tuple[Rows, ...] = (Rows((), 1),)
        self._offsets = [0]
        self._opposite: Callable[[int, int], Borders] | None = None

    def show(self, rows: Sequence[Rows], *, opposite: Callable[[int, int], Borders] | None = None) -> None:
        """Take the rows of the panes; where *opposite* tells the borders of two panes, each is scrolled by itself."""
        self._rows = tuple(rows)
        self._opposite = opposite
        if len(self._offsets) != len(self._rows):
            self._offsets = [0] * len(self._rows)

    def begin(self) -> None:
        """Go to the top."""
        self._offsets = [0] * len(self._rows)

    @property
    def is_shared(self) -> bool:
        return self._opposite is None

    def rows(self, pane: int) -> Rows:
        return self._rows[pane]

    def offset(self, pane: int) -> int:
        return self._offsets[pane]

    def scroll(self, pane: int, y: int, *, height: int, line_height: int, alone: bool = False) -> None:
        """Scroll *pane* to *y*, as far as there is something; the others go along unless it goes *alone*."""
        own = clamped(y, self._rows[pane], height, line_height)
        if self._opposite is None:
            self._offsets = [own] * len(self._rows)
            return
        self._offsets[pane] = own
        if alone:
            return
        eye = int(height * READING_HEIGHT)
        for other, rows in enumerate(self._rows):
            if other != pane:
                there = followed(
                    own + eye, self._rows[pane], rows, panes=(pane, other), opposite=self._opposite(pane, other)
                )
                self._offsets[other] = clamped(there - eye, rows, height, line_height)


@dataclass(frozen=True, slots=True)
class Anchor:
    """A line of a pane and how far below the top edge it stands: it is to stay there when rows change."""

    pane: int
    line: int
    y: int


def anchor_for(rows: Rows, scroll: int, view_height: int, *, pane: int, caret: int) -> Anchor | None:
    """The caret's line where it is in view, else the topmost line."""
    if not rows.rows:
        return None
    row = rows.row_of(pane, caret)
    if row is not None and 0 <= rows.top(row) - scroll < view_height:
        return Anchor(pane, caret, rows.top(row) - scroll)
    top = rows.row_at(scroll)
    line = rows.line_near(pane, top)
    if line is None:
        return None
    row = rows.row_of(pane, line)
    return None if row is None else Anchor(pane, line, rows.top(row) - scroll)


def scroll_keeping(rows: Rows, anchor: Anchor | None, scroll: int) -> int:
    """The scroll position at which *anchor* stands where it stood."""
    if anchor is None or (row := rows.row_of(anchor.pane, anchor.line)) is None:
        return scroll
    return rows.top(row) - anchor.y


def scroll_revealing(rows: Rows, row: int, scroll: int, view_height: int, line_height: int) -> int:
    """The nearest scroll position at which *row* is in view with some lines around it."""
    margin = CONTEXT_LINES * line_height
    top, bottom = rows.top(row) - margin, rows.top(row + 1) + margin
    if top < scroll:
        return top
    if bottom > scroll + view_height:
        return bottom - view_height
    return scroll


def scroll_to_third(rows: Rows, row: int, view_height: int) -> int:
    """The scroll position at which *row* stands at a third of the height."""
    return rows.top(row) - view_height // 3


def clamped(scroll: int, rows: Rows, view_height: int, line_height: int) -> int:
    """*scroll* within what there is; the last lines may be scrolled up to leave some room below."""
    room = max(0, rows.height + 2 * line_height - view_height)
    return max(0, min(scroll, room))
