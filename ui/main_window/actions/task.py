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
        Command(
            "task.reopen",
            "Task",
            "Reopen the withdrawn judgment",
            ("E",),
            CODE,
            flows.looking_back.reopen_here,
            ("edit", "revise"),
            when=now.can_reopen,
        ),
        Command(
            "task.resume",
            "Task",
            "Take this task up again",
            (),
            ANYWHERE,
            desk.resume_task,
            ("resume", "skipped"),
            when=now.is_skipped,
        ),
        Command(
            "task.withdraw",
            "Task",
            "Withdraw this judgment…",
            ("Ctrl+Shift+W",),
            ANYWHERE,
            flows.looking_back.ask_withdraw,
            ("retract", "take back"),
            when=now.is_reading,
        ),
        Command(
            "task.history",
            "Task",
            "History of this task…",
            ("Ctrl+Shift+H",),
            ANYWHERE,
            flows.looking_back.ask_history,
            ("revisions", "versions", "before and after"),
            when=now.has_task,
        ),
        Command(
            "task.details",
            "Task",
            "Task details…",
            (),
            ANYWHERE,
            flows.describing.ask,
            ("about", "kind", "language", "rules", "imported", "hash", "sha256"),
            when=now.has_task,
        ),
        Command(
            "task.unseal",
            "Task",
            "Unseal model names…",
            (),
            ANYWHERE,
            flows.looking_back.ask_unseal,
            ("reveal", "models", "unblind"),
            when=now.is_sealed,
        ),
    )
