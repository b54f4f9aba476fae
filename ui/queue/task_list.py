"""The tasks in the queue drawer, as many as there are: those that are looked at are made rows of, the others are counted.

A task that is not here yet has its place already, and is asked for when it comes into view.
"""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.code.highlighting import language_name
from app.domain.names import TaskKey
from app.domain.queue import PAGE, QueueEntry, QueuePage, QueueView, TaskState
from app.domain.task import Kind
from ui.theme import Theme
from ui.theme.marks import paint_ground

WIDTH = 264
ROW_HEIGHT = 46
MOST_PAGES = 40
"""So many pages are kept; who goes through a large set from end to end does not fill the memory with it."""
STATES: dict[TaskState, tuple[str, str, str]] = {
    TaskState.TODO: ("circle", "text3", "to do"),
    TaskState.DRAFT: ("circle-dot", "text2", "draft"),
    TaskState.DONE: ("circle-check", "good", "done"),
    TaskState.SKIPPED: ("skip-forward", "text3", "skipped"),
}
KIND_ICONS = {
    Kind.COMPARISON: "git-compare",
    Kind.BUG_HUNT: "bug",
    Kind.SECURITY_REVIEW: "shield-alert",
    Kind.AUTHORING: "pencil-line",
}


_ROLES = (Qt.ItemDataRole.UserRole, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)


