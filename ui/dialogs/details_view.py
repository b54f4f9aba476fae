"""What is known of the task on the desk."""

from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from app.judging.details import TaskDetails
from ui.dialogs.chapters_view import BETWEEN, NAME_WIDTH, ChaptersView
from ui.plain_text import label
from ui.theme import Theme

TITLE = "Task details"
LEAD = "Nothing here says where a candidate comes from."
KEYS = "↑↓ scroll   Tab hash   Ctrl+C copy all   Esc close"
WIDTH = 720


class DetailsView(ChaptersView):
    """Below the list stands the hash of the task, to be chosen and copied by itself."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent, TITLE, LEAD, keys=KEYS, width=WIDTH)
        self._hash = _Exact()
        self._hash.setAccessibleName("SHA-256 of the task")
        name = label("SHA-256", role="secondary")
        name.setFixedWidth(NAME_WIDTH)
        row = QHBoxLayout()
        row.setSpacing(BETWEEN)
        row.addWidget(name)
        row.addWidget(self._hash, 1)
        self.below.addLayout(row)

    def open_with(self, details: TaskDetails) -> None:
        self.setAccessibleName(f"{TITLE} of {details.key.task_id}")
        self._hash.setFont(self._theme.code_font(12))
        self._hash.setText(details.sha256)
        self._hash.setCursorPosition(0)
        self.open_chapters(details.chapters, details.text)


class _Exact(QLineEdit):
    """A value to be chosen and copied by itself. Without anything chosen, copying is for whoever holds it."""

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy) and not self.hasSelectedText():
            event.ignore()
        else:
            super().keyPressEvent(event)
