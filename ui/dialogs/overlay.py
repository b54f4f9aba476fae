"""A card over the window with everything behind it veiled. Esc closes; the focus returns to where it was."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget
from shiboken6 import isValid

from ui.accessible import Role, give_role
from ui.theme import Theme

CLOSEST, BELOW = 12, 24
"""Of the card to the top of the window, and to its bottom."""


class Overlay(QWidget):
    """Base of what lies over the window; *card* holds the content."""

    opened = Signal()
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget, *, width: int, top: int, height: int = 0) -> None:
        """The card is as high as its content needs and at least *height*, as far as there is room."""
        super().__init__(parent)
        self._theme = theme
        self._under = parent
        self._width, self._top, self._height = width, top, height
        self._came_from: QWidget | None = None
        self._first: QWidget | None = None
        self.card = QFrame(self)
        self.card.setProperty("frame", "card")
        self.setProperty("keyContext", "list")
        give_role(self, Role.Dialog)
        parent.installEventFilter(self)
        self.hide()

    def open_overlay(self, first: QWidget) -> None:
        """Show the card with the focus in *first*."""
        self._came_from, self._first = self.window().focusWidget(), first
        self._place()
        self.show()
        self.raise_()
        self.opened.emit()
        first.setFocus(Qt.FocusReason.PopupFocusReason)

    def keep_focus(self) -> None:
        """What lies below has changed and taken the focus: it is given back, and goes there once this is closed."""
        focus = self.window().focusWidget()
        if self.isVisible() and self._first is not None and focus is not None and not self.isAncestorOf(focus):
            self._came_from = focus
            self._first.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_overlay(self) -> None:
        if self.isVisible():
            self.hide()
            # Panes come and go with the tasks below.
            if self._came_from is not None and isValid(self._came_from):
                self._came_from.setFocus(Qt.FocusReason.PopupFocusReason)
            self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_overlay()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.card.geometry().contains(event.position().toPoint()):
            self.close_overlay()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._theme.color("scrim"))

    def _place(self) -> None:
        self.setGeometry(self._under.rect())
        area = self._in_view()
        width = min(self._width, area.width() - 48)
        if (layout := self.card.layout()) is not None:
            # What has just changed inside is otherwise known only in the next turn.
            layout.activate()
        wanted = max(self.card.sizeHint().height(), self._height)
        # Where the room is short, the card begins higher before it gives up any of its height.
        top = max(CLOSEST, min(self._top, area.height() - wanted - BELOW))
        height = min(wanted, area.height() - top - BELOW)
        self.card.setGeometry(area.left() + (area.width() - width) // 2, area.top() + top, width, height)

    def _in_view(self) -> QRect:
        """The part of what lies below that is seen: a window smaller than its content shows a part of it."""
        area, around = self._under.rect(), self._under.parentWidget()
        while around is not None:
            area &= QRect(self._under.mapFrom(around, QPoint(0, 0)), around.size())
            around = None if around.isWindow() else around.parentWidget()
        return area
