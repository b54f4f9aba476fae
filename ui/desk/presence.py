"""The evaluator at the desk: how long they were attentive, where they read, what stood before them."""

import time
from collections.abc import Callable
from dataclasses import replace
from typing import get_args

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.judgment import View
from app.domain.names import Slot
from app.domain.sitting import Attention, Place, Sight
from app.judging.looking import corrected, uncorrected
from app.judging.watching import (
    Course,
    Did,
    Event,
    Read,
    Showed,
    TurnedAway,
    WentAway,
    Wrote,
    begun,
    followed,
    frozen,
    with_attention,
)

VIEWS = get_args(View)
"""The views of the code in the order in which they are recorded."""
TELL_EVERY_MS = 1_000
SAME_SIGN_MS = 250
KEEP_EVERY_MS = 30_000


def monotonic_ms() -> int:
    return time.monotonic_ns() // 1_000_000


class Presence(QObject):
    """Counts for one task at a time, from where it was left. *clock* is monotonic, in milliseconds."""

    time_passed = Signal(int, bool)  # active milliseconds, whether idle
    grew_old = Signal()  # half a minute of attention is not written down

    def __init__(self, clock: Callable[[], int], parent: QObject) -> None:
        super().__init__(parent)
        self.place = Place()
        self._now = clock
        self._course = Course()
        self._sign: tuple[int, tuple[Slot, str] | str] | None = None
        self._is_paused = False
        self._kept_ms = 0
        self._beat = QTimer(self)
        self._beat.setInterval(TELL_EVERY_MS)
        self._beat.timeout.connect(self._tell_time)

    @property
    def attention(self) -> Attention:
        """Everything that was given to the task so far."""
        return frozen(self._course, self._now())

    @property
    def is_paused(self) -> bool:
        """Whether the person stopped the clock."""
        return self._is_paused

    def recall(self, place: Place | None, attention: Attention) -> None:
        """Take up a task where it was left."""
        self.place = place or Place()
        self._course = begun(attention)
        self._sign = None
        self._is_paused = False
        self._kept_ms = attention.active_ms

    def start(self) -> None:
        self._follow(Did(self._now()))
        self._beat.start()
        self._tell_time()

    def stop(self) -> None:
        self._beat.stop()

    # Signs of life

    def notice(self) -> None:
        """The person did something, wherever it was."""
        self._take("did", Did)

    def read(self, slot: Slot, path: str) -> None:
        """The person did something in the code of a candidate."""
        self._take((slot, path), lambda now: Read(now, slot, path))

    def write(self) -> None:
        """The person did something that has to do with no candidate's code."""
        self._take("wrote", Wrote)

    def see(self, sight: Sight) -> bool:
        """This stands before the person from now on; False if the panes are as wide as they were."""
        self._follow(Showed(self._now(), sight.in_view))
        said = self._course.attention
        dragged = said.panes_dragged or sight.panes_dragged
        self._say(replace(said, pane_widths=sight.pane_widths, panes_dragged=dragged))
        return said != self._course.attention

    def turn_away(self) -> None:
        """The window lost the focus."""
        self._follow(TurnedAway(self._now()))
        self._sign = None

    def leave(self) -> None:
        """A dialog lies before the task, or another task takes its place."""
        self._follow(WentAway(self._now()))
        self._sign = None

    def pause(self) -> None:
        """Stop the clock until the next thing that is done on purpose."""
        self.leave()
        self._is_paused = True
        self._tell_time()

    # What is kept beside the time

    def correct(self, active_ms: int, reason: str) -> None:
        """Note what the time really was; raises ValueError without a reason, or for a time that no day has."""
        self._say(corrected(self._course.attention, active_ms, reason))

    def take_correction_back(self) -> None:
        self._say(uncorrected(self._course.attention))

    def move_to(self, place: Place) -> bool:
        """The caret or the scroll position moved; False if it did not."""
        is_new = place != self.place
        self.place = place
        return is_new

    def use_views(self, views: tuple[str, ...]) -> bool:
        """These views of the code are in force; False if all of them have been used before."""
        before = self._course.attention.views
        used = tuple(view for view in VIEWS if view in before or view in views)
        self._say(replace(self._course.attention, views=used))
        return used != before

    def _take(self, sign: tuple[Slot, str] | str, event: Callable[[int], Event]) -> None:
        now = self._now()
        if self._sign is not None and self._sign[1] == sign and now - self._sign[0] < SAME_SIGN_MS:
            return  # a hand on the mouse gives hundreds a second
        self._sign = (now, sign)
        was_idle, self._is_paused = self._course.is_idle(now), False
        self._follow(event(now))
        if was_idle:
            self._tell_time()

    def _follow(self, event: Event) -> None:
        self._course = followed(self._course, event)

    def _say(self, attention: Attention) -> None:
        self._course = with_attention(self._course, attention)

    def _tell_time(self) -> None:
        now = self._now()
        active_ms = frozen(self._course, now).active_ms
        self.time_passed.emit(active_ms, self._course.is_idle(now))
        if active_ms - self._kept_ms >= KEEP_EVERY_MS:
            self._kept_ms = active_ms
            self.grew_old.emit()
