"""A whole day in a process of its own: import, judge by keys, be killed, come back, submit, export."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "data" / "demo" / "task-set.toml"
CLAIM = "Loses None."
WHY = "because it keeps recency and expiry under one lock and refreshes the order on every read, while the other one "

SITTING = """
import sys, time
from pathlib import Path
from PySide6.QtCore import QTimer, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from app.settings import Settings
from ui.desk import Desk
from ui.main_window.window import MainWindow
from ui.theme import Theme

application = QApplication([])
window = MainWindow.furnished(application, Theme(application, "light"), Desk(), Settings())
desk = window.desk
window.show()
window.activateWindow()

def until(condition):
    for _ in range(2000):
        application.processEvents()
        if condition():
            return
        QTest.qWait(5)
    raise SystemExit("nothing happened")

def press(*keys):
    for key in keys:
        *held, name = key.split("+")
        modifiers = Qt.KeyboardModifier.NoModifier
        for word in held:
            modifiers |= getattr(Qt.KeyboardModifier, {"Ctrl": "ControlModifier", "Shift": "ShiftModifier"}[word])
        named = {"Enter": Qt.Key.Key_Return, "Esc": Qt.Key.Key_Escape}
        QTest.keyClick(window.focusWidget(), named.get(name) or Qt.Key(ord(name)), modifiers)

def type_text(text):
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(window.focusWidget(), event)

desk.open_workspace(Path(sys.argv[1]))
until(lambda: desk.sitting is not None and window.code.is_settled())
"""

BEFORE = (
    SITTING
    + """
if window.workbench.task_strip.is_open:
    press("T")
press("1", "Y", "1", "3", "S", *"45342434353535", "R")
type_text(sys.argv[2])
press("Esc", "J", "J", "F", "E", "4")
type_text(sys.argv[3])
until(lambda: desk.is_settled)
print("kept", flush=True)
while True:
    application.processEvents()
"""
)

AFTER = (
    SITTING
    + """
until(lambda: window.composer.isVisible())
press("Ctrl+Enter", "R")
type_text(sys.argv[2])
press("Ctrl+Enter")
until(lambda: window.workbench.check.isVisible())
press("Enter")
until(lambda: desk.sitting.key.task_id != "lru-ttl-014")
until(lambda: desk.is_settled)
window.close()
"""
)


def diptych(workspace: Path, *words: str) -> Any:
    command = [sys.executable, "-m", "app", "--workspace", str(workspace), *words, "--json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    return json.loads(done.stdout)


def test_what_was_typed_before_the_kill_is_in_the_record_after_it(tmp_path: Path) -> None:
    workspace = tmp_path / "day.diptych"
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])}
    assert diptych(workspace, "import", str(SAMPLE))["imported"] == 8
    # Opening a task by its set makes it the one that comes back.
    first_words = [sys.executable, "-c", OPEN_FIRST, str(workspace)]
    subprocess.run(first_words, cwd=ROOT, env=environment, check=True)

    with subprocess.Popen(
        [sys.executable, "-c", BEFORE, str(workspace), WHY, CLAIM], cwd=ROOT, env=environment, stdout=subprocess.PIPE
    ) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"kept\n"
        writer.send_signal(signal.SIGKILL)

    subprocess.run(
        [sys.executable, "-c", AFTER, str(workspace), "loads twice and cannot store None at all, ever, for anyone."],
        cwd=ROOT,
        env=environment,
        check=True,
        timeout=60,
    )
    out = tmp_path / "out.jsonl"
    assert diptych(workspace, "export", str(out), "--format", "jsonl")["judgments"] == 1
    assert diptych(workspace, "doctor")["problems"] == []
    record = json.loads(out.read_text(encoding="utf-8"))
    assert record["task"]["task_id"] == "lru-ttl-014"
    assert record["verdict"]["gaps"] == [3]
    assert record["verdict"]["confidence"] == 3
    assert record["rationale"]["text"].startswith(WHY)
    assert record["rationale"]["text"].endswith("for anyone.")
    (finding,) = record["findings"]
    assert (finding["claim"], finding["severity"], finding["category"]) == (CLAIM, "critical", "edge_case")
    assert finding["evidence"][0]["first_line"] == 3
    assert {score["score"] for scores in record["scores"].values() for score in scores.values()} == {2, 3, 4, 5}


OPEN_FIRST = """
import sys
from pathlib import Path
from app.evaluation import Evaluation
evaluation = Evaluation.open(Path(sys.argv[1]))
evaluation.lay_out(evaluation.queue()[0].key)
evaluation.close()
"""
