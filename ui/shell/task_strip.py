"""The task strip: what was asked in one line, in full when it is opened; where the differences are."""

import re
from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QMouseEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.code.highlighting import language_name
from app.domain.names import Slot
from app.domain.sitting import Sitting
from ui.accessible import Role, give_role, in_layout_order
from ui.layouts import clear
from ui.plain_text import MarkdownView, button, elided_label, icon_button, label, name_icon_button, steady
from ui.theme import Theme
from ui.theme.marks import KeyCaps

HEIGHT = 40
BODY_HEIGHT, LEAST_BODY_HEIGHT = 220, 110
MEASURE = 720
MOST_CHIPS = 3
TITLE_SHARE = 0.34
"""Of the strip, what the title keeps beside a summary."""
NARROW = 1360


LONGEST_FIRST_LINE = 400

_EMPHASIS = re.compile(r"(?<![\w*])(\*\*|\*)(?=\S)(.+?)(?<=\S)\1(?![\w*])")
_LINK = re.compile(r"\[([^\]]+)\]\([^)]*\)")


def first_line(prompt: str) -> str:
    """The first line of *prompt* that says something, without the marks of Markdown."""
    said = next((line for line in prompt.split("\n") if line.strip("# *`>-")), "")[:LONGEST_FIRST_LINE]
    return _EMPHASIS.sub(r"\2", _LINK.sub(r"\1", said.lstrip("# >").replace("`", ""))).strip("* ")


