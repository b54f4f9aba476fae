"""Scrolls the panes: how far down and to the right each stands, and showing it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from ui.code_view.columns import Columns
from ui.code_view.following import Borders
from ui.code_view.painting import FADE, TEXT_LEFT, Metrics
from ui.code_view.rows import Rows
from ui.code_view.scrolling import Positions, scroll_revealing
from ui.code_view.texts import Texts


class Scroller(QObject):
    """Positions are pixels from the top of a pane's rows."""

    scrolled = Signal()  # on purpose, by a person or for one
    shown = Signal()  # the panes were painted where they stand now

    def __init__(self, texts: Texts, board: Columns, metrics: Metrics, parent: QObject) -> None:
        super().__init__(parent)
        self.metrics = metrics
        self._texts = texts
        self._board = board
        self._positions = Positions()
        self._right = 0

    def begin(self) -> None:
        """Go to the beginning."""
        self._positions.begin()
        self._right = 0

    def take(self, rows: Sequence[Rows], *, opposite: Callable[[int, int], Borders] | None) -> None:
        """Take the rows of the panes; see `Positions.show`."""
        self._positions.show(rows, opposite=opposite)

    @property
    def is_shared(self) -> bool:
        """Whether the panes stand level."""
        return self._positions.is_shared

    def rows(self, pane: int) -> Rows:
        return self._positions.rows(pane)

    def offset(self, pane: int) -> int:
        """How far down a pane is scrolled."""
        return self._positions.offset(pane)

    def height(self, pane: int) -> int:
        """How much of a pane is in view."""
        columns = self._board.columns
        return columns[pane].pane.viewport().height() if columns else 0

    def turn(self, pane: int, down: int, right: int, *, alone: bool, wraps: bool) -> None:
        """Scroll by some pixels, as a wheel does; only *pane* where it goes *alone*."""
        if right and not wraps:
            texts = (text for content in self._texts.contents for text in content.source.lines)
            widest = max(map(len, texts), default=0)
            room = int(widest * self.metrics.cell) - self._board.columns[0].pane.viewport().width() // 2
            self._right = max(0, min(self._right + right, max(0, room)))
        self.scroll(pane, self.offset(pane) + down, alone=alone)

    def scroll(self, pane: int, y: int, *, alone: bool = False) -> None:
        """Scroll *pane* to *y*; the others go along unless it goes *alone*."""
        self.move(pane, y, alone=alone)
        self.show()
        self.scrolled.emit()

    def reveal_row(self, pane: int, row: int) -> None:
        """Scroll no further than *row* needs to be in view."""
        wanted = scroll_revealing(self.rows(pane), row, self.offset(pane), self.height(pane), self.metrics.line_height)
        self.move(pane, wanted)
        self.show()

    def reveal_cells(self, pane: int, first: int, end: int) -> None:
        """Scroll to the side no further than the cells of a line need to be in view."""
        cell = self.metrics.cell
        room = self._board.columns[pane].pane.viewport().width() - TEXT_LEFT - FADE
        left, right = round(first * cell), round(end * cell)
        if left < self._right:
            self._right = max(0, left - round(room / 3))
        elif right > self._right + room:
            self._right = max(0, min(left, right - round(2 * room / 3)))
        self.show()

    def stand_left(self) -> None:
        """Not scrolled to the side: lines that are wrapped have nothing there."""
        self._right = 0

    def reveal_zone(self, pane: int) -> None:
        """Scroll no further than the zone needs to be seen whole, and never so far that its line leaves the view."""
        rows = self.rows(pane)
        if rows.zone_row is None:
            return
        # Of a line that is wrapped, the last piece.
        line = max(rows.top(max(0, rows.zone_row - 1)), rows.top(rows.zone_row) - self.metrics.line_height)
        wanted = min(rows.top(rows.zone_row + 1) - self.height(pane), line)
        if wanted > self.offset(pane):
            self.scroll(pane, wanted)
        elif rows.top(rows.zone_row) < self.offset(pane):
            self.scroll(pane, line)

    def move(self, pane: int, y: int, *, alone: bool = False) -> None:
        """Stand at *y* without showing it."""
        line_height = self.metrics.line_height
        self._positions.scroll(pane, y, height=self.height(pane), line_height=line_height, alone=alone)

    def show(self) -> None:
        for pane, column in enumerate(self._board.columns):
            column.pane.show_scroll(self.offset(pane), self._right)
        self.shown.emit()
