"""Scores by criterion and candidate: one widget, one focused cell, one digit a cell."""

from functools import partial
from typing import Literal

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.draft import Draft, Score
from app.domain.names import Slot
from app.domain.rubric import Criterion
from app.domain.sitting import Sitting
from app.judging.scoring import stepped
from ui.accessible import Role, SpokenPart, SpokenParts, give_role
from ui.judging.painted import PaintedParts, Part
from ui.judging.score_note import ScoreNote
from ui.judging.words import score_in_words
from ui.theme import Theme
from ui.theme.marks import paint_badge, paint_block

Layout = Literal["criteria_down", "criteria_across"]

PIP = QSize(11, 7)
PIP_GAP = 3
BEFORE_PIPS = 6
DASHES = [2.5, 2.0]
NARROW_CELL = 96.0
CELL_WIDTH = 106.0
ACROSS_LEFT, ACROSS_TOP = 32.0, 24
SMALL_BADGE = 18
BADGE_ROW = 26
NOTE_HEIGHT = 26
MOST_PIPS = 7


class ScoreGrid(PaintedParts):
    """Criteria down and candidates across, or the other way round. Keys come from outside, as `set_digit` and so on.

    After a score the focus goes to the same criterion of the next candidate, then to the next criterion: comparing
    across candidates keeps the scale honest.
    """

    score_chosen = Signal(object, str, object)  # Slot, criterion, score or None for not applicable
    score_cleared = Signal(object, str)
    note_written = Signal(object, str, str)  # Slot, criterion, note
    focus_changed = Signal(bool)
    cell_changed = Signal(object, object)  # Criterion and Slot of the cell that has the focus
    told = Signal(str)

    def __init__(self, theme: Theme, layout: Layout, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._layout_kind: Layout = layout
        self._slots: tuple[Slot, ...] = ()
        self._criteria: tuple[Criterion, ...] = ()
        self._draft = Draft()
        self._cell = (0, 0)  # criterion, candidate
        self._spoken_cells = SpokenParts(self, self._press_cell)
        self._note = ScoreNote(self)
        self._note.written.connect(self.note_written)
        self._note.left.connect(self.setFocus)
        self.hears_drags = True
        self._row_height = 26 if layout == "criteria_down" else 34
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("keyContext", "scores")
        self.setAccessibleName("Scores")
        give_role(self, Role.Table)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        if self._layout_kind == "criteria_down":
            return QSize(320, BADGE_ROW + len(self._criteria) * self._row_height)
        return QSize(620, 24 + len(self._slots) * self._row_height)

    def minimumSizeHint(self) -> QSize:
        return QSize(240 if self._layout_kind == "criteria_down" else 480, self.sizeHint().height())

    def show_sitting(self, sitting: Sitting) -> None:
        self._note.hide()
        self._slots, self._criteria = sitting.brief.slots, sitting.brief.rubric.criteria
        self._cell = (0, 0)
        self.updateGeometry()
        self._tell()
        self.update()

    def show_draft(self, draft: Draft) -> None:
        self._draft = draft
        self._tell()
        self.update()

    def show_row_height(self, pixels: int) -> None:
        self._row_height = pixels
        self.updateGeometry()
        self._tell_cells()
        self.update()

    def focus_cell(self, slot: Slot, criterion: str) -> None:
        """Put the focus on one cell."""
        names = [one.name for one in self._criteria]
        if slot in self._slots and criterion in names:
            self._go(names.index(criterion), self._slots.index(slot))
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def cell_place(self) -> QRect:
        """Where the cell stands that the keys go to, with the name of its row."""
        place = self._cell_rect(*self._cell).toRect()
        return place.united(QRect(0, place.top(), 1, place.height()))

    def focus_first_unset(self) -> None:
        """Put the focus on the first cell without a score, else where it was."""
        self._cell = next(iter(self._unset()), self._cell)
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._tell()
        self.update()

    def has_score(self, digit: int) -> bool:
        """Whether the scale of the cell that the keys go to has *digit*."""
        return bool(self._criteria) and digit in self._at()[1].scale

    def set_digit(self, digit: int) -> None:
        """A digit was typed: set it where the scale has it, and go on."""
        slot, criterion = self._at()
        if digit in criterion.scale:
            self.score_chosen.emit(slot, criterion.name, digit)
            self._advance()

    def step_score(self, steps: int) -> None:
        """One score up or down the scale; for scales of more than ten scores the way to reach them all."""
        slot, criterion = self._at()
        before = self._draft.score_of(slot, criterion.name)
        here = before.score if before is not None else None
        self.score_chosen.emit(slot, criterion.name, stepped(criterion.scale, here, steps))

    def write_note(self) -> None:
        """Open a line over the cell's row for why the score is what it is."""
        slot, criterion = self._at()
        score = self._draft.score_of(slot, criterion.name)
        if score is None:
            self.told.emit(f"Score {criterion.label} for {slot} first, or press – for not applicable.")
            return
        self._place_note()
        self._note.begin(slot, criterion.name, score.note, f"Why {criterion.label} is {_said(score)} for {slot}")

    def _place_note(self) -> None:
        row, column = self._cell
        line = row if self._layout_kind == "criteria_down" else column
        head = BADGE_ROW if self._layout_kind == "criteria_down" else 24
        top = head + line * self._row_height + (self._row_height - NOTE_HEIGHT) // 2
        self._note.setGeometry(0, top, self.width(), NOTE_HEIGHT)

    def leave_note(self) -> bool:
        """Close the line for the note, which is as it was before; False where none is open."""
        if not self._note.isVisible():
            return False
        self._note.give_up()
        return True

    def set_not_applicable(self) -> None:
        slot, criterion = self._at()
        self.score_chosen.emit(slot, criterion.name, None)
        self._advance()

    def clear(self) -> None:
        slot, criterion = self._at()
        self.score_cleared.emit(slot, criterion.name)

    def move_cell(self, right: int, down: int) -> None:
        row, column = self._cell
        if self._layout_kind == "criteria_down":
            self._go(row + down, column + right)
        else:
            self._go(row + right, column + down)

    def next_unset(self) -> None:
        row, column = self._cell
        after = [cell for cell in self._unset() if cell > (row, column)]
        self._cell = next(iter(after or self._unset()), self._cell)
        self._tell()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._tell_cells()
        self._place_note()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._tell()
        self.focus_changed.emit(True)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.focus_changed.emit(False)
        self.update()

    def paint_parts(self, painter: QPainter) -> list[Part]:
        if not self._criteria:
            return []
        return self._paint_down(painter) if self._layout_kind == "criteria_down" else self._paint_across(painter)

    def _paint_down(self, painter: QPainter) -> list[Part]:
        parts: list[Part] = []
        names = self._names_width()
        for column, slot in enumerate(self._slots):
            left = names + column * CELL_WIDTH + BEFORE_PIPS
            paint_badge(painter, self._theme, QRectF(left, 2, SMALL_BADGE, SMALL_BADGE), slot)
        for row, criterion in enumerate(self._criteria):
            top = BADGE_ROW + row * self._row_height
            painter.setPen(self._theme.color("text"))
            painter.setFont(self._theme.ui_font(12, 500))
            name = QRectF(2, top, names, self._row_height)
            painter.drawText(name, Qt.AlignmentFlag.AlignVCenter, criterion.label)
            parts.append(Part(name, _anchors(criterion), partial(self._press, row, 0)))
            for column in range(len(self._slots)):
                parts += self._paint_cell(painter, self._cell_rect(row, column), row, column)
        return parts

    def _names_width(self) -> float:
        """The room for the criteria where they stand at the left."""
        return max(96.0, self.width() - CELL_WIDTH * len(self._slots) - 8)

    def _cell_rect(self, row: int, column: int) -> QRectF:
        """Where the score of a criterion and a candidate stands."""
        if self._layout_kind == "criteria_down":
            left = self._names_width() + column * CELL_WIDTH
            return QRectF(left, BADGE_ROW + row * self._row_height, CELL_WIDTH, self._row_height)
        width = self._across_width()
        return QRectF(ACROSS_LEFT + row * width - 6, ACROSS_TOP + column * self._row_height, width, self._row_height)

    def _across_width(self) -> float:
        return (self.width() - ACROSS_LEFT) / max(1, len(self._criteria))

    def _paint_across(self, painter: QPainter) -> list[Part]:
        parts: list[Part] = []
        width = self._across_width()
        painter.setFont(self._theme.ui_font(11, 500))
        for row, criterion in enumerate(self._criteria):
            rect = QRectF(ACROSS_LEFT + row * width, 0, width, ACROSS_TOP)
            painter.setPen(self._theme.color("text2"))
            painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, criterion.short)
            parts.append(Part(rect, f"{criterion.label}. {_anchors(criterion)}", partial(self._press, row, 0)))
        for column, slot in enumerate(self._slots):
            top = ACROSS_TOP + column * self._row_height
            if column:
                painter.setPen(QPen(self._theme.color("line"), 1))
                painter.drawLine(QPointF(0, top + 0.5), QPointF(self.width(), top + 0.5))
            badge = QRectF(0, top + (self._row_height - 20) / 2, 20, 20)
            paint_badge(painter, self._theme, badge, slot)
            for row in range(len(self._criteria)):
                parts += self._paint_cell(painter, self._cell_rect(row, column), row, column)
        return parts

    def _paint_cell(self, painter: QPainter, rect: QRectF, row: int, column: int) -> list[Part]:
        slot, criterion = self._slots[column], self._criteria[row]
        score = self._draft.score_of(slot, criterion.name)
        top_score = criterion.scale[-1]
        left = rect.left() + BEFORE_PIPS
        y = rect.center().y() - PIP.height() / 2
        # A longer scale has no room for a pip each: the numeral says it.
        pips = top_score if top_score <= MOST_PIPS else 0
        width, gap = (PIP.width(), PIP_GAP) if rect.width() >= NARROW_CELL else (8, 2)
        parts = []
        for number in range(1, pips + 1):
            pip = QRectF(left, y, width, PIP.height())
            self._paint_pip(painter, pip, slot, score, number)
            reach = pip.adjusted(-2, -8, 2, 8)
            parts.append(
                Part(reach, f"{criterion.label}, {slot}: {number}", partial(self._press_pip, row, column, number))
            )
            left += width + gap
        if score is not None and score.note:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.letter(slot))
            painter.drawEllipse(QPointF(left + 15, rect.center().y() - 6), 2.5, 2.5)
        painter.setFont(self._theme.ui_font(13, 600))
        painter.setPen(self._theme.color("text" if score is not None else "text3"))
        if score is None:
            text = "–"
        elif score.score is None:
            text = "n/a"
            painter.setFont(self._theme.ui_font(11, 500))
            painter.setPen(self._theme.color("text3"))
        else:
            text = str(score.score)
        painter.drawText(QRectF(left + 3, rect.top(), 26, rect.height()), Qt.AlignmentFlag.AlignVCenter, text)
        if self.hasFocus() and (row, column) == self._cell:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.color("focus"), 2))
            height = min(rect.height() - 2, 26)
            ring = QRectF(rect.left() + 1, rect.center().y() - height / 2, left + 24 - rect.left() - 4, height)
            painter.drawRoundedRect(ring, 5, 5)
        parts.append(Part(rect, self._spoken(row, column), partial(self._press, row, column)))
        return parts

    def _paint_pip(self, painter: QPainter, pip: QRectF, slot: Slot, score: Score | None, number: int) -> None:
        theme = self._theme
        if score is None:
            pen = QPen(theme.color("text3" if theme.is_high_contrast else "strong"), 1)
            pen.setDashPattern(DASHES)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(pen)
            painter.drawRoundedRect(pip.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)
            return
        is_full = score.score is not None and number <= score.score
        paint_block(painter, theme, pip, theme.fill(slot) if is_full else theme.color("selected"), radius=2)

    def _press(self, row: int, column: int) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._go(row, column)

    def _press_pip(self, row: int, column: int, number: int) -> None:
        self._press(row, column)
        slot, criterion = self._at()
        score = self._draft.score_of(slot, criterion.name)
        if score is not None and score.score == number:
            self.score_cleared.emit(slot, criterion.name)
        elif number in criterion.scale:
            self.score_chosen.emit(slot, criterion.name, number)

    def _at(self) -> tuple[Slot, Criterion]:
        row, column = self._cell
        return self._slots[column], self._criteria[row]

    def _advance(self) -> None:
        row, column = self._cell
        if column + 1 < len(self._slots):
            self._go(row, column + 1)
        elif row + 1 < len(self._criteria):
            self._go(row + 1, 0)

    def _go(self, row: int, column: int) -> None:
        self._cell = (
            max(0, min(row, len(self._criteria) - 1)),
            max(0, min(column, len(self._slots) - 1)),
        )
        self._tell()
        self.update()

    def _unset(self) -> list[tuple[int, int]]:
        return [
            (row, column)
            for row, criterion in enumerate(self._criteria)
            for column, slot in enumerate(self._slots)
            if self._draft.score_of(slot, criterion.name) is None
        ]

    def _spoken(self, row: int, column: int) -> str:
        slot, criterion = self._slots[column], self._criteria[row]
        said = score_in_words(self._draft.score_of(slot, criterion.name), criterion)
        return f"{criterion.label}, candidate {slot}: {said}"

    def _tell(self) -> None:
        if self._criteria and self._slots:
            self.setAccessibleDescription(self._spoken(*self._cell))
            slot, criterion = self._at()
            self.cell_changed.emit(criterion, slot)
            self._tell_cells()

    def _tell_cells(self) -> None:
        self._spoken_cells.show(
            [
                SpokenPart(
                    self._cell_rect(row, column).toRect(),
                    Role.Cell,
                    f"{criterion.label}, candidate {slot}",
                    score_in_words(self._draft.score_of(slot, criterion.name), criterion),
                    is_current=(row, column) == self._cell,
                )
                for row, criterion in enumerate(self._criteria)
                for column, slot in enumerate(self._slots)
            ]
        )

    def _press_cell(self, number: int) -> None:
        self._press(*divmod(number, len(self._slots)))


def _said(score: Score) -> str:
    return "n/a" if score.score is None else str(score.score)


def _anchors(criterion: Criterion) -> str:
    """What the scores of a criterion mean, for its tooltip."""
    lines = [f"{score}  {text}" for score, text in sorted(criterion.anchors, reverse=True)]
    return "\n".join([criterion.description, *lines])
