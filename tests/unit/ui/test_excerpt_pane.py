"""Bytes that are about to leave stand in the pane to the letter, as far as a window is the place to read them."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.export import Excerpt
from ui.dialogs import excerpt_pane
from ui.dialogs.excerpt_pane import ExcerptPane
from ui.theme import Theme


@pytest.fixture
def pane(qtbot: QtBot, qapp: QApplication) -> ExcerptPane:
    made = ExcerptPane(Theme(qapp, "light"))
    qtbot.addWidget(made)
    return made


def test_several_files_stand_below_each_other_each_with_its_size(qtbot: QtBot, pane: ExcerptPane) -> None:
    with qtbot.waitSignal(pane.filled):
        pane.show_excerpts((Excerpt("one", b"a\nb\n"), Excerpt("two", b"")), instead="")
    assert pane.toPlainText() == "one, 4 bytes:\na\nb\ntwo, 0 bytes:\n"


def test_what_is_not_seen_stands_there_as_its_code(qtbot: QtBot, pane: ExcerptPane) -> None:
    with qtbot.waitSignal(pane.filled):
        pane.show_excerpts((Excerpt("", "admin\u202e<b>".encode()),), instead="")
    assert pane.toPlainText() == "admin<U+202E><b>"


def test_beyond_what_a_window_shows_it_says_where_the_rest_is(
    qtbot: QtBot, pane: ExcerptPane, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(excerpt_pane, "MOST_SHOWN", 4)
    with qtbot.waitSignal(pane.filled):
        pane.show_excerpts((Excerpt("", "abcé and so on".encode()), Excerpt("more", b"x")), instead="")
    shown, rest = pane.toPlainText().split("\n")
    assert shown == "abc"
    assert "--preview" in rest
