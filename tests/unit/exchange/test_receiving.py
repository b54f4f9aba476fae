"""Others' packages in: all of a package or nothing, once, with every fork kept and told."""

import json
import os
import shutil
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from app.domain.package import Fork, Gap
from app.errors import DiskFullError, PackageError
from app.evaluation import Evaluation
from app.packages import receipts
from app.packages.package import build
from app.packages.transport import Folder, Memory, OfflineError, package_name, receipt_name
from app.steps import finished
from tests.builders_of_logs import KEY, OTHER_KEY, a_log, a_package
from tests.rights import bound_by_permissions
from tests.torture.full_disk import filled
from tests.torture.hostile_imports import with_other_bytes
from tests.unit.exchange.conftest import Place

LOG = a_log(10)


def part(first: int, last: int, log: list[bytes] = LOG) -> bytes:
    """Events *first* to *last* as a package."""
    return a_package(log[first - 1 : last], first_seq=first).data


def written(folder: Path, *packages: bytes) -> list[Path]:
    paths = [folder / f"{number}.zip" for number in range(len(packages))]
    for path, data in zip(paths, packages, strict=True):
        path.write_bytes(data)
    return paths


def test_a_package_comes_in_once_and_again_changes_nothing(collector: Place, tmp_path: Path) -> None:
    paths = written(tmp_path, part(1, 10))
    (first,) = finished(collector.receiving.merge(paths)).packages
    (again,) = finished(collector.receiving.merge(paths)).packages
    assert (first.accepted, first.duplicate, first.was_here) == (10, 0, False)
    assert (again.accepted, again.duplicate, again.was_here) == (10, 0, True)
    assert [line.encode() for line in collector.lines()] == LOG
    assert collector.evaluation.examine() == ()


def test_overlapping_packages_bring_each_event_once(collector: Place, tmp_path: Path) -> None:
    report = finished(collector.receiving.merge(written(tmp_path, part(1, 6), part(4, 10), part(1, 10))))
    assert [(one.accepted, one.duplicate) for one in report.packages] == [(6, 0), (4, 3), (0, 10)]
    assert [line.encode() for line in collector.lines()] == LOG


def test_one_bad_package_keeps_all_of_them_out(collector: Place, tmp_path: Path) -> None:
    paths = written(tmp_path, part(1, 3), part(4, 10)[:-40])
    with pytest.raises(PackageError, match=r"1\.zip: it is cut short"):
        finished(collector.receiving.merge(paths))
    assert collector.lines() == []


def test_gaps_are_told_until_they_are_filled(collector: Place, tmp_path: Path) -> None:
    paths = written(tmp_path, part(3, 4), part(8, 9), part(1, 2), part(5, 7))
    for path, through, gaps in zip(
        paths,
        (0, 0, 4, 9),
        ((Gap(1, 2),), (Gap(1, 2), Gap(5, 7)), (Gap(5, 7),), ()),
        strict=True,
    ):
        (log,) = finished(collector.receiving.merge([path])).logs
        assert (log.contiguous_through_seq, log.gaps) == (through, gaps)


@pytest.mark.parametrize("seed", range(6))
def test_what_stands_does_not_depend_on_the_order_in_which_packages_came(
    collector: Place, tmp_path: Path, seed: int
) -> None:
    other = a_log(5, store_id="store-2")
    packages = [part(at, at) for at in range(1, 11)]
    packages += [a_package(other[at : at + 1], first_seq=at + 1, store_id="store-2").data for at in range(5)]
    Random(seed).shuffle(packages)
    finished(collector.receiving.merge(written(tmp_path, *packages)))
    report = collector.evaluation.exporting.export("jsonl", tmp_path / "out.jsonl")
    # In every round of five events the judgment ends in a retraction.
    assert (finished(report).judgments, (tmp_path / "out.jsonl").read_bytes()) == (0, b"")
    positions = collector.evaluation._workspace._db.execute(
        "SELECT seq FROM event_subject JOIN event USING (event_id) WHERE store_id = 'store-1' ORDER BY position"
    )
    assert [seq for (seq,) in positions] == list(range(1, 11))


def test_merged_judgments_are_exported_and_leave_the_queue_alone(
    laptop: Place, collector: Place, tmp_path: Path
) -> None:
    laptop.evaluation._workspace.set_evaluator("e-other")  # type: ignore[arg-type]  # an id
    laptop.judge("one")
    finished(laptop.sending.export(tmp_path / "x.zip"))
    finished(collector.receiving.merge([tmp_path / "x.zip"]))
    assert {entry.state for entry in collector.evaluation.queue()} == {"todo"}
    assert finished(collector.evaluation.exporting.export("jsonl", tmp_path / "out.jsonl")).judgments == 1


