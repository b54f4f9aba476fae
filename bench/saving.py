"""A judgment saved durably: event, journal and working state, beside what the same disk takes to append and sync."""

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from app.clock import new_evaluator, new_id, stamp
from app.domain.canonical import canonical
from app.domain.sitting import Attention, Place
from app.evaluation import Evaluation
from app.store.workspace import Workspace
from bench.judged import a_draft, append, handed_in, tasks
from bench.made import key, workspace
from bench.results import Figure, Result, at_most, late, median, milliseconds

TIMES = 400
TASKS = 60


def measure(samples: Path | None) -> Iterator[Result]:
    with TemporaryDirectory(prefix="diptych-saving-") as name:
        folder = Path(name)
        evaluation = Evaluation.open(workspace(folder / "work.diptych", tasks(TASKS)))
        judgment = handed_in(evaluation, "task-0")
        line = canonical(judgment) + b"\n"
        rubric = evaluation.lay_out(key("task-0")).sitting.brief.rubric
        for number in range(TASKS):
            evaluation.lay_out(key(f"task-{number}"))

        def hand_in(number: int) -> None:
            evaluation.submit(key(f"task-{number % TASKS}"), a_draft(rubric, number), Attention())

        floor_beside, whole = _in_turns(folder, line, hand_in)
        evaluation.close()
        store = Workspace.open(folder / "work.diptych", evaluator=new_evaluator, new_id=new_id)

        def save(number: int) -> None:
            with store.atomic():
                append(store, judgment)
                store.keep_working(key("task-1"), draft=None, place=Place(), attention=Attention(), now=stamp())

        floor, saved = _in_turns(folder, line, save)
        store.close()
    yield at_most(
        "a judgment saved durably, median",
        median(saved) / median(floor),
        12,
        "",
        times="append and fsync of the same bytes",
    )
    yield Figure("the same, median and p95", f"{milliseconds(median(saved))}, {milliseconds(late(saved))}", "stated")
    yield Figure(f"append and fsync of {len(line):,} bytes, median", milliseconds(median(floor)), "stated")
    yield Figure(
        "a draft handed in, all checks run again before it is saved, median and p95",
        f"{milliseconds(median(whole))}, {milliseconds(late(whole))}; {median(whole) / median(floor_beside):.0f} x",
        "stated",
    )


def _in_turns(folder: Path, line: bytes, save: Callable[[int], None]) -> tuple[list[float], list[float]]:
    """Seconds of the floor and of *save*, one after the other, many times."""
    floor, saved = [], []
    descriptor = os.open(folder / "floor", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    for number in range(TIMES):
        began = time.perf_counter()
        os.write(descriptor, line)
        os.fsync(descriptor)
        floor.append(time.perf_counter() - began)
        began = time.perf_counter()
        save(number)
        saved.append(time.perf_counter() - began)
    os.close(descriptor)
    return floor, saved
