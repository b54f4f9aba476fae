"""What is said of a line when the caret comes to it, and of a pane as a whole. Pure."""

from collections.abc import Iterator, Sequence

from app.code.alignment import Mark
from app.code.highlighting import language_name
from app.domain.draft import Finding, Polarity
from app.wording import counted
from ui.code_view.content import PaneContent
from ui.code_view.rows import RowKind, Rows

LONGEST_SPOKEN = 300
STATES = {Mark.CHANGED: "changed", Mark.ONLY: "only here", Mark.BLANKS: "white space differs"}


def name_of(content: PaneContent, language: str | None) -> str:
    """The name of a pane: “Candidate A code, Python, 76 lines”."""
    named = f", {language_name(language)}" if language else ""
    return f"{content.name[:1].upper()}{content.name[1:]} code{named}, {counted(content.lines, 'line')}"


def description_of(findings: int, differences: int) -> str:
    """How a pane stands: “2 findings, 17 differences”."""
    return f"{counted(findings, 'finding')}, {counted(differences, 'difference')}"


def spoken_line(
    contents: Sequence[PaneContent], rows: Rows, pane: int, line: int, *, before: int, with_marks: bool
) -> str:
    """*line* of a pane as it is said when the caret comes from line *before*: “33, changed, def get…”.

    Rows in between that have no line here are said first. *with_marks* says whether differences are shown at all.
    """
    content = contents[pane]
    if not content.lines:
        return content.emptiness[0].rstrip(".")
    row = rows.row_of(pane, line)
    said: list[str] = []
    if row is not None:
        said += _gap(contents, rows, pane, row, before) if with_marks else ()
        if rows.rows[row].kind is RowKind.FOLD:
            return "; ".join([*said, f"{line}, folded, {counted(rows.rows[row].folded, 'identical line')}"])
    mark = rows.rows[row].mark_in(pane) if row is not None and with_marks else None
    return "; ".join([*said, ", ".join(_words(content, line, mark))])


def spoken_selection(first: int, last: int) -> str:
    """What is said when lines are selected."""
    return f"lines {first} to {last} selected" if first != last else ""


def _words(content: PaneContent, line: int, mark: Mark | None) -> Iterator[str]:
    yield str(line)
    if mark in STATES:
        yield STATES[mark]
    if line in content.moved:
        yield "stands elsewhere too"
    if line in content.pinned:
        yield "aligned by hand"
    for finding in content.findings:
        if any(span.first_line == line for span in finding.evidence):
            yield _kind(finding)
    text = " ".join(content.display(line).text[:LONGEST_SPOKEN].split())
    yield text or "blank"


def _gap(contents: Sequence[PaneContent], rows: Rows, pane: int, row: int, before: int) -> Iterator[str]:
    """Rows without a line here that lie between the caret's rows: “filler, 3 rows, only in B”."""
    came_from = rows.row_of(pane, before)
    if came_from is None:
        return
    first, last = sorted((came_from, row))
    between = rows.rows[first + 1 : last]
    # Only what is stepped over: who jumps has left it behind.
    if between and all(one.kind_in(pane) is RowKind.FILLER for one in between):
        yield filler_in_words(contents, [one.lines for one in between])


def filler_in_words(contents: Sequence[PaneContent], across: Sequence[Sequence[int | None]]) -> str:
    """Rows that a pane lacks, by the lines that the panes have in them: “filler, 3 rows, only in B”."""
    names = {
        contents[other].slot or contents[other].name
        for lines in across
        for other, line in enumerate(lines)
        if line is not None
    }
    return f"filler, {counted(len(across), 'row')}, only in {' and '.join(sorted(names))}"


def _kind(finding: Finding) -> str:
    return "strength" if finding.polarity is Polarity.STRENGTH else f"finding {finding.severity or ''}".rstrip()
