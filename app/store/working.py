"""Working state: blind orders, drafts, places, flags. It stands outside the log and leaves with no export.

A task that comes again has a blind order and a state of its own, in tables of their own.
"""

from dataclasses import dataclass

import msgspec
from sqlite_utils import Database

from app.domain.blind_order import BlindOrder
from app.domain.canonical import canonical
from app.domain.draft import Draft
from app.domain.names import CandidateId, Instant
from app.domain.sitting import Attention, Place
from app.store import task_state
from app.store.task_state import Occasion

_STATE: dict[Occasion, str] = {1: "working_state", 2: "repeat_state"}
_ORDER: dict[Occasion, str] = {1: "blind_order", 2: "repeat_order"}
_KEPT = {"draft": Draft, "place": Place, "attention": Attention}


@dataclass(frozen=True, slots=True)
class Working:
    """What lies in the workspace of a task that was opened; None where nothing was kept."""

    draft: Draft | None
    place: Place | None
    attention: Attention
    is_flagged: bool


def read(db: Database, task: int, occasion: Occasion) -> Working | None:
    row = db.execute(
        f"SELECT draft, place, attention, is_flagged FROM {_STATE[occasion]} WHERE task = ?", [task]
    ).fetchone()
    if row is None:
        return None
    draft, place, attention, is_flagged = row
    return Working(
        draft=None if draft is None else msgspec.json.decode(draft, type=Draft),
        place=None if place is None else msgspec.json.decode(place, type=Place),
        attention=Attention() if attention is None else msgspec.json.decode(attention, type=Attention),
        is_flagged=bool(is_flagged),
    )


def forget_unreadable(db: Database) -> None:
    """Let go of each draft, place and attention that damage has left as text which says nothing any more."""
    for table in _STATE.values():
        for column, kind in _KEPT.items():
            for task, text in db.execute(f"SELECT task, {column} FROM {table} WHERE {column} NOTNULL").fetchall():
                try:
                    msgspec.json.decode(text, type=kind)
                except (msgspec.DecodeError, UnicodeError):
                    db.execute(f"UPDATE {table} SET {column} = NULL WHERE task = ?", [task])


def attention_by_set(db: Database) -> dict[str, tuple[Attention, ...]]:
    """What is kept of the time that was given to every task that was opened, all its occasions together, by task set."""
    given: dict[tuple[str, int], Attention] = {}
    for table in _STATE.values():
        for name, task, attention in db.execute(
            f"SELECT task_set, task, attention FROM {table} JOIN task USING (task) WHERE attention IS NOT NULL"
        ).fetchall():
            one, before = msgspec.json.decode(attention, type=Attention), given.get((name, task), Attention())
            given[name, task] = Attention(before.active_ms + one.active_ms, before.idle_ms + one.idle_ms)
    found: dict[str, tuple[Attention, ...]] = {}
    for (name, _), attention in sorted(given.items()):
        found[name] = (*found.get(name, ()), attention)
    return found


def keep(
    db: Database,
    task: int,
    occasion: Occasion,
    *,
    draft: Draft | None,
    place: Place,
    attention: Attention,
    now: Instant,
) -> None:
    db.execute(
        f"INSERT INTO {_STATE[occasion]} (task, draft, place, attention, kept_at) VALUES (?, ?, ?, ?, ?) "
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
    if occasion == 2:
        # How far a workspace has got is told, also of old backups, by this table alone.
        db.execute("UPDATE working_state SET kept_at = ? WHERE task = ?", [now, task])
    task_state.settle(db, task, occasion)


def drop_draft(db: Database, task: int, occasion: Occasion) -> None:
    db.execute(f"UPDATE {_STATE[occasion]} SET draft = NULL WHERE task = ?", [task])
    task_state.settle(db, task, occasion)


def set_flag(db: Database, task: int, occasion: Occasion, *, flag: bool) -> None:
    db.execute(
        f"INSERT INTO {_STATE[occasion]} (task, is_flagged) VALUES (?, ?) "
        "ON CONFLICT (task) DO UPDATE SET is_flagged = excluded.is_flagged",
        [task, int(flag)],
    )
    task_state.settle(db, task, occasion)


def read_order(db: Database, task: int, occasion: Occasion) -> BlindOrder | None:
    row = db.execute(
        f"SELECT candidates, seed, position_in_block, algorithm, opened_at FROM {_ORDER[occasion]} WHERE task = ?",
        [task],
    ).fetchone()
    if row is None:
        return None
    order = msgspec.json.decode(row[0], type=tuple[str, ...])
    return BlindOrder(tuple(CandidateId(one) for one in order), row[1], row[2], row[3], Instant(row[4]))


def keep_order(db: Database, task: int, occasion: Occasion, order: BlindOrder) -> None:
    db.execute(
        f"INSERT INTO {_ORDER[occasion]} (task, candidates, seed, position_in_block, algorithm, opened_at) "
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
    if occasion == 2:
        task_state.settle(db, task, occasion)


def opened_before(db: Database, task_set: str, candidates: int) -> int:
    """How many blind orders were drawn for tasks of a set with so many candidates."""
    return sum(
        int(
            db.execute(
                # In this order: few tasks of a large set were opened.
                f"SELECT count(*) FROM {table} CROSS JOIN task USING (task) WHERE task_set = ? AND task.candidates = ?",
                [task_set, candidates],
            ).fetchone()[0]
        )
        for table in _ORDER.values()
    )
