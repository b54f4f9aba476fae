"""The findings of a draft as the panel has them: the list and, once it is long, the chips that show a part of it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.draft import Draft, Finding
from ui.judging.findings_filter import FindingsFilter, belongs
from ui.judging.findings_list import ROW_HEIGHT, FindingsList
from ui.theme import Theme


class FindingsSection(QWidget):
    """Passes on what is asked for in the list; Left and Right there choose another part."""

    opened = Signal(str)
    edit_requested = Signal(str)
    delete_requested = Signal(str)
    part_chosen = Signal()
    rationale_wanted = Signal()
    emptied = Signal()  # the list had the focus, and has nothing to show any more

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._findings: tuple[Finding, ...] = ()
        self._is_another_task = True
        self._filter = FindingsFilter()
        self._list = FindingsList(theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._filter)
        column.addWidget(self._list, 1)
        self._list.opened.connect(self.opened)
        self._list.edit_requested.connect(self.edit_requested)
        self._list.delete_requested.connect(self.delete_requested)
        self._list.rationale_wanted.connect(self.rationale_wanted)
        self._list.part_stepped.connect(self._filter.step)
        self._filter.chosen.connect(self._show_part)
        self._filter.chosen.connect(self.part_chosen)

    @property
    def count(self) -> int:
        """How many findings the list shows."""
        return self._list.count()

    @property
    def around(self) -> int:
        """How high everything but the rows is."""
        return 0 if self._filter.isHidden() else self._filter.sizeHint().height()

    def show_all(self) -> None:
        """Another task: nothing of it is left out."""
        self._filter.show_all()
        self._is_another_task = True

    def show_draft(self, draft: Draft) -> None:
        """Show the findings of *draft*; one that has come to those of the same task is marked for a moment."""
        before, self._findings = {one.finding_id for one in self._findings}, draft.findings
        news = [one.finding_id for one in draft.findings if one.finding_id not in before]
        is_known, self._is_another_task = not self._is_another_task, False
        self._filter.show_findings(draft.findings)
        self._show_part()
        if is_known and len(news) == 1:
            self._list.show_news(news[0])

    def show_rows(self, rows: int) -> None:
        """Be as high as so many rows; without any there is nothing to see."""
        if not rows and self._list.hasFocus():
            self.emptied.emit()
        self._list.setFixedHeight(rows * ROW_HEIGHT)
        self.setVisible(rows > 0)

    def focus_list(self) -> None:
        self._list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if self._list.currentRow() < 0:
            self._list.setCurrentRow(0)

    def _show_part(self) -> None:
        self._list.show_findings(one for one in self._findings if belongs(one, self._filter.part))
