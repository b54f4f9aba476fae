"""A rubric: the named criteria by which every candidate of a task is scored."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Criterion:
    """One question a rubric asks of a candidate.

    *name* is what is stored (``error_handling``), *label* and *short* what is shown; *anchors* says what each
    score means, by score. *scale* lists the allowed scores, lowest first.
    """

    name: str
    description: str
    label: str
    short: str
    scale: tuple[int, ...] = (0, 1, 2, 3, 4, 5)
    anchors: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Rubric:
    """Criteria in the order in which they are asked; *sha256* is of the rubric's canonical JSON."""

    name: str
    version: int
    sha256: str
    criteria: tuple[Criterion, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(criterion.name for criterion in self.criteria)

    def criterion(self, name: str) -> Criterion | None:
        return next((criterion for criterion in self.criteria if criterion.name == name), None)
