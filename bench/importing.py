"""100,000 tasks in: through the service beside json.loads over the same lines, and in the window with its screen watched."""

import json
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from app.evaluation import Evaluation
from app.formats.task_files import open_task_file
from bench.fresh import in_fresh_process
from bench.made import python_code, task, task_file, workspace
from bench.results import Figure, Result, at_most, median

TASKS = 100_000
LINES = 42
"""Lines of a candidate: some 3.3 KB a task, 334 MB in all."""
RUNS = 3


def measure(samples: Path | None) -> Iterator[Result]:
    with TemporaryDirectory(prefix="diptych-importing-") as name:
        folder = Path(name)
        file = task_file(folder / "tasks.jsonl", _tasks())
        size = file.stat().st_size / 1e6
        floors, bare, ours, memories = [], [], [], []
        for number in range(RUNS):
            floors.append(in_fresh_process(__name__, "json", file)["seconds"])
            bare.append(in_fresh_process(__name__, "bare", file, folder / f"bare-{number}.sqlite")["seconds"])
            found = in_fresh_process(__name__, "service", file, folder / f"work-{number}.diptych")
            ours.append(found["seconds"])
            memories.append(found["memory"])
        watched = in_fresh_process(__name__, "window", file, folder / "window.diptych")
    what = f"import of {TASKS:,} tasks ({size:.0f} MB)"
    yield at_most(what, median(ours) / median(floors), 2.5, "", times="json.loads over its lines")
    stored = f"{median(bare) / median(floors):.2f} x json.loads over its lines"
    yield Figure("the same lines, unread, into a bare table of SQLite with the workspace's settings", stored, "stated")
    yield at_most("memory that it takes beyond that of the idle program", max(memories), 40, "MB")
    yield at_most(
        "longest hold of the screen's thread while it goes on in the window", watched["hold"] * 1000, 50, "ms"
    )
    yield at_most("longest hold while the set is opened behind it", watched["opening"] * 1000, 50, "ms")
    yield Figure(
        "time", f"{median(ours):.1f} s ({TASKS / median(ours):,.0f} tasks a second); json.loads {median(floors):.1f} s; "
        f"in the window {watched['seconds']:.1f} s", "stated",
    )  # fmt: skip


def _tasks() -> Iterator[str]:
    """So many tasks of a hundred different texts: what is read and written is what counts."""
    codes = [python_code(LINES, seed) for seed in range(100)]
    prompt = "Add up the values of each step, as the description of the format says. " * 4
    for number in range(TASKS):
        yield task(f"task-{number:06}", [codes[number % 100], codes[(number + 1) % 100]], prompt=prompt)


def _json(file: Path) -> dict[str, float]:
    began = time.perf_counter()
    with file.open("rb") as lines:
        for line in lines:
            json.loads(line)
    return {"seconds": time.perf_counter() - began}


def _bare(file: Path, place: Path) -> dict[str, float]:
    """What storing the lines costs by itself: one row each, in one transaction, durable at its end."""
    with closing(sqlite3.connect(place, isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = FULL")
        db.execute("CREATE TABLE task_line (task INTEGER PRIMARY KEY, line TEXT NOT NULL) STRICT")
        began = time.perf_counter()
        with file.open(encoding="utf-8") as lines:
            db.execute("BEGIN IMMEDIATE")
            db.executemany("INSERT INTO task_line (task, line) VALUES (?, ?)", enumerate(lines))
            db.execute("COMMIT")
        return {"seconds": time.perf_counter() - began}


def _service(file: Path, place: Path) -> dict[str, float]:
    # What is there once anything was imported belongs to the idle program.
    evaluation = Evaluation.open(workspace(place, [task("first", ["a\n", "b\n"])]))
    before = _resident("VmRSS")
    began = time.perf_counter()
    for _ in evaluation.import_tasks(open_task_file(file)):
        pass
    seconds = time.perf_counter() - began
    evaluation.close()
    return {"seconds": seconds, "memory": _resident("VmHWM") - before}


def _window(file: Path, place: Path) -> dict[str, float]:
    from bench.window import Stage

    stage = Stage(workspace(place, [task("first", ["a\n", "b\n"])]))
    is_in = False

    def note(what: str, _: int) -> None:
        nonlocal is_in
        is_in = is_in or not what

    stage.desk.work_progressed.connect(note)
    began = time.perf_counter()
    with stage.watched() as gaps:
        stage.desk.import_files((file,))
        stage.until(lambda: is_in)
    seconds, hold = time.perf_counter() - began, max(gaps)
    with stage.watched() as gaps:
        stage.until(lambda: stage.desk.sitting is not None)
        stage.until(stage.window.code.is_settled)
        stage.rest(1.0)
    stage.close()
    return {"seconds": seconds, "hold": hold, "opening": max(gaps)}


def _resident(which: str) -> float:
    """Memory of this process in MB: as it is (VmRSS), or the most that it ever was (VmHWM)."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return next(int(line.split()[1]) / 1024 for line in status.split("\n") if line.startswith(which))


def main(words: Sequence[str]) -> int:
    part, *paths = words
    observed: dict[str, Callable[..., dict[str, float]]] = {
        "json": _json,
        "bare": _bare,
        "service": _service,
        "window": _window,
    }
    print(json.dumps(observed[part](*map(Path, paths))))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
