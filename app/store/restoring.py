"""Put a workspace back: from a backup, or from what can be read of the damaged one, with every judgment that is known.

What stood there before is kept beside it under another name, never deleted. A restored workspace begins a new store id,
so that a receiver never takes what is written from here on for what was written before.
"""

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from app.domain.names import EvaluatorId
from app.domain.recovery import Restored
from app.durability import sync_folder
from app.errors import ReadOnlyError, UserError, WorkspaceError
from app.store import connection, log, task_state, tasks, working
from app.store.files import beside, give_second_name, is_forbidden
from app.store.journal import journal_of, write_anew
from app.store.salvage import Salvaged, read
from app.store.schema import hash_lines, strange_parts

_WITH_IT = ("-wal", "-shm")


def restore(
    path: Path, backup: Path | None, *, evaluator: Callable[[], EvaluatorId], new_id: Callable[[], str]
) -> Restored:
    """Put *backup* in the place of *path* or, without one, what can be read of it. Raises WorkspaceError.

    Judgments that the journal or the old file have beyond the backup come along, if it is a backup of this workspace. What
    a newer version wrote is left in its place: nobody here could tell what would be lost with it.
    """
    held = connection.lock(path)
    try:
        if is_forbidden(path, write=True):
            raise ReadOnlyError(
                f"The workspace {path.name} may only be read; give yourself the right to write it first."
            )
        connection.refuse_newer(path)
        return _restore(path, backup, evaluator, new_id)
    except (OSError, sqlite3.Error) as error:
        raise connection.refusal(path, error) from error
    finally:
        held.release()


def rebuild(path: Path, into: Path, *, evaluator: Callable[[], EvaluatorId], new_id: Callable[[], str]) -> Restored:
    """Build a workspace *into* of what can be read of *path*, which is left as it is. Raises WorkspaceError."""
    held = connection.lock(path)
    try:
        return _build(path, None, into, evaluator, new_id)
    except (OSError, sqlite3.Error) as error:
        raise connection.refusal(path, error) from error
    finally:
        held.release()


def _restore(
    path: Path, backup: Path | None, evaluator: Callable[[], EvaluatorId], new_id: Callable[[], str]
) -> Restored:
    into = beside(path, ".restoring")
    for left_over in (into, *(beside(into, suffix) for suffix in _WITH_IT), journal_of(into)):
        left_over.unlink(missing_ok=True)
    built = _build(path, backup, into, evaluator, new_id)
    kept_aside = _swap(path, into)
    return replace(built, path=path, kept_aside=kept_aside)


def _build(
    path: Path,
    backup: Path | None,
    into: Path,
    evaluator: Callable[[], EvaluatorId],
    new_id: Callable[[], str],
) -> Restored:
    if backup is not None:
        _copy(backup, into)
    db = connection.connect_for_writing(into)
    try:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)").close()
        if backup is not None and (strange := strange_parts(db)):
            raise WorkspaceError(
                f"{backup.name} is no backup that Diptych made: it holds “{strange[0]}”; choose another."
            )
        salvaged = read(path, empty=into)
        if backup is not None and _is_of_another(db, salvaged):
            raise WorkspaceError(
                f"{backup.name} is a backup of another workspace; open it under its own name, or choose another."
            )
        store_id = new_id()
        if backup is None:
            if not salvaged.events and not salvaged.rows:
                raise WorkspaceError(f"Nothing can be read of {path.name} and there is no journal of it.")
            _fill(db, salvaged, store_id, EvaluatorId(salvaged.evaluator) if salvaged.evaluator else evaluator())
        with db.atomic():
            db.execute("UPDATE workspace SET store_id = ?", [store_id])
            added = _bring_up_to_date(db, salvaged)
            task_state.settle_all(db)
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)").close()
        write_anew(journal_of(into), log.lines(db))
        events = log.end(db)
        (count,) = db.execute("SELECT count(*) FROM task").fetchone()
    except BaseException:
        db.close()
        for unfinished in (into, *(beside(into, suffix) for suffix in _WITH_IT)):
            unfinished.unlink(missing_ok=True)
        raise
    db.close()
    from_journal = len(added & salvaged.from_journal)
    return Restored(into, store_id, events, from_journal, len(added) - from_journal, count, ())


