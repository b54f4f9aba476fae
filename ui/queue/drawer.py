"""The queue drawer: every task of the set, what state it is in, one key away."""

from collections import Counter
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.code.highlighting import language_name
from app.domain.names import TaskKey
from app.domain.queue import QueueEntry, TaskState
from app.domain.task import Kind
from ui.accessible import Role, give_role
from ui.plain_text import button, label, relabel
from ui.theme import Theme
from ui.theme.marks import paint_ground

WIDTH = 264
ROW_HEIGHT = 46
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
SEGMENTS = ("All", "To do", "Done", "Flag")


class QueueDrawer(QFrame):
    """Lists the tasks; Up and Down move, Enter opens, typing filters, Esc closes."""

    task_chosen = Signal(object)  # TaskKey
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._entries: tuple[QueueEntry, ...] = ()
        self._current: TaskKey | None = None
        self._segment = "All"
        self.setProperty("surface", "sunken")
        self.setProperty("rule", "right")
        self.setFixedWidth(WIDTH)
        self.setAccessibleName("Queue")
        give_role(self, Role.Grouping)
        self._count = label(role="hint")
        self._filter = QLineEdit()
        self._filter.setPlaceholderText("Type to filter")
        self._filter.setAccessibleName("Filter the queue")
        self._filter.hide()
        self._segments = {name: button(name, kind="segment") for name in SEGMENTS}
        self._model = _QueueModel(self)
        self._list = _QueueList(theme)
        self._list.setModel(self._model)
        self._list.setItemDelegate(_EntryDelegate(theme, self))
        self._empty = label(role="hint", wrap=True)
        self._pace = label(role="secondary")
        self._lay_out()
        self._connect()

    def show_queue(self, entries: tuple[QueueEntry, ...]) -> None:
        self._entries = entries
        # Counted once: a set may have a hundred thousand tasks.
        counted = Counter((entry.state, entry.is_flagged) for entry in entries)
        self._count.setText("1 task" if len(entries) == 1 else f"{len(entries)} tasks")
        for name, segment in self._segments.items():
            number = sum(count for (state, flag), count in counted.items() if _is_in(name, state, is_flagged=flag))
            relabel(segment, name if name == "All" else f"{name} {number}")
        self._empty.setText("No tasks. Import a task set with Ctrl+O." if not entries else "Nothing matches.")
        self._pace.setText(_pace(entries))
        self._refresh()

    def show_current(self, key: TaskKey | None) -> None:
        self._current = key
        self._select_current()

    def chosen_key(self) -> TaskKey | None:
        """The task that the list has under its cursor."""
        entry = self._list.currentIndex().data(Qt.ItemDataRole.UserRole)
        return entry.key if isinstance(entry, QueueEntry) else None

    def has_focus(self) -> bool:
        focus = self.window().focusWidget()
        return self.isVisible() and focus is not None and self.isAncestorOf(focus)

    def focus_list(self) -> None:
        self._list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _refresh(self) -> None:
        for name, segment in self._segments.items():
            segment.setChecked(name == self._segment)
        chosen: Sequence[QueueEntry] = self._entries
        if self._segment != "All":
            chosen = [one for one in chosen if _is_in(self._segment, one.state, is_flagged=one.is_flagged)]
        if wanted := self._filter.text().casefold():
            chosen = [one for one in chosen if wanted in one.key.task_id.casefold() or wanted in one.title.casefold()]
        self._model.show_entries(chosen)
        self._empty.setVisible(not chosen)
        self._select_current()

    def _select_current(self) -> None:
        row = self._model.row_of(self._current)
        if row is not None:
            self._list.setCurrentIndex(self._model.index(row))

    def _choose(self, index: QModelIndex) -> None:
        entry = index.data(Qt.ItemDataRole.UserRole)
        if isinstance(entry, QueueEntry):
            self.task_chosen.emit(entry.key)

    def _choose_segment(self, name: str) -> None:
        self._segment = name
        self._refresh()

    def _type(self, text: str) -> None:
        self._filter.setVisible(True)
        self._filter.setFocus(Qt.FocusReason.OtherFocusReason)
        self._filter.setText(self._filter.text() + text)

    def step_back(self) -> None:
        """Esc: forget the filter, then close."""
        if self._filter.text():
            self._filter.clear()
            self._filter.hide()
            self.focus_list()
        else:
            self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down leads from the filter into the list."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Down:
            self._list.setCurrentIndex(self._model.index(0))
            self.focus_list()
            return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.step_back()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label("Queue", role="strong"))
        head.addWidget(self._count)
        head.addStretch(1)
        segments = QHBoxLayout()
        segments.setSpacing(4)
        for segment in self._segments.values():
            segment.setCheckable(True)
            give_role(segment, Role.RadioButton)
            segments.addWidget(segment)
        segments.addStretch(1)
        foot = QHBoxLayout()
        foot.addWidget(label("So far", role="section"))
        foot.addStretch(1)
        foot.addWidget(self._pace)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 10, 8, 10)
        column.setSpacing(8)
        for row in (head, segments):
            row.setContentsMargins(8, 0, 4, 0)
            column.addLayout(row)
        column.addWidget(self._filter)
        column.addWidget(self._empty)
        column.addWidget(self._list, 1)
        foot.setContentsMargins(8, 6, 8, 0)
        column.addLayout(foot)

    def _connect(self) -> None:
        self._list.activated.connect(self._choose)
        self._list.clicked.connect(self._choose)
        self._list.typed.connect(self._type)
        self._filter.textChanged.connect(self._refresh)
        self._filter.returnPressed.connect(lambda: self._choose(self._model.index(0)))
        self._filter.installEventFilter(self)
        for name, segment in self._segments.items():
            segment.clicked.connect(partial(self._choose_segment, name))


