"""Backups, restoring and examining, and the screen that stands in the window while the workspace cannot be opened."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.domain.recovery import Backup, DamagedError, Restored, Way, local_clock, ways_out
from app.errors import (
    BusyError,
    DiskFullError,
    ForeignError,
    NewerError,
    ReadOnlyError,
    UnreadableError,
    WorkspaceError,
)
from app.wording import counted
from ui.announcing import Importance
from ui.desk.caretaking import Examination, Readable
from ui.dialogs.chooser import Offer
from ui.main_window.parts import Parts
from ui.plain_text import choose_destination, choose_files, choose_folder, confirm, show_folder
from ui.shell.recovery import WayOut

WORKSPACES = "Workspaces (*.diptych);;All files (*)"
FROM_A_FILE = "another"
TITLES = {
    BusyError: "The workspace is in use",
    NewerError: "The workspace is from a newer version",
    ForeignError: "This is no workspace",
    DiskFullError: "The disk is full",
    ReadOnlyError: "The workspace cannot be written",
    UnreadableError: "The workspace cannot be read",
    DamagedError: "The workspace is damaged",
}


class Caretaking:
    """Asks, has the desk do it, and says what became of it."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._refused: WorkspaceError | None = None
        self._to_tell = ""

    # The workspace cannot be opened

    def show_refusal(self, error: WorkspaceError) -> None:
        """The whole window: what is wrong, and the ways out."""
        parts, self._refused = self._parts, error
        title = next((said for kind, said in TITLES.items() if isinstance(error, kind)), "The workspace cannot be used")
        ways = [self._way_out(way, error) for way in ways_out(error)]
        parts.recovery.show_refusal(title, _what_happened(error), ways)
        parts.announcer.say(f"{title}. {_what_happened(error)}", Importance.ERROR)
        parts.pages.setCurrentWidget(parts.recovery)
        parts.top_bar.show_nothing()
        parts.top_bar.show_counts("", waiting=0, is_shown=False)
        parts.window.setWindowTitle("Diptych")
        parts.recovery.focus_first()
        self._tell_what_was_kept_back(parts.recovery.tell)

    def act(self, way: str) -> None:
        """Go the way out that was chosen."""
        desk = self._parts.desk
        {
            Way.RESTORE: self._restore_newest,
            Way.CHOOSE_BACKUP: self._choose_known_backup,
            Way.REBUILD: lambda: self._restore(None, "Rebuilding the workspace from what can be read …"),
            Way.EXPORT: self.export_readable,
            Way.SWITCH: self._switch,
            Way.TRY_AGAIN: lambda: self._open(desk.open_workspace, desk.caretaking.workspace),
            Way.READ: lambda: self._open(desk.open_for_reading, desk.caretaking.workspace),
            Way.OPEN_OTHER: self.open_other,
            Way.QUIT: self._parts.window.close,
        }[Way(way)]()

    def open_other(self) -> None:
        """Open another workspace in this window."""
        if chosen := choose_files(self._parts.window, "Open a workspace", WORKSPACES):
            self._parts.desk.clear()
            self._open(self._parts.desk.open_workspace, Path(chosen[0]))

    def export_readable(self) -> None:
        """Write what can be read of the refused workspace as files."""
        if chosen := choose_folder(self._parts.window, "Folder for what can be read"):
            self._parts.recovery.show_busy("Reading what can be read …")
            self._parts.desk.caretaking.export_readable(Path(chosen))

    def show_readable(self, readable: Readable) -> None:
        self._parts.recovery.show_busy("")
        self._parts.recovery.tell(
            f"Wrote {counted(readable.judgments, 'judgment')} and {counted(readable.tasks, 'task')} to "
            f"judgments.jsonl and tasks.jsonl in {readable.folder.name}. The workspace itself was left as it is."
        )

    def show_refused_work(self, sentence: str) -> None:
        """What was asked for could not be done."""
        self._parts.recovery.show_busy("")
        self._parts.recovery.tell(sentence)
        if self._parts.examination.isVisible():
            self._parts.examination.show_found(sentence, (sentence,), ())

    def come(self) -> None:
        """Another window on this workspace was opened, and sends the person here."""
        window = self._parts.window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.raise_()
        window.activateWindow()
        # Where the system lets no program take the focus, it shows that this one asks for it.
        QApplication.alert(window)

    def show_opened(self) -> None:
        """The workspace is open: away from the screen that said it was not."""
        parts = self._parts
        self._refused = None
        if parts.pages.currentWidget() is parts.recovery:
            parts.recovery.show_busy("")
            parts.pages.setCurrentWidget(parts.welcome)
        parts.warning_bar.forget()
        parts.top_bar.show_read_only(parts.desk.read_only_because)
        if parts.desk.read_only_because:
            parts.warning_bar.warn((f"Read-only: changes are not saved. {parts.desk.read_only_because}",))
        self._tell_what_was_kept_back(lambda said: parts.warning_bar.warn((said,)))

    # While it is open

    def back_up(self) -> None:
        """Write a consistent copy where the person says."""
        workspace = self._parts.desk.caretaking.workspace
        name = f"{workspace.stem}-{datetime.now(UTC).astimezone():%Y-%m-%d-%H%M}{workspace.suffix}"
        if chosen := choose_destination(self._parts.window, "Back up to", name, WORKSPACES):
            self._parts.desk.caretaking.back_up(Path(chosen))

    def show_backup(self, path: Path) -> None:
        self._parts.offer(f"Backed up to {path.name}.", "Show in folder", lambda: show_folder(path.parent))

    def examine(self) -> None:
        self._parts.examination.open_looking()
        self._parts.desk.caretaking.examine()

    def show_examination(self, found: Examination) -> None:
        wrong = len(found.problems)
        verdict = f"{found.name}: {counted(wrong, 'problem')}." if wrong else f"{found.name} is sound"
        verdict += " A backup can be put in its place from the File menu." if wrong else f" (SQLite {found.sqlite})."
        self._parts.examination.show_found(verdict, found.problems, found.warnings)

    def ask_backup(self) -> None:
        """Which of the backups to put back."""
        self._parts.desk.caretaking.list_backups()

    def offer_backups(self, backups: tuple[Backup, ...]) -> None:
        clock = local_clock(datetime.now(UTC).astimezone())
        known = {str(backup.path): backup for backup in backups}
        offers = [Offer(path, f"The backup from {clock(one.made_at)}", _holds(one)) for path, one in known.items()]
        offers.append(Offer(FROM_A_FILE, "Another file…", "a backup that lies somewhere else"))

        def find(typed: str) -> list[Offer]:
            return [one for one in offers if typed.casefold() in one.name.casefold()]

        self._parts.chooser.ask(
            "Restore", find, self._restore_chosen, nothing="No backup of that time.", is_of_task=False
        )

    def show_restored(self, restored: Restored) -> None:
        """What stands there now, and where what stood there before is kept."""
        said = f"Restored {restored.path.name} with {counted(restored.events, 'entry', 'entries')} in its log"
        if restored.from_journal or restored.salvaged:
            said += f", {restored.from_journal} of them from the journal and {restored.salvaged} from the old file"
        if restored.kept_aside:
            said += f". What stood there before is kept as {', '.join(path.name for path in restored.kept_aside)}"
        self._to_tell = f"{said}."

    def show_not_restored(self, sentence: str) -> None:
        """The restore came to nothing; the workspace is opened as it was."""
        self._to_tell = sentence

    def _restore_chosen(self, chosen: str) -> None:
        if chosen == FROM_A_FILE:
            files = choose_files(self._parts.window, "Restore a backup", WORKSPACES)
            if not files:
                return
            chosen = files[0]
        question = (
            "The workspace is put back to that backup, with every judgment that its journal knows since. "
            "What is there now is kept beside it."
        )
        if self._refused is not None or confirm(self._parts.window, "Restore", question, yes="Restore"):
            self._restore(Path(chosen), "Restoring …")

    def _restore_newest(self) -> None:
        if isinstance(self._refused, DamagedError) and self._refused.recovery.backups:
            self._restore(self._refused.recovery.backups[0].path, "Restoring …")

    def _choose_known_backup(self) -> None:
        if isinstance(self._refused, DamagedError):
            self.offer_backups(self._refused.recovery.backups)

    def _restore(self, backup: Path | None, doing: str) -> None:
        parts = self._parts
        parts.desk.restore(backup)
        parts.recovery.show_refusal("Restoring the workspace", "What stood there before is kept beside it.", ())
        parts.pages.setCurrentWidget(parts.recovery)
        parts.recovery.show_busy(doing)

    def _switch(self) -> None:
        self._parts.recovery.show_busy("Calling the other window …")
        self._parts.desk.calling.call()

    def _tell_what_was_kept_back(self, tell: Callable[[str], None]) -> None:
        """What was found while no screen could say it."""
        if self._to_tell:
            tell(self._to_tell)
            self._to_tell = ""

    def _open(self, opening: Callable[[Path], None], path: Path) -> None:
        self._parts.recovery.show_busy("Opening …")
        opening(path)

    def _way_out(self, way: Way, error: WorkspaceError) -> WayOut:
        clock = local_clock(datetime.now(UTC).astimezone())
        newest = error.recovery.backups[0] if isinstance(error, DamagedError) and error.recovery.backups else None
        journal = error.recovery.in_journal if isinstance(error, DamagedError) else 0
        since = f"; the journal, with {journal:,}, brings it up to date" if journal else ""
        match way:
            case Way.RESTORE if newest is not None:
                return WayOut(way, f"Restore the backup from {clock(newest.made_at)}", f"{_holds(newest)}{since}")
            case Way.CHOOSE_BACKUP:
                return WayOut(way, "Restore an older backup…")
            case Way.REBUILD:
                return WayOut(way, "Rebuild it from what can be read", "the damaged file is kept")
            case Way.EXPORT:
                return WayOut(way, "Export what can be read…", "judgments and tasks, as JSON Lines")
            case Way.SWITCH:
                return WayOut(way, "Switch to it", "this window closes")
            case Way.TRY_AGAIN:
                return WayOut(way, "Try again")
            case Way.READ:
                return WayOut(way, "Open it for reading", "nothing can be changed then")
            case Way.OPEN_OTHER:
                return WayOut(way, "Open another workspace…")
            case _:
                return WayOut(Way.QUIT, "Quit")


def _what_happened(error: WorkspaceError) -> str:
    """The sentence without the words of the terminal; the buttons say what can be done."""
    return error.recovery.damage if isinstance(error, DamagedError) else str(error)


def _holds(backup: Backup) -> str:
    return f"with {counted(backup.events, 'entry', 'entries')} in its log"
