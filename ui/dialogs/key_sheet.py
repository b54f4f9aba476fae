"""The sheet of keys: actions and their keys, in groups below each other and each group in columns.

It is painted: a hundred and fifty rows come and go with every letter of a search, and as widgets they took their time.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QFont, QFontMetrics, QHideEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.accessible import Role, SpokenPart, SpokenParts
from ui.dialogs.choices import Choice, Group, matches
from ui.plain_text import set_tooltip
from ui.theme import Theme
from ui.theme.marks import caps, keycap_width, paint_keycap

GROUP, SECTION, ROW, CAP = 22, 26, 24, 18
BEFORE_GROUP, BEFORE_SECTION, BETWEEN = 14, 5, 28
COLUMN, MOST_COLUMNS, MOST_KEYS = 300, 3, 2
TELL_MS = 150


@dataclass(frozen=True, slots=True)
class Section:
    """Rows below a heading, in one column."""

    heading: str
    rows: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    """What stands at one place: a row, or else a heading, of a group or of a section."""

    rect: QRect
    text: str
    row: Choice | None = None
    is_of_group: bool = False


class KeySheet(QWidget):
    """Shows groups of rows, all or those that are sought. What is not sought leaves the others in their columns."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._groups: tuple[Group, ...] = ()
        self._width = COLUMN
        self._columns: tuple[tuple[tuple[Section, ...], ...], ...] = ()  # of each group
        self._wanted = ""
        self._lines: tuple[_Line, ...] = ()
        self._spoken = SpokenParts(self)
        # Who types is told what is left after the last letter, not after each.
        self._telling = QTimer(self)
        self._telling.setSingleShot(True)
        self._telling.setInterval(TELL_MS)
        self._telling.timeout.connect(self._tell)
        # The window below it need not be painted for it.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        theme.changed.connect(self.update)

    def show_groups(self, groups: tuple[Group, ...], width: int) -> None:
        """Show all rows of *groups* in as many columns as there is room for in *width* pixels."""
        self._groups, self._width, self._wanted = groups, width, ""
        self._arrange()

    def fit(self, width: int) -> None:
        """There are *width* pixels now."""
        if width != self._width:
            self._width = width
            self._arrange()

    def seek(self, wanted: str) -> None:
        """Show the rows that are called, or have a key that is called, something like *wanted*."""
        self._wanted = wanted
        self._lay_out()

    def is_empty(self) -> bool:
        """Whether there is no row that is sought."""
        return not self._lines

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._theme.color("raised"))
        for line in self._lines:
            if not line.rect.intersects(event.rect()):
                continue
            if line.row is not None:
                self._paint_row(painter, QRectF(line.rect), line.row)
            elif line.is_of_group:
                self._paint_words(painter, QRectF(line.rect), line.text, self._theme.ui_font(13, 600), "text")
            else:
                below = QRectF(line.rect.adjusted(0, BEFORE_SECTION, 0, 0))
                self._paint_words(painter, below, line.text, self._theme.ui_font(12, 600), "text2")

    def hideEvent(self, event: QHideEvent) -> None:
        self._telling.stop()
        self._spoken.show(())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = next((line.row for line in self._lines if line.rect.contains(event.position().toPoint())), None)
        set_tooltip(self, "" if over is None else ", ".join(filter(None, (over.title, over.why_not))))

    def _arrange(self) -> None:
        columns = max(1, min(self._width // COLUMN, MOST_COLUMNS))
        self._columns = tuple(in_columns(group.choices, columns) for group in self._groups)
        self._lay_out()

    def _lay_out(self) -> None:
        lines: list[_Line] = []
        bottom = -BEFORE_GROUP
        for group, columns in zip(self._groups, self._columns, strict=True):
            found = [tuple(filter(None, map(self._sought, column))) for column in columns]
            if any(found):
                top = bottom + BEFORE_GROUP
                lines.append(_Line(QRect(0, top, self._width, GROUP), group.heading, is_of_group=True))
                below = list(self._below(top + GROUP, found))
                lines += below
                bottom = max(line.rect.bottom() for line in below) + 1
        self._lines = tuple(lines)
        self.setMinimumHeight(max(0, bottom))
        self.update()
        self._telling.start()

    def _sought(self, section: Section) -> Section | None:
        wanted = self._wanted.casefold()
        rows = tuple(row for row in section.rows if matches(row, wanted) or wanted in " ".join(row.keys).casefold())
        return Section(section.heading, rows) if rows else None

    def _below(self, top: int, columns: Sequence[Sequence[Section]]) -> Iterator[_Line]:
        """The lines of a group whose heading ends at *top*, in the order in which they are read."""
        width = (self._width - BETWEEN * (len(columns) - 1)) // len(columns)
        for number, column in enumerate(columns):
            left, y = number * (width + BETWEEN), top
            for section in column:
                yield _Line(QRect(left, y, width, SECTION), section.heading)
                y += SECTION
                for row in section.rows:
                    yield _Line(QRect(left, y, width, ROW), row.title, row)
                    y += ROW

    def _paint_row(self, painter: QPainter, rect: QRectF, row: Choice) -> None:
        theme = self._theme
        right = rect.right()
        for number, keys in enumerate(reversed(row.keys[:MOST_KEYS])):
            if number:
                left = right - QFontMetrics(theme.ui_font(12)).horizontalAdvance("or")
                self._paint_words(
                    painter, QRectF(left, rect.top(), right - left, ROW), "or", theme.ui_font(12), "text3"
                )
                right = left - 6
            for key in reversed(caps(keys)):
                width = keycap_width(theme, key)
                right -= width
                paint_keycap(painter, theme, QRectF(right, rect.top() + (ROW - CAP) / 2, width, CAP), key)
                right -= 4
            right -= 2
        rect.setRight(max(rect.left(), right))
        self._paint_words(painter, rect, row.title, theme.ui_font(12), "text2" if row.why_not is None else "text3")

    def _paint_words(self, painter: QPainter, rect: QRectF, words: str, font: QFont, colour: str) -> None:
        painter.setFont(font)
        painter.setPen(self._theme.color(colour))
        shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, ceil(rect.width()))
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, shown)

    def _tell(self) -> None:
        self._spoken.show([_spoken(line) for line in self._lines])


