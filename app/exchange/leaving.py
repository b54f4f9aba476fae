"""What leaves: packages on their way out, and what is told of how far they came."""

from dataclasses import dataclass
from pathlib import Path
from typing import Self

from app.domain.export import Counts
from app.domain.package import Fingerprint, PackageId
from app.exchange.settling import Met
from app.packages.package import Built


@dataclass(frozen=True, slots=True)
class ExportedPackage:
    """A package as a file: events *first_seq* to *last_seq* of a log."""

    path: Path
    package_id: PackageId
    store_id: str
    first_seq: int
    last_seq: int
    events: int


@dataclass(frozen=True, slots=True)
class PackagesReport:
    """What was exported: *judgments* counts each once, *findings* those of the newest revision of each."""

    packages: tuple[ExportedPackage, ...]
    judgments: int
    findings: int


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What a sync did. *offline* says in a sentence why the other end was out of reach, or is None.

    *remarks* are sentences about receipts: those that were passed over, and what the collector says is wrong.
    """

    packed: int
    sent: int
    settled: int
    collector: Fingerprint | None
    offline: str | None
    remarks: tuple[str, ...]
    counts: Counts


@dataclass(frozen=True, slots=True)
class Leaving:
    """A package on its way out, with its bytes; *built* is there while the outbox does not have it yet."""

    package_id: PackageId
    store_id: str
    first_seq: int
    last_seq: int
    events: int
    data: bytes
    built: Built | None = None

    @classmethod
    def of(cls, built: Built) -> Self:
        facts = built.facts
        return cls(built.package_id, facts.store_id, facts.first_seq, facts.last_seq, facts.events, built.data, built)

    @property
    def file_name(self) -> str:
        return f"judgments-{self.package_id[:16]}.zip"


@dataclass(frozen=True, slots=True)
class Packed:
    """Packages that are ready to leave; *is_first* says that none ever left before."""

    packages: tuple[Leaving, ...]
    is_first: bool


@dataclass(frozen=True, slots=True)
class Carried:
    """What was found and put at the other end; *sent* lie there whole now, *put* of them only since this time."""

    receipts: tuple[Met, ...]
    sent: tuple[PackageId, ...]
    put: int
    offline: str | None
    remarks: tuple[str, ...]
