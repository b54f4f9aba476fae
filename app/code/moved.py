"""Blocks of lines that stand elsewhere in another candidate.

A block is a run of lines that have no partner in their row there, and that stand in the same order and without a gap
somewhere else in the other source. It must say enough to be told from chance, and stand only once on either side.
"""

from collections import Counter
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from app.code.alignment import Alignment
from app.code.lines import Source
from app.code.matching import STEP
from app.code.numbering import folded

FEWEST_LINES = 3
FEWEST_LETTERS = 24
"""Letters and digits of a block: three lines of brackets or imports of one word say nothing."""
COMMONEST = 8
"""How often a line may stand on either side and still begin a block; bounds the work on repetitive texts."""


@dataclass(frozen=True, slots=True)
class Moved:
    """*lines* lines from *first* on in column *column* stand from *twin* on in column *other*; all count from 1.

    *column* is the smaller of the two. White space is not compared: a block that has moved is often indented anew.
    """

    column: int
    other: int
    first: int
    twin: int
    lines: int

    def twin_of(self, column: int, line: int) -> tuple[int, int] | None:
        """Where *line* of *column* stands on the other side, as column and line; None if it is not of this block."""
        if column == self.column and 0 <= line - self.first < self.lines:
            return self.other, self.twin + line - self.first
        if column == self.other and 0 <= line - self.twin < self.lines:
            return self.column, self.first + line - self.twin
        return None


def moved_blocks(sources: Sequence[Source], alignment: Alignment) -> Generator[None, None, tuple[Moved, ...]]:
    """The moved blocks of every two columns, by column and from the top; no line is in two blocks of the same columns."""
    keys: list[list[str]] = []
    for source in sources:
        keys.append((yield from _keys(source)))
    found: list[Moved] = []
    for column, other in combinations(range(len(sources)), 2):
        # Which of two blocks that overlap is kept must not depend on the order of the columns.
        a, b = (column, other) if keys[column] <= keys[other] else (other, column)
        left, right = yield from _alone(alignment, keys, a, b)
        for i, j, length in (yield from _common_runs(keys[a], keys[b], left, right)):
            first, twin = (i, j) if a == column else (j, i)
            found.append(Moved(column, other, first + 1, twin + 1, length))
    return tuple(sorted(found, key=lambda one: (one.column, one.other, one.first)))


def _keys(source: Source) -> Generator[None, None, list[str]]:
    keys: list[str] = []
    for line in source.lines:
        keys.append(folded(line))
        if len(keys) % STEP == 0:
            yield
    return keys


def _alone(
    alignment: Alignment, keys: Sequence[Sequence[str]], column: int, other: int
) -> Generator[None, None, tuple[list[bool], list[bool]]]:
    """For each line of the two columns whether its row has no equal line in the other one."""
    left, right = [True] * len(keys[column]), [True] * len(keys[other])
    for number, row in enumerate(alignment.rows):
        if number % STEP == 0:
            yield
        mine, theirs = row.lines[column], row.lines[other]
        if mine is not None and theirs is not None and keys[column][mine - 1] == keys[other][theirs - 1]:
            left[mine - 1] = right[theirs - 1] = False
    return left, right


def _common_runs(
    left: Sequence[str], right: Sequence[str], alone_left: Sequence[bool], alone_right: Sequence[bool]
) -> Generator[None, None, list[tuple[int, int, int]]]:
    """Runs of lone lines that both sides have, the longest first served: first line left, first line right, length."""
    places = yield from _places(right, alone_right)
    runs: list[tuple[int, int, int]] = []
    ends: dict[int, int] = {}
    """For each diagonal, where the run that was last found on it ends."""
    for i, key in enumerate(left):
        if i % 200 == 0:
            yield
        there = places.get(key, ()) if alone_left[i] else ()
        for j in there if len(there) <= COMMONEST else ():
            if i < ends.get(i - j, 0):
                continue
            start, end = _extended(left, right, alone_left, alone_right, i, j)
            ends[i - j] = end
            # Blank lines around a block are not part of it; line i is none.
            while not left[start]:
                start += 1
            while not left[end - 1]:
                end -= 1
            runs.append((start, start - i + j, end - start))
    telling = [run for run in runs if run[2] >= FEWEST_LINES and _says_enough(left[run[0] : run[0] + run[2]])]
    return list(_apart(telling))


def _places(keys: Sequence[str], alone: Sequence[bool]) -> Generator[None, None, dict[str, list[int]]]:
    places: dict[str, list[int]] = {}
    for index, key in enumerate(keys):
        if alone[index] and key:
            places.setdefault(key, []).append(index)
        if index % STEP == 0:
            yield
    return places


def _extended(
    left: Sequence[str], right: Sequence[str], alone_left: Sequence[bool], alone_right: Sequence[bool], i: int, j: int
) -> tuple[int, int]:
    """The first line and the end, on the left, of the run of equal lone lines around *i* and *j*."""
    start, end = i, i + 1
    while start and start - i + j and _fits(left, right, alone_left, alone_right, start - 1, start - 1 - i + j):
        start -= 1
    while (
        end < len(left) and end - i + j < len(right) and _fits(left, right, alone_left, alone_right, end, end - i + j)
    ):
        end += 1
    return start, end


def _fits(
    left: Sequence[str], right: Sequence[str], alone_left: Sequence[bool], alone_right: Sequence[bool], i: int, j: int
) -> bool:
    return alone_left[i] and alone_right[j] and left[i] == right[j]


def _says_enough(keys: Sequence[str]) -> bool:
    distinct = set(keys)
    return len(distinct) >= FEWEST_LINES and sum(map(str.isalnum, "".join(distinct))) >= FEWEST_LETTERS


def _apart(runs: Sequence[tuple[int, int, int]]) -> Iterator[tuple[int, int, int]]:
    """*runs* without those that stand twice, and without those that share a line with a longer one."""
    begun_left = Counter((i, length) for i, _, length in runs)
    begun_right = Counter((j, length) for _, j, length in runs)
    taken_left: set[int] = set()
    taken_right: set[int] = set()
    for i, j, length in sorted(runs, key=lambda run: (-run[2], run[0], run[1])):
        mine, theirs = range(i, i + length), range(j, j + length)
        if begun_left[i, length] > 1 or begun_right[j, length] > 1:
            continue
        if taken_left.isdisjoint(mine) and taken_right.isdisjoint(theirs):
            taken_left.update(mine)
            taken_right.update(theirs)
            yield i, j, length
