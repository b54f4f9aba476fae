"""Tab and F6 go through the window as it is read; where the focus is can be seen; it comes back from whatever lay over it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QPushButton, QWidget

from app.domain.names import Slot
from tests.story.conftest import Evaluator
from ui.judging.painted import PaintedParts
from ui.main_window.focus_order import stops

TWO_AND_THREE = ("lru-ttl-014", "retry-backoff-002")
LEAST = 24
"""The least width and height of what can be pressed, in pixels (WCAG 2.5.8)."""


def regions(person: Evaluator) -> list[QWidget]:
    bench = person.window.workbench
    panes = [*bench.code._board.columns]
    return [person.window.top_bar, bench.task_strip, *panes, bench.judgment, bench.verdict_bar, bench.drawer]


def region_of(person: Evaluator, widget: QWidget) -> int:
    return next(n for n, one in enumerate(regions(person)) if one is widget or one.isAncestorOf(widget))


def walk(person: Evaluator, key: str = "Tab") -> list[QWidget]:
    """Everything that has the focus until it comes round again."""
    person.window.top_bar.findChildren(QAbstractButton)[0].setFocus()
    first = person.focus
    seen: list[QWidget] = []
    while not seen or person.focus is not first:
        seen.append(person.focus)
        person.press(key)
        assert len(seen) < 100, "Tab never comes round"
    return seen


@pytest.mark.parametrize("key", ["Space", "Enter"])
def test_a_key_presses_the_button_that_has_the_focus_and_does_nothing_in_the_code(
    evaluator: Evaluator, key: str
) -> None:
    skip = next(one for one in evaluator.window.findChildren(QPushButton) if one.isVisible() and one.text() == "Skip")
    skip.setFocus(Qt.FocusReason.TabFocusReason)
    before = evaluator.window.code.place()
    evaluator.press(key)
    assert evaluator.window.workbench.skip.isVisible()
    assert evaluator.window.code.place() == before


def test_tab_goes_through_the_regions_in_their_order_and_shift_tab_back(evaluator: Evaluator) -> None:
    for task in TWO_AND_THREE:
        evaluator.goes_to(task)
        evaluator.press("Ctrl+B")
        there = walk(evaluator)
        numbers = [region_of(evaluator, widget) for widget in there]
        assert numbers == sorted(numbers)
        assert set(numbers) == set(range(len(regions(evaluator))))
        assert walk(evaluator, "Shift+Tab") == [there[0], *reversed(there[1:])]
        evaluator.press("Ctrl+B")


def test_a_finding_is_written_where_it_stands_in_the_order(evaluator: Evaluator) -> None:
    evaluator.press("F")
    composer = evaluator.window.composer
    order = walk(evaluator)
    inside = [number for number, widget in enumerate(order) if composer.isAncestorOf(widget)]
    assert inside == list(range(inside[0], inside[-1] + 1))
    assert order[inside[0] - 1] in evaluator.window.code.panes_shown()


def test_tab_stays_in_what_lies_over_the_window_and_esc_leads_back(evaluator: Evaluator) -> None:
    evaluator.press("J", "J", "R")
    before = evaluator.focus
    for key in ("Ctrl+K", "F1", "Ctrl+Shift+A"):
        evaluator.press(key)
        over = evaluator.window.flows.now.covering()
        assert over is not None
        for _ in range(4):
            evaluator.press("Tab")
            assert over.isAncestorOf(evaluator.focus)
        evaluator.press("Esc")
        assert evaluator.focus is before
        assert evaluator.window.code.selection()[1].first_line == 3


def test_where_the_focus_is_can_be_seen(evaluator: Evaluator) -> None:
    unseen = []
    for task in TWO_AND_THREE:
        with_everything_open(evaluator, task)
        for stop in stops(evaluator.window):
            stop.clearFocus()
            without = picture(stop)
            stop.setFocus()
            if picture(stop) == without:
                unseen.append(f"{type(stop).__name__} {stop.accessibleName()}")
        evaluator.window.flows.viewing.close_queue()
    assert unseen == []


def picture(widget: QWidget) -> QImage:
    return widget.grab().toImage()


def with_everything_open(person: Evaluator, task: str) -> None:
    """A finding in the list, another one being written, and the queue."""
    person.goes_to(task)
    person.press("F", "B", "3")
    person.type("It starts with the wrong line.")
    person.press("Ctrl+Enter", "F", "Ctrl+B")
    person.settles()


def test_what_can_be_pressed_is_large_enough_to_be_hit(evaluator: Evaluator) -> None:
    small = []
    for task in (*TWO_AND_THREE, "rate-limit-033"):
        with_everything_open(evaluator, task)
        small += too_small(evaluator)
        evaluator.window.flows.viewing.close_queue()
    assert small == []


def too_small(person: Evaluator) -> list[tuple[str, str, float, float]]:
    small: list[tuple[str, str, float, float]] = []
    for button in person.window.findChildren(QAbstractButton):
        is_small = button.width() < LEAST or button.height() < LEAST
        if button.isVisible() and is_small and not button.objectName().startswith("qt_"):
            small.append((type(button).__name__, button.accessibleName(), button.width(), button.height()))
    for painted in person.window.findChildren(PaintedParts):
        painted.grab()
        small += [
            (type(painted).__name__, part.name, part.rect.width(), part.rect.height())
            for part in painted._parts
            if painted.isVisible()
            and min(part.rect.width(), part.rect.height()) < LEAST
            and not is_of_a_cell(part.name)
        ]
    return small


def is_of_a_cell(name: str) -> bool:
    """Whether a part is a pip: the cell around it is large enough, and takes digits."""
    return any(f", {slot}: " in name for slot in Slot)
