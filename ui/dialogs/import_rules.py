"""The rules of a task set, as its file gives them or as they are chosen for a bare file of tasks."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.domain.policy import Policy
from app.domain.rubric import Rubric
from ui.dialogs.segments import Segments
from ui.plain_text import button, label
from ui.theme import Theme
from ui.theme.marks import TickBox

MOST_WORDS, MOST_REPEATS = 2000, 10
CRITERIA_IN_A_ROW, RUBRICS_IN_A_ROW = 4, 2
ROW = 28
GAPS = ("Never", "Slight", "Clear", "Much")
TOGGLES = (
    ("require_deciding_criterion", "A deciding criterion is named"),
    ("ask_acceptability", "Each candidate is said to be mergeable or not"),
    ("neutral_first_look", "Tasks open untinted"),
    ("first_impression", "First impression before tests and results"),
    ("shuffle_tasks", "Tasks come in shuffled order"),
)
"""The parts of a policy that are so or not, and how they are called."""


class ImportRules(QWidget):
    """Shows a policy and the rubrics to choose from, and says what was made of them."""

    edited = Signal()
    rubric_file_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._policy = Policy()
        self._rubrics: tuple[Rubric, ...] = ()
        self._rubric = Segments("Rubric", columns=RUBRICS_IN_A_ROW)
        self._from_file = button("From a file…", kind="segment", name="Rubric from a file")
        self._from_file.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._words = _number("Minimum words of the rationale", MOST_WORDS)
        self._required = QWidget()
        self._required_grid = QGridLayout(self._required)
        self._required_grid.setContentsMargins(0, 0, 0, 0)
        self._required_grid.setSpacing(4)
        self._criteria: dict[str, QPushButton] = {}
        self._gap = Segments("A finding is needed from", GAPS)
        self._toggles = {name: TickBox(theme, text) for name, text in TOGGLES}
        self._repeats = _number("Percent of tasks that come again", MOST_REPEATS)
        self._repeats_row = QWidget()
        self._fields = QWidget()
        self._lay_out()
        self._rubric.chosen.connect(self._change_rubric)
        self._from_file.clicked.connect(self.rubric_file_wanted)
        self._gap.chosen.connect(lambda _: self.edited.emit())
        for field in (self._words, self._repeats):
            field.textEdited.connect(lambda _: self.edited.emit())
        for toggle in self._toggles.values():
            toggle.clicked.connect(lambda _: self.edited.emit())

    def show_rules(self, policy: Policy, rubrics: tuple[Rubric, ...]) -> None:
        """Fill everything in anew; the first of *rubrics* is chosen."""
        self._policy, self._rubrics = policy, rubrics
        self._show_rubrics(0)
        self._words.setText(str(policy.minimum_words))
        self._repeats.setText(str(policy.repeat_percent))
        self._gap.choose(policy.finding_from_gap)
        for name, toggle in self._toggles.items():
            toggle.setChecked(getattr(policy, name))
        self._show_criteria()

    def add_rubric(self, rubric: Rubric) -> None:
        """Offer *rubric* too, and choose it."""
        if rubric not in self._rubrics:
            self._rubrics = (*self._rubrics, rubric)
        self._show_rubrics(self._rubrics.index(rubric))
        self._change_rubric(self._rubric.place)

    def lock(self, *, is_locked: bool) -> None:
        """Let the rules be changed or not; why not is said by whoever locks them."""
        self._fields.setEnabled(not is_locked)

    @property
    def rubric(self) -> Rubric:
        return self._rubrics[max(0, self._rubric.place)]

    @property
    def policy(self) -> Policy:
        """The rules as they stand. A number that is left empty is as it was."""
        required = tuple(name for name, one in self._criteria.items() if one.isChecked())
        return replace(
            self._policy,
            minimum_words=_said(self._words, self._policy.minimum_words),
            required_criteria="all" if len(required) == len(self._criteria) else required,
            finding_from_gap=self._gap.place,
            repeat_percent=_said(self._repeats, self._policy.repeat_percent),
            require_deciding_criterion=self._is_on("require_deciding_criterion"),
            ask_acceptability=self._is_on("ask_acceptability"),
            neutral_first_look=self._is_on("neutral_first_look"),
            first_impression=self._is_on("first_impression"),
            shuffle_tasks=self._is_on("shuffle_tasks"),
        )

    def _is_on(self, name: str) -> bool:
        return self._toggles[name].isChecked()

    def _show_rubrics(self, chosen: int) -> None:
        self._rubric.show_answers(rubric.name for rubric in self._rubrics)
        self._rubric.choose(chosen)

    def _change_rubric(self, _: int) -> None:
        self._show_criteria()
        self.edited.emit()

    def _show_criteria(self) -> None:
        for old in self._criteria.values():
            self._required_grid.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._criteria = {}
        for place, criterion in enumerate(self.rubric.criteria):
            made = button(criterion.short, kind="segment", name=f"{criterion.label} is required")
            made.setCheckable(True)
            made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            made.setChecked(self._policy.requires(criterion.name))
            made.clicked.connect(lambda _: self.edited.emit())
            self._criteria[criterion.name] = made
            self._required_grid.addWidget(made, place // CRITERIA_IN_A_ROW, place % CRITERIA_IN_A_ROW)
            # A layout shows late what it was given; Tab is to find it at once.
            made.show()
        self._required_grid.setColumnStretch(CRITERIA_IN_A_ROW, 1)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for row, (name, field) in enumerate(
            (
                ("Rubric", self._rubric),
                ("", self._from_file),
                ("Scores required", self._required),
                ("Minimum words", self._words),
                ("Finding needed from", self._gap),
            )
        ):
            grid.addWidget(_row_label(name), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(field, row, 1)
        toggles = QVBoxLayout()
        toggles.setContentsMargins(0, 4, 0, 0)
        toggles.setSpacing(2)
        for toggle in self._toggles.values():
            toggles.addWidget(toggle)
        grid.addLayout(toggles, grid.rowCount(), 0, 1, 2)
        repeats = QHBoxLayout(self._repeats_row)
        repeats.setContentsMargins(0, 0, 0, 0)
        repeats.setSpacing(8)
        repeats.addWidget(self._repeats)
        repeats.addWidget(label("percent, 0 to 10", role="hint"))
        repeats.addStretch(1)
        last = grid.rowCount()
        grid.addWidget(_row_label("Hidden repeats"), last, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._repeats_row, last, 1)
        column = QVBoxLayout(self._fields)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(grid)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._fields)


def _row_label(name: str) -> QLabel:
    """The name of a row, level with the first line of what stands beside it."""
    made = label(name, role="secondary")
    made.setFixedHeight(ROW if name else 0)
    return made


def _number(name: str, most: int) -> QLineEdit:
    field = QLineEdit()
    field.setValidator(QIntValidator(0, most, field))
    field.setMaxLength(len(str(most)))
    field.setFixedWidth(64)
    field.setAccessibleName(name)
    return field


def _said(field: QLineEdit, otherwise: int) -> int:
    return int(field.text()) if field.hasAcceptableInput() else otherwise
