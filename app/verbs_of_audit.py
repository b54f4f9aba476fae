"""The terminal's verb for looking into judgments: what was shown, computed again."""

from collections.abc import Iterator
from pathlib import Path

import click

from app.domain.names import TaskId
from app.errors import UserError
from app.evaluation import Evaluation
from app.judging.replaying import Replay
from app.terminal import FOUND_WRONG, json_option, reading, report_json, say, task_set_option, text, with_status
from app.wording import counted


@click.command()
@click.argument("task_id", type=text, required=False)
@task_set_option
@json_option
@click.pass_obj
@with_status
def replay(workspace: Path, task_id: str | None, task_set: str | None, as_json: bool) -> int:
    """Compute again what was shown for every judgment, or for one task, and hold it against the records.

    Ends with status 1 where a record and its task disagree.
    """

    def replays(evaluation: Evaluation) -> tuple[Replay, ...]:
        return tuple(evaluation.replays(task_set=task_set, task_id=None if task_id is None else TaskId(task_id)))

    found = reading(replays, workspace)
    if not found and (task_id is not None or task_set is not None):
        of_what = " ".join(
            [*([f"“{task_id}”"] if task_id else ["any task"]), *([f"in “{task_set}”"] if task_set else [])]
        )
        raise UserError(f"There is no judgment of {of_what} here; `diptych tasks` lists what there is.")
    disagreeing = sum(bool(one.disagreements) for one in found)
    if as_json:
        report_json(
            {
                "replayed": len(found),
                "from_file": sum(not one.was_shown for one in found),
                "disagreeing": disagreeing,
                "judgments": [_as_json(one) for one in found],
            }
        )
    else:
        for one in found:
            for line in _told(one):
                say(line)
        say(f"{counted(len(found), 'judgment')} replayed, {disagreeing} of them with something that disagrees.")
    return FOUND_WRONG if disagreeing else 0


def _told(one: Replay) -> Iterator[str]:
    record, shown = one.record, one.record.presentation
    yield f"{record.task.task_id} of {record.task.task_set}, by {record.evaluator}, version {record.revision}"
    if shown is None:
        yield "  from a file: nothing was shown"
    else:
        yield f"  {', '.join(f'{slot} {candidate}' for slot, candidate in zip('ABC', shown.order, strict=False))}"
        yield f"  views: {', '.join(shown.views) or 'none'}{'; names were unsealed' if shown.unblinded else ''}"
        if shown.pane_widths is not None:
            dragged = ", dragged" if shown.panes_dragged else ""
            yield f"  panes: {', '.join(map(str, shown.pane_widths))} pixels{dragged}"
        if shown.files is not None:
            yield f"  files: {', '.join(shown.files)}"
        if not one.is_seed_proven:
            yield "  its seed is that of another state of the task set: tasks were added since it was drawn"
    for sentence in one.disagreements:
        yield f"  ! {sentence}"


def _as_json(one: Replay) -> dict[str, object]:
    record, shown = one.record, one.record.presentation
    return {
        "judgment_id": record.judgment_id,
        "revision": record.revision,
        "task_set": record.task.task_set,
        "task_id": record.task.task_id,
        "shown": None
        if shown is None
        else {
            "candidates": [
                {
                    "slot": exhibit.slot,
                    "candidate_id": candidate,
                    "files": [file.path for file in exhibit.files],
                }
                for exhibit, candidate in zip(one.exhibits, shown.order, strict=False)
            ],
            "files": shown.files,
            "views": shown.views,
            "pane_widths": shown.pane_widths,
            "panes_dragged": shown.panes_dragged,
            "unblinded": shown.unblinded,
            "seed_proven": one.is_seed_proven,
        },
        "disagreements": one.disagreements,
    }
