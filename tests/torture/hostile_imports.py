"""P13: thousands of malformed task files and packages: `run` brings them in and counts what should not have happened.

Half of the packages are damaged in their bytes. The other half are put together anew around hostile content and signed
rightly, so that nothing is refused for its signature that should be refused for itself.
"""

import json
import os
import stat
import struct
import sys
import time
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from app.domain.canonical import canonical, digest
from app.errors import UserError
from app.evaluation import Evaluation
from app.formats.task_files import open_task_file
from app.packages.archive import JUDGMENTS, MANIFEST, SIGNATURE, pack, unpack
from app.packages.package import PAYLOAD_TYPE
from app.packages.signing import sign
from app.packages.transport import Memory
from app.steps import finished
from tests.builders_of_logs import KEY, a_log, a_package
from tests.odd_but_legal import PACKAGES, TASK_FILES, zip_of
from tests.torture.figures import Row

MOST_MEMORY = 512
"""MiB above the start: a package may unpack to 128 MiB, and its lines are held while they are checked."""
TABLES = ("task_set", "task", "task_line", "event", "event_subject", "received")
LINES = a_log(5)
PACKAGE = a_package(LINES).data
FILES = unpack(PACKAGE)
TASK = {
    "task_id": "t1",
    "kind": "comparison",
    "prompt": "Write `mean`.",
    "constraints": ["stdlib only"],
    "examples": [{"input": "[]", "expected": "0.0"}],
    "context": [{"path": "store.py", "content": "x = 1\n", "note": ""}],
    "candidates": [
        {"candidate_id": "c1", "model": "sealed", "code": "a = 1\n"},
        {"candidate_id": "c2", "files": [{"path": "a.py", "content": "b = 2\n"}]},
    ],
    "gold": {"ranking": [["c2"], ["c1"]]},
}


@dataclass
class Figures:
    """What `run` counted. *crashes* and *partial* must be zero; *slowest* is in seconds, *memory* in MiB above the start."""

    files: int = 0
    refused: int = 0
    accepted: int = 0
    crashes: int = 0
    partial: int = 0
    slowest: float = 0.0
    memory: int = 0
    odd: int = 0
    odd_taken: int = 0
    first_crash: str = ""

    def __add__(self, other: "Figures") -> "Figures":
        return Figures(
            self.files + other.files,
            self.refused + other.refused,
            self.accepted + other.accepted,
            self.crashes + other.crashes,
            self.partial + other.partial,
            max(self.slowest, other.slowest),
            max(self.memory, other.memory),
            self.odd + other.odd,
            self.odd_taken + other.odd_taken,
            self.first_crash or other.first_crash,
        )

    @property
    def is_kept(self) -> bool:
        """Whether nothing crashed or came in by half, memory stayed bounded, and what is right was taken; time is told."""
        return not (self.crashes or self.partial) and self.memory < MOST_MEMORY and self.odd == self.odd_taken > 0


def figures(files: int, seeds: Iterable[int]) -> Row:
    """So many malformed files for each of *seeds*. Here, on a machine that is left alone, the time is judged as well."""
    found = sum((run(files, seed) for seed in seeds), Figures())
    return Row(
        "P13",
        "malformed task files and packages, half of the packages rightly signed; then what is odd and yet right",
        f"{found.files:,} files: {found.crashes} crashes, {found.partial} came in by half, {found.refused:,} refused, "
        f"{found.accepted:,} unharmed by the damage; the slowest took {found.slowest:.2f} s; {found.memory} MiB above the "
        f"start at most; {found.odd_taken} of {found.odd} odd but legal ones accepted",
        found.is_kept and found.slowest < 2,
    )


