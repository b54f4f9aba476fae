"""What the palette offers, a row each: commands, findings, tasks, and places in the code; the first also have their keys
in the shortcuts overlay. How rows are found by what is typed. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.domain.draft import Polarity, Severity

FEWEST_LETTERS = 2
"""Fewer letters abbreviate nothing: one begins some word of nearly every title."""


class Offered(StrEnum):
    """What a row stands for."""

    COMMAND = "command"
    FINDING = "finding"
    TASK = "task"
    LINE = "line"
    DEFINITION = "definition"


HEADINGS = {
    Offered.COMMAND: "Actions",
    Offered.FINDING: "Findings",
    Offered.TASK: "Tasks",
    Offered.LINE: "Line",
    Offered.DEFINITION: "Definitions",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One row: what it is called, its keys, what there is to know beside it, and why it cannot be chosen now, if so.

    *id* says to the program which of what is *offered* it is. A *mark* is drawn in the place of the icon.
    """

    id: str
    section: str
    title: str
    keys: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()
    why_not: str | None = None
    note: str = ""
    icon: str = ""
    mark: tuple[Severity | None, Polarity] | None = None
    offered: Offered = Offered.COMMAND

    @property
    def heading(self) -> str:
        """Under which heading of the palette it stands."""
        return "Help" if self.section == "Help" else HEADINGS[self.offered]

    @property
    def beside(self) -> str:
        """What stands beside the title: why it cannot be chosen or, where it can, where it belongs and the note."""
        return self.why_not or "  ·  ".join(filter(None, (self.section, self.note)))

    @property
    def spoken(self) -> str:
        """The row as a screen reader says it."""
        return ", ".join(filter(None, (self.title, self.section, self.why_not or self.note, *self.keys[:1])))


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under one heading."""

    heading: str
    choices: tuple[Choice, ...]


def matches(choice: Choice, wanted: str) -> bool:
    """Whether every word of *wanted* begins a word of the title, section or synonyms, or stands inside the title."""
    words = " ".join((choice.title, choice.section, *choice.synonyms)).casefold().split()
    title = choice.title.casefold()
    return all(part in title or any(word.startswith(part) for word in words) for part in wanted.casefold().split())


def distance(choice: Choice, wanted: str) -> int | None:
    """How far *choice* is from what is *wanted*, 0 for nearest; None where it is not meant.

    Nearest is what begins like that, then what has words that do, what holds it, what is called so otherwise, and last what
    it may abbreviate (“nfi” for “New finding”).
    """
    parts = wanted.casefold().split()
    title = choice.title.casefold()
    words = title.split()
    if title.startswith(" ".join(parts)):
        return 0
    if all(any(word.startswith(part) for word in words) for part in parts):
        return 1
    if all(part in title for part in parts):
        return 2
    if matches(choice, wanted):
        return 3
    letters = "".join(parts)
    return 4 if len(letters) >= FEWEST_LETTERS and _abbreviates(letters, words) else None


def found(choices: Iterable[Choice], wanted: str, first: Sequence[str] = ()) -> tuple[Choice, ...]:
    """Those that are meant by *wanted*, nearest first, what can be chosen before what cannot.

    Of those that are equally near, the ids in *first* come first, in their order. If anything else is meant, what *wanted*
    could only abbreviate is left out.
    """
    order = {name: place for place, name in enumerate(first)}
    near = [(far, choice) for choice in choices if (far := distance(choice, wanted)) is not None]
    nearest = [one for one in near if one[0] < 4] or near
    nearest.sort(key=lambda one: (one[0], one[1].why_not is not None, order.get(one[1].id, len(order))))
    return tuple(choice for _, choice in nearest)


def in_groups(choices: Iterable[Choice]) -> tuple[Group, ...]:
    """The same rows under their headings, each where its first row was; Help comes last."""
    groups: dict[str, list[Choice]] = {}
    for choice in choices:
        groups.setdefault(choice.heading, []).append(choice)
    headings = sorted(groups, key=lambda heading: heading == "Help")
    return tuple(Group(heading, tuple(groups[heading])) for heading in headings)


def _abbreviates(letters: str, words: Sequence[str]) -> bool:
    """Whether *letters* are made of beginnings of some of *words*, in their order."""
    if not letters:
        return True
    if len(letters) > sum(map(len, words)):
        return False
    word, rest = words[0], words[1:]
    common = next((n for n, (one, other) in enumerate(zip(letters, word, strict=False)) if one != other), None)
    longest = min(len(letters), len(word)) if common is None else common
    return any(_abbreviates(letters[n:], rest) for n in range(longest, -1, -1))
