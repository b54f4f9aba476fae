"""How the candidates are shown: the mode, the tints, wrapping, folding. A value, and the rules that follow from it."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Self

LEAST_SHARED_PERCENT = 25
NARROW = 1360
WIDE = 1920
NORMAL_SIZE = 13
NARROW_SIZE = 12


class Mode(StrEnum):
    """Rows that are level, panes that scroll by themselves, or line n beside line n without a word on differences."""

    ALIGNED = "aligned"
    FREE = "free"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Look:
    """What was chosen, and what holds where nothing was: *mode* and *wraps* are None until a person chose."""

    mode: Mode | None = None
    wraps: bool | None = None
    is_tinted: bool = True
    is_folded: bool = False
    ignores_blanks: bool = False
    shows_invisibles: bool = False
    size: int = NORMAL_SIZE

    def mode_for(self, shared_percent: int | None) -> Mode:
        """The mode in force; None stands for an alignment that is not there yet."""
        if self.mode is not None:
            return self.mode
        is_low = shared_percent is not None and shared_percent < LEAST_SHARED_PERCENT
        return Mode.FREE if is_low else Mode.ALIGNED

    def wraps_on(self, width: int, shown: int) -> bool:
        """Whether long lines are wrapped: as chosen, else where three share a narrow window."""
        return self.wraps if self.wraps is not None else shown == 3 and width < WIDE

    def size_on(self, width: int, shown: int) -> int:
        """The size of the code in pixels; three in a narrow window get smaller letters unless a size was chosen."""
        return NARROW_SIZE if is_narrow(width, shown) and self.size == NORMAL_SIZE else self.size

    def in_next_mode(self, shared_percent: int | None) -> Self:
        """The next mode of the round; an alignment that was off by itself is turned on first."""
        order = tuple(Mode)
        if self.mode is None and self.mode_for(shared_percent) is Mode.FREE:
            return replace(self, mode=Mode.ALIGNED)
        return replace(self, mode=order[(order.index(self.mode_for(shared_percent)) + 1) % len(order)])


def is_narrow(width: int, shown: int) -> bool:
    """Whether three panes have little room."""
    return shown == 3 and width < NARROW


def views_of(*, mode: Mode, tinted: bool, wrapped: bool, folded: bool, shown: int, panes: int) -> tuple[str, ...]:
    """The names under which views are recorded, in the order of the record."""
    used = [mode.value, "tinted" if tinted else "untinted"]
    if wrapped:
        used.append("wrapped")
    if folded:
        used.append("folded")
    if shown < panes:
        used.append("solo" if shown == 1 else "pair")
    return tuple(used)
