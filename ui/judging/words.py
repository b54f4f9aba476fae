"""How the closed words of a judgment are written for people."""

from app.domain.draft import Category, Finding, Polarity, Severity, Span
from app.domain.names import Slot

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


def where(slot: Slot, evidence: tuple[Span, ...]) -> str:
    """The lines that are meant, as they are cited: A:33–43, A:all."""
    if not evidence:
        return f"{slot}:all"
    span = evidence[0]
    path = "" if span.path is None else f"{span.path}#"
    if span.first_line == span.last_line:
        return f"{slot}:{path}{span.first_line}"
    return f"{slot}:{path}{span.first_line}–{span.last_line}"


def kind_of(finding: Finding) -> str:
    """The second line of a finding's row: its category, and whether it has a counterexample."""
    if finding.polarity is Polarity.STRENGTH:
        return "Strength"
    name = CATEGORIES[finding.category][2]
    return f"{name} · counterexample" if finding.counterexample is not None else name


def spoken(finding: Finding) -> str:
    """A finding as a screen reader says it."""
    severity = "" if finding.severity is None else SEVERITIES[finding.severity][1] + " "
    return f"{severity}{kind_of(finding).lower()}, {where(finding.slot, finding.evidence)}, {finding.title}"
