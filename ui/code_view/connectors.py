"""The gap between two panes that scroll by themselves: slim bands from a difference on one side to the other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSplitter, QSplitterHandle

from ui.code_view.following import READING_HEIGHT
from ui.code_view.rows import Rows
from ui.theme import Theme

LEAST_HEIGHT = 1.5


@dataclass(frozen=True, slots=True)
class Link:
    """One difference as it stands now: its upper and lower edge in the left and in the right pane, in pixels."""

    left_top: float
    left_bottom: float
    right_top: float
    right_bottom: float


def links_between(
    blocks: Iterable[tuple[int, int, int, int]],
    *,
    rows: tuple[Rows, Rows],
    panes: tuple[int, int],
    offsets: tuple[int, int],
    height: int,
) -> tuple[Link, ...]:
    """The links of *blocks* (see `following.blocks`) that have both ends in a view of some *height*."""
    found = []
    for first, last, other_first, other_last in blocks:
        left_top, left_bottom = _edges(rows[0], panes[0], first, last, offsets[0])
        if left_top > height:
            break
        right_top, right_bottom = _edges(rows[1], panes[1], other_first, other_last, offsets[1])
        if left_bottom >= 0 and right_bottom >= 0 and right_top <= height:
            found.append(Link(left_top, left_bottom, right_top, right_bottom))
    return tuple(found)


def _edges(rows: Rows, pane: int, first: int, last: int, offset: int) -> tuple[int, int]:
    """Where lines *first* to *last* (from 0, last excluded) begin and end below the upper edge of the view."""
    start, end = rows.row_of(pane, first + 1), rows.row_of(pane, last + 1)
    top = rows.height if start is None else rows.top(start)
    bottom = rows.height if end is None else rows.top(end)
    return top - offset, max(top, bottom) - offset


class ConnectorHandle(QSplitterHandle):
    """The splitter's handle: a hairline, or a gap with the links drawn in it."""

    def __init__(self, theme: Theme, parent: QSplitter) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self._links: tuple[Link, ...] | None = None
        self._top = 0
        self.setAccessibleName("Divider between candidates")
        theme.changed.connect(self.update)

    def show_links(self, links: Sequence[Link] | None, *, top: int) -> None:
        """Draw *links* below *top*, where the panes begin; None draws a hairline."""
        shown = None if links is None else tuple(links)
        if (shown, top) != (self._links, self._top):
            self._links, self._top = shown, top
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._links is None:
            painter.fillRect(self.rect(), self._theme.color("line"))
            return
        painter.fillRect(self.rect(), self._theme.color("sunken"))
        painter.setClipRect(QRectF(0, self._top, self.width(), self.height() - self._top))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color("strong" if self._theme.is_high_contrast else "border"), 1))
        painter.setBrush(self._theme.color("hatch"))
        for link in self._links:
            painter.drawPath(self._band(link))
        # Where the eye is: the rows at this height stand opposite each other.
        eye = self._top + (self.height() - self._top) * READING_HEIGHT
        painter.setPen(QPen(self._theme.color("text3"), 1, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(0, eye), QPointF(self.width(), eye))

    def _band(self, link: Link) -> QPainterPath:
        width, half = float(self.width()), self.width() / 2
        left_bottom = max(link.left_bottom, link.left_top + LEAST_HEIGHT) + self._top
        right_bottom = max(link.right_bottom, link.right_top + LEAST_HEIGHT) + self._top
        left_top, right_top = link.left_top + self._top, link.right_top + self._top
        path = QPainterPath(QPointF(-1, left_top))
        path.cubicTo(QPointF(half, left_top), QPointF(half, right_top), QPointF(width + 1, right_top))
        path.lineTo(width + 1, right_bottom)
        path.cubicTo(QPointF(half, right_bottom), QPointF(half, left_bottom), QPointF(-1, left_bottom))
        path.closeSubpath()
        return path
