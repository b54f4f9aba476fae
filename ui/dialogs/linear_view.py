"""The accessible view: the candidates as plain text in a field of the platform's own, which every screen reader can read."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.dialogs.overlay import Overlay
from ui.plain_text import TextField, label
from ui.theme import Theme

WIDTH, TOP, HEIGHT = 900, 60, 690


class LinearView(Overlay):
    """Read only, selectable, from top to bottom; Esc closes it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent, width=WIDTH, top=TOP, height=HEIGHT)
        self.setAccessibleName("Candidates as text")
        self._text = TextField()
        self._text.setReadOnly(True)
        self._text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self._text.setAccessibleName("Candidates as text")
        column = QVBoxLayout(self.card)
        column.setContentsMargins(14, 12, 14, 12)
        column.addWidget(label("Candidates as text", role="heading"))
        column.addWidget(self._text, 1)
        column.addWidget(label("Esc close", role="caption"))

    @property
    def text(self) -> str:
        return self._text.toPlainText()

    def open_with(self, text: str) -> None:
        self._text.setFont(self._theme.code_font(13))
        self._text.setPlainText(text)
        self.open_overlay(self._text)
