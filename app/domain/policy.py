"""What a task set asks of its evaluators."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Policy:
    """The ``[policy]`` table of a task set, with its defaults filled in.

    *required_criteria* is ``"all"`` or names of criteria; *finding_from_gap* is 0 for never, else the gap
    strength from which a finding is asked for; *repeat_percent* is the share of hidden repeats, 0 to 10.
    """

    version: int = 1
    minimum_words: int = 30
    required_criteria: Literal["all"] | tuple[str, ...] = "all"
    require_deciding_criterion: bool = True
    finding_from_gap: int = 0
    ask_acceptability: bool = False
    neutral_first_look: bool = False
    first_impression: bool = False
    shuffle_tasks: bool = False
    repeat_percent: int = 0

    def requires(self, criterion: str) -> bool:
        return self.required_criteria == "all" or criterion in self.required_criteria
