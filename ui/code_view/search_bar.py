"""The bar for finding text in the candidates: what is looked for, how, and how much of it there is."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.wording import counted
from ui.plain_text import button, elided_label, icon_button, label, set_tooltip, steady
from ui.theme import Theme

HEIGHT = 36
FAULT_HEIGHT = 26


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for, and how."""

    text: str = ""
    match_case: bool = False
    whole_word: bool = False
    is_regex: bool = False
    everywhere: bool = True


class SearchBar(QFrame):
    """Reports what is wanted with every letter; Enter goes on, Shift+Enter back, Esc is answered by the window."""

    wanted_changed = Signal(object)  # Wanted
    step_pressed = Signal(int)
    close_pressed = Signal()
    counted = Signal(str)  # how many hits there are of what was typed, or what is wrong with it

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("surface", "surface")
        self.setProperty("rule", "bottom")
        self.setFixedHeight(HEIGHT)
        self.setAccessibleName("Find")
        self._field = QLineEdit()
        self._field.setAccessibleName("Find")
        self._field.setPlaceholderText("Find in the candidates")
        self._field.setMinimumWidth(160)
        self._field.setMaximumWidth(360)
        self._case = _switch("Aa", "Match case")
        self._word = _switch("W", "Whole word")
        self._regex = _switch(".*", "Regular expression")
        self._everywhere = _switch("All candidates", "Search all candidates")
        self._everywhere.setChecked(True)
        self._count = steady(label(role="secondary"))
        self._previous = icon_button("Previous hit", keys="Shift+F3", size=24)
        self._next = icon_button("Next hit", keys="F3", size=24)
        self._close = icon_button("Close the search", keys="Esc", size=24)
        self._theme = theme
        self._told = ""
        self._fault = elided_label(role="danger")
        self._fault.hide()
        self._note = elided_label(role="hint")
        self._note.hide()
        row = QHBoxLayout()
        row.setContentsMargins(12, 3, 8, 3)
        row.setSpacing(6)
        row.addWidget(self._field, 1)
        for widget in (self._case, self._word, self._regex, self._everywhere, self._previous, self._next, self._count):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self._close)
        under = QHBoxLayout()
        under.setContentsMargins(12, 0, 12, 6)
        under.addWidget(self._fault)
        under.addWidget(self._note)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(0)
        stack.addLayout(row)
        stack.addLayout(under)
        self._field.textChanged.connect(self._tell)
        self._field.installEventFilter(self)
        for switch in (self._case, self._word, self._regex, self._everywhere):
            switch.toggled.connect(self._tell)
        self._previous.clicked.connect(lambda: self.step_pressed.emit(-1))
        self._next.clicked.connect(lambda: self.step_pressed.emit(1))
        self._close.clicked.connect(self.close_pressed)
        theme.changed.connect(self._refresh_icons)
        self._refresh_icons()
        self.hide()

    @property
    def wanted(self) -> Wanted:
        return Wanted(
            self._field.text(),
            self._case.isChecked(),
            self._word.isChecked(),
            self._regex.isChecked(),
            self._everywhere.isChecked(),
        )

    def open(self, text: str) -> None:
        """Show the bar with the focus in it; *text*, where there is some, is looked for at once."""
        self.show()
        if text:
            self._field.setText(text)
        self._field.selectAll()
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._tell()

    def show_count(
        self, current: int, total: int, *, is_final: bool, is_cut_short: bool = False, note: str = ""
    ) -> None:
        """*current* counts from 1, 0 for none; *is_cut_short* says that there are more than were counted.

        A *note* about what was not searched stands in a line of its own. Only what *is_final* is told.
        """
        many = f"{total:,}+" if is_cut_short else f"{total:,}"
        text = "" if not self._field.text() else f"{current} of {many}" if total else "No hits"
        self._show(text, note=note)
        if is_final and not current:
            self._tell_of(counted(total, "hit") if total else text)

    def show_fault(self, sentence: str) -> None:
        """What is wrong with the expression, in a line of its own."""
        self._show("", fault=sentence)
        self._tell_of(sentence)

    @property
    def count(self) -> str:
        """“3 of 11”."""
        return self._count.text()

    def _tell_of(self, found: str) -> None:
        if found and found != self._told and self.isVisible():
            self.counted.emit(found)
        self._told = found

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_enter = (
            event.type() is QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        )
        if is_enter and isinstance(event, QKeyEvent):
            self.step_pressed.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        return is_enter

    def _tell(self) -> None:
        self.wanted_changed.emit(self.wanted)

    def _show(self, count: str, *, fault: str = "", note: str = "") -> None:
        self._count.setText(count)
        for made, sentence in ((self._fault, fault), (self._note, note)):
            made.setText(sentence)
            made.setVisible(bool(sentence))
            set_tooltip(made, sentence)
        self.setFixedHeight(HEIGHT + (FAULT_HEIGHT if fault or note else 0))
        self._field.setAccessibleDescription(". ".join(filter(None, (fault or count, note))))

    def _refresh_icons(self) -> None:
        self._previous.setIcon(self._theme.icon("arrow-up", size=16))
        self._next.setIcon(self._theme.icon("arrow-down", size=16))
        self._close.setIcon(self._theme.icon("x", size=16))


def _switch(text: str, name: str) -> QPushButton:
    made = button(text, kind="segment", name=name)
    made.setCheckable(True)
    return made
