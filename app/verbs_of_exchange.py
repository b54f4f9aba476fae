"""The terminal's verbs for packages: export, verify, merge, sync, collect."""

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

import click

from app.domain.canonical import digest
from app.domain.export import WHY_DROPPED, ExportReport
from app.domain.package import Fingerprint, Refusal
from app.errors import PackageError, UserError
from app.evaluation import Evaluation
from app.exchange.leaving import PackagesReport, SyncReport
from app.exchange.receiving import LogExtent, MergeReport
from app.formats.lines_in import read_whole
from app.formats.registry import names
from app.packages.archive import LARGEST_ARCHIVE
from app.packages.package import Contents, read
from app.packages.signing import from_spoken, spoken
from app.packages.transport import Folder
from app.settings import places
from app.steps import finished
from app.terminal import (
    BAD_INPUT,
    FOUND_WRONG,
    json_option,
    reading,
    report_json,
    say,
    say_error,
    task_set_option,
    with_status,
    writing,
)
from app.wording import counted

_trust = click.option(
    "--trust",
    multiple=True,
    metavar="FINGERPRINT",
    help="Enrol an evaluator's key, as their `diptych evaluator` prints it; from then on only enrolled keys are taken.",
)


@click.command()
@click.argument("dest", type=click.Path(path_type=Path, readable=False), required=False)
@click.option(
    "--format",
    "format_name",
    metavar="NAME",
    default="package",
    show_default=True,
    help="One that `diptych formats` lists.",
)
@task_set_option
@click.option("--since-last", is_flag=True, help="Only what no package that left holds yet.")
@click.option("--preview", is_flag=True, help="Print exactly what the package would hold, and write nothing.")
@json_option
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
        _preview_package(workspace, since_last=since_last, as_json=as_json)
        return
    if dest is None:
        raise UserError("Say where to write: a file or a folder.")
    if format_name == "package":
        _export_package(workspace, dest, since_last=since_last, as_json=as_json)
        return

    def write(evaluation: Evaluation) -> ExportReport:
        return finished(evaluation.exporting.export(format_name, dest, task_set=task_set))

    report = reading(write, workspace)
    if as_json:
        document = {
            "path": str(report.path),
            "judgments": report.judgments,
            "findings": report.findings,
            "dropped": report.dropped,
        }
        if format_name == "tasks":
            document["tasks"] = report.tasks
        report_json(document if report.escaped is None else {**document, "escaped": report.escaped})
    elif format_name == "tasks":
        say(f"Wrote {counted(report.tasks, 'task')} to {report.path}.")
    else:
        judgments, findings = counted(report.judgments, "judgment"), counted(report.findings, "finding")
        say(f"Exported {judgments} with {findings} to {report.path}.")
        for reason, count in report.dropped.items():
            say(f"Left out: {counted(count, 'judgment')} {WHY_DROPPED[reason]}.")
        if report.escaped:
            say(
                f"{counted(report.escaped, 'cell')} would have been taken for a formula or had hidden characters: "
                "those have a ' in front or show codes, and their rows say so (text_was_escaped)."
            )


def _export_package(workspace: Path, dest: Path, *, since_last: bool, as_json: bool) -> None:
    """Write packages to *dest* and say so."""

    def write(evaluation: Evaluation) -> PackagesReport:
        return finished(evaluation.sending(places().signing_key).export(dest, since_last=since_last))

    report = writing(write, workspace)
    if as_json:
        paths = [str(one.path) for one in report.packages]
        report_json(
            {
                "path": paths[0] if len(paths) == 1 else str(dest) if paths else None,
                "judgments": report.judgments,
                "findings": report.findings,
                "dropped": {},
                "packages": [{**asdict(one), "path": str(one.path)} for one in report.packages],
            }
        )
        return
    if not report.packages:
        say("Everything left already; there is nothing new." if since_last else "There is nothing to export yet.")
    for one in report.packages:
        say(f"Wrote events {one.first_seq} to {one.last_seq} to {one.path}.")
    if report.packages:
        say(f"Exported {counted(report.judgments, 'judgment')} with {counted(report.findings, 'finding')}.")


def _preview_package(workspace: Path, *, since_last: bool, as_json: bool) -> None:
    """Print what `_export_package` would write, to the letter, and write nothing."""

    def look(evaluation: Evaluation) -> list[Contents]:
        return list(evaluation.sending(places().signing_key).preview(since_last=since_last))

    packages = reading(look, workspace)
    if as_json:
        report_json(
            [
                {
                    "package_id": digest(package.manifest),
                    **{name: content.decode() for name, content in package.files},
                }
                for package in packages
            ]
        )
        return
    for package in packages:
        for name, content in package.files:
            say(f"{name}, {counted(len(content), 'byte')}:")
            for line in content.decode().removesuffix("\n").split("\n"):
                say(line)
    if not packages:
        say("There is nothing that would leave.")


