"""The order in which candidates stood on the screen, and all it takes to compute it again."""

from dataclasses import dataclass

from app.domain.names import CandidateId, Instant

ALGORITHM = "permuted-blocks/1"


@dataclass(frozen=True, slots=True)
class BlindOrder:
    """Candidates left to right, fixed when the task is first opened.

    *position_in_block* is the element of the seeded sequence of permuted blocks, counted from 0: how many tasks with
    as many candidates the evaluator had opened before in this task set.
    """

    order: tuple[CandidateId, ...]
    seed: str
    position_in_block: int
    algorithm: str
    opened_at: Instant
