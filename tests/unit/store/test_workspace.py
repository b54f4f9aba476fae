"""A workspace keeps what it is given, to the letter, with the settings that promise it."""

import sqlite3
import stat
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.clock import new_id
from app.domain.blind_order import ALGORITHM, BlindOrder
from app.domain.canonical import canonical, digest
from app.domain.draft import Draft
from app.domain.names import CandidateId, EvaluatorId, TaskId, TaskKey
from app.domain.policy import Policy
from app.domain.sitting import Attention, Place
from app.domain.task import ContextFile, Example, File, hash_of_files, hash_of_task
from app.errors import UserError, WorkspaceError
from app.store.tasks import settle_task_set
from app.store.workspace import Workspace
from tests.builders import CODE, a_draft, a_rubric, a_task, a_task_set, line_of
from tests.unit.store.conftest import NOW, open_workspace, queue_of

ONE = TaskKey("demo", TaskId("one"))


def test_the_settings_that_promise_durability_are_in_force(workspace: Workspace) -> None:
    settings = {
        name: workspace._db.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("journal_mode", "synchronous", "foreign_keys", "trusted_schema", "busy_timeout", "mmap_size")
    }
    assert settings == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "trusted_schema": 0,
        "busy_timeout": 5000,
        "mmap_size": 0,
    }


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other permissions")
def test_nobody_else_can_read_it(workspace: Workspace, path: Path) -> None:
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_all_tables_are_strict_and_candidate_text_is_text(workspace: Workspace) -> None:
    strict = dict(workspace._db.execute("SELECT name, strict FROM pragma_table_list WHERE type = 'table'").fetchall())
    ours = {name for name in strict if not name.startswith(("sqlite_", "_sqlite"))}
    assert all(strict[name] for name in ours)
    kinds = workspace._db.execute("SELECT DISTINCT typeof(line) FROM task_line").fetchall()
    assert kinds == [("text",)]


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40))
def test_a_task_comes_back_as_it_was_given(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    workspace = open_workspace(tmp_path_factory.mktemp("w") / "w.diptych")
    task = a_task("odd", codes=(text, text + "\r\n\t \u2028"), prompt=text)
    files = (File("a", text), File("b", ""))
    candidates = (replace(task.candidates[0], files=files, sha256=hash_of_files(files), model="m"), task.candidates[1])
    brief = replace(
        task.brief,
        examples=(Example(text, ""),),
        context=(ContextFile("c", text), ContextFile("d", "", text)),
        tests=text,
    )
    sha256 = hash_of_task(brief, [candidate.sha256 for candidate in candidates])
    line = line_of(brief, candidates, other=[{"x": "é"}])
    several = replace(task, brief=brief, candidates=candidates, sha256=sha256, line=line)
    workspace.add_task_set(a_task_set(), now=NOW)
    workspace.add_task(several, now=NOW)
    assert workspace.task(TaskKey("demo", TaskId("odd"))) == several
    workspace.close()


def test_a_task_that_is_there_is_told_apart_from_another_with_its_id(workspace: Workspace) -> None:
    assert workspace.add_task(a_task("one"), now=NOW) == "same"
    assert workspace.add_task(a_task("one", line="{}"), now=NOW) == "other"
    assert workspace.find_task(TaskId("one")) == (ONE,)
    assert workspace.find_task(TaskId("gone")) == ()
    with pytest.raises(UserError, match="no task “gone”"):
        workspace.task(TaskKey("demo", TaskId("gone")))


def test_of_several_tasks_the_new_ones_are_taken_up_and_the_others_told_apart(workspace: Workspace) -> None:
    new = [a_task(f"new-{number}") for number in range(600)]
    twins = [a_task("new-7"), a_task("new-7", line="{}"), a_task("one"), a_task("one", line="{}")]
    states = workspace.add_tasks([*new, *twins], now=NOW)
    assert states == [*["added"] * 600, "same", "other", "same", "other"]
    assert [entry.key.task_id for entry in queue_of(workspace)][3:] == [task.task_id for task in new]
    assert workspace.task(new[599].brief.key) == new[599]


@pytest.mark.parametrize("page", [1, 2, 3, 500])
def test_the_hash_of_a_set_is_that_of_all_it_holds_however_much_is_read_at_a_time(
    workspace: Workspace, page: int
) -> None:
    task_set = workspace.task_set("demo")
    assert task_set is not None
    described = {
        "name": "demo",
        "policy": task_set.policy,
        "rubric": task_set.rubric.sha256,
        "guidelines": task_set.guidelines,
        "tasks": [(key.task_id, workspace.task(key).sha256) for key in (e.key for e in queue_of(workspace))],
    }
    settle_task_set(workspace._db, "demo", page=page)
    settled = workspace.task_set("demo")
    assert settled is not None
    assert settled.sha256 == task_set.sha256 == digest(canonical(described))


def test_a_set_is_found_as_it_is_and_other_rules_need_another_name(workspace: Workspace) -> None:
    workspace.add_task_set(a_task_set(), now=NOW)
    with pytest.raises(UserError, match="another rubric, policy or guidelines"):
        workspace.add_task_set(a_task_set(policy=Policy(minimum_words=1)), now=NOW)
    kept = workspace.task_set("demo")
    assert kept is not None
    assert (kept.policy, kept.rubric, len(kept.sha256)) == (Policy(), a_rubric(), 64)
    assert workspace.task_set("gone") is None
    with pytest.raises(ValueError, match="gone"):
        workspace.settle_task_set("gone")


def test_drafts_places_and_flags_come_back(workspace: Workspace) -> None:
    assert workspace.working(ONE) is None
    place, attention = Place(row=3, offset=7), Attention(5, 6, ("aligned",))
    workspace.keep_working(ONE, draft=a_draft(), place=place, attention=attention, now=NOW)
    workspace.set_flag(ONE, flag=True)
    kept = workspace.working(ONE)
    assert kept is not None
    assert (kept.draft, kept.place, kept.attention, kept.is_flagged) == (a_draft(), place, attention, True)
    workspace.drop_draft(ONE)
    kept = workspace.working(ONE)
    assert kept is not None
    assert (kept.draft, kept.place) == (None, place)


def test_a_flag_alone_is_kept_too(workspace: Workspace) -> None:
    workspace.set_flag(ONE, flag=True)
    kept = workspace.working(ONE)
    assert kept is not None
    assert (kept.draft, kept.place, kept.attention, kept.is_flagged) == (None, None, Attention(), True)


def test_an_order_is_kept_and_counted_by_the_size_of_its_task(workspace: Workspace) -> None:
    order = BlindOrder((CandidateId("c2"), CandidateId("c1")), "seed", 0, ALGORITHM, NOW)
    assert workspace.order(ONE) is None
    workspace.keep_order(ONE, order)
    assert workspace.order(ONE) == order
    assert (workspace.opened_before("demo", 2), workspace.opened_before("demo", 3)) == (1, 0)


def test_what_does_not_fit_together_is_rolled_back_together(workspace: Workspace) -> None:
    def half() -> None:
        with workspace.atomic():
            workspace.set_flag(ONE, flag=True)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        half()
    assert workspace.working(ONE) is None


def test_a_backup_is_whole_while_the_workspace_is_in_use(workspace: Workspace, tmp_path: Path) -> None:
    workspace.keep_working(ONE, draft=a_draft(), place=Place(), attention=Attention(), now=NOW)
    copy = workspace.backup(tmp_path / "copy.diptych")
    opened = Workspace.open_for_reading(copy)
    kept = opened.working(ONE)
    assert kept is not None
    assert kept.draft == a_draft()
    assert opened.examine() == ()
    opened.close()
    with pytest.raises(UserError, match="There is no folder gone to back up into"):
        workspace.backup(tmp_path / "gone" / "copy.diptych")


def test_the_last_opened_task_is_remembered_over_closing(workspace: Workspace, path: Path) -> None:
    assert workspace.last_opened() is None
    workspace.note_opened(ONE, now=NOW)
    workspace.close()
    again = open_workspace(path)
    assert again.last_opened() == ONE
    assert again.task_sets()[0].opened_at == NOW
    again.close()


def test_the_evaluator_is_made_once_and_can_be_set(workspace: Workspace, path: Path) -> None:
    workspace.set_evaluator(EvaluatorId("team-7"))
    workspace.close()
    again = Workspace.open(path, evaluator=lambda: EvaluatorId("e-other"), new_id=new_id)
    assert again.evaluator == "team-7"
    again.close()


def test_a_full_disk_is_told_in_a_sentence(workspace: Workspace) -> None:
    pages = workspace._db.execute("PRAGMA page_count").fetchone()[0]
    workspace._db.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(WorkspaceError, match=r"could not be written \(the disk is full\). A reserve of 1 MB was freed"):
        workspace.keep_working(
            ONE, draft=Draft(rationale="x" * 1_000_000), place=Place(), attention=Attention(), now=NOW
        )
    assert workspace.working(ONE) is None


def test_the_tasks_come_out_page_by_page_in_the_order_of_import(workspace: Workspace) -> None:
    from app.store import tasks

    lines = [a_task(name).line for name in ("one", "two")] + [a_task("three", codes=CODE).line]
    assert list(tasks.task_lines(workspace._db, None, page=2)) == lines
    assert list(workspace.task_lines("other")) == []


def test_closing_puts_the_log_into_the_file(workspace: Workspace, path: Path) -> None:
    workspace.close()
    assert not path.with_name(path.name + "-wal").exists()
    with sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True) as db:
        assert db.execute("SELECT count(*) FROM task").fetchone() == (3,)
    db.close()


def test_results_that_an_earlier_version_kept_unread_are_passed_over(workspace: Workspace) -> None:
    workspace.add_task_set(a_task_set(), now=NOW)
    task = a_task()
    line = line_of(task.brief, task.candidates, results="none")
    workspace.add_task(replace(task, line=line), now=NOW)
    assert [one.results for one in workspace.task(a_task().brief.key).candidates] == [(), ()]
