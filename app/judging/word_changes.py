"""Two versions of a text compared word by word, so that a reader sees at once what was written otherwise.

Pure: two texts in, pieces out. Nothing of either text is lost: the pieces of a side put together are that side.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

WORD = re.compile(r"\s*\S+")
MOST_WORDS = 5_000
"""Of two longer texts, everything between what they begin and end with alike counts as written anew."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words. *is_changed* says that the other side does not have it here."""

    text: str
    is_changed: bool


def word_changes(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """*before* and *after* in pieces, those marked that were taken out and put in. White space alone is no change."""
    first, second = WORD.findall(before), WORD.findall(after)
    kept = _kept([word.strip() for word in first], [word.strip() for word in second])
    return (
        _pieces(before, first, {one for one, _ in kept}),
        _pieces(after, second, {other for _, other in kept}),
    )


def _kept(first: list[str], second: list[str]) -> set[tuple[int, int]]:
    """The places of the words that both sides have, in one order."""
    head = _alike(first, second)
    tail = _alike(first[head:][::-1], second[head:][::-1])
    ends = len(first) - tail, len(second) - tail
    inside = _in_common(first[head : ends[0]], second[head : ends[1]])
    return {
        *((place, place) for place in range(head)),
        *((head + one, head + other) for one, other in inside),
        *((ends[0] + place, ends[1] + place) for place in range(tail)),
    }


def _alike(first: Sequence[str], second: Sequence[str]) -> int:
    """How many words both begin with."""
    length = min(len(first), len(second))
    return next((place for place in range(length) if first[place] != second[place]), length)


def _in_common(first: list[str], second: list[str]) -> Iterator[tuple[int, int]]:
    if not first or not second or max(len(first), len(second)) > MOST_WORDS:
        return
    # Slow to import, and needed only where something was revised.
    from rapidfuzz.distance import LCSseq

    for block in LCSseq.opcodes(first, second):
        if block.tag == "equal":
            yield from zip(range(block.src_start, block.src_end), range(block.dest_start, block.dest_end), strict=True)


def _pieces(text: str, words: list[str], kept: set[int]) -> tuple[Piece, ...]:
    runs: list[Piece] = []
    for place, word in enumerate(words):
        _add(runs, word, is_changed=place not in kept)
    rest = text[sum(map(len, words)) :]
    if rest:
        _add(runs, rest, is_changed=runs[-1].is_changed if runs else False)
    return tuple(runs)


def _add(runs: list[Piece], text: str, *, is_changed: bool) -> None:
    if runs and runs[-1].is_changed is is_changed:
        runs[-1] = Piece(runs[-1].text + text, is_changed)
    else:
        runs.append(Piece(text, is_changed))
