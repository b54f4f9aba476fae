"""The queue as it is looked at: what is found, page by page, and the ways through it."""

import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

import pytest

from app.domain.draft import Draft
from app.domain.names import TaskId, TaskKey
from app.domain.queue import PAGE, Part, QueueEntry, SkipReason, Sought, TaskState
from app.domain.sitting import Attention, Place
from app.errors import UserError
from app.evaluation import Evaluation
from app.formats.task_files import open_task_file
from tests.unit.service.scene import imported

TASKS = 2 * PAGE + 30
POLICIES = {"plain": "", "mixed": "", "shuffled": "shuffle_tasks = true", "repeating": "repeat_percent = 10"}
IS_IN: dict[Part, Callable[[QueueEntry], bool]] = {
    Part.ALL: lambda _: True,
    Part.TO_DO: lambda entry: entry.state in (TaskState.TODO, TaskState.DRAFT),
    Part.DONE: lambda entry: entry.state is TaskState.DONE,
    Part.FLAGGED: lambda entry: entry.is_flagged,
}


def bring_in(service: Evaluation, folder: Path, name: str, tasks: range) -> None:
    lines = [
        json.dumps(
            {
                "task_id": f"{name}-{number:03d}",
                "title": f"Straße {number}" if number % 7 == 0 else f"Road {number}",
                "prompt": "Write `mean`.",
                "candidates": [{"code": f"a = {number}\n"}, {"code": f"b = {number}\n"}],
            }
        )
        for number in tasks
    ]
    (folder / f"{name}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / f"{name}.toml").write_text(
        f'schema = "diptych/task-set/1"\nname = "{name}"\ntasks = ["{name}.jsonl"]\n[policy]\n{POLICIES[name]}\n',
        encoding="utf-8",
    )
    imported(service, open_task_file(folder / f"{name}.toml"))


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Evaluation]:
    """Three sets of some pages; tasks of all kinds of states. The rows of “mixed” lie apart."""
    folder = tmp_path_factory.mktemp("queue")
    opened = Evaluation.open(folder / "work.diptych")
    bring_in(opened, folder, "mixed", range(50))
    for name in ("plain", "shuffled", "repeating"):
        bring_in(opened, folder, name, range(TASKS))
    bring_in(opened, folder, "mixed", range(50, 120))
    chance = random.Random(7)
    for name in POLICIES:
        for entry in chance.sample(opened.queue(name), 40):
            match chance.randrange(4):
                case 0:
                    opened.skip(entry.key, SkipReason.OTHER)
                case 1:
                    opened.keep(entry.key, Draft(rationale="So far"), Place(), Attention(5_000))
                case 2:
                    opened.set_flag(entry.key, flag=True)
                case _:
                    retract = chance.random() < 0.3
                    judge(opened, folder, entry)
                    opened.keep(entry.key, None, Place(), Attention(chance.randrange(2) * chance.randrange(90_000)))
                    if retract:
                        opened.withdraw(entry.key)
    yield opened
    opened.close()


def judge(service: Evaluation, folder: Path, entry: QueueEntry) -> None:
    draft = {
        "schema": "diptych/draft/1",
        "task_id": entry.key.task_id,
        "verdict": {"outcome": "cannot_judge", "ranking": [], "gaps": []},
        "rationale": {"text": "No."},
    }
    (folder / "draft.jsonl").write_text(json.dumps(draft) + "\n", encoding="utf-8")
    assert service.judge(folder / "draft.jsonl").faults == ()


def pages(service: Evaluation, key: TaskKey, sought: Sought) -> tuple[QueueEntry, ...]:
    """All that is found, put together from its pages."""
    view = service.queue_view(key, sought)
    found = [service.queue_page(view.number, first).entries for first in range(0, view.found, PAGE)]
    assert all(len(page) == PAGE for page in found[:-1])
    assert service.queue_page(view.number, view.page.first) == view.page
    return tuple(entry for page in found for entry in page)


