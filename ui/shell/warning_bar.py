"""What a person has to know of their workspace, under the top bar until they have read it."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.plain_text import button, elided_label, label, set_tooltip
from ui.theme import Theme

MOST = 4


class WarningBar(QFrame):
    """A sentence a line; the same one stands there once. Closing it forgets them."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._sentences: tuple[str, ...] = ()
        self.setProperty("surface", "sunken")
        self.setProperty("rule", "bottom")
        self._icon = label()
        # A line each, never wrapped: what wraps asks the whole window for a height, and there is none to spare.
        self._lines = [elided_label(role="secondary") for _ in range(MOST)]
        close = button("Close", kind="segment", name="Close the warnings")
        close.clicked.connect(self.forget)
        lines = QVBoxLayout()
        lines.setSpacing(2)
        for line in self._lines:
            lines.addWidget(line)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 12, 6)
        row.setSpacing(10)
        row.addWidget(self._icon)
        row.addLayout(lines, 1)
        row.addWidget(close)
        theme.changed.connect(self._refresh)
        self._refresh()
        self.hide()

    @property
    def said(self) -> str:
        return "\n".join(self._sentences) if self.isVisible() else ""

    def warn(self, sentences: tuple[str, ...]) -> None:
        """Add *sentences* to what stands there; the newest stay."""
        self._sentences = tuple(dict.fromkeys((*self._sentences, *sentences)))[-MOST:]
        for number, line in enumerate(self._lines):
            sentence = self._sentences[number] if number < len(self._sentences) else ""
            line.setText(sentence)
            line.setVisible(bool(sentence))
            set_tooltip(line, sentence)
        self.setAccessibleName(f"Warning: {' '.join(self._sentences)}")
        self.setVisible(bool(self._sentences))

    def forget(self) -> None:
        self._sentences = ()
        self.hide()

    def _refresh(self) -> None:
        self._icon.setPixmap(
            self._theme.pixmap("triangle-alert", color="text2", size=15, ratio=self.devicePixelRatioF())
        )
