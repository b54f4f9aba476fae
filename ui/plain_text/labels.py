"""Labels that show text to the letter: whole, cut to one line, or over as many lines as it needs."""

import math
from typing import Literal, TypeVar

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

LONGEST_MESSAGE = 600

Role = Literal[
    "body",
    "caption",
    "secondary",
    "hint",
    "section",
    "strong",
    "quiet",
    "lead",
    "heading",
    "hero",
    "chip",
    "key",
    "reference",
    "danger",
    "dangerchip",
    "oninktext",
]

Counting = TypeVar("Counting", QLabel, QPushButton)


class ElidedLabel(QLabel):
    """A line of plain text that ends in “…” where it does not fit; as much as a message has is the accessible name."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def setText(self, text: str) -> None:
        # What does not fit is not measured either: Qt takes seconds over a megabyte.
        line = short(" ".join(text[: 4 * LONGEST_MESSAGE].split()))
        super().setText(line)
        self.setAccessibleName(line)

    def minimumSizeHint(self) -> QSize:
        return QSize(24, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self.palette().color(self.foregroundRole()))
        shown = QFontMetrics(self.font()).elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


class WrappedLabel(QLabel):
    """Plain text over as many lines as it needs; a word that is longer than a line is broken, so that nothing is cut off."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setText(text)

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return math.ceil(self._laid_out(width).boundingRect().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(24, self.fontMetrics().height())

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self.text()), self.fontMetrics().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        self._laid_out(self.width()).draw(painter, QPointF(0, 0))

    def _laid_out(self, width: int) -> QTextLayout:
        layout, option = QTextLayout(self.text().replace("\n", "\u2028"), self.font()), QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        height = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, height))
            height += line.height()
        layout.endLayout()
        return layout


def label(text: str = "", *, role: Role = "body", parent: QWidget | None = None, wrap: bool = False) -> QLabel:
    """A label that shows *text* to the letter."""
    made = QLabel(parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
    made.setProperty("role", role)
    made.setWordWrap(wrap)
    made.setText(text)
    if role in ("chip", "dangerchip", "key"):
        made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return made


def elided_label(text: str = "", *, role: Role = "body", parent: QWidget | None = None) -> ElidedLabel:
    """A label of one line that gives way when there is little room."""
    made = ElidedLabel(text, parent)
    made.setProperty("role", role)
    return made


def wrapped_label(text: str = "", *, role: Role = "body", parent: QWidget | None = None) -> WrappedLabel:
    """A label for what may hold very long words."""
    made = WrappedLabel(text, parent)
    made.setProperty("role", role)
    return made


def steady(made: Counting) -> Counting:
    """Give what counts figures of equal width, so that it stands still."""
    font = made.font()
    font.setFeature(QFont.Tag("tnum"), 1)
    made.setFont(font)
    return made


def short(text: str) -> str:
    """*text* as long as a message may be."""
    return text if len(text) <= LONGEST_MESSAGE else text[: LONGEST_MESSAGE - 1] + "…"
