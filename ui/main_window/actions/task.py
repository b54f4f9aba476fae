"""The task as a whole: the next, the one before, flag, skip, edit again."""

from functools import partial

from ui.commands import Command
from ui.main_window.actions.contexts import ANYWHERE, CODE
from ui.main_window.flows import Flows
from ui.main_window.parts import Parts


def rows(parts: Parts, flows: Flows) -> tuple[Command, ...]:
    desk, now = parts.desk, flows.now
    return (
        Command(
            "task.next",
            "Task",
            "Next task",
            ("Alt+Right", "Ctrl+PgDown"),
            ANYWHERE,
            partial(desk.open_neighbour, 1),
            when=now.has_task,
        ),
        Command(
            "task.previous",
            "Task",
            "Previous task",
            ("Alt+Left", "Ctrl+PgUp"),
            ANYWHERE,
            partial(desk.open_neighbour, -1),
            when=now.has_task,
        ),
        Command(
            "task.flag",
            "Task",
            "Flag for coming back",
            ("Shift+F",),
            CODE,
            desk.toggle_flag,
            ("mark", "later"),
            when=now.has_task,
        ),
        Command(
            "task.skip",
            "Task",
            "Skip with a reason…",
            ("Ctrl+Shift+K",),
            ANYWHERE,
            flows.deciding.ask_skip,
            when=now.has_task,
        ),
        Command(
            "task.revise",
            "Task",
            "Edit this judgment",
            ("E",),
            CODE,
            desk.revise,
            ("revise", "reopen"),
            when=now.is_reading,
        ),
    )
