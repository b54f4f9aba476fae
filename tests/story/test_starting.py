"""Starting: the window is there as an empty frame before anything stands in it, and what is typed meanwhile is not lost."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.settings import Settings
from ui.desk import Desk
from ui.main_window.running import _opening
from ui.main_window.window import MainWindow
from ui.theme import Theme


@pytest.fixture
def frame(qtbot: QtBot, qapp: QApplication, theme: Theme) -> Iterator[MainWindow]:
    window = MainWindow(theme, Settings(scheme="dark"))
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield window
    window.close()


def furnish(window: MainWindow, application: QApplication) -> None:
    for _ in window.furnish(application, Desk()):
        application.processEvents()


def test_the_empty_frame_has_the_colours_of_the_theme(frame: MainWindow, theme: Theme) -> None:
    picture = frame.grab().toImage()
    assert picture.pixelColor(picture.width() // 2, picture.height() // 2) == theme.color("surface")
    assert picture.pixelColor(picture.width() // 2, 43) == theme.color("line")


def test_what_is_typed_into_the_empty_frame_is_answered_once_something_stands_in_it(
    frame: MainWindow, qtbot: QtBot, qapp: QApplication
) -> None:
    QTest.keyClick(frame, Qt.Key.Key_F1)
    furnish(frame, qapp)
    qtbot.waitUntil(lambda: frame.parts.shortcuts.isVisible())


def test_a_frame_that_is_closed_at_once_keeps_the_settings(frame: MainWindow) -> None:
    assert frame.close()
    assert frame.settings.scheme == "dark"


def test_what_the_program_was_started_for_is_done_once_and_in_the_workspace_that_was_named(
    frame: MainWindow, qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    for _ in _opening(qapp, frame, tmp_path / "demo.diptych", (), demo=True):
        qapp.processEvents()
    qtbot.waitUntil(lambda: frame.desk.sitting is not None)
    with qtbot.waitSignal(frame.desk.workspace_opened):
        frame.desk.open_workspace(tmp_path / "own.diptych")
    with qtbot.waitSignal(frame.desk.task_sets_listed) as listed:
        frame.desk.list_task_sets()
    assert listed.args == [()]


def test_where_no_task_comes_back_the_welcome_screen_does(frame: MainWindow, qtbot: QtBot, qapp: QApplication) -> None:
    furnish(frame, qapp)
    frame.wait_for_task()
    assert not frame.welcome.isVisible()
    frame.desk.put_away.emit()
    qtbot.waitUntil(frame.welcome.isVisible)
