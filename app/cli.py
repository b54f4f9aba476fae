"""Diptych for a terminal: the same verbs and the same rules as the window.

Exit status: 0 done, 1 a check found something wrong, 2 bad usage or bad input, 3 the workspace cannot be used, 130 after
Ctrl+C.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from app import __version__
from app.domain.export import ExportReport
from app.domain.leak import LeakKind, OnLeaks
from app.domain.names import EvaluatorId
from app.domain.recovery import DamagedError, Recovery, local_clock
from app.errors import UserError
from app.evaluation import Evaluation, place_warnings, sqlite_version, utc_now
from app.evaluation import restore as put_back
from app.formats.bundled import leak_words
from app.formats.faults import Fault
from app.formats.lines_in import open_file
from app.formats.records import SCHEMAS, schema
from app.formats.registry import FORMATS, names
from app.formats.rubrics import bundled_rubric, bundled_rubrics, chosen_rubric, filled_in
from app.formats.task_files import open_task_file
from app.intake import ImportReport
from app.judging.leaks import names_a_model
from app.packages.signing import signing_key, spoken
from app.settings import places
from app.terminal import BAD_INPUT, report_json, say, say_error
from app.terminal import counted as _counted
from app.terminal import diptych as diptych
from app.terminal import json_option as _json
from app.terminal import reading as _reading
from app.terminal import run as _run
from app.terminal import task_set_option as _task_set
from app.terminal import trying as _trying
from app.terminal import with_status as _with_status
from app.terminal import writing as _writing
from app.verbs_of_audit import replay
from app.verbs_of_exchange import collect, export_package, merge, preview_package, sync, verify

_LEAKS = {
    LeakKind.NAME: "names",
    LeakKind.ORIGIN: "sealed origins",
    LeakKind.SIGNATURE: "signatures",
    LeakKind.CHAT: "words to a reader",
    LeakKind.FENCE: "code fences on one side",
}
NAME_LEAKS = (
    "The name of the task set may be that of a model, and it is shown while judging; give another with --task-set."
)


@diptych.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, readable=False))
@click.option("--format", "format_name", type=click.Choice(names(reads=True)), default="diptych", show_default=True)
@click.option("--task-set", metavar="NAME", help="The name of the task set; by default the file's.")
@click.option("--rubric", metavar="NAME|FILE", help="Score by this rubric instead of the task set's.")
@click.option("--dry-run", is_flag=True, help="Read and check everything, keep nothing.")
@click.option(
    "--leaks",
    type=click.Choice([choice.value for choice in OnLeaks]),
    default=OnLeaks.REPORT.value,
    show_default=True,
    help="Traces of models: do not look, say where they are, or leave out tasks whose candidates have them.",
)
@click.option("--skip-invalid", is_flag=True, help="Import what is right and leave out what is not.")
@_json
@click.pass_obj
@_with_status
def import_tasks(
    workspace: Path,
    files: tuple[Path, ...],
    format_name: str,
    task_set: str | None,
    rubric: str | None,
    dry_run: bool,
    leaks: str,
    skip_invalid: bool,
    as_json: bool,
) -> int:
    """Bring tasks in: all of a file or nothing, unless --skip-invalid."""
    chosen = None if rubric is None else chosen_rubric(rubric)
    sources = [open_task_file(file, task_set=task_set, rubric=chosen) for file in files]
    # A file that is not there is heard of before anything of the others is in.
    for path in (path for source in sources for path in source.paths):
        open_file(path).close()

    def bring_in(evaluation: Evaluation) -> list[ImportReport]:
        on_leaks = OnLeaks(leaks)
        return [
            _run(evaluation.import_tasks(source, skip_invalid=skip_invalid, dry_run=dry_run, on_leaks=on_leaks))
            for source in sources
        ]

    reports = (_trying if dry_run else _writing)(bring_in, workspace)
    faults = [fault for report in reports for fault in report.faults]
    imported = sum(report.imported for report in reports)
    if as_json:
        report_json(
            {
                "task_set": ", ".join(dict.fromkeys(report.task_set for report in reports)),
                "imported": imported,
                "skipped": sum(report.skipped for report in reports),
                "duplicates": sum(report.duplicates for report in reports),
                "faults": [asdict(fault) for fault in faults],
                **_leaks_as_json(reports),
            }
        )
    else:
        _say_faults(faults)
        for report in reports:
            say(_imported_in_words(report, dry_run=dry_run))
            if report.leaks:
                say(_leaks_in_words(report))
            if leaks != OnLeaks.LEAVE and names_a_model(report.task_set, leak_words()):
                say_error(NAME_LEAKS)
    return BAD_INPUT if faults and (dry_run or not (skip_invalid and imported)) else 0


def _imported_in_words(report: ImportReport, *, dry_run: bool) -> str:
    tasks = "1 task" if report.imported == 1 else f"{report.imported} tasks"
    if report.faults and not report.imported:
        return f"Nothing was imported into “{report.task_set}”: {_counted(len(report.faults), 'fault')}."
    if not report.imported and report.duplicates:
        return f"“{report.task_set}” has these tasks already ({report.duplicates}); nothing changed."
    said = f"{'Would import' if dry_run else 'Imported'} {tasks} into “{report.task_set}”"
    if report.duplicates:
        said += f"; {report.duplicates} were there already"
    if report.skipped:
        said += f"; {report.skipped} left out"
    return said + "."


def _leaks_as_json(reports: list[ImportReport]) -> dict[str, Any]:
    """Where traces of models are; nothing where none were found, so that the document stays as it was."""
    if not any(report.leaks for report in reports):
        return {}
    found = [(task_id, leak) for report in reports for task_id, found in report.leaks for leak in found]
    return {
        "excluded": sum(report.excluded for report in reports),
        "leaks": [{"task_id": task_id, **asdict(leak)} for task_id, leak in found],
    }


def _leaks_in_words(report: ImportReport) -> str:
    """How many tasks may give their candidates' origin away, by kind; which words they are is not said."""
    kinds = Counter(kind for _, found in report.leaks for kind in {leak.kind for leak in found})
    counted = ", ".join(f"{_LEAKS[kind]} in {_counted(number, 'task')}" for kind, number in kinds.most_common())
    rest = f"; {_counted(report.excluded, 'task')} left out" if report.excluded else ""
    return f"Traces of models: {counted}{rest}. Say --json for the places."


