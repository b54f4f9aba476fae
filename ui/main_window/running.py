"""From a workspace's name to a window on the screen, and back to an exit status."""

import gc
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import Any

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from app.settings import load, places
from ui.main_window.settings_keeper import SettingsKeeper
from ui.main_window.window import DESK, FURNITURE, MainWindow
from ui.theme import Theme
from ui.theme.scale import scale_all

UNSEEN_MS = 1_000
"""So long a window may stay unpainted, behind others or as an icon, before its workspace is opened all the same."""


def run(workspace: Path, files: tuple[Path, ...], demo: bool) -> int:
    """Open the window on *workspace*, import *files* (or the sample task set), and stay until it is closed."""
    leave_sources_alone()
    place = places().settings
    settings, warnings = load(place)
    scale_all(settings.scale)
    application = QApplication(sys.argv[:1])
    application.setApplicationName("diptych")
    application.setApplicationDisplayName("Diptych")
    window = MainWindow(Theme(application, settings.scheme), settings)
    _report_bugs(window)
    window.show()
    # The window first, then everything that stands in it, then the workspace: all of that is slow to import.
    FirstPaint(window, lambda: _go_on(window, _opening(application, window, workspace, files, demo=demo)))
    for warning in warnings:
        QTimer.singleShot(0, lambda text=warning: _inform(window, "Settings", text))
    keeper = SettingsKeeper(place, window)
    status = application.exec()
    kept = window.settings
    # What was copied from a text field is a Python object; the clipboard must not hold one beyond the interpreter's end.
    clipboard = application.clipboard()
    if clipboard.ownsClipboard():
        clipboard.setText(clipboard.text())
    # Widgets go before the application: the other way round Qt ends in a crash.
    window.deleteLater()
    application.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    if failure := keeper.keep_at_last(kept):
        print(failure, file=sys.stderr)  # noqa: T201  # the window is gone; this is the last place to say it
    return status


def _opening(
    application: QApplication, window: MainWindow, workspace: Path, files: tuple[Path, ...], *, demo: bool
) -> Iterator[None]:
    """Furnish *window* and open the workspace, in steps that are short enough for a window that is being looked at."""
    yield from _imported(DESK)
    from ui.desk import Desk

    desk = Desk()
    # Its file is looked through while the window is furnished.
    desk.begin_opening(workspace)
    yield from _imported(FURNITURE)
    yield from window.furnish(application, desk)

    def begin() -> None:
        # Once, and into the workspace that was named: another one may be opened in this window later.
        desk.workspace_opened.disconnect(begin)
        if desk.caretaking.workspace != workspace:
            return
        if demo:
            desk.open_sample()
        elif files:
            window.flows.importing.look_through(files, only_if_needed=True)

    desk.workspace_opened.connect(begin)
    resume = not (demo or files)
    desk.open_workspace(workspace, resume=resume)
    if resume:
        window.wait_for_task()
    spare_the_collector()


def _imported(names: Iterable[str]) -> Iterator[None]:
    for name in names:
        import_module(name)
        yield


def _go_on(window: MainWindow, steps: Iterator[None]) -> None:
    """Take one of *steps* in every turn of the event loop, as long as *window* is open."""
    for _ in steps:
        if window.isVisible():
            QTimer.singleShot(0, window, lambda: _go_on(window, steps))
        return


class FirstPaint(QObject):
    """Does *act* in the turn after *window*, which was told to show itself, came onto the screen; or soon where nobody
    sees it."""

    def __init__(self, window: QWidget, act: Callable[[], None], *, unseen_ms: int = UNSEEN_MS) -> None:
        super().__init__(window)
        self._act = act
        self._until_then = QTimer(self)
        self._until_then.setSingleShot(True)
        self._until_then.timeout.connect(self._begin)
        self._until_then.start(unseen_ms)
        # The window of the system, not the widget: what is covered by its children is never asked to paint itself.
        self._exposed = window.windowHandle()
        self._exposed.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Expose:
            # Everything in it is painted while this event is dealt with.
            self._until_then.start(0)
        return False

    def _begin(self) -> None:
        self._exposed.removeEventFilter(self)
        self._act()


def spare_the_collector() -> None:
    """What a window is made of lives as long as it does: Python need not look through it again and again, for each time it
    would hold the screen."""
    gc.freeze()


def leave_sources_alone() -> None:
    """Qt for Python reads the source of every module that is imported after it, and keeps it, to learn whether a switch of
    its own (``from __feature__ import``) may be thrown there. Nobody throws it here: what is left out is a tenth of the
    time to the first task, and twelve megabytes."""
    # Any: it is Qt for Python's own affair, and may go by another name one day. Then it takes its time again.
    feature: Any = sys.modules.get("shibokensupport.feature")
    if hasattr(feature, "_mod_uses_pyside"):
        feature._mod_uses_pyside = _uses_no_switch


def _uses_no_switch(_: object) -> bool:
    return False


def _report_bugs(window: MainWindow) -> None:
    """A bug is never swallowed: it is written out, and the person hears that it happened."""

    def report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        traceback.print_exception(kind, error, trace)
        if isinstance(error, KeyboardInterrupt):
            window.close()
        else:
            _inform(
                window,
                "Diptych",
                "Something went wrong inside Diptych. What you wrote is kept; "
                "what happened is written to the terminal that started it.",
            )

    sys.excepthook = report


def _inform(window: MainWindow, title: str, text: str) -> None:
    from ui.plain_text import inform

    inform(window, title, text)
