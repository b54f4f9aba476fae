"""100,000 judgments out: as lines with their hash, and as signed packages; synced, and the same bytes when repeated."""

import hashlib
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from app.evaluation import Evaluation
from bench.judged import judged_workspace
from bench.results import Figure, Result, at_least, median

JUDGMENTS = 100_000
RUNS = 3


def measure(samples: Path | None) -> Iterator[Result]:
    with TemporaryDirectory(prefix="diptych-exporting-") as name:
        folder = Path(name)
        reader = Evaluation.open_for_reading(judged_workspace(folder / "work.diptych", JUDGMENTS))
        times, hashes = [], set()
        for number in range(RUNS):
            began = time.perf_counter()
            dest = folder / f"judgments-{number}.jsonl"
            for _ in reader.exporting.export("jsonl", dest):
                pass
            hashes.add(_sha256(dest))
            times.append(time.perf_counter() - began)
        size = dest.stat().st_size
        reader.close()
        yield at_least(
            "judgments exported, with sha-256 and fsync", JUDGMENTS / median(times), 20_000, "a second",
            note=f"{JUDGMENTS:,} of {size / 1e6:.0f} MB in {median(times):.1f} s",
        )  # fmt: skip
        yield Figure(
            "exported again",
            "byte for byte the same" if len(hashes) == 1 else "other bytes",
            "the same",
            len(hashes) == 1,
        )
        yield from _packages(folder)


def _packages(folder: Path) -> Iterator[Figure]:
    evaluation = Evaluation.open(folder / "work.diptych")
    sending = evaluation.sending(folder / "key")
    times, hashes = [], []
    for number in range(2):
        dest = folder / f"packages-{number}"
        dest.mkdir()
        began = time.perf_counter()
        for _ in sending.export(dest):
            pass
        times.append(time.perf_counter() - began)
        hashes.append(sorted(_sha256(file) for file in dest.iterdir()))
    evaluation.close()
    # Compressed, signed and kept in the workspace besides: more work than the demand is about.
    yield Figure(
        "the same as signed packages: compressed, signed, kept and written",
        f"{JUDGMENTS / times[0]:,.0f} a second ({len(hashes[0])} packages in {times[0]:.1f} s; "
        f"written again in {times[1]:.1f} s)",
        "stated",
    )
    same = hashes[0] == hashes[1]
    yield Figure("packages exported again", "byte for byte the same" if same else "other bytes", "the same", same)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
