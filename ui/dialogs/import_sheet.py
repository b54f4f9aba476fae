"""The sheet between choosing a file of tasks and taking it in: what it holds, what is wrong with it, by which rules.

Nothing is kept before it is confirmed. It names no file: the name of a file may be that of a model.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.code.highlighting import language_name
from app.domain.days import day_in_words
from app.domain.intake import Concern, ImportChoices, Preview, free_name, to_import
from app.domain.rubric import Rubric
from ui.dialogs.import_checks import NAMES, ImportChecks
from ui.dialogs.import_rules import ImportRules
from ui.dialogs.overlay import Overlay
from ui.plain_text import TextField, button, label, relabel
from ui.room import DialogRoom
from ui.theme import Theme
from ui.theme.marks import TickBox

WIDTH, TOP, MARGIN, RULES_WIDTH = 920, 40, 20, 424
NARROW = 800
LIST_HEIGHT, LOWEST_LIST = 112, 52
MOST_SHOWN, MOST_LANGUAGES, LONGEST_NAME = 200, 4, 200
SEALED = "Model names are sealed until you export or unseal the task set."
ITS_OWN = "The task set's file sets these."
ITS_RULES = "This task set is here already; its rules hold for what is added."


class ImportSheet(Overlay):
    """Shows a `Preview` and hears the `ImportChoices`; Esc leaves everything as it was."""

    confirmed = Signal(object)  # ImportChoices
    rubric_file_wanted = Signal()
    opened_instead = Signal(str)  # the name of the task set that has all the tasks already

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent, width=WIDTH, top=TOP)
        self._preview: Preview | None = None
        self._excludes_leaks = False
        self.setAccessibleName("Import tasks")
        self._which = label(role="hint")
        self._name = QLineEdit()
        self._name.setMaxLength(LONGEST_NAME)
        self._name.setAccessibleName("Name of the task set")
        self._summary = label(role="secondary", wrap=True)
        self._checks = ImportChecks(theme)
        self._rules = ImportRules(theme)
        self._why_locked = label(role="hint", wrap=True)
        self._unlock = TickBox(theme, "Change them for this import")
        self._listed = label(role="section")
        self._list = TextField()
        self._list.setReadOnly(True)
        self._list.setTabChangesFocus(True)
        self._list.setMinimumHeight(LOWEST_LIST)
        self._list.setMaximumHeight(LIST_HEIGHT)
        self._told = label(role="danger", wrap=True)
        self._sealed = label(SEALED, role="hint")
        self._cancel = button("Cancel", name="Cancel the import")
        self._copy = button("Import a copy")
        self._import = button("Import", kind="primary")
        self._right, self._between, self._middle = QWidget(), QFrame(), QHBoxLayout()
        self._lay_out()
        self._connect()

    @property
    def told(self) -> str:
        """What keeps the import from going on, empty for nothing."""
        return self._told.text()

    @property
    def listed(self) -> str:
        """What is shown in full."""
        return self._list.toPlainText()

    @property
    def deed(self) -> str:
        """What the main button does."""
        return self._import.text()

    def show_preview(self, preview: Preview, *, which: str = "") -> None:
        """Open on *preview*; *which* says which one of several files it is of."""
        self._preview = preview
        self._excludes_leaks = False
        self._which.setText(which)
        self._name.setText(preview.name)
        self._summary.setText(summary(preview))
        self._checks.show_preview(preview)
        self._rules.show_rules(preview.policy, preview.rubrics)
        self._unlock.setChecked(False)
        self._show_list(next((one for one in Concern if one is not Concern.KNOWN and preview.of(one)), None))
        self._refresh()
        self.open_overlay(self._import)

    def add_rubric(self, rubric: Rubric) -> None:
        """Offer *rubric*, which stood in a file, and choose it."""
        self._rules.add_rubric(rubric)

    def refuse_rubric(self, sentence: str) -> None:
        """The file that was chosen holds no rubric."""
        self._say(sentence)

    def confirm(self) -> None:
        """Go on with what is chosen, or say why that cannot be."""
        preview = self._preview
        if preview is None:
            return
        if self._has_all(preview):
            self.close_overlay()
            self.opened_instead.emit(preview.name)
        elif reason := self._why_not(preview):
            self._say(reason)
        else:
            choices = self._choices()
            self.close_overlay()
            self.confirmed.emit(choices)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        focus = self.window().focusWidget()
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.confirm()
        elif is_enter and isinstance(focus, QAbstractButton):
            focus.click()
        elif not is_enter:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab goes round as the card is read, whenever its rows and buttons came."""
        if not self.isVisible():
            return super().focusNextPrevChild(next)
        chain, focus = self._in_tab_order(), self.window().focusWidget()
        here = chain.index(focus) if focus in chain else -1 if next else 0
        reason = Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason
        chain[(here + (1 if next else -1)) % len(chain)].setFocus(reason)
        return True

    def _in_tab_order(self) -> list[QWidget]:
        """The left column, the rules, what is below; rows and buttons come and go."""
        parts = (
            self._name,
            self._checks,
            self._unlock,
            self._rules,
            self._list,
            self._cancel,
            self._copy,
            self._import,
        )

        def place(widget: QWidget) -> tuple[int, int]:
            corner = widget.mapTo(self.card, widget.rect().topLeft())
            return corner.y(), corner.x()

        return [
            widget
            for part in parts
            for widget in sorted((part, *part.findChildren(QWidget)), key=place)
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and widget.isEnabled()
        ]

    # What is chosen

    def _choices(self) -> ImportChoices:
        return ImportChoices(self._name.text().strip(), self._rules.policy, self._rules.rubric, self._excludes_leaks)

    def _has_all(self, preview: Preview) -> bool:
        """Whether the set of the chosen name has every task already."""
        return preview.is_all_known and self._name.text().strip() == preview.name

    def _why_not(self, preview: Preview) -> str:
        choices = self._choices()
        if not choices.name or not choices.name.isprintable():
            return "Give the task set a name."
        if choices.name in preview.known_names and not self._is_own(preview):
            return f"There is a task set “{choices.name}” already; give another name."
        if not to_import(preview, choices):
            return "No task would be imported: what is wrong with the file stands in the list."
        return ""

    def _is_own(self, preview: Preview) -> bool:
        """Whether what is chosen adds to the set of this name that is here already."""
        return preview.imported_at is not None and self._name.text().strip() == preview.name

    # What is shown

    def _refresh(self) -> None:
        preview = self._preview
        if preview is None:
            return
        is_own = self._is_own(preview)
        self._why_locked.setText(ITS_RULES if is_own else ITS_OWN)
        self._why_locked.setVisible(is_own or preview.is_described)
        self._unlock.setVisible(preview.is_described and not is_own)
        self._rules.lock(is_locked=is_own or (preview.is_described and not self._unlock.isChecked()))
        has_all = self._has_all(preview)
        self._copy.setVisible(has_all)
        number, total = to_import(preview, self._choices()), preview.entries
        count = f"{number:,} tasks" if number != 1 else "1 task"
        said = (
            "Open it" if has_all else f"Import {count}" if number == total else f"Import {number:,} of {total:,} tasks"
        )
        relabel(self._import, said)
        self._say(_already(preview) if has_all else "")
        self._place()

    def _say(self, sentence: str) -> None:
        self._told.setText(sentence)
        self._told.setAccessibleName(sentence)
        self._told.setVisible(bool(sentence))
        self._sealed.setVisible(not sentence)

    def _show_list(self, concern: Concern | None) -> None:
        """Show everything that was seen of *concern*."""
        found = () if concern is None or self._preview is None else self._preview.of(concern)
        self._listed.setVisible(bool(found))
        self._list.setVisible(bool(found))
        if concern is not None:
            self._listed.setText(NAMES[concern])
            self._list.setAccessibleName(NAMES[concern])
        lines = [
            one.sentence if one.task_id is None else f"{one.task_id}: {one.sentence}" for one in found[:MOST_SHOWN]
        ]
        if len(found) > MOST_SHOWN:
            lines.append(f"and {len(found) - MOST_SHOWN:,} more")
        self._list.setPlainText("\n".join(lines))
        self._place()

    def _exclude_leaks(self, excludes: bool) -> None:
        self._excludes_leaks = excludes
        self._refresh()

    def _name_a_copy(self) -> None:
        if self._preview is not None:
            self._name.setText(free_name(self._preview.name, self._preview.known_names))
            self._refresh()
            self._import.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(label("Import tasks", role="heading"))
        head.addWidget(self._which)
        head.addStretch(1)
        head.addWidget(label("Ctrl+Enter imports   Esc closes", role="hint"))
        left = QVBoxLayout()
        left.setSpacing(6)
        left.addWidget(label("Task set", role="section"))
        left.addWidget(self._name)
        left.addWidget(self._summary)
        left.addSpacing(8)
        left.addWidget(label("Looked through for", role="section"))
        left.addWidget(self._checks)
        left.addStretch(1)
        rules = QVBoxLayout()
        rules.setSpacing(6)
        rules.addWidget(label("Rules", role="section"))
        rules.addWidget(self._why_locked)
        rules.addWidget(self._unlock)
        rules.addWidget(self._rules)
        rules.addStretch(1)
        self._right.setLayout(rules)
        rules.setContentsMargins(0, 0, 0, 0)
        self._between.setProperty("divider", "true")
        self._middle.setSpacing(MARGIN)
        self._middle.addLayout(left, 1)
        self._middle.addWidget(self._between)
        self._middle.addWidget(self._right)
        content = QWidget()
        whole = QVBoxLayout(content)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(10)
        whole.addLayout(self._middle, 1)
        whole.addWidget(self._listed)
        whole.addWidget(self._list)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._sealed)
        foot.addWidget(self._told, 1)
        foot.addStretch(1)
        for one in (self._cancel, self._copy, self._import):
            foot.addWidget(one)
        column = QVBoxLayout(self.card)
        column.setContentsMargins(MARGIN, 16, MARGIN, 16)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(DialogRoom(content, name="What comes in, and by which rules"), 1)
        column.addLayout(foot)

    def _place(self) -> None:
        """Where two columns have no room beside each other, one stands below the other."""
        is_narrow = self._in_view().width() < NARROW
        directions = QHBoxLayout.Direction
        self._middle.setDirection(directions.TopToBottom if is_narrow else directions.LeftToRight)
        self._between.setVisible(not is_narrow)
        if is_narrow:
            self._right.setMinimumWidth(0)
            self._right.setMaximumWidth(WIDTH)
        else:
            self._right.setFixedWidth(RULES_WIDTH)
        super()._place()

    def _connect(self) -> None:
        self._name.textEdited.connect(lambda _: self._refresh())
        self._checks.shown.connect(self._show_list)
        self._checks.leaks_settled.connect(self._exclude_leaks)
        self._unlock.toggled.connect(lambda _: self._refresh())
        self._rules.edited.connect(self._refresh)
        self._rules.rubric_file_wanted.connect(self.rubric_file_wanted)
        self._cancel.clicked.connect(self.close_overlay)
        self._copy.clicked.connect(self._name_a_copy)
        self._import.clicked.connect(self.confirm)


