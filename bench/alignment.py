"""Line alignment beside plain difflib, an exact LCS and git's histogram, over the pairs of a task file.

    python -m bench alignment FILE

Reports matched lines, hunks and one-line islands without a letter or digit, and the time of each as a ratio in one run.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from itertools import combinations
from pathlib import Path

from app.code.alignment import align
from app.code.lines import Source, split
from app.code.matching import LARGEST_GAP, Pair, matched

Matcher = Callable[[Source, Source], list[Pair]]


def ours(left: Source, right: Source) -> list[Pair]:
    """The lines that share a row and are equal but for white space."""
    steps = align([left, right])
    while True:
        try:
            next(steps)
        except StopIteration as end:
            rows = end.value.rows
            break
    pairs = [(a - 1, b - 1) for a, b in (row.lines for row in rows) if a is not None and b is not None]
    return [(i, j) for i, j in pairs if left.lines[i].split() == right.lines[j].split()]


def difflib(left: Source, right: Source) -> list[Pair]:
    blocks = SequenceMatcher(None, left.lines, right.lines, autojunk=False).get_matching_blocks()
    return [(block.a + k, block.b + k) for block in blocks for k in range(block.size)]


def exact(left: Source, right: Source) -> list[Pair]:
    """A longest common subsequence by dynamic programming."""
    rows = [[0] * (len(right.lines) + 1) for _ in range(len(left.lines) + 1)]
    for i in range(len(left.lines) - 1, -1, -1):
        for j in range(len(right.lines) - 1, -1, -1):
            same = left.lines[i] == right.lines[j]
            rows[i][j] = rows[i + 1][j + 1] + 1 if same else max(rows[i + 1][j], rows[i][j + 1])
    pairs, i, j = [], 0, 0
    while i < len(left.lines) and j < len(right.lines):
        if left.lines[i] == right.lines[j]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif rows[i + 1][j] >= rows[i][j + 1]:
            i += 1
        else:
            j += 1
    return pairs


def histogram(left: Source, right: Source) -> list[Pair]:
    """What ``git diff --histogram`` leaves unchanged."""
    with tempfile.TemporaryDirectory() as folder:
        a, b = Path(folder) / "a", Path(folder) / "b"
        a.write_text("\n".join(left.lines) + "\n", encoding="utf-8", newline="")
        b.write_text("\n".join(right.lines) + "\n", encoding="utf-8", newline="")
        command = ["git", "diff", "--no-index", "--histogram", "-U1000000", "--no-color", str(a), str(b)]
        out = subprocess.run(command, capture_output=True, check=False).stdout.decode()
    if not out:
        return [(i, i) for i in range(len(left.lines))]
    pairs, i, j = [], 0, 0
    body = out.split("\n@@", 1)[-1].split("\n")[1:]
    for line in body:
        if line.startswith(" "):
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif line.startswith("-"):
            i += 1
        elif line.startswith("+"):
            j += 1
    return pairs


MATCHERS: dict[str, Matcher] = {"ours": ours, "difflib": difflib, "exact LCS": exact, "git histogram": histogram}


def islands(pairs: Sequence[Pair], source: Source) -> int:
    """Matched lines without a letter or digit whose neighbours are not matched."""
    known = set(pairs)
    return sum(
        (i - 1, j - 1) not in known
        and (i + 1, j + 1) not in known
        and not any(character.isalnum() for character in source.lines[i])
        for i, j in pairs
    )


def hunks(pairs: Sequence[Pair]) -> int:
    return sum(pair != (before[0] + 1, before[1] + 1) for before, pair in zip([(-1, -1), *pairs], pairs, strict=False))


def main(words: Sequence[str]) -> int:
    if len(words) != 1:
        print("Name a task file: python -m bench alignment FILE")
        return 2
    tasks = [json.loads(line) for line in Path(words[0]).read_text(encoding="utf-8").split("\n") if line]
    sources = [[split(candidate["code"]) for candidate in task["candidates"] if "code" in candidate] for task in tasks]
    pairs = [pair for candidates in sources for pair in combinations(candidates, 2)]
    totals: dict[str, list[float]] = {name: [0, 0, 0, 0.0] for name in MATCHERS}
    not_fewer = 0
    for left, right in pairs:
        found = {}
        for name, matcher in MATCHERS.items():
            start = time.perf_counter()
            found[name] = matcher(left, right)
            totals[name][3] += time.perf_counter() - start
            totals[name][0] += len(found[name])
            totals[name][1] += hunks(found[name])
            totals[name][2] += islands(found[name], left)
        not_fewer += len(found["ours"]) >= len(found["git histogram"])
    print(f"{len(pairs)} pairs of {words[0]}")
    print(f"{'':14}{'matched':>9}{'hunks':>8}{'islands':>9}{'time':>8}")
    for name, (lines, parts, lone, seconds) in totals.items():
        ratio = seconds / totals["ours"][3]
        print(f"{name:14}{lines:9.0f}{parts:8.0f}{lone:9.0f}{ratio:7.2f}x")
    print(f"at least as many lines as git histogram: {100 * not_fewer / len(pairs):.1f} % of pairs")
    _synthetic()
    return 0


def _synthetic() -> None:
    """20,000 lines of which 15 % were edited, against difflib without its heuristic."""
    lines = [f"line {number % 7000} = value({number})" for number in range(20_000)]
    edited = [f"edited {number}" if number % 7 == 3 else line for number, line in enumerate(lines)]
    numbers: dict[str, int] = {}
    left = [numbers.setdefault(line, len(numbers)) for line in lines]
    right = [numbers.setdefault(line, len(numbers)) for line in edited]
    start = time.perf_counter()
    steps = matched(left, right)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            count = len(end.value)
            break
    ours_s = time.perf_counter() - start
    start = time.perf_counter()
    theirs = sum(b.size for b in SequenceMatcher(None, lines, edited, autojunk=False).get_matching_blocks())
    ratio = (time.perf_counter() - start) / ours_s
    print(f"20,000 similar lines: {count} matched, difflib {theirs}; difflib takes {ratio:.0f}x as long")
    print(f"largest gap matched exactly: {LARGEST_GAP:,} cells")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
