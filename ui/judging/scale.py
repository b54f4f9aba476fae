"""The seven points between A and B: one key, one glance."""

from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.draft import Draft
from app.domain.names import Slot
from app.judging.ranking import preference_of
from ui.accessible import Role, SpokenPart, SpokenParts, give_role
from ui.judging.painted import PaintedParts, Part
from ui.theme import Theme
from ui.theme.marks import BADGE, paint_badge, paint_block
from ui.theme.theme import TintName

CELL = QSize(62, 34)
GAP = 2
BADGE_GAP = 8
WORDS = ("Much", "Clear", "Slight", "Tie", "Slight", "Clear", "Much")
TINTS: tuple[TintName, ...] = ("cell3", "cell2", "cell1")
NAMES = (
    "A much better",
    "A clearly better",
    "A slightly better",
    "Tie",
    "B slightly better",
    "B clearly better",
    "B much better",
)


class PreferenceScale(PaintedParts):
    """Badge A, seven cells, badge B. The selected cell is solid in its candidate's colour."""

    chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._point: int | None = None
        self._keys_dimmed = False
        self._cell_width = CELL.width()
        self._spoken = SpokenParts(self, lambda number: self.chosen.emit(number + 1))
        give_role(self, Role.Grouping)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._tell()

    def sizeHint(self) -> QSize:
        return QSize(2 * (BADGE + BADGE_GAP) + 7 * self._cell_width + 6 * GAP, CELL.height())

    def show_draft(self, draft: Draft) -> None:
        self._point = preference_of(draft.verdict)
        self._tell()
        self.update()

    def dim_keys(self, *, dimmed: bool) -> None:
        """While the scores have the focus, digits go there and not here."""
        self._keys_dimmed = dimmed
        self.update()

    def show_room(self, width: int, *, tight: int, narrow: int) -> None:
        """Take less room in a window of some *width* that is *narrow*, or even *tight*."""
        self._cell_width = 44 if width < tight else 50 if width < narrow else CELL.width()
        self.updateGeometry()
        self._tell()

    def paint_parts(self, painter: QPainter) -> list[Part]:
        paint_badge(painter, self._theme, QRectF(0, 6, BADGE, BADGE), Slot.A)
        paint_badge(painter, self._theme, QRectF(self.width() - BADGE, 6, BADGE, BADGE), Slot.B)
        parts = []
        for point in range(1, 8):
            rect = self._cell(point)
            self._paint_cell(painter, rect, point)
            parts.append(Part(rect, f"{NAMES[point - 1]} ({point})", partial(self.chosen.emit, point)))
        return parts

    def _cell(self, point: int) -> QRectF:
        left = BADGE + BADGE_GAP + (point - 1) * (self._cell_width + GAP)
        return QRectF(left, 0, self._cell_width, CELL.height())

    def _paint_cell(self, painter: QPainter, rect: QRectF, point: int) -> None:
        theme = self._theme
        slot = Slot.A if point < 4 else Slot.B
        is_chosen = point == self._point
        if point == 4:
            empty = "surface" if theme.is_high_contrast else "selected"
            fill, text = theme.color("ink" if is_chosen else empty), theme.color("onink" if is_chosen else "text")
        elif is_chosen:
            fill, text = theme.fill(slot), theme.on_fill(slot)
        else:
            fill, text = theme.tint(slot, TINTS[3 - abs(4 - point)]), theme.color("text")
        paint_block(painter, theme, rect, fill, radius=6)
        painter.setPen(QPen(text))
        painter.setFont(theme.ui_font(12, 600 if is_chosen else 500))
        painter.drawText(rect.adjusted(0, 3, 0, -16), Qt.AlignmentFlag.AlignCenter, WORDS[point - 1])
        painter.setOpacity(0.4 if self._keys_dimmed else 1)
        painter.setPen(text if is_chosen else theme.color("text2"))
        painter.setFont(theme.ui_font(10, 500))
        painter.drawText(rect.adjusted(0, 19, 0, -3), Qt.AlignmentFlag.AlignCenter, str(point))
        painter.setOpacity(1)

    def _tell(self) -> None:
        self.setAccessibleName("Overall preference")
        said = "not chosen" if self._point is None else f"{NAMES[self._point - 1]}, {self._point} of 7, selected"
        self.setAccessibleDescription(said)
        self._spoken.show([self._spoken_cell(point) for point in range(1, 8)])

    def _spoken_cell(self, point: int) -> SpokenPart:
        is_chosen = point == self._point
        return SpokenPart(
            self._cell(point).toRect(),
            Role.RadioButton,
            NAMES[point - 1],
            f"{point} of 7, selected" if is_chosen else f"{point} of 7",
            is_checked=is_chosen,
        )
