"""Which findings come first: the graver ones, wherever several are told or meant."""

from collections.abc import Sequence

from app.domain.draft import Finding, Severity

_GRAVITY = {Severity.CRITICAL: 0, Severity.HIGH: 1, Severity.MEDIUM: 2, Severity.LOW: 3, None: 4}


def gravity(finding: Finding) -> int:
    """0 for the gravest; a strength comes last."""
    return _GRAVITY[finding.severity]


def in_order(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """By severity, then candidate, then line."""
    return tuple(
        sorted(findings, key=lambda one: (gravity(one), one.slot, one.evidence[0].first_line if one.evidence else 0))
    )


def finding_at(findings: Sequence[Finding], line: int) -> Finding | None:
    """The one that *line* is about: of several the one that begins there, then the gravest, then the narrowest."""
    about = [
        (span.first_line != line, gravity(one), span.last_line - span.first_line, number)
        for number, one in enumerate(findings)
        for span in one.evidence
        if span.first_line <= line <= span.last_line
    ]
    return findings[min(about)[-1]] if about else None
