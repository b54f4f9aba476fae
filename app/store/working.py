"""Working state: blind orders, drafts, places, flags. It stands outside the log and leaves with no export."""

from dataclasses import dataclass

import msgspec
from sqlite_utils import Database

from app.domain.blind_order import BlindOrder
from app.domain.canonical import canonical
from app.domain.draft import Draft
from app.domain.names import CandidateId, Instant
from app.domain.sitting import Attention, Place


@dataclass(frozen=True, slots=True)
class Working:
    """What lies in the workspace of a task that was opened; None where nothing was kept."""

    draft: Draft | None
    place: Place | None
    attention: Attention
    is_flagged: bool


def read(db: Database, task: int) -> Working | None:
    row = db.execute("SELECT draft, place, attention, is_flagged FROM working_state WHERE task = ?", [task]).fetchone()
    if row is None:
        return None
    draft, place, attention, is_flagged = row
    return Working(
        draft=None if draft is None else msgspec.json.decode(draft, type=Draft),
        place=None if place is None else msgspec.json.decode(place, type=Place),
        attention=Attention() if attention is None else msgspec.json.decode(attention, type=Attention),
        is_flagged=bool(is_flagged),
    )


def attention_by_set(db: Database) -> dict[str, tuple[Attention, ...]]:
    """What is kept of the time that was given to every task that was opened, by task set."""
    rows = db.execute(
        "SELECT task_set, attention FROM working_state JOIN task USING (task) WHERE attention IS NOT NULL ORDER BY task"
    ).fetchall()
    found: dict[str, tuple[Attention, ...]] = {}
    for name, attention in rows:
        found[name] = (*found.get(name, ()), msgspec.json.decode(attention, type=Attention))
    return found


def keep(db: Database, task: int, *, draft: Draft | None, place: Place, attention: Attention, now: Instant) -> None:
    db.execute(
        "INSERT INTO working_state (task, draft, place, attention, kept_at) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT (task) DO UPDATE SET draft = excluded.draft, place = excluded.place, "
        "attention = excluded.attention, kept_at = excluded.kept_at",
        [
            task,
            None if draft is None else canonical(draft).decode(),
            canonical(place).decode(),
            canonical(attention).decode(),
            now,
        ],
    )


def drop_draft(db: Database, task: int) -> None:
    db.execute("UPDATE working_state SET draft = NULL WHERE task = ?", [task])


def set_flag(db: Database, task: int, *, flag: bool) -> None:
    db.execute(
        "INSERT INTO working_state (task, is_flagged) VALUES (?, ?) "
        "ON CONFLICT (task) DO UPDATE SET is_flagged = excluded.is_flagged",
        [task, int(flag)],
    )


def read_order(db: Database, task: int) -> BlindOrder | None:
    row = db.execute(
        "SELECT candidates, seed, position_in_block, algorithm, opened_at FROM blind_order WHERE task = ?",
        [task],
    ).fetchone()
    if row is None:
        return None
    order = msgspec.json.decode(row[0], type=tuple[str, ...])
    return BlindOrder(tuple(CandidateId(one) for one in order), row[1], row[2], row[3], Instant(row[4]))


def keep_order(db: Database, task: int, order: BlindOrder) -> None:
    db.execute(
        "INSERT INTO blind_order (task, candidates, seed, position_in_block, algorithm, opened_at) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        [
            task,
            canonical(order.order).decode(),
            order.seed,
            order.position_in_block,
            order.algorithm,
            order.opened_at,
        ],
    )


def opened_before(db: Database, task_set: str, candidates: int) -> int:
    """How many tasks of a set with so many candidates have a blind order."""
    return int(
        db.execute(
            "SELECT count(*) FROM blind_order JOIN task USING (task) WHERE task_set = ? AND task.candidates = ?",
            [task_set, candidates],
        ).fetchone()[0]
    )
