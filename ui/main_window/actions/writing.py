"""Keys that mean something else while a finding or the rationale is written; they are looked up first."""

from collections.abc import Callable

from ui.commands import Command
from ui.main_window.actions.contexts import ANYWHERE
from ui.main_window.flows import Flows
from ui.main_window.flows.submitting import MEND_KEYS
from ui.main_window.parts import Parts


def rows(parts: Parts, flows: Flows) -> tuple[Command, ...]:
    now = flows.now

    def writing(name: str, title: str, keys: str, run: Callable[[], object]) -> Command:
        return Command(
            f"composer.{name}", "Composer", title, (keys,), ANYWHERE, run, when=now.in_composer, is_listed=False
        )

    return (
        writing("grow", "One more line of evidence", "Alt+Down", lambda: parts.composer.move_end(1)),
        writing("shrink", "One line of evidence less", "Alt+Up", lambda: parts.composer.move_end(-1)),
        writing("form", "Whole counterexample", "Alt+Enter", lambda: parts.composer.toggle_form()),
        writing("weakness", "Weakness (CWE)", "Alt+W", flows.composing.ask_weakness),
        writing("subtlety", "How subtle it is", "Alt+S", flows.composing.ask_subtlety),
        writing("known", "How the counterexample is known", "Alt+K", lambda: parts.composer.next_way_of_knowing()),
        writing("drop_place", "One place less", "Alt+Backspace", lambda: parts.composer.drop_place()),
        writing(
            "polarity", "A strength instead of a problem, or back", "Alt+P", lambda: parts.composer.switch_polarity()
        ),
        writing("criterion", "Another criterion", "Alt+C", lambda: parts.composer.cycle_criterion()),
        Command(
            "rationale.template",
            "Rationale",
            "Template for the rationale",
            ("Alt+T",),
            ANYWHERE,
            flows.citing.ask_template,
            ("sentence", "defect", "efficiency", "security", "tie"),
            when=now.has_task,
        ),
        Command(
            "rationale.letters",
            "Rationale",
            "Make references of bare letters",
            (MEND_KEYS,),
            ANYWHERE,
            flows.submitting.make_references,
            ("chips", "A", "B", "C", "candidate"),
            when=now.may_edit,
        ),
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
