"""Which lines of two sources are versions of each other: alike, but not the same.

`difflib.SequenceMatcher` says how alike two lines are. Lines that define the same name are paired first; the rest so
that the likenesses add up to the most. Only windows of bounded size are searched.
"""

import re
from collections.abc import Generator, Sequence
from difflib import SequenceMatcher

from app.code.matching import Pair

ALIKE = 0.62
WINDOW = 60
INDENT_LEVEL = 4

_DEFINITION = re.compile(
    r"^\s*(?:(?:export|default|public|private|protected|internal|static|final|abstract|async|pub(?:\([^)]*\))?|"
    r"override|virtual|inline|unsafe|const)\s+)*"
    r"(?:def|class|func|fn|function|interface|struct|enum|trait|impl|type|module|namespace|protocol|object|record)\s+"
    r"(?:\([^)]*\)\s*)?([A-Za-z_$][\w$]*)"
)


def paired(left: Sequence[str], right: Sequence[str]) -> Generator[None, None, list[Pair]]:
    """Pairs (i, j), rising in both, of lines that are alike; nothing where a window would be too large."""
    named = _same_definitions(left, right)
    pairs: list[Pair] = []
    a = b = 0
    for i, j in (*named, (len(left), len(right))):
        found = yield from _alike(left[a:i], right[b:j])
        pairs.extend((a + k, b + m) for k, m in found)
        if i < len(left) and j < len(right):
            pairs.append((i, j))
        a, b = i + 1, j + 1
    return pairs


def _same_definitions(left: Sequence[str], right: Sequence[str]) -> list[Pair]:
    places: dict[str, int] = {}
    for j, line in enumerate(right):
        if (match := _DEFINITION.match(line)) is not None:
            places.setdefault(match[1], j)
    pairs: list[Pair] = []
    for i, line in enumerate(left):
        match = _DEFINITION.match(line)
        j = places.get(match[1], -1) if match is not None else -1
        if j >= 0 and _near_in_indent(line, right[j]) and (not pairs or j > pairs[-1][1]):
            pairs.append((i, j))
    return pairs


def _alike(left: Sequence[str], right: Sequence[str]) -> Generator[None, None, list[Pair]]:
    """The pairing whose likenesses add up to the most, for at most `WINDOW` lines on either side."""
    if not left or not right or len(left) > WINDOW or len(right) > WINDOW:
        return []
    likeness: list[list[float]] = []
    for line in left:
        likeness.append([_likeness(line, other) for other in right])
        yield
    best = [[0.0] * (len(right) + 1) for _ in range(len(left) + 1)]
    for i in range(len(left) - 1, -1, -1):
        for j in range(len(right) - 1, -1, -1):
            together = likeness[i][j] + best[i + 1][j + 1] if likeness[i][j] else 0.0
            best[i][j] = max(together, best[i + 1][j], best[i][j + 1])
    pairs: list[Pair] = []
    i = j = 0
    while i < len(left) and j < len(right):
        if likeness[i][j] and best[i][j] == likeness[i][j] + best[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _likeness(left: str, right: str) -> float:
    """How alike two lines are, 0 where it is not enough to pair them."""
    a, b = left.strip()[:400], right.strip()[:400]
    if not _says_something(a) or not _says_something(b) or not _near_in_indent(left, right):
        return 0.0
    # The ratio depends on the order of its arguments; the pairing must not.
    first, second = sorted((a, b))
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    if matcher.real_quick_ratio() <= ALIKE or matcher.quick_ratio() <= ALIKE:
        return 0.0
    ratio = matcher.ratio()
    return ratio if ratio > ALIKE else 0.0


def _says_something(text: str) -> bool:
    return any(character.isalnum() for character in text)


def _near_in_indent(left: str, right: str) -> bool:
    return abs(_indent(left) - _indent(right)) <= INDENT_LEVEL


def _indent(line: str) -> int:
    expanded = line.expandtabs(INDENT_LEVEL)
    return len(expanded) - len(expanded.lstrip())
