"""P14: days of evaluators and a collector in which everything fails: `run` plays them and counts what went wrong.

Each schedule is a random walk over real workspaces, the product's own exchange and a transport that loses its temper: it is
away, it stops in the middle, it keeps half an object. Laptops crash at every step of their work, also in the middle of a
transaction; they are restored from backups and copied; strangers drop packages and receipts. At the end everything works
again for three rounds, and the collector must have every event once.
"""

import shutil
import sqlite3
import sys
from collections import Counter
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field, fields
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from app.clock import new_id
from app.domain.judgment import About
from app.domain.names import Instant, TaskId
from app.domain.package import Receipt
from app.errors import PackageError, UserError
from app.evaluation import Evaluation
from app.exchange.receiving import MergeReport
from app.packages.package import build, read
from app.packages.receipts import written
from app.packages.signing import SigningKey
from app.packages.transport import Folder, Memory, OfflineError, Transport, package_name, receipt_name
from app.store.outbox import OutboxEntry
from tests.torture.figures import Row

DEEDS = 30
"""How much happens in one schedule."""

NOW = Instant("2026-01-01T10:00:00.000Z")


@dataclass
class Figures:
    """What `run` counted. Everything from *lost* on must be zero."""

    schedules: int = 0
    events: int = 0
    crashes: int = 0
    offline: int = 0
    halved: int = 0
    repeats: int = 0
    restores: int = 0
    copies: int = 0
    forks: int = 0
    strangers: int = 0
    forged_receipts: int = 0
    lost: int = 0
    doubled: int = 0
    changed: int = 0
    without_receipt: int = 0
    forks_not_reported: int = 0
    strangers_taken: int = 0
    unsound: int = 0

    @property
    def must_be_zero(self) -> tuple[str, ...]:
        names = [one.name for one in fields(self)]
        return tuple(names[names.index("lost") :])

    @property
    def wrong(self) -> dict[str, int]:
        """What must not be, where it was."""
        return {name: getattr(self, name) for name in self.must_be_zero if getattr(self, name)}


def run(schedules: int, seed: int = 1) -> Figures:
    """Play *schedules* random days; equal arguments make equal walks."""
    figures = Figures()
    for number in range(schedules):
        with TemporaryDirectory(prefix="diptych-sync-", dir=_quick_folder()) as folder:
            # Every tenth over a real folder; the others over memory, which is the same and quicker.
            _Schedule(Path(folder), Random(f"{seed}/{number}"), figures, in_folder=number % 10 == 9).play()
        figures.schedules += 1
    return figures


def figures(schedules: int, seed: int = 1) -> Row:
    found = run(schedules, seed)
    return Row(
        "P14",
        "random days of laptops and a collector in which everything fails: crashes at every step, halved objects, repeats, "
        "restores, copies, strangers' packages, forged receipts",
        f"{found.schedules:,} days, {found.events:,} events, {found.crashes:,} crashes, {found.offline:,} times offline, "
        f"{found.halved:,} halves, {found.repeats:,} repeats, {found.restores:,} restores, {found.copies:,} copies, "
        f"{found.strangers:,} strangers, {found.forged_receipts:,} forged receipts: {found.lost} lost, {found.doubled} "
        f"doubled, {found.changed} changed, {found.without_receipt} without receipt, "
        f"{found.forks - found.forks_not_reported} of {found.forks} forks told, {found.strangers_taken} strangers taken, "
        f"{found.unsound} unsound workspaces",
        not found.wrong,
    )


class CrashError(Exception):
    """The machine stops here. The product does not know this error, so nothing of it handles it."""


@dataclass
class _Weather:
    """How likely each call of the transport fails, and in which way."""

    figures: Figures
    random: Random
    fails: bool = True

    def strike(self, chance: float) -> bool:
        return self.fails and self.random.random() < chance


