"""What lies over the whole window while files are held above it: whether they can be dropped here."""

from collections.abc import Sequence
from pathlib import PurePath

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.theme import Theme

PADDING, HEIGHT = 20, 44


class DropFrame(QWidget):
    """A border inside the window's edge and one line; it takes no mouse and no drop itself."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._under = parent
        self.text = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName("Drop target")
        parent.installEventFilter(self)
        self.hide()

    def show_files(self, count: int) -> None:
        """So many files can be dropped."""
        self._say(f"Drop to import {'1 file' if count == 1 else f'{count} files'}")

    def show_refusal(self, paths: Sequence[str]) -> None:
        """Something among *paths* cannot be imported; only its ending is said, a name may be that of a model."""
        endings = {PurePath(path).suffix.lower() for path in paths}
        self._say(f"Cannot import {min(endings)}" if len(endings) == 1 and endings != {""} else "Cannot import these")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self.setGeometry(self._under.rect())
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("ink"), 2))
        painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        font = theme.ui_font(15, 600)
        width = QFontMetrics(font).horizontalAdvance(self.text) + 2 * PADDING
        box = QRectF((self.width() - width) / 2, (self.height() - HEIGHT) / 2, width, HEIGHT)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("ink"))
        painter.drawRoundedRect(box, 8, 8)
        painter.setPen(theme.color("onink"))
        painter.setFont(font)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.text)

    def _say(self, text: str) -> None:
        self.text = text
        self.setAccessibleDescription(text)
        self.setGeometry(self._under.rect())
        self.show()
        self.raise_()
        self.update()
