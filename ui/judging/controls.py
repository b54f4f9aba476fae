"""Small controls of the judgment: a toggle that shows its key, text on an ink button, segments of a choice."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from app.domain.draft import Polarity, Severity
from ui.accessible import Role, give_checked, give_role
from ui.theme import Theme
from ui.theme.marks import paint_severity

NARROW_KEY = 10


class InkText(QWidget):
    """Text on a primary button, in the colour that stands on ink."""

    def __init__(self, theme: Theme, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._text = text
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(text)
        give_role(self, Role.StaticText)
        theme.changed.connect(self.update)

    def show_text(self, text: str) -> None:
        self._text = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._theme.ui_font(13, 600))
        return QSize(metrics.horizontalAdvance(self._text) + 1, metrics.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self._theme.color("onink"))
        painter.setFont(self._theme.ui_font(13, 600))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, self._text)


class ToggleWithKey(QAbstractButton):
    """Two lines: what is switched, and the key that does it."""

    def __init__(self, theme: Theme, text: str, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._key = key
        self.setCheckable(False)
        self._is_on = False
        self.setText(text)
        self.setAccessibleName(text)
        give_role(self, Role.CheckBox)
        give_checked(self, is_checked=False)
        self.setFixedSize(76, 34)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        theme.changed.connect(self.update)

    def show_text(self, text: str) -> None:
        self.setText(text)
        self.update()

    def show_on(self, *, is_on: bool) -> None:
        self._is_on = is_on
        give_checked(self, is_checked=is_on)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setBrush(theme.color("ink" if self._is_on else "surface"))
        painter.setPen(QPen(theme.color("focus" if self.hasFocus() else "border"), 2 if self.hasFocus() else 1))
        painter.drawRoundedRect(rect, 6, 6)
        painter.setPen(theme.color("onink" if self._is_on else "text"))
        painter.setFont(theme.ui_font(12, 600 if self._is_on else 500))
        painter.drawText(rect.adjusted(0, 2.5, 0, -15.5), Qt.AlignmentFlag.AlignCenter, self.text())
        painter.setPen(theme.color("onink" if self._is_on else "text2"))
        painter.setFont(theme.ui_font(10, 500))
        painter.drawText(rect.adjusted(0, 18.5, 0, -2.5), Qt.AlignmentFlag.AlignCenter, self._key)


class Segment(QAbstractButton):
    """One of several answers, with its key; severities show their shape."""

    def __init__(
        self,
        theme: Theme,
        text: str,
        key: str,
        severity: Severity | None = None,
        parent: QWidget | None = None,
        *,
        name: str = "",
    ) -> None:
        """*name* is what it is called where *text* is cut short."""
        super().__init__(parent)
        self._theme = theme
        self._key = key
        self._severity = severity
        self.setText(text)
        self.setCheckable(True)
        self.setAccessibleName(name or text)
        give_role(self, Role.RadioButton)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def minimumSizeHint(self) -> QSize:
        """Without the key."""
        width = QFontMetrics(self._theme.ui_font(12, 500)).horizontalAdvance(self.text())
        return QSize(12 + (16 if self._severity else 0) + width, 26)

    def sizeHint(self) -> QSize:
        width = QFontMetrics(self._theme.ui_font(12, 500)).horizontalAdvance(self.text())
        key = QFontMetrics(self._theme.ui_font(10, 500)).horizontalAdvance(self._key)
        return QSize(7 + (16 if self._severity else 0) + width + 5 + key + 7, 26)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        is_on = self.isChecked()
        painter.setBrush(theme.color("ink" if is_on else "raised"))
        painter.setPen(QPen(theme.color("focus" if self.hasFocus() else "border"), 2 if self.hasFocus() else 1))
        painter.drawRoundedRect(rect, 5, 5)
        left = 6.0 if self.width() < self.sizeHint().width() else 7.0
        if self._severity is not None:
            middle = rect.center()
            middle.setX(left + 6)
            if is_on:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.color("onink"))
                painter.drawEllipse(middle, 7, 7)
            paint_severity(painter, theme, middle, self._severity, Polarity.PROBLEM, 10)
            left += 16
        painter.setPen(theme.color("onink" if is_on else "text"))
        painter.setFont(theme.ui_font(12, 500))
        painter.drawText(rect.adjusted(left - 1, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self.text())
        is_narrow = self.width() < self.sizeHint().width()
        if self.width() < self.minimumSizeHint().width() + NARROW_KEY or (
            is_narrow and self.text().startswith(self._key)
        ):
            return  # there is no room for it, or the first letter says it as well
        painter.setOpacity(0.7)
        painter.setFont(theme.ui_font(10, 500))
        painter.drawText(
            rect.adjusted(0, 0, -4 if is_narrow else -6, 0),
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight,
            self._key,
        )
