"""The welcome screen: drop a task set, choose one, or go on with a recent one."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.code.highlighting import language_name
from app.domain.days import day_in_words
from app.domain.queue import TaskSetSummary
from app.domain.task import Kind
from app.wording import OFFLINE
from ui.accessible import Role, SpokenPart, SpokenParts, give_role
from ui.plain_text import button, label
from ui.theme import Theme
from ui.theme.marks import KeyCaps

COLUMN = 640
DROP_HEIGHT = 196
ROW_HEIGHT = 53
MOST_RECENTS = 6
READABLE = (".jsonl", ".ndjson", ".json", ".toml")
KINDS = {
    Kind.COMPARISON: ("git-compare", "Compare"),
    Kind.BUG_HUNT: ("bug", "Bug hunt"),
    Kind.SECURITY_REVIEW: ("shield-alert", "Security review"),
    Kind.AUTHORING: ("pencil-line", "Authoring"),
}


class Welcome(QFrame):
    """Nothing is open: what this is, where to begin, and where it was left."""

    choose_pressed = Signal()
    sample_pressed = Signal()
    task_set_chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("surface", "app")
        self.setAccessibleName("Welcome")
        give_role(self, Role.Grouping)
        self._drop = _DropTarget(theme)
        self._choose = button("", kind="primary", name="Choose file…")
        self._sample = button("Try the sample task set")
        self._recent_title = label("Recent", role="section")
        self._recents = _Recents(theme)
        self._told = label(role="secondary", wrap=True)
        self._told.hide()
        self._lay_out()
        self._choose.clicked.connect(self.choose_pressed)
        self._sample.clicked.connect(self.sample_pressed)
        self._recents.chosen.connect(self.task_set_chosen)
        theme.changed.connect(self._refresh)
        self._refresh()

    def show_task_sets(self, task_sets: tuple[TaskSetSummary, ...]) -> None:
        self._recents.show_task_sets(task_sets[:MOST_RECENTS])
        self._recent_title.setVisible(bool(task_sets))
        self._recents.setVisible(bool(task_sets))

    def tell(self, sentence: str) -> None:
        """A passing message, said in place."""
        self._told.setText(sentence)
        self._told.setAccessibleName(sentence)
        self._told.setVisible(bool(sentence))

    def take_told(self) -> str:
        """What was said last, which is then said no more here."""
        told = self._told.text()
        self.tell("")
        return told

    def show_dragging(self, *, is_dragging: bool) -> None:
        self._drop.setProperty("active", "true" if is_dragging else "false")
        self._drop.style().unpolish(self._drop)
        self._drop.style().polish(self._drop)

    def focus_first(self) -> None:
        target: QWidget = self._recents if self._recents.isVisible() else self._choose
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        inside = QHBoxLayout(self._choose)
        inside.setContentsMargins(12, 0, 10, 0)
        inside.setSpacing(10)
        self._choose_text = _Ink(self._theme, "Choose file…")
        inside.addWidget(self._choose_text)
        inside.addWidget(KeyCaps(self._theme, "Ctrl+O", on_ink=True))
        self._choose.setMinimumWidth(inside.sizeHint().width())
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self._choose)
        buttons.addWidget(self._sample)
        buttons.addStretch(1)
        self._inbox = label()
        self._inbox.setAlignment(Qt.AlignmentFlag.AlignCenter)
        title = label("Drop a task set here", role="heading")
        title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        kinds = label(".jsonl with one task a line, or a .toml that describes a task set", role="hint")
        kinds.setAlignment(Qt.AlignmentFlag.AlignCenter)
        drop = QVBoxLayout(self._drop)
        drop.setContentsMargins(24, 30, 24, 26)
        drop.setSpacing(6)
        drop.addWidget(self._inbox)
        drop.addSpacing(4)
        drop.addWidget(title)
        drop.addWidget(kinds)
        drop.addSpacing(12)
        drop.addLayout(buttons)
        self._drop.setFixedHeight(DROP_HEIGHT)
        line = QHBoxLayout()
        line.addWidget(self._recent_title)
        line.addStretch(1)
        line.addWidget(label(OFFLINE, role="secondary"))
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addStretch(5)
        column.addWidget(label("Compare code. Explain why.", role="hero"))
        column.addSpacing(6)
        column.addWidget(
            label("Judge model-written solutions side by side, blind, with evidence tied to lines.", role="lead")
        )
        column.addSpacing(24)
        column.addWidget(self._drop)
        column.addSpacing(10)
        column.addWidget(self._told)
        column.addSpacing(18)
        column.addLayout(line)
        column.addSpacing(8)
        column.addWidget(self._recents)
        column.addStretch(6)
        middle = QWidget()
        middle.setFixedWidth(COLUMN)
        middle.setLayout(column)
        row = QHBoxLayout(self)
        row.addStretch(1)
        row.addWidget(middle)
        row.addStretch(1)

    def _refresh(self) -> None:
        self._inbox.setPixmap(self._theme.pixmap("inbox", size=24, ratio=self.devicePixelRatioF()))


class _DropTarget(QFrame):
    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        theme.changed.connect(self.update)
        self.setAccessibleName("Drop target")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_active = self.property("active") == "true"
        painter.setBrush(self._theme.color("hover" if is_active else "surface"))
        pen = QPen(self._theme.color("ink" if is_active else "strong"), 2)
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 12, 12)


class _Ink(QWidget):
    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__()
        self._theme, self._text = theme, text
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(text)
        give_role(self, Role.StaticText)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self._text) + 8, self.fontMetrics().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self._theme.color("onink"))
        painter.setFont(self._theme.ui_font(13, 600))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, self._text)


class _Recents(QWidget):
    """Recent task sets by name: a file's name could give a model away."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._task_sets: tuple[TaskSetSummary, ...] = ()
        self._current = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("keyContext", "list")
        self.setAccessibleName("Recent task sets")
        self._spoken = SpokenParts(self, self._choose)
        give_role(self, Role.List)
        self.setMouseTracking(True)
        theme.changed.connect(self.update)

    def show_task_sets(self, task_sets: tuple[TaskSetSummary, ...]) -> None:
        self._task_sets = task_sets
        self._current = 0
        self.setFixedHeight(max(1, len(task_sets)) * ROW_HEIGHT + 2)
        self._tell()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(self._theme.color("raised"))
        painter.setPen(QPen(self._theme.color("border"), 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        for number, task_set in enumerate(self._task_sets):
            self._paint_row(painter, number, task_set)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Down | Qt.Key.Key_Up:
                step = 1 if event.key() == Qt.Key.Key_Down else -1
                self._current = max(0, min(self._current + step, len(self._task_sets) - 1))
                self._tell()
                self.update()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Space:
                self._choose(self._current)
            case _:
                super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._choose(int(event.position().y()) // ROW_HEIGHT)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def resizeEvent(self, event: object) -> None:
        self._tell()

    def focusInEvent(self, event: object) -> None:
        self.update()

    def focusOutEvent(self, event: object) -> None:
        self.update()

    def _choose(self, number: int) -> None:
        if 0 <= number < len(self._task_sets):
            self.chosen.emit(self._task_sets[number].name)

    def _paint_row(self, painter: QPainter, number: int, task_set: TaskSetSummary) -> None:
        theme = self._theme
        rect = QRectF(0, number * ROW_HEIGHT + 1, self.width(), ROW_HEIGHT)
        if number:
            painter.setPen(QPen(theme.color("line"), 1))
            painter.drawLine(QPointF(1, rect.top()), QPointF(rect.right() - 1, rect.top()))
        if self.hasFocus() and number == self._current:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.drawRoundedRect(rect.adjusted(3, 3, -3, -3), 6, 6)
        icon, kind = KINDS[task_set.kinds[0]] if task_set.kinds else KINDS[Kind.COMPARISON]
        pixmap = theme.pixmap(icon, size=16, ratio=self.devicePixelRatioF())
        painter.drawPixmap(QPointF(13, rect.center().y() - 8), pixmap)
        painter.setPen(theme.color("text"))
        painter.setFont(theme.ui_font(13, 600))
        name = painter.fontMetrics().elidedText(task_set.name, Qt.TextElideMode.ElideRight, 320)
        painter.drawText(QRectF(38, rect.top() + 8, 330, 20), Qt.AlignmentFlag.AlignVCenter, name)
        painter.setPen(theme.color("text3"))
        painter.setFont(theme.ui_font(12))
        languages = ", ".join(language_name(one) for one in task_set.languages[:3])
        if len(task_set.languages) > 3:
            languages += f" and {len(task_set.languages) - 3} more"
        painter.drawText(
            QRectF(38, rect.top() + 27, 340, 18),
            Qt.AlignmentFlag.AlignVCenter,
            f"{kind} · {languages}" if languages else kind,
        )
        self._paint_progress(painter, rect, task_set)

    def _paint_progress(self, painter: QPainter, rect: QRectF, task_set: TaskSetSummary) -> None:
        theme = self._theme
        bar = QRectF(rect.right() - 262, rect.center().y() - 2, 96, 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("selected"))
        painter.drawRoundedRect(bar, 2, 2)
        share = task_set.done / task_set.tasks if task_set.tasks else 0
        painter.setBrush(theme.color("text2"))
        painter.drawRoundedRect(QRectF(bar.left(), bar.top(), bar.width() * share, 4), 2, 2)
        painter.setPen(theme.color("text"))
        painter.setFont(theme.ui_font(12))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(
            QRectF(rect.right() - 170, rect.top(), 84, rect.height()), right, f"{task_set.done} of {task_set.tasks}"
        )
        painter.setPen(theme.color("text3"))
        painter.drawText(
            QRectF(rect.right() - 84, rect.top(), 74, rect.height()),
            right,
            day_in_words(task_set.opened_at or task_set.imported_at),
        )

    def _tell(self) -> None:
        if self._task_sets:
            chosen = self._task_sets[self._current]
            self.setAccessibleDescription(f"{chosen.name}, {chosen.done} of {chosen.tasks} judged")
        self._spoken.show(
            [
                SpokenPart(
                    QRect(0, number * ROW_HEIGHT + 1, self.width(), ROW_HEIGHT),
                    Role.ListItem,
                    one.name,
                    f"{one.done} of {one.tasks} judged, {day_in_words(one.opened_at or one.imported_at)}",
                    is_current=number == self._current,
                )
                for number, one in enumerate(self._task_sets)
            ]
        )


def readable_files(event: QDragEnterEvent | QDropEvent) -> tuple[str, ...]:
    """The files of a drag that can be imported; empty if there is any that cannot."""
    paths = local_files(event)
    return paths if all(path.lower().endswith(READABLE) for path in paths) else ()


def local_files(event: QDragEnterEvent | QDropEvent) -> tuple[str, ...]:
    """The files of a drag."""
    return tuple(url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile())
