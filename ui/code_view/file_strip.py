"""The files of candidates that have several, as tabs in one order for all panes."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.plain_text import button


class FileStrip(QWidget):
    """One tab a file; hidden where there is nothing to choose."""

    file_chosen = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(8, 4, 8, 4)
        self._row.setSpacing(4)
        self.setAccessibleName("Files")
        self.hide()

    def show_files(self, paths: Sequence[str], current: int) -> None:
        while (item := self._row.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.setVisible(len(paths) > 1)
        for index, path in enumerate(paths):
            tab = button(path, kind="segment", name=f"File {path}")
            tab.setCheckable(True)
            tab.setAutoExclusive(True)
            tab.setChecked(index == current)
            tab.clicked.connect(partial(self.file_chosen.emit, index))
            self._row.addWidget(tab)
        self._row.addStretch(1)
