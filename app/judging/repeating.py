"""Which tasks of a set come again, where in the queue, and when: to see how steady an evaluator's judgments are.

The choice is drawn by lot from the task set, the evaluator and the task alone, so anyone can draw it again. A task comes
again at the earliest 24 h and 20 judged tasks after it was judged last (EVALUATION 3.3). Until the set is closed its second
coming stands in the queue in place of the first, and nothing says that it is one.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from app.domain.names import EvaluatorId, Instant, TaskKey
from app.domain.queue import QueueEntry, TaskState

TASKS_BETWEEN = 20
TIME_BETWEEN = timedelta(hours=24)


def chosen(tasks: Sequence[TaskKey], *, evaluator: EvaluatorId, percent: int) -> frozenset[TaskKey]:
    """Those of *tasks*, given in the evaluator's own order, that come again: *percent* of all, rounded up.

    Only what has 20 tasks behind it can. Those whose seeded hash is smallest do, so more tasks change little.
    """
    can = tasks[: max(0, len(tasks) - TASKS_BETWEEN)]
    count = -(-len(tasks) * percent // 100)
    return frozenset(sorted(can, key=lambda key: _drawn(key, evaluator, "repeat"))[:count])


def is_due(judged_at: Instant, now: Instant, *, judged_since: int) -> bool:
    """Whether a task that was judged last at *judged_at*, and *judged_since* others after it, may come again."""
    passed = datetime.fromisoformat(now) - datetime.fromisoformat(judged_at)
    return judged_since >= TASKS_BETWEEN and passed >= TIME_BETWEEN


def again(first: QueueEntry) -> QueueEntry:
    """The entry of a task that comes again and was not opened yet."""
    return QueueEntry(
        key=replace(first.key, occasion=2),
        position=first.position,
        kind=first.kind,
        language=first.language,
        title=first.title,
        candidates=first.candidates,
        state=TaskState.TODO,
        is_flagged=False,
    )


def with_repeats(
    entries: Sequence[QueueEntry],
    repeats: Mapping[TaskKey, QueueEntry],
    *,
    evaluator: EvaluatorId,
    is_closed: bool,
) -> tuple[QueueEntry, ...]:
    """The *entries* of one set in the evaluator's order, with the *repeats* of some, by their first key, where they belong.

    Until the set is closed each takes the place of its first; afterwards both are listed, told apart by their titles.
    Positions count anew.
    """
    behind: dict[int, list[QueueEntry]] = {}
    for index, entry in enumerate(entries):
        if (repeat := repeats.get(entry.key)) is not None:
            behind.setdefault(_place(index, len(entries), entry.key, evaluator), []).append(
                replace(repeat, title=f"{repeat.title} (second time)") if is_closed else repeat
            )
    listed: list[QueueEntry] = []
    for index, entry in enumerate(entries):
        if is_closed or entry.key not in repeats:
            listed.append(entry)
        listed.extend(behind.get(index, ()))
    return _counted(listed)


def _counted(entries: Iterable[QueueEntry]) -> tuple[QueueEntry, ...]:
    return tuple(replace(entry, position=position) for position, entry in enumerate(entries, 1))


def _place(index: int, tasks: int, key: TaskKey, evaluator: EvaluatorId) -> int:
    """Behind which entry the task at *index* comes again: by lot, at least 20 later where there are as many."""
    earliest = min(index + TASKS_BETWEEN, tasks - 1)
    return earliest + int(_drawn(key, evaluator, "place")[:12], 16) % (tasks - earliest)


def _drawn(key: TaskKey, evaluator: EvaluatorId, what: str) -> str:
    return hashlib.sha256(f"{key.task_set}|{evaluator}|{key.task_id}|{what}".encode()).hexdigest()
