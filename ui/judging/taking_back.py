"""Two strips for what is done with deliberation: withdrawing a judgment, and unsealing the names of models."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.judging.strip import Strip
from ui.plain_text import button, elided_label, label
from ui.theme import Theme

UNSEAL = "Unseal shows which model wrote what. Later judgments in this task set will be marked unblinded."


class WithdrawStrip(Strip):
    """Enter withdraws, with or without a note; Esc leaves the judgment as it is."""

    withdrawn = Signal(str)  # the note

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setAccessibleName("Withdraw this judgment")
        said = "It stays in the log and in no export but the package."
        self._note = QLineEdit()
        self._note.setPlaceholderText("Withdrawn because… (optional)")
        self._note.setAccessibleName("Withdrawn because")
        self._note.setAccessibleDescription(said)
        self._note.returnPressed.connect(self._withdraw)
        withdraw = button("Withdraw ↵", kind="segment", name="Withdraw")
        withdraw.clicked.connect(self._withdraw)
        cancel = button("Cancel Esc", kind="segment", name="Cancel")
        cancel.clicked.connect(self.close_strip)
        self._row.addWidget(label("Withdraw this judgment", role="strong"))
        self._row.addWidget(elided_label(said, role="secondary"))
        self._row.addSpacing(8)
        self._row.addWidget(self._note, 1)
        self._row.addWidget(withdraw)
        self._row.addWidget(cancel)

    def ask(self) -> None:
        self._note.clear()
        self.show()
        self._note.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _withdraw(self) -> None:
        note = self._note.text().strip()
        self.close_strip()
        self.withdrawn.emit(note)


class UnsealStrip(Strip):
    """U unseals, nothing else does; Esc leaves the names sealed."""

    unsealed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setAccessibleName(UNSEAL)
        unseal = button("Unseal U", kind="segment", name="Unseal")
        unseal.clicked.connect(self._unseal)
        cancel = button("Cancel Esc", kind="segment", name="Cancel")
        cancel.clicked.connect(self.close_strip)
        self._row.addWidget(elided_label(UNSEAL, role="strong"), 1)
        self._row.addWidget(unseal)
        self._row.addWidget(cancel)

    def ask(self) -> None:
        self.show()
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_U and not event.modifiers():
            self._unseal()
        else:
            super().keyPressEvent(event)

    def _unseal(self) -> None:
        self.close_strip()
        self.unsealed.emit()
