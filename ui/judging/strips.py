"""One-line strips above the verdict bar: what is missing, what decided, why a task is skipped."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.draft import Verdict
from app.domain.names import Slot
from app.domain.queue import SkipReason
from app.domain.rubric import Rubric
from ui.accessible import Role, give_role
from ui.judging.strip import Strip
from ui.plain_text import button, elided_label, label, relabel
from ui.theme import Theme

ACCEPTABLE = (("as_is", "As it is"), ("with_changes", "With changes"), ("no", "No"))
CONFIDENCES = ((1, "Guess"), (2, "Fairly sure"), (3, "Sure"))
REASONS = (
    (SkipReason.LANGUAGE, "Cannot judge this language"),
    (SkipReason.BROKEN_TASK, "Broken task"),
    (SkipReason.CONFLICT_OF_INTEREST, "Conflict of interest"),
    (SkipReason.OTHER, "Other"),
)


class DecidingStrip(Strip):
    """A digit picks the deciding criterion, the next one the confidence; then the focus returns.

    Enter leaves the confidence as it is, Backspace unsets it.
    """

    criterion_chosen = Signal(str)
    confidence_chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._rubric: Rubric | None = None
        self._confidence: int | None = None
        self._asks_confidence = False
        self.setAccessibleName("Deciding criterion and confidence")

    def ask(self, rubric: Rubric, verdict: Verdict, *, confidence_only: bool = False) -> None:
        """Open for the criterion, or for the confidence alone."""
        self._rubric = rubric
        self._confidence = verdict.confidence
        self._asks_confidence = confidence_only
        self._show(verdict.deciding_criterion)
        self.show()
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = event.key() - Qt.Key.Key_0.value
        if self._asks_confidence and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose_confidence(self._confidence)
        elif self._asks_confidence and event.key() == Qt.Key.Key_Backspace:
            self._choose_confidence(None)
        elif self._asks_confidence and 1 <= digit <= 3:
            self._choose_confidence(digit)
        elif not self._asks_confidence and self._rubric and 1 <= digit <= len(self._rubric.criteria):
            self._choose_criterion(self._rubric.criteria[digit - 1].name)
        else:
            super().keyPressEvent(event)

    def _choose_criterion(self, name: str) -> None:
        self.criterion_chosen.emit(name)
        self._asks_confidence = True
        self._show(name)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose_confidence(self, confidence: int | None) -> None:
        self.confidence_chosen.emit(confidence)
        self.close_strip()

    def _show(self, criterion: str | None) -> None:
        self._clear()
        if self._asks_confidence:
            self._row.addWidget(label("Confidence", role="strong"))
            for number, name in CONFIDENCES:
                choice = button(f"{number}  {name}", kind="segment", name=name)
                choice.setCheckable(True)
                give_role(choice, Role.RadioButton)
                choice.setChecked(number == self._confidence)
                choice.clicked.connect(lambda _=False, chosen=number: self._choose_confidence(chosen))
                self._row.addWidget(choice)
            self._row.addStretch(1)
            hint = "Enter leaves it unset" if self._confidence is None else "Enter leaves it so · Backspace unsets it"
            self._row.addWidget(label(hint, role="hint"))
            return
        self._row.addWidget(label("Decided by", role="strong"))
        for number, one in enumerate(self._rubric.criteria if self._rubric else (), 1):
            choice = button(f"{number}  {one.label}", kind="segment", name=one.label)
            choice.setCheckable(True)
            give_role(choice, Role.RadioButton)
            choice.setChecked(one.name == criterion)
            choice.clicked.connect(lambda _=False, chosen=one.name: self._choose_criterion(chosen))
            self._row.addWidget(choice)
        self._row.addStretch(1)
        self._row.addWidget(label("Esc closes", role="hint"))


class SkipStrip(Strip):
    """A digit picks the reason; a note may stand beside it."""

    skipped = Signal(object, str)  # SkipReason, note

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setAccessibleName("Why this task is skipped")
        self._note = QLineEdit()
        self._note.setPlaceholderText("N: note (optional), then Enter and the reason")
        self._note.setAccessibleName("Note; Enter leads back to the reasons")
        # Digits in a note are text; out of it, they pick the reason.
        self._note.returnPressed.connect(lambda: self.setFocus(Qt.FocusReason.OtherFocusReason))
        self._row.addWidget(label("Skip because", role="strong"))
        for number, (reason, name) in enumerate(REASONS, 1):
            choice = button(f"{number}  {name}", kind="segment", name=name)
            choice.clicked.connect(lambda _=False, chosen=reason: self._choose(chosen))
            self._row.addWidget(choice)
        self._row.addWidget(self._note, 1)
        self._row.addWidget(label("Esc closes", role="hint"))

    def ask(self) -> None:
        self._note.clear()
        self.show()
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = event.key() - Qt.Key.Key_0.value
        if event.key() == Qt.Key.Key_N and not event.modifiers():
            self._note.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif 1 <= digit <= len(REASONS):
            self._choose(REASONS[digit - 1][0])
        else:
            super().keyPressEvent(event)

    def _choose(self, reason: SkipReason) -> None:
        note = self._note.text()
        self.close_strip()
        self.skipped.emit(reason, note)


class AcceptabilityStrip(Strip):
    """Could it be merged? A digit for each candidate in turn; then the focus returns."""

    said = Signal(object, str)  # Slot, one of the words of the record

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._waiting: list[Slot] = []
        self._words: dict[Slot, str] = {}
        self.setAccessibleName("Could it be merged?")

    def ask(self, slots: tuple[Slot, ...], verdict: Verdict) -> None:
        """Ask for each of *slots*, from the left."""
        self._waiting = list(slots)
        self._words = dict(verdict.acceptable or ())
        self._show()
        self.show()
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = event.key() - Qt.Key.Key_0.value
        if self._waiting and 1 <= digit <= len(ACCEPTABLE):
            self._choose(ACCEPTABLE[digit - 1][0])
        else:
            super().keyPressEvent(event)

    def _choose(self, word: str) -> None:
        slot = self._waiting.pop(0)
        if self._words.get(slot) != word:
            self.said.emit(slot, word)
        if self._waiting:
            self._show()
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.close_strip()

    def _show(self) -> None:
        self._clear()
        slot = self._waiting[0]
        self._row.addWidget(label(f"Could {slot} be merged?", role="strong"))
        for number, (word, name) in enumerate(ACCEPTABLE, 1):
            choice = button(f"{number}  {name}", kind="segment", name=f"{slot}: {name}")
            choice.setCheckable(True)
            give_role(choice, Role.RadioButton)
            choice.setChecked(self._words.get(slot) == word)
            choice.clicked.connect(lambda _=False, chosen=word: self._choose(chosen))
            self._row.addWidget(choice)
        self._row.addStretch(1)
        self._row.addWidget(label("Esc closes", role="hint"))


class CheckStrip(Strip):
    """A check asks once: Enter keeps what it is about, words before it say why, Esc looks at it again.

    Some can be mended in one stroke, which is offered beside it.
    """

    kept = Signal(str)  # why, or nothing
    review_pressed = Signal()
    mend_pressed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setAccessibleName("A question before this is handed in")
        give_role(self, Role.Dialog)
        self._text = elided_label(role="strong")
        self._why = QLineEdit()
        self._why.setPlaceholderText("Keep because… (optional)")
        self._why.setAccessibleName("Keep because")
        self._why.setMinimumWidth(220)
        self._why.setMaximumWidth(420)
        self._why.returnPressed.connect(self._keep)
        keep = button("Keep ↵", kind="segment", name="Keep")
        keep.clicked.connect(self._keep)
        review = button("Review Esc", kind="segment", name="Review")
        review.clicked.connect(self.review)
        self._mend = button("Mend", kind="segment")
        self._mend.clicked.connect(self.mend)
        self._row.addWidget(self._text, 1)
        self._row.addWidget(self._mend)
        self._row.addWidget(self._why)
        self._row.addWidget(keep)
        self._row.addWidget(review)

    @property
    def question(self) -> str:
        return self._text.text()

    @property
    def can_mend(self) -> bool:
        """Whether what is asked about can be mended in one stroke."""
        return self.isVisible() and not self._mend.isHidden()

    def ask(self, question: str, *, mend: str = "", keys: str = "") -> None:
        """Ask; *mend* offers a stroke that mends what is asked about, *keys* are the keys of it."""
        relabel(self._mend, f"{mend} {keys}", name=mend)
        self._mend.setVisible(bool(mend))
        self._text.setText(question)
        self.setAccessibleDescription(question)
        self._why.setAccessibleDescription(question)
        self._why.clear()
        self.show()
        self._why.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def review(self) -> None:
        """Close without handing in."""
        self.hide()
        self.review_pressed.emit()

    def mend(self) -> None:
        """Mend what is asked about, and hand in."""
        self.hide()
        self.mend_pressed.emit()

    def _keep(self) -> None:
        why = self._why.text()
        self.hide()
        self.kept.emit(why)


class MessageStrip(Strip):
    """One sentence about what is missing; it goes with the next change."""

    said = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setProperty("surface", "danger")
        give_role(self, Role.AlertMessage)
        self.setFixedHeight(32)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._text = label(role="danger")
        self._row.addWidget(self._text)
        self._row.addStretch(1)

    def say(self, sentence: str) -> None:
        self._text.setText(sentence)
        self.setAccessibleName(sentence)
        self.show()
        self.said.emit(sentence)
