"""A view of two or three candidates in a window."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.unit.code_view.scene import Opened, a_sitting
from ui.code_view.comparison import ComparisonView
from ui.theme import Theme


@pytest.fixture(scope="module")
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp, "light")


@pytest.fixture
def opened(qtbot: QtBot, theme: Theme) -> Opened:
    """Shows code in a window of some width, aligned."""

    def open_with(*codes: str, width: int = 1200, language: str | None = "python") -> ComparisonView:
        view = ComparisonView(theme)
        qtbot.addWidget(view)
        view.resize(width, 600)
        view.show()
        with qtbot.waitSignal(view.aligned):
            view.show_sitting(a_sitting(*codes, language=language))
        view.focus_code()
        QApplication.processEvents()
        return view

    return open_with
