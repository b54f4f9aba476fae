"""The bar over a task that was handed in, withdrawn or skipped; it says which, and what can be done about it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app.domain.names import Slot
from ui.plain_text import button, elided_label, label
from ui.theme import Theme
from ui.theme.marks import KeyCaps

HEIGHT = 36
NOT_NAMED = "not named"


class ReadingBar(QFrame):
    """One line, with a button for each thing that can be done about it."""

    edit_pressed = Signal()
    reopen_pressed = Signal()
    resume_pressed = Signal()
    withdraw_pressed = Signal()
    history_pressed = Signal()
    said = Signal(str)  # what it has to say now

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "sunken")
        self.setProperty("rule", "bottom")
        self.setFixedHeight(HEIGHT)
        self._text = label(role="secondary")
        self._edit = button("Edit", kind="segment", name="Edit this judgment")
        self._reopen = button("Reopen", kind="segment", name="Reopen the withdrawn judgment")
        self._resume = button("Take up again", kind="segment", name="Take this task up again")
        self._withdraw = button("Withdraw…", kind="segment", name="Withdraw this judgment")
        self._history = button("History", kind="segment", name="History of this task")
        self._key = KeyCaps(theme, "E")
        self._origins = elided_label(role="secondary")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 12, 0)
        row.setSpacing(8)
        row.addWidget(self._text)
        for widget in (self._edit, self._reopen, self._key, self._resume, self._withdraw, self._history):
            row.addWidget(widget)
        row.addSpacing(8)
        row.addWidget(self._origins, 1)
        row.addStretch(0)
        for one, pressed in (
            (self._edit, self.edit_pressed),
            (self._reopen, self.reopen_pressed),
            (self._resume, self.resume_pressed),
            (self._withdraw, self.withdraw_pressed),
            (self._history, self.history_pressed),
        ):
            one.clicked.connect(pressed)
        self.hide()

    @property
    def text(self) -> str:
        return self._text.text() if self.isVisible() else ""

    @property
    def origins(self) -> str:
        """Which model wrote what, as it stands here; empty where it is not said."""
        return self._origins.text() if self.isVisible() else ""

    def show_submitted(self, at: str, origins: tuple[tuple[Slot, str | None], ...] | None) -> None:
        """A judgment was handed in; *origins* are the models, by letter, where they may be seen."""
        self._show(f"Submitted {at}. Edit to revise; the first version is kept.", self._edit, self._withdraw)
        named = [f"{slot}: {model or NOT_NAMED}" for slot, model in origins or ()]
        self._origins.setText(f"Written by {' · '.join(named)}" if named else "")
        self._origins.setVisible(bool(named))

    def show_revising(self, at: str) -> None:
        """A judgment that was handed in is being changed."""
        self._show(f"Revising what was submitted {at}; it stands until this is submitted.")

    def show_withdrawn(self, at: str) -> None:
        self._show(f"Withdrawn {at}. Judge it anew, or reopen what was handed in.", self._reopen)

    def show_taken_back(self, at: str, *, was_withdrawn: bool) -> None:
        """What was handed in counts no longer, and is being written again."""
        deed = "Withdrawn" if was_withdrawn else "Taken back"
        self._show(f"{deed} {at}; it counts again once this is submitted.")

    def show_skipped(self, at: str, why: str) -> None:
        self._show(f"Skipped {at}: {why}. What is handed in now counts.", self._resume)

    def _show(self, text: str, *offered: QWidget) -> None:
        is_new = self.isHidden() or text != self._text.text()
        self._text.setText(text)
        self.setAccessibleName(text)
        self._origins.setText("")
        self._origins.hide()
        for one in (self._edit, self._reopen, self._resume, self._withdraw):
            one.setVisible(one in offered)
        self._key.setVisible(self._edit in offered or self._reopen in offered)
        self.show()
        if is_new:
            self.said.emit(text)
