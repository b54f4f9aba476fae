"""How smooth the code panes are: opening, scrolling, jumping, and the longest time that the screen's thread is held.

Run with ``QT_QPA_PLATFORM=offscreen python -m bench.code_view [LINES]``; QT_SCALE_FACTOR=2 measures a screen of twice the
density. The demands are 16 ms for the 95th percentile of a scroll step, 40 ms for a jump, 50 ms for the longest gap.
"""

import random
import statistics
import sys
import time
from collections.abc import Callable, Sequence

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.names import SLOTS, TaskId, TaskKey
from app.domain.policy import Policy
from app.domain.rubric import Rubric
from app.domain.sitting import Exhibit, Sitting
from app.domain.task import Brief, File, Kind
from ui.code_view.comparison import ComparisonView
from ui.theme import Theme

SIZE = (1440, 700)
STEPS = 200
JUMPS = 40


def main(words: Sequence[str]) -> int:
    """Print one line for each figure."""
    lines = int(words[0]) if words else 10_000
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    theme = Theme(application, "light")
    view = ComparisonView(theme)
    view.resize(*SIZE)
    view.show()
    # Fonts and the lexer's rules are loaded once in the life of a window.
    view.show_sitting(_sitting(100))
    _gaps_until_quiet(application)
    sitting = _sitting(lines)
    began = time.perf_counter()
    view.show_sitting(sitting)
    opened = time.perf_counter() - began
    gaps = [opened, *_gaps_until_quiet(application)]
    print(f"{len(SLOTS)} x {lines} lines, {SIZE[0]} x {SIZE[1]} at {view.devicePixelRatioF():g}x")
    print(f"show_sitting                  {opened * 1000:7.1f} ms")
    print(f"longest gap while opening     {max(gaps) * 1000:7.1f} ms")
    print(f"until everything is coloured  {sum(gaps) * 1000:7.0f} ms")
    _report(
        "scroll step, 3 lines",
        _timed(
            view,
            STEPS,
            lambda _: view._scroller.scroll(view._carets.active, view._scroller.offset(view._carets.active) + 60),
        ),
    )
    _report(
        "jump to a random page",
        _timed(view, JUMPS, lambda _: view._scroller.scroll(view._carets.active, _any_place(view))),
    )
    _report("caret down", _timed(view, STEPS, lambda _: view.move_caret(1)))
    _report("wrap on and off", _until_quiet(application, view, lambda turn: view.set_wrap(turn % 2 == 1)))
    return 0


def _gaps_until_quiet(application: QApplication) -> list[float]:
    """How long every turn of the event loop took, until nothing was left to do."""
    gaps: list[float] = []
    idle_since = time.perf_counter()
    while time.perf_counter() - idle_since < 0.3:
        began = time.perf_counter()
        application.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 1)
        gap = time.perf_counter() - began
        if gap > 0.001:
            gaps.append(gap)
            idle_since = time.perf_counter()
    return gaps or [0.0]


def _timed(view: QWidget, times: int, act: Callable[[int], object]) -> list[float]:
    """Seconds from each act to its pixels."""
    application = QApplication.instance()
    assert application is not None
    taken = []
    for turn in range(times):
        began = time.perf_counter()
        act(turn)
        application.sendPostedEvents()
        application.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
        taken.append(time.perf_counter() - began)
    return taken


def _until_quiet(application: QApplication, view: QWidget, act: Callable[[int], object]) -> list[float]:
    """The longest gap after each of a few acts."""
    taken = []
    for turn in range(6):
        began = time.perf_counter()
        act(turn)
        taken.append(max(time.perf_counter() - began, *_gaps_until_quiet(application)))
    return taken


def _report(name: str, taken: list[float]) -> None:
    ordered = sorted(taken)
    middle, late = statistics.median(ordered), ordered[int(len(ordered) * 0.95)]
    print(f"{name:<29} {middle * 1000:7.1f} ms median, {late * 1000:.1f} p95, {ordered[-1] * 1000:.1f} longest")


def _any_place(view: ComparisonView) -> int:
    return _random.randrange(max(1, view._carets.rows.height))


_random = random.Random(7)


def _sitting(lines: int) -> Sitting:
    brief = Brief(
        key=TaskKey("bench", TaskId(f"lines-{lines}")),
        kind=Kind.COMPARISON,
        title="Long files",
        language="python",
        prompt="",
        constraints=(),
        examples=(),
        context=(),
        tests=None,
        rubric=Rubric("bench", 1, "", ()),
        slots=SLOTS,
    )
    exhibits = tuple(
        Exhibit(slot, "python", (File("", _source(lines, seed)),)) for seed, slot in enumerate(SLOTS, start=1)
    )
    return Sitting(brief, Policy(), exhibits, position=1, total=1, done=0)


def _source(lines: int, seed: int) -> str:
    """Python that differs from the other candidates' in about one line of six."""
    choice = random.Random(seed)
    written: list[str] = []
    number = 0
    while len(written) < lines:
        number += 1
        name = f"step_{number}"
        written.append(f"def {name}(values, limit={number if choice.random() < 0.9 else number + 1}):")
        written.append(f'    """Add up the values of step {number} that stay below the limit."""')
        written.append("    total = 0")
        written.append("    for index, value in enumerate(values):")
        if choice.random() < 0.3:
            written.append(f"        if value is None or index > {choice.randrange(100)}:")
            written.append("            continue")
        written.append(f"        total += min(value, limit) * {choice.choice(('1', '2', 'index'))}")
        written.append("    return total")
        written.append("")
    return "\n".join(written[:lines]) + "\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
