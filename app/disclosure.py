"""The service's part for openness: what is recorded of a person, and what they were shown, computed again from the record."""

from collections.abc import Iterator
from dataclasses import replace

import msgspec

from app.domain.draft import Draft, Outcome, Verdict
from app.domain.judgment import Judgment
from app.domain.names import Instant, JudgmentId, TaskId, TaskKey
from app.domain.sitting import Attention
from app.handing_in import PROGRAM
from app.judging import recorded as words
from app.judging.blinding import slots_of
from app.judging.chapters import Chapter
from app.judging.recorded_words import Telling
from app.judging.replaying import Replay, replayed
from app.judging.sealing import Showing, seal
from app.judging.sentence import verdict_in_brief
from app.judging.unsealing import unseal
from app.store.workspace import Workspace


def replays(workspace: Workspace, *, task_set: str | None, task_id: TaskId | None) -> Iterator[Replay]:
    """What was shown for every judgment that stands, of one *task_set* or *task_id* where they are given."""
    for standing in workspace.standing_judgments(through=workspace.log_end(), task_set=task_set):
        record = msgspec.json.decode(standing.line, type=Judgment)
        if task_id in (None, record.task.task_id):
            key = TaskKey(record.task.task_set, record.task.task_id)
            is_there = key in workspace.find_task(key.task_id)
            yield replayed(record, workspace.task(key) if is_there else None)


def recorded(
    workspace: Workspace, key: TaskKey | None, draft: Draft, attention: Attention, *, now: Instant
) -> tuple[Chapter, ...]:
    """All that is recorded of the evaluator, of the task *key* first, if one is named, as it would be if handed in *now*."""
    places = (str(place) for place in workspace.places)
    of_all = words.of_all(words.Totals(workspace.attention_by_set(), workspace.event_counts(), *places))
    return of_all if key is None else words.of_task(_telling(workspace, key, draft, attention, now)) + of_all


def _telling(workspace: Workspace, key: TaskKey, draft: Draft, attention: Attention, now: Instant) -> Telling:
    task, order = workspace.task(key), workspace.order(key)
    task_set = workspace.known_task_set(key.task_set)
    if order is None:
        raise ValueError(f"{key} was never opened")
    slots, head = slots_of(task, order), workspace.head(key)
    unsealed_at = workspace.unsealed_at(key.task_set)
    stands = head is not None and head.type != "retraction" and unseal(head.judgment, slots) == draft
    if head is not None and stands:
        record = head.judgment
    else:
        record = seal(
            # What is still being said cannot be sealed; it is told in words of its own.
            replace(draft, verdict=Verdict(Outcome.CANNOT_JUDGE)),
            task,
            task_set,
            slots=slots,
            showing=Showing(order, attention, now, is_unblinded=unsealed_at is not None),
            checks=draft.checks,
            evaluator=workspace.evaluator,
            judgment_id=head.judgment_id if head is not None else JudgmentId(""),
            revision=head.revision + 1 if head is not None else 1,
            program=PROGRAM,
        )
    return Telling(
        record,
        letters={candidate: str(slot) for slot, candidate in slots.items()},
        sentence=verdict_in_brief(draft.verdict, task.brief.slots),
        is_handed_in=stands,
        is_sealed=unsealed_at is None,
    )
