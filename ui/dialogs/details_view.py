"""What is known of the task on the desk: names and values, to be read and to be copied."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from app.judging.details import TaskDetails, as_text
from ui.accessible import Role, give_role
from ui.dialogs.overlay import Overlay
from ui.plain_text import button, label, relabel, wrapped_label
from ui.theme import Theme

TITLE = "Task details"
COPY = "Copy as text"
WIDTH, TOP, NAME_WIDTH, MARGIN = 720, 48, 150, 18


class DetailsView(Overlay):
    """A list that scrolls by keys; Ctrl+C copies all of it, or what is chosen in the hash."""

    copied = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent, width=WIDTH, top=TOP)
        self.setAccessibleName(TITLE)
        self._details: TaskDetails | None = None
        self._area = _FittingArea()
        self._area.setAccessibleName(TITLE)
        give_role(self._area, Role.Document)
        self._hash = _Exact()
        self._hash.setAccessibleName("SHA-256 of the task")
        self._copy_all = button(COPY, kind="plain")
        self._copy_all.clicked.connect(self._copy)
        self._lay_out()

    @property
    def text(self) -> str:
        """All that is shown, as plain text; empty as long as nothing is."""
        return "" if self._details is None else as_text(self._details)

    def open_with(self, details: TaskDetails) -> None:
        self._details = details
        self.setAccessibleName(f"{TITLE} of {details.key.task_id}")
        relabel(self._copy_all, COPY)
        self._hash.setFont(self._theme.code_font(12))
        self._hash.setText(details.sha256)
        self._hash.setCursorPosition(0)
        self._area.setWidget(_page(details))
        self._area.setAccessibleDescription(self.text)
        self._area.verticalScrollBar().setValue(0)
        self.open_overlay(self._area)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        else:
            super().keyPressEvent(event)

    def _copy(self) -> None:
        self.copied.emit(self.text)
        relabel(self._copy_all, "Copied")

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(label(TITLE, role="heading"))
        head.addStretch(1)
        head.addWidget(self._copy_all)
        last = QHBoxLayout()
        name = label("SHA-256", role="secondary")
        name.setFixedWidth(NAME_WIDTH)
        last.setSpacing(16)
        last.addWidget(name)
        last.addWidget(self._hash, 1)
        column = QVBoxLayout(self.card)
        column.setContentsMargins(MARGIN, 14, MARGIN, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(label("Nothing here says where a candidate comes from.", role="hint"))
        column.addWidget(self._area, 1)
        column.addLayout(last)
        column.addWidget(label("↑↓ scroll   Tab hash   Ctrl+C copy all   Esc close", role="caption"))


class _FittingArea(QScrollArea):
    """As high as what it shows; a low window gives it less."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def sizeHint(self) -> QSize:
        width, page = WIDTH - 2 * MARGIN, self.widget()
        return QSize(width, 0 if page is None else page.heightForWidth(width))


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


def _page(details: TaskDetails) -> QWidget:
    page = QWidget()
    page.setProperty("surface", "raised")
    grid = QGridLayout(page)
    grid.setContentsMargins(0, 0, 12, 4)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(4)
    grid.setColumnMinimumWidth(0, NAME_WIDTH)
    grid.setColumnStretch(1, 1)
    row = 0
    for group in details.groups:
        title = label(group.title, role="section")
        title.setContentsMargins(0, 12 if row else 2, 0, 2)
        grid.addWidget(title, row, 0, 1, 2)
        row += 1
        for one in group.details:
            name = label(one.name, role="secondary")
            # On the line of the value, which is set larger.
            name.setContentsMargins(0, 1, 0, 0)
            grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(wrapped_label(one.value), row, 1)
            row += 1
    grid.setRowStretch(row, 1)
    return page
