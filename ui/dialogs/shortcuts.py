"""The shortcuts overlay: every key, grouped, with a search."""

from collections.abc import Generator

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from ui.accessible import Role, give_role
from ui.background import Pull, pull
from ui.dialogs.choices import Choice, matches
from ui.dialogs.overlay import Overlay
from ui.plain_text import label, set_tooltip
from ui.theme import Theme
from ui.theme.marks import caps, keycap_width, paint_keycap

WIDTH, TOP, HEIGHT = 1072, 56, 640
COLUMN, MOST_COLUMNS = 300, 3
MARGIN, BETWEEN, SCROLL_BAR = 16, 28, 14
ROW, MOST_KEYS = 20, 2


class ShortcutsOverlay(Overlay):
    """Three columns of actions and their keys. Their rows are made once, in slices, and laid out for what is sought."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent, width=WIDTH, top=TOP, height=HEIGHT)
        self.setAccessibleName("Keyboard shortcuts")
        self._choices: tuple[Choice, ...] = ()
        self._rows: list[tuple[Choice, QWidget, QWidget]] = []  # each with its row and the heading above it
        self._search = QLineEdit()
        self._search.setPlaceholderText("Find a key or an action")
        self._search.setAccessibleName("Find a key or an action")
        self._nothing = label("Nothing of that name.", role="hint")
        self._nothing.hide()
        self._columns: list[QVBoxLayout] = []
        self._making: Pull | None = None
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setAccessibleName("Shortcuts by section")
        give_role(self._area, Role.Document)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        head = QHBoxLayout()
        head.addWidget(label("Keyboard shortcuts", role="heading"))
        head.addStretch(1)
        head.addWidget(label("Esc closes", role="hint"))
        whole = QVBoxLayout(self.card)
        whole.setContentsMargins(MARGIN, 14, MARGIN, 14)
        whole.setSpacing(10)
        whole.addLayout(head)
        whole.addWidget(self._search)
        whole.addWidget(self._nothing)
        whole.addWidget(self._area, 1)
        self._search.textChanged.connect(self._refresh)

    def open_with(self, choices: tuple[Choice, ...]) -> None:
        """Show the rows that have a key: in as many columns as there is room for, made anew where these are others."""
        self._search.clear()
        self.open_overlay(self._search)
        columns = max(1, min(self.card.width() // COLUMN, MOST_COLUMNS))
        if columns != len(self._columns):
            self._choices = tuple(choice for choice in choices if choice.keys)
            self._make_page(columns)
            if self._making is not None:
                self._making.cancel()
            self._making = pull(self, self._make_rows(), done=lambda _: self._refresh())

    def _make_page(self, columns: int) -> None:
        page = QWidget()
        page.setProperty("surface", "raised")
        beside = QHBoxLayout(page)
        beside.setSpacing(BETWEEN)
        beside.setContentsMargins(0, 0, SCROLL_BAR, 0)
        self._columns = [QVBoxLayout() for _ in range(columns)]
        for column in self._columns:
            column.setSpacing(4)
            beside.addLayout(column, 1)
        self._rows = []
        self._area.setWidget(page)

    def _make_rows(self) -> Generator[None, None, None]:
        """Every section whole in one of the columns, the longest first, so that these are about equally long."""
        sections: dict[str, list[Choice]] = {}
        for choice in self._choices:
            sections.setdefault(choice.section, []).append(choice)
        lengths = [0] * len(self._columns)
        for section, choices in sorted(sections.items(), key=lambda one: -len(one[1])):
            shortest = lengths.index(min(lengths))
            lengths[shortest] += len(choices) + 1
            heading = label(section, role="section")
            heading.setContentsMargins(0, 6, 0, 0)
            self._put(shortest, heading)
            for choice in choices:
                row = _Row(self._theme, choice)
                self._put(shortest, row)
                self._rows.append((choice, row, heading))
                yield
        for column in self._columns:
            column.addStretch(1)

    def _put(self, column: int, widget: QWidget) -> None:
        # However long a title is, the columns are equally wide.
        widget.setMinimumWidth(1)
        self._columns[column].addWidget(widget)

    def _refresh(self) -> None:
        """Leave what is sought; everything stays in its column."""
        wanted = self._search.text()
        with_rows = set()
        for choice, row, heading in self._rows:
            is_sought = matches(choice, wanted) or wanted.casefold() in " ".join(choice.keys).casefold()
            row.setVisible(is_sought)
            if is_sought:
                with_rows.add(heading)
        for heading in {heading for _, _, heading in self._rows}:
            heading.setVisible(heading in with_rows)
        self._nothing.setVisible(bool(self._rows) and not with_rows)


class _Row(QWidget):
    """An action and its keys, painted: a hundred of them come and go with every letter of a search."""

    def __init__(self, theme: Theme, choice: Choice) -> None:
        super().__init__()
        self._theme = theme
        self._title = choice.title
        self._keys = choice.keys[:MOST_KEYS]
        self.setFixedHeight(ROW)
        self.setAccessibleName(choice.title)
        self.setAccessibleDescription(" or ".join(self._keys))
        give_role(self, Role.StaticText)
        set_tooltip(self, choice.title)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(1, ROW)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._theme
        right = float(self.width())
        for number, keys in enumerate(reversed(self._keys)):
            if number:
                right = self._words(painter, "or", theme.ui_font(12), "text3", right) - 6
            for key in reversed(caps(keys)):
                width = keycap_width(theme, key)
                right -= width
                paint_keycap(painter, theme, QRectF(right, (ROW - 18) / 2, width, 18), key)
                right -= 4
            right -= 2
        font = theme.ui_font(12)
        painter.setFont(font)
        painter.setPen(theme.color("text2"))
        shown = QFontMetrics(font).elidedText(self._title, Qt.TextElideMode.ElideRight, max(0, int(right)))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, shown)

    def _words(self, painter: QPainter, words: str, font: QFont, colour: str, right: float) -> float:
        """Write *words* so that they end at *right*; returns where they begin."""
        left = right - QFontMetrics(font).horizontalAdvance(words)
        painter.setFont(font)
        painter.setPen(self._theme.color(colour))
        painter.drawText(QRectF(left, 0, right - left, ROW), Qt.AlignmentFlag.AlignVCenter, words)
        return left
