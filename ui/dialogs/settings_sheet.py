"""The settings: pages on the left, what can be chosen on the right. Everything holds at once; there is nothing to confirm."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.settings import Settings
from ui.accessible import Role, give_role
from ui.dialogs.overlay import Overlay
from ui.dialogs.segments import Segments
from ui.dialogs.settings_pages import PAGES, Choosable, Page, by_default
from ui.plain_text import button, label, relabel, wrapped_label
from ui.theme import Theme
from ui.theme.marks import TickBox

WIDTH, TOP, HEIGHT = 760, 72, 560
PAGES_WIDTH, MARGIN, BETWEEN = 168, 18, 20
IN_A_ROW, BOX = 10, 25
LOCATION, VERSIONS = "Where it is", "Versions"


class SettingsSheet(Overlay):
    """Shows settings, and tells what they are to be from now on."""

    chosen = Signal(object)  # Settings
    deed_chosen = Signal(str)  # the id of a command
    copied = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent, width=WIDTH, top=TOP, height=HEIGHT)
        self.setAccessibleName("Settings")
        self._settings = Settings()
        self._fields: dict[str, _Field] = {}
        self._deeds: dict[str, QPushButton] = {}
        self._facts = {page: _Fact(name) for page, name in (("Workspace", LOCATION), ("About", VERSIONS))}
        self._shown = QStackedWidget()
        self._list = QButtonGroup(self)
        self._reset = button("Reset this page", kind="ghost")
        self._lay_out()
        self._list.idToggled.connect(lambda place, is_on: self._open_page(place) if is_on else None)
        self._reset.clicked.connect(self._reset_page)
        for fact in self._facts.values():
            fact.copied.connect(self.copied)
        self._list.button(0).setChecked(True)

    @property
    def page(self) -> Page:
        """The page that is open."""
        return PAGES[self._shown.currentIndex()]

    def open_with(
        self, settings: Settings, *, location: str, versions: str, deeds: Mapping[str, tuple[str, bool]]
    ) -> None:
        """Show *settings*, where the workspace is, and what is at work here.

        *deeds* says of each command that stands on a page what it is called, and whether it means anything now.
        """
        self._facts["Workspace"].show_fact(location)
        self._facts["About"].show_fact(versions)
        for name, one in self._deeds.items():
            title, is_possible = deeds[name]
            relabel(one, title)
            one.setEnabled(is_possible)
        self._show_settings(settings)
        self.open_overlay(self._list.button(self._shown.currentIndex()))

    def _show_settings(self, settings: Settings) -> None:
        self._settings = settings
        for name, field in self._fields.items():
            field.show_value(getattr(settings, name))
        self._offer_reset()

    # Any: each field has values of its own kind; which these are stands in the table of pages.
    def _choose(self, values: Mapping[str, Any]) -> None:
        settings = replace(self._settings, **values)
        if settings != self._settings:
            self._show_settings(settings)
            self.chosen.emit(settings)

    def _reset_page(self) -> None:
        # The button that was pressed goes, and would take the focus with it.
        self._list.button(self._shown.currentIndex()).setFocus(Qt.FocusReason.OtherFocusReason)
        self._choose(by_default(self.page))

    def _do(self, deed: str) -> None:
        self.close_overlay()
        self.deed_chosen.emit(deed)

    def _open_page(self, place: int) -> None:
        self._shown.setCurrentIndex(place)
        self._offer_reset()

    def _offer_reset(self) -> None:
        """Where nothing was chosen there is nothing to reset."""
        plain = by_default(self.page)
        self._reset.setVisible(any(getattr(self._settings, name) != value for name, value in plain.items()))

    # Building

    def _lay_out(self) -> None:
        names = QVBoxLayout()
        names.setSpacing(2)
        for place, page in enumerate(PAGES):
            one = button(page.title, kind="page", name=f"Page: {page.title}")
            one.setCheckable(True)
            one.setFixedWidth(PAGES_WIDTH)
            self._list.addButton(one, place)
            names.addWidget(one)
            self._shown.addWidget(self._page(page))
        names.addStretch(1)
        names.addWidget(self._reset, 0, Qt.AlignmentFlag.AlignLeft)
        rule = QFrame()
        rule.setProperty("divider", "true")
        beside = QHBoxLayout()
        beside.setSpacing(BETWEEN)
        beside.addLayout(names)
        beside.addWidget(rule)
        beside.addWidget(self._shown, 1)
        head = QHBoxLayout()
        head.addWidget(label("Settings", role="heading"))
        head.addStretch(1)
        head.addWidget(label("Esc closes", role="hint"))
        column = QVBoxLayout(self.card)
        column.setContentsMargins(MARGIN, 14, MARGIN, 14)
        column.setSpacing(14)
        column.addLayout(head)
        column.addLayout(beside, 1)

    def _page(self, page: Page) -> QWidget:
        content = QWidget()
        content.setProperty("surface", "raised")
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 12, 4)
        column.setSpacing(18)
        if page.lead:
            column.addWidget(label(page.lead, wrap=True))
        if page.title in self._facts:
            column.addWidget(self._facts[page.title])
        for choosable in page.settings:
            field = _Field(self._theme, choosable)
            # Any: as in `_choose`.
            field.changed.connect(partial(lambda name, value: self._choose({name: value}), choosable.field))
            self._fields[choosable.field] = field
            column.addWidget(field)
        for name, purpose in page.deeds:
            self._deeds[name] = button(name)
            self._deeds[name].clicked.connect(partial(self._do, name))
            column.addLayout(_with_hint(self._deeds[name], purpose))
        if page.facts:
            column.addLayout(_table(page.facts))
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName(page.title)
        # What is chosen comes into view by Tab; what is only read is scrolled.
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus if page.facts else Qt.FocusPolicy.NoFocus)
        give_role(area, Role.Document)
        area.setWidget(content)
        return area


class _Field(QWidget):
    """One setting with its answers, or its statement with a box to tick."""

    changed = Signal(object)

    def __init__(self, theme: Theme, choosable: Choosable) -> None:
        super().__init__()
        self._title = choosable.title
        self._values = [value for value, _ in choosable.answers]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self._box: TickBox | None = None
        if choosable.statement:
            self._box = TickBox(theme, choosable.statement)
            self._box.setAccessibleDescription(choosable.hint)
            self._box.clicked.connect(lambda is_on: self.changed.emit(is_on))
            column.addWidget(self._box)
        else:
            self._heading = label(self._title, role="strong")
            self._answers = Segments(self._title, (text for _, text in choosable.answers), columns=IN_A_ROW)
            self._answers.chosen.connect(lambda place: self.changed.emit(self._values[place]))
            column.addWidget(self._heading)
            column.addWidget(self._answers)
        hint = label(choosable.hint, role="hint", wrap=True)
        hint.setContentsMargins(0 if self._box is None else BOX, 0, 0, 0)
        column.addWidget(hint)

    def show_value(self, value: object) -> None:
        if self._box is not None:
            self._box.setChecked(bool(value))
            return
        # A file that a person edits may hold a size that is none of those offered.
        is_offered = value in self._values
        self._heading.setText(self._title if is_offered else f"{self._title}, now {value}")
        self._answers.choose(self._values.index(value) if is_offered else -1)


class _Fact(QWidget):
    """A line about the program that can be copied."""

    copied = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._fact = ""
        self._said = wrapped_label(role="secondary")
        self._said.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        copy = button("Copy", kind="chip", name=f"Copy: {name}")
        copy.clicked.connect(lambda: self.copied.emit(self._fact))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._said, 1)
        row.addWidget(copy, 0, Qt.AlignmentFlag.AlignTop)

    def show_fact(self, fact: str) -> None:
        self._fact = fact
        self._said.setText(fact)


def _with_hint(control: QWidget, hint: str) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(6)
    column.addWidget(control, 0, Qt.AlignmentFlag.AlignLeft)
    column.addWidget(label(hint, role="hint", wrap=True))
    return column


def _table(facts: tuple[tuple[str, str], ...]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(8)
    grid.setColumnStretch(0, 3)
    grid.setColumnStretch(1, 2)
    for row, (name, licence) in enumerate(facts):
        grid.addWidget(label(name, wrap=True), row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label(licence, role="secondary", wrap=True), row, 1, Qt.AlignmentFlag.AlignTop)
    return grid
