"""P2: a judgment shown as saved survives a power cut, if the disk honours fsync.

    python -m tests.torture.powercut POINTS EACH SEED

A process judges under strace, which records every write, truncation and sync of the workspace, its write-ahead log and
its journal. A cut after any of these calls leaves what each file had at its last sync, and of the 512-byte sectors
written since any subset: dropped, torn, in another order. Each such disk is opened with the product's own code.
"""

import json
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict, dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from app.errors import WorkspaceError
from app.evaluation import Evaluation
from tests.torture.figures import Row
from tests.torture.scene import Handed, a_workspace, handed_in, judging

SECTOR = 512
JUDGMENTS = 40
CALLS = "openat,close,lseek,write,pwrite64,fsync,fdatasync,ftruncate,unlink,unlinkat"
_CALL = re.compile(r"^(?:\d+ +)?(\w+)\((.*)\) += (-?\d+)")
_QUOTED = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')


class Step(NamedTuple):
    """One thing that the judging process did to a file: *what* is write, cut, sync, drop or told."""

    what: str
    name: str
    at: int = 0
    data: bytes = b""


@dataclass(slots=True)
class Count:
    setting: str
    judgments: int = 0
    syncs: int = 0
    points: int = 0
    images: int = 0
    lost: int = 0
    most_lost: int = 0
    corrupt: int = 0
    unreadable: int = 0
    examples: list[str] = field(default_factory=list)

    @property
    def row(self) -> Row:
        harmed = self.lost + self.corrupt + self.unreadable
        is_control = self.setting != "FULL"
        return Row(
            "P2",
            "power cut: unsynced sectors dropped, torn, reordered"
            + (f"; control with synchronous={self.setting} and no journal, which must fail" if is_control else ""),
            f"{self.images:,} images of {self.points:,} moments: {self.lost} lost (up to {self.most_lost}), "
            f"{self.corrupt} corrupt, {self.unreadable} unreadable",
            bool(harmed) == is_control,
        )


def lacks() -> str | None:
    """What this machine lacks for the test."""
    if shutil.which("strace") is None:
        return "strace"
    tried = subprocess.run(["strace", "-o", os.devnull, "true"], capture_output=True, check=False)
    return None if tried.returncode == 0 else "the right to trace a process (strace)"


def run(setting: str, *, points: int, each: int, seed: int) -> Count:
    """Cut the power at so many *points*, in *each* several ways; *setting* is FULL, or a control."""
    count = Count(setting)
    with TemporaryDirectory(prefix="diptych-powercut-") as folder:
        path = a_workspace(Path(folder) / "before" / "work.diptych")
        before = {file.name: file.read_bytes() for file in path.parent.iterdir() if _counts(file.name)}
        steps = _recorded(path, setting)
        chance = random.Random(seed)
        moments = sorted(chance.sample(range(1, len(steps) + 1), min(points, len(steps))))
        count.points = len(moments)
        count.syncs = sum(step.what == "sync" for step in steps)
        disk = _Disk(before)
        done = 0
        for moment in moments:
            for step in steps[done:moment]:
                disk.take(step)
            done = moment
            for number in range(each):
                _try(disk, chance, number, Path(folder) / "image", count)
        count.judgments = len(disk.told)
    return count


