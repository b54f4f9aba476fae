"""The heaviest way to set the lines of two short runs side by side: every pair of lines has a worth, and their sum counts.

The dynamic program of Needleman and Wunsch (1970) with a bonus for pairs that follow one another, so that matches come in
runs and a bracket is not matched far from everything else. It takes time and memory for every cell: the caller sees to it
that there are few.
"""

from collections.abc import Callable, Generator, Mapping

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
    best = [[0.0] * (width + 1) for _ in range(height + 1)]
    taken = [[0.0] * (width + 1) for _ in range(height + 1)]
    cells = 0
    for i in range(height - 1, -1, -1):
        _fill(worths(i), best[i], taken[i], best[i + 1], taken[i + 1])
        cells += width
        if cells > _CELLS_A_STEP:
            cells = 0
            yield
    return _read(best, taken)


def _fill(
    partners: Mapping[int, float],
    best: list[float],
    taken: list[float],
    best_below: list[float],
    taken_below: list[float],
) -> None:
    """One row: the most that can be had from each cell on, at all and if this very pair is taken."""
    so_far = 0.0
    for j in range(len(best) - 2, -1, -1):
        so_far = max(so_far, best_below[j])
        worth = partners.get(j)
        if worth is not None:
            taken[j] = worth + _behind(best_below, taken_below, j + 1)
            so_far = max(so_far, taken[j])
        best[j] = so_far


def _behind(best: list[float], taken: list[float], j: int) -> float:
    return max(taken[j] + FOLLOWING, best[j]) if taken[j] else best[j]


def _read(best: list[list[float]], taken: list[list[float]]) -> list[Pair]:
    pairs: list[Pair] = []
    height, width = len(best) - 1, len(best[0]) - 1
    i = j = 0
    is_following = False
    while i < height and j < width:
        if taken[i][j] and (is_following or best[i][j] == taken[i][j]):
            pairs.append((i, j))
            i, j = i + 1, j + 1
            is_following = bool(taken[i][j]) and taken[i][j] + FOLLOWING >= best[i][j]
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs
