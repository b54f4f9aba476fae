"""The desk keeps the workspace safe by itself: backups, and what was found while it was opened."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from app.store.journal import journal_of
from tests.torture.scene import a_judged_workspace
from ui.desk import Desk
from ui.desk.safeguarding import Safeguarding


def opened(qtbot: QtBot, path: Path, told: list[str]) -> Desk:
    desk = Desk()

    desk.warned.connect(told.extend)
    with qtbot.waitSignal(desk.workspace_opened):
        desk.open_workspace(path, resume=False)
    return desk


def backups(path: Path) -> list[Path]:
    return sorted(path.parent.glob("backups/work-*.diptych"))


def test_a_workspace_that_has_changed_is_backed_up_when_it_was_opened(qtbot: QtBot, tmp_path: Path) -> None:
    path = a_judged_workspace(tmp_path / "work.diptych", 3)
    told: list[str] = []
    for _ in range(2):
        desk = opened(qtbot, path, told)
        qtbot.waitUntil(lambda: len(backups(path)) == 1)
        desk.close()
        assert told == []


def test_what_was_put_back_is_told_and_so_is_what_the_look_through_finds(qtbot: QtBot, tmp_path: Path) -> None:
    path = a_judged_workspace(tmp_path / "work.diptych", 3)
    journal = journal_of(path)
    lines = journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(b"".join([*lines[:1], b"no event\n", *lines[2:]]))
    told: list[str] = []
    desk = opened(qtbot, path, told)
    qtbot.waitUntil(lambda: len(told) == 1)
    assert "The journal of work.diptych was damaged" in told[0]

    journal.unlink()
    part = desk.findChild(Safeguarding)
    assert isinstance(part, Safeguarding)
    part.examine()
    qtbot.waitUntil(lambda: len(told) == 2)
    assert "is missing: the second copy of the log" in told[1]
    desk.close()


def test_after_fifty_judgments_there_is_another_backup(qtbot: QtBot, tmp_path: Path) -> None:
    path = a_judged_workspace(tmp_path / "work.diptych", 3)
    desk = opened(qtbot, path, [])
    qtbot.waitUntil(lambda: len(backups(path)) == 1)
    part = desk.findChild(Safeguarding)
    assert isinstance(part, Safeguarding)
    backups(path)[0].unlink()
    for _ in range(49):
        part.count_judgment()
    desk._requests._readers.finish()
    assert backups(path) == []
    part.count_judgment()
    qtbot.waitUntil(lambda: len(backups(path)) == 1)
    desk.close()
