"""The list of rows in a card: as high as they need, and less where the card has less room; gone through by the keys of the
field above it."""

from itertools import accumulate

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QSizePolicy

LEAST = 72


class Rows(QListWidget):
    """Rows below a search field, which keeps the focus: in it Up and Down step through them and round, and Enter takes one.

    What cannot be chosen, such as a heading, is stepped over.
    """

    taken = Signal(QListWidgetItem)

    def __init__(self, name: str, field: QLineEdit, *, most: int) -> None:
        """*most* is the greatest height, in pixels, that it asks for."""
        super().__init__()
        self._field = field
        self._most = most
        self._wanted = 0
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.itemClicked.connect(self.taken)
        field.installEventFilter(self)

    def fit(self) -> None:
        """Ask for the height of the rows that are there now, or of as many whole ones as there is room for."""
        heights = [self.sizeHintForRow(row) for row in range(self.count())]
        everything, wanted = sum(heights), 0
        for row, bottom in enumerate(accumulate(heights)):
            # A heading at the end would stand over nothing.
            if bottom <= self._most and not self._is_heading(row):
                wanted = bottom
        self._wanted = wanted or min(everything, self._most)
        self.updateGeometry()

    def _is_heading(self, row: int) -> bool:
        return not self.item(row).flags() & Qt.ItemFlag.ItemIsEnabled

    def sizeHint(self) -> QSize:
        return QSize(100, self._wanted)

    def minimumSizeHint(self) -> QSize:
        return QSize(100, min(self._wanted, LEAST))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._field and event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            match event.key():
                case Qt.Key.Key_Down | Qt.Key.Key_Up:
                    self._step(1 if event.key() == Qt.Key.Key_Down else -1)
                    return True
                case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                    if (item := self.currentItem()) is not None:
                        self.taken.emit(item)
                    return True
        return super().eventFilter(watched, event)

    def _step(self, step: int) -> None:
        """To the next row that can be chosen, and round; the heading above the first one comes into view with it."""
        rows = [row for row in range(self.count()) if not self._is_heading(row)]
        if rows:
            here = rows.index(self.currentRow()) if self.currentRow() in rows else -1
            row = rows[(here + step) % len(rows)]
            self.setCurrentRow(row)
            if row == rows[0]:
                self.scrollToTop()
