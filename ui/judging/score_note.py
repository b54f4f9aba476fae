"""A line of text over a row of the scores: why a score is what it is."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.names import Slot


class ScoreNote(QLineEdit):
    """Kept with every letter: Enter closes it, Esc leaves the note as it was."""

    written = Signal(object, str, str)  # Slot, criterion, note
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName("Note on the score")
        self._about: tuple[Slot, str] | None = None
        self._before = ""
        self.textEdited.connect(self._tell)
        self.hide()

    def begin(self, slot: Slot, criterion: str, note: str, question: str) -> None:
        self._about, self._before = (slot, criterion), note
        self.setText(note)
        self.setPlaceholderText(question)
        self.setAccessibleName(question)
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._leave()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving keeps what was written, which is kept already."""
        self.hide()
        super().focusOutEvent(event)

    def give_up(self) -> None:
        """Close it, and the note is what it was."""
        self._tell(self._before)
        self._leave()

    def _tell(self, note: str) -> None:
        if self._about is not None:
            self.written.emit(*self._about, note)

    def _leave(self) -> None:
        """Give the focus back to the grid."""
        self.hide()
        self.left.emit()