class _Disk:
    """Files as they lie on the disk for certain, and what was written since the last sync of each."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self.certain = {name: bytearray(data) for name, data in files.items()}
        self.pending: dict[str, list[Step]] = {}
        self.told: list[Handed] = []

    def take(self, step: Step) -> None:
        match step.what:
            case "told":
                judgment_id, revision = step.data.decode().split()
                self.told.append((judgment_id, int(revision)))
            case "sync":
                image = self.certain.setdefault(step.name, bytearray())
                for pending in self.pending.pop(step.name, []):
                    _apply(image, pending)
            case "drop":
                self.certain.pop(step.name, None)
                self.pending.pop(step.name, None)
            case _:
                self.pending.setdefault(step.name, []).append(step)

    def after_a_cut(self, chance: random.Random, number: int) -> Iterator[tuple[str, bytes]]:
        """Each file with some of what was pending: nothing, everything, a beginning, or any of its sectors."""
        for name in sorted({*self.certain, *self.pending}):
            image = bytearray(self.certain.get(name, b""))
            sectors = [part for step in self.pending.get(name, []) for part in _sectors(step)]
            share = chance.random()
            match number % 4:
                case 0:
                    sectors = []
                case 1:
                    pass
                case 2:
                    sectors = [sector for sector in sectors if chance.random() < share]
                    chance.shuffle(sectors)
                case 3:
                    sectors = sectors[: chance.randint(0, len(sectors))]
            for sector in sectors:
                _apply(image, sector)
            yield name, bytes(image)


def _try(disk: _Disk, chance: random.Random, number: int, folder: Path, count: Count) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, data in disk.after_a_cut(chance, number):
        (folder / name).write_bytes(data)
    path = folder / "work.diptych"
    count.images += 1
    try:
        problems, found = _as_controlled(path) if count.setting != "FULL" else _as_opened(path)
    except (WorkspaceError, sqlite3.DatabaseError) as error:
        count.unreadable += 1
        count.examples = [*count.examples, str(error)][:3]
        return
    missing = len(set(disk.told) - found)
    count.lost += missing > 0
    count.most_lost = max(count.most_lost, missing)
    count.corrupt += bool(problems)
    count.examples = [*count.examples, *problems][:3]


def _as_opened(path: Path) -> tuple[tuple[str, ...], set[Handed]]:
    """What a person finds who starts the program after the cut; first, that the database alone holds it all as well."""
    alone = path.with_name("alone") / path.name
    alone.parent.mkdir()
    for suffix in ("", "-wal"):
        if (file := path.with_name(path.name + suffix)).exists():
            shutil.copy(file, alone.with_name(alone.name + suffix))
    problems, found = _as_controlled(alone)
    evaluation = Evaluation.open(path)
    problems = (*problems, *evaluation.examine())
    evaluation.close()
    return problems, found & set(handed_in(path))


def _as_controlled(path: Path) -> tuple[tuple[str, ...], set[Handed]]:
    with closing(sqlite3.connect(path)) as db:
        verdicts = tuple(str(verdict) for (verdict,) in db.execute("PRAGMA integrity_check(3)") if verdict != "ok")
        dangling = tuple(str(row) for row in db.execute("PRAGMA foreign_key_check").fetchall())
    return (*verdicts, *dangling), set(handed_in(path))


def _recorded(path: Path, setting: str) -> list[Step]:
    trace = path.parent.parent / "trace"
    judge = [sys.executable, "-m", "tests.torture.powercut", "judge", str(path), setting]
    subprocess.run(
        ["strace", "-xx", "-s", "2000000", "-e", f"trace={CALLS}", "-o", str(trace), *judge],
        check=False,  # it ends by killing itself
        capture_output=True,
    )
    with trace.open(encoding="ascii", errors="replace") as lines:
        return list(_steps(lines, path.parent))


def _judge(path: Path, setting: str) -> None:
    """What runs under strace: the product, with its database set to *setting* and written back often."""
    evaluation = Evaluation.open(path)
    database = evaluation._workspace._db
    database.execute(f"PRAGMA synchronous = {setting}").close()
    database.execute("PRAGMA wal_autocheckpoint = 24").close()
    told = os.open(path.with_name("told"), os.O_WRONLY | os.O_CREAT)
    for number, judgment in enumerate(judging(evaluation), 1):
        os.write(told, f"{judgment.judgment_id} {judgment.revision}\n".encode())
        if number == JUDGMENTS:
            os.kill(os.getpid(), signal.SIGKILL)


def _steps(trace: Iterator[str], folder: Path) -> Iterator[Step]:
    """The record of strace as steps on the files in *folder*."""
    names: dict[int, str] = {}
    places: dict[int, int] = {}
    for line in trace:
        call = _CALL.match(line)
        if call is None or int(call[3]) < 0:
            continue
        what, words, result = call[1], call[2], int(call[3])
        if what in ("openat", "unlink", "unlinkat"):
            opened = Path(_unquoted(words).decode(errors="replace"))
            if opened.parent == folder and (_counts(opened.name) or opened.name == "told"):
                if what == "openat":
                    names[result], places[result] = opened.name, 0
                else:
                    yield Step("drop", opened.name)
            elif what == "openat":
                names.pop(result, None)
            continue
        number = int(words.split(",")[0])
        name = names.get(number)
        if name is None:
            continue
        match what:
            case "close":
                del names[number]
            case "lseek":
                places[number] = result
            case "write" | "pwrite64":
                data = _unquoted(words)[:result]
                at = places[number] if what == "write" else int(words.rsplit(",", 1)[1])
                if what == "write":
                    places[number] += result
                yield Step("told", name, data=data) if name == "told" else Step("write", name, at, data)
            case "fsync" | "fdatasync":
                yield Step("sync", name)
            case "ftruncate":
                yield Step("cut", name, int(words.split(",")[1]))


def _counts(name: str) -> bool:
    """Whether the file is part of what must survive; the index of the log is made anew, locks and ballast hold nothing."""
    return name.startswith("work.diptych") and not name.endswith(("-shm", ".lock", ".ballast"))


def _unquoted(words: str) -> bytes:
    quoted = _QUOTED.search(words)
    return bytes.fromhex(quoted[1].replace("\\x", "")) if quoted else b""


def _sectors(step: Step) -> Iterator[Step]:
    if step.what != "write":
        yield step
        return
    done = 0
    while done < len(step.data):
        length = SECTOR - (step.at + done) % SECTOR
        yield Step("write", step.name, step.at + done, step.data[done : done + length])
        done += length


def _apply(image: bytearray, step: Step) -> None:
    if step.what == "cut":
        del image[step.at :]
    image.extend(bytes(max(0, step.at - len(image))))
    if step.what == "write":
        image[step.at : step.at + len(step.data)] = step.data


if __name__ == "__main__":
    if sys.argv[1] == "judge":
        _judge(Path(sys.argv[2]), sys.argv[3])
    for asked in ("FULL", "NORMAL", "OFF"):
        points, each, seed = (int(word) for word in sys.argv[1:4])
        print(json.dumps(asdict(run(asked, points=points, each=each, seed=seed))))
