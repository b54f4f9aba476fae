"""Choosing one of many by typing: weaknesses, levels of subtlety, templates. Esc leaves everything as it was."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QLineEdit,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui.dialogs.overlay import Overlay
from ui.dialogs.rows import Rows
from ui.plain_text import label
from ui.theme import Theme
from ui.theme.marks import paint_ground

WIDTH, TOP, ROW, MOST_ROWS, MARGIN = 620, 120, 40, 8, 12


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing to choose: its *id* for the program, its name, what is said of it, whether it is chosen already."""

    id: str
    name: str
    note: str = ""
    is_chosen: bool = False


class Chooser(Overlay):
    """Asks one question at a time; the answer goes to whoever asked."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent, width=WIDTH, top=TOP)
        self._find: Callable[[str], Sequence[Offer]] = lambda _: ()
        self._answer: Callable[[str], None] = lambda _: None
        self._nothing = ""
        self._is_of_task = True
        self._title = label(role="heading")
        self._search = QLineEdit()
        self._search.setAccessibleName("Choose")
        self._list = Rows("Choices", self._search, most=MOST_ROWS * ROW)
        self._list.setItemDelegate(_OfferDelegate(theme, self))
        self._hint = label("↑↓ choose   ↵ take   Esc close", role="caption")
        column = QVBoxLayout(self.card)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.setSpacing(6)
        for widget in (self._title, self._search, self._list, self._hint):
            column.addWidget(widget)
        self._search.textChanged.connect(self._refresh)
        self._list.taken.connect(self._take)

    def ask(
        self,
        title: str,
        find: Callable[[str], Sequence[Offer]],
        answer: Callable[[str], None],
        *,
        nothing: str = "Nothing of that name.",
        is_of_task: bool = True,
    ) -> None:
        """Offer what *find* gives for the typed text; the id of the one that is taken goes to *answer*.

        A question that *is_of_task* is void when another task comes.
        """
        self._is_of_task = is_of_task
        self._find, self._answer, self._nothing = find, answer, nothing
        self._title.setText(title)
        self.setAccessibleName(title)
        self._search.setAccessibleName(title)
        self._list.setAccessibleName(title)
        self._search.clear()
        self._refresh()
        self.open_overlay(self._search)

    def leave_task(self) -> None:
        """Another task comes: a question about the one before is asked no more."""
        if self._is_of_task:
            self.close_overlay()

    def _refresh(self) -> None:
        offers = self._find(self._search.text())
        self._list.clear()
        for offer in offers:
            item = QListWidgetItem(offer.name)
            item.setData(Qt.ItemDataRole.UserRole, offer)
            item.setData(
                Qt.ItemDataRole.AccessibleTextRole, f"{offer.name}, {offer.note}" if offer.note else offer.name
            )
            item.setSizeHint(QSize(WIDTH - 2 * MARGIN, ROW))
            self._list.addItem(item)
        self._list.setCurrentRow(0)
        self._list.fit()
        self._list.setAccessibleDescription(f"{len(offers)} results")
        self._hint.setText("↑↓ choose   ↵ take   Esc close" if offers else self._nothing)
        self._place()

    def _take(self, item: QListWidgetItem) -> None:
        offer: Offer = item.data(Qt.ItemDataRole.UserRole)
        answer = self._answer
        self.close_overlay()
        answer(offer.id)


class _OfferDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        offer: Offer = index.data(Qt.ItemDataRole.UserRole)
        theme, rect = self._theme, QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            paint_ground(painter, theme, rect.adjusted(0, 1, 0, -1))
        text = rect.adjusted(12, 4, -34, -4)
        name, note = theme.ui_font(13, 500), theme.ui_font(11)
        painter.setPen(theme.color("text"))
        painter.setFont(name)
        elided = QFontMetrics(name).elidedText(offer.name, Qt.TextElideMode.ElideRight, int(text.width()))
        top = Qt.AlignmentFlag.AlignTop if offer.note else Qt.AlignmentFlag.AlignVCenter
        painter.drawText(text, top, elided)
        painter.setPen(theme.color("text3"))
        painter.setFont(note)
        elided = QFontMetrics(note).elidedText(offer.note, Qt.TextElideMode.ElideRight, int(text.width()))
        painter.drawText(text, Qt.AlignmentFlag.AlignBottom, elided)
        if offer.is_chosen:
            mark = theme.pixmap("check", color="text", size=16, ratio=painter.device().devicePixelRatio())
            painter.drawPixmap(int(rect.right()) - 26, int(rect.center().y()) - 8, mark)
        painter.restore()
