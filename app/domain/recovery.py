"""What a damaged workspace leaves to choose from, as the recovery screen and the terminal show it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from app.domain.names import Instant
from app.errors import BusyError, ForeignError, NewerError, WorkspaceError

Clock = Callable[[Instant], str]
"""How a person near here writes a moment."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup of a workspace that can be restored; *events* counts what its log holds."""

    path: Path
    made_at: Instant
    events: int


@dataclass(frozen=True, slots=True)
class Recovery:
    """A damaged or vanished workspace: *damage* says what was found, in words, with its full stop.

    *backups* come newest first. *in_journal* counts the events of the second copy, from which a restored backup is
    brought up to date; whatever can still be read of the damaged file is added as well.
    """

    workspace: Path
    damage: str
    backups: tuple[Backup, ...]
    in_journal: int

    def choices(self, clock: Clock) -> tuple[str, ...]:
        """What can be done about it, the best first, as labels: the newest backup if there is one, then what is left."""
        restore = [f"restore the backup from {clock(self.backups[0].made_at)}"] if self.backups else []
        return (*restore, "export what can be read")

    def sentence(self, clock: Clock) -> str:
        """One line for the recovery screen: “Damaged: restore the backup from 09:40 · Export what can be read”."""
        first, *others = self.choices(clock)
        return " · ".join([f"Damaged: {first}", *(choice.capitalize() for choice in others)])


class Way(StrEnum):
    """Something that can be done about a workspace that cannot be opened."""

    RESTORE = "restore"
    CHOOSE_BACKUP = "choose_backup"
    REBUILD = "rebuild"
    EXPORT = "export"
    SWITCH = "switch"
    TRY_AGAIN = "try_again"
    READ = "read"
    OPEN_OTHER = "open_other"
    QUIT = "quit"


def ways_out(error: WorkspaceError) -> tuple[Way, ...]:
    """What can be done about *error*, the best first."""
    match error:
        case DamagedError():
            backups = len(error.recovery.backups)
            restore = (Way.RESTORE,) if backups else ()
            others = (Way.CHOOSE_BACKUP,) if backups > 1 else ()
            ways: tuple[Way, ...] = (*restore, Way.EXPORT, *others, Way.REBUILD)
        case BusyError():
            ways = (Way.SWITCH, Way.TRY_AGAIN, Way.READ)
        case NewerError():
            ways = (Way.EXPORT,)
        case ForeignError():
            ways = ()
        case _:
            ways = (Way.TRY_AGAIN,)
    return (*ways, Way.OPEN_OTHER, Way.QUIT)


@dataclass(frozen=True, slots=True)
class Restored:
    """What stands in the workspace's place now, and where what stood there before is kept.

    Of the *events* in its log, *from_journal* were brought back from the journal and *salvaged* from the damaged file.
    *tasks* are those that are there.
    """

    path: Path
    store_id: str
    events: int
    from_journal: int
    salvaged: int
    tasks: int
    kept_aside: tuple[Path, ...]


class DamagedError(WorkspaceError):
    """The workspace is damaged or gone; *recovery* holds what there is to choose from."""

    def __init__(self, recovery: Recovery) -> None:
        self.recovery = recovery
        super().__init__(f"{recovery.damage} {_way_out(recovery)}")


def local_clock(today: datetime) -> Clock:
    """Moments in the time zone of *today*: the time alone for that day, the date too for others."""

    def written(moment: Instant) -> str:
        local = datetime.fromisoformat(moment.replace("Z", "+00:00")).astimezone(today.tzinfo)
        return local.strftime("%H:%M" if local.date() == today.date() else "%Y-%m-%d %H:%M")

    return written


def _way_out(recovery: Recovery) -> str:
    if recovery.backups:
        newest = recovery.backups[0]
        return (
            f"Restore the backup from {newest.made_at} with `diptych restore {newest.path.name}`, "
            "or save what can be read with `diptych restore --salvage`."
        )
    return "There is no backup of it; save what can be read with `diptych restore --salvage`."
