"""Which lines of two sources share a row: the same lines first, then versions of each other, in runs that say something.

Matching by equality alone tears a changed function apart at every blank line and bracket that happens to fit. So the
same lines are matched, the runs among them that say nothing are given up again, and in what then lies between, the same
lines and lines that are alike are weighed against each other.
"""

from collections.abc import Generator, Iterator, Mapping, Sequence

from app.code.matching import SMALL_GAP, STEP, Budget, Gap, LeftOut, Pair, matched
from app.code.numbering import Numbered, is_reindented
from app.code.pairing import WINDOW, likenesses, same_definitions
from app.code.weighing import heaviest

SAME = 2.0
SAME_MUTE = 1.6
"""A line without a letter or digit."""
FOLDED = 0.6
FOLDED_MUTE = 0.5
"""Lines that differ in white space: brackets at another depth are seldom the same bracket."""
SAME_REINDENTED = 2.5
SAME_MUTE_REINDENTED = 2.0
FOLDED_REINDENTED = 1.5
FOLDED_MUTE_REINDENTED = 0.45
"""Where depth tells nothing: white space costs little, but of two partners the one that is the same throughout wins."""
DEFINITION = 2.5
ALIKE = 0.4
"""Times the likeness. The worths are set so that on nearly all real pairs no fewer lines are matched than by git's histogram,
with lone brackets fewer than in a longest common subsequence, and hardly a line that says something given up for it."""
COST_OF_LIKENESS = 40
"""In lines looked at: most pairs of lines are too different in length or depth to be compared."""


_IN_DEPTH = ((SAME_MUTE, FOLDED_MUTE), (SAME, FOLDED))
"""Of a line that is the same, and of one that is but for white space; by whether the line says something."""
_REINDENTED = ((SAME_MUTE_REINDENTED, FOLDED_MUTE_REINDENTED), (SAME_REINDENTED, FOLDED_REINDENTED))


def belonging(left: Numbered, right: Numbered, budget: Budget) -> Generator[None, None, list[Pair]]:
    """Pairs (i, j), rising in both, of lines that share a row."""
    return (yield from _Pairing(left, right, budget).pairs())


