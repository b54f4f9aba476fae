"""Every action as a row, and the one dispatcher that answers keys.

The dispatcher is handed every key of the program before the widget that it is for. It decides by the context of the widget
that has the focus, so that a single key means something in the code and is a letter in a text field; menus only show the
keys.
"""

import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QMenuBar, QPlainTextEdit, QTextEdit, QWidget

from ui.keys import Stroke, have_single_keys, parse_keys, say_nothing_of

SPACE, ENTER = Stroke(frozenset(), "Space"), Stroke(frozenset(), "Enter")
"""What presses a button that has the focus, whatever else it means around it. Qt itself leaves Enter to dialogs."""
MOVES = ("Left", "Right", "Up", "Down", "Home", "End", "PgUp", "PgDown")
"""What moves the caret of a text, also of one that is only read."""
CONTEXT_PROPERTY = "keyContext"


class Context(StrEnum):
    """Where a key means something. `ANYWHERE` holds also while typing, for chords and function keys."""

    ANYWHERE = "anywhere"
    CODE = "code"
    SCORES = "scores"
    COMPOSER = "composer"
    LIST = "list"
    TEXT = "text"


def always() -> bool:
    return True


def nothing() -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that can be done.

    *keys* are spelled “Ctrl+Enter”, “Shift+J”, “?”, “F7”; the first is shown. *when* says whether the command means anything
    here, *note* what there is to know beside it. A command that is not *is_listed* stands in no menu and no palette.
    """

    id: str
    section: str
    title: str
    keys: tuple[str, ...]
    contexts: tuple[Context, ...]
    run: Callable[[], object]
    synonyms: tuple[str, ...] = ()
    when: Callable[[], bool] = always
    note: Callable[[], str] = nothing
    is_listed: bool = True


_NAMES: dict[Qt.Key, str] = {
    Qt.Key.Key_Return: "Enter",
    Qt.Key.Key_Enter: "Enter",
    Qt.Key.Key_Escape: "Esc",
    Qt.Key.Key_Backspace: "Backspace",
    Qt.Key.Key_Delete: "Del",
    Qt.Key.Key_Tab: "Tab",
    Qt.Key.Key_Backtab: "Tab",
    Qt.Key.Key_Space: "Space",
    Qt.Key.Key_Left: "Left",
    Qt.Key.Key_Right: "Right",
    Qt.Key.Key_Up: "Up",
    Qt.Key.Key_Down: "Down",
    Qt.Key.Key_PageUp: "PgUp",
    Qt.Key.Key_PageDown: "PgDown",
    Qt.Key.Key_Home: "Home",
    Qt.Key.Key_End: "End",
    **{Qt.Key(Qt.Key.Key_F1.value + n): f"F{n + 1}" for n in range(12)},
}
_DIGITS_BY_POSITION = {
    # Scan codes of the number row: X11 and Wayland count 8 above those of the keyboard.
    **{code + 9: str(digit) for code, digit in enumerate([1, 2, 3, 4, 5, 6, 7, 8, 9, 0], 1)},
}
_LETTERS_BY_POSITION = dict(
    zip(
        [*range(24, 34), *range(38, 47), *range(52, 59)],
        "QWERTYUIOPASDFGHJKLZXCVBNM",
        strict=True,
    )
)
_ON_MAC = {"Ctrl": "⌘", "Alt": "⌥", "Shift": "⇧"}


def shown_keys(keys: str) -> str:
    """*keys* as they are shown on this platform."""
    if sys.platform != "darwin":
        return keys
    stroke = parse_keys(keys)
    return "".join(_ON_MAC[word] for word in ("Ctrl", "Alt", "Shift") if word in stroke.modifiers) + stroke.key


def keys_in_force(command: Command, window: QWidget) -> tuple[str, ...]:
    """The keys of *command* that do something in *window*, as they are shown."""
    works = [keys for keys in command.keys if Context.CODE not in command.contexts or not say_nothing_of(window, keys)]
    return tuple(map(shown_keys, works))


def strokes_of(event: QKeyEvent) -> tuple[Stroke, ...]:
    """What *event* can be looked up as, most telling first.

    Letters match key code and Shift (Caps Lock changes only the text), symbols match the text; where the key is not Latin,
    or the number row gives no digit, its place on the keyboard decides.
    """
    held = event.modifiers()
    modifiers = {
        word
        for word, flag in (
            ("Ctrl", Qt.KeyboardModifier.ControlModifier),
            ("Alt", Qt.KeyboardModifier.AltModifier),
            ("Shift", Qt.KeyboardModifier.ShiftModifier),
            ("Meta", Qt.KeyboardModifier.MetaModifier),
        )
        if held & flag
    }
    key, text = event.key(), event.text()
    without_shift = frozenset(modifiers - {"Shift"})
    if key in _NAMES:
        return (Stroke(frozenset(modifiers), _NAMES[Qt.Key(key)]),)
    if Qt.Key.Key_A <= key <= Qt.Key.Key_Z:
        return (Stroke(frozenset(modifiers), chr(key)),)
    found = []
    if Qt.Key.Key_0 <= key <= Qt.Key.Key_9:
        found.append(Stroke(frozenset(modifiers), chr(key)))
    elif len(text) == 1 and text.isprintable():
        # The Shift that a layout needs for a symbol is no modifier of it.
        found += [Stroke(without_shift, text), Stroke(frozenset(modifiers), text)]
    elif 0x20 < key < 0x7F:
        found += [Stroke(without_shift, chr(key)), Stroke(frozenset(modifiers), chr(key))]
    place = event.nativeScanCode()
    if place in _DIGITS_BY_POSITION and not any(stroke.key.isdigit() for stroke in found):
        found.append(Stroke(without_shift, _DIGITS_BY_POSITION[place]))
    if place in _LETTERS_BY_POSITION and not text.isascii():
        found.append(Stroke(frozenset(modifiers), _LETTERS_BY_POSITION[place]))
    return tuple(found)


def context_of(widget: QWidget | None) -> Context:
    """What the keys mean in *widget*: what it or its nearest ancestor says, text where text is edited."""
    if widget is not None and is_text(widget):
        return Context.TEXT
    while widget is not None:
        if (said := widget.property(CONTEXT_PROPERTY)) is not None:
            return Context(said)
        widget = widget.parentWidget()
    return Context.CODE


def is_text(widget: QWidget) -> bool:
    """Whether letters that are typed into *widget* are text."""
    return isinstance(widget, QLineEdit | QTextEdit | QPlainTextEdit) and not widget.isReadOnly()


def is_read(widget: QWidget) -> bool:
    """Whether a caret goes through the text of *widget*, which nobody edits."""
    if not isinstance(widget, QTextEdit | QPlainTextEdit) or not widget.isReadOnly():
        return False
    return bool(widget.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByKeyboard)


class Keymap:
    """Which command a stroke stands for: of the rows that have it, the first that means something where the focus is."""

    def __init__(self, commands: Iterable[Command]) -> None:
        self._commands = tuple(commands)
        self._rows: dict[Stroke, list[Command]] = {}
        for command in self._commands:
            for keys in command.keys:
                self._rows.setdefault(parse_keys(keys), []).append(command)

    def command_for(self, stroke: Stroke, context: Context, *, have_single: bool) -> Command | None:
        """What *stroke* runs in *context* now, if anything; single keys only where the window *have_single* ones."""
        if stroke.is_single and context is Context.CODE and not have_single:
            return None
        for command in self._rows.get(stroke, ()):
            if _means_something(command, stroke, context) and command.when():
                return command
        return None

    def keys_now(self, context: Context, *, have_single: bool) -> dict[str, tuple[str, ...]]:
        """The keys that run something in *context* now, as they are shown, by the ids of the commands that they run."""
        runs: dict[str, tuple[str, ...]] = {}
        for command in self._commands:
            for keys in command.keys:
                if self.command_for(parse_keys(keys), context, have_single=have_single) is command:
                    runs[command.id] = (*runs.get(command.id, ()), shown_keys(keys))
        return runs


def _means_something(command: Command, stroke: Stroke, context: Context) -> bool:
    if context in command.contexts:
        return True
    if Context.ANYWHERE not in command.contexts:
        return False
    is_chord = bool(stroke.modifiers - {"Shift"}) or (stroke.key.startswith("F") and len(stroke.key) > 1)
    return is_chord or stroke.key == "Esc" or context is not Context.TEXT


class Dispatcher:
    """Answers the keys of one window by the rows that it was given."""

    def __init__(
        self, window: QWidget, commands: Iterable[Command], *, is_blocked: Callable[[], bool] = lambda: False
    ) -> None:
        """*is_blocked* says whether something lies over the window that takes all keys for itself."""
        self._is_blocked = is_blocked
        self._window = window
        self._keymap = Keymap(commands)

    def answer(self, watched: QObject, event: QKeyEvent) -> bool:
        """Run the command that *event*, on its way to *watched*, stands for; False where it stands for none."""
        kind = event.type()
        if kind not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            return False
        if not self._is_ours(watched):
            return False
        run = self._what_to_run(event, watched)
        if run is None:
            return False
        event.accept()
        if kind == QEvent.Type.KeyPress:
            run()
        return True

    def _is_ours(self, watched: QObject) -> bool:
        """Only the focus widget of our window, and nothing while a menu or a dialog is open."""
        return (
            isinstance(watched, QWidget)
            and watched.window() is self._window
            and watched is (self._window.focusWidget() or self._window)
            and QApplication.activePopupWidget() is None
            and QApplication.activeModalWidget() is None
            and not self._is_blocked()
        )

    def _what_to_run(self, event: QKeyEvent, watched: QObject) -> Callable[[], object] | None:
        assert isinstance(watched, QWidget)
        context, have_single = context_of(watched), have_single_keys(watched)
        strokes = strokes_of(event)
        if is_read(watched) and any(stroke.key in MOVES and "Alt" not in stroke.modifiers for stroke in strokes):
            return None
        if isinstance(watched, QAbstractButton) and (SPACE in strokes or ENTER in strokes):
            return watched.click if ENTER in strokes and context is Context.CODE else None
        for stroke in strokes:
            if stroke.key == "Z" and "Ctrl" in stroke.modifiers and _text_comes_first(watched, stroke):
                return None
            if (command := self._keymap.command_for(stroke, context, have_single=have_single)) is not None:
                return command.run
        return None


def build_menus(bar: QMenuBar, commands: Iterable[Command]) -> None:
    """One menu a section, in the order of the rows. The keys are shown, not bound: the dispatcher has them."""
    menus: dict[str, list[Command]] = {}
    for command in commands:
        if command.is_listed:
            menus.setdefault(command.section, []).append(command)
    for section, rows in menus.items():
        menu = bar.addMenu(f"&{section}")
        actions = []
        for command in rows:
            action = QAction(titled(command, bar), menu)
            action.setMenuRole(QAction.MenuRole.NoRole)
            action.triggered.connect(_running(command))
            menu.addAction(action)
            actions.append((action, command))
        menu.aboutToShow.connect(_refreshing(actions, bar))


def titled(command: Command, window: QWidget) -> str:
    """The title of *command* as a menu of *window* has it: behind the tab stands what is shown at its right edge."""
    title, keys = command.title.replace("&", "&&"), keys_in_force(command, window)
    return f"{title}\t{keys[0]}" if keys else title


def _running(command: Command) -> Callable[[], None]:
    def run() -> None:
        command.run()

    return run


def _refreshing(actions: list[tuple[QAction, Command]], bar: QMenuBar) -> Callable[[], None]:
    def refresh() -> None:
        for action, command in actions:
            action.setText(titled(command, bar))
            action.setEnabled(command.when())

    return refresh


def _text_comes_first(widget: QWidget, stroke: Stroke) -> bool:
    """A text undoes its own typing before the desk undoes anything; a line of text never lets it come to that."""
    if not is_text(widget):
        return False
    if isinstance(widget, QLineEdit):
        return True
    assert isinstance(widget, QTextEdit | QPlainTextEdit)
    document = widget.document()
    return document.isRedoAvailable() if "Shift" in stroke.modifiers else document.isUndoAvailable()