@diptych.command()
@click.option("--state", type=click.Choice(["todo", "draft", "done", "skipped"]), help="Only tasks in this state.")
@_task_set
@_json
@click.pass_obj
def tasks(workspace: Path, state: str | None, task_set: str | None, as_json: bool) -> None:
    """List the queue."""
    entries = _reading(lambda evaluation: evaluation.queue(task_set), workspace)
    chosen = [entry for entry in entries if state in (None, entry.state)]
    if as_json:
        report_json(
            [
                {
                    "task_id": entry.key.task_id,
                    "task_set": entry.key.task_set,
                    "kind": entry.kind,
                    "language": entry.language,
                    "state": entry.state,
                    "candidates": entry.candidates,
                }
                for entry in chosen
            ]
        )
        return
    for entry in chosen:
        language = entry.language or "plain text"
        say(f"{entry.state:8} {entry.key.task_set}  {entry.key.task_id}  {entry.candidates} × {language}")
    if not chosen:
        say("No tasks." if task_set is None and state is None else "No tasks match.")


@diptych.command()
@click.argument("file", type=click.Path(path_type=Path, readable=False))
@_json
@click.pass_obj
@_with_status
def judge(workspace: Path, file: Path, as_json: bool) -> int:
    """Hand in judgments written as JSON Lines (diptych/draft/1), all or nothing."""
    # Before there is a workspace for nothing.
    open_file(file).close()
    handed_in = _writing(lambda evaluation: evaluation.judge(file), workspace)
    if as_json:
        report_json({"judgments": handed_in.judgments, "faults": [asdict(fault) for fault in handed_in.faults]})
    else:
        _say_faults(handed_in.faults)
        count = _counted(len(handed_in.judgments), "judgment")
        say(f"Handed in {count}." if handed_in.judgments else "Nothing was handed in.")
    return BAD_INPUT if handed_in.faults else 0


@diptych.command()
@click.argument("dest", type=click.Path(path_type=Path, readable=False), required=False)
@click.option(
    "--format",
    "format_name",
    metavar="NAME",
    default="package",
    show_default=True,
    help="One that `diptych formats` lists.",
)
@_task_set
@click.option("--since-last", is_flag=True, help="Only what no package that left holds yet.")
@click.option("--preview", is_flag=True, help="Print exactly what the package would hold, and write nothing.")
@_json
@click.pass_obj
def export(
    workspace: Path,
    dest: Path | None,
    format_name: str,
    task_set: str | None,
    since_last: bool,
    preview: bool,
    as_json: bool,
) -> None:
    """Write judgments, or tasks, to the file or folder DEST."""
    if format_name not in names(writes=True):
        raise UserError(f"“{format_name}” cannot be written; there are {', '.join(names(writes=True))}.")
    if format_name == "package" and task_set is not None:
        raise UserError("A package carries the whole log; leave --task-set out, or take --format jsonl.")
    if format_name != "package" and (since_last or preview):
        raise UserError("--since-last and --preview are about packages; leave them out, or the format.")
    if preview:
        preview_package(workspace, since_last=since_last, as_json=as_json)
        return
    if dest is None:
        raise UserError("Say where to write: a file or a folder.")
    if format_name == "package":
        export_package(workspace, dest, since_last=since_last, as_json=as_json)
        return

    def write(evaluation: Evaluation) -> ExportReport:
        return _run(evaluation.exporting.export(format_name, dest, task_set=task_set))

    report = _reading(write, workspace)
    if as_json:
        document = {
            "path": str(report.path),
            "judgments": report.judgments,
            "findings": report.findings,
            "dropped": report.dropped,
        }
        report_json(document if report.escaped is None else {**document, "escaped": report.escaped})
    elif format_name == "tasks":
        say(f"Wrote the tasks to {report.path}.")
    else:
        judgments, findings = _counted(report.judgments, "judgment"), _counted(report.findings, "finding")
        say(f"Exported {judgments} with {findings} to {report.path}.")
        if report.escaped:
            say(
                f"{_counted(report.escaped, 'cell')} would have been taken for a formula or had hidden characters: "
                "those have a ' in front or show codes, and their rows say so (text_was_escaped)."
            )


