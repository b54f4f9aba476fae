"""Which lines of two sources are versions of each other: alike, but not the same.

`difflib.SequenceMatcher` says how alike two lines are. What it costs depends on the lines: where two would take too long,
their longest common subsequence decides, which is never below difflib's likeness and always quick.
"""

import re
from collections import Counter
from collections.abc import Generator, Sequence
from difflib import SequenceMatcher

from app.code.matching import Pair
from app.code.numbering import says_something
from app.code.weighing import heaviest

ALIKE = 0.62
WINDOW = 60
INDENT_LEVEL = 4
COMPARED = 400
"""Characters of a line that are compared."""
MOST_WORK = 6_000
"""Pairs of equal characters of two lines, up to which difflib decides; it looks at all of them several times."""
_LINES_A_STEP = 500
_LIKENESSES_A_STEP = 12

_DEFINITION = re.compile(
    r"\s*(?:(?:export|default|public|private|protected|internal|static|final|abstract|async|pub(?:\([^)]*\))?|"
    r"override|virtual|inline|unsafe|const)\s+)*"
    r"(?:def|class|func|fn|function|interface|struct|enum|trait|impl|type|module|namespace|protocol|object|record)\s+"
    r"(?:\([^)]*\)\s*)?([A-Za-z_$][\w$]*)"
)


def paired(left: Sequence[str], right: Sequence[str]) -> Generator[None, None, list[Pair]]:
    """Pairs (i, j), rising in both, of lines that are alike; nothing where a window would be too large."""
    named = yield from same_definitions(left, right)
    pairs: list[Pair] = []
    a = b = 0
    for i, j in (*named, (len(left), len(right))):
        found = yield from _alike(left[a:i], right[b:j])
        pairs.extend((a + k, b + m) for k, m in found)
        if i < len(left) and j < len(right):
            pairs.append((i, j))
        a, b = i + 1, j + 1
    return pairs


def same_definitions(left: Sequence[str], right: Sequence[str]) -> Generator[None, None, list[Pair]]:
    """Pairs (i, j), rising in both, of lines that define the same name at about the same depth."""
    places: dict[str, int] = {}
    for j, line in enumerate(right):
        if (match := _DEFINITION.match(line, 0, COMPARED)) is not None:
            places.setdefault(match[1], j)
        if j % _LINES_A_STEP == 0:
            yield
    pairs: list[Pair] = []
    for i, line in enumerate(left):
        match = _DEFINITION.match(line, 0, COMPARED)
        j = places.get(match[1], -1) if match is not None else -1
        if j >= 0 and _near_in_indent(line, right[j]) and (not pairs or j > pairs[-1][1]):
            pairs.append((i, j))
        if i % _LINES_A_STEP == 0:
            yield
    return pairs


def likenesses(line: str, others: Sequence[str]) -> Generator[None, None, dict[int, float]]:
    """How alike *line* is to each of *others*, where that is enough to pair them."""
    found: dict[int, float] = {}
    for j, other in enumerate(others):
        if j % _LIKENESSES_A_STEP == 0:
            yield
        alike = _likeness(line, other)
        if alike:
            found[j] = alike
    return found


def _alike(left: Sequence[str], right: Sequence[str]) -> Generator[None, None, list[Pair]]:
    """The pairing whose likenesses add up to the most, for at most `WINDOW` lines on either side."""
    if not left or not right or len(left) > WINDOW or len(right) > WINDOW:
        return []
    rows = []
    for line in left:
        rows.append((yield from likenesses(line, right)))
    return (yield from heaviest(len(left), len(right), rows.__getitem__))


def _likeness(left: str, right: str) -> float:
    """How alike two lines are, 0 where it is not enough to pair them."""
    a, b = left[:COMPARED].strip(), right[:COMPARED].strip()
    if not _may_be_alike(len(a), len(b)) or not says_something(a) or not says_something(b):
        return 0.0
    if not _near_in_indent(left, right):
        return 0.0
    # The ratio depends on the order of its arguments; the pairing must not.
    first, second = sorted((a, b))
    in_first, in_second = Counter(first), Counter(second)
    if 2 * (in_first & in_second).total() <= ALIKE * (len(a) + len(b)):
        return 0.0
    ratio = common_share(first, second)
    work = sum(count * in_second[character] for character, count in in_first.items())
    if ratio > ALIKE and work <= MOST_WORK:
        ratio = SequenceMatcher(None, first, second, autojunk=False).ratio()
    return ratio if ratio > ALIKE else 0.0


def common_share(left: Sequence[str], right: Sequence[str]) -> float:
    """Twice the length of a longest common subsequence, over the length of both: never below difflib's ratio."""
    places: dict[str, int] = {}
    for i, one in enumerate(left):
        places[one] = places.get(one, 0) | (1 << i)
    everything = (1 << len(left)) - 1
    row = everything
    for one in right:
        hits = row & places.get(one, 0)
        row = ((row + hits) | (row - hits)) & everything
    total = len(left) + len(right)
    return 2 * (len(left) - row.bit_count()) / total if total else 1.0


def _may_be_alike(left: int, right: int) -> bool:
    """Whether lines of this many characters could be alike at all."""
    return 2 * min(left, right) > ALIKE * (left + right)


def _near_in_indent(left: str, right: str) -> bool:
    return abs(_indent(left) - _indent(right)) <= INDENT_LEVEL


def _indent(line: str) -> int:
    expanded = line[:COMPARED].expandtabs(INDENT_LEVEL)
    return len(expanded) - len(expanded.lstrip())
