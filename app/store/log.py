"""The append-only event log: canonical lines as they were hashed, each chained to the one before.

`event_subject` says in columns what each event is about, in the order in which the events came; it is derived from the
lines and never the other way round.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import msgspec
from sqlite_utils import Database

from app.domain.canonical import canonical, digest
from app.domain.judgment import LONGEST_EVENT, About, Event, EventType, Judgment
from app.domain.names import EvaluatorId, EventId, Instant, JudgmentId, TaskId, TaskKey
from app.errors import BrokenError, UserError
from app.store import task_state

BEFORE_THE_FIRST = "0" * 64
PAGE = 200
TAIL = 1_000
"""How many of the last events are looked through at every start."""


@dataclass(frozen=True, slots=True)
class Link:
    """What an event's line says of its place in the chain and of its subject. Whatever else stands there is not looked at."""

    event_id: EventId
    store_id: str
    seq: int
    prev: str
    type: EventType
    at: Instant
    evaluator: EvaluatorId
    about: About


@dataclass(frozen=True, slots=True)
class Head:
    """The last event of a task's judgment; *judgment* is its newest record, also behind a retraction."""

    judgment_id: JudgmentId
    revision: int
    type: EventType
    at: Instant
    judgment: Judgment


@dataclass(frozen=True, slots=True)
class StandingJudgment:
    """The newest record of a judgment that is not retracted, as canonical JSON."""

    line: bytes
    findings: int


def append(
    db: Database,
    *,
    store_id: str,
    event_id: EventId,
    kind: EventType,
    at: Instant,
    evaluator: EvaluatorId,
    about: About,
    judgment: Judgment | None,
) -> tuple[Event, bytes]:
    """Add an event behind the last one of this store; the event and its line. The caller holds the transaction.

    Raises UserError where it is longer than a package may hold.
    """
    seq, prev = last_link(db, store_id)
    seq += 1
    event = Event(event_id, store_id, seq, prev, kind, at, evaluator, judgment, about)
    link = Link(event_id, store_id, seq, prev, kind, at, evaluator, about)
    line = canonical(event)
    if len(line) > LONGEST_EVENT:
        raise UserError(
            f"What is said about “{about.task_id}” is longer than {LONGEST_EVENT // 1024**2} MiB, and nobody could receive "
            "it; shorten the rationale or the findings."
        )
    _insert(db, link, line)
    return event, line


def link_of(line: bytes) -> Link | None:
    """What *line* says of itself; None where it is no event, or not spelled as one is written."""
    try:
        link = msgspec.json.decode(line, type=Link)
        return link if canonical(msgspec.json.decode(line)) == line else None
    except (ValueError, msgspec.MsgspecError):
        return None


def put_back(db: Database, link: Link, line: bytes) -> None:
    """Add an event as it was written before; it must not be there. The caller holds the transaction."""
    _insert(db, link, line)


def has(db: Database, event_id: EventId) -> bool:
    return db.execute("SELECT 1 FROM event WHERE event_id = ?", [event_id]).fetchone() is not None


def tells_of(db: Database, task_set: str) -> bool:
    """Whether any event is about the task set *task_set*."""
    return db.execute("SELECT 1 FROM event_subject WHERE task_set = ? LIMIT 1", [task_set]).fetchone() is not None


def hashes(db: Database) -> dict[str, str]:
    """The hash of every event by its id."""
    return dict(db.execute("SELECT event_id, sha256 FROM event").fetchall())


def last_link(db: Database, store_id: str) -> tuple[int, str]:
    """The number and the hash of the last event of a store; 0 and 64 zeros before the first."""
    row = db.execute(
        "SELECT seq, sha256 FROM event WHERE store_id = ? ORDER BY seq DESC LIMIT 1", [store_id]
    ).fetchone()
    return (int(row[0]), str(row[1])) if row is not None else (0, BEFORE_THE_FIRST)


def last_at(db: Database) -> Instant | None:
    """When the last event was written, by the clock of then."""
    row = db.execute(
        "SELECT line FROM event JOIN event_subject USING (event_id) ORDER BY position DESC LIMIT 1"
    ).fetchone()
    return None if row is None else msgspec.json.decode(row[0], type=Link).at


