"""From a workspace's name to a window on the screen, and back to an exit status."""

import gc
import sys
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication

from app.errors import UserError
from app.settings import load, places, save
from ui.desk import Desk
from ui.main_window.window import MainWindow
from ui.plain_text import inform
from ui.theme import Theme
from ui.theme.scale import scale_all


def run(workspace: Path, files: tuple[Path, ...], demo: bool) -> int:
    """Open the window on *workspace*, import *files* (or the sample task set), and stay until it is closed."""
    place = places().settings
    settings, warnings = load(place)
    scale_all(settings.scale)
    application = QApplication(sys.argv[:1])
    application.setApplicationName("diptych")
    application.setApplicationDisplayName("Diptych")
    theme = Theme(application, settings.scheme)
    desk = Desk()
    window = MainWindow(application, theme, desk, settings)
    _report_bugs(window)

    def begin() -> None:
        if demo:
            desk.open_sample()
        elif files:
            window.flows.importing.look_through(files, only_if_needed=True)

    desk.workspace_opened.connect(begin)
    window.show()
    spare_the_collector()
    # The window first, the workspace in the next turn: what opens it is slow to import.
    QTimer.singleShot(0, lambda: desk.open_workspace(workspace, resume=not (demo or files)))
    for warning in warnings:
        QTimer.singleShot(0, lambda text=warning: inform(window, "Settings", text))
    status = application.exec()
    kept = window.settings
    # What was copied from a text field is a Python object; the clipboard must not hold one beyond the interpreter's end.
    clipboard = application.clipboard()
    if clipboard.ownsClipboard():
        clipboard.setText(clipboard.text())
    # Widgets go before the application: the other way round Qt ends in a crash.
    window.deleteLater()
    application.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    try:
        save(place, kept)
    except UserError as error:
        print(error, file=sys.stderr)  # noqa: T201  # the window is gone; this is the last place to say it
    return status


def spare_the_collector() -> None:
    """What a window is made of lives as long as it does: Python need not look through it again and again, for each time it
    would hold the screen."""
    gc.freeze()


def _report_bugs(window: MainWindow) -> None:
    """A bug is never swallowed: it is written out, and the person hears that it happened."""

    def report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        traceback.print_exception(kind, error, trace)
        if isinstance(error, KeyboardInterrupt):
            window.close()
        else:
            inform(
                window,
                "Diptych",
                "Something went wrong inside Diptych. What you wrote is kept; "
                "what happened is written to the terminal that started it.",
            )

    sys.excepthook = report
