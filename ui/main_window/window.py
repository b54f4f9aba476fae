"""The main window: at first an empty frame; then it creates the parts, places them, has them connected, and remembers where
it stood.

Importing this module brings nothing of what stands in the window: the frame is on the screen before that is looked for.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QCoreApplication, QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from app.settings import Settings
from ui.theme import Theme

if TYPE_CHECKING:
    from ui.code_view import ComparisonView
    from ui.commands import Command
    from ui.desk import Desk
    from ui.judging.composer import FindingComposer
    from ui.main_window.canvas import Canvas
    from ui.main_window.flows import Flows
    from ui.main_window.parts import Parts
    from ui.main_window.workbench import Workbench
    from ui.shell.progress import ProgressStrip
    from ui.shell.top_bar import TopBar
    from ui.shell.welcome import Welcome

NOT_SAVED = "What you wrote last could not be saved. Free some room on the disk and press Retry, or quit without it."
SMALLEST = (1120, 700)
"""The size up to which all of the content is in view at once."""
SMALLEST_WINDOW = (480, 320)
AT_FIRST = (1440, 900)
TITLE_BAR = QSize(0, 40)
"""What the system puts around the window: on a small screen the bar at the bottom is to be seen as well."""
PATIENCE_MS = 3_000
"""So long the page of a task that comes back may stay empty."""
BAR_HEIGHT = 44
"""Of the top bar, whose place is drawn in the empty frame."""
DESK = ("app.domain.bench", "ui.plain_text", "ui.desk")
FURNITURE = (
    "pygments.lexers",
    "ui.code_view",
    "ui.judging.panel",
    "ui.main_window.workbench",
    "ui.main_window.flows",
    "ui.main_window.actions",
    "ui.main_window.connections",
    "ui.shell.recovery",
)
"""What is imported for the desk and then to furnish the frame, each in a turn of its own: together they would hold the
screen."""


class MainWindow(QMainWindow):
    """One workspace, one task at a time. It is an empty frame until it is furnished; what is typed until then is kept."""

    settings_chosen = Signal()
    """The person has looked at the settings, and is done with them."""

    desk: Desk
    top_bar: TopBar
    welcome: Welcome
    workbench: Workbench
    code: ComparisonView
    progress: ProgressStrip
    parts: Parts
    flows: Flows
    commands: tuple[Command, ...]

    def __init__(self, theme: Theme, settings: Settings) -> None:
        super().__init__()
        self._theme = theme
        self._kept = settings
        self._is_furnished = False
        self._typed: list[QKeyEvent] = []
        self._alt_alone = False
        self.setWindowTitle("Diptych")
        self.setMinimumSize(*SMALLEST_WINDOW)
        if not self.restoreGeometry(QByteArray.fromBase64(settings.window.encode())):
            self.resize(QSize(*AT_FIRST).boundedTo(self.screen().availableSize() - TITLE_BAR))

    @classmethod
    def furnished(cls, application: QApplication, theme: Theme, desk: Desk, settings: Settings) -> MainWindow:
        """A window with everything in it, for who need not see it a moment earlier."""
        window = cls(theme, settings)
        for _ in window.furnish(application, desk):
            pass
        return window

    def furnish(self, application: QApplication, desk: Desk) -> Iterator[None]:
        """Make and connect everything that stands in the window, some of it in every step."""
        from app.formats.bundled import criterion_words
        from ui.accessible import install
        from ui.commands import Dispatcher, build_menus
        from ui.main_window.actions import commands
        from ui.main_window.canvas import Canvas
        from ui.main_window.connections import connect
        from ui.main_window.flows import flows_of
        from ui.main_window.input_filter import InputFilter
        from ui.main_window.signs_of_life import SignsOfLife
        from ui.main_window.workbench import Workbench
        from ui.shell.progress import ProgressStrip
        from ui.shell.top_bar import TopBar
        from ui.shell.welcome import Welcome

        install()
        self.desk = desk
        # From the outside in: each time that a part with others in it is put into another, all of them are styled anew.
        middle = QWidget()
        canvas = Canvas(middle, smallest=SMALLEST)
        canvas.hide()
        self.setCentralWidget(canvas)
        pages = QStackedWidget(middle)
        self.top_bar = TopBar(self._theme, middle)
        self.welcome = Welcome(self._theme, pages)
        yield
        self.workbench = Workbench(self._theme, pages)
        self.code = self.workbench.code
        yield
        self.code.make_ready()
        yield
        for panel in (self.workbench.panel, self.workbench.dock):
            panel.show_lexicon(criterion_words())
        self.progress = ProgressStrip(middle)
        self.parts = self._placed(self._theme, canvas, pages)
        yield
        self.flows = flows_of(self.parts, self._kept)
        self.commands = commands(self.parts, self.flows)
        self.flows.searching.offer(self.commands)
        self.flows.naming_keys.offer(self.commands)
        self.flows.looking_up.offer(self.commands)
        self.flows.timing.offer(self.commands)
        self.flows.adjusting.offer(self.commands)
        build_menus(self.menuBar(), self.commands)
        # On macOS the menu bar belongs to the screen; elsewhere Alt shows it.
        self.menuBar().setVisible(sys.platform == "darwin")
        yield
        connect(self.parts, self.flows)
        self.parts.occasional.settings_sheet.once_made(lambda made: made.closed.connect(self.settings_chosen))
        life = SignsOfLife(application, self.parts)
        dispatcher = Dispatcher(self, self.commands, is_blocked=self.flows.now.is_covered)
        # The dispatcher keeps what it answers to itself, so it comes last.
        keys = (self._follow_alt, life.hear, dispatcher.answer)
        InputFilter(application, self, keys=keys, pointer=(life.hear,))
        application.focusChanged.connect(self.flows.viewing.follow_focus)
        canvas.show()
        self.setAcceptDrops(True)
        self._is_furnished = True
        for event in self._typed:
            QCoreApplication.postEvent(self.focusWidget() or self, event)
        self._typed.clear()

    def wait_for_task(self) -> None:
        """Leave the page empty until the task that was open last is there; the welcome screen comes where it never does."""
        waiting = QWidget(self)
        self.parts.pages.addWidget(waiting)
        self.parts.pages.setCurrentWidget(waiting)

        def give_up() -> None:
            if self.parts.pages.currentWidget() is waiting:
                self.flows.laying_out.show_welcome()

        QTimer.singleShot(PATIENCE_MS, self, give_up)

    @property
    def composer(self) -> FindingComposer:
        return self.parts.composer

    @property
    def settings(self) -> Settings:
        """The settings as they are now, for writing them down."""
        geometry = bytes(self.saveGeometry().toBase64().data()).decode()
        if not self._is_furnished:
            return replace(self._kept, window=geometry)
        return replace(self.flows.adjusting.settings, window=geometry, sync_folder=self.flows.syncing.folder)

    def _placed(self, theme: Theme, canvas: Canvas, pages: QStackedWidget) -> Parts:
        """Top bar, page and progress below each other; what is there at times lies over them."""
        from ui.accessible import in_layout_order
        from ui.announcing import Announcer
        from ui.main_window.occasional import Occasional
        from ui.main_window.parts import Parts
        from ui.shell.recovery import Recovery
        from ui.shell.warning_bar import WarningBar

        middle = canvas.content
        pages.addWidget(self.welcome)
        pages.addWidget(self.workbench)
        recovery, warning_bar = Recovery(theme, pages), WarningBar(theme, middle)
        pages.addWidget(recovery)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top_bar)
        column.addWidget(warning_bar)
        column.addWidget(pages, 1)
        column.addWidget(self.progress)
        in_layout_order(middle)
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

    def paintEvent(self, event: QPaintEvent) -> None:
        """The empty frame: the page, and the line below the place of the top bar."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._theme.color("surface"))
        painter.fillRect(0, BAR_HEIGHT - 1, self.width(), 1, self._theme.color("line"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._is_furnished:
            super().keyPressEvent(event)
        else:
            self._typed.append(event.clone())

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab: on in reading order, within what lies over the window while something does."""
        if not self._is_furnished:
            return False
        from ui.main_window.focus_order import neighbour, stops

        over = self.flows.now.covering()
        order = stops(over or self, at_last=[self.workbench.drawer])
        stop = neighbour(order, self.focusWidget(), forwards=next)
        if stop is None:
            return False
        stop.setFocus(Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason)
        return True

    def _follow_alt(self, watched: QObject, event: QKeyEvent) -> bool:
        """Alt pressed and let go by itself shows the menu bar, or hides it again."""
        if event.type() is QEvent.Type.KeyPress:
            self._alt_alone = event.key() == Qt.Key.Key_Alt
        elif event.type() is QEvent.Type.KeyRelease and event.key() == Qt.Key.Key_Alt and self._alt_alone:
            self._alt_alone = False
            self.menuBar().setVisible(not self.menuBar().isVisible())
        return False

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self.flows.importing.drag_in(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.flows.importing.drag_out()

    def dropEvent(self, event: QDropEvent) -> None:
        self.flows.importing.drop(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._is_furnished:
            event.accept()
            return
        from ui.plain_text import confirm

        if self.flows.now.has_task():
            self.desk.keep_place(self.flows.now.place())
        if not self.desk.write_everything() and not confirm(self, "Quit", NOT_SAVED, yes="Quit without it"):
            event.ignore()
            return
        self.desk.close()
        event.accept()
