"""What lies in a layout, in its order, without the items that Qt deletes behind Python's back."""

import ast
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget, QWidgetItem
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from ui import layouts
from ui.plain_text import label

SCREEN = Path(layouts.__file__).parent


def names(widgets: list[QWidget]) -> list[str]:
    return [widget.objectName() for widget in widgets]


def named(name: str) -> QLabel:
    made = label(name)
    made.setObjectName(name)
    return made


def a_form(qtbot: QtBot) -> QWidget:
    """Made out of order, with rows in rows and a stretch."""
    form = QWidget()
    qtbot.addWidget(form)
    column, row, grid = QVBoxLayout(form), QHBoxLayout(), QGridLayout()
    column.addLayout(row)
    column.addWidget(named("last"))
    column.insertLayout(0, grid)
    column.insertWidget(1, named("middle"))
    row.addWidget(named("left"))
    row.addStretch(1)
    row.addWidget(named("right"))
    grid.addWidget(named("first"), 0, 0)
    free = named("free")
    free.setParent(form)
    return form


def known_items() -> int:
    return sum(isinstance(one, QWidgetItem) for one in Shiboken.getAllValidWrappers())


def test_widgets_come_in_the_order_of_their_layout_and_of_those_within_it(qtbot: QtBot) -> None:
    assert names(layouts.widgets_of(a_form(qtbot))) == ["first", "middle", "left", "right", "last"]


def test_without_a_layout_there_is_nothing(qtbot: QtBot) -> None:
    bare = QWidget()
    qtbot.addWidget(bare)
    named("free").setParent(bare)
    assert layouts.widgets_of(bare) == []


def test_a_layout_is_cleared_of_all_that_it_held(qtbot: QtBot) -> None:
    form = a_form(qtbot)
    row = next(one for one in form.findChildren(QHBoxLayout))
    left = form.findChild(QLabel, "left")
    assert left is not None
    layouts.clear(row)
    assert left.isHidden()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert (row.count(), Shiboken.isValid(left)) == (0, False)
    assert names(layouts.widgets_of(form)) == ["first", "middle", "last"]


def test_asking_leaves_nothing_behind_that_dies_with_a_widget(qtbot: QtBot) -> None:
    form = a_form(qtbot)
    before = known_items()
    for widget in layouts.widgets_of(form):
        widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert known_items() == before


def test_nothing_on_the_screen_asks_a_layout_for_its_items() -> None:
    asking = [
        f"{path.relative_to(SCREEN)}:{node.lineno}"
        for path in SCREEN.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr == "itemAt"
    ]
    assert asking == []
