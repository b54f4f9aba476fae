"""A choice between a few answers that stand side by side."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QPushButton, QWidget

from ui.plain_text import button


class Segments(QWidget):
    """At most one is chosen; the arrow keys go from one to the next."""

    chosen = Signal(int)  # its place, from 0

    def __init__(
        self, what: str, answers: Iterable[str] = (), parent: QWidget | None = None, *, columns: int = 12
    ) -> None:
        """*what* is chosen, for a screen reader; answers beyond so many *columns* stand in the next row."""
        super().__init__(parent)
        self._what = what
        self._columns = columns
        self._group = QButtonGroup(self)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(4)
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
            self._grid.addWidget(one, place // self._columns, place % self._columns)

    def choose(self, place: int) -> None:
        """Choose the answer at *place*, or none where there is none."""
        if (one := self._group.button(place)) is not None:
            one.setChecked(True)
        elif (chosen := self._group.checkedButton()) is not None:
            # Otherwise the last one that is chosen cannot be let go.
            self._group.setExclusive(False)
            chosen.setChecked(False)
            self._group.setExclusive(True)

    def _button(self, answer: str) -> QPushButton:
        made = button(answer, kind="segment", name=f"{self._what}: {answer}", parent=self)
        made.setCheckable(True)
        return made
