"""Windows call each other: one that finds its workspace in use can bring the other to the front."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from ui.desk.notice import sentence
from ui.desk.requests import Requests

POLL_MS = 100
PATIENCE_MS = 2_000
"""A window that is at work hears a call at once; beyond this nobody will come."""
NOBODY = "Nothing answers: a window that is busy has it, or a command in a terminal. Close that and try again."


class Calling(QObject):
    """Hears calls for the open workspace, and calls for one that was refused."""

    called = Signal()
    answered = Signal()
    unanswered = Signal(str)  # why, in a sentence

    def __init__(self, requests: Requests, parent: QObject) -> None:
        super().__init__(parent)
        self._requests = requests
        self.patience_ms = PATIENCE_MS
        self._waited_ms = 0
        self._watcher: QFileSystemWatcher | None = None
        self._polling = QTimer(self)
        self._polling.setInterval(POLL_MS)
        self._polling.timeout.connect(self._look)

    def listen(self) -> None:
        """Hear calls from now on; one that was left behind by a window that is gone is no call."""
        self.stop()
        self._watch()
        # The window is just coming up: what waits by now needs no answer.
        self._requests.beside(_heard, lambda _: None)

    def call(self) -> None:
        """Call the window that has the workspace open; `answered` or `unanswered` says whether it came."""
        self._waited_ms = 0
        self._requests.beside(
            _called, lambda _: self._polling.start(), lambda error: self.unanswered.emit(sentence(error))
        )

    def stop(self) -> None:
        """Neither hear nor wait for an answer any more."""
        self._polling.stop()
        if self._watcher is not None:
            self._watcher.deleteLater()
            self._watcher = None

    def _watch(self) -> None:
        from app.caretaking import place_of

        self._watcher = QFileSystemWatcher([str(place_of(self._requests.path).parent)], self)
        self._watcher.directoryChanged.connect(lambda _: self._requests.beside(_heard, self._come))

    def _come(self, is_called: bool) -> None:
        if is_called:
            self.called.emit()

    def _look(self) -> None:
        self._waited_ms += POLL_MS
        if self._waited_ms > self.patience_ms:
            self._polling.stop()
            # Taken back: a window that comes much later would come unasked.
            self._requests.beside(_heard, self._be_left)
        else:
            self._requests.beside(_is_unheard, self._be_answered)

    def _be_answered(self, is_unheard: bool) -> None:
        if not is_unheard and self._polling.isActive():
            self._polling.stop()
            self.answered.emit()

    def _be_left(self, was_unheard: bool) -> None:
        if was_unheard:
            self.unanswered.emit(NOBODY)
        else:
            self.answered.emit()


def _called(path: Path) -> None:
    from app.caretaking import call_window

    call_window(path)


def _is_unheard(path: Path) -> bool:
    from app.caretaking import is_call_unheard

    return is_call_unheard(path)


def _heard(path: Path) -> bool:
    from app.caretaking import hear_call

    return hear_call(path)
