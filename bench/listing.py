"""A list of 100,000 tasks: from the values to the painted list, beside a table widget that is filled with the same."""

import json
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from PySide6.QtWidgets import QApplication, QTableWidget, QTableWidgetItem

from app.domain.names import TaskId, TaskKey
from app.domain.queue import QueueEntry, TaskState
from app.domain.task import Kind
from bench.fresh import in_fresh_process
from bench.results import Result, Table, at_most, median, milliseconds
from bench.window import application
from ui.queue.drawer import QueueDrawer
from ui.theme import Theme

FEW, MANY = 1_000, 100_000
RUNS = 3


def measure(samples: Path | None) -> Iterator[Result]:
    times: defaultdict[tuple[str, int], list[float]] = defaultdict(list)
    memory: defaultdict[tuple[str, int], list[float]] = defaultdict(list)
    for _ in range(RUNS):
        for widget in ("drawer", "table"):
            for tasks in (FEW, MANY):
                found = in_fresh_process(__name__, widget, tasks)
                times[widget, tasks].append(found["seconds"])
                memory[widget, tasks].append(found["memory"])
    ours, few, table = (median(times[one]) for one in (("drawer", MANY), ("drawer", FEW), ("table", MANY)))
    yield at_most(
        f"a list of {MANY:,} tasks painted", ours / table, round(1 / 15, 3), "", times="filling a QTableWidget"
    )
    yield at_most("memory that it takes", median(memory["drawer", MANY]), 25, "MB")
    yield at_most(f"{MANY:,} tasks", ours / few, 1.5, "", times=f"the time of {FEW:,}")
    rows = tuple(
        (
            f"{name}, {tasks:,} tasks",
            milliseconds(median(times[widget, tasks])),
            f"{median(memory[widget, tasks]):.0f} MB",
        )
        for widget, name in (("drawer", "Diptych's queue"), ("table", "QTableWidget"))
        for tasks in (FEW, MANY)
    )
    yield Table(
        f"Medians of {RUNS} runs, a fresh process each; memory beyond that of the entries:",
        ("", "time", "memory"),
        rows,
    )


def _observed(widget: str, tasks: int) -> dict[str, float]:
    running = application()
    entries = tuple(_entries(tasks))
    before = _resident()
    began = time.perf_counter()
    shown = _drawer(running, entries) if widget == "drawer" else _table(entries)
    shown.resize(400, 800)
    shown.show()
    running.processEvents()
    shown.grab()
    return {"seconds": time.perf_counter() - began, "memory": _resident() - before}


def _drawer(running: QApplication, entries: tuple[QueueEntry, ...]) -> QueueDrawer:
    drawer = QueueDrawer(Theme(running, "light"))
    drawer.show_queue(entries)
    drawer.show_current(entries[0].key)
    return drawer


def _table(entries: Sequence[QueueEntry]) -> QTableWidget:
    table = QTableWidget(len(entries), 5)
    for row, entry in enumerate(entries):
        cells = (entry.key.task_id, entry.title, entry.language or "", entry.state.value, str(entry.candidates))
        for column, text in enumerate(cells):
            table.setItem(row, column, QTableWidgetItem(text))
    return table


def _entries(tasks: int) -> Iterator[QueueEntry]:
    states = (TaskState.TODO, TaskState.DONE, TaskState.DRAFT)
    for number in range(1, tasks + 1):
        yield QueueEntry(
            key=TaskKey("made", TaskId(f"task-{number:06}")),
            position=number,
            kind=Kind.COMPARISON,
            language="python",
            title=f"Add up the values of step {number}",
            candidates=2,
            state=states[number % 3],
            is_flagged=False,
            active_ms=60_000 if number % 3 == 1 else None,
        )


def _resident() -> float:
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return next(int(line.split()[1]) / 1024 for line in status.split("\n") if line.startswith("VmRSS"))


if __name__ == "__main__":
    print(json.dumps(_observed(sys.argv[1], int(sys.argv[2]))))
