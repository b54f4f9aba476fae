"""Blind orders that are balanced, and that anyone can compute again.

Orders come from a seeded sequence of permuted blocks: each block holds every order of the candidates once, shuffled,
so that after each block every candidate has stood equally often in every slot (Efird, "Blocked randomization with
randomly selected block sizes", Int. J. Environ. Res. Public Health 8(1), 2011, describes the method).
"""

import hashlib
from collections.abc import Sequence
from itertools import permutations

from app.domain.blind_order import ALGORITHM, BlindOrder
from app.domain.names import CandidateId, EvaluatorId, Instant, Slot, TaskKey
from app.domain.sitting import Exhibit
from app.domain.task import Task


def seed_for(*, task_set_sha256: str, evaluator: EvaluatorId, candidates: int) -> str:
    """The seed of one evaluator's sequence: known before any task is opened, and no secret."""
    return hashlib.sha256(f"{task_set_sha256}|{evaluator}|{candidates}".encode()).hexdigest()


def arrangement(seed: str, position: int, candidates: int) -> tuple[int, ...]:
    """Element *position* (from 0) of the sequence: which candidate, by its place in the task file, stands where."""
    block = list(permutations(range(candidates)))
    number, place = divmod(position, len(block))
    for last in range(len(block) - 1, 0, -1):
        other = _draw(seed, number, last)
        block[last], block[other] = block[other], block[last]
    return block[place]


def blind_order(candidates: Sequence[CandidateId], *, seed: str, position: int, opened_at: Instant) -> BlindOrder:
    """The order in which *candidates*, given as in the task file, are shown."""
    chosen = arrangement(seed, position, len(candidates))
    return BlindOrder(
        order=tuple(candidates[index] for index in chosen),
        seed=seed,
        position_in_block=position,
        algorithm=ALGORITHM,
        opened_at=opened_at,
    )


def task_lot(key: TaskKey, *, evaluator: EvaluatorId) -> str:
    """What is drawn for a task where the policy shuffles: one evaluator meets the tasks of a set sorted by their lots.

    Tasks that are imported later come in between; those that are there keep their order among themselves.
    """
    return hashlib.sha256(f"{key.task_set}|{evaluator}|{key.task_id}".encode()).hexdigest()


def exhibits(task: Task, order: Sequence[CandidateId]) -> tuple[Exhibit, ...]:
    """The candidates of *task* without their origin, in *order* from the left."""
    by_id = {candidate.candidate_id: candidate for candidate in task.candidates}
    return tuple(
        Exhibit(
            slot=slot,
            language=task.brief.language,
            files=by_id[candidate_id].files,
            results=by_id[candidate_id].results,
        )
        for slot, candidate_id in zip(task.brief.slots, order, strict=True)
    )


def slots_of(task: Task, order: BlindOrder) -> dict[Slot, CandidateId]:
    """Which candidate stands where in *order*."""
    return dict(zip(task.brief.slots, order.order, strict=True))


def _draw(seed: str, block: int, last: int) -> int:
    """A number from 0 to *last*; the bias of the remainder is below 2**-60."""
    drawn = hashlib.sha256(f"{seed}|{block}|{last}".encode()).digest()[:8]
    return int.from_bytes(drawn, "big") % (last + 1)
