"""What a file of tasks was looked through for: a row for each, with how often it was seen."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.intake import Concern, Preview
from ui.dialogs.segments import Segments
from ui.plain_text import button, label, steady
from ui.theme import Theme

ROW = 28
NAMES = {
    Concern.FAULT: "Lines that are no task",
    Concern.KNOWN: "Tasks that are here already",
    Concern.IDENTICAL: "Identical candidates",
    Concern.EMPTY: "Empty candidates",
    Concern.HIDDEN: "Hidden characters",
    Concern.LARGE: "Over-long files",
    Concern.LEAK: "Possible identity leaks",
}
LEAKS = ("Leave", "Exclude")


class ImportChecks(QWidget):
    """The rows; `shown` says which one is to be seen in full, `leaks_settled` that tasks that leak stay or go."""

    shown = Signal(object)  # Concern
    leaks_settled = Signal(bool)  # whether they are excluded

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = {
            concern: _Row(theme, name, "danger" if concern is Concern.FAULT else "text2", self._showing(concern))
            for concern, name in NAMES.items()
        }
        self._leaks = Segments("Tasks with possible leaks", LEAKS)
        self._leaks.chosen.connect(lambda place: self.leaks_settled.emit(place == 1))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for row in self._rows.values():
            column.addWidget(row)
        self._rows[Concern.LEAK].add(self._leaks)

    def show_preview(self, preview: Preview) -> None:
        for concern, row in self._rows.items():
            row.show_count(count_of(preview, concern))
        self._leaks.setVisible(any(task.is_leaking for task in preview.tasks))
        self._leaks.choose(0)

    def _showing(self, concern: Concern) -> Callable[[], None]:
        return lambda: self.shown.emit(concern)


def count_of(preview: Preview, concern: Concern) -> int:
    """How many tasks *concern* is about; lines where they are no tasks."""
    found = preview.of(concern)
    if concern is Concern.LEAK:
        return len({one.task_id for one in found})
    return len(found)


class _Row(QWidget):
    def __init__(self, theme: Theme, name: str, color: str, show: Callable[[], None]) -> None:
        super().__init__()
        self._theme = theme
        self._name = name
        self._color = color
        self._count = 0
        self.setFixedHeight(ROW)
        self._mark = label()
        self._mark.setFixedSize(QSize(16, 16))
        self._number = steady(label(role="secondary"))
        self._show = button("Show", kind="chip", name=f"Show: {name}")
        self._show.clicked.connect(show)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(8)
        self._line.addWidget(self._mark)
        self._line.addWidget(label(name))
        self._line.addStretch(1)
        self._line.addWidget(self._number)
        self._line.addWidget(self._show)
        theme.changed.connect(self._draw)

    def add(self, widget: QWidget) -> None:
        """Put *widget* before the count."""
        self._line.insertWidget(self._line.indexOf(self._number), widget)

    def show_count(self, count: int) -> None:
        self._count = count
        self._number.setText("none" if not count else f"{count:,}")
        self._show.setVisible(bool(count))
        self.setAccessibleName(f"{self._name}: {self._number.text()}")
        self._draw()

    def _draw(self) -> None:
        icon, color = ("triangle-alert", self._color) if self._count else ("check", "good")
        ratio = self.devicePixelRatioF()
        self._mark.setPixmap(self._theme.pixmap(icon, color=color, size=14, ratio=ratio))
