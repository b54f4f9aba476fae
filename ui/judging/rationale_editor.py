"""The rationale: plain text in which references to lines are chips, bound to a candidate and not to a letter."""

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QPointF, Qt, Signal
from PySide6.QtGui import (
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from app.domain.names import Slot
from app.domain.references import Reference, compose, parse
from app.domain.sitting import Exhibit
from app.judging.bare_letters import prose
from app.judging.citing import citation_in_words
from app.judging.spelled_references import SpelledReference, spelled_references
from app.judging.templates import next_gap
from ui.judging.chips import CHIP_CHARACTER, CHIP_TYPE, Chips, chip_format, pieces, reference_of, shown
from ui.judging.inline_marks import InlineMarks
from ui.plain_text import set_tooltip
from ui.theme import Theme

LONG_PASTE = 200


class RationaleEditor(QTextEdit):
    """Reports the stored text after each change; shows what it is given without moving the cursor."""

    edited = Signal(str, int)  # the stored text, characters pasted so far
    reference_followed = Signal(object)  # Reference
    focus_changed = Signal(bool)
    pasted_much = Signal()  # said once for each text

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._exhibits: tuple[Exhibit, ...] = ()
        self._pasted = 0
        self._has_said_pasted = False
        self._is_showing = False
        self._stored = ""
        self._hint = ""
        self._copied = ("", "")  # what was copied here last, as it reads and as it is stored
        self._chips = Chips(theme, self)
        self._marks = InlineMarks(theme, self.document())
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setAccessibleName("Rationale")
        self.document().setDocumentMargin(8)
        self.document().documentLayout().registerHandler(CHIP_TYPE, self._chips)
        self.setCursorWidth(2)
        self.viewport().setMouseTracking(True)
        self.textCursor().setBlockFormat(_line_height())
        self.document().clearUndoRedoStacks()
        self.textChanged.connect(self._on_text)
        theme.changed.connect(self.viewport().update)

    def show_exhibits(self, exhibits: tuple[Exhibit, ...]) -> None:
        """The candidates that can be cited in a text that begins now."""
        self._exhibits = exhibits
        self._chips.show_exhibits(exhibits)
        self._has_said_pasted = False
        # References of another task are about its candidates.
        self._copied = ("", "")

    def show_text(self, stored: str, pasted: int) -> None:
        """Show the stored text. What already stands there is left alone, cursor and all."""
        self._pasted = pasted
        if stored == self._stored:
            return
        self._is_showing = True
        self._stored = stored
        self.clear()
        cursor = self.textCursor()
        cursor.setBlockFormat(_line_height())
        self._insert_stored(cursor, stored)
        self.document().clearUndoRedoStacks()
        self._is_showing = False

    def insert_reference(self, reference: Reference) -> None:
        """Put a chip at the text cursor, with a blank on either side where text stands; what is selected stays."""
        cursor = self.textCursor()
        cursor.setPosition(cursor.selectionEnd())
        cursor.beginEditBlock()
        before = _character_before(cursor)
        if before and not before.isspace():
            cursor.insertText(" ", QTextCharFormat())
        self._insert_chip(cursor, reference)
        cursor.insertText(" ", QTextCharFormat())
        cursor.endEditBlock()
        self.setTextCursor(cursor)

    def insert_template(self, stored: str) -> None:
        """Put a text with gaps in square brackets at the text cursor and select its first gap; Tab goes to the next."""
        cursor = self.textCursor()
        start = cursor.selectionStart()
        cursor.beginEditBlock()
        before = _character_before(cursor)
        if before and not before.isspace():
            cursor.insertText(" ", QTextCharFormat())
        self._insert_stored(cursor, stored)
        cursor.endEditBlock()
        self._select_gap(start)

    def follow_reference(self) -> bool:
        """Go to the lines of the chip at the text cursor; False where there is none."""
        position = self.textCursor().position()
        for place in (position, position + 1):
            if (reference := self._reference_at(place)) is not None:
                self.reference_followed.emit(reference)
                return True
        return False

    def begin_sentence(self, words: str) -> None:
        """Put *words* on a line of their own at the end, with the cursor behind them."""
        cursor = self.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.beginEditBlock()
        if cursor.positionInBlock():
            cursor.insertBlock()
        cursor.insertText(words, QTextCharFormat())
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_hint(self, hint: str) -> None:
        """What to write, while nothing is written."""
        self._hint = hint
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._hint and self.document().isEmpty():
            painter = QPainter(self.viewport())
            painter.setPen(self._theme.color("text3"))
            margin = round(self.document().documentMargin())
            area = self.viewport().rect().adjusted(margin, margin, -margin, -margin)
            painter.drawText(area, Qt.TextFlag.TextWordWrap, self._hint)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste as plain text, which is counted, and said to be noted where it is long.

        What was copied here comes back as it was, and is nobody else's.
        """
        text = source.text().replace("\0", "").replace(CHIP_CHARACTER, "")
        cursor = self.textCursor()
        start = cursor.selectionStart()
        # Otherwise undo takes back what was typed before as well.
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        if text and text == self._copied[0]:
            self._insert_stored(cursor, self._copied[1])
        else:
            self._pasted += len(text)
            if len(text) > LONG_PASTE and not self._has_said_pasted:
                self._has_said_pasted = True
                self.pasted_much.emit()
            cursor.insertText(text.encode("utf-8", "ignore").decode(), QTextCharFormat())
            self._cite_between(start, cursor.position())
        cursor.endEditBlock()
        self.setTextCursor(cursor)

    def createMimeDataFromSelection(self) -> QMimeData:
        """Nothing but text leaves; what it is stored as is remembered here for when it comes back."""
        data = QMimeData()
        selected = QTextDocument()
        QTextCursor(selected).insertFragment(self.textCursor().selection())
        copied = tuple(pieces(selected))
        text = "".join(shown(piece) for piece in copied)
        self._copied = (text, compose(copied))
        data.setText(text)
        return data

    def focusNextPrevChild(self, following: bool) -> bool:
        """Tab goes to the next gap of a template while there is one, and from there on out of the text."""
        cursor = self.textCursor()
        if following and not self.isReadOnly() and self._select_gap(cursor.selectionEnd()):
            return True
        return super().focusNextPrevChild(following)

    def _select_gap(self, position: int) -> bool:
        gap = next_gap(self.document().toRawText(), position)
        if gap is None or gap.start < position:
            return False  # the last one is behind the cursor: Tab leaves the text
        cursor = self.textCursor()
        cursor.setPosition(gap.start)
        cursor.setPosition(gap.end, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        # What is undone with Ctrl+Z has a text too, though none that is typed.
        if event.text() and (event.text().isprintable() or event.text() in "\r\n") and not self.isReadOnly():
            self._cite_before_cursor()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        super().inputMethodEvent(event)
        if event.commitString() and not self.isReadOnly():
            self._cite_before_cursor()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        is_left = event.button() is Qt.MouseButton.LeftButton
        if is_left and (reference := self._chip_at(event.position())) is not None:
            self.reference_followed.emit(reference)
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Over a chip the pointer is a hand, and the tooltip says what is cited."""
        super().mouseMoveEvent(event)
        reference = self._chip_at(event.position())
        shape = Qt.CursorShape.IBeamCursor if reference is None else Qt.CursorShape.PointingHandCursor
        self.viewport().setCursor(shape)
        set_tooltip(self.viewport(), "" if reference is None else citation_in_words(reference, self._exhibits))

    def focusInEvent(self, event: object) -> None:
        super().focusInEvent(event)  # type: ignore[arg-type]  # Qt hands over a QFocusEvent
        self.focus_changed.emit(True)

    def focusOutEvent(self, event: object) -> None:
        super().focusOutEvent(event)  # type: ignore[arg-type]
        if not self.isReadOnly():
            self._cite_between(0, self.document().characterCount())
        self.focus_changed.emit(False)

    def _on_text(self) -> None:
        if self._is_showing:
            return
        stored = compose(pieces(self.document()))
        if stored != self._stored:
            self._stored = stored
            self.edited.emit(stored, self._pasted)

    def _cite_before_cursor(self) -> None:
        """Turn `A:33-43`, `@A` or `candidate A` into a chip once the character behind it is typed."""
        cursor = self.textCursor()
        end = cursor.position() - 1
        behind = self.document().characterAt(end)
        if end < 0 or behind.isalnum() or behind in "_-–#":
            return
        block = self.document().findBlock(end)
        line = block.text()[: end - block.position()]
        *_, last = (None, *spelled_references(line, self._slots))
        # “@A:” may go on with lines; where it does not, the colon is one.
        is_at_end = last is not None and last.end in (len(line), len(line.removesuffix(":")))
        if last is not None and is_at_end and (behind != ":" or last.reference.first is not None):
            self._cite([last], offset=block.position())

    def _cite_between(self, start: int, end: int) -> None:
        """Turn what is spelled out there into chips, but for what stands in code."""
        found = spelled_references(prose(self.document().toRawText()), self._slots)
        self._cite([one for one in found if start <= one.start and one.end <= end])

    def _cite(self, spelled: Sequence[SpelledReference], *, offset: int = 0) -> None:
        if not spelled:
            return
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        for one in reversed(spelled):
            cursor.setPosition(offset + one.start)
            cursor.setPosition(offset + one.end, QTextCursor.MoveMode.KeepAnchor)
            cursor.removeSelectedText()
            self._insert_chip(cursor, one.reference)
        cursor.endEditBlock()

    @property
    def _slots(self) -> tuple[Slot, ...]:
        return tuple(exhibit.slot for exhibit in self._exhibits)

    def _insert_stored(self, cursor: QTextCursor, stored: str) -> None:
        for piece in parse(stored):
            if isinstance(piece, Reference):
                self._insert_chip(cursor, piece)
            else:
                cursor.insertText(piece, QTextCharFormat())

    def _insert_chip(self, cursor: QTextCursor, reference: Reference) -> None:
        cursor.insertText(CHIP_CHARACTER, chip_format(reference))

    def _reference_at(self, position: int) -> Reference | None:
        if not 0 < position <= self.document().characterCount():
            return None
        cursor = QTextCursor(self.document())
        cursor.setPosition(min(position, self.document().characterCount() - 1))
        return reference_of(cursor.charFormat())

    def _chip_at(self, point: QPointF) -> Reference | None:
        cursor = self.cursorForPosition(point.toPoint())
        for place in (cursor.position(), cursor.position() + 1):
            reference = self._reference_at(place)
            if reference is not None and self._chip_holds(place, point):
                return reference
        return None

    def _chip_holds(self, position: int, point: QPointF) -> bool:
        cursor = QTextCursor(self.document())
        cursor.setPosition(min(position, self.document().characterCount() - 1))
        right = self.cursorRect(cursor)
        width = self._chips.width_of(cursor.charFormat())
        return bool(right.left() - width <= point.x() <= right.left() and right.top() <= point.y() <= right.bottom())


def _character_before(cursor: QTextCursor) -> str:
    text, place = cursor.block().text(), cursor.positionInBlock()
    return text[place - 1 : place] if place else ""


def _line_height() -> QTextBlockFormat:
    spaced = QTextBlockFormat()
    spaced.setLineHeight(140, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    return spaced
