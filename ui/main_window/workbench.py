"""The workbench: strip, code, judgment and verdict bar in their places for two candidates and for three."""

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.draft import Draft
from app.domain.names import Slot
from app.domain.sitting import Sitting
from ui.code_view import ComparisonView
from ui.judging.panel import JudgmentPanel
from ui.judging.strip import Strip
from ui.judging.strips import AcceptabilityStrip, CheckStrip, DecidingStrip, MessageStrip, SkipStrip
from ui.judging.taking_back import UnsealStrip, WithdrawStrip
from ui.judging.verdict_bar import VerdictBar
from ui.plain_text import button, label
from ui.queue import QueueDrawer
from ui.shell.first_impression_bar import FirstImpressionBar
from ui.shell.reading_bar import ReadingBar
from ui.shell.task_strip import TaskStrip
from ui.shell.toast import Toast
from ui.theme import Theme

NEEDED_BY_PANEL, NEEDED_BY_CODE = 460, 200
"""Pixels of height: seven scores, a finding and a few lines of the rationale; some lines of code."""


class SummaryLine(QFrame):
    """The closed dock in one line."""

    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "surface")
        self.setProperty("rule", "top")
        self.setFixedHeight(36)
        self._text = label(role="secondary")
        show = button("Show", kind="segment", name="Show scores and rationale")
        show.clicked.connect(self.opened)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 12, 0)
        row.addWidget(self._text)
        row.addStretch(1)
        row.addWidget(show)
        self.hide()

    def show_text(self, text: str) -> None:
        self._text.setText(text)


class Workbench(QWidget):
    """Places the panels; it knows where they stand and nothing of what they mean."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.task_strip = TaskStrip(theme)
        self.reading_bar = ReadingBar(theme)
        self.first_impression = FirstImpressionBar()
        self.code = ComparisonView(theme)
        self.panel = JudgmentPanel(theme, "right")
        self.dock = JudgmentPanel(theme, "bottom")
        self.summary = SummaryLine()
        self.verdict_bar = VerdictBar(theme)
        self.message = MessageStrip(theme)
        self.check = CheckStrip(theme)
        self.acceptability = AcceptabilityStrip(theme)
        self.deciding = DecidingStrip(theme)
        self.skip = SkipStrip(theme)
        self.withdraw = WithdrawStrip(theme)
        self.unseal = UnsealStrip(theme)
        self._is_panel_wanted = True
        self._is_dock = False
        self._middle = QWidget()
        beside = QHBoxLayout(self._middle)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(0)
        beside.addWidget(self.code, 1)
        beside.addWidget(self.panel)
        self.drawer = QueueDrawer(theme, self._middle)
        self.drawer.hide()
        self.toast = Toast(theme, self.code, beside=self.drawer)
        self._middle.installEventFilter(self)
        for strip in self.strips:
            strip.installEventFilter(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.task_strip)
        column.addWidget(self.reading_bar)
        column.addWidget(self.first_impression)
        column.addWidget(self._middle, 1)
        column.addWidget(self.dock)
        column.addWidget(self.summary)
        column.addWidget(self.message)
        for strip in self.strips:
            column.addWidget(strip)
        column.addWidget(self.verdict_bar)
        self._place_panels()

    @property
    def judgment(self) -> JudgmentPanel:
        """The panel that is in use: beside the code, or below it."""
        return self.dock if self._is_dock else self.panel

    @property
    def strips(self) -> tuple[Strip, ...]:
        """What asks something above the verdict bar; one of them at a time."""
        return (self.check, self.acceptability, self.deciding, self.skip, self.withdraw, self.unseal)

    @property
    def is_panel_open(self) -> bool:
        return self._is_panel_wanted

    def show_sitting(self, sitting: Sitting, draft: Draft) -> None:
        self.show_layout(sitting.brief.slots, sitting, draft)
        self.task_strip.show_sitting(sitting)
        self.first_impression.show_sitting(sitting, draft)
        self.verdict_bar.show_sitting(sitting)
        self.message.hide()
        for strip in self.strips:
            strip.hide()

    def show_layout(self, shown: tuple[Slot, ...], sitting: Sitting, draft: Draft) -> None:
        """Three candidates side by side leave no room beside them: the judgment goes below."""
        self._is_dock = len(shown) == 3
        self.judgment.show_sitting(sitting)
        self.judgment.show_draft(draft)
        self.summary.show_text(self.judgment.summary())
        self._place_panels()

    def show_draft(self, draft: Draft) -> None:
        self.judgment.show_draft(draft)
        self.summary.show_text(self.judgment.summary())
        self.verdict_bar.show_draft(draft)
        self.first_impression.show_draft(draft)
        self.message.hide()

    def open_panel(self, *, is_open: bool) -> None:
        self._is_panel_wanted = is_open
        self._place_panels()

    def open_drawer(self, *, is_open: bool) -> None:
        self.drawer.setVisible(is_open)
        if is_open:
            self._place_drawer()
            self.drawer.raise_()
            self.drawer.focus_list()
        self.toast.place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, Strip):
            if event.type() is QEvent.Type.Show:
                self._close_strips_but(watched)
        elif event.type() is QEvent.Type.Resize:
            self._place_drawer()
            self.panel.show_window_width(self._middle.width())
            needed = NEEDED_BY_PANEL if self.panel.isVisible() else NEEDED_BY_CODE
            self.task_strip.make_room(self._middle.height() - needed)
        return False

    def _close_strips_but(self, opened: Strip) -> None:
        for strip in self.strips:
            if strip is not opened:
                strip.close_strip()

    def _place_panels(self) -> None:
        self.panel.setVisible(self._is_panel_wanted and not self._is_dock)
        self.dock.setVisible(self._is_panel_wanted and self._is_dock)
        self.summary.setVisible(not self._is_panel_wanted and self._is_dock)

    def _place_drawer(self) -> None:
        self.drawer.setGeometry(0, 0, self.drawer.width(), self._middle.height())
