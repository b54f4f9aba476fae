"""A finding that was written is read whole below its lines: from the list, at the caret, and in what was handed in."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from app.domain.names import Slot
from tests.story.conftest import Evaluator
from tests.story.test_said_aloud import Listener
from ui.judging.finding_card import FindingCard

CLAIM = "Two threads load the same key twice. The lock is let go before the value is stored."


@pytest.fixture
def found(evaluator: Evaluator) -> Evaluator:
    """With a finding about lines 4 and 5 of A that says all that a finding can say."""
    evaluator.press("J", "J", "J", "Shift+J", "F", "B", "3")
    evaluator.type(CLAIM)
    evaluator.press("Tab")
    evaluator.type("Nothing holds the key between the look and the store.")
    evaluator.press("Tab")
    evaluator.type("Keep a lock for every key.")
    evaluator.press("Tab")
    evaluator.type("two calls of get_or_load('a')")
    evaluator.press("Ctrl+Enter")
    assert len(evaluator.desk.draft.findings) == 1
    return evaluator


def card(person: Evaluator) -> FindingCard | None:
    """The card that is on the screen."""
    shown = [one for one in person.window.findChildren(FindingCard) if one.isVisible()]
    assert len(shown) <= 1
    return shown[0] if shown else None


def card_of(person: Evaluator) -> FindingCard:
    shown = card(person)
    assert shown is not None, "no finding is open"
    return shown


def on_the_card(person: Evaluator, name: str) -> QToolButton:
    return next(one for one in card_of(person).findChildren(QToolButton) if one.accessibleName() == name)


def caret(person: Evaluator) -> tuple[Slot, int]:
    slot, span = person.window.code.selection()
    return slot, span.first_line


def test_enter_in_the_list_opens_the_finding_below_its_lines(found: Evaluator) -> None:
    found.press("Home", "Ctrl+Shift+F", "Enter")
    text = card_of(found).text
    assert CLAIM in text
    assert "Why: Nothing holds the key between the look and the store." in text
    assert "Better: Keep a lock for every key." in text
    assert "Input: two calls of get_or_load('a')" in text
    assert caret(found) == (Slot.A, 4)
    assert found.window.code.isAncestorOf(found.focus)
    below_its_lines = card_of(found).mapTo(found.window, QPoint(0, 0)).y()
    assert found.window.code.caret_y_on_screen() < below_its_lines


def test_esc_closes_it_and_the_code_stands_as_it_stood(found: Evaluator) -> None:
    before = found.window.code.caret_y()
    found.press("Enter")
    assert card_of(found).isVisible()
    assert found.window.code.caret_y() == before
    found.press("Esc")
    assert card(found) is None
    assert found.window.code.caret_y() == before
    assert found.desk.draft.composition is None


def test_enter_at_the_caret_opens_and_closes_it(found: Evaluator) -> None:
    found.press("Enter")
    assert card_of(found).isVisible()
    found.press("Enter")
    assert card(found) is None


def test_e_writes_on_in_its_place(found: Evaluator) -> None:
    found.press("Enter", "E")
    assert card(found) is None
    composition = found.desk.draft.composition
    assert composition is not None
    assert composition.claim == CLAIM
    found.press("Alt+C", "Ctrl+Enter")
    assert card(found) is None, "what was saved is in the list"


def test_the_mouse_edits_and_closes_it_too(found: Evaluator) -> None:
    found.press("Enter")
    QTest.mouseClick(on_the_card(found, "Close finding"), Qt.MouseButton.LeftButton)
    assert card(found) is None
    found.press("Enter")
    QTest.mouseClick(on_the_card(found, "Edit finding"), Qt.MouseButton.LeftButton)
    assert found.desk.draft.composition is not None


def test_in_a_judgment_that_was_handed_in_it_is_read_and_nothing_can_be_written(found: Evaluator) -> None:
    found.press("Ctrl+Shift+U", "R")
    found.type("I do not know this library well enough to say which is better.")
    found.press("Ctrl+Shift+Enter")
    found.sees(lambda: found.desk.is_reading)
    found.press("Esc")
    before = found.desk.draft
    found.press("Ctrl+Shift+F", "Enter")
    assert CLAIM in card_of(found).text
    assert not on_the_card(found, "Edit finding").isVisible()
    assert found.desk.draft == before


def test_a_finding_about_a_whole_candidate_opens_above_its_lines(evaluator: Evaluator) -> None:
    evaluator.press("]", "Ctrl+Shift+N", "A", "2")
    evaluator.type("It ignores the conventions of the codebase.")
    evaluator.press("Ctrl+Enter", "Ctrl+1", "Ctrl+Shift+F", "Enter")
    assert "all of B" in card_of(evaluator).text
    assert caret(evaluator) == (Slot.B, 1)


def test_from_one_candidate_to_the_other_one_finding_is_open(found: Evaluator) -> None:
    found.press("]", "F", "R", "1")
    found.type("Names are short.")
    found.press("Ctrl+Enter", "Enter")
    assert "Names are short." in card_of(found).text
    found.press("Ctrl+Shift+F", "Home", "Enter")
    assert CLAIM in card_of(found).text
    assert caret(found)[0] is Slot.A


def test_what_is_taken_back_or_deleted_is_not_read_on(found: Evaluator) -> None:
    found.press("Enter", "Del")
    assert found.desk.draft.findings == ()
    assert card(found) is None
    found.press("U")
    assert len(found.desk.draft.findings) == 1
    assert card(found) is None


def test_while_a_finding_is_written_the_list_only_leads_to_the_lines(found: Evaluator) -> None:
    found.press("End", "F", "B", "2")
    found.type("Another one.")
    found.press("Ctrl+Shift+F", "Enter")
    assert card(found) is None
    assert caret(found) == (Slot.A, 4)
    composition = found.desk.draft.composition
    assert composition is not None
    assert composition.claim == "Another one."


def test_another_task_takes_it_away(found: Evaluator) -> None:
    found.press("Enter")
    found.goes_to("retry-backoff-002")
    assert card(found) is None
    found.goes_to("lru-ttl-014")
    assert card(found) is None


def test_all_of_it_is_seen_in_a_narrow_pane_too(found: Evaluator) -> None:
    found.press("Enter")
    found.window.resize(1120, 700)
    found.sees(lambda: card_of(found).height() >= card_of(found).height_for(card_of(found).width()) - 16)


def test_it_is_read_aloud_when_it_opens(found: Evaluator) -> None:
    listener = Listener(found)
    found.press("Enter")
    assert any(CLAIM in said and "Keep a lock for every key" in said for said in listener.since())
