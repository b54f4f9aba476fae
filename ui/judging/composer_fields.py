"""What the composer is made of, and how it is laid out where there is room and where there is not."""

from collections.abc import Iterable

from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from ui.judging.controls import InkText, Segment
from ui.judging.words import CATEGORIES, SEVERITIES, VERIFIED
from ui.plain_text import TextField, button, label
from ui.theme import Theme
from ui.theme.marks import KeyCaps

WIDE_ENOUGH = 540
MARGIN, GAP = 12, 2


class ComposerFields:
    """The controls of one composer, laid out in *card*."""

    def __init__(self, theme: Theme, card: QWidget) -> None:
        self._theme = theme
        self.title = label("New finding", role="strong")
        self.where = label(role="reference")
        self.criterion = button("", kind="chip")
        self.escape = label("Esc to discard", role="hint")
        self.categories = {
            category: Segment(theme, short, key, name=name) for category, (key, short, name) in CATEGORIES.items()
        }
        self.severities = {
            severity: Segment(theme, name, key, severity) for severity, (key, name) in SEVERITIES.items()
        }
        self.claim = _prose("Claim", "What goes wrong, and why it matters")
        self.mechanism = _line("Why", "Why it happens")
        self.better = _line("Better", "The better approach")
        self.example = _line("Counterexample", "Input that shows it")
        self.expected = _line("Expected", "Expected")
        self.actual = _line("Actual", "Actual")
        self.verified = {way: Segment(theme, name, "") for way, name in VERIFIED.items()}
        self.weaknesses = button("CWE", kind="chip", name="Weaknesses; Alt+W adds one")
        self.subtlety = button("Subtlety", kind="chip", name="Subtlety; Alt+S chooses it")
        self.places = button("", kind="chip")
        self.save = button("", kind="primary", name="Save finding")
        self.form = QWidget()
        self._category_grid = QGridLayout()
        self._grades = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._known, self._last, self._below = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        self._columns = 0
        self._is_narrow = False
        self._lay_out(card)

    @property
    def lines(self) -> tuple[QLineEdit, ...]:
        """The fields of one line, from the top."""
        return (self.mechanism, self.better, self.example, self.expected, self.actual)

    def is_narrow(self, width: int) -> bool:
        """Whether there is hardly any room in so many pixels."""
        return width < self._row_of(one.minimumSizeHint().width() for one in self.categories.values())

    def fit(self, width: int) -> bool:
        """Break rows where *width* is too little for them; whether anything has moved."""
        below = QBoxLayout.Direction.TopToBottom if width < WIDE_ENOUGH else QBoxLayout.Direction.LeftToRight
        has_room = width >= self._row_of(one.sizeHint().width() for one in self.categories.values())
        columns = len(self.categories) if has_room else len(self.categories) // 2
        is_narrow = self.is_narrow(width)
        if (self._grades.direction(), self._columns, self._is_narrow) == (below, columns, is_narrow):
            return False
        self._is_narrow = is_narrow
        self._grades.setDirection(below)
        self._place_categories(columns)
        self._place_save()
        return True

    def open_form(self, *, is_open: bool) -> None:
        """The whole counterexample or its input alone; what ends the finding stands behind all of it."""
        self.form.setVisible(is_open)
        self._place_save()

    def _row_of(self, widths: Iterable[int]) -> int:
        """The width of the card that has all categories, so wide, in one row: with their keys, or without."""
        return sum(widths) + GAP * len(self.categories) + 2 * MARGIN

    def _place_categories(self, columns: int) -> None:
        self._columns = columns
        is_broken = columns < len(self.categories)
        # Two rows take all the width, like a table; what one row leaves stays behind it.
        self._category_grid.setColumnStretch(len(self.categories), 0 if is_broken else 1)
        policy = QSizePolicy.Policy.Expanding if is_broken else QSizePolicy.Policy.Maximum
        for number, segment in enumerate(self.categories.values()):
            # Taken out first: what Qt itself takes out on the way in, Qt for Python would not hear of.
            self._category_grid.removeWidget(segment)
            segment.setSizePolicy(policy, QSizePolicy.Policy.Fixed)
            self._category_grid.addWidget(segment, number // columns, number % columns)

    def _place_save(self) -> None:
        """Behind the last field, or below it where there is no room for it there."""
        chosen = self._last
        if not self.form.isHidden():
            chosen = self._below if self._is_narrow else self._known
        for row in (self._last, self._known, self._below):
            row.removeWidget(self.save)
        chosen.addWidget(self.save)
        self.save.show()

    def _lay_out(self, card: QWidget) -> None:
        head = QHBoxLayout()
        head.setSpacing(10)
        for widget in (self.title, self.where, self.criterion):
            head.addWidget(widget)
        head.addStretch(1)
        head.addWidget(self.escape)
        self._category_grid.setSpacing(GAP)
        self._place_categories(len(self.categories))
        second = QHBoxLayout()
        second.setSpacing(8)
        second.addWidget(self.mechanism)
        second.addWidget(self.better)
        self._last.setSpacing(8)
        self._last.addWidget(self.example, 1)
        self._below.addStretch(1)
        self._fill_grades()
        self._fill_form()
        self._fill_save()
        column = QVBoxLayout(card)
        column.setContentsMargins(MARGIN, 10, MARGIN, 10)
        column.setSpacing(8)
        for row in (head, self._category_grid, self._grades):
            column.addLayout(row)
        column.addWidget(self.claim)
        column.addLayout(second)
        column.addLayout(self._last)
        column.addWidget(self.form)
        column.addLayout(self._below)
        column.addStretch(1)
        self.claim.setFixedHeight(52)
        for field in (self.example, self.expected, self.actual):
            field.setFont(self._theme.code_font(12))
        self.open_form(is_open=False)

    def _fill_grades(self) -> None:
        severities, tags = QHBoxLayout(), QHBoxLayout()
        severities.setSpacing(4)
        for level in self.severities.values():
            severities.addWidget(level)
        severities.addStretch(1)
        tags.setSpacing(6)
        for chip in (self.weaknesses, self.subtlety, self.places):
            tags.addWidget(chip)
        tags.addStretch(1)
        self._grades.setSpacing(6)
        self._grades.addLayout(severities)
        self._grades.addLayout(tags)

    def _fill_form(self) -> None:
        outcome = QHBoxLayout()
        outcome.setSpacing(8)
        outcome.addWidget(self.expected)
        outcome.addWidget(self.actual)
        self._known.setSpacing(4)
        self._known.addWidget(label("Known by", role="hint"))
        for way in self.verified.values():
            self._known.addWidget(way)
        self._known.addStretch(1)
        form = QVBoxLayout(self.form)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(8)
        form.addLayout(outcome)
        form.addLayout(self._known)

    def _fill_save(self) -> None:
        inside = QHBoxLayout(self.save)
        inside.setContentsMargins(12, 0, 10, 0)
        inside.setSpacing(10)
        inside.addWidget(InkText(self._theme, "Save", self.save))
        inside.addWidget(KeyCaps(self._theme, "Ctrl+Enter", on_ink=True))
        self.save.setMinimumWidth(inside.sizeHint().width())


def _prose(name: str, placeholder: str) -> TextField:
    field = TextField()
    field.setAccessibleName(name)
    field.setPlaceholderText(placeholder)
    field.setTabChangesFocus(True)
    return field


def _line(name: str, placeholder: str) -> QLineEdit:
    field = QLineEdit()
    field.setAccessibleName(name)
    field.setPlaceholderText(placeholder)
    return field
