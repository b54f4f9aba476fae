"""The composer: a finding written between the lines that it is about. Category, severity, then words."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QWidget

from app.domain.draft import Category, Composition, Counterexample, Finding, Polarity, Severity, Span, Verified
from app.domain.rubric import Rubric
from app.judging.composing import criterion_for, typed_characters, with_weakness, without_place
from ui.accessible import Role, give_role
from ui.judging.composer_fields import ComposerFields
from ui.judging.controls import Segment
from ui.judging.words import CATEGORIES, SEVERITIES, VERIFIED, lines_of, spoken_where, where
from ui.plain_text import relabel
from ui.theme import Theme

AROUND = 16
"""Between the card and the lines above and below it, together."""
ASK_ABOVE = 20
ASKED = "Discard this finding? Esc discards, any other key keeps writing"
ASKED_BRIEFLY = "Esc discards it, other keys keep writing"


class FindingComposer(QFrame):
    """One half-written finding. Each change is reported as a whole `Composition`; saving is asked for, not done."""

    edited = Signal(object)  # Composition
    save_pressed = Signal()
    discarded = Signal()
    height_changed = Signal(int)
    told = Signal(str)
    weakness_asked = Signal()
    subtlety_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._composition: Composition | None = None
        self._rubric: Rubric | None = None
        self._last_line = 0
        self._is_showing = False
        self._asks_to_discard = False
        self._before: Finding | None = None
        self.setProperty("frame", "card")
        self.setProperty("keyContext", "composer")
        give_role(self, Role.Dialog)
        self._fields = ComposerFields(theme, self)
        self._connect()

    @property
    def height_wanted(self) -> int:
        """The height that the zone needs, its margins included."""
        layout = self.layout()
        assert layout is not None
        layout.activate()
        return layout.totalSizeHint().height() + AROUND

    def show_composition(
        self, composition: Composition, rubric: Rubric, lines: int, *, before: Finding | None = None
    ) -> None:
        """Show *composition*; *lines* is how many the candidate has, *before* the finding that it edits.

        Text that already stands is left alone.
        """
        self._before = before
        if composition == self._composition:
            return
        is_other = self._composition is None or composition.editing != self._composition.editing
        self._composition, self._rubric, self._last_line = composition, rubric, lines
        self._is_showing = True
        kind = "strength" if composition.polarity is Polarity.STRENGTH else "finding"
        self._fields.title.setText(f"Edit {kind}" if composition.editing is not None else f"New {kind}")
        self._fields.where.setText(where(composition.slot, composition.evidence))
        self._fields.where.setProperty("slot", composition.slot.value)
        self._fields.where.style().polish(self._fields.where)
        self.setAccessibleName(
            f"{self._fields.title.text()} for {spoken_where(composition.slot, composition.evidence)}"
        )
        for category, segment in self._fields.categories.items():
            segment.setChecked(category is composition.category)
        for severity, level in self._fields.severities.items():
            level.setChecked(severity is composition.severity)
            level.setVisible(composition.polarity is Polarity.PROBLEM)
        if self._fields.claim.toPlainText() != composition.claim:
            self._fields.claim.setPlainText(composition.claim)
            self._fields.claim.moveCursor(QTextCursor.MoveOperation.End)
        example = composition.counterexample
        said = (composition.mechanism, composition.better_approach, example.input, example.expected, example.actual)
        for field, text in zip(self._fields.lines, said, strict=True):
            if field.text() != text:
                field.setText(text)
                field.setCursorPosition(0)
        if is_other and (example.expected or example.actual or example.verified is not Verified.REASONED):
            self._fields.open_form(is_open=True)
        for way, known in self._fields.verified.items():
            known.setChecked(way is example.verified)
        self._show_tags(composition)
        self._show_criterion(composition)
        self._is_showing = False

    def focus_first_gap(self) -> None:
        """Put the focus where the writing goes on: category, severity, then the claim."""
        composition = self._composition
        if composition is None:
            return
        if composition.category is None:
            self._fields.categories[Category.BUG].setFocus(Qt.FocusReason.OtherFocusReason)
        elif composition.polarity is Polarity.PROBLEM and composition.severity is None:
            self._fields.severities[Severity.LOW].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._fields.claim.setFocus(Qt.FocusReason.OtherFocusReason)

    def reset(self) -> None:
        """Forget what was shown, before another finding is written."""
        self._composition = None
        self._asks_to_discard = False
        self._show_escape()
        self._fields.open_form(is_open=False)

    def request_discard(self) -> None:
        """Esc: discard at once, or ask once where more than a few words would be lost."""
        composition = self._composition
        if composition is None:
            return
        if typed_characters(composition, self._before) > ASK_ABOVE and not self._asks_to_discard:
            self._asks_to_discard = True
            self._show_escape()
            return
        self.discarded.emit()

    def move_end(self, lines: int) -> None:
        """Grow or shrink the range of lines at its end."""
        composition = self._composition
        if composition is None or not composition.evidence:
            return
        span = composition.evidence[0]
        last = max(span.first_line, min(span.last_line + lines, self._last_line))
        self._say(replace(composition, evidence=(Span(span.first_line, last, span.path), *composition.evidence[1:])))

    def drop_place(self) -> None:
        """Take the last of several places away."""
        composition = self._composition
        if composition is not None and len(composition.evidence) > 1:
            self._say(without_place(composition, composition.evidence[-1]))

    def toggle_weakness(self, cwe: str) -> None:
        """Tag the finding with a weakness, or take the tag off."""
        if self._composition is not None:
            self._say(with_weakness(self._composition, cwe))

    def choose_subtlety(self, level: str) -> None:
        """Say how subtle the fault is; the same level again takes it back."""
        composition = self._composition
        if composition is not None:
            self._say(replace(composition, subtlety=None if level == composition.subtlety else level))

    def next_way_of_knowing(self) -> None:
        """How the counterexample is known: reasoned, run, found by a tool, and round again."""
        composition = self._composition
        if composition is None:
            return
        ways = tuple(VERIFIED)
        self._know(ways[(ways.index(composition.counterexample.verified) + 1) % len(ways)])
        if not self._fields.form.isVisibleTo(self):
            self._fields.open_form(is_open=True)
            self.height_changed.emit(self.height_wanted)

    def toggle_form(self) -> None:
        """Show or hide the whole form of the counterexample."""
        self._fields.open_form(is_open=not self._fields.form.isVisibleTo(self))
        if self._fields.form.isVisibleTo(self):
            self._fields.example.setFocus(Qt.FocusReason.OtherFocusReason)
        self.height_changed.emit(self.height_wanted)

    def switch_polarity(self) -> None:
        """A strength instead of a problem, or the other way round; what was written stays."""
        composition = self._composition
        if composition is not None:
            is_problem = composition.polarity is Polarity.PROBLEM
            self._say(replace(composition, polarity=Polarity.STRENGTH if is_problem else Polarity.PROBLEM))
            self.height_changed.emit(self.height_wanted)
            self.focus_first_gap()

    def cycle_criterion(self) -> None:
        """Another criterion than the one that follows from the category; round to that one again."""
        composition, rubric = self._composition, self._rubric
        if composition is None or rubric is None:
            return
        names: list[str | None] = [*rubric.names, None]
        here = criterion_for(composition, rubric)
        following = names[(names.index(here) + 1) % len(names)]
        self._say(replace(composition, criterion=following, criterion_chosen=True))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters and digits while no text field has the focus."""
        if not self._press_key(event):
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if self._asks_to_discard and event.key() != Qt.Key.Key_Escape:
                self._asks_to_discard = False
                self._show_escape()
            if isinstance(watched, Segment):
                return self._press_key(event)
        return False

    def _press_key(self, event: QKeyEvent) -> bool:
        composition = self._composition
        if composition is None or event.modifiers() & ~(
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        ):
            return False
        for category, (key, _, _) in CATEGORIES.items():
            if event.key() == ord(key):
                self._choose_category(category)
                return True
        for severity, (key, _) in SEVERITIES.items():
            if event.key() == ord(key) and composition.polarity is Polarity.PROBLEM:
                self._choose_severity(severity)
                return True
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._step(1 if event.key() == Qt.Key.Key_Right else -1)
            return True
        return False

    def _step(self, steps: int) -> None:
        """Arrow keys move within a row of segments."""
        for row in (list(self._fields.categories.values()), list(self._fields.severities.values())):
            for index, segment in enumerate(row):
                if segment.hasFocus():
                    row[(index + steps) % len(row)].setFocus(Qt.FocusReason.TabFocusReason)
                    return

    def _choose_category(self, category: Category) -> None:
        if self._composition is not None:
            self._say(replace(self._composition, category=category))
            self.focus_first_gap()

    def _choose_severity(self, severity: Severity) -> None:
        if self._composition is not None:
            self._say(replace(self._composition, severity=severity))
            self.focus_first_gap()

    def _know(self, way: Verified) -> None:
        composition = self._composition
        if composition is not None:
            self._say(replace(composition, counterexample=replace(composition.counterexample, verified=way)))

    def _show_tags(self, composition: Composition) -> None:
        """Chips for what a finding may carry besides; quiet until something is chosen."""
        tagged = ", ".join(composition.cwe)
        relabel(self._fields.weaknesses, tagged or "CWE", name=f"Weaknesses: {tagged or 'none'}; Alt+W adds one")
        level = composition.subtlety
        relabel(
            self._fields.subtlety,
            f"Subtlety {level}" if level else "Subtlety",
            name=f"Subtlety: {level or 'not said'}; Alt+S chooses it",
        )
        is_problem = composition.polarity is Polarity.PROBLEM
        self._fields.weaknesses.setVisible(is_problem)
        self._fields.subtlety.setVisible(is_problem)
        places = "  ".join(lines_of(span) for span in composition.evidence)
        relabel(self._fields.places, f"{places}  ×", name=f"Places: {places}; press to take the last one away")
        self._fields.places.setVisible(len(composition.evidence) > 1)

    def _is_narrow(self) -> bool:
        return self._fields.is_narrow(self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self._fields.fit(self.width()):
            self._show_escape()
            QTimer.singleShot(0, lambda: self.height_changed.emit(self.height_wanted))

    def _show_escape(self) -> None:
        """What Esc does; where there is hardly any room, only when it is asked about."""
        is_narrow = self._is_narrow()
        self._fields.escape.setText(
            (ASKED_BRIEFLY if is_narrow else ASKED) if self._asks_to_discard else "Esc to discard"
        )
        self._fields.escape.setVisible(self._asks_to_discard or not is_narrow)
        for one in (self._fields.title, self._fields.where):
            one.setVisible(not (is_narrow and self._asks_to_discard))
        self._show_criterion_chip()

    def _say(self, composition: Composition) -> None:
        rubric = self._rubric
        if rubric is not None and composition != self._composition:
            self.show_composition(composition, rubric, self._last_line)
            self.edited.emit(composition)

    def _on_text(self) -> None:
        if self._is_showing or self._composition is None:
            return
        example = Counterexample(
            self._fields.example.text(),
            self._fields.expected.text(),
            self._fields.actual.text(),
            self._composition.counterexample.verified,
        )
        self._say(
            replace(
                self._composition,
                claim=self._fields.claim.toPlainText(),
                mechanism=self._fields.mechanism.text(),
                better_approach=self._fields.better.text(),
                counterexample=example,
            )
        )

    def _show_criterion(self, composition: Composition) -> None:
        rubric = self._rubric
        name = criterion_for(composition, rubric) if rubric is not None else None
        criterion = rubric.criterion(name) if rubric is not None and name is not None else None
        self._fields.criterion.setText(criterion.label if criterion is not None else "no criterion")
        self._fields.criterion.setAccessibleName(f"Criterion: {self._fields.criterion.text()}; Alt+C changes it")
        self._show_criterion_chip()

    def _show_criterion_chip(self) -> None:
        has_category = self._composition is not None and self._composition.category is not None
        self._fields.criterion.setVisible(has_category and not (self._is_narrow() and self._asks_to_discard))

    def _grow(self) -> None:
        """The claim grows with its lines, to five."""
        lines = max(2, min(5, round(self._fields.claim.document().size().height())))
        wanted = 16 + 18 * lines
        if wanted != self._fields.claim.height():
            self._fields.claim.setFixedHeight(wanted)
            self.height_changed.emit(self.height_wanted)

    def _connect(self) -> None:
        for category, segment in self._fields.categories.items():
            segment.clicked.connect(lambda _=False, chosen=category: self._choose_category(chosen))
            segment.installEventFilter(self)
        for severity, level in self._fields.severities.items():
            level.clicked.connect(lambda _=False, chosen=severity: self._choose_severity(chosen))
            level.installEventFilter(self)
        for way, known in self._fields.verified.items():
            known.clicked.connect(lambda _=False, chosen=way: self._know(chosen))
        self._fields.weaknesses.clicked.connect(self.weakness_asked)
        self._fields.subtlety.clicked.connect(self.subtlety_asked)
        self._fields.places.clicked.connect(self.drop_place)
        for field in self._fields.lines:
            field.textChanged.connect(self._on_text)
            field.installEventFilter(self)
        self._fields.claim.textChanged.connect(self._on_text)
        self._fields.claim.textChanged.connect(lambda: QTimer.singleShot(0, self._grow))
        self._fields.claim.installEventFilter(self)
        self._fields.criterion.clicked.connect(self.cycle_criterion)
        self._fields.save.clicked.connect(self.save_pressed)
