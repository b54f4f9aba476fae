"""Damage has a way out: what there is to choose from, backups that turn over, restoring that loses nothing."""

import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.caretaking import back_up_if_due, restore
from app.clock import new_evaluator, new_id
from app.domain.judgment import About
from app.domain.names import EvaluatorId, TaskId, TaskKey, instant
from app.domain.recovery import Backup, DamagedError, Recovery, local_clock
from app.domain.sitting import Attention, Place
from app.errors import BusyError, UserError, WorkspaceError
from app.evaluation import Evaluation
from app.store import backups
from app.store.journal import journal_of
from app.store.working import Working
from app.store.workspace import Workspace
from tests.builders import a_draft, a_task
from tests.unit.store.conftest import NOW, fill, open_workspace, queue_of

ONE = TaskKey("demo", TaskId("one"))
MIN, MAX = datetime.fromisoformat("2026-01-01"), datetime.fromisoformat("2026-12-31")
TODAY = datetime(2026, 3, 5, 9, 40, tzinfo=UTC)


def skip(workspace: Workspace, times: int = 1) -> None:
    for _ in range(times):
        workspace.append(
            type="skip", at=NOW, about=About("demo", TaskId("one"), None, "other", ""), judgment=None, event_id=new_id()
        )


def events(path: Path) -> int:
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as db:
        return int(db.execute("SELECT count(*) FROM event").fetchone()[0])


def destroy(path: Path) -> None:
    path.write_bytes(b"\xff" * path.stat().st_size)


# Backups


@given(st.lists(st.datetimes(MIN, MAX), unique=True, max_size=40))
def test_five_newest_and_seven_days_stay(moments: list[datetime]) -> None:
    found = {Path(str(number)): instant(moment.replace(tzinfo=UTC)) for number, moment in enumerate(moments)}
    kept = backups.kept(found)
    newest_first = sorted(found, key=lambda path: found[path], reverse=True)
    assert set(newest_first[:5]) <= kept
    assert len(kept) <= 12
    days = sorted({found[path][:10] for path in found}, reverse=True)[:7]
    assert {found[path][:10] for path in kept} >= set(days)


def test_backups_turn_over_and_only_where_something_changed(workspace: Workspace, path: Path) -> None:
    minutes = count()

    def now() -> datetime:
        return TODAY + timedelta(minutes=next(minutes))

    first = back_up_if_due(path, now=now)
    assert first is not None
    assert first.name == "work-20260305T094000000Z.diptych"
    assert first.stat().st_mode & 0o077 == 0
    assert back_up_if_due(path, now=now) is None
    made = [first]
    for _ in range(7):
        skip(workspace)
        backup = back_up_if_due(path, now=now)
        assert backup is not None
        made.append(backup)
    assert sorted((path.parent / "backups").iterdir()) == made[-5:]
    assert back_up_if_due(path, events=50, now=now) is None
    skip(workspace, 50)
    assert back_up_if_due(path, events=50, now=now) is not None


def test_a_backup_that_cannot_be_made_is_told(workspace: Workspace, path: Path) -> None:
    (path.parent / "backups").write_text("in the way", encoding="utf-8")
    with pytest.raises(WorkspaceError, match="The folder backups for backups cannot be made"):
        workspace.rotate_backups(now=TODAY)


def test_a_backup_is_made_before_an_import_adds_to_judgments(workspace: Workspace, path: Path, tmp_path: Path) -> None:
    from app.formats.task_files import open_task_file

    skip(workspace)
    workspace.close()
    tasks = tmp_path / "more.jsonl"
    tasks.write_text(
        '{"task_id":"x","prompt":"p","candidates":[{"candidate_id":"c1","code":"1"},{"candidate_id":"c2","code":"2"}]}\n'
    )
    evaluation = Evaluation.open(path, now=lambda: TODAY)
    for _ in evaluation.import_tasks(open_task_file(tasks, task_set=None, rubric=None)):
        pass
    evaluation.close()
    (backup,) = backups.listed(path)
    assert (backup.made_at, backup.events) == (instant(TODAY), 1)


# What there is to choose from


def test_damage_is_told_with_every_way_out(workspace: Workspace, path: Path) -> None:
    skip(workspace, 3)
    backup = workspace.rotate_backups(now=TODAY)
    (backup.parent / "work-20260305T094100000Z.diptych").write_text("no database", encoding="utf-8")
    (backup.parent / "another-file.txt").touch()
    skip(workspace)
    workspace.close()
    destroy(path)
    with pytest.raises(DamagedError, match=f"diptych restore {backup.name}") as refused:
        open_workspace(path)
    recovery = refused.value.recovery
    assert recovery.workspace == path
    assert recovery.backups == (Backup(backup, instant(TODAY), 3),)
    assert recovery.in_journal == 4
    clock = local_clock(TODAY)
    assert recovery.sentence(clock) == "Damaged: restore the backup from 09:40 · Export what can be read"
    tomorrow = local_clock(TODAY + timedelta(days=1))
    assert recovery.choices(tomorrow) == ("restore the backup from 2026-03-05 09:40", "export what can be read")


