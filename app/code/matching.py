"""Which lines of two sources are the same line: trimmed ends, unique-line anchors, exact matching in the gaps.

Lines that stand exactly once on both sides anchor the match (Bram Cohen's patience diff: the longest rising run of such
lines); what lies between anchors is matched again. A gap that is small enough is handed to whoever weighs lines against
each other; a larger one without anchors is matched by the longest common subsequence, computed with bit-parallel rows in
whole numbers (Hyyrö, "Bit-parallel LCS-length computation revisited", 2004); one too large for that is cut at its rarest
common lines, the first with the first, the second with the second. Time and memory are bounded on any input: what the
budget does not reach stays unmatched, and the budget remembers that.
"""

from bisect import bisect_left
from collections.abc import Callable, Generator, Sequence
from enum import StrEnum
from itertools import pairwise

LARGEST_GAP = 40_000_000
"""Cells (lines times lines) of a gap that is matched exactly; its rows take a bit a cell, 5 MB."""
SMALL_GAP = 160_000
"""Cells of a gap in which lines are weighed against each other; its tables take some 5 MB."""
STEP = 2_000
"""Lines looked at between two breaths: well under a millisecond."""
_CELLS_A_STEP = 6_000_000
_RARE = (16, 1024, None)

Pair = tuple[int, int]
Gap = tuple[int, int, int, int]
"""The lines from the first to the second (excluded) on the left, from the third to the fourth on the right."""
Closely = Callable[[Gap], Generator[None, None, list[Pair]]]


class LeftOut(StrEnum):
    """What was not done for want of budget, the graver first; the value is a sentence for the screen."""

    MATCHING = "These candidates are too large to align throughout: lines that are the same may stand alone."
    PAIRING = "These candidates are too large and too different to pair all changed lines: some stand alone."


class Budget:
    """How much work may still be done on one alignment, and what was left out for want of it.

    The unit is a line looked at, or a cell of a gap in which lines are weighed: about a tenth of a microsecond. A gap
    matched exactly costs a thousandth of its cells.
    """

    def __init__(self, work: int = 20_000_000) -> None:
        self._left = work
        self._left_out: set[LeftOut] = set()

    @property
    def left_out(self) -> LeftOut | None:
        return next((what for what in LeftOut if what in self._left_out), None)

    def spend(self, work: int, what: LeftOut) -> bool:
        """Whether there is enough left; if so, it is spent, else *what* is left out."""
        if work > self._left:
            self._left_out.add(what)
            return False
        self._left -= work
        return True


