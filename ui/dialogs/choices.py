"""A command as the palette and the shortcuts overlay show it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Choice:
    """One row: what it is called, its keys, what there is to know beside it, and why it cannot be chosen now, if so."""

    id: str
    section: str
    title: str
    keys: tuple[str, ...]
    synonyms: tuple[str, ...] = ()
    why_not: str | None = None
    note: str = ""

    @property
    def beside(self) -> str:
        """What stands beside the title: why it cannot be chosen or, where it can, where it belongs and the note."""
        return self.why_not or "  ·  ".join(filter(None, (self.section, self.note)))

    @property
    def spoken(self) -> str:
        """The row as a screen reader says it."""
        return ", ".join(filter(None, (self.title, self.section, self.why_not or self.note, *self.keys[:1])))


def matches(choice: Choice, wanted: str) -> bool:
    """Whether every word of *wanted* begins a word of the title, section or synonyms, or stands inside the title."""
    words = " ".join((choice.title, choice.section, *choice.synonyms)).casefold().split()
    title = choice.title.casefold()
    return all(part in title or any(word.startswith(part) for word in words) for part in wanted.casefold().split())
