"""Own events out: packed once, sent again as they are, done when a receipt names them."""

import getpass
import os
import platform
import socket
import uuid
from dataclasses import astuple, replace
from pathlib import Path

import pytest

from app.domain.export import Counts
from app.domain.names import TaskId, TaskKey
from app.domain.package import Receipt, RefusalNotice
from app.domain.queue import SkipReason
from app.errors import UserError, WorkspaceError
from app.evaluation import Evaluation
from app.exchange import sending as sending_module
from app.packages import receipts
from app.packages.package import contents, read
from app.packages.signing import opened
from app.packages.transport import Folder, Memory, receipt_name, refusal_name
from app.steps import finished
from tests.builders_of_logs import KEY
from tests.unit.exchange.conftest import NewPlace, Place


def test_an_export_holds_every_event_and_the_next_the_same_bytes(laptop: Place, tmp_path: Path) -> None:
    laptop.judge("one", "two")
    first = finished(laptop.sending.export(tmp_path / "first.zip"))
    again = finished(laptop.sending.export(tmp_path / "again.zip"))
    assert (first.judgments, first.findings) == (2, 0)
    assert [replace(one, path=tmp_path) for one in again.packages] == [
        replace(one, path=tmp_path) for one in first.packages
    ]
    assert (tmp_path / "first.zip").read_bytes() == (tmp_path / "again.zip").read_bytes()
    package = read((tmp_path / "first.zip").read_bytes())
    assert [event.line.decode() for event in package.events] == laptop.lines()
    assert package.facts.key == laptop.sending.key.fingerprint


def test_in_a_folder_a_package_has_its_own_name(laptop: Place, tmp_path: Path) -> None:
    laptop.judge("one")
    (package,) = finished(laptop.sending.export(tmp_path)).packages
    assert package.path == tmp_path / f"judgments-{package.package_id[:16]}.zip"


def test_since_last_packs_what_is_new_and_goes_on_from_there(laptop: Place, tmp_path: Path) -> None:
    laptop.judge("one")
    finished(laptop.sending.export(tmp_path / "1.zip", since_last=True))
    laptop.judge("two")
    laptop.retract("one")
    report = finished(laptop.sending.export(tmp_path / "2.zip", since_last=True))
    (package,) = report.packages
    assert (package.first_seq, package.last_seq, report.judgments) == (2, 3, 1)
    facts = [read((tmp_path / name).read_bytes()).facts for name in ("1.zip", "2.zip")]
    assert facts[1].prev == facts[0].head
    assert [one.package_seq for one in facts] == [1, 2]
    nothing = finished(laptop.sending.export(tmp_path / "3.zip", since_last=True))
    assert (nothing.packages, (tmp_path / "3.zip").exists()) == ((), False)


def test_a_package_that_was_packed_and_never_written_leaves_with_the_next(laptop: Place, tmp_path: Path) -> None:
    laptop.judge("one")
    with pytest.raises(UserError, match="Could not write"):
        finished(laptop.sending.export(tmp_path / "gone" / "1.zip", since_last=True))
    assert len(finished(laptop.sending.export(tmp_path / "1.zip", since_last=True)).packages) == 1


def test_an_empty_log_is_no_package(laptop: Place, tmp_path: Path) -> None:
    assert finished(laptop.sending.export(tmp_path)).packages == ()
    assert list(laptop.sending.preview()) == []


