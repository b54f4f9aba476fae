"""Autosave: everything that is said is written down at once, text after a breath."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QObject, QTimer, Signal

QUIET_MS = 400
AT_THE_LATEST_MS = 2_000
PATIENCE_MS = 400


class SaveState(StrEnum):
    SAVED = "saved"
    SAVING = "saving"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Saving:
    """What the indicator says: the state and, where saving failed, the *reason* in two words and in a sentence."""

    state: SaveState
    reason: str = ""
    sentence: str = ""


class Autosave(QObject):
    """Decides *when* to write; *write* does it elsewhere, in order, and calls `written` or `refused` when it has.

    While a write is under way, what changes is written once after it; only leaving does not wait.
    """

    changed = Signal(object)  # Saving

    def __init__(self, write: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._write = write
        self._is_due = False
        self._is_over = False
        self._under_way = 0
        self._quiet = self._timer(QUIET_MS, self.now)
        self._latest = self._timer(AT_THE_LATEST_MS, self.now)
        self._patience = self._timer(PATIENCE_MS, self._say_saving)

    @property
    def is_idle(self) -> bool:
        """Whether everything is written and nothing is on its way."""
        return not (self._is_due or self._under_way or self._quiet.isActive())

    @property
    def is_waiting(self) -> bool:
        """Whether something changed that no write was begun for."""
        return self._is_due or self._quiet.isActive()

    def soon(self) -> None:
        """Text changed: write after 400 ms of quiet, at the latest after 2 s."""
        if self._is_over:
            return  # a window that goes away still reports where it scrolled to
        self._quiet.start()
        if not self._latest.isActive():
            self._latest.start()

    def now(self) -> None:
        """Write at once, or as soon as the write that is under way is done."""
        if self._under_way:
            self._quiet.stop()
            self._latest.stop()
            self._is_due = True
        else:
            self.before_leaving()

    def before_leaving(self) -> None:
        """Write now, whatever is under way: what is shown next could not be told apart from it afterwards."""
        if self._is_over:
            return
        self._quiet.stop()
        self._latest.stop()
        self._is_due = False
        self._under_way += 1
        self._patience.start()
        self._write()

    def flush(self) -> None:
        """Leaving: write now what still waits for quiet, if anything does."""
        if self._quiet.isActive():
            self.now()

    def forget(self) -> None:
        """What waits has been handed in or put away in another way."""
        self._quiet.stop()
        self._latest.stop()
        self._is_due = False

    def stop(self) -> None:
        """Say nothing more: everything is written, and nobody looks any longer."""
        self._is_over = True
        for timer in (self._quiet, self._latest, self._patience):
            timer.stop()

    def written(self) -> None:
        self._settle()
        if self._under_way or self._is_over:
            return
        if self._is_due:
            self.now()
        else:
            self.changed.emit(Saving(SaveState.SAVED))

    def refused(self, reason: str, sentence: str) -> None:
        self._settle()
        self._is_due = False
        if self._is_over:
            return
        self.fail(reason, sentence)

    def fail(self, reason: str, sentence: str) -> None:
        """Something that should have been written was not; say so where saving is told."""
        self.changed.emit(Saving(SaveState.FAILED, reason, sentence))

    def _settle(self) -> None:
        self._under_way -= 1
        if not self._under_way:
            self._patience.stop()

    def _say_saving(self) -> None:
        self.changed.emit(Saving(SaveState.SAVING))

    def _timer(self, milliseconds: int, due: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(due)
        return timer
