"""The commands themselves: palette and shortcuts."""

from ui.commands import Command
from ui.main_window.actions.contexts import ANYWHERE, CODE
from ui.main_window.flows import Flows
from ui.main_window.parts import Parts


def rows(parts: Parts, flows: Flows) -> tuple[Command, ...]:
    return (
        Command(
            "help.palette",
            "Help",
            "Search or run a command",
            ("Ctrl+K",),
            ANYWHERE,
            flows.searching.open_palette,
            is_listed=False,
        ),
        Command(
            "help.shortcuts",
            "Help",
            "Keyboard shortcuts",
            ("F1", "Ctrl+/"),
            ANYWHERE,
            flows.naming_keys.open,
            ("keys",),
        ),
        Command(
            "help.evaluator",
            "Help",
            "Evaluator and signing key…",
            (),
            ANYWHERE,
            flows.syncing.open,
            ("fingerprint", "who", "id", "pseudonym"),
        ),
        Command(
            "help.shortcuts_here",
            "Help",
            "Keyboard shortcuts",
            ("?",),
            CODE,
            flows.naming_keys.open,
            is_listed=False,
        ),
    )
