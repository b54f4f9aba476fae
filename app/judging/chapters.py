"""Names and values in chapters, to be read by a person and to be copied."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that is told: what it is called, its value in words and, where that needs saying, what it is for."""

    name: str
    value: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Chapter:
    """Things that belong together."""

    title: str
    entries: tuple[Entry, ...]


def as_text(chapters: Iterable[Chapter]) -> str:
    """*chapters* as plain text, to be copied."""
    return "\n\n".join("\n".join((one.title, *map(_as_text, one.entries))) for one in chapters) + "\n"


def _as_text(entry: Entry) -> str:
    return f"{entry.name}: {entry.value}" + (f"\n    {entry.why}" if entry.why else "")
