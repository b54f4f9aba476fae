"""Keys that mean something else while a finding or the rationale is written; they are looked up first."""

from collections.abc import Callable
from functools import partial

from ui.commands import Command
from ui.main_window.actions.contexts import ANYWHERE
from ui.main_window.flows import Flows
from ui.main_window.parts import Parts


def rows(parts: Parts, flows: Flows) -> tuple[Command, ...]:
    composer, now = parts.composer, flows.now

    def writing(name: str, title: str, keys: str, run: Callable[[], object]) -> Command:
        return Command(
            f"composer.{name}", "Composer", title, (keys,), ANYWHERE, run, when=now.in_composer, is_listed=False
        )

    return (
        writing("grow", "One more line of evidence", "Alt+Down", partial(composer.move_end, 1)),
        writing("shrink", "One line of evidence less", "Alt+Up", partial(composer.move_end, -1)),
        writing("form", "Whole counterexample", "Alt+Enter", composer.toggle_form),
        writing("criterion", "Another criterion", "Alt+C", composer.cycle_criterion),
        Command(
            "rationale.follow",
            "Rationale",
            "Go to the lines that are cited",
            ("Alt+Enter",),
            ANYWHERE,
            flows.citing.follow_here,
            when=now.in_rationale,
            is_listed=False,
        ),
    )
