"""A choice between a few answers that stand side by side."""

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QPushButton, QWidget

from ui.plain_text import button

GAP = 4


class Segments(QWidget):
    """At most one is chosen; the arrow keys go from one to the next. What has no room in a row stands in the next one."""

    chosen = Signal(int)  # its place, from 0

    def __init__(
        self, what: str, answers: Iterable[str] = (), parent: QWidget | None = None, *, columns: int = 12
    ) -> None:
        """*what* is chosen, for a screen reader; there are at most so many *columns*."""
        super().__init__(parent)
        self._what = what
        self._most, self._columns = columns, columns
        self._group = QButtonGroup(self)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GAP)
        self._grid.setColumnStretch(columns, 1)
        self._group.idClicked.connect(self.chosen)
        self.setAccessibleName(what)
        self.show_answers(answers)

    @property
    def place(self) -> int:
        """Which one is chosen, from 0; -1 before anything is."""
        return self._group.checkedId()

    def show_answers(self, answers: Iterable[str]) -> None:
        for old in self._group.buttons():
            self._group.removeButton(old)
            self._grid.removeWidget(old)
            old.hide()
            old.deleteLater()
        for place, answer in enumerate(answers):
            one = self._button(answer)
            self._group.addButton(one, place)
            self._put(one, place)
            # A layout shows late what it was given; Tab is to find it at once.
            one.show()
        self._fit()

    def choose(self, place: int) -> None:
        """Choose the answer at *place*, or none where there is none."""
        if (one := self._group.button(place)) is not None:
            one.setChecked(True)
        elif (chosen := self._group.checkedButton()) is not None:
            # Otherwise the last one that is chosen cannot be let go.
            self._group.setExclusive(False)
            chosen.setChecked(False)
            self._group.setExclusive(True)

    def minimumSizeHint(self) -> QSize:
        """No wider than the widest answer: the others go below it."""
        return QSize(max(self._widths(), default=0), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()

    def _fit(self) -> None:
        """As many columns as there is room for."""
        widths = self._widths()
        columns = min(self._most, max(1, len(widths)))
        while columns > 1 and _row(widths, columns) > self.width():
            columns -= 1
        # Before it is laid out it has Qt's own idea of a width.
        if columns == self._columns or not self.testAttribute(Qt.WidgetAttribute.WA_Resized):
            return
        self._grid.setColumnStretch(self._columns, 0)
        self._grid.setColumnStretch(columns, 1)
        self._columns = columns
        for place, one in enumerate(self._group.buttons()):
            # Taken out first: what Qt itself takes out on the way in, Qt for Python would not hear of.
            self._grid.removeWidget(one)
            self._put(one, place)

    def _put(self, one: QWidget, place: int) -> None:
        self._grid.addWidget(one, place // self._columns, place % self._columns)

    def _widths(self) -> list[int]:
        return [one.sizeHint().width() for one in self._group.buttons()]

    def _button(self, answer: str) -> QPushButton:
        made = button(answer, kind="segment", name=f"{self._what}: {answer}", parent=self)
        made.setCheckable(True)
        return made


def _row(widths: list[int], columns: int) -> int:
    """How wide a table of so many *columns* is."""
    return sum(max(widths[column::columns]) for column in range(columns)) + GAP * (columns - 1)
