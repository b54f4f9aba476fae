"""A package: built once the same way, read by the strictest rules, and understood by the standard's own validator."""

import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from app.domain.canonical import canonical, digest
from app.domain.names import EventId
from app.domain.package import Fork, Gap, Receipt, Refusal
from app.errors import PackageError
from app.formats.records import schema
from app.packages import receipts
from app.packages.archive import JUDGMENTS, MANIFEST, SIGNATURE, pack, unpack
from app.packages.package import PAYLOAD_TYPE, build, contents, read
from app.packages.signing import sign
from tests.builders_of_logs import KEY, OTHER_KEY, a_log, a_package
from tests.torture.hostile_imports import rebuilt, resigned

LOG = a_log(5)
BUILT = a_package(LOG)


def test_a_package_reads_back_as_what_it_was_built_of() -> None:
    package = read(BUILT.data)
    assert [event.line for event in package.events] == LOG
    assert [event.seq for event in package.events] == [1, 2, 3, 4, 5]
    assert [event.type for event in package.events] == ["judgment", "revision", "retraction", "skip", "resume"]
    assert (package.package_id, package.facts) == (BUILT.package_id, BUILT.facts)
    assert package.facts.prev == "0" * 64
    assert package.facts.head == digest(LOG[-1])
    assert contents(BUILT.data).judgments == b"".join(line + b"\n" for line in LOG)


def test_equal_events_make_equal_bytes_and_the_manifests_hash_is_the_id() -> None:
    assert a_package(LOG) == BUILT
    assert BUILT.package_id == digest(contents(BUILT.data).manifest)
    assert a_package(LOG[:4]).package_id != BUILT.package_id
    assert a_package(LOG, key=OTHER_KEY).package_id != BUILT.package_id


def test_a_package_may_begin_in_the_middle_of_a_log() -> None:
    package = read(a_package(LOG[2:], first_seq=3).data)
    assert (package.facts.first_seq, package.facts.prev) == (3, digest(LOG[1]))


def test_a_package_without_events_cannot_be_built() -> None:
    with pytest.raises(ValueError, match="at least one event"):
        build([], store_id="s", package_seq=1, first_seq=1, rubrics=(), key=KEY, app_version="0")


def test_the_manifest_obeys_its_schema() -> None:
    manifest = json.loads(contents(BUILT.data).manifest)
    Draft202012Validator(schema("package")).validate(manifest["judge"])


@pytest.mark.filterwarnings("ignore")  # the validator's own libraries warn; what it says of the package is what counts
def test_the_validator_of_data_packages_finds_nothing_wrong_and_finds_a_changed_byte(tmp_path: Path) -> None:
    import frictionless

    with zipfile.ZipFile(_written(tmp_path / "package.zip", BUILT.data)) as archive:
        archive.extractall(tmp_path)
    report = frictionless.validate(str(tmp_path / MANIFEST))
    assert report.valid, report.to_json()
    assert report.tasks[0].stats["rows"] == 5

    judgments = (tmp_path / JUDGMENTS).read_bytes()
    (tmp_path / JUDGMENTS).write_bytes(judgments.replace(b"demo", b"demi", 1))
    assert not frictionless.validate(str(tmp_path / MANIFEST)).valid


def changed(**facts: object) -> bytes:
    """The package with other facts in its manifest, signed rightly."""
    return rebuilt(LOG, **facts)


def with_event(number: int, change: Callable[[dict[str, Any]], object]) -> bytes:
    """The package with one event changed, everything around it made to fit, signed rightly."""
    lines: list[bytes] = []
    prev = "0" * 64
    for at, line in enumerate(LOG):
        event = {**json.loads(line), "prev": prev}
        if at == number:
            change(event)
        lines.append(canonical(event))
        prev = digest(lines[-1])
    return rebuilt(lines)


def resource(**changes: object) -> bytes:
    manifest = json.loads(contents(BUILT.data).manifest)
    manifest["resources"][0].update(changes)
    return resigned(canonical(manifest), contents(BUILT.data).judgments)


