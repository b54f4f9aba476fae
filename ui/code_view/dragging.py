"""The mouse that is dragged over code: it selects lines or characters, and goes on beyond the edges of the view."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QPointF, QTimer, Signal
from PySide6.QtWidgets import QWidget

from ui.code_view.pointing import Pointing

MOMENT_MS = 50
MOST_LINES = 5
"""So many lines at most come into view with every moment that the mouse is beyond an edge."""


class Dragging(QObject):
    """From the press of the button in one pane to its release. *pointing* reads places as things stand now."""

    caret_placed = Signal(int, bool)  # line, whether the selection is extended
    characters_selected = Signal(int, int, int, int)  # first line, column, last line, column (from 0, end excluded)
    scrolled = Signal(int)  # pixels down

    def __init__(self, view: QWidget, pointing: Callable[[], Pointing], parent: QObject) -> None:
        super().__init__(parent)
        self._view = view
        self._pointing = pointing
        self._begin: tuple[int, int | None] | None = None
        self._place = QPointF()
        self._moments = QTimer(self)
        self._moments.setInterval(MOMENT_MS)
        self._moments.timeout.connect(self._select)

    @property
    def has_begun(self) -> bool:
        return self._begin is not None

    def begin(self, line: int, column: int | None) -> None:
        """The button is pressed at *line*; without a *column* whole lines are selected."""
        self._begin = (line, column)

    def move(self, place: QPointF) -> None:
        """The mouse is at *place* of the view, or beyond it."""
        self._place = place
        self._select()
        self._moments.start()

    def end(self) -> None:
        self._begin = None
        self._moments.stop()

    def _select(self) -> None:
        """As far as the mouse is; where it is beyond an edge, with what comes into view."""
        if self._begin is None:
            return
        below = self._place.y() - self._view.height()
        if beyond := below if below > 0 else min(0.0, self._place.y()):
            most = MOST_LINES * self._pointing().metrics.line_height
            self.scrolled.emit(round(max(-most, min(beyond, most))))
        pointing = self._pointing()
        line = pointing.line(self._place)
        if line is None:
            return
        first, column = self._begin
        if column is None:
            self.caret_placed.emit(line, True)
            return
        start, end = sorted(((first, column), (line, pointing.column(self._place, line))))
        if start != end:
            self.caret_placed.emit(first, False)
            self.caret_placed.emit(line, first != line)
            self.characters_selected.emit(*start, *end)
