"""The journal: complete lines only, forwards and backwards, and agreement with the log at every start."""

import errno
import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.clock import new_id
from app.domain.canonical import canonical
from app.domain.judgment import About
from app.domain.names import TaskId, TaskKey
from app.domain.sitting import Attention
from app.errors import DiskFullError, WorkspaceError
from app.evaluation import Evaluation
from app.store.journal import BLOCK, Journal, journal_of, read_lines
from app.store.workspace import Workspace
from tests.builders import a_draft, a_task
from tests.unit.store.conftest import NOW, fill, open_workspace, queue_of

ABOUT = About("demo", TaskId("one"), None, "other", "")


def skip(workspace: Workspace, times: int = 1) -> None:
    for _ in range(times):
        workspace.append(type="skip", at=NOW, about=ABOUT, judgment=None, event_id=new_id())


def in_log(workspace: Workspace) -> list[bytes]:
    rows = workspace._db.execute("SELECT line FROM event JOIN event_subject USING (event_id) ORDER BY position")
    return [line.encode() for (line,) in rows.fetchall()]


def in_journal(path: Path) -> list[bytes]:
    return list(read_lines(journal_of(path)))


def reopened(path: Path) -> Workspace:
    """The workspace opened once more, its warnings said, log and journal in agreement."""
    workspace = open_workspace(path)
    assert in_journal(path) == in_log(workspace)
    assert workspace.examine() == ()
    return workspace


@given(st.lists(st.binary(max_size=300).filter(lambda line: b"\n" not in line)), st.binary(max_size=9))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_lines_come_back_forwards_and_backwards_and_what_was_not_finished_does_not(
    tmp_path: Path, lines: list[bytes], unfinished: bytes
) -> None:
    path = tmp_path / f"{new_id()}.jsonl"
    journal = Journal.open(path)
    journal.write(lines)
    journal.close()
    with path.open("ab") as file:
        file.write(unfinished.replace(b"\n", b""))
    journal = Journal.open(path)
    assert list(journal.backwards()) == lines[::-1]
    journal.write([b"one more"])
    journal.close()
    assert list(read_lines(path)) == [*lines, b"one more"]


def test_lines_longer_than_a_block_come_back(tmp_path: Path) -> None:
    lines = [b"a" * (BLOCK - 1), b"b" * (3 * BLOCK), b"", b"c" * BLOCK]
    journal = Journal.open(tmp_path / "j")
    journal.write(lines)
    assert list(journal.backwards()) == lines[::-1]
    journal.cut([lines[-1]])
    assert list(journal.backwards()) == lines[-2::-1]
    journal.close()


def test_every_event_is_in_the_journal_when_its_transaction_is_over(workspace: Workspace, path: Path) -> None:
    skip(workspace)
    assert in_journal(path) == in_log(workspace)
    with workspace.atomic():
        skip(workspace, 3)
        assert len(in_journal(path)) == 1
    assert in_journal(path) == in_log(workspace)
    assert journal_of(path).stat().st_mode & 0o077 == 0


def test_what_is_rolled_back_never_was_in_the_journal(workspace: Workspace, path: Path) -> None:
    def half() -> None:
        with workspace.atomic():
            skip(workspace)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        half()
    with workspace.atomic():
        skip(workspace)
        with pytest.raises(KeyboardInterrupt):
            half()
    assert len(in_journal(path)) == 1
    assert in_journal(path) == in_log(workspace)


def test_what_a_kill_kept_from_the_journal_is_added_at_the_start(workspace: Workspace, path: Path) -> None:
    skip(workspace, 5)
    workspace.close()
    lines = journal_of(path).read_bytes().splitlines(keepends=True)
    for left in (
        b"".join(lines[:3]),
        b"".join(lines[:4]) + lines[4][:50],
        b"".join(lines[:4]) + bytes(80) + b"\n",
        b"",
    ):
        journal_of(path).write_bytes(left)
        again = reopened(path)
        assert len(in_log(again)) == 5
        assert again.store_id == workspace.store_id or not left
        assert again.warnings == ()
        again.close()


def test_what_the_log_lost_is_put_back_and_told(workspace: Workspace, path: Path) -> None:
    skip(workspace, 2)
    workspace.close()
    before = path.read_bytes()
    again = open_workspace(path)
    skip(again, 3)
    expected = in_log(again)
    again.close()
    path.write_bytes(before)
    restored = reopened(path)
    assert in_log(restored) == expected
    assert restored.store_id == workspace.store_id
    (told,) = restored.warnings
    assert told.startswith("3 entries of the log were missing from work.diptych and put back from its journal")
    assert [entry.state for entry in queue_of(restored)] == ["skipped", "todo", "todo"]
    restored.close()


def test_a_copy_without_its_journal_begins_a_new_store(workspace: Workspace, path: Path, tmp_path: Path) -> None:
    skip(workspace, 2)
    workspace.close()
    copy = tmp_path / "copy.diptych"
    copy.write_bytes(path.read_bytes())
    opened = reopened(copy)
    assert opened.store_id != workspace.store_id
    skip(opened)
    assert b'"seq":1,' in in_journal(copy)[-1]
    opened.close()
    again = reopened(copy)
    assert again.store_id == opened.store_id
    again.close()


