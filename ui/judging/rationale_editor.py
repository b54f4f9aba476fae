"""The rationale: plain text in which references to lines are chips, bound to a candidate and not to a letter."""

import re
from collections.abc import Iterator

from PySide6.QtCore import QMimeData, QObject, QPointF, QRect, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPyTextObject,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from app.domain.names import SLOTS, Slot
from app.domain.references import Reference, compose, parse
from app.judging.templates import next_gap
from ui.theme import Theme
from ui.theme.marks import paint_block

CHIP_TYPE = QTextFormat.ObjectTypes.UserObject.value + 1
NAME, FIRST, LAST, PATH = (QTextFormat.Property.UserProperty.value + n for n in range(1, 5))
CHIP_CHARACTER = "\ufffc"
LONG_PASTE = 200
_TYPED = re.compile(
    r"(?:(?<![\w@{:])@(?P<at>[ABC])|\b[Cc]andidate (?P<word>[ABC])|(?<![\w:{])(?P<slot>[ABC]):(?P<first>[1-9]\d{0,5})"
    r"(?:[-–](?P<last>[1-9]\d{0,5}))?)(?P<after>[\s.,;:!?)])$"
)


class RationaleEditor(QTextEdit):
    """Reports the stored text after each change; shows what it is given without moving the cursor."""

    edited = Signal(str, int)  # the stored text, characters pasted so far
    reference_followed = Signal(object)  # Reference
    focus_changed = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._slots: tuple[Slot, ...] = ()
        self._pasted = 0
        self._is_showing = False
        self._stored = ""
        self._hint = ""
        self._chips = _ChipObject(theme, self)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setAccessibleName("Rationale")
        self.document().setDocumentMargin(8)
        self.document().documentLayout().registerHandler(CHIP_TYPE, self._chips)
        self.setCursorWidth(2)
        self.textChanged.connect(self._on_text)
        theme.changed.connect(self.viewport().update)

    def show_slots(self, slots: tuple[Slot, ...]) -> None:
        self._slots = slots

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
        for piece in parse(stored):
            if isinstance(piece, Reference):
                self._insert_chip(cursor, piece)
            else:
                cursor.insertText(piece, QTextCharFormat())
        self.document().clearUndoRedoStacks()
        self._is_showing = False

    def insert_reference(self, reference: Reference) -> None:
        """Put a chip at the text cursor, with a blank on either side where text stands."""
        cursor = self.textCursor()
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
        for piece in parse(stored):
            if isinstance(piece, Reference):
                self._insert_chip(cursor, piece)
            else:
                cursor.insertText(piece, QTextCharFormat())
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
        """Paste as plain text; a long paste is counted."""
        text = source.text().replace("\0", "").replace(CHIP_CHARACTER, "")
        if len(text) > LONG_PASTE:
            self._pasted += len(text)
        self.textCursor().insertText(text.encode("utf-8", "ignore").decode(), QTextCharFormat())

    def createMimeDataFromSelection(self) -> QMimeData:
        data = QMimeData()
        selected = QTextDocument()
        QTextCursor(selected).insertFragment(self.textCursor().selection())
        data.setText("".join(_shown(piece) for piece in _pieces(selected)))
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
        if event.text():
            self._make_typed_chip()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        cursor = self.cursorForPosition(event.position().toPoint())
        for place in (cursor.position(), cursor.position() + 1):
            reference = self._reference_at(place)
            if reference is not None and self._chip_holds(place, event.position()):
                self.reference_followed.emit(reference)
                return
        super().mousePressEvent(event)

    def focusInEvent(self, event: object) -> None:
        super().focusInEvent(event)  # type: ignore[arg-type]  # Qt hands over a QFocusEvent
        self.focus_changed.emit(True)

    def focusOutEvent(self, event: object) -> None:
        super().focusOutEvent(event)  # type: ignore[arg-type]
        self.focus_changed.emit(False)

    def _on_text(self) -> None:
        if self._is_showing:
            return
        stored = compose(_pieces(self.document()))
        if stored != self._stored:
            self._stored = stored
            self.edited.emit(stored, self._pasted)

    def _make_typed_chip(self) -> None:
        """Turn `A:33-43`, `@A` or `candidate A` into a chip once the character behind it is typed."""
        cursor = self.textCursor()
        line = cursor.block().text()[: cursor.positionInBlock()]
        found = _TYPED.search(line) if line and not line[-1].isalnum() else None
        if found is None and not cursor.positionInBlock():
            return
        if found is None:
            return
        slot = Slot(found["at"] or found["word"] or found["slot"])
        if slot not in self._slots:
            return
        first = int(found["first"]) if found["first"] else None
        last = int(found["last"]) if found["last"] else first
        if first is not None and last is not None and last < first:
            return
        start = cursor.position() - len(line) + found.start()
        cursor.beginEditBlock()
        cursor.setPosition(start)
        cursor.movePosition(
            QTextCursor.MoveOperation.Right,
            QTextCursor.MoveMode.KeepAnchor,
            found.end() - found.start() - len(found["after"]),
        )
        cursor.removeSelectedText()
        self._insert_chip(cursor, Reference(slot.value, first, last))
        cursor.movePosition(QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.MoveAnchor, len(found["after"]))
        cursor.endEditBlock()
        self.setTextCursor(cursor)

    def _insert_chip(self, cursor: QTextCursor, reference: Reference) -> None:
        chip = QTextCharFormat()
        chip.setObjectType(CHIP_TYPE)
        chip.setProperty(NAME, reference.name)
        if reference.first is not None:
            chip.setProperty(FIRST, reference.first)
            chip.setProperty(LAST, reference.last)
        if reference.path is not None:
            chip.setProperty(PATH, reference.path)
        cursor.insertText(CHIP_CHARACTER, chip)

    def _reference_at(self, position: int) -> Reference | None:
        if not 0 < position <= self.document().characterCount():
            return None
        cursor = QTextCursor(self.document())
        cursor.setPosition(min(position, self.document().characterCount() - 1))
        return _reference_of(cursor.charFormat())

    def _chip_holds(self, position: int, point: QPointF) -> bool:
        cursor = QTextCursor(self.document())
        cursor.setPosition(min(position, self.document().characterCount() - 1))
        right = self.cursorRect(cursor)
        width = self._chips.width_of(cursor.charFormat())
        return bool(right.left() - width <= point.x() <= right.left() and right.top() <= point.y() <= right.bottom())


