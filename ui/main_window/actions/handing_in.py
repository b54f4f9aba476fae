"""Handing in."""

from functools import partial

from ui.commands import Command
from ui.main_window.actions.contexts import ANYWHERE
from ui.main_window.flows import Flows
from ui.main_window.parts import Parts


def rows(parts: Parts, flows: Flows) -> tuple[Command, ...]:
    desk, now = parts.desk, flows.now
    return (
        Command(
            "judge.submit",
            "Judge",
            "Submit and next",
            ("Ctrl+Enter",),
            ANYWHERE,
            flows.submitting.submit_or_save,
            ("hand in",),
            when=now.has_task,
        ),
        Command(
            "judge.submit_and_stay",
            "Judge",
            "Submit and stay",
            ("Ctrl+Shift+Enter",),
            ANYWHERE,
            partial(desk.submit, and_stay=True),
            when=now.has_task,
        ),
    )
