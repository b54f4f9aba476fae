"""P18: a huge or silly text does not stop the window.

    python -m tests.torture.huge [SHAPE …]

Each shape is opened in the real window, at the caps, beside one that differs from it; a clock on the screen's thread sees
every hold from the key to the last pixel. In a process of its own: there may be no Qt where this is called.
"""

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from app.code.limits import MOST_BYTES, MOST_LINES
from tests.torture.figures import Row

ROOT = Path(__file__).parents[2]
LONGEST_HOLD_S = 1.0


def _lines(make: Callable[[int], str]) -> tuple[str, str]:
    """As many lines as may be, and the same with one in ten otherwise."""
    one = [make(number) for number in range(MOST_LINES - 1)]
    other = [make(number + MOST_LINES) if number % 10 == 0 else line for number, line in enumerate(one)]
    return "\n".join(one) + "\n", "\n".join(other) + "\n"


def _filled(piece: str, *, size: int = MOST_BYTES - 64) -> tuple[str, str]:
    """*piece* over and over up to the cap, and the same with an end of its own."""
    text = piece * (size // len(piece.encode()))
    return text + "\n", text[: len(text) // 2] + "\nother\n"


def _noise(seed: int) -> str:
    chance = random.Random(seed)
    return "".join(f"{chance.randrange(10**40):x} {chance.randrange(10**9)}\n" for _ in range(MOST_LINES - 1))


CODE: dict[str, Callable[[], tuple[str, str]]] = {
    "as many lines as may be": lambda: _lines(lambda n: f"value_{n} = compute({n}, limit={n % 7})  # {'x' * 50}"),
    "empty lines": lambda: ("\n" * (MOST_LINES - 1), "\n" * (MOST_LINES // 2) + "x\n"),
    "equal lines": lambda: ("x = 1\n" * (MOST_LINES - 1), "x = 1\n" * (MOST_LINES - 1001) + "y\n" * 1000),
    "lines with nothing in common": lambda: (_noise(1), _noise(2)),
    "one line of 2 MB": lambda: _filled("value = compute(1); "),
    "one word of 2 MB": lambda: _filled("a"),
    "lines of 10,000 characters": lambda: _filled("b = 2; " * 1428 + "\n"),
    "accents stacked on one letter": lambda: _filled("a" + "\u0301" * 500),
    "brackets that never close": lambda: _filled("("),
    "brackets that never close, a line each": lambda: ("(\n" * (MOST_LINES - 1), "[\n" * (MOST_LINES - 1)),
    "a string that never closes": lambda: _lines(lambda n: '"""' if n == 0 else f"text {n} {'y' * 60}"),
    "quotes by turns": lambda: _filled("'\"" * 40 + "\n"),
    "tabs": lambda: _filled("\t" * 99 + "\n"),
    "hidden characters": lambda: _filled("a\u200b\u202e\u2066" * 20 + "\n"),
    "families of emoji": lambda: _filled("# 👩\u200d👩\u200d👧\u200d👦 " * 10 + "\n"),
    "families of emoji on one line": lambda: _filled("# 👩\u200d👩\u200d👧\u200d👦 "),
    "right to left": lambda: _filled("# \u05d0\u05d1\u05d2 \u0627\u0644\u0639 " * 20 + "\n"),
    "controls": lambda: _filled("\x01\x1b[31m\x7f\x9b" * 20 + "\n", size=MOST_BYTES // 4),
    "carriage returns alone": lambda: _filled("x = 1\r" * 100, size=MOST_LINES * 6 - 64),
    "markup nested deeply": lambda: ("<b>" * 20_000 + "\n", "<ul><li>" * 20_000 + "\n"),
}
PROMPTS: dict[str, Callable[[], str]] = {
    "a prompt of 2 MB": lambda: "Write it so that it is right. " * 70_000,
    "a prompt of 100,000 lines": lambda: "word\n\n" * 50_000,
    "a prompt of quotes in quotes": lambda: ">" * 20_000 + " deep",
    "a prompt of lists in lists": lambda: "\n".join(" " * 2 * n + "- item" for n in range(700)),
    "a prompt of emphasis": lambda: "*a **b " * 40_000,
    "a prompt of open brackets": lambda: "[" * 100_000,
    "a prompt of links": lambda: "[a](https://example.org/b) " * 20_000,
    "a prompt of a table": lambda: "|a|b|\n|-|-|\n" + "|c|d|\n" * 20_000,
    "a prompt of nested markup": lambda: "<b>" * 20_000,
    "a prompt of back ticks": lambda: " ".join("`" * n for n in range(1, 900)),
    "a prompt of one word": lambda: "a" * 1_000_000,
}


def figures(shapes: Iterable[str] = ()) -> Row:
    """Open every shape, or those of *shapes*. Here, on a machine that is left alone, the time is judged."""
    found = run(shapes)
    slowest = max(found, key=lambda one: found[one][0])
    held = [one for one, (hold, _) in found.items() if hold > LONGEST_HOLD_S]
    too_long = f"; over {LONGEST_HOLD_S:.0f} s: {', '.join(held)}" if held else ""
    return Row(
        "P18",
        f"{len(found)} silly shapes of candidates (2 MB, {MOST_LINES:,} lines) and prompts, each opened in the real window",
        f"longest hold of the screen's thread {found[slowest][0]:.2f} s ({slowest}); everything coloured, aligned and "
        f"drawn after {max(settled for _, settled in found.values()):.1f} s at most{too_long}",
        not held,
    )


def run(shapes: Iterable[str] = ()) -> dict[str, tuple[float, float]]:
    """For every shape: the longest hold of the screen's thread and the time until all was done, in seconds."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.torture.huge", "within", *shapes],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        check=True,
    )
    found: dict[str, list[float]] = json.loads(done.stdout.splitlines()[-1])
    return {shape: (hold, settled) for shape, (hold, settled) in found.items()}


def _within(shapes: list[str]) -> dict[str, tuple[float, float]]:
    from bench.made import key, task, workspace
    from bench.window import Stage

    wanted = shapes or [*CODE, *PROMPTS]
    tasks = {
        shape: (
            CODE[shape]() if shape in CODE else ("x = 1\n", "x = 2\n"),
            PROMPTS[shape]() if shape in PROMPTS else "Do.",
        )
        for shape in ("warm", *wanted)
    }
    found = {}
    with TemporaryDirectory(prefix="diptych-huge-") as folder:
        lines = [task(shape, codes, prompt=prompt) for shape, (codes, prompt) in tasks.items()]
        stage = Stage(workspace(Path(folder) / "work.diptych", lines))
        stage.opens(key("warm"))
        stage.window.flows.viewing.open_task_text(is_open=True)
        stage.rest()
        for shape in wanted:
            begun = time.perf_counter()
            with stage.watched() as gaps:
                stage.opens(key(shape))
                stage.turn()
                settled = time.perf_counter() - begun
                stage.window.code.move_caret(50)
                stage.turn()
            found[shape] = (max(gaps), settled)
            print(f"{max(gaps):6.2f} s held, {settled:6.2f} s until settled: {shape}", file=sys.stderr, flush=True)
            stage.opens(key("warm"))
        stage.close()
    return found


if __name__ == "__main__":
    if sys.argv[1:2] == ["within"]:
        print(json.dumps(_within(sys.argv[2:])), flush=True)
        # Qt lets go of what Python holds too late for an orderly end.
        os._exit(0)
    print(figures(sys.argv[1:]))