def lines_as(judgments: bytes) -> bytes:
    """The package with these very bytes in the place of its lines, and a manifest that describes them."""
    manifest = json.loads(contents(BUILT.data).manifest)
    manifest["resources"][0] |= {"bytes": len(judgments), "hash": f"sha256:{digest(judgments)}"}
    return resigned(canonical(manifest), judgments)


def signed_by_another() -> bytes:
    files = unpack(BUILT.data)
    return pack({**files, SIGNATURE: sign(files[MANIFEST], PAYLOAD_TYPE, OTHER_KEY)})


def other_signature() -> bytes:
    return pack({**unpack(BUILT.data), SIGNATURE: unpack(a_package(LOG[:3]).data)[SIGNATURE]})


JUDGMENT_LINES = contents(BUILT.data).judgments
FAULTS: dict[str, tuple[Callable[[], bytes], str]] = {
    "signature of another manifest": (other_signature, "is not what was signed"),
    "signature by another key": (signed_by_another, "signed by another key than its manifest names"),
    "manifest not canonical": (
        lambda: resigned(contents(BUILT.data).manifest + b" ", JUDGMENT_LINES),
        r"datapackage\.json is not canonical",
    ),
    "manifest no object": (lambda: resigned(b"[]", JUDGMENT_LINES), "Expected object"),
    "manifest with a twin key": (lambda: resigned(b'{"a":1,"a":1}', JUDGMENT_LINES), "“a”: the key “a” stands twice"),
    "a fraction": (lambda: resigned(b'{"a":1.5}', JUDGMENT_LINES), "no fractions"),
    "another path": (lambda: resource(path="https://example.org/x"), "describes other files"),
    "another size": (lambda: resource(bytes=7), "says 7"),
    "another hash": (lambda: resource(hash="sha256:" + "0" * 64), "its hash differs"),
    "another format": (lambda: changed(format="diptych/package/2"), "Invalid enum value"),
    "a store id that is a path": (lambda: changed(store_id="../x"), "“store_id” is no id"),
    "a head that is no hash": (lambda: changed(head="x"), "64 hexadecimal digits"),
    "another head": (lambda: changed(head="0" * 64), "“head” is not the hash of the last event"),
    "another prev": (lambda: changed(prev="1" * 64), "line 1: the event does not follow"),
    "no package number": (lambda: changed(package_seq=0), "out of its range"),
    "numbers that disagree": (lambda: changed(last_seq=9), "disagree"),
    "fewer lines": (lambda: changed(events=6, last_seq=6), "does not have the 6 lines"),
    "another store": (lambda: changed(store_id="store-2"), "line 1: this is not event 1 of the log"),
    "no line feed at the end": (lambda: lines_as(JUDGMENT_LINES[:-1]), "does not have the 5 lines"),
    "line feeds alone": (lambda: lines_as(b"\n" * 5), "line 1: not JSON"),
    "carriage returns": (lambda: lines_as(JUDGMENT_LINES.replace(b"\n", b"\r\n")), "line 1 is not canonical"),
    "a gap": (lambda: with_event(2, lambda event: event.update(seq=9)), "line 3: this is not event 3"),
    "a link that is broken": (
        lambda: with_event(2, lambda event: event.update(prev="2" * 64)),
        "line 3: the event does",
    ),
    "an id twice": (
        lambda: with_event(2, lambda event: event.update(event_id="store-1-1")),
        "“event_id” stands in the",
    ),
    "an id with blanks": (lambda: with_event(0, lambda event: event.update(event_id="a b")), "an id has characters"),
    "no time": (lambda: with_event(0, lambda event: event.update(at="now")), "“at” is no time"),
    "an unknown type": (lambda: with_event(0, lambda event: event.update(type="x")), "Invalid enum value 'x'"),
    "no key": (lambda: with_event(0, lambda event: event.pop("at")), "missing required field at"),
    "no judgment": (lambda: with_event(0, lambda event: event.update(judgment=None)), "needs its judgment"),
    "a judgment too many": (lambda: with_event(0, lambda event: event.update(type="skip")), "has no judgment"),
    "a skip of a judgment": (
        lambda: with_event(3, lambda event: event["about"].update(judgment_id="j")),
        "“about.judgment_id” does not fit",
    ),
    "about another task": (
        lambda: with_event(0, lambda event: event["about"].update(task_id="x")),
        "not the one that “about” names",
    ),
    "by another": (lambda: with_event(0, lambda event: event.update(evaluator="e-x")), "not the one that “about”"),
    "no candidates": (
        lambda: with_event(0, lambda event: event["judgment"].update(candidates=[])),
        "one to three candidates",
    ),
    "a ranking of one": (
        lambda: with_event(0, lambda event: event["judgment"]["verdict"].update(ranking=[["c2"]])),
        "does not name every candidate once",
    ),
    "gaps too many": (
        lambda: with_event(0, lambda event: event["judgment"]["verdict"].update(gaps=[1, 1])),
        "the ranking and its gaps do not fit",
    ),
    "a score for nobody": (
        lambda: with_event(0, lambda event: event["judgment"]["scores"].update(c9={})),
        "a candidate that it does not have",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_the_first_thing_wrong_is_named_though_the_signature_is_right(name: str) -> None:
    data, says = FAULTS[name]
    with pytest.raises(PackageError, match=says):
        read(data())


def test_a_line_beyond_the_cap_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.packages.package.LONGEST_EVENT", 100)
    with pytest.raises(PackageError, match="line 1 is longer than"):
        read(BUILT.data)


def test_keys_that_a_later_version_adds_are_passed_over_and_stay_in_the_line() -> None:
    package = read(with_event(1, lambda event: event.update(zeal={"much": True})))
    assert b'"zeal":{"much":true}' in package.events[1].line


def test_no_byte_of_a_package_can_be_changed_without_notice() -> None:
    for at in range(0, len(BUILT.data), 7):
        wounded = bytearray(BUILT.data)
        wounded[at] ^= 0x10
        try:
            package = read(bytes(wounded))
        except PackageError:
            continue
        # What the zip says of dates and systems is not content.
        assert (package.package_id, package.events) == (BUILT.package_id, read(BUILT.data).events)


def test_a_receipt_is_read_back_and_one_that_was_tampered_with_is_not() -> None:
    receipt = a_receipt()
    data = receipts.written(receipt, KEY)
    assert receipts.read(data) == (receipt, KEY.fingerprint)
    Draft202012Validator(schema("receipt")).validate(json.loads(canonical(receipt)))
    for payload, says in ((b"{", "not JSON"), (b"{}", "missing required field")):
        with pytest.raises(PackageError, match=says):
            receipts.read(sign(payload, receipts.PAYLOAD_TYPE, KEY))
    with pytest.raises(PackageError, match="signed as something else"):
        receipts.read(unpack(BUILT.data)[SIGNATURE])


def test_a_receipt_settles_a_package_only_by_id_log_number_and_head() -> None:
    facts = BUILT.facts
    named = (BUILT.package_id, facts.store_id, facts.events, facts.head)
    assert receipts.settles(a_receipt(), *named)
    for change in (
        {"package_id": "0" * 64},
        {"store_id": "x"},
        {"events": 4},
        {"head": "0" * 64},
        {"accepted": 4},
        {"duplicate": 1},
    ):
        assert not receipts.settles(replace(a_receipt(), **change), *named)


def a_receipt() -> Receipt:
    return Receipt(
        schema="diptych/receipt/1",
        package_id=BUILT.package_id,
        store_id="store-1",
        events=5,
        head=BUILT.facts.head,
        accepted=5,
        duplicate=0,
        contiguous_through_seq=5,
        gaps=(Gap(7, 9),),
        forks=(Fork(3, (EventId("a"), EventId("b"))),),
        refused=(Refusal("inbox/x", "because."),),
    )


def _written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path
