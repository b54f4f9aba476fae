"""The terminal's verbs for tasks: import them, list them, judge them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from app.domain.leak import LeakKind, OnLeaks
from app.domain.queue import QueueEntry
from app.domain.rubric import Rubric
from app.errors import UserError
from app.evaluation import Evaluation
from app.formats.bundled import leak_words
from app.formats.faults import Fault, FaultError, named_in
from app.formats.lines_in import called, open_file
from app.formats.registry import names
from app.formats.rubrics import chosen_rubric
from app.formats.task_files import TaskFile, open_task_file
from app.intake import ImportReport
from app.judging.leaks import names_a_model
from app.steps import finished
from app.terminal import (
    BAD_INPUT,
    json_option,
    reading,
    report_json,
    say,
    say_error,
    task_set_option,
    text,
    trying,
    with_status,
    writing,
)
from app.wording import counted

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


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, readable=False))
@click.option("--format", "format_name", type=click.Choice(names(reads=True)), default="diptych", show_default=True)
@click.option("--task-set", metavar="NAME", type=text, help="The name of the task set; by default the file's.")
@click.option("--rubric", metavar="NAME|FILE", type=text, help="Score by this rubric instead of the task set's.")
@click.option("--dry-run", is_flag=True, help="Read and check everything, keep nothing.")
@click.option(
    "--leaks",
    type=click.Choice([choice.value for choice in OnLeaks]),
    default=OnLeaks.REPORT.value,
    show_default=True,
    help="Traces of models: do not look, say where they are, or leave out tasks whose candidates have them.",
)
@click.option("--skip-invalid", is_flag=True, help="Import what is right and leave out what is not.")
@json_option
@click.pass_obj
@with_status
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
    if task_set == "":
        raise UserError("The name of a task set has 1 to 200 printable characters; give one with --task-set.")
    chosen = None if rubric is None else chosen_rubric(rubric)
    # A file that is not there is heard of before anything of the others is in.
    opened = [(file, _opened(file, task_set, chosen)) for file in files]
    if closed := [(file, why) for file, why in opened if isinstance(why, UserError)]:
        if as_json:
            report_json(_as_json([], [_fault(file, why) for file, why in closed]))
        else:
            for _, why in closed:
                say_error(str(why))
        return BAD_INPUT
    sources = [one for _, one in opened if isinstance(one, TaskFile)]

    def bring_in(evaluation: Evaluation) -> list[ImportReport]:
        on_leaks = OnLeaks(leaks)
        return [
            finished(evaluation.import_tasks(source, skip_invalid=skip_invalid, dry_run=dry_run, on_leaks=on_leaks))
            for source in sources
        ]

    reports = (trying if dry_run else writing)(bring_in, workspace)
    faults = [fault for report in reports for fault in report.faults]
    imported = sum(report.imported for report in reports)
    if as_json:
        report_json(_as_json(reports, faults))
    else:
        _say_faults(faults)
        for report in reports:
            say(_imported_in_words(report, dry_run=dry_run))
            if report.leaks:
                say(_leaks_in_words(report))
            if leaks != OnLeaks.LEAVE and names_a_model(report.task_set, leak_words()):
                say_error(NAME_LEAKS)
    return BAD_INPUT if faults and (dry_run or not (skip_invalid and imported)) else 0


def _opened(file: Path, task_set: str | None, rubric: Rubric | None) -> TaskFile | UserError:
    """The source of tasks *file*, all of whose files are there, or why it is none."""
    try:
        source = open_task_file(file, task_set=task_set, rubric=rubric)
        for path in source.paths:
            with named_in(file.name, "tasks") if path != file else nullcontext():
                open_file(path).close()
    except UserError as error:
        return error
    return source


def _fault(file: Path, why: UserError) -> Fault:
    return why.fault if isinstance(why, FaultError) else Fault(called(file), None, None, str(why))


def _as_json(reports: Sequence[ImportReport], faults: Iterable[Fault]) -> dict[str, object]:
    return {
        "task_set": ", ".join(dict.fromkeys(report.task_set for report in reports)),
        "imported": sum(report.imported for report in reports),
        "skipped": sum(report.skipped for report in reports),
        "duplicates": sum(report.duplicates for report in reports),
        "faults": [asdict(fault) for fault in faults],
        **_leaks_as_json(reports),
    }


def _imported_in_words(report: ImportReport, *, dry_run: bool) -> str:
    tasks = counted(report.imported, "task")
    if report.faults and not report.imported:
        return f"Nothing was imported into “{report.task_set}”: {counted(len(report.faults), 'fault')}."
    if not report.imported and report.duplicates:
        return f"“{report.task_set}” has these tasks already ({report.duplicates}); nothing changed."
    said = f"{'Would import' if dry_run else 'Imported'} {tasks} into “{report.task_set}”"
    if report.duplicates:
        said += f"; {report.duplicates} were there already"
    if report.skipped:
        said += f"; {report.skipped} left out"
    return said + "."


def _leaks_as_json(reports: Sequence[ImportReport]) -> dict[str, Any]:
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
    by_kind = ", ".join(f"{_LEAKS[kind]} in {counted(number, 'task')}" for kind, number in kinds.most_common())
    rest = f"; {counted(report.excluded, 'task')} left out" if report.excluded else ""
    return f"Traces of models: {by_kind}{rest}. Say --json for the places."


@click.command()
@click.option("--state", type=click.Choice(["todo", "draft", "done", "skipped"]), help="Only tasks in this state.")
@task_set_option
@json_option
@click.pass_obj
def tasks(workspace: Path, state: str | None, task_set: str | None, as_json: bool) -> None:
    """List the queue."""

    def listed(evaluation: Evaluation) -> tuple[QueueEntry, ...]:
        if task_set is not None:
            evaluation.refuse_unknown(task_set)
        return evaluation.queue(task_set)

    entries = reading(listed, workspace)
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


@click.command()
@click.argument("file", type=click.Path(path_type=Path, readable=False))
@json_option
@click.pass_obj
@with_status
def judge(workspace: Path, file: Path, as_json: bool) -> int:
    """Hand in judgments written as JSON Lines (diptych/draft/1), all or nothing."""
    # Before there is a workspace for nothing.
    open_file(file).close()
    handed_in = writing(lambda evaluation: evaluation.judge(file), workspace)
    if as_json:
        report_json({"judgments": handed_in.judgments, "faults": [asdict(fault) for fault in handed_in.faults]})
    else:
        _say_faults(handed_in.faults)
        count = counted(len(handed_in.judgments), "judgment")
        say(f"Handed in {count}." if handed_in.judgments else "Nothing was handed in.")
    return BAD_INPUT if handed_in.faults else 0


def _say_faults(faults: Iterable[Fault]) -> None:
    for fault in faults:
        say_error(str(fault))
