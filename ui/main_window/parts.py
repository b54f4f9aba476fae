"""The parts of one window, for whatever has to do with several of them at once.

A value: who makes the parts and where they stand is the window's affair.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow, QStackedWidget

from ui.announcing import Announcer
from ui.code_view import ComparisonView
from ui.desk import Desk
from ui.judging.panel import JudgmentPanel
from ui.main_window.canvas import Canvas
from ui.main_window.occasional import Occasional
from ui.main_window.workbench import Workbench
from ui.shell.progress import ProgressStrip
from ui.shell.recovery import Recovery
from ui.shell.top_bar import TopBar
from ui.shell.warning_bar import WarningBar
from ui.shell.welcome import Welcome
from ui.theme import Theme

if TYPE_CHECKING:
    from ui.dialogs.chooser import Chooser
    from ui.dialogs.details_view import DetailsView
    from ui.dialogs.examination_sheet import ExaminationSheet
    from ui.dialogs.export_sheet import ExportSheet
    from ui.dialogs.history_view import HistoryView
    from ui.dialogs.import_sheet import ImportSheet
    from ui.dialogs.linear_view import LinearView
    from ui.dialogs.overlay import Overlay
    from ui.dialogs.palette import CommandPalette
    from ui.dialogs.recorded_view import RecordedView
    from ui.dialogs.settings_sheet import SettingsSheet
    from ui.dialogs.shortcuts import ShortcutsOverlay
    from ui.dialogs.sync_sheet import SyncSheet
    from ui.dialogs.time_correction import TimeCorrection
    from ui.judging.composer import FindingComposer
    from ui.judging.finding_card import FindingCard
    from ui.shell.drop_frame import DropFrame


@dataclass(frozen=True, slots=True)
class Parts:
    """What one window is made of. *pages* shows the welcome screen, the workbench, or why there is neither."""

    window: QMainWindow
    desk: Desk
    theme: Theme
    top_bar: TopBar
    warning_bar: WarningBar
    welcome: Welcome
    recovery: Recovery
    workbench: Workbench
    progress: ProgressStrip
    occasional: Occasional
    pages: QStackedWidget
    announcer: Announcer
    canvas: Canvas

    @property
    def overlays(self) -> tuple[Overlay, ...]:
        """What can lie over the window and then takes all keys for itself, as far as it was ever opened."""
        return tuple(part.made for part in self.occasional.overlays if part.made is not None)

    @property
    def code(self) -> ComparisonView:
        return self.workbench.code

    @property
    def judgment(self) -> JudgmentPanel:
        """The judgment panel that is in use now: beside the code, or below it."""
        return self.workbench.judgment

    def say(self, text: str) -> None:
        """Say something in passing, away from the line that is being read."""
        self.workbench.toast.tell(text, can_undo=False, away_from=self.code.caret_place())

    def copy(self, text: str) -> None:
        """Put *text*, and nothing but text, on the clipboard."""
        QGuiApplication.clipboard().setText(text)

    def offer(self, text: str, action: str, act: Callable[[], object]) -> None:
        """Say something with one thing to do about it: over the code, or on the welcome screen without it."""
        if self.pages.currentWidget() is self.workbench:
            self.workbench.toast.offer(text, action, act, away_from=self.code.caret_place())
        else:
            self.welcome.tell(text)

    # Made when they are first asked for

    @property
    def palette(self) -> CommandPalette:
        return self.occasional.palette()

    @property
    def chooser(self) -> Chooser:
        return self.occasional.chooser()

    @property
    def linear(self) -> LinearView:
        return self.occasional.linear()

    @property
    def history(self) -> HistoryView:
        return self.occasional.history()

    @property
    def import_sheet(self) -> ImportSheet:
        return self.occasional.import_sheet()

    @property
    def drop_frame(self) -> DropFrame:
        return self.occasional.drop_frame()

    @property
    def shortcuts(self) -> ShortcutsOverlay:
        return self.occasional.shortcuts()

    @property
    def recorded(self) -> RecordedView:
        return self.occasional.recorded()

    @property
    def details(self) -> DetailsView:
        return self.occasional.details()

    @property
    def correction(self) -> TimeCorrection:
        return self.occasional.correction()

    @property
    def export_sheet(self) -> ExportSheet:
        return self.occasional.export_sheet()

    @property
    def sync_sheet(self) -> SyncSheet:
        return self.occasional.sync_sheet()

    @property
    def examination(self) -> ExaminationSheet:
        return self.occasional.examination()

    @property
    def settings_sheet(self) -> SettingsSheet:
        return self.occasional.settings_sheet()

    @property
    def composer(self) -> FindingComposer:
        return self.occasional.composer()

    @property
    def finding_card(self) -> FindingCard:
        return self.occasional.finding_card()
