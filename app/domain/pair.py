"""Two candidates of one judgment as a training pair: ``diptych/pair/1``. Derived for an export, never stored."""

from dataclasses import dataclass
from typing import Literal

from app.domain.judgment import Acceptability
from app.domain.names import CandidateId, EvaluatorId, JudgmentId, TaskId

Sign = Literal[-1, 0, 1]


@dataclass(frozen=True, slots=True)
class FirstStrength:
    """What the first impression said of the pair: *strength* is null where it could not be judged.

    *changed* names the parts of the whole verdict that the evidence changed; *turned* says that another candidate leads.
    """

    strength: int | None
    changed: tuple[str, ...]
    turned: bool


@dataclass(frozen=True, slots=True)
class Pair:
    """*first* and *second* stand in the order of the task file. *strength*, -3 to 3, is positive where *first* is better.

    *derived_strength* says that the strength is the sum of two gaps, at most 3. The *weight* of the pairs of one judgment
    sums to its independent comparisons: 1 of two candidates, 2/3 each of three. *criteria* has the sign of the difference of
    the scores, null where one of them is not set.
    """

    schema: Literal["diptych/pair/1"]
    judgment_id: JudgmentId
    revision: int
    evaluator: EvaluatorId
    task_set: str
    task_id: TaskId
    task_sha256: str
    first: CandidateId
    second: CandidateId
    outcome: Literal["preference", "equivalent"]
    strength: int
    derived_strength: bool
    group_size: int
    weight: float
    criteria: dict[str, Sign | None]
    deciding_criterion: str | None
    none_acceptable: bool
    acceptable: dict[CandidateId, Acceptability] | None
    confidence: Literal[1, 2, 3] | None
    first_impression: FirstStrength | None
    occasion: Literal[1, 2]
