"""When things are written: at once, after a breath, and never once nobody is there any longer."""

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ui.desk.autosave import Autosave, SaveState, Saving


def test_text_is_written_after_a_breath_and_told_once_it_is(qtbot: QtBot) -> None:
    owner = QObject()
    autosave = Autosave(lambda: autosave.written(), owner)
    autosave.soon()
    assert not autosave.is_idle
    with qtbot.waitSignal(autosave.changed) as told:
        autosave.soon()
    assert told.args == [Saving(SaveState.SAVED)]
    assert autosave.is_idle


def test_after_the_end_nothing_is_written_or_said(qtbot: QtBot) -> None:
    owner = QObject()
    written: list[None] = []
    autosave = Autosave(lambda: written.append(None), owner)
    autosave.now()
    autosave.stop()
    with qtbot.assertNotEmitted(autosave.changed, wait=900):
        autosave.soon()
        autosave.now()
        autosave.written()
    assert len(written) == 1


def test_while_a_second_write_is_slow_it_says_so_though_the_first_is_done(qtbot: QtBot) -> None:
    owner = QObject()
    autosave = Autosave(lambda: None, owner)
    autosave.before_leaving()
    autosave.before_leaving()
    with qtbot.waitSignal(autosave.changed) as told:
        autosave.written()
    assert told.args == [Saving(SaveState.SAVING)]
