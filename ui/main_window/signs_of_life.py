"""What a person does in the window, told to the desk: in which candidate's code, or elsewhere; and that they turned away."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QInputEvent
from PySide6.QtWidgets import QApplication, QWidget

from ui.dialogs.overlay import Overlay
from ui.main_window.parts import Parts

KEY = QEvent.Type.KeyPress
MOUSE = (QEvent.Type.MouseButtonPress, QEvent.Type.Wheel, QEvent.Type.MouseMove)


class SignsOfLife(QObject):
    """Hears what is done in one window. A pause that the person made holds while the mouse merely moves."""

    def __init__(self, application: QApplication, parts: Parts) -> None:
        super().__init__(parts.window)
        self._window = parts.window
        self._code = parts.code
        self._desk = parts.desk
        self._dialogs = parts.occasional.dialogs
        for dialog in self._dialogs:
            dialog.once_made(self._watch)
        self._window.installEventFilter(self)
        application.applicationStateChanged.connect(self._follow_state)
        application.focusChanged.connect(self._follow_focus)

    def hear(self, watched: QObject, event: QInputEvent) -> bool:
        """Notice *event* on its way to *watched*; it goes on to whom it is for."""
        kind = event.type()
        if (kind is KEY or kind in MOUSE) and isinstance(watched, QWidget) and watched.window() is self._window:
            self._take(watched, kind)
        return False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window is blocked by a dialog of the system, and no longer."""
        kind = event.type()
        if kind is QEvent.Type.WindowBlocked:
            self._desk.interrupt()
        elif kind is QEvent.Type.WindowUnblocked:
            self._come_back()
        return False

    def _follow_state(self, state: Qt.ApplicationState) -> None:
        """Another program has the screen, or this one again."""
        if state == Qt.ApplicationState.ApplicationInactive:
            self._desk.turn_away()
        elif state == Qt.ApplicationState.ApplicationActive:
            self._come_back()

    def _follow_focus(self, _: QWidget | None, focus: QWidget | None) -> None:
        """Who goes to another part turns to it, whatever it was that led there."""
        if focus is not None and focus.window() is self._window and not (self._desk.is_paused or self._is_in_dialog()):
            self._turn_to(focus)

    def _watch(self, dialog: Overlay) -> None:
        dialog.opened.connect(self._desk.interrupt)
        dialog.closed.connect(self._come_back)

    def _come_back(self) -> None:
        if not (self._desk.is_paused or self._is_in_dialog()):
            self._desk.notice()

    def _is_in_dialog(self) -> bool:
        return any(one.made is not None and one.made.isVisible() for one in self._dialogs)

    def _take(self, widget: QWidget, kind: QEvent.Type) -> None:
        # A key that nobody wants is offered to all that lie around the focus.
        if kind is KEY and widget is not self._window.focusWidget():
            return
        if self._is_in_dialog() or (kind is QEvent.Type.MouseMove and self._desk.is_paused):
            return
        if kind is KEY or self._code.slot_at(widget) is not None:
            self._turn_to(widget)
        else:
            self._desk.notice()

    def _turn_to(self, widget: QWidget) -> None:
        slot = self._code.slot_at(widget)
        if slot is not None:
            self._desk.read(slot, self._code.path_shown(slot))
        else:
            self._desk.write()
