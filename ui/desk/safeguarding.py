"""What keeps the workspace safe without being asked: backups that turn over, and a look through all of it in idle time.

Both have connections of their own that only read, beside the evaluator's work; only what is wrong is told.
"""

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from ui.desk.requests import Requests

IDLE_MS = 60_000


class Safeguarding(QObject):
    """Backs the workspace up when it was opened and after every fifty judgments, and examines it once nobody works."""

    warned = Signal(object)  # tuple[str, ...]: what stays until it was read

    def __init__(self, requests: Requests, parent: QObject) -> None:
        super().__init__(parent)
        self._requests = requests
        self._judgments = 0
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(IDLE_MS)
        self._idle.timeout.connect(self.examine)

    def begin(self) -> None:
        """The workspace was opened: say what was found while it was, and back it up if it has changed."""
        self._requests.ask(lambda service: service.warnings, self._warn)
        if not self._requests.read_only_because:
            self._requests.read(_backed_up, _nothing)
        self._idle.start()

    def notice_work(self) -> None:
        """Somebody is at work: the look through everything waits for the next quiet minute."""
        if self._idle.isActive():
            self._idle.start()

    def count_judgment(self) -> None:
        from app.caretaking import JUDGMENTS_BETWEEN_BACKUPS

        self._judgments += 1
        if self._judgments % JUDGMENTS_BETWEEN_BACKUPS == 0:
            self._requests.read(_backed_up, _nothing)

    def examine(self) -> None:
        """Look through the file, the whole chain and the journal, once each time the workspace is opened."""
        self._requests.read(_examined, self._warn)

    def stop(self) -> None:
        self._idle.stop()

    def _warn(self, sentences: tuple[str, ...]) -> None:
        if sentences:
            self.warned.emit(sentences)


def _backed_up(path: Path) -> Path | None:
    from app.caretaking import back_up_if_due

    return back_up_if_due(path)


def _examined(path: Path) -> tuple[str, ...]:
    from app.evaluation import Evaluation

    reader = Evaluation.open_for_reading(path)
    try:
        return reader.examine()
    finally:
        reader.close()


def _nothing(_: object) -> None:
    return None
