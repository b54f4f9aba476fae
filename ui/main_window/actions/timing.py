"""The time that a task takes, and what is recorded about the evaluator."""

from ui.commands import Command
from ui.main_window.actions.contexts import ANYWHERE
from ui.main_window.flows import Flows
from ui.main_window.parts import Parts


def rows(parts: Parts, flows: Flows) -> tuple[Command, ...]:
    now, timing = flows.now, flows.timing
    return (
        Command(
            "task.pause",
            "Task",
            "Pause the timer",
            (),
            ANYWHERE,
            timing.pause,
            ("break", "stop", "clock"),
            when=now.has_task,
        ),
        Command(
            "task.correct_time",
            "Task",
            "Correct time…",
            (),
            ANYWHERE,
            timing.ask_correction,
            ("timer", "clock"),
            when=now.may_edit,
        ),
        Command(
            "view.time",
            "View",
            "Show or hide the time",
            (),
            ANYWHERE,
            flows.viewing.toggle_time,
            ("timer", "clock"),
        ),
        Command(
            "help.recorded",
            "Help",
            "What is recorded about me…",
            (),
            ANYWHERE,
            timing.ask_recorded,
            ("privacy", "data", "time", "attention"),
        ),
    )
