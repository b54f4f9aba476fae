"""The shortcuts overlay: every key, grouped, with a search."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from ui.accessible import Role, give_role
from ui.dialogs.choices import Choice, matches
from ui.dialogs.overlay import Overlay
from ui.plain_text import elided_label, label, set_tooltip
from ui.theme import Theme
from ui.theme.marks import KeyCaps

WIDTH, TOP, HEIGHT, COLUMNS = 1072, 56, 640, 3
MARGIN, BETWEEN, SCROLL_BAR = 16, 28, 14


class ShortcutsOverlay(Overlay):
    """Three columns of actions and their keys."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent, width=WIDTH, top=TOP, height=HEIGHT)
        self.setAccessibleName("Keyboard shortcuts")
        self._choices: tuple[Choice, ...] = ()
        self._search = QLineEdit()
        self._search.setPlaceholderText("Find a key or an action")
        self._search.setAccessibleName("Find a key or an action")
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
        column = QVBoxLayout(self.card)
        column.setContentsMargins(MARGIN, 14, MARGIN, 14)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self._search)
        column.addWidget(self._area, 1)
        self._search.textChanged.connect(self._refresh)

    def open_with(self, choices: tuple[Choice, ...]) -> None:
        """Show the rows that have a key."""
        self._choices = tuple(choice for choice in choices if choice.keys)
        self._search.clear()
        self._refresh()
        self.open_overlay(self._search)

    def _refresh(self) -> None:
        wanted = self._search.text()
        groups: dict[str, list[Choice]] = {}
        for choice in self._choices:
            if matches(choice, wanted) or wanted.casefold() in " ".join(choice.keys).casefold():
                groups.setdefault(choice.section, []).append(choice)
        columns: list[list[QWidget]] = [[] for _ in range(COLUMNS)]
        for section, rows in sorted(groups.items(), key=lambda group: -len(group[1])):
            shortest = min(columns, key=len)
            shortest.append(label(section, role="section"))
            shortest.extend(self._row(choice) for choice in rows)
        page = QWidget()
        page.setProperty("surface", "raised")
        grid = QGridLayout(page)
        grid.setHorizontalSpacing(BETWEEN)
        grid.setContentsMargins(0, 0, SCROLL_BAR, 0)
        grid.setVerticalSpacing(4)
        for x, widgets in enumerate(columns):
            grid.setColumnStretch(x, 1)
            grid.setColumnMinimumWidth(x, 1)
            for y, widget in enumerate(widgets):
                widget.setMinimumWidth(1)
                grid.addWidget(widget, y, x)
        grid.setRowStretch(max((len(widgets) for widgets in columns), default=0), 1)
        self._area.setWidget(page)

    def _row(self, choice: Choice) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 1, 0, 1)
        line.setSpacing(6)
        title = elided_label(choice.title, role="secondary")
        set_tooltip(title, choice.title)
        line.addWidget(title, 1)
        for number, keys in enumerate(choice.keys[:2]):
            if number:
                line.addWidget(label("or", role="hint"))
            line.addWidget(KeyCaps(self._theme, keys))
        return row
