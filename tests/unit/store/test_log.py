"""The event log: append-only, chained, told apart from what was tampered with."""

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from app.clock import new_id
from app.domain.canonical import digest
from app.domain.judgment import About
from app.domain.names import TaskId
from app.evaluation import Evaluation
from app.store.workspace import Workspace
from tests.unit.store.conftest import NOW, fill, open_workspace

ABOUT = About("demo", TaskId("one"), None, "other", "")
ROOT = Path(__file__).parents[3]


def skip(workspace: Workspace) -> None:
    workspace.append(type="skip", at=NOW, about=ABOUT, judgment=None, event_id=new_id())


def test_each_line_is_hashed_as_it_stands_and_names_the_one_before(workspace: Workspace) -> None:
    for _ in range(3):
        skip(workspace)
    rows = workspace._db.execute("SELECT seq, line, sha256 FROM event ORDER BY seq").fetchall()
    assert [seq for seq, _, _ in rows] == [1, 2, 3]
    before = "0" * 64
    for _, line, sha256 in rows:
        assert digest(line.encode()) == sha256
        assert json.loads(line)["prev"] == before
        before = sha256
    assert workspace.examine() == ()
    assert workspace.log_end() == 3


def test_nothing_in_the_log_can_be_changed_or_deleted(workspace: Workspace) -> None:
    skip(workspace)
    for statement in ("UPDATE event SET line = '{}'", "DELETE FROM event"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            workspace._db.execute(statement)
        workspace._db.conn.rollback()


def test_what_was_tampered_with_is_found(workspace: Workspace) -> None:
    for _ in range(4):
        skip(workspace)
    db = workspace._db.conn
    db.execute("PRAGMA foreign_keys = OFF")
    db.execute("DROP TRIGGER event_is_never_changed")
    db.execute("DROP TRIGGER event_is_never_deleted")
    db.execute("UPDATE event SET line = replace(line, 'other', 'elsewhere') WHERE seq = 2")
    db.execute("DELETE FROM event WHERE seq = 3")
    db.commit()
    found = workspace.examine()
    assert "Event 2 of the log was changed after it was written." in found
    assert "Event 3 is missing from the log: after it comes event 4." in found
    assert any("points at a row of event that is not there" in sentence for sentence in found)


WRITER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from tests.builders import a_draft, a_task
from app.domain.names import TaskId, TaskKey
from app.domain.sitting import Attention
from app.evaluation import Evaluation
evaluation = Evaluation.open(Path(sys.argv[1]))
print("open", flush=True)
while True:
    for name in ("one", "two"):
        key = TaskKey("demo", TaskId(name))
        evaluation.lay_out(key)
        judgment = evaluation.submit(key, a_draft(a_task(name)), Attention())
        print(judgment.judgment_id, judgment.revision, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot be killed the same way")
def test_what_was_acknowledged_survives_every_kill(path: Path) -> None:
    workspace = open_workspace(path)
    fill(workspace)
    workspace.close()
    choice = random.Random(7)
    acknowledged = 0
    for _ in range(8):
        with subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path), str(ROOT)], stdout=subprocess.PIPE, env={**os.environ}
        ) as writer:
            assert writer.stdout is not None
            assert writer.stdout.readline() == b"open\n"
            for _ in range(choice.randrange(1, 25)):
                writer.stdout.readline()
                acknowledged += 1
            writer.send_signal(signal.SIGKILL)
        evaluation = Evaluation.open(path)
        assert evaluation.examine() == ()
        evaluation.close()
        with sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True) as db:
            events = db.execute("SELECT count(*) FROM event").fetchone()[0]
            subjects = db.execute("SELECT count(*) FROM event_subject").fetchone()[0]
        db.close()
        assert events == subjects
        assert events >= acknowledged
        acknowledged = events
