"""A checklist beside the scores: what to look at in code of this language, ticked or not. Nobody has to use it."""

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.domain.checklist import Checklist, ChecklistItem
from app.domain.draft import Draft
from app.judging.ticking import ticks
from ui.plain_text import button, label
from ui.theme import Theme
from ui.theme.marks import KeyCaps

ROW, BOX = 24, 14
NARROWEST_COLUMN = 190
EVERY_LANGUAGE = "Any language"


class ChecklistPage(QWidget):
    """The list with its count; *is_wide* where it has more width than height, and stands in columns."""

    ticked = Signal(str, bool)
    closed = Signal()

    def __init__(self, theme: Theme, *, is_wide: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._checklist = Checklist("", ())
        self._count = label(role="hint")
        self._list = _ChecklistList(theme, is_wide=is_wide)
        self._list.ticked.connect(self.ticked)
        self._list.closed.connect(self.closed)
        back = button("Rationale", kind="chip", name="Back to the rationale")
        back.clicked.connect(self.closed)
        head = QHBoxLayout()
        head.setContentsMargins(0, 3, 0, 3)
        head.setSpacing(8)
        head.addWidget(label("Checklist", role="section"))
        head.addWidget(self._count)
        head.addStretch(1)
        head.addWidget(back)
        head.addWidget(KeyCaps(theme, "O"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._list, 1)

    def show_checklist(self, checklist: Checklist) -> None:
        """What there is to look at; nothing is ticked until a draft says so."""
        self._checklist = checklist
        self._list.show_checklist(checklist)
        self.show_draft(Draft())

    def show_draft(self, draft: Draft) -> None:
        done, total = ticks(draft, self._checklist)
        self._count.setText(f"{done} of {total}")
        self._list.setAccessibleName(f"Checklist, {done} of {total}")
        self._list.show_ticks(dict(draft.checklist or ()))

    def focus_list(self) -> None:
        self._list.focus_first()


class _ChecklistList(QListWidget):
    """Arrows move, Space or Enter ticks, O closes."""

    ticked = Signal(str, bool)
    closed = Signal()

    def __init__(self, theme: Theme, *, is_wide: bool) -> None:
        super().__init__()
        self._is_wide = is_wide
        self.setItemDelegate(_ItemDelegate(theme, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("keyContext", "list")
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        if is_wide:
            self.setFlow(QListView.Flow.TopToBottom)
            self.setWrapping(True)
            self.setResizeMode(QListView.ResizeMode.Adjust)
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        else:
            self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemClicked.connect(self._toggle)
        theme.changed.connect(self.viewport().update)

    def show_checklist(self, checklist: Checklist) -> None:
        self.clear()
        shown = ""
        for one in checklist.items:
            part = EVERY_LANGUAGE if one.item_id.startswith("general.") else checklist.title
            if part != shown:
                shown = part
                heading = QListWidgetItem(part)
                heading.setFlags(Qt.ItemFlag.NoItemFlags)
                self.addItem(heading)
            item = QListWidgetItem(one.text)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            item.setData(Qt.ItemDataRole.UserRole, one)
            item.setCheckState(Qt.CheckState.Unchecked)
            self.addItem(item)
        self._fit()

    def show_ticks(self, state: dict[str, bool]) -> None:
        for row in range(self.count()):
            item = self.item(row)
            one = item.data(Qt.ItemDataRole.UserRole)
            if isinstance(one, ChecklistItem):
                item.setCheckState(Qt.CheckState.Checked if state.get(one.item_id, False) else Qt.CheckState.Unchecked)

    def focus_first(self) -> None:
        # The first row is a heading; taking the focus would put the cursor there.
        if self.currentRow() < 1 and self.count() > 1:
            self.setCurrentRow(1)
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Space | Qt.Key.Key_Return | Qt.Key.Key_Enter if self.currentItem() is not None:
                self._toggle(self.currentItem())
            case Qt.Key.Key_O if not event.modifiers():
                self.closed.emit()
            case Qt.Key.Key_Escape:
                event.ignore()
            case _:
                super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        width = self.viewport().width()
        if self._is_wide:
            width //= max(1, width // NARROWEST_COLUMN)
        for row in range(self.count()):
            self.item(row).setSizeHint(QSize(width, ROW))

    def _toggle(self, item: QListWidgetItem) -> None:
        one = item.data(Qt.ItemDataRole.UserRole)
        if isinstance(one, ChecklistItem):
            self.ticked.emit(one.item_id, item.checkState() is not Qt.CheckState.Checked)


class _ItemDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """The list says what was ticked, and shows it once the draft holds it."""
        return False

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme, rect, state = self._theme, QRectF(option.rect), option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index.data(Qt.ItemDataRole.UserRole) is None:
            painter.setFont(theme.ui_font(11, 600))
            painter.setPen(theme.color("text3"))
            painter.drawText(rect.adjusted(4, 0, 0, -3), Qt.AlignmentFlag.AlignBottom, index.data())
            painter.restore()
            return
        if state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            painter.setPen(Qt.PenStyle.NoPen)
            is_chosen = state & QStyle.StateFlag.State_Selected and state & QStyle.StateFlag.State_Active
            painter.setBrush(theme.color("selected" if is_chosen else "hover"))
            painter.drawRoundedRect(rect, 6, 6)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 6, 6)
        # Any check state comes back from a model as a plain number.
        is_ticked = index.data(Qt.ItemDataRole.CheckStateRole) in (Qt.CheckState.Checked, Qt.CheckState.Checked.value)
        box = QRectF(rect.left() + 6, rect.center().y() - BOX / 2, BOX, BOX)
        painter.setPen(QPen(theme.color("ink" if is_ticked else "strong"), 1.2))
        painter.setBrush(theme.color("ink" if is_ticked else "surface"))
        painter.drawRoundedRect(box, 3, 3)
        if is_ticked:
            mark = theme.pixmap("check", color="onink", size=12, ratio=painter.device().devicePixelRatio())
            painter.drawPixmap(int(box.left()) + 1, int(box.top()) + 1, mark)
        font = theme.ui_font(12)
        painter.setFont(font)
        painter.setPen(theme.color("text2" if is_ticked else "text"))
        text = rect.adjusted(BOX + 14, 0, -4, 0)
        shown = QFontMetrics(font).elidedText(index.data(), Qt.TextElideMode.ElideRight, int(text.width()))
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()
