"""P3, P6, P7, P12: saving is instant, a second window is refused at once, the clock orders nothing, backups are whole.

python -m tests.torture.at_work BACKUPS
"""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from app.caretaking import back_up_if_due, restore
from app.clock import new_id
from app.errors import BusyError
from app.evaluation import Evaluation
from tests.torture.figures import Row
from tests.torture.scene import a_judged_workspace, a_workspace, handed_in, judging

T = TypeVar("T")

WRITER = """
import sys, time
from pathlib import Path
from app.evaluation import Evaluation
from tests.torture.scene import judging
evaluation = Evaluation.open(Path(sys.argv[1]))
print("open", flush=True)
slowest = 0.0
judge = judging(evaluation)
while not Path(sys.argv[2]).exists():
    begun = time.perf_counter()
    next(judge)
    slowest = max(slowest, time.perf_counter() - begun)
evaluation.close()
print(round(1000 * slowest), flush=True)
"""


def backups(number: int, *, judgments: int = 200) -> Row:
    """So many backups while somebody judges as fast as can be; each is opened, and the last restored."""
    with TemporaryDirectory(prefix="diptych-backups-") as folder:
        path = a_judged_workspace(Path(folder) / "work.diptych", judgments)
        stop = Path(folder) / "stop"
        moments = (datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=one) for one in range(number))
        whole = 0
        with _process(WRITER, path, stop) as writer:
            assert writer.stdout is not None
            writer.stdout.readline()
            for moment in moments:
                made = _next_backup(path, moment)
                whole += _is_whole(made)
            stop.touch()
            slowest = int(writer.stdout.readline())
        everything = handed_in(path)
        restored = restore(path, made)
        back = handed_in(path) == everything
    return Row(
        "P12",
        "backups while judging without a rest; the last one restored, with what was judged since",
        f"{whole} of {number} whole; the slowest judgment took {slowest} ms; {restored.events:,} of {len(everything):,} "
        f"judgments back, {restored.from_journal + restored.salvaged:,} of them newer than the backup",
        # Times are told and not judged: this may run on a machine that is busy with other things.
        whole == number and back,
    )


def _next_backup(path: Path, moment: datetime) -> Path:
    """A backup as soon as something is new: on a busy machine nothing may have been judged since the last one."""
    made = None
    while made is None:
        made = back_up_if_due(path, now=lambda: moment)
    return made


def _is_whole(backup: Path) -> bool:
    with closing(sqlite3.connect(f"{backup.absolute().as_uri()}?mode=ro", uri=True)) as db:
        return bool(db.execute("PRAGMA integrity_check").fetchone()[0] == "ok" and handed_in(backup))


def second_window() -> Row:
    """A second window beside one that is open; then after a kill -9 of the first."""
    with TemporaryDirectory(prefix="diptych-second-") as folder:
        path = a_workspace(Path(folder) / "work.diptych")
        with _process(WRITER, path, Path(folder) / "never") as first:
            assert first.stdout is not None
            first.stdout.readline()
            refused_ms, refused = _timed(lambda: _is_refused(path))
            first.send_signal(signal.SIGKILL)
        opened_ms, _ = _timed(lambda: Evaluation.open(path).close())
    return Row(
        "P6",
        "a second window beside the first, and after kill -9 of the first",
        f"refused after {refused_ms:.1f} ms; after the kill open in {opened_ms:.0f} ms",
        refused,
    )


def _is_refused(path: Path) -> bool:
    try:
        Evaluation.open(path).close()
    except BusyError:
        return True
    return False


def clock(ids: int) -> Row:
    """A clock that jumps by up to 400 days at every judgment."""
    moments = iter(
        datetime(2026, 6, 1, tzinfo=UTC) + timedelta(days=(number * 271) % 801 - 400) for number in range(999)
    )
    with TemporaryDirectory(prefix="diptych-clock-") as folder:
        path = a_workspace(Path(folder) / "work.diptych")
        evaluation = Evaluation.open(path, now=lambda: next(moments))
        order = [(one.judgment_id, one.revision) for _, one in zip(range(40), judging(evaluation), strict=False)]
        suspect = sum(line.count('"clock_suspect":true') for line in handed_in(path).values())
        problems = evaluation.examine()
        evaluation.close()
        in_order = list(handed_in(path)) == order
    made = {new_id() for _ in range(ids)}
    return Row(
        "P7",
        "a clock that jumps by up to 400 days at every step",
        f"order of the log {'unchanged' if in_order else 'CHANGED'}, {suspect} judgments marked as suspect; "
        f"{ids - len(made)} doubled among {ids:,} ids",
        in_order and suspect > 0 and not problems and len(made) == ids,
    )


def saving(judgments: int) -> Row:
    """How long a judgment takes from the service's door to the disk and back."""
    times = []
    with TemporaryDirectory(prefix="diptych-saving-") as folder:
        evaluation = Evaluation.open(a_workspace(Path(folder) / "work.diptych"))
        judge = judging(evaluation)
        for _ in range(judgments):
            milliseconds, _ = _timed(lambda: next(judge))
            times.append(milliseconds)
        evaluation.close()
    times.sort()
    half, most = times[len(times) // 2], times[len(times) * 95 // 100]
    return Row(
        "P3",
        "task opened, draft kept, judgment handed in: three durable writes and the journal",
        f"{judgments:,} judgments: median {half:.1f} ms, 95th percentile {most:.1f} ms",
        most < 20,
    )


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    begun = time.perf_counter()
    done = work()
    return 1000 * (time.perf_counter() - begun), done


def _process(code: str, *words: Path) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.Popen([sys.executable, "-c", code, *map(str, words)], stdout=subprocess.PIPE, env=environment)


if __name__ == "__main__":
    for found in (saving(500), second_window(), clock(20_000), backups(int(sys.argv[1]))):
        print(found)
