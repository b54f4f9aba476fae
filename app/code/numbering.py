"""Lines as numbers, so that comparing two of them costs nothing: the same number for the same line.

A line has two numbers: one that it shares with lines that are the same to the last blank, and one that it shares with
lines that differ in white space only.
"""

import re
from collections import Counter
from collections.abc import Generator, Sequence
from dataclasses import dataclass

from app.code.matching import STEP

LONGEST_FOLDED = 10_000
"""Characters; a longer line is the same as another only to the last blank."""
_SAYING = re.compile(r"[^\W_]")


@dataclass(frozen=True, slots=True)
class Numbered:
    """The lines of one source with their numbers; *says* is whether a line has a letter or a digit."""

    lines: Sequence[str]
    exact: Sequence[int]
    folded: Sequence[int]
    says: Sequence[bool]

    def __len__(self) -> int:
        return len(self.lines)

    def part(self, start: int, end: int) -> "Numbered":
        """The lines from *start* to *end* (excluded)."""
        if start == 0 and end == len(self.lines):
            return self
        return Numbered(self.lines[start:end], self.exact[start:end], self.folded[start:end], self.says[start:end])


def numbered(texts: Sequence[Sequence[str]]) -> Generator[None, None, tuple[Numbered, ...]]:
    """The lines of all *texts*, numbered alike."""
    known: dict[str, int] = {}
    folds: dict[str, int] = {}
    fold_of: list[int] = []
    speaks: list[bool] = []
    found: list[Numbered] = []
    seen = 0
    for lines in texts:
        exact: list[int] = []
        for line in lines:
            number = known.setdefault(line, len(known))
            exact.append(number)
            if number == len(fold_of):
                fold_of.append(folds.setdefault(folded(line), len(folds)))
                speaks.append(says_something(line))
                seen += 4 + len(line) // 50
            seen += 1
            if seen > STEP:
                seen = 0
                yield
        yield
        loose = [fold_of[number] for number in exact]
        found.append(Numbered(lines, exact, loose, [speaks[number] for number in exact]))
    return tuple(found)


def folded(line: str) -> str:
    """*line* without white space: what is equal so differs in white space only."""
    return "".join(line.split()) if len(line) <= LONGEST_FOLDED else line


def says_something(line: str) -> bool:
    """Whether there is a letter or a digit in *line*."""
    return _SAYING.search(line) is not None


def is_reindented(left: Numbered, right: Numbered) -> bool:
    """Whether most of what both have stands deeper or less deep on one side, so that depth tells nothing.

    Judged by the beginning of both.
    """
    a, b = left.part(0, min(STEP, len(left))), right.part(0, min(STEP, len(right)))
    return 2 * _shared(a.exact, b.exact, a.says) < _shared(a.folded, b.folded, a.says)


def _shared(left: Sequence[int], right: Sequence[int], says: Sequence[bool]) -> int:
    telling = Counter(number for number, one in zip(left, says, strict=True) if one)
    return (telling & Counter(right)).total()
