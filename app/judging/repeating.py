"""Which tasks of a set come again, where in the queue, and when: to see how steady an evaluator's judgments are.

The choice is drawn by lot from the task set, the evaluator and the task alone, so anyone can draw it again. A task comes
again at the earliest 24 h and 20 judged tasks after it was judged last (EVALUATION 3.3). Until the set is closed its second
coming stands in the queue in place of the first, and nothing says that it is one.
"""

import hashlib
from array import array
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from heapq import nsmallest

from app.domain.names import EvaluatorId, Instant, TaskKey

TASKS_BETWEEN = 20
TIME_BETWEEN = timedelta(hours=24)


def chosen(tasks: Sequence[TaskKey], *, evaluator: EvaluatorId, percent: int) -> frozenset[TaskKey]:
    """Those of *tasks*, given in the evaluator's own order, that come again: *percent* of all, rounded up.

    Only what has 20 tasks behind it can. Those whose seeded hash is smallest do, so more tasks change little.
    """
    can = tasks[: max(0, len(tasks) - TASKS_BETWEEN)]
    count = -(-len(tasks) * percent // 100)
    # Of a hundred thousand a heap takes no longer than sorting would, which holds up every other thread meanwhile.
    return frozenset(nsmallest(count, can, key=lambda key: _drawn(key, evaluator, "repeat")))


def is_due(judged_at: Instant, now: Instant, *, judged_since: int) -> bool:
    """Whether a task that was judged last at *judged_at*, and *judged_since* others after it, may come again."""
    passed = datetime.fromisoformat(now) - datetime.fromisoformat(judged_at)
    return judged_since >= TASKS_BETWEEN and passed >= TIME_BETWEEN


def place(index: int, tasks: int, key: TaskKey, *, evaluator: EvaluatorId) -> int:
    """Behind which of so many *tasks* the one at *index* comes again: by lot, at least 20 later where there are as many."""
    earliest = min(index + TASKS_BETWEEN, tasks - 1)
    return earliest + int(_drawn(key, evaluator, "place")[:12], 16) % (tasks - earliest)


def with_repeats(order: Sequence[int], repeats: Mapping[int, tuple[int, int]], *, is_closed: bool) -> Sequence[int]:
    """The *order* of a set, given as numbers, with the *repeats* of some where they belong.

    A repeat says behind which index of the order it comes, and its own number. Until the set is closed it takes the place
    of its first coming; afterwards both are listed.
    """
    behind: dict[int, list[int]] = {}
    for index in sorted(repeats):
        place, number = repeats[index]
        behind.setdefault(place, []).append(number)
    listed = array("q")
    begun = 0
    for index in sorted({*repeats, *behind}):
        # What lies between two repeats comes along in one piece.
        listed.extend(order[begun:index])
        if is_closed or index not in repeats:
            listed.append(order[index])
        listed.extend(behind.get(index, ()))
        begun = index + 1
    listed.extend(order[begun:])
    return listed


def _drawn(key: TaskKey, evaluator: EvaluatorId, what: str) -> str:
    return hashlib.sha256(f"{key.task_set}|{evaluator}|{key.task_id}|{what}".encode()).hexdigest()
