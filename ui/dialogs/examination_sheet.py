"""What a look through the whole workspace has found, in a list."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.dialogs.sheet import Sheet
from ui.plain_text import label
from ui.theme import Theme

WIDTH, TOP, HEIGHT, ROW = 620, 110, 240, 44


class ExaminationSheet(Sheet):
    """Says that it looks, then what it has found: what is damaged first, then what is wrong with the place."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent, "Examine the workspace", width=WIDTH, top=TOP)
        self._found: tuple[str, ...] = ()
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setAccessibleName("What was found")
        self.body.addWidget(self._area)

    @property
    def found(self) -> tuple[str, ...]:
        return self._found

    def open_looking(self) -> None:
        self._show((), ())
        self.show_busy(is_busy=True, may_cancel=False)
        self.say("Looking through the file, the log, its journal and the place …")
        self.open_overlay(self)

    def show_found(self, verdict: str, problems: Sequence[str], warnings: Sequence[str]) -> None:
        """*problems* are damage, *warnings* what may become one."""
        self.show_busy(is_busy=False)
        self._show(problems, warnings)
        self.say(verdict, is_wrong=bool(problems))
        self.focusNextPrevChild(True)

    def _show(self, problems: Sequence[str], warnings: Sequence[str]) -> None:
        self._found = (*problems, *warnings)
        page = QWidget()
        page.setProperty("surface", "raised")
        rows = QVBoxLayout(page)
        rows.setContentsMargins(0, 0, 8, 0)
        rows.setSpacing(8)
        for sentence in problems:
            rows.addLayout(self._row("octagon-alert", "danger", sentence))
        for sentence in warnings:
            rows.addLayout(self._row("triangle-alert", "text2", sentence))
        rows.addStretch(1)
        self._area.setWidget(page)
        self._area.setFixedHeight(max(1, min(HEIGHT, ROW * len(self._found))))
        self._area.setAccessibleDescription(" ".join(self._found))

    def _row(self, icon: str, color: str, sentence: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        mark = label()
        mark.setPixmap(self._theme.pixmap(icon, color=color, size=15, ratio=self.devicePixelRatioF()))
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(label(sentence, wrap=True), 1)
        return row
