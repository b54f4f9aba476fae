"""P9, P10, P11: damage is noticed at the next start, and what was judged comes back.

    python -m tests.torture.damaged DAMAGES SEED

A workspace is damaged in many ways, one at a time: bits turned, sectors and pages emptied, pages swapped, ends cut off,
files deleted. Each is opened with the product's own code, then restored with and without its journal. Its log is longer than
what every start looks through; the rest is looked through once nobody works. What must not change unnoticed is what was
judged, what it was judged of, and what was packed of it.
"""

import io
import random
import shutil
import sqlite3
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from app.caretaking import restore
from app.errors import WorkspaceError
from app.evaluation import Evaluation
from app.packages.package import read
from app.steps import finished
from app.store import log
from app.store.journal import journal_of
from tests.torture.figures import Row
from tests.torture.scene import a_judged_workspace, a_workspace, handed_in, judging

PAGE = 4096
JUDGMENTS = 400
BEYOND_THE_START = log.TAIL + 200
"""Judgments of which a start looks through the last ones only."""
Kept = dict[tuple[str, int], str | bytes]
Damage = Callable[[bytearray, random.Random], None]


def _bit(data: bytearray, chance: random.Random) -> None:
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def _sector(data: bytearray, chance: random.Random) -> None:
    start = 512 * chance.randrange(len(data) // 512)
    data[start : start + 512] = bytes(512)


def _page(data: bytearray, chance: random.Random) -> None:
    start = PAGE * chance.randrange(len(data) // PAGE)
    data[start : start + PAGE] = bytes(PAGE)


def _five_pages(data: bytearray, chance: random.Random) -> None:
    for _ in range(5):
        _page(data, chance)


def _swapped(data: bytearray, chance: random.Random) -> None:
    one, other = (PAGE * page for page in chance.sample(range(len(data) // PAGE), 2))
    data[one : one + PAGE], data[other : other + PAGE] = data[other : other + PAGE], data[one : one + PAGE]


def _cut(data: bytearray, chance: random.Random) -> None:
    del data[chance.randrange(1, len(data)) :]


DAMAGES: dict[str, Damage] = {
    "one bit turned": _bit,
    "512 bytes emptied": _sector,
    "a page emptied": _page,
    "two pages swapped": _swapped,
    "cut off": _cut,
}


@dataclass(slots=True)
class Noticed:
    kind: str
    tried: int = 0
    refused: int = 0
    told: int = 0
    harmless: int = 0
    unnoticed: int = 0
    restored: int = 0

    @property
    def row(self) -> Row:
        return Row(
            "P9",
            f"{self.kind}, with the journal beside",
            f"{self.tried:,} damages: {self.refused:,} refused at the start, {self.told:,} told when all of it was "
            f"examined, {self.harmless:,} harmless to judgments, tasks and packages, {self.unnoticed} wrong and unnoticed; "
            f"every judgment back, and packed, in {self.restored:,} of {self.refused + self.told:,}",
            self.unnoticed == 0 and self.restored == self.refused + self.told,
        )


def notice(kind: str, damages: int, seed: int, *, judgments: int = BEYOND_THE_START) -> Noticed:
    """Damage a workspace in one way, again and again, each time anew."""
    chance = random.Random(f"{kind} {seed}")
    noticed = Noticed(kind)
    with TemporaryDirectory(prefix="diptych-damaged-") as folder:
        whole = _packed(a_judged_workspace(Path(folder) / "whole" / "work.diptych", judgments))
        expected = _kept_in(whole)
        for _ in range(damages):
            path = _copy(whole, Path(folder) / "damaged")
            data = bytearray(path.read_bytes())
            DAMAGES[kind](data, chance)
            path.write_bytes(data)
            noticed.tried += 1
            _look(path, expected, noticed)
    return noticed


def _packed(path: Path) -> Path:
    """The closed workspace *path* with all of its log in the outbox."""
    evaluation = Evaluation.open(path)
    finished(evaluation.sending(_key_beside(path)).export(path.with_name("package.zip")))
    evaluation.close()
    return path


def _key_beside(path: Path) -> Path:
    return path.with_name("signing-key")


def _kept_in(path: Path) -> Kept:
    """What was judged, of what, and what was packed of it; read past the product, whose word this is to check."""
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as db:
        tasks = db.execute("SELECT 'task', task, line FROM task_line").fetchall()
        packages = db.execute("SELECT 'package', package_seq, data FROM outbox").fetchall()
    held = ((kind, number, _files_in(data)) for kind, number, data in packages)
    return {**handed_in(path), **{(kind, number): data for kind, number, data in (*tasks, *held)}}


def _files_in(package: bytes) -> bytes:
    """What a package says; of a zip that can be read, a time or an owner that was changed is no harm."""
    try:
        with zipfile.ZipFile(io.BytesIO(package)) as archive:
            return b"\0".join(archive.read(name) for name in archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, zlib.error):
        return package


def _look(path: Path, expected: Kept, noticed: Noticed) -> None:
    try:
        evaluation = Evaluation.open(path)
    except WorkspaceError:
        noticed.refused += 1
        noticed.restored += _comes_back(path, expected)
        return
    problems = evaluation.examine()
    evaluation.close()
    if problems:
        noticed.told += 1
        noticed.restored += _comes_back(path, expected)
    elif _kept_in(path) == expected:
        noticed.harmless += 1
    else:
        noticed.unnoticed += 1


def _comes_back(path: Path, expected: Kept) -> bool:
    """Whether a restored workspace is sound and has every judgment, once it was packed anew."""
    restore(path, None)
    packages = path.with_name("packages")
    packages.mkdir()
    evaluation = Evaluation.open(path)
    report = finished(evaluation.sending(_key_beside(path)).export(packages))
    are_sound = all(read(one.path.read_bytes()).events for one in report.packages)
    problems = evaluation.examine()
    evaluation.close()
    judged = {name: line for name, line in expected.items() if name[0] not in ("task", "package")}
    return are_sound and not problems and handed_in(path) == judged


def alone(seed: int) -> Iterator[Row]:
    """What comes back of the damaged file by itself, without its journal and without a backup."""
    chance = random.Random(seed)
    cases: dict[str, tuple[float, Damage]] = {
        "1 page emptied": (0.9, _page),
        "5 pages emptied": (0.9, _five_pages),
        "the first page destroyed": (0.9, lambda data, _: data.__setitem__(slice(0, PAGE), b"\xff" * PAGE)),
        "the last tenth cut off": (0.7, lambda data, _: data.__delitem__(slice(len(data) * 9 // 10, None))),
        "the last half cut off": (0.3, lambda data, _: data.__delitem__(slice(len(data) // 2, None))),
    }
    with TemporaryDirectory(prefix="diptych-alone-") as folder:
        whole = a_judged_workspace(Path(folder) / "whole" / "work.diptych", JUDGMENTS)
        for kind, (share, damage) in cases.items():
            path = _copy(whole, Path(folder) / "damaged")
            journal_of(path).unlink()
            data = bytearray(path.read_bytes())
            damage(data, chance)
            path.write_bytes(data)
            back = restore(path, None).events
            yield Row(
                "P10",
                f"{kind}, no journal and no backup: read row by row",
                f"{back} of {JUDGMENTS} judgments, each by its hash",
                back >= share * JUDGMENTS,
            )


def lost_files() -> Iterator[Row]:
    """Files that are gone or replaced by something else, with the journal beside, while the log had not been put back."""
    losses: dict[str, Callable[[Path], None]] = {
        "write-ahead log deleted": lambda path: path.with_name(path.name + "-wal").unlink(),
        "a bit turned in the write-ahead log": lambda path: _turn_a_bit(path.with_name(path.name + "-wal")),
        "database deleted": _delete,
        "database emptied": lambda path: _overwrite(path, b""),
        "database full of rubbish": lambda path: _overwrite(path, random.Random(1).randbytes(60_000)),
        "database full of zeros": lambda path: _overwrite(path, bytes(60_000)),
    }
    with TemporaryDirectory(prefix="diptych-lost-") as folder:
        hot = _hot_workspace(Path(folder) / "hot" / "work.diptych")
        expected = handed_in(_copy(hot, Path(folder) / "expected"))
        for kind, lose in losses.items():
            path = _copy(hot, Path(folder) / "lost")
            lose(path)
            is_noticed = _is_noticed(path)
            back = handed_in(path) if is_noticed else {}
            yield Row(
                "P11",
                f"{kind}, 100 judgments not yet written back",
                f"{'noticed' if is_noticed else 'NOT noticed'}; {len(back)} of {len(expected)} judgments back",
                is_noticed and back == expected,
            )


def _is_noticed(path: Path) -> bool:
    """Whether the start says something; what it says it put back is back, and what it refuses is restored."""
    try:
        evaluation = Evaluation.open(path)
    except WorkspaceError:
        restore(path, None)
        return True
    told = any("put back" in warning for warning in evaluation.warnings)
    evaluation.close()
    return told


def _hot_workspace(path: Path) -> Path:
    """A copy of a workspace in the midst of work: half of its judgments are in the write-ahead log alone."""
    at_work = path.with_name("at-work") / path.name
    a_workspace(at_work)
    evaluation = Evaluation.open(at_work)
    judge = judging(evaluation)
    for _ in range(100):
        next(judge)
    evaluation._workspace._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").close()
    evaluation._workspace._db.execute("PRAGMA wal_autocheckpoint = 0").close()
    for _ in range(100):
        next(judge)
    _copy(at_work, path.parent / "frozen")
    evaluation.close()
    return path.parent / "frozen" / path.name


def _copy(path: Path, folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for suffix in ("", "-wal", ".journal.jsonl"):
        if (file := path.with_name(path.name + suffix)).exists():
            shutil.copy(file, folder / file.name)
    return folder / path.name


def _delete(path: Path) -> None:
    path.unlink()
    path.with_name(path.name + "-wal").unlink()


def _overwrite(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    path.with_name(path.name + "-wal").unlink()


def _turn_a_bit(wal: Path) -> None:
    data = bytearray(wal.read_bytes())
    data[len(data) // 2] ^= 1
    wal.write_bytes(data)


if __name__ == "__main__":
    for name in DAMAGES:
        print(notice(name, int(sys.argv[1]), int(sys.argv[2])).row)
    for row in (*alone(int(sys.argv[2])), *lost_files()):
        print(row)
