"""The list of rows in a card: as high as they need, and less where the card has less room."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QListWidget, QSizePolicy

LEAST = 72


class Rows(QListWidget):
    """Rows that are gone through from a field above, which keeps the focus."""

    def __init__(self, name: str, *, most: int) -> None:
        """*most* is the greatest height, in pixels, that it asks for."""
        super().__init__()
        self._most = most
        self._wanted = 0
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def fit(self) -> None:
        """Ask for the height of the rows that are there now."""
        self._wanted = min(sum(self.sizeHintForRow(row) for row in range(self.count())), self._most)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(100, self._wanted)

    def minimumSizeHint(self) -> QSize:
        return QSize(100, min(self._wanted, LEAST))