class TaskStrip(QFrame):
    """Collapsed it is one line; `T` opens the task body below it."""

    toggled = Signal()
    difference_pressed = Signal(int)
    alignment_pressed = Signal()
    wrap_pressed = Signal()
    invisibles_pressed = Signal()
    slots_chosen = Signal(object)  # tuple of slots
    address_pressed = Signal(str)  # the address of a link in the task text

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._sitting: Sitting | None = None
        self._is_open = False
        self._wanted_height = BODY_HEIGHT
        self.setProperty("surface", "surface")
        self.setProperty("rule", "bottom")
        self.setAccessibleName("Task")
        give_role(self, Role.Grouping)
        self._chevron = icon_button("Show the task text", keys="T", size=24)
        self._word = label("Task", role="section")
        self._title = elided_label(role="strong")
        self._summary = elided_label(role="quiet")
        self._key = KeyCaps(theme, "T")
        self._chips = QHBoxLayout()
        self._chips.setSpacing(6)
        self._pairs = QHBoxLayout()
        self._pairs.setSpacing(4)
        self._divider = QFrame()
        self._divider.setProperty("divider", "true")
        self._divider.setFixedHeight(18)
        self._up = icon_button("Previous difference", keys=",")
        self._down = icon_button("Next difference", keys=".")
        self._difference = steady(label(role="secondary"))
        self._align = icon_button("Align rows", keys="D", checkable=True)
        self._wrap = icon_button("Wrap lines", keys="W", checkable=True)
        self._invisibles = icon_button("Show blanks and line ends", keys="I", checkable=True)
        self._body = _TaskBody(theme)
        self._lay_out()
        self._connect()
        theme.changed.connect(self._refresh)
        self._refresh()

    def show_evidence(self, *, shown: bool) -> None:
        """Show tests, results and context, or keep them back until the first impression is locked in."""
        self._body.show_evidence(shown=shown)

    def show_sitting(self, sitting: Sitting) -> None:
        self._sitting = sitting
        brief = sitting.brief
        self._title.setText(brief.title)
        first = first_line(brief.prompt)
        summary = "" if first.startswith(brief.title[:40]) else first
        self._summary.setText(summary)
        self._summary.setVisible(bool(summary))
        self._keep_title()
        self._body.show_sitting(sitting)
        self._show_chips()
        self.show_slots(brief.slots)

    def show_open(self, *, is_open: bool, height: int = BODY_HEIGHT) -> None:
        self._is_open = is_open
        self._wanted_height = height
        self._body.setFixedHeight(height)
        self._body.setVisible(is_open)
        name_icon_button(self._chevron, "Hide the task text" if is_open else "Show the task text", keys="T")
        self._refresh()

    def make_room(self, spare: int) -> None:
        """Give up lines of the task text where what stands below lacks room (*spare* is less than 0), or have them back."""
        if self._is_open:
            room = self._body.height() + spare
            self._body.setFixedHeight(min(self._wanted_height, max(LEAST_BODY_HEIGHT, room)))

    @property
    def body(self) -> QWidget:
        """What opens below the line."""
        return self._body

    @property
    def is_open(self) -> bool:
        return self._is_open

    def show_difference(self, current: int, total: int) -> None:
        """Where the caret is among the differences; fewer than none where nothing was compared."""
        said = f"diff {current} of {total}" if total > 0 else "no differences" if not total else "not compared"
        more = f"{current} of {total}" if total > 0 else said
        self._difference.setText(said)
        name_icon_button(self._up, "Previous difference", keys=",", more=more)
        name_icon_button(self._down, "Next difference", keys=".", more=more)

    @property
    def difference_in_words(self) -> str:
        return self._difference.text()

    def show_views(self, *, is_aligned: bool, is_wrapped: bool) -> None:
        self._align.setChecked(is_aligned)
        self._wrap.setChecked(is_wrapped)

    def show_invisibles(self, *, shown: bool) -> None:
        self._invisibles.setChecked(shown)

    def show_shared(self, percent: int) -> None:
        name_icon_button(self._align, "Align rows", keys="D", more=f"{percent} per cent shared")

    def show_slots(self, shown: tuple[Slot, ...]) -> None:
        """Which candidates are shown, of three."""
        clear(self._pairs)
        slots = self._sitting.brief.slots if self._sitting is not None else ()
        if len(slots) < 3:
            return
        a, b, c = slots
        for text, chosen in (("All", slots), (f"{a}·{b}", (a, b)), (f"{a}·{c}", (a, c)), (f"{b}·{c}", (b, c))):
            choice = button(text, kind="segment", name=f"Show {' and '.join(chosen)}")
            choice.setCheckable(True)
            give_role(choice, Role.RadioButton)
            choice.setChecked(chosen == shown)
            choice.clicked.connect(partial(self.slots_chosen.emit, chosen))
            self._pairs.addWidget(choice)
        in_layout_order(self._line)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.position().y() < HEIGHT:
            self.toggled.emit()

    def resizeEvent(self, event: object) -> None:
        self._show_chips()
        self._keep_title()

    def sizeHint(self) -> QSize:
        return QSize(1120, HEIGHT + (self._body.height() if self._is_open else 0))

    def _keep_title(self) -> None:
        """Where the room is short, the summary gives way before the title does."""
        # What a label would like to have is never less than what it must have.
        self._title.setMinimumWidth(0)
        self._title.setMinimumWidth(min(self._title.sizeHint().width(), int(self.width() * TITLE_SHARE)))

    def _show_chips(self) -> None:
        clear(self._chips)
        if self._sitting is None:
            return
        brief = self._sitting.brief
        words = [*([language_name(brief.language)] if brief.language else []), *brief.constraints]
        if brief.language and any(word.lower().startswith(brief.language.lower()) for word in brief.constraints):
            words = list(brief.constraints)
        is_narrow = self.width() < NARROW and len(brief.slots) == 3
        shown = [] if is_narrow else words[:MOST_CHIPS]
        for word in shown:
            self._chips.addWidget(label(word if len(word) <= 32 else word[:31] + "…", role="chip"))
        if len(words) > len(shown) and not is_narrow:
            self._chips.addWidget(label(f"+{len(words) - len(shown)}", role="chip"))
        in_layout_order(self._line)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(10, 0, 12, 0)
        row.setSpacing(8)
        row.addWidget(self._chevron)
        row.addWidget(self._word)
        row.addWidget(self._title)
        row.addWidget(self._summary)
        row.addWidget(self._key)
        row.addStretch(1)
        row.addLayout(self._chips)
        row.addLayout(self._pairs)
        row.addWidget(self._divider)
        for widget in (self._up, self._down, self._difference, self._align, self._wrap, self._invisibles):
            row.addWidget(widget)
        self._title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._summary.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._line = line = QWidget()
        line.setFixedHeight(HEIGHT - 1)
        line.setLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 1)
        column.setSpacing(0)
        column.addWidget(line)
        column.addWidget(self._body)
        self._body.hide()

    def _connect(self) -> None:
        self._chevron.clicked.connect(self.toggled)
        self._body.address_pressed.connect(self.address_pressed)
        self._up.clicked.connect(lambda: self.difference_pressed.emit(-1))
        self._down.clicked.connect(lambda: self.difference_pressed.emit(1))
        self._align.clicked.connect(self.alignment_pressed)
        self._wrap.clicked.connect(self.wrap_pressed)
        self._invisibles.clicked.connect(self.invisibles_pressed)

    def _refresh(self) -> None:
        self._chevron.setIcon(self._theme.icon("chevron-down" if self._is_open else "chevron-right"))
        self._up.setIcon(self._theme.icon("arrow-up"))
        self._down.setIcon(self._theme.icon("arrow-down"))
        self._align.setIcon(self._theme.icon("align-vertical-justify-center"))
        self._wrap.setIcon(self._theme.icon("text-wrap"))
        self._invisibles.setIcon(self._theme.icon("pilcrow"))


