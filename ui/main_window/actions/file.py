"""Task sets in and judgments out; backups, and the workspace itself."""

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
            when=now.may_write,
        ),
        Command(
            "file.export",
            "File",
            "Export…",
            ("Ctrl+E",),
            ANYWHERE,
            flows.exporting.open,
            ("save", "package", "jsonl", "csv", "pairs", "judgments"),
            when=now.has_workspace,
        ),
        Command(
            "file.sync",
            "File",
            "Sync to a folder…",
            (),
            ANYWHERE,
            flows.syncing.open,
            ("send", "receipts", "stick", "share", "collector"),
            when=now.may_write,
        ),
        Command(
            "file.sample",
            "File",
            "Open the sample task set",
            (),
            ANYWHERE,
            desk.open_sample,
            ("demo", "tour"),
            when=now.may_write,
        ),
        Command(
            "file.back_up",
            "File",
            "Back up now…",
            (),
            ANYWHERE,
            flows.caretaking.back_up,
            ("copy", "backup", "save"),
            when=now.has_workspace,
        ),
        Command(
            "file.restore",
            "File",
            "Restore a backup…",
            (),
            ANYWHERE,
            flows.caretaking.ask_backup,
            ("backup", "recover", "older"),
            when=now.may_write,
        ),
        Command(
            "file.examine",
            "File",
            "Examine the workspace",
            (),
            ANYWHERE,
            flows.caretaking.examine,
            ("doctor", "check", "damage", "integrity"),
            when=now.has_workspace,
        ),
        Command(
            "file.open_other",
            "File",
            "Open another workspace…",
            (),
            ANYWHERE,
            flows.caretaking.open_other,
            ("database", "file"),
        ),
        Command(
            "file.stop",
            "File",
            "Stop what is under way",
            (),
            ANYWHERE,
            desk.cancel_work,
            ("cancel", "import", "export"),
            when=parts.progress.isVisible,
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
