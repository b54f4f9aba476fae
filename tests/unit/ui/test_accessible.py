"""Interfaces for screen readers live as long as their widgets and end with them, also when the program ends."""

import gc
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QEvent, QRect
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ui.accessible import Role, SpokenPart, SpokenParts, give_checked, give_role, install

ROOT = Path(__file__).parents[3]
READ_ALL_AND_END = """
import gc, sys
from pathlib import Path
from PySide6.QtCore import QEvent
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication
from app.domain.names import TaskId, TaskKey
from app.settings import Settings
from ui.desk import Desk
from ui.main_window.window import MainWindow
from ui.theme import Theme

def read(interface):
    interface.state(), interface.role(), interface.text(QAccessible.Text.Description), interface.rect()
    interface.textInterface(), interface.valueInterface(), interface.actionInterface(), interface.tableCellInterface()
    children = [interface.child(number) for number in range(interface.childCount())]
    return 1 + sum(read(child) for child in children if child is not None)

application = QApplication([])
QAccessible.setActive(True)
desk = Desk()
window = MainWindow.furnished(application, Theme(application, "light"), desk, Settings())
window.show()
desk.workspace_opened.connect(desk.open_sample)
desk.open_workspace(Path(sys.argv[1]))
for task in ("retry-backoff-002", "rate-limit-033", "lru-ttl-014"):
    while desk.sitting is None or not window.code.is_settled():
        application.processEvents()
    read(QAccessible.queryAccessibleInterface(window))
    desk.open_task(TaskKey("sample", TaskId(task)))
    gc.collect()
    application.processEvents()
window.close()
window.deleteLater()
application.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
gc.collect()
print("ended")
"""


def test_a_widget_that_was_named_while_somebody_listened_is_told_by_the_role_it_got_later(qtbot: QtBot) -> None:
    install()
    was_there = QAccessible.isActive()
    QAccessible.setActive(True)
    try:
        button = QPushButton()
        qtbot.addWidget(button)
        button.setAccessibleName("Saved")
        assert QAccessible.queryAccessibleInterface(button).role() is Role.Button
        give_role(button, Role.StaticText)
        assert QAccessible.queryAccessibleInterface(button).role() is Role.StaticText
        assert QAccessible.queryAccessibleInterface(button).text(QAccessible.Text.Name) == "Saved"
    finally:
        QAccessible.setActive(was_there)


def test_everything_can_be_read_and_the_program_ends_in_peace(tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-X", "faulthandler", "-c", READ_ALL_AND_END, str(tmp_path / "work.diptych")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert (ended.returncode, ended.stdout.strip()) == (0, "ended"), ended.stderr


def test_a_role_and_a_switch_are_told_and_may_change(qtbot: QtBot) -> None:
    install()
    button = QPushButton("Both bad")
    qtbot.addWidget(button)
    give_role(button, Role.CheckBox)
    give_checked(button, is_checked=False)
    interface = QAccessible.queryAccessibleInterface(button)
    assert (interface.role(), interface.state().checkable, interface.state().checked) == (Role.CheckBox, 1, 0)
    give_checked(button, is_checked=True)
    give_role(button, Role.RadioButton)
    assert (interface.role(), interface.state().checked) == (Role.RadioButton, 1)
    with qtbot.waitSignal(button.clicked):
        interface.actionInterface().doAction(interface.actionInterface().pressAction())


def test_painted_parts_come_and_go_without_a_trace(qtbot: QtBot) -> None:
    install()
    pressed: list[int] = []
    painted = QWidget()
    parts = SpokenParts(painted, pressed.append)
    painted.show()
    rows = [SpokenPart(QRect(0, 20 * row, 100, 20), Role.ListItem, f"row {row}") for row in range(3)]
    parts.show(rows)
    interface = QAccessible.queryAccessibleInterface(painted)
    shown = [interface.child(number) for number in range(interface.childCount())]
    assert [one.text(QAccessible.Text.Name) for one in shown if one] == ["row 0", "row 1", "row 2"]
    last = interface.child(2).actionInterface()
    last.doAction(last.pressAction())
    assert pressed == [2]
    parts.show(rows[:1])
    visible = [one for number in range(3) if (one := interface.child(number)) and not one.state().invisible]
    assert len(visible) == 1
    painted.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()


def test_parts_that_nothing_comes_of_offer_no_pressing(qtbot: QtBot) -> None:
    install()
    painted = QWidget()
    qtbot.addWidget(painted)
    painted.show()
    SpokenParts(painted).show([SpokenPart(QRect(0, 0, 100, 20), Role.StaticText, "only read")])
    part = QAccessible.queryAccessibleInterface(painted).child(0)
    assert part is not None
    assert part.actionInterface().actionNames() == []
    part.actionInterface().doAction(part.actionInterface().pressAction())
