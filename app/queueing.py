"""The service's part for the queue: which tasks stand in it for one evaluator, in what order, and which come again.

It reads the workspace and changes nothing in it. The order of a set is held as numbers, and entries are made of those that
are looked at only: a set may have a hundred thousand tasks.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count

from app.domain.names import EvaluatorId, Instant, TaskId, TaskKey
from app.domain.policy import Policy
from app.domain.queue import (
    PAGE,
    Onward,
    Part,
    QueueEntry,
    QueuePage,
    QueuePlace,
    QueueView,
    Sought,
    Tally,
    TaskSetSummary,
    TaskState,
)
from app.errors import UserError
from app.judging import repeating
from app.judging.blinding import task_lot
from app.store.queue import Stretch
from app.store.workspace import Workspace


class Queue:
    """The tasks of a workspace as its evaluator meets them; *now* tells the time, for tasks that come again after a while.

    What does not change while no task comes in is worked out once for each set.
    """

    def __init__(self, workspace: Workspace, *, now: Callable[[], Instant]) -> None:
        self._workspace = workspace
        self._now = now
        self._own: dict[str, _Own] = {}
        self._holds_for: tuple[int, EvaluatorId] = (0, workspace.evaluator)
        self._listed: dict[str, _Listed] = {}
        self._judged = _Judged(workspace)
        self._views = count(1)
        self._shown: _Shown | None = None

    def task_sets(self) -> tuple[TaskSetSummary, ...]:
        """Every task set, the one opened last first."""
        return tuple(self._with_repeats_counted(summary) for summary in self._workspace.task_sets())

    def entries(self, task_set: str | None) -> tuple[QueueEntry, ...]:
        """The tasks of one set, or of all, as `Evaluation.queue` says."""
        if task_set is not None:
            return self._all_of(task_set)
        rows = self._workspace.queue.sets()
        of_sets = {name: iter(self._all_of(name)) for name in dict.fromkeys(name for _, name in rows)}
        # Each set in its own order where its tasks came in, and behind them all what came again.
        placed = [next(of_sets[name]) for _, name in rows]
        return (*placed, *(entry for of_set in of_sets.values() for entry in of_set))

    def view(self, key: TaskKey, sought: Sought) -> QueueView:
        """The queue of the set of the task *key*: how its tasks stand, and what of them is *sought*, around that task."""
        order = self._order(key.task_set)
        found = self._found(order, sought)
        self._shown = shown = _Shown(next(self._views), order, found)
        row = _place_in(found, self._index(order, key))
        page = self.page(shown.number, (row or 0) // PAGE * PAGE)
        return QueueView(shown.number, key, self._tally(order), sought, len(found), row, page)

    def page(self, number: int, first: int) -> QueuePage:
        """Those from *first* on of what the view *number* found; none once another view was asked for."""
        shown = self._shown
        if shown is None or number != shown.number:
            return QueuePage(first, ())
        return QueuePage(first, self._entries(shown.order, shown.found[first : first + PAGE]))

    def holding(self, task_set: str, words: str, most: int) -> tuple[QueueEntry, ...]:
        """The first tasks of a set, at *most* so many, in whose id or title *words* stand."""
        order = self._order(task_set)
        return self._entries(order, self._found(order, Sought(words=words))[:most])

    def first_to_judge(self, task_set: str) -> TaskKey | None:
        """The first task of a set that is still to be judged, else its first; None of an empty one."""
        comings = self._order(task_set).comings
        if not comings:
            return None
        place = self._workspace.queue.first_to_do(comings) or 0
        return self._key_at(comings, place)

    def onward(self, key: TaskKey) -> Onward:
        """The next task behind *key*, and round, that is still to be judged."""
        order = self._order(key.task_set)
        comings, here = order.comings, self._index(order, key)
        rows = self._workspace.queue
        for start, those in ((here + 1, comings[here + 1 :]), (0, comings[:here])):
            if (place := rows.first_to_do(those)) is not None:
                return Onward(self._key_at(comings, start + place), len(comings), judged=None)
        return Onward(self._key_at(comings, here), len(comings), judged=self._tally(order).done)

    def neighbour(self, key: TaskKey, steps: int) -> TaskKey | None:
        """The task *steps* further in the queue, whatever its state; None beyond either end."""
        order = self._order(key.task_set)
        at = self._index(order, key) + steps
        return self._key_at(order.comings, at) if 0 <= at < len(order.comings) else None

    def listed(self, key: TaskKey) -> TaskKey:
        """*key* as the queue has it: the other occasion, where that stands in its place."""
        order = self._order(key.task_set)
        return self._key_at(order.comings, self._index(order, key))

    def place(self, key: TaskKey) -> QueuePlace:
        """Where a task stands in the evaluator's own order of its set."""
        order = self._order(key.task_set)
        return QueuePlace(self._index(order, key) + 1, len(order.comings))

    def _key_at(self, comings: Sequence[int], place: int) -> TaskKey:
        (key,) = self._workspace.queue.keys((comings[place],))
        return key

    def _all_of(self, task_set: str) -> tuple[QueueEntry, ...]:
        order = self._order(task_set)
        return self._entries(order, range(len(order.comings)))

    def _entries(self, order: _Order, places: Sequence[int]) -> tuple[QueueEntry, ...]:
        comings = [order.comings[place] for place in places]
        found = self._workspace.queue.entries(comings, (place + 1 for place in places))
        return tuple(map(_told_apart, found)) if order.is_closed else tuple(found)

    def _index(self, order: _Order, key: TaskKey) -> int:
        """Where *key* stands; where it was when another occasion took its place, for it may still lie on the desk."""
        row = self._workspace.queue.row_of(key)
        if row is None:
            raise UserError(f"There is no task “{key.task_id}” in the task set “{key.task_set}”.")
        coming = row if key.occasion == 1 else -row
        try:
            return order.comings.index(coming)
        except ValueError:
            return order.comings.index(-coming)

    def _tally(self, order: _Order) -> Tally:
        return self._workspace.queue.tally(
            order.where, total=len(order.comings), replaced=order.replaced, again=order.again
        )

    def _with_repeats_counted(self, summary: TaskSetSummary) -> TaskSetSummary:
        if not self._policy(summary.name).repeat_percent:
            return summary
        tally = self._tally(self._order(summary.name))
        return replace(summary, tasks=tally.total, done=tally.done)

    # What is sought

    def _found(self, order: _Order, sought: Sought) -> Sequence[int]:
        """The places in *order*, rising, of what is *sought*."""
        comings, rows, where = order.comings, self._workspace.queue, order.where
        places: Sequence[int] = range(len(comings))
        if sought.part is Part.TO_DO:
            over = rows.in_state(where, TaskState.DONE, TaskState.SKIPPED)
            places = array("q", (place for place in places if comings[place] not in over))
        elif sought.part is not Part.ALL:
            those = rows.flagged(where) if sought.part is Part.FLAGGED else rows.in_state(where, TaskState.DONE)
            places = array("q", (place for place in places if comings[place] in those))
        if not sought.words:
            return places
        held = rows.holding(where, sought.words)
        told_apart = self._told_apart_by(order, sought.words.casefold())
        return array("q", (place for place in places if abs(comings[place]) in held or comings[place] in told_apart))

    def _told_apart_by(self, order: _Order, words: str) -> frozenset[int]:
        """The second comings in whose titles *words* stand only because they are told apart there."""
        if not order.is_closed:
            return frozenset()
        second = [-row for row in order.again]
        entries = self._workspace.queue.entries(second, second)
        return frozenset(
            one for one, entry in zip(second, entries, strict=True) if words in _told_apart(entry).title.casefold()
        )

    # The order

    def _policy(self, name: str) -> Policy:
        task_set = self._workspace.task_set(name)
        return Policy() if task_set is None else task_set.policy

    def _order(self, task_set: str) -> _Order:
        """The order of a set as it is now."""
        own = self._in_own_order(task_set)
        if not own.policy.repeat_percent:
            return _Order(own.where, own.rows)
        opened = frozenset(self._workspace.queue.opened_again(task_set))
        is_closed = self._workspace.unsealed_at(task_set) is not None
        repeats = opened if is_closed else opened | self._due(task_set, own.places.keys() - opened)
        listed = self._listed.get(task_set)
        if listed is None or listed.own is not own or (listed.repeats, listed.is_closed) != (repeats, is_closed):
            order = self._with_repeats(own, repeats, is_closed=is_closed)
            listed = self._listed[task_set] = _Listed(own, repeats, is_closed, order)
        return replace(listed.order, again=tuple(opened))

    def _in_own_order(self, task_set: str) -> _Own:
        """A set as the evaluator meets it before any of its tasks comes again."""
        holds_for = (self._workspace.queue.last_row(), self._workspace.evaluator)
        if holds_for != self._holds_for:
            self._own.clear()
            self._holds_for = holds_for
        if task_set not in self._own:
            self._own[task_set] = self._put_in_order(task_set)
        return self._own[task_set]

    def _put_in_order(self, task_set: str) -> _Own:
        policy, evaluator = self._policy(task_set), self._workspace.evaluator
        rows = self._workspace.queue
        where = rows.stretch(task_set)

        def lot(task_id: TaskId) -> str:
            return task_lot(TaskKey(task_set, task_id), evaluator=evaluator)

        order = rows.drawn(where, lot) if policy.shuffle_tasks else rows.in_order(where)
        if not policy.repeat_percent:
            return _Own(policy, where, order, {})
        keys = rows.keys(order)
        chosen = repeating.chosen(keys, evaluator=evaluator, percent=policy.repeat_percent)
        return _Own(
            policy,
            where,
            order,
            {
                order[index]: (index, repeating.place(index, len(order), key, evaluator=evaluator))
                for index, key in enumerate(keys)
                if key in chosen
            },
        )

    def _with_repeats(self, own: _Own, repeats: frozenset[int], *, is_closed: bool) -> _Order:
        placed = (own.places.get(row) or self._place_of(own, row) for row in repeats)
        behind = {index: (place, -own.rows[index]) for index, place in placed}
        comings = repeating.with_repeats(own.rows, behind, is_closed=is_closed)
        return _Order(own.where, comings, replaced=() if is_closed else tuple(repeats), is_closed=is_closed)

    def _place_of(self, own: _Own, row: int) -> tuple[int, int]:
        """The index of a row that came again, though by now others would have been chosen, and behind which one it comes."""
        index = own.rows.index(row)
        (key,) = self._workspace.queue.keys((row,))
        return index, repeating.place(index, len(own.rows), key, evaluator=self._workspace.evaluator)

    def _due(self, task_set: str, rows: Collection[int]) -> frozenset[int]:
        """Those of *rows* that were judged on a screen long enough ago, and enough others since."""
        done = self._workspace.queue.done_of(rows)
        if not done:
            return frozenset()
        self._judged.look_at(task_set)
        now = self._now()
        return frozenset(row for row, key in done if self._judged.is_due(key, now))


