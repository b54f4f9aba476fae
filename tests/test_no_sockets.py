"""The program opens no socket but between processes of this machine, and works where there is no network at all."""

import ast
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
OF_THE_NETWORK = {
    "aiohttp",
    "asyncio",
    "ftplib",
    "http",
    "httpx",
    "imaplib",
    "poplib",
    "requests",
    "smtplib",
    "socket",
    "socketserver",
    "ssl",
    "telnetlib",
    "urllib.request",
    "urllib3",
    "webbrowser",
    "xmlrpc",
    "PySide6.QtNetwork",
    "PySide6.QtWebEngineCore",
    "PySide6.QtWebSockets",
}
DAY = """
import sys, time
from pathlib import Path
from PySide6.QtWidgets import QApplication
from app.cli import diptych
from app.domain.names import Slot
from app.settings import Settings
from ui.desk import Desk
from ui.main_window.window import MainWindow
from ui.theme import Theme

folder = Path(sys.argv[1])
application = QApplication([])
desk = Desk()
window = MainWindow.furnished(application, Theme(application, "light"), desk, Settings())
window.show()

def until(condition):
    end = time.monotonic() + 60
    while not condition():
        application.processEvents()
        assert time.monotonic() < end, (desk.draft, window.workbench.toast.text, window.workbench.check.isVisible())

desk.workspace_opened.connect(desk.open_sample)
desk.open_workspace(folder / "work.diptych", resume=False)
until(lambda: desk.sitting is not None and window.code.is_settled())
desk.writing.toggle_cannot_judge()
desk.writing.write_rationale("I do not know this language well enough.", 0)
desk.check_asked.connect(lambda _: desk.answer_check("kept"))
desk.submit(and_stay=True)
until(lambda: desk.is_reading)
desk.close()

stick = folder / "stick"
stick.mkdir()
for words in (
    ["tasks"],
    ["export", str(folder / "out.jsonl"), "--format", "jsonl"],
    ["export", str(folder / "package.zip")],
    ["verify", str(folder / "package.zip")],
    ["sync", str(stick)],
    ["collect", str(stick)],
    ["backup", str(folder / "backup.diptych")],
    ["doctor"],
):
    try:
        diptych(["--workspace", str(folder / "work.diptych"), *words])
    except SystemExit as end:
        assert not end.code, words
print("All of it worked.", flush=True)
import os
os._exit(0)
"""


@pytest.mark.parametrize("package", ["app", "ui"])
def test_nothing_of_the_program_imports_what_speaks_over_a_network(package: str) -> None:
    assert [
        f"{file.relative_to(ROOT)}: {name}"
        for file in sorted((ROOT / package).rglob("*.py"))
        for name in imports(file.read_text(encoding="utf-8"))
        if speaks_over_a_network(name)
    ] == []


@pytest.mark.parametrize(
    "line", ["import urllib.request", "from PySide6 import QtNetwork", "from socket import socket"]
)
def test_the_rule_sees_what_it_forbids(line: str) -> None:
    assert any(map(speaks_over_a_network, imports(line)))


def speaks_over_a_network(name: str) -> bool:
    return any(f"{name}.".startswith(f"{one}.") for one in OF_THE_NETWORK)


def imports(source: str) -> list[str]:
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found += [one.name for one in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found += [node.module, *(f"{node.module}.{one.name}" for one in node.names)]
    return found


@pytest.mark.parametrize(
    ("code", "is_noted"),
    [
        ("import socket; socket.socket(socket.AF_INET).close()", True),
        ("import socket; socket.socket(socket.AF_INET6, socket.SOCK_DGRAM).close()", True),
        ("import socket\ntry: socket.getaddrinfo('nowhere.invalid', 80)\nexcept OSError: pass", True),
        ("import socket; one, other = socket.socketpair(); one.close(); other.close()", False),
        ("import json", False),
    ],
)
def test_a_socket_is_noted_in_whatever_process_a_test_starts(tmp_path: Path, code: str, is_noted: bool) -> None:
    report = tmp_path / "opened"
    report.touch()
    environment = {**os.environ, "DIPTYCH_TESTS_SOCKETS": str(report)}
    subprocess.run([sys.executable, "-c", code], env=environment, check=True)
    assert bool(report.read_text(encoding="utf-8")) == is_noted


def test_a_day_of_work_needs_no_network(tmp_path: Path) -> None:
    alone = (
        ["unshare", "--net"]
        if hasattr(os, "geteuid") and os.geteuid() == 0
        else ["unshare", "--map-root-user", "--net"]
    )
    if not shutil.which("unshare") or subprocess.run([*alone, "true"], capture_output=True, check=False).returncode:
        pytest.skip("needs the right to make a network of its own (unshare --net)")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path]), "DIPTYCH_HOME": str(tmp_path)}
    command = [*alone, sys.executable, "-c", DAY, str(tmp_path)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.stdout.endswith("All of it worked.\n"), done.stdout + done.stderr
    (line,) = (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["verdict"]["outcome"] == "cannot_judge"