class _TaskBody(QFrame):
    """The prompt in full, and beside it what else the task says; set only while it is shown, most of the time it is not."""

    address_pressed = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._sitting: Sitting | None = None
        self._shows_evidence = True
        self._is_stale = False
        self.setProperty("surface", "surface")
        self._prompt = MarkdownView()
        self._prompt.setAccessibleName("Task text")
        self._prompt.setMaximumWidth(MEASURE)
        self._beside = MarkdownView()
        self._beside.setAccessibleName("Constraints, examples and context")
        row = QHBoxLayout(self)
        row.setContentsMargins(42, 4, 16, 12)
        row.setSpacing(24)
        row.addWidget(self._prompt, 3)
        row.addWidget(self._beside, 2)
        row.addStretch(0)
        self.setFocusProxy(self._prompt)
        for view in (self._prompt, self._beside):
            view.address_pressed.connect(self.address_pressed)
        theme.changed.connect(self._show)

    def show_sitting(self, sitting: Sitting) -> None:
        self._sitting = sitting
        self._show()

    def show_evidence(self, *, shown: bool) -> None:
        if shown != self._shows_evidence:
            self._shows_evidence = shown
            self._show()

    def showEvent(self, event: QShowEvent) -> None:
        if self._is_stale:
            self._show()

    def _show(self) -> None:
        if self._sitting is None:
            return
        self._is_stale = not self.isVisible()
        if self._is_stale:
            return
        style = self._style()
        code = self._theme.code_font(12)
        self._prompt.show_markdown(self._sitting.brief.prompt, style=style, code_font=code)
        beside = _beside(self._sitting, with_evidence=self._shows_evidence)
        self._beside.setVisible(bool(beside))
        self._beside.show_markdown(beside, style=style, code_font=code)

    def _style(self) -> str:
        roles = self._theme.tokens.roles
        code = f"font-family: 'JetBrains Mono'; font-size: 12px; background: {roles['sunken']};"
        return (
            f"body {{ color: {roles['text']}; }} p, ul, ol {{ margin: 0 0 8px 0; line-height: 140%; }}"
            f"h1, h2, h3, h4 {{ font-size: 13px; font-weight: 600; margin: 6px 0 4px 0; }}"
            f"code {{ {code} }} pre {{ {code} white-space: pre-wrap; margin: 2px 0 6px 0; }}"
            f"a {{ color: {roles['text2']}; text-decoration: underline; }}"
            f"b, strong, th {{ font-weight: 600; }} th {{ text-align: left; }}"
            f"table {{ border-collapse: collapse; }} td, th {{ padding: 3px 8px; border: 1px solid {roles['border']}; }}"
        )


def _beside(sitting: Sitting, *, with_evidence: bool) -> str:
    """Constraints, examples, tests, results and context as Markdown of our own around text that stays verbatim."""
    brief = sitting.brief
    parts = []
    if brief.constraints:
        parts.append("**Constraints**\n\n" + "\n".join(f"- {one}" for one in brief.constraints))
    if brief.examples:
        rows = "\n".join(f"{_fenced(f'{one.input}  →  {one.expected}')}" for one in brief.examples)
        parts.append(f"**Examples**\n\n{rows}")
    if not with_evidence:
        parts.append("**Tests, results and context** are shown once your first impression is locked in.")
        return "\n\n".join(parts)
    if brief.context:
        files = "\n".join(f"- {_code(one.path)} {' '.join(one.note.split())}".rstrip() for one in brief.context)
        parts.append(f"**Context** (Shift+T opens the files beside the candidates)\n\n{files}")
    if brief.tests:
        parts.append(f"**Tests**\n\n{_fenced(brief.tests)}")
    for exhibit in sitting.exhibits:
        if exhibit.results:
            lines = "\n".join(f"{one.outcome}  {one.name}" for one in exhibit.results)
            parts.append(f"**Results of {exhibit.slot}**\n\n{_fenced(lines)}")
    return "\n\n".join(parts)


def _code(text: str) -> str:
    """*text* as code within a line that nothing in it can close."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    return f"{fence} {text} {fence}" if longest else f"{fence}{text}{fence}"


def _fenced(text: str) -> str:
    """*text* as a code block that nothing in it can close."""
    longest = max((len(run) for run in text.split() if set(run) == {"`"}), default=0)
    fence = "`" * max(3, longest + 1)
    while fence in text:
        fence += "`"
    return f"{fence}\n{text}\n{fence}"
