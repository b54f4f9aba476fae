"""The terminal's verbs that keep a workspace safe: back it up, restore it, examine it."""

from pathlib import Path

import click

from app import __version__
from app.caretaking import place_warnings, sqlite_version
from app.caretaking import restore as put_back
from app.clock import utc_now
from app.domain.recovery import DamagedError, Recovery, local_clock
from app.errors import UserError
from app.terminal import FOUND_WRONG, json_option, reading, report_json, say, text_path, with_status
from app.wording import counted


@click.command()
@click.argument("dest", type=text_path)
@json_option
@click.pass_obj
def backup(workspace: Path, dest: Path, as_json: bool) -> None:
    """Write a consistent copy of the workspace, also while a window is open."""
    path = dest / workspace.name if dest.is_dir() else dest
    reading(lambda evaluation: evaluation.back_up(path), workspace)
    if as_json:
        report_json({"path": str(path)})
    else:
        say(f"Backed up to {path}.")


@click.command()
@click.argument("file", type=text_path, required=False)
@click.option("--salvage", is_flag=True, help="Without a backup: what can be read of the damaged workspace.")
@json_option
@click.pass_obj
def restore(workspace: Path, file: Path | None, salvage: bool, as_json: bool) -> None:
    """Put the backup FILE, or one named in the folder of backups, in the place of the workspace.

    Judgments that were made since come along from the journal. What stood there before is kept beside it.
    """
    if (file is None) != salvage:
        raise UserError("Say which backup to restore, or --salvage to keep what can be read of the workspace.")
    done = put_back(workspace, file)
    if as_json:
        report_json(
            {
                "path": str(done.path),
                "store_id": done.store_id,
                "events": done.events,
                "from_journal": done.from_journal,
                "salvaged": done.salvaged,
                "tasks": done.tasks,
                "kept_aside": [str(path) for path in done.kept_aside],
            }
        )
        return
    say(f"Restored {workspace.name} with {counted(done.events, 'entry', 'entries')} in its log.")
    if not done.tasks:
        say("Of its tasks nothing could be read: import them again, or restore a backup.")
    if done.from_journal or done.salvaged:
        say(f"Of these {done.from_journal} came from the journal and {done.salvaged} from the damaged file.")
    if done.kept_aside:
        say(f"What stood there before is kept as {', '.join(path.name for path in done.kept_aside)}.")


@click.command()
@json_option
@click.pass_obj
@with_status
def doctor(workspace: Path, as_json: bool) -> int:
    """Examine the workspace, its journal and its place, and say what is wrong."""
    recovery: Recovery | None = None
    told: tuple[str, ...] = ()
    try:
        problems, told = reading(lambda evaluation: (evaluation.examine(), evaluation.warnings), workspace)
    except DamagedError as error:
        recovery = error.recovery
        problems = (recovery.damage,)
    warnings = (*told, *place_warnings(workspace))
    if as_json:
        report_json(
            {
                "workspace": workspace.name,
                "problems": problems,
                "warnings": warnings,
                "recovery": None if recovery is None else _recovery_as_json(recovery),
                "sqlite": sqlite_version(),
                "diptych": __version__,
            }
        )
        return FOUND_WRONG if problems else 0
    for sentence in (*problems, *warnings):
        say(sentence)
    if recovery is not None:
        say(recovery.sentence(local_clock(utc_now().astimezone())))
        for backup in recovery.backups:
            say(f"  diptych restore {backup.path.name}")
        say(f"  diptych restore --salvage    ({counted(recovery.in_journal, 'entry', 'entries')} in the journal)")
    elif not problems:
        say(f"{workspace.name} is sound (SQLite {sqlite_version()}).")
    return FOUND_WRONG if problems else 0


def _recovery_as_json(recovery: Recovery) -> dict[str, object]:
    return {
        "backups": [
            {"path": str(backup.path), "made_at": backup.made_at, "events": backup.events}
            for backup in recovery.backups
        ],
        "in_journal": recovery.in_journal,
    }
