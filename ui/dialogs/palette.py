"""The command palette: everything that can be done, and whatever can be gone to, found by its name."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui.dialogs.choices import Choice, Group
from ui.dialogs.overlay import Overlay
from ui.dialogs.rows import Rows
from ui.plain_text import label
from ui.theme import Theme
from ui.theme.marks import KeyCaps, caps, keycap_width, paint_ground, paint_keycap, paint_severity

WIDTH, TOP, INPUT, ROW, HEADING, FOOTER, MOST_HEIGHT = 620, 88, 48, 36, 28, 34, 372
ICON, BEFORE_TITLE, BETWEEN, AT_THE_END = 16, 36, 10, 10
HINT = "↑↓ choose   ↵ run   Esc close"
PREFIXES = "> actions   # tasks   : line   @ definition"
_CHOICE = Qt.ItemDataRole.UserRole


class CommandPalette(Overlay):
    """Type to find, Enter to run. What cannot run now is shown with the reason.

    What is typed is asked about with `sought`; what there is comes by `show_groups`, part of it perhaps later.
    """

    sought = Signal(str)
    chosen = Signal(object)  # Choice

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent, width=WIDTH, top=TOP)
        self.setAccessibleName("Command palette")
        self._groups: tuple[Group, ...] = ()
        self._glass = label()
        self._search = QLineEdit()
        self._search.setProperty("bare", "true")
        self._search.setPlaceholderText("Search or run a command")
        self._search.setAccessibleName("Search or run a command")
        self._list = Rows("Commands", self._search, most=MOST_HEIGHT)
        self._list.setItemDelegate(_ChoiceDelegate(theme, self))
        self._hint = label(HINT, role="caption")
        self._lay_out()
        self._search.textChanged.connect(self.sought)
        self._list.taken.connect(self._run)
        theme.changed.connect(self._refresh_icon)
        self._refresh_icon()

    def open_empty(self) -> None:
        """Open with nothing typed; what is offered then is asked for like anything else."""
        self._search.clear()
        self.sought.emit("")
        self.open_overlay(self._search)

    @property
    def wanted(self) -> str:
        """What is typed."""
        return self._search.text()

    def show_groups(self, groups: Sequence[Group], *, nothing: str = "Nothing of that name.") -> None:
        """Offer *groups*, the first row chosen; the chosen one stays chosen where only others are added behind it."""
        before, self._groups = self._groups, tuple(groups)
        row = self._list.currentRow() if before and self._groups[: len(before)] == before else None
        self._list.clear()
        for group in self._groups:
            self._list.addItem(_heading(group.heading))
            for choice in group.choices:
                self._list.addItem(_item(choice))
        self._list.setCurrentRow(1 if row is None else row)
        if row is None:
            self._list.scrollToTop()
        offered = sum(len(group.choices) for group in self._groups)
        self._list.setVisible(offered > 0)
        self._list.fit()
        self._list.setAccessibleDescription(f"{offered} results")
        self._hint.setText(HINT if offered else nothing)
        self._place()

    def _run(self, item: QListWidgetItem) -> None:
        choice: Choice | None = item.data(_CHOICE)
        if choice is None or choice.why_not is not None:
            return
        self.close_overlay()
        self.chosen.emit(choice)

    def _refresh_icon(self) -> None:
        self._glass.setPixmap(self._theme.pixmap("search", size=ICON, ratio=self.devicePixelRatioF()))

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(20, 0, 18, 0)
        top.setSpacing(8)
        top.addStrut(INPUT)
        top.addWidget(self._glass)
        top.addWidget(self._search, 1)
        top.addWidget(KeyCaps(self._theme, "Esc"))
        rows = QVBoxLayout()
        rows.setContentsMargins(8, 4, 8, 6)
        rows.addWidget(self._list)
        bottom = QHBoxLayout()
        bottom.setContentsMargins(20, 0, 18, 0)
        bottom.addStrut(FOOTER)
        bottom.addWidget(self._hint)
        bottom.addStretch(1)
        bottom.addWidget(label(PREFIXES, role="caption"))
        column = QVBoxLayout(self.card)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(_line())
        column.addLayout(rows)
        column.addWidget(_line())
        column.addLayout(bottom)


def _line() -> QFrame:
    made = QFrame()
    made.setProperty("divider", "across")
    return made


def _heading(text: str) -> QListWidgetItem:
    made = QListWidgetItem(text)
    made.setData(Qt.ItemDataRole.AccessibleTextRole, text)
    made.setFlags(Qt.ItemFlag.NoItemFlags)
    made.setSizeHint(QSize(100, HEADING))
    return made


def _item(choice: Choice) -> QListWidgetItem:
    made = QListWidgetItem(choice.title)
    made.setData(_CHOICE, choice)
    made.setData(Qt.ItemDataRole.AccessibleTextRole, choice.spoken)
    made.setSizeHint(QSize(100, ROW))
    return made


class _ChoiceDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        choice: Choice | None = index.data(_CHOICE)
        rect = QRectF(option.rect)
        painter.save()
        if choice is None:
            painter.setPen(self._theme.color("text2"))
            painter.setFont(self._theme.ui_font(12, 500))
            text = rect.adjusted(12, 6, 0, 0)
            painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, index.data(Qt.ItemDataRole.DisplayRole))
        else:
            if option.state & QStyle.StateFlag.State_Selected:
                paint_ground(painter, self._theme, rect.adjusted(0, 1, 0, -1))
            painter.setOpacity(0.55 if choice.why_not else 1)
            self._paint_choice(painter, rect, choice)
        painter.restore()

    def _paint_choice(self, painter: QPainter, rect: QRectF, choice: Choice) -> None:
        theme = self._theme
        self._paint_icon(painter, rect, choice)
        right = self._paint_keys(painter, rect, choice.keys)
        text = QRectF(
            rect.left() + BEFORE_TITLE, rect.top(), right - rect.left() - BEFORE_TITLE - BETWEEN, rect.height()
        )
        for words, font, colour in (
            (choice.title, theme.ui_font(13, 500), "text"),
            (choice.beside, theme.ui_font(12), "text3"),
        ):
            painter.setFont(font)
            painter.setPen(theme.color(colour))
            metrics = QFontMetrics(font)
            shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(0, int(text.width())))
            painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, shown)
            text.setLeft(text.left() + metrics.horizontalAdvance(shown) + BETWEEN)

    def _paint_icon(self, painter: QPainter, rect: QRectF, choice: Choice) -> None:
        center = QPointF(rect.left() + 20, rect.center().y())
        if choice.mark is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_severity(painter, self._theme, center, *choice.mark)
        elif choice.icon:
            drawn = self._theme.pixmap(choice.icon, size=ICON, ratio=painter.device().devicePixelRatioF())
            painter.drawPixmap(center - QPointF(ICON / 2, ICON / 2), drawn)

    def _paint_keys(self, painter: QPainter, rect: QRectF, keys: Sequence[str]) -> float:
        """Paint the first of *keys* at the right; returns where they begin."""
        right = rect.right() - AT_THE_END
        for key in reversed(caps(keys[0]) if keys else []):
            width = keycap_width(self._theme, key)
            paint_keycap(painter, self._theme, QRectF(right - width, rect.center().y() - 9, width, 18), key)
            right -= width + 4
        return right