class _Rough:
    """Objects of *inner* behind a line that fails."""

    def __init__(self, inner: Transport, weather: _Weather) -> None:
        self.inner = inner
        self.weather = weather

    def names(self, prefix: str) -> Iterator[str]:
        self._begin()
        for name in list(self.inner.names(prefix)):
            if self.weather.strike(0.02):
                self._away()
            yield name

    def get(self, name: str) -> bytes | None:
        self._begin()
        return self.inner.get(name)

    def put(self, name: str, data: bytes) -> None:
        self._begin()
        if self.weather.strike(0.06):
            # Not every folder renames: what uploads it may keep the first half under the whole name.
            self.inner.put(name, data[: self.weather.random.randrange(len(data))])
            self.weather.figures.halved += 1
            raise CrashError
        self.inner.put(name, data)
        if self.weather.strike(0.06):
            raise CrashError
        if self.weather.strike(0.05):
            stem, dot, ending = name.rpartition(".")
            self.inner.put(f"{stem} (1){dot}{ending}", data)
            self.weather.figures.repeats += 1

    def _begin(self) -> None:
        if self.weather.strike(0.04):
            self._away()
        if self.weather.strike(0.04):
            raise CrashError

    def _away(self) -> None:
        self.weather.figures.offline += 1
        raise OfflineError("The stick was pulled out.")


@dataclass
class _Machine:
    """A folder with a workspace and a key, open or not."""

    folder: Path
    backups: list[Path] = field(default_factory=list)
    evaluation: Evaluation | None = None

    @property
    def key_file(self) -> Path:
        return self.folder / "signing-key"

    @property
    def workspace(self) -> Path:
        return self.folder / "work.diptych"

    def opened(self) -> Evaluation:
        if self.evaluation is None:
            self.evaluation = Evaluation.open(self.workspace)
        return self.evaluation

    @property
    def db(self) -> sqlite3.Connection:
        return self.opened()._workspace._db.conn

    def close(self) -> None:
        if self.evaluation is not None:
            self.evaluation.close()
            self.evaluation = None


