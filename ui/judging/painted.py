"""A widget that paints parts and hears which of them is pressed: scales, grids and rankings are made of it."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.plain_text import set_tooltip
from ui.theme import Theme


@dataclass(frozen=True, slots=True)
class Part:
    """A place that can be pressed, what it is called, and what pressing it does."""

    rect: QRectF
    name: str
    press: Callable[[], None]


class PaintedParts(QWidget):
    """Base of the widgets that draw their parts themselves; a subclass fills `parts` while it paints."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._parts: list[Part] = []
        self._pressed: QRectF | None = None
        self.hears_drags = False  # whether the mouse that is dragged from part to part presses each of them
        self.setMouseTracking(True)
        theme.changed.connect(self.update)

    def paint_parts(self, painter: QPainter) -> list[Part]:
        """Draw everything; say where it can be pressed."""
        raise NotImplementedError

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._parts = self.paint_parts(painter)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        part = self._part_at(event.position())
        if part is not None and event.button() is Qt.MouseButton.LeftButton:
            self._pressed = part.rect
            part.press()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        part = self._part_at(event.position())
        is_dragged = self.hears_drags and bool(event.buttons() & Qt.MouseButton.LeftButton)
        if is_dragged and part is not None and part.rect != self._pressed:
            self._pressed = part.rect
            part.press()
        set_tooltip(self, part.name if part is not None else "")
        self.setCursor(Qt.CursorShape.PointingHandCursor if part is not None else Qt.CursorShape.ArrowCursor)

    def _part_at(self, position: QPointF) -> Part | None:
        return next((part for part in self._parts if part.rect.contains(position)), None)
