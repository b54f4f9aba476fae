"""A draft: all that an evaluator is still writing about one task, as one frozen value.

Candidates are named by slot here, because that is what the evaluator sees; sealing a draft turns slots into
candidate ids.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from app.domain.names import FindingId, Instant, Slot


class Outcome(StrEnum):
    PREFERENCE = "preference"
    EQUIVALENT = "equivalent"
    CANNOT_JUDGE = "cannot_judge"


class Polarity(StrEnum):
    PROBLEM = "problem"
    STRENGTH = "strength"


class Category(StrEnum):
    BUG = "bug"
    SECURITY = "security"
    EDGE_CASE = "edge_case"
    PERFORMANCE = "performance"
    READABILITY = "readability"
    ARCHITECTURE = "architecture"
    ERROR_HANDLING = "error_handling"
    OTHER = "other"


class Severity(StrEnum):
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"


class Verified(StrEnum):
    """How the evaluator knows that a counterexample shows what it claims."""

    REASONED = "reasoned"
    RAN = "ran"
    TOOL = "tool"


CRITERION_OF_CATEGORY: dict[Category, str] = {
    Category.BUG: "correctness",
    Category.SECURITY: "safety",
    Category.EDGE_CASE: "edge_cases",
    Category.PERFORMANCE: "efficiency",
    Category.READABILITY: "readability",
    Category.ARCHITECTURE: "architectural_fit",
    Category.ERROR_HANDLING: "error_handling",
}


CWE = r"CWE-[1-9][0-9]{0,5}"
"""How a weakness is named."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Which candidate is better, and by how much.

    *ranking* holds tiers, best first; *gaps* the strength (1 slight, 2 clear, 3 much) between neighbouring tiers.
    While a ranking is typed it may name some slots only, and *gaps* may be one longer than a finished one: the last
    entry waits for the next letter (0 is a waiting tie).
    """

    outcome: Outcome | None = None
    ranking: tuple[tuple[Slot, ...], ...] = ()
    gaps: tuple[int, ...] = ()
    none_acceptable: bool = False
    acceptable: tuple[tuple[Slot, str], ...] | None = None
    deciding_criterion: str | None = None
    confidence: int | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """One candidate's score by one criterion; a *score* of None is “not applicable”."""

    slot: Slot
    criterion: str
    score: int | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """Lines *first_line* to *last_line* of one file, counted from 1, both included.

    *path* is None for a candidate of one file. Columns count code points from 1, the last one included; None means
    whole lines.
    """

    first_line: int
    last_line: int
    path: str | None = None
    first_column: int | None = None
    last_column: int | None = None

    def __post_init__(self) -> None:
        if not 1 <= self.first_line <= self.last_line:
            raise ValueError(f"lines {self.first_line} to {self.last_line} are no span")


@dataclass(frozen=True, slots=True)
class Counterexample:
    """The input that shows a problem, what should come of it and what does."""

    input: str = ""
    expected: str = ""
    actual: str = ""
    verified: Verified = Verified.REASONED


@dataclass(frozen=True, slots=True)
class Finding:
    """A claim about lines of one candidate. An empty *evidence* means the whole candidate."""

    finding_id: FindingId
    slot: Slot
    polarity: Polarity
    category: Category
    criterion: str | None
    severity: Severity | None
    claim: str
    created_at: Instant
    edited_at: Instant
    evidence: tuple[Span, ...] = ()
    mechanism: str = ""
    counterexample: Counterexample | None = None
    better_approach: str = ""
    cwe: tuple[str, ...] = ()
    subtlety: str | None = None

    @property
    def title(self) -> str:
        """The first sentence of the claim, at most 72 characters."""
        return title_of(self.claim)


@dataclass(frozen=True, slots=True)
class Composition:
    """A finding that is still being written. *editing* names the finding it will replace, if any.

    A *criterion* of None follows the category unless *criterion_chosen*.
    """

    slot: Slot
    polarity: Polarity
    evidence: tuple[Span, ...]
    editing: FindingId | None = None
    category: Category | None = None
    criterion: str | None = None
    criterion_chosen: bool = False
    severity: Severity | None = None
    claim: str = ""
    mechanism: str = ""
    better_approach: str = ""
    counterexample: Counterexample = field(default_factory=Counterexample)
    cwe: tuple[str, ...] = ()
    subtlety: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """A check that fired on the draft, and what the evaluator said to it.

    *evidence* names candidates by reference, as the rationale does. An *answer* of None says that nobody was asked;
    “review”, that the evaluator was asked and went to look again.
    """

    check: str
    version: int
    level: Literal["hint", "ask", "report"]
    evidence: str
    answer: Literal["kept", "fixed", "review"] | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class FirstAnswer:
    """The verdict that was locked in before the evidence was shown, and when."""

    verdict: Verdict
    at: Instant


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything the evaluator has said about a task so far.

    *rationale* is text with references of the grammar ``{{c:A:33-43}}``, by slot. *checklist* has the state of every item by
    its id, and is None as long as no list was used.
    """

    verdict: Verdict = Verdict()
    scores: tuple[Score, ...] = ()
    findings: tuple[Finding, ...] = ()
    rationale: str = ""
    pasted_characters: int = 0
    composition: Composition | None = None
    checks: tuple[Answer, ...] = ()
    first_impression: FirstAnswer | None = None
    checklist: tuple[tuple[str, bool], ...] | None = None

    def score_of(self, slot: Slot, criterion: str) -> Score | None:
        return next((s for s in self.scores if s.slot is slot and s.criterion == criterion), None)

    def finding(self, finding_id: FindingId) -> Finding | None:
        return next((f for f in self.findings if f.finding_id == finding_id), None)


def title_of(claim: str) -> str:
    """The first sentence of *claim* on one line, cut at 72 characters."""
    text = " ".join(claim.split())
    end = min((i + 1 for mark in ".!?" if (i := text.find(mark + " ")) >= 0), default=len(text))
    sentence = text[:end].removesuffix(".")
    return sentence if len(sentence) <= 72 else sentence[:71].rstrip() + "…"
