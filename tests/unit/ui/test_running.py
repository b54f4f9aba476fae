"""The way to a window: what waits for its first picture goes on as soon as that is there."""

from PySide6.QtWidgets import QMainWindow, QTextEdit
from pytestqt.qtbot import QtBot

from ui.main_window.running import FirstPaint

AN_HOUR_MS = 3_600_000


def test_the_work_begins_once_the_window_is_on_the_screen_even_where_its_parts_cover_all_of_it(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    cover = QTextEdit()
    cover.setAutoFillBackground(True)
    window.setCentralWidget(cover)
    begun: list[bool] = []
    window.show()
    FirstPaint(window, lambda: begun.append(True), unseen_ms=AN_HOUR_MS)
    assert begun == []
    qtbot.waitUntil(lambda: begun == [True])


def test_the_work_begins_in_a_window_that_nobody_sees_all_the_same(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    begun: list[bool] = []
    window.showMinimized()
    FirstPaint(window, lambda: begun.append(True), unseen_ms=1)
    qtbot.waitUntil(lambda: begun == [True])