@diptych.command()
@click.argument("evaluator_id", metavar="[ID]", required=False)
@_json
@click.pass_obj
def evaluator(workspace: Path, evaluator_id: str | None, as_json: bool) -> None:
    """Show the evaluator's pseudonym and the signing key's fingerprint, or take the id given by a team.

    An id can be taken before the first judgment only.
    """
    if evaluator_id is not None:
        if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,127}", evaluator_id):
            raise UserError("An evaluator's id has 1 to 128 letters, digits, dots, dashes and underscores.")
        _writing(lambda evaluation: evaluation.set_evaluator(EvaluatorId(evaluator_id)), workspace)
    shown = _reading(lambda evaluation: evaluation.evaluator, workspace)
    key = signing_key(places().signing_key).fingerprint
    if as_json:
        report_json({"evaluator": shown, "fingerprint": spoken(key), "key_sha256": key})
    else:
        say(shown)
        say(f"signing key {spoken(key)}")


@diptych.command()
@click.argument("dest", type=click.Path(path_type=Path, readable=False))
@_json
@click.pass_obj
def backup(workspace: Path, dest: Path, as_json: bool) -> None:
    """Write a consistent copy of the workspace, also while a window is open."""
    path = dest / workspace.name if dest.is_dir() else dest
    _reading(lambda evaluation: evaluation.back_up(path), workspace)
    if as_json:
        report_json({"path": str(path)})
    else:
        say(f"Backed up to {path}.")


@diptych.command()
@click.argument("file", type=click.Path(path_type=Path, readable=False), required=False)
@click.option("--salvage", is_flag=True, help="Without a backup: what can be read of the damaged workspace.")
@_json
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
                "kept_aside": [str(path) for path in done.kept_aside],
            }
        )
        return
    say(f"Restored {workspace.name} with {_counted(done.events, 'entry', 'entries')} in its log.")
    if done.from_journal or done.salvaged:
        say(f"Of these {done.from_journal} came from the journal and {done.salvaged} from the damaged file.")
    if done.kept_aside:
        say(f"What stood there before is kept as {', '.join(path.name for path in done.kept_aside)}.")


@diptych.command()
@_json
@click.pass_obj
@_with_status
def doctor(workspace: Path, as_json: bool) -> int:
    """Examine the workspace, its journal and its place, and say what is wrong."""
    recovery: Recovery | None = None
    try:
        problems = _reading(lambda evaluation: evaluation.examine(), workspace)
    except DamagedError as error:
        recovery = error.recovery
        problems = (recovery.damage,)
    warnings = place_warnings(workspace)
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
        return 1 if problems else 0
    for sentence in (*problems, *warnings):
        say(sentence)
    if recovery is not None:
        say(recovery.sentence(local_clock(utc_now().astimezone())))
        for backup in recovery.backups:
            say(f"  diptych restore {backup.path.name}")
        say(f"  diptych restore --salvage    ({_counted(recovery.in_journal, 'entry', 'entries')} in the journal)")
    elif not problems:
        say(f"{workspace.name} is sound (SQLite {sqlite_version()}).")
    return 1 if problems else 0


def _recovery_as_json(recovery: Recovery) -> dict[str, object]:
    return {
        "backups": [
            {"path": str(backup.path), "made_at": backup.made_at, "events": backup.events}
            for backup in recovery.backups
        ],
        "in_journal": recovery.in_journal,
    }


@diptych.command()
@_json
def formats(as_json: bool) -> None:
    """List the formats that can be read and written."""
    if as_json:
        report_json([asdict(one) for one in FORMATS])
        return
    for one in FORMATS:
        say(
            f"{one.name:10} {'reads' if one.reads else '     '} {'writes' if one.writes else '      '}  {one.description}"
        )


@diptych.command("schema", help=f"Print the JSON Schema of a format: {', '.join(SCHEMAS)}.")
@click.argument("name")
def print_schema(name: str) -> None:
    report_json(schema(name))


@diptych.command()
@click.argument("name", required=False)
@_json
def rubrics(name: str | None, as_json: bool) -> None:
    """List the bundled rubrics, or print one as a template."""
    if name is not None:
        report_json(filled_in(bundled_rubric(name)))
    elif as_json:
        report_json([filled_in(rubric) for rubric in bundled_rubrics()])
    else:
        for rubric in bundled_rubrics():
            say(f"{rubric.name}: {', '.join(rubric.names)}")


for verb in (verify, merge, sync, collect, replay):
    diptych.add_command(verb)


def main() -> None:
    """The command line without the window."""
    diptych(prog_name="diptych")


def _say_faults(faults: Iterable[Fault]) -> None:
    for fault in faults:
        say_error(str(fault))
