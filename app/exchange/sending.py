"""Own events out: packed once, kept, written to files or sent, done when a receipt names them."""

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import msgspec

from app import __version__
from app.domain.names import Instant, instant
from app.domain.package import Fingerprint, PackageId, Receipt
from app.errors import UserError
from app.formats.writing import WholeFile
from app.packages import receipts
from app.packages.package import Built, Contents, build, contents
from app.packages.signing import SigningKey, signing_key, spoken
from app.packages.transport import OfflineError, Transport, package_name, receipt_name
from app.store.outbox import OutboxEntry, OwnLog
from app.store.workspace import Workspace

MOST_EVENTS = 100_000
MOST_BYTES = 64 * 1024 * 1024
"""What one package holds at most; a longer log becomes several."""


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
class Counts:
    """Judgments of the evaluator's own: “412 saved · 400 received · 12 waiting”.

    *events_waiting* counts events of every kind, so that a retraction that waits is seen as well.
    """

    saved: int
    received: int
    waiting: int
    events_waiting: int


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


class Sending:
    """The way out of one open workspace. What leaves is signed by the key in *key_file*, made when it is first needed."""

    def __init__(self, workspace: Workspace, *, key_file: Path, now: Callable[[], datetime]) -> None:
        self._workspace = workspace
        self._key_file = key_file
        self._now = now

    @property
    def key(self) -> SigningKey:
        """Raises UserError where the key can be neither read nor made."""
        return signing_key(self._key_file)

    def counts(self) -> Counts:
        """How many judgments are saved, received and waiting. Quick enough to ask after every judgment."""
        standing = self._workspace.outbox.standing(self._workspace.evaluator)
        return Counts(standing.saved, standing.saved - standing.waiting, standing.waiting, standing.events_waiting)

    def export(self, dest: Path, *, since_last: bool = False) -> Generator[int, None, PackagesReport]:
        """Write all own events, or those that never left, as packages; yields how many events are packed.

        *dest* is a file, or a folder in which each package gets its own name. The same events make the same file.
        """
        chosen: list[PackageId] = []
        for log in self._logs(since_last=since_last):
            yield from self._pack(log, chosen)
        entries = self._workspace.outbox.entries()
        leaving = [entry for entry in entries if (not entry.was_sent if since_last else entry.package_id in chosen)]
        if len(leaving) > 1 and not dest.is_dir():
            raise UserError(f"There are {len(leaving)} packages to write; give a folder that is there, not a file.")
        tally = _Tally()
        written = []
        for entry in leaving:
            data = self._workspace.outbox.data(entry.package_id)
            written.append(self._write(entry, data, dest))
            tally.add(contents(data).judgments)
        return PackagesReport(tuple(written), tally.judgments, tally.findings)

    def preview(self, *, since_last: bool = False) -> Iterator[Contents]:
        """The files of the packages that `export` would write now, byte for byte. Nothing is kept."""
        if since_last:
            for entry in self._workspace.outbox.entries():
                if not entry.was_sent:
                    yield contents(self._workspace.outbox.data(entry.package_id))
        key = self.key
        for log in self._logs(since_last=since_last):
            for package in self._packages(log, key):
                data = package.data if isinstance(package, Built) else self._workspace.outbox.data(package.package_id)
                yield contents(data)

    def sync(self, transport: Transport, *, collector: Fingerprint | None = None) -> Generator[int, None, SyncReport]:
        """Pack what is new, fetch receipts, send what no receipt names; yields how many steps are done.

        Being offline is no error. *collector* is the key whose receipts count from now on; without one, it is the first
        that is met.
        """
        if collector is not None:
            with self._workspace.atomic():
                self._workspace.received.trust(collector, "collector", now=self._stamp())
                self._workspace.outbox.distrust_receipts_but_of(collector)
        packed: list[PackageId] = []
        for log in self._logs(since_last=True):
            yield from self._pack(log, packed)
        settled = sent = 0
        remarks: list[str] = []
        offline = None
        try:
            for entry in self._workspace.outbox.waiting():
                settled += self._fetch_receipt(entry, transport, remarks)
                yield settled
            for entry in self._workspace.outbox.waiting():
                sent += self._send(entry, transport)
                yield settled + sent
        except OfflineError as error:
            offline = str(error)
        return SyncReport(
            packed=len(packed),
            sent=sent,
            settled=settled,
            collector=self._collector(),
            offline=offline,
            remarks=tuple(dict.fromkeys(remarks)),
            counts=self.counts(),
        )

    def _logs(self, *, since_last: bool) -> Iterator[OwnLog]:
        """The own logs, each from where it is to be packed: from its beginning, or behind the last package."""
        for log in self._workspace.outbox.own_logs():
            first = max(log.first_seq, log.packed_through + 1) if since_last else log.first_seq
            if first <= log.last_seq:
                yield replace(log, first_seq=first)

    def _pack(self, log: OwnLog, into: list[PackageId]) -> Iterator[int]:
        """Pack *log*, each package in a transaction of its own; yields how many events are packed."""
        key = self.key
        done = 0
        for package in self._packages(log, key):
            if isinstance(package, Built):
                with self._workspace.atomic():
                    self._workspace.outbox.keep(package.package_id, package.facts, package.data, now=self._stamp())
                done += package.facts.events
            into.append(package.package_id)
            yield done

    def _packages(self, log: OwnLog, key: SigningKey) -> Iterator[Built | OutboxEntry]:
        """*log* as packages: those that were built before as they are, the others new."""
        number = log.packages
        first = log.first_seq
        before = {
            (entry.first_seq, entry.last_seq): entry
            for entry in self._workspace.outbox.entries()
            if entry.store_id == log.store_id
        }
        while first <= log.last_seq:
            lines, rubrics = self._chunk(log, first)
            last = first + len(lines) - 1
            if (entry := before.get((first, last))) is not None:
                yield entry
            else:
                number += 1
                yield build(
                    lines,
                    store_id=log.store_id,
                    package_seq=number,
                    first_seq=first,
                    rubrics=rubrics,
                    key=key,
                    app_version=__version__,
                )
            first = last + 1

    def _chunk(self, log: OwnLog, first: int) -> tuple[list[bytes], set[str]]:
        """The events of *log* from *first* on that one package holds, and the rubrics that their judgments name."""
        lines: list[bytes] = []
        rubrics: set[str] = set()
        size = 0
        for line in self._workspace.outbox.lines(log.store_id, first, log.last_seq):
            size += len(line) + 1
            if lines and (len(lines) == MOST_EVENTS or size > MOST_BYTES):
                break
            lines.append(line)
            if (judgment := msgspec.json.decode(line, type=_Glance).judgment) is not None:
                rubrics.add(judgment.rubric.sha256)
        return lines, rubrics

    def _write(self, entry: OutboxEntry, data: bytes, dest: Path) -> ExportedPackage:
        with WholeFile(dest, default_name=f"judgments-{entry.package_id[:16]}.zip") as file:
            file.write(data)
        with self._workspace.atomic():
            self._workspace.outbox.note_sent(entry.package_id, now=self._stamp())
        return ExportedPackage(
            file.path, entry.package_id, entry.store_id, entry.first_seq, entry.last_seq, entry.events
        )

    def _fetch_receipt(self, entry: OutboxEntry, transport: Transport, remarks: list[str]) -> bool:
        """Settle *entry* if a receipt of the right key names it. Returns whether it did."""
        try:
            data = transport.get(receipt_name(entry.store_id, entry.package_id))
            if data is None:
                return False
            receipt, key = receipts.read(data)
        except OfflineError:
            raise
        except UserError as error:
            remarks.append(f"A receipt was passed over: {error}")
            return False
        expected = self._collector()
        if expected is not None and not key.startswith(expected):
            remarks.append(
                f"A receipt was passed over: it is signed by {spoken(key)}, not by the collector {spoken(expected)}."
            )
            return False
        remarks.extend(_in_words(receipt))
        if not receipts.settles(receipt, entry.package_id, entry.store_id, entry.events, entry.head):
            remarks.append("A receipt was passed over: it does not name this package with all its events.")
            return False
        with self._workspace.atomic():
            self._workspace.outbox.settle(entry.package_id, data, key, now=self._stamp())
        return True

    def _send(self, entry: OutboxEntry, transport: Transport) -> bool:
        """Put a package into the inbox unless it lies there whole. Returns whether it was put."""
        data = self._workspace.outbox.data(entry.package_id)
        name = package_name(entry.store_id, entry.package_seq, entry.package_id)
        was_put = _lying_there(name, transport) != data
        if was_put:
            transport.put(name, data)
        with self._workspace.atomic():
            self._workspace.outbox.note_sent(entry.package_id, now=self._stamp())
        return was_put

    def _collector(self) -> Fingerprint | None:
        """Whose receipts count: the key that was named, else the one that signed the first receipt."""
        if named := self._workspace.received.trusted("collector"):
            return named[0]
        met = [entry.receipt_key for entry in self._workspace.outbox.entries() if entry.receipt_key is not None]
        return met[0] if met else None

    def _stamp(self) -> Instant:
        return instant(self._now())


