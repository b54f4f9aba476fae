"""Others' packages in: verified whole, taken in once, forks kept, receipts written."""

from collections import Counter
from collections.abc import Callable, Generator, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.domain.names import Instant, instant
from app.domain.package import Fingerprint, Fork, Gap, PackageId, Receipt, Refusal, RefusalNotice
from app.errors import PackageError, UserError, WorkspaceError
from app.formats.lines_in import read_whole
from app.packages import receipts
from app.packages.archive import LARGEST_ARCHIVE
from app.packages.package import Package, read
from app.packages.signing import SigningKey, signing_key, spoken
from app.packages.transport import INBOX, OfflineError, Transport, receipt_name, refusal_name_for
from app.store.workspace import Workspace

MOST_REFUSALS = 50
"""How many refusals are told for one log at most: in a receipt, and in notices."""


@dataclass(frozen=True, slots=True)
class MergedPackage:
    """A package that is in: *accepted* of its events were new with it, *duplicate* ones were there.

    *was_here* says that the package itself had come before, and nothing changed now.
    """

    object: str
    package_id: PackageId
    store_id: str
    key: Fingerprint
    events: int
    head: str
    accepted: int
    duplicate: int
    was_here: bool


@dataclass(frozen=True, slots=True)
class LogExtent:
    """How far a log has arrived, and where it goes on in two copies."""

    store_id: str
    contiguous_through_seq: int
    gaps: tuple[Gap, ...]
    forks: tuple[Fork, ...]


@dataclass(frozen=True, slots=True)
class MergeReport:
    """Packages that are in now, and what is known of their logs; *refused* stayed where it was."""

    packages: tuple[MergedPackage, ...]
    logs: tuple[LogExtent, ...]
    refused: tuple[Refusal, ...] = ()
    receipts: int = 0


