"""Names and values, chapter by chapter, to be read and to be copied: of a task, and of who judges it."""

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.judging.chapters import Chapter
from ui.accessible import Role, give_role
from ui.dialogs.overlay import Overlay
from ui.plain_text import button, label, relabel, wrapped_label
from ui.theme import Theme

COPY = "Copy as text"
TOP, NAME_WIDTH, MARGIN, BETWEEN = 48, 150, 18, 16


class ChaptersView(Overlay):
    """A list that scrolls by keys; Ctrl+C copies all of it. *below* takes what stands under the list."""

    copied = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget, title: str, lead: str, *, keys: str, width: int) -> None:
        """*lead* is said above the list, *keys* below it."""
        super().__init__(theme, parent, width=width, top=TOP)
        self.setAccessibleName(title)
        self._text = ""
        self._area = _FittingArea(width - 2 * MARGIN)
        self._area.setAccessibleName(title)
        self._copy_all = button(COPY)
        self._copy_all.clicked.connect(self._copy)
        self.below = QVBoxLayout()
        head = QHBoxLayout()
        head.addWidget(label(title, role="heading"))
        head.addStretch(1)
        head.addWidget(self._copy_all)
        column = QVBoxLayout(self.card)
        column.setContentsMargins(MARGIN, 14, MARGIN, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(label(lead))
        column.addWidget(self._area, 1)
        column.addLayout(self.below)
        column.addWidget(label(keys, role="caption"))

    @property
    def text(self) -> str:
        """All that is shown, as plain text; empty as long as nothing is."""
        return self._text

    def open_chapters(self, chapters: Iterable[Chapter], text: str) -> None:
        """Show *chapters* from the top; *text* is what is copied of them."""
        self._text = text
        relabel(self._copy_all, COPY)
        self._area.setWidget(_page(chapters))
        self._area.setAccessibleDescription(text)
        self._area.verticalScrollBar().setValue(0)
        self.open_overlay(self._area)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        else:
            super().keyPressEvent(event)

    def _copy(self) -> None:
        self.copied.emit(self._text)
        relabel(self._copy_all, "Copied")


class _FittingArea(QScrollArea):
    """As high as what it shows; a low window gives it less."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self._wanted = width
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("ring", "true")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        give_role(self, Role.Document)

    def sizeHint(self) -> QSize:
        page = self.widget()
        return QSize(self._wanted, 0 if page is None else page.heightForWidth(self._wanted))


def _page(chapters: Iterable[Chapter]) -> QWidget:
    page = QWidget()
    page.setProperty("surface", "raised")
    grid = QGridLayout(page)
    grid.setContentsMargins(0, 0, 12, 4)
    grid.setHorizontalSpacing(BETWEEN)
    grid.setVerticalSpacing(1)
    grid.setColumnMinimumWidth(0, NAME_WIDTH)
    grid.setColumnStretch(1, 1)
    row = 0
    for chapter in chapters:
        title = label(chapter.title, role="section")
        title.setContentsMargins(0, 14 if row else 2, 0, 4)
        grid.addWidget(title, row, 0, 1, 2)
        row += 1
        for entry in chapter.entries:
            name = label(entry.name, role="secondary")
            # On the line of the value, which is set larger.
            name.setContentsMargins(0, 1, 0, 3)
            grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(wrapped_label(entry.value), row, 1)
            row += 1
            if entry.why:
                why = label(entry.why, role="hint", wrap=True)
                why.setContentsMargins(0, 0, 0, 6)
                grid.addWidget(why, row, 1)
                row += 1
    grid.setRowStretch(row, 1)
    return page
