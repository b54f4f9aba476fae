"""The service's part for the queue: which tasks stand in it for one evaluator, in what order, and which come again.

It reads the workspace and changes nothing in it.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from app.domain.names import Instant, TaskKey
from app.domain.policy import Policy
from app.domain.queue import QueueEntry, QueuePlace, TaskSetSummary, TaskState
from app.judging import repeating
from app.judging.blinding import task_order
from app.store.workspace import Workspace


class Queue:
    """The tasks of a workspace as its evaluator meets them; *now* tells the time, for tasks that come again after a while."""

    def __init__(self, workspace: Workspace, *, now: Callable[[], Instant]) -> None:
        self._workspace = workspace
        self._now = now

    def task_sets(self) -> tuple[TaskSetSummary, ...]:
        """Every task set, the one opened last first."""
        return tuple(self._with_repeats_counted(summary) for summary in self._workspace.task_sets())

    def entries(self, task_set: str | None) -> tuple[QueueEntry, ...]:
        """The tasks of one set, or of all, as `Evaluation.queue` says."""
        entries = self._workspace.queue(task_set)
        for name in dict.fromkeys(entry.key.task_set for entry in entries):
            policy = self._policy(name)
            if policy.shuffle_tasks:
                entries = self._shuffled(name, entries)
            if policy.repeat_percent:
                entries = self._with_repeats(name, entries, policy.repeat_percent)
        return entries

    def listed(self, key: TaskKey) -> TaskKey:
        """*key* as the queue has it: the other occasion, where that stands in its place."""
        if not self._policy(key.task_set).repeat_percent:
            return key
        keys = [entry.key for entry in self.entries(key.task_set) if entry.key.task_id == key.task_id]
        return key if key in keys or not keys else keys[0]

    def place(self, key: TaskKey) -> QueuePlace:
        """Where a task stands in the evaluator's own order of its set."""
        policy = self._policy(key.task_set)
        if not (policy.shuffle_tasks or policy.repeat_percent):
            # In the order of import a place is counted without reading the queue: a set may have a hundred thousand tasks.
            return self._workspace.queue_place(key)
        entries = self.entries(key.task_set)
        # A first coming that a second has taken the place of may still lie on the desk.
        positions = {entry.key.task_id: entry.position for entry in entries}
        positions |= {entry.key.task_id: entry.position for entry in entries if entry.key == key}
        return QueuePlace(positions[key.task_id], len(entries), sum(entry.state is TaskState.DONE for entry in entries))

    def _policy(self, name: str) -> Policy:
        task_set = self._workspace.task_set(name)
        return Policy() if task_set is None else task_set.policy

    def _shuffled(self, task_set: str, entries: tuple[QueueEntry, ...]) -> tuple[QueueEntry, ...]:
        """*entries* with those of one set in the evaluator's own order; the others stay where they are."""
        of_set = {entry.key: entry for entry in entries if entry.key.task_set == task_set}
        order = enumerate(task_order(tuple(of_set), evaluator=self._workspace.evaluator), 1)
        drawn = iter([replace(of_set[key], position=position) for position, key in order])
        return tuple(next(drawn) if entry.key in of_set else entry for entry in entries)

    def _with_repeats_counted(self, summary: TaskSetSummary) -> TaskSetSummary:
        if not self._policy(summary.name).repeat_percent:
            return summary
        entries = self.entries(summary.name)
        return replace(summary, tasks=len(entries), done=sum(entry.state is TaskState.DONE for entry in entries))

    def _with_repeats(self, task_set: str, entries: tuple[QueueEntry, ...], percent: int) -> tuple[QueueEntry, ...]:
        """*entries* with the repeats of one set that were opened, or are due, in their places."""
        evaluator = self._workspace.evaluator
        of_set = [entry for entry in entries if entry.key.task_set == task_set]
        repeats = {replace(entry.key, occasion=1): entry for entry in self._workspace.repeats(task_set)}
        is_closed = self._workspace.unsealed_at(task_set) is not None
        if not is_closed:
            chosen = repeating.chosen([entry.key for entry in of_set], evaluator=evaluator, percent=percent)
            due = self._due(task_set, [one for one in of_set if one.key in chosen and one.key not in repeats])
            repeats |= {entry.key: repeating.again(entry) for entry in due}
        listed = repeating.with_repeats(of_set, repeats, evaluator=evaluator, is_closed=is_closed)
        drawn = iter(listed)
        placed = [next(drawn) if entry.key.task_set == task_set else entry for entry in entries]
        return (*placed, *drawn)

    def _due(self, task_set: str, firsts: Iterable[QueueEntry]) -> Iterator[QueueEntry]:
        """Those of *firsts* that were judged on a screen long enough ago, and enough others since."""
        judged = self._workspace.judged_tasks(task_set)
        last = {task_id: position for task_id, _, position in judged}
        begun = sorted(position for _, position, _ in judged)
        now = self._now()
        for entry in firsts:
            if entry.state is not TaskState.DONE:
                continue
            since = len(begun) - bisect_right(begun, last[entry.key.task_id])
            if since < repeating.TASKS_BETWEEN:
                continue  # without looking at the judgment itself
            head = self._workspace.head(entry.key)
            if head is None or head.judgment.made_with != "window":
                continue
            if repeating.is_due(head.at, now, judged_since=since):
                yield entry