@pytest.mark.parametrize("name", POLICIES)
@pytest.mark.parametrize("part", Part)
@pytest.mark.parametrize("words", ["", "0", "ROAD 1", "strasse", "nowhere"])
def test_what_is_found_is_what_the_whole_queue_has_of_it(
    service: Evaluation, name: str, part: Part, words: str
) -> None:
    queue = service.queue(name)
    wanted = words.casefold()
    expected = tuple(
        entry
        for entry in queue
        if IS_IN[part](entry) and (wanted in entry.key.task_id.casefold() or wanted in entry.title.casefold())
    )
    assert pages(service, queue[0].key, Sought(part, words)) == expected
    for entry in (queue[0], queue[60], queue[-1]):
        view = service.queue_view(entry.key, Sought(part, words))
        assert view.found == len(expected)
        assert view.row == (expected.index(entry) if entry in expected else None)
        assert view.row is None or view.page.entries[view.row - view.page.first] == entry


@pytest.mark.parametrize("name", POLICIES)
def test_the_tally_counts_the_whole_queue(service: Evaluation, name: str) -> None:
    queue = service.queue(name)
    tally = service.queue_view(queue[3].key, Sought(Part.DONE, "7")).tally
    states = [str(entry.state) for entry in queue]
    times = [entry.active_ms for entry in queue if entry.state is TaskState.DONE and entry.active_ms]
    assert (tally.total, tally.done, tally.skipped) == (len(queue), states.count("done"), states.count("skipped"))
    assert tally.to_do == states.count("todo") + states.count("draft")
    assert tally.flagged == sum(entry.is_flagged for entry in queue)
    assert tally.median_ms == median(times)
    (summary,) = [one for one in service.task_sets() if one.name == name]
    assert (summary.tasks, summary.done) == (tally.total, tally.done)


@pytest.mark.parametrize("name", POLICIES)
def test_the_ways_through_the_queue_are_those_of_the_whole_list(service: Evaluation, name: str) -> None:
    queue = service.queue(name)
    waiting = [entry for entry in queue if IS_IN[Part.TO_DO](entry)]
    assert service.first_to_judge(name) == waiting[0].key
    for index in (0, 1, 57, len(queue) - 1):
        key = queue[index].key
        assert service.neighbour(key, 1) == (queue[index + 1].key if index + 1 < len(queue) else None)
        assert service.neighbour(key, -1) == (queue[index - 1].key if index else None)
        onward = service.onward(key)
        others = [entry for entry in (*queue[index + 1 :], *queue[:index]) if entry in waiting]
        assert (onward.key, onward.total, onward.is_all_judged) == (others[0].key, len(queue), False)
        sitting = service.lay_out(key).sitting
        assert (sitting.position, sitting.total) == (index + 1, len(queue))


def test_pages_of_what_was_looked_for_before_are_empty(service: Evaluation) -> None:
    key = service.queue("plain")[0].key
    before = service.queue_view(key, Sought())
    assert len(service.queue_page(before.number, PAGE).entries) == PAGE
    service.queue_view(key, Sought(Part.DONE))
    assert service.queue_page(before.number, PAGE).entries == ()


def test_all_sets_together_stand_in_the_order_of_import_each_in_its_own_order(service: Evaluation) -> None:
    everything = service.queue()
    sets = [entry.key.task_set for entry in everything]
    assert sets == [*["mixed"] * 50, *["plain"] * TASKS, *["shuffled"] * TASKS, *["repeating"] * TASKS, *["mixed"] * 70]
    for name in POLICIES:
        assert tuple(entry for entry in everything if entry.key.task_set == name) == service.queue(name)


def test_a_set_that_is_not_there_has_no_tasks(service: Evaluation) -> None:
    assert service.queue("none") == ()
    assert service.first_to_judge("none") is None
    with pytest.raises(UserError, match="There is no task “x” in the task set “none”"):
        service.queue_view(TaskKey("none", TaskId("x")), Sought())


def test_once_all_is_judged_the_task_itself_is_what_is_left(tmp_path: Path) -> None:
    service = Evaluation.open(tmp_path / "work.diptych")
    bring_in(service, tmp_path, "plain", range(3))
    first, second, third = service.queue("plain")
    service.skip(second.key, SkipReason.OTHER)
    judge(service, tmp_path, third)
    assert (service.onward(second.key).key, service.onward(second.key).is_all_judged) == (first.key, False)
    judge(service, tmp_path, first)
    onward = service.onward(first.key)
    assert (onward.key, onward.total, onward.is_all_judged) == (first.key, 3, True)
    assert service.first_to_judge("plain") == first.key
    bring_in(service, tmp_path, "plain", range(3, 5))
    assert service.onward(first.key).key.task_id == "plain-003"
    service.close()