def run(files: int, seed: int = 1) -> Figures:
    """Bring in *files* malformed files, packages and task files by turns; equal arguments make equal files."""
    figures = Figures()
    before = _memory()
    with TemporaryDirectory(prefix="diptych-imports-", dir=_quick_folder()) as folder:
        place = Path(folder)
        evaluation = Evaluation.open(place / "work.diptych")
        for number in range(files):
            random = Random(f"{seed}/{number}")
            if number % 2:
                deed = partial(_merge, evaluation, place, malformed_package(random), in_inbox=random.random() < 0.5)
            else:
                deed = partial(_import, evaluation, place, malformed_tasks(random))
            _bring_in(figures, evaluation, deed)
        _bring_in_what_is_odd(figures, evaluation, place)
        if problems := evaluation.examine():
            figures.partial += len(problems)
        evaluation.close()
    figures.memory = _memory() - before
    return figures


def _bring_in_what_is_odd(figures: Figures, evaluation: Evaluation, place: Path) -> None:
    """Task files and packages that are right; each package is of a log of its own, so that none was there before."""
    for data in TASK_FILES.values():
        figures.odd += 1
        figures.odd_taken += _import(evaluation, place, data)
    for number, wrap in enumerate(PACKAGES.values()):
        figures.odd += 1
        package = a_package(a_log(3, store_id=f"odd-{number}"), store_id=f"odd-{number}").data
        figures.odd_taken += _merge(evaluation, place, wrap(unpack(package)), in_inbox=False)


def _bring_in(figures: Figures, evaluation: Evaluation, deed: Callable[[], bool]) -> None:
    """Do *deed*, which says whether it took the file; what it did not take must have left no trace."""
    before = _rows(evaluation)
    started = time.perf_counter()
    try:
        taken = deed()
    except UserError:
        taken = False
    except Exception as error:  # counted and told by whoever runs this; nothing is passed over
        figures.crashes += 1
        figures.first_crash = figures.first_crash or repr(error)
        taken = False
    figures.slowest = max(figures.slowest, time.perf_counter() - started)
    figures.files += 1
    figures.accepted += taken
    figures.refused += not taken
    figures.partial += not taken and _rows(evaluation) != before


def _import(evaluation: Evaluation, place: Path, data: bytes) -> bool:
    path = place / "tasks.jsonl"
    path.write_bytes(data)
    report = finished(evaluation.import_tasks(open_task_file(path, task_set=f"set-{digest(data)[:12]}")))
    return not report.faults


def _merge(evaluation: Evaluation, place: Path, data: bytes, *, in_inbox: bool) -> bool:
    receiving = evaluation.receiving(place / "signing-key")
    if in_inbox:
        transport = Memory()
        transport.put("inbox/store-1/000001-x.zip", data)
        return not finished(receiving.collect(transport)).refused
    path = place / "package.zip"
    path.write_bytes(data)
    return bool(finished(receiving.merge([path])).packages)


# Tasks


def malformed_tasks(random: Random) -> bytes:
    """A file of one to three tasks with something wrong in it."""
    lines = [json.dumps({**TASK, "task_id": f"t{number}"}, ensure_ascii=False).encode() for number in range(3)]
    at = random.randrange(3)
    way = random.randrange(4)
    if way == 0:
        return _damaged(b"\n".join(lines) + b"\n", random)
    if way == 1:
        lines[at] = random.choice(HOSTILE_LINES)
    elif way == 2:
        lines[at] = _with_hostile_value(json.loads(lines[at]), random)
    else:
        lines[at] = lines[at].replace(b'"prompt"', random.choice(HOSTILE_KEYS) + b': 1, "prompt"')
    return random.choice((b"\n", b"\r\n", b"\n\n", b"\r")).join(lines)


