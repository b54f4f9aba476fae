"""The verdict bar: always on screen, one key away."""

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QStackedWidget, QWidget

from app.domain.draft import Draft, Outcome
from app.domain.references import count_words
from app.domain.sitting import Sitting
from app.judging.first_impression import may_show_evidence
from app.judging.scoring import scores_set
from ui.accessible import Role, give_role
from ui.judging.controls import InkText, ToggleWithKey
from ui.judging.ranking_builder import RankingBuilder
from ui.judging.scale import PreferenceScale
from ui.plain_text import button, label, relabel, set_tooltip
from ui.theme import Theme
from ui.theme.marks import KeyCaps, paint_ring

HEIGHT = 56
SUBMIT, LOCK_IN = ("Submit & next", "Submit and next"), ("Lock in", "Lock the first impression in")
"""What the main button does: what is written on it, and its name."""
NARROW = 1360
TIGHT = 1240
CONFIDENCES = {1: "guess", 2: "fairly sure", 3: "sure"}


class Ring(QWidget):
    """How much of a part is done, as a ring with a word; full is a check."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._name = name
        self._text = name
        self._share = 0.0
        give_role(self, Role.StaticText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        width = QFontMetrics(self._theme.ui_font(12, 500)).horizontalAdvance(self._text)
        return QSize(16 + 6 + width + 2, 24)

    def show_share(self, done: int, total: int, text: str) -> None:
        """*done* of *total*; *text* stands beside the ring until it is full."""
        self._share = 1.0 if total <= 0 else min(1.0, done / total)
        self._text = self._name if self._share >= 1 else text
        self.setAccessibleName(f"{self._name}: {done} of {total}")
        self.updateGeometry()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_ring(painter, self._theme, QPointF(8, self.height() / 2), self._share)
        painter.setPen(self._theme.color("text2"))
        painter.setFont(self._theme.ui_font(12, 500))
        painter.drawText(self.rect().adjusted(22, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self._text)


class VerdictBar(QFrame):
    """Overall verdict, deciding criterion and confidence, what is still missing, skip and submit."""

    preference_chosen = Signal(int)
    letter_chosen = Signal(object)
    gap_pressed = Signal(int)
    tie_pressed = Signal(int, int)
    reordered = Signal(object)
    none_acceptable_pressed = Signal()
    deciding_pressed = Signal()
    confidence_pressed = Signal()
    skip_pressed = Signal()
    submit_pressed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._sitting: Sitting | None = None
        self._draft = Draft()
        self._is_narrow = False
        self.setProperty("surface", "surface")
        self.setProperty("rule", "top")
        self.setFixedHeight(HEIGHT)
        self.setAccessibleName("Verdict")
        give_role(self, Role.Grouping)
        self.scale = PreferenceScale(theme)
        self.ranking = RankingBuilder(theme)
        self._verdicts = QStackedWidget()
        self._verdicts.addWidget(self.scale)
        self._verdicts.addWidget(self.ranking)
        self._verdicts.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._none = ToggleWithKey(theme, "Both bad", "0")
        self._deciding = button("Decided by …", kind="chip")
        self._confidence = button("Confidence …", kind="chip")
        self._scores = Ring(theme, "Scores")
        self._rationale = Ring(theme, "Rationale")
        self._skip = button("Skip", kind="ghost")
        self._submit = button("", kind="primary", name="Submit and next")
        self._title = label("Overall", role="strong")
        self._lay_out()
        self._connect()

    def show_sitting(self, sitting: Sitting) -> None:
        self._sitting = sitting
        is_three = len(sitting.brief.slots) == 3
        self.ranking.show_slots(sitting.brief.slots)
        self._verdicts.setCurrentWidget(self.ranking if is_three else self.scale)
        self._none.show_text("All bad" if is_three else "Both bad")
        self._none.setAccessibleName("All candidates are bad" if is_three else "Both candidates are bad")
        self._fit()
        self.show_draft(self._draft)

    def show_draft(self, draft: Draft) -> None:
        self._draft = draft
        self.scale.show_draft(draft)
        self.ranking.show_draft(draft)
        self._none.show_on(is_on=draft.verdict.none_acceptable)
        if self._sitting is None:
            return
        self._show_chips(draft, self._sitting)
        text, name = SUBMIT if may_show_evidence(self._sitting, draft) else LOCK_IN
        self._deed.show_text(text)
        self._submit.setAccessibleName(name)
        done, total = scores_set(draft, self._sitting.brief)
        self._scores.show_share(done, total, f"{done} of {total}" + ("" if self._is_narrow else " scores"))
        words = count_words(draft.rationale)
        wanted = 1 if draft.verdict.outcome is Outcome.CANNOT_JUDGE else self._sitting.policy.minimum_words
        self._rationale.show_share(words, wanted, "Rationale")

    def show_reading(self, *, is_reading: bool) -> None:
        """Offer to hand in, or to skip, only what can be: a judgment that is shown for reading was handed in."""
        for one in (self._skip, self._submit):
            one.setVisible(not is_reading)

    def dim_keys(self, *, dimmed: bool) -> None:
        self.scale.dim_keys(dimmed=dimmed)

    def focus_verdict(self) -> None:
        """Give the focus to the first control of the verdict."""
        self._none.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def resizeEvent(self, event: object) -> None:
        self._fit()

    def _fit(self) -> None:
        is_three = self._sitting is not None and len(self._sitting.brief.slots) == 3
        self._is_narrow = self.width() < NARROW
        self._title.setVisible(self.width() >= TIGHT)
        self.scale.show_room(self.width(), tight=TIGHT, narrow=NARROW)
        size = (self.ranking if is_three else self.scale).sizeHint()
        self._verdicts.setFixedSize(size)
        if self._sitting is not None:
            self._show_chips(self._draft, self._sitting)

    def _show_chips(self, draft: Draft, sitting: Sitting) -> None:
        name = draft.verdict.deciding_criterion
        criterion = sitting.brief.rubric.criterion(name) if name is not None else None
        if draft.verdict.outcome is Outcome.CANNOT_JUDGE:
            relabel(self._deciding, "Cannot judge")
        elif criterion is None:
            relabel(self._deciding, "Decided by …")
        else:
            shown = criterion.short if self._is_narrow else criterion.label
            relabel(self._deciding, f"Decided by {shown}" if self.width() >= TIGHT else shown)
        self._deciding.setAccessibleName(f"Decided by {criterion.label if criterion else 'nothing yet'}")
        set_tooltip(self._deciding, "Deciding criterion, then confidence (Y)")
        said = CONFIDENCES.get(draft.verdict.confidence or 0)
        relabel(self._confidence, "Confidence …" if said is None else said.capitalize())
        self._confidence.setAccessibleName(f"Confidence: {said or 'not set'}")

    def _lay_out(self) -> None:
        caps = KeyCaps(self._theme, "Ctrl+Enter", on_ink=True)
        inside = QHBoxLayout(self._submit)
        inside.setContentsMargins(12, 0, 10, 0)
        inside.setSpacing(10)
        self._deed = InkText(self._theme, SUBMIT[0], self._submit)
        inside.addWidget(self._deed)
        inside.addWidget(caps)
        self._submit.setMinimumWidth(inside.sizeHint().width())
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 12, 0)
        row.setSpacing(8)
        row.addWidget(self._title)
        row.addSpacing(6)
        row.addWidget(self._verdicts)
        row.addSpacing(8)
        row.addWidget(self._none)
        row.addSpacing(4)
        row.addWidget(self._deciding)
        row.addWidget(self._confidence)
        row.addStretch(1)
        row.addWidget(self._scores)
        row.addSpacing(4)
        row.addWidget(self._rationale)
        row.addSpacing(4)
        row.addWidget(self._skip)
        row.addWidget(self._submit)

    def _connect(self) -> None:
        self.scale.chosen.connect(self.preference_chosen)
        self.ranking.letter_chosen.connect(self.letter_chosen)
        self.ranking.gap_pressed.connect(self.gap_pressed)
        self.ranking.tie_pressed.connect(self.tie_pressed)
        self.ranking.reordered.connect(self.reordered)
        self._none.clicked.connect(self.none_acceptable_pressed)
        self._deciding.clicked.connect(self.deciding_pressed)
        self._confidence.clicked.connect(self.confidence_pressed)
        self._skip.clicked.connect(self.skip_pressed)
        self._submit.clicked.connect(self.submit_pressed)