def matched(
    left: Sequence[int], right: Sequence[int], *, closely: Closely | None = None, budget: Budget | None = None
) -> Generator[None, None, list[Pair]]:
    """Pairs (i, j), rising in both, with ``left[i] == right[j]``; the values stand for lines.

    *closely* is asked about gaps of at most `SMALL_GAP` cells; its pairs need not be equal.
    """
    budget = budget or Budget()
    pairs: list[Pair] = []
    waiting: list[Gap] = [(0, len(left), 0, len(right))]
    while waiting:
        yield
        a, a_end, b, b_end = yield from _trimmed(left, right, waiting.pop(), pairs)
        if a == a_end or b == b_end:
            continue
        cells = (a_end - a) * (b_end - b)
        if closely is not None and cells <= SMALL_GAP:
            pairs += yield from closely((a, a_end, b, b_end))
            continue
        if not budget.spend(a_end - a + b_end - b, LeftOut.MATCHING):
            continue
        places = yield from _places(left, a, a_end)
        there = yield from _places(right, b, b_end)
        anchors = yield from _rising((yield from _common(places, there, most=1)))
        if not anchors and (cells > LARGEST_GAP or not budget.spend(cells // 1000, LeftOut.MATCHING)):
            anchors = yield from _rarest(places, there)
            if not anchors:
                continue
        if anchors:
            pairs += anchors
            waiting += _gaps(anchors, a, a_end, b, b_end)
        else:
            common = yield from _longest_common(left[a:a_end], right[b:b_end])
            pairs += [(a + i, b + j) for i, j in common]
    pairs.sort()
    return pairs


def longest_common(left: Sequence[int], right: Sequence[int]) -> Generator[None, None, list[Pair]]:
    """A longest common subsequence, whatever it takes: what the matching above is measured by."""
    return (yield from _longest_common(left, right))


def _trimmed(left: Sequence[int], right: Sequence[int], gap: Gap, pairs: list[Pair]) -> Generator[None, None, Gap]:
    """*gap* without its equal beginning and end, which are added to *pairs*."""
    a, a_end, b, b_end = gap
    while a < a_end and b < b_end and left[a] == right[b]:
        pairs.append((a, b))
        a, b = a + 1, b + 1
        if a % STEP == 0:
            yield
    while a < a_end and b < b_end and left[a_end - 1] == right[b_end - 1]:
        a_end, b_end = a_end - 1, b_end - 1
        pairs.append((a_end, b_end))
        if a_end % STEP == 0:
            yield
    return a, a_end, b, b_end


def _places(lines: Sequence[int], start: int, end: int) -> Generator[None, None, dict[int, list[int]]]:
    """Where each line stands."""
    places: dict[int, list[int]] = {}
    for index in range(start, end):
        places.setdefault(lines[index], []).append(index)
        if index % STEP == 0:
            yield
    return places


def _common(
    left: dict[int, list[int]], right: dict[int, list[int]], *, most: int | None
) -> Generator[None, None, list[Pair]]:
    """The first place of each common line with its first, the second with its second, by their place on the left.

    *most* bounds how often a line stands on the left times how often on the right.
    """
    pairs: list[Pair] = []
    for count, (line, places) in enumerate(left.items()):
        there = right.get(line)
        if there is not None and (most is None or len(places) * len(there) <= most):
            pairs.extend(zip(places, there, strict=False))
        if count % STEP == 0:
            yield
    pairs.sort()
    return pairs


def _rising(pairs: list[Pair]) -> Generator[None, None, list[Pair]]:
    """The longest run of *pairs*, sorted by their first, whose second rises too."""
    tails: list[int] = []
    tail_of: list[int] = []
    before: list[int] = []
    for index, (_, j) in enumerate(pairs):
        length = bisect_left(tails, j)
        before.append(tail_of[length - 1] if length else -1)
        if length == len(tails):
            tails.append(j)
            tail_of.append(index)
        else:
            tails[length] = j
            tail_of[length] = index
        if index % STEP == 0:
            yield
    run: list[Pair] = []
    index = tail_of[-1] if tail_of else -1
    while index >= 0:
        run.append(pairs[index])
        index = before[index]
    return run[::-1]


def _rarest(left: dict[int, list[int]], right: dict[int, list[int]]) -> Generator[None, None, list[Pair]]:
    """Pairs of the lines that stand least often, as many as rise."""
    for most in _RARE:
        pairs = yield from _rising((yield from _common(left, right, most=most)))
        if pairs:
            return pairs
    return []


def _gaps(anchors: list[Pair], a: int, a_end: int, b: int, b_end: int) -> list[Gap]:
    ends = [(a - 1, b - 1), *anchors, (a_end, b_end)]
    return [
        (i + 1, next_i, j + 1, next_j)
        for (i, j), (next_i, next_j) in pairwise(ends)
        if next_i > i + 1 and next_j > j + 1
    ]


def _longest_common(left: Sequence[int], right: Sequence[int]) -> Generator[None, None, list[Pair]]:
    """A longest common subsequence. Bit i of a row says that matching ``left[: i + 1]`` gains nothing there."""
    places = yield from _bits(left, set(right))
    rows_a_step = max(1, _CELLS_A_STEP // len(left)) if left else 1
    everything = (1 << len(left)) - 1
    row = everything
    rows: list[int] = []
    for j, line in enumerate(right):
        hits = row & places.get(line, 0)
        if hits:
            row = ((row + hits) | (row - hits)) & everything
        rows.append(row)
        if j % rows_a_step == 0:
            yield
    return (yield from _read_back(rows, len(left), max(1, rows_a_step // 4)))


def _read_back(rows: Sequence[int], width: int, steps_a_step: int) -> Generator[None, None, list[Pair]]:
    """The pairs of a longest common subsequence, from the rows that led to its length."""
    pairs: list[Pair] = []
    i, j = width, len(rows)
    steps = 0
    while i and j:
        steps += 1
        if steps % steps_a_step == 0:
            yield
        if rows[j - 1] >> (i - 1) & 1:
            # On to the next place at which something was gained, in one look at the whole row.
            i = (~rows[j - 1] & ((1 << i) - 1)).bit_length()
        elif j > 1 and not rows[j - 2] >> (i - 1) & 1:
            j -= 1
        else:
            i, j = i - 1, j - 1
            pairs.append((i, j))
    return pairs[::-1]


def _bits(lines: Sequence[int], wanted: set[int]) -> Generator[None, None, dict[int, int]]:
    """For each of the *wanted* lines the places where it stands, as bits."""
    bits: dict[int, int] = {}
    work = 0
    for line, places in (yield from _places(lines, 0, len(lines))).items():
        if line not in wanted:
            continue
        written = bytearray(places[-1] // 8 + 1)
        for place in places:
            written[place >> 3] |= 1 << (place & 7)
        bits[line] = int.from_bytes(written, "little")
        work += len(places) + len(written) // 64
        if work > STEP:
            work = 0
            yield
    return bits
