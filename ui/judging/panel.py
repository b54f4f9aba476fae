"""The judgment beside the code: a panel at the right for two candidates, a dock at the bottom for three."""

from dataclasses import replace
from typing import Literal

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from app.domain.checklist import Checklist
from app.domain.draft import Draft, Outcome
from app.domain.names import Slot
from app.domain.references import Reference, count_words
from app.domain.rubric import Criterion
from app.domain.sitting import Sitting
from app.domain.template import CriterionWords
from app.judging.ranking import is_complete
from app.judging.scoring import scores_set
from app.judging.sentence import verdict_sentence
from app.judging.templates import criteria_not_mentioned, prompt_for
from app.wording import counted
from ui.accessible import Role, give_role
from ui.judging.anchors import AnchorsPopover
from ui.judging.checklist_page import ChecklistPage
from ui.judging.findings_list import BLEED, ROW_HEIGHT
from ui.judging.findings_section import FindingsSection
from ui.judging.prompts import Prompts
from ui.judging.rationale_editor import RationaleEditor
from ui.judging.score_grid import ScoreGrid
from ui.plain_text import button, elided_label, label, relabel
from ui.room import Room
from ui.theme import Theme
from ui.theme.marks import KeyCaps

Side = Literal["right", "bottom"]

PANEL_WIDTH = 368
NARROW_WINDOW, NARROW_PANEL_WIDTH = 1360, 352
WIDE_WINDOW, WIDE_PANEL_WIDTH = 2560, 440
WIDTH_FOR_THREE = 456
"""Beside one or two of three candidates: all three are scored."""
DOCK_HEIGHT = 176
WRITING_HEIGHT, WRITING_WHERE_TIGHT = 120, 64
PROMPT_AFTER_WORDS = 15
LOW = 660
FEWEST_ROWS, MOST_ROWS = 2, 6
AROUND = 158
"""Headings, margins and gaps of the panel beside the code."""
ROW, ROW_WHERE_LOW = 26, 22
HEADING, BETWEEN = 24, 4
TWO_WAY_HINT = "Why is one better? Name the deciding difference, cite lines (Q), and say what would change your mind."
NO_FINDINGS = "No findings yet. Select lines and press F."
THREE_WAY_HINT = "Justify first over second, and second over third. Cite lines with Q."


