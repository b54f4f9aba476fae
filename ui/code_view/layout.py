"""Lays the rows of the panes out, in slices, and keeps room for a widget between lines."""

from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from PySide6.QtCore import QObject

from app.code.alignment import AlignedRow
from ui.background import Pull, pull
from ui.code_view.rows import Rows, Zone, lay_out

SYNCHRONOUS_LINES = 4_000
FIRST_ROWS = 200
"""More than a page: what is shown of a long file while the rest is laid out."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is laid out: the rows of the alignment, for all panes together or for each by itself.

    *broken* counts the pieces of the lines of a pane, up to a last one, that are drawn in more than one; *folds* are first
    and last places of hidden runs; *lines* is how many each pane has.
    """

    aligned: Callable[[], Iterable[AlignedRow]]
    panes: int
    is_shared: bool
    file: int
    line_height: int
    broken: Callable[[int, int], Generator[None, None, Mapping[int, int]]]
    folds: tuple[tuple[int, int], ...]
    lines: tuple[int, ...]


class Layout(QObject):
    """Makes rows from a plan and hands them to *show*: at once where there is little to do, else when it is done.

    While nothing is shown, the first rows of a long file come at once, with room for the others.
    """

    def __init__(self, parent: QObject, show: Callable[[tuple[Rows, ...]], None]) -> None:
        super().__init__(parent)
        self._show = show
        self._base: tuple[Rows, ...] = (Rows((), 1),)
        self._zone: Zone | None = None
        self._are_first_wanted = False
        self._work: Pull | None = None
        self._rest: Generator[None, None, tuple[Rows, ...]] | None = None

    @property
    def zone(self) -> Zone | None:
        return self._zone

    @property
    def is_working(self) -> bool:
        return self._work is not None

    def begin(self, *, at_top: bool) -> None:
        """Nothing is shown yet; *at_top* is whether the first rows are those that are wanted."""
        self.drop()
        self._are_first_wanted = at_top

    def make(self, plan: Plan) -> None:
        """Lay *plan* out; what was being laid out is dropped."""
        self.drop()
        steps = _rows(plan)
        if sum(plan.lines) <= SYNCHRONOUS_LINES:
            self._take(_drained(steps))
            return
        self._rest = steps
        self._work = pull(self, steps, done=self._take)
        if self._are_first_wanted:
            self._are_first_wanted = False
            self._show(_with_zone(_drained(_first_rows(plan)), self._zone))

    def finish(self) -> None:
        """Have the rows now: something must be found in them."""
        if self._work is not None and self._rest is not None:
            rest = self._rest
            self.drop()
            self._take(_drained(rest))

    def drop(self) -> None:
        if self._work is not None:
            self._work.cancel()
        self._work = self._rest = None

    def open_zone(self, zone: Zone) -> None:
        self.finish()
        self._zone = zone
        self._tell()

    def resize_zone(self, height: int, line: int | None = None) -> None:
        if self._zone is not None:
            self._zone = replace(self._zone, height=height, line=self._zone.line if line is None else line)
            self._tell()

    def close_zone(self) -> None:
        if self._zone is not None:
            self._zone = None
            self._tell()

    def _take(self, rows: tuple[Rows, ...]) -> None:
        self._work = self._rest = None
        self._are_first_wanted = False
        self._base = rows
        self._tell()

    def _tell(self) -> None:
        self._show(_with_zone(self._base, self._zone))


def _with_zone(base: Sequence[Rows], zone: Zone | None) -> tuple[Rows, ...]:
    if zone is None:
        return tuple(base)
    opened = base[zone.pane].with_zone(zone)
    return tuple(opened if rows is base[zone.pane] else rows for rows in base)


def _first_rows(plan: Plan) -> Generator[None, None, tuple[Rows, ...]]:
    """The first rows, with as much room for the others as they would take if no line were broken."""
    rest = max(0, max(plan.lines) - FIRST_ROWS) * plan.line_height
    first = replace(plan, aligned=lambda: islice(plan.aligned(), FIRST_ROWS))
    return _rows(first, last=FIRST_ROWS, below=rest)


def _rows(plan: Plan, *, last: int | None = None, below: int = 0) -> Generator[None, None, tuple[Rows, ...]]:
    """For each pane its rows, the same ones where the panes stand level; no line behind *last* is in them."""
    everyone = range(plan.panes)
    broken: list[Mapping[int, int]] = []
    for pane in everyone:
        broken.append((yield from plan.broken(pane, plan.lines[pane] if last is None else last)))
    if plan.is_shared:
        return ((yield from _laid_out(plan, everyone, broken, below)),) * plan.panes
    rows = []
    for pane in everyone:
        rows.append((yield from _laid_out(plan, (pane,), broken, below)))
    return tuple(rows)


def _laid_out(
    plan: Plan, shown: Sequence[int], broken: Sequence[Mapping[int, int]], below: int
) -> Generator[None, None, Rows]:
    return lay_out(
        plan.aligned(),
        panes=plan.panes,
        shown=shown,
        file=plan.file,
        line_height=plan.line_height,
        sublines=broken,
        folds=plan.folds,
        below=below,
    )


def _drained(steps: Generator[None, None, tuple[Rows, ...]]) -> tuple[Rows, ...]:
    while True:
        try:
            next(steps)
        except StopIteration as end:
            rows: tuple[Rows, ...] = end.value
            return rows
