"""Line up two or three sources so that lines that belong together share a row.

Pure: sources in, rows out, in slices that a caller may drop at any time. It knows no screen, no colour and no database.
The work is done in an order that depends on the texts alone, so permuting the candidates permutes the columns and
changes nothing else.
"""

import hashlib
from collections.abc import Generator, Iterable, Sequence
from dataclasses import dataclass

from app.code.anchors import Anchor, settled
from app.code.belonging import belonging
from app.code.lines import Source
from app.code.marking import Mark as Mark
from app.code.marking import counts_as_shared, marks
from app.code.marking import token_marks as token_marks
from app.code.matching import STEP, Budget, LeftOut
from app.code.numbering import Numbered, numbered
from app.code.rows import Row, rows_of_three, rows_of_two

ROWS_A_SLICE = 300


@dataclass(frozen=True, slots=True)
class AlignedRow:
    """The line of each source in one row, counted from 1, and its mark; None where a source has none."""

    lines: tuple[int | None, ...]
    marks: tuple[Mark | None, ...]

    @property
    def is_tinted(self) -> bool:
        return Mark.CHANGED in self.marks or Mark.ONLY in self.marks


@dataclass(frozen=True, slots=True)
class Alignment:
    """Rows from the top; every line of every source is in exactly one, in order.

    *shared_percent* counts rows in which at least two lines are equal, of the lines of the longest source,
    and no more than all of them: among three, rows of different pairs may be more. *differences*
    are the first and last row, from 0, of each run of tinted rows. *left_out* is what was not done because it would have
    taken too long, as a sentence for the screen.
    """

    rows: tuple[AlignedRow, ...]
    shared_percent: int
    differences: tuple[tuple[int, int], ...]
    left_out: LeftOut | None = None


def align(
    sources: Sequence[Source],
    *,
    anchors: Iterable[Anchor] = (),
    ignore_blanks: bool = False,
    budget: Budget | None = None,
) -> Generator[None, None, Alignment]:
    """Line *sources* up. Yields now and then; dropping the generator drops the work.

    Lines of one of the *anchors* share a row; anchors that contradict each other raise `UserError`. With *ignore_blanks*
    lines that differ in white space only are no difference: they keep `Mark.BLANKS`.
    """
    budget = budget or Budget()
    held = settled(anchors, [len(source.lines) for source in sources])
    ranks = yield from _ranked(sources)
    texts = yield from numbered([sources[index].lines for index in ranks])
    ordered = [tuple(None if (line := anchor[index]) is None else line - 1 for index in ranks) for anchor in held]
    rows = yield from _anchored(texts, ordered, budget)
    column = [ranks.index(index) for index in range(len(sources))]
    return (yield from _marked(rows, column, sources, budget, ignore_blanks=ignore_blanks))


def unaligned(sources: Sequence[Source]) -> Alignment:
    """Line n beside line n, without a mark: plain reading, and what is shown until the alignment is there."""
    longest = max((len(source.lines) for source in sources), default=0)
    rows = []
    for number in range(1, longest + 1):
        lines = tuple(number if number <= len(source.lines) else None for source in sources)
        rows.append(AlignedRow(lines, tuple(None if line is None else Mark.SAME for line in lines)))
    return Alignment(tuple(rows), 0, ())


def _ranked(sources: Sequence[Source]) -> Generator[None, None, list[int]]:
    """The sources in an order that depends on their texts alone."""
    fingerprints = []
    for source in sources:
        fingerprint = hashlib.sha256()
        for start in range(0, len(source.lines), STEP):
            lines = "".join(f"{line}\n" for line in source.lines[start : start + STEP])
            fingerprint.update(lines.encode("utf-8", "surrogatepass"))
            yield
        fingerprints.append(fingerprint.digest())
    return sorted(range(len(sources)), key=fingerprints.__getitem__)


def _anchored(texts: Sequence[Numbered], anchors: Sequence[Row], budget: Budget) -> Generator[None, None, list[Row]]:
    """Rows of *texts*: each of *anchors* is one, and what lies between them is aligned by itself."""
    rows: list[Row] = []
    starts = [0] * len(texts)
    for place, anchor in enumerate(anchors):
        ends = [_next_held(anchors[place + 1 :], column, len(text)) for column, text in enumerate(texts)]
        row = yield from _completed(texts, anchor, starts, ends, budget)
        cuts = [cut for cut, _ in row]
        rows += yield from _between(texts, starts, cuts, budget)
        rows.append(tuple(line for _, line in row))
        starts = [cut if line is None else line + 1 for cut, line in row]
    rows += yield from _between(texts, starts, [len(text) for text in texts], budget)
    return rows


