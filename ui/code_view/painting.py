"""Drawing one row of one pane: tint, bar, number, marks, text. Everything stands on the grid of cells."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QLinearGradient, QPainter, QPen

from app.code.alignment import Mark
from app.code.highlighting import Role
from app.code.wrapping import Subline
from app.domain.names import Slot
from ui.code_view.content import PaneContent
from ui.theme import Theme

NUMBER_RIGHT = 38.0
BAR_LEFT = 46.0
BAR_WIDTH = 2.0
STRONG_BAR = 3.0
MOVED_LEFT = 41.0
MOVED_WIDTH = 2.0
TEXT_LEFT = 52.0
MISSING_BLANK = 1.5
FADE = 34.0
HATCH_PITCH, WIDE_HATCH_PITCH = 6, 14
CONTINUED = "↪"
SKELETON = ((0, 22), (0, 30), (4, 26), (4, 18), (8, 28), (8, 20), (4, 24), (0, 12))
"""Grey lines before the code is there: indentation and length in cells, the same for all candidates."""
MOST_INVISIBLES = 2_000
_END_NAMES = {"\n": "↵", "\r\n": "CRLF", "\r": "CR", "": "no newline at end"}


@dataclass(frozen=True, slots=True)
class Metrics:
    """The grid: the width of a cell, the height of a line, and where its baseline is."""

    size: int
    cell: float
    line_height: int
    ascent: float

    @classmethod
    def of(cls, theme: Theme, size: int) -> "Metrics":
        metrics = QFontMetricsF(theme.code_font(size))
        line_height = round(size * 20 / 13)
        return cls(
            size=size,
            cell=metrics.horizontalAdvance("0" * 100) / 100,
            line_height=line_height,
            ascent=(line_height - metrics.ascent() - metrics.descent()) / 2 + metrics.ascent(),
        )


class RowPainter:
    """Draws rows of one pane with the fonts and colours of the theme. *width* is that of the pane without its ruler."""

    def __init__(self, painter: QPainter, theme: Theme, metrics: Metrics, width: float, x_offset: float) -> None:
        self._painter = painter
        self._theme = theme
        self._metrics = metrics
        self._width = width
        self._left = TEXT_LEFT - x_offset
        self._fonts: dict[bool, QFont] = {
            False: theme.code_font(metrics.size),
            True: theme.code_font(metrics.size, italic=True),
        }

    @contextmanager
    def beside_gutter(self, top: float, height: float) -> Iterator[None]:
        """What is drawn meanwhile ends at the gutter, where it is scrolled to the side."""
        if self._left >= TEXT_LEFT:
            yield
            return
        self._painter.save()
        area = QRectF(BAR_LEFT + STRONG_BAR, top, self._width - BAR_LEFT - STRONG_BAR, height)
        self._painter.setClipRect(area, Qt.ClipOperation.IntersectClip)
        yield
        self._painter.restore()

    def background(
        self, slot: Slot | None, top: float, height: float, mark: Mark | None, *, is_selected: bool
    ) -> QColor:
        """Tint the row; returns the colour that the text stands on."""
        theme = self._theme
        colour = theme.color("surface")
        if is_selected:
            colour = theme.tint(slot, "selected")
            self._painter.fillRect(QRectF(0, top, self._width, height), colour)
            bar_width = STRONG_BAR if theme.is_high_contrast else BAR_WIDTH
            self._painter.fillRect(QRectF(0, top, bar_width, height), theme.fill(slot))
        elif mark in (Mark.ONLY, Mark.CHANGED):
            colour = theme.tint(slot, "only" if mark is Mark.ONLY else "changed")
            self._painter.fillRect(QRectF(BAR_LEFT, top, self._width - BAR_LEFT, height), colour)
        if mark in (Mark.ONLY, Mark.CHANGED):
            self._bar(slot, top, height, is_only=mark is Mark.ONLY)
        return colour

    def _bar(self, slot: Slot | None, top: float, height: float, *, is_only: bool) -> None:
        """Beside a line that differs; without tints it is broader, and hollow where the line is only changed."""
        painter, fill = self._painter, self._theme.fill(slot)
        if self._theme.is_high_contrast:
            painter.fillRect(QRectF(BAR_LEFT, top, STRONG_BAR, height), fill)
            if not is_only:
                painter.fillRect(QRectF(BAR_LEFT + 1, top, 1, height), self._theme.color("surface"))
            return
        bar = QColor(fill)
        bar.setAlphaF(1.0 if is_only else 0.55)
        painter.fillRect(QRectF(BAR_LEFT, top, BAR_WIDTH, height), bar)

    def filler(self, top: int, height: int, scroll: int) -> None:
        """Hatch a row that has no line here; the stripes go on from row to row."""
        painter = self._painter
        painter.save()
        area = QRectF(BAR_LEFT, top, self._width - BAR_LEFT, height)
        painter.setClipRect(area, Qt.ClipOperation.IntersectClip)
        painter.setPen(QPen(self._theme.color("hatch"), 1))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # Lines that are strong enough for high contrast are to be few, or they are louder than the code.
        pitch = WIDE_HATCH_PITCH if self._theme.is_high_contrast else HATCH_PITCH
        phase = (top + scroll) % pitch
        first = int(BAR_LEFT) // pitch * pitch - phase - pitch
        lines = [
            QLineF(x, top + height, x + height, top)
            for x in range(first - height // pitch * pitch, int(self._width) + height, pitch)
        ]
        painter.drawLines(lines)
        painter.restore()

    def fold(self, top: int, height: int, folded: int) -> None:
        """Identical lines that are folded away, in words."""
        painter = self._painter
        painter.fillRect(QRectF(0, top, self._width, height), self._theme.color("sunken"))
        painter.setPen(self._theme.color("text2"))
        painter.setFont(self._theme.ui_font(12))
        text = QRectF(TEXT_LEFT, top, self._width - TEXT_LEFT, height)
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, f"⋯ {folded} identical lines")

    def moved(self, top: float, height: float, *, is_first: bool) -> None:
        """A slim mark beside lines that stand elsewhere in another candidate, the same for all candidates."""
        painter = self._painter
        painter.fillRect(QRectF(MOVED_LEFT, top, MOVED_WIDTH, height), self._theme.color("strong"))
        if is_first:
            painter.fillRect(QRectF(MOVED_LEFT, top, MOVED_WIDTH + 2, 2), self._theme.color("strong"))

    def pin(self, top: float) -> None:
        """A line that was aligned by hand."""
        painter = self._painter
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color("text2"), 1.5))
        painter.setBrush(self._theme.color("surface"))
        painter.drawEllipse(QPointF(BAR_LEFT + 1, top + self._metrics.line_height / 2), 3.5, 3.5)
        painter.restore()

    def hits(
        self, top: float, pieces: Sequence[Subline], cells: Sequence[tuple[int, int]], current: tuple[int, int] | None
    ) -> None:
        """What was found, framed; the hit that was gone to with a strong frame."""
        painter = self._painter
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, piece in enumerate(pieces):
            for first, last in cells:
                start, end = max(first, piece.first), min(last, piece.last)
                if start >= end:
                    continue
                is_current = (first, last) == current
                painter.setPen(QPen(self._theme.color("focus" if is_current else "text3"), 2 if is_current else 1))
                painter.setBrush(self._theme.color("selected"))
                box = self._cells(top, number, piece, start, end, inset=2)
                painter.drawRoundedRect(box.adjusted(-1, 0, 1, 0), 3, 3)
        painter.restore()

    def invisibles(self, content: PaneContent, line: int, top: float, pieces: Sequence[Subline]) -> None:
        """Blanks as dots, tabs as arrows, and how the line ends."""
        painter, metrics = self._painter, self._metrics
        painter.setPen(self._theme.color("gutter"))
        self._blanks(content, line, top, pieces, range(min(len(content.text(line)), MOST_INVISIBLES)))
        last = pieces[-1]
        x = self._left + (last.indent + last.last - last.first) * metrics.cell + 4
        baseline = top + (len(pieces) - 1) * metrics.line_height + metrics.ascent
        painter.drawText(QPointF(x, baseline), _END_NAMES[content.source.ends[line - 1]])

    def blank_marks(
        self,
        content: PaneContent,
        line: int,
        top: float,
        pieces: Sequence[Subline],
        columns: Sequence[tuple[int, int]],
    ) -> None:
        """Blanks that differ in lines that are the same but for them, as dots and arrows; a post where one is missing."""
        for first, end in columns:
            if first < end:
                self._painter.setPen(self._theme.fill(content.slot))
                self._blanks(content, line, top, pieces, range(first, min(end, first + MOST_INVISIBLES)))
                continue
            cell = content.display(line).cell_of(first)
            for number, piece in enumerate(pieces):
                if piece.first <= cell <= piece.last:
                    box = self._cells(top, number, piece, cell, cell, inset=3)
                    self._painter.fillRect(box.adjusted(-MISSING_BLANK, 0, 0, 0), self._theme.fill(content.slot))

    def _blanks(
        self, content: PaneContent, line: int, top: float, pieces: Sequence[Subline], columns: Iterable[int]
    ) -> None:
        """The blanks and tabs among some *columns*, in the pen that is set."""
        metrics, text, shown = self._metrics, content.text(line), content.display(line)
        self._painter.setFont(self._fonts[False])
        for column in columns:
            if text[column] not in " \t":
                continue
            cell = shown.cell_of(column)
            for number, piece in enumerate(pieces):
                if piece.first <= cell < piece.last:
                    x = self._left + (piece.indent - piece.first + cell) * metrics.cell
                    baseline = top + number * metrics.line_height + metrics.ascent
                    self._painter.drawText(QPointF(x, baseline), "·" if text[column] == " " else "→")

    def look_alikes(self, top: float, pieces: Sequence[Subline], cells: Sequence[tuple[int, int]]) -> None:
        """Names that are not what they seem, dotted underneath."""
        pen = QPen(self._theme.color("danger"), 1.5, Qt.PenStyle.DotLine)
        self._underline(top, pieces, cells, pen, inset=2)

    def zone(self, top: float, height: float) -> None:
        """What a card between lines stands on."""
        self._painter.fillRect(QRectF(0, top, self._width, height), self._theme.color("sunken"))

    def caret(self, top: float, height: float, *, has_focus: bool) -> None:
        """Where the caret stands, in the gutter; with a bar where the keys go to."""
        self._painter.fillRect(QRectF(0, top, BAR_LEFT - 2, height), self._theme.color("currow"))
        if has_focus:
            self._painter.fillRect(QRectF(0, top, STRONG_BAR, height), self._theme.color("focus"))

    def number(self, top: float, line: int, *, is_caret: bool) -> None:
        painter = self._painter
        painter.setFont(self._theme.code_font(self._metrics.size - 2))
        painter.setPen(self._theme.color("text2" if is_caret else "gutter"))
        box = QRectF(0, top, NUMBER_RIGHT, self._metrics.line_height)
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(line))

    def token_marks(
        self, slot: Slot | None, top: float, pieces: Sequence[Subline], cells: Sequence[tuple[int, int]]
    ) -> None:
        """Rounded rectangles behind the *cells* that differ; a line below them where there are no tints."""
        painter = self._painter
        if self._theme.is_high_contrast:
            self._underline(top, pieces, cells, QPen(self._theme.fill(slot), 2))
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.tint(slot, "token"))
        for number, piece in enumerate(pieces):
            for first, last in cells:
                start, end = max(first, piece.first), min(last, piece.last)
                if start < end:
                    painter.drawRoundedRect(self._cells(top, number, piece, start, end, inset=2), 2.5, 2.5)
        painter.restore()

    def word(self, top: float, pieces: Sequence[Subline], cells: Sequence[tuple[int, int]]) -> None:
        """Underline occurrences of a word."""
        self._underline(top, pieces, cells, QPen(self._theme.color("strong"), 1))

    def _underline(
        self, top: float, pieces: Sequence[Subline], cells: Sequence[tuple[int, int]], pen: QPen, inset: float = 1
    ) -> None:
        self._painter.setPen(pen)
        for number, piece in enumerate(pieces):
            for first, last in cells:
                start, end = max(first, piece.first), min(last, piece.last)
                if start < end:
                    box = self._cells(top, number, piece, start, end, inset=inset)
                    self._painter.drawLine(box.bottomLeft(), box.bottomRight())

    def selection(self, slot: Slot | None, top: float, pieces: Sequence[Subline], first: int, last: int) -> None:
        """Characters that are selected, in cells."""
        for number, piece in enumerate(pieces):
            start, end = max(first, piece.first), min(last, piece.last)
            if start < end:
                self._painter.fillRect(
                    self._cells(top, number, piece, start, end, inset=0), self._theme.tint(slot, "selected")
                )

    def text(self, content: PaneContent, line: int, top: float, pieces: Sequence[Subline]) -> None:
        """The characters of a line, piece by piece."""
        if content.display(line).is_plain:
            self._plain(content, line, top, pieces)
        else:
            self._clusters(content, line, top, pieces)
        if len(pieces) > 1:
            self._continuations(top, pieces)

    def overflow(self, top: float, background: QColor) -> None:
        """The line goes on beyond the right edge."""
        gradient = QLinearGradient(self._width - FADE, 0, self._width, 0)
        clear = QColor(background)
        clear.setAlpha(0)
        gradient.setColorAt(0, clear)
        gradient.setColorAt(0.6, background)
        height = self._metrics.line_height
        self._painter.fillRect(QRectF(self._width - FADE, top, FADE, height), gradient)
        self._painter.setPen(self._theme.color("text2"))
        self._painter.setFont(self._fonts[False])
        self._painter.drawText(QPointF(self._width - 12, top + self._metrics.ascent), "›")

    def end_of(self, pieces: Sequence[Subline]) -> float:
        """Where the text of the first piece ends, in pixels."""
        return self._left + (pieces[0].indent + pieces[0].last - pieces[0].first) * self._metrics.cell

    def _plain(self, content: PaneContent, line: int, top: float, pieces: Sequence[Subline]) -> None:
        metrics = self._metrics
        for number, piece in enumerate(pieces):
            baseline = top + number * metrics.line_height + metrics.ascent
            start = self._left + (piece.indent - piece.first) * metrics.cell
            pen: Role | None = None
            for cell, text, role in content.runs(line):
                first, last = max(cell, piece.first), min(cell + len(text), piece.last)
                if first >= last or text.isspace():
                    continue
                x = start + first * metrics.cell
                if x > self._width:
                    break
                if role is not pen:
                    pen = role
                    self._pen(role)
                self._painter.drawText(QPointF(x, baseline), text[first - cell : last - cell])

    def _clusters(self, content: PaneContent, line: int, top: float, pieces: Sequence[Subline]) -> None:
        metrics = self._metrics
        for number, piece in enumerate(pieces):
            y = top + number * metrics.line_height
            start = self._left + (piece.indent - piece.first) * metrics.cell
            for cluster in content.display(line).clusters:
                if not piece.first <= cluster.cell < piece.last:
                    continue
                x = start + cluster.cell * metrics.cell
                if x > self._width:
                    break
                if cluster.is_box:
                    self._box(x, y, cluster.cells, cluster.text)
                elif not cluster.text.isspace():
                    self._pen(content.role_at(line, cluster.column))
                    self._cluster(QPointF(x, y + metrics.ascent), cluster.text, cluster.cells * metrics.cell)

    def _cluster(self, baseline: QPointF, text: str, room: float) -> None:
        """Draw *text* no wider than its cells: what a font lacks, or draws in parts, must not cover its neighbours."""
        advance = room if text.isascii() else QFontMetricsF(self._painter.font()).horizontalAdvance(text)
        if advance <= room + 1:
            self._painter.drawText(baseline, text)
            return
        self._painter.save()
        self._painter.translate(baseline)
        self._painter.scale(room / advance, room / advance)
        self._painter.drawText(QPointF(0, 0), text)
        self._painter.restore()

    def _box(self, x: float, y: float, cells: int, name: str) -> None:
        """A hidden character by its short name."""
        painter, metrics = self._painter, self._metrics
        box = QRectF(x + 1, y + 3, cells * metrics.cell - 2, metrics.line_height - 6)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color("danger"), 1))
        painter.setBrush(self._theme.color("dangerbg"))
        painter.drawRoundedRect(box, 3, 3)
        painter.setFont(self._theme.code_font(max(8, metrics.size - 3)))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, name)
        painter.restore()

    def _continuations(self, top: float, pieces: Sequence[Subline]) -> None:
        metrics = self._metrics
        self._painter.setFont(self._fonts[False])
        self._painter.setPen(self._theme.color("text3"))
        for number, piece in enumerate(pieces[1:], 1):
            x = self._left + max(0, piece.indent - 2) * metrics.cell
            self._painter.drawText(QPointF(x, top + number * metrics.line_height + metrics.ascent), CONTINUED)

    def _cells(self, top: float, number: int, piece: Subline, first: int, last: int, *, inset: float) -> QRectF:
        metrics = self._metrics
        x = self._left + (piece.indent + first - piece.first) * metrics.cell
        y = top + number * metrics.line_height
        return QRectF(x, y + inset, (last - first) * metrics.cell, metrics.line_height - 2 * inset)

    def _pen(self, role: Role) -> None:
        self._painter.setFont(self._fonts[role is Role.COMMENT])
        self._painter.setPen(self._theme.syntax(role))


def paint_skeleton(painter: QPainter, theme: Theme, metrics: Metrics) -> None:
    """Grey lines in place of code whose rows are still being laid out."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("line"))
    for number, (indent, cells) in enumerate(SKELETON):
        top = number * metrics.line_height + metrics.line_height * 0.3
        box = QRectF(TEXT_LEFT + indent * metrics.cell, top, cells * metrics.cell, metrics.line_height * 0.4)
        painter.drawRoundedRect(box, 3, 3)
    painter.restore()
