"""The long form: ``python3 dev.py torture [PROMISE …]`` runs every test of the promises and writes docs/reliability.md.

With promises named, only their rows are measured and put in the place of the old ones.
"""

import os
import platform
import re
import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from tests.torture import (
    anonymous,
    at_work,
    canaries,
    damaged,
    full_disk,
    hidden,
    hostile_imports,
    huge,
    killed,
    powercut,
    readers,
    refusing,
    sync_schedules,
)
from tests.torture.figures import Row, Skipped

PAGE = Path(__file__).parents[2] / "docs" / "reliability.md"
BEGIN, END = "<!-- figures -->\n", "<!-- end of figures -->\n"
PROMISES = {
    "P1": "A judgment shown as saved survives the program being killed",
    "P2": "… and a power cut, if the disk honours fsync",
    "P3": "Saving is instant",
    "P4": "A full disk never loses what was saved, nor what is being written",
    "P5": "A file that is read-only or another program's is read, or refused with the reason",
    "P6": "A second window is refused at once; a crash leaves no stale lock",
    "P7": "A clock that is wrong or turned back changes no order",
    "P8": "An older program never damages a newer workspace",
    "P9": "Damage is noticed at the next start",
    "P10": "Damage is survivable",
    "P11": "A lost or damaged write-ahead log is noticed",
    "P12": "Backups are whole, and restoring one works",
    "P13": "No import crashes the program, comes in by half or fills the memory",
    "P14": "Every judgment reaches the collector exactly once, whatever fails",
    "P15": "No text can read files, fetch pages or be anything but shown",
    "P16": "Hidden characters are visible",
    "P18": "A huge or silly text does not stop the window",
    "P19": "Exports and the terminal's output cannot attack the reader",
    "P20": "A package says nothing about the computer that it comes from",
}


def _power_cuts() -> Iterator[Row | Skipped]:
    if lacks := powercut.lacks():
        yield Skipped("P2", lacks)
        return
    yield powercut.run("FULL", points=1_000, each=6, seed=1).row
    yield powercut.run("NORMAL", points=1_000, each=6, seed=1).row
    yield powercut.run("OFF", points=200, each=3, seed=1).row


MEASURES: dict[str, Callable[[], Iterable[Row | Skipped]]] = {
    "P1": lambda: [killed.run(1_000, 1).row],
    "P2": _power_cuts,
    "P3": lambda: [at_work.saving(1_500)],
    "P4": full_disk.figures,
    "P5": lambda: refusing.figures(refusing.READ_ONLY, refusing.FOREIGN),
    "P6": lambda: [at_work.second_window()],
    "P7": lambda: [at_work.clock(100_000)],
    "P8": lambda: refusing.figures(refusing.NEWER),
    "P9": lambda: (damaged.notice(kind, 400, 1).row for kind in damaged.DAMAGES),
    "P10": lambda: damaged.alone(1),
    "P11": damaged.lost_files,
    "P12": lambda: [at_work.backups(20, judgments=3_000)],
    "P13": lambda: [hostile_imports.figures(2_000, seeds=(1, 2, 3))],
    "P14": lambda: [sync_schedules.figures(300)],
    "P15": canaries.figures,
    "P16": hidden.figures,
    "P18": lambda: [huge.figures()],
    "P19": readers.figures,
    "P20": lambda: [anonymous.figures(100)],
}


def main(words: Sequence[str]) -> int:
    if unknown := set(words) - set(MEASURES):
        print(f"There is no test of {', '.join(sorted(unknown))}; name some of {', '.join(MEASURES)}.")
        return 2
    broken = 0
    for promise in words or MEASURES:
        lines = []
        for found in MEASURES[promise]():
            broken += isinstance(found, Row) and not found.is_kept
            lines.append(_line(found))
            print(lines[-1], flush=True)
        _write(promise, lines)
    print("Every promise was kept." if not broken else f"{broken} figures fall short.")
    return 1 if broken else 0


def _line(found: Row | Skipped) -> str:
    promise = f"**{found.promise}** {PROMISES[found.promise]}"
    command = f"`python3 dev.py torture {found.promise}`"
    if isinstance(found, Skipped):
        return f"| {promise} | | skipped: this machine lacks {found.lacks} | {command} |"
    short = "" if found.is_kept else "**falls short:** "
    return f"| {promise} | {found.test} | {short}{found.figure} | {command} |"


def _write(promise: str, lines: list[str]) -> None:
    """Put *lines* in the place of the rows of *promise*, in the order of the promises."""
    before, rest = PAGE.read_text(encoding="utf-8").split(BEGIN)
    old, after = rest.split(END)
    rows = [line for line in old.splitlines() if line.startswith("| **P") and not line.startswith(f"| **{promise}**")]
    rows = sorted([*rows, *lines], key=_number)
    head = ["", "| promise | test | figure | again |", "|---|---|---|---|"]
    text = "\n".join([f"Taken on {_machine()}.", *head, *rows, ""])
    PAGE.write_text(f"{before}{BEGIN}{text}{END}{after}", encoding="utf-8")


def _number(line: str) -> int:
    found = re.match(r"\| \*\*P(\d+)", line)
    return int(found[1]) if found else 0


def _machine() -> str:
    try:
        system = platform.freedesktop_os_release()["PRETTY_NAME"]
    except (OSError, KeyError):
        system = f"{platform.system()} {platform.release()}"
    python, sqlite = platform.python_version(), sqlite3.sqlite_version
    return f"{os.cpu_count()} cores, {system}, Python {python}, SQLite {sqlite}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
