"""Python's garbage collector, kept on the screen's thread.

Python collects in whichever thread happens to ask for memory, and what it frees in a lane's thread may belong to Qt, which
lets go of its things on the screen's thread only.
"""

import gc
from functools import cache

from PySide6.QtCore import QCoreApplication, QObject, QTimer

EVERY_MS = 500
GROWN = 1.25
"""The oldest generation is looked through once it has grown by so much, as Python does by itself."""


@cache
def collect_on_this_thread() -> None:
    """From here on collect on this thread alone, in a turn of its event loop."""
    gc.disable()
    _Collector(QCoreApplication.instance())


class _Collector(QObject):
    def __init__(self, parent: QObject | None) -> None:
        super().__init__(parent)
        self._survivors = 0
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self._collect_what_is_due)
        self._timer.start()

    def _collect_what_is_due(self) -> None:
        """One generation at most, the oldest one that is due by Python's own thresholds."""
        due = [is_more > most for is_more, most in zip(gc.get_count(), gc.get_threshold(), strict=True)]
        if due[2] and len(gc.get_objects(2)) > self._survivors * GROWN:
            gc.collect(2)
            self._survivors = len(gc.get_objects(2))
        elif due[1]:
            gc.collect(1)
        elif due[0]:
            gc.collect(0)
