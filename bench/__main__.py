"""``python -m bench [NAME …] [--samples FOLDER]``: run some measurements, or all, and write them into docs/performance.md.

Several run one after the other in processes of their own, so that none meets what another left in memory.
"""

import argparse
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from pathlib import Path

from bench import page
from bench.results import Figure, Result

MEASUREMENTS = {
    "start": "from the command to the pair on the screen, beside a bare window and other programs; memory",
    "code_view": "opening, colouring, aligning and scrolling three long candidates",
    "colouring": "the first coloured page against the size of the files",
    "keys": "from a key to its pixels, all over the window",
    "switching": "the next task, store included",
    "alignment": "which lines are matched, and how fast, beside difflib and git",
    "saving": "a judgment saved durably, beside the same disk's own pace",
    "importing": "100,000 tasks in",
    "exporting": "100,000 judgments out",
    "listing": "a list of 100,000 tasks",
    "checks": "how often the checks on a judgment are right; of the samples alone",
}


def main(words: Sequence[str]) -> int:
    said = _said(words)
    samples: Path | None = said.samples
    if samples is not None and not (samples / "real-tasks.jsonl").is_file():
        print(f"{samples} has no real-tasks.jsonl; name a folder of samples.")
        return 2
    names: list[str] = said.names or list(MEASUREMENTS)
    if unknown := [name for name in names if name not in MEASUREMENTS]:
        print(f"There is no measurement {', '.join(unknown)}; there are {', '.join(MEASUREMENTS)}.")
        return 2
    if len(names) == 1:
        return _measure(names[0], samples)
    failed = []
    for name in names:
        print(f"── {name}: {MEASUREMENTS[name]}", flush=True)
        began = time.monotonic()
        behind = [] if samples is None else ["--samples", str(samples)]
        if subprocess.run([sys.executable, "-m", "bench", name, *behind], check=False).returncode != 0:
            failed.append(name)
        print(f"   ({time.monotonic() - began:.0f} s)\n", flush=True)
    if failed:
        print(f"Not measured, for an error that stands above: {', '.join(failed)}.")
    return 1 if failed else 0


def _said(words: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="dev.py bench",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description="Measure; without a name everything. The figures are written into docs/performance.md.",
        epilog="\n".join(f"  {name:10} {what}" for name, what in MEASUREMENTS.items()),
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help="what to measure")
    parser.add_argument("--samples", type=Path, metavar="FOLDER", help="a folder of real tasks (real-tasks.jsonl)")
    return parser.parse_args(words)


def _measure(name: str, samples: Path | None) -> int:
    measure: Callable[[Path | None], Iterator[Result]] = import_module(f"bench.{name}").measure
    results: list[Result] = []
    for result in measure(samples):
        results.append(result)
        if isinstance(result, Figure):
            print(
                f"{result.what}: {'' if result.is_met else 'FALLS SHORT: '}{result.measured}  {result.demanded}",
                flush=True,
            )
    print(page.markdown([one for one in results if not isinstance(one, Figure)]), flush=True)
    page.write(name, results)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
