"""P19: what leaves the program cannot attack whoever reads it: no cell that a spreadsheet runs, no control in a terminal.

    python -m tests.torture.readers

The corpus stands wherever a stranger's text can stand, and goes out through every verb that prints and the one table.
"""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from click.testing import CliRunner

from app.cli import diptych
from tests.torture.figures import Row

FORMULAS = ("=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1", "\r=1", "\n=1", "＝1+1", "＋1", "－1", "＠A1", "  =1+1")
"""Beginnings that a spreadsheet takes for a formula (OWASP, CSV injection; ASVS 1.2.10), their wide twins, and blanks."""
CONTROLS = "".join(map(chr, (*range(1, 0x20), *range(0x7F, 0xA0))))
BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
ATTACKS = (
    "\x1b]52;c;QUJD\x07",  # writes the clipboard
    "\x1b]0;owned\x07",  # renames the window
    "\x1b[2J\x1b[HSaved.",  # clears the screen and speaks as the program
    "\x9b31mred",  # the same in one byte of C1
    "\x1bP$q\x1b\\",  # asks the terminal to type an answer
    "ok\r\x1b[KDone.",  # writes over its own line
    BIDI,
    CONTROLS,
)
SILENT = set(CONTROLS) - {"\n"} | set(BIDI)
"""What never comes out; a line feed ends the lines of the program itself."""


class Corpus:
    """A workspace in which every text that may hold anything does."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.workspace = folder / "work.diptych"
        self.statuses: dict[str, int] = {}
        self.silent_found: dict[str, str] = {}

    def fill(self) -> None:
        tasks = [self._task(number, text) for number, text in enumerate((*FORMULAS, *ATTACKS))]
        self._written("tasks.jsonl", tasks)
        # Names of files and of sets hold what a name can hold: everything but a slash, NUL and, for sets, controls.
        hostile = self.folder / f"{ATTACKS[0]}{BIDI}.jsonl"
        hostile.write_bytes((self.folder / "tasks.jsonl").read_bytes())
        self.run("import", self.folder / "tasks.jsonl", "--task-set", "=set")
        self.run("import", hostile, "--task-set", "@other")
        self.run("judge", self._written("drafts.jsonl", [self._draft(one["task_id"]) for one in tasks]))

    def print_everything(self) -> None:
        """Run every verb there is, rightly and wrongly; what they say is searched."""
        attack = "".join(ATTACKS[:3])
        nothing = self.folder / f"gone{attack.replace('/', '')}"
        bad = self._written("bad.jsonl", [{"task_id": attack, "prompt": 1}, {attack: attack}, {"task_id": "x" + BIDI}])
        package = self.folder / "package.zip"
        backup = self.folder / "backup.diptych"
        for words in (
            ("tasks",),
            ("tasks", "--task-set", attack),
            ("tasks", "--state", attack),
            ("import", bad),
            ("import", nothing),
            ("import", bad, "--format", attack),
            ("import", bad, "--rubric", attack),
            ("judge", bad),
            ("judge", nothing),
            ("export", "--preview"),
            ("export", package),
            ("export", self.folder / "out.csv", "--format", "csv"),
            ("export", self.folder / "out.jsonl", "--format", attack),
            ("export", self.folder / f"out{BIDI}.jsonl", "--format", "jsonl"),
            ("verify", package),
            ("verify", nothing),
            ("merge", package),
            ("merge", nothing, "--trust", attack),
            ("sync", nothing),
            ("collect", nothing),
            ("evaluator",),
            ("evaluator", attack),
            ("backup", backup),
            ("doctor",),
            ("formats",),
            ("schema", "judgment"),
            ("schema", attack),
            ("rubrics",),
            ("rubrics", attack),
            ("replay",),
            ("replay", attack),
            ("restore", backup),
            ("restore", nothing),
            ("restore", "--salvage"),
            (attack,),
            (f"--{attack}",),
            ("doctor", f"--{attack}"),
            ("doctor", attack),
            ("--workspace", nothing, "doctor"),
        ):
            self.run(*words)
        # A verb that is not listed here yet is run all the same, with and without a word that attacks.
        for verb in set(diptych.commands) - {name.split()[0] for name in self.statuses if name.strip()}:
            for rest in ((), (attack,), (nothing,), (f"--{attack}",)):
                self.run(verb, *rest)

    def cells(self) -> list[dict[str, str]]:
        text = (self.folder / "out.csv").read_text(encoding="utf-8")
        return list(csv.DictReader(io.StringIO(text, newline="")))

    def run(self, *words: str | Path) -> None:
        runner = CliRunner(env={"DIPTYCH_HOME": str(self.folder / "home")})
        result = runner.invoke(diptych, ["--workspace", str(self.workspace), *map(str, words)])
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        name = " ".join(map(str, words))
        self.statuses[name] = result.exit_code
        if found := SILENT & set(result.stdout + result.stderr):
            self.silent_found[name] = "".join(sorted(found))

    def _task(self, number: int, text: str) -> dict[str, Any]:
        # An id holds no controls; everything else does, and ids hold the formulas and the directions of text.
        name = "".join(one for one in text if ord(one) >= 0x20 and not 0x7F <= ord(one) < 0xA0)
        return {
            "task_id": f"{name}#{number}"[:200],
            "title": text,
            "prompt": text,
            "language": text,
            "constraints": [text],
            "candidates": [{"code": f"{text}\n"}, {"files": [{"path": text, "content": text}]}],
        }

    def _draft(self, task_id: str) -> dict[str, Any]:
        text = FORMULAS[len(task_id) % len(FORMULAS)] + "".join(ATTACKS)
        return {
            "schema": "diptych/draft/1",
            "task_set": "=set",
            "task_id": task_id,
            "verdict": {"outcome": "cannot_judge"},
            "rationale": {"text": text},
        }

    def _written(self, name: str, records: list[dict[str, Any]]) -> Path:
        file = self.folder / name
        file.write_text("".join(json.dumps(one) + "\n" for one in records), encoding="utf-8")
        return file


def figures() -> Iterator[Row]:
    with TemporaryDirectory(prefix="diptych-readers-") as folder:
        corpus = Corpus(Path(folder))
        corpus.fill()
        corpus.print_everything()
        yield of_table(corpus)
        yield of_terminal(corpus)


def of_table(corpus: Corpus) -> Row:
    rows = corpus.cells()
    cells = [cell for row in rows for cell in row.values()]
    run = sum(cell.lstrip(" ").startswith(tuple("=+-@\t\r\n\0＝＋－＠")) for cell in cells)
    silent = sum(bool((SILENT - {"\t", "\r"}) & set(cell)) for cell in cells)
    escaped = sum(row["text_was_escaped"] == "true" for row in rows)
    return Row(
        "P19",
        f"a table of {len(rows)} rows in which task sets, tasks and rationales begin like formulas and hold controls",
        f"{len(cells):,} cells: {run} begin with = + - @ tab CR LF NUL or a wide twin, {silent} hold a control or a change "
        f"of direction; {escaped} of {len(rows)} rows say that their text was escaped",
        bool(rows) and not (run or silent) and escaped == len(rows),
    )


def of_terminal(corpus: Corpus) -> Row:
    which = ", ".join(map(ascii, corpus.silent_found))
    return Row(
        "P19",
        f"every verb of the terminal, {len(corpus.statuses)} times, rightly and wrongly used, over names, ids and words "
        "with C0, C1 and bidirectional controls",
        f"{len(corpus.silent_found)} printed one{which and f': {which}'}",
        not corpus.silent_found,
    )


if __name__ == "__main__":
    for row in figures():
        print(row)
