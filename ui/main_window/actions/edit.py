"""Undo, redo and copying."""

from ui.commands import Command
from ui.main_window.actions.contexts import ANYWHERE, CODE
from ui.main_window.flows import Flows
from ui.main_window.parts import Parts


def rows(parts: Parts, flows: Flows) -> tuple[Command, ...]:
    desk, now = parts.desk, flows.now
    return (
        Command("edit.undo", "Edit", "Undo", ("Ctrl+Z",), ANYWHERE, desk.undo, ("take back", "restore")),
        Command("edit.undo_here", "Edit", "Undo", ("U",), CODE, desk.undo, is_listed=False),
        Command("edit.redo", "Edit", "Redo", ("Ctrl+Shift+Z",), ANYWHERE, desk.redo),
        Command(
            "edit.copy",
            "Edit",
            "Copy lines",
            ("Ctrl+C",),
            CODE,
            flows.looking_up.copy,
            when=now.has_task,
        ),
        Command(
            "edit.copy_numbers",
            "Edit",
            "Copy with line numbers",
            ("Ctrl+Shift+C",),
            CODE,
            flows.looking_up.copy_with_numbers,
            when=now.has_task,
        ),
    )
