"""P5, P8: what cannot be written is read and said to be so; what another or a newer program made is refused as it is.

    python -m tests.torture.refusing

Every verb that reads, one that writes, and the window meet each case as a normal user would, in a process of its own.
Where strace is at hand it watches whether anything was written; the files are compared byte by byte everywhere.
"""

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from app.evaluation import Evaluation
from tests.torture.figures import Row
from tests.torture.scene import a_judged_workspace, judging

JUDGMENTS = 3
NOBODY = 65534
NAME = "work.diptych"
Case = Callable[[Path, Path], None]
"""Puts a workspace, or what is none, in its place, of a template."""
WRITING = (
    "write,pwrite64,writev,ftruncate,truncate,fallocate,unlink,unlinkat,rename,renameat,renameat2,linkat,symlinkat"
)
# What is loaded late is loaded on a workspace that is well, before the rights are given up.
VISIT = """
import contextlib, io, json, os, sys, traceback
from pathlib import Path
from PySide6.QtWidgets import QApplication
from app.cli import diptych
from app.settings import Settings
from ui.desk import Desk
from ui.main_window.window import MainWindow
from ui.theme import Theme

application = QApplication([])
window = MainWindow.furnished(application, Theme(application, "light"), Desk(), Settings())
window.show()

def said_by(path, words):
    out, err = io.StringIO(), io.StringIO()
    status = 0
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            diptych(["--workspace", path, *words])
        except SystemExit as end:
            status = end.code
        except BaseException:
            status = traceback.format_exc()
    return [words[0], status, out.getvalue(), err.getvalue()]

def window_on(path):
    desk = Desk()
    met = []
    desk.workspace_refused.connect(lambda error: met.append(str(error)))
    desk.workspace_opened.connect(lambda: met.append(desk.read_only_because))
    desk.open_workspace(Path(path), resume=False)
    while not met:
        application.processEvents()
    desk.close()
    return ["window", 0, "", met[0]]

def visit(path, folder):
    drafts = os.path.join(folder, "drafts.jsonl")
    return [
        said_by(path, ["tasks"]),
        said_by(path, ["doctor"]),
        said_by(path, ["export", os.path.join(folder, "out.jsonl"), "--format", "jsonl"]),
        said_by(path, ["judge", drafts]),
        window_on(path),
    ]

well, folder, *cases = sys.argv[1:]
visit(well, folder)
os.remove(os.path.join(folder, "out.jsonl"))
if os.geteuid() == 0:
    os.setgroups([])
    os.setgid(NOBODY)
    os.setuid(NOBODY)
print("BEGIN", file=sys.stderr, flush=True)
print(json.dumps([visit(case, folder) for case in cases]), flush=True)
os._exit(0)
""".replace("NOBODY", str(NOBODY))


@dataclass(frozen=True, slots=True)
class Visit:
    """What came of one case. *spoken* is what each of the ways in said, *writes* the system calls that changed a file.

    *left* are files that were not there before.
    """

    case: str
    spoken: tuple[tuple[str, object, str, str], ...]
    changed: tuple[str, ...]
    writes: tuple[str, ...]
    left: tuple[str, ...]
    was_watched: bool

    @property
    def tracebacks(self) -> int:
        return sum("Traceback" in f"{status}{out}{err}" for _, status, out, err in self.spoken)

    def says(self, words: str) -> bool:
        """Whether everyone who was refused heard *words*."""
        refused = [(status, err) for way, status, _, err in self.spoken if status != 0 or way == "window"]
        return all(status in (0, 3) and words in err for status, err in refused)

    @property
    def read(self) -> int:
        """How many of the three verbs that read did so."""
        return sum(status == 0 for way, status, _, _ in self.spoken if way in ("tasks", "doctor", "export"))


def figures(*groups: dict[str, Case]) -> Iterator[Row]:
    """The rows of P5 and P8, or of some of their groups; one visitor meets all of their cases."""
    chosen = groups or (READ_ONLY, FOREIGN, NEWER)
    visits = iter(_visited({case: prepare for group in chosen for case, prepare in group.items()}))
    for group in chosen:
        yield _row(group, [next(visits) for _ in group])


def _row(group: dict[str, Case], visits: list[Visit]) -> Row:
    promise, test, words = {
        id(READ_ONLY): ("P5", "read-only file and folder, closed and with its log", "cannot be written here"),
        id(FOREIGN): ("P5", "another program's database, and no database at all", "choose another file"),
        id(NEWER): (
            "P8",
            "a workspace of a newer version, told by its number, by its migrations, by both",
            "from a newer version of Diptych",
        ),
    }[id(group)]
    reads = sum(one.read for one in visits)
    all_said_why = all(one.says(words) for one in visits)
    tracebacks = sum(one.tracebacks for one in visits)
    changed = sum(len(one.changed) for one in visits)
    writes = sum(len(one.writes) for one in visits)
    watched = (
        f"{writes} writes attempted" if all(one.was_watched for one in visits) else "writes not watched (no strace)"
    )
    # A workspace is locked before it is looked at closely, and read with SQLite's index of its log beside it.
    left = sum(len(one.left) for one in visits) if group is FOREIGN else 0
    beside_it = f", {left} files left beside" if group is FOREIGN else ""
    expected = 3 * len(visits) if group is READ_ONLY else 0
    opened = f"{reads} of {expected} readings worked" if expected else f"{reads} opened"
    return Row(
        promise,
        f"{test}; four verbs and the window, as a normal user",
        f"{len(visits)} cases: {'all' if all_said_why else 'NOT all'} said why, {opened}, "
        f"{tracebacks} tracebacks, {changed} files changed, {watched}{beside_it}",
        all_said_why and reads == expected and not (tracebacks or changed or writes or left),
    )