class Receiving:
    """The way into one open workspace. Receipts are signed by the key in *key_file*, made when it is first needed."""

    def __init__(self, workspace: Workspace, *, key_file: Path, now: Callable[[], datetime]) -> None:
        self._workspace = workspace
        self._key_file = key_file
        self._now = now

    def merge(self, paths: Sequence[Path], *, trust: Iterable[Fingerprint] = ()) -> Generator[int, None, MergeReport]:
        """Bring the packages *paths* in, all or none; yields how many are in. Raises PackageError with the first fault.

        The keys *trust* are enrolled. A package that came before changes nothing.
        """
        named = tuple(trust)
        merged = []
        with self._workspace.atomic():
            self._enrol(named)
            for path in paths:
                try:
                    merged.append(self._take_in(path.name, read_whole(path, LARGEST_ARCHIVE), named))
                except PackageError as error:
                    raise PackageError(f"{path.name}: {error}") from None
                yield len(merged)
        return MergeReport(tuple(merged), self._extents(merged))

    def collect(self, transport: Transport, *, trust: Iterable[Fingerprint] = ()) -> Generator[int, None, MergeReport]:
        """Take in every sound package of the inbox and write its receipt; yields how many steps are done.

        What is no sound package is listed and left where it lies: sending it again repairs it. Its sender finds a notice
        of the reason, and gets no receipt. Raises OfflineError.
        """
        key = signing_key(self._key_file)
        named = tuple(trust)
        with self._workspace.atomic():
            self._enrol(named)
        merged: list[MergedPackage] = []
        refused: list[Refusal] = []
        for seen, name in enumerate(transport.names(INBOX), 1):
            try:
                data = transport.get(name)
                if data is not None:
                    with self._workspace.atomic():
                        merged.append(self._take_in(name, data, named))
            except (OfflineError, WorkspaceError):
                raise  # no package is to blame for a share that is gone, or for what is the matter here
            except UserError as error:
                refused.append(Refusal(_spelled(name), _spelled(str(error))))
            yield seen
        written = 0
        logs = self._extents(merged)
        for one in merged:
            written += self._write_receipt(one, logs, refused, transport, key)
            yield len(merged) + written
        self._leave_notices(refused, transport, key)
        return MergeReport(tuple(merged), logs, tuple(refused), written)

    def _enrol(self, trust: Iterable[Fingerprint]) -> None:
        for key in trust:
            self._workspace.received.trust(key, "evaluator", now=self._stamp())

    def _take_in(self, name: str, data: bytes, named: Sequence[Fingerprint]) -> MergedPackage:
        """Verify *data* whole, then take it in. The caller holds the transaction."""
        package = read(data)
        received = self._workspace.received
        self._refuse_strangers(package, named)
        if (other := received.other_content(package.events)) is not None:
            raise PackageError(f"its event {other} is known here with other content; two events never share an id.")
        self._refuse_a_fork_of_our_own(package)
        was_here = received.find(package.package_id) is not None
        taken = received.add(package.package_id, package.facts, package.events, data, now=self._stamp())
        return MergedPackage(
            object=_spelled(name),
            package_id=package.package_id,
            store_id=package.facts.store_id,
            key=package.facts.key,
            events=package.facts.events,
            head=package.facts.head,
            accepted=taken.accepted,
            duplicate=taken.duplicate,
            was_here=was_here,
        )

    def _refuse_a_fork_of_our_own(self, package: Package) -> None:
        """Forks are for collectors: in a log that this workspace writes or wrote, one place holds one event.

        What a restore has lost of an older log may come back, where it goes on exactly at its end.
        """
        store_id = package.facts.store_id
        if not self._workspace.outbox.is_own(store_id):
            return
        unknown = self._workspace.received.unknown(package.events)
        if not unknown:
            return
        before = unknown[0].seq - package.facts.first_seq
        prev = package.facts.prev if before == 0 else package.events[before - 1].sha256
        goes_on = (unknown[0].seq - 1, prev) == self._workspace.received.end(store_id)
        if store_id == self._workspace.store_id or not goes_on:
            raise PackageError(
                "it goes on with this workspace's own log in another copy; bring both into a third workspace."
            )

    def _refuse_strangers(self, package: Package, named: Sequence[Fingerprint]) -> None:
        """Hold a package to the keys that are enrolled, and to those that signed for its log before.

        Where none is enrolled, the first key that is met for a log is the one that it is held to.
        """
        key = package.facts.key
        enrolled = self._workspace.received.trusted("evaluator")
        if enrolled and not _is_one_of(key, enrolled):
            raise PackageError(
                f"it is signed by a key that is not enrolled here, {spoken(key)}; if its owner's `diptych evaluator` "
                "prints the same, enrol it with --trust."
            )
        before = self._workspace.received.keys_of(package.facts.store_id)
        if self._workspace.outbox.is_own(package.facts.store_id):
            before = (*before, signing_key(self._key_file).fingerprint)
        if before and key not in before and not _is_one_of(key, named):
            raise PackageError(
                f"it is signed by {spoken(key)}, the packages of this log before by {spoken(before[0])}; if its owner "
                "has a new key, say so with --trust."
            )

    def _extents(self, merged: Iterable[MergedPackage]) -> tuple[LogExtent, ...]:
        found = []
        for store_id in dict.fromkeys(one.store_id for one in merged):
            extent = self._workspace.received.extent(store_id)
            found.append(LogExtent(store_id, extent.contiguous_through_seq, extent.gaps, extent.forks))
        return tuple(found)

    def _write_receipt(
        self,
        one: MergedPackage,
        logs: Sequence[LogExtent],
        refused: Sequence[Refusal],
        transport: Transport,
        key: SigningKey,
    ) -> bool:
        """Put the receipt of a package where its sender looks for it, unless it lies there. Returns whether it was put."""
        log = next(log for log in logs if log.store_id == one.store_id)
        receipt = Receipt(
            schema="diptych/receipt/1",
            package_id=one.package_id,
            store_id=one.store_id,
            events=one.events,
            head=one.head,
            accepted=one.accepted,
            duplicate=one.duplicate,
            contiguous_through_seq=log.contiguous_through_seq,
            gaps=log.gaps,
            forks=log.forks,
            refused=tuple(refusal for refusal in refused if refusal.object.startswith(f"{INBOX}/{one.store_id}/"))[
                :MOST_REFUSALS
            ],
        )
        return _put(receipt_name(one.store_id, one.package_id), receipts.written(receipt, key), transport)

    def _leave_notices(self, refused: Iterable[Refusal], transport: Transport, key: SigningKey) -> None:
        """Say of each refused object why, where its sender looks; whoever has no package in would hear of nothing."""
        told: Counter[str] = Counter()
        for refusal in refused:
            name = refusal_name_for(refusal.object)
            if name is None:
                continue
            folder, _, _ = name.rpartition("/")
            told[folder] += 1
            if told[folder] <= MOST_REFUSALS:
                notice = RefusalNotice("diptych/refusal/1", refusal.object, refusal.reason)
                _put(name, receipts.written_notice(notice, key), transport)

    def _stamp(self) -> Instant:
        return instant(self._now())


def _is_one_of(key: Fingerprint, known: Iterable[Fingerprint]) -> bool:
    return any(key.startswith(one) for one in known)


def _put(name: str, data: bytes, transport: Transport) -> bool:
    """Make *name* hold *data*. Returns whether it did not before."""
    try:
        if transport.get(name) == data:
            return False
    except OfflineError:
        raise
    except UserError:
        pass  # a link or a device in the place of what is to lie there: putting replaces it
    transport.put(name, data)
    return True


def _spelled(text: str) -> str:
    """*text* so that it can be kept and sent: a name in a folder may have bytes that are no characters."""
    return text.encode("utf-8", "backslashreplace").decode()[:500]
