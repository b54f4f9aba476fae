"""The candidates as plain text to be read from top to bottom: difference by difference, with the findings. Pure.

For reading aloud: a screen reader needs no panes, and nothing here depends on colour or place.
"""

from collections.abc import Iterator, Sequence

from app.code.alignment import Alignment
from app.domain.draft import Finding, Polarity
from app.wording import counted
from ui.code_view.content import CandidateContent

NOT_ASKED_FOR = "What differs is not shown yet; Shift+D in the code shows it."


def linear_text(
    contents: Sequence[CandidateContent],
    alignment: Alignment | None,
    *,
    path: str = "",
    note: str = "",
    with_differences: bool = True,
) -> str:
    """Every difference with the lines of each candidate, what is said of it, and at last each candidate whole.

    *note* is what is said of all of them. Without differences, because nobody has asked for them yet, it says so.
    """
    runs = alignment.differences if alignment is not None and with_differences else ()
    lines = [*_head(contents, path, note)]
    lines.append(f"{counted(len(runs), 'difference')}." if with_differences else NOT_ASKED_FOR)
    return "\n".join([*lines, *_lines(contents, alignment, runs, with_places=with_differences)]) + "\n"


def _head(contents: Sequence[CandidateContent], path: str, note: str) -> Iterator[str]:
    if path:
        yield f"File {path}"
    if note:
        yield note
    for content in contents:
        yield f"Candidate {content.slot}: {counted(content.lines, 'line')}, {counted(len(content.findings), 'finding')}."
        for finding in content.findings:
            if not finding.evidence:
                yield f"  Finding on all of {content.slot}, {_spoken(finding)}"


def _lines(
    contents: Sequence[CandidateContent],
    alignment: Alignment | None,
    runs: Sequence[tuple[int, int]],
    *,
    with_places: bool,
) -> Iterator[str]:
    for number, (first, last) in enumerate(runs, 1):
        yield ""
        yield f"Difference {number} of {len(runs)}."
        assert alignment is not None
        rows = alignment.rows[first : last + 1]
        for pane, content in enumerate(contents):
            lines = [line for row in rows if (line := row.lines[pane]) is not None]
            yield from _part(content, lines, with_places=with_places)
    for content in contents:
        yield ""
        yield f"Candidate {content.slot}, whole."
        yield from _part(content, list(range(1, content.lines + 1)), headed=False, with_places=with_places)


def _part(
    content: CandidateContent, lines: Sequence[int], *, headed: bool = True, with_places: bool = True
) -> Iterator[str]:
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
        # A block that stands elsewhere is said once, where it begins.
        if with_places and line in content.moved and line - 1 not in content.moved:
            yield f"  {content.moved[line].split(';')[0]}."


def _spoken(finding: Finding) -> str:
    kind = "strength" if finding.polarity is Polarity.STRENGTH else f"{finding.severity} {finding.category}"
    return f"{kind.replace('_', ' ')}: {' '.join(finding.claim.split())}"
