"""Line alignment beside plain difflib, an exact longest common subsequence and git's histogram.

Over the pairs of real tasks: matched lines, hunks, and islands (matched lines without a letter or digit whose neighbours
are not matched), pair by pair against git. Over made pairs of growing size: matched lines, and times as ratios in one run.
"""

import gc
import json
import random
import shutil
import statistics
import subprocess
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import combinations
from pathlib import Path
from typing import TypeVar

from app.code.alignment import align
from app.code.lines import Source, split
from app.code.matching import Pair, longest_common, matched
from app.code.numbering import folded, says_something
from app.steps import finished
from bench.results import Figure, LeftOut, Result, Table, at_least, at_most, milliseconds

T = TypeVar("T")
SLOWEST_DIFFLIB = 20_000
"""Lines up to which difflib is asked; beyond it takes minutes."""
RUNS = 5
SIZES = (1_000, 5_000, 20_000, 50_000)
JUDGED = ("similar", 20_000)
TO_THE_LAST_BLANK = "Diptych, to the last blank"


def measure(samples: Path | None) -> Iterator[Result]:
    if not _has_git():
        yield LeftOut("git is not installed (Debian: git).")
    if samples is None:
        yield LeftOut("real pairs need a folder of them: --samples FOLDER.")
    else:
        yield from _real(samples / "real-tasks.jsonl")
    yield from _made()
    yield from _hostile()


@dataclass
class Tally:
    """The sum over all pairs, and how often no fewer lines were matched than by git."""

    lines: int = 0
    telling: int = 0
    hunks: int = 0
    islands: int = 0
    not_fewer: dict[str, int] = field(default_factory=dict)


def _real(path: Path) -> Iterator[Result]:
    tasks = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]
    sources = [[split(candidate["code"]) for candidate in task["candidates"] if "code" in candidate] for task in tasks]
    pairs = [pair for candidates in sources for pair in combinations(candidates, 2)]
    matchers: dict[str, Callable[[Source, Source], list[Pair]]] = {
        "Diptych": lambda left, right: [pair for pair in _ours(left, right) if _is_same(left, right, pair)],
        TO_THE_LAST_BLANK: lambda left, right: [
            (i, j) for i, j in _ours(left, right) if left.lines[i] == right.lines[j]
        ],
        "difflib": _difflib,
        "exact LCS": lambda left, right: _numbers(left, right, longest_common),
    }
    if _has_git():
        matchers["git histogram"] = _histogram
        matchers["git histogram -w"] = lambda left, right: _histogram(left, right, "-w")
    tallies = {name: Tally() for name in matchers}
    for left, right in pairs:
        found = {name: matcher(left, right) for name, matcher in matchers.items()}
        for name, matches in found.items():
            tally = tallies[name]
            tally.lines += len(matches)
            tally.telling += sum(says_something(left.lines[i]) for i, _ in matches)
            tally.hunks += _hunks(matches)
            tally.islands += _islands(matches, left)
            for other in matchers:
                tally.not_fewer[other] = tally.not_fewer.get(other, 0) + (len(matches) >= len(found[other]))
    gits = [name for name in ("git histogram", "git histogram -w") if name in tallies]
    rows = tuple(
        (
            name,
            *(f"{count:,}" for count in (tally.lines, tally.telling, tally.hunks, tally.islands)),
            *(f"{100 * tally.not_fewer[git] / len(pairs):.1f} %" for git in gits),
        )
        for name, tally in tallies.items()
    )
    head = (
        "",
        "matched lines",
        "that say something",
        "hunks",
        "islands",
        *(f"no fewer than {git}, of pairs" for git in gits),
    )
    said = "the first row counts lines that are equal but for white space, the second those equal to the last blank"
    yield Table(f"{len(pairs)} pairs of {len(tasks)} real tasks; {said}:", head, rows)
    exact, ours, loose = (tallies[name] for name in ("exact LCS", TO_THE_LAST_BLANK, "Diptych"))
    for git in gits[:1]:
        yield at_least("real pairs: no fewer lines than git", _share(loose, git, pairs), 95, "% of pairs")
        yield at_least(
            "real pairs: no fewer than git, counted to the last blank", _share(ours, git, pairs), 95, "% of pairs"
        )
    for git in gits[1:]:
        share = f"{_share(loose, git, pairs):.1f} % of pairs"
        yield Figure("real pairs: no fewer than git that ignores white space", share, "stated")
    of_lcs = 100 * ours.lines / exact.lines
    yield at_least("real pairs: of the exact LCS's lines, to the last blank", of_lcs, 97.5, "%")
    yield at_most("real pairs: islands, the exact LCS has", loose.islands, exact.islands - 1, "")