DEEP = b"[" * 100_000
HOSTILE_LINES = (
    b"",
    b"null",
    b"[]",
    b"{}",
    b"{",
    b'"' + b"\\" * 999,
    DEEP,
    DEEP + b"]" * 100_000,
    b"[" * 900 + b"]" * 900,
    b"[" * 990 + b"]" * 990,
    b'{"a":' * 970 + b"1" + b"}" * 970,
    b"\xff\xfe\x00{",
    b"\xef\xbb\xbf\xef\xbb\xbf{}",
    b"\x00" * 1000,
    b"1" * 100_000,
    b"1e999",
    b"-Infinity",
    b"NaN",
    b'{"\\ud800":1,"\\ud800":2}',
    b'{"' + b'","'.join(b'%d":"' % number for number in range(50_000)) + b'":1}',
    b'{"x":0,' * 2 + b'"y":1}' + b"}" * 2,
    b"{" + b",".join(b'"k%d":0' % number for number in range(60_000)) + b',"k59999":1}',
    b"\xc0\xaf\xed\xa0\x80",
    b"PK\x03\x04" + b"\x00" * 200,
    b"%PDF-1.7",
    "\u202e\u2066{}".encode(),
)
HOSTILE_KEYS = (b'"prompt"', b'"__proto__"', b'"\\u0000"', b'"\\ud800"', b'"' + b"k" * 70_000 + b'"', b'"task_id"')
HOSTILE_VALUES: tuple[object, ...] = (
    None,
    True,
    -1,
    2**53 + 1,
    10**40,
    1.5,
    float("nan"),
    float("inf"),
    "",
    "\0",
    "\ud800",
    "../../etc/passwd",
    "/dev/zero",
    "=cmd|' /C calc'!A0",
    "\x1b]52;c;AAAA\x07",
    "\u202egnp.exe",
    "x" * 300_000,
    "<img src='file:///etc/passwd'>",
    [],
    {},
    [[[[[]]]]],
    {"": {"": {}}},
)


