"""Packages of this workspace's own events: built once, kept as bytes, done when a receipt has settled them.

Own logs are the one that is being written and those that the workspace wrote before it was restored. A trigger notes each
of them when it begins, so that no road by which a workspace gets a new store id can forget it.
"""

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from sqlite_utils import Database

from app.domain.export import Counts
from app.domain.names import EvaluatorId, Instant
from app.domain.package import Fingerprint, PackageFacts, PackageId
from app.store import log


@dataclass(frozen=True, slots=True)
class OwnLog:
    """A log of this workspace's own: its first and last own event, and through which it is packed already."""

    store_id: str
    first_seq: int
    last_seq: int
    packed_through: int
    packages: int


@dataclass(frozen=True, slots=True)
class OutboxEntry:
    """A package in the outbox, without its bytes."""

    package_id: PackageId
    store_id: str
    package_seq: int
    first_seq: int
    last_seq: int
    events: int
    head: str
    was_sent: bool
    receipt_key: Fingerprint | None


class Outbox:
    """The outbox of an open workspace. Whoever writes holds the transaction."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def own_logs(self) -> tuple[OwnLog, ...]:
        """Every log with events of our own, in the order in which the logs began."""
        rows = self._db.execute(
            "SELECT own_log.store_id, min(seq), max(seq) FROM own_log JOIN event USING (store_id) "
            "GROUP BY own_log.store_id ORDER BY own_log.rowid"
        ).fetchall()
        found = []
        for store_id, first, last in rows:
            packed, packages = self._db.execute(
                "SELECT coalesce(max(last_seq), 0), coalesce(max(package_seq), 0) FROM outbox WHERE store_id = ?",
                [store_id],
            ).fetchone()
            found.append(OwnLog(store_id, first, last, packed, packages))
        return tuple(found)

    def is_own(self, store_id: str) -> bool:
        """Whether the log *store_id* is one that this workspace writes or wrote."""
        return self._db.execute("SELECT 1 FROM own_log WHERE store_id = ?", [store_id]).fetchone() is not None

    def lines(self, store_id: str, first_seq: int, last_seq: int) -> Iterator[bytes]:
        """Own events *first_seq* to *last_seq* as they were hashed, page by page. Raises BrokenError where one is not."""
        return log.lines_of(self._db, store_id, first_seq, last_seq)

    def hash_at(self, store_id: str, seq: int) -> str | None:
        """The hash of event *seq* of a log, if it is there."""
        return log.hash_at(self._db, store_id, seq)

    def keep(
        self,
        package_id: PackageId,
        facts: PackageFacts,
        data: bytes,
        *,
        in_place_of: PackageId | None = None,
        now: Instant,
    ) -> None:
        """Take a package in; *in_place_of* names a damaged one, which is let go unless a receipt has settled it."""
        self._db.execute("DELETE FROM outbox WHERE package_id = ? AND receipt_key IS NULL", [in_place_of])
        self._db.execute(
            "INSERT INTO outbox (package_id, store_id, package_seq, first_seq, last_seq, events, head, data, made_at) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (package_id) DO UPDATE SET data = excluded.data",
            [
                package_id,
                facts.store_id,
                facts.package_seq,
                facts.first_seq,
                facts.last_seq,
                facts.events,
                facts.head,
                data,
                now,
            ],
        )

    def entries(self) -> tuple[OutboxEntry, ...]:
        """Every package that was ever built, in the order in which they were."""
        rows = self._db.execute(
            "SELECT package_id, store_id, package_seq, first_seq, last_seq, events, head, sent_at IS NOT NULL, "
            "receipt_key FROM outbox ORDER BY rowid"
        )
        return tuple(
            OutboxEntry(PackageId(row[0]), row[1], row[2], row[3], row[4], row[5], row[6], bool(row[7]), row[8])
            for row in rows
        )

    def data(self, package_id: PackageId) -> bytes:
        """The bytes of a package as they were built."""
        row = self._db.execute("SELECT data FROM outbox WHERE package_id = ?", [package_id]).fetchone()
        return bytes(row[0])

    def note_sent(self, package_id: PackageId, *, now: Instant) -> None:
        self._db.execute("UPDATE outbox SET sent_at = ? WHERE package_id = ? AND sent_at IS NULL", [now, package_id])

    def settle(self, package_id: PackageId, receipt: bytes, key: Fingerprint, *, now: Instant) -> None:
        self._db.execute(
            "UPDATE outbox SET receipt = ?, receipt_key = ?, received_at = ? WHERE package_id = ?",
            [receipt, key, now, package_id],
        )

    def distrust_receipts_but_of(self, key: Fingerprint) -> None:
        """Let packages wait again whose receipt another key has signed; *key* may be the first half of one."""
        self._db.execute(
            "UPDATE outbox SET receipt = NULL, receipt_key = NULL, received_at = NULL "
            "WHERE substr(receipt_key, 1, length(?)) <> ?",
            [key, key],
        )

    def waiting(self, *, without: Collection[PackageId] = ()) -> tuple[OutboxEntry, ...]:
        """Packages with an event that no receipt names yet, as if there were receipts for those in *without* too."""
        covered = self._covered(without)
        return tuple(
            entry
            for entry in self.entries()
            if entry.receipt_key is None
            and entry.package_id not in without
            and any(True for _ in _uncovered(entry.first_seq, entry.last_seq, covered.get(entry.store_id, [])))
        )

    def counts(self, evaluator: EvaluatorId) -> Counts:
        """How many of *evaluator*'s judgments are saved, and how many of them a collector does not have yet."""
        (saved,) = self._db.execute(_STANDING, {"evaluator": evaluator}).fetchone()
        covered = self._covered()
        ranges = [
            (log.store_id, first, last)
            for log in self.own_logs()
            for first, last in _uncovered(log.first_seq, log.last_seq, covered.get(log.store_id, []))
        ]
        # Counted where they lie: each row that Python fetched would have to wait until a busy screen lets go of it.
        (events,) = self._db.execute(_UNCOVERED, [json.dumps(ranges)]).fetchone()
        (judgments,) = self._db.execute(_WAITING, [json.dumps(ranges)]).fetchone()
        return Counts(saved, saved - judgments, judgments, events)

    def _covered(self, also: Collection[PackageId] = ()) -> dict[str, list[tuple[int, int]]]:
        """What receipts have settled of each log, and what lies in the packages *also*, in the order of the events."""
        covered: dict[str, list[tuple[int, int]]] = {}
        for entry in sorted(self.entries(), key=lambda entry: entry.first_seq):
            if entry.receipt_key is not None or entry.package_id in also:
                covered.setdefault(entry.store_id, []).append((entry.first_seq, entry.last_seq))
        return covered