class _ChipObject(QPyTextObject):
    """Draws a reference as a small tinted word, one character of the document."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def intrinsicSize(self, doc: QTextDocument, posInDocument: int, format: QTextFormat) -> QSizeF:
        # As high as the text around it, so that lines with and without chips stand equally far apart.
        return QSizeF(self.width_of(format), 10)

    def drawObject(
        self, painter: QPainter, rect: QRectF | QRect, doc: QTextDocument, posInDocument: int, format: QTextFormat
    ) -> None:
        reference = _reference_of(format)
        if reference is None:
            return
        slot = Slot(reference.name) if reference.name in SLOTS else Slot.A
        box = QRectF(rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_block(painter, self._theme, box.adjusted(1, -4, -1, 4), self._theme.tint(slot, "chip"), radius=3)
        painter.setPen(self._theme.letter(slot))
        painter.setFont(self._theme.code_font(11, bold=True))
        painter.drawText(box.adjusted(0, -4, 0, 4), Qt.AlignmentFlag.AlignCenter, _shown(reference))
        painter.restore()

    def width_of(self, format: QTextFormat) -> float:
        reference = _reference_of(format)
        if reference is None:
            return 0.0
        return QFontMetricsF(self._theme.code_font(11, bold=True)).horizontalAdvance(_shown(reference)) + 14


def _pieces(document: QTextDocument) -> Iterator[str | Reference]:
    """The text and chips of *document*, in order."""
    block: QTextBlock = document.begin()
    is_first = True
    while block.isValid():
        if not is_first:
            yield "\n"
        is_first = False
        fragments = block.begin()
        while not fragments.atEnd():
            fragment = fragments.fragment()
            reference = _reference_of(fragment.charFormat())
            if reference is not None:
                # Equal chips side by side are one fragment of several characters.
                yield from [reference] * fragment.length()
            else:
                yield fragment.text().replace("\u2028", "\n")
            fragments += 1
        block = block.next()


def _reference_of(format: QTextFormat) -> Reference | None:
    if format.objectType() != CHIP_TYPE:
        return None
    name, first, last, path = (format.property(key) for key in (NAME, FIRST, LAST, PATH))
    return Reference(str(name), first, last, path)


def _shown(piece: str | Reference) -> str:
    """A chip as it reads: A:33–43."""
    if isinstance(piece, str):
        return piece
    if piece.first is None:
        return f"@{piece.name}"
    path = "" if piece.path is None else f"{piece.path}#"
    if piece.first == piece.last:
        return f"{piece.name}:{path}{piece.first}"
    return f"{piece.name}:{path}{piece.first}–{piece.last}"


def _character_before(cursor: QTextCursor) -> str:
    text, place = cursor.block().text(), cursor.positionInBlock()
    return text[place - 1 : place] if place else ""


def _line_height() -> QTextBlockFormat:
    spaced = QTextBlockFormat()
    spaced.setLineHeight(140, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    return spaced
