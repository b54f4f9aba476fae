"""A passing message at the bottom of the code: one line, one action, for some seconds or until it is closed."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from ui.accessible import Role, give_role
from ui.plain_text import elided_label
from ui.theme import Theme

HEIGHT = 36
ABOVE = 24


class Toast(QWidget):
    """Lies above its parent's content. The newest message replaces the one before; hovering or the focus keeps it."""

    undo_pressed = Signal()
    told_of = Signal(str, bool)  # what it says, and whether that is an error
    left = Signal()  # it had the focus, and is gone

    def __init__(self, theme: Theme, parent: QWidget, *, beside: QWidget) -> None:
        """*beside* covers a part of *parent* at its left while it is open."""
        super().__init__(parent)
        self._theme = theme
        self._above = parent
        self._beside = beside
        self._away_from: QRect | None = None
        self._text = elided_label(role="oninktext")
        self._undo = _InkButton(theme, "Undo")
        self._action = _InkButton(theme, "Do it")
        self._close = _InkButton(theme, "Close")
        self._act: Callable[[], object] = lambda: None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._go)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 8, 0)
        row.setSpacing(12)
        row.addWidget(self._text)
        row.addWidget(self._undo)
        row.addWidget(self._action)
        row.addWidget(self._close)
        self._close.hide()
        self._close.clicked.connect(self.close_message)
        self._action.clicked.connect(self._do_it)
        self._undo.clicked.connect(self._take_back)
        self.setAccessibleName("Message")
        give_role(self, Role.AlertMessage)
        parent.installEventFilter(self)
        for one in (self._undo, self._action, self._close):
            one.installEventFilter(self)
        theme.changed.connect(self.update)
        self.hide()

    @property
    def text(self) -> str:
        return self._text.text() if self.isVisible() else ""

    def tell(self, text: str, *, can_undo: bool, is_error: bool = False, away_from: QRect | None = None) -> None:
        """Show *text* for a while, at the top where it would lie over *away_from*."""
        self._away_from = away_from
        self._text.setText(text)
        self._undo.setVisible(can_undo)
        self._action.hide()
        self.setAccessibleName(text)
        self.place()
        self.show()
        self.raise_()
        self._count_down()
        self.told_of.emit(text, is_error)

    def offer(self, text: str, action: str, act: Callable[[], object], *, away_from: QRect | None = None) -> None:
        """Show *text* with one thing to do about it."""
        self.tell(text, can_undo=False, away_from=away_from)
        self._act = act
        self._action.show_text(action)
        self._action.show()
        self.place()

    def stay(self, seconds: int) -> None:
        """Have messages stay for so many *seconds*; for 0 until they are closed."""
        self._timer.setInterval(seconds * 1000)
        self._close.setVisible(not seconds)
        if self.isVisible():
            self.place()
            self._count_down()

    def close_message(self) -> None:
        """Put the message away."""
        self._timer.stop()
        self._go()

    def let_stand(self) -> None:
        """Something else was done since: what the message tells of is no longer the last thing that can be taken back."""
        if self._undo.isVisible():
            if self._undo.hasFocus():
                self.left.emit()
            self._undo.hide()
            self.place()

    def close_what_was_undone(self) -> None:
        """What can be taken back was, or something after it: the message is no longer true."""
        if self._undo.isVisible():
            self.close_message()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        self._count_down()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and watched is self._above:
            self.place()
        elif event.type() is QEvent.Type.FocusIn and watched is not self._above:
            self._timer.stop()
        elif event.type() is QEvent.Type.FocusOut and watched is not self._above:
            self._count_down()
        return False

    def _count_down(self) -> None:
        """From here on time passes, unless somebody is at the message or it stays."""
        is_used = self.underMouse() or any(one.hasFocus() for one in (self._undo, self._action, self._close))
        if self._timer.interval() and not is_used:
            self._timer.start()
        else:
            self._timer.stop()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("ink"))
        painter.drawRoundedRect(self.rect(), 8, 8)

    def place(self) -> None:
        """In the middle of what can be seen of the code, or where it covers nothing that is to be seen."""
        area = self._above.rect()
        left = min(self._beside.width(), area.width() // 2) if self._beside.isVisible() else 0
        width = min(self.sizeHint().width(), area.width() - left - 32)
        place = QRect(left + (area.width() - left - width) // 2, area.height() - HEIGHT - ABOVE, width, HEIGHT)
        if self._away_from is not None and place.intersects(self._away_from):
            place.moveTop(ABOVE + HEIGHT)
        self.setGeometry(place)

    def sizeHint(self) -> QSize:
        shown = [one for one in (self._undo, self._action, self._close) if one.isVisibleTo(self)]
        extra = sum(one.sizeHint().width() + 12 for one in shown)
        return QSize(self._text.sizeHint().width() + extra + 30, HEIGHT)

    def _do_it(self) -> None:
        self._go()
        self._act()

    def _take_back(self) -> None:
        self._go()
        self.undo_pressed.emit()

    def _go(self) -> None:
        had_focus = any(one.hasFocus() for one in (self._undo, self._action, self._close))
        self.hide()
        if had_focus:
            self.left.emit()


class _InkButton(QAbstractButton):
    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__()
        self._theme = theme
        self.setText(text)
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self.update)

    def show_text(self, text: str) -> None:
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + 18, 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._theme.color("onink"))
        painter.setFont(self._theme.ui_font(13, 600))
        if self.hasFocus() or self.underMouse():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 5, 5)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
