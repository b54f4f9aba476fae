"""Bring the log and its journal to agree at the start: what one lacks is taken from the other, nothing is dropped.

The log is ahead after a kill between a commit and the journal; the journal is ahead where the disk or a person lost a
part of the database, such as the write-ahead log. Where they contradict each other the journal is set aside and written
anew, and the store begins a new id, so that no other store takes two histories for one.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sqlite_utils import Database

from app.domain.canonical import digest
from app.store import log
from app.store.damage import damaged
from app.store.files import set_aside
from app.store.journal import Journal, journal_of, read_lines, write_anew
from app.store.log import TAIL, Link, link_of


@dataclass(frozen=True, slots=True)
class Agreement:
    """The journal as it is now, and a sentence for each thing that a person should hear of."""

    journal: Journal
    store_id: str
    told: tuple[str, ...] = ()


def reconcile(db: Database, path: Path, store_id: str, *, new_id: Callable[[], str]) -> Agreement:
    """Let the log in *db* and the journal of the workspace *path* agree. Raises OSError and sqlite3.Error."""
    place = journal_of(path)
    was_there = place.exists()
    journal = Journal.open(place)
    try:
        if not was_there and log.last_link(db, store_id)[0]:
            # A copy without its journal, or a workspace of before there were journals.
            store_id = _begin_new_store(db, new_id)
        elif not _is_torn_or_behind(db, journal):
            return _settle(db, path, journal, store_id, new_id)
        missing = _behind(db, journal)
        if missing:
            journal.write(missing)
        return Agreement(journal, store_id)
    except BaseException:
        journal.close()
        raise


def missing_from(db: Database, path: Path) -> Iterator[str]:
    """What the journal of the workspace *path* holds and the log in *db* does not, beside a window that may be writing."""
    place = journal_of(path)
    if not place.exists():
        if log.end(db):
            yield f"The journal {place.name} is missing: the second copy of the log is made anew at the next start."
        return
    # The journal first: what it holds was in the log before.
    try:
        read = [(link, digest(line)) for line in read_lines(place) if (link := link_of(line)) is not None]
    except OSError as error:
        yield f"The journal {place.name} cannot be read ({error.strerror}); mend that, or move it away."
        return
    hashes = log.hashes(db)
    lost = sum(hashes.get(link.event_id) != found for link, found in read)
    if lost:
        yield f"{_counted(lost)} in the journal and not the same in {path.name}; opening it puts them back."


def _is_torn_or_behind(db: Database, journal: Journal) -> bool:
    """Whether the journal, without what was never finished at its end, is where the log was a little while ago."""
    torn = []
    for line in journal.backwards():
        if link_of(line) is not None:
            break
        torn.append(line)
    known = log.last_lines(db, TAIL)
    last = next((line for number, line in enumerate(journal.backwards()) if number == len(torn)), None)
    if last is None:
        # Nothing but a torn line, or nothing at all: all of a short log is behind.
        behind = len(known) < TAIL
    else:
        behind = last in known and _agree(journal, known[known.index(last) :], skip=len(torn))
    if behind and torn:
        journal.cut(torn)
    return behind


def _agree(journal: Journal, known: list[bytes], *, skip: int) -> bool:
    """Whether the journal goes on backwards, behind *skip* lines, as the log does, as far as *known* reaches."""
    lines = journal.backwards()
    for _ in range(skip):
        next(lines)
    return all(next(lines, None) == line for line in known) and (len(known) == TAIL or next(lines, None) is None)


def _behind(db: Database, journal: Journal) -> list[bytes]:
    """What the journal, which agrees as far as it goes, lacks at its end."""
    last = next(journal.backwards(), None)
    missing: list[bytes] = []
    if last is None:
        return list(log.lines(db))
    for line in log.last_lines(db, TAIL):
        if line == last:
            break
        missing.append(line)
    return missing[::-1]


@dataclass(slots=True)
class _Comparison:
    """The journal line by line against the log: what the log lacks, and what does not belong together."""

    lost: list[tuple[Link, bytes]] = field(default_factory=list)
    unreadable: int = 0
    contradicting: int = 0


def _settle(db: Database, path: Path, journal: Journal, store_id: str, new_id: Callable[[], str]) -> Agreement:
    # The journal is about to be written anew of the log: nothing that was changed in one may take the other along.
    if (broken := next(log.damage(db, store_id), None)) is not None:
        raise damaged(path, f"The workspace {path.name} is damaged: {broken}")
    compared = _compare(db, journal, store_id)
    told = []
    if compared.lost:
        with db.atomic():
            for link, line in compared.lost:
                log.put_back(db, link, line)
        told.append(
            f"{_counted(len(compared.lost))} missing from {path.name} and put back from its journal; "
            "what was only drafted since may be lost."
        )
    journal.close()
    aside = set_aside(journal.path) if compared.contradicting or compared.unreadable else None
    if aside is not None:
        told.append(f"The journal of {path.name} was damaged or did not belong to it; it is kept as {aside.name}.")
    if compared.contradicting:
        store_id = _begin_new_store(db, new_id)
    write_anew(journal.path, log.lines(db))
    return Agreement(Journal.open(journal.path), store_id, tuple(told))


def _compare(db: Database, journal: Journal, store_id: str) -> _Comparison:
    compared = _Comparison()
    hashes = log.hashes(db)
    seq, prev = log.last_link(db, store_id)
    for line in read_lines(journal.path):
        link = link_of(line)
        if link is None:
            compared.unreadable += 1
            continue
        found = digest(line)
        if (known := hashes.get(link.event_id)) is not None:
            # The log was checked before: where the two differ it is the journal that changed.
            compared.unreadable += known != found
        elif link.store_id != store_id or (link.seq, link.prev) == (seq + 1, prev):
            compared.lost.append((link, line))
            hashes[link.event_id] = found
            if link.store_id == store_id:
                seq, prev = link.seq, found
        else:
            compared.contradicting += 1
    return compared


def _begin_new_store(db: Database, new_id: Callable[[], str]) -> str:
    store_id = new_id()
    with db.atomic():
        db.execute("UPDATE workspace SET store_id = ?", [store_id])
    return store_id


def _counted(events: int) -> str:
    return "1 entry of the log was" if events == 1 else f"{events} entries of the log were"
