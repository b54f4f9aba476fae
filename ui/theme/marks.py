"""Marks that are drawn, not written: severity shapes, candidate badges, key caps, rings."""

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from app.domain.draft import Polarity, Severity
from app.domain.names import Slot
from ui.accessible import Role, give_role
from ui.keys import say_nothing_of
from ui.theme.theme import Theme

MARK = 11
BADGE = 22
TICK = 16


def paint_severity(
    painter: QPainter, theme: Theme, center: QPointF, severity: Severity | None, polarity: Polarity, size: float = MARK
) -> None:
    """The shape of a finding around *center*: severity is a shape, never a hue."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(center)
    painter.scale(size / 11, size / 11)
    if polarity is Polarity.STRENGTH:
        _disc_with_plus(painter, theme)
    else:
        painter.setBrush(theme.color("danger"))
        painter.setPen(Qt.PenStyle.NoPen)
        match severity:
            case Severity.CRITICAL:
                _octagon(painter, theme)
            case Severity.HIGH:
                painter.drawPolygon(QPolygonF([QPointF(0, -5.2), QPointF(5.6, 4.6), QPointF(-5.6, 4.6)]))
            case Severity.MEDIUM:
                painter.drawPolygon(QPolygonF([QPointF(0, -5), QPointF(5, 0), QPointF(0, 5), QPointF(-5, 0)]))
            case _:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(theme.color("danger"), 1.8))
                painter.drawEllipse(QPointF(0, 0), 3.9, 3.9)
    painter.restore()


def paint_ground(painter: QPainter, theme: Theme, rect: QRectF, role: str = "selected") -> None:
    """What a chosen row stands on."""
    paint_block(painter, theme, rect, theme.color(role), radius=6)


def paint_block(painter: QPainter, theme: Theme, rect: QRectF, fill: QColor, *, radius: float) -> None:
    """A filled rectangle with round corners; where contrast is high it has an edge as well."""
    has_edge = theme.is_high_contrast
    painter.setPen(QPen(theme.color("edge"), 1) if has_edge else Qt.PenStyle.NoPen)
    painter.setBrush(fill)
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5) if has_edge else rect, radius, radius)


def paint_badge(painter: QPainter, theme: Theme, rect: QRectF, slot: Slot) -> None:
    """A candidate's letter on its colour."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.fill(slot))
    painter.drawRoundedRect(rect, 5, 5)
    painter.setPen(theme.on_fill(slot))
    painter.setFont(theme.ui_font(12 if rect.height() >= 20 else 10, 600))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, slot.value)
    painter.restore()


