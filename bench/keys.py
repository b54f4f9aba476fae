"""From a key to its pixels, all over the window, while two candidates of 300 lines lie there and 2,000 tasks behind them.

What is timed is the key, whatever it sets off in the same turn, and painting; work that a thread does meanwhile is not waited
for. Each key has its opposite, so that it finds the same window every time. The first press of each is not counted: what is
made on demand is made then.
"""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from bench.made import key, python_code, task, workspace
from bench.results import Result, at_most, late
from bench.window import Stage

LINES, TASKS, TIMES = 300, 2_000, 20
Ctrl, Shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
Stroke = tuple[Qt.Key, Qt.KeyboardModifier]


def plain(name: Qt.Key) -> Stroke:
    return name, Qt.KeyboardModifier.NoModifier


ESC = plain(Qt.Key.Key_Escape)


@dataclass(frozen=True, slots=True)
class Gesture:
    """Strokes that are timed, one by one, what has to be pressed before them, and what takes them back."""

    what: str
    budget: float
    timed: Sequence[Stroke]
    before: Sequence[Stroke] = ()
    after: Sequence[Stroke] = ()


# The budgets, in milliseconds, are those of the interface's specification.
GESTURES = (
    Gesture("the caret moves", 50, [plain(Qt.Key.Key_J)], after=[plain(Qt.Key.Key_K)]),
    Gesture("the verdict is given", 50, [plain(Qt.Key.Key_2), plain(Qt.Key.Key_6)]),
    Gesture("a score is given", 50, [plain(Qt.Key.Key_4)], [plain(Qt.Key.Key_S)], [plain(Qt.Key.Key_Backspace), ESC]),
    Gesture("a letter is typed into the rationale", 50, [plain(Qt.Key.Key_A)], [plain(Qt.Key.Key_R)], [ESC]),
    Gesture("a finding is begun", 50, [plain(Qt.Key.Key_F)], after=[ESC]),
    Gesture("the task text opens", 50, [plain(Qt.Key.Key_T)], after=[plain(Qt.Key.Key_T)]),
    Gesture("the queue opens", 50, [(Qt.Key.Key_B, Ctrl)], after=[ESC]),
    Gesture("the shortcuts open", 30, [plain(Qt.Key.Key_F1)], after=[ESC]),
    Gesture(
        "a letter is typed into the shortcuts",
        16,
        [plain(letter) for letter in (Qt.Key.Key_D, Qt.Key.Key_I, Qt.Key.Key_F)],
        [plain(Qt.Key.Key_F1)],
        [ESC],
    ),
    Gesture("the palette opens", 30, [(Qt.Key.Key_K, Ctrl)], after=[ESC]),
    Gesture(
        "a letter is typed into the palette",
        16,
        [plain(letter) for letter in (Qt.Key.Key_T, Qt.Key.Key_A, Qt.Key.Key_S, Qt.Key.Key_K)],
        [(Qt.Key.Key_K, Ctrl)],
        [ESC],
    ),
    Gesture("light and dark change places", 150, [(Qt.Key.Key_L, Ctrl | Shift)]),
)


def measure(samples: Path | None) -> Iterator[Result]:
    codes = [[python_code(LINES, 3 * number + slot) for slot in range(2)] for number in range(20)]
    with TemporaryDirectory(prefix="diptych-keys-") as folder:
        tasks = (task(f"task-{number}", codes[number % len(codes)]) for number in range(TASKS))
        stage = Stage(workspace(Path(folder) / "work.diptych", tasks))
        stage.opens(key("task-0"))
        stage.rest()
        stage.window.code.focus_code()
        for gesture in GESTURES:
            times = [seconds for number in range(TIMES + 1) for seconds in _timed(stage, gesture) if number]
            yield at_most(f"{gesture.what}, p95", late(times) * 1000, gesture.budget, "ms")
        stage.close()


def _timed(stage: Stage, gesture: Gesture) -> list[float]:
    """The seconds that each of the timed strokes took to be on the screen."""
    times = []
    for stroke in gesture.before:
        _press(stage, stroke)
    for stroke in gesture.timed:
        began = time.perf_counter()
        _press(stage, stroke)
        times.append(time.perf_counter() - began)
        stage.rest(0.1)
    for stroke in gesture.after:
        _press(stage, stroke)
    stage.rest(0.1)
    return times


def _press(stage: Stage, stroke: Stroke) -> None:
    """Press a key; what was asked to be painted is painted when this returns."""
    QTest.keyClick(stage.window.focusWidget() or stage.window, *stroke)
    stage.application.sendPostedEvents()
    stage.turn()