def test_without_a_backup_what_can_be_read_is_all_there_is(path: Path) -> None:
    recovery = Recovery(path, "It is damaged.", (), 0)
    assert recovery.sentence(local_clock(TODAY)) == "Damaged: export what can be read"
    assert str(DamagedError(recovery)) == (
        "It is damaged. There is no backup of it; save what can be read with `diptych restore --salvage`."
    )


@pytest.mark.parametrize("left", ["nothing", "an empty file"])
def test_a_file_that_is_gone_is_not_begun_anew_beside_its_journal(workspace: Workspace, path: Path, left: str) -> None:
    skip(workspace)
    workspace.close()
    path.unlink() if left == "nothing" else path.write_bytes(b"")
    for opening in (open_workspace, Workspace.open_for_reading):
        with pytest.raises(DamagedError, match="is gone or empty, but its journal is there"):
            opening(path)
    assert not path.exists() or path.stat().st_size == 0


def test_a_log_that_was_changed_is_refused_at_the_start(workspace: Workspace, path: Path) -> None:
    skip(workspace, 3)
    workspace.close()
    with closing(sqlite3.connect(path)) as db:
        db.execute("UPDATE event_subject SET task_id = 'two' WHERE position = 2")
        db.commit()
    with pytest.raises(DamagedError, match="Event 2 of the log was changed"):
        open_workspace(path)


def test_what_can_be_read_is_exported_and_the_file_left_alone(workspace: Workspace, path: Path, tmp_path: Path) -> None:
    workspace.close()
    evaluation = Evaluation.open(path)
    evaluation.lay_out(ONE)
    judgment = evaluation.submit(ONE, a_draft(a_task("one")), Attention())
    evaluation.close()
    destroy(path)
    before = {file.name for file in path.parent.iterdir()}
    rescued = Evaluation.open_what_can_be_read(path)
    report = list(rescued.exporting.export("jsonl", tmp_path / "rescued.jsonl"))
    with pytest.raises(UserError, match="is the workspace itself, and would be replaced"):
        list(rescued.exporting.export("jsonl", path))
    rescued.close()
    assert report == [1]
    assert judgment.judgment_id in (tmp_path / "rescued.jsonl").read_text(encoding="utf-8")
    assert {file.name for file in path.parent.iterdir()} == before
    with pytest.raises(DamagedError):
        open_workspace(path)


# Restoring


def test_a_backup_comes_back_with_every_judgment_since(workspace: Workspace, path: Path) -> None:
    workspace.close()
    evaluation = Evaluation.open(path)
    evaluation.lay_out(ONE)
    evaluation.keep(ONE, a_draft(a_task("one")), Place(), Attention())
    backup = back_up_if_due(path, now=lambda: TODAY)
    assert backup is not None
    judgment = evaluation.submit(ONE, a_draft(a_task("one")), Attention())
    store_id = evaluation._workspace.store_id
    evaluation.close()
    destroy(path)
    journal = journal_of(path).read_bytes()
    done = restore(path, Path(backup.name))
    assert (done.events, done.from_journal, done.salvaged) == (1, 1, 0)
    assert done.store_id != store_id
    assert [kept.name for kept in done.kept_aside] == [
        "work.diptych.replaced-1",
        "work.diptych.replaced-1.journal.jsonl",
    ]
    assert done.kept_aside[0].read_bytes().startswith(b"\xff\xff")
    assert done.kept_aside[1].read_bytes() == journal_of(path).read_bytes() == journal
    evaluation = Evaluation.open(path)
    assert (evaluation.examine(), evaluation.warnings) == ((), ())
    bench = evaluation.lay_out(ONE)
    assert bench.is_submitted
    assert bench.sitting.judgment_id == judgment.judgment_id
    assert evaluation._workspace.store_id == done.store_id
    evaluation.close()


def test_going_back_to_a_backup_keeps_what_was_judged_since_and_the_replaced_files_open(
    workspace: Workspace, path: Path
) -> None:
    backup = workspace.rotate_backups(now=TODAY)
    skip(workspace, 4)
    workspace.close()
    assert [restore(path, backup).events for _ in range(2)] == [4, 4]
    aside = open_workspace(path.with_name("work.diptych.replaced-1"))
    assert aside.examine() == ()
    assert aside.store_id == workspace.store_id
    aside.close()
    assert path.with_name("work.diptych.replaced-2").exists()


