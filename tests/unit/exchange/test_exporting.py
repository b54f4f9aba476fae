"""Derived formats: what a survey promises is what the file holds, and a survey leaves nothing behind."""

from pathlib import Path

import pytest

from app.domain.canonical import digest
from app.exchange.exporting import FORMATS
from app.exchange.leaving import Leaving, Packed
from app.packages.archive import JUDGMENTS, MANIFEST, SIGNATURE, pack
from app.packages.package import contents
from app.packages.transport import Memory
from app.steps import finished
from tests.unit.exchange.conftest import Place


@pytest.mark.parametrize("format_name", FORMATS)
def test_a_survey_counts_what_the_file_then_holds(laptop: Place, tmp_path: Path, format_name: str) -> None:
    laptop.judge("one", "two", "three")
    laptop.retract("two")
    exporting = laptop.evaluation.exporting
    (tmp_path / "out").mkdir()
    survey = finished(exporting.survey(format_name, task_set="demo"))
    assert list((tmp_path / "out").iterdir()) == []
    report = finished(exporting.export(format_name, tmp_path / "out", task_set="demo"))
    assert report.path.name == survey.file_name
    assert (survey.judgments, survey.findings, survey.dropped, survey.escaped) == (
        report.judgments,
        report.findings,
        report.dropped,
        report.escaped,
    )
    for excerpt in survey.excerpts:
        assert report.path.read_bytes().startswith(excerpt.data)
    assert survey.problems == ()
    assert not survey.is_empty


def test_a_survey_of_tasks_counts_them_and_shows_none(laptop: Place) -> None:
    survey = finished(laptop.evaluation.exporting.survey("tasks"))
    assert (survey.tasks, survey.excerpts, survey.is_empty) == (3, (), False)


@pytest.mark.parametrize("format_name", ["jsonl", "csv"])
def test_a_record_that_its_own_schema_would_refuse_is_a_problem(laptop: Place, format_name: str) -> None:
    laptop.judge("one", "two")
    db = laptop.evaluation._workspace._db
    (first, _) = laptop.lines()
    odd = first.replace('"revision":1', '"revision":"one"')
    db.execute("DROP TRIGGER event_is_never_changed")
    db.execute("UPDATE event SET line = ?, sha256 = ? WHERE seq = 1", [odd, digest(odd.encode())])
    survey = finished(laptop.evaluation.exporting.survey(format_name))
    (problem,) = survey.problems
    assert problem.startswith("A judgment is not what its own schema says: Expected int, got str")
    assert survey.judgments == 1


def test_an_empty_workspace_has_nothing_to_export(laptop: Place) -> None:
    assert finished(laptop.evaluation.exporting.survey("jsonl")).is_empty
    sending = laptop.sending
    assert sending.survey(finished(sending.pack())).is_empty


def test_what_is_packed_is_surveyed_by_the_reader_that_meets_it_elsewhere(laptop: Place) -> None:
    laptop.judge("one")
    sending = laptop.sending
    (package,) = finished(sending.pack()).packages
    inside = contents(package.data)
    changed = inside.manifest.replace(b'"events":1', b'"events":2')
    data = pack({MANIFEST: changed, SIGNATURE: inside.signature, JUDGMENTS: inside.judgments})
    wrong = Leaving(package.package_id, package.store_id, 1, 1, 1, data)
    survey = sending.survey(Packed((wrong,), is_first=True))
    assert survey.problems == ("A package would be refused elsewhere: datapackage.json is not what was signed.",)
    assert survey.must_be_seen


def test_carrying_only_reads_and_what_is_not_recorded_is_carried_again(laptop: Place, collector: Place) -> None:
    laptop.judge("one")
    memory = Memory()
    packed = finished(laptop.sending.pack(since_last=True))
    laptop.sending.keep(packed)
    reader = laptop.evaluation.open_for_reading(laptop.folder / "work.diptych")
    beside = reader.sending(laptop.key_file)
    carried = finished(beside.carry(memory))
    assert (carried.put, carried.receipts) == (1, ())
    assert laptop.sending.nothing_has_left
    again = finished(beside.carry(memory))
    assert (again.put, again.sent) == (0, carried.sent)
    assert laptop.sending.record(packed, again).counts.waiting == 1

    finished(collector.receiving.collect(memory))
    settled = finished(beside.carry(memory))
    reader.close()
    assert (len(settled.receipts), settled.sent) == (1, ())
    report = laptop.sending.record(packed, settled)
    assert (report.settled, report.counts.waiting) == (1, 0)
    assert report.collector == collector.sending.key.fingerprint
