"""What a sitting has to show in each file, and its rows before anything is known of how they belong together. Pure."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from app.code.alignment import AlignedRow, Alignment
from app.domain.names import Slot
from app.domain.sitting import Sitting


def paths_of(sitting: Sitting) -> tuple[str, ...]:
    """The paths of the candidates' files in the order in which they are listed; an empty one for bare code."""
    if sitting.files:
        return sitting.files
    paths = dict.fromkeys(file.path for exhibit in sitting.exhibits for file in exhibit.files)
    several = any(len(exhibit.files) > 1 for exhibit in sitting.exhibits)
    return tuple(paths) if several else ("",)


def text_of(sitting: Sitting, slot: Slot, path: str) -> str | None:
    """What a candidate has at *path*; its only file where there is no choice, None where it lacks the file."""
    files = [file for file in sitting.exhibit(slot).files if not path or file.path == path]
    return files[0].content if files else None


def differs(sitting: Sitting, path: str) -> bool:
    """Whether the candidates do not all have the same at *path*."""
    return len({text_of(sitting, exhibit.slot, path) for exhibit in sitting.exhibits}) > 1


def path_of(sitting: Sitting, slot: Slot, path: str) -> str | None:
    """What the file that `text_of` gives is called in the candidate itself; None where it lacks the file."""
    return next((file.path for file in sitting.exhibit(slot).files if not path or file.path == path), None)


def side_by_side(counts: Sequence[int]) -> Iterator[AlignedRow]:
    """Line n beside line n, made while the rows are laid out: before the alignment is there, and for plain reading."""
    unmarked = (None,) * len(counts)
    for lines in zip_longest(*(range(1, count + 1) for count in counts)):
        yield AlignedRow(lines, unmarked)


def unaligned(counts: Sequence[int]) -> Alignment:
    """Stands in for the alignment of files that are not aligned for their size."""
    return Alignment(tuple(side_by_side(counts)), 0, ())
