"""Which tasks come again, where and when."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.names import EvaluatorId, Instant, TaskId, TaskKey
from app.domain.queue import QueueEntry, TaskState
from app.domain.task import Kind
from app.judging.repeating import TASKS_BETWEEN, again, chosen, is_due, with_repeats

WHO = EvaluatorId("e-0123456789ab")
JUDGED = Instant("2026-01-01T10:00:00.000Z")


def keys(count: int, task_set: str = "demo") -> tuple[TaskKey, ...]:
    return tuple(TaskKey(task_set, TaskId(f"t{number:03d}")) for number in range(count))


def entries(count: int) -> tuple[QueueEntry, ...]:
    return tuple(
        QueueEntry(key, position, Kind.COMPARISON, "python", f"Task {position}", 2, TaskState.DONE, is_flagged=True)
        for position, key in enumerate(keys(count), 1)
    )


@given(st.integers(0, 400), st.integers(0, 10))
def test_so_many_of_a_hundred_come_again_and_only_those_with_twenty_behind_them(tasks: int, percent: int) -> None:
    found = chosen(keys(tasks), evaluator=WHO, percent=percent)
    assert len(found) == min(-(-tasks * percent // 100), max(0, tasks - TASKS_BETWEEN))
    assert found <= set(keys(tasks)[: max(0, tasks - TASKS_BETWEEN)])


def test_the_lot_is_the_same_for_whoever_draws_it_again_and_another_for_another_evaluator() -> None:
    drawn = chosen(keys(200), evaluator=WHO, percent=5)
    assert chosen(keys(200), evaluator=WHO, percent=5) == drawn
    assert chosen(keys(200), evaluator=EvaluatorId("e-ba9876543210"), percent=5) != drawn


def test_tasks_that_are_imported_later_change_few_of_those_that_come_again() -> None:
    before = chosen(keys(200), evaluator=WHO, percent=5)
    after = chosen(keys(240), evaluator=WHO, percent=5)
    assert len(before - after) <= 2


@pytest.mark.parametrize(
    ("now", "others", "due"),
    [
        ("2026-01-02T10:00:00.000Z", 20, True),
        ("2026-01-02T09:59:59.999Z", 20, False),
        ("2026-01-02T10:00:00.000Z", 19, False),
        ("2026-03-01T10:00:00.000Z", 200, True),
    ],
)
def test_a_task_comes_again_after_a_day_and_twenty_others(now: str, others: int, due: bool) -> None:
    assert is_due(JUDGED, Instant(now), judged_since=others) is due


@given(st.integers(21, 80), st.integers(1, 10))
def test_a_repeat_stands_twenty_places_behind_the_first_and_takes_its_place(tasks: int, percent: int) -> None:
    listed = entries(tasks)
    repeats = {one.key: again(one) for one in listed if one.key in chosen(keys(tasks), evaluator=WHO, percent=percent)}
    queue = with_repeats(listed, repeats, evaluator=WHO, is_closed=False)
    assert [one.position for one in queue] == list(range(1, tasks + 1))
    assert len({(one.key.task_set, one.key.task_id) for one in queue}) == tasks
    of_first = [one for one in queue if one.key.occasion == 1]
    assert [one.key for one in of_first] == [one.key for one in listed if one.key not in repeats]
    for first, repeat in repeats.items():
        between = listed[listed.index(next(one for one in listed if one.key == first)) + 1 :]
        at = queue.index(next(one for one in queue if one.key == repeat.key))
        before = {one.key for one in queue[:at]}
        assert sum(one.key in before or one.key in repeats for one in between[:TASKS_BETWEEN]) == TASKS_BETWEEN


def test_nothing_tells_a_repeat_from_a_task_that_was_never_seen() -> None:
    first = entries(30)[3]
    repeat = again(first)
    assert (repeat.title, repeat.language, repeat.kind) == (first.title, first.language, first.kind)
    assert (repeat.state, repeat.is_flagged, repeat.active_ms) == (TaskState.TODO, False, None)


def test_once_the_set_is_closed_both_are_listed_and_told_apart() -> None:
    listed = entries(30)
    queue = with_repeats(listed, {listed[3].key: again(listed[3])}, evaluator=WHO, is_closed=True)
    both = [one for one in queue if one.key.task_id == listed[3].key.task_id]
    assert [one.title for one in both] == ["Task 4", "Task 4 (second time)"]
    assert [one.position for one in queue] == list(range(1, 32))
