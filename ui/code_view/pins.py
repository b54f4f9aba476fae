"""Lines that were aligned by hand: which ones belong to a file, and whether another one contradicts them. Pure."""

from collections.abc import Iterable, Sequence

from app.code.anchors import Anchor, settled
from app.domain.names import Slot
from app.domain.sitting import Pin
from ui.code_view.content import PaneContent


def anchors(pins: Iterable[Pin], path: str, contents: Sequence[PaneContent]) -> tuple[Anchor, ...]:
    """The lines of the file at *path* that are held beside each other, by pane."""
    return tuple(tuple(_line(pin, content.slot) for content in contents) for pin in pins if pin.path == path)


def check(pins: Iterable[Pin], path: str, contents: Sequence[PaneContent]) -> None:
    """Raises UserError where *pins* contradict each other."""
    settled(
        anchors(pins, path, contents),
        [content.lines for content in contents],
        names=[content.slot or content.name for content in contents],
    )


def pinned_lines(pins: Iterable[Pin], path: str, slot: Slot | None) -> frozenset[int]:
    """The lines of one candidate that are aligned by hand."""
    lines = (_line(pin, slot) for pin in pins if pin.path == path)
    return frozenset(line for line in lines if line is not None)


def without(pins: Iterable[Pin], path: str, slot: Slot | None, line: int) -> tuple[Pin, ...]:
    """*pins* without those at *line* of a candidate; where none is there, without all of the file."""
    kept: list[Pin] = []
    here: list[Pin] = []
    for pin in pins:
        (here if pin.path == path else kept).append(pin)
    elsewhere = [pin for pin in here if _line(pin, slot) != line]
    return tuple(kept) if len(elsewhere) == len(here) else (*kept, *elsewhere)


def said(pin: Pin) -> str:
    """The lines as they are cited: A:3 and B:1."""
    return " and ".join(f"{slot}:{line}" for slot, line in pin.lines)


def _line(pin: Pin, slot: Slot | None) -> int | None:
    """The line that *pin* holds in a pane; none where no candidate stands."""
    return None if slot is None else pin.line_of(slot)
