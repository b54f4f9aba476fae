"""The heaviest way to set the lines of two short runs side by side: every pair of lines has a worth, and their sum counts.

The dynamic program of Needleman and Wunsch (1970) with a bonus for pairs that follow one another, so that matches come in
runs and a bracket is not matched far from everything else. It takes time and memory for every cell: the caller sees to it
that there are few. Of a row in which nothing fits only the row below is kept.
"""

from collections.abc import Callable, Generator, Mapping, Sequence
from itertools import zip_longest

from app.code.matching import Pair

FOLLOWING = 0.1
"""What a pair is worth more if the pair right behind it is taken too."""
_CELLS_A_STEP = 4_000

Worths = Callable[[int], Mapping[int, float]]
"""For a line on the left, its partners on the right and what each pair is worth, always more than nothing."""


def heaviest(height: int, width: int, worths: Worths) -> Generator[None, None, list[Pair]]:
    """Pairs (i, j), rising in both, of *height* lines on the left and *width* on the right that are worth most."""
    if height == width == 1:
        return [(0, 0)] if worths(0).get(0) else []
    best = [[0.0] * (width + 1)] * (height + 1)
    taken: list[Mapping[int, float]] = [{}] * (height + 1)
    cells = 0
    for i in range(height - 1, -1, -1):
        if partners := worths(i):
            best[i], taken[i] = _row(partners, best[i + 1], taken[i + 1])
            cells += width
        else:
            best[i] = best[i + 1]
        if cells > _CELLS_A_STEP:
            cells = 0
            yield
    return _read(best, taken)


def _row(
    partners: Mapping[int, float], best_below: Sequence[float], taken_below: Mapping[int, float]
) -> tuple[list[float], dict[int, float]]:
    """The most that can be had from each cell of a row on: at all, and for the *partners* if this very pair is taken."""
    best = list(best_below)
    taken: dict[int, float] = {}
    columns = sorted(partners, reverse=True)
    so_far = 0.0
    for j, following in zip_longest(columns, columns[1:], fillvalue=-1):
        taken[j] = partners[j] + _behind(best_below, taken_below, j + 1)
        so_far = max(so_far, taken[j])
        # The further left, the more there is to be had below: once that is enough, it is enough up to the next partner.
        while j > following and best[j] < so_far:
            best[j] = so_far
            j -= 1
    return best, taken


def _behind(best: Sequence[float], taken: Mapping[int, float], j: int) -> float:
    return max(taken[j] + FOLLOWING, best[j]) if j in taken else best[j]


def _read(best: Sequence[Sequence[float]], taken: Sequence[Mapping[int, float]]) -> list[Pair]:
    pairs: list[Pair] = []
    height, width = len(best) - 1, len(best[0]) - 1
    i = j = 0
    is_following = False
    while i < height and j < width:
        if j in taken[i] and (is_following or best[i][j] == taken[i][j]):
            pairs.append((i, j))
            i, j = i + 1, j + 1
            is_following = j in taken[i] and taken[i][j] + FOLLOWING >= best[i][j]
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs
