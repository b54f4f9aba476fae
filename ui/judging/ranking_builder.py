"""The ranking of three, as it is typed: letters from best to worst, strengths between them."""

from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.draft import Draft, Verdict
from app.domain.names import Slot
from ui.judging.painted import PaintedParts, Part
from ui.theme import Theme
from ui.theme.marks import BADGE, paint_badge, paint_ground

CHIP = QSize(66, 34)
GAP_BOX = QSize(68, 34)
SPACE = 6
WORDS = {0: "tie", 1: "slight", 2: "clear", 3: "much"}
PLACES = ("1st", "2nd", "3rd")


class RankingBuilder(PaintedParts):
    """Chips in the order of the ranking with their gaps; hollow chips and a hint while nothing is placed."""

    letter_chosen = Signal(object)  # Slot
    gap_pressed = Signal(int)  # number of the gap, from 0
    tie_pressed = Signal(int, int)  # tier, after which member
    reordered = Signal(object)  # tuple of slots

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._verdict = Verdict()
        self._slots: tuple[Slot, ...] = ()
        self._chips: list[tuple[QRectF, Slot]] = []
        self._dragged: Slot | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(3 * CHIP.width() + 2 * GAP_BOX.width() + 4 * SPACE, CHIP.height())

    def show_slots(self, slots: tuple[Slot, ...]) -> None:
        self._slots = slots
        self.update()

    def show_draft(self, draft: Draft) -> None:
        self._verdict = draft.verdict
        self._tell()
        self.update()

    def paint_parts(self, painter: QPainter) -> list[Part]:
        self._chips = []
        parts = self._paint_placed(painter) if self._verdict.ranking else []
        return parts or self._paint_empty(painter)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        if event.buttons() & Qt.MouseButton.LeftButton and self._dragged is None:
            self._dragged = self._slot_at(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        dragged, self._dragged = self._dragged, None
        onto = self._slot_at(event.position())
        if dragged is None or onto is None or dragged is onto or len(self._chips) < 3:
            return
        order = [slot for _, slot in self._chips]
        order.remove(dragged)
        place = next(index for index, (_, slot) in enumerate(self._chips) if slot is onto)
        order.insert(place, dragged)
        self.reordered.emit(tuple(order))

    def _slot_at(self, position: QPointF) -> Slot | None:
        return next((slot for rect, slot in self._chips if rect.contains(position)), None)

    def _paint_empty(self, painter: QPainter) -> list[Part]:
        parts = []
        left = 0.0
        for slot in self._slots:
            rect = QRectF(left, 0, 40, CHIP.height())
            painter.setPen(QPen(self._theme.color("strong"), 1, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
            painter.setPen(self._theme.letter(slot))
            painter.setFont(self._theme.ui_font(13, 600))
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, slot.value)
            parts.append(Part(rect, f"Rank {slot} first", partial(self.letter_chosen.emit, slot)))
            left += 40 + SPACE
        painter.setPen(self._theme.color("text3"))
        painter.setFont(self._theme.ui_font(12))
        hint = QRectF(left + 4, 0, self.width() - left, CHIP.height())
        painter.drawText(hint, Qt.AlignmentFlag.AlignVCenter, f"Type the order, best first: {' '.join(self._slots)}")
        return parts

    def _paint_placed(self, painter: QPainter) -> list[Part]:
        parts: list[Part] = []
        left, place = 0.0, 0
        tiers, gaps = self._verdict.ranking, self._verdict.gaps
        for number, tier in enumerate(tiers):
            first_place = place
            for member, slot in enumerate(tier):
                rect = QRectF(left, 0, CHIP.width(), CHIP.height())
                self._paint_chip(painter, rect, slot, PLACES[first_place])
                self._chips.append((rect, slot))
                left, place = left + CHIP.width() + SPACE, place + 1
                if member < len(tier) - 1:
                    left = self._gap(painter, parts, left, 0, partial(self.tie_pressed.emit, number, member))
            if number < len(gaps):
                left = self._gap(painter, parts, left, gaps[number], partial(self.gap_pressed.emit, number))
        placed = {slot for tier in tiers for slot in tier}
        for slot in self._slots:
            if slot not in placed:
                rect = QRectF(left, 0, 34, CHIP.height())
                painter.setPen(QPen(self._theme.color("strong"), 1, Qt.PenStyle.DashLine))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
                painter.setPen(self._theme.letter(slot))
                painter.setFont(self._theme.ui_font(13, 600))
                painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, slot.value)
                parts.append(Part(rect, f"Rank {slot} next", partial(self.letter_chosen.emit, slot)))
                left += 34 + SPACE
        return parts

    def _paint_chip(self, painter: QPainter, rect: QRectF, slot: Slot, place: str) -> None:
        is_plain = self._theme.is_high_contrast
        painter.setPen(QPen(self._theme.fill(slot) if is_plain else self._theme.tint(slot, "token"), 1))
        painter.setBrush(self._theme.tint(slot, "chip"))
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        paint_badge(painter, self._theme, QRectF(rect.left() + 6, 6, BADGE, BADGE), slot)
        painter.setPen(self._theme.letter(slot))
        painter.setFont(self._theme.ui_font(12, 600))
        painter.drawText(rect.adjusted(BADGE + 10, 0, -2, 0), Qt.AlignmentFlag.AlignCenter, place)

    def _gap(self, painter: QPainter, parts: list[Part], left: float, strength: int, press: object) -> float:
        rect = QRectF(left, 0, GAP_BOX.width(), GAP_BOX.height())
        paint_ground(painter, self._theme, rect)
        painter.setPen(QPen(self._theme.color("text"), 1.6))
        middle = rect.center() - QPointF(0, 6)
        if strength == 0:
            painter.drawLine(middle + QPointF(-5, -2), middle + QPointF(5, -2))
            painter.drawLine(middle + QPointF(-5, 2), middle + QPointF(5, 2))
        for number in range(strength):
            x = middle.x() + (number - (strength - 1) / 2) * 7
            tip = QPointF(x + 2, middle.y())
            painter.drawPolyline(QPolygonF([tip + QPointF(-4, -4), tip, tip + QPointF(-4, 4)]))
        painter.setPen(self._theme.color("text2"))
        painter.setFont(self._theme.ui_font(10, 500))
        painter.drawText(rect.adjusted(0, 18, 0, -2), Qt.AlignmentFlag.AlignCenter, WORDS[strength])
        assert callable(press)
        parts.append(Part(rect, f"{WORDS[strength]}; click for the next strength", press))
        return left + GAP_BOX.width() + SPACE

    def _tell(self) -> None:
        self.setAccessibleName("Ranking")
        tiers = self._verdict.ranking
        said = "; ".join(f"{PLACES[n]}: candidate {' and '.join(tier)}" for n, tier in enumerate(tiers))
        self.setAccessibleDescription(said or "nothing placed yet")
