"""Packages of others: kept as they came, their events put beside our own, forks kept and counted.

Events of a log stand in `event_subject` in the order of their log, in whatever order the packages came.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sqlite_utils import Database

from app.domain.names import EventId, Instant
from app.domain.package import Fingerprint, Fork, Gap, PackageFacts, PackageId, PackedEvent
from app.store import task_state

Role = Literal["evaluator", "collector"]


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a package's events: new ones, and ones that were there already."""

    accepted: int
    duplicate: int


@dataclass(frozen=True, slots=True)
class Extent:
    """How far a log has arrived: everything through *contiguous_through_seq*, and what is missing behind that."""

    contiguous_through_seq: int
    gaps: tuple[Gap, ...]
    forks: tuple[Fork, ...]


class Received:
    """What came into an open workspace. Whoever writes holds the transaction."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def find(self, package_id: PackageId) -> Taken | None:
        """What became of a package that came before."""
        row = self._db.execute("SELECT accepted, duplicate FROM received WHERE package_id = ?", [package_id]).fetchone()
        return None if row is None else Taken(*row)

    def packages(self) -> tuple[PackageId, ...]:
        """Every package that came in, in the order in which they did."""
        rows = self._db.execute("SELECT package_id FROM received ORDER BY rowid").fetchall()
        return tuple(PackageId(name) for (name,) in rows)

    def data(self, package_id: PackageId) -> bytes:
        """The bytes of a package as they came."""
        row = self._db.execute("SELECT data FROM received WHERE package_id = ?", [package_id]).fetchone()
        return bytes(row[0])

    def other_content(self, events: Sequence[PackedEvent]) -> EventId | None:
        """The first event whose id is known with other content: two events can never share one."""
        for event in events:
            row = self._db.execute("SELECT sha256 FROM event WHERE event_id = ?", [event.event_id]).fetchone()
            if row is not None and row[0] != event.sha256:
                return event.event_id
        return None

    def unknown(self, events: Sequence[PackedEvent]) -> tuple[PackedEvent, ...]:
        """Those of *events* that are not here yet."""
        known = "SELECT 1 FROM event WHERE event_id = ?"
        return tuple(event for event in events if self._db.execute(known, [event.event_id]).fetchone() is None)

    def end(self, store_id: str) -> tuple[int, str]:
        """The number and the hash of the last event of a log that is here."""
        row = self._db.execute(
            "SELECT seq, sha256 FROM event WHERE store_id = ? ORDER BY seq DESC LIMIT 1", [store_id]
        ).fetchone()
        return (0, "0" * 64) if row is None else (row[0], row[1])

    def add(
        self, package_id: PackageId, facts: PackageFacts, events: Sequence[PackedEvent], data: bytes, *, now: Instant
    ) -> Taken:
        """Take a package in. Whatever is there already stays as it is."""
        if (before := self.find(package_id)) is not None:
            return before
        (last,) = self._db.execute("SELECT max(seq) FROM event WHERE store_id = ?", [facts.store_id]).fetchone()
        fresh = [event for event in events if self._add_event(event, facts.store_id)]
        taken = Taken(len(fresh), len(events) - len(fresh))
        self._db.execute(
            "INSERT INTO received (package_id, store_id, package_seq, first_seq, last_seq, events, head, key, accepted, "
            "duplicate, data, received_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                package_id,
                facts.store_id,
                facts.package_seq,
                facts.first_seq,
                facts.last_seq,
                facts.events,
                facts.head,
                facts.key,
                taken.accepted,
                taken.duplicate,
                data,
                now,
            ],
        )
        if fresh and last is not None and fresh[0].seq <= last:
            self._put_in_order(facts.store_id)
        if any(event.evaluator == self._evaluator() for event in fresh):
            task_state.settle_store(self._db, facts.store_id)
        return taken

    def extent(self, store_id: str) -> Extent:
        """How far the log *store_id* has arrived."""
        (first,) = self._db.execute("SELECT min(seq) FROM event WHERE store_id = ?", [store_id]).fetchone()
        gaps = [Gap(1, first - 1)] if first is not None and first > 1 else []
        gaps += [Gap(seq + 1, following - 1) for seq, following in self._db.execute(_GAPS, [store_id])]
        (last,) = self._db.execute("SELECT max(seq) FROM event WHERE store_id = ?", [store_id]).fetchone()
        through = gaps[0].first_seq - 1 if gaps else last or 0
        return Extent(through, tuple(gaps), self._forks(store_id))

    def keys_of(self, store_id: str) -> tuple[Fingerprint, ...]:
        """The keys that signed the packages of a log that were taken in."""
        rows = self._db.execute("SELECT DISTINCT key FROM received WHERE store_id = ?", [store_id])
        return tuple(Fingerprint(key) for (key,) in rows)

    def trust(self, key: Fingerprint, role: Role, *, now: Instant) -> None:
        """Enrol a key, or the first half of one. There is one collector's key and any number of evaluators'."""
        if role == "collector":
            self._db.execute("DELETE FROM trusted_key WHERE role = 'collector'")
        self._db.execute(
            "INSERT INTO trusted_key (key, role, since) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", [key, role, now]
        )

    def trusted(self, role: Role) -> tuple[Fingerprint, ...]:
        rows = self._db.execute("SELECT key FROM trusted_key WHERE role = ? ORDER BY since, key", [role])
        return tuple(Fingerprint(key) for (key,) in rows)

    def _evaluator(self) -> str:
        return str(self._db.execute("SELECT evaluator FROM workspace").fetchone()[0])

    def _add_event(self, event: PackedEvent, store_id: str) -> bool:
        """Put *event* behind all others. Returns False where it is there already."""
        added = self._db.execute(
            "INSERT INTO event (event_id, store_id, seq, line, sha256) VALUES (?, ?, ?, ?, ?) "
            "ON CONFLICT (event_id) DO NOTHING",
            [event.event_id, store_id, event.seq, event.line.decode(), event.sha256],
        )
        if not added.rowcount:
            return False
        self._db.execute(
            "INSERT INTO event_subject (event_id, type, evaluator, task_set, task_id, judgment_id, occasion) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                event.event_id,
                event.type,
                event.evaluator,
                event.task_set,
                event.task_id,
                event.judgment_id,
                event.occasion,
            ],
        )
        return True

    def _put_in_order(self, store_id: str) -> None:
        """Deal the positions of a log's events out anew, so that a later event never stands before an earlier one.

        Packages may come in any order; what a judgment's last event is must not depend on it.
        """
        rows = self._db.execute(_POSITIONS, [store_id]).fetchall()
        positions = sorted(position for position, _ in rows)
        moved = [(to, event) for to, (at, event) in zip(positions, rows, strict=True) if to != at]
        # Out of the way first: a position can be taken only once.
        events = [(event,) for _, event in moved]
        self._db.conn.executemany("UPDATE event_subject SET position = -position WHERE event_id = ?", events)
        self._db.conn.executemany("UPDATE event_subject SET position = ? WHERE event_id = ?", moved)

    def _forks(self, store_id: str) -> tuple[Fork, ...]:
        found: dict[int, list[EventId]] = {}
        for seq, event_id in self._db.execute(_FORKS, {"store": store_id}):
            found.setdefault(seq, []).append(EventId(event_id))
        return tuple(Fork(seq, tuple(ids)) for seq, ids in found.items())


_GAPS = (
    "SELECT seq, following FROM (SELECT seq, lead(seq) OVER (ORDER BY seq) AS following "
    "FROM (SELECT DISTINCT seq FROM event WHERE store_id = ?)) WHERE following > seq + 1 ORDER BY seq"
)
_POSITIONS = (
    "SELECT position, event_id FROM event JOIN event_subject USING (event_id) WHERE store_id = ? ORDER BY seq, event_id"
)
_FORKS = (
    "SELECT seq, event_id FROM event WHERE store_id = :store AND seq IN "
    "(SELECT seq FROM event WHERE store_id = :store GROUP BY seq HAVING count(*) > 1) ORDER BY seq, event_id"
)
