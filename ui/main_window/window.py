"""The main window: it creates the parts, places them, has them connected and remembers where it stood."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QObject, QSize, Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from app.formats.bundled import criterion_words
from app.settings import Settings
from ui.accessible import install
from ui.announcing import Announcer
from ui.commands import Dispatcher, build_menus
from ui.desk import Desk
from ui.main_window.actions import commands
from ui.main_window.canvas import Canvas
from ui.main_window.connections import connect
from ui.main_window.flows import flows_of
from ui.main_window.focus_order import neighbour, stops
from ui.main_window.occasional import Occasional
from ui.main_window.parts import Parts
from ui.main_window.signs_of_life import SignsOfLife
from ui.main_window.workbench import Workbench
from ui.plain_text import confirm
from ui.shell.progress import ProgressStrip
from ui.shell.recovery import Recovery
from ui.shell.top_bar import TopBar
from ui.shell.warning_bar import WarningBar
from ui.shell.welcome import Welcome
from ui.theme import Theme

if TYPE_CHECKING:
    from ui.judging.composer import FindingComposer

NOT_SAVED = "What you wrote last could not be saved. Free some room on the disk and press Retry, or quit without it."
SMALLEST = (1120, 700)
"""The size up to which all of the content is in view at once."""
SMALLEST_WINDOW = (480, 320)
AT_FIRST = (1440, 900)


class MainWindow(QMainWindow):
    """One workspace, one task at a time."""

    def __init__(self, application: QApplication, theme: Theme, desk: Desk, settings: Settings) -> None:
        super().__init__()
        install()
        self._alt_alone = False
        self.setWindowTitle("Diptych")
        self.setMinimumSize(*SMALLEST_WINDOW)
        self.setAcceptDrops(True)
        self.desk = desk
        self.top_bar = TopBar(theme)
        self.welcome = Welcome(theme)
        self.workbench = Workbench(theme)
        self.code = self.workbench.code
        for panel in (self.workbench.panel, self.workbench.dock):
            panel.show_lexicon(criterion_words())
        self.progress = ProgressStrip()
        self.parts = self._placed(theme)
        self.flows = flows_of(self.parts, settings)
        self.commands = commands(self.parts, self.flows)
        self.flows.searching.offer(self.commands)
        self.flows.looking_up.offer(self.commands)
        self.flows.timing.offer(self.commands)
        self._dispatcher = Dispatcher(self, self.commands, application, is_blocked=self.flows.now.is_covered)
        build_menus(self.menuBar(), self.commands)
        # On macOS the menu bar belongs to the screen; elsewhere Alt shows it.
        self.menuBar().setVisible(sys.platform == "darwin")
        connect(self.parts, self.flows)
        SignsOfLife(application, self.parts)
        application.installEventFilter(self)
        application.focusChanged.connect(self.flows.viewing.follow_focus)
        if not self.restoreGeometry(QByteArray.fromBase64(settings.window.encode())):
            self.resize(QSize(*AT_FIRST).boundedTo(self.screen().availableSize()))

    @property
    def composer(self) -> FindingComposer:
        return self.parts.composer

    @property
    def settings(self) -> Settings:
        """The settings as they are now, for writing them down."""
        geometry = bytes(self.saveGeometry().toBase64().data()).decode()
        kept = self.flows.announcing.kept_in(self.flows.viewing.settings)
        return replace(kept, window=geometry, sync_folder=self.flows.syncing.folder)

    def _placed(self, theme: Theme) -> Parts:
        """Top bar, page and progress below each other; what is there at times lies over them."""
        pages = QStackedWidget()
        pages.addWidget(self.welcome)
        pages.addWidget(self.workbench)
        recovery, warning_bar = Recovery(theme), WarningBar(theme)
        pages.addWidget(recovery)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top_bar)
        column.addWidget(warning_bar)
        column.addWidget(pages, 1)
        column.addWidget(self.progress)
        canvas = Canvas(middle, smallest=SMALLEST)
        self.setCentralWidget(canvas)
        return Parts(
            window=self,
            desk=self.desk,
            theme=theme,
            top_bar=self.top_bar,
            warning_bar=warning_bar,
            welcome=self.welcome,
            recovery=recovery,
            workbench=self.workbench,
            occasional=Occasional(theme, middle),
            progress=self.progress,
            pages=pages,
            announcer=Announcer(self),
            canvas=canvas,
        )

    # Qt

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab: on in reading order, within what lies over the window while something does."""
        over = self.flows.now.covering()
        order = stops(over or self, at_last=[self.workbench.drawer])
        stop = neighbour(order, self.focusWidget(), forwards=next)
        if stop is None:
            return False
        stop.setFocus(Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent):
            self._follow_alt(event)
        return False

    def _follow_alt(self, event: QKeyEvent) -> None:
        """Alt pressed and let go by itself shows the menu bar, or hides it again."""
        if event.type() is QEvent.Type.KeyPress:
            self._alt_alone = event.key() == Qt.Key.Key_Alt
        elif event.type() is QEvent.Type.KeyRelease and event.key() == Qt.Key.Key_Alt and self._alt_alone:
            self._alt_alone = False
            self.menuBar().setVisible(not self.menuBar().isVisible())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self.flows.importing.drag_in(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.flows.importing.drag_out()

    def dropEvent(self, event: QDropEvent) -> None:
        self.flows.importing.drop(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.flows.now.has_task():
            self.desk.keep_place(self.flows.now.place())
        if self.desk.has_unsaved and not confirm(self, "Quit", NOT_SAVED, yes="Quit without it"):
            event.ignore()
            return
        self.desk.close()
        event.accept()
