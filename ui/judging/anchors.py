"""What each score of a criterion means, in a card beside the judgment panel."""

from typing import Literal

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from app.domain.names import Slot
from app.domain.rubric import Criterion
from ui.layouts import clear
from ui.plain_text import label
from ui.theme import Theme

WIDTH = 340
GAP = 8


class AnchorsPopover(QFrame):
    """Follows the focused cell of the score grid; it takes no focus and lies above whatever is beside the panel."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._criterion: Criterion | None = None
        self._beside: tuple[QWidget, Literal["right", "bottom"]] | None = None
        self.setProperty("frame", "card")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFixedWidth(WIDTH)
        self._title = label(role="strong")
        self._description = label(role="secondary", wrap=True)
        self._none = label("This rubric does not say what each score means.", role="hint", wrap=True)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(6)
        for widget in (self._title, self._description, self._none):
            column.addWidget(widget)
        column.addLayout(self._grid)
        self.hide()
        theme.changed.connect(self.update)

    def show_criterion(self, criterion: Criterion, _slot: Slot) -> None:
        """Say what the scores of *criterion* mean, highest first."""
        if criterion == self._criterion:
            return
        self._criterion = criterion
        self.setAccessibleName(f"Scores of {criterion.label}")
        self._title.setText(criterion.label)
        self._description.setText(criterion.description)
        clear(self._grid)
        for row, (score, text) in enumerate(sorted(criterion.anchors, reverse=True)):
            self._grid.addWidget(label(str(score), role="strong"), row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(label(text, role="secondary", wrap=True), row, 1)
        self._none.setVisible(not criterion.anchors)
        if self.isVisible():
            self._place()

    def open_beside(self, panel: QWidget, side: Literal["right", "bottom"]) -> None:
        """Open at the left of a panel that stands at the *right*, above one at the *bottom*."""
        self._beside = (panel, side)
        self.setParent(panel.window())
        self._place()
        self.show()
        self.raise_()

    def _place(self) -> None:
        if self._beside is None:
            return
        panel, side = self._beside
        self.setFixedHeight(self._column.totalHeightForWidth(WIDTH))
        corner = panel.mapTo(panel.window(), QPoint(0, 0))
        if side == "right":
            self.move(corner.x() - WIDTH - GAP, corner.y() + GAP)
        else:
            self.move(corner.x() + 2 * GAP, corner.y() - self.height() - GAP)
