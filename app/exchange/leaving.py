"""What leaves: packages on their way out, and what is told of how far they came."""

from dataclasses import dataclass
from pathlib import Path
from typing import Self

from app import settings
from app.domain.export import Counts
from app.domain.package import Fingerprint, PackageId
from app.exchange.settling import Met
from app.packages.package import Built
from app.store.workspace import Workspace


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
    """A package on its way out, with its bytes; *built* is there while the outbox does not have it yet.

    *in_place_of* names the package of the outbox that turned out damaged, where this one was built for it.
    """

    package_id: PackageId
    store_id: str
    first_seq: int
    last_seq: int
    events: int
    data: bytes
    built: Built | None = None
    in_place_of: PackageId | None = None

    @classmethod
    def of(cls, built: Built, *, in_place_of: PackageId | None = None) -> Self:
        facts = built.facts
        events = (facts.first_seq, facts.last_seq, facts.events)
        return cls(built.package_id, facts.store_id, *events, built.data, built, in_place_of)

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


def refuse_to_replace(workspace: Workspace, dest: Path) -> None:
    """Raises UserError where *dest* is something that the program lives by, and not a file to write judgments to."""
    workspace.refuse_to_replace(dest)
    settings.refuse_to_replace(dest)