class _QueueModel(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._entries: Sequence[QueueEntry] = ()

    def show_entries(self, entries: Sequence[QueueEntry]) -> None:
        self.beginResetModel()
        self._entries = entries
        self.endResetModel()

    def row_of(self, key: TaskKey | None) -> int | None:
        """Where a task is listed; None where it is not."""
        if key is None:
            return None
        task_id = key.task_id
        return next(
            (row for row, one in enumerate(self._entries) if one.key.task_id == task_id and one.key == key), None
        )

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return len(self._entries)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole.value) -> object:
        entry = self._entries[index.row()]
        match role:
            case Qt.ItemDataRole.UserRole:
                return entry
            case Qt.ItemDataRole.DisplayRole:
                return entry.key.task_id
            case Qt.ItemDataRole.AccessibleTextRole:
                return _spoken(entry)
            case _:
                return None


class _QueueList(QListView):
    """Letters are typed to filter; the list owns them while it has the focus."""

    typed = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setProperty("keyContext", "list")
        self.setAccessibleName("Tasks")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        theme.changed.connect(self.viewport().update)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text()
        if text and text.isprintable() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.typed.emit(text)
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)


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
        entry: QueueEntry = index.data(Qt.ItemDataRole.UserRole)
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
        icon, color, _ = STATES[entry.state]
        if entry.is_flagged:
            icon, color = "flag", "danger"
        ratio = painter.device().devicePixelRatio()
        painter.drawPixmap(
            QPointF(rect.left() + 8, rect.top() + 7), theme.pixmap(icon, color=color, size=15, ratio=ratio)
        )
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
        painter.restore()


def _is_in(segment: str, state: TaskState, *, is_flagged: bool) -> bool:
    match segment:
        case "To do":
            return state in (TaskState.TODO, TaskState.DRAFT)
        case "Done":
            return state is TaskState.DONE
        case "Flag":
            return is_flagged
        case _:
            return True


def _in_words(entry: QueueEntry) -> str:
    kind = f"Compare {entry.candidates}" if entry.kind is Kind.COMPARISON else entry.kind.replace("_", " ").capitalize()
    words = [kind]
    if entry.language:
        words.append(language_name(entry.language))
    if entry.state is TaskState.SKIPPED:
        words.append("skipped")
    elif entry.active_ms is not None and entry.active_ms >= 1000:
        words.append(_minutes(entry.active_ms))
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


def _minutes(milliseconds: int) -> str:
    minutes, seconds = divmod(milliseconds // 1000, 60)
    return f"{minutes}m {seconds:02d}s" if minutes else f"{seconds}s"


def _pace(entries: Sequence[QueueEntry]) -> str:
    """The person's own pace: nothing to compare with."""
    from statistics import median  # slow to import, and wanted once something is judged

    done = [entry.active_ms for entry in entries if entry.state is TaskState.DONE]
    timed = [one for one in done if one]
    if not timed:
        return f"{len(done)} judged"
    return f"{len(done)} judged · median {_minutes(round(median(timed)))}"
