"""The queue drawer: every task of the set, what state it is in, one key away."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.domain.names import TaskKey
from app.domain.queue import Part, QueuePage, QueueView, Sought, Tally
from ui.accessible import Role, give_role
from ui.plain_text import button, label, relabel
from ui.queue.task_list import WIDTH, TaskList, in_minutes
from ui.theme import Theme

_MOVES = (
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
)
SEGMENTS = {Part.ALL: "All", Part.TO_DO: "To do", Part.DONE: "Done", Part.FLAGGED: "Flag"}


class QueueDrawer(QFrame):
    """Lists the tasks; Up and Down move, Enter opens, typing filters, Esc closes.

    What is looked for is asked with `sought_changed`, and tasks that come into view with `page_wanted`; a large set takes a
    moment to answer. Keys that are pressed meanwhile mean the list as it will be.
    """

    task_chosen = Signal(object)  # TaskKey
    closed = Signal()
    told = Signal(str)  # that nothing is found
    sought_changed = Signal(object)  # Sought
    page_wanted = Signal(int, int)  # the number of the view, the first of the tasks that are wanted

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sought = Sought()
        self._shown = Sought()
        self._later: list[Callable[[], None]] = []
        self._chosen_row: int | None = None
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
        self._segments = {part: button(name, kind="segment") for part, name in SEGMENTS.items()}
        self._list = TaskList(theme)
        self._empty = label(role="hint", wrap=True)
        self._clear = button("Clear filter", kind="chip")
        self._clear.hide()
        self._pace = label(role="secondary")
        self._lay_out()
        self._connect()

    def show_queue(self, view: QueueView) -> None:
        """Show what was found of the queue; the task on the desk is selected where it is among that."""
        tally = view.tally
        self._count.setText("1 task" if tally.total == 1 else f"{tally.total:,} tasks")
        numbers = {Part.TO_DO: tally.to_do, Part.DONE: tally.done, Part.FLAGGED: tally.flagged}
        for part, segment in self._segments.items():
            name = SEGMENTS[part]
            if part in numbers:
                relabel(segment, f"{name} {_short(numbers[part])}", name=f"{name} {numbers[part]}")
            else:
                relabel(segment, name)
        self._empty.setText("Nothing matches." if tally.total else "No tasks. Import a task set with Ctrl+O.")
        is_news = not view.found and self._empty.isHidden()
        self._empty.setVisible(not view.found)
        self._clear.setVisible(not view.found and bool(tally.total))
        if is_news:
            self.told.emit(self._empty.text())
        self._pace.setText(_pace(tally))
        self._shown = view.sought
        self._list.show_view(view)
        self._mark_segment()
        self._choose_again()
        if not self._is_waiting:
            later, self._later = self._later, []
            for deed in later:
                deed()

    def show_page(self, number: int, page: QueuePage) -> None:
        """Show tasks that were asked for; they are let go where another list is shown by now."""
        self._list.show_page(number, page)
        self._choose_again()

    def chosen_key(self) -> TaskKey | None:
        """The task that the list has under its cursor."""
        return self._list.key_at(self._list.currentIndex())

    def has_focus(self) -> bool:
        focus = self.window().focusWidget()
        return self.isVisible() and focus is not None and self.isAncestorOf(focus)

    def focus_list(self) -> None:
        self._list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @property
    def _is_waiting(self) -> bool:
        """Whether the list still shows what was looked for before."""
        return self._shown != self._sought

    def _once_found(self, deed: Callable[[], None]) -> None:
        """Do *deed* with what is looked for: at once where it is shown already."""
        if self._is_waiting:
            self._later.append(deed)
        else:
            deed()

    def _forget_what_waits(self) -> None:
        """What was pressed before there was an answer is wanted no more."""
        self._later.clear()
        self._chosen_row = None

    def _seek(self, part: Part) -> None:
        """Look for the tasks of *part* that hold what is typed."""
        sought = Sought(part, self._filter.text())
        if sought != self._sought:
            self._sought = sought
            self._chosen_row = None
            self.sought_changed.emit(sought)
        self._mark_segment()

    def _mark_segment(self) -> None:
        for part, segment in self._segments.items():
            segment.setChecked(part is self._sought.part)

    def _choose(self, index: QModelIndex) -> None:
        """Open the task at *index*, once it is there."""
        self._chosen_row = None
        if (key := self._list.key_at(index)) is not None:
            self.task_chosen.emit(key)
        elif index.isValid():
            self._chosen_row = index.row()

    def _choose_again(self) -> None:
        """Open the task that was chosen before it was there."""
        if self._chosen_row is not None:
            self._choose(self._list.model().index(self._chosen_row, 0))

    def _choose_first(self) -> None:
        self._choose(self._list.model().index(0, 0))

    def _go_to_first(self) -> None:
        self._list.setCurrentIndex(self._list.model().index(0, 0))

    def _type(self, text: str) -> None:
        self._filter.setVisible(True)
        self._filter.setFocus(Qt.FocusReason.OtherFocusReason)
        self._filter.setText(self._filter.text() + text)

    def _show_everything(self) -> None:
        """Forget what was typed and which part was asked for."""
        self._forget_what_waits()
        self.focus_list()
        self._filter.hide()
        with QSignalBlocker(self._filter):
            self._filter.clear()
        self._seek(Part.ALL)

    def step_back(self) -> None:
        """Esc: forget the filter, then close."""
        self._forget_what_waits()
        if self._filter.text():
            self._filter.clear()
            self._filter.hide()
            self.focus_list()
        else:
            self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down leads from the filter into the list; what is pressed there means the list that was looked for."""
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return False
        if watched is self._list:
            if not self._is_waiting or event.key() not in _MOVES:
                return False
            self._once_found(partial(self._list.keyPressEvent, event.clone()))
            return True
        if event.key() != Qt.Key.Key_Down:
            return False
        self._once_found(self._go_to_first)
        self.focus_list()
        return True

    def hideEvent(self, event: QHideEvent) -> None:
        self._forget_what_waits()

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
        nothing = QHBoxLayout()
        nothing.setContentsMargins(8, 0, 4, 0)
        nothing.addWidget(self._empty, 1)
        nothing.addWidget(self._clear)
        column.addLayout(nothing)
        column.addWidget(self._list, 1)
        foot.setContentsMargins(8, 6, 8, 0)
        column.addLayout(foot)

    def _connect(self) -> None:
        self._list.activated.connect(self._choose)
        self._list.clicked.connect(self._choose)
        self._clear.clicked.connect(self._show_everything)
        self._list.typed.connect(self._type)
        self._list.page_wanted.connect(self.page_wanted)
        self._list.installEventFilter(self)
        self._filter.textChanged.connect(lambda _: self._seek(self._sought.part))
        self._filter.returnPressed.connect(lambda: self._once_found(self._choose_first))
        self._filter.installEventFilter(self)
        for part, segment in self._segments.items():
            segment.clicked.connect(partial(self._seek, part))


def _short(number: int) -> str:
    """*number* for a button that has no room for five digits."""
    return str(number) if number < 10_000 else f"{number // 1000}k"


def _pace(tally: Tally) -> str:
    """The person's own pace: nothing to compare with."""
    if tally.median_ms is None:
        return f"{tally.done} judged"
    return f"{tally.done} judged · median {in_minutes(round(tally.median_ms))}"
