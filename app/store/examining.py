"""Looking a workspace through, all of it."""

import sqlite3
from pathlib import Path

from sqlite_utils import Database

from app.store import log, schema, task_state, tasks
from app.store.reconciling import missing_from


def examined(db: Database, path: Path, store_id: str) -> tuple[str, ...]:
    """What is wrong with the file, with the chain of its log, with its journal and its tasks, a sentence each."""
    found = []
    try:
        for (verdict,) in db.execute("PRAGMA integrity_check(20)").fetchall():
            if verdict != "ok":
                found.append(f"SQLite says: {verdict}.")
        for table, row, parent, _ in db.execute("PRAGMA foreign_key_check").fetchall():
            found.append(f"Row {row} of {table} points at a row of {parent} that is not there.")
        found.extend(log.damage(db, store_id))
        found.extend(missing_from(db, path))
        for key in tasks.changed(db):
            found.append(f"The task “{key.task_id}” of “{key.task_set}” is not as it came in.")
        if strange := schema.strange_parts(db):
            found.append(f"The file holds parts that no workspace has: {', '.join(strange)}.")
        if wrong := task_state.wrong(db):
            stand = "1 task stands" if wrong == 1 else f"{wrong} tasks stand"
            found.append(f"{stand} otherwise in the queue than the log says.")
    except sqlite3.DatabaseError as error:
        found.append(f"The file cannot be read through: {error}.")
    return tuple(found)
