"""Lays the rows of the panes out, in slices, and keeps room for a widget between lines."""

from collections.abc import Callable, Generator, Iterable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject

from app.code.alignment import AlignedRow
from ui.background import Pull, pull
from ui.code_view.rows import Rows, Zone, lay_out

SYNCHRONOUS_LINES = 4_000


@dataclass(frozen=True, slots=True)
class Plan:
    """What is laid out: the rows of the alignment, for all panes together or for each by itself.

    *sublines* counts the pieces in which (pane, line) is drawn; *folds* are first and last places of hidden runs; *lines*
    is how much work it is.
    """

    aligned: Callable[[], Iterable[AlignedRow]]
    panes: int
    is_shared: bool
    file: int
    line_height: int
    sublines: Callable[[int, int], int]
    folds: tuple[tuple[int, int], ...]
    lines: int


class Layout(QObject):
    """Makes rows from a plan and hands them to *show*: at once where there is little to do, else when it is done."""

    def __init__(self, parent: QObject, show: Callable[[tuple[Rows, ...]], None]) -> None:
        super().__init__(parent)
        self._show = show
        self._base: tuple[Rows, ...] = (Rows((), 1),)
        self._zone: Zone | None = None
        self._work: Pull | None = None
        self._rest: Generator[None, None, tuple[Rows, ...]] | None = None

    @property
    def zone(self) -> Zone | None:
        return self._zone

    @property
    def is_working(self) -> bool:
        return self._work is not None

    def make(self, plan: Plan) -> None:
        """Lay *plan* out; what was being laid out is dropped."""
        self.drop()
        steps = _rows(plan)
        if plan.lines <= SYNCHRONOUS_LINES:
            self._take(_drained(steps))
        else:
            self._rest = steps
            self._work = pull(self, steps, done=self._take)

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
        self._base = rows
        self._tell()

    def _tell(self) -> None:
        self._show(_with_zone(self._base, self._zone))


def _with_zone(base: Sequence[Rows], zone: Zone | None) -> tuple[Rows, ...]:
    if zone is None:
        return tuple(base)
    opened = base[zone.pane].with_zone(zone)
    return tuple(opened if rows is base[zone.pane] else rows for rows in base)


def _rows(plan: Plan) -> Generator[None, None, tuple[Rows, ...]]:
    """For each pane its rows; the same ones where the panes stand level."""
    everyone = range(plan.panes)
    if plan.is_shared:
        return ((yield from _laid_out(plan, everyone)),) * plan.panes
    rows = []
    for pane in everyone:
        rows.append((yield from _laid_out(plan, (pane,))))
    return tuple(rows)


def _laid_out(plan: Plan, shown: Sequence[int]) -> Generator[None, None, Rows]:
    return lay_out(
        plan.aligned(),
        panes=plan.panes,
        shown=shown,
        file=plan.file,
        line_height=plan.line_height,
        sublines=plan.sublines,
        folds=plan.folds,
    )


def _drained(steps: Generator[None, None, tuple[Rows, ...]]) -> tuple[Rows, ...]:
    while True:
        try:
            next(steps)
        except StopIteration as end:
            rows: tuple[Rows, ...] = end.value
            return rows
