"""Candidates of several files: what the tabs say, and what becomes of a finding that is being written."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QPushButton

from tests.story.conftest import Evaluator
from ui.code_view.file_strip import FileStrip


@pytest.fixture
def at_limiter(evaluator: Evaluator) -> Evaluator:
    """At a task whose candidates have two files each."""
    evaluator.goes_to("rate-limit-033")
    return evaluator


def tabs(evaluator: Evaluator) -> list[QPushButton]:
    strip = evaluator.window.findChild(FileStrip)
    assert isinstance(strip, FileStrip)
    return [one for one in strip.findChildren(QPushButton) if one.isVisible()]


def test_tabs_stand_in_the_recorded_order_and_say_what_differs_and_what_was_found(at_limiter: Evaluator) -> None:
    assert at_limiter.desk.sitting is not None
    assert at_limiter.window.code.files() == at_limiter.desk.sitting.files
    first, second = (tab.accessibleName() for tab in tabs(at_limiter))
    assert first.endswith("differs between the candidates")
    at_limiter.press("F", "B", "3")
    at_limiter.type("Loses a token.")
    at_limiter.press("Ctrl+Enter")
    at_limiter.sees(lambda: len(at_limiter.desk.draft.findings) == 1)
    assert [tab.accessibleName() for tab in tabs(at_limiter)] == [f"{first}, 1 finding", second]

    at_limiter.press("Ctrl+P")
    at_limiter.type(at_limiter.window.code.files()[1][:6])
    at_limiter.press("Enter")
    assert [tab.isChecked() for tab in tabs(at_limiter)] == [False, True]


def test_a_finding_that_is_being_written_waits_in_its_file(at_limiter: Evaluator) -> None:
    at_limiter.press("J", "F", "B", "3")
    at_limiter.type("Loses a token.")
    at_limiter.press("Ctrl+Shift+PgDown")
    assert not at_limiter.window.composer.isVisible()
    at_limiter.press("4")
    assert not at_limiter.window.composer.isVisible()
    at_limiter.press("Ctrl+Shift+PgDown")
    assert at_limiter.window.composer.isVisible()
    assert at_limiter.desk.draft.composition is not None
    assert at_limiter.desk.draft.composition.claim == "Loses a token."


def test_lines_aligned_by_hand_stand_level_again_after_a_restart(
    evaluator: Evaluator, sit_down: Callable[..., Evaluator]
) -> None:
    evaluator.press("J", "J", "Ctrl+2", "J", "J", "J", "J", "P")
    pins = evaluator.window.code.place().pins
    assert [[line for _, line in pin.lines] for pin in pins] == [[3, 5]]
    evaluator.saves()
    evaluator.leaves()
    again = sit_down(evaluator.workspace)
    again.opens("lru-ttl-014")
    assert again.window.code.place().pins == pins
    rows = again.window.code._carets.rows
    assert rows.row_of(0, 3) == rows.row_of(1, 5)
