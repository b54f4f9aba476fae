"""Own events out: packed once, kept, written to files or sent, done when a receipt names them."""

from collections.abc import Callable, Generator, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import msgspec

from app import __version__
from app.domain.export import Counts, Excerpt, Survey
from app.domain.names import Instant, instant
from app.domain.package import Fingerprint, PackageId
from app.errors import PackageError, UserError
from app.exchange.leaving import (
    Carried,
    ExportedPackage,
    Leaving,
    PackagesReport,
    Packed,
    SyncReport,
    refuse_to_replace,
)
from app.exchange.settling import Met, fetched
from app.exchange.tallying import EventGlance, Tally
from app.formats.writing import WholeFile, place_in
from app.packages.package import Built, Contents, build, contents, read
from app.packages.signing import SigningKey, signing_key
from app.packages.transport import OfflineError, Transport, package_name
from app.steps import finished
from app.store.outbox import OutboxEntry, OwnLog
from app.store.workspace import Workspace

MOST_EVENTS = 100_000
MOST_BYTES = 64 * 1024 * 1024
"""What one package holds at most; a longer log becomes several."""


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

    def make_key(self) -> None:
        """Make the key of this installation if there is none. Raises UserError where it cannot be."""
        signing_key(self._key_file)

    def counts(self) -> Counts:
        """How many judgments are saved, received and waiting. Quick enough to ask after every judgment."""
        return self._workspace.outbox.counts(self._workspace.evaluator)

    @property
    def nothing_has_left(self) -> bool:
        """Whether no package was ever written or sent: the moment to show its preview before the first one is."""
        return not any(entry.was_sent for entry in self._workspace.outbox.entries())

    def export(self, dest: Path, *, since_last: bool = False) -> Generator[int, None, PackagesReport]:
        """Write all own events, or those that never left, as packages; yields how many events are packed.

        *dest* is a file, or a folder in which each package gets its own name. The same events make the same file.
        """
        packed = yield from self.pack(since_last=since_last)
        self.keep(packed)
        return (yield from self.write(packed, dest))

    def preview(self, *, since_last: bool = False) -> Iterator[Contents]:
        """The files of the packages that `export` would write now, byte for byte. Nothing is kept."""
        for package in finished(self.pack(since_last=since_last)).packages:
            yield contents(package.data)

    def pack(self, *, since_last: bool = False) -> Generator[int, None, Packed]:
        """The packages that are to leave, those that were built before as they are; yields how many events they hold.

        It only reads, so it may run beside the one who writes: `keep` and `write` are for that one.
        """
        key = self.key
        leaving = list(self._left_over(key)) if since_last else []
        done = sum(package.events for package in leaving)
        for log in self._logs(since_last=since_last):
            for package in self._packages(log, key):
                ready = Leaving.of(package) if isinstance(package, Built) else self._ready(package, key)
                leaving.append(ready)
                done += ready.events
                yield done
        return Packed(tuple(leaving), is_first=self.nothing_has_left)

    def survey(self, packed: Packed) -> Survey:
        """What is in *packed*, read by the reader that would read it elsewhere."""
        tally = Tally()
        problems = []
        excerpts: list[Excerpt] = []
        for package in packed.packages:
            inside = contents(package.data)
            tally.add(inside.judgments)
            excerpts.extend(Excerpt(name, data) for name, data in inside.files)
            try:
                read(package.data)
            except PackageError as error:
                problems.append(f"A package would be refused elsewhere: {error}")
        return Survey(
            file_name=packed.packages[0].file_name if packed.packages else "",
            judgments=tally.judgments,
            findings=tally.findings,
            tasks=0,
            dropped={},
            escaped=None,
            problems=tuple(problems),
            excerpts=tuple(excerpts),
            is_whole=True,
            files=len(packed.packages),
            must_be_seen=packed.is_first,
        )

    def keep(self, packed: Packed) -> None:
        """Take what is new in *packed* into the outbox, from which it is sent again as it is."""
        for package in packed.packages:
            if package.built is not None:
                with self._workspace.atomic():
                    self._workspace.outbox.keep(
                        package.package_id,
                        package.built.facts,
                        package.data,
                        in_place_of=package.in_place_of,
                        now=self._stamp(),
                    )

    def write(self, packed: Packed, dest: Path) -> Generator[int, None, PackagesReport]:
        """Write what was kept to *dest*, a file or a folder; yields how many events are written."""
        if len(packed.packages) > 1 and not dest.is_dir():
            raise UserError(
                f"There are {len(packed.packages)} packages to write: what was restored goes on in a log of its own, and "
                f"a package holds {MOST_EVENTS:,} events at most. Give a folder that is there, or leave out what left "
                "already (--since-last)."
            )
        tally = Tally()
        written: list[ExportedPackage] = []
        for package in packed.packages:
            written.append(self._write(package, dest))
            tally.add(contents(package.data).judgments)
            yield sum(one.events for one in written)
        return PackagesReport(tuple(written), tally.judgments, tally.findings)

    def sync(self, transport: Transport, *, collector: Fingerprint | None = None) -> Generator[int, None, SyncReport]:
        """Pack what is new, fetch receipts, send what no receipt names; yields how many steps are done.

        Being offline is no error. *collector* is the key whose receipts count from now on; without one, it is the first
        that is met.
        """
        if collector is not None:
            with self._workspace.atomic():
                self._workspace.received.trust(collector, "collector", now=self._stamp())
                self._workspace.outbox.distrust_receipts_but_of(collector)
        packed = yield from self.pack(since_last=True)
        self.keep(packed)
        carried = yield from self.carry(transport)
        return self.record(packed, carried)

    def carry(self, transport: Transport) -> Generator[int, None, Carried]:
        """Fetch receipts and send what no receipt names; yields how many steps are done.

        It reads the workspace and does not write it, so that a slow share holds nobody up: `record` is for the one who
        writes. What is not recorded is done again, and changes nothing.
        """
        receipts_met: list[Met] = []
        sent: list[PackageId] = []
        remarks: list[str] = []
        offline = None
        put = 0
        try:
            for entry in self._workspace.outbox.waiting():
                expected = self.collector or (receipts_met[0].key if receipts_met else None)
                if (met := fetched(entry, transport, expected, remarks)) is not None:
                    receipts_met.append(met)
                yield len(receipts_met)
            settled = {met.package_id for met in receipts_met}
            for entry in self._workspace.outbox.waiting(without=settled):
                put += self._send(entry, transport)
                sent.append(entry.package_id)
                yield len(receipts_met) + len(sent)
        except OfflineError as error:
            offline = str(error)
        return Carried(tuple(receipts_met), tuple(sent), put, offline, tuple(dict.fromkeys(remarks)))

    def record(self, packed: Packed, carried: Carried) -> SyncReport:
        """Note what was *carried*: packages with their receipt are done, the others were sent and wait for theirs."""
        with self._workspace.atomic():
            for met in carried.receipts:
                self._workspace.outbox.settle(met.package_id, met.data, met.key, now=self._stamp())
            for package_id in carried.sent:
                self._workspace.outbox.note_sent(package_id, now=self._stamp())
        return SyncReport(
            packed=sum(package.built is not None for package in packed.packages),
            sent=carried.put,
            settled=len(carried.receipts),
            collector=self.collector,
            offline=carried.offline,
            remarks=carried.remarks,
            counts=self.counts(),
        )

    def _logs(self, *, since_last: bool) -> Iterator[OwnLog]:
        """The own logs, each from where it is to be packed: from its beginning, or behind the last package."""
        for log in self._workspace.outbox.own_logs():
            first = max(log.first_seq, log.packed_through + 1) if since_last else log.first_seq
            if first <= log.last_seq:
                yield replace(log, first_seq=first)

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
            lines, rubrics = self._chunk(log.store_id, first, log.last_seq)
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

    def _chunk(self, store_id: str, first: int, last: int) -> tuple[list[bytes], set[str]]:
        """The events from *first* on that one package holds, *last* at most, and the rubrics that they name."""
        lines: list[bytes] = []
        rubrics: set[str] = set()
        size = 0
        for line in self._workspace.outbox.lines(store_id, first, last):
            size += len(line) + 1
            if lines and (len(lines) == MOST_EVENTS or size > MOST_BYTES):
                break
            lines.append(line)
            if (judgment := msgspec.json.decode(line, type=EventGlance).judgment) is not None:
                rubrics.add(judgment.rubric.sha256)
        return lines, rubrics

    def _left_over(self, key: SigningKey) -> Iterator[Leaving]:
        """The packages that were built before and never left, or that left damaged and still wait for their receipt."""
        outbox = self._workspace.outbox
        waiting = {entry.package_id for entry in outbox.waiting()}
        for entry in outbox.entries():
            if not entry.was_sent:
                yield self._ready(entry, key)
            elif entry.package_id in waiting and (ready := self._ready(entry, key)).built is not None:
                yield ready

    def _ready(self, entry: OutboxEntry, key: SigningKey) -> Leaving:
        """A package that was built before, as it lies in the outbox; built anew where it is damaged there.

        Equal events make equal packages, so that what comes of it is mostly the very one that was there.
        """
        data = self._workspace.outbox.data(entry.package_id)
        if self._is_sound(entry, data):
            return Leaving(entry.package_id, entry.store_id, entry.first_seq, entry.last_seq, entry.events, data)
        lines, rubrics = self._chunk(entry.store_id, entry.first_seq, entry.last_seq)
        built = build(
            lines,
            store_id=entry.store_id,
            package_seq=entry.package_seq,
            first_seq=entry.first_seq,
            rubrics=rubrics,
            key=key,
            app_version=__version__,
        )
        return Leaving.of(built, in_place_of=entry.package_id)

    def _is_sound(self, entry: OutboxEntry, data: bytes) -> bool:
        """Whether a collector would take the package *data*, and it holds what the log does."""
        try:
            package = read(data)
        except PackageError:
            return False
        head = self._workspace.outbox.hash_at(entry.store_id, entry.last_seq)
        return package.package_id == entry.package_id and head in (None, package.facts.head)

    def _write(self, package: Leaving, dest: Path) -> ExportedPackage:
        refuse_to_replace(self._workspace, place_in(dest, package.file_name))
        with WholeFile(dest, default_name=package.file_name) as file:
            file.write(package.data)
        with self._workspace.atomic():
            self._workspace.outbox.note_sent(package.package_id, now=self._stamp())
        return ExportedPackage(
            file.path, package.package_id, package.store_id, package.first_seq, package.last_seq, package.events
        )

    def _send(self, entry: OutboxEntry, transport: Transport) -> bool:
        """Put a package into the inbox unless it lies there whole. Returns whether it was put."""
        data = self._workspace.outbox.data(entry.package_id)
        name = package_name(entry.store_id, entry.package_seq, entry.package_id)
        was_put = _lying_there(name, transport) != data
        if was_put:
            transport.put(name, data)
        return was_put

    @property
    def collector(self) -> Fingerprint | None:
        """Whose receipts count: the key that was named, else the one that signed the first receipt."""
        if named := self._workspace.received.trusted("collector"):
            return named[0]
        met = [entry.receipt_key for entry in self._workspace.outbox.entries() if entry.receipt_key is not None]
        return met[0] if met else None

    def _stamp(self) -> Instant:
        return instant(self._now())


def _lying_there(name: str, transport: Transport) -> bytes | None:
    try:
        return transport.get(name)
    except OfflineError:
        raise
    except UserError:
        return None  # a link or a device in the place of a package: putting replaces it
