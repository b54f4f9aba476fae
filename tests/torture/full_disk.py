"""P4: a full disk never loses what was saved, and what is being written is saved once there is room again.

    python -m tests.torture.full_disk

A real file system of 16 MB, in memory (tmpfs) and in a file (ext4), is filled to the last block while somebody judges.
"""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from app.domain.names import TaskId, TaskKey
from app.domain.sitting import Attention
from app.errors import DiskFullError, WorkspaceError
from app.evaluation import Evaluation
from app.store.ballast import ballast_of
from tests.builders import a_draft, a_task
from tests.torture.figures import Row, Skipped
from tests.torture.scene import Handed, a_workspace, handed_in, judging

SIZE = 16 << 20
KINDS = ("tmpfs", "ext4")


class NoSmallDiskError(Exception):
    """What this machine lacks for a small file system of its own."""


@dataclass(slots=True)
class Count:
    kind: str
    acknowledged: int = 0
    lost: int = 0
    doubled: int = 0
    saved_by_ballast: bool = False
    said: str = ""
    opening_said: str = ""
    problems: tuple[str, ...] = ()

    @property
    def row(self) -> Row:
        return Row(
            "P4",
            f"a real disk of 16 MB ({self.kind}) filled to the last block while judging",
            f"{self.acknowledged:,} acknowledged, {self.lost} lost, {self.doubled} doubled; the judgment that met the "
            f"full disk {'was saved' if self.saved_by_ballast else 'was NOT saved'} at the second try",
            self.saved_by_ballast and not (self.lost or self.doubled or self.problems),
        )


def run(kind: str) -> Count:
    """Raises NoSmallDiskError."""
    with a_small_disk(kind) as disk:
        return _fill(disk, Count(kind))


def figures() -> Iterator[Row | Skipped]:
    for kind in KINDS:
        try:
            yield run(kind).row
        except NoSmallDiskError as error:
            yield Skipped("P4", str(error))


@contextmanager
def a_small_disk(kind: str) -> Iterator[Path]:
    with TemporaryDirectory(prefix="diptych-disk-") as folder:
        disk = Path(folder) / "disk"
        disk.mkdir()
        if kind == "tmpfs":
            mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(disk)]
        else:
            image = Path(folder) / "image"
            image.write_bytes(bytes(SIZE))
            _call(["mkfs.ext4", "-q", "-b", "4096", "-m", "0", str(image)], "mkfs.ext4")
            mount = ["mount", "-o", "loop", str(image), str(disk)]
        _call(mount, f"the right to mount a small {kind}")
        try:
            yield disk
        finally:
            subprocess.run(["umount", str(disk)], capture_output=True, check=True)


@contextmanager
def filled(disk: Path, *, but: int = 0) -> Iterator[None]:
    """Not a byte of room on *disk*, or no more than *but*, until this is over."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        for size in (1 << 16, 512, 1):
            with suppress(OSError):
                while shutil.disk_usage(disk).free > but and file.write(bytes(size)):
                    pass
    try:
        yield
    finally:
        filler.unlink()


def _call(command: list[str], lacks: str) -> None:
    try:
        subprocess.run(command, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise NoSmallDiskError(lacks) from error


def _fill(disk: Path, count: Count) -> Count:
    path = a_workspace(disk / "work.diptych")
    key, draft = TaskKey("demo", TaskId("task-00")), a_draft(a_task("task-00"), rationale="word " * 4_000)
    acknowledged: list[Handed] = []

    def submit() -> bool:
        """Hand the same draft in; whether the disk had room for it."""
        try:
            judgment = evaluation.submit(key, draft, Attention())
        except DiskFullError as error:
            count.said = count.said or str(error)
            return False
        acknowledged.append((judgment.judgment_id, judgment.revision))
        return True

    evaluation = Evaluation.open(path)
    evaluation.lay_out(key)
    for _, judgment in zip(range(20), judging(evaluation), strict=False):
        acknowledged.append((judgment.judgment_id, judgment.revision))
    _fill_up(disk / "filler")
    while submit():
        pass
    count.saved_by_ballast = not ballast_of(path).exists() and submit()
    while submit():
        pass
    _fill_up(disk / "more")
    evaluation.close()
    count.opening_said = _opening(path)
    for filler in ("filler", "more"):
        (disk / filler).unlink()
    evaluation = Evaluation.open(path)
    count.problems = evaluation.examine()
    evaluation.close()
    found = handed_in(path)
    count.acknowledged = len(acknowledged)
    count.lost = len(set(acknowledged) - set(found))
    count.doubled = len(found) - len(set(acknowledged))
    return count


def _fill_up(filler: Path) -> None:
    """Write until not a byte more goes in."""
    with filler.open("wb", buffering=0) as file:
        for size in (1 << 16, 512, 1):
            try:
                while file.write(bytes(size)):
                    pass
            except OSError:
                continue


def _opening(path: Path) -> str:
    """What is said to whoever opens the workspace while the disk is full; nothing if it opens."""
    try:
        Evaluation.open(path).close()
    except WorkspaceError as error:
        return str(error)
    return ""


if __name__ == "__main__":
    for figure in figures():
        print(figure)
