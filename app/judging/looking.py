"""What a kept attention says: how much of each candidate was looked at, and how the time is put right."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from app.code.lines import split
from app.domain.names import Slot
from app.domain.sitting import Attention, Correction, Exhibit

LONGEST_CORRECTION_MS = 24 * 60 * 60 * 1000


@dataclass(frozen=True, slots=True)
class Unseen:
    """A file of which nothing behind line *after* was seen; *after* is 0 where nothing was, *lines* how many it has."""

    slot: Slot
    path: str
    after: int
    lines: int


def lines_seen(attention: Attention, slot: Slot) -> int:
    """How many lines of an exhibit stood in view for a second."""
    return sum(last - first + 1 for seen in attention.seen if seen.slot is slot for first, last in seen.spans)


def active_ms(attention: Attention, slot: Slot) -> int:
    """How long an exhibit was being read."""
    return sum(spent.active_ms for spent in attention.spent if spent.slot is slot)


def on_screen_ms(attention: Attention, slot: Slot) -> int:
    """How long anything of an exhibit stood in view while the person was there."""
    return sum(spent.on_screen_ms for spent in attention.spent if spent.slot is slot)


def never_reached(attention: Attention, exhibits: Iterable[Exhibit]) -> tuple[Unseen, ...]:
    """The files whose end was never seen: “you never scrolled past line 120 of C”."""
    furthest = {(seen.slot, seen.path): seen.spans[-1][1] for seen in attention.seen if seen.spans}
    unseen = []
    for exhibit in exhibits:
        for file in exhibit.files:
            after, lines = furthest.get((exhibit.slot, file.path), 0), len(split(file.content).lines)
            if after < lines:
                unseen.append(Unseen(exhibit.slot, file.path, after, lines))
    return tuple(unseen)


def corrected(attention: Attention, active_ms: int, reason: str) -> Attention:
    """*attention* with what the evaluator says the time really was; what was measured stays beside it.

    Raises ValueError without a reason, or for a time that no day has.
    """
    if not reason.strip():
        raise ValueError("a correction of the time has a reason")
    if not 0 <= active_ms <= LONGEST_CORRECTION_MS:
        raise ValueError(f"{active_ms} ms is no time that was spent on one task")
    return replace(attention, correction=Correction(active_ms, reason.strip()))


def uncorrected(attention: Attention) -> Attention:
    """*attention* with the measured time alone."""
    return replace(attention, correction=None)