def test_another_workspaces_backup_is_refused_where_judgments_would_be_left_behind(
    workspace: Workspace, path: Path, tmp_path: Path
) -> None:
    skip(workspace, 2)
    workspace.close()
    other = open_workspace(tmp_path / "other.diptych")
    fill(other)
    skip(other)
    backup = other.backup(tmp_path / "backup.diptych")
    other.close()
    with pytest.raises(WorkspaceError, match="a backup of another workspace; open it under its own name"):
        restore(path, backup)
    assert events(path) == 2
    # On a new computer there is an empty workspace that nobody misses.
    empty = tmp_path / "new" / "work.diptych"
    open_workspace(empty).close()
    assert restore(empty, backup).events == 1


def test_a_backup_with_parts_of_its_own_is_refused(workspace: Workspace, path: Path, tmp_path: Path) -> None:
    skip(workspace)
    backup = workspace.backup(tmp_path / "backup.diptych")
    workspace.close()
    with closing(sqlite3.connect(backup)) as db:
        db.execute(
            "CREATE TRIGGER sneaky AFTER INSERT ON event_subject BEGIN UPDATE workspace SET evaluator = 'e-mallory'; END"
        )
    with pytest.raises(WorkspaceError, match="no backup that Diptych made: it holds “sneaky”"):
        restore(path, backup)
    reader = Workspace.open_for_reading(backup)
    assert "The file holds parts that no workspace has: sneaky." in reader.examine()
    reader.close()


def test_a_row_with_a_wild_number_does_not_hold_a_salvage(workspace: Workspace, path: Path) -> None:
    skip(workspace, 2)
    workspace.close()
    with closing(sqlite3.connect(path)) as db:
        db.execute("DROP TRIGGER event_is_never_changed")
        db.execute("UPDATE event SET rowid = 1 << 40 WHERE rowid = 2")
        db.commit()
    assert restore(path, None).events == 2


