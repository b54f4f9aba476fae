"""How the closed words of a judgment are written for people."""

from app.domain.draft import Category, Finding, Polarity, Score, Severity, Span, Verdict, Verified
from app.domain.names import Slot
from app.domain.rubric import Criterion

CATEGORIES: dict[Category, tuple[str, str, str]] = {
    Category.BUG: ("B", "Bug", "Bug"),
    Category.SECURITY: ("S", "Sec", "Security"),
    Category.EDGE_CASE: ("E", "Edge", "Edge case"),
    Category.PERFORMANCE: ("P", "Perf", "Performance"),
    Category.READABILITY: ("R", "Read", "Readability"),
    Category.ARCHITECTURE: ("A", "Arch", "Architecture"),
    Category.ERROR_HANDLING: ("H", "Error", "Error handling"),
    Category.OTHER: ("O", "Other", "Other"),
}
"""For each category its key, its short name and its name."""

SEVERITIES: dict[Severity, tuple[str, str]] = {
    Severity.LOW: ("1", "Low"),
    Severity.MEDIUM: ("2", "Medium"),
    Severity.HIGH: ("3", "High"),
    Severity.CRITICAL: ("4", "Critical"),
}
"""For each severity its key and its name."""


ORDINALS = ("First", "Second", "Third")
STRENGTHS = {0: "as good as", 1: "slightly better than", 2: "clearly better than", 3: "much better than"}

VERIFIED: dict[Verified, str] = {Verified.REASONED: "Reasoned", Verified.RAN: "Ran it", Verified.TOOL: "A tool"}
"""How it is known that a counterexample shows what it claims."""


def where(slot: Slot, evidence: tuple[Span, ...]) -> str:
    """The lines that are meant, as they are cited: A:33–43, A:all, A:33–43 +1 for one more place."""
    if not evidence:
        return f"{slot}:all"
    more = f" +{len(evidence) - 1}" if len(evidence) > 1 else ""
    return f"{slot}:{lines_of(evidence[0])}{more}"


def lines_of(span: Span) -> str:
    """The lines of *span* without the candidate: 33–43, cache.py#12."""
    path = "" if span.path is None else f"{span.path}#"
    last = "" if span.first_line == span.last_line else f"–{span.last_line}"
    return f"{path}{span.first_line}{last}"


def kind_of(finding: Finding) -> str:
    """The second line of a finding's row: its category, weaknesses, and whether it has a counterexample."""
    said = ["Strength" if finding.polarity is Polarity.STRENGTH else CATEGORIES[finding.category][2], *finding.cwe]
    if finding.subtlety is not None:
        said.append(finding.subtlety)
    if finding.counterexample is not None:
        said.append("counterexample")
    return " · ".join(said)


def spoken(finding: Finding) -> str:
    """A finding as a screen reader says it: “Critical bug, B lines 47 to 49, Mutates dict while iterating”."""
    severity = "" if finding.severity is None else SEVERITIES[finding.severity][1] + " "
    kind, *more = kind_of(finding).split(" · ")
    kind = ", ".join([f"{severity}{kind.lower()}" if severity else kind, *more])
    return f"{kind}, {spoken_where(finding.slot, finding.evidence)}, {finding.title}"


def spoken_where(slot: Slot, evidence: tuple[Span, ...]) -> str:
    """The lines that are meant, as they are said: “B lines 47 to 49”."""
    if not evidence:
        return f"all of {slot}"
    span = evidence[0]
    path = "" if span.path is None else f"{span.path} "
    is_one = span.first_line == span.last_line
    lines = f"line {span.first_line}" if is_one else f"lines {span.first_line} to {span.last_line}"
    more = f" and {len(evidence) - 1} more" if len(evidence) > 1 else ""
    return f"{slot} {path}{lines}{more}"


def score_in_words(score: Score | None, criterion: Criterion) -> str:
    """“4 of 5”, “not set”, “not applicable”; with the note that stands on it."""
    if score is None:
        return "not set"
    said = "not applicable" if score.score is None else f"{score.score} of {criterion.scale[-1]}"
    return f"{said}; {score.note}" if score.note else said


def places_in_words(verdict: Verdict) -> tuple[str, ...]:
    """The tiers of a ranking: “First: candidate A”, “Second: candidates B and C”."""
    return tuple(
        f"{ORDINALS[number]}: candidate{'s' if len(tier) > 1 else ''} {' and '.join(tier)}"
        for number, tier in enumerate(verdict.ranking)
    )


def gap_in_words(verdict: Verdict, number: int) -> str:
    """How much better a tier is than the next: “much better than B”; empty where none follows."""
    if number >= len(verdict.gaps):
        return ""
    following = verdict.ranking[number + 1] if number + 1 < len(verdict.ranking) else ("the next",)
    return f"{STRENGTHS[verdict.gaps[number]]} {' and '.join(following)}"