def _already(preview: Preview) -> str:
    day = "" if preview.imported_at is None else day_in_words(preview.imported_at)
    when = day if day in ("today", "yesterday") else f"on {day}"
    return f"Already imported {when}. Open it, or import a copy."


def summary(preview: Preview) -> str:
    """What a file holds, in two lines: how many tasks of which kind, and languages, candidates and size."""
    tasks = f"{preview.entries:,} tasks" if preview.entries != 1 else "1 task"
    kinds = " and ".join(kind.replace("_", " ") for kind, _ in preview.kinds)
    are_mixed = len(preview.candidates) > 1
    sizes = (f"{size} candidates{f' in {number:,}' if are_mixed else ''}" for size, number in preview.candidates)
    named = [f"{language_name(one) if one else 'no language'} {n:,}" for one, n in preview.languages[:MOST_LANGUAGES]]
    if len(preview.languages) > MOST_LANGUAGES:
        named.append(f"{len(preview.languages) - MOST_LANGUAGES} more languages")
    lines = ((tasks, kinds, ", ".join(sizes)), (", ".join(named), bytes_in_words(preview.size)))
    return "\n".join(" · ".join(part for part in line if part) for line in lines)


def bytes_in_words(size: int) -> str:
    """1.2 MB, 340 KB, 12 bytes."""
    if size >= 1024 * 1024:
        return f"{size / 1024**2:.1f} MB"
    return f"{size // 1024:,} KB" if size >= 1024 else f"{size} bytes"
