"""What a check is, and what it says when it fires."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from app.domain.names import Slot
from app.domain.references import Reference, escaped, spelled
from app.judging.checks.subject import Subject

Level = Literal["hint", "ask", "report"]


@dataclass(frozen=True, slots=True)
class Remark:
    """What a check found.

    *message* is for the screen and names candidates by letter; *evidence* is stored and names them by reference, so
    that they become candidate ids with everything else. *level* is given where it differs from the check's own.
    """

    message: str
    evidence: str
    level: Level | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """A soft rule. *look* yields what it finds; the first remark is the one that is made.

    *version* is raised whenever the rule, its thresholds or its words change, so that stored answers stay comparable.
    """

    check: str
    version: int
    level: Level
    look: Callable[[Subject], Iterator[Remark]]


@dataclass(frozen=True, slots=True)
class Fired:
    """A check that fired on a draft: *hint* is shown quietly, *ask* is asked once, *report* is only recorded."""

    check: str
    version: int
    level: Level
    message: str
    evidence: str


def told(slot: Slot) -> str:
    """How stored evidence names a candidate."""
    return spelled(Reference(slot))


def plain(text: str) -> str:
    """*text* as part of stored evidence: nothing in it reads as a reference."""
    return escaped(text)


def tenths(number: float) -> str:
    """*number* with one digit behind the point, none where it is 0."""
    return f"{number:.1f}".removesuffix(".0")


def listed(words: tuple[str, ...], last: str = "and") -> str:
    """“A”, “A and B”, “A, B and C”."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}"
