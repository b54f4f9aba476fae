"""P9, P10, P11: damage is noticed at the next start, and what was judged comes back.

    python -m tests.torture.damaged DAMAGES SEED

A workspace is damaged in many ways, one at a time: bits turned, sectors and pages emptied, pages swapped, ends cut off,
files deleted. Each is opened with the product's own code, then restored with and without its journal.
"""

import random
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from app.caretaking import restore
from app.errors import WorkspaceError
from app.evaluation import Evaluation
from app.store.journal import journal_of
from tests.torture.figures import Row
from tests.torture.scene import a_judged_workspace, a_workspace, handed_in, judging

PAGE = 4096
JUDGMENTS = 400
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
            f"{self.tried:,} damages: {self.refused:,} refused at the start, {self.told:,} told by doctor, "
            f"{self.harmless:,} harmless to the log, {self.unnoticed} wrong and unnoticed; "
            f"every judgment back in {self.restored:,} of {self.refused + self.told:,}",
            self.unnoticed == 0 and self.restored == self.refused + self.told,
        )


def notice(kind: str, damages: int, seed: int, *, judgments: int = JUDGMENTS) -> Noticed:
    """Damage a workspace in one way, again and again, each time anew."""
    chance = random.Random(f"{kind} {seed}")
    noticed = Noticed(kind)
    with TemporaryDirectory(prefix="diptych-damaged-") as folder:
        whole = a_judged_workspace(Path(folder) / "whole" / "work.diptych", judgments)
        expected = handed_in(whole)
        for _ in range(damages):
            path = _copy(whole, Path(folder) / "damaged")
            data = bytearray(path.read_bytes())
            DAMAGES[kind](data, chance)
            path.write_bytes(data)
            noticed.tried += 1
            _look(path, expected, noticed)
    return noticed


def _look(path: Path, expected: dict[tuple[str, int], str], noticed: Noticed) -> None:
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
    elif handed_in(path) == expected:
        noticed.harmless += 1
    else:
        noticed.unnoticed += 1


def _comes_back(path: Path, expected: dict[tuple[str, int], str]) -> bool:
    restore(path, None)
    evaluation = Evaluation.open(path)
    problems = evaluation.examine()
    evaluation.close()
    return not problems and handed_in(path) == expected


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
