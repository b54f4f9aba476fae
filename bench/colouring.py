"""The first coloured page against the size of the files: what is in view comes first, however long the rest is."""

import json
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QObject

from app.code import limits
from app.domain.names import SLOTS, TaskId, TaskKey
from app.domain.policy import Policy
from app.domain.rubric import Rubric
from app.domain.sitting import Exhibit, Sitting
from app.domain.task import Brief, File, Kind
from bench.fresh import in_fresh_process
from bench.made import python_code
from bench.results import Result, Table, at_most, median, milliseconds
from bench.window import SIZE, application
from ui.code_view.comparison import ComparisonView
from ui.theme import Theme

SIZES = (100, 1_000, 10_000, 100_000)
RUNS = 5


def measure(samples: Path | None) -> Iterator[Result]:
    first: defaultdict[int, list[float]] = defaultdict(list)
    hold: defaultdict[int, list[float]] = defaultdict(list)
    for _ in range(RUNS):
        for lines in SIZES:
            found = in_fresh_process(__name__, lines)
            first[lines].append(found["first"])
            hold[lines].append(found["hold"])
    smallest, largest = min(SIZES), max(SIZES)
    ratio = median(first[largest]) / median(first[smallest])
    yield at_most(f"first coloured page of 2 x {largest:,} lines", ratio, 2, "", times=f"that of 2 x {smallest}")
    rows = tuple(
        (f"2 x {lines:,} lines", milliseconds(median(first[lines])), milliseconds(median(hold[lines])))
        for lines in SIZES
    )
    caption = (
        f"From the text to the first coloured page, a fresh process each, medians of {RUNS} runs in turns, caps lifted:"
    )
    yield Table(caption, ("", "first coloured page", "longest hold until then"), rows)


class _Painted(QObject):
    """Notes which panes were painted since all their lines in view have rows and colours."""

    def __init__(self, view: ComparisonView, last: int) -> None:
        super().__init__()
        self.panes: set[int] = set()
        self._view = view
        self._last = last
        self._viewports = [column.pane.viewport() for column in view._board.columns]
        for viewport in self._viewports:
            viewport.installEventFilter(self)

    @property
    def are_all(self) -> bool:
        return len(self.panes) == len(self._viewports)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt calls it
        if event.type() is QEvent.Type.Paint:
            pane = next(index for index, viewport in enumerate(self._viewports) if viewport is watched)
            has_row = self._view._scroller.rows(pane).row_of(pane, self._last) is not None
            if has_row and self._view._exhibition.contents[pane]._spans_of(self._last) is not None:
                self.panes.add(pane)
        return False


def _observed(lines: int) -> dict[str, float]:
    """Seconds until all lines in view are painted in colour, and the longest turn of the event loop until then."""
    limits.MOST_LINES = limits.MOST_BYTES = 1 << 40
    running = application()
    view = ComparisonView(Theme(running, "light"))
    view.resize(*SIZE)
    view.show()
    running.processEvents()
    sitting = _sitting([python_code(lines, seed) for seed in (1, 2)])
    began = turned = time.perf_counter()
    view.show_sitting(sitting)
    painted = _Painted(view, _last_in_view(view, lines))
    longest = 0.0
    while not painted.are_all:
        running.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 1)
        now = time.perf_counter()
        longest, turned = max(longest, now - turned), now
    return {"first": time.perf_counter() - began, "hold": longest}


def _last_in_view(view: ComparisonView, lines: int) -> int:
    return min(lines, SIZE[1] // view._scroller.metrics.line_height)


def _sitting(codes: Sequence[str]) -> Sitting:
    slots = SLOTS[: len(codes)]
    brief = Brief(
        key=TaskKey("made", TaskId("colouring")),
        kind=Kind.COMPARISON,
        title="Long files",
        language="python",
        prompt="",
        constraints=(),
        examples=(),
        context=(),
        tests=None,
        rubric=Rubric("made", 1, "", ()),
        slots=slots,
    )
    exhibits = tuple(Exhibit(slot, "python", (File("", code),)) for slot, code in zip(slots, codes, strict=True))
    return Sitting(brief, Policy(), exhibits, position=1, total=1)


if __name__ == "__main__":
    print(json.dumps(_observed(int(sys.argv[1]))))