def test_our_own_judgments_from_another_machine_are_judged_in_the_queue(
    laptop: Place, collector: Place, tmp_path: Path
) -> None:
    laptop.judge("one", "two")
    finished(laptop.sending.export(tmp_path / "x.zip"))
    laptop.retract("two")
    finished(laptop.sending.export(tmp_path / "y.zip"))
    finished(collector.receiving.merge([tmp_path / "y.zip", tmp_path / "x.zip"]))
    states = {entry.key.task_id: str(entry.state) for entry in collector.evaluation.queue()}
    assert states == {"one": "done", "two": "todo", "three": "todo"}
    assert collector.evaluation.examine() == ()


def test_a_log_that_went_on_in_two_copies_is_kept_twice_and_told(collector: Place, tmp_path: Path) -> None:
    branch = [*LOG[:6], *a_log(3, branch="-copy", after=LOG[:6])]
    report = finished(collector.receiving.merge(written(tmp_path, part(1, 10), part(7, 9, branch))))
    (log,) = report.logs
    assert [fork.seq for fork in log.forks] == [7, 8, 9]
    assert log.forks[0] == Fork(7, ("store-1-7", "store-1-copy-7"))  # type: ignore[arg-type]  # ids
    assert len(collector.lines()) == 13


def test_two_copies_of_a_real_workspace_are_told_apart_at_the_collector(
    laptop: Place, collector: Place, tmp_path: Path
) -> None:
    memory = Memory()
    laptop.judge("one")
    laptop.evaluation.close()
    shutil.copytree(laptop.folder, tmp_path / "copy")
    laptop.evaluation = Evaluation.open(laptop.folder / "work.diptych")
    copy = Place(tmp_path / "copy", Evaluation.open(tmp_path / "copy" / "work.diptych"))
    if not copy.key_file.exists():
        laptop.sending.key  # noqa: B018 - made at the first look
        shutil.copy(laptop.key_file, copy.key_file)
    laptop.judge("two")
    copy.judge("three")
    for place in (laptop, copy):
        finished(place.sending.sync(memory))
    (log,) = finished(collector.receiving.collect(memory)).logs
    assert [fork.seq for fork in log.forks] == [2]
    remarks = finished(laptop.sending.sync(memory)).remarks
    assert remarks == ("This workspace's log goes on in two copies: the collector has 2 events 2.",)
    finished(laptop.sending.export(tmp_path / "x.zip"))
    with pytest.raises(PackageError, match="goes on with this workspace's own log in another copy"):
        finished(copy.receiving.merge([tmp_path / "x.zip"]))
    copy.evaluation.close()


def test_own_packages_come_back_as_duplicates(laptop: Place, tmp_path: Path) -> None:
    laptop.judge("one")
    finished(laptop.sending.export(tmp_path / "x.zip"))
    (own,) = finished(laptop.receiving.merge([tmp_path / "x.zip"])).packages
    assert (own.accepted, own.duplicate) == (0, 1)
    assert laptop.sending.counts().saved == 1


def test_an_event_id_with_other_content_is_refused(collector: Place, tmp_path: Path) -> None:
    lines = [line.replace(b'"reason":null', b'"reason":"other"') for line in a_log(4)[3:4]]
    package = a_package(lines, first_seq=4)
    finished(collector.receiving.merge(written(tmp_path, part(1, 10))))
    with pytest.raises(PackageError, match="its event store-1-4 is known here with other content"):
        finished(collector.receiving.merge(written(tmp_path, package.data)))


def test_a_log_is_held_to_the_key_that_it_came_with(collector: Place, tmp_path: Path) -> None:
    by_another = a_package(LOG[3:6], first_seq=4, key=OTHER_KEY).data
    finished(collector.receiving.merge(written(tmp_path, part(1, 3))))
    with pytest.raises(PackageError, match="if its owner has a new key, say so with --trust"):
        finished(collector.receiving.merge(written(tmp_path, by_another)))
    named = (OTHER_KEY.fingerprint, KEY.fingerprint)
    (one,) = finished(collector.receiving.merge(written(tmp_path, by_another), trust=named)).packages
    assert one.accepted == 3
    finished(collector.receiving.merge(written(tmp_path, a_package(LOG[6:], first_seq=7, key=OTHER_KEY).data)))


def test_once_a_key_is_enrolled_strangers_are_refused_with_their_fingerprint(collector: Place, tmp_path: Path) -> None:
    paths = written(tmp_path, part(1, 3))
    enrolled = OTHER_KEY.fingerprint[:32]
    with pytest.raises(PackageError, match="a key that is not enrolled here") as refused:
        finished(collector.receiving.merge(paths, trust=[enrolled]))  # type: ignore[list-item]  # the half that is spoken
    assert KEY.fingerprint[:4] in str(refused.value)
    # All or none: the enrolment went with the rest.
    finished(collector.receiving.merge(paths))


