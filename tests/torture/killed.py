"""P1: a judgment shown as saved survives the program being killed.

    python -m tests.torture.killed KILLS SEED

One workspace lives through every kill, with its write-ahead log as the kill left it. This is a process of its own,
with one thread, so that the judging process can be forked from it and need not import anything.
"""

import json
import os
import random
import select
import signal
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from app.evaluation import Evaluation
from tests.torture.figures import Row
from tests.torture.scene import Handed, a_workspace, handed_in, judging, judgments_in

MOST = 12
"""Judgments before the kill, at most; counted, so that a busy machine does not end the judging before it begins."""
LONGEST = 0.02
"""Seconds between the last of them and the kill, at most: somewhere within the next one or two."""


@dataclass(slots=True)
class Count:
    kills: int = 0
    acknowledged: int = 0
    hot_logs: int = 0
    lost: int = 0
    half: int = 0
    corrupt: int = 0
    surplus: int = 0
    slowest_opening_ms: int = 0

    @property
    def row(self) -> Row:
        return Row(
            "P1",
            "kill -9 at a random moment while judging; the same workspace through all of them",
            f"{self.kills:,} kills, {self.acknowledged:,} acknowledged, {self.hot_logs:,} hot logs: {self.lost} lost, "
            f"{self.half} half, {self.corrupt} corrupt, {self.surplus} times more than one a kill unacknowledged; "
            f"opened again in at most {self.slowest_opening_ms} ms",
            not (self.lost or self.half or self.corrupt or self.surplus),
        )


def run(kills: int, seed: int) -> Count:
    chance = random.Random(seed)
    count = Count()
    with TemporaryDirectory(prefix="diptych-killed-") as folder:
        path = a_workspace(Path(folder) / "work.diptych")
        acknowledged: set[Handed] = set()
        stored = 0
        for number in range(kills):
            new = _killed(path, chance.randint(0, MOST), chance.uniform(0, LONGEST), first=len(acknowledged))
            acknowledged |= new
            count.kills += 1
            wal = path.with_name(path.name + "-wal")
            count.hot_logs += wal.exists() and wal.stat().st_size > 0
            is_full = number % 50 == 49 or number == kills - 1
            _check(path, acknowledged if is_full else new, count, is_full=is_full)
            before, stored = stored, judgments_in(path)
            # One may have been saved while nobody could be told of it any more.
            count.surplus += stored - before - len(new) > 1
        count.acknowledged = len(acknowledged)
    return count


def _killed(path: Path, judgments: int, seconds: float, *, first: int) -> set[Handed]:
    """Judge in a process of its own, kill it so many seconds after so many judgments; say what it had acknowledged."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        _judge(path, writing, first)
    os.close(writing)
    said = b""
    while said.count(b"\n") <= judgments:
        said += _more(reading) or sys.exit("The judging process ended by itself.")
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        if select.select([reading], [], [], left)[0]:
            said += _more(reading) or sys.exit("The judging process ended by itself.")
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    while more := _more(reading):
        said += more
    os.close(reading)
    whole = [line.split() for line in said.split(b"\n")[1:-1]]
    return {(judgment_id.decode(), int(revision)) for judgment_id, revision in whole}


def _judge(path: Path, writing: int, first: int) -> None:
    try:
        evaluation = Evaluation.open(path)
        os.write(writing, b"open\n")
        for judgment in judging(evaluation, first=first):
            os.write(writing, f"{judgment.judgment_id} {judgment.revision}\n".encode())
    finally:
        os._exit(1)


def _check(path: Path, expected: set[Handed], count: Count, *, is_full: bool) -> None:
    begun = time.monotonic()
    evaluation = Evaluation.open(path)
    count.slowest_opening_ms = max(count.slowest_opening_ms, round(1000 * (time.monotonic() - begun)))
    found = handed_in(path, last=-1 if is_full else len(expected) + 1)
    count.lost += len(expected - set(found))
    if is_full:
        count.corrupt += len(evaluation.examine())
        # What a kill left behind the last line feed, such as room that was taken for a line, is no line.
        *journal, _ = path.with_name(path.name + ".journal.jsonl").read_text(encoding="utf-8").split("\n")
        count.half += journal != list(found.values())
    evaluation.close()


def _more(reading: int) -> bytes:
    return os.read(reading, 1 << 16)


if __name__ == "__main__":
    print(json.dumps(asdict(run(int(sys.argv[1]), int(sys.argv[2])))))
