"""How the lines of one row stand to each other, and which of their characters differ.

Symmetric: no line is the old one. Among three, two equal lines are the majority and only the odd one is marked.
"""

import re
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from enum import StrEnum

from app.code.numbering import LONGEST_FOLDED, folded

MOST_TOKENS = 400
MOST_WORK = 10_000
"""Pairs of equal tokens of two lines, up to which difflib compares them; beyond, only their ends are."""
_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_PIECE = re.compile(r"\s+")

Columns = tuple[tuple[int, int], ...]
"""Ranges of columns, from 0, the end excluded."""


class Mark(StrEnum):
    """How a line stands to the others of its row: the same, the same but for blanks, changed, or only here."""

    SAME = "same"
    BLANKS = "blanks"
    CHANGED = "changed"
    ONLY = "only"


_ALL_THE_SAME = tuple((Mark.SAME,) * columns for columns in range(4))


def marks(lines: Sequence[str | None], *, ignore_blanks: bool = False) -> tuple[Mark | None, ...]:
    """The mark of each line of a row. Blank lines are never marked as different.

    With *ignore_blanks* lines that differ in white space only count as equal and have `Mark.BLANKS` where they differ.
    """
    first = lines[0] if lines else None
    if first is not None and all(line == first for line in lines):
        return _ALL_THE_SAME[len(lines)]
    present = [line for line in lines if line is not None]
    if len(lines) < 2 or len(set(present)) == 1 < len(present):
        return tuple(None if line is None else Mark.SAME for line in lines)
    keys = [folded(line) if ignore_blanks else line for line in present]
    if len(set(keys)) == len(keys):
        own = Mark.CHANGED if len(present) > 1 else Mark.ONLY
        return tuple([None if line is None else own if line.strip() else Mark.SAME for line in lines])
    majority = next((key for key, count in Counter(keys).items() if count > 1), None)
    alike = Counter(line for line, key in zip(present, keys, strict=True) if key == majority)
    most, count = alike.most_common(1)[0] if alike else ("", 0)

    def mark(line: str | None) -> Mark | None:
        if line is None:
            return None
        if not line.strip():
            return Mark.SAME
        if line in alike:
            return Mark.SAME if len(alike) == 1 or (line == most and count > 1) else Mark.BLANKS
        return Mark.CHANGED if len(present) > 1 else Mark.ONLY

    return tuple(mark(line) for line in lines)


def counts_as_shared(lines: Sequence[str | None], *, ignore_blanks: bool = False) -> bool:
    """Whether at least two lines of a row are equal."""
    keys = [folded(line) if ignore_blanks else line for line in lines if line is not None]
    return len(set(keys)) < len(keys)


def token_marks(texts: Sequence[str | None]) -> tuple[Columns, ...]:
    """For the lines of one row, the column ranges (from 0, end excluded) that differ from the others.

    Among three, two equal lines are the majority and only the odd one is marked; where all differ, a token is marked
    unless both other lines have it in the same place.
    """
    present = [text for text in texts if text is not None]
    if len(present) < 2:
        return tuple(() for _ in texts)
    found: list[Columns] = []
    for index, text in enumerate(texts):
        others = [other for place, other in enumerate(texts) if place != index and other is not None]
        if text is None or (len(present) == 3 and text in others):
            found.append(())
            continue
        columns = [_differing(text, other) for other in dict.fromkeys(others)]
        found.append(_merged(text, [one for ranges in columns for one in ranges]))
    return tuple(found)


def blank_marks(texts: Sequence[str | None]) -> tuple[Columns, ...]:
    """For the lines of one row that differ in white space only, the columns of the blanks that differ.

    Where a blank is missing that another line has, a range without width says between which characters. Nothing for
    lines that differ in more.
    """
    present = [text for text in texts if text is not None]
    keys = Counter(folded(text) for text in present)
    majority = next((key for key, count in keys.items() if count > 1), None)
    alike = Counter(text for text in present if majority is not None and folded(text) == majority)
    found: list[Columns] = []
    for text in texts:
        if text is None or text not in alike or (len(present) == 3 and alike[text] > 1):
            found.append(())
            continue
        others = [_blanks(other) for other in alike if other != text]
        mine = _blanks(text)
        differing = {place for other in others for place in mine | other if mine.get(place) != other.get(place)}
        found.append(_columns(mine, sorted(differing)))
    return tuple(found)


def _blanks(text: str) -> dict[int, str]:
    """The runs of white space, by the number of other characters before them."""
    found: dict[int, str] = {}
    blanks = 0
    for match in _PIECE.finditer(text):
        found[match.start() - blanks] = match[0]
        blanks += match.end() - match.start()
    return found


def _columns(blanks: dict[int, str], places: Sequence[int]) -> Columns:
    """The columns at *places*, which count other characters than blanks, in ascending order."""
    found = []
    for place in places:
        first = place + sum(len(blank) for before, blank in blanks.items() if before < place)
        found.append((first, first + len(blanks.get(place, ""))))
    return tuple(found)


def _differing(text: str, other: str) -> list[tuple[int, int]]:
    """Column ranges of the tokens of *text* that *other* has not in the same place."""
    if text == other:
        return []
    if max(len(text), len(other)) > LONGEST_FOLDED:
        return [_middle(text, other)]
    mine, theirs = _TOKEN.findall(text), _TOKEN.findall(other)
    counts = Counter(theirs)
    work = sum(count * counts[token] for token, count in Counter(mine).items())
    if len(mine) > MOST_TOKENS or len(theirs) > MOST_TOKENS or work > MOST_WORK:
        return [_middle(text, other)]
    starts = [0]
    for token in mine:
        starts.append(starts[-1] + len(token))
    matcher = SequenceMatcher(None, mine, theirs, autojunk=False)
    return [
        (starts[first], starts[last])
        for tag, first, last, _, _ in matcher.get_opcodes()
        if tag != "equal" and last > first
    ]


def _middle(text: str, other: str) -> tuple[int, int]:
    """What is left of *text* when the beginning and the end that it shares with *other* are taken off."""
    shortest = min(len(text), len(other))
    start = _shared_beginning(text, other, shortest)
    end = _shared_beginning(text[::-1], other[::-1], shortest - start)
    return start, len(text) - end


def _shared_beginning(text: str, other: str, most: int) -> int:
    """How many characters two texts begin with alike, at most *most*; halved, for a text may be a megabyte."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if text[low:middle] == other[low:middle] else (low, middle - 1)
    return low


def _merged(text: str, ranges: list[tuple[int, int]]) -> Columns:
    """*ranges* sorted, joined where they touch, without the white space at their ends."""
    merged: list[tuple[int, int]] = []
    for first, last in sorted(ranges):
        if merged and first <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], last))
        else:
            merged.append((first, last))
    trimmed = []
    for first, last in merged:
        inner = text[first:last]
        if inner.strip():
            trimmed.append((first + len(inner) - len(inner.lstrip()), last - len(inner) + len(inner.rstrip())))
    return tuple(trimmed)
