"""The service's part for laying a task out: its candidates in their blind order, and who wrote them once that may be seen.

The order of a task is fixed when it is opened for the first time; until then it is only foreseen.
"""

from collections.abc import Callable
from dataclasses import replace

from app.domain.bench import Bench, LastEvent
from app.domain.blind_order import BlindOrder
from app.domain.draft import Draft
from app.domain.names import (
    CandidateId,
    Instant,
    Slot,
    TaskKey,
)
from app.domain.sitting import Attention, Sitting
from app.domain.task import Task
from app.errors import UserError
from app.judging.blinding import blind_order, exhibits, seed_for, slots_of
from app.judging.files import listed_files
from app.judging.ranking import opening_verdict
from app.judging.unsealing import unseal
from app.queueing import Queue
from app.store.log import Head
from app.store.workspace import Workspace


class LayingOut:
    """How the tasks of a workspace come before its evaluator, in the order of *queue*; *now* tells the time."""

    def __init__(self, workspace: Workspace, queue: Queue, *, now: Callable[[], Instant]) -> None:
        self._workspace = workspace
        self._queue = queue
        self._now = now

    def lay_out(self, key: TaskKey) -> Bench:
        """Open a task: its candidates in their blind order, and whatever was said about it before.

        The order is fixed at the first opening; where the workspace can only be read, nothing is. Raises DiskFullError
        where a task would be begun on a disk that has hardly any room.
        """
        task = self._workspace.task(key)
        order = self._workspace.order(key)
        if self._workspace.is_read_only:
            order = order or self._fix_order(task)
        else:
            if order is None:
                self._workspace.refuse_new_work()
            with self._workspace.atomic():  # the person waits for the disk once
                order = order or self._fix_order(task)
                self._workspace.note_opened(key, now=self._now())
        working = self._workspace.working(key)
        head = self._workspace.head(key)
        stands = head is not None and head.type != "retraction"
        sitting = self._sitting(task, order, is_flagged=working is not None and working.is_flagged)
        if head is not None and stands:
            sitting = replace(sitting, judgment_id=head.judgment_id, submitted_at=head.at)
        sitting = replace(sitting, is_unsealed=self._workspace.unsealed_at(key.task_set) is not None)
        last = self._last_event(key)
        place = working.place if working is not None else None
        attention = working.attention if working is not None else Attention()
        if working is not None and working.draft is not None:
            return Bench(sitting, working.draft, place, attention, is_submitted=False, last=last)
        if head is not None and head.judgment is not None and stands:
            draft = unseal(head.judgment, slots_of(task, order))
            origins = tuple(self.origins(key).items()) if sitting.is_unsealed else None
            return Bench(sitting, draft, place, attention, is_submitted=True, last=last, origins=origins)
        first = self._opening(task, order, head)
        return Bench(sitting, first, place, attention, is_submitted=False, is_fresh=True, last=last)

    def as_it_opens(self, key: TaskKey) -> Draft:
        """What lies on the desk where nothing was written about a task since its last judgment, or at all."""
        order, head = self._workspace.order(key), self._workspace.head(key)
        if order is None:
            return Draft()
        task = self._workspace.task(key)
        if head is not None and head.judgment is not None and head.type != "retraction":
            return unseal(head.judgment, slots_of(task, order))
        return self._opening(task, order, head)

    def _opening(self, task: Task, order: BlindOrder, head: Head | None) -> Draft:
        """An empty draft, but for what is plain from the candidates, and for a first impression that was locked in once."""
        verdict = opening_verdict(exhibits(task, order.order))
        if head is None or head.judgment is None or head.judgment.first_impression is None:
            return Draft(verdict=verdict)
        locked = unseal(head.judgment, slots_of(task, order)).first_impression
        return Draft(verdict=verdict, first_impression=locked)

    def foresee(self, key: TaskKey) -> Sitting | None:
        """The task that is to be judged behind *key*, as it would be laid out now; None where none is left.

        Nothing is fixed or written by this: it is for whoever wants to be ready for that task.
        """
        onward = self._queue.onward(key)
        if onward.is_all_judged:
            return None
        task = self._workspace.task(onward.key)
        order = self._workspace.order(onward.key) or self._order_to_come(task)
        return self._sitting(task, order, is_flagged=False)

    def origins(self, key: TaskKey) -> dict[Slot, str | None]:
        """Which model wrote what stands in each slot, None where the task does not say.

        Raises UserError while the set is sealed, and as long as the task has no judgment that stands.
        """
        if self._workspace.unsealed_at(key.task_set) is None:
            raise UserError(f"The names of the task set “{key.task_set}” are sealed; unseal them first.")
        head = self._workspace.head(key)
        if head is None or head.type == "retraction":
            raise UserError(f"“{key.task_id}” is not judged; its models can be seen once it is.")
        task = self._workspace.task(key)
        models = {one.candidate_id: one.model for one in task.candidates}
        return {slot: models[candidate] for slot, candidate in self.slots_as_shown(task).items()}

    def slots_as_shown(self, task: Task) -> dict[Slot, CandidateId]:
        """Which candidate stands where; in the order of the task file as long as the task was never opened."""
        order = self._workspace.order(task.brief.key)
        if order is not None:
            return slots_of(task, order)
        return dict(zip(task.brief.slots, (one.candidate_id for one in task.candidates), strict=True))

    def _fix_order(self, task: Task) -> BlindOrder:
        order = self._order_to_come(task)
        if not self._workspace.is_read_only:
            self._workspace.keep_order(task.brief.key, order)
        return order

    def _order_to_come(self, task: Task) -> BlindOrder:
        """The order in which the candidates of a task that was never opened stand if it is opened next."""
        candidates = [candidate.candidate_id for candidate in task.candidates]
        task_set = self._workspace.known_task_set(task.brief.key.task_set)
        seed = seed_for(
            task_set_sha256=task_set.sha256, evaluator=self._workspace.evaluator, candidates=len(candidates)
        )
        position, now = self._workspace.opened_before(task_set.name, len(candidates)), self._now()
        order = blind_order(candidates, seed=seed, position=position, opened_at=now)
        first = None if task.brief.key.occasion == 1 else self._workspace.order(replace(task.brief.key, occasion=1))
        while first is not None and order.order == first.order:
            # A task that comes again has its candidates in another order: the next one of the sequence that is.
            position += 1
            order = blind_order(candidates, seed=seed, position=position, opened_at=now)
        return order

    def _sitting(self, task: Task, order: BlindOrder, *, is_flagged: bool) -> Sitting:
        key = task.brief.key
        policy = self._workspace.known_task_set(key.task_set).policy
        place = self._queue.place(key)
        return Sitting(
            brief=task.brief,
            policy=policy,
            exhibits=exhibits(task, order.order),
            position=place.position,
            total=place.total,
            is_flagged=is_flagged,
            files=listed_files([one.files for one in task.candidates], seed=order.seed, task_id=key.task_id),
        )

    def _last_event(self, key: TaskKey) -> LastEvent | None:
        link = self._workspace.last_about(key)
        return None if link is None else LastEvent(link.type, link.at, link.about.reason)
