"""One thing that is so or not: a box to tick, with what it means beside it."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.theme import Theme

BOX, HEIGHT, GAP, RING = 15, 26, 8, 3


class Toggle(QAbstractButton):
    """Ticked by Space or a click; the text is part of what can be clicked."""

    def __init__(self, theme: Theme, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setCheckable(True)
        self.setText(text)
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        width = QFontMetrics(self._theme.ui_font(13)).horizontalAdvance(self.text())
        return QSize(RING + BOX + GAP + width + RING, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_on, is_enabled = self.isChecked(), self.isEnabled()
        box = QRectF(RING + 0.5, (self.height() - BOX) / 2 + 0.5, BOX - 1, BOX - 1)
        ink = "ink" if is_enabled else "text3"
        painter.setBrush(theme.color(ink if is_on else "surface"))
        painter.setPen(QPen(theme.color(ink if is_on else "strong" if is_enabled else "border"), 1))
        painter.drawRoundedRect(box, 4, 4)
        if is_on:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("onink"), 1.6))
            middle = box.center()
            painter.drawPolyline(
                QPolygonF([middle + QPointF(-3.2, 0.2), middle + QPointF(-0.9, 2.5), middle + QPointF(3.4, -2.6)])
            )
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.drawRoundedRect(box.adjusted(-2, -2, 2, 2), 5, 5)
        painter.setPen(theme.color("text" if is_enabled else "text2"))
        painter.setFont(theme.ui_font(13))
        text = QRectF(self.rect()).adjusted(RING + BOX + GAP, 0, 0, 0)
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, self.text())