class _Schedule:
    def __init__(self, folder: Path, random: Random, figures: Figures, *, in_folder: bool) -> None:
        self._folder, self._random, self._figures = folder, random, figures
        self._weather = _Weather(figures, random)
        self._transport = _Rough(Folder(_made(folder / "stick")) if in_folder else Memory(), self._weather)
        self._collector = self._machine("collector")
        self._laptops = [self._machine(f"laptop-{number}") for number in range(random.randint(1, 2))]
        self._stranger = SigningKey.from_seed(bytes(range(32)))
        self._expected: dict[str, bytes] = {}

    def play(self) -> None:
        deeds: list[tuple[Callable[[], object], int]] = [
            (self._work, 6),
            (self._sync, 6),
            (self._collect, 4),
            (self._back_up, 2),
            (self._restore, 1),
            (self._copy, 1),
            (self._halve_an_object, 1),
            (self._let_a_stranger_in, 1),
            (self._forge_a_receipt, 1),
        ]
        for deed in self._random.choices([d for d, _ in deeds], [w for _, w in deeds], k=DEEDS):
            deed()
            self._remember_receipts()
        self._weather.fails = False
        for _ in range(3):
            self._collect()
            for laptop in self._laptops:
                self._sync(laptop)
                self._remember_receipts()
        self._judge(self._collect_in_peace())
        for machine in (self._collector, *self._laptops):
            machine.close()

    # What happens

    def _work(self) -> None:
        laptop = self._random.choice(self._laptops)
        workspace = laptop.opened()._workspace
        with workspace.atomic():
            for _ in range(self._random.randint(1, 6)):
                about = About("demo", TaskId(f"task-{self._random.randint(1, 9)}"), None, "other", "")
                workspace.append(type="skip", at=NOW, about=about, judgment=None, event_id=new_id())

    def _sync(self, laptop: _Machine | None = None) -> None:
        machine = laptop or self._random.choice(self._laptops)
        collector = self._collector.opened().sending(self._collector.key_file).key.fingerprint
        sending = machine.opened().sending(machine.key_file)
        self._suffer(machine, sending.sync(self._transport, collector=collector))

    def _collect(self) -> MergeReport | None:
        machine = self._collector
        keys = {laptop.opened().sending(laptop.key_file).key.fingerprint for laptop in self._laptops}
        receiving = machine.opened().receiving(machine.key_file)
        report = self._suffer(machine, receiving.collect(self._transport, trust=keys))
        return report if isinstance(report, MergeReport) else None

    def _back_up(self) -> None:
        laptop = self._random.choice(self._laptops)
        backup = self._folder / f"backup-{new_id()}"
        laptop.opened().back_up(backup)
        laptop.backups.append(backup)

    def _restore(self) -> None:
        laptop = self._random.choice(self._laptops)
        if not laptop.backups:
            return
        laptop.close()
        before = laptop.folder
        laptop.folder = _made(self._folder / f"restored-{new_id()}")
        if (before / "signing-key").exists():
            shutil.copy(before / "signing-key", laptop.key_file)
        shutil.copy(self._random.choice(laptop.backups), laptop.workspace)
        _begin_a_new_log(laptop)
        self._figures.restores += 1

    def _copy(self) -> None:
        """Someone copies the whole folder to a second machine, and both go on."""
        if len(self._laptops) > 3:
            return
        laptop = self._random.choice(self._laptops)
        laptop.opened()
        laptop.close()
        copy = _Machine(self._folder / f"copy-{new_id()}", list(laptop.backups))
        shutil.copytree(laptop.folder, copy.folder)
        self._laptops.append(copy)
        self._figures.copies += 1

    def _halve_an_object(self) -> None:
        inner = self._transport.inner
        if names := list(inner.names("inbox")):
            name = self._random.choice(names)
            data = inner.get(name) or b""
            inner.put(name, data[: self._random.randrange(len(data) + 1)])
            self._figures.halved += 1

    def _let_a_stranger_in(self) -> None:
        """A sound package of a log of their own, or one that claims to be of a laptop's log, in a key nobody enrolled."""
        logs = [row[0] for row in self._random.choice(self._laptops).db.execute("SELECT store_id FROM workspace")]
        store_id = self._random.choice([*logs, f"strange-{self._random.randrange(9)}"])
        line = (
            f'{{"about":{{"judgment_id":null,"note":"","reason":"other","task_id":"t","task_set":"s"}},"at":"{NOW}",'
            f'"evaluator":"e-000000000000","event_id":"stranger-{new_id()}","judgment":null,"prev":"{"0" * 64}","seq":1,'
            f'"store_id":"{store_id}","type":"skip"}}'
        ).encode()
        built = build(
            [line], store_id=store_id, package_seq=1, first_seq=1, rubrics=(), key=self._stranger, app_version="0"
        )
        self._transport.inner.put(package_name(store_id, 1, built.package_id), built.data)
        self._figures.strangers += 1

    def _forge_a_receipt(self) -> None:
        """A receipt for a package that waits, right in everything but the key."""
        laptop = self._random.choice(self._laptops)
        for entry in laptop.opened()._workspace.outbox.waiting()[:1]:
            name = receipt_name(entry.store_id, entry.package_id)
            self._transport.inner.put(name, written(_receipt_for(entry), self._stranger))
            self._figures.forged_receipts += 1

    def _suffer(self, machine: _Machine, work: Generator[int, None, Any]) -> Any:
        """Do *work* until it is done, the line goes away or the machine crashes: between two steps or in the middle."""
        steps = self._random.randrange(1, 9) if self._weather.strike(0.4) else None
        instructions = self._random.randrange(1, 60) if self._weather.strike(0.4) else None
        try:
            with _power_cut(machine.db, instructions):
                while True:
                    next(work)
                    if steps is not None and (steps := steps - 1) == 0:
                        raise CrashError
        except StopIteration as end:
            return end.value
        except OfflineError:
            return None
        except (CrashError, UserError, sqlite3.Error):
            if not self._weather.fails:
                raise
            self._figures.crashes += 1
            work.close()
            machine.close()
            return None

    def _remember_receipts(self) -> None:
        """What a receipt has settled must be there in the end, also where its laptop was restored to before that."""
        for laptop in self._laptops:
            settled = laptop.db.execute(
                "SELECT event_id, line FROM outbox JOIN event USING (store_id) "
                "WHERE receipt IS NOT NULL AND seq BETWEEN first_seq AND outbox.last_seq"
            )
            self._expected.update((event_id, line.encode()) for event_id, line in settled)

    # What must be true in the end

    def _collect_in_peace(self) -> MergeReport:
        report = self._collect()
        assert report is not None
        return report

    def _judge(self, report: MergeReport) -> None:
        figures, expected = self._figures, self._expected
        for laptop in self._laptops:
            figures.without_receipt += laptop.opened().sending(laptop.key_file).counts().events_waiting
            figures.unsound += len(laptop.opened().examine())
            lines = laptop.db.execute("SELECT event_id, line FROM event")
            expected.update((event_id, line.encode()) for event_id, line in lines)
        expected.update(self._lying_in_the_inbox())
        arrived = self._collector.db.execute("SELECT event_id, store_id, seq, line FROM event").fetchall()
        found = {event_id: line.encode() for event_id, _, _, line in arrived}
        figures.events += len(expected)
        figures.lost += len(expected.keys() - found.keys())
        figures.changed += sum(found[name] != line for name, line in expected.items() if name in found)
        figures.doubled += len(arrived) - len(found) + _doubled_subjects(self._collector.db)
        figures.strangers_taken += sum(name.startswith("stranger-") for name in found)
        figures.unsound += len(self._collector.opened().examine())
        forks = {place for place, count in Counter((store, seq) for _, store, seq, _ in arrived).items() if count > 1}
        reported = {(log.store_id, fork.seq) for log in report.logs for fork in log.forks}
        figures.forks += len(forks)
        figures.forks_not_reported += len(forks ^ reported)

    def _lying_in_the_inbox(self) -> Iterator[tuple[str, bytes]]:
        """The events of every sound package there that is no stranger's."""
        for name in self._transport.inner.names("inbox"):
            with suppress(PackageError):
                package = read(self._transport.inner.get(name) or b"")
                if package.facts.key != self._stranger.fingerprint:
                    yield from ((event.event_id, event.line) for event in package.events)

    def _machine(self, name: str) -> _Machine:
        return _Machine(_made(self._folder / name))


