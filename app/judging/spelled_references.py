"""References as people type them: `A:33`, `A:33-43`, `A:file.py#33`, `@A`, “candidate A”."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.domain.names import Slot
from app.domain.references import Reference, spelled

_LINES = r":(?:(?P<{0}path>[^\s#:{{}}]+)#)?(?P<{0}first>[1-9]\d{{0,5}})(?:[-–](?P<{0}last>[1-9]\d{{0,5}}))?(?!\w|:\w)"
_SPELLED = re.compile(
    rf"(?:(?<![\w@{{:])@|\b[Cc]andidate )(?P<named>[ABC])(?!\w)(?:{_LINES.format('named_')})?"
    rf"|(?<![\w@{{:])(?P<slot>[ABC]){_LINES.format('')}"
)


@dataclass(frozen=True, slots=True)
class SpelledReference:
    """A reference that is typed out, and where in its text it starts and ends."""

    reference: Reference
    start: int
    end: int


def spelled_references(text: str, slots: Sequence[Slot]) -> Iterator[SpelledReference]:
    """The references to one of *slots* that are typed out in *text*, in order."""
    for found in _SPELLED.finditer(text):
        said = "named_" if found["named"] else ""
        slot, path = found["named"] or found["slot"], found[f"{said}path"]
        first = int(found[f"{said}first"]) if found[f"{said}first"] else None
        last = int(found[f"{said}last"]) if found[f"{said}last"] else first
        is_backwards = first is not None and last is not None and last < first
        if slot in slots and not is_backwards:
            yield SpelledReference(Reference(slot, first, last, path), found.start(), found.end())


def with_spelled_references(text: str, slots: Sequence[Slot], *, reading: str | None = None) -> str:
    """The stored *text* with each reference that is typed out in it as one.

    *reading* is the same text with what is not to be read for references blanked out, to the letter as long.
    """
    for one in reversed(tuple(spelled_references(text if reading is None else reading, slots))):
        text = text[: one.start] + spelled(one.reference) + text[one.end :]
    return text
