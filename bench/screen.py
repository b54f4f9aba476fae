"""A screen in memory (Xvfb), and a look at it from outside: when a program has drawn, and when it has come to rest.

A program has come to rest when the screen has not changed for a while, and the program has done next to nothing in that
while. What counts is the moment of the last change. A caret that blinks and a clock that ticks are no change.
"""

import mmap
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

SIZE = (1440, 900)
QUIET_S = 1.5
PATIENCE_S = 90
BUSY = 0.05
"""The share of one core above which a program is at work."""
LOOK_EVERY_S = 0.005
_WINDOW_S = 0.5
_SMALL_ROWS = 40
_SMALL_PIXELS = 400
_TICK_S = 1 / os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Launch:
    """Seconds from the command to the first thing drawn and to rest, and the memory then, in MB."""

    drawn: float
    settled: float
    memory: float


class NoRestError(Exception):
    """A program that ended by itself, or was still at work when patience ended; in words."""


def is_there() -> bool:
    return shutil.which("Xvfb") is not None


class Screen:
    """The pixels of a running Xvfb, and the number of its display."""

    def __init__(self, display: str, pixels: mmap.mmap) -> None:
        self.display = display
        self._pixels = pixels
        self._start = len(pixels) - 4 * SIZE[0] * SIZE[1]

    def launch(self, command: Sequence[str], environment: Mapping[str, str]) -> Launch:
        """Start *command*, watch until it has come to rest, and end it. Raises NoRestError where it never does."""
        surroundings = {**environment, "DISPLAY": self.display}
        self._rest()
        began = time.perf_counter()
        with subprocess.Popen(
            command, env=surroundings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        ) as process:
            try:
                drawn, settled = self._watch(process, began)
                memory = max(_memory(one) for one in _tree(process.pid))
            finally:
                # With everything that it has started: some leave a worker behind.
                os.killpg(process.pid, signal.SIGKILL)
        return Launch(drawn - began, settled - began, memory)

    def _watch(self, process: subprocess.Popen[bytes], began: float) -> tuple[float, float]:
        """When it first drew, and when it last did."""
        seen, drawn, changed = self._look(), 0.0, began
        work: list[tuple[float, float]] = []
        while True:
            now = time.perf_counter()
            if process.poll() is not None:
                raise NoRestError("ended by itself")
            if now - began > PATIENCE_S:
                raise NoRestError(f"did not come to rest within {PATIENCE_S} s")
            found = self._look()
            if found != seen:
                if not _is_small(seen, found):
                    changed = now
                    drawn = drawn or now
                seen = found
            if not work or now - work[-1][0] > _WINDOW_S / 10:
                work.append((now, sum(_work(one) for one in _tree(process.pid))))
                while work[-1][0] - work[1 if len(work) > 1 else 0][0] > _WINDOW_S:
                    del work[0]
            busy = (work[-1][1] - work[0][1]) / _WINDOW_S
            if drawn and now - changed > QUIET_S and now - work[0][0] >= _WINDOW_S and busy < BUSY:
                return drawn, changed
            # Another program's window tells nobody that it has drawn: its screen has to be looked at again and again.
            time.sleep(LOOK_EVERY_S)

    def _rest(self) -> None:
        """Wait until nothing of the one before is left to be taken off the screen."""
        seen = b""
        while (found := self._look()) != seen:
            seen = found
            # Until two looks find the same; nothing tells when a screen has gone blank.
            time.sleep(0.2)

    def _look(self) -> bytes:
        return self._pixels[self._start :]


@contextmanager
def screen(folder: Path) -> Iterator[Screen]:
    """A screen of its own for as long as the block lasts; *folder* takes its pixels."""
    size = f"{SIZE[0]}x{SIZE[1]}x24"
    command = ["Xvfb", "-displayfd", "1", "-screen", "0", size, "-nolisten", "tcp", "-noreset", "-fbdir", str(folder)]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        assert server.stdout is not None
        number = server.stdout.readline().strip()
        if not number:
            raise RuntimeError("Xvfb did not start")
        with (folder / "Xvfb_screen0").open("rb") as file, mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ) as pixels:
            yield Screen(f":{number}", pixels)
    finally:
        server.terminate()
        server.wait()


def _is_small(before: bytes, after: bytes) -> bool:
    """Whether no more changed than a caret that blinks or a clock that ticks."""
    width = 4 * SIZE[0]
    rows = [
        start for start in range(0, len(before), width) if before[start : start + width] != after[start : start + width]
    ]
    if len(rows) > _SMALL_ROWS:
        return False
    pixels = 0
    for start in rows:
        old, new = (memoryview(one)[start : start + width].cast("I") for one in (before, after))
        pixels += sum(a != b for a, b in zip(old, new, strict=True))
    return pixels <= _SMALL_PIXELS


def _tree(process: int) -> list[int]:
    """*process* and everything that it has started."""
    found = [process]
    for one in found:
        try:
            found += map(int, Path(f"/proc/{one}/task/{one}/children").read_text().split())
        except OSError:
            continue  # it has ended meanwhile
    return found


def _work(process: int) -> float:
    """Seconds of computing that a process has had."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) * _TICK_S


def _memory(process: int) -> float:
    """Resident memory in MB."""
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in status.split("\n") if line.startswith("VmRSS:")), 0.0)
