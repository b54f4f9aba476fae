"""The findings of a draft, gravest first."""

from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.domain.draft import Finding
from app.judging.finding_order import in_order
from ui.judging.words import kind_of, spoken, where
from ui.theme import Theme
from ui.theme.marks import paint_ground, paint_severity

ROW_HEIGHT = 44
BLEED = 8
"""How far the ground of a row reaches beyond the text around the list."""
MARK, TEXT = 15, 30
"""From the left edge of a row to the middle of its mark, and to its text."""
NEWS_MS = 600
"""So long a finding that has come is marked."""


class FindingsList(QListWidget):
    """Up and Down move, Enter shows the lines, E edits, Del deletes, R leads to the rationale.

    Left and Right ask for another part of a long list.
    """

    opened = Signal(str)
    edit_requested = Signal(str)
    delete_requested = Signal(str)
    part_stepped = Signal(int)
    rationale_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._findings: tuple[Finding, ...] = ()
        self.setItemDelegate(_FindingDelegate(theme, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("keyContext", "list")
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Findings")
        self.itemClicked.connect(lambda item: self.opened.emit(item.data(Qt.ItemDataRole.UserRole).finding_id))
        self.itemActivated.connect(lambda item: self.opened.emit(item.data(Qt.ItemDataRole.UserRole).finding_id))
        self._news: str | None = None
        self._old_news = QTimer(self)
        self._old_news.setSingleShot(True)
        self._old_news.setInterval(NEWS_MS)
        self._old_news.timeout.connect(lambda: self._mark(None))
        theme.changed.connect(self.viewport().update)

    @property
    def news(self) -> str | None:
        """The finding that has just come, for a moment."""
        return self._news

    def show_news(self, finding_id: str) -> None:
        """Bring a finding that has just come into view, and mark it for a moment."""
        for row in range(self.count()):
            if self.item(row).data(Qt.ItemDataRole.UserRole).finding_id == finding_id:
                self.scrollToItem(self.item(row))
                self._mark(finding_id)

    def _mark(self, finding_id: str | None) -> None:
        self._news = finding_id
        if finding_id is not None:
            self._old_news.start()
        self.viewport().update()

    def show_findings(self, findings: Iterable[Finding]) -> None:
        findings = in_order(tuple(findings))
        if findings == self._findings:
            return
        chosen = self.currentRow()
        self._findings = findings
        self.clear()
        for finding in findings:
            item = QListWidgetItem(finding.title)
            item.setData(Qt.ItemDataRole.UserRole, finding)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken(finding))
            item.setSizeHint(QSize(100, ROW_HEIGHT))
            self.addItem(item)
        self.setAccessibleName(f"Findings, {len(findings)}")
        self.setCurrentRow(min(chosen, len(findings) - 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        finding = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        if finding is not None and event.key() == Qt.Key.Key_E:
            self.edit_requested.emit(finding.finding_id)
        elif finding is not None and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.delete_requested.emit(finding.finding_id)
        elif event.key() == Qt.Key.Key_R:
            self.rationale_wanted.emit()
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.part_stepped.emit(1 if event.key() == Qt.Key.Key_Right else -1)
        else:
            super().keyPressEvent(event)


class _FindingDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, findings: FindingsList) -> None:
        super().__init__(findings)
        self._theme = theme
        self._list = findings

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        finding: Finding = index.data(Qt.ItemDataRole.UserRole)
        theme = self._theme
        rect = QRectF(option.rect)
        state = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_chosen = bool(state & QStyle.StateFlag.State_Selected) or finding.finding_id == self._list.news
        if is_chosen or state & QStyle.StateFlag.State_MouseOver:
            paint_ground(painter, theme, rect, "selected" if is_chosen else "hover")
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 6, 6)
        paint_severity(painter, theme, QPointF(rect.left() + MARK, rect.top() + 15), finding.severity, finding.polarity)
        font = theme.ui_font(13, 500)
        painter.setFont(font)
        painter.setPen(theme.color("text"))
        room = int(rect.width()) - TEXT - 8
        title = QFontMetrics(font).elidedText(finding.title, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(rect.left() + TEXT, rect.top() + 6, room, 18), Qt.AlignmentFlag.AlignVCenter, title)
        reference = where(finding.slot, finding.evidence)
        mono = theme.code_font(11, bold=True)
        painter.setFont(mono)
        painter.setPen(theme.letter(finding.slot))
        second = QRectF(rect.left() + TEXT, rect.top() + 23, room, 16)
        painter.drawText(second, Qt.AlignmentFlag.AlignVCenter, reference)
        used = QFontMetrics(mono).horizontalAdvance(reference) + 8
        painter.setFont(theme.ui_font(12))
        painter.setPen(theme.color("text3"))
        painter.drawText(second.adjusted(used, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, kind_of(finding))
        painter.restore()
