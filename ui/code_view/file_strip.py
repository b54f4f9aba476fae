"""The files of candidates that have several, and the files around the task, as tabs in one order for all panes."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QWidget

from app.wording import counted
from ui.layouts import clear
from ui.plain_text import button, label, relabel, set_tooltip

HEIGHT = 36
LONGEST_PATH = 44


@dataclass(frozen=True, slots=True)
class FileTab:
    """A file of the candidates: whether it differs between them, and how many findings point into it."""

    path: str
    differs: bool
    findings: int

    @property
    def text(self) -> str:
        found = f"   {counted(self.findings, 'finding')}" if self.findings else ""
        return f"{'≠' if self.differs else '='}  {_short(self.path)}{found}"

    @property
    def name(self) -> str:
        """The same in words."""
        said = "differs between the candidates" if self.differs else "the same in all candidates"
        return f"File {self.path}, {said}" + (f", {counted(self.findings, 'finding')}" if self.findings else "")


class FileStrip(QScrollArea):
    """A tab for each file, from the left: those of the candidates, then those of the context. Hidden where there is no
    choice. Files of the candidates count from 0, those of the context go on from there.
    """

    chosen = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._tabs: list[QPushButton] = []
        self._told: tuple[object, ...] = ()
        self._line = QWidget()
        self._line.setProperty("surface", "surface")
        self._row = QHBoxLayout(self._line)
        self._row.setContentsMargins(8, 4, 8, 4)
        self._row.setSpacing(4)
        self.setWidget(self._line)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedHeight(HEIGHT)
        self.setAccessibleName("Files")
        self.hide()

    def sizeHint(self) -> QSize:
        return QSize(200, HEIGHT)

    def show_tabs(self, files: Sequence[FileTab], context: Sequence[str], current: int) -> None:
        """*files* is empty for candidates that are bare code, which have one tab together; *context* are paths."""
        told = (tuple(tab.path for tab in files), tuple(context))
        if told != self._told:
            self._told = told
            self._rebuild(len(files) or 1, len(context))
        self.setVisible(len(files) > 1 or bool(context))
        names = [(tab.text, tab.name, tab.path) for tab in files] or [("Candidates", "Candidates", "")]
        names += [(_short(path), f"Context file {path}", path) for path in context]
        for index, (tab, (text, name, path)) in enumerate(zip(self._tabs, names, strict=True)):
            relabel(tab, text, name=name)
            set_tooltip(tab, path)
            tab.setChecked(index == current)
        self.ensureWidgetVisible(self._tabs[current])

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Turn through tabs that do not fit."""
        turned = event.angleDelta().y() or event.angleDelta().x()
        bar = self.horizontalScrollBar()
        bar.setValue(bar.value() - turned)

    def _rebuild(self, files: int, context: int) -> None:
        clear(self._row)
        self._tabs = [self._tab(index) for index in range(files + context)]
        for tab in self._tabs[:files]:
            self._row.addWidget(tab)
        if context:
            self._row.addSpacing(12)
            self._row.addWidget(label("Context", role="section"))
            self._row.addSpacing(4)
        for tab in self._tabs[files:]:
            self._row.addWidget(tab)
        self._row.addStretch(1)

    def _tab(self, index: int) -> QPushButton:
        tab = button("", kind="segment", parent=self._line)
        tab.setCheckable(True)
        tab.setAutoExclusive(True)
        tab.clicked.connect(lambda: self.chosen.emit(index))
        return tab


def _short(path: str) -> str:
    """The end of a long path: that is where files differ in name."""
    return path if len(path) <= LONGEST_PATH else "…" + path[-LONGEST_PATH + 1 :]
