"""The one event filter on the application: what a person puts in, handed to those who want it.

Every event of every object in the program passes a filter of the application, and each filter makes all of them dearer.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QInputEvent, QKeyEvent
from PySide6.QtWidgets import QApplication

KeyHearer = Callable[[QObject, QKeyEvent], bool]
PointerHearer = Callable[[QObject, QInputEvent], bool]


class InputFilter(QObject):
    """Hands keys, and what mouse and wheel do, to whoever hears them, in order.

    Who answers True has taken the event: nobody behind hears of it, nor does the widget that it was sent to.
    """

    def __init__(
        self,
        application: QApplication,
        parent: QObject,
        *,
        keys: Sequence[KeyHearer] = (),
        pointer: Sequence[PointerHearer] = (),
    ) -> None:
        super().__init__(parent)
        self._keys, self._pointer = keys, pointer
        application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Most of what passes is no input: this is all that it costs, for asking for the kind of each would show.
        if not isinstance(event, QInputEvent):
            return False
        if isinstance(event, QKeyEvent):
            return any(hear(watched, event) for hear in self._keys)
        return any(hear(watched, event) for hear in self._pointer)
