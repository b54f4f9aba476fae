"""The rows of commands, as one window has them."""

from collections import Counter

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
