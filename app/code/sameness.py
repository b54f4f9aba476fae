"""Whether candidates are identical, or differ in nothing that is seen at a glance, in words.

What may differ: line ends, the tabs or blanks at the beginning of lines, blanks at their end, the final newline. Indentation
counts as the same only where one kind stands for the other throughout: a line that has moved a level is a change.
"""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from itertools import combinations, pairwise

from app.code.lines import Source

_INDENT = re.compile(r"[ \t]*")
_BLANKS = " \t"
_TAB = 8


class Unseen(StrEnum):
    """A difference that a reader does not see, in the words of a sentence."""

    LINE_ENDS = "line ends"
    INDENTATION = "the indentation"
    TRAILING = "blanks at the ends of lines"
    FINAL_NEWLINE = "the final newline"


Files = Mapping[str, Source]
"""The files of a candidate by path; the path of an only file is empty."""


def differ_only_in(left: Files, right: Files) -> tuple[Unseen, ...] | None:
    """What *left* and *right* differ in; nothing where they are identical, None where they differ in more."""
    if left.keys() != right.keys():
        return None
    found: set[Unseen] = set()
    for path, source in left.items():
        unseen = _of_file(source, right[path])
        if unseen is None:
            return None
        found |= unseen
    return tuple(kind for kind in Unseen if kind in found)


def sameness(candidates: Sequence[Files], names: Sequence[str] = ("A", "B", "C")) -> str:
    """What is the same among *candidates*, in a sentence; empty where every two of them differ in more."""
    pairs = {
        (i, j): unseen
        for i, j in combinations(range(len(candidates)), 2)
        if (unseen := differ_only_in(candidates[i], candidates[j])) is not None
    }
    if len(candidates) > 1 and len(pairs) == len(candidates) * (len(candidates) - 1) // 2:
        together = {kind for unseen in pairs.values() for kind in unseen}
        who = f"{names[0]} and {names[1]}" if len(candidates) == 2 else "All candidates"
        return f"{who} are identical{_but_for(together)}."
    said = [f"{names[i]} and {names[j]} are identical{_but_for(set(unseen))}." for (i, j), unseen in pairs.items()]
    return " ".join(said)


def _but_for(unseen: set[Unseen]) -> str:
    words = [kind.value for kind in Unseen if kind in unseen]
    if not words:
        return ""
    return f" but for {', '.join(words[:-1])}{' and ' if len(words) > 1 else ''}{words[-1]}"


def _of_file(left: Source, right: Source) -> set[Unseen] | None:
    if len(left.lines) != len(right.lines):
        return None
    found: set[Unseen] = set()
    for mine, theirs in zip(left.ends, right.ends, strict=True):
        if mine != theirs:
            found.add(Unseen.LINE_ENDS if mine and theirs else Unseen.FINAL_NEWLINE)
    depths: dict[int, int] = {}
    for one, other in zip(left.lines, right.lines, strict=True):
        a, b = one.rstrip(_BLANKS), other.rstrip(_BLANKS)
        if (one[len(a) :]) != (other[len(b) :]):
            found.add(Unseen.TRAILING)
        if not a and not b:
            continue
        indent, its = _indent(a), _indent(b)
        depth = _depth(its)
        if a[len(indent) :] != b[len(its) :] or depths.setdefault(_depth(indent), depth) != depth:
            return None
        if indent != its:
            found.add(Unseen.INDENTATION)
    return found if _keeps_order(depths) else None


def _indent(line: str) -> str:
    match = _INDENT.match(line)
    return match[0] if match else ""


def _depth(indent: str) -> int:
    return len(indent.expandtabs(_TAB))


def _keeps_order(depths: Mapping[int, int]) -> bool:
    """Whether what is deeper on one side is deeper on the other, and what is not indented on one is on neither."""
    rising = all(there < there_too for (_, there), (_, there_too) in pairwise(sorted(depths.items())))
    return rising and all((here == 0) == (there == 0) for here, there in depths.items())
