"""The real window on a workspace of its own, and a clock that sees every hold of the screen's thread.

The clock beats every few milliseconds on the screen's thread; what lies between two beats beyond that is a hold, whatever
caused it: work, painting, garbage, or another thread that does not let go of the interpreter.
"""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from app.domain.names import TaskKey
from app.settings import Settings
from ui.desk import Desk
from ui.main_window.running import spare_the_collector
from ui.main_window.window import MainWindow
from ui.theme import Theme

BEAT_MS = 2
PATIENCE_S = 180
SIZE = (1440, 900)


def application() -> QApplication:
    """The application of this process, without what the offscreen platform says of every window."""

    def handle(kind: QtMsgType, _: object, text: str) -> None:
        if "propagateSizeHints" not in text:
            print(kind.name, text, file=sys.stderr)

    qInstallMessageHandler(handle)
    found = QApplication.instance() or QApplication([])
    assert isinstance(found, QApplication)
    return found


class Clock(QObject):
    """Notes the time between its own beats, in seconds."""

    def __init__(self) -> None:
        super().__init__()
        self.gaps: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(BEAT_MS)
        self._timer.timeout.connect(self._beat)

    def begin(self) -> None:
        self.gaps.clear()
        self._last = time.perf_counter()
        self._timer.start()

    def end(self) -> None:
        self._beat()
        self._timer.stop()

    def _beat(self) -> None:
        now = time.perf_counter()
        self.gaps.append(now - self._last)
        self._last = now


class Stage:
    """An application with one window, and the means to wait for what it does."""

    def __init__(self, workspace: Path) -> None:
        self.application = application()
        self.clock = Clock()
        self.desk = Desk()
        self.window = MainWindow.furnished(self.application, Theme(self.application, "light"), self.desk, Settings())
        self.window.resize(*SIZE)
        self.window.show()
        spare_the_collector()
        self._is_open = False
        self.desk.workspace_opened.connect(self._note_opened)
        self.desk.open_workspace(workspace, resume=False)
        self.until(lambda: self._is_open)
        self.rest()

    def until(self, condition: Callable[[], bool]) -> None:
        """Let the window work until *condition* holds."""
        end = time.monotonic() + PATIENCE_S
        while not condition():
            self.turn()
            if time.monotonic() > end:
                raise RuntimeError(f"nothing came of it within {PATIENCE_S} s")

    def turn(self) -> None:
        """One turn of the event loop, at the latest with the next beat of a clock."""
        self.application.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 1)

    def rest(self, seconds: float = 0.3) -> None:
        """Let everything that is under way come to its end."""
        self.until(lambda: self.window.code.is_settled() or self.desk.sitting is None)
        end = time.monotonic() + seconds
        self.until(lambda: time.monotonic() > end and self.desk.is_settled)

    def opens(self, key: TaskKey) -> None:
        """Open a task and wait for it to be laid out, with everything aligned and coloured."""
        self.desk.open_task(key)
        self.until(lambda: self.desk.sitting is not None and self.desk.sitting.key == key)
        self.until(self.window.code.is_settled)

    @contextmanager
    def watched(self) -> Iterator[list[float]]:
        """The holds of the screen's thread, in seconds, while the block lasts."""
        self.clock.begin()
        yield self.clock.gaps
        self.clock.end()

    def close(self) -> None:
        self.window.close()
        self.window.deleteLater()
        self.application.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def _note_opened(self) -> None:
        self._is_open = True