def test_nobody_else_can_write_into_our_own_log(laptop: Place, tmp_path: Path) -> None:
    laptop.judge("one")
    store = laptop.evaluation._workspace.store_id
    line = LOG[3].replace(b'"store-1"', b'"' + store.encode() + b'"')
    forged = build([line], store_id=store, package_seq=1, first_seq=4, rubrics=(), key=KEY, app_version="0")
    with pytest.raises(PackageError, match="the packages of this log before by"):
        finished(laptop.receiving.merge(written(tmp_path, forged.data)))


def test_collecting_takes_what_is_sound_lists_the_rest_and_leaves_it_there(collector: Place, tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    good, bad = package_name("store-1", 1, "a" * 64), package_name("store-1", 2, "b" * 64)
    folder.put(good, part(1, 6))
    folder.put(bad, part(7, 10)[:300])
    report = finished(collector.receiving.collect(folder))
    assert [one.object for one in report.packages] == [good]
    assert [(one.object, one.reason) for one in report.refused] == [(bad, "it is cut short, or no zip archive.")]
    assert folder.get(bad) == part(7, 10)[:300]
    path = tmp_path / receipt_name("store-1", report.packages[0].package_id)
    receipt, key = receipts.read(path.read_bytes())
    assert key == collector.sending.key.fingerprint
    assert (receipt.accepted, receipt.contiguous_through_seq, receipt.refused) == (6, 6, report.refused)

    folder.put(bad, part(7, 10))
    path.unlink()
    healed = finished(collector.receiving.collect(folder))
    assert (healed.refused, healed.receipts, len(collector.lines())) == ((), 2, 10)
    assert finished(collector.receiving.collect(folder)).receipts == 0


def test_collecting_from_a_folder_that_is_not_there_says_so(collector: Place, tmp_path: Path) -> None:
    with pytest.raises(OfflineError):
        finished(collector.receiving.collect(Folder(tmp_path / "stick")))


@pytest.mark.skipif(os.name != "posix", reason="names of bytes, links and pipes need a POSIX system")
def test_whatever_lies_in_an_inbox_is_refused_one_by_one(collector: Place, tmp_path: Path) -> None:
    inbox = tmp_path / "inbox" / "store-1"
    inbox.mkdir(parents=True)
    (inbox / "good.zip").write_bytes(part(1, 10))
    (inbox / "link.zip").symlink_to(inbox / "good.zip")
    os.mkfifo(inbox / "pipe.zip")
    (inbox / "folder.zip").mkdir()
    (inbox / os.fsdecode(b"\xff\x1b[2J.zip")).write_bytes(b"x")
    (inbox / "twin.zip").write_bytes(with_other_bytes(b'{"\\ud800":1,"\\ud800":2}'))
    (tmp_path / "receipts" / "store-1").mkdir(parents=True)
    (tmp_path / "receipts" / "store-1" / f"{a_package(LOG).package_id}.json").symlink_to(inbox / "good.zip")
    report = finished(collector.receiving.collect(Folder(tmp_path)))
    assert [one.object for one in report.packages] == ["inbox/store-1/good.zip"]
    assert len(report.refused) == 5
    assert (inbox / "good.zip").read_bytes() == part(1, 10)
    assert json.dumps([one.reason for one in report.refused]).isascii()


def test_what_is_the_matter_with_the_collector_is_no_packages_fault(disk: Path, tmp_path: Path) -> None:
    share = Memory()
    share.put(package_name("s", 1, "0" * 64), part(1, 10))
    with closing(Evaluation.open(disk / "work.diptych")) as evaluation:
        (disk / "work.diptych.ballast").unlink()
        receiving = evaluation.receiving(tmp_path / "signing-key")
        with filled(disk), pytest.raises(DiskFullError):
            finished(receiving.collect(share))
        assert list(share.names("receipts")) == []
        assert [one.accepted for one in finished(receiving.collect(share)).packages] == [10]


def test_a_folder_that_cannot_be_looked_into_keeps_no_other_out(collector: Place, tmp_path: Path) -> None:
    share = Folder(tmp_path)
    share.put(package_name("s", 1, "0" * 64), part(1, 10))
    locked = tmp_path / "inbox" / "00locked"
    locked.mkdir(mode=0o000)
    with bound_by_permissions():
        report = finished(collector.receiving.collect(share))
    locked.chmod(0o700)
    assert [one.accepted for one in report.packages] == [10]
    assert [one.object for one in report.refused] == ["inbox/00locked"]
