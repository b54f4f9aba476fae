"""A package: events of one log as a Frictionless Data Package in a zip, signed. Built once, read strictly.

Pure: bytes in, values out. The manifest's hash is the package's id, so one content has one id, and nobody can change a
byte of a package and keep its name.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any

import msgspec

from app.domain.canonical import canonical, digest
from app.domain.judgment import LONGEST_EVENT, Event
from app.domain.package import PackageFacts, PackageId, PackedEvent
from app.errors import PackageError
from app.formats.strict_json import StrictJSONError, decode
from app.packages.archive import JUDGMENTS, MANIFEST, SIGNATURE, pack, unpack
from app.packages.signing import SigningKey, opened, sign

PAYLOAD_TYPE = "application/vnd.diptych.datapackage.v1+json"
MOST_EVENTS = 200_000

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,127}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")


@dataclass(frozen=True, slots=True)
class Package:
    """A package with everything in it: *data* is the zip as it is sent, byte for byte."""

    package_id: PackageId
    facts: PackageFacts
    events: tuple[PackedEvent, ...]
    data: bytes


@dataclass(frozen=True, slots=True)
class Built:
    """A package that was just made, without its events."""

    package_id: PackageId
    facts: PackageFacts
    data: bytes


@dataclass(frozen=True, slots=True)
class Contents:
    """The three files of a package as they go out."""

    manifest: bytes
    signature: bytes
    judgments: bytes

    @property
    def files(self) -> tuple[tuple[str, bytes], ...]:
        """Each by its name, in the order in which they stand in the zip."""
        return ((MANIFEST, self.manifest), (SIGNATURE, self.signature), (JUDGMENTS, self.judgments))


def build(
    lines: Sequence[bytes],
    *,
    store_id: str,
    package_seq: int,
    first_seq: int,
    rubrics: Iterable[str],
    key: SigningKey,
    app_version: str,
) -> Built:
    """The package of consecutive events, as canonical *lines*. Equal input gives equal bytes."""
    if not lines:
        raise ValueError("a package holds at least one event")
    judgments = b"".join(line + b"\n" for line in lines)
    facts = PackageFacts(
        format="diptych/package/1",
        store_id=store_id,
        package_seq=package_seq,
        first_seq=first_seq,
        last_seq=first_seq + len(lines) - 1,
        events=len(lines),
        prev=msgspec.json.decode(lines[0])["prev"],
        head=digest(lines[-1]),
        key=key.fingerprint,
        rubric_sha256=tuple(sorted(set(rubrics))),
        schema_version="diptych/judgment/1",
        app_version=app_version,
    )
    manifest = canonical(_descriptor(facts, judgments))
    envelope = sign(manifest, PAYLOAD_TYPE, key)
    data = pack({MANIFEST: manifest, SIGNATURE: envelope, JUDGMENTS: judgments})
    return Built(PackageId(digest(manifest)), facts, data)


def is_whole(data: bytes, package_id: PackageId) -> bool:
    """Whether *data* is the package *package_id*, to the last byte that was signed. Its events are not looked at."""
    try:
        files = unpack(data)
        _facts(files[MANIFEST], files[JUDGMENTS])
        signed = opened(files[SIGNATURE], PAYLOAD_TYPE)
    except PackageError:
        return False
    return signed.payload == files[MANIFEST] and digest(files[MANIFEST]) == package_id


def contents(data: bytes) -> Contents:
    """What stands in the package *data*, for a person who wants to see it. Raises PackageError."""
    files = unpack(data)
    return Contents(files[MANIFEST], files[SIGNATURE], files[JUDGMENTS])


def read(data: bytes) -> Package:
    """The package in *data*, everything in it checked. Raises PackageError with the first thing that is wrong.

    The signature comes before the manifest, the manifest before the events: nothing is interpreted that was not shown to
    be what was signed.
    """
    files = unpack(data)
    manifest = files[MANIFEST]
    signed = opened(files[SIGNATURE], PAYLOAD_TYPE)
    if signed.payload != manifest:
        raise PackageError(f"{MANIFEST} is not what was signed.")
    facts = _facts(manifest, files[JUDGMENTS])
    if facts.key != signed.key:
        raise PackageError("it is signed by another key than its manifest names.")
    return Package(PackageId(digest(manifest)), facts, tuple(_events(facts, files[JUDGMENTS])), data)


def _descriptor(facts: PackageFacts, judgments: bytes) -> dict[str, object]:
    """The manifest, a Data Package 2 descriptor: https://datapackage.org/standard/data-package/."""
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "diptych-judgments",
        "resources": [
            {
                "name": "judgments",
                "type": "table",
                "path": JUDGMENTS,
                "format": "jsonl",
                "encoding": "utf-8",
                "bytes": len(judgments),
                "hash": f"sha256:{digest(judgments)}",
                # The keys of a canonical line stand in the order of the alphabet, not of the schema.
                "schema": {
                    "fieldsMatch": "equal",
                    "fields": [{"name": one.name, "type": _TYPES.get(one.name, "string")} for one in fields(Event)],
                },
            }
        ],
        "judge": facts,
    }


_TYPES = {"seq": "integer", "judgment": "object", "about": "object"}


class _Resource(msgspec.Struct, frozen=True):
    path: str
    hash: str
    bytes: int


class _Manifest(msgspec.Struct, frozen=True):
    resources: tuple[_Resource, ...]
    judge: PackageFacts


