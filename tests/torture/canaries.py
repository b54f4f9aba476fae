"""P15: no text can make the program read a file, fetch an address or do anything but be shown.

    python -m tests.torture.canaries

The running program is walked through with texts in every place that name canary files and a web server on loopback
(`tests.torture.walk`). strace, where it is at hand, sees which canaries were opened and which sockets; elsewhere their
access times tell. At the end of each walk raw widgets show such a text, and a page is fetched: these must be seen.
"""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.torture.figures import Row

ROOT = Path(__file__).parents[2]
CONTROLS = frozenset({"control-label", "control-tooltip", "control-fetch"})
"""What the walk opens and fetches on purpose, at its end."""
_CANARY = re.compile(r'"(?:[^"\\]|\\.)*?canary-([a-z0-9-]+)\.(?:png|css)"')
_SOCKET = re.compile(r"\bsocket\((AF_\w+)")


@dataclass(frozen=True, slots=True)
class Count:
    """What a walk met, and what came of it. Sets of canaries are by the place that their text stood in."""

    places: int
    shown: int
    widgets: int
    classes: int
    unseen: tuple[str, ...]
    commands: int
    pastes: int
    copies: int
    drops: int
    tooltips: int
    rich: tuple[str, ...]
    bugs: tuple[str, ...]
    opened: frozenset[str]
    fetched: frozenset[str]
    sockets: int
    is_traced: bool

    @property
    def controls_seen(self) -> int:
        return len((self.opened | self.fetched) & CONTROLS)

    @property
    def row(self) -> Row:
        leaks = sorted(self.opened - CONTROLS), sorted(self.fetched - CONTROLS)
        seen_by = "strace" if self.is_traced else "access times (no strace)"
        unseen = f"; never shown: {', '.join(self.unseen)}" if self.unseen else ""
        bugs = f"; {len(self.bugs)} bugs met: {self.bugs[0]}" if self.bugs else ""
        return Row(
            "P15",
            f"the running program with hostile text in {self.places} places: {self.commands} commands run, "
            f"{self.widgets:,} widgets of {self.classes} kinds looked at, {self.tooltips:,} asked for their tooltip, "
            f"{self.pastes} pastes and {self.drops} drops of HTML, {self.copies} copies read in every format, by {seen_by}",
            f"{len(leaks[0])} files opened{_named(leaks[0])}, {len(leaks[1])} pages fetched{_named(leaks[1])}, "
            f"{self.sockets} sockets that lead out of this machine's own files, {len(self.rich)} texts copied as more than "
            f"plain text{_named(list(self.rich))}; "
            f"{self.shown} of {self.places} places were seen in a widget; {self.controls_seen} of {len(CONTROLS)} controls "
            f"that must be caught were{unseen}{bugs}",
            not (leaks[0] or leaks[1] or self.sockets or self.rich or self.bugs)
            and self.controls_seen == len(CONTROLS)
            and self.shown >= self.places // 3,
        )


def run(*, is_thorough: bool) -> Count:
    """Walk through the program once; *is_thorough* looks at every widget after every command."""
    with TemporaryDirectory(prefix="cn-") as folder, _web_server() as server:
        place = Path(folder).resolve()
        trace = place / "trace"
        strace = [
            "strace",
            "-f",
            "--seccomp-bpf",
            "-qq",
            "-s",
            "4096",
            "-e",
            "trace=open,openat,socket",
            "-o",
            str(trace),
        ]
        is_traced = bool(shutil.which("strace"))
        walk = [
            sys.executable,
            "-m",
            "tests.torture.walk",
            str(place),
            str(server.port),
            "long" if is_thorough else "short",
        ]
        environment = {
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "DIPTYCH_HOME": str(place / "home"),
            "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path]),
        }
        done = subprocess.run(
            [*(strace if is_traced else []), *walk],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode != 0 or not done.stdout:
            raise RuntimeError(f"The walk ended early ({done.returncode}): {done.stderr[-3000:]}")
        # Any: the walk's own report, as JSON.
        report: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
        opened = set(report.pop("read_by_their_times"))
        sockets = 0
        if is_traced:
            lines = trace.read_text(encoding="utf-8", errors="replace").splitlines()
            # The walk makes the canaries; only what reads them counts.
            reads = [line for line in lines if "O_CREAT" not in line]
            opened |= {name for line in reads for name in _CANARY.findall(line)}
            sockets = sum(map(_is_outward, lines)) - 1  # that of the fetch that must be seen
        return Count(
            opened=frozenset(opened),
            fetched=frozenset(server.fetched),
            sockets=sockets,
            is_traced=is_traced,
            unseen=tuple(report.pop("unseen")),
            bugs=tuple(report.pop("bugs")),
            rich=tuple(report.pop("rich")),
            **report,
        )


def figures() -> Iterator[Row]:
    yield run(is_thorough=True).row


def _is_outward(line: str) -> bool:
    found = _SOCKET.search(line)
    return found is not None and found[1] not in ("AF_UNIX", "AF_LOCAL")


def _named(places: list[str]) -> str:
    return f" ({', '.join(places)})" if places else ""


@dataclass
class _Server:
    port: int
    fetched: set[str] = field(default_factory=set)


@contextmanager
def _web_server() -> Iterator[_Server]:
    """Notes whoever connects, by the page that is asked for."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = _Server(listening.getsockname()[1])

        def answer() -> None:
            while True:
                try:
                    connection, _ = listening.accept()
                except OSError:
                    return
                with connection:
                    asked = connection.recv(4096).decode("latin-1")
                    found = re.search(r"canary-([a-z0-9-]+)", asked)
                    server.fetched.add(found[1] if found else asked[:80])
                    connection.sendall(b"HTTP/1.0 404 Not Found\r\n\r\n")

        threading.Thread(target=answer, daemon=True).start()
        yield server
        # A last connection of our own wakes the thread up on every system.
        listening.shutdown(socket.SHUT_RDWR)


if __name__ == "__main__":
    found = run(is_thorough=sys.argv[1:] != ["short"]).row
    print(found)
    sys.exit(not found.is_kept)