def _uncovered(first: int, last: int, covered: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """What of *first* to *last* lies in none of the ranges in *covered*, which are sorted by their first."""
    at = first
    for begin, end in covered:
        if begin > last:
            break
        if begin > at:
            yield at, begin - 1
        at = max(at, end + 1)
    if at <= last:
        yield at, last


_STANDS = (
    "type IN ('judgment', 'revision') AND NOT EXISTS (SELECT 1 FROM event_subject AS newer "
    "WHERE newer.judgment_id = {subject}.judgment_id AND newer.position > {subject}.position)"
)
_STANDING = (
    "SELECT count(*) FROM event_subject JOIN event USING (event_id) WHERE evaluator = :evaluator "
    f"AND store_id IN (SELECT store_id FROM own_log) AND {_STANDS.format(subject='event_subject')}"
)
_IN_RANGES = (
    "FROM json_each(?) AS range CROSS JOIN event ON store_id = json_extract(range.value, '$[0]') "
    "AND seq BETWEEN json_extract(range.value, '$[1]') AND json_extract(range.value, '$[2]') "
    "CROSS JOIN event_subject USING (event_id)"
)
_UNCOVERED = f"SELECT count(*) {_IN_RANGES}"
_WAITING = (
    # A judgment waits while any of its events does; one that was retracted is no longer counted as saved.
    f"SELECT count(*) FROM (SELECT DISTINCT judgment_id {_IN_RANGES} WHERE judgment_id IS NOT NULL) AS touched "
    "WHERE (SELECT type FROM event_subject AS newest WHERE newest.judgment_id = touched.judgment_id "
    "ORDER BY position DESC LIMIT 1) <> 'retraction'"
)
