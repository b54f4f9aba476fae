"""Single keys can be turned off, and messages can stay: for whoever speaks to the machine, and whoever reads slowly."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QMenu, QToolButton, QToolTip

from app.domain.draft import Outcome
from tests.story.conftest import Evaluator
from tests.story.dialogs import offered_now, runs
from ui.shell.toast import Toast
from ui.theme.marks import KeyCaps


@pytest.fixture
def without(evaluator: Evaluator) -> Evaluator:
    """Somebody who has turned single keys off."""
    runs(evaluator, "single keys")
    assert evaluator.toast == "Single keys are off. Every command is in the palette (Ctrl+K)."
    return evaluator


def keys_on_the_screen(person: Evaluator) -> set[str]:
    """The keys that stand in the window, beside what they do and in tooltips."""
    window = person.window
    caps = {one.accessibleName() for one in window.findChildren(KeyCaps) if one.isVisible() and one.sizeHint().width()}
    said = {one.toolTip() for one in window.findChildren(QToolButton) if one.isVisible()}
    return {one.removeprefix("Key ") for one in caps} | {tip for tip in said if "(" in tip}


def test_a_letter_a_digit_and_a_sign_do_nothing_in_the_code(without: Evaluator) -> None:
    before = without.desk.draft
    caret = without.window.code.caret_y()
    without.press("1", "F", "J", ".", "Shift+J", "T", "Shift+D", "S")
    assert without.desk.draft == before
    assert without.window.code.caret_y() == caret
    assert without.window.code.isAncestorOf(without.focus)
    assert not without.window.workbench.task_strip.is_open


def test_chords_arrows_and_function_keys_do_what_they_did(without: Evaluator) -> None:
    caret = without.window.code.caret_y()
    without.press("Down", "Alt+2")
    assert without.window.code.caret_y() > caret
    assert without.desk.draft.verdict.outcome is Outcome.PREFERENCE
    without.press("F7", "Ctrl+J")
    assert not without.window.workbench.is_panel_open


def test_where_a_control_asks_for_a_key_it_still_takes_it(without: Evaluator) -> None:
    runs(without, "scores")
    without.press("4")
    assert len(without.desk.draft.scores) == 1
    without.press("Esc")
    runs(without, "new finding")
    without.press("B", "3")
    without.type("It starts with the wrong line.")
    without.press("Ctrl+Enter")
    assert len(without.desk.draft.findings) == 1


def test_the_screen_names_no_key_that_does_nothing(without: Evaluator) -> None:
    assert keys_on_the_screen(without) == {
        "Ctrl+K",
        "Ctrl+Enter",
        *(f"<qt>{said}</qt>" for said in ("Queue (Ctrl+B)", "Keyboard shortcuts (F1)")),
    }
    wrap = next(one for one in without.window.commands if one.id == "view.wrap")
    menu = without.window.menuBar().actions()
    rows = [row for action in menu for row in rows_of(action)]
    assert wrap.title in rows
    assert "Next difference\tF7" in rows
    without.press("Ctrl+K")
    without.type("wrap lines")
    assert offered_now(without) == ["Actions", "Wrap lines, View"]


def rows_of(action: QAction) -> list[str]:
    menu = action.menu()
    assert isinstance(menu, QMenu)
    menu.aboutToShow.emit()
    return [row.text() for row in menu.actions()]


def test_they_can_be_turned_on_again(without: Evaluator) -> None:
    runs(without, "single keys")
    without.press("J", "1")
    assert without.desk.draft.verdict.outcome is Outcome.PREFERENCE
    assert {"F", "S", "R", "T"} <= keys_on_the_screen(without)


def test_what_was_chosen_holds_the_next_time(
    sit_down: Callable[..., Evaluator], without: Evaluator, tmp_path: Path
) -> None:
    runs(without, "until they are closed")
    kept = without.window.settings
    assert (kept.single_keys, kept.message_seconds) == (False, 0)
    again = sit_down(tmp_path / "other.diptych", settings=kept)
    again.desk.open_sample()
    again.opens("lru-ttl-014")
    again.press("1")
    assert again.desk.draft.verdict.outcome is None


def counts_down(toast: Toast) -> float:
    """The seconds after which the message goes by itself; 0 where it stays."""
    return toast._timer.interval() / 1000 if toast._timer.isActive() else 0


def test_a_message_stays_eight_seconds_or_twenty_or_until_it_is_closed(evaluator: Evaluator) -> None:
    toast = evaluator.window.workbench.toast
    runs(evaluator, "8 seconds")
    assert counts_down(toast) == 8
    runs(evaluator, "20 seconds")
    assert counts_down(toast) == 20
    runs(evaluator, "until they are closed")
    assert (evaluator.toast, counts_down(toast)) == ("Messages stay until they are closed.", 0)
    evaluator.press("Esc")
    assert evaluator.toast == ""
    evaluator.press("Shift+F", "U")
    runs(evaluator, "until they are closed")
    close = next(one for one in toast.findChildren(QAbstractButton) if one.text() == "Close")
    QTest.mouseClick(close, Qt.MouseButton.LeftButton)
    assert evaluator.toast == ""


def test_a_message_waits_for_whoever_has_come_to_it(evaluator: Evaluator) -> None:
    evaluator.press("F", "B", "3")
    evaluator.type("It is wrong.")
    evaluator.press("Ctrl+Enter", "Del")
    toast = evaluator.window.workbench.toast
    assert evaluator.toast == "Finding deleted."
    undo = next(one for one in toast.findChildren(QAbstractButton) if one.text() == "Undo")
    undo.setFocus(Qt.FocusReason.TabFocusReason)
    assert counts_down(toast) == 0
    evaluator.window.code.focus_code()
    assert counts_down(toast) == 8


def test_letting_go_of_a_selection_comes_before_closing_a_message(evaluator: Evaluator) -> None:
    runs(evaluator, "until they are closed")
    evaluator.press("Shift+J", "Esc")
    assert evaluator.window.code.selection()[1].first_line == evaluator.window.code.selection()[1].last_line
    assert evaluator.toast
    evaluator.press("Esc")
    assert not evaluator.toast


# Without a screen no window can be raised, which Qt says of every tooltip.
@pytest.mark.qt_log_ignore("does not support raise")
def test_esc_takes_a_tooltip_away(evaluator: Evaluator) -> None:
    strip = evaluator.window.workbench.task_strip
    QToolTip.showText(strip.mapToGlobal(strip.rect().center()), "Wrap lines (W)", strip)
    assert QToolTip.isVisible()
    evaluator.press("Esc")
    evaluator.sees(lambda: not QToolTip.isVisible())
