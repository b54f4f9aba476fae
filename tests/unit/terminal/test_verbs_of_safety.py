"""Keeping a workspace safe on the command line: backups, restoring, examining, and what is never written over."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from app.cli import diptych
from app.clock import utc_now
from app.domain.names import TaskId, TaskKey
from app.evaluation import Evaluation
from app.settings import places
from tests.rights import bound_by_permissions
from tests.unit.terminal.conftest import CANNOT, Verb, document, written


def test_a_backup_and_an_examination(run: Verb, tasks: Path, tmp_path: Path, workspace: Path) -> None:
    run("import", tasks)
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    assert run("backup", folder).stdout == f"Backed up to {folder / workspace.name}.\n"
    assert document(run("backup", folder / "b.diptych", "--json")) == {"path": str(folder / "b.diptych")}
    assert "is sound (SQLite" in run("doctor").stdout
    assert document(run("doctor", "--json"))["problems"] == []


def test_a_damaged_log_is_told_and_ends_with_1(run: Verb, tasks: Path, tmp_path: Path, workspace: Path) -> None:
    run("import", tasks)
    run("judge", written(tmp_path / "drafts.jsonl", CANNOT))
    with closing(sqlite3.connect(workspace)) as db:
        db.execute("DROP TRIGGER event_is_never_changed")
        db.execute("UPDATE event SET line = replace(line, 'Unfamiliar', 'Familiar')")
        db.commit()
    result = run("doctor")
    assert result.exit_code == 1
    assert result.stdout.startswith("Event 1 of the log was changed after it was written.\n")


def test_a_workspace_that_is_in_use_can_be_read_and_not_written(run: Verb, tasks: Path, workspace: Path) -> None:
    run("import", tasks)
    window = Evaluation.open(workspace)
    assert run("tasks").exit_code == 0
    result = run("import", tasks)
    assert (result.exit_code, "in use by another window" in result.stderr) == (3, True)
    window.close()


def test_a_damaged_workspace_is_told_restored_and_sound_again(
    run: Verb, tasks: Path, tmp_path: Path, workspace: Path
) -> None:
    run("import", tasks)
    run("judge", written(tmp_path / "drafts.jsonl", CANNOT))
    workspace.write_bytes(b"\xff" * 5000)
    examined = run("doctor")
    newest = max((workspace.parent / "backups").iterdir()).name
    assert examined.exit_code == 1
    assert "is damaged (file is not a database)." in examined.stdout
    assert "Damaged: restore the backup from " in examined.stdout
    assert " · Export what can be read" in examined.stdout
    assert f"  diptych restore {newest}\n" in examined.stdout
    assert "(1 entry in the journal)" in examined.stdout
    report = document(run("doctor", "--json"))
    assert Path(report["recovery"]["backups"][0]["path"]).name == newest
    assert report["recovery"]["in_journal"] == 1
    refused = run("tasks")
    assert (refused.exit_code, f"diptych restore {newest}" in refused.stderr) == (3, True)

    restored = run("restore", newest)
    assert restored.exit_code == 0
    assert "Restored work.diptych with 1 entry in its log." in restored.stdout
    assert "What stood there before is kept as work.diptych.replaced-1" in restored.stdout
    assert "is sound (SQLite" in run("doctor").stdout
    assert document(run("export", tmp_path / "out.jsonl", "--format", "jsonl", "--json"))["judgments"] == 1


def test_without_a_backup_what_can_be_read_is_salvaged(run: Verb, tasks: Path, tmp_path: Path, workspace: Path) -> None:
    run("import", tasks)
    run("judge", written(tmp_path / "drafts.jsonl", CANNOT))
    workspace.unlink()
    report = document(run("restore", "--salvage", "--json"))
    assert (report["events"], report["from_journal"], report["salvaged"], report["tasks"]) == (1, 1, 0, 0)
    assert run("doctor").exit_code == 0
    workspace.unlink()
    assert "Of its tasks nothing could be read: import them again" in run("restore", "--salvage").stdout


def test_what_may_only_be_read_is_not_replaced(run: Verb, tasks: Path, workspace: Path) -> None:
    run("import", tasks)
    before = workspace.read_bytes()
    workspace.chmod(0o400)
    with bound_by_permissions():
        result = run("restore", "--salvage")
    assert (result.exit_code, "may only be read" in result.stderr) == (3, True)
    assert workspace.read_bytes() == before


def test_a_backup_that_cannot_be_written_names_no_path(run: Verb, tasks: Path, tmp_path: Path) -> None:
    run("import", tasks)
    closed = tmp_path / "closed"
    closed.mkdir()
    closed.chmod(0o500)
    with bound_by_permissions():
        result = run("backup", closed / "copy.diptych")
    assert (result.exit_code, "The backup copy.diptych could not be written" in result.stderr) == (3, True)
    assert str(tmp_path) not in result.stderr


def test_an_examination_tells_of_a_clock_that_stands_before_the_log(run: Verb, tasks: Path, tmp_path: Path) -> None:
    run("import", tasks)
    run("judge", written(tmp_path / "drafts.jsonl", CANNOT))
    place = tmp_path / "work.diptych"
    ahead = Evaluation.open(place, now=lambda: utc_now() + timedelta(days=400))
    ahead.withdraw(TaskKey("tasks", TaskId("t1")))
    ahead.close()
    result = run("doctor")
    assert (result.exit_code, "The clock of this computer stands before the last entry" in result.stdout) == (0, True)


def test_a_restore_names_the_folder_that_it_was_given_and_takes_nothing_for_none(
    run: Verb, tasks: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("import", tasks)
    monkeypatch.chdir(tmp_path)
    result = run("restore", ".")
    assert result.stderr == f"{tmp_path.name} is a folder, not a workspace; name a file in it.\n"
    for words in (("restore", ""), ("backup", "")):
        result = run(*words)
        assert (result.exit_code, result.stderr) == (2, "The name of a file is empty; give one.\n")


def test_a_restore_needs_to_know_what(run: Verb, tasks: Path) -> None:
    run("import", tasks)
    for words in (("restore",), ("restore", "b.diptych", "--salvage")):
        result = run(*words)
        assert (result.exit_code, "Say which backup to restore, or --salvage" in result.stderr) == (2, True)
    result = run("restore", "gone.diptych")
    assert (result.exit_code, "There is no backup gone.diptych" in result.stderr) == (2, True)


def test_a_backup_needs_a_folder_to_go_to(run: Verb, tasks: Path, tmp_path: Path) -> None:
    run("import", tasks)
    result = run("backup", tmp_path / "nowhere" / "copy.diptych")
    assert (result.exit_code, result.stderr) == (2, "There is no folder nowhere to back up into; make it first.\n")


def test_a_place_that_is_no_good_is_told_by_those_who_write(tasks: Path, tmp_path: Path) -> None:
    synced = tmp_path / "Dropbox" / "work.diptych"
    words = ["--workspace", str(synced), "import", str(tasks)]
    result = CliRunner().invoke(diptych, words)
    assert result.exit_code == 0
    assert "lies in a folder that Dropbox synchronises" in result.stderr


@pytest.mark.parametrize("suffix", ["", "-wal", ".journal.jsonl", ".lock"])
def test_nothing_is_written_over_the_workspace_or_what_belongs_to_it(
    run: Verb, tasks: Path, workspace: Path, suffix: str
) -> None:
    run("import", tasks)
    own = Path(f"{workspace}{suffix}")
    before = own.read_bytes() if own.exists() else None
    for words in (("backup", own), ("export", "--format", "tasks", own), ("export", "--format", "jsonl", own)):
        result = run(*words)
        assert (result.exit_code, "and would be replaced; give another name." in result.stderr) == (2, True)
    assert suffix == "-wal" or own.read_bytes() == before
    assert run("backup", workspace.parent).exit_code == 2
    assert run("doctor").exit_code == 0


def test_nothing_is_written_over_the_key_or_over_what_the_workspace_could_be_put_back_from(
    run: Verb, tasks: Path, workspace: Path, tmp_path: Path
) -> None:
    run("import", tasks)
    run("evaluator")
    (backup,) = (workspace.parent / "backups").iterdir()
    assert run("restore", backup).exit_code == 0
    assert run("judge", written(tmp_path / "drafts.jsonl", CANNOT)).exit_code == 0
    aside = Path(f"{workspace}.replaced-1")
    for own in (places().signing_key, backup, aside):
        before = own.read_bytes()
        for words in (("backup", own), ("export", "--format", "jsonl", own), ("export", own)):
            result = run(*words)
            assert (result.exit_code, "and would be replaced; give another name." in result.stderr) == (2, True)
        assert own.read_bytes() == before


def test_a_workspace_of_a_newer_version_is_left_in_its_place(run: Verb, tasks: Path, workspace: Path) -> None:
    run("import", tasks)
    (backup,) = (workspace.parent / "backups").iterdir()
    with closing(sqlite3.connect(workspace)) as db:
        db.execute("PRAGMA journal_mode = DELETE")
        db.execute("PRAGMA user_version = 99")
    before = workspace.read_bytes()
    for words in (("restore", backup), ("restore", "--salvage")):
        result = run(*words)
        assert (result.exit_code, "is from a newer version of Diptych" in result.stderr) == (3, True)
    assert workspace.read_bytes() == before
    assert not Path(f"{workspace}.replaced-1").exists()


def test_what_was_done_is_reported_also_where_no_backup_can_be_made(run: Verb, tasks: Path, workspace: Path) -> None:
    (workspace.parent / "backups").write_text("no folder")
    result = run("import", tasks)
    assert result.exit_code == 0
    assert result.stdout.startswith("Imported ")
    assert "The folder backups for backups cannot be made" in result.stderr
