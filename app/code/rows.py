"""Rows of two sources, and of three.

Of three, the one that shares most with the others leads, and the others are hung on its lines. What hangs on no line of
the lead is matched among the two others, between the lines that do.
"""

from collections.abc import Generator, Iterator, Sequence

from app.code.belonging import belonging
from app.code.matching import STEP, Budget, Pair
from app.code.numbering import Numbered

Row = tuple[int | None, ...]
"""The line of each source, from 0."""


def rows_of_two(texts: Sequence[Numbered], budget: Budget) -> Generator[None, None, list[Row]]:
    """Every line of the two *texts* once and in order."""
    left, right = texts
    pairs = yield from belonging(left, right, budget)
    rows: list[Row] = []
    for row in _zipped(range(len(left)), range(len(right)), pairs):
        rows.append(row)
        if len(rows) % STEP == 0:
            yield
    return rows


def rows_of_three(texts: Sequence[Numbered], budget: Budget) -> Generator[None, None, list[Row]]:
    """Every line of the three *texts* once and in order."""
    between: dict[tuple[int, int], list[Pair]] = {}
    for first, second in ((0, 1), (0, 2), (1, 2)):
        between[first, second] = yield from belonging(texts[first], texts[second], budget)
        between[second, first] = [(j, i) for i, j in between[first, second]]
    shared = [sum(len(between[index, other]) for other in range(3) if other != index) for index in range(3)]
    lead = max(range(3), key=lambda index: (shared[index], -index))
    one, two = (index for index in range(3) if index != lead)
    hung_one, hung_two = dict(between[lead, one]), dict(between[lead, two])
    runs = _Runs(texts[one], texts[two], budget)
    rows: list[Row] = []

    def put(line: int | None, first: int | None, second: int | None) -> None:
        row: list[int | None] = [None, None, None]
        row[lead], row[one], row[two] = line, first, second
        rows.append(tuple(row))

    ends_one = _next_hung(hung_one, len(texts[lead]), len(texts[one]))
    ends_two = _next_hung(hung_two, len(texts[lead]), len(texts[two]))
    for line in range(len(texts[lead]) + 1):
        if line % (STEP // 4) == 0:
            yield
        is_end = line == len(texts[lead])
        for left, right in (
            yield from runs.until(
                ends_one[line],
                ends_two[line],
                need_one=is_end or line in hung_one,
                need_two=is_end or line in hung_two,
            )
        ):
            put(None, left, right)
        if not is_end:
            put(line, hung_one.get(line), hung_two.get(line))
            runs.skip(hung_one.get(line), hung_two.get(line))
    return rows


def _zipped(
    left: Sequence[int], right: Sequence[int], pairs: Sequence[Pair]
) -> Iterator[tuple[int | None, int | None]]:
    """Rows of two runs of line indexes: *pairs* (places in the runs) share one, the others stand alone."""
    a = b = 0
    for i, j in (*pairs, (len(left), len(right))):
        if a < i:
            yield from ((index, None) for index in left[a:i])
        if b < j:
            yield from ((None, index) for index in right[b:j])
        if i < len(left) and j < len(right):
            yield left[i], right[j]
        a, b = i + 1, j + 1


def _next_hung(hung: dict[int, int], lines: int, end: int) -> list[int]:
    """For each line of the lead, the next line of the other that is hung on it or on a later one."""
    following = [end] * (lines + 1)
    for line in range(lines - 1, -1, -1):
        following[line] = hung.get(line, following[line + 1])
    return following


class _Runs:
    """The lines of the two others that hang on no line of the lead, handed out in order."""

    def __init__(self, one: Numbered, two: Numbered, budget: Budget) -> None:
        self._texts = (one, two)
        self._budget = budget
        self._next = [0, 0]

    def until(
        self, end_one: int, end_two: int, *, need_one: bool, need_two: bool
    ) -> Generator[None, None, list[tuple[int | None, int | None]]]:
        """Rows of the lines before *end_one* and *end_two*. What is not needed yet may stay for later rows."""
        one = range(self._next[0], end_one)
        two = range(self._next[1], end_two)
        if not (need_one and one) and not (need_two and two):
            return []
        pairs: list[Pair] = []
        if one and two:
            left = self._texts[0].part(one.start, one.stop)
            right = self._texts[1].part(two.start, two.stop)
            pairs = yield from belonging(left, right, self._budget)
        if not need_one:
            one = one[: pairs[-1][0] + 1 if pairs else 0]
        if not need_two:
            two = two[: pairs[-1][1] + 1 if pairs else 0]
        self._next[0] += len(one)
        self._next[1] += len(two)
        return list(_zipped(one, two, [(i, j) for i, j in pairs if i < len(one) and j < len(two)]))

    def skip(self, first: int | None, second: int | None) -> None:
        """These lines were placed with a line of the lead."""
        for index, placed in enumerate((first, second)):
            if placed is not None:
                self._next[index] = placed + 1