def test_an_emptied_workspace_with_backups_is_not_begun_anew(workspace: Workspace, path: Path) -> None:
    workspace.rotate_backups(now=TODAY)
    workspace.close()
    path.write_bytes(b"")
    with pytest.raises(DamagedError, match="is empty, but there are backups of it"):
        open_workspace(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_a_journal_or_ballast_that_is_something_else_is_told(workspace: Workspace, path: Path) -> None:
    skip(workspace)
    journal_of(path).unlink()
    os.mkfifo(journal_of(path))
    reader = Workspace.open_for_reading(path)
    assert reader.examine()[0].startswith(
        "The journal work.diptych.journal.jsonl cannot be read (it is no ordinary file)"
    )
    reader.close()
    journal_of(path).unlink()
    workspace.close()
    path.with_name("work.diptych.ballast").unlink()
    path.with_name("work.diptych.ballast").mkdir()
    open_workspace(path).close()


def test_without_a_backup_tasks_drafts_and_judgments_are_read_row_by_row(workspace: Workspace, path: Path) -> None:
    workspace.keep_working(ONE, draft=a_draft(), place=Place(), attention=Attention(), now=NOW)
    skip(workspace, 2)
    workspace.close()
    data = bytearray(path.read_bytes())
    data[:4096] = bytes(4096)
    path.write_bytes(data)
    journal_of(path).unlink()
    with pytest.raises(WorkspaceError):
        open_workspace(path)
    done = restore(path, None)
    assert (done.events, done.from_journal, done.salvaged) == (2, 0, 2)
    again = open_workspace(path)
    assert again.evaluator == "e-0123456789ab"
    assert len(queue_of(again)) == 3
    kept = again.working(ONE)
    assert kept is not None
    assert kept.draft == a_draft()
    assert again.examine() == ()
    again.close()


def test_tasks_whose_text_was_damaged_are_left_out(workspace: Workspace, path: Path) -> None:
    skip(workspace)
    workspace.close()
    with closing(sqlite3.connect(path)) as db:
        db.execute("UPDATE task_line SET line = replace(line, 'numbers', 'letters') WHERE task = 2")
        db.commit()
    restore(path, None)
    again = open_workspace(path)
    assert [entry.key.task_id for entry in queue_of(again)] == ["one", "three"]
    assert again.examine() == ()
    again.close()


def test_notes_of_time_that_were_damaged_are_let_go_of_and_the_draft_beside_them_stays(
    workspace: Workspace, path: Path
) -> None:
    workspace.keep_working(ONE, draft=a_draft(), place=Place(), attention=Attention(5_000), now=NOW)
    workspace.close()
    with closing(sqlite3.connect(path)) as db:
        db.execute("UPDATE working_state SET attention = replace(attention, ':', char(0)), place = '[]'")
        db.commit()
    restore(path, None)
    again = open_workspace(path)
    assert again.working(ONE) == Working(a_draft(), None, Attention(), is_flagged=False)
    assert again.examine() == ()
    again.close()


def test_what_cannot_be_restored_is_told_and_nothing_is_changed(
    workspace: Workspace, path: Path, tmp_path: Path
) -> None:
    skip(workspace, 2)
    with pytest.raises(BusyError):
        restore(path, None)
    backup = workspace.rotate_backups(now=TODAY)
    workspace.close()
    before = {file.name: file.read_bytes() for file in path.parent.iterdir() if file.is_file()}
    with pytest.raises(UserError, match=r"There is no backup gone\.diptych"):
        restore(path, Path("gone.diptych"))
    with closing(sqlite3.connect(backup)) as db:
        db.execute("DROP TRIGGER event_is_never_changed")
        db.execute("UPDATE event SET line = replace(line, 'other', 'elsewhere')")
        db.commit()
    with pytest.raises(WorkspaceError, match="is damaged itself; choose another"):
        restore(path, backup)
    (tmp_path / "words").write_bytes(b"just some words, more than a hundred of them" * 20)
    with pytest.raises(WorkspaceError, match="is no database at all"):
        restore(path, tmp_path / "words")
    assert {file.name: file.read_bytes() for file in path.parent.iterdir() if file.is_file()} == before
    with pytest.raises(WorkspaceError, match="Nothing can be read of nowhere"):
        restore(tmp_path / "nowhere", None)


def test_an_interrupted_restore_is_begun_again(workspace: Workspace, path: Path) -> None:
    skip(workspace)
    workspace.close()
    path.with_name("work.diptych.restoring").write_bytes(b"half a file")
    journal_of(path.with_name("work.diptych.restoring")).write_bytes(b"half a line")
    destroy(path)
    assert restore(path, None).events == 1


def test_an_evaluator_is_taken_from_the_journal_where_the_file_says_nothing(workspace: Workspace, path: Path) -> None:
    skip(workspace)
    workspace.close()
    path.unlink()
    restore(path, None)
    again = Workspace.open(path, evaluator=new_evaluator, new_id=new_id)
    assert again.evaluator == EvaluatorId("e-0123456789ab")
    again.close()


# Events from before a restore, and those of others


def alter(path: Path, before: str, after: str) -> None:
    """Change the text of events as a failing disk would: past the product, and without their hashes."""
    with closing(sqlite3.connect(path)) as db:
        db.execute("DROP TRIGGER event_is_never_changed")
        assert db.execute("UPDATE event SET line = replace(line, ?, ?)", [before, after]).rowcount
        db.commit()
        db.execute(
            "CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event "
            "BEGIN SELECT raise(ABORT, 'the event log is append-only'); END"
        )


@pytest.fixture
def restored(path: Path) -> Path:
    """A workspace that was restored from its backup, with events of before."""
    workspace = open_workspace(path)
    fill(workspace)
    skip(workspace, 2)
    workspace.close()
    made = back_up_if_due(path)
    assert made is not None
    restore(path, made)
    open_workspace(path).close()
    return path


def test_damage_to_what_was_judged_before_a_restore_is_noticed_and_mended(restored: Path) -> None:
    journal = journal_of(restored).read_bytes()
    alter(restored, '"other"', '"0ther"')
    reader = Workspace.open_for_reading(restored)
    assert sum("was changed after it was written" in found for found in reader.examine()) == 2
    reader.close()
    with pytest.raises(DamagedError, match="was changed after it was written"):
        open_workspace(restored)
    assert journal_of(restored).read_bytes() == journal
    restore(restored, None)
    workspace = open_workspace(restored)
    assert workspace.examine() == ()
    assert events(restored) == 2
    workspace.close()


def test_the_journal_is_not_written_anew_of_a_log_that_was_changed(restored: Path) -> None:
    workspace = open_workspace(restored)
    skip(workspace, 1_100)  # what is old is beyond what a start looks through
    workspace.close()
    alter(restored, '"seq":1,', '"seq":9,')
    lines = journal_of(restored).read_bytes().splitlines(keepends=True)
    damaged_journal = b"".join([lines[0], b"no event\n", *lines[2:-1]])
    journal_of(restored).write_bytes(damaged_journal)
    with pytest.raises(DamagedError):
        open_workspace(restored)
    assert journal_of(restored).read_bytes() == damaged_journal
