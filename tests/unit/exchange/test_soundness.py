"""What was damaged is told and never leaves: events, packages that were built, tasks."""

from pathlib import Path

import pytest

from app.domain.names import TaskId, TaskKey
from app.domain.package import PackageId
from app.errors import BrokenError
from app.packages.package import read
from app.packages.transport import Folder, Memory
from app.steps import finished
from app.store.outbox import OutboxEntry
from tests.unit.exchange.conftest import Place


@pytest.fixture
def inbox(tmp_path: Path) -> Folder:
    (tmp_path / "share").mkdir()
    return Folder(tmp_path / "share")


def change_event(place: Place, seq: int) -> str:
    """Change a word of an event behind the program's back; the line as it was."""
    db = place.evaluation._workspace._db
    (line,) = db.execute("SELECT line FROM event WHERE seq = ?", [seq]).fetchone()
    changed = line.replace("first", "FIRST")
    assert changed != line
    put_event(place, seq, changed)
    return str(line)


def put_event(place: Place, seq: int, line: str) -> None:
    db = place.evaluation._workspace._db
    db.execute("DROP TRIGGER IF EXISTS event_is_never_changed")
    db.execute("UPDATE event SET line = ? WHERE seq = ?", [line, seq])


def turn_a_bit_of_the_package(place: Place) -> bytes:
    """Damage the one package in the outbox; its bytes as they were."""
    db = place.evaluation._workspace._db
    (data,) = db.execute("SELECT data FROM outbox").fetchone()
    turned = bytearray(data)
    turned[len(turned) // 2] ^= 4
    db.execute("UPDATE outbox SET data = ?", [bytes(turned)])
    return bytes(data)


@pytest.mark.parametrize("format_name", ["jsonl", "pairs", "rubric", "csv"])
def test_a_changed_event_is_written_into_no_file(laptop: Place, tmp_path: Path, format_name: str) -> None:
    laptop.judge("one", "two")
    change_event(laptop, 1)
    with pytest.raises(BrokenError, match="Event 1 of the log is not as it was written: the file is damaged"):
        finished(laptop.evaluation.exporting.export(format_name, tmp_path / "out"))
    assert not (tmp_path / "out").exists()


def test_a_changed_event_is_neither_packed_nor_sent_until_it_was_put_right(
    laptop: Place, collector: Place, inbox: Folder, tmp_path: Path
) -> None:
    laptop.judge("one", "two")
    line = change_event(laptop, 1)
    for steps in (laptop.sending.export(tmp_path / "out.zip"), laptop.sending.sync(inbox)):
        with pytest.raises(BrokenError, match="Event 1 of the log is not as it was written"):
            finished(steps)
    assert not (tmp_path / "out.zip").exists()
    assert not _entries(laptop)
    put_event(laptop, 1, line)
    finished(laptop.sending.sync(inbox))
    finished(collector.receiving.collect(inbox))
    assert collector.lines() == laptop.lines()


def test_an_event_that_is_gone_from_the_middle_is_missed(laptop: Place, tmp_path: Path) -> None:
    laptop.judge("one", "two", "three")
    db = laptop.evaluation._workspace._db
    db.execute("DROP TRIGGER event_is_never_deleted")
    db.execute("PRAGMA foreign_keys = OFF")
    db.execute("DELETE FROM event WHERE seq = 2")
    with pytest.raises(BrokenError, match="What stands before event 3 of the log is not as it was written"):
        finished(laptop.sending.export(tmp_path / "out.zip"))


def test_a_changed_judgment_is_not_shown_as_if_it_were_the_one_handed_in(laptop: Place) -> None:
    laptop.judge("one")
    change_event(laptop, 1)
    with pytest.raises(BrokenError, match="Event 1 of the log is not as it was written"):
        laptop.evaluation.history(TaskKey("demo", TaskId("one")))


def test_a_package_that_was_damaged_in_the_outbox_is_built_anew_before_it_is_sent(
    laptop: Place, collector: Place, inbox: Folder
) -> None:
    laptop.judge("one", "two")
    finished(laptop.sending.sync(inbox))
    (package,) = _entries(laptop)
    built = turn_a_bit_of_the_package(laptop)
    (told,) = laptop.evaluation.examine()
    assert told.startswith("The package of the events 1 to 2 in the outbox is damaged")
    finished(laptop.sending.sync(inbox))
    assert _data(laptop, package.package_id) == built
    assert laptop.evaluation.examine() == ()
    finished(collector.receiving.collect(inbox))
    finished(laptop.sending.sync(inbox))
    assert laptop.sending.counts().waiting == 0


def test_a_damaged_package_is_built_anew_before_it_is_written(laptop: Place, tmp_path: Path) -> None:
    laptop.judge("one", "two")
    finished(laptop.sending.export(tmp_path / "first.zip"))
    turn_a_bit_of_the_package(laptop)
    finished(laptop.sending.export(tmp_path / "again.zip"))
    assert (tmp_path / "again.zip").read_bytes() == (tmp_path / "first.zip").read_bytes()


def test_a_package_that_was_built_of_a_damaged_log_gives_way_to_one_of_the_log_as_it_is(
    laptop: Place, collector: Place, inbox: Folder, tmp_path: Path
) -> None:
    laptop.judge("one", "two")
    finished(laptop.sending.sync(inbox))
    (before,) = _entries(laptop)
    db = laptop.evaluation._workspace._db
    # Whole and signed, as one of a damaged log is, and with an end that the log does not have.
    laptop.judge("three")
    finished(laptop.sending.export(tmp_path / "three.zip", since_last=True))
    (_, other) = _entries(laptop)
    db.execute("UPDATE outbox SET data = ? WHERE package_id = ?", [_data(laptop, other.package_id), before.package_id])
    finished(laptop.sending.sync(inbox))
    finished(collector.receiving.collect(inbox))
    assert collector.lines() == laptop.lines()
    assert {read(_data(laptop, one.package_id)).facts.last_seq for one in _entries(laptop)} == {2, 3}


def test_a_received_package_that_was_damaged_since_is_told(laptop: Place, collector: Place) -> None:
    inbox = Memory()
    laptop.judge("one")
    finished(laptop.sending.sync(inbox))
    finished(collector.receiving.collect(inbox))
    db = collector.evaluation._workspace._db
    db.execute("UPDATE received SET data = substr(data, 1, length(data) - 1)")
    (told,) = collector.evaluation.examine()
    assert "is not as it was received" in told


def test_a_task_whose_code_was_damaged_is_not_laid_out_to_be_judged(laptop: Place) -> None:
    db = laptop.evaluation._workspace._db
    db.execute("UPDATE task_line SET line = replace(line, 'return', 'retarn') WHERE task = 1")
    with pytest.raises(BrokenError, match="The task “one” is not as it was written"):
        laptop.evaluation.lay_out(TaskKey("demo", TaskId("one")))
    (told,) = laptop.evaluation.examine()
    assert told == "The task “one” of “demo” is not as it came in."
    laptop.judge("two")


def test_a_task_whose_candidates_have_other_names_than_they_came_with_is_not_laid_out(laptop: Place) -> None:
    db = laptop.evaluation._workspace._db
    db.execute("""UPDATE task_line SET line = replace(line, '"c1"', '"c3"') WHERE task = 1""")
    with pytest.raises(BrokenError, match="The task “one” is not as it was written"):
        laptop.evaluation.lay_out(TaskKey("demo", TaskId("one")))


def test_a_task_that_is_no_json_any_more_is_told_in_the_same_words(laptop: Place) -> None:
    db = laptop.evaluation._workspace._db
    db.execute("UPDATE task_line SET line = substr(line, 2) WHERE task = 1")
    with pytest.raises(BrokenError, match="The task “one” is not as it was written"):
        laptop.evaluation.lay_out(TaskKey("demo", TaskId("one")))


def _entries(place: Place) -> tuple[OutboxEntry, ...]:
    return place.evaluation._workspace.outbox.entries()


def _data(place: Place, package_id: PackageId) -> bytes:
    return place.evaluation._workspace.outbox.data(package_id)
