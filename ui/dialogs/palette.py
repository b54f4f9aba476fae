"""The command palette: everything that can be done, found by its name."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui.dialogs.choices import Choice, matches
from ui.dialogs.overlay import Overlay
from ui.plain_text import label
from ui.theme import Theme
from ui.theme.marks import caps, paint_ground, paint_keycap

WIDTH, TOP, ROW, MOST_ROWS = 620, 88, 36, 10
HINT = "↑↓ choose   ↵ run   Esc close"


class CommandPalette(Overlay):
    """Type to find, Enter to run. What cannot run now is shown with the reason."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent, width=WIDTH, top=TOP)
        self.setAccessibleName("Command palette")
        self._choices: tuple[Choice, ...] = ()
        self._recent: list[str] = []
        self._search = QLineEdit()
        self._search.setPlaceholderText("Search or run a command")
        self._search.setAccessibleName("Search or run a command")
        self._list = QListWidget()
        self._list.setAccessibleName("Commands")
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setItemDelegate(_ChoiceDelegate(theme, self))
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self.card)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        column.addWidget(self._search)
        column.addWidget(self._list)
        self._hint = label(HINT, role="caption")
        column.addWidget(self._hint)
        self._search.textChanged.connect(self._refresh)
        self._search.installEventFilter(self)
        self._list.itemClicked.connect(lambda item: self._run(item.data(Qt.ItemDataRole.UserRole)))

    def open_with(self, choices: tuple[Choice, ...]) -> None:
        self._choices = choices
        self._search.clear()
        self._refresh()
        self.open_overlay(self._search)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._search and event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            match event.key():
                case Qt.Key.Key_Down | Qt.Key.Key_Up:
                    step = 1 if event.key() == Qt.Key.Key_Down else -1
                    self._list.setCurrentRow((self._list.currentRow() + step) % max(1, self._list.count()))
                    return True
                case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                    if (item := self._list.currentItem()) is not None:
                        self._run(item.data(Qt.ItemDataRole.UserRole))
                    return True
        return super().eventFilter(watched, event)

    def _refresh(self) -> None:
        wanted = self._search.text()
        found = [choice for choice in self._choices if matches(choice, wanted)]
        if not wanted:
            found.sort(key=lambda one: self._recent.index(one.id) if one.id in self._recent else len(self._recent))
        self._list.clear()
        for choice in found:
            item = QListWidgetItem(choice.title)
            item.setData(Qt.ItemDataRole.UserRole, choice)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, choice.spoken)
            item.setSizeHint(QSize(100, ROW))
            self._list.addItem(item)
        self._list.setCurrentRow(0)
        self._list.setVisible(bool(found))
        self._list.setFixedHeight(min(len(found), MOST_ROWS) * ROW + 4)
        self._hint.setText(HINT if found else "No command of that name.")
        self._list.setAccessibleDescription(f"{len(found)} results")
        self._place()

    def _run(self, choice: Choice) -> None:
        if choice.why_not is not None:
            return
        self._recent = [choice.id, *(one for one in self._recent if one != choice.id)][:6]
        self.close_overlay()
        self.chosen.emit(choice.id)


class _ChoiceDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        choice: Choice = index.data(Qt.ItemDataRole.UserRole)
        theme, rect = self._theme, QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            paint_ground(painter, theme, rect.adjusted(0, 1, 0, -1))
        painter.setOpacity(0.55 if choice.why_not else 1)
        painter.setPen(theme.color("text"))
        painter.setFont(theme.ui_font(13, 500))
        painter.drawText(rect.adjusted(12, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, choice.title)
        used = QFontMetrics(theme.ui_font(13, 500)).horizontalAdvance(choice.title) + 24
        painter.setPen(theme.color("text3"))
        painter.setFont(theme.ui_font(12))
        painter.drawText(rect.adjusted(used, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, choice.beside)
        right = rect.right() - 10
        metrics = QFontMetrics(theme.ui_font(11, 500))
        for key in reversed(caps(choice.keys[0]) if choice.keys else []):
            width = max(18, metrics.horizontalAdvance(key) + 10)
            paint_keycap(painter, theme, QRectF(right - width, rect.center().y() - 9, width, 18), key)
            right -= width + 4
        painter.restore()
