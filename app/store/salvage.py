"""Read what can be read: of a damaged workspace row by row, of its journal line by line; nothing is taken on trust.

An event counts only if its line has the hash that stands beside it, or that the next one names. SQLite's own recovery is
not relied on: many builds of it lack the parts that it needs.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from app.domain.canonical import digest
from app.store.connection import copied
from app.store.files import beside
from app.store.journal import journal_of, read_lines
from app.store.log import Link, link_of

PATIENCE = 20_000
"""So many row numbers without a row are tried one by one; then the next one is asked for."""

_PAGE_1 = 4096
_LARGEST = 2**63 - 1
_NOT_AS_ROWS = ("event", "event_subject", "task_state", "workspace")


@dataclass(slots=True)
class Salvaged:
    """What was read: events in the order of the log, other rows by table, and what the workspace said of itself."""

    events: list[tuple[Link, bytes]] = field(default_factory=list)
    from_journal: set[str] = field(default_factory=set)
    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    evaluator: str | None = None


def read(path: Path, *, empty: Path) -> Salvaged:
    """Read what can be read of the workspace *path*, to which no connection is open. *empty* is a new one beside it."""
    found = Salvaged()
    by_id: dict[str, tuple[Link, bytes]] = {}
    for link, line in _trusted(journal_of(path)):
        by_id[link.event_id] = (link, line)
        found.from_journal.add(link.event_id)
        found.evaluator = link.evaluator
    with _readable(path, empty) as db:
        if db is not None:
            for row in _walk(db, "event"):
                line = str(row["line"]).encode(errors="surrogateescape")
                event = link_of(line)
                if event is not None and digest(line) == row["sha256"]:
                    by_id[event.event_id] = (event, line)
                    found.from_journal.discard(event.event_id)
            for table in _tables(empty):
                if rows := list(_walk(db, table)):
                    found.rows[table] = rows
            found.evaluator = next((str(row["evaluator"]) for row in _walk(db, "workspace")), found.evaluator)
    found.events = _in_order(by_id.values())
    return found


def _trusted(journal: Path) -> Iterator[tuple[Link, bytes]]:
    """The events of *journal* but those that the next one of the same store does not name by their hash."""
    last: dict[str, tuple[Link, bytes]] = {}
    try:
        for line in read_lines(journal):
            link = link_of(line)
            if link is None:
                continue
            before = last.get(link.store_id)
            if before is not None and (before[0].seq + 1 != link.seq or digest(before[1]) == link.prev):
                yield before
            last[link.store_id] = (link, line)
    except OSError:
        pass  # no journal, or not to the end: what was read counts
    yield from last.values()


def _in_order(events: Iterable[tuple[Link, bytes]]) -> list[tuple[Link, bytes]]:
    """One store after the other as they began, each by its numbers."""
    began: dict[str, str] = {}
    for link, _ in events:
        began[link.store_id] = min(link.at, began.get(link.store_id, link.at))
    return sorted(events, key=lambda event: (began[event[0].store_id], event[0].store_id, event[0].seq))


@contextmanager
def _readable(path: Path, empty: Path) -> Iterator[sqlite3.Connection | None]:
    """A connection to a copy of *path*; where the first page is gone, with that of the *empty* one in its place."""
    if not path.is_file() or path.stat().st_size == 0:
        yield None
        return
    with TemporaryDirectory(prefix="diptych-salvage-", dir=empty.parent, ignore_cleanup_errors=True) as folder:
        copy = copied(path, Path(folder))
        for attempt in ("as it is", "without its log", "with another first page"):
            if attempt == "without its log":
                beside(copy, "-wal").unlink(missing_ok=True)
            if attempt == "with another first page":
                _transplant(empty, copy)
            beside(copy, "-shm").unlink(missing_ok=True)
            with closing(sqlite3.connect(copy)) as db:
                if _knows_its_tables(db):
                    yield db
                    return
        yield None


def _knows_its_tables(db: sqlite3.Connection) -> bool:
    db.row_factory = sqlite3.Row
    db.text_factory = lambda data: data.decode(errors="surrogateescape")
    try:
        db.execute("PRAGMA trusted_schema = OFF")
        # A file that was cut off is refused as a whole, unless its schema is taken as it stands.
        db.execute("PRAGMA writable_schema = ON")
        return bool(db.execute("SELECT count(*) FROM sqlite_master WHERE name = 'event'").fetchone()[0])
    except sqlite3.Error:
        return False


def _transplant(empty: Path, copy: Path) -> None:
    """Give *copy* the first page of *empty*: where each table begins is the same in every workspace of this version."""
    page = bytearray(empty.read_bytes()[:_PAGE_1])
    pages = -(-copy.stat().st_size // _PAGE_1)
    # The header counts the pages of the file and those that are free, of which nothing is known any more.
    page[28:32] = pages.to_bytes(4, "big")
    page[32:40] = bytes(8)
    with copy.open("r+b") as file:
        file.write(page)


def _tables(empty: Path) -> list[str]:
    with closing(sqlite3.connect(f"{empty.absolute().as_uri()}?mode=ro", uri=True)) as db:
        rows = db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY rootpage").fetchall()
    return [name for (name,) in rows if name not in _NOT_AS_ROWS and "sqlite_" not in name]


def _walk(db: sqlite3.Connection, table: str) -> Iterator[dict[str, Any]]:
    """Every row of *table* that can be read, asked for by number: a page that is gone costs only what lay on it."""
    try:
        end = db.execute(f'SELECT max(rowid) FROM "{table}"').fetchone()[0] or 0
    except sqlite3.Error:
        end = _LARGEST
    number = misses = 0
    while (number := number + 1) <= end:
        try:
            row = db.execute(f'SELECT * FROM "{table}" WHERE rowid = ?', [number]).fetchone()
        except sqlite3.Error:
            row = None
        if row is not None:
            misses = 0
            yield dict(row)
            continue
        misses += 1
        if misses % PATIENCE == 0:
            # Nothing for long: on to the next one that SQLite knows of, which may have a wild number.
            following = _following(db, table, number)
            if following is None:
                return
            number = following - 1


def _following(db: sqlite3.Connection, table: str, number: int) -> int | None:
    """The least row number of *table* beyond *number*; None where there is none, or none can be found."""
    try:
        found = db.execute(f'SELECT min(rowid) FROM "{table}" WHERE rowid > ?', [number]).fetchone()[0]
    except sqlite3.Error:
        return None
    return None if found is None or found <= number else int(found)
