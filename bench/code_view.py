"""Three long candidates in the whole window: opening, colouring, aligning, scrolling, level and free, at 1x and 2x."""

import json
import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.fresh import in_fresh_process
from bench.made import key, python_code, task, workspace
from bench.results import Figure, Result, Table, at_most, late, median, milliseconds
from bench.window import SIZE, Stage
from ui.code_view.comparison import ComparisonView
from ui.code_view.look import Mode

LINES = 10_000
STEPS = 200
JUMPS = 60
HOLD_MS, STEP_MS, JUMP_MS = 50, 16, 40
MODES = {"level": Mode.ALIGNED, "free": Mode.FREE}


def measure(samples: Path | None) -> Iterator[Result]:
    scales = {scale: in_fresh_process(__name__, environment={"QT_SCALE_FACTOR": str(scale)}) for scale in (1, 2)}
    for scale, found in scales.items():
        what = f"longest hold of the screen's thread while 3 x {LINES:,} lines"
        for deed, holds in found["holds"].items():
            yield at_most(f"{what} {deed}, {scale}x", max(holds) * 1000, HOLD_MS, "ms")
    for scale, found in scales.items():
        for mode in MODES:
            yield at_most(f"scroll step, {mode}, {scale}x, p95", late(found[mode]["step"]) * 1000, STEP_MS, "ms")
        for mode in MODES:
            yield at_most(
                f"jump to a random page, {mode}, {scale}x, p95", late(found[mode]["jump"]) * 1000, JUMP_MS, "ms"
            )
    yield Figure("from the key to the code on the screen, 1x", milliseconds(scales[1]["shown"]), "stated")
    yield Figure("until all of it is aligned and coloured, 1x", f"{scales[1]['settled']:.2f} s", "stated")
    yield _table(scales)


def _table(scales: dict[int, dict[str, dict[str, list[float]]]]) -> Table:
    rows = tuple(
        (
            f"{name}, {mode}, {scale}x",
            milliseconds(median(found[mode][deed])),
            milliseconds(late(found[mode][deed])),
            milliseconds(max(found[mode][deed])),
        )
        for deed, name in {"step": "scroll step of three lines", "jump": "jump", "caret": "caret down"}.items()
        for mode in MODES
        for scale, found in scales.items()
    )
    caption = f"From the wheel or the key to its pixels, window of {SIZE[0]} x {SIZE[1]}:"
    return Table(caption, ("", "median", "p95", "longest"), rows)


def _observed(folder: Path) -> dict[str, object]:
    """Everything at the scale of this process; times in seconds."""
    long = task("long", [python_code(LINES, seed) for seed in (1, 2, 3)])
    short = task("short", [python_code(100, seed) for seed in (1, 2, 3)])
    stage = Stage(workspace(folder / "work.diptych", [short, long]))
    # Fonts and the lexer's rules are loaded once in the life of a window.
    stage.opens(key("short"))
    stage.rest()
    view = stage.window.code
    holds: dict[str, list[float]] = {}
    began = time.perf_counter()
    with stage.watched() as gaps:
        stage.desk.open_task(key("long"))
        stage.until(lambda: stage.desk.sitting is not None and stage.desk.sitting.key == key("long"))
        shown = time.perf_counter() - began
        stage.until(view.is_settled)
    settled = time.perf_counter() - began
    holds["open, colour and align"] = list(gaps)
    found: dict[str, object] = {"holds": holds, "shown": shown, "settled": settled}
    for name, mode in MODES.items():
        with stage.watched() as gaps:
            view.set_mode(mode)
            stage.until(view.is_settled)
            stage.rest()
        holds[f"change to {name}"] = list(gaps)
        with stage.watched() as gaps:
            found[name] = {
                "step": _timed(stage, STEPS, lambda: _scroll(view, view._scroller.offset(view._carets.active) + 60)),
                "jump": _timed(stage, JUMPS, lambda: _scroll(view, _any_place(view))),
                "caret": _timed(stage, STEPS, lambda: view.move_caret(1)),
            }
        holds[f"scroll, {name}"] = list(gaps)
    stage.close()
    return found


def _timed(stage: Stage, times: int, act: Callable[[], object]) -> list[float]:
    """Seconds from each act to its pixels."""
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        act()
        stage.application.sendPostedEvents()
        stage.turn()
        taken.append(time.perf_counter() - began)
    return taken


def _scroll(view: ComparisonView, y: int) -> None:
    view._scroller.scroll(view._carets.active, y)


def _any_place(view: ComparisonView) -> int:
    return _random.randrange(max(1, view._carets.rows.height))


_random = random.Random(7)


def main(words: Sequence[str]) -> int:
    with TemporaryDirectory(prefix="diptych-code-view-") as folder:
        print(json.dumps(_observed(Path(folder))))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
