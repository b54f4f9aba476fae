"""Chips: references as they stand in a text, each one character of the document.

A chip whose lines do not exist has a dotted line below it.
"""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QFontMetricsF,
    QPainter,
    QPen,
    QPyTextObject,
    QTextBlock,
    QTextCharFormat,
    QTextDocument,
    QTextFormat,
)

from app.domain.names import SLOTS, Slot
from app.domain.references import Reference
from app.domain.sitting import Exhibit
from app.judging.citing import cited_lines
from ui.theme import Theme
from ui.theme.marks import paint_block

CHIP_TYPE = QTextFormat.ObjectTypes.UserObject.value + 1
NAME, FIRST, LAST, PATH = (QTextFormat.Property.UserProperty.value + n for n in range(1, 5))
CHIP_CHARACTER = "\ufffc"


class Chips(QPyTextObject):
    """Draws a reference as a small tinted word, one character of the document."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._exhibits: Sequence[Exhibit] = ()

    def show_exhibits(self, exhibits: Sequence[Exhibit]) -> None:
        """What the references point at."""
        self._exhibits = exhibits

    def intrinsicSize(self, doc: QTextDocument, posInDocument: int, format: QTextFormat) -> QSizeF:
        # As high as the text around it, so that lines with and without chips stand equally far apart.
        return QSizeF(self.width_of(format), 10)

    def drawObject(
        self, painter: QPainter, rect: QRectF | QRect, doc: QTextDocument, posInDocument: int, format: QTextFormat
    ) -> None:
        reference = reference_of(format)
        if reference is None:
            return
        slot = Slot(reference.name) if reference.name in SLOTS else Slot.A
        box = QRectF(rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_block(painter, self._theme, box.adjusted(1, -4, -1, 4), self._theme.tint(slot, "chip"), radius=3)
        painter.setPen(self._theme.letter(slot))
        painter.setFont(self._theme.code_font(11, bold=True))
        painter.drawText(box.adjusted(0, -4, 0, 4), Qt.AlignmentFlag.AlignCenter, shown(reference))
        if cited_lines(reference, self._exhibits) is None:
            painter.setPen(QPen(self._theme.color("danger"), 1.5, Qt.PenStyle.DotLine))
            below = box.bottom() + 3
            painter.drawLine(QPointF(box.left() + 4, below), QPointF(box.right() - 4, below))
        painter.restore()

    def width_of(self, format: QTextFormat) -> float:
        reference = reference_of(format)
        if reference is None:
            return 0.0
        return QFontMetricsF(self._theme.code_font(11, bold=True)).horizontalAdvance(shown(reference)) + 14


def pieces(document: QTextDocument) -> Iterator[str | Reference]:
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
            reference = reference_of(fragment.charFormat())
            if reference is not None:
                # Equal chips side by side are one fragment of several characters.
                yield from [reference] * fragment.length()
            else:
                yield fragment.text().replace("\u2028", "\n")
            fragments += 1
        block = block.next()


def reference_of(format: QTextFormat) -> Reference | None:
    if format.objectType() != CHIP_TYPE:
        return None
    name, first, last, path = (format.property(key) for key in (NAME, FIRST, LAST, PATH))
    return Reference(str(name), first, last, path)


def shown(piece: str | Reference) -> str:
    """A chip as it reads: A:33–43."""
    if isinstance(piece, str):
        return piece
    if piece.first is None:
        return f"@{piece.name}"
    path = "" if piece.path is None else f"{piece.path}#"
    if piece.first == piece.last:
        return f"{piece.name}:{path}{piece.first}"
    return f"{piece.name}:{path}{piece.first}–{piece.last}"


def chip_format(reference: Reference) -> QTextCharFormat:
    """What makes `CHIP_CHARACTER` the chip of *reference*."""
    chip = QTextCharFormat()
    chip.setObjectType(CHIP_TYPE)
    chip.setProperty(NAME, reference.name)
    if reference.first is not None:
        chip.setProperty(FIRST, reference.first)
        chip.setProperty(LAST, reference.last)
    if reference.path is not None:
        chip.setProperty(PATH, reference.path)
    return chip