class JudgmentPanel(QFrame):
    """Scores, findings and rationale, on one *side* of the code."""

    score_chosen = Signal(object, str, object)
    score_cleared = Signal(object, str)
    score_noted = Signal(object, str, str)
    told = Signal(str)
    noted = Signal(str)  # something to be said in passing
    scores_focused = Signal(bool)
    finding_opened = Signal(str)
    finding_edit_requested = Signal(str)
    finding_delete_requested = Signal(str)
    findings_emptied = Signal()
    rationale_edited = Signal(str, int)
    rationale_left = Signal()
    reference_followed = Signal(object)
    item_ticked = Signal(str, bool)
    checklist_closed = Signal()

    def __init__(self, theme: Theme, side: Side, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._side: Side = side
        self._sitting: Sitting | None = None
        self._draft = Draft()
        self._window_width = NARROW_WINDOW
        self.setProperty("surface", "surface")
        self.setProperty("rule", "left" if side == "right" else "top")
        self.setAccessibleName("Judgment")
        give_role(self, Role.Grouping)
        self.scores = ScoreGrid(theme, "criteria_down" if side == "right" else "criteria_across")
        self.anchors = AnchorsPopover(theme, self)
        self.findings = FindingsSection(theme)
        self.rationale = RationaleEditor(theme)
        self._scores_count = label("0–5", role="hint")
        self._findings_count = label("0", role="hint")
        self._words = label("0 words", role="hint")
        self._sentence = elided_label(role="quiet", parent=self)
        self._sentence.hide()
        self._prompts = Prompts(self.rationale, self)
        self._lexicon: tuple[CriterionWords, ...] = ()
        self._hint = ""
        self._stack_title = label("Rationale", role="section", parent=self)
        self._no_findings = label(NO_FINDINGS, role="hint", parent=self, wrap=True)
        self._to_findings = button("0 findings", kind="chip")
        self._to_checklist = button("Checklist", kind="chip", name="Checklist")
        self.checklist = ChecklistPage(theme, is_wide=side == "bottom")
        self._writing = QWidget()
        self._pages = QStackedWidget()
        self._pages.addWidget(self._writing)
        self._pages.addWidget(self.checklist)
        if side == "right":
            self._lay_out_right()
        else:
            self._lay_out_bottom()
        self._connect()

    def show_lexicon(self, lexicon: tuple[CriterionWords, ...]) -> None:
        """Take the words by which a rationale speaks of a criterion, for saying which ones it is silent about."""
        self._lexicon = lexicon

    def show_sitting(self, sitting: Sitting) -> None:
        self._sitting = sitting
        self._hint = ""
        self._fit_width()
        self.scores.show_sitting(sitting)
        self.findings.show_all()
        self.rationale.show_exhibits(sitting.exhibits)
        self.rationale.show_hint(TWO_WAY_HINT if len(sitting.brief.slots) == 2 else THREE_WAY_HINT)

    def show_window_width(self, width: int) -> None:
        """How wide everything is together: the panel beside the code takes its share of it."""
        self._window_width = width
        self._fit_width()

    def show_checklist(self, checklist: Checklist) -> None:
        """Another task: its checklist is there to be opened, and is not open."""
        self.checklist.show_checklist(checklist)
        self._pages.setCurrentWidget(self._writing)

    def show_draft(self, draft: Draft) -> None:
        self._draft = draft
        self.checklist.show_draft(draft)
        self.scores.show_draft(draft)
        self.findings.show_draft(draft)
        self.rationale.show_text(draft.rationale, draft.pasted_characters)
        count = len(draft.findings)
        self._findings_count.setText(str(count))
        if self._side == "bottom":
            self._name_stack()
        words = count_words(draft.rationale)
        self._words.setText(self._words_in_words(words))
        self._show_sentence(draft)
        self._show_prompt(draft)
        self._no_findings.setVisible(self._side == "right" and not count)
        self._show_scores_count(draft)
        self._fit()

    def show_reading(self, *, is_reading: bool) -> None:
        """A judgment that was handed in: text can be read and selected, not changed."""
        self.rationale.setReadOnly(is_reading)
        if is_reading:
            flags = Qt.TextInteractionFlag
            self.rationale.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
        self._show_prompt(self._draft)

    @property
    def is_checklist_open(self) -> bool:
        return self._pages.currentWidget() is self.checklist

    def focus_checklist(self) -> None:
        """Open the checklist in the place of findings and rationale; the scores stay."""
        self._pages.setCurrentWidget(self.checklist)
        self.checklist.focus_list()

    def close_checklist(self) -> None:
        self._pages.setCurrentWidget(self._writing)

    def focus_findings(self) -> None:
        """Go to the list, where it has anything to go to."""
        if not self._draft.findings:
            self.noted.emit(NO_FINDINGS)
            return
        self.close_checklist()
        if self._side == "bottom":
            self._stack.setCurrentWidget(self.findings)
        self.findings.focus_list()

    def focus_rationale(self) -> None:
        self.close_checklist()
        if self._side == "bottom":
            self._stack.setCurrentWidget(self._text)
        self.rationale.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_cell(self, slot: Slot, criterion: str) -> None:
        self.scores.focus_cell(slot, criterion)

    def show_widget(self, widget: QWidget) -> None:
        """Bring what takes the keys into view, where the panel is too low for all of it."""
        if self._side == "right" and self._room.isAncestorOf(widget):
            place = self.scores.cell_place() if widget is self.scores else widget.rect()
            self._room.show_widget(widget, place)

    def toggle_anchors(self) -> None:
        """Show beside the panel what the scores of the focused criterion mean, or put it away."""
        if self.anchors.isVisible():
            self.anchors.hide()
        else:
            self.anchors.open_beside(self, self._side)

    def insert_reference(self, reference: Reference) -> None:
        self.rationale.insert_reference(reference)

    def show_hint(self, hint: str) -> None:
        """Say something quietly below the rationale; nothing said brings back what is asked there otherwise."""
        self._hint = hint
        self._show_prompt(self._draft)
        self._fit()

    def sentence(self) -> str:
        """The generated sentence of the verdict, empty while there is none."""
        return self._sentence.text()

    def prompt(self) -> str:
        """What is asked about quietly, empty for nothing."""
        return self._prompts.sentence

    def summary(self) -> str:
        """The dock in one line, for when it is closed."""
        if self._sitting is None:
            return ""
        done, total = scores_set(self._draft, self._sitting.brief)
        words, findings = count_words(self._draft.rationale), len(self._draft.findings)
        return f"{done} of {total} scores · {counted(words, 'word')} · {counted(findings, 'finding')}"

    def sizeHint(self) -> QSize:
        return QSize(PANEL_WIDTH, 400) if self._side == "right" else QSize(800, DOCK_HEIGHT)

    def resizeEvent(self, event: object) -> None:
        if self._side == "right":
            self.scores.show_row_height(ROW_WHERE_LOW if self.height() < LOW else ROW)
        self._fit()

    def _words_in_words(self, words: int) -> str:
        """How many words there are, and are asked for while there are fewer; a screen reader is told both."""
        wanted = self._sitting.policy.minimum_words if self._sitting is not None else 0
        count = counted(words, "word")
        self.rationale.setAccessibleDescription(f"{count}, {wanted} required")
        return f"{words} of {wanted} words" if words < wanted else count

    def _show_scores_count(self, draft: Draft) -> None:
        if self._side == "bottom" and self._sitting is not None:
            done, total = scores_set(draft, self._sitting.brief)
            self._scores_count.setText(f"{done} of {total}")

    def _show_sentence(self, draft: Draft) -> None:
        """The verdict as the record will say it: generated, so that names cannot be swapped in it."""
        sitting = self._sitting
        said = ""
        verdict = draft.verdict
        cannot = verdict.outcome is Outcome.CANNOT_JUDGE
        if sitting is not None and verdict.outcome and (cannot or is_complete(verdict, sitting.brief.slots)):
            criterion = sitting.brief.rubric.criterion(verdict.deciding_criterion or "")
            decided = None if criterion is None else criterion.label.lower()
            said = verdict_sentence(replace(verdict, deciding_criterion=decided), str)
        self._sentence.setText(said)
        self._sentence.setVisible(bool(said))

    def _show_prompt(self, draft: Draft) -> None:
        """A quiet line about what made a difference and is not spoken of; only once something is written."""
        sitting = self._sitting
        silent: tuple[Criterion, ...] = ()
        if sitting is not None and self._lexicon and count_words(draft.rationale) >= PROMPT_AFTER_WORDS:
            silent = criteria_not_mentioned(draft, sitting.brief.rubric, self._lexicon)
        said = prompt_for(silent[0], draft) if silent else self._hint
        if self.rationale.isReadOnly():
            said, silent = "", ()
        self._prompts.show_prompts(said, silent)

    def _fit_width(self) -> None:
        if self._side != "right":
            return
        width = NARROW_PANEL_WIDTH if self._window_width < NARROW_WINDOW else PANEL_WIDTH
        if self._window_width >= WIDE_WINDOW:
            width = WIDE_PANEL_WIDTH
        scores_three = self._sitting is not None and len(self._sitting.brief.slots) == 3
        self.setFixedWidth(max(width, WIDTH_FOR_THREE) if scores_three else width)

    def _fit(self) -> None:
        """As many findings as there is room for; where hardly any is left, the rationale is all that is written in."""
        if self._side != "right":
            return
        said = (bool(self._sentence.text()), bool(self._prompts.sentence))
        lines = sum(
            one.sizeHint().height() + BETWEEN
            for one, has in zip((self._sentence, self._prompts), said, strict=True)
            if has
        )
        rest = self.scores.sizeHint().height() + WRITING_HEIGHT + lines + self.findings.around + AROUND
        room = max(FEWEST_ROWS, min((self.height() - rest) // ROW_HEIGHT, MOST_ROWS))
        shown = min(self.findings.count, room)
        self.findings.show_rows(shown)
        is_tight = self.height() < rest + max(1, shown) * ROW_HEIGHT
        self.rationale.setMinimumHeight(WRITING_WHERE_TIGHT if is_tight else WRITING_HEIGHT)
        self._prompts.give_way(is_tight=is_tight)

    def _lay_out_right(self) -> None:
        self._fit_width()
        content = QWidget()
        self._room = Room(content, name="Scores, findings and rationale")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 0, 0, 0)
        self._room.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        whole.addWidget(self._room)
        column = QVBoxLayout(content)
        column.setContentsMargins(15 - BLEED, 12, 16 - BLEED, 16)
        column.setSpacing(BETWEEN)
        column.addLayout(_inset(self._heading(label("Scores", role="section"), self._scores_count, "S")))
        column.addLayout(_inset(self.scores))
        column.addSpacing(10)
        column.addWidget(self._pages, 1)
        column = QVBoxLayout(self._writing)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(BETWEEN)
        column.addLayout(_inset(self._heading(label("Findings", role="section"), self._findings_count, "F")))
        column.addLayout(_inset(self._no_findings))
        column.addWidget(self.findings)
        column.addSpacing(10)
        column.addLayout(_inset(self._heading(self._stack_title, self._words, "R", self._to_checklist)))
        column.addLayout(_inset(self._sentence))
        column.addLayout(_inset(self.rationale), 1)
        column.addLayout(_inset(self._prompts))
        self.checklist.setContentsMargins(BLEED, 0, BLEED, 0)

    def _lay_out_bottom(self) -> None:
        self.setMinimumHeight(132)
        self.setMaximumHeight(320)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        scores = QVBoxLayout()
        scores.setContentsMargins(0, 0, 0, 0)
        scores.setSpacing(2)
        scores.addLayout(self._heading(label("Scores", role="section"), self._scores_count, "S"))
        scores.addWidget(self.scores)
        scores.addStretch(1)
        left = QWidget()
        left.setLayout(scores)
        left.setMaximumWidth(690)
        left.setMinimumWidth(560)
        # What is written and what was found lie over each other.
        self._stack, self._text = QStackedWidget(), QWidget()
        text = QVBoxLayout(self._text)
        text.setContentsMargins(0, 0, 0, 0)
        text.setSpacing(BETWEEN)
        text.addWidget(self._sentence)
        text.addWidget(self.rationale, 1)
        text.addWidget(self._prompts)
        self._stack.addWidget(self._text)
        self._stack.addWidget(self.findings)
        right = QVBoxLayout(self._writing)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(BETWEEN)
        heading = self._heading(self._stack_title, self._words, "R", self._to_checklist, self._to_findings)
        heading.insertWidget(heading.indexOf(self._words) + 1, self._findings_count)
        right.addLayout(heading)
        right.addWidget(self._stack, 1)
        self._no_findings.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 16, 10)
        row.setSpacing(16)
        row.addWidget(left, 1)
        row.addWidget(self._pages, 1)

    def _heading(self, title: QLabel, count: QWidget, key: str, *more: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStrut(HEADING)
        row.addWidget(title)
        row.addWidget(count)
        row.addStretch(1)
        for widget in more:
            row.addWidget(widget)
        row.addWidget(KeyCaps(self._theme, key))
        row.setContentsMargins(0, 3, 0, 3)
        return row

    def _connect(self) -> None:
        self.scores.score_chosen.connect(self.score_chosen)
        self.scores.score_cleared.connect(self.score_cleared)
        self.scores.note_written.connect(self.score_noted)
        self.scores.told.connect(self.told)
        self.scores.focus_changed.connect(self.scores_focused)
        self.scores.focus_changed.connect(lambda inside: None if inside else self.anchors.hide())
        self.scores.cell_changed.connect(self.anchors.show_criterion)
        self.scores.cell_changed.connect(self._follow_cell)
        self.findings.part_chosen.connect(self._fit)
        self.findings.opened.connect(self.finding_opened)
        self.findings.edit_requested.connect(self.finding_edit_requested)
        self.findings.delete_requested.connect(self.finding_delete_requested)
        self.findings.rationale_wanted.connect(self.focus_rationale)
        self.findings.emptied.connect(self.findings_emptied)
        self.rationale.edited.connect(self.rationale_edited)
        self.rationale.reference_followed.connect(self.reference_followed)
        self.rationale.pasted_much.connect(lambda: self.noted.emit("Pasted text is noted in the record."))
        self._prompts.criterion_pressed.connect(lambda label: self.rationale.begin_sentence(f"{label}: "))
        self.rationale.focus_changed.connect(lambda inside: None if inside else self.rationale_left.emit())
        self._to_findings.clicked.connect(self._toggle_findings)
        if self._side == "bottom":
            self._stack.currentChanged.connect(self._name_stack)
            self._name_stack()
        self._to_checklist.clicked.connect(self.focus_checklist)
        self.checklist.ticked.connect(self.item_ticked)
        self.checklist.closed.connect(self.checklist_closed)

    def _follow_cell(self) -> None:
        if self.scores.hasFocus():
            self.show_widget(self.scores)

    def _name_stack(self) -> None:
        """What lies on top in the dock has its name and count over it; the button leads to the other."""
        findings = len(self._draft.findings)
        has_findings = self._stack.currentWidget() is self.findings
        self._stack_title.setText("Findings" if has_findings else "Rationale")
        self._words.setVisible(not has_findings)
        self._findings_count.setVisible(has_findings)
        if has_findings:
            relabel(self._to_findings, "Rationale")
        else:
            relabel(self._to_findings, counted(findings, "finding"), name=f"Findings, {findings}")

    def _toggle_findings(self) -> None:
        if self._stack.currentWidget() is self.findings:
            self.focus_rationale()
        else:
            self.focus_findings()


def _inset(part: QWidget | QLayout) -> QHBoxLayout:
    """*part* as far from the edges as the text of the lists beside it."""
    row = QHBoxLayout()
    row.setContentsMargins(BLEED, 0, BLEED, 0)
    if isinstance(part, QWidget):
        row.addWidget(part)
    else:
        row.addLayout(part)
    return row
