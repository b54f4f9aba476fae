"""A list of 100,000 tasks: from the open workspace to the painted list, beside a table widget that is filled with the same.

Every third task is judged, every third has a draft. The list is there once every row in view shows its task, and the counts
of all stand over it; the table is handed its entries, and pays for no store.
"""

import json
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QApplication, QTableWidget, QTableWidgetItem, QWidget

from app.clock import new_evaluator, new_id, stamp
from app.domain.draft import Draft
from app.domain.judgment import Judgment
from app.domain.names import TaskId
from app.domain.queue import QueueEntry, QueuePage, QueueView, Sought
from app.domain.sitting import Attention, Place
from app.evaluation import Evaluation
from app.store.workspace import Workspace
from bench.fresh import in_fresh_process
from bench.judged import append, handed_in
from bench.made import key, task, workspace
from bench.results import Result, Table, at_most, median, milliseconds
from bench.window import application
from ui.background import Lane, run
from ui.queue.drawer import QueueDrawer
from ui.theme import Theme

FEW, MANY = 1_000, 100_000
RUNS = 3
SIZE = (400, 800)
TOGETHER = 1_000
"""Judgments and drafts that are written in one transaction."""


def measure(samples: Path | None) -> Iterator[Result]:
    times: defaultdict[tuple[str, int], list[float]] = defaultdict(list)
    memory: defaultdict[tuple[str, int], list[float]] = defaultdict(list)
    with TemporaryDirectory(prefix="diptych-listing-") as folder:
        places = {tasks: _workspace(Path(folder) / f"{tasks}.diptych", tasks) for tasks in (FEW, MANY)}
        for _ in range(RUNS):
            for widget in ("drawer", "table"):
                for tasks in (FEW, MANY):
                    found = in_fresh_process(__name__, widget, places[tasks])
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
        f"Medians of {RUNS} runs, a fresh process each; the queue is read from its workspace, the table has its entries:",
        ("", "time", "memory"),
        rows,
    )


def _observed(widget: str, place: Path) -> dict[str, float]:
    running = application()
    evaluation = Evaluation.open(place)
    if widget == "drawer":
        return _drawer(running, evaluation)
    entries = evaluation.queue("made")
    evaluation.close()
    before = _resident()
    began = time.perf_counter()
    _painted(running, _table(entries))
    return {"seconds": time.perf_counter() - began, "memory": _resident() - before}


def _drawer(running: QApplication, evaluation: Evaluation) -> dict[str, float]:
    """The drawer as the window has it: what it asks for is read in a lane."""
    lane, owner = Lane(), QObject()

    def ask(work: Callable[[], object], done: Callable[[object], None]) -> None:
        run(owner, lambda _job: work(), done=done, failed=_raise, lane=lane)

    before = _resident()
    began = time.perf_counter()
    drawer = QueueDrawer(Theme(running, "light"))

    def read(number: int, first: int) -> None:
        def show(page: object) -> None:
            assert isinstance(page, QueuePage)
            drawer.show_page(number, page)

        ask(lambda: evaluation.queue_page(number, first), show)

    def show(view: object) -> None:
        assert isinstance(view, QueueView)
        drawer.show_queue(view)

    drawer.page_wanted.connect(read)
    ask(lambda: evaluation.queue_view(key(_name(0)), Sought()), show)
    drawer.resize(*SIZE)
    drawer.show()
    while not _is_there(drawer):
        running.processEvents()
    _painted(running, drawer)
    found = {"seconds": time.perf_counter() - began, "memory": _resident() - before}
    lane.finish()
    evaluation.close()
    return found


def _is_there(drawer: QueueDrawer) -> bool:
    """Whether every row in view has its task."""
    tasks = drawer._list
    corners = (QPoint(9, 1), QPoint(9, tasks.viewport().height() - 1))
    first, last = (tasks.indexAt(one).row() for one in corners)
    return 0 <= first < last and all(
        tasks.key_at(tasks.model().index(row, 0)) is not None for row in range(first, last + 1)
    )


def _painted(running: QApplication, widget: QWidget) -> None:
    widget.resize(*SIZE)
    widget.show()
    running.processEvents()
    widget.grab()


def _table(entries: Sequence[QueueEntry]) -> QTableWidget:
    table = QTableWidget(len(entries), 5)
    for row, entry in enumerate(entries):
        cells = (entry.key.task_id, entry.title, entry.language or "", entry.state.value, str(entry.candidates))
        for column, text in enumerate(cells):
            table.setItem(row, column, QTableWidgetItem(text))
    return table


def _workspace(path: Path, tasks: int) -> Path:
    """A workspace with so many tasks, a third of them judged and a third with a draft."""
    made = workspace(path, (task(_name(number), ["a\n", "b\n"]) for number in range(tasks)))
    evaluation = Evaluation.open(made)
    like = handed_in(evaluation, _name(1))
    evaluation.close()
    store = Workspace.open(made, evaluator=new_evaluator, new_id=new_id)
    for start in range(0, tasks, TOGETHER):
        with store.atomic():
            for number in range(max(2, start), start + TOGETHER):
                _work_on(store, number, like)
    store.close()
    return made


def _work_on(store: Workspace, number: int, like: Judgment) -> None:
    if number % 3 == 1:
        append(store, like, task_id=TaskId(_name(number)))
    if number % 3 != 0:
        draft = None if number % 3 == 1 else Draft(rationale="What was written so far.")
        store.keep_working(
            key(_name(number)), draft=draft, place=Place(), attention=Attention(60_000 + number), now=stamp()
        )


def _name(number: int) -> str:
    return f"task-{number:06}"


def _raise(error: BaseException) -> None:
    raise error


def _resident() -> float:
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return next(int(line.split()[1]) / 1024 for line in status.split("\n") if line.startswith("VmRSS"))


if __name__ == "__main__":
    print(json.dumps(_observed(sys.argv[1], Path(sys.argv[2]))))