class TaskList(QListView):
    """Letters are typed to filter; the list owns them while it has the focus."""

    typed = Signal(str)
    page_wanted = Signal(int, int)  # the number of the view, the first of the tasks that are wanted

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._tasks = _Tasks(self)
        self.setModel(self._tasks)
        self.setItemDelegate(_EntryDelegate(theme, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setProperty("keyContext", "list")
        self.setAccessibleName("Tasks")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self._tasks.page_wanted.connect(self.page_wanted)
        theme.changed.connect(self.viewport().update)

    def show_view(self, view: QueueView) -> None:
        """Show what was found. Where it is as many of the same, nothing moves."""
        self._tasks.show_view(view)
        row = self._tasks.index(-1 if view.row is None else view.row, 0)
        self.setCurrentIndex(row)
        if not row.isValid():
            self.clearSelection()
        self.viewport().update()

    def show_page(self, number: int, page: QueuePage) -> None:
        self._tasks.show_page(number, page)

    def key_at(self, index: QModelIndex) -> TaskKey | None:
        """The task at *index*; None where there is none, or it is not here yet."""
        entry = index.data(Qt.ItemDataRole.UserRole)
        return entry.key if isinstance(entry, QueueEntry) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text()
        if text and text.isprintable() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.typed.emit(text)
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def dataChanged(
        self,
        top_left: QModelIndex | QPersistentModelIndex,
        bottom_right: QModelIndex | QPersistentModelIndex,
        roles: Sequence[int] = (),
    ) -> None:
        """Tasks came into their places. A list would lay all of its rows out anew; these are all of one height."""
        QAbstractItemView.dataChanged(self, top_left, bottom_right, roles)


class _Tasks(QStandardItemModel):
    """Rows without items. Qt asks of each row how many there are: a model that answers in Python would take a tenth of a
    second for a hundred thousand of them, in which the screen stands still."""

    page_wanted = Signal(int, int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(0, 1, parent)
        self._view: QueueView | None = None
        self._pages: dict[int, tuple[QueueEntry, ...]] = {}
        self._before: dict[int, tuple[QueueEntry, ...]] = {}
        self._asked: set[int] = set()

    def show_view(self, view: QueueView) -> None:
        before, self._view = self._view, view
        is_the_same = (
            before is not None
            and (before.sought, before.found, before.current.task_set)
            == (view.sought, view.found, view.current.task_set)
        )  # fmt: skip
        # What was there is shown until it is read anew, so that nothing flickers.
        self._before = {**self._before, **self._pages} if is_the_same else {}
        self._pages = {view.page.first: view.page.entries}
        self._asked = set()
        if not is_the_same:
            self.setRowCount(0)
            self.setRowCount(view.found)

    def show_page(self, number: int, page: QueuePage) -> None:
        if self._view is None or number != self._view.number or not page.entries:
            return
        self._pages[page.first] = page.entries
        self._asked.discard(page.first)
        while len(self._pages) > MOST_PAGES:
            self._pages.pop(next(iter(self._pages)))
        self.dataChanged.emit(self.index(page.first, 0), self.index(page.first + len(page.entries) - 1, 0))

    def entry(self, row: int) -> QueueEntry | None:
        """The task in *row*; one that is not here is asked for."""
        first = row // PAGE * PAGE
        if first not in self._pages and first not in self._asked and self._view is not None:
            self._asked.add(first)
            self.page_wanted.emit(self._view.number, first)
        entries = self._pages.get(first) or self._before.get(first)
        return None if entries is None else entries[row - first]

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole.value) -> object:
        if role not in _ROLES or not index.isValid():
            return None
        entry = self.entry(index.row())
        match role:
            case Qt.ItemDataRole.UserRole:
                return entry
            case Qt.ItemDataRole.DisplayRole:
                return "" if entry is None else entry.key.task_id
            case _:
                return f"Task {index.row() + 1}" if entry is None else _spoken(entry)


class _EntryDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(WIDTH - 24, ROW_HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme = self._theme
        entry: QueueEntry | None = index.data(Qt.ItemDataRole.UserRole)
        rect, state = QRectF(option.rect), option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            ground = "selected" if state & QStyle.StateFlag.State_Selected else "hover"
            paint_ground(painter, theme, rect.adjusted(0, 1, 0, -1), ground)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.drawRoundedRect(rect.adjusted(1, 2, -1, -2), 6, 6)
        if entry is None:
            _paint_place(painter, theme, rect)
        else:
            _paint_entry(painter, theme, rect, entry)
        painter.restore()


def _paint_place(painter: QPainter, theme: Theme, rect: QRectF) -> None:
    """The place of a task that is not here yet."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("line"))
    painter.drawRoundedRect(QRectF(rect.left() + 32, rect.top() + 9, 120, 10), 5, 5)
    painter.drawRoundedRect(QRectF(rect.left() + 32, rect.top() + 28, 80, 8), 4, 4)


def _paint_entry(painter: QPainter, theme: Theme, rect: QRectF, entry: QueueEntry) -> None:
    icon, color, _ = STATES[entry.state]
    if entry.is_flagged:
        icon, color = "flag", "danger"
    ratio = painter.device().devicePixelRatio()
    painter.drawPixmap(QPointF(rect.left() + 8, rect.top() + 7), theme.pixmap(icon, color=color, size=15, ratio=ratio))
    painter.drawPixmap(
        QPointF(rect.left() + 32, rect.top() + 26),
        theme.pixmap(KIND_ICONS[entry.kind], color="text3", size=12, ratio=ratio),
    )
    font = theme.ui_font(13, 500)
    painter.setFont(font)
    painter.setPen(theme.color("text"))
    room = int(rect.width()) - 40
    name = QFontMetrics(font).elidedText(entry.key.task_id, Qt.TextElideMode.ElideMiddle, room)
    painter.drawText(QRectF(rect.left() + 32, rect.top() + 5, room, 18), Qt.AlignmentFlag.AlignVCenter, name)
    painter.setFont(theme.ui_font(12))
    painter.setPen(theme.color("text3"))
    painter.drawText(
        QRectF(rect.left() + 49, rect.top() + 23, room - 17, 18),
        Qt.AlignmentFlag.AlignVCenter,
        _in_words(entry),
    )


def in_one_line(entry: QueueEntry) -> str:
    """What a task is and how it stands: “Compare 3 · Rust · to do”."""
    return " · ".join([*_kind_and_language(entry), STATES[entry.state][2], *(["flagged"] if entry.is_flagged else [])])


def _kind_and_language(entry: QueueEntry) -> list[str]:
    kind = f"Compare {entry.candidates}" if entry.kind is Kind.COMPARISON else entry.kind.replace("_", " ").capitalize()
    return [kind, *([language_name(entry.language)] if entry.language else [])]


def _in_words(entry: QueueEntry) -> str:
    words = _kind_and_language(entry)
    if entry.state is TaskState.SKIPPED:
        words.append("skipped")
    elif entry.active_ms is not None and entry.active_ms >= 1000:
        words.append(in_minutes(entry.active_ms))
    return " · ".join(words)


def _spoken(entry: QueueEntry) -> str:
    """A row as it is said: “flask-directory-009, security review, Python, draft, 9 minutes”."""
    kind = f"compare {entry.candidates}" if entry.kind is Kind.COMPARISON else entry.kind.replace("_", " ")
    words = [entry.key.task_id, kind]
    if entry.language:
        words.append(language_name(entry.language))
    words.append(STATES[entry.state][2])
    if entry.is_flagged:
        words.append("flagged")
    if minutes := round((entry.active_ms or 0) / 60_000):
        words.append("1 minute" if minutes == 1 else f"{minutes} minutes")
    return ", ".join(words)


def in_minutes(milliseconds: int) -> str:
    minutes, seconds = divmod(milliseconds // 1000, 60)
    return f"{minutes}m {seconds:02d}s" if minutes else f"{seconds}s"
