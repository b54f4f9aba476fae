"""What is said between the headers and the code, and beside lines that stand elsewhere. Pure."""

from collections.abc import Iterable, Sequence

from app.code.alignment import Alignment
from app.code.lines import split
from app.code.moved import Moved
from app.code.sameness import sameness
from app.domain.sitting import Exhibit

TIE = " Tie is preselected; change it if the task says otherwise."


def about(alignment: Alignment, exhibits: Sequence[Exhibit], *, everyone: bool, is_off: bool) -> str:
    """The quiet line about *exhibits* as they were compared; *everyone* says that no candidate was left out."""
    if alignment.left_out is not None:
        return str(alignment.left_out)
    several = any(len(exhibit.files) > 1 for exhibit in exhibits)
    files = [{file.path if several else "": split(file.content) for file in one.files} for one in exhibits]
    if same := sameness(files, [exhibit.slot for exhibit in exhibits]):
        is_tie = everyone and all(one == files[0] for one in files)
        return same + (TIE if is_tie else "")
    if is_off and all(any(file.content for file in exhibit.files) for exhibit in exhibits):
        return f"Only {alignment.shared_percent} % shared: alignment is off. Press D to align anyway."
    return ""


def where_else(moved: Iterable[Moved], pane: int, names: Sequence[str]) -> dict[int, str]:
    """For each line of *pane* that stands elsewhere, where; the first place for one that stands in two."""
    words: dict[int, str] = {}
    for block in moved:
        for own, other, first, twin in (
            (block.column, block.other, block.first, block.twin),
            (block.other, block.column, block.twin, block.first),
        ):
            if own != pane:
                continue
            for line in range(block.lines):
                said = f"Stands elsewhere in {names[other]}, at line {twin + line}; M goes there"
                words.setdefault(first + line, said)
    return words
