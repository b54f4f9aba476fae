"""What happened to a task: its events in a list, and what each one said, before and after, as text that can be read aloud."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPen, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.judging.revisions import Change
from app.judging.word_changes import Piece, word_changes
from ui.dialogs.overlay import Overlay
from ui.plain_text import TextField, button, elided_label, label, relabel
from ui.theme import Theme

WIDTH, TOP, HEIGHT, LIST_WIDTH, ROW = 900, 72, 520, 220, 44
NOTHING = "Nothing was handed in or skipped yet."


@dataclass(frozen=True, slots=True)
class Row:
    """One event: what it is, when it was, and what it changed; *otherwise* stands where it changed nothing."""

    title: str
    at: str
    note: str
    changes: tuple[Change, ...]
    otherwise: str = ""


class HistoryView(Overlay):
    """Up and Down choose an event, Tab goes into its text, E takes the judgment up again, Esc closes."""

    reopen_pressed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent, width=WIDTH, top=TOP)
        self._rows: tuple[Row, ...] = ()
        self._title = elided_label(role="heading")
        self._list = QListWidget()
        self._list.setAccessibleName("Events")
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setFixedWidth(LIST_WIDTH)
        self._list.setItemDelegate(_EventDelegate(theme, self))
        self._text = _Telling()
        self._text.setReadOnly(True)
        self._text.setTabChangesFocus(True)
        self._text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self._text.setAccessibleName("What it said")
        self._text.document().setDocumentMargin(10)
        self._hint = label(role="caption")
        self._reopen = button("Reopen the judgment", kind="plain")
        for one in (self._list, self._text):
            one.installEventFilter(self)
        self._list.currentRowChanged.connect(self._show_row)
        self._reopen.clicked.connect(self._take_up)
        self._lay_out()

    @property
    def text(self) -> str:
        """What is told of the chosen event."""
        return self._text.toPlainText()

    @property
    def titles(self) -> tuple[str, ...]:
        return tuple(row.title for row in self._rows)

    def open_with(self, task_id: str, rows: tuple[Row, ...], *, offer: str) -> None:
        """Show *rows*, the last one chosen. *offer* says what E does, and is empty where nothing can be taken up."""
        self._rows = rows
        self._title.setText(f"History of {task_id}")
        self.setAccessibleName(self._title.text())
        self._list.clear()
        for row in rows:
            item = QListWidgetItem(row.title)
            item.setData(Qt.ItemDataRole.UserRole, row)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{row.title}, {row.at}")
            item.setSizeHint(QSize(LIST_WIDTH - 12, ROW))
            self._list.addItem(item)
        self._reopen.setVisible(bool(offer))
        relabel(self._reopen, f"{offer}   E", name=offer)
        self._hint.setText("↑↓ choose   Tab text   E edit   Esc close" if offer else "↑↓ choose   Tab text   Esc close")
        self._list.setCurrentRow(len(rows) - 1)
        if not rows:
            self._text.setPlainText(NOTHING)
        self.open_overlay(self._list if rows else self._text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_ours = watched in (self._list, self._text)
        if is_ours and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            match event.key():
                case Qt.Key.Key_E if not event.modifiers() and self._reopen.isVisible():
                    self._take_up()
                    return True
                case Qt.Key.Key_Escape:
                    self.close_overlay()
                    return True
        return super().eventFilter(watched, event)

    def _take_up(self) -> None:
        self.close_overlay()
        self.reopen_pressed.emit()

    def _show_row(self, place: int) -> None:
        self._text.clear()
        if not 0 <= place < len(self._rows):
            return
        row = self._rows[place]
        self._write(f"{row.title}, {row.at}\n", self._heading())
        if row.note:
            self._write(f"Note: {row.note}\n")
        for change in row.changes:
            self._write_change(change)
        if not row.changes and row.otherwise:
            self._write(f"\n{row.otherwise}\n", self._quiet())
        cursor = self._text.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.Start)
        self._text.setTextCursor(cursor)

    def _write_change(self, change: Change) -> None:
        self._write(f"\n{change.what}\n", self._strong())
        before, after = change.before, change.after
        if before is None or after is None:
            if before is not None:
                self._write("taken out: ", self._quiet())
            self._write(f"{before if after is None else after}\n")
            return
        first, second = word_changes(before, after)
        for word, pieces, marked in (("before", first, self._gone()), ("after", second, self._new())):
            self._write(f"{word}: ", self._quiet())
            self._write_pieces(pieces, marked)

    def _write_pieces(self, pieces: tuple[Piece, ...], marked: QTextCharFormat) -> None:
        for piece in pieces:
            # White space around a run is nobody's change; marks on it would look like words.
            words = piece.text.strip()
            before, _, after = piece.text.partition(words)
            self._write(before)
            self._write(words, marked if piece.is_changed else None)
            self._write(after)
        self._write("\n")

    def _write(self, text: str, style: QTextCharFormat | None = None) -> None:
        cursor = QTextCursor(self._text.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText(text, style or self._plain())

    # Marks are shapes first: struck out, underlined. Colours belong to the candidates.

    def _plain(self) -> QTextCharFormat:
        style = QTextCharFormat()
        style.setForeground(self._theme.color("text"))
        return style

    def _heading(self) -> QTextCharFormat:
        style = self._plain()
        style.setFont(self._theme.ui_font(15, 600))
        return style

    def _strong(self) -> QTextCharFormat:
        style = self._plain()
        style.setFontWeight(QFont.Weight.DemiBold)
        return style

    def _quiet(self) -> QTextCharFormat:
        style = self._plain()
        style.setForeground(self._theme.color("text3"))
        return style

    def _gone(self) -> QTextCharFormat:
        style = self._plain()
        style.setFontStrikeOut(True)
        style.setForeground(self._theme.color("text2"))
        return style

    def _new(self) -> QTextCharFormat:
        style = self._plain()
        style.setFontUnderline(True)
        style.setBackground(self._theme.color("selected"))
        return style

    def _lay_out(self) -> None:
        middle = QHBoxLayout()
        middle.setSpacing(12)
        middle.addWidget(self._list)
        middle.addWidget(self._text, 1)
        foot = QHBoxLayout()
        foot.addWidget(self._hint)
        foot.addStretch(1)
        foot.addWidget(self._reopen)
        column = QVBoxLayout(self.card)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(10)
        column.addWidget(self._title)
        column.addLayout(middle, 1)
        column.addLayout(foot)


class _Telling(TextField):
    """As high as is wanted where there is room; a low window makes it lower, and it scrolls."""

    def sizeHint(self) -> QSize:
        return QSize(WIDTH - LIST_WIDTH, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 120)


class _EventDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row: Row = index.data(Qt.ItemDataRole.UserRole)
        theme, rect = self._theme, QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("selected"))
            painter.drawRoundedRect(rect.adjusted(0, 1, 0, -1), 6, 6)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.drawRoundedRect(rect.adjusted(1, 2, -1, -2), 6, 6)
        name, text = theme.ui_font(13, 500), rect.adjusted(10, 5, -8, -5)
        for font, color, place, said in (
            (name, "text", Qt.AlignmentFlag.AlignTop, row.title),
            (theme.ui_font(11), "text3", Qt.AlignmentFlag.AlignBottom, row.at),
        ):
            painter.setFont(font)
            painter.setPen(theme.color(color))
            shown = QFontMetrics(font).elidedText(said, Qt.TextElideMode.ElideRight, int(text.width()))
            painter.drawText(text, place, shown)
        painter.restore()