def in_columns(choices: Sequence[Choice], columns: int) -> tuple[tuple[Section, ...], ...]:
    """Every section whole in one of the columns, the longest first, so that these are about equally long."""
    filled: list[list[Section]] = [[] for _ in range(columns)]
    lengths = [0] * columns
    for section in sorted(_sections(choices, columns), key=lambda one: -len(one.rows)):
        shortest = lengths.index(min(lengths))
        lengths[shortest] += len(section.rows) + 1
        filled[shortest].append(section)
    return tuple(map(tuple, filled))


def _sections(choices: Sequence[Choice], columns: int) -> Iterator[Section]:
    """The sections in their order; one that is longer than a fair share of the *columns* comes in equal parts."""
    sections: dict[str, list[Choice]] = {}
    for choice in choices:
        sections.setdefault("  ·  ".join(filter(None, (choice.section, choice.why_not))), []).append(choice)
    share = ceil((len(choices) + len(sections)) / columns)
    for heading, rows in sections.items():
        size = ceil(len(rows) / ceil(len(rows) / share))
        for start in range(0, len(rows), size):
            yield Section(heading, tuple(rows[start : start + size]))


def _spoken(line: _Line) -> SpokenPart:
    """A row says by its name whether its keys do something now, and by its description which they are."""
    if line.row is None:
        return SpokenPart(line.rect, Role.Heading, line.text)
    keys = " or ".join(line.row.keys[:MOST_KEYS])
    return SpokenPart(line.rect, Role.StaticText, f"{line.text}, {line.row.why_not or 'works now'}", keys)
