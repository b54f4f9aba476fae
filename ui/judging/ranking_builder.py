"""The ranking of three, as it is typed: letters from best to worst, strengths between them."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.draft import Draft, Verdict
from app.domain.names import Slot
from ui.accessible import Role, SpokenPart, SpokenParts, give_role
from ui.judging.painted import PaintedParts, Part
from ui.judging.words import ORDINALS, gap_in_words, places_in_words
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
        self._spoken = SpokenParts(self, self._press)
        give_role(self, Role.List)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(3 * CHIP.width() + 2 * GAP_BOX.width() + 4 * SPACE, CHIP.height())

    def show_slots(self, slots: tuple[Slot, ...]) -> None:
        self._slots = slots
        self._tell()
        self.update()

    def show_draft(self, draft: Draft) -> None:
        self._verdict = draft.verdict
        self._tell()
        self.update()

    def paint_parts(self, painter: QPainter) -> list[Part]:
        places = self._places()
        self._chips = [(place.rect, place.slot) for place in places if place.is_chip and place.slot is not None]
        parts = []
        for place in places:
            if place.is_chip and place.slot is not None:
                self._paint_chip(painter, place.rect, place.slot, PLACES[place.number])
            elif place.slot is not None:
                self._paint_free(painter, place.rect, place.slot)
            else:
                self._paint_gap(painter, place.rect, place.strength)
            if place.press is not None:
                parts.append(Part(place.rect, place.name, place.press))
        if not self._verdict.ranking:
            self._paint_hint(painter, places[-1].rect.right() + SPACE + 4 if places else 0)
        return parts

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

    def _places(self) -> list["_Place"]:
        """What stands beside each other: chips and gaps in the order of the ranking, then who is not placed yet."""
        places: list[_Place] = []
        tiers, gaps = self._verdict.ranking, self._verdict.gaps
        left, rank = 0.0, 0

        def room(width: int) -> QRectF:
            nonlocal left
            left += width + SPACE
            return QRectF(left - width - SPACE, 0, width, CHIP.height())

        def put_gap(strength: int, press: Callable[[], None]) -> None:
            name = f"{WORDS[strength]}; click for the next strength"
            places.append(_Place(room(GAP_BOX.width()), name, strength=strength, press=press))

        for number, tier in enumerate(tiers):
            first = rank
            for member, slot in enumerate(tier):
                name = f"{ORDINALS[first]}: candidate {slot}"
                places.append(_Place(room(CHIP.width()), name, slot, is_chip=True, number=first, tier=number))
                rank += 1
                if member < len(tier) - 1:
                    put_gap(0, partial(self.tie_pressed.emit, number, member))
            if number < len(gaps):
                put_gap(gaps[number], partial(self.gap_pressed.emit, number))
        placed = {slot for tier in tiers for slot in tier}
        for slot in self._slots:
            if slot not in placed:
                name = f"Rank {slot} next" if tiers else f"Rank {slot} first"
                press = partial(self.letter_chosen.emit, slot)
                places.append(_Place(room(34 if tiers else 40), name, slot, press=press))
        return places

    def _paint_free(self, painter: QPainter, rect: QRectF, slot: Slot) -> None:
        painter.setPen(QPen(self._theme.color("strong"), 1, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.setPen(self._theme.letter(slot))
        painter.setFont(self._theme.ui_font(13, 600))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, slot.value)

    def _paint_hint(self, painter: QPainter, left: float) -> None:
        painter.setPen(self._theme.color("text3"))
        painter.setFont(self._theme.ui_font(12))
        hint = QRectF(left, 0, self.width() - left, CHIP.height())
        painter.drawText(hint, Qt.AlignmentFlag.AlignVCenter, f"Type the order, best first: {' '.join(self._slots)}")

    def _paint_chip(self, painter: QPainter, rect: QRectF, slot: Slot, place: str) -> None:
        is_plain = self._theme.is_high_contrast
        painter.setPen(QPen(self._theme.fill(slot) if is_plain else self._theme.tint(slot, "token"), 1))
        painter.setBrush(self._theme.tint(slot, "chip"))
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        paint_badge(painter, self._theme, QRectF(rect.left() + 6, 6, BADGE, BADGE), slot)
        painter.setPen(self._theme.letter(slot))
        painter.setFont(self._theme.ui_font(12, 600))
        painter.drawText(rect.adjusted(BADGE + 10, 0, -2, 0), Qt.AlignmentFlag.AlignCenter, place)

    def _paint_gap(self, painter: QPainter, rect: QRectF, strength: int) -> None:
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

    def _tell(self) -> None:
        self.setAccessibleName("Ranking")
        self.setAccessibleDescription("; ".join(places_in_words(self._verdict)) or "nothing placed yet")
        self._spoken.show(
            [
                SpokenPart(
                    place.rect.toRect(),
                    Role.ListItem if place.is_chip else Role.Button,
                    place.name,
                    gap_in_words(self._verdict, place.tier) if place.is_chip else "",
                )
                for place in self._places()
            ]
        )

    def _press(self, number: int) -> None:
        press = self._places()[number].press
        if press is not None:
            press()


@dataclass(frozen=True, slots=True)
class _Place:
    """One thing of the ranking: a chip, a gap, or a letter that is not placed yet."""

    rect: QRectF
    name: str
    slot: Slot | None = None
    is_chip: bool = False
    number: int = 0
    tier: int = 0
    strength: int = 0
    press: Callable[[], None] | None = None