@click.command()
@click.argument(
    "packages", nargs=-1, required=True, type=click.Path(path_type=Path, readable=False), metavar="PACKAGE…"
)
@json_option
@with_status
def verify(packages: tuple[Path, ...], as_json: bool) -> int:
    """Check packages byte for byte; the first thing wrong with each is named."""
    checked: list[dict[str, object]] = []
    wrong: list[str] = []
    status = 0
    for path in packages:
        try:
            package = read(read_whole(path, LARGEST_ARCHIVE))
        except UserError as error:
            # No package, or none that can be read: the others are looked at all the same.
            status = max(status, FOUND_WRONG if isinstance(error, PackageError) else BAD_INPUT)
            checked.append({"path": str(path), "ok": False, "problem": str(error)})
            # What is no file at all is named in the sentence already.
            wrong.append(f"{path.name}: {error}" if isinstance(error, PackageError) else str(error))
        else:
            facts = asdict(package.facts)
            checked.append({"path": str(path), "ok": True, "problem": None, "package_id": package.package_id, **facts})
            if not as_json:
                say(
                    f"{path.name} is sound: events {facts['first_seq']} to {facts['last_seq']} of {facts['store_id']}, "
                    f"signed by {spoken(package.facts.key)}."
                )
    if as_json:
        report_json(checked)
    else:
        for sentence in wrong:
            say_error(sentence)
    return status


@click.command()
@click.argument(
    "packages", nargs=-1, required=True, type=click.Path(path_type=Path, readable=False), metavar="PACKAGE…"
)
@_trust
@json_option
@click.pass_obj
def merge(workspace: Path, packages: tuple[Path, ...], trust: tuple[str, ...], as_json: bool) -> None:
    """Bring others' packages into this workspace: all of them or none; twice is once."""
    keys = _keys(trust)

    def bring_in(evaluation: Evaluation) -> MergeReport:
        return finished(evaluation.receiving(places().signing_key).merge(packages, trust=keys))

    _say_merged(writing(bring_in, workspace), as_json=as_json)


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, readable=False))
@click.option(
    "--collector", metavar="FINGERPRINT", help="Count only receipts signed by this key, as the collector's prints it."
)
@json_option
@click.pass_obj
def sync(workspace: Path, folder: Path, collector: str | None, as_json: bool) -> None:
    """Send packages to FOLDER and fetch receipts from it; what is not there now waits."""
    key = None if collector is None else from_spoken(collector)

    def send(evaluation: Evaluation) -> SyncReport:
        return finished(evaluation.sending(places().signing_key).sync(Folder(folder), collector=key))

    report = writing(send, workspace)
    if as_json:
        report_json(asdict(report))
        return
    if report.offline is not None:
        say_error(report.offline)
    for remark in report.remarks:
        say_error(remark)
    if report.sent:
        say(f"Sent {counted(report.sent, 'package')}.")
    if report.collector is not None:
        say(f"Receipts are signed by {spoken(report.collector)}.")
    say(report.counts.in_words())


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, readable=False))
@_trust
@json_option
@click.pass_obj
@with_status
def collect(workspace: Path, folder: Path, trust: tuple[str, ...], as_json: bool) -> int:
    """Take in the packages that lie in FOLDER, and leave receipts for them there."""
    keys = _keys(trust)

    def take_in(evaluation: Evaluation) -> MergeReport:
        return finished(evaluation.receiving(places().signing_key).collect(Folder(folder), trust=keys))

    report = writing(take_in, workspace)
    _say_merged(report, as_json=as_json)
    return FOUND_WRONG if report.refused else 0


def _keys(trust: Iterable[str]) -> tuple[Fingerprint, ...]:
    return tuple(from_spoken(one) for one in trust)


def _say_merged(report: MergeReport, *, as_json: bool) -> None:
    if as_json:
        report_json(asdict(report))
        return
    for one in report.packages:
        if one.was_here:
            say(f"{one.object} was here already; nothing changed.")
        else:
            said = f"{one.object}: {counted(one.accepted, 'new event')}"
            said += f", {one.duplicate} that were here already" if one.duplicate else ""
            say(f"{said}; signed by {spoken(one.key)}.")
    for log in report.logs:
        _say_extent(log)
    for refusal in report.refused:
        _say_refused(refusal)
    if not report.packages and not report.refused:
        say("There is nothing to collect.")
    if report.receipts:
        say(f"Wrote {counted(report.receipts, 'receipt')}.")


def _say_extent(log: LogExtent) -> None:
    for gap in log.gaps:
        say(f"Events {gap.first_seq} to {gap.last_seq} of {log.store_id} have not arrived yet.")
    for fork in log.forks:
        say(
            f"The log {log.store_id} goes on in two copies: {len(fork.event_ids)} events are number {fork.seq}; all are kept."
        )


def _say_refused(refusal: Refusal) -> None:
    say_error(f"{refusal.object} was refused and left where it is: {refusal.reason}")
