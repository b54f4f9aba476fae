"""The append-only event log: canonical lines as they were hashed, each chained to the one before.

`event_subject` says in columns what each event is about, in the order in which the events came; it is derived from the
lines and never the other way round.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import msgspec
from sqlite_utils import Database

from app.domain.canonical import canonical, digest
from app.domain.judgment import About, Event, EventType, Judgment
from app.domain.names import EvaluatorId, EventId, Instant, JudgmentId, TaskKey

BEFORE_THE_FIRST = "0" * 64
PAGE = 200


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
) -> Event:
    """Add an event behind the last one of this store. The caller holds the transaction."""
    last = db.execute(
        "SELECT seq, sha256 FROM event WHERE store_id = ? ORDER BY seq DESC LIMIT 1", [store_id]
    ).fetchone()
    seq, prev = (last[0] + 1, last[1]) if last is not None else (1, BEFORE_THE_FIRST)
    event = Event(event_id, store_id, seq, prev, kind, at, evaluator, judgment, about)
    line = canonical(event)
    db.execute(
        "INSERT INTO event (event_id, store_id, seq, line, sha256) VALUES (?, ?, ?, ?, ?)",
        [event_id, store_id, seq, line.decode(), digest(line)],
    )
    db.execute(
        "INSERT INTO event_subject (event_id, type, evaluator, task_set, task_id, judgment_id) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        [event_id, kind, evaluator, about.task_set, about.task_id, about.judgment_id],
    )
    return event


def head(db: Database, key: TaskKey, evaluator: EvaluatorId) -> Head | None:
    """What stands, or stood, of this evaluator's judgment of a task."""
    rows = db.execute(
        "SELECT line FROM event_subject JOIN event USING (event_id) WHERE task_set = ? AND task_id = ? "
        "AND evaluator = ? AND judgment_id IS NOT NULL ORDER BY position DESC",
        [key.task_set, key.task_id, evaluator],
    )
    last: Event | None = None
    for (line,) in rows:
        event = msgspec.json.decode(line, type=Event)
        last = last or event
        if event.judgment is not None and last.about.judgment_id is not None:
            return Head(last.about.judgment_id, event.judgment.revision, last.type, last.at, event.judgment)
    return None


def about_task(db: Database, key: TaskKey, evaluator: EvaluatorId) -> Iterator[Event]:
    """Every event about a task by this evaluator, in the order of the log."""
    rows = db.execute(
        "SELECT line FROM event_subject JOIN event USING (event_id) WHERE task_set = ? AND task_id = ? "
        "AND evaluator = ? ORDER BY position",
        [key.task_set, key.task_id, evaluator],
    )
    for (line,) in rows:
        yield msgspec.json.decode(line, type=Event)


def end(db: Database) -> int:
    """The place of the last event, up to which an export reads."""
    return int(db.execute("SELECT coalesce(max(position), 0) FROM event_subject").fetchone()[0])


def standing_judgments(db: Database, *, through: int, task_set: str | None) -> Iterator[StandingJudgment]:
    """The newest record of every judgment that is not retracted, page by page, in the order of the log."""
    last = 0
    while rows := db.execute(_STANDING, {"last": last, "through": through, "set": task_set, "page": PAGE}).fetchall():
        for _, line in rows:
            record = msgspec.json.decode(line)["judgment"]
            yield StandingJudgment(canonical(record), len(record["findings"]))
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


def broken_links(db: Database, store_id: str) -> Iterator[str]:
    """What is wrong with the chain of this store's events, a sentence each."""
    expected, prev = 1, BEFORE_THE_FIRST
    for seq, line, sha256 in db.execute(
        "SELECT seq, line, sha256 FROM event WHERE store_id = ? ORDER BY seq", [store_id]
    ):
        found = digest(line.encode())
        if seq != expected:
            yield f"Event {expected} is missing from the log: after it comes event {seq}."
        elif found != sha256 or msgspec.json.decode(line).get("prev") != prev:
            yield f"Event {seq} of the log was changed after it was written."
        expected, prev = seq + 1, found


_STANDS_LAST = (
    "NOT EXISTS (SELECT 1 FROM event_subject AS newer WHERE newer.judgment_id = event_subject.judgment_id "
    "AND newer.position > event_subject.position AND newer.position <= :through)"
)
_STANDING = (
    "SELECT position, line FROM event_subject JOIN event USING (event_id) "
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
