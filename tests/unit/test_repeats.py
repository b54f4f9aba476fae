"""A task that comes again: an order, a draft and a judgment of its own, and nobody is told."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.domain.draft import Draft
from app.domain.names import TaskId, TaskKey
from app.domain.queue import SkipReason, Sought, TaskState
from app.domain.sitting import Attention, Place
from app.evaluation import Evaluation
from app.formats.task_files import open_task_file
from tests.builders import CODE, a_draft, a_task
from tests.unit.service.scene import exported, imported

TASKS = 24


class Clock:
    def __init__(self) -> None:
        self.moment = datetime(2026, 1, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.moment += timedelta(seconds=1)
        return self.moment


class Evaluator:
    """Somebody with a set of 24 tasks of which three come again."""

    def __init__(self, folder: Path) -> None:
        self.clock = Clock()
        self.folder = folder
        self.service = Evaluation.open(folder / "work.diptych", now=self.clock)
        self.more_tasks(TASKS)

    def more_tasks(self, tasks: int) -> None:
        """Import the set with so many tasks; those that are there already stay."""
        lines = [
            json.dumps(
                {
                    "task_id": f"t{number:02d}",
                    "title": f"Task {number}",
                    "prompt": f"Write `mean`, version {number}.",
                    "candidates": [
                        {"candidate_id": f"c{place}", "code": f"# {number}\n{code}"} for place, code in enumerate(CODE)
                    ],
                }
            )
            for number in range(tasks)
        ]
        (self.folder / "tasks.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
        (self.folder / "set.toml").write_text(
            'schema = "diptych/task-set/1"\nname = "set"\ntasks = ["tasks.jsonl"]\n[policy]\nrepeat_percent = 10\n',
            encoding="utf-8",
        )
        imported(self.service, open_task_file(self.folder / "set.toml"))

    def opens(self) -> None:
        """Come back to the same workspace."""
        self.service.close()
        self.service = Evaluation.open(self.folder / "work.diptych", now=self.clock)

    def draft(self, key: TaskKey) -> Draft:
        brief = self.service.lay_out(key).sitting.brief
        task = replace(a_task(codes=CODE), brief=brief)
        return a_draft(task)

    def judges(self, key: TaskKey) -> None:
        self.service.submit(key, self.draft(key), Attention(60_000))

    def judges_all(self) -> None:
        for entry in self.service.queue("set"):
            self.judges(entry.key)

    def waits(self, **time: float) -> None:
        self.clock.moment += timedelta(**time)

    def again(self) -> list[TaskKey]:
        return [entry.key for entry in self.service.queue("set") if entry.key.occasion == 2]


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace in which everything was judged once."""
    folder = tmp_path_factory.mktemp("judged")
    evaluator = Evaluator(folder)
    evaluator.judges_all()
    evaluator.service.close()
    return folder / "work.diptych"


@pytest.fixture
def evaluator(judged: Path, tmp_path: Path) -> Iterator[Evaluator]:
    made = Evaluator(tmp_path)
    made.service.close()
    for suffix in ("", ".journal.jsonl"):
        source = judged.with_name(judged.name + suffix)
        if source.exists():
            (tmp_path / source.name).write_bytes(source.read_bytes())
    made.clock.moment = datetime(2026, 1, 1, 1, tzinfo=UTC)
    made.opens()
    yield made
    made.service.close()


def test_nothing_comes_again_before_a_day_has_passed(evaluator: Evaluator) -> None:
    assert evaluator.again() == []
    evaluator.waits(hours=23)
    assert evaluator.again() == []
    evaluator.waits(hours=1)
    assert len(evaluator.again()) == 3


def test_it_stands_in_the_queue_in_place_of_the_first_and_looks_like_any_task(evaluator: Evaluator) -> None:
    evaluator.waits(days=1)
    again, queue = evaluator.again(), evaluator.service.queue("set")
    assert len(queue) == TASKS
    assert {entry.state for entry in queue if entry.key in again} == {TaskState.TODO}
    assert sum(entry.state is TaskState.DONE for entry in queue) == TASKS - 3
    (summary,) = evaluator.service.task_sets()
    assert (summary.tasks, summary.done) == (TASKS, TASKS - 3)


def test_it_has_another_order_a_sitting_a_draft_and_a_judgment_of_its_own(evaluator: Evaluator) -> None:
    evaluator.waits(days=1)
    for key in evaluator.again():
        first = replace(key, occasion=1)
        bench = evaluator.service.lay_out(key)
        assert bench.is_fresh
        assert (bench.last, bench.place, bench.attention) == (None, None, Attention())
        codes = [one.files[0].content for one in bench.sitting.exhibits]
        assert codes != [one.files[0].content for one in evaluator.service.lay_out(first).sitting.exhibits]
        assert evaluator.service.history(key) == ()
    key = evaluator.again()[0]
    evaluator.service.keep(key, Draft(rationale="Half a thought"), Place(row=3), Attention(5_000))
    evaluator.opens()
    assert evaluator.service.last_opened() == evaluator.again()[-1]
    bench = evaluator.service.lay_out(key)
    assert (bench.draft.rationale, bench.attention.active_ms) == ("Half a thought", 5_000)
    evaluator.judges(key)
    assert evaluator.service.lay_out(key).is_submitted
    lines = [json.loads(line) for line in exported(evaluator.service, evaluator.folder / "out.jsonl")]
    both = [one for one in lines if one["task"]["task_id"] == key.task_id]
    assert [one["occasion"] for one in both] == [1, 2]
    assert [one["revision"] for one in both] == [1, 1]
    assert both[0]["judgment_id"] != both[1]["judgment_id"]
    assert both[0]["presentation"]["order"] != both[1]["presentation"]["order"]
    assert len(lines) == TASKS + 1
    assert evaluator.service.examine() == ()


