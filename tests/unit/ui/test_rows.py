"""A list below a search field answers the keys of the field, and the field keeps the rest."""

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QListWidgetItem, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.dialogs.rows import Rows


class Card(QWidget):
    """A field with rows below it; those in capitals are headings."""

    def __init__(self, *names: str) -> None:
        super().__init__()
        self.field = QLineEdit()
        self.rows = Rows("Fruit", self.field, most=60)
        self.took: list[str] = []
        self.rows.taken.connect(lambda item: self.took.append(item.text()))
        column = QVBoxLayout(self)
        column.addWidget(self.field)
        column.addWidget(self.rows)
        for name in names:
            item = QListWidgetItem(name, self.rows)
            item.setSizeHint(QSize(100, 36))
            if name.isupper():
                item.setFlags(Qt.ItemFlag.NoItemFlags)
        self.rows.fit()

    def press(self, *keys: Qt.Key) -> str | None:
        """The row that is chosen after *keys* were pressed in the field."""
        for key in keys:
            QTest.keyClick(self.field, key)
        item: QListWidgetItem | None = self.rows.currentItem()
        return None if item is None else item.text()


UP, DOWN, ENTER = Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Return


@pytest.fixture
def card(qtbot: QtBot) -> Card:
    made = Card("SOFT", "plum", "fig", "HARD", "quince", "medlar")
    qtbot.addWidget(made)
    made.resize(200, 120)
    made.show()
    qtbot.waitExposed(made)
    made.rows.setCurrentRow(1)
    return made


def test_up_and_down_go_round_and_step_over_headings(card: Card) -> None:
    assert card.press(DOWN) == "fig"
    assert card.press(DOWN) == "quince"
    assert card.press(DOWN, DOWN) == "plum"
    assert card.press(UP) == "medlar"


def test_the_heading_above_the_first_row_comes_into_view_with_it(card: Card) -> None:
    card.press(UP)
    assert card.rows.verticalScrollBar().value() > 0
    card.press(DOWN)
    assert card.rows.verticalScrollBar().value() == 0


def test_enter_takes_the_row_that_is_chosen_and_so_does_a_click(card: Card) -> None:
    card.press(DOWN, ENTER, Qt.Key.Key_Enter)
    assert card.took == ["fig", "fig"]
    QTest.mouseClick(
        card.rows.viewport(),
        Qt.MouseButton.LeftButton,
        pos=card.rows.visualItemRect(card.rows.item(1)).center(),
    )
    assert card.took == ["fig", "fig", "plum"]


def test_the_field_keeps_the_letters_and_what_moves_in_its_text(card: Card) -> None:
    card.press(Qt.Key.Key_P, Qt.Key.Key_U, Qt.Key.Key_Home, Qt.Key.Key_A)
    assert card.field.text() == "apu"
    assert card.rows.currentRow() == 1


def test_where_there_are_no_rows_nothing_is_chosen_or_taken(qtbot: QtBot) -> None:
    card = Card("NOTHING")
    qtbot.addWidget(card)
    card.rows.setCurrentRow(-1)
    assert card.press(DOWN, UP, ENTER) is None
    assert card.took == []
