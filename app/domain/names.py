"""Names and marks that the other values are made of: ids, slots and instants."""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Literal, NewType

TaskId = NewType("TaskId", str)
CandidateId = NewType("CandidateId", str)
FindingId = NewType("FindingId", str)
JudgmentId = NewType("JudgmentId", str)
EventId = NewType("EventId", str)
EvaluatorId = NewType("EvaluatorId", str)

Instant = NewType("Instant", str)
"""A moment in UTC, written ``YYYY-MM-DDTHH:MM:SS.mmmZ``."""


class Slot(StrEnum):
    """Where a candidate stands on the screen, left to right."""

    A = "A"
    B = "B"
    C = "C"


SLOTS = (Slot.A, Slot.B, Slot.C)


@dataclass(frozen=True, slots=True, order=True)
class TaskKey:
    """Names one task of the workspace: task ids are unique within their task set only.

    *occasion* is 2 where the task comes again, as a hidden repeat with an order, a draft and a judgment of its own.
    """

    task_set: str
    task_id: TaskId
    occasion: Literal[1, 2] = 1


def instant(moment: datetime) -> Instant:
    """Write *moment* (with a time zone) the one way that times are stored, to the millisecond."""
    return Instant(moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z")
