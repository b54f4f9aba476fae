"""The whole window when the workspace cannot be opened: what is wrong, in words, and the ways out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from ui.layouts import clear
from ui.plain_text import button, label
from ui.theme import Theme
from ui.theme.marks import KeyCaps

COLUMN = 640


@dataclass(frozen=True, slots=True)
class WayOut:
    """A button: its *id* for the program, what it does, and what more there is to know of it."""

    id: str
    text: str
    note: str = ""


class Recovery(QFrame):
    """Digits choose as well as Tab and Enter. While something is under way nothing can be chosen."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._buttons: list[QPushButton] = []
        self._ways: tuple[WayOut, ...] = ()
        self.setProperty("surface", "app")
        self.setProperty("keyContext", "list")
        self.setAccessibleName("The workspace cannot be opened")
        self._icon = label()
        self._title = label(role="hero", wrap=True)
        self._sentence = label(role="lead", wrap=True)
        self._told = label(role="secondary", wrap=True)
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("Progress")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addStretch(4)
        column.addWidget(self._icon)
        column.addSpacing(10)
        column.addWidget(self._title)
        column.addSpacing(8)
        column.addWidget(self._sentence)
        column.addSpacing(24)
        column.addLayout(self._rows)
        column.addSpacing(16)
        column.addWidget(self._bar)
        column.addSpacing(8)
        column.addWidget(self._told)
        column.addStretch(6)
        middle = QWidget()
        middle.setFixedWidth(COLUMN)
        middle.setLayout(column)
        row = QHBoxLayout(self)
        row.addStretch(1)
        row.addWidget(middle)
        row.addStretch(1)
        theme.changed.connect(self._refresh)
        self._refresh()

    @property
    def said(self) -> str:
        """Everything that stands here, for a test or a screen reader."""
        rows = [f"{one.text} {one.note}".strip() for one in self._ways]
        return "\n".join([self._title.text(), self._sentence.text(), *rows, self._told.text()]).strip()

    @property
    def ways(self) -> tuple[WayOut, ...]:
        return self._ways

    @property
    def is_settled(self) -> bool:
        """Whether a way can be chosen."""
        return bool(self._buttons) and self._buttons[0].isEnabled()

    def show_refusal(self, title: str, sentence: str, ways: Sequence[WayOut]) -> None:
        self._ways = tuple(ways)
        self._title.setText(title)
        self._sentence.setText(sentence)
        self.setAccessibleName(title)
        self.setAccessibleDescription(sentence)
        self.tell("")
        self._lay_out_ways()

    def show_busy(self, what: str) -> None:
        """*what* is under way; empty when it is over."""
        self._bar.setVisible(bool(what))
        self.tell(what)
        for one in self._buttons:
            one.setEnabled(not what)
        if not what:
            self.focus_first()

    def tell(self, sentence: str) -> None:
        self._told.setText(sentence)
        self._told.setAccessibleName(sentence)

    def focus_first(self) -> None:
        if self._buttons:
            self._buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        number = event.key() - Qt.Key.Key_0
        at = next((place for place, one in enumerate(self._buttons) if one.hasFocus()), 0)
        if event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier):
            if 1 <= number <= len(self._buttons):
                self._buttons[number - 1].click()
                return
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                step = 1 if event.key() == Qt.Key.Key_Down else -1
                self._buttons[(at + step) % len(self._buttons)].setFocus(Qt.FocusReason.TabFocusReason)
                return
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._buttons[at].click()
                return
        super().keyPressEvent(event)

    def _lay_out_ways(self) -> None:
        self._buttons = []
        clear(self._rows)
        for number, way in enumerate(self._ways, 1):
            made = button(
                way.text,
                kind="primary" if number == 1 else "plain",
                name=f"{way.text}. {way.note}" if way.note else way.text,
            )
            made.clicked.connect(self._choosing(way.id))
            self._buttons.append(made)
            holder = QWidget()
            line = QHBoxLayout(holder)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(10)
            line.addWidget(KeyCaps(self._theme, str(number)))
            line.addWidget(made)
            line.addWidget(label(way.note, role="secondary"))
            line.addStretch(1)
            self._rows.addWidget(holder)
        widest = max((made.sizeHint().width() for made in self._buttons), default=0)
        for made in self._buttons:
            # What stands behind them begins in one line.
            made.setMinimumWidth(widest)
        self._bar.hide()

    def _choosing(self, way: str) -> Callable[[], None]:
        return lambda: self.chosen.emit(way)

    def _refresh(self) -> None:
        pixmap = self._theme.pixmap("triangle-alert", color="danger", size=24, ratio=self.devicePixelRatioF())
        self._icon.setPixmap(pixmap)