def _copy(backup: Path, into: Path) -> None:
    """Take *backup* as a stranger's file: looked through first, copied by SQLite, its own functions never trusted."""
    if not backup.exists():
        raise UserError(f"There is no backup {backup.name}; name one of those in the folder “backups”.")
    db = connection.connect_for_reading(backup)
    try:
        row = db.execute("SELECT store_id FROM workspace").fetchone()
        broken = None if row is None else next(log.damage(db, row[0]), None)
        if row is None or broken is not None:
            raise WorkspaceError(f"The backup {backup.name} is damaged itself; choose another. {broken or ''}".rstrip())
        db.execute("VACUUM INTO ?", [str(into)]).close()
        into.chmod(0o600)
    finally:
        db.close()


def _is_of_another(db: Database, salvaged: Salvaged) -> bool:
    """Whether the workspace in whose place *db* is put has a log, and *db* is of none that is in it."""
    own = {link.store_id for link, _ in salvaged.events}
    theirs = {store_id for (store_id,) in db.execute("SELECT store_id FROM own_log").fetchall()}
    return bool(own) and own.isdisjoint(theirs)


def _bring_up_to_date(db: Database, salvaged: Salvaged) -> set[str]:
    """Add the events that *db* lacks, if it is of the same workspace; those that were added."""
    known = log.hashes(db)
    if known and not any(link.event_id in known for link, _ in salvaged.events):
        return set()
    added: set[str] = set()
    for link, line in salvaged.events:
        if link.event_id in known:
            continue
        log.put_back(db, link, line)
        added.add(link.event_id)
        if link.type in ("judgment", "revision"):
            # As handing in did: what was drafted before it is in it.
            db.execute(
                f"UPDATE {'working_state' if link.about.occasion == 1 else 'repeat_state'} SET draft = NULL "
                "WHERE task = (SELECT task FROM task WHERE task_set = ? AND task_id = ?)",
                [link.about.task_set, link.about.task_id],
            )
    return added


def _fill(db: Database, salvaged: Salvaged, store_id: str, evaluator: EvaluatorId) -> None:
    """Put the salvaged rows into the empty *db*, and leave out those that point at something that is lost."""
    db.execute("PRAGMA foreign_keys = OFF").close()
    with db.atomic():
        db.execute("INSERT INTO workspace (only_row, store_id, evaluator) VALUES (1, ?, ?)", [store_id, evaluator])
        for table, rows in salvaged.rows.items():
            columns = {row[1] for row in db.execute(f'PRAGMA table_info("{table}")').fetchall()}
            for row in rows:
                _put(db, table, {name: value for name, value in row.items() if name in columns})
                if table == "task" and "line" in row:
                    # The damaged file is of a version that kept a task's line in its row.
                    _put(db, "task_line", {"task": row["task"], "line": row["line"]})
        # Older versions had none; what a task shows has a hash of its own, which is looked at below.
        hash_lines(db)
        working.forget_unreadable(db)
        for (number,) in db.execute("SELECT task FROM task").fetchall():
            if tasks.read_task(db, number) is None:
                db.execute("DELETE FROM task WHERE task = ?", [number])
        while orphans := db.execute("PRAGMA foreign_key_check").fetchall():
            for table, number, _, _ in orphans:
                db.execute(f'DELETE FROM "{table}" WHERE rowid = ?', [number])
    db.execute("PRAGMA foreign_keys = ON").close()


def _put(db: Database, table: str, row: dict[str, Any]) -> None:
    names = ", ".join(f'"{name}"' for name in row)
    marks = ", ".join("?" for _ in row)
    try:
        db.execute(f'INSERT OR IGNORE INTO "{table}" ({names}) VALUES ({marks})', list(row.values()))
    except (sqlite3.IntegrityError, UnicodeEncodeError):
        # Damage that shows: a text that is none, a value of another kind. The row is among what cannot be read.
        return


def _swap(path: Path, into: Path) -> tuple[Path, ...]:
    """Put *into* and its journal in the place of *path* and its own; what stood there goes aside, still fit to be opened.

    A stop between any two steps leaves a workspace that opens: the log before the file that it belongs to, the file in
    one step, and the journal, of which the next start makes sure anyway, last.
    """
    number = 1
    while (aside := beside(path, f".replaced-{number}")).exists() or journal_of(aside).exists():
        number += 1
    kept = []
    for old, name in (
        (beside(path, "-wal"), beside(aside, "-wal")),
        (path, aside),
        (journal_of(path), journal_of(aside)),
    ):
        if old.exists():
            give_second_name(old, name)
            kept.append(name)
    for gone in _WITH_IT:
        beside(path, gone).unlink(missing_ok=True)
    sync_folder(path.parent)
    into.replace(path)
    journal_of(into).replace(journal_of(path))
    sync_folder(path.parent)
    return tuple(kept)
