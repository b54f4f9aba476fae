"""What there is to fall back on when a workspace turns out damaged."""

from pathlib import Path

from app.domain.recovery import DamagedError, Recovery
from app.store.backups import listed
from app.store.journal import journal_of, read_lines
from app.store.log import link_of


def damaged(path: Path, damage: str) -> DamagedError:
    """The refusal of the workspace *path*, of which *damage* says what is wrong, with every way out that there is."""
    return DamagedError(Recovery(path, damage, listed(path), events_in_journal(path)))


def leaves_traces(path: Path, *, in_journal: bool = False) -> bool:
    """Whether *path* was a workspace once: its journal holds events or, unless only that counts, it has backups."""
    return events_in_journal(path) > 0 or (not in_journal and bool(listed(path)))


def events_in_journal(path: Path) -> int:
    """How many whole events the journal of the workspace *path* holds."""
    try:
        return sum(link_of(line) is not None for line in read_lines(journal_of(path)))
    except OSError:
        return 0