def lines(db: Database) -> Iterator[bytes]:
    """Every line in the order in which the events came, page by page."""
    last = 0
    while rows := db.execute(
        "SELECT position, line FROM event_subject JOIN event USING (event_id) WHERE position > ? ORDER BY position LIMIT ?",
        [last, PAGE],
    ).fetchall():
        yield from (line.encode() for _, line in rows)
        last = rows[-1][0]


def lines_of(db: Database, store_id: str, first: int, last: int) -> Iterator[bytes]:
    """The events *first* to *last* of a store as they were hashed, each behind the one before it, page by page.

    Raises BrokenError at the first that is not as it was written, or that is missing.
    """
    at = first
    prev: str | None = None
    while rows := db.execute(_LINES, [store_id, at, last, PAGE]).fetchall():
        for seq, sha256, line in rows:
            written = _as_written(seq, sha256, line)
            if seq != at or (prev is not None and msgspec.json.decode(written, type=_Chained).prev != prev):
                raise BrokenError(f"What stands before event {seq} of the log")
            at, prev = seq + 1, sha256
            yield written


def hash_at(db: Database, store_id: str, seq: int) -> str | None:
    """The hash of event *seq* of a store, if it is there."""
    row = db.execute("SELECT sha256 FROM event WHERE store_id = ? AND seq = ?", [store_id, seq]).fetchone()
    return None if row is None else str(row[0])


def last_lines(db: Database, count: int) -> list[bytes]:
    """The last *count* lines, the newest first."""
    rows = db.execute(
        "SELECT line FROM event_subject JOIN event USING (event_id) ORDER BY position DESC LIMIT ?", [count]
    ).fetchall()
    return [line.encode() for (line,) in rows]


def head(db: Database, key: TaskKey, evaluator: EvaluatorId) -> Head | None:
    """What stands, or stood, of this evaluator's judgment of a task. Raises BrokenError."""
    # The lines one by one: sorted along with their events, every revision's would be read for the sake of the last.
    rows = db.execute(
        "SELECT event_id FROM event_subject WHERE task_set = ? AND task_id = ? AND occasion = ? "
        "AND evaluator = ? AND judgment_id IS NOT NULL ORDER BY position DESC",
        [key.task_set, key.task_id, key.occasion, evaluator],
    )
    last: Event | None = None
    for (event_id,) in rows:
        row = db.execute("SELECT seq, sha256, line FROM event WHERE event_id = ?", [event_id]).fetchone()
        event = msgspec.json.decode(_as_written(*row), type=Event)
        last = last or event
        if event.judgment is not None and last.about.judgment_id is not None:
            return Head(last.about.judgment_id, event.judgment.revision, last.type, last.at, event.judgment)
    return None


def last_about(db: Database, key: TaskKey, evaluator: EvaluatorId) -> Link | None:
    """What the last event about a task by this evaluator says of itself."""
    row = db.execute(
        "SELECT line FROM event WHERE event_id = (SELECT event_id FROM event_subject WHERE task_set = ? AND task_id = ? "
        "AND occasion = ? AND evaluator = ? ORDER BY position DESC LIMIT 1)",
        [key.task_set, key.task_id, key.occasion, evaluator],
    ).fetchone()
    return None if row is None else msgspec.json.decode(row[0], type=Link)


def judged_tasks(db: Database, task_set: str, evaluator: EvaluatorId) -> tuple[tuple[TaskId, int, int], ...]:
    """The tasks of a set that an evaluator judged, each with the places in the log of its first and its last judgment."""
    # In one piece: row by row a thread would have to wait for a busy screen again and again.
    (rows,) = db.execute(
        "SELECT json_group_array(json_array(task_id, first, last)) FROM (SELECT task_id, min(position) AS first, "
        "max(position) AS last FROM event_subject WHERE task_set = ? AND evaluator = ? "
        "AND type IN ('judgment', 'revision') AND occasion = 1 GROUP BY task_id)",
        [task_set, evaluator],
    ).fetchone()
    return msgspec.json.decode(rows, type=tuple[tuple[TaskId, int, int], ...])


