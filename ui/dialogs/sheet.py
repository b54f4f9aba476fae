"""A sheet: a card with a title, content, a line that says how things stand, and buttons. Base of the larger dialogs."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from ui.dialogs.overlay import Overlay
from ui.plain_text import button, label
from ui.room import DialogRoom
from ui.theme import Theme


class Sheet(Overlay):
    """While something is under way the sheet stays, and its first button, like Esc, stops that.

    *body* takes the content. A subclass adds its own buttons with `add_button`, the one that is meant last.
    """

    cancel_pressed = Signal()

    def __init__(self, theme: Theme, parent: QWidget, title: str, *, width: int, top: int) -> None:
        super().__init__(theme, parent, width=width, top=top)
        self.setAccessibleName(title)
        self._is_busy = False
        self._may_cancel = True
        self._title = label(title, role="heading")
        content = QWidget()
        self.body = QVBoxLayout(content)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(8)
        self._status = label(role="secondary", wrap=True)
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("Progress")
        self._bar.hide()
        self._cancel = button("Close")
        self._cancel.clicked.connect(self._leave)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        self._buttons.addStretch(1)
        self._buttons.addWidget(self._cancel)
        column = QVBoxLayout(self.card)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        column.addWidget(self._title)
        column.addWidget(DialogRoom(content, name=f"{title}: choices"), 1)
        column.addWidget(self._bar)
        column.addWidget(self._status)
        column.addLayout(self._buttons)

    @property
    def is_busy(self) -> bool:
        return self._is_busy

    @property
    def status(self) -> str:
        """What the line above the buttons says."""
        return self._status.text()

    @property
    def is_alarmed(self) -> bool:
        """Whether that line is about something to be mended."""
        return bool(self._status.property("role") == "danger")

    def say(self, text: str, *, is_wrong: bool = False) -> None:
        """Say how things stand; *is_wrong* for what has to be mended."""
        self._status.setText(text)
        self._status.setAccessibleName(text)
        self._status.setProperty("role", "danger" if is_wrong else "secondary")
        self._status.style().unpolish(self._status)
        self._status.style().polish(self._status)
        self._place()

    def show_busy(self, *, is_busy: bool, may_cancel: bool = True) -> None:
        """Something is under way, or is over."""
        self._is_busy = is_busy
        self._may_cancel = may_cancel
        self._bar.setVisible(is_busy)
        self._cancel.setText("Cancel" if is_busy else "Close")
        self._cancel.setAccessibleName(self._cancel.text())
        self._cancel.setEnabled(may_cancel or not is_busy)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._is_busy:
            if event.matches(QKeySequence.StandardKey.Cancel):
                self._leave()
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._is_busy:
            super().mousePressEvent(event)

    def add_button(self, widget: QWidget) -> None:
        self._buttons.addWidget(widget)

    def _leave(self) -> None:
        if not self._is_busy:
            self.close_overlay()
        elif self._may_cancel:
            self.cancel_pressed.emit()
