"""Keys: one dispatcher, and a single key means what it means only where it means it."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QMenu, QMenuBar, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.commands import (
    Command,
    Context,
    Dispatcher,
    Keymap,
    build_menus,
    context_of,
    shown_keys,
    strokes_of,
)
from ui.keys import Stroke, parse_keys
from ui.main_window.input_filter import InputFilter

NONE = Qt.KeyboardModifier.NoModifier
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


class Desk:
    """A window with a place for each context, and a note of every command that ran."""

    def __init__(self, qtbot: QtBot, qapp: QApplication) -> None:
        self.ran: list[str] = []
        self.is_blocked = False
        self.window = QWidget()
        self.code, self.scores = QWidget(), QPushButton("scores")
        self.code.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.code.setProperty("keyContext", "code")
        self.scores.setProperty("keyContext", "scores")
        self.list = QListWidget()
        self.list.addItems(["jam", "kettle"])
        self.list.setProperty("keyContext", "list")
        self.line = QLineEdit()
        column = QVBoxLayout(self.window)
        for widget in (self.code, self.scores, self.list, self.line):
            column.addWidget(widget)
        rows = (
            ("down", ("J", "Down"), (Context.CODE,)),
            ("select", ("Shift+J",), (Context.CODE,)),
            ("one", ("1", "Alt+1"), (Context.CODE,)),
            ("score", ("1", "-"), (Context.SCORES,)),
            ("submit", ("Ctrl+Enter",), (Context.ANYWHERE,)),
            ("undo", ("Ctrl+Z",), (Context.ANYWHERE,)),
            ("back", ("Esc",), (Context.ANYWHERE,)),
            ("next", ("F7",), (Context.ANYWHERE,)),
            ("help", ("?",), (Context.CODE,)),
            ("page", ("Space",), (Context.CODE,)),
        )
        self.commands = [
            Command(name, "Edit", name, keys, contexts, lambda name=name: self.ran.append(name))  # type: ignore[misc]
            for name, keys, contexts in rows
        ]
        self.dispatcher = Dispatcher(self.window, self.commands, is_blocked=lambda: self.is_blocked)
        self.filter = InputFilter(qapp, self.window, keys=(self.dispatcher.answer,))
        qtbot.addWidget(self.window)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)

    def press(self, widget: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> list[str]:
        """What runs when *key* is pressed in *widget*."""
        self.ran.clear()
        widget.setFocus()
        QTest.keyClick(widget, key, modifiers)
        return list(self.ran)


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication) -> Iterator[Desk]:
    made = Desk(qtbot, qapp)
    yield made
    qapp.removeEventFilter(made.filter)


def test_a_single_key_works_in_its_context_only(desk: Desk) -> None:
    assert desk.press(desk.code, Qt.Key.Key_J) == ["down"]
    assert desk.press(desk.code, Qt.Key.Key_J, SHIFT) == ["select"]
    assert desk.press(desk.code, Qt.Key.Key_1) == ["one"]
    assert desk.press(desk.scores, Qt.Key.Key_1) == ["score"]
    assert desk.press(desk.scores, Qt.Key.Key_J) == []
    assert desk.press(desk.list, Qt.Key.Key_J) == []
    assert desk.press(desk.line, Qt.Key.Key_J) == []


def test_letters_are_text_in_a_text_field_and_type_ahead_in_a_list(desk: Desk) -> None:
    desk.press(desk.line, Qt.Key.Key_J)
    desk.press(desk.line, Qt.Key.Key_1)
    assert desk.line.text() == "j1"
    desk.press(desk.list, Qt.Key.Key_K)
    assert desk.list.currentRow() == 1


def test_space_presses_a_button_elsewhere_and_pages_in_the_code(desk: Desk, qtbot: QtBot) -> None:
    assert desk.press(desk.code, Qt.Key.Key_Space) == ["page"]
    with qtbot.waitSignal(desk.scores.clicked):
        desk.press(desk.scores, Qt.Key.Key_Space)


def test_chords_function_keys_and_escape_work_everywhere(desk: Desk) -> None:
    for widget in (desk.code, desk.scores, desk.list, desk.line):
        assert desk.press(widget, Qt.Key.Key_Return, CTRL) == ["submit"]
        assert desk.press(widget, Qt.Key.Key_Enter, CTRL | Qt.KeyboardModifier.KeypadModifier) == ["submit"]
        assert desk.press(widget, Qt.Key.Key_F7) == ["next"]
        assert desk.press(widget, Qt.Key.Key_Escape) == ["back"]


def test_the_keypad_gives_digits_too(desk: Desk) -> None:
    assert desk.press(desk.code, Qt.Key.Key_1, Qt.KeyboardModifier.KeypadModifier) == ["one"]


def test_a_line_of_text_undoes_its_own_typing_and_nothing_else(desk: Desk) -> None:
    desk.press(desk.line, Qt.Key.Key_J)
    assert desk.press(desk.line, Qt.Key.Key_Z, CTRL) == []
    assert desk.line.text() == ""
    assert desk.press(desk.line, Qt.Key.Key_Z, CTRL) == []
    assert desk.press(desk.code, Qt.Key.Key_Z, CTRL) == ["undo"]


def test_nothing_runs_under_what_lies_over_the_window(desk: Desk) -> None:
    desk.is_blocked = True
    assert desk.press(desk.code, Qt.Key.Key_J) == []
    assert desk.press(desk.code, Qt.Key.Key_Return, CTRL) == []


def test_a_command_that_does_not_exist_here_leaves_its_key_alone(qtbot: QtBot, qapp: QApplication) -> None:
    window = QLineEdit()
    qtbot.addWidget(window)
    ran: list[str] = []
    command = Command(
        "x", "Edit", "x", ("Ctrl+J",), (Context.ANYWHERE,), lambda: ran.append("x"), when=lambda: bool(window.text())
    )
    hearing = InputFilter(qapp, window, keys=(Dispatcher(window, [command]).answer,))
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, Qt.Key.Key_J, CTRL)
    assert ran == []
    window.setText("something")
    QTest.keyClick(window, Qt.Key.Key_J, CTRL)
    assert ran == ["x"]
    qapp.removeEventFilter(hearing)


def event(key: int, text: str, modifiers: Qt.KeyboardModifier = NONE, scan: int = 0) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, modifiers, scan, 0, 0, text)


@pytest.mark.parametrize(
    ("pressed", "stroke"),
    [
        (event(Qt.Key.Key_J, "j"), "J"),
        (event(Qt.Key.Key_J, "J"), "J"),  # Caps Lock
        (event(Qt.Key.Key_J, "J", SHIFT), "Shift+J"),
        (event(Qt.Key.Key_Question, "?", SHIFT), "?"),
        (event(Qt.Key.Key_Slash, "/"), "/"),
        (event(Qt.Key.Key_Ampersand, "&", scan=10), "1"),  # the number row of AZERTY
        (event(Qt.Key.Key_Eacute, "é", scan=11), "2"),
        (event(0x0416, "ж", scan=44), "J"),  # a Cyrillic key by its place
        (event(Qt.Key.Key_Equal, "=", CTRL), "Ctrl+="),
        (event(Qt.Key.Key_Slash, "\x1f", CTRL), "Ctrl+/"),
        (event(Qt.Key.Key_Backtab, "", SHIFT), "Shift+Tab"),
        (event(Qt.Key.Key_1, "1", ALT), "Alt+1"),
    ],
)
def test_a_press_is_looked_up_as_what_it_means(pressed: QKeyEvent, stroke: str) -> None:
    assert parse_keys(stroke) in strokes_of(pressed)


def test_keys_are_spelled_in_one_way() -> None:
    assert parse_keys("Ctrl++") == Stroke(frozenset({"Ctrl"}), "+")
    assert parse_keys("Ctrl+Shift+K") == Stroke(frozenset({"Ctrl", "Shift"}), "K")
    assert parse_keys("?") == Stroke(frozenset(), "?")
    assert "K" in shown_keys("Ctrl+K")


@pytest.mark.parametrize("keys", ["F", "1", "?", "+", "Shift+J", "Shift++"])
def test_a_letter_a_digit_or_a_sign_is_a_single_key(keys: str) -> None:
    assert parse_keys(keys).is_single


@pytest.mark.parametrize("keys", ["F7", "Esc", "Space", "Shift+Down", "Ctrl+F", "Ctrl++", ""])
def test_a_chord_or_a_named_key_is_none(keys: str) -> None:
    assert not parse_keys(keys).is_single


def test_the_context_is_that_of_the_nearest_that_says_one(desk: Desk) -> None:
    inner = QPushButton(desk.scores)
    assert context_of(inner) is Context.SCORES
    assert context_of(desk.line) is Context.TEXT
    assert context_of(None) is Context.CODE
    desk.line.setReadOnly(True)
    assert context_of(desk.line) is Context.CODE


def test_the_keys_that_do_something_are_those_that_would_run_it() -> None:
    def row(name: str, keys: tuple[str, ...], context: Context, *, when: bool = True) -> Command:
        return Command(name, "Edit", name, keys, (context,), lambda: None, when=lambda: when)

    keymap = Keymap(
        [
            row("elsewhere", ("Alt+Down",), Context.ANYWHERE, when=False),
            row("grow", ("Alt+Down",), Context.ANYWHERE),
            row("next", ("F7", "Alt+Down"), Context.ANYWHERE),
            row("down", ("J", "Down"), Context.CODE),
            row("score", ("1",), Context.SCORES),
        ]
    )
    everywhere = {"grow": (shown_keys("Alt+Down"),), "next": ("F7",)}
    assert keymap.keys_now(Context.CODE, have_single=True) == everywhere | {"down": ("J", "Down")}
    assert keymap.keys_now(Context.CODE, have_single=False) == everywhere | {"down": ("Down",)}
    assert keymap.keys_now(Context.SCORES, have_single=False) == everywhere | {"score": ("1",)}
    assert keymap.keys_now(Context.TEXT, have_single=True) == everywhere


def test_menus_are_made_of_the_rows_and_show_what_cannot_run(qtbot: QtBot) -> None:
    bar = QMenuBar()
    qtbot.addWidget(bar)
    ran: list[str] = []
    rows = [
        Command("a", "File", "Open & read", ("Ctrl+O",), (Context.ANYWHERE,), lambda: ran.append("a")),
        Command("b", "File", "Never", (), (Context.ANYWHERE,), lambda: None, when=lambda: False),
        Command("c", "Edit", "Hidden", (), (Context.ANYWHERE,), lambda: None, is_listed=False),
    ]
    build_menus(bar, rows)
    (menu,) = bar.findChildren(QMenu)
    menu.aboutToShow.emit()
    first, second = menu.actions()
    assert first.text() == f"Open && read\t{shown_keys('Ctrl+O')}"
    assert (first.isEnabled(), second.isEnabled()) == (True, False)
    first.trigger()
    assert ran == ["a"]