def about_task(db: Database, key: TaskKey, evaluator: EvaluatorId) -> Iterator[Event]:
    """Every event about a task by this evaluator, in the order of the log. Raises BrokenError."""
    rows = db.execute(
        "SELECT seq, sha256, line FROM event_subject JOIN event USING (event_id) WHERE task_set = ? AND task_id = ? "
        "AND occasion = ? AND evaluator = ? ORDER BY position",
        [key.task_set, key.task_id, key.occasion, evaluator],
    )
    for row in rows:
        yield msgspec.json.decode(_as_written(*row), type=Event)


def counts(db: Database, evaluator: EvaluatorId) -> dict[str, int]:
    """How many events of each kind an evaluator has."""
    rows = db.execute("SELECT type, count(*) FROM event_subject WHERE evaluator = ? GROUP BY type", [evaluator])
    return {str(kind): int(count) for kind, count in rows.fetchall()}


def end(db: Database) -> int:
    """The place of the last event, up to which an export reads."""
    return int(db.execute("SELECT coalesce(max(position), 0) FROM event_subject").fetchone()[0])


def standing_judgments(db: Database, *, through: int, task_set: str | None) -> Iterator[StandingJudgment]:
    """The newest record of every judgment that is not retracted, page by page, in the order of the log.

    Raises BrokenError.
    """
    last = 0
    while rows := db.execute(_STANDING, {"last": last, "through": through, "set": task_set, "page": PAGE}).fetchall():
        for row in rows:
            # A part of a canonical line is canonical as it stands.
            record = _CARRYING.decode(_as_written(*row[1:])).judgment
            yield StandingJudgment(bytes(record), len(_FOUND.decode(record).findings))
        last = rows[-1][0]


def rationales(db: Database, *, evaluator: EvaluatorId, without: TaskKey, limit: int) -> tuple[str, ...]:
    """The last *limit* rationales of an evaluator's judgments of other tasks, as they are stored, the oldest first."""
    rows = db.execute(
        _RATIONALES,
        {"evaluator": evaluator, "set": without.task_set, "task": without.task_id, "limit": limit, "through": end(db)},
    ).fetchall()
    return tuple(str(text) for (text,) in reversed(rows))


def count_retracted(db: Database, *, through: int, task_set: str | None) -> int:
    """How many judgments end in a retraction."""
    return int(db.execute(_RETRACTED, {"through": through, "set": task_set}).fetchone()[0])


def damage(db: Database, store_id: str, *, last: int | None = None) -> Iterator[str]:
    """What is wrong with the events of the log, or with the *last* ones of this store and of the others, a sentence each."""
    yield from broken_links(db, store_id, last=last)
    yield from broken_lines(db, store_id, last=last)


def broken_links(db: Database, store_id: str, *, last: int | None = None) -> Iterator[str]:
    """What is wrong with the chain of a store's events, or with its *last* ones, a sentence each; page by page."""
    end, _ = last_link(db, store_id)
    seq = 0 if last is None else max(0, end - last)
    prev = BEFORE_THE_FIRST if seq == 0 else None
    expected = seq + 1
    while rows := db.execute(_CHAIN, [store_id, seq, PAGE]).fetchall():
        for row in rows:
            seq, sha256, line = row[:3]
            found = digest(line.encode())
            if seq != expected:
                yield f"Event {expected} is missing from the log: after it comes event {seq}."
            elif found != sha256 or not _is_as_written(line, tuple(row[3:]), prev):
                yield f"Event {seq} of the log was changed after it was written."
            expected, prev = seq + 1, found


def broken_lines(db: Database, store_id: str, *, last: int | None = None) -> Iterator[str]:
    """Which events of all other stores than this one, or of their *last* ones, are not as they were written.

    They are this workspace's own from before it was restored or copied, and those of others that were merged: what came
    of their chains may have gaps, but each line has its hash.
    """
    row = 0 if last is None else db.execute("SELECT coalesce(max(rowid), 0) FROM event").fetchone()[0] - last
    while rows := db.execute(_OTHERS, [store_id, row, PAGE]).fetchall():
        for _, store, seq, sha256, line, *columns in rows:
            if digest(line.encode()) != sha256 or not _is_as_written(line, tuple(columns), None):
                yield f"Event {seq} of the log {store} was changed after it was written."
        row = rows[-1][0]


