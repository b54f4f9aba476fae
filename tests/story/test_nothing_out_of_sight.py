"""What has the focus can be seen, and what is read stays in view, whatever opens and closes around it."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QApplication, QWidget

from tests.story.conftest import Evaluator


@pytest.fixture
def person(sit_down: Callable[..., Evaluator]) -> Evaluator:
    """At the first task of the sample set, on a small screen."""
    someone = sit_down(size=(1280, 800))
    someone.desk.open_sample()
    someone.opens("lru-ttl-014")
    if someone.window.workbench.task_strip.is_open:
        someone.press("T")
    return someone


def is_in_sight(widget: QWidget, within: QWidget) -> bool:
    place = widget.mapTo(within, QPoint(0, 0))
    return within.rect().contains(place)


def is_caret_in_sight(person: Evaluator) -> bool:
    return 0 <= person.window.code.caret_y() < view_of(person).height() - 10


def view_of(person: Evaluator) -> QWidget:
    """Where the code of the first candidate is drawn."""
    pane = person.window.code.panes_shown()[0]
    assert isinstance(pane, QAbstractScrollArea)
    return pane.viewport()


def turns_the_wheel(person: Evaluator, notches: int) -> None:
    pane = view_of(person)
    nothing, keys = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    middle = QPointF(pane.rect().center())
    turn = QPoint(0, -120 * notches)
    event = QWheelEvent(
        middle, QPointF(pane.mapToGlobal(middle)), QPoint(), turn, nothing, keys, Qt.ScrollPhase.NoScrollPhase, False
    )
    QApplication.sendEvent(pane, event)
    person.settles()


@pytest.mark.parametrize("key", ["R", "S"])
def test_closing_the_panel_gives_the_keys_back_to_the_code(evaluator: Evaluator, key: str) -> None:
    evaluator.press(key, "Ctrl+J")
    assert evaluator.window.code.isAncestorOf(evaluator.focus)
    evaluator.press("Ctrl+J")
    assert evaluator.window.code.isAncestorOf(evaluator.focus)


def test_closing_the_task_text_gives_the_keys_back_to_the_code(evaluator: Evaluator) -> None:
    evaluator.press("T")
    evaluator.window.workbench.task_strip.body.setFocus()
    evaluator.window.flows.viewing.toggle_task()
    assert evaluator.window.code.isAncestorOf(evaluator.focus)


def test_after_the_last_finding_of_the_list_the_keys_go_to_the_code(evaluator: Evaluator) -> None:
    evaluator.press("F", "B", "2")
    evaluator.type("Wrong.")
    evaluator.press("Ctrl+Enter", "Ctrl+Shift+F", "Del")
    assert evaluator.desk.draft.findings == ()
    assert evaluator.window.code.isAncestorOf(evaluator.focus)


@pytest.mark.parametrize("opens", ["Ctrl+F", "Ctrl+B"])
@pytest.mark.parametrize("writes_in", ["R", "S"])
def test_what_was_opened_from_the_judgment_leads_back_there(evaluator: Evaluator, opens: str, writes_in: str) -> None:
    evaluator.press(writes_in)
    there = evaluator.focus
    evaluator.press(opens)
    assert evaluator.focus is not there
    evaluator.press("Esc")
    assert evaluator.is_at(there)


def test_without_findings_their_list_is_not_gone_to(evaluator: Evaluator) -> None:
    evaluator.press("Ctrl+Shift+F")
    assert evaluator.toast == "No findings yet. Select lines and press F."
    assert evaluator.window.code.isAncestorOf(evaluator.focus)


def test_the_message_whose_button_was_pressed_gives_the_keys_back(evaluator: Evaluator) -> None:
    evaluator.press("F", "B", "2")
    evaluator.type("Wrong.")
    evaluator.press("Ctrl+Enter", "Ctrl+Shift+F", "Del")
    buttons = evaluator.window.workbench.toast.findChildren(QAbstractButton)
    next(one for one in buttons if one.text() == "Undo").setFocus()
    evaluator.press("Space")
    assert len(evaluator.desk.draft.findings) == 1
    assert evaluator.window.code.isAncestorOf(evaluator.focus)


def test_a_message_offers_no_undo_of_what_was_undone_already(evaluator: Evaluator) -> None:
    evaluator.press("F", "B", "2")
    evaluator.type("Wrong.")
    evaluator.press("Ctrl+Enter", "Ctrl+Shift+F", "Del")
    assert evaluator.toast == "Finding deleted."
    evaluator.press("U")
    assert (evaluator.toast, len(evaluator.desk.draft.findings)) == ("", 1)


def test_a_message_offers_no_undo_of_what_is_no_longer_the_last_thing_done(evaluator: Evaluator) -> None:
    evaluator.press("F", "B", "2")
    evaluator.type("Wrong.")
    evaluator.press("Ctrl+Enter", "Ctrl+Shift+F", "Del", "1")
    assert evaluator.toast == "Finding deleted."
    assert not [one for one in shown_in(evaluator.window.workbench.toast) if one == "Undo"]


def shown_in(toast: QWidget) -> list[str]:
    return [one.accessibleName() for one in toast.findChildren(QWidget) if one.isVisible()]


def test_what_is_written_between_the_lines_comes_back_into_view_with_the_next_letter(evaluator: Evaluator) -> None:
    evaluator.press("J", "F", "B", "2")
    evaluator.type("Wron")
    evaluator.settles()
    turns_the_wheel(evaluator, 10)
    assert not is_in_sight(evaluator.window.composer, evaluator.window.code)
    evaluator.type("g.")
    evaluator.settles()
    assert is_in_sight(evaluator.window.composer, evaluator.window.code)


def test_tab_into_what_is_written_between_the_lines_shows_it(evaluator: Evaluator) -> None:
    evaluator.press("J", "F", "B", "2")
    evaluator.type("Wrong.")
    evaluator.press("Ctrl+1", "End")
    evaluator.settles()
    assert not is_in_sight(evaluator.window.composer, evaluator.window.code)
    evaluator.press("F")
    evaluator.settles()
    assert evaluator.window.composer.isAncestorOf(evaluator.focus)
    assert is_in_sight(evaluator.window.composer, evaluator.window.code)


def test_the_code_goes_back_to_where_it_stood_when_what_was_written_near_the_bottom_is_closed(
    person: Evaluator,
) -> None:
    person.press("Home", *["J"] * 26)
    person.settles()
    before = person.window.code.caret_y()
    person.press("F")
    person.settles()
    assert person.window.code.caret_y() < before
    person.press("Esc")
    person.settles()
    assert abs(person.window.code.caret_y() - before) <= 1


def test_at_the_top_of_the_code_the_caret_row_stands_still_when_the_task_opens(
    person: Evaluator,
) -> None:
    person.press("Home", *["J"] * 20)
    person.settles()
    before = person.window.code.caret_y_on_screen()
    person.press("T")
    person.settles()
    assert abs(person.window.code.caret_y_on_screen() - before) <= 1


def test_with_the_caret_on_the_first_line_the_task_opens_above_it(evaluator: Evaluator) -> None:
    evaluator.press("Home")
    before = evaluator.window.code.caret_y()
    evaluator.press("T")
    evaluator.settles()
    assert evaluator.window.code.caret_y() == before


@pytest.mark.parametrize("opens", ["Ctrl+J", "S"])
def test_the_dock_that_opens_does_not_hide_the_row_that_is_read(person: Evaluator, opens: str) -> None:
    person.goes_to("retry-backoff-002")
    person.press("Ctrl+J", "Home", *["J"] * 26)
    person.settles()
    assert is_caret_in_sight(person)
    person.press(opens)
    person.settles()
    assert is_caret_in_sight(person)


def test_code_that_is_scrolled_to_the_side_ends_at_the_gutter(evaluator: Evaluator) -> None:
    pane = view_of(evaluator)
    evaluator.press("J", "J")
    gutter = pane.rect().adjusted(0, 0, 46 - pane.width(), 0)
    before = pane.grab(gutter).toImage()
    evaluator.press("Shift+Right", "Shift+Right", "Shift+Right")
    evaluator.settles()
    assert pane.grab(gutter).toImage() == before
