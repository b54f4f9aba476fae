"""Traces of where a candidate comes from, in what would be shown of it."""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.names import CandidateId


class LeakKind(StrEnum):
    NAME = "name"
    """The name of a model or of who makes it."""
    ORIGIN = "origin"
    """The very model that the task file names."""
    SIGNATURE = "signature"
    """What programs that write code leave behind: marks of a conversation, notes on who wrote it."""
    CHAT = "chat"
    """Words to a reader around the code: “I hope this helps”."""
    FENCE = "fence"
    """A code fence in some candidates and not in others."""


class LeakPart(StrEnum):
    PROMPT = "prompt"
    CONTEXT = "context"
    TESTS = "tests"
    CANDIDATE = "candidate"


@dataclass(frozen=True, slots=True)
class Leak:
    """One trace: what it is and where. The words themselves are left out, so that no list of leaks leaks.

    *line* counts from 1; 0 is the path of the file. *path* is empty for bare code, and for the prompt.
    """

    kind: LeakKind
    part: LeakPart
    candidate_id: CandidateId | None
    path: str
    line: int

    @property
    def tells_apart(self) -> bool:
        """Whether it may tell one candidate from another: what stands in the prompt is the same for all."""
        return self.part is LeakPart.CANDIDATE


@dataclass(frozen=True, slots=True)
class LeakWords:
    """What is looked for, in lower case: names, names that need a number behind them, marks, and words to a reader."""

    names: tuple[str, ...]
    names_with_number: tuple[str, ...]
    signatures: tuple[str, ...]
    chat: tuple[str, ...]


class OnLeaks(StrEnum):
    """What an import does about them: nothing, not even look; say where they are; leave out tasks that have them."""

    LEAVE = "leave"
    REPORT = "report"
    EXCLUDE = "exclude"
