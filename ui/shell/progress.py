"""Long work under way: what it is, how far, and a way to stop it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QWidget

from ui.plain_text import button, label


class ProgressStrip(QFrame):
    """One line at the bottom of the window while something long goes on."""

    cancel_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "sunken")
        self.setProperty("rule", "top")
        self.setFixedHeight(40)
        self._text = label(role="secondary")
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setFixedWidth(160)
        bar.setAccessibleName("Progress of the work under way")
        cancel = button("Cancel", kind="segment")
        cancel.clicked.connect(self.cancel_pressed)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 12, 0)
        row.setSpacing(12)
        row.addWidget(self._text)
        row.addWidget(bar)
        row.addStretch(1)
        row.addWidget(cancel)
        self.hide()

    def show_progress(self, what: str, done: int) -> None:
        """Say what is under way; an empty text closes the line."""
        self._text.setText(f"{what}: {done}" if done else f"{what} …")
        self.setAccessibleName(self._text.text())
        self.setVisible(bool(what))