def _visited(cases: dict[str, Case]) -> list[Visit]:
    with _common_folder() as folder:
        template = _template(folder / "template")
        paths = []
        for number, prepare in enumerate(cases.values()):
            path = folder / f"case-{number}" / NAME
            path.parent.mkdir()
            prepare(template, path)
            paths.append(path)
        before = [_bytes_in(path.parent) for path in paths]
        said, trace = _run(paths, template / "closed" / NAME, _open_folder(folder))
        after = [_bytes_in(path.parent) for path in paths]
        for path in paths:
            path.parent.chmod(0o755)
    return [
        Visit(
            case,
            tuple((way, status, out, err) for way, status, out, err in spoken),
            tuple(name for name, data in old.items() if new.get(name) != data),
            tuple(line for line in trace if _is_about(path, line)),
            tuple(new.keys() - old.keys()),
            bool(shutil.which("strace")),
        )
        for case, path, spoken, old, new in zip(cases, paths, said, before, after, strict=True)
    ]


def _is_about(path: Path, line: str) -> bool:
    """What SQLite needs beside a file to read it may come to be where the folder takes it: the index, an empty log."""
    watched = (str(path), f"{path}-wal", f"{path}.journal.jsonl")
    return any(f"<{one}>" in line or f'"{one}"' in line for one in watched)


def _template(folder: Path) -> Path:
    """A workspace in two copies: closed, and as it is while somebody has it open."""
    evaluation = Evaluation.open(a_judged_workspace(folder / "closed" / NAME, JUDGMENTS))
    next(judging(evaluation))
    unwanted = shutil.ignore_patterns("*.lock", "*-shm", "backups")
    shutil.copytree(folder / "closed", folder / "with its log", ignore=unwanted)
    evaluation.close()
    return folder


def _open_folder(folder: Path) -> Path:
    """Where everyone may write: an export, and what is handed in."""
    made = folder / "open"
    made.mkdir()
    made.chmod(0o777)
    (made / "drafts.jsonl").write_text("{}\n", encoding="utf-8")
    return made


# Any: each way in says its name, its status and what it printed, as JSON.
def _run(paths: list[Path], well: Path, folder: Path) -> tuple[list[list[tuple[Any, ...]]], list[str]]:
    trace = folder.parent / "trace"
    strace = ["strace", "-f", "--seccomp-bpf", "-qq", "-y", "-e", f"trace={WRITING}", "-o", str(trace)]
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(sys.path),
        "QT_QPA_PLATFORM": "offscreen",
        "DIPTYCH_HOME": str(folder),
    }
    done = subprocess.run(
        [
            *(strace if shutil.which("strace") else []),
            sys.executable,
            "-c",
            VISIT,
            str(well),
            str(folder),
            *map(str, paths),
        ],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if not done.stdout:
        raise RuntimeError(f"The visitor said nothing: {done.stderr}")
    seen = trace.read_text(encoding="utf-8", errors="replace") if trace.exists() else ""
    said: list[list[tuple[Any, ...]]] = json.loads(done.stdout)
    return said, re.split(r"(?m)^", seen.partition("BEGIN")[2])


@contextmanager
def _common_folder() -> Iterator[Path]:
    """A folder that every user of the machine can get to."""
    with TemporaryDirectory(prefix="diptych-refusing-") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder).resolve()


def _bytes_in(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def _copy(
    template: Path,
    path: Path,
    *,
    state: str,
    file: int = 0o666,
    folder: int = 0o777,
    change: Callable[[sqlite3.Connection], object] = lambda _: None,
) -> None:
    """Put a copy of the workspace at *path*, *change* it, and leave it with these rights."""
    shutil.copytree(
        template / state, path.parent, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.lock", "backups")
    )
    if state == "closed":
        with closing(sqlite3.connect(path)) as db:
            change(db)
            db.commit()
    else:
        # The change goes into the log, and SQLite must not put the log back while it closes.
        db = sqlite3.connect(path)
        change(db)
        db.commit()
        log = path.with_name(path.name + "-wal").read_bytes()
        base = path.read_bytes()
        db.close()
        path.write_bytes(base)
        path.with_name(path.name + "-wal").write_bytes(log)
    for one in path.parent.iterdir():
        one.chmod(file)
    path.parent.chmod(folder)


def _another_database(_: Path, path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE notes (text)")
    _let_everyone_write(path)


def _some_words(_: Path, path: Path) -> None:
    path.write_text("just some words, more than a hundred of them " * 20, encoding="utf-8")
    _let_everyone_write(path)


def _raise_version(db: sqlite3.Connection) -> None:
    db.execute("PRAGMA user_version = 99")


def _add_migration(db: sqlite3.Connection) -> None:
    db.execute("INSERT INTO _sqlite_migrations (migration_set, name) VALUES ('diptych', 'm999_future')")


def _raise_both(db: sqlite3.Connection) -> None:
    _raise_version(db)
    _add_migration(db)


def _let_everyone_write(path: Path) -> None:
    """Refused for what it is, not for its rights."""
    path.parent.chmod(0o777)
    path.chmod(0o666)


READ_ONLY: dict[str, Case] = {
    f"{kind}, {state}": partial(_copy, state=state, file=file, folder=folder)
    for kind, file, folder in (("file", 0o444, 0o777), ("folder", 0o644, 0o555))
    for state in ("closed", "with its log")
}
FOREIGN: dict[str, Case] = {"another program's database": _another_database, "no database at all": _some_words}
NEWER: dict[str, Case] = {
    "a higher version": partial(_copy, state="closed", change=_raise_version),
    "a migration that nobody knows": partial(_copy, state="closed", change=_add_migration),
    "both, with its log": partial(_copy, state="with its log", change=_raise_both),
}


if __name__ == "__main__":
    for row in figures():
        print(row)
