"""Saying aloud what has changed, for those who listen to the screen instead of looking at it.

Screen readers say what has the focus; what changes elsewhere has to be announced. Errors interrupt, the rest waits its turn.
"""

from enum import IntEnum
from typing import Literal

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

Verbosity = Literal["all", "important", "off"]


class Importance(IntEnum):
    """What happens at every step, what ends one, and what stands in the way."""

    DETAIL = 0
    IMPORTANT = 1
    ERROR = 2


LEAST = {"all": Importance.DETAIL, "important": Importance.IMPORTANT}


class Announcer(QObject):
    """Speaks for one window, as much as was asked for."""

    announced = Signal(str, bool)  # what was said, whether it interrupts

    def __init__(self, window: QWidget, verbosity: Verbosity = "all") -> None:
        super().__init__(window)
        self._window = window
        self._verbosity: Verbosity = verbosity

    @property
    def verbosity(self) -> Verbosity:
        return self._verbosity

    def use(self, verbosity: Verbosity) -> None:
        self._verbosity = verbosity

    def say(self, text: str, importance: Importance = Importance.IMPORTANT) -> None:
        """Say *text*, unless that is more than was asked for."""
        if not text or self._verbosity == "off" or importance < LEAST[self._verbosity]:
            return
        is_error = importance is Importance.ERROR
        if QAccessible.isActive():
            event = QAccessibleAnnouncementEvent(self._window, text)
            politeness = QAccessible.AnnouncementPoliteness
            event.setPoliteness(politeness.Assertive if is_error else politeness.Polite)
            QAccessible.updateAccessibility(event)
        self.announced.emit(text, is_error)
