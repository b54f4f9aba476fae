"""The parts of one window, for whatever has to do with several of them at once.

A value: who makes the parts and where they stand is the window's affair.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QMainWindow, QStackedWidget

from ui.announcing import Announcer
from ui.code_view import ComparisonView
from ui.desk import Desk
from ui.dialogs.chooser import Chooser
from ui.dialogs.examination_sheet import ExaminationSheet
from ui.dialogs.export_sheet import ExportSheet
from ui.dialogs.history_view import HistoryView
from ui.dialogs.import_sheet import ImportSheet
from ui.dialogs.linear_view import LinearView
from ui.dialogs.overlay import Overlay
from ui.dialogs.palette import CommandPalette
from ui.dialogs.recorded_view import RecordedView
from ui.dialogs.shortcuts import ShortcutsOverlay
from ui.dialogs.sync_sheet import SyncSheet
from ui.dialogs.time_correction import TimeCorrection
from ui.judging.composer import FindingComposer
from ui.judging.panel import JudgmentPanel
from ui.main_window.canvas import Canvas
from ui.main_window.workbench import Workbench
from ui.shell.drop_frame import DropFrame
from ui.shell.progress import ProgressStrip
from ui.shell.recovery import Recovery
from ui.shell.top_bar import TopBar
from ui.shell.warning_bar import WarningBar
from ui.shell.welcome import Welcome
from ui.theme import Theme


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
    composer: FindingComposer
    progress: ProgressStrip
    pages: QStackedWidget
    palette: CommandPalette
    chooser: Chooser
    linear: LinearView
    history: HistoryView
    import_sheet: ImportSheet
    drop_frame: DropFrame
    shortcuts: ShortcutsOverlay
    recorded: RecordedView
    correction: TimeCorrection
    export_sheet: ExportSheet
    sync_sheet: SyncSheet
    examination: ExaminationSheet
    announcer: Announcer
    canvas: Canvas

    @property
    def overlays(self) -> tuple[Overlay, ...]:
        """What can lie over the window and then takes all keys for itself."""
        return (
            self.palette,
            self.chooser,
            self.linear,
            self.history,
            self.shortcuts,
            self.recorded,
            self.correction,
            self.export_sheet,
            self.import_sheet,
            self.sync_sheet,
            self.examination,
        )

    @property
    def dialogs(self) -> tuple[Overlay, ...]:
        """Those of them that have nothing to do with judging: what is done there is no time given to the task."""
        about_the_task = (self.palette, self.chooser, self.linear, self.history)
        return tuple(one for one in self.overlays if one not in about_the_task)

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

    def offer(self, text: str, action: str, act: Callable[[], object]) -> None:
        """Say something with one thing to do about it: over the code, or on the welcome screen without it."""
        if self.pages.currentWidget() is self.workbench:
            self.workbench.toast.offer(text, action, act, away_from=self.code.caret_place())
        else:
            self.welcome.tell(text)
