"""The export sheet: which judgments, in which format, what exactly would stand in the file, and how many of what."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.domain.export import Excerpt
from ui.dialogs.excerpt_pane import ExcerptPane
from ui.dialogs.sheet import Sheet
from ui.plain_text import button, label, set_tooltip
from ui.theme import Theme
from ui.theme.marks import TickBox

WIDTH, TOP, ROW, PREVIEW = 720, 72, 28, 170
NAMES = 132
SCOPES = {"all": "Everything", "task_set": "This task set", "since_last": "Since last export"}


@dataclass(frozen=True, slots=True)
class FormatRow:
    """A format as it is offered: what it is called, what it is for, and of which scopes it can be."""

    id: str
    name: str
    purpose: str
    scopes: tuple[str, ...]


class ExportSheet(Sheet):
    """Every choice is told; what it would give is shown when it is known."""

    chosen = Signal(str, str)  # the format and the scope
    export_pressed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent, "Export", width=WIDTH, top=TOP)
        self._formats: tuple[FormatRow, ...] = ()
        self._can: frozenset[str] = frozenset(SCOPES)
        self._scope = "all"
        self._may_export = False
        self._scopes = {scope: self._scope_button(scope) for scope in SCOPES}
        scopes = QHBoxLayout()
        scopes.setSpacing(4)
        scopes.addWidget(label("Which", role="section"))
        scopes.addSpacing(6)
        for one in self._scopes.values():
            scopes.addWidget(one)
        scopes.addStretch(1)
        self._list = QListWidget()
        self._list.setAccessibleName("Format")
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setItemDelegate(_FormatDelegate(theme, self))
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.currentRowChanged.connect(self._choose_format)
        self.preview = ExcerptPane(theme)
        self.preview.setFixedHeight(PREVIEW)
        self.preview.filled.connect(self._note_filled)
        self._caption = label("", role="caption")
        self.seen = TickBox(theme, "I have seen what will leave this computer")
        self.seen.toggled.connect(self._note_seen)
        self._export = button("Export…", kind="primary")
        self._export.clicked.connect(self._press_export)
        self.add_button(self._export)
        self.body.addLayout(scopes)
        self.body.addWidget(self._list)
        self.body.addWidget(self._caption)
        self.body.addWidget(self.preview)
        self.body.addWidget(self.seen)
        self._must_be_seen = False
        self._is_filled = True
        self._is_known = False
        self._survey_said, self._is_survey_wrong = "", False
        self._refresh()

    @property
    def format(self) -> str:
        """The format that is chosen."""
        return self._formats[max(0, self._list.currentRow())].id

    @property
    def scope(self) -> str:
        return self._scope

    @property
    def is_settled(self) -> bool:
        """Whether what the choice gives is known, and all of it is shown."""
        return self._is_known and self._is_filled

    def open_with(self, formats: Sequence[FormatRow], *, has_task_set: bool) -> None:
        """Offer *formats*, the first one chosen; only an open task set can be exported alone."""
        self._can = frozenset(SCOPES) if has_task_set else frozenset(SCOPES) - {"task_set"}
        self._scope = "all"
        self._list.blockSignals(True)
        if self._formats != tuple(formats):
            self._formats = tuple(formats)
            self._list.clear()
            for row in self._formats:
                item = QListWidgetItem(row.name)
                item.setData(Qt.ItemDataRole.UserRole, row)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{row.name}: {row.purpose}")
                item.setSizeHint(QSize(WIDTH - 40, ROW))
                self._list.addItem(item)
        self._list.setFixedHeight(len(self._formats) * ROW)
        self._list.setCurrentRow(0)
        self._list.blockSignals(False)
        self.seen.setChecked(False)
        self.show_busy(is_busy=False)
        self._tell()
        self.open_overlay(self._list)

    def show_survey(
        self,
        excerpts: Sequence[Excerpt],
        *,
        caption: str,
        status: str,
        may_export: bool,
        is_wrong: bool = False,
        must_be_seen: bool = False,
        instead: str = "",
    ) -> None:
        """Show what the choice would give: its bytes, or the sentence *instead*, and how many of what."""
        self._may_export, self._must_be_seen, self._is_filled = may_export, must_be_seen and may_export, False
        self._is_known = True
        self.seen.setVisible(self._must_be_seen)
        self._caption.setText(caption)
        self._survey_said, self._is_survey_wrong = status, is_wrong
        self.say(status, is_wrong=is_wrong)
        self.preview.show_excerpts(excerpts, instead=instead)
        self._refresh()

    def show_busy(self, *, is_busy: bool, may_cancel: bool = True) -> None:
        super().show_busy(is_busy=is_busy, may_cancel=may_cancel)
        self._refresh()

    def _choose_format(self, _: int) -> None:
        if self._scope not in self._formats[max(0, self._list.currentRow())].scopes:
            self._scope = "all"
        self._tell()

    def _choose_scope(self, scope: str) -> None:
        self._scope = scope
        self._tell()

    def _tell(self) -> None:
        """A choice was made: until it is known what it gives, nothing can be exported."""
        self._may_export = self._is_known = False
        self.preview.show_excerpts((), instead="…")
        self.say("Looking through the judgments …")
        self._refresh()
        self.chosen.emit(self.format, self._scope)

    def _note_filled(self) -> None:
        self._is_filled = True
        self._refresh()

    def _note_seen(self) -> None:
        self.say(self._survey_said, is_wrong=self._is_survey_wrong)

    def _press_export(self) -> None:
        """What leaves for the first time has to be seen before."""
        if not self._must_be_seen or self.seen.isChecked():
            self.export_pressed.emit()
        elif self._is_filled:
            self.say("Look through what will leave, then tick that you have seen it.", is_wrong=True)
            self.seen.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.say("What will leave is still being shown; it has to be seen before.", is_wrong=True)

    def _refresh(self) -> None:
        row = self._formats[max(0, self._list.currentRow())] if self._formats else None
        for scope, one in self._scopes.items():
            one.setChecked(scope == self._scope)
            is_possible = row is not None and scope in row.scopes and scope in self._can
            one.setEnabled(is_possible and not self.is_busy)
            set_tooltip(one, "" if is_possible else _why_not(scope, has_task_set="task_set" in self._can))
        self._list.setEnabled(not self.is_busy)
        self.seen.setEnabled(self._is_filled and not self.is_busy)
        self._export.setEnabled(self._may_export and not self.is_busy)

    def _scope_button(self, scope: str) -> QPushButton:
        made = button(SCOPES[scope], kind="segment", name=f"Export {SCOPES[scope].lower()}")
        made.setCheckable(True)
        made.clicked.connect(lambda: self._choose_scope(scope))
        return made


def _why_not(scope: str, *, has_task_set: bool) -> str:
    if scope == "since_last":
        return "Only packages know what left before."
    if scope == "task_set" and not has_task_set:
        return "No task set is open."
    return "A package carries the whole log; take JSON Lines for one task set."


class _FormatDelegate(QStyledItemDelegate):
    """A row: the name, and beside it what the format is for."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row: FormatRow = index.data(Qt.ItemDataRole.UserRole)
        theme, rect = self._theme, QRectF(option.rect)
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("selected"))
            painter.drawRoundedRect(rect.adjusted(0, 1, 0, -1), 6, 6)
        if is_chosen and option.state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(theme.color("focus"))
            painter.drawRoundedRect(rect.adjusted(0.5, 1.5, -0.5, -1.5), 6, 6)
        painter.setPen(theme.color("text"))
        painter.setFont(theme.ui_font(13, 600 if is_chosen else 500))
        painter.drawText(rect.adjusted(10, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, row.name)
        painter.setPen(theme.color("text2"))
        painter.setFont(theme.ui_font(12))
        painter.drawText(rect.adjusted(10 + NAMES, 0, -8, 0), Qt.AlignmentFlag.AlignVCenter, row.purpose)
        painter.restore()
