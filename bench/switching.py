"""The next task, three candidates of 1,000 lines: from the key to all its lines in view, coloured and aligned.

Each task lies on the desk for a moment before the next one is asked for, as it does when somebody reads it: in that time the
window lines the next one up ahead. A task that is jumped to was not made ready for.

Beside it what would be done without slices: everything read by pygments and every pair lined up by difflib, before
anything is painted. That side pays for no store and no painting.
"""

import time
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory

from pygments.lexers import PythonLexer

from bench.made import key, python_code, task, workspace
from bench.results import Figure, Result, at_most, late, median, milliseconds
from bench.window import Stage

LINES = 1_000
TASKS = 40
JUMPS = 20
READING_S = 0.5
PAGE = 60


def measure(samples: Path | None) -> Iterator[Result]:
    last = TASKS + 2 * JUMPS
    codes = [[python_code(LINES, 3 * number + slot) for slot in range(3)] for number in range(last)]
    with TemporaryDirectory(prefix="diptych-switching-") as folder:
        tasks = (task(f"task-{number}", of_task) for number, of_task in enumerate(codes))
        stage = Stage(workspace(Path(folder) / "work.diptych", tasks))
        stage.opens(key("task-0"))
        stage.rest()
        ours, jumped, stock, holds = [], [], [], []
        for number in range(1, TASKS):
            with stage.watched() as gaps:
                ours.append(_switched(stage, number))
            holds.append(max(gaps))
            stage.until(stage.window.code.is_settled)
            stage.rest(READING_S)
            stock.append(_stock(codes[number]))
        for number in range(TASKS + 1, last, 2):
            jumped.append(_switched(stage, number))
            stage.until(stage.window.code.is_settled)
            stage.rest(READING_S)
        stage.close()
    yield at_most("the next task, 3 x 1,000 lines, p95", late(ours) * 1000, 60, "ms")
    yield at_most(
        "the same, median", median(ours) / median(stock), 0.33, "", times="reading and comparing all of it first"
    )
    yield Figure("the same, median", milliseconds(median(ours)), "stated")
    yield Figure(
        "a task that was jumped to, median and p95",
        f"{milliseconds(median(jumped))}, {milliseconds(late(jumped))}; "
        f"{median(jumped) / median(stock):.2f} x reading and comparing all of it first",
        "stated",
    )
    yield Figure("reading all with pygments, comparing all with difflib, median", milliseconds(median(stock)), "stated")
    yield Figure("longest hold of the screen's thread in a switch, median", milliseconds(median(holds)), "stated")


def _switched(stage: Stage, number: int) -> float:
    view = stage.window.code
    is_aligned = False

    def note(_: int) -> None:
        nonlocal is_aligned
        is_aligned = True

    def is_there() -> bool:
        sitting = stage.desk.sitting
        return (
            sitting is not None
            and sitting.key == key(f"task-{number}")
            and is_aligned
            and all(content._spans_of(PAGE) is not None for content in view._exhibition.contents)
        )

    began = time.perf_counter()
    stage.desk.open_task(key(f"task-{number}"))
    view.aligned.connect(note)
    stage.until(is_there)
    view.aligned.disconnect(note)
    # What was asked to be painted is painted now.
    stage.application.sendPostedEvents()
    stage.turn()
    return time.perf_counter() - began


def _stock(codes: list[str]) -> float:
    began = time.perf_counter()
    for code in codes:
        list(PythonLexer().get_tokens(code))
    for left, right in combinations([code.split("\n") for code in codes], 2):
        SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks()
    return time.perf_counter() - began
