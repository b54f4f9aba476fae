"""The evaluator at the desk: how long they were attentive, where they read, which views of the code they used."""

import time
from typing import get_args

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.judgment import View
from app.domain.sitting import Attention, Place
from app.judging.attention import Stopwatch, active_at, noticed, paused

VIEWS = get_args(View)
"""The views of the code in the order in which they are recorded."""
TELL_EVERY_MS = 1_000


class Presence(QObject):
    """Counts for one task at a time, from where it was left."""

    time_passed = Signal(int, bool)  # active milliseconds, whether idle

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.place = Place()
        self._views: tuple[str, ...] = ()
        self._watch = Stopwatch()
        self._clock = QTimer(self)
        self._clock.setInterval(TELL_EVERY_MS)
        self._clock.timeout.connect(self._tell_time)

    @property
    def attention(self) -> Attention:
        """Time and views so far."""
        return Attention(active_at(self._watch, _monotonic_ms()), self._watch.idle_ms, self._views)

    def recall(self, place: Place | None, attention: Attention) -> None:
        """Take up a task where it was left."""
        self.place = place or Place()
        self._views = attention.views
        self._watch = Stopwatch(attention.active_ms, attention.idle_ms)

    def start(self) -> None:
        self.notice()
        self._clock.start()
        self._tell_time()

    def stop(self) -> None:
        self._clock.stop()

    def notice(self) -> None:
        """The person did something: time since the last sign of life was attention."""
        self._watch = noticed(self._watch, _monotonic_ms())

    def pause(self) -> None:
        """The window lost the focus, or the task is left."""
        self._watch = paused(self._watch, _monotonic_ms())

    def move_to(self, place: Place) -> bool:
        """The caret or the scroll position moved; False if it did not."""
        is_new = place != self.place
        self.place = place
        return is_new

    def use_views(self, views: tuple[str, ...]) -> bool:
        """These views of the code are in force; False if all of them have been used before."""
        used = tuple(view for view in VIEWS if view in self._views or view in views)
        is_new = used != self._views
        self._views = used
        return is_new

    def _tell_time(self) -> None:
        now = _monotonic_ms()
        self.time_passed.emit(active_at(self._watch, now), self._watch.is_idle(now))


def _monotonic_ms() -> int:
    return time.monotonic_ns() // 1_000_000
