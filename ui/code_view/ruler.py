"""The overview ruler: where the differences and findings are, and the scrollbar of its pane."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessibleInterface, QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from app.code.alignment import Mark
from app.domain.draft import Polarity
from ui.accessible import AccessibleValue, Role, tell_value
from ui.code_view.content import PaneContent
from ui.code_view.rows import RowKind, Rows
from ui.plain_text import set_tooltip
from ui.theme import Theme

WIDTH = 12
MARK_LEFT = 3
MARK_WIDTH = 3
TICK = 4
ALPHA_ONLY = 190
ALPHA_CHANGED = 90
VEIL = 0.08


class OverviewRuler(QWidget):
    """All rows of one pane on 12 pixels. Click jumps, drag scrolls."""

    position_chosen = Signal(int)

    def __init__(self, theme: Theme, pane: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pane = pane
        self._content: PaneContent | None = None
        self._rows: Rows | None = None
        self._is_tinted = True
        self._scroll = 0
        self._view_height = 0
        self._hits: tuple[int, ...] = ()
        self._words: tuple[int, ...] = ()
        self._marks: QPixmap | None = None
        self._line = 0
        self.setFixedWidth(WIDTH)
        self.setMouseTracking(True)
        theme.changed.connect(self.redraw)

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, 100)

    def accessible_interface(self) -> QAccessibleInterface:
        return AccessibleValue(self, Role.ScrollBar)

    def spoken_value(self) -> tuple[int, int, int]:
        """The line at the top of the view, the first line and the last."""
        return self._line, 1, self._content.lines if self._content is not None else 1

    def choose_value(self, value: int) -> None:
        """Go to a line."""
        row = None if self._rows is None else self._rows.row_of(self._pane, value)
        if self._rows is not None and row is not None:
            self.position_chosen.emit(self._rows.top(row))

    def show_rows(self, content: PaneContent, rows: Rows, *, tinted: bool) -> None:
        self._content, self._rows, self._is_tinted = content, rows, tinted
        self.setAccessibleName(f"Overview of {content.name}")
        self.redraw()

    def show_hits(self, lines: Sequence[int]) -> None:
        """Tick the lines in which something was found."""
        if tuple(lines) != self._hits:
            self._hits = tuple(lines)
            self.redraw()

    def show_words(self, lines: Sequence[int]) -> None:
        """Tick the lines in which the word stands that is underlined."""
        if tuple(lines) != self._words:
            self._words = tuple(lines)
            self.redraw()

    def show_position(self, scroll: int, view_height: int) -> None:
        self._scroll, self._view_height = scroll, view_height
        if self._content is not None and self._rows is not None and self._rows.rows:
            line = self._rows.line_near(self._pane, self._rows.row_at(scroll)) or 0
            self.setAccessibleDescription(f"line {line} of {self._content.lines}")
            if line != self._line:
                self._line = line
                tell_value(self, line)
        self.update()

    def redraw(self) -> None:
        self._marks = None
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ratio = self.devicePixelRatioF()
        if self._marks is None or self._marks.deviceIndependentSize().toSize() != self.size():
            self._marks = self._drawn(ratio)
        painter.drawPixmap(0, 0, self._marks)
        if self._rows is None or self._rows.height <= self._view_height:
            return
        veil = QColor(self._theme.color("text"))
        veil.setAlphaF(VEIL)
        scale = self._scale()
        painter.fillRect(QRectF(0, self._scroll * scale, WIDTH, max(8.0, self._view_height * scale)), veil)

    def resizeEvent(self, event: object) -> None:
        self.redraw()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._choose(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._choose(event)
        elif self._rows is not None:
            row = self._rows.row_at(int(event.position().y() / self._scale()))
            line = self._rows.line_near(self._pane, row)
            set_tooltip(self, "" if line is None else f"line {line}")

    def _choose(self, event: QMouseEvent) -> None:
        wanted = event.position().y() / self._scale() - self._view_height / 2
        self.position_chosen.emit(int(wanted))

    def _scale(self) -> float:
        """Pixels of the ruler for one of the code; short files keep their own size."""
        if self._rows is None or not self._rows.height:
            return 1.0
        return min(1.0, self.height() / self._rows.height)

    def _drawn(self, ratio: float) -> QPixmap:
        marks = QPixmap(self.size() * ratio)
        marks.setDevicePixelRatio(ratio)
        marks.fill(self._theme.color("sunken"))
        if self._content is None or self._rows is None:
            return marks
        painter = QPainter(marks)
        painter.fillRect(QRectF(0, 0, 1, self.height()), self._theme.color("line"))
        if self._is_tinted:
            self._draw_differences(painter, self._content, self._rows)
        self._draw_ticks(painter, self._rows, self._hits, "text2", 2)
        self._draw_ticks(painter, self._rows, self._words, "strong", 1)
        self._draw_moved(painter, self._content, self._rows)
        self._draw_findings(painter, self._content, self._rows)
        painter.end()
        return marks

    def _draw_differences(self, painter: QPainter, content: PaneContent, rows: Rows) -> None:
        scale = self._scale()
        colours = {}
        for mark, alpha in ((Mark.ONLY, ALPHA_ONLY), (Mark.CHANGED, ALPHA_CHANGED)):
            colours[mark] = QColor(self._theme.fill(content.slot))
            if not self._theme.is_high_contrast:
                colours[mark].setAlpha(alpha)
        painted_to = -1.0
        pane, is_contrasting = self._pane, self._theme.is_high_contrast
        for row, upper, lower in rows.edges():
            own = row.marks[pane]
            if (own is not Mark.CHANGED and own is not Mark.ONLY) or row.kind is not RowKind.LINE:
                continue
            top = upper * scale
            bottom = max(top + 1.0, lower * scale)
            # Thousands of rows share a pixel: paint it once.
            if bottom - painted_to < 0.5:
                continue
            is_slim = is_contrasting and own is Mark.CHANGED
            width = MARK_WIDTH / 2 if is_slim else MARK_WIDTH
            painter.fillRect(QRectF(MARK_LEFT, top, width, bottom - top), colours[own])
            painted_to = bottom

    def _draw_ticks(self, painter: QPainter, rows: Rows, lines: Sequence[int], role: str, height: int) -> None:
        """Across the marks of the differences, so that they are seen on them."""
        scale, painted = self._scale(), -1
        for line in lines:
            row = rows.row_of(self._pane, line)
            y = -1 if row is None else int(rows.top(row) * scale)
            if y > painted:
                painter.fillRect(QRectF(1, y, MARK_LEFT - 1 + MARK_WIDTH + 2, height), self._theme.color(role))
                painted = y

    def _draw_moved(self, painter: QPainter, content: PaneContent, rows: Rows) -> None:
        scale, colour, painted_to = self._scale(), self._theme.color("strong"), -1.0
        for line in sorted(content.moved):
            row = rows.row_of(self._pane, line)
            if row is None:
                continue
            top = rows.top(row) * scale
            bottom = max(top + 1.0, rows.top(row + 1) * scale)
            if bottom - painted_to >= 0.5:
                painter.fillRect(QRectF(1, top, 1, bottom - top), colour)
                painted_to = bottom

    def _draw_findings(self, painter: QPainter, content: PaneContent, rows: Rows) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for finding in content.findings:
            row = rows.row_of(self._pane, finding.evidence[0].first_line) if finding.evidence else None
            if row is None:
                continue
            tick = QRectF(WIDTH - TICK - 1, rows.top(row) * self._scale() + 2, TICK, TICK)
            # A strength is hollow: colour alone would not tell it from a problem.
            if finding.polarity is Polarity.STRENGTH:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(self._theme.color("good"), 1))
                painter.drawEllipse(tick.adjusted(-0.5, -0.5, 0.5, 0.5))
            else:
                painter.setBrush(self._theme.color("danger"))
                painter.setPen(Qt.PenStyle.NoPen)
                painter.drawRoundedRect(tick, 1, 1)