def _share(tally: Tally, other: str, pairs: Sequence[object]) -> float:
    return 100 * tally.not_fewer[other] / len(pairs)


def _made() -> Iterator[Result]:
    rows = []
    for kind, make in (("similar", _similar), ("repetitive", _repetitive), ("dissimilar", _dissimilar)):
        for size in SIZES:
            left, right = make(size)
            ours, seconds = _timed(lambda: _numbers(left, right, matched))  # noqa: B023 - called at once
            best = len(_numbers(left, right, longest_common))
            share = 100 * len(ours) / max(best, 1)
            theirs = difflib_times = git_lines = git_times = "–"
            if size <= SLOWEST_DIFFLIB and (kind == "similar" or size <= 5_000):
                began = time.perf_counter()
                theirs = f"{len(_difflib(left, right)):,}"
                ratio = (time.perf_counter() - began) / seconds
                difflib_times = f"{ratio:.0f} x"
                if (kind, size) == JUDGED:
                    yield at_least(f"difflib's time over {size:,} similar lines", ratio, 50, "", times="Diptych's")
            if _has_git():
                lines, git_seconds = _git_alone(left, right)
                git_lines, git_times = f"{lines:,}", f"{git_seconds / seconds:.2f} x"
                if (kind, size) == JUDGED:
                    slower = seconds / git_seconds
                    yield at_most(f"time over {size:,} similar lines", slower, 4, "", times="that of git's process")
            if kind != "dissimilar":
                yield at_least(f"{size:,} {kind} lines: of the exact LCS's lines", share, 99.5, "%")
            name = f"{kind}, {size:,} lines"
            rows.append(
                (
                    name,
                    f"{len(ours):,}",
                    f"{best:,}",
                    theirs,
                    git_lines,
                    milliseconds(seconds),
                    difflib_times,
                    git_times,
                )
            )
    head = ("", "Diptych", "exact LCS", "difflib", "git", "Diptych's time", "difflib's time", "git's time")
    yield Table(
        "Made pairs, the step that finds the same lines: lines matched, and times in one run:", head, tuple(rows)
    )


def _hostile() -> Iterator[Result]:
    """The whole alignment, pulled step by step, of what was made to be slow."""
    choice = random.Random(5)
    cases = {
        "50,000 dissimilar lines": _dissimilar(50_000),
        "20,000 blank lines": (split("\n" * 20_000), split("\n" * 15_000 + "x\n" + "\n" * 9_000)),
        "20,000 lines of two kinds": tuple(
            split("".join(choice.choice(("a();\n", "b();\n")) for _ in range(20_000))) for _ in range(2)
        ),
        "20,000 lines, each twice, shuffled": tuple(
            split("".join(f"line {n % 10_000}\n" for n in choice.sample(range(20_000), 20_000))) for _ in range(2)
        ),
        "one line of 1 MB": (split("ab " * 350_000), split("ba " * 350_000)),
        "2 x 20,000 similar lines": _similar(20_000),
        "3 x 10,000 similar lines": (*_similar(10_000), _similar(10_000, seed=9)[1]),
    }
    rows = []
    for name, sources in cases.items():
        tracemalloc.start()
        finished(align(sources))
        megabytes = tracemalloc.get_traced_memory()[1] / 1024**2
        tracemalloc.stop()
        # What is measured is the alignment, not the collection of what this very measurement has made.
        gc.collect()
        gc.freeze()
        steps = align(sources)
        longest = total = 0.0
        while True:
            began = time.perf_counter()
            try:
                next(steps)
            except StopIteration as end:
                shortfall = end.value.left_out
                break
            finally:
                took = time.perf_counter() - began
                longest, total = max(longest, took), total + took
        rows.append((name, milliseconds(total), milliseconds(longest), f"{megabytes:.0f} MB", shortfall or "nothing"))
    caption = "The whole alignment, versions of lines included, pulled step by step on what was made to be slow:"
    yield Table(caption, ("", "in all", "longest step", "memory", "left out"), tuple(rows))


def _ours(left: Source, right: Source) -> list[Pair]:
    """The lines that share a row, from 0."""
    pairs = (row.lines for row in finished(align([left, right])).rows)
    return [(a - 1, b - 1) for a, b in pairs if a is not None and b is not None]


def _is_same(left: Source, right: Source, pair: Pair) -> bool:
    return folded(left.lines[pair[0]]) == folded(right.lines[pair[1]])


def _difflib(left: Source, right: Source) -> list[Pair]:
    blocks = SequenceMatcher(None, left.lines, right.lines, autojunk=False).get_matching_blocks()
    return [(block.a + k, block.b + k) for block in blocks for k in range(block.size)]


