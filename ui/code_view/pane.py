"""One pane of code: it paints the shared rows for one candidate and reports what the mouse does.

It is a view of our own because Qt's text editors know no filler rows and no zones between lines. Keys do not come here: the
dispatcher answers them.
"""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QPoint, QPointF, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QEnterEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from app.code.search import word_at
from ui.code_view.content import PaneContent, TokenMarks
from ui.code_view.dragging import Dragging
from ui.code_view.lane import LanePainter
from ui.code_view.line_painter import Columns, LinePainter, Standing
from ui.code_view.painting import BAR_LEFT, TEXT_LEFT, Metrics, RowPainter, paint_skeleton
from ui.code_view.pointing import Pointing
from ui.code_view.rows import RowKind, Rows
from ui.code_view.ruler import WIDTH as RULER_WIDTH
from ui.code_view.ruler import OverviewRuler
from ui.code_view.speaking import name_of
from ui.plain_text import set_tooltip
from ui.theme import Theme

TEXT_PADDING = 10
ZONE_LEFT = 50
ZONE_MARGIN = 8
LATE_MS = 150
"""After so long without rows, grey lines say that they are coming."""
WIDEST_ZONE = 620


class CodeView(QAbstractScrollArea):
    """The code of one candidate. The caret stands on a line; a selection is whole lines or, by mouse, characters."""

    caret_placed = Signal(int, bool)  # line, whether the selection is extended
    characters_selected = Signal(int, int, int, int)  # first line, column, last line, column (from 0, end excluded)
    word_chosen = Signal(str)
    wheel_turned = Signal(int, int, bool)  # pixels down, to the right, and whether the other panes stay
    position_chosen = Signal(int)
    finding_pressed = Signal(str)
    menu_wanted = Signal(QPoint)
    fold_pressed = Signal(int)  # the place of its first row in the alignment
    rest_wanted = Signal(int)  # a line that is cut on screen
    resized = Signal()
    focused = Signal()

    def __init__(self, theme: Theme, pane: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pane = pane
        self._content = PaneContent("", "")
        self._rows = Rows((), 1)
        self._metrics = Metrics.of(theme, 13)
        self._marks = TokenMarks(())
        self._wrap_cells = 0
        self._is_tinted = True
        self._has_pills = True
        self._scroll = 0
        self._x_offset = 0
        self._standing = Standing()
        self._dragging = Dragging(self.viewport(), self._pointing, self)
        self._dragging.caret_placed.connect(self.caret_placed)
        self._dragging.characters_selected.connect(self.characters_selected)
        self._dragging.scrolled.connect(lambda down: self.wheel_turned.emit(down, 0, False))
        self._zone: QWidget | None = None
        self._is_late = False
        self._lateness = QTimer(self)
        self._lateness.setSingleShot(True)
        self._lateness.setInterval(LATE_MS)
        self._lateness.timeout.connect(self._show_skeleton)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("keyContext", "code")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setViewportMargins(0, 0, RULER_WIDTH, 0)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.ruler = OverviewRuler(theme, pane, self)
        self.ruler.position_chosen.connect(self.position_chosen)
        theme.changed.connect(self._repaint)

    # What it shows

    def show_content(self, content: PaneContent, language: str | None) -> None:
        self._content = content
        self._is_late = False
        self._lateness.start()
        self.show_hits({}, None)
        self.show_flash(None)
        self.setAccessibleName(name_of(content, language))
        self._repaint()

    def show_rows(self, rows: Rows, marks: TokenMarks, *, wrap_cells: int, tinted: bool) -> None:
        """Show the shared *rows*; *marks* is filled with the differing columns of each row as it is painted."""
        self._rows, self._marks, self._wrap_cells, self._is_tinted = rows, marks, wrap_cells, tinted
        if rows.rows:
            self._is_late = False
            self._lateness.stop()
        self.ruler.show_rows(self._content, rows, tinted=tinted)
        self._place_zone()
        self._repaint()

    def show_metrics(self, metrics: Metrics, *, pills: bool) -> None:
        self._metrics, self._has_pills = metrics, pills
        self._repaint()

    def refresh_lines(self, first: int, last: int) -> None:
        """Paint some lines anew, as far as they are in view."""
        begin, end = self._rows.row_of(self._pane, first), self._rows.row_of(self._pane, last)
        if begin is None or end is None:
            return
        top, bottom = self._rows.top(begin) - self._scroll, self._rows.top(end + 1) - self._scroll
        if bottom > 0 and top < self.viewport().height():
            self.viewport().update(0, top, self.viewport().width(), bottom - top)

    def show_findings(self) -> None:
        self.ruler.redraw()
        self._repaint()

    def show_scroll(self, y: int, x: int) -> None:
        """Scroll there, painting only what comes into view."""
        moved, shifted = self._scroll - y, self._x_offset - x
        self._scroll, self._x_offset = y, x
        if shifted:
            self._repaint()
        elif moved:
            self.viewport().scroll(0, moved)
        self._place_zone()
        self.ruler.show_position(y, self.viewport().height())

    def show_caret(self, caret: int, selection: tuple[int, int] | None, *, is_active: bool) -> None:
        """Show where the caret stands; only the pane that is being read shows it."""
        self._mark(caret=caret, selection=selection, is_active=is_active)

    def show_characters(self, characters: tuple[int, int, int, int] | None) -> None:
        self._mark(characters=characters)

    def show_word(self, places: Columns) -> None:
        """Underline a word wherever it stands, by line."""
        if self._mark(words=places):
            self.ruler.show_words(sorted(places))

    def show_hits(self, hits: Columns, current: tuple[int, int, int] | None) -> None:
        """Mark what was found, by line; *current* is the line, column and end of the hit that was gone to."""
        self._mark(hits=hits, hit=current)
        self.ruler.show_hits(sorted(hits))

    def show_invisibles(self, *, shown: bool) -> None:
        """Show blanks, tabs and line ends, or leave them blank."""
        self._mark(shows_invisibles=shown)

    def show_flash(self, lines: tuple[int, int] | None) -> None:
        """Mark lines for a moment, where the person was just led."""
        self._mark(flash=lines)

    def show_written(self, lines: tuple[tuple[int, int], ...]) -> None:
        """Mark the lines that a finding is being written about."""
        self._mark(written=lines)

    def set_zone(self, widget: QWidget | None) -> None:
        """Put *widget* into the zone row, or take it out."""
        if self._zone is not None and self._zone is not widget:
            self._zone.hide()
            # It outlives the pane: two candidates have other panes than three.
            self._zone.setParent(None)
        self._zone = widget
        if widget is not None:
            widget.setParent(self.viewport())
            self._place_zone()
            widget.show()

    @property
    def zone_width(self) -> int:
        """How wide a widget between the lines is."""
        return min(WIDEST_ZONE, self.viewport().width() - ZONE_LEFT - ZONE_MARGIN)

    def is_writing_in_zone(self) -> bool:
        """Whether the focus is in the widget between the lines."""
        focus = self.window().focusWidget()
        return self._zone is not None and focus is not None and self._zone.isAncestorOf(focus)

    @property
    def content(self) -> PaneContent:
        return self._content

    @property
    def caret(self) -> int:
        return self._standing.caret

    @property
    def characters(self) -> tuple[int, int, int, int] | None:
        """The characters that are selected: first line, column, last line, column."""
        return self._standing.characters

    def place_of(self, line: int, column: int) -> QRect | None:
        """Where a source column is drawn on the viewport; None where its line has no row."""
        row = self._rows.row_of(self._pane, line)
        if row is None or self._rows.rows[row].kind is RowKind.FOLD:
            return None
        cell, metrics = self._content.display(line).cell_of(column), self._metrics
        pieces = self._content.pieces(line, self._wrap_cells)
        number = next((number for number, piece in enumerate(pieces) if cell < piece.last), len(pieces) - 1)
        piece = pieces[number]
        x = TEXT_LEFT - self._x_offset + (piece.indent + cell - piece.first) * metrics.cell
        y = self._rows.top(row) - self._scroll + number * metrics.line_height
        return QRect(round(x), y, max(1, round(metrics.cell)), metrics.line_height)

    def at(self, point: QPoint) -> tuple[int, int] | None:
        """The line and source column at a point of the viewport."""
        line = self._pointing().line(QPointF(point))
        return None if line is None else (line, self._pointing().column(QPointF(point), line))

    @property
    def text_cells(self) -> int:
        """How many cells of text fit beside each other."""
        room = self.viewport().width() - TEXT_LEFT - TEXT_PADDING
        return max(1, int(room / self._metrics.cell))

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        viewport = self.viewport()
        area = event.rect()
        painter = QPainter(viewport)
        painter.fillRect(area, self._theme.color("surface"))
        if not self._rows.rows:
            self._paint_empty(painter)
            if self._is_late:
                paint_skeleton(painter, self._theme, self._metrics)
            return
        row_painter = RowPainter(painter, self._theme, self._metrics, viewport.width(), self._x_offset)
        lines = self._line_painter(row_painter)
        index = self._rows.row_at(area.top() + self._scroll)
        while index < len(self._rows.rows):
            top = self._rows.top(index) - self._scroll
            if top > area.bottom():
                break
            self._paint_row(row_painter, lines, index, top)
            index += 1
        lane = LanePainter(painter, self._theme, self._metrics, self._content, self._rows, self._pane)
        lane.paint(self._scroll, area.top(), area.bottom())
        if self._has_pills:
            lane.pills(row_painter, viewport.width(), self._wrap_cells)
        if not self._content.lines:
            self._paint_empty(painter)

    def _paint_empty(self, painter: QPainter) -> None:
        if self._content.lines:
            return
        painter.setPen(self._theme.color("text2"))
        painter.setFont(self._theme.ui_font(13, 500))
        middle = self.viewport().rect().adjusted(0, -12, 0, -12)
        said, hint = self._content.emptiness
        painter.drawText(middle, Qt.AlignmentFlag.AlignCenter, said)
        painter.setPen(self._theme.color("text3"))
        painter.setFont(self._theme.ui_font(12))
        painter.drawText(middle.adjusted(0, 44, 0, 44), Qt.AlignmentFlag.AlignCenter, hint)

    def _paint_row(self, painter: RowPainter, lines: LinePainter, index: int, top: int) -> None:
        row = self._rows.rows[index]
        match row.kind_in(self._pane):
            case RowKind.LINE:
                line = row.lines[self._pane]
                assert line is not None
                lines.paint(index, line, top, row.height)
            case RowKind.FILLER if self._content.lines:
                painter.filler(top, row.height, self._scroll)
            case RowKind.FOLD:
                painter.fold(top, row.height, row.folded)
            case RowKind.ZONE if self._zone is not None:
                painter.zone(top, row.height)
            case RowKind.ZONE if self._content.lines:
                painter.filler(top, row.height, self._scroll)

    def _line_painter(self, painter: RowPainter) -> LinePainter:
        return LinePainter(
            painter,
            self._content,
            self._rows,
            self._pane,
            self._marks if self._is_tinted else None,
            self._standing,
            self._wrap_cells,
            room=self.text_cells + (TEXT_PADDING + self._x_offset) / self._metrics.cell,
            has_focus=self.hasFocus(),
        )

    # Mouse

    def wheelEvent(self, event: QWheelEvent) -> None:
        pixels, angle = event.pixelDelta(), event.angleDelta()
        notch = 3 * self._metrics.line_height / 120
        down = -pixels.y() if pixels.y() else round(-angle.y() * notch)
        right = -pixels.x() if pixels.x() else round(-angle.x() * notch)
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            down, right = 0, down or right
        is_alone = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if is_alone and not down:
            # Some platforms turn the wheel's axis while Alt is held.
            down, right = right, 0
        self.wheel_turned.emit(down, right, is_alone)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        pointing = self._pointing()
        if event.button() is Qt.MouseButton.LeftButton and (fold := pointing.fold(event.position())) is not None:
            self.fold_pressed.emit(fold)
            return
        line = pointing.line(event.position())
        if line is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        if (finding := pointing.finding(event.position(), line)) is not None:
            self.finding_pressed.emit(finding.finding_id)
            return
        if pointing.is_cut(event.position(), line):
            self.rest_wanted.emit(line)
            return
        is_extending = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        in_text = event.position().x() >= BAR_LEFT and not is_extending
        self._dragging.begin(line, pointing.column(event.position(), line) if in_text else None)
        self.caret_placed.emit(line, is_extending)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        pointing = self._pointing()
        line = pointing.line(event.position())
        if line is None:
            return
        if self._dragging.has_begun and event.buttons() & Qt.MouseButton.LeftButton:
            self._dragging.move(event.position())
        else:
            set_tooltip(self.viewport(), pointing.explanation(event.position(), line))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._dragging.end()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        line = self._pointing().line(event.position())
        if line is None:
            return
        text, column = self._content.text(line), self._pointing().column(event.position(), line)
        if (word := word_at(text, column)) is not None:
            self.characters_selected.emit(line, word[0], line, word[1])
            self.word_chosen.emit(text[slice(*word)])

    def enterEvent(self, event: QEnterEvent) -> None:
        set_tooltip(self.viewport(), "")

    def focusInEvent(self, event: object) -> None:
        self.focused.emit()
        self._repaint()

    def focusOutEvent(self, event: object) -> None:
        self._repaint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.ruler.setGeometry(self.width() - RULER_WIDTH, 0, RULER_WIDTH, self.height())
        self._place_zone()
        self.resized.emit()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """The comparison scrolls all panes together; the bars of the area are never used."""

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """A right click reads the line it is on, unless that is part of what is selected."""
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            pointing, place = self._pointing(), QPointF(event.pos())
            line = pointing.line(place)
            if line is not None and not self._standing.holds(line, pointing.column(place, line)):
                self.caret_placed.emit(line, False)
        self.menu_wanted.emit(event.globalPos())

    def _mark(self, **marks: Any) -> bool:
        """Change some of what is marked; whether that is anything new. Any: fields of `Standing`, each of its own type."""
        standing = replace(self._standing, **marks)
        if standing == self._standing:
            return False
        self._standing = standing
        self._repaint()
        return True

    def _pointing(self) -> Pointing:
        return Pointing(
            self._content, self._rows, self._pane, self._metrics, self._scroll, self._x_offset, self._wrap_cells
        )

    def _place_zone(self) -> None:
        if self._zone is None:
            return
        index = self._rows.zone_row
        if index is None:
            return
        top = self._rows.top(index) - self._scroll
        height = self._rows.rows[index].height - 2 * ZONE_MARGIN
        self._zone.setGeometry(ZONE_LEFT, top + ZONE_MARGIN, self.zone_width, height)

    def _show_skeleton(self) -> None:
        self._is_late = bool(self._content.lines)
        self._repaint()

    def _repaint(self) -> None:
        self.viewport().update()
