"""The candidates as plain text to be read from top to bottom: difference by difference, with the findings. Pure.

For reading aloud: a screen reader needs no panes, and nothing here depends on colour or place.
"""

from collections.abc import Iterator, Sequence

from app.code.alignment import Alignment
from app.domain.draft import Finding, Polarity
from ui.code_view.content import CandidateContent


def linear_text(contents: Sequence[CandidateContent], alignment: Alignment | None, *, path: str = "") -> str:
    """Every difference with the lines of each candidate, what is said of it, and at last each candidate whole."""
    return "\n".join(_lines(contents, alignment, path)) + "\n"


def _lines(contents: Sequence[CandidateContent], alignment: Alignment | None, path: str) -> Iterator[str]:
    if path:
        yield f"File {path}"
    for content in contents:
        yield f"Candidate {content.slot}: {_counted(content.lines, 'line')}, {_counted(len(content.findings), 'finding')}."
    runs = alignment.differences if alignment is not None else ()
    yield _counted(len(runs), "difference") + "."
    for number, (first, last) in enumerate(runs, 1):
        yield ""
        yield f"Difference {number} of {len(runs)}."
        assert alignment is not None
        rows = alignment.rows[first : last + 1]
        for pane, content in enumerate(contents):
            lines = [line for row in rows if (line := row.lines[pane]) is not None]
            yield from _part(content, lines)
    for content in contents:
        yield ""
        yield f"Candidate {content.slot}, whole."
        yield from _part(content, list(range(1, content.lines + 1)), headed=False)


def _part(content: CandidateContent, lines: Sequence[int], *, headed: bool = True) -> Iterator[str]:
    if headed and not lines:
        yield f"{content.slot}, no lines."
        return
    if headed:
        yield f"{content.slot}, lines {lines[0]} to {lines[-1]}:"
    starts: dict[int, list[Finding]] = {}
    for finding in content.findings:
        for span in finding.evidence:
            starts.setdefault(span.first_line, []).append(finding)
    for line in lines:
        for finding in starts.get(line, ()):
            yield f"  Finding, {_spoken(finding)}"
        # As it is drawn: hidden characters by their names, in the order in which they are stored.
        text = content.display(line).text
        yield f"  {line}: {text}" if text.strip() else f"  {line}: blank"


def _spoken(finding: Finding) -> str:
    kind = "strength" if finding.polarity is Polarity.STRENGTH else f"{finding.severity} {finding.category}"
    return f"{kind.replace('_', ' ')}: {' '.join(finding.claim.split())}"


def _counted(number: int, thing: str) -> str:
    return f"1 {thing}" if number == 1 else f"{number} {thing}s"
