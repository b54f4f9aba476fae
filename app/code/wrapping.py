"""Where a long line is broken, in cells. Heights follow from this by arithmetic; no layout engine is asked."""

from dataclasses import dataclass

from app.code.display import DisplayLine

HANGING_INDENT = 2
LEAST_TEXT_CELLS = 8


@dataclass(frozen=True, slots=True)
class Subline:
    """Cells *first* to *last* (excluded) of a line, drawn *indent* cells from the left edge."""

    first: int
    last: int
    indent: int


def wrapped(line: DisplayLine, width: int) -> tuple[Subline, ...]:
    """Break *line* at spaces into pieces of at most *width* cells; there is always at least one piece.

    Continuations hang two cells deeper than the line itself, unless that would leave too little room for text.
    """
    if line.cells <= width or width < 1:
        return (Subline(0, line.cells, 0),)
    hang = _indent(line) + HANGING_INDENT
    if width - hang < LEAST_TEXT_CELLS:
        hang = HANGING_INDENT if width > LEAST_TEXT_CELLS else 0
    pieces = []
    first, indent = 0, 0
    while line.cells - first > width - indent:
        last = _break(line, first, first + width - indent)
        pieces.append(Subline(first, last, indent))
        first, indent = last, hang
    pieces.append(Subline(first, line.cells, indent))
    return tuple(pieces)


def count_sublines(line: DisplayLine, width: int) -> int:
    """How many pieces `wrapped` gives."""
    return 1 if line.cells <= width or width < 1 else len(wrapped(line, width))


def _indent(line: DisplayLine) -> int:
    return len(line.text) - len(line.text.lstrip(" "))


def _break(line: DisplayLine, first: int, limit: int) -> int:
    """The cell at which to break between *first* and *limit*: behind a space if there is one past the indent."""
    if line.is_plain:
        text_begins = first + len(line.text[first:limit]) - len(line.text[first:limit].lstrip(" "))
        space = line.text.rfind(" ", first, limit + 1)
        # A blank that stands at the edge is drawn beyond it, so that no piece begins with one.
        return space + 1 if space > text_begins else limit
    best = last = first
    seen_text = False
    for cluster in line.clusters:
        end = cluster.cell + cluster.cells
        if cluster.cell < first:
            continue
        if end > limit:
            break
        last = end
        if cluster.text.strip():
            seen_text = True
        elif seen_text:
            best = end
    if best > first:
        return best
    return last if last > first else limit
