"""Which lines of two sources are the same line: trimmed ends, unique-line anchors, exact matching in the gaps.

Lines that stand exactly once on both sides anchor the match (Bram Cohen's patience diff: the longest rising run of such
lines); what lies between anchors is matched again, and a gap without anchors by the longest common subsequence, computed
with bit-parallel rows in whole numbers (Hyyrö, "Bit-parallel LCS-length computation revisited", 2004). A gap too large
for that is split at its rarest common line. Time and memory are bounded on any input.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Generator, Sequence

LARGEST_GAP = 40_000_000
"""Cells (lines times lines) of a gap that is matched exactly; its rows take a bit a cell, 5 MB."""
_ROWS_A_SLICE = 200

Pair = tuple[int, int]


def matched(left: Sequence[int], right: Sequence[int]) -> Generator[None, None, list[Pair]]:
    """Pairs (i, j), rising in both, with ``left[i] == right[j]``; the values stand for lines."""
    pairs: list[Pair] = []
    waiting = [(0, len(left), 0, len(right))]
    while waiting:
        yield
        a, a_end, b, b_end = _trimmed(left, right, waiting.pop(), pairs)
        if a == a_end or b == b_end:
            continue
        anchors = _rising(_unique_to_both(left, right, a, a_end, b, b_end))
        if not anchors and (a_end - a) * (b_end - b) > LARGEST_GAP:
            anchors = _rarest(left, right, a, a_end, b, b_end)
            if not anchors:
                continue
        if anchors:
            pairs.extend(anchors)
            waiting.extend(_gaps(anchors, a, a_end, b, b_end))
        else:
            common = yield from _longest_common(left[a:a_end], right[b:b_end])
            pairs.extend((a + i, b + j) for i, j in common)
    pairs.sort()
    return pairs


def _trimmed(
    left: Sequence[int], right: Sequence[int], gap: tuple[int, int, int, int], pairs: list[Pair]
) -> tuple[int, int, int, int]:
    """*gap* without its equal beginning and end, which are added to *pairs*."""
    a, a_end, b, b_end = gap
    while a < a_end and b < b_end and left[a] == right[b]:
        pairs.append((a, b))
        a, b = a + 1, b + 1
    while a < a_end and b < b_end and left[a_end - 1] == right[b_end - 1]:
        a_end, b_end = a_end - 1, b_end - 1
        pairs.append((a_end, b_end))
    return a, a_end, b, b_end


def _unique_to_both(left: Sequence[int], right: Sequence[int], a: int, a_end: int, b: int, b_end: int) -> list[Pair]:
    in_left, in_right = Counter(left[a:a_end]), Counter(right[b:b_end])
    place = {right[j]: j for j in range(b, b_end) if in_right[right[j]] == 1}
    return [(i, place[left[i]]) for i in range(a, a_end) if in_left[left[i]] == 1 and left[i] in place]


def _rising(pairs: list[Pair]) -> list[Pair]:
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
    run: list[Pair] = []
    index = tail_of[-1] if tail_of else -1
    while index >= 0:
        run.append(pairs[index])
        index = before[index]
    return run[::-1]


def _gaps(anchors: list[Pair], a: int, a_end: int, b: int, b_end: int) -> list[tuple[int, int, int, int]]:
    gaps = []
    for i, j in (*anchors, (a_end, b_end)):
        if i > a and j > b:
            gaps.append((a, i, b, j))
        a, b = i + 1, j + 1
    return gaps


def _rarest(left: Sequence[int], right: Sequence[int], a: int, a_end: int, b: int, b_end: int) -> list[Pair]:
    """One pair of the line that stands least often on both sides, as near to the same relative place as possible."""
    in_left, in_right = Counter(left[a:a_end]), Counter(right[b:b_end])
    common = [line for line in in_left if line in in_right]
    if not common:
        return []
    line = min(common, key=lambda one: (in_left[one] * in_right[one], left.index(one, a)))
    i = left.index(line, a)
    wanted = b + (i - a) * (b_end - b) // (a_end - a)
    places = [j for j in range(b, b_end) if right[j] == line]
    return [(i, min(places, key=lambda j: abs(j - wanted)))]


def _longest_common(left: Sequence[int], right: Sequence[int]) -> Generator[None, None, list[Pair]]:
    """A longest common subsequence. Bit i of a row says that matching ``left[: i + 1]`` gains nothing there."""
    places: dict[int, int] = {}
    for i, line in enumerate(left):
        places[line] = places.get(line, 0) | (1 << i)
    everything = (1 << len(left)) - 1
    row = everything
    rows: list[int] = []
    for j, line in enumerate(right):
        hits = row & places.get(line, 0)
        row = ((row + hits) | (row - hits)) & everything
        rows.append(row)
        if j % _ROWS_A_SLICE == _ROWS_A_SLICE - 1:
            yield
    pairs: list[Pair] = []
    i, j = len(left), len(right)
    while i and j:
        if rows[j - 1] >> (i - 1) & 1:
            i -= 1
        elif j > 1 and not rows[j - 2] >> (i - 1) & 1:
            j -= 1
        else:
            i, j = i - 1, j - 1
            pairs.append((i, j))
    return pairs[::-1]
