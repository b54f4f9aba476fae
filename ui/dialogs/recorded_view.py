"""What is recorded about the evaluator, chapter by chapter, to be read and to be copied."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.judging.recorded import Chapter, as_text
from ui.dialogs.overlay import Overlay
from ui.plain_text import button, label, relabel
from ui.theme import Theme

TITLE = "What is recorded about me"
COPY = "Copy as text"
WIDTH, TOP, HEIGHT, NAME_WIDTH = 860, 48, 680, 150


class RecordedView(Overlay):
    """Names, values and reasons in a list that scrolls by keys; Ctrl+C copies all of it."""

    copied = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent, width=WIDTH, top=TOP)
        self.setAccessibleName(TITLE)
        self._chapters: Sequence[Chapter] = ()
        self._area = _LongArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setAccessibleName(TITLE)
        self._copy_all = button(COPY, kind="plain")
        self._copy_all.clicked.connect(self._copy)
        head = QHBoxLayout()
        head.addWidget(label(TITLE, role="heading"))
        head.addStretch(1)
        head.addWidget(self._copy_all)
        column = QVBoxLayout(self.card)
        column.setContentsMargins(18, 14, 18, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(label("Nothing more than this is recorded, and none of it leaves unless you export or sync."))
        column.addWidget(self._area, 1)
        column.addWidget(label("↑↓ scroll   Ctrl+C copy all   Esc close", role="caption"))

    @property
    def text(self) -> str:
        """All that is shown, as plain text."""
        return as_text(self._chapters)

    def open_with(self, chapters: Sequence[Chapter]) -> None:
        self._chapters = chapters
        relabel(self._copy_all, COPY)
        self._area.setWidget(self._page())
        self._area.setAccessibleDescription(self.text)
        self._area.verticalScrollBar().setValue(0)
        self.open_overlay(self._area)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_chord = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if is_chord and event.key() == Qt.Key.Key_C:
            self._copy()
        else:
            super().keyPressEvent(event)

    def _copy(self) -> None:
        self.copied.emit(self.text)
        relabel(self._copy_all, "Copied")

    def _page(self) -> QWidget:
        page = QWidget()
        page.setProperty("surface", "raised")
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 0, 12, 8)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(1)
        grid.setColumnMinimumWidth(0, NAME_WIDTH)
        grid.setColumnStretch(1, 1)
        row = 0
        for chapter in self._chapters:
            title = label(chapter.title, role="section")
            title.setContentsMargins(0, 14 if row else 2, 0, 4)
            grid.addWidget(title, row, 0, 1, 2)
            row += 1
            for entry in chapter.entries:
                grid.addWidget(label(entry.name, role="secondary"), row, 0, Qt.AlignmentFlag.AlignTop)
                grid.addWidget(label(entry.value, wrap=True), row, 1)
                why = label(entry.why, role="hint", wrap=True)
                why.setContentsMargins(0, 0, 0, 6)
                grid.addWidget(why, row + 1, 1)
                row += 2
        grid.setRowStretch(row, 1)
        return page


class _LongArea(QScrollArea):
    """As high as it may be; a low window gives it less."""

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, HEIGHT)
