"""Colours are chosen by name, kept for the next time, and reach everything that is drawn."""

from collections.abc import Iterator

import pytest

from tests.story.conftest import Evaluator
from ui.theme import Theme


@pytest.fixture(autouse=True)
def _light_again(theme: Theme) -> Iterator[None]:
    yield
    theme.use("light")


def ask_for(person: Evaluator, name: str) -> None:
    person.press("Ctrl+K")
    person.type(name)
    person.press("Enter")


def remembered(person: Evaluator) -> str:
    return person.window.settings.scheme


def test_high_contrast_is_asked_for_by_its_name_and_remembered(evaluator: Evaluator, theme: Theme) -> None:
    ask_for(evaluator, "High contrast, dark")
    dark = theme.color("surface")
    assert theme.is_high_contrast
    assert remembered(evaluator) == "high_contrast_dark"
    evaluator.press("Ctrl+Shift+L")
    assert theme.is_high_contrast
    assert theme.color("surface") != dark
    assert remembered(evaluator) == "high_contrast_light"
    ask_for(evaluator, "Colours of the system")
    assert remembered(evaluator) == "system"


def test_colours_change_under_the_hands_without_moving_anything(evaluator: Evaluator, theme: Theme) -> None:
    evaluator.press("J", "J", ".")
    before = evaluator.window.code.caret_y_on_screen(), evaluator.window.code.selection()
    ask_for(evaluator, "High contrast, light")
    assert theme.is_high_contrast
    assert (evaluator.window.code.caret_y_on_screen(), evaluator.window.code.selection()) == before
