"""What a person puts in is handed to those who want it, in order; nobody is asked about anything else."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QInputEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from ui.main_window.input_filter import InputFilter

PRESS, RELEASE = QEvent.Type.KeyPress, QEvent.Type.KeyRelease


class Room:
    """A field, and who hears of what is done in it: what they heard, and who keeps the keys to themselves."""

    def __init__(self, qtbot: QtBot, qapp: QApplication) -> None:
        self.heard: list[tuple[str, QEvent.Type]] = []
        self.keeper = ""
        self.field = QLineEdit()
        qtbot.addWidget(self.field)
        self.field.show()
        qtbot.waitExposed(self.field)
        keys = [self.hearer(name) for name in ("first", "second", "third")]
        self.filter = InputFilter(qapp, self.field, keys=keys, pointer=keys[1:2])

    def hearer(self, name: str) -> Callable[[QObject, QInputEvent], bool]:
        def hear(watched: QObject, event: QInputEvent) -> bool:
            if watched is self.field:
                self.heard.append((name, event.type()))
            return name == self.keeper

        return hear

    def who(self, kind: QEvent.Type) -> list[str]:
        return [name for name, heard in self.heard if heard is kind]


@pytest.fixture
def room(qtbot: QtBot, qapp: QApplication) -> Iterator[Room]:
    made = Room(qtbot, qapp)
    yield made
    qapp.removeEventFilter(made.filter)


def test_keys_are_heard_in_order_and_reach_the_field(room: Room) -> None:
    QTest.keyClick(room.field, Qt.Key.Key_A)
    assert room.who(PRESS) == room.who(RELEASE) == ["first", "second", "third"]
    assert room.field.text() == "a"


def test_who_takes_a_key_keeps_it_from_those_behind_and_from_the_field(room: Room) -> None:
    room.keeper = "second"
    QTest.keyClick(room.field, Qt.Key.Key_A)
    assert room.who(PRESS) == ["first", "second"]
    assert room.field.text() == ""


def test_the_mouse_is_heard_by_those_who_asked_for_it_alone(room: Room) -> None:
    QTest.mouseClick(room.field, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    assert room.who(QEvent.Type.MouseButtonPress) == ["second"]


def test_nothing_else_is_handed_on(room: Room) -> None:
    room.field.resize(200, 60)
    room.field.setText("painted")
    QApplication.processEvents()
    QApplication.sendEvent(room.field, QEvent(QEvent.Type.User))
    assert {kind for _, kind in room.heard}.isdisjoint({QEvent.Type.User, QEvent.Type.Paint, QEvent.Type.Resize})
