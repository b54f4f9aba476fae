"""Correcting the time that a task took, with a reason; what was measured stays beside it."""

import re

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.domain.sitting import Attention
from app.judging.looking import LONGEST_CORRECTION_MS
from app.judging.recorded_words import clock
from ui.dialogs.overlay import Overlay
from ui.plain_text import button, label
from ui.theme import Theme

TITLE = "Correct time"
WIDTH, TOP = 520, 140
_TIME = re.compile(r"(?:(?:(\d{1,2}):)?(\d{1,4}):)?(\d{1,4})", re.ASCII)


def read_time(text: str) -> int | None:
    """Milliseconds of “12” (minutes), “12:30” or “1:12:30”; None for anything else, and for more than a day."""
    found = _TIME.fullmatch(text.strip())
    if found is None:
        return None
    hours, minutes, last = (int(part or 0) for part in found.groups())
    if found[2] is None:
        minutes, last = last, 0
    elif last > 59 or (found[1] is not None and minutes > 59):
        return None
    milliseconds = ((hours * 60 + minutes) * 60 + last) * 1_000
    return milliseconds if milliseconds <= LONGEST_CORRECTION_MS else None


class TimeCorrection(Overlay):
    """Asks what the time really was, and why. Enter keeps it, Esc leaves everything as it was."""

    corrected = Signal(int, str)  # milliseconds, the reason
    taken_back = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent, width=WIDTH, top=TOP)
        self.setAccessibleName(TITLE)
        self._measured = label(role="secondary")
        self._time = QLineEdit()
        self._time.setAccessibleName("The time that it really took, in minutes and seconds")
        self._time.setPlaceholderText("12:30")
        self._reason = QLineEdit()
        self._reason.setAccessibleName("Why the measured time is wrong")
        self._reason.setPlaceholderText("Why? For example: read it on paper first")
        self._fault = label(role="danger", wrap=True)
        self._take_back = button("Take the correction back", kind="plain")
        self._take_back.clicked.connect(self._undo)
        keep = button("Correct", kind="primary", name="Correct the time")
        keep.clicked.connect(self._keep)
        fields = QGridLayout()
        fields.setHorizontalSpacing(12)
        fields.addWidget(label("It took", role="secondary"), 0, 0)
        fields.addWidget(self._time, 0, 1)
        fields.addWidget(label("Because", role="secondary"), 1, 0)
        fields.addWidget(self._reason, 1, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(label("↵ correct   Esc close", role="caption"))
        buttons.addStretch(1)
        buttons.addWidget(self._take_back)
        buttons.addWidget(keep)
        column = QVBoxLayout(self.card)
        column.setContentsMargins(18, 14, 18, 12)
        column.setSpacing(10)
        column.addWidget(label(TITLE, role="heading"))
        column.addWidget(self._measured)
        column.addLayout(fields)
        column.addWidget(self._fault)
        column.addLayout(buttons)
        self._time.returnPressed.connect(self._go_on)
        self._reason.returnPressed.connect(self._keep)

    @property
    def fault(self) -> str:
        return self._fault.text()

    def open_with(self, attention: Attention) -> None:
        said = attention.correction
        self._measured.setText(f"Measured: {clock(attention.active_ms)} active. It stays in the record.")
        self._time.setText("" if said is None else clock(said.active_ms))
        self._reason.setText("" if said is None else said.reason)
        self._take_back.setVisible(said is not None)
        self._say("")
        self.open_overlay(self._time)
        self._time.selectAll()

    def _go_on(self) -> None:
        """Enter in the first field goes to the second while that is empty."""
        if self._reason.text().strip():
            self._keep()
        else:
            self._reason.setFocus()

    def _keep(self) -> None:
        milliseconds, reason = read_time(self._time.text()), self._reason.text().strip()
        if milliseconds is None:
            self._say("Write the time in minutes and seconds, like 12:30; at most a day.")
            self._time.setFocus()
        elif not reason:
            self._say("Say why the measured time is wrong: a correction has a reason.")
            self._reason.setFocus()
        else:
            self.close_overlay()
            self.corrected.emit(milliseconds, reason)

    def _undo(self) -> None:
        self.close_overlay()
        self.taken_back.emit()

    def _say(self, fault: str) -> None:
        self._fault.setText(fault)
        self._fault.setVisible(bool(fault))
        self._place()
