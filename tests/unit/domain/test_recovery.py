"""Whatever keeps a workspace from being opened leaves a way out."""

from pathlib import Path

import pytest

from app.domain.names import Instant
from app.domain.recovery import Backup, DamagedError, Recovery, Way, ways_out
from app.errors import BusyError, DiskFullError, ForeignError, NewerError, ReadOnlyError, WorkspaceError

BACKUP = Backup(Path("work-1.diptych"), Instant("2026-01-01T09:40:00.000Z"), 3)


def damaged(*backups: Backup) -> DamagedError:
    return DamagedError(Recovery(Path("work.diptych"), "It is damaged.", backups, 5))


@pytest.mark.parametrize(
    ("error", "ways"),
    [
        (damaged(), (Way.EXPORT, Way.REBUILD)),
        (damaged(BACKUP), (Way.RESTORE, Way.EXPORT, Way.REBUILD)),
        (damaged(BACKUP, BACKUP), (Way.RESTORE, Way.EXPORT, Way.CHOOSE_BACKUP, Way.REBUILD)),
        (BusyError("in use"), (Way.SWITCH, Way.TRY_AGAIN, Way.READ)),
        (NewerError("newer"), (Way.EXPORT,)),
        (ForeignError("foreign"), ()),
        (ReadOnlyError("read-only"), (Way.TRY_AGAIN,)),
        (DiskFullError("full"), (Way.TRY_AGAIN,)),
        (WorkspaceError("never finished"), (Way.TRY_AGAIN,)),
    ],
)
def test_every_refusal_has_its_ways_out_and_another_workspace_last(
    error: WorkspaceError, ways: tuple[Way, ...]
) -> None:
    assert ways_out(error) == (*ways, Way.OPEN_OTHER, Way.QUIT)
