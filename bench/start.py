"""From the command to a restored pair, coloured and aligned, on a screen in memory; beside a bare window and other programs.

All programs take turns, so that what slows the machine down slows all of them. The first run of each, in which it compiles
itself, is not counted. With long files only those take part who are held against us there.
"""

import os
import subprocess
import sys
import sysconfig
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.made import python_code, task, workspace
from bench.peers import DIFFUSE, MELD, PEERS, settle_in
from bench.results import Figure, LeftOut, Result, Table, at_most, median
from bench.screen import Launch, NoRestError, Screen, is_there, screen

BARE, OURS = "Bare PySide6 window", "Diptych"
OURS_ON_THEIRS = "Diptych, on Meld's Python"
"""How quick a Python is depends on how it was built: here nobody has a better one than the other."""
TASKS = 10_000
NOT_HANDED_ON = ("QT_QPA_PLATFORM", "PYTHONDONTWRITEBYTECODE")
"""Of the environment: nobody's program starts without a screen, or compiles itself anew each time."""
RUNS = {300: 7, 10_000: 5, 50_000: 3}
RIVALS = (MELD, DIFFUSE)
"""Who takes part with long files too."""


@dataclass(frozen=True, slots=True)
class Entrant:
    """A command that takes part."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]


def measure(samples: Path | None) -> Iterator[Result]:
    if not is_there():
        yield LeftOut("starting up needs a screen in memory; install Xvfb (Debian: xvfb).")
        return
    with TemporaryDirectory(prefix="diptych-start-") as name:
        folder = Path(name)
        home = settle_in(folder / "home")
        runs: dict[int, dict[str, list[Launch]]] = {}
        dropped: list[str] = []
        with screen(folder) as shown:
            for lines, count in RUNS.items():
                entrants = _entrants(folder, home, lines)
                runs[lines], without = _race(shown, entrants, count, uncounted=int(lines == min(RUNS)))
                dropped += (f"with 2 x {lines:,} lines {one}." for one in without)
        yield from _figures(runs)
        yield from (_table(lines, launches) for lines, launches in runs.items())
    yield from map(LeftOut, dropped)
    for peer in PEERS:
        if not peer.is_there:
            yield LeftOut(f"{peer.name} is not installed (Debian: {peer.package}).")


def _entrants(folder: Path, home: Mapping[str, str], lines: int) -> list[Entrant]:
    """Everyone who shows a pair of so many lines: the same text, as files for the peers, as a task for us."""
    codes = [python_code(lines, seed) for seed in (1, 2)]
    files = [folder / f"{side}-{lines}.py" for side in ("left", "right")]
    for file, code in zip(files, codes, strict=True):
        file.write_text(code, encoding="utf-8")
    environment = {name: value for name, value in os.environ.items() if name not in NOT_HANDED_ON}
    ours = folder / f"diptych-{lines}"
    ours.mkdir()
    small = (task(f"small-{number}", [python_code(20, number), python_code(20, number + 1)]) for number in range(TASKS))
    place = workspace(
        ours / "work.diptych", [task("pair", codes), *(small if lines == min(RUNS) else ())], laid_out="pair"
    )
    module = "bench.program" if lines > 20_000 else "ui.launcher"
    mine = {**environment, "DIPTYCH_HOME": str(ours), "PYTHONPATH": str(Path(__file__).parents[1])}
    found = [
        Entrant(BARE, [sys.executable, "-m", "bench.bare"], mine),
        Entrant(OURS, [sys.executable, "-m", module, "--workspace", str(place)], mine),
    ]
    theirs = {**environment, **home}
    if (theirs_too := _python_of_a_peer()) is not None:
        packages = {**mine, "PYTHONPATH": os.pathsep.join([mine["PYTHONPATH"], sysconfig.get_path("purelib")])}
        found.append(Entrant(OURS_ON_THEIRS, [theirs_too, *found[-1].command[1:]], packages))
    peers = [peer for peer in (PEERS if lines == min(RUNS) else RIVALS) if peer.is_there]
    return found + [Entrant(peer.name, peer.command(files[0], files[1]), theirs) for peer in peers]


def _python_of_a_peer() -> str | None:
    """The Python that Meld runs on, where it is of our own version, so that it can load what is installed for us."""
    python = MELD.python
    if python is None:
        return None
    ask = "import sys; print(*sys.version_info[:2])"
    said = subprocess.run([python, "-c", ask], capture_output=True, text=True, check=False).stdout.split()
    is_another = Path(python).resolve() != Path(sys.executable).resolve()
    return python if is_another and said == [str(one) for one in sys.version_info[:2]] else None


def _race(
    shown: Screen, entrants: Sequence[Entrant], count: int, *, uncounted: int
) -> tuple[dict[str, list[Launch]], list[str]]:
    """The launches of everyone who came to rest each time, and what is to be said of the others."""
    launches: defaultdict[str, list[Launch]] = defaultdict(list)
    dropped: dict[str, str] = {}
    for turn in range(uncounted + count):
        for one in entrants:
            if one.name in dropped:
                continue
            try:
                launch = shown.launch(one.command, one.environment)
            except NoRestError as error:
                if one.name in (BARE, OURS, OURS_ON_THEIRS):
                    raise
                launches.pop(one.name, None)
                dropped[one.name] = f"{one.name} {error}"
                continue
            if turn >= uncounted:
                launches[one.name].append(launch)
    return dict(launches), list(dropped.values())


def _figures(runs: Mapping[int, Mapping[str, list[Launch]]]) -> Iterator[Figure]:
    small, long, longest = (runs[lines] for lines in sorted(RUNS))
    yield at_most("the window is drawn", _ratio(small, OURS, BARE, _drawn), 1.5, "", times="the bare window")
    pair = f"2 x 300 lines are there, of {TASKS:,} tasks"
    yield at_most(pair, _ratio(small, OURS, BARE, _settled), 2.2, "", times="the bare window")
    demanded = (
        (small, pair, MELD.name, 0.8),
        (long, "2 x 10,000 lines are there", MELD.name, 1 / 3),
        (long, "2 x 10,000 lines are there", DIFFUSE.name, 0.75),
        (longest, "2 x 50,000 lines are there, the cap lifted", MELD.name, 1 / 3),
        (longest, "2 x 50,000 lines are there, the cap lifted", DIFFUSE.name, 0.5),
    )
    for launches, what, peer, limit in demanded:
        if peer in launches:
            yield at_most(what, _ratio(launches, OURS, peer, _settled), round(limit, 2), "", times=peer.split(",")[0])
    for launches, lines in ((long, 10_000), (longest, 50_000)) if OURS_ON_THEIRS in long else ():
        for peer in (one.name for one in RIVALS if one.name in launches):
            ratio = _ratio(launches, OURS_ON_THEIRS, peer, _settled)
            told = f"2 x {lines:,} lines are there, Diptych on the same Python"
            yield Figure(told, f"{ratio:.2f} x {peer.split(',')[0]}", "stated")
    memory = median([one.memory for one in long[OURS]])
    yield at_most("memory with 2 x 10,000 lines", memory, 130, "MB")
    if MELD.name in long:
        yield at_most("memory with 2 x 10,000 lines", _ratio(long, OURS, MELD.name, _memory), 1, "", times="Meld's")
    lines = 2 * (50_000 - 10_000)
    growth = median([one.memory for one in longest[OURS]]) - memory
    yield Figure("memory for every 10,000 further lines", f"{growth * 10_000 / lines:.1f} MB", "stated")


def _ratio(launches: Mapping[str, list[Launch]], ours: str, theirs: str, of: Callable[[Launch], float]) -> float:
    return median([of(one) for one in launches[ours]]) / median([of(one) for one in launches[theirs]])


def _drawn(launch: Launch) -> float:
    return launch.drawn


def _settled(launch: Launch) -> float:
    return launch.settled


def _memory(launch: Launch) -> float:
    return launch.memory


def _table(lines: int, launches: Mapping[str, list[Launch]]) -> Table:
    rows = tuple(
        (
            name,
            f"{median([run.drawn for run in found]):.2f} s",
            f"{median([run.settled for run in found]):.2f} s",
            f"{min(run.settled for run in found):.2f}–{max(run.settled for run in found):.2f} s",
            f"{_ratio(launches, name, BARE, _settled):.1f} x",
            f"{median([run.memory for run in found]):.0f} MB",
        )
        for name, found in launches.items()
    )
    head = ("", "first drawn", "at rest", "from–to", "of the bare window", "memory")
    return Table(f"2 x {lines:,} lines, medians of {RUNS[lines]} runs each, in turns:", head, rows)
