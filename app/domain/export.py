"""What leaves as a file: what would stand in it, and what was written."""

from dataclasses import dataclass
from pathlib import Path

WHY_DROPPED = {
    "retracted": "taken back",
    "cannot_judge": "could not be judged",
    "unblinded": "made after unsealing",
    "unknown_rubric": "of a rubric that is not here",
}
"""The reasons for which a judgment gives nothing to a format, in words."""


@dataclass(frozen=True, slots=True)
class ExportReport:
    """Where an export went and what it holds; *dropped* counts what was left out, by the reasons in `WHY_DROPPED`.

    *escaped* counts cells that were changed so that no program acts on them; None where nothing ever is.
    """

    path: Path
    judgments: int
    findings: int
    dropped: dict[str, int]
    escaped: int | None = None
    tasks: int = 0


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Bytes of a file that would be written, under a *title* of their own where it holds several."""

    title: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Survey:
    """What an export would hold, found out without writing anything.

    *excerpts* are the bytes themselves, all of them where *is_whole* says so. *files* is how many there would be, with
    *file_name* as the name of one. *problems* are sentences about what its own format would refuse. *must_be_seen* says
    that nothing has left this computer yet, so that somebody has to look at it before the first does.
    """

    file_name: str
    judgments: int
    findings: int
    tasks: int
    dropped: dict[str, int]
    escaped: int | None
    problems: tuple[str, ...]
    excerpts: tuple[Excerpt, ...]
    is_whole: bool = False
    files: int = 1
    must_be_seen: bool = False

    @property
    def is_empty(self) -> bool:
        return not (self.judgments or self.tasks) and not (self.is_whole and self.excerpts)


@dataclass(frozen=True, slots=True)
class Counts:
    """Judgments of the evaluator's own: “412 saved · 400 received · 12 waiting” for a receipt that names all their events.

    *events_waiting* counts events of every kind, so that a retraction that waits is seen as well.
    """

    saved: int
    received: int
    waiting: int
    events_waiting: int

    def in_words(self) -> str:
        said = f"{self.saved} saved · {self.received} received · {self.waiting} waiting"
        if self.events_waiting and not self.waiting:
            said += f" ({self.events_waiting} {'event' if self.events_waiting == 1 else 'events'} not received yet)"
        return said