def _facts(manifest: bytes, judgments: bytes) -> PackageFacts:
    plain = _strictly(manifest, MANIFEST)
    try:
        record = msgspec.convert(plain, _Manifest)
    except msgspec.ValidationError as error:
        raise PackageError(f"{MANIFEST}: {str(error).replace('`', '')}.") from None
    facts = record.judge
    if len(record.resources) != 1 or record.resources[0].path != JUDGMENTS:
        raise PackageError(f"{MANIFEST} describes other files than {JUDGMENTS} alone.")
    if record.resources[0].bytes != len(judgments):
        raise PackageError(f"{JUDGMENTS} has {len(judgments)} bytes; {MANIFEST} says {record.resources[0].bytes}.")
    if record.resources[0].hash != f"sha256:{digest(judgments)}":
        raise PackageError(f"{JUDGMENTS} is not what {MANIFEST} describes (its hash differs).")
    if not _ID.fullmatch(facts.store_id):
        raise PackageError(f"{MANIFEST}: “store_id” is no id.")
    if not all(_SHA256.fullmatch(one) for one in (facts.prev, facts.head, facts.key, *facts.rubric_sha256)):
        raise PackageError(f"{MANIFEST}: a hash is not 64 hexadecimal digits.")
    if facts.package_seq < 1 or facts.first_seq < 1 or not 1 <= facts.events <= MOST_EVENTS:
        raise PackageError(f"{MANIFEST}: a number is out of its range.")
    if facts.last_seq != facts.first_seq + facts.events - 1:
        raise PackageError(f"{MANIFEST}: “first_seq”, “last_seq” and “events” disagree.")
    return facts


def _events(facts: PackageFacts, judgments: bytes) -> Iterator[PackedEvent]:
    # Counted before it is split: a file of line feeds alone would fill the memory with empty lines.
    if judgments.count(b"\n") != facts.events or not judgments.endswith(b"\n"):
        raise PackageError(f"{JUDGMENTS} does not have the {facts.events} lines that {MANIFEST} says.")
    prev = facts.prev
    ids = set()
    for seq, line in enumerate(judgments[:-1].split(b"\n"), facts.first_seq):
        where = f"{JUDGMENTS}, line {seq - facts.first_seq + 1}"
        event = _event(line, where)
        if event.store_id != facts.store_id or event.seq != seq:
            raise PackageError(f"{where}: this is not event {seq} of the log that {MANIFEST} names.")
        if event.prev != prev:
            raise PackageError(f"{where}: the event does not follow the one before it (“prev” differs).")
        if event.event_id in ids:
            raise PackageError(f"{where}: its “event_id” stands in the package twice.")
        ids.add(event.event_id)
        prev = digest(line)
        yield PackedEvent(
            event.event_id,
            seq,
            event.type,
            event.evaluator,
            event.about.task_set,
            event.about.task_id,
            event.about.judgment_id,
            event.about.occasion,
            prev,
            line,
        )
    if prev != facts.head:
        raise PackageError(f"{MANIFEST}: “head” is not the hash of the last event.")


def _event(line: bytes, where: str) -> Event:
    if len(line) > LONGEST_EVENT:
        raise PackageError(f"{where} is longer than {LONGEST_EVENT // 1024**2} MiB.")
    plain = _strictly(line, where)
    try:
        # Strictly typed; keys that a later version added are passed over, and stay in the line.
        event = msgspec.convert(plain, Event)
    except msgspec.ValidationError as error:
        raise PackageError(f"{where}: {str(error).replace('`', '')}.") from None
    if fault := _contradiction(event):
        raise PackageError(f"{where}: {fault}")
    return event


def _contradiction(event: Event) -> str | None:
    """What in *event* cannot be true together with the rest of it."""
    about, judgment = event.about, event.judgment
    ids = (event.event_id, event.evaluator, *((about.judgment_id,) if about.judgment_id is not None else ()))
    if not all(_ID.fullmatch(one) for one in ids):
        return "an id has characters that no id has."
    if not _INSTANT.fullmatch(event.at):
        return "“at” is no time of the form 2026-01-31T09:40:00.000Z."
    if (judgment is not None) != (event.type in ("judgment", "revision")):
        return f"an event of type “{event.type}” {'has no' if judgment is not None else 'needs its'} judgment."
    if (about.judgment_id is not None) != (event.type in ("judgment", "revision", "retraction")):
        return f"“about.judgment_id” does not fit an event of type “{event.type}”."
    if judgment is None:
        return None
    said = (judgment.judgment_id, judgment.task.task_set, judgment.task.task_id, judgment.evaluator, judgment.occasion)
    if said != (about.judgment_id, about.task_set, about.task_id, event.evaluator, about.occasion):
        return "the judgment is not the one that “about” names."
    known = {one.candidate_id for one in judgment.candidates}
    ranked = [one for tier in judgment.verdict.ranking for one in tier]
    if not 1 <= len(known) <= 3 or len(known) != len(judgment.candidates):
        return "a judgment has one to three candidates, each once."
    if ranked and (set(ranked) != known or len(ranked) != len(known)):
        return "the ranking does not name every candidate once."
    if len(judgment.verdict.gaps) != max(0, len(judgment.verdict.ranking) - 1):
        return "the ranking and its gaps do not fit."
    named = {*judgment.scores, *(one.candidate_id for one in judgment.findings)}
    if not named <= known:
        return "it scores or criticises a candidate that it does not have."
    return None


# Any: JSON data has no narrower type that a checker could follow.
def _strictly(data: bytes, where: str) -> Any:
    """The value that *data* spells, if it is spelled the one canonical way."""
    try:
        plain = decode(data)
        if canonical(plain) == data:
            return plain
    except StrictJSONError as error:
        field = f", “{error.field[:100]}”" if error.field else ""
        raise PackageError(f"{where}{field}: {error.message}") from None
    except (ValueError, RecursionError) as error:
        raise PackageError(f"{where}: {str(error)[:200]}.") from None
    raise PackageError(f"{where} is not canonical JSON.")
