"""Workspaces of every version that was released are opened, and nothing in them is lost."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from app.domain.export import Counts
from app.domain.names import EvaluatorId, TaskId, TaskKey
from app.domain.queue import TaskState
from app.domain.task import hash_of_task
from app.evaluation import Evaluation
from app.packages.package import read
from app.store.restoring import restore
from app.store.schema import USER_VERSION, known_migrations
from tests.builders_of_logs import KEY

GOLDEN = Path(__file__).parents[2] / "golden"


def rebuilt(version: int, path: Path) -> Path:
    """The workspace of schema *version*, made again from its dump."""
    with closing(sqlite3.connect(path)) as db:
        db.executescript((GOLDEN / f"workspace-{version}.sql").read_text(encoding="utf-8"))
    return path


def test_there_is_a_golden_workspace_for_every_version() -> None:
    assert len(known_migrations()) == USER_VERSION
    assert sorted(file.name for file in GOLDEN.glob("workspace-*.sql")) == [
        f"workspace-{version}.sql" for version in range(1, USER_VERSION + 1)
    ]


def test_version_1_opens_with_its_judgment_its_draft_and_its_flag(tmp_path: Path) -> None:
    evaluation = Evaluation.open(rebuilt(1, tmp_path / "old.diptych"))
    judged, drafted = evaluation.queue("golden")
    assert (judged.state, drafted.state, drafted.is_flagged) == (TaskState.DONE, TaskState.DRAFT, True)
    bench = evaluation.lay_out(TaskKey("golden", TaskId("judged")))
    assert bench.is_submitted
    assert bench.draft.verdict.deciding_criterion == "correctness"
    assert evaluation.lay_out(TaskKey("golden", TaskId("drafted"))).draft.rationale == "Half a thought"
    assert evaluation.examine() == ()
    evaluation.close()


def test_version_2_opens_with_what_was_sent_what_was_received_and_whom_it_trusts(tmp_path: Path) -> None:
    evaluation = Evaluation.open(rebuilt(2, tmp_path / "old.diptych"))
    workspace = evaluation._workspace
    (package,) = workspace.outbox.entries()
    assert package.was_sent
    assert package.receipt_key is not None
    assert read(workspace.outbox.data(package.package_id)).facts.head == package.head
    assert evaluation.sending(tmp_path / "signing-key").counts() == Counts(1, 1, 0, 0)
    assert [log.store_id for log in workspace.outbox.own_logs()] == [package.store_id]
    assert len(workspace.received.extent("store-1").gaps) == 0
    assert workspace.received.trusted("evaluator") == (KEY.fingerprint,)
    assert evaluation.examine() == ()
    evaluation.close()


def test_version_3_knows_which_sets_were_unsealed(tmp_path: Path) -> None:
    evaluation = Evaluation.open(rebuilt(3, tmp_path / "old.diptych"))
    assert evaluation.unsealed_at("golden") == "2026-01-02T10:00:00.000Z"
    assert [entry.state for entry in evaluation.queue("golden")] == [TaskState.DONE, TaskState.DRAFT]
    assert evaluation.examine() == ()
    evaluation.close()


def test_version_4_holds_a_task_that_came_again_apart_from_its_first(tmp_path: Path) -> None:
    evaluation = Evaluation.open(rebuilt(4, tmp_path / "old.diptych"))
    first = TaskKey("golden", TaskId("judged"))
    again = TaskKey("golden", TaskId("judged"), 2)
    bench = evaluation.lay_out(again)
    assert (bench.draft.rationale, bench.attention.active_ms) == ("Half a second thought", 7_000)
    assert [one.type for one in evaluation.history(again)] == ["judgment", "retraction"]
    assert [one.type for one in evaluation.history(first)] == ["judgment"]
    assert evaluation.lay_out(first).is_submitted
    assert evaluation.examine() == ()
    evaluation.close()


@pytest.mark.parametrize("version", range(1, USER_VERSION + 1))
def test_the_tasks_of_every_version_stay_as_they_were(version: int, tmp_path: Path) -> None:
    evaluation = Evaluation.open(rebuilt(version, tmp_path / "old.diptych"))
    task = evaluation._workspace.task(TaskKey("golden", TaskId("judged")))
    assert (task.brief.title, task.brief.prompt, task.brief.language) == (
        "Add two numbers.",
        "Add two numbers.",
        "python",
    )
    assert [one.model for one in task.candidates] == ["sealed", None]
    assert [one.files[0].content for one in task.candidates] == ["a + b\n", "sum((a, b))\n"]
    assert hash_of_task(task.brief, [one.sha256 for one in task.candidates]) == task.sha256
    evaluation.close()


@pytest.mark.parametrize("version", [1, USER_VERSION - 1])
def test_what_can_be_read_of_a_damaged_old_workspace_comes_back_with_its_tasks(version: int, tmp_path: Path) -> None:
    path = rebuilt(version, tmp_path / "old.diptych")
    restore(path, None, evaluator=lambda: EvaluatorId("e-0123456789ab"), new_id=lambda: "store-2")
    evaluation = Evaluation.open(path)
    assert [entry.state for entry in evaluation.queue("golden")] == [TaskState.DONE, TaskState.DRAFT]
    assert evaluation.lay_out(TaskKey("golden", TaskId("judged"))).is_submitted
    assert evaluation.examine() == ()
    evaluation.close()


@pytest.mark.parametrize("version", range(1, USER_VERSION + 1))
def test_every_version_can_be_read_and_stays_as_it_is(version: int, tmp_path: Path) -> None:
    path = rebuilt(version, tmp_path / "old.diptych")
    before = path.read_bytes()
    evaluation = Evaluation.open_for_reading(path)
    assert [entry.state for entry in evaluation.queue("golden")] == [TaskState.DONE, TaskState.DRAFT]
    for _ in evaluation.exporting.export("jsonl", tmp_path / "out.jsonl"):
        pass
    evaluation.close()
    # From version 2 on with one that was received.
    assert (tmp_path / "out.jsonl").read_bytes().count(b"\n") == (1 if version == 1 else 2)
    assert path.read_bytes() == before


def test_what_a_workspace_of_version_1_wrote_is_its_own_and_waits(tmp_path: Path) -> None:
    evaluation = Evaluation.open(rebuilt(1, tmp_path / "old.diptych"))
    assert evaluation.sending(tmp_path / "signing-key").counts() == Counts(1, 0, 1, 1)
    evaluation.close()


def test_an_older_workspace_is_backed_up_before_it_is_migrated(tmp_path: Path) -> None:
    path = rebuilt(1, tmp_path / "old.diptych")
    with closing(sqlite3.connect(path)) as db:
        # As a workspace would look to a version that knows one migration more.
        db.execute("UPDATE _sqlite_migrations SET migration_set = 'of another program'")
        for (name,) in db.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%sqlite%'"
        ).fetchall():
            db.execute(f"ALTER TABLE {name} RENAME TO old_{name}")
        for (name,) in db.execute(
            "SELECT name FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql NOTNULL"
        ).fetchall():
            if not name.startswith(("idx_", "sqlite_")):
                kind = db.execute("SELECT type FROM sqlite_master WHERE name = ?", [name]).fetchone()[0]
                db.execute(f"DROP {kind} {name}")
        db.commit()
    Evaluation.open(path).close()
    (backup,) = tmp_path.glob("old.diptych.before-m001_workspace")
    with closing(sqlite3.connect(backup)) as db:
        assert db.execute("SELECT count(*) FROM old_task").fetchone() == (2,)
