"""Going through the differences: runs of rows that are not the same, by their first and last place. Pure."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import islice

from app.code.alignment import AlignedRow

Run = tuple[int, int]


def next_run(runs: Sequence[Run], place: int, steps: int, *, current: int | None) -> int:
    """The run that is *steps* from the *current* one, or from *place* where no run was gone to yet; it ends at the ends."""
    here = current
    if here is None:
        before = begun(runs, place)
        is_inside = before > 0 and place <= runs[before - 1][1]
        here = before - 1 if steps > 0 or is_inside else before
    return max(0, min(here + steps, len(runs) - 1))


def begun(runs: Sequence[Run], place: int) -> int:
    """How many of *runs* begin at *place* or above."""
    return bisect_right(runs, place, key=lambda run: run[0])


def first_line(rows: Iterable[AlignedRow], run: Run, pane: int) -> int | None:
    """The first line that *pane* has in *run*; None where it has none."""
    within = islice(rows, run[0], run[1] + 1)
    return next((row.lines[pane] for row in within if row.lines[pane] is not None), None)


def across(rows: Iterable[AlignedRow], run: Run) -> list[tuple[int | None, ...]]:
    """The lines that the panes have in each row of *run*."""
    return [row.lines for row in islice(rows, run[0], run[1] + 1)]
