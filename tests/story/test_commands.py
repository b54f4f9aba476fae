"""The rows of commands, as one window has them."""

import re
from collections import Counter

from PySide6.QtWidgets import QToolButton

from tests.story.conftest import Evaluator
from ui.commands import Context


def test_every_command_has_an_id_of_its_own(evaluator: Evaluator) -> None:
    counted = Counter(command.id for command in evaluator.window.commands)

    assert [one for one, count in counted.items() if count > 1] == []


def test_no_key_means_two_things_in_one_place(evaluator: Evaluator) -> None:
    counted = Counter(
        (keys, context)
        for command in evaluator.window.commands
        if command.when()
        for keys in command.keys
        for context in command.contexts
        if context is not Context.ANYWHERE or "+" in keys
    )

    assert [(keys, context.value) for (keys, context), count in counted.items() if count > 1] == []


def test_a_button_says_which_key_does_the_same(evaluator: Evaluator) -> None:
    evaluator.press("Ctrl+F", "Esc")
    known = {keys for command in evaluator.window.commands for keys in command.keys}
    buttons = [one for one in evaluator.window.findChildren(QToolButton) if one.accessibleName()]
    said = {one.accessibleName(): re.findall(r"\((\S+?)\)", one.toolTip()) for one in buttons}

    assert [name for name, keys in said.items() if len(keys) != 1 or keys[0] not in known] == []


def test_the_key_that_a_switch_names_turns_it(evaluator: Evaluator) -> None:
    strip = evaluator.window.workbench.task_strip
    for switch in (one for one in strip.findChildren(QToolButton) if one.isCheckable()):
        (key,) = re.findall(r"\((\S+?)\)", switch.toolTip())
        before = switch.isChecked()
        evaluator.press(key)
        assert switch.isChecked() is not before, switch.accessibleName()
