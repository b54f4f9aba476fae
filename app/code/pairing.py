"""Which lines of two sources are versions of each other: alike, but not the same.

`difflib.SequenceMatcher` says how alike two lines are. What it costs depends on the lines: where two would take too long,
their longest common subsequence decides, which is never below difflib's likeness and always quick.
"""

import re
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from app.code.matching import Pair
from app.code.numbering import says_something

ALIKE = 0.62
WINDOW = 60
INDENT_LEVEL = 4
COMPARED = 400
"""Characters of a line that are compared."""
MOST_WORK = 6_000
"""Pairs of equal characters of two lines, up to which difflib decides; it looks at all of them several times."""
REMEMBERED = 1_024
"""Lines and pairs of lines whose comparison is kept: the same ones meet again among three, and where code repeats."""
_LINES_A_STEP = 500
_CHARACTERS_A_STEP = 3_000

_DEFINITION = re.compile(
    r"\s*(?:(?:export|default|public|private|protected|internal|static|final|abstract|async|pub(?:\([^)]*\))?|"
    r"override|virtual|inline|unsafe|const)\s+)*"
    r"(?:def|class|func|fn|function|interface|struct|enum|trait|impl|type|module|namespace|protocol|object|record)\s+"
    r"(?:\([^)]*\)\s*)?([A-Za-z_$][\w$]*)"
)


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


def likenesses(left: Sequence[str], right: Sequence[str]) -> Generator[None, None, list[dict[int, float]]]:
    """For each line on the left, how alike those on the right are to it, where that is enough to pair them."""
    comparable = [_comparable(line[:COMPARED]) for line in right]
    rows: list[dict[int, float]] = []
    waiting = 0
    for line in (_comparable(one[:COMPARED]) for one in left):
        row: dict[int, float] = {}
        for j, other in enumerate(comparable):
            if not line.may_be_like(other):
                continue
            if likeness := _likeness(line, other):
                row[j] = likeness
            waiting += len(other.text)
            if waiting > _CHARACTERS_A_STEP:
                waiting = 0
                yield
        rows.append(row)
    return rows


@dataclass(frozen=True, slots=True)
class _Comparable:
    """What comparing a line needs again and again: its text without the ends, its depth, its characters' places as bits."""

    text: str
    indent: int
    says: bool
    places: dict[str, int]

    def may_be_like(self, other: "_Comparable") -> bool:
        """Whether length and depth allow the two to be alike."""
        shortest, longest = sorted((len(self.text), len(other.text)))
        return (
            2 * shortest > ALIKE * (shortest + longest)
            and abs(self.indent - other.indent) <= INDENT_LEVEL
            and self.says
            and other.says
        )


@lru_cache(maxsize=REMEMBERED)
def _comparable(line: str) -> _Comparable:
    """*line*, of which no more than `COMPARED` characters are looked at."""
    text = line.strip()
    return _Comparable(text, _indent(line), says_something(text), _bits(text))


def _likeness(left: _Comparable, right: _Comparable) -> float:
    """How alike two lines are, 0 where it is not enough to pair them."""
    # The ratio depends on the order of its arguments; the pairing must not.
    return _ratio(left.text, right.text) if left.text <= right.text else _ratio(right.text, left.text)


@lru_cache(maxsize=REMEMBERED)
def _ratio(text: str, other: str) -> float:
    first, second = _comparable(text), _comparable(other)
    ratio = _common_share(first.places, len(text), other)
    if ratio > ALIKE and _work(first, second) <= MOST_WORK:
        ratio = SequenceMatcher(None, text, other, autojunk=False).ratio()
    return ratio if ratio > ALIKE else 0.0


def _common_share(places: Mapping[str, int], length: int, other: str) -> float:
    """Twice the length of a longest common subsequence, over the length of both: never below difflib's ratio."""
    everything = row = (1 << length) - 1
    for character in other:
        hits = row & places.get(character, 0)
        if hits:
            row = (row + hits) | (row - hits)
    gained = length - (row & everything).bit_count()
    return 2 * gained / (length + len(other))


def _work(left: _Comparable, right: _Comparable) -> int:
    """How many pairs of equal characters the two have."""
    return sum(bits.bit_count() * right.places.get(character, 0).bit_count() for character, bits in left.places.items())


def _bits(text: str) -> dict[str, int]:
    """For each character the places where it stands, as bits."""
    places: dict[str, int] = {}
    for index, character in enumerate(text):
        places[character] = places.get(character, 0) | (1 << index)
    return places


def _near_in_indent(left: str, right: str) -> bool:
    return abs(_indent(left) - _indent(right)) <= INDENT_LEVEL


def _indent(line: str) -> int:
    expanded = line[:COMPARED].expandtabs(INDENT_LEVEL)
    return len(expanded) - len(expanded.lstrip())