class _Named(msgspec.Struct, frozen=True):
    sha256: str


class _GlanceAtJudgment(msgspec.Struct, frozen=True):
    judgment_id: str
    rubric: _Named
    findings: tuple[msgspec.Raw, ...]


class _Glance(msgspec.Struct, frozen=True):
    """The little of an event that packing has to know."""

    judgment: _GlanceAtJudgment | None


class _Tally:
    """Counts judgments and their findings over the lines of packages."""

    def __init__(self) -> None:
        self._findings: dict[str, int] = {}

    def add(self, judgments: bytes) -> None:
        for line in judgments.split(b"\n")[:-1]:
            if (judgment := msgspec.json.decode(line, type=_Glance).judgment) is not None:
                self._findings[judgment.judgment_id] = len(judgment.findings)

    @property
    def judgments(self) -> int:
        return len(self._findings)

    @property
    def findings(self) -> int:
        return sum(self._findings.values())


def _lying_there(name: str, transport: Transport) -> bytes | None:
    try:
        return transport.get(name)
    except OfflineError:
        raise
    except UserError:
        return None  # a link or a device in the place of a package: putting replaces it


def _in_words(receipt: Receipt) -> Iterator[str]:
    """What a collector says is wrong with a log."""
    for fork in receipt.forks:
        yield f"This workspace's log goes on in two copies: the collector has {len(fork.event_ids)} events {fork.seq}."
    for refusal in receipt.refused:
        yield f"The collector refused {refusal.object}: {refusal.reason}"
