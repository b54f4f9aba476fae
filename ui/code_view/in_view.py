"""What of each candidate is in view, told a moment after it changed: while panes scroll, nothing is computed."""

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.sitting import InView, Sight
from ui.code_view.columns import Columns
from ui.code_view.exhibition import Exhibition
from ui.code_view.files import path_of
from ui.code_view.rows import RowKind, Rows
from ui.code_view.scroller import Scroller
from ui.code_view.stage import Stage

LOOK_AFTER_MS = 100


def lines_in_view(rows: Rows, pane: int, *, top: int, height: int) -> tuple[tuple[int, int], ...]:
    """The lines of *pane* of which at least half stands between *top* and *height* pixels below it, as spans.

    Of a line that is higher than the view, half a view is enough. What is folded away is not in view.
    """
    spans: list[tuple[int, int]] = []
    bottom = top + height
    if height <= 0 or not rows.rows:
        return ()
    for index in range(rows.row_at(top), rows.row_at(bottom - 1) + 1):
        row, upper, lower = rows.rows[index], rows.top(index), rows.top(index + 1)
        line = row.lines[pane] if row.kind is RowKind.LINE else None
        if line is None or 2 * (min(lower, bottom) - max(upper, top)) < min(lower - upper, height):
            continue
        if spans and spans[-1][1] == line - 1:
            spans[-1] = (spans[-1][0], line)
        else:
            spans.append((line, line))
    return tuple(spans)


class SightTeller(QObject):
    """Looks 100 ms after the first of many changes, and tells what is seen then if it is something else."""

    changed = Signal(object)  # Sight

    def __init__(
        self, exhibition: Exhibition, board: Columns, scroller: Scroller, stage: Stage, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._exhibition = exhibition
        self._board = board
        self._scroller = scroller
        self._stage = stage
        self._told: Sight | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(LOOK_AFTER_MS)
        self._timer.timeout.connect(self._tell)
        scroller.shown.connect(self.look_soon)
        board.widths_changed.connect(self.look_soon)

    @property
    def is_due(self) -> bool:
        """Whether something moved that is not told yet."""
        return self._timer.isActive()

    def forget(self) -> None:
        """Another task is shown: whatever is in view of it is to be told."""
        self._told = None

    def look_soon(self) -> None:
        """Something came into view or went out of it."""
        if not self._timer.isActive():
            self._timer.start()

    def _look(self) -> Sight:
        exhibition, scroller = self._exhibition, self._scroller
        in_view = []
        # While a file of the context is in front, nothing of the candidates is seen.
        for pane in () if self._board.isHidden() else exhibition.panes_shown():
            slot = exhibition.contents[pane].slot
            path = path_of(exhibition.sitting, slot, exhibition.path)
            if path is not None:
                top, height = scroller.offset(pane), scroller.height(pane)
                in_view.append(InView(slot, path, lines_in_view(scroller.rows(pane), pane, top=top, height=height)))
        return Sight(tuple(in_view), self._board.widths(), self._board.are_dragged)

    def _tell(self) -> None:
        if self._stage.is_laying_out:
            return  # the rows are another file's; when these are there, the panes are shown anew
        sight = self._look()
        if sight != self._told:
            self._told = sight
            self.changed.emit(sight)
