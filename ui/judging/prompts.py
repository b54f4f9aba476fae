"""The quiet line below the rationale: what nothing is said of yet, and a way to begin to."""

from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.domain.rubric import Criterion
from ui.plain_text import button, elided_label, set_tooltip

MOST = 2
BRIEFLY = "Not mentioned:"


class Prompts(QWidget):
    """A sentence, and a button for each of the first criteria that nothing is said of; nothing at all hides it."""

    criterion_pressed = Signal(str)  # the label of the criterion

    def __init__(self, after: QWidget, parent: QWidget | None = None) -> None:
        """Tab leads from *after* to the buttons."""
        super().__init__(parent)
        self._after = after
        self.setProperty("keyContext", "list")
        self._sentence = elided_label(role="hint")
        self._said = ""
        self._buttons: list[QPushButton] = []
        self._shown: tuple[str, ...] = ()
        self._has_room = True
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(4)
        self._row.addWidget(self._sentence)
        self._row.addStretch(1)
        self.hide()

    @property
    def sentence(self) -> str:
        """All of what is said, also where there is room for a few words of it only."""
        return self._said

    def show_prompts(self, sentence: str, silent: tuple[Criterion, ...] = ()) -> None:
        self._said = sentence
        self._sentence.setText(BRIEFLY if silent else sentence)
        self._sentence.setAccessibleName(sentence)
        set_tooltip(self._sentence, sentence)
        self._appear()
        names = tuple(criterion.label for criterion in silent[:MOST])
        if names == self._shown:
            return  # a button that is about to be pressed stays where it is
        self._shown = names
        for old in self._buttons:
            self._row.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._buttons = [self._button(criterion) for criterion in silent[:MOST]]
        for before, behind in pairwise((self._after, *self._buttons)):
            self.setTabOrder(before, behind)

    def give_way(self, *, is_tight: bool) -> None:
        """Be seen only while there is room; what is said stays."""
        self._has_room = not is_tight
        self._appear()

    def _appear(self) -> None:
        self.setVisible(bool(self._said) and self._has_room)

    def _button(self, criterion: Criterion) -> QPushButton:
        made = button(criterion.short, kind="chip", name=f"Write about {criterion.label}", parent=self)
        made.clicked.connect(lambda: self.criterion_pressed.emit(criterion.label))
        self._row.insertWidget(self._row.count() - 1, made)
        made.show()
        return made
