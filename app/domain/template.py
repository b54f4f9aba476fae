"""Sentences that an evaluator fills in, and words by which a rationale speaks of a criterion."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Template:
    """A sentence with its gaps in square brackets: “In [candidate], [mechanism].”"""

    template_id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class CriterionWords:
    """Beginnings of words, in lower case, by which a text speaks of the criterion called *name*."""

    name: str
    words: tuple[str, ...]
