"""Drawing the findings of one pane: their marks in the lane left of the numbers, and their titles behind the code."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from app.domain.draft import Finding
from app.judging.finding_order import gravity
from ui.code_view.content import PaneContent
from ui.code_view.painting import Metrics, RowPainter
from ui.code_view.rows import RowKind, Rows
from ui.theme import Theme
from ui.theme.marks import paint_severity

LANE_CENTER = 9.0
REACH = 20


class LanePainter:
    """Draws over rows that are painted already; `paint` comes before `pills`."""

    def __init__(
        self, painter: QPainter, theme: Theme, metrics: Metrics, content: PaneContent, rows: Rows, pane: int
    ) -> None:
        self._painter = painter
        self._theme = theme
        self._metrics = metrics
        self._content = content
        self._rows = rows
        self._pane = pane
        self._shown: list[tuple[int, int, Finding]] = []

    def paint(self, scroll: int, first_y: int, last_y: int) -> None:
        """Severity marks, and the line down to the last line of each finding, between two heights."""
        starts: dict[int, list[Finding]] = {}
        for finding in self._content.findings:
            for span in finding.evidence:
                first = self._rows.row_of(self._pane, span.first_line)
                last = self._rows.row_of(self._pane, span.last_line)
                if first is None or last is None:
                    continue
                top, bottom = self._rows.top(first) - scroll, self._rows.top(last + 1) - scroll
                if top > last_y + REACH or bottom < first_y - REACH:
                    continue
                if last > first:
                    self._extent(finding, top, bottom)
                starts.setdefault(span.first_line, []).append(finding)
        for line, findings in starts.items():
            row = self._rows.row_of(self._pane, line)
            if row is not None and self._rows.rows[row].kind is RowKind.LINE:
                self._mark(line, self._rows.top(row) - scroll, findings)

    def pills(self, rows: RowPainter, width: int, wrap_cells: int) -> None:
        """The findings' titles behind the code, those that fit whole."""
        font = self._theme.ui_font(11, 500)
        for line, top, finding in self._shown:
            end = rows.end_of(self._content.pieces(line, wrap_cells))
            title_width = QFontMetricsF(font).horizontalAdvance(finding.title) + 32
            box = QRectF(end + 14, top + 1.5, title_width, self._metrics.line_height - 3)
            if box.right() <= width - 6:
                self._pill(box, finding)

    def _extent(self, finding: Finding, top: int, bottom: int) -> None:
        painter = self._painter
        painter.setPen(QPen(self._theme.color("good" if finding.severity is None else "danger"), 1.5))
        painter.setOpacity(0.55)
        begin = top + self._metrics.line_height / 2 + 8
        painter.drawLine(QPointF(LANE_CENTER, begin), QPointF(LANE_CENTER, bottom - 6))
        painter.setOpacity(1)

    def _mark(self, line: int, top: int, findings: Sequence[Finding]) -> None:
        painter = self._painter
        gravest = min(findings, key=gravity)
        if len(findings) > 1:
            painter.setPen(self._theme.color("danger"))
            painter.setFont(self._theme.ui_font(11, 600))
            box = QRectF(0, top, 2 * LANE_CENTER, self._metrics.line_height)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(len(findings)))
        else:
            middle = QPointF(LANE_CENTER, top + self._metrics.line_height / 2)
            paint_severity(painter, self._theme, middle, gravest.severity, gravest.polarity)
        self._shown.append((line, top, gravest))

    def _pill(self, box: QRectF, finding: Finding) -> None:
        painter, theme = self._painter, self._theme
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("border"), 1))
        painter.setBrush(theme.color("raised"))
        painter.drawRoundedRect(box, 8, 8)
        middle = QPointF(box.left() + 13, box.center().y())
        paint_severity(painter, theme, middle, finding.severity, finding.polarity, 9)
        painter.setPen(theme.color("text"))
        painter.setFont(theme.ui_font(11, 500))
        painter.drawText(box.adjusted(22, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, finding.title)
        painter.restore()
