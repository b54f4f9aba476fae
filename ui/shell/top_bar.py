"""The top bar: where the person is, how far, and whether everything is saved."""

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QWidget

from app.domain.queue import QueueView
from app.domain.sitting import Sitting
from app.wording import counted
from ui.accessible import Role, give_role
from ui.plain_text import button, elided_button, icon_button, label, relabel, set_tooltip, steady
from ui.theme import Theme
from ui.theme.marks import KeyCaps

HEIGHT = 44
NARROW = 1360
WIDEST_CRUMB = 280
WIDEST_TIME = "Paused"
ICON, GAP = 14, 3
"""Of what stands before a word: its size, and how much further than usual it stands off."""


class TopBar(QFrame):
    """Queue, task set and task, progress, search, saved or not, time, help."""

    queue_pressed = Signal()
    task_set_pressed = Signal()
    task_pressed = Signal()
    search_pressed = Signal()
    help_pressed = Signal()
    retry_pressed = Signal()
    counts_pressed = Signal()
    timer_pressed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._has_failed = False
        self.setProperty("surface", "surface")
        self.setProperty("rule", "bottom")
        self.setFixedHeight(HEIGHT)
        self.setAccessibleName("Top bar")
        give_role(self, Role.ToolBar)
        self._queue = icon_button("Queue", keys="Ctrl+B", checkable=True)
        self._task_set = button("", kind="crumb")
        self._slash = label("/", role="hint")
        self._task = elided_button("", kind="crumb")
        self._task.setProperty("isHere", "true")
        # A click leaves the focus with whoever has it.
        self._task.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setFixedWidth(96)
        self._progress.setAccessibleName("Progress")
        self._position = steady(label(role="secondary"))
        self._flag = label("Flagged", role="dangerchip")
        self._unsealed = label("Names unsealed", role="chip")
        set_tooltip(self._unsealed, "What is judged now is marked unblinded. Judgments say which model wrote what.")
        self._search = button("", kind="search", name="Search or run a command")
        self._search_text = label("Search or run a command", role="secondary", parent=self._search)
        self._read_only = label("Read-only: changes are not saved", role="dangerchip")
        self._read_only.hide()
        self._is_read_only = False
        self._counts = button("", kind="ghost", name="Sync to a folder")
        self._counts.hide()
        self._said = ""
        self._waiting = 0
        self._saved = button("Saved", kind="ghost", name="Saved")
        self._saved.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._saved.setIconSize(QSize(ICON + GAP, ICON))
        give_role(self._saved, Role.StaticText)
        self._time = steady(button("0:00", kind="ghost", name="Timer"))
        self._time.setAccessibleDescription("Opens the menu of the timer")
        self._time.setIconSize(QSize(ICON + GAP, ICON))
        self._is_time_shown = True
        self._told_time = (0, False)
        self._help = icon_button("Keyboard shortcuts", keys="F1")
        self._lay_out()
        self._queue.clicked.connect(self.queue_pressed)
        self._task_set.clicked.connect(self.task_set_pressed)
        self._task.clicked.connect(self.task_pressed)
        self._search.clicked.connect(self.search_pressed)
        self._help.clicked.connect(self.help_pressed)
        self._counts.clicked.connect(self.counts_pressed)
        self._saved.clicked.connect(lambda: self.retry_pressed.emit() if self._has_failed else None)
        self._time.clicked.connect(self.timer_pressed)
        theme.changed.connect(self._refresh_icons)
        self._refresh_icons()
        self.show_nothing()

    @property
    def counts_said(self) -> str:
        """How many judgments are saved, received and waiting, in words; empty until it is known."""
        return self._said

    def show_sitting(self, sitting: Sitting) -> None:
        # The task is what is looked at: a long name of its set gives way to it.
        name = sitting.key.task_set
        shown = self._task_set.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, WIDEST_CRUMB)
        relabel(self._task_set, shown, name=f"Task set {name}")
        set_tooltip(self._task_set, name)
        relabel(self._task, sitting.key.task_id, name=f"Task details of {sitting.key.task_id}")
        set_tooltip(self._task, f"{sitting.key.task_id}: what is known of this task")
        self._position.setText(f"{sitting.position} of {sitting.total}")
        self.show_flag(is_flagged=sitting.is_flagged)
        self._unsealed.setVisible(sitting.is_unsealed)
        for widget in self._of_task():
            widget.show()
        self._saved.setVisible(not self._is_read_only)

    def show_nothing(self) -> None:
        """No task is open."""
        for widget in self._of_task():
            widget.hide()
        self._flag.hide()
        self._unsealed.hide()

    def show_queue(self, view: QueueView) -> None:
        tally = view.tally
        # A bar that may be painted is painted at once with a new value, and the whole window with it if it waits for that.
        self._progress.setUpdatesEnabled(False)
        self._progress.setMaximum(max(1, tally.total))
        self._progress.setValue(tally.done)
        self._progress.setUpdatesEnabled(True)
        said = f"{tally.done} judged, {tally.flagged} flagged, {tally.to_do} to do"
        set_tooltip(self._progress, said)
        self._progress.setAccessibleDescription(said)

    def show_flag(self, *, is_flagged: bool) -> None:
        self._flag.setVisible(is_flagged)

    def show_drawer(self, *, is_open: bool) -> None:
        self._queue.setChecked(is_open)

    def show_saving(self, text: str, *, has_failed: bool, why: str = "") -> None:
        """“Saved”, “Saving…” or why not; a failure stays and can be pressed. *why* says more in a sentence."""
        set_tooltip(self._saved, why)
        self._saved.setAccessibleDescription(why)
        self._has_failed = has_failed
        give_role(self._saved, Role.Button if has_failed else Role.StaticText)
        relabel(self._saved, text)
        self._saved.setProperty("kind", "danger" if has_failed else "ghost")
        self._saved.style().unpolish(self._saved)
        self._saved.style().polish(self._saved)
        self._show_saved_icon()
        self._saved.setFocusPolicy(Qt.FocusPolicy.StrongFocus if has_failed else Qt.FocusPolicy.NoFocus)

    def show_read_only(self, because: str) -> None:
        """Say instead of “Saved” that nothing is; empty where it is."""
        self._read_only.setVisible(bool(because))
        self._is_read_only = bool(because)
        set_tooltip(self._read_only, because)
        self._saved.setVisible(not because and self._task.isVisibleTo(self))
        self._refresh_counts()

    def show_counts(self, said: str, *, waiting: int, is_shown: bool) -> None:
        """“412 saved · 400 received · 12 waiting”; in a narrow bar only what waits."""
        self._said, self._waiting = said, waiting
        self._counts.setVisible(is_shown)
        self._refresh_counts()

    def show_time(self, active_ms: int, *, is_idle: bool) -> None:
        self._told_time = (active_ms, is_idle)
        minutes, seconds = divmod(active_ms // 1000, 60)
        text = "Paused" if is_idle else f"{minutes}:{seconds:02d}"
        said = f"Active time {counted(minutes, 'minute')} {counted(seconds, 'second')}"
        relabel(self._time, text if self._is_time_shown else "", name=said if self._is_time_shown else "Timer, hidden")
        self._keep_place_of_time(text)

    def _keep_place_of_time(self, text: str) -> None:
        """As wide with the time as with “Paused”, so that what stands beside it does not jump."""
        metrics = self._time.fontMetrics()
        spare = max(0, metrics.horizontalAdvance(WIDEST_TIME) - metrics.horizontalAdvance(text))
        self._time.setMinimumWidth(self._time.sizeHint().width() + spare if self._is_time_shown else 0)

    def show_clock(self, *, shown: bool) -> None:
        """Show the time, or nothing but the button of its menu."""
        self._is_time_shown = shown
        active_ms, is_idle = self._told_time
        self.show_time(active_ms, is_idle=is_idle)

    def below_timer(self, width: int) -> QPoint:
        """Where on the screen a menu *width* pixels wide hangs from the timer's right edge."""
        return self._time.mapToGlobal(QPoint(self._time.width() - width, self._time.height() + 4))

    def sizeHint(self) -> QSize:
        return QSize(1120, HEIGHT)

    def resizeEvent(self, event: object) -> None:
        is_narrow = self.width() < NARROW
        self._search_text.setText("Commands" if is_narrow else "Search or run a command")
        self._search.setFixedWidth(172 if is_narrow else 248)
        self._progress.setFixedWidth(64 if is_narrow else 96)
        self._refresh_counts()

    def _refresh_counts(self) -> None:
        self._read_only.setText("Read-only" if self.width() < NARROW else "Read-only: changes are not saved")
        short = f"{self._waiting} waiting" if self._waiting else "All received"
        shown = short if self.width() < NARROW else self._said
        relabel(self._counts, shown, name=f"{self._said}. Sync to a folder" if self._said else "Sync to a folder")
        set_tooltip(self._counts, self._said)

    def _of_task(self) -> tuple[QWidget, ...]:
        return (
            self._task_set,
            self._slash,
            self._task,
            self._progress,
            self._position,
            self._saved,
            self._time,
        )

    def _lay_out(self) -> None:
        inside = QHBoxLayout(self._search)
        inside.setContentsMargins(10, 0, 6, 0)
        inside.setSpacing(8)
        self._search_icon = label(parent=self._search)
        inside.addWidget(self._search_icon)
        inside.addWidget(self._search_text)
        inside.addStretch(1)
        inside.addWidget(KeyCaps(self._theme, "Ctrl+K", self._search))
        for part in (self._search_icon, self._search_text):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 8, 1)
        row.setSpacing(6)
        row.addWidget(self._queue)
        row.addWidget(self._task_set)
        row.addWidget(self._slash)
        row.addWidget(self._task)
        row.addSpacing(2)
        row.addWidget(self._progress)
        row.addSpacing(2)
        row.addWidget(self._position)
        row.addWidget(self._flag)
        row.addWidget(self._unsealed)
        row.addStretch(1)
        row.addWidget(self._counts)
        row.addWidget(self._search)
        row.addSpacing(4)
        row.addWidget(self._read_only)
        row.addWidget(self._saved)
        row.addWidget(self._time)
        row.addSpacing(6)
        row.addWidget(self._help)

    def _refresh_icons(self) -> None:
        ratio = self.devicePixelRatioF()
        self._queue.setIcon(self._theme.icon("panel-left"))
        self._help.setIcon(self._theme.icon("circle-question-mark"))
        self._show_saved_icon()
        self._search_icon.setPixmap(self._theme.pixmap("search", size=15, ratio=ratio))
        self._time.setIcon(self._theme.icon("timer", size=ICON, gap=GAP))

    def _show_saved_icon(self) -> None:
        name = "triangle-alert" if self._has_failed else "check"
        color = "danger" if self._has_failed else "good"
        self._saved.setIcon(self._theme.icon(name, color=color, size=ICON, gap=GAP))