@dataclass(frozen=True, slots=True)
class _Own:
    """A set in one evaluator's own order.

    *places* has the rows that were chosen to come again: the index of each, and behind which index it comes.
    """

    policy: Policy
    where: Stretch
    rows: Sequence[int]
    places: Mapping[int, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class _Order:
    """The comings of a set in the order in which they stand in the queue.

    Of the rows that came *again* and were opened the second comings count, and of those that are *replaced* not the first.
    """

    where: Stretch
    comings: Sequence[int]
    replaced: tuple[int, ...] = ()
    again: tuple[int, ...] = ()
    is_closed: bool = False


@dataclass(frozen=True, slots=True)
class _Listed:
    """The order of a set with its repeats, and what it was made of."""

    own: _Own
    repeats: frozenset[int]
    is_closed: bool
    order: _Order


@dataclass(frozen=True, slots=True)
class _Shown:
    """What the last view found: the places in its order."""

    number: int
    order: _Order
    found: Sequence[int]


class _Judged:
    """When the tasks of a set were judged; the log is read again only where it went on."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._read: tuple[str, int] = ("", -1)
        self._last: dict[TaskId, int] = {}
        self._begun: list[int] = []
        self._on_screen: dict[tuple[TaskKey, int], Instant | None] = {}

    def look_at(self, task_set: str) -> None:
        read = (task_set, self._workspace.log_end())
        if read != self._read:
            judged = self._workspace.judged_tasks(task_set)
            self._last = {task_id: position for task_id, _, position in judged}
            self._begun = sorted(position for _, position, _ in judged)
            self._read = read

    def is_due(self, key: TaskKey, now: Instant) -> bool:
        """Whether a judged task of the set that is looked at may come again *now*."""
        last = self._last[key.task_id]
        since = len(self._begun) - bisect_right(self._begun, last)
        if since < repeating.TASKS_BETWEEN:
            return False  # without looking at the judgment itself
        at = self._judged_on_screen(key, last)
        return at is not None and repeating.is_due(at, now, judged_since=since)

    def _judged_on_screen(self, key: TaskKey, last: int) -> Instant | None:
        """When the judgment that was written last, at that place in the log, was handed in; None for one from a file."""
        if (key, last) not in self._on_screen:
            head = self._workspace.head(key)
            was_on_screen = head is not None and head.judgment.made_with == "window"
            self._on_screen[key, last] = head.at if head is not None and was_on_screen else None
        return self._on_screen[key, last]


def _told_apart(entry: QueueEntry) -> QueueEntry:
    """*entry* as it is listed beside its first coming, once the set is closed."""
    return replace(entry, title=f"{entry.title} (second time)") if entry.key.occasion == 2 else entry


def _place_in(places: Sequence[int], place: int) -> int | None:
    """Where *place* stands among *places*, which rise; None where it does not."""
    at = bisect_left(places, place)
    return at if at < len(places) and places[at] == place else None