def paint_keycap(painter: QPainter, theme: Theme, rect: QRectF, key: str, *, on_ink: bool = False) -> None:
    """A key as a small cap, light or on an ink button."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    fill = theme.color("onink" if on_ink else "sunken")
    text = theme.color("onink" if on_ink else "text2")
    if on_ink:
        painter.setOpacity(0.22)
    painter.setPen(Qt.PenStyle.NoPen if on_ink else QPen(theme.color("border"), 1))
    painter.setBrush(fill)
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    painter.setOpacity(1.0)
    painter.setPen(text)
    painter.setFont(theme.ui_font(11, 500))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, key)
    painter.restore()


def paint_ring(painter: QPainter, theme: Theme, center: QPointF, share: float, radius: float = 7.0) -> None:
    """How much of a part is done; full is a green check in a circle."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    box = QRectF(center.x() - radius, center.y() - radius, 2 * radius, 2 * radius)
    if share >= 1:
        painter.setPen(QPen(theme.color("good"), 1.5))
        painter.drawEllipse(box)
        check = QPolygonF([center + QPointF(-3, 0.2), center + QPointF(-0.8, 2.4), center + QPointF(3.2, -2.2)])
        painter.drawPolyline(check)
    else:
        painter.setPen(QPen(theme.color("border"), 2))
        painter.drawEllipse(box)
        painter.setPen(QPen(theme.color("text2"), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        painter.drawArc(box, 90 * 16, round(-360 * 16 * max(0.0, share)))
    painter.restore()


def keycap_width(theme: Theme, key: str) -> int:
    """How wide the cap of one key is."""
    return max(18, QFontMetrics(theme.ui_font(11, 500)).horizontalAdvance(key) + 10)


def caps(keys: str) -> list[str]:
    """The caps of a chord: Ctrl and + for “Ctrl++”."""
    held, plus = (keys[:-1], ["+"]) if keys.endswith("+") else (keys, [])
    return [key for key in held.replace("Enter", "↵").split("+") if key] + plus


class Badge(QWidget):
    """A candidate's letter, for layouts."""

    def __init__(self, theme: Theme, slot: Slot, size: int = BADGE, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._slot = slot
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"Candidate {slot}")
        give_role(self, Role.Graphic)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(self._size, self._size)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_badge(painter, self._theme, QRectF(self.rect()), self._slot)


class KeyCaps(QWidget):
    """Keys as small caps, side by side: Ctrl and K for “Ctrl+K”; nothing at all while they do nothing."""

    def __init__(self, theme: Theme, keys: str, parent: QWidget | None = None, *, on_ink: bool = False) -> None:
        super().__init__(parent)
        self._theme = theme
        self._on_ink = on_ink
        self._chord = keys
        self._keys = caps(keys)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"Key {keys}")
        give_role(self, Role.StaticText)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme.changed.connect(self.update)

    def refresh(self) -> None:
        """Single keys were turned on or off."""
        self.setAccessibleName("" if say_nothing_of(self, self._chord) else f"Key {self._chord}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        if say_nothing_of(self, self._chord):
            return QSize(0, 18)
        return QSize(sum(self._width(key) for key in self._keys) + 4 * (len(self._keys) - 1), 18)

    def paintEvent(self, event: QPaintEvent) -> None:
        if say_nothing_of(self, self._chord):
            return
        painter = QPainter(self)
        left = 0.0
        for key in self._keys:
            width = self._width(key)
            rect = QRectF(left, (self.height() - 18) / 2, width, 18)
            paint_keycap(painter, self._theme, rect, key, on_ink=self._on_ink)
            left += width + 4

    def _width(self, key: str) -> int:
        return keycap_width(self._theme, key)


class TickBox(QCheckBox):
    """A statement with a box that can be ticked, drawn in the theme's own ink."""

    def __init__(self, theme: Theme, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text.replace("&", "&&"), parent)
        self._theme = theme
        self.setAccessibleName(text)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(TICK + 16 + self.fontMetrics().horizontalAdvance(self.text()), 24)

    def hitButton(self, place: QPoint) -> bool:
        return self.rect().contains(place)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(1.5, (self.height() - TICK) / 2 + 0.5, TICK - 1, TICK - 1)
        is_focused = self.hasFocus()
        ring = theme.color("focus") if is_focused else theme.color("ink" if self.isChecked() else "strong")
        painter.setPen(QPen(ring, 2 if is_focused else 1))
        painter.setBrush(theme.color("ink" if self.isChecked() else "surface"))
        painter.drawRoundedRect(box, 4, 4)
        if self.isChecked():
            ratio = self.devicePixelRatioF()
            tick = theme.pixmap("check", color="onink", size=TICK - 4, ratio=ratio)
            painter.drawPixmap(QPointF(box.left() + 1.5, box.top() + 1.5), tick)
        painter.setPen(theme.color("text" if self.isEnabled() else "text3"))
        painter.setFont(self.font())
        painter.drawText(self.rect().adjusted(TICK + 9, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self.text())


def _octagon(painter: QPainter, theme: Theme) -> None:
    inner, outer = 2.3, 5.5
    corners = [
        (-inner, -outer),
        (inner, -outer),
        (outer, -inner),
        (outer, inner),
        (inner, outer),
        (-inner, outer),
        (-outer, inner),
        (-outer, -inner),
    ]
    painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))
    painter.setBrush(theme.color("surface"))
    painter.drawRoundedRect(QRectF(-0.8, -3.2, 1.6, 3.8), 0.6, 0.6)
    painter.drawEllipse(QPointF(0, 2.5), 0.95, 0.95)


def _disc_with_plus(painter: QPainter, theme: Theme) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("good"))
    painter.drawEllipse(QPointF(0, 0), 5.2, 5.2)
    painter.setPen(QPen(theme.color("surface"), 1.5))
    painter.drawLine(QPointF(-2.5, 0), QPointF(2.5, 0))
    painter.drawLine(QPointF(0, -2.5), QPointF(0, 2.5))
