"""What a reference points at: the lines themselves, or why there are none."""

from collections.abc import Sequence
from functools import lru_cache

from app.code.lines import split
from app.domain.names import SLOTS, Slot
from app.domain.references import Reference
from app.domain.sitting import Exhibit
from app.domain.task import File


def cited_lines(reference: Reference, exhibits: Sequence[Exhibit]) -> tuple[str, ...] | None:
    """The lines that *reference* points at, none of them for a whole candidate; None where they do not exist."""
    exhibit = _exhibit(reference, exhibits)
    if exhibit is None:
        return None
    if reference.first is None:
        return ()
    file = _file(reference, exhibit)
    last = reference.last or reference.first
    if file is None or not reference.first <= last <= len(_lines(file.content)):
        return None
    return _lines(file.content)[reference.first - 1 : last]


def citation_in_words(reference: Reference, exhibits: Sequence[Exhibit]) -> str:
    """The first line of code that is meant; where there is none, what is wrong with *reference*."""
    exhibit = _exhibit(reference, exhibits)
    if exhibit is None:
        return f"There is no candidate {reference.name} here."
    if reference.first is None:
        total = sum(len(_lines(file.content)) for file in exhibit.files)
        return f"Candidate {exhibit.slot}, {'1 line' if total == 1 else f'{total} lines'}"
    file = _file(reference, exhibit)
    if file is None:
        return f"{exhibit.slot} has several files: cite with Q in the code, which names the file."
    lines = cited_lines(reference, exhibits)
    if lines is None:
        count = len(_lines(file.content))
        return f"{exhibit.slot} has {'1 line' if count == 1 else f'{count} lines'} there; mend the numbers."
    return next((f"{number}  {line.strip()}" for number, line in enumerate(lines, reference.first) if line.strip()), "")


def _exhibit(reference: Reference, exhibits: Sequence[Exhibit]) -> Exhibit | None:
    slot = Slot(reference.name) if reference.name in SLOTS else None
    return next((exhibit for exhibit in exhibits if exhibit.slot is slot), None)


def _file(reference: Reference, exhibit: Exhibit) -> File | None:
    if len(exhibit.files) == 1 and reference.path in (None, exhibit.files[0].path):
        return exhibit.files[0]
    return next((file for file in exhibit.files if file.path == reference.path), None)


@lru_cache(maxsize=16)
def _lines(text: str) -> tuple[str, ...]:
    return split(text).lines