class _Pairing:
    def __init__(self, left: Numbered, right: Numbered, budget: Budget) -> None:
        self._left = left
        self._right = right
        self._budget = budget
        self._worths = _REINDENTED if is_reindented(left, right) else _IN_DEPTH

    def pairs(self) -> Generator[None, None, list[Pair]]:
        same = yield from matched(self._left.exact, self._right.exact, closely=self._weighed, budget=self._budget)
        pairs: list[Pair] = []
        telling = yield from _telling(same, self._left.says)
        between = _Between(same)
        for gap, pair in _gaps(telling, (0, len(self._left), 0, len(self._right))):
            if gap[0] < gap[1] and gap[2] < gap[3]:
                pairs += yield from self._filled(gap, (yield from between.of(gap)))
            if pair is not None:
                pairs.append(pair)
                if len(pairs) % STEP == 0:
                    yield
        return pairs

    def _weighed(self, gap: Gap) -> Generator[None, None, list[Pair]]:
        """The best of a gap by equality alone."""
        a, a_end, b, b_end = gap
        if not self._budget.spend((a_end - a) * (b_end - b), LeftOut.MATCHING):
            return []
        places = self._places(b, b_end)
        pairs = yield from heaviest(a_end - a, b_end - b, lambda i: self._equal(a + i, b, places))
        return [(a + i, b + j) for i, j in pairs]

    def _filled(self, gap: Gap, mute: Sequence[Pair]) -> Generator[None, None, list[Pair]]:
        """The pairs of a gap between runs that say something; where it is too large, *mute* runs part it."""
        if _is_window(gap):
            return (yield from self._weighed_with_likeness(gap))
        pairs: list[Pair] = []
        for count, (part, pair) in enumerate(_gaps(mute, gap), 1):
            if count % STEP == 0:
                yield
            pairs += yield from self._parted(part)
            if pair is not None:
                pairs.append(pair)
        return pairs

    def _parted(self, gap: Gap) -> Generator[None, None, list[Pair]]:
        """The pairs of a gap in which nothing was the same, parted by definitions where it is too large."""
        a, a_end, b, b_end = gap
        if a == a_end or b == b_end:
            return []
        if _is_window(gap):
            return (yield from self._weighed_with_likeness(gap))
        named = yield from same_definitions(self._left.lines[a:a_end], self._right.lines[b:b_end])
        pairs: list[Pair] = []
        for part, pair in _gaps([(a + i, b + j) for i, j in named], gap):
            pairs += yield from self._last(part)
            if pair is not None:
                pairs.append(pair)
        return pairs

    def _last(self, gap: Gap) -> Generator[None, None, list[Pair]]:
        a, a_end, b, b_end = gap
        if a == a_end or b == b_end:
            return []
        if _is_window(gap):
            return (yield from self._weighed_with_likeness(gap))
        if (a_end - a) * (b_end - b) <= SMALL_GAP:
            return (yield from self._weighed(gap))
        pairs = yield from matched(self._left.folded[a:a_end], self._right.folded[b:b_end], budget=self._budget)
        telling = yield from _telling(pairs, self._left.says[a:a_end])
        return [(a + i, b + j) for i, j in telling]

    def _weighed_with_likeness(self, gap: Gap) -> Generator[None, None, list[Pair]]:
        a, a_end, b, b_end = gap
        if not self._budget.spend(COST_OF_LIKENESS * (a_end - a) * (b_end - b), LeftOut.PAIRING):
            return (yield from self._weighed(gap))
        left, right = self._left.lines[a:a_end], self._right.lines[b:b_end]
        named = set((yield from same_definitions(left, right)))
        alike = yield from likenesses(left, right)
        places = self._places(b, b_end)
        rows: list[Mapping[int, float]] = []
        for i, row in enumerate(alike):
            worths = {j: ALIKE * likeness for j, likeness in row.items()}
            worths.update((j, DEFINITION) for j in range(len(right)) if (i, j) in named)
            rows.append(worths | self._equal(a + i, b, places))
        pairs = yield from heaviest(len(left), len(right), rows.__getitem__)
        return [(a + i, b + j) for i, j in pairs]

    def _places(self, start: int, end: int) -> dict[int, list[int]]:
        """Where each line of the right stands between *start* and *end*, counted from *start*."""
        places: dict[int, list[int]] = {}
        for index in range(start, end):
            places.setdefault(self._right.folded[index], []).append(index - start)
        return places

    def _equal(self, i: int, offset: int, places: Mapping[int, Sequence[int]]) -> dict[int, float]:
        """What the pairs of line *i* with lines that are the same are worth, by place from *offset* on."""
        line, right = self._left.exact[i], self._right.exact
        exact, folded = self._worths[self._left.says[i]]
        there = places.get(self._left.folded[i], ())
        return {j: exact if right[offset + j] == line else folded for j in there}


class _Between:
    """Pairs handed out gap by gap, from the top."""

    def __init__(self, pairs: Sequence[Pair]) -> None:
        self._pairs = pairs
        self._next = 0

    def of(self, gap: Gap) -> Generator[None, None, list[Pair]]:
        found: list[Pair] = []
        while self._next < len(self._pairs) and self._pairs[self._next][0] < gap[1]:
            i, j = self._pairs[self._next]
            if i >= gap[0] and gap[2] <= j < gap[3]:
                found.append((i, j))
            self._next += 1
            if self._next % STEP == 0:
                yield
        return found


def _is_window(gap: Gap) -> bool:
    return gap[1] - gap[0] <= WINDOW and gap[3] - gap[2] <= WINDOW


def _gaps(pairs: Sequence[Pair], gap: Gap) -> Iterator[tuple[Gap, Pair | None]]:
    """What lies before each of *pairs* on both sides, with the pair; last what lies behind them all, with None."""
    left, left_end, right, right_end = gap
    for i, j in pairs:
        yield (left, i, right, j), (i, j)
        left, right = i + 1, j + 1
    yield (left, left_end, right, right_end), None


def _telling(pairs: Sequence[Pair], says: Sequence[bool]) -> Generator[None, None, list[Pair]]:
    """*pairs* without the runs of neighbours in which no line has a letter or a digit."""
    telling: list[Pair] = []
    run: list[Pair] = []
    for count, pair in enumerate(pairs):
        if count % STEP == 0:
            yield
        if run and pair != (run[-1][0] + 1, run[-1][1] + 1):
            telling += _if_telling(run, says)
            run = []
        run.append(pair)
    return telling + _if_telling(run, says)


def _if_telling(run: list[Pair], says: Sequence[bool]) -> list[Pair]:
    return run if any(says[i] for i, _ in run) else []