def test_a_long_log_becomes_several_packages_and_needs_a_folder(
    laptop: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop.judge("one", "two", "three")
    monkeypatch.setattr(sending_module, "MOST_EVENTS", 2)
    with pytest.raises(UserError, match="There are 2 packages to write: what was restored"):
        finished(laptop.sending.export(tmp_path / "file.zip"))
    report = finished(laptop.sending.export(tmp_path))
    assert [(one.first_seq, one.last_seq) for one in report.packages] == [(1, 2), (3, 3)]
    assert report.judgments == 3
    monkeypatch.setattr(sending_module, "MOST_BYTES", 10)
    assert [one.events for one in finished(laptop.sending.export(tmp_path)).packages] == [1, 1, 1]


@pytest.mark.parametrize("since_last", [False, True])
def test_the_preview_is_what_leaves_to_the_byte_and_keeps_nothing(
    laptop: Place, tmp_path: Path, since_last: bool
) -> None:
    laptop.judge("one")
    if since_last:
        with pytest.raises(UserError, match="Could not write"):
            finished(laptop.sending.export(tmp_path / "gone" / "1.zip", since_last=True))
    laptop.judge("two")
    packed_before = len(laptop.evaluation._workspace.outbox.entries())
    seen = list(laptop.sending.preview(since_last=since_last))
    assert len(laptop.evaluation._workspace.outbox.entries()) == packed_before
    report = finished(laptop.sending.export(tmp_path, since_last=since_last))
    left = [read(one.path.read_bytes()) for one in report.packages]
    assert [one.judgments for one in seen] == [b"".join(e.line + b"\n" for e in package.events) for package in left]
    assert list(laptop.sending.preview()) == list(laptop.sending.preview())


def test_before_the_first_package_leaves_that_can_be_told(laptop: Place, tmp_path: Path) -> None:
    laptop.judge("one")
    list(laptop.sending.preview())
    assert laptop.sending.nothing_has_left
    finished(laptop.sending.export(tmp_path))
    assert not laptop.sending.nothing_has_left


def test_beside_a_window_nothing_can_be_packed_but_everything_previewed(laptop: Place, tmp_path: Path) -> None:
    laptop.judge("one")
    beside = Evaluation.open_for_reading(laptop.folder / "work.diptych")
    sending = beside.sending(laptop.key_file)
    assert len(list(sending.preview())) == 1
    assert sending.counts() == Counts(1, 0, 1, 1)
    with pytest.raises(WorkspaceError):
        finished(sending.export(tmp_path / "x.zip"))
    beside.close()


def test_a_hundred_packages_and_their_receipts_say_nothing_about_machines_and_people(
    laptop: Place, collector: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop.judge("one", "two", "three")
    laptop.retract("two")
    for _ in range(48):
        laptop.evaluation.skip(TaskKey("demo", TaskId("two")), SkipReason.OTHER)
        laptop.evaluation.resume(TaskKey("demo", TaskId("two")))
    monkeypatch.setattr(sending_module, "MOST_EVENTS", 1)
    memory = Memory()
    finished(laptop.sending.sync(memory))
    finished(collector.receiving.collect(memory))
    assert len(memory.objects) == 200
    everything = b"\n".join(
        part
        for name, data in memory.objects.items()
        for part in (
            data,
            *(astuple(contents(data)) if name.endswith(".zip") else (opened(data, receipts.PAYLOAD_TYPE).payload,)),
        )
    )
    name = f"{uuid.getnode():012x}"
    secrets = {
        "user": getpass.getuser(),
        "host": socket.gethostname(),
        "node": platform.node(),
        "home": str(Path.home()),
        "folder": str(laptop.folder),
        "temporary": str(tmp_path),
        "address": name,
        "address with colons": ":".join(name[at : at + 2] for at in range(0, 12, 2)),
        "system": platform.platform(),
        "private key": laptop.sending.key.seed.hex(),
        "collector's private key": collector.sending.key.seed.hex(),
        "process": f"pid{os.getpid()}",
    }
    # A name of one or two letters is found in any text; it says nothing there.
    assert [what for what, text in secrets.items() if len(text) > 3 and text.encode() in everything] == []


def test_what_was_synced_waits_until_a_receipt_names_it(laptop: Place, collector: Place, tmp_path: Path) -> None:
    laptop.judge("one", "two")
    assert laptop.sending.counts() == Counts(saved=2, received=0, waiting=2, events_waiting=2)
    sent = finished(laptop.sending.sync(Folder(tmp_path)))
    assert (sent.packed, sent.sent, sent.settled, sent.counts.waiting) == (1, 1, 0, 2)
    assert finished(laptop.sending.sync(Folder(tmp_path))).sent == 0

    finished(collector.receiving.collect(Folder(tmp_path)))
    settled = finished(laptop.sending.sync(Folder(tmp_path)))
    assert (settled.settled, settled.counts) == (1, Counts(2, 2, 0, 0))
    assert settled.collector == collector.sending.key.fingerprint

    laptop.judge("three")
    laptop.retract("one")
    assert laptop.sending.counts() == Counts(saved=2, received=1, waiting=1, events_waiting=2)


def test_what_was_exported_to_a_file_is_not_packed_again_but_sent(laptop: Place, tmp_path: Path) -> None:
    laptop.judge("one")
    (package,) = finished(laptop.sending.export(tmp_path / "x.zip")).packages
    memory = Memory()
    report = finished(laptop.sending.sync(memory))
    assert (report.packed, report.sent) == (0, 1)
    assert list(memory.objects.values()) == [(tmp_path / "x.zip").read_bytes()]
    assert package.package_id[:32] in next(iter(memory.objects))


def test_a_larger_package_over_what_arrived_already_is_not_sent(
    laptop: Place, collector: Place, tmp_path: Path
) -> None:
    memory = Memory()
    for name in ("one", "two"):
        laptop.judge(name)
        finished(laptop.sending.sync(memory))
    finished(collector.receiving.collect(memory))
    finished(laptop.sending.sync(memory))
    finished(laptop.sending.export(tmp_path / "all.zip"))
    assert finished(laptop.sending.sync(memory)).sent == 0
    assert laptop.sending.counts().waiting == 0


def test_half_an_object_is_put_again(laptop: Place) -> None:
    laptop.judge("one")
    memory = Memory()
    finished(laptop.sending.sync(memory))
    ((name, whole),) = memory.objects.items()
    memory.objects[name] = whole[:100]
    assert finished(laptop.sending.sync(memory)).sent == 1
    assert memory.objects[name] == whole


def test_being_offline_is_no_error_and_loses_nothing(laptop: Place, tmp_path: Path) -> None:
    laptop.judge("one")
    report = finished(laptop.sending.sync(Folder(tmp_path / "stick")))
    assert report.offline == "The folder stick is not there now; nothing is lost, try again when it is."
    assert (report.packed, report.sent, report.counts.waiting) == (1, 0, 1)
    (tmp_path / "stick").mkdir()
    assert finished(laptop.sending.sync(Folder(tmp_path / "stick"))).sent == 1


def a_receipt_for(laptop: Place) -> tuple[str, Receipt]:
    (entry,) = laptop.evaluation._workspace.outbox.waiting()
    receipt = Receipt(
        schema="diptych/receipt/1",
        package_id=entry.package_id,
        store_id=entry.store_id,
        events=entry.events,
        head=entry.head,
        accepted=entry.events,
        duplicate=0,
        contiguous_through_seq=entry.last_seq,
        gaps=(),
        forks=(),
        refused=(),
    )
    return receipt_name(entry.store_id, entry.package_id), receipt


def test_a_receipt_by_another_key_than_the_collectors_settles_nothing(laptop: Place, collector: Place) -> None:
    laptop.judge("one")
    memory = Memory()
    expected = collector.sending.key.fingerprint
    finished(laptop.sending.sync(memory, collector=expected))
    name, receipt = a_receipt_for(laptop)
    memory.put(name, receipts.written(receipt, KEY))
    report = finished(laptop.sending.sync(memory))
    assert (report.settled, report.counts.waiting) == (0, 1)
    assert "not by the collector" in report.remarks[0]
    finished(collector.receiving.collect(memory))
    assert finished(laptop.sending.sync(memory)).counts.waiting == 0


def test_a_sender_whose_only_package_was_refused_hears_why_until_it_is_taken(laptop: Place, collector: Place) -> None:
    laptop.judge("one")
    memory = Memory()
    finished(laptop.sending.sync(memory, collector=collector.sending.key.fingerprint))
    finished(collector.receiving.collect(Memory(), trust=[KEY.fingerprint]))
    finished(collector.receiving.collect(memory))
    told = finished(laptop.sending.sync(memory))
    (remark,) = told.remarks
    assert remark.startswith("The collector refused inbox/")
    assert "a key that is not enrolled here" in remark
    assert (told.settled, told.counts.waiting) == (0, 1)

    finished(collector.receiving.collect(memory, trust=[laptop.sending.key.fingerprint]))
    taken = finished(laptop.sending.sync(memory))
    assert (taken.remarks, taken.settled, taken.counts.waiting) == ((), 1, 0)


def test_a_refusal_by_another_key_than_the_collectors_is_not_heard(laptop: Place, collector: Place) -> None:
    laptop.judge("one")
    memory = Memory()
    finished(laptop.sending.sync(memory, collector=collector.sending.key.fingerprint))
    (entry,) = laptop.evaluation._workspace.outbox.waiting()
    name = refusal_name(entry.store_id, entry.package_id)
    notice = RefusalNotice("diptych/refusal/1", "inbox/x", "send it to me instead.")
    memory.put(name, receipts.written_notice(notice, KEY))
    assert finished(laptop.sending.sync(memory)).remarks == ()
    memory.put(name, b"{}")
    assert "passed over" in finished(laptop.sending.sync(memory)).remarks[0]


def test_naming_the_collector_takes_back_what_another_had_acknowledged(laptop: Place, collector: Place) -> None:
    laptop.judge("one")
    memory = Memory()
    finished(laptop.sending.sync(memory))
    name, receipt = a_receipt_for(laptop)
    memory.put(name, receipts.written(receipt, KEY))
    assert finished(laptop.sending.sync(memory)).collector == KEY.fingerprint
    assert laptop.sending.counts().waiting == 0
    report = finished(laptop.sending.sync(memory, collector=collector.sending.key.fingerprint))
    assert (report.collector, report.counts.waiting) == (collector.sending.key.fingerprint, 1)


def test_a_receipt_that_is_damaged_or_names_less_is_passed_over_and_told(laptop: Place) -> None:
    laptop.judge("one")
    memory = Memory()
    finished(laptop.sending.sync(memory))
    name, receipt = a_receipt_for(laptop)
    memory.put(name, b"{}")
    assert "A receipt was passed over: its signature cannot be read" in finished(laptop.sending.sync(memory)).remarks[0]
    memory.put(name, receipts.written(replace(receipt, head="0" * 64), KEY))
    report = finished(laptop.sending.sync(memory))
    assert report.remarks == ("A receipt was passed over: it does not name this package with all its events.",)
    assert report.counts.waiting == 1


def test_what_is_sent_never_holds_what_others_sent_us(laptop: Place, new_place: NewPlace, tmp_path: Path) -> None:
    other = new_place("other")
    other.judge("one", "two", "three")
    finished(other.sending.export(tmp_path / "other.zip"))
    laptop.judge("one")
    finished(laptop.receiving.merge([tmp_path / "other.zip"]))
    assert laptop.sending.counts() == Counts(1, 0, 1, 1)
    (package,) = finished(laptop.sending.export(tmp_path / "own.zip")).packages
    assert package.events == 1


@pytest.mark.skipif(os.name != "posix", reason="links and pipes need a POSIX system")
def test_a_link_in_the_place_of_a_package_is_replaced(laptop: Place, tmp_path: Path) -> None:
    laptop.judge("one")
    finished(laptop.sending.sync(Folder(tmp_path)))
    (package,) = (tmp_path / "inbox").rglob("*.zip")
    package.unlink()
    package.symlink_to(tmp_path / "elsewhere")
    assert finished(laptop.sending.sync(Folder(tmp_path))).sent == 1
    assert not package.is_symlink()
    assert not (tmp_path / "elsewhere").exists()
