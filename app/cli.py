"""Diptych for a terminal: the same verbs and the same rules as the window.

Exit status: 0 done, 1 a check found something wrong, 2 bad usage or bad input, 3 the workspace cannot be used, 130 after
Ctrl+C.
"""

import re
from dataclasses import asdict
from pathlib import Path

import click

from app.domain.names import EvaluatorId
from app.errors import UserError
from app.formats.records import SCHEMAS, schema
from app.formats.registry import FORMATS
from app.formats.rubrics import bundled_rubric, bundled_rubrics, filled_in
from app.packages.signing import signing_key, spoken
from app.settings import places
from app.terminal import diptych as diptych
from app.terminal import json_option, reading, report_json, say, writing
from app.verbs_of_audit import replay
from app.verbs_of_exchange import collect, export, merge, sync, verify
from app.verbs_of_safety import backup, doctor, restore
from app.verbs_of_tasks import import_tasks, judge, tasks


@diptych.command()
@click.argument("evaluator_id", metavar="[ID]", required=False)
@json_option
@click.pass_obj
def evaluator(workspace: Path, evaluator_id: str | None, as_json: bool) -> None:
    """Show the evaluator's pseudonym and the signing key's fingerprint, or take the id given by a team.

    An id can be taken before the first judgment only.
    """
    if evaluator_id is not None:
        if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,127}", evaluator_id):
            raise UserError("An evaluator's id has 1 to 128 letters, digits, dots, dashes and underscores.")
        writing(lambda evaluation: evaluation.set_evaluator(EvaluatorId(evaluator_id)), workspace)
    shown = reading(lambda evaluation: evaluation.evaluator, workspace)
    if not as_json:
        # Who they are does not hang on a key that cannot be read.
        say(shown)
    try:
        key = signing_key(places().signing_key).fingerprint
    except UserError:
        if as_json:
            report_json({"evaluator": shown, "fingerprint": None, "key_sha256": None})
        raise
    if as_json:
        report_json({"evaluator": shown, "fingerprint": spoken(key), "key_sha256": key})
    else:
        say(f"signing key {spoken(key)}")


@diptych.command()
@json_option
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
@json_option
def rubrics(name: str | None, as_json: bool) -> None:
    """List the bundled rubrics, or print one as a template."""
    if name is not None:
        report_json(filled_in(bundled_rubric(name)))
    elif as_json:
        report_json([filled_in(rubric) for rubric in bundled_rubrics()])
    else:
        for rubric in bundled_rubrics():
            say(f"{rubric.name}: {', '.join(rubric.names)}")


for verb in (import_tasks, tasks, judge, export, verify, merge, sync, collect, backup, restore, doctor, replay):
    diptych.add_command(verb)


def main() -> None:
    """The command line without the window."""
    diptych(prog_name="diptych")