@contextmanager
def _power_cut(db: sqlite3.Connection, after: int | None) -> Iterator[None]:
    """Interrupt SQLite *after* some hundreds of its own instructions, wherever that is."""
    left = after

    def count() -> int:
        nonlocal left
        if left is not None:
            left -= 1
        return int(left is not None and left <= 0)

    if after is not None:
        db.set_progress_handler(count, 100)
    try:
        yield
    finally:
        with suppress(sqlite3.ProgrammingError):  # the machine that crashed has closed it
            db.set_progress_handler(None, 0)


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def _begin_a_new_log(laptop: _Machine) -> None:
    """A restored workspace goes on under a new store id, so that what it lost is never written a second time."""
    with closing(sqlite3.connect(laptop.workspace)) as db:
        db.execute("UPDATE workspace SET store_id = ?", [new_id()])
        db.commit()


def _receipt_for(entry: OutboxEntry) -> Receipt:
    return Receipt(
        schema="diptych/receipt/1",
        package_id=entry.package_id,
        store_id=entry.store_id,
        events=entry.events,
        head=entry.head,
        accepted=entry.events,
        duplicate=0,
        contiguous_through_seq=entry.last_seq,
        gaps=(),
        forks=(),
        refused=(),
    )


def _doubled_subjects(db: sqlite3.Connection) -> int:
    events, subjects = (
        db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("event", "event_subject")
    )
    return int(abs(events - subjects))


def _quick_folder() -> str | None:
    """Where syncing costs nothing: what is tested here is the order of steps, not the disk."""
    return "/dev/shm" if sys.platform == "linux" and Path("/dev/shm").is_dir() else None
