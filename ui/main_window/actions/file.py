"""Task sets in and judgments out."""

from ui.commands import Command
from ui.main_window.actions.contexts import ANYWHERE
from ui.main_window.flows import Flows
from ui.main_window.parts import Parts


def rows(parts: Parts, flows: Flows) -> tuple[Command, ...]:
    desk, now = parts.desk, flows.now
    return (
        Command(
            "file.import",
            "File",
            "Import tasks…",
            ("Ctrl+O",),
            ANYWHERE,
            flows.importing.choose,
            ("open", "load"),
        ),
        Command(
            "file.export",
            "File",
            "Export…",
            ("Ctrl+E",),
            ANYWHERE,
            flows.exporting.open,
            ("save", "package", "jsonl", "csv", "pairs", "judgments"),
        ),
        Command(
            "file.sync",
            "File",
            "Sync to a folder…",
            (),
            ANYWHERE,
            flows.syncing.open,
            ("send", "receipts", "stick", "share", "collector"),
        ),
        Command(
            "file.sample",
            "File",
            "Open the sample task set",
            (),
            ANYWHERE,
            desk.open_sample,
            ("demo", "tour"),
        ),
        Command(
            "file.close_task_set",
            "File",
            "Close task set",
            ("Ctrl+W",),
            ANYWHERE,
            desk.put_task_away,
            ("welcome", "recents"),
            when=now.has_task,
        ),
        Command("file.quit", "File", "Quit", ("Ctrl+Shift+Q",), ANYWHERE, parts.window.close, ("exit",)),
    )
