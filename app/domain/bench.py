"""A task laid out for work: what stands before the evaluator, and what was said about it before."""

from dataclasses import dataclass

from app.domain.draft import Draft
from app.domain.judgment import EventType
from app.domain.names import Instant, Slot
from app.domain.sitting import Attention, Place, Sitting


@dataclass(frozen=True, slots=True)
class LastEvent:
    """What the log says last about a task: *reason* is the word of a skip or of a retraction."""

    type: EventType
    at: Instant
    reason: str | None


@dataclass(frozen=True, slots=True)
class Bench:
    """A task laid out for work: its sitting, the draft as it was left, and the place in it.

    *is_submitted* says that the draft is a judgment handed in before, shown for reading; *is_fresh* that nothing was
    said yet, and the draft is what a task begins with. *last* is None as long as nothing was handed in or skipped.
    *origins* says which model wrote what stands where, only beside a judgment that was handed in, once its set is unsealed.
    """

    sitting: Sitting
    draft: Draft
    place: Place | None
    attention: Attention
    is_submitted: bool
    is_fresh: bool = False
    last: LastEvent | None = None
    origins: tuple[tuple[Slot, str | None], ...] | None = None
