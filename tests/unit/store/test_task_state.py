"""How tasks stand, as columns: always what the log and the working state say."""

from dataclasses import replace

import pytest

from app.clock import new_id
from app.domain.draft import Draft
from app.domain.judgment import About, EventType
from app.domain.names import EvaluatorId, JudgmentId, TaskId, TaskKey
from app.domain.queue import QueueEntry, TaskState
from app.domain.sitting import Attention, Place
from app.store.workspace import Workspace
from tests.builders import a_task
from tests.unit.store.conftest import NOW, queue_of

ONE = TaskKey("demo", TaskId("one"))


def one_of(workspace: Workspace) -> QueueEntry:
    return next(entry for entry in queue_of(workspace) if entry.key == ONE)


def happens(workspace: Workspace, kind: EventType, key: TaskKey = ONE) -> bytes:
    """An event about *key*; its line."""
    judged = kind in ("judgment", "revision", "retraction")
    about = About(key.task_set, key.task_id, JudgmentId("j1") if judged else None, None, "", key.occasion)
    workspace.append(type=kind, at=NOW, about=about, judgment=None, event_id=new_id())
    return workspace._committing._appended[-1]


def keeps(workspace: Workspace, draft: Draft | None, active_ms: int) -> None:
    workspace.keep_working(ONE, draft=draft, place=Place(), attention=Attention(active_ms), now=NOW)


@pytest.mark.parametrize(
    ("events", "state"),
    [
        ((), TaskState.TODO),
        (("judgment",), TaskState.DONE),
        (("judgment", "retraction"), TaskState.TODO),
        (("judgment", "retraction", "revision"), TaskState.DONE),
        (("skip",), TaskState.SKIPPED),
        (("skip", "resume"), TaskState.TODO),
        (("judgment", "skip", "resume"), TaskState.DONE),
    ],
)
def test_a_state_follows_from_the_last_events(
    workspace: Workspace, events: tuple[EventType, ...], state: TaskState
) -> None:
    for kind in events:
        happens(workspace, kind)
    assert one_of(workspace).state is state
    assert workspace.examine() == ()


def test_a_draft_stands_before_the_judgment_and_behind_a_skip(workspace: Workspace) -> None:
    happens(workspace, "judgment")
    keeps(workspace, Draft(rationale="Again"), 7_000)
    assert (one_of(workspace).state, one_of(workspace).active_ms) == (TaskState.DRAFT, 7_000)
    happens(workspace, "skip")
    assert one_of(workspace).state is TaskState.SKIPPED
    happens(workspace, "resume")
    workspace.drop_draft(ONE)
    assert (one_of(workspace).state, one_of(workspace).active_ms) == (TaskState.DONE, 7_000)
    workspace.set_flag(ONE, flag=True)
    assert one_of(workspace).is_flagged
    workspace.set_flag(ONE, flag=False)
    assert not one_of(workspace).is_flagged
    assert workspace.examine() == ()


def test_what_is_rolled_back_changes_no_state(workspace: Workspace) -> None:
    def fail() -> None:
        with workspace.atomic():
            happens(workspace, "skip")
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert one_of(workspace).state is TaskState.TODO
    assert workspace.examine() == ()


def test_a_task_that_comes_in_behind_its_events_stands_as_they_say(workspace: Workspace) -> None:
    late = a_task("late")
    happens(workspace, "skip", late.brief.key)
    with workspace.atomic():
        workspace.add_task(late, now=NOW)
        workspace.settle_task_set("demo")
    assert [entry.state for entry in queue_of(workspace) if entry.key == late.brief.key] == [TaskState.SKIPPED]
    assert workspace.examine() == ()


def test_a_second_coming_stands_for_itself_once_it_was_opened(workspace: Workspace) -> None:
    happens(workspace, "judgment")
    again = replace(ONE, occasion=2)
    happens(workspace, "skip", again)
    assert list(workspace.queue.opened_again("demo")) == []
    assert one_of(workspace).state is TaskState.DONE
    assert workspace.examine() == ()


def test_another_evaluators_events_are_none_of_ours_until_the_id_is_taken(workspace: Workspace) -> None:
    with workspace.atomic():
        workspace._db.execute("UPDATE workspace SET evaluator = 'e-other'")
    workspace.set_evaluator(EvaluatorId("e-0123456789ab"))
    happens(workspace, "skip")
    assert one_of(workspace).state is TaskState.SKIPPED
    assert workspace.examine() == ()


def test_who_changes_a_state_alone_is_found_out(workspace: Workspace) -> None:
    happens(workspace, "skip")
    workspace._db.execute("UPDATE task_state SET state = 'done'")
    assert workspace.examine() == ("1 task stands otherwise in the queue than the log says.",)
    workspace._db.execute("UPDATE task_state SET state = 'skipped'")
    assert workspace.examine() == ()
    workspace._db.execute(
        "INSERT INTO task_state SELECT task, 1, 'done', 0, NULL FROM task "
        "WHERE task NOT IN (SELECT task FROM task_state) LIMIT 1"
    )
    assert workspace.examine() == ("1 task stands otherwise in the queue than the log says.",)
