"""What a person has to know of their workspace, under the top bar until they have read it."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.plain_text import button, label
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
        self._text = label(role="secondary", wrap=True)
        close = button("Close", kind="segment", name="Close the warnings")
        close.clicked.connect(self.forget)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 12, 6)
        row.setSpacing(10)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        row.addWidget(close)
        theme.changed.connect(self._refresh)
        self._refresh()
        self.hide()

    @property
    def said(self) -> str:
        return self._text.text() if self.isVisible() else ""

    def warn(self, sentences: tuple[str, ...]) -> None:
        """Add *sentences* to what stands there; the newest stay."""
        self._sentences = tuple(dict.fromkeys((*self._sentences, *sentences)))[-MOST:]
        self._text.setText("\n".join(self._sentences))
        self.setAccessibleName(f"Warning: {' '.join(self._sentences)}")
        self.setVisible(bool(self._sentences))

    def forget(self) -> None:
        self._sentences = ()
        self.hide()

    def _refresh(self) -> None:
        self._icon.setPixmap(
            self._theme.pixmap("triangle-alert", color="text2", size=15, ratio=self.devicePixelRatioF())
        )