def test_it_can_be_skipped_flagged_and_taken_back_without_touching_the_first(evaluator: Evaluator) -> None:
    evaluator.waits(days=1)
    key = evaluator.again()[0]
    evaluator.service.lay_out(key)
    evaluator.service.set_flag(key, flag=True)
    evaluator.service.skip(key, SkipReason.LANGUAGE)
    (entry,) = [one for one in evaluator.service.queue("set") if one.key == key]
    assert (entry.state, entry.is_flagged) == (TaskState.SKIPPED, True)
    evaluator.service.resume(key)
    evaluator.judges(key)
    evaluator.service.take_back(key, evaluator.draft(key))
    (entry,) = [one for one in evaluator.service.queue("set") if one.key == key]
    assert entry.state is TaskState.DRAFT
    first = evaluator.service.lay_out(replace(key, occasion=1))
    assert first.is_submitted
    assert not first.sitting.is_flagged
    assert evaluator.service.lay_out(key).sitting.position == entry.position


def test_once_the_names_are_unsealed_both_are_listed_and_no_others_come(evaluator: Evaluator) -> None:
    evaluator.waits(days=1)
    key = evaluator.again()[0]
    evaluator.judges(key)
    evaluator.service.unseal("set")
    assert evaluator.again() == [key]
    queue = evaluator.service.queue("set")
    assert len(queue) == TASKS + 1
    assert {entry.state for entry in queue} == {TaskState.DONE}


def test_a_judgment_from_a_file_is_of_the_first_occasion(evaluator: Evaluator) -> None:
    evaluator.waits(days=1)
    key = evaluator.again()[0]
    file = evaluator.folder / "drafts.jsonl"
    said = {"schema": "diptych/draft/1", "task_id": key.task_id, "rationale": {"text": "No."}}
    said["verdict"] = {"outcome": "cannot_judge", "ranking": [], "gaps": []}
    file.write_text(json.dumps(said) + "\n", encoding="utf-8")
    report = evaluator.service.judge(file)
    assert report.faults == ()
    lines = [json.loads(line) for line in exported(evaluator.service, evaluator.folder / "out.jsonl")]
    (record,) = [one for one in lines if one["task"]["task_id"] == key.task_id]
    assert (record["occasion"], record["revision"]) == (1, 2)
    assert key not in evaluator.again()


def test_another_workspace_takes_both_judgments_in_and_keeps_them_apart(evaluator: Evaluator) -> None:
    evaluator.waits(days=1)
    key = evaluator.again()[0]
    evaluator.judges(key)
    package = evaluator.folder / "sent.zip"
    for _ in evaluator.service.sending(evaluator.folder / "key").export(package):
        pass
    other = Evaluation.open(evaluator.folder / "other.diptych", now=evaluator.clock)
    other.set_evaluator(evaluator.service.evaluator)
    imported(other, open_task_file(evaluator.folder / "set.toml"))
    for _ in other.receiving(evaluator.folder / "other-key").merge((package,)):
        pass
    task = TaskKey("set", TaskId(key.task_id))
    assert [one.revision for one in other.history(task)] == [1]
    assert [one.revision for one in other.history(key)] == [1]
    assert other.examine() == ()
    other.close()


def test_once_the_names_are_unsealed_second_comings_are_found_by_what_tells_them_apart(evaluator: Evaluator) -> None:
    evaluator.waits(days=1)
    key = evaluator.again()[0]
    evaluator.judges(key)
    assert evaluator.service.queue_view(key, Sought(words="second")).found == 0
    evaluator.service.unseal("set")
    view = evaluator.service.queue_view(key, Sought(words="(SECOND time)"))
    assert [entry.key for entry in view.page.entries] == [key]
    assert (view.found, view.row, view.tally.total, view.tally.done) == (1, 0, TASKS + 1, TASKS + 1)


def test_what_came_again_stays_in_the_queue_though_others_are_chosen_by_then(evaluator: Evaluator) -> None:
    evaluator.waits(days=1)
    opened = evaluator.again()
    for key in opened:
        evaluator.service.lay_out(key)
    evaluator.more_tasks(400)
    queue = evaluator.service.queue("set")
    assert len(queue) == 400
    assert {entry.key for entry in queue if entry.key.occasion == 2} >= set(opened)
    for key in opened:
        place = [entry.key for entry in queue].index(key)
        assert evaluator.service.lay_out(key).sitting.position == place + 1
        assert evaluator.service.lay_out(replace(key, occasion=1)).sitting.position == place + 1
    assert evaluator.service.examine() == ()
