"""Text of several lines, which leaves as plain text only."""

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

FIELD_MARGIN = 8


class TextField(QPlainTextEdit):
    """Several lines of plain text, to be read or written. Copying and dragging give plain text and nothing else."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        # As far from its edge as the text of a field of one line.
        self.document().setDocumentMargin(FIELD_MARGIN)

    def createMimeDataFromSelection(self) -> QMimeData:
        """Qt's own would offer HTML and an office document as well."""
        return plain_data(self.textCursor())


def plain_data(cursor: QTextCursor) -> QMimeData:
    """What is selected, as plain text and nothing else."""
    data = QMimeData()
    data.setText(cursor.selection().toPlainText())
    return data
