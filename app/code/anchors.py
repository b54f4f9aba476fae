"""Lines that a person said belong together: they share a row, whatever the alignment would have done.

An anchor holds a line of each source, from 1, or None for a source that has no part in it.
"""

from collections.abc import Iterable, Sequence

from app.errors import UserError

Anchor = tuple[int | None, ...]
NAMES = ("A", "B", "C")


def settled(anchors: Iterable[Anchor], lengths: Sequence[int], *, names: Sequence[str] = NAMES) -> tuple[Anchor, ...]:
    """*anchors* from the top, those that share a line made one. *lengths* are the sources' lines.

    Raises `UserError` where they contradict each other, with *names* for the sources.
    """
    united: list[Anchor] = []
    for anchor in anchors:
        _check(anchor, lengths, names)
        united = _unite(united, anchor, names)
    return _in_order(united, names)


def _check(anchor: Anchor, lengths: Sequence[int], names: Sequence[str]) -> None:
    if len(anchor) != len(lengths) or sum(line is not None for line in anchor) < 2:
        raise UserError("Name a line of at least two candidates to align them.")
    for line, length, name in zip(anchor, lengths, names, strict=False):
        if line is not None and not 1 <= line <= length:
            raise UserError(f"Candidate {name} has no line {line}; it has {length}.")


def _unite(anchors: Sequence[Anchor], anchor: Anchor, names: Sequence[str]) -> list[Anchor]:
    """*anchors* and one more; those that have a line in common with it become one with it."""
    rest: list[Anchor] = []
    for other in anchors:
        if not any(mine is not None and mine == theirs for mine, theirs in zip(anchor, other, strict=True)):
            rest.append(other)
            continue
        if any(None not in (mine, theirs) and mine != theirs for mine, theirs in zip(anchor, other, strict=True)):
            raise UserError(_contradiction(anchor, other, names))
        anchor = tuple(theirs if mine is None else mine for mine, theirs in zip(anchor, other, strict=True))
    return [*rest, anchor]


def _in_order(anchors: Sequence[Anchor], names: Sequence[str]) -> tuple[Anchor, ...]:
    """*anchors* so that the lines of every source rise."""
    waiting = sorted(anchors, key=lambda anchor: tuple(line or 0 for line in anchor))
    ordered: list[Anchor] = []
    while waiting:
        first = next((one for one in waiting if not any(_above(other, one) for other in waiting)), None)
        if first is None:
            one = waiting[0]
            raise UserError(_contradiction(one, next(other for other in waiting if _above(other, one)), names))
        ordered.append(first)
        waiting.remove(first)
    return tuple(ordered)


def _above(anchor: Anchor, other: Anchor) -> bool:
    """Whether a line of *anchor* stands above one of *other* in the same source."""
    return any(
        mine is not None and theirs is not None and mine < theirs for mine, theirs in zip(anchor, other, strict=True)
    )


def _contradiction(anchor: Anchor, other: Anchor, names: Sequence[str]) -> str:
    return (
        f"L{_said(anchor, names)[1:]} cannot share a row while {_said(other, names)} do: "
        "their order would have to change. Undo one of the two."
    )


def _said(anchor: Anchor, names: Sequence[str]) -> str:
    """“line 4 of A and line 9 of B”."""
    return " and ".join(f"line {line} of {name}" for line, name in zip(anchor, names, strict=False) if line is not None)
