"""The candidates' columns side by side: a header and a pane each, of equal width until somebody drags."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QSplitterHandle, QVBoxLayout, QWidget

from app.domain.names import Slot
from ui.accessible import in_reading_order
from ui.code_view.accessibility import SpokenCodeView
from ui.code_view.connectors import ConnectorHandle, Link
from ui.code_view.header import HEIGHT as HEADER_HEIGHT
from ui.code_view.header import PaneHeader
from ui.plain_text import button, label, relabel
from ui.theme import Theme

EQUAL = 1000
HAIRLINE = 1
CONNECTOR_WIDTH = 18
NOTE_HEIGHT = 28


class Column(QWidget):
    """A header above the code that it is about."""

    def __init__(self, theme: Theme, slot: Slot | None, index: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.header = PaneHeader(theme, slot, self)
        self.pane = SpokenCodeView(theme, index, self)
        self._stack = QVBoxLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.setSpacing(0)
        self._stack.addWidget(self.header)
        self._stack.addWidget(self.pane, 1)

    def leave_room(self, height: int) -> None:
        """Keep some pixels free between the header and the code."""
        self._stack.setSpacing(height)


class Columns(QWidget):
    """All columns, and the quiet line between their headers and their code."""

    note_action_pressed = Signal()
    widths_changed = Signal()
    noted = Signal(str)  # what is said newly between the headers and the code

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._columns: tuple[Column, ...] = ()
        self._slots: tuple[Slot | None, ...] = ()
        self._spare: dict[Slot, Column] = {}
        self._are_dragged = False
        self._splitter = _Splitter(theme, self)
        self._splitter.splitterMoved.connect(self._note_drag)
        self._note = _QuietLine(self)
        self._note.action_pressed.connect(self.note_action_pressed)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.addWidget(self._splitter)

    def make_ready(self, slots: Iterable[Slot]) -> None:
        """Make columns for *slots* while nobody waits for them; they come into view with `show_slots`."""
        for index, slot in enumerate(slots):
            column = Column(self._theme, slot, index, self._splitter)
            column.hide()
            self._spare[slot] = column

    def show_slots(self, slots: Iterable[Slot | None]) -> bool:
        """Have a column for each of *slots*, all of one width; None is for what is no candidate's.

        Columns that are there for them stay, as what they show is about to change; says whether they were made anew.
        """
        wanted = tuple(slots)
        is_new = wanted != self._slots
        if is_new:
            self._slots = wanted
            self._rebuild()
        self.make_equal(self._columns)
        return is_new

    def _rebuild(self) -> None:
        for column in self._columns:
            column.hide()
            column.setParent(None)
            column.deleteLater()
        self._columns = tuple(
            self._spare.pop(slot) if slot in self._spare else Column(self._theme, slot, index, self._splitter)
            for index, slot in enumerate(self._slots)
        )
        for column in self._columns:
            self._splitter.addWidget(column)
        for handle in self._handles():
            handle.installEventFilter(self)
        # The splitter puts every new column below the others; the handles reach over their neighbours.
        in_reading_order(*self._columns, *self._handles())

    @property
    def columns(self) -> tuple[Column, ...]:
        """All columns from the left, in view or not."""
        return self._columns

    def make_equal(self, shown: Sequence[Column]) -> None:
        """Show these columns, each as wide as the others."""
        for column in self._columns:
            column.setVisible(column in shown)
        self._splitter.setSizes([EQUAL if column in shown else 0 for column in self._columns])
        self._are_dragged = False
        self.widths_changed.emit()

    @property
    def are_dragged(self) -> bool:
        """Whether somebody has moved a border since all were of one width."""
        return self._are_dragged

    def widths(self) -> tuple[int, ...]:
        """The columns' widths in pixels from the left, 0 for one that is not shown."""
        return tuple(0 if column.isHidden() else column.width() for column in self._columns)

    def note(self) -> str:
        """What is said between the headers and the code."""
        return self._note.text

    def show_note(self, text: str, *, action: str = "") -> None:
        """Say something in a line between the headers and the code; empty takes the line away."""
        is_news = text != self._note.text
        self._note.say(text, action)
        self._place_note()
        if text and is_news:
            self.noted.emit(text)

    def code_top(self) -> int:
        """Where the code begins on the window, without the headers: it moves when something opens above."""
        return self.mapTo(self.window(), QPoint(0, self._note_height())).y()

    def show_links(self, links: Sequence[Sequence[Link]] | None) -> None:
        """Draw what belongs together between neighbouring panes; None closes the gaps between them."""
        self._splitter.setHandleWidth(HAIRLINE if links is None else CONNECTOR_WIDTH)
        for number, handle in enumerate(self._handles()):
            handle.show_links(None if links is None else links[number], top=HEADER_HEIGHT + self._note_height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.MouseButtonDblClick:
            self.make_equal([column for column in self._columns if not column.isHidden()])
            return True
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place_note()

    def _note_drag(self) -> None:
        self._are_dragged = True
        self.widths_changed.emit()

    def _handles(self) -> list[ConnectorHandle]:
        handles = (self._splitter.handle(number) for number in range(1, len(self._columns)))
        return [handle for handle in handles if isinstance(handle, ConnectorHandle)]

    def _note_height(self) -> int:
        return NOTE_HEIGHT if self._note.text else 0

    def _place_note(self) -> None:
        height = self._note_height()
        for column in self._columns:
            column.leave_room(height)
        self._note.setGeometry(0, HEADER_HEIGHT, self.width(), height)
        self._note.raise_()


class _QuietLine(QFrame):
    """A sentence, and at most one thing to do about it."""

    action_pressed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("surface", "sunken")
        self._label = label(role="secondary")
        self._action = button("Do it", kind="segment")
        self._action.clicked.connect(self.action_pressed)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 2, 12, 2)
        row.setSpacing(10)
        row.addWidget(self._label)
        row.addWidget(self._action)
        row.addStretch(1)
        self.setFixedHeight(NOTE_HEIGHT)
        self.hide()

    @property
    def text(self) -> str:
        return self._label.text()

    def say(self, text: str, action: str) -> None:
        self._label.setText(text)
        relabel(self._action, action or "Do it")
        self._action.setVisible(bool(action))
        self.setAccessibleName(text)
        self.setVisible(bool(text))


class _Splitter(QSplitter):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self.setHandleWidth(HAIRLINE)
        self.setChildrenCollapsible(False)

    def createHandle(self) -> QSplitterHandle:
        return ConnectorHandle(self._theme, self)
