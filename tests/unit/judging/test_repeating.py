"""Which tasks come again, where and when."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.names import EvaluatorId, Instant, TaskId, TaskKey
from app.judging.repeating import TASKS_BETWEEN, chosen, is_due, place, with_repeats

WHO = EvaluatorId("e-0123456789ab")
JUDGED = Instant("2026-01-01T10:00:00.000Z")


def keys(count: int, task_set: str = "demo") -> tuple[TaskKey, ...]:
    return tuple(TaskKey(task_set, TaskId(f"t{number:03d}")) for number in range(count))


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
    order = range(1, tasks + 1)
    drawn = chosen(keys(tasks), evaluator=WHO, percent=percent)
    repeats = {
        index: (place(index, tasks, key, evaluator=WHO), -order[index])
        for index, key in enumerate(keys(tasks))
        if key in drawn
    }
    queue = list(with_repeats(order, repeats, is_closed=False))
    assert sorted(map(abs, queue)) == list(order)
    assert [one for one in queue if one > 0] == [one for one in order if one - 1 not in repeats]
    for index in repeats:
        before = queue[: queue.index(-order[index])]
        between = order[index + 1 :][:TASKS_BETWEEN]
        assert sum(one in before or one - 1 in repeats for one in between) == TASKS_BETWEEN


def test_once_the_set_is_closed_both_are_listed() -> None:
    queue = list(with_repeats(range(1, 31), {3: (25, -4)}, is_closed=True))
    assert queue == [*range(1, 27), -4, *range(27, 31)]