def _insert(db: Database, link: Link, line: bytes) -> None:
    db.execute(
        "INSERT INTO event (event_id, store_id, seq, line, sha256) VALUES (?, ?, ?, ?, ?)",
        [link.event_id, link.store_id, link.seq, line.decode(), digest(line)],
    )
    about = link.about
    db.execute(
        "INSERT INTO event_subject (event_id, type, evaluator, task_set, task_id, judgment_id, occasion) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            link.event_id,
            link.type,
            link.evaluator,
            about.task_set,
            about.task_id,
            about.judgment_id,
            about.occasion,
        ],
    )
    task_state.settle_about(db, about.task_set, about.task_id, about.occasion)


def _as_written(seq: int, sha256: str, line: str) -> bytes:
    """*line*, if it still has its hash."""
    written = line.encode()
    if digest(written) != sha256:
        raise BrokenError(f"Event {seq} of the log")
    return written


def _is_as_written(line: str, columns: tuple[str | int | None, ...], prev: str | None) -> bool:
    """Whether *line* names *prev* as the hash before it, where that is known, and *columns* say what it says."""
    try:
        link = msgspec.json.decode(line, type=Link)
    except msgspec.MsgspecError:
        return False
    about = link.about
    said = (
        link.event_id,
        link.type,
        link.evaluator,
        about.task_set,
        about.task_id,
        about.judgment_id,
        about.occasion,
    )
    return said == columns and prev in (None, link.prev)


class _Chained(msgspec.Struct):
    """An event's line as far as the hash of the one before it."""

    prev: str


class _Carrying(msgspec.Struct):
    """An event's line as far as its judgment, which is left as it is."""

    judgment: msgspec.Raw


class _Found(msgspec.Struct):
    """A judgment as far as its findings, which are only counted."""

    findings: list[msgspec.Raw]


_CARRYING = msgspec.json.Decoder(_Carrying)
_FOUND = msgspec.json.Decoder(_Found)
_LINES = "SELECT seq, sha256, line FROM event WHERE store_id = ? AND seq >= ? AND seq <= ? ORDER BY seq LIMIT ?"
_CHAIN = (
    "SELECT seq, sha256, line, event.event_id, type, evaluator, task_set, task_id, judgment_id, occasion "
    "FROM event LEFT JOIN event_subject USING (event_id) WHERE store_id = ? AND seq > ? ORDER BY seq LIMIT ?"
)
_OTHERS = (
    "SELECT event.rowid, store_id, seq, sha256, line, event.event_id, type, evaluator, task_set, task_id, judgment_id, "
    "occasion FROM event LEFT JOIN event_subject USING (event_id) WHERE store_id != ? AND event.rowid > ? "
    "ORDER BY event.rowid LIMIT ?"
)
_STANDS_LAST = (
    "NOT EXISTS (SELECT 1 FROM event_subject AS newer WHERE newer.judgment_id = event_subject.judgment_id "
    "AND newer.position > event_subject.position AND newer.position <= :through)"
)
_STANDING = (
    "SELECT position, seq, sha256, line FROM event_subject JOIN event USING (event_id) "
    "WHERE position > :last AND position <= :through AND type IN ('judgment', 'revision') "
    f"AND (:set IS NULL OR task_set = :set) AND {_STANDS_LAST} ORDER BY position LIMIT :page"
)
_RATIONALES = (
    "SELECT json_extract(line, '$.judgment.rationale.text') FROM event_subject JOIN event USING (event_id) "
    "WHERE type IN ('judgment', 'revision') AND evaluator = :evaluator AND NOT (task_set = :set AND task_id = :task) "
    f"AND {_STANDS_LAST} ORDER BY position DESC LIMIT :limit"
)
_RETRACTED = (
    "SELECT count(*) FROM event_subject WHERE position <= :through AND type = 'retraction' "
    f"AND (:set IS NULL OR task_set = :set) AND {_STANDS_LAST}"
)