def test_a_new_workspace_without_events_keeps_its_store_id(workspace: Workspace, path: Path) -> None:
    workspace.close()
    journal_of(path).unlink()
    again = reopened(path)
    assert again.store_id == workspace.store_id
    again.close()


def test_a_journal_that_contradicts_the_log_is_set_aside_and_a_new_store_begun(
    workspace: Workspace, path: Path, tmp_path: Path
) -> None:
    skip(workspace, 2)
    workspace.close()
    other = tmp_path / "other.diptych"
    other.write_bytes(path.read_bytes())
    journal_of(other).write_bytes(journal_of(path).read_bytes())
    for place in (path, other):
        branch = open_workspace(place)
        skip(branch, 2)
        branch.close()
    journal_of(path).write_bytes(journal_of(other).read_bytes())
    opened = reopened(path)
    assert opened.store_id != workspace.store_id
    assert opened.warnings == (
        "The journal of work.diptych was damaged or did not belong to it; "
        "it is kept as work.diptych.journal.jsonl.replaced-1.",
    )
    assert path.with_name("work.diptych.journal.jsonl.replaced-1").read_bytes() == journal_of(other).read_bytes()
    opened.close()


def test_a_damaged_line_of_the_journal_is_written_anew_from_the_log(workspace: Workspace, path: Path) -> None:
    skip(workspace, 4)
    workspace.close()
    data = bytearray(journal_of(path).read_bytes())
    data[len(data) // 2] ^= 1
    journal_of(path).write_bytes(data)
    opened = reopened(path)
    assert opened.store_id == workspace.store_id
    assert "it is kept as" in opened.warnings[0]
    opened.close()


def test_doctor_tells_a_journal_that_is_ahead_or_gone(workspace: Workspace, path: Path) -> None:
    skip(workspace)
    reader = Workspace.open_for_reading(path)
    with journal_of(path).open("ab") as file:
        file.write(in_journal(path)[0].replace(b"other", b"elsewhere") + b"\n")
    assert reader.examine() == (
        "1 entry of the log was in the journal and not the same in work.diptych; opening it puts them back.",
    )
    journal_of(path).unlink()
    assert "is missing: the second copy of the log is made anew" in reader.examine()[0]
    reader.close()


def test_a_journal_without_room_lets_nothing_count(workspace: Workspace, path: Path) -> None:
    skip(workspace)
    assert workspace._committing._journal is not None
    room = os.open("/dev/full", os.O_RDWR)
    kept, workspace._committing._journal._descriptor = workspace._committing._journal._descriptor, room
    with pytest.raises(DiskFullError, match="A reserve of 1 MB was freed: try again"):
        skip(workspace)
    with pytest.raises(DiskFullError, match="free some room and try again"):
        skip(workspace)
    workspace._committing._journal._descriptor = kept
    os.close(room)
    assert not workspace.is_behind
    skip(workspace)
    assert in_journal(path) == in_log(workspace)
    assert len(in_log(workspace)) == 2


class FailingDisk(Journal):
    """A disk that fails at the next line and then recovers."""

    fails = True

    def write(self, lines: Sequence[bytes]) -> None:
        if self.fails:
            self.fails = False
            raise OSError(errno.EIO, "Input/output error")
        super().write(lines)


@pytest.mark.parametrize("words", ["in the same words", "in other words"])
def test_a_judgment_that_the_log_took_and_the_journal_did_not_is_not_doubled(
    workspace: Workspace, path: Path, words: str
) -> None:
    workspace.close()
    evaluation = Evaluation.open(path)
    log = evaluation._workspace
    key, draft = TaskKey("demo", TaskId("one")), a_draft(a_task("one"))
    evaluation.lay_out(key)
    assert log._committing._journal is not None
    log._committing._journal.close()
    log._committing._journal = FailingDisk.open(journal_of(path))
    with pytest.raises(WorkspaceError, match=r"could not be written .*Input/output error"):
        evaluation.submit(key, draft, Attention())
    assert log.is_behind
    again = draft if words == "in the same words" else replace(draft, rationale=draft.rationale + words)
    judgment = evaluation.submit(key, again, Attention())
    assert judgment.revision == (1 if again == draft else 2)
    assert len(in_log(log)) == judgment.revision
    assert in_journal(path) == in_log(log)
    assert evaluation.examine() == ()
    evaluation.close()


def test_an_event_of_another_store_is_taken_in_once(workspace: Workspace, path: Path, tmp_path: Path) -> None:
    other = open_workspace(tmp_path / "other.diptych")
    fill(other)
    skip(other)
    (line,) = in_log(other)
    other.close()
    assert [workspace.put_back(line), workspace.put_back(line)] == [True, False]
    assert in_journal(path) == [line]
    with pytest.raises(ValueError, match="no event"):
        workspace.put_back(canonical({"schema": "of something else"}))
    assert workspace.last_at() == NOW
