"""Packages and receipts exactly as they are written: ``diptych/package/1`` and ``diptych/receipt/1``.

`PackageFacts` is the ``judge`` block of a package's manifest, `Receipt` a whole receipt; as with judgments, the fields are
the published keys.
"""

from dataclasses import dataclass
from typing import Literal, NewType

from app.domain.judgment import EventType
from app.domain.names import EvaluatorId, EventId, JudgmentId, TaskId

PackageId = NewType("PackageId", str)
"""The SHA-256 of a package's manifest: the same content has the same id, whoever sends it and however often."""

Fingerprint = NewType("Fingerprint", str)
"""The SHA-256 of a public key, in lower-case hexadecimal digits."""


@dataclass(frozen=True, slots=True)
class PackageFacts:
    """Which events of which log a package carries: *first_seq* to *last_seq*, without a gap.

    *prev* is the hash before the first of them, *head* that of the last; *key* is the fingerprint of the key that signs.
    """

    format: Literal["diptych/package/1"]
    store_id: str
    package_seq: int
    first_seq: int
    last_seq: int
    events: int
    prev: str
    head: str
    key: Fingerprint
    rubric_sha256: tuple[str, ...]
    schema_version: str
    app_version: str


@dataclass(frozen=True, slots=True)
class PackedEvent:
    """One event as its canonical *line*, without the line feed, and what the line says it is about."""

    event_id: EventId
    seq: int
    type: EventType
    evaluator: EvaluatorId
    task_set: str
    task_id: TaskId
    judgment_id: JudgmentId | None
    occasion: int
    sha256: str
    line: bytes


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something in the inbox that is no sound package: its name there, and the first thing wrong with it."""

    object: str
    reason: str


@dataclass(frozen=True, slots=True)
class Gap:
    """Events *first_seq* to *last_seq* of a log were never received, though later ones were."""

    first_seq: int
    last_seq: int


@dataclass(frozen=True, slots=True)
class Fork:
    """Two or more events stand at one place of one log, because the log went on in two copies. All are kept."""

    seq: int
    event_ids: tuple[EventId, ...]


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a collector has of a package and of the log it is from; written anew on every pass."""

    schema: Literal["diptych/receipt/1"]
    package_id: PackageId
    store_id: str
    events: int
    head: str
    accepted: int
    duplicate: int
    contiguous_through_seq: int
    gaps: tuple[Gap, ...]
    forks: tuple[Fork, ...]
    refused: tuple[Refusal, ...]


@dataclass(frozen=True, slots=True)
class RefusalNotice:
    """What a collector leaves for the sender of an object that it refused, where it has no receipt to say it in."""

    schema: Literal["diptych/refusal/1"]
    object: str
    reason: str
