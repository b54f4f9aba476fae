"""What stands where the mouse is in one pane: the line, the column, a fold, a finding, and what is to be said of it. Pure."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF

from app.code.display import LONGEST_LINE
from app.code.hidden_characters import full_name
from app.domain.draft import Finding
from app.judging.finding_order import finding_at
from ui.code_view.content import PaneContent
from ui.code_view.lane import LANE_CENTER
from ui.code_view.painting import BAR_LEFT, TEXT_LEFT, Metrics
from ui.code_view.rows import RowKind, Rows


@dataclass(frozen=True, slots=True)
class Pointing:
    """Reads positions in pixels from the upper left corner of what is in view of a pane."""

    content: PaneContent
    rows: Rows
    pane: int
    metrics: Metrics
    scroll: int
    x_offset: int
    wrap_cells: int

    def line(self, position: QPointF) -> int | None:
        """The line there, or the nearest one."""
        return self.rows.line_near(self.pane, self._row(position)) if self.rows.rows else None

    def column(self, position: QPointF, line: int) -> int:
        """The source column (from 0) of *line* that is nearest."""
        row = self.rows.row_of(self.pane, line)
        shown, pieces = self.content.display(line), self.content.pieces(line, self.wrap_cells)
        top = self.rows.top(row) - self.scroll if row is not None else 0
        number = max(0, min(int((position.y() - top) / self.metrics.line_height), len(pieces) - 1))
        piece = pieces[number]
        cell = (position.x() - TEXT_LEFT + self.x_offset) / self.metrics.cell - piece.indent + piece.first
        return shown.column_of(max(piece.first, min(round(cell), piece.last)))

    def fold(self, position: QPointF) -> int | None:
        """The place in the alignment of the fold there, if one is."""
        row = self.rows.rows[self._row(position)] if self.rows.rows else None
        return row.place if row is not None and row.kind is RowKind.FOLD else None

    def is_cut(self, position: QPointF, line: int) -> bool:
        """Whether the end of a line that is cut on screen is there."""
        return bool(self.content.display(line).left_out) and self.column(position, line) >= LONGEST_LINE

    def finding(self, position: QPointF, line: int) -> Finding | None:
        """The finding whose mark or extent is in the lane there."""
        return finding_at(self.content.findings, line) if position.x() < 2 * LANE_CENTER else None

    def explanation(self, position: QPointF, line: int) -> str:
        """What a tooltip says: the finding in the lane, where else lines stand, the full name of a hidden character."""
        if position.x() < 2 * LANE_CENTER:
            finding = self.finding(position, line)
            return "" if finding is None else f"{finding.title}\n{finding.claim}"
        if position.x() < BAR_LEFT:
            return self.content.moved.get(line, "")
        text = self.content.text(line)
        return "" if text.isascii() else self._strange_character(line, self.column(position, line))

    def _strange_character(self, line: int, column: int) -> str:
        """What is to be said of a hidden character or a look-alike name at *column*."""
        for box in self.content.display(line).boxes:
            if box.column <= column <= box.end:
                return full_name(self.content.text(line)[box.column])
        return next((one.note for one in self.content.look_alikes(line) if one.column <= column <= one.end), "")

    def _row(self, position: QPointF) -> int:
        return self.rows.row_at(int(position.y()) + self.scroll)