def _numbers(
    left: Source, right: Source, match: Callable[[Sequence[int], Sequence[int]], Generator[None, None, list[Pair]]]
) -> list[Pair]:
    numbers: dict[str, int] = {}
    a, b = ([numbers.setdefault(line, len(numbers)) for line in source.lines] for source in (left, right))
    return finished(match(a, b))


def _histogram(left: Source, right: Source, *options: str) -> list[Pair]:
    """What ``git diff --histogram`` leaves unchanged."""
    with tempfile.TemporaryDirectory() as folder:
        out = _git(left, right, Path(folder), "-U1000000", *options)
    if not out:
        return [(i, i) for i in range(len(left.lines))]
    pairs, i, j = [], 0, 0
    for line in out.split("\n@@", 1)[-1].split("\n")[1:]:
        if line.startswith(" "):
            pairs.append((i, j))
        i += line.startswith((" ", "-"))
        j += line.startswith((" ", "+"))
    return pairs


def _git_alone(left: Source, right: Source) -> tuple[int, float]:
    """How many lines git leaves unchanged, and the median time of its process."""
    with tempfile.TemporaryDirectory() as folder:
        out, seconds = _timed(lambda: _git(left, right, Path(folder), "--numstat"))
    return (len(left.lines) - int(out.split()[1]) if out else len(left.lines)), seconds


def _git(left: Source, right: Source, folder: Path, *options: str) -> str:
    a, b = folder / "a", folder / "b"
    if not a.exists():
        a.write_text("\n".join(left.lines) + "\n", encoding="utf-8", newline="")
        b.write_text("\n".join(right.lines) + "\n", encoding="utf-8", newline="")
    command = ["git", "diff", "--no-index", "--histogram", "--no-color", *options, str(a), str(b)]
    return subprocess.run(command, capture_output=True, check=False).stdout.decode()


def _has_git() -> bool:
    return shutil.which("git") is not None


def _islands(pairs: Sequence[Pair], source: Source) -> int:
    known = set(pairs)
    return sum(
        (i - 1, j - 1) not in known
        and (i + 1, j + 1) not in known
        and not any(character.isalnum() for character in source.lines[i])
        for i, j in pairs
    )


def _hunks(pairs: Sequence[Pair]) -> int:
    return sum(pair != (before[0] + 1, before[1] + 1) for before, pair in zip([(-1, -1), *pairs], pairs, strict=False))


def _similar(size: int, seed: int = 3) -> tuple[Source, Source]:
    """Code of which about 15 % of the lines were edited, taken out or put in.

    A third are lines that stand more than once in a file, blank ones above all, as in the real samples (35 %).
    """
    choice = random.Random(seed)
    common = ["", "}", "    return result", "    } else {", "        break;", "    }"]
    lines = [
        choice.choices(common, weights=(12, 6, 3, 2, 2, 4))[0]
        if choice.random() < 0.35
        else f"    value_{n} = compute(item_{n % 31});"
        for n in range(size)
    ]
    return split("\n".join(lines)), split("\n".join(_edited(lines, choice)))


def _repetitive(size: int) -> tuple[Source, Source]:
    """Twelve different lines make 85 %."""
    choice = random.Random(4)
    common = ["}", "", "    return", "else:", "    x = 1", "{", "break", "    pass", ");", "end", "try:", "    y += 1"]
    lines = [choice.choice(common) if choice.random() < 0.85 else f"call_{n}()" for n in range(size)]
    return split("\n".join(lines)), split("\n".join(_edited(lines, choice)))


def _dissimilar(size: int) -> tuple[Source, Source]:
    """Two texts that share brackets, blanks and a few common lines."""
    choice = random.Random(6)
    common = ["}", "", "    }", "    return x", "else {", "  break;"]
    left, right = (
        [choice.choice(common) if choice.random() < 0.2 else f"{side}_{n}({choice.random()})" for n in range(size)]
        for side in ("left", "right")
    )
    return split("\n".join(left)), split("\n".join(right))


def _edited(lines: Sequence[str], choice: random.Random) -> list[str]:
    edited: list[str] = []
    for line in lines:
        chance = choice.random()
        if chance < 0.05:
            edited.append(f"edited {choice.random()}")
        elif chance < 0.10:
            edited += [line, f"added {choice.random()}"]
        elif chance > 0.15:
            edited.append(line)
    return edited


def _timed(work: Callable[[], T]) -> tuple[T, float]:
    """What *work* gives, and the median of its times."""
    times = []
    for _ in range(RUNS):
        began = time.perf_counter()
        result = work()
        times.append(time.perf_counter() - began)
    return result, statistics.median(times)