def _with_hostile_value(task: dict[str, Any], random: Random) -> bytes:
    """*task* with one of its values, at any depth, replaced or taken out."""
    places = list(_places(task))
    holder, key = random.choice(places)
    if random.random() < 0.2:
        del holder[key]
    else:
        holder[key] = random.choice(HOSTILE_VALUES)
    return json.dumps(task).encode()


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every place in *value* where something stands: what holds it, and under which key or index."""
    keys = value.keys() if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    for key in list(keys):
        yield value, key
        yield from _places(value[key])


# Packages


def malformed_package(random: Random) -> bytes:
    """A package with something wrong in it; half of them rightly signed."""
    way = random.randrange(6)
    if way == 0:
        return _damaged(PACKAGE, random)
    if way == 1:
        return random.choice(HOSTILE_ARCHIVES)()
    if way == 2:
        return resigned(_hostile_manifest(random), FILES[JUDGMENTS])
    if way == 3:
        lines = list(LINES)
        at = random.randrange(len(lines))
        lines[at] = random.choice(HOSTILE_LINES)
        return rebuilt(lines)
    if way == 4:
        lines = list(LINES)
        at = random.randrange(len(lines))
        lines[at] = _with_hostile_value(json.loads(lines[at]), random)
        return rebuilt(lines)
    return resigned(FILES[MANIFEST], _damaged(FILES[JUDGMENTS], random))


def rebuilt(lines: list[bytes], **facts: object) -> bytes:
    """A package of *lines*, whatever they are, with a manifest that fits them and the right signature."""
    judgments = b"".join(line + b"\n" for line in lines)
    manifest = json.loads(FILES[MANIFEST])
    manifest["resources"][0] |= {"bytes": len(judgments), "hash": f"sha256:{digest(judgments)}"}
    manifest["judge"] |= {"events": len(lines), "last_seq": len(lines), "head": digest(lines[-1]), **facts}
    return resigned(canonical(manifest), judgments)


def with_other_bytes(line: bytes) -> bytes:
    """A package whose only event is *line*, whatever that is."""
    return rebuilt([line])


def resigned(manifest: bytes, judgments: bytes) -> bytes:
    """A package of these two files with the right signature."""
    return pack({MANIFEST: manifest, SIGNATURE: sign(manifest, PAYLOAD_TYPE, KEY), JUDGMENTS: judgments})


def _hostile_manifest(random: Random) -> bytes:
    if random.random() < 0.2:
        return random.choice(HOSTILE_LINES)
    plain = json.loads(_with_hostile_value(json.loads(FILES[MANIFEST]), random))
    try:
        return canonical(plain)
    except ValueError:  # what canonical JSON cannot spell, as another program might
        return json.dumps(plain, sort_keys=True, separators=(",", ":")).encode()


def _bomb() -> bytes:
    """Sixty megabytes of line feeds in some kilobytes."""
    return resigned(FILES[MANIFEST], b"\n" * 60_000_000)


def _lying_bomb() -> bytes:
    """The same, said to be a hundred bytes."""
    data = bytearray(_bomb())
    size = struct.pack("<I", 60_000_000)
    while (at := data.find(size)) >= 0:
        data[at : at + 4] = struct.pack("<I", 100)
    return bytes(data)


def _patched(before: bytes, after: bytes, data: bytes = PACKAGE) -> bytes:
    return data.replace(before, after)


_THREE = list(FILES.items())
HOSTILE_ARCHIVES: tuple[Callable[[], bytes], ...] = (
    lambda: b"",
    lambda: b"PK\x05\x06" + b"\0" * 18,
    lambda: zip_of(_THREE[:2]),
    lambda: zip_of([*_THREE, ("extra.txt", b"x")]),
    lambda: zip_of([*_THREE[:2], ("../judgments.jsonl", FILES[JUDGMENTS])]),
    lambda: zip_of([*_THREE[:2], ("/judgments.jsonl", FILES[JUDGMENTS])]),
    lambda: zip_of([*_THREE[:2], ("JUDGMENTS.jsonl", FILES[JUDGMENTS])]),
    lambda: zip_of([*_THREE[:2], ("judgments.jsonl/", b"")]),
    lambda: zip_of([*_THREE[:2], ("inner.zip", PACKAGE)]),
    lambda: zip_of(_THREE, mode=stat.S_IFLNK | 0o777),
    lambda: zip_of(_THREE, mode=stat.S_IFIFO | 0o644),
    lambda: zip_of(_THREE, mode=stat.S_IFCHR | 0o644),
    lambda: zip_of(_THREE, method=zipfile.ZIP_BZIP2),
    lambda: zip_of(_THREE, method=zipfile.ZIP_LZMA),
    lambda: _patched(b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01\x00"),
    lambda: _patched(b"judgments.jsonl", b"judgments.json\0"),
    lambda: PACKAGE + b"\0",
    lambda: b"#!/bin/sh\n" + PACKAGE,
    lambda: PACKAGE + PACKAGE,
    lambda: PACKAGE[:-22] + b"PK\x06\x06" + b"\0" * 52 + PACKAGE[-22:],
    lambda: _patched(struct.pack("<I", zlib.crc32(FILES[JUDGMENTS])), b"\0\0\0\0"),
    _bomb,
    _lying_bomb,
)


def _damaged(data: bytes, random: Random) -> bytes:
    """*data* with one to four random wounds."""
    wounded = bytearray(data)
    for _ in range(random.randint(1, 4)):
        at = random.randrange(len(wounded) + 1)
        length = random.randrange(1, 40)
        match random.randrange(6):
            case 0 if at < len(wounded):
                wounded[at] ^= 1 << random.randrange(8)
            case 1:
                del wounded[at : at + length]
            case 2:
                wounded[at:at] = random.randbytes(length)
            case 3:
                wounded[at : at + length] = b"\0" * length
            case 4:
                wounded[at:at] = wounded[max(0, at - length) : at]
            case _:
                del wounded[at:]
    return bytes(wounded)


def _rows(evaluation: Evaluation) -> list[int]:
    db = evaluation._workspace._db
    return [db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in TABLES]


def _memory() -> int:
    """The most memory that this process ever had, in MiB; 0 where the system does not say."""
    if os.name != "posix":
        return 0
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak // (1024**2 if sys.platform == "darwin" else 1024)


def _quick_folder() -> str | None:
    return "/dev/shm" if sys.platform == "linux" and Path("/dev/shm").is_dir() else None