def _next_held(anchors: Sequence[Row], column: int, end: int) -> int:
    return next((line for anchor in anchors if (line := anchor[column]) is not None), end)


def _completed(
    texts: Sequence[Numbered], anchor: Row, starts: Sequence[int], ends: Sequence[int], budget: Budget
) -> Generator[None, None, list[tuple[int, int | None]]]:
    """For each column where *anchor* parts it, and the line that stands in the anchor's row."""
    found: list[tuple[int, int | None]] = []
    for column, line in enumerate(anchor):
        if line is None:
            found.append((yield from _joining(texts, anchor, column, starts, ends, budget)))
        else:
            found.append((line, line))
    return found


def _joining(
    texts: Sequence[Numbered], anchor: Row, column: int, starts: Sequence[int], ends: Sequence[int], budget: Budget
) -> Generator[None, None, tuple[int, int | None]]:
    """Where *column*, which has no part in *anchor*, is parted by it.

    A line that belongs to one of the anchor's joins it; else the lines above the anchor are those that belong to lines
    above it, by the column that has more in common with this one.
    """
    part = texts[column].part(starts[column], ends[column])
    cut, most = starts[column], 0
    for held, line in enumerate(anchor):
        if line is None:
            continue
        pairs = yield from belonging(texts[held].part(starts[held], ends[held]), part, budget)
        above = [(i, j) for i, j in pairs if i <= line - starts[held]]
        if above and above[-1][0] == line - starts[held]:
            beside = starts[column] + above[-1][1]
            return beside, beside
        if len(pairs) > most:
            most = len(pairs)
            cut = starts[column] + (above[-1][1] + 1 if above else 0)
    return cut, None


def _between(
    texts: Sequence[Numbered], starts: Sequence[int], ends: Sequence[int], budget: Budget
) -> Generator[None, None, list[Row]]:
    """Rows of the lines from *starts* to *ends* (excluded) of each text."""
    parts = [text.part(start, end) for text, start, end in zip(texts, starts, ends, strict=True)]
    rows: list[Row]
    if len(parts) == 3:
        rows = yield from rows_of_three(parts, budget)
    elif len(parts) == 2:
        rows = yield from rows_of_two(parts, budget)
    else:
        rows = [(index,) for part in parts for index in range(len(part))]
    if any(starts):
        for place, row in enumerate(rows):
            rows[place] = tuple(None if one is None else start + one for one, start in zip(row, starts, strict=True))
            if place % STEP == 0:
                yield
    return rows


def _marked(
    rows: Sequence[Row], column: Sequence[int], sources: Sequence[Source], budget: Budget, *, ignore_blanks: bool
) -> Generator[None, None, Alignment]:
    """*rows* with their marks, the columns in the order of *sources*: source k is in column ``column[k]``."""
    aligned: list[AlignedRow] = []
    differences: list[tuple[int, int]] = []
    shared = 0
    same = marks([""] * len(sources))
    known: dict[tuple[Mark | None, ...], tuple[Mark | None, ...]] = {}  # equal ones are one value: there are few
    for number, row in enumerate(rows):
        if number % ROWS_A_SLICE == 0:
            yield
        lines = tuple([None if (line := row[place]) is None else line + 1 for place in column])
        words = [None if line is None else source.lines[line - 1] for source, line in zip(sources, lines, strict=True)]
        if words[0] is not None and words.count(words[0]) == len(words) > 1:
            shared += 1
            aligned.append(AlignedRow(lines, same))
            continue  # most rows of most alignments
        shared += counts_as_shared(words, ignore_blanks=ignore_blanks)
        found = marks(words, ignore_blanks=ignore_blanks)
        aligned.append(AlignedRow(lines, known.setdefault(found, found)))
        if aligned[-1].is_tinted:
            follows = bool(differences) and differences[-1][1] == number - 1
            first = differences.pop()[0] if follows else number
            differences.append((first, number))
    longest = max((len(source.lines) for source in sources), default=0)
    percent = min(100, round(100 * shared / longest)) if longest else 100
    return Alignment(tuple(aligned), percent, tuple(differences), budget.left_out)
