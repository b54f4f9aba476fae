"""What a check is, and what it says when it fires."""

from collections.abc import Callable, Iterable, Iterator
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
    that they become candidate ids with everything else: a line for each thing found. *level* is given where it differs
    from the check's own.
    """

    message: str
    evidence: str
    level: Level | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """A soft rule. *look* yields all that it finds; the first remark is the one that is made.

    What comes first may follow the order on screen, and never that of the task file, which could hint at the models.

    *version* is raised whenever the rule, its thresholds or its words change, so that stored answers stay comparable.
    """

    check: str
    version: int
    level: Level
    look: Callable[[Subject], Iterator[Remark]]


@dataclass(frozen=True, slots=True)
class Fired:
    """A check that fired on a draft: *hint* is shown quietly, *ask* is asked once, *report* is only recorded.

    *message* is the first remark's, *evidence* has the lines of all.
    """

    check: str
    version: int
    level: Level
    message: str
    evidence: str


def told(slot: Slot) -> str:
    """How stored evidence names a candidate."""
    return spelled(Reference(slot))


def told_each(slots: Iterable[Slot], what: str) -> str:
    """A line of evidence for each of *slots*; *what* has “{}” in the place of the name."""
    return "\n".join(what.replace("{}", told(slot)) for slot in slots)


def plain(text: str) -> str:
    """*text* as part of stored evidence: on one line, and nothing in it reads as a reference."""
    return escaped(" ".join(text.split()))


def tenths(number: float) -> str:
    """*number* with one digit behind the point, none where it is 0."""
    return f"{number:.1f}".removesuffix(".0")


def listed(words: tuple[str, ...], last: str = "and") -> str:
    """“A”, “A and B”, “A, B and C”."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}"
