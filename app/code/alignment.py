"""Line up two or three sources so that lines that belong together share a row.

Pure: sources in, rows out, in slices that a caller may drop at any time. It knows no screen, no colour and no database.
The work is done in an order that depends on the texts alone, so permuting the candidates permutes the columns and
changes nothing else.
"""

import hashlib
import re
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from app.code.lines import Source
from app.code.matching import Pair, matched
from app.code.pairing import paired

MOST_TOKENS = 400
ROWS_A_SLICE = 500
_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")


class Mark(StrEnum):
    """How a line stands to the others of its row: the same, changed, or only here."""

    SAME = "same"
    CHANGED = "changed"
    ONLY = "only"


Row = tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class AlignedRow:
    """The line of each source in one row, counted from 1, and its mark; None where a source has none."""

    lines: tuple[int | None, ...]
    marks: tuple[Mark | None, ...]

    @property
    def is_tinted(self) -> bool:
        return any(mark in (Mark.CHANGED, Mark.ONLY) for mark in self.marks)


@dataclass(frozen=True, slots=True)
class Alignment:
    """Rows from the top; every line of every source is in exactly one, in order.

    *shared_percent* counts rows in which at least two lines are equal, of the lines of the longest source. *differences*
    are the first and last row, from 0, of each run of tinted rows.
    """

    rows: tuple[AlignedRow, ...]
    shared_percent: int
    differences: tuple[tuple[int, int], ...]


def align(sources: Sequence[Source]) -> Generator[None, None, Alignment]:
    """Line *sources* up. Yields now and then; dropping the generator drops the work."""
    texts = [source.lines for source in sources]
    rows: list[Row]
    ranks = sorted(range(len(texts)), key=lambda index: _fingerprint(texts[index]))
    ordered = [texts[index] for index in ranks]
    if len(ordered) < 2:
        rows = [(index,) for text in ordered for index in range(len(text))]
    elif len(ordered) == 2:
        pairs = yield from _belonging(ordered[0], ordered[1])
        rows = list(_zipped(range(len(ordered[0])), range(len(ordered[1])), pairs))
    else:
        rows = yield from _three(ordered)
    column = [ranks.index(index) for index in range(len(texts))]
    lines = [tuple(_from_one(row[column[index]]) for index in range(len(texts))) for row in rows]
    return (yield from _marked(lines, texts))


def unaligned(sources: Sequence[Source]) -> Alignment:
    """Line n beside line n, without a mark: plain reading, and what is shown until the alignment is there."""
    longest = max((len(source.lines) for source in sources), default=0)
    rows = []
    for number in range(1, longest + 1):
        lines = tuple(number if number <= len(source.lines) else None for source in sources)
        rows.append(AlignedRow(lines, tuple(None if line is None else Mark.SAME for line in lines)))
    return Alignment(tuple(rows), 0, ())


def token_marks(texts: Sequence[str | None]) -> tuple[tuple[tuple[int, int], ...], ...]:
    """For the lines of one row, the column ranges (from 0, end excluded) that differ from the others.

    Among three, two equal lines are the majority and only the odd one is marked; where all differ, a token is marked
    unless both other lines have it in the same place.
    """
    present = [text for text in texts if text is not None]
    if len(present) < 2:
        return tuple(() for _ in texts)
    marks: list[tuple[tuple[int, int], ...]] = []
    for index, text in enumerate(texts):
        others = [other for place, other in enumerate(texts) if place != index and other is not None]
        if text is None or (len(present) == 3 and text in others):
            marks.append(())
            continue
        columns = [_differing(text, other) for other in dict.fromkeys(others)]
        marks.append(_merged(text, [one for ranges in columns for one in ranges]))
    return tuple(marks)


def _belonging(left: Sequence[str], right: Sequence[str]) -> Generator[None, None, list[Pair]]:
    """Pairs of lines that share a row.

    The same lines come first, in runs that say something; in the gaps between them lines that are alike; and last, around
    those, the blank lines and lone brackets that would have torn them apart.
    """
    numbers: dict[str, int] = {}
    a_numbers, b_numbers = _numbered(left, numbers), _numbered(right, numbers)
    same = yield from matched(a_numbers, b_numbers)
    pairs: list[Pair] = []
    for gap, same_pair in _gaps(_telling(same, left), len(left), len(right)):
        a, a_end, b, b_end = gap
        alike = yield from paired(left[a:a_end], right[b:b_end])
        placed = [(a + i, b + j) for i, j in alike]
        for inner, alike_pair in _gaps(placed, a_end, b_end, a, b):
            c, c_end, d, d_end = inner
            rest = yield from matched(a_numbers[c:c_end], b_numbers[d:d_end])
            pairs.extend((c + i, d + j) for i, j in rest)
            if alike_pair is not None:
                pairs.append(alike_pair)
        if same_pair is not None:
            pairs.append(same_pair)
    return pairs


def _gaps(
    pairs: Sequence[Pair], left_end: int, right_end: int, left: int = 0, right: int = 0
) -> Iterator[tuple[tuple[int, int, int, int], Pair | None]]:
    """What lies before each of *pairs* on both sides, with the pair; last what lies behind them all, with None."""
    for i, j in pairs:
        yield (left, i, right, j), (i, j)
        left, right = i + 1, j + 1
    yield (left, left_end, right, right_end), None


def _telling(pairs: Sequence[Pair], lines: Sequence[str]) -> list[Pair]:
    """*pairs* without the runs of neighbours in which no line has a letter or a digit."""
    telling: list[Pair] = []
    run: list[Pair] = []
    for pair in pairs:
        if run and pair != (run[-1][0] + 1, run[-1][1] + 1):
            telling += _if_telling(run, lines)
            run = []
        run.append(pair)
    return telling + _if_telling(run, lines)


def _if_telling(run: list[Pair], lines: Sequence[str]) -> list[Pair]:
    return run if any(character.isalnum() for i, _ in run for character in lines[i]) else []


def _numbered(lines: Sequence[str], numbers: dict[str, int]) -> list[int]:
    """A number for each line, the same for lines that differ in white space only."""
    return [numbers.setdefault(" ".join(line.split()), len(numbers)) for line in lines]


def _zipped(
    left: Sequence[int], right: Sequence[int], pairs: Sequence[Pair]
) -> Iterator[tuple[int | None, int | None]]:
    """Rows of two runs of line indexes: *pairs* (places in the runs) share one, the others stand alone."""
    a = b = 0
    for i, j in (*pairs, (len(left), len(right))):
        yield from ((index, None) for index in left[a:i])
        yield from ((None, index) for index in right[b:j])
        if i < len(left) and j < len(right):
            yield left[i], right[j]
        a, b = i + 1, j + 1


def _three(texts: Sequence[Sequence[str]]) -> Generator[None, None, list[Row]]:
    """Rows of three sources: the one that shares most with the others leads, the others are hung on its lines."""
    between: dict[tuple[int, int], list[Pair]] = {}
    for first, second in ((0, 1), (0, 2), (1, 2)):
        between[first, second] = yield from _belonging(texts[first], texts[second])
        between[second, first] = [(j, i) for i, j in between[first, second]]
    shared = [sum(len(between[index, other]) for other in range(3) if other != index) for index in range(3)]
    lead = max(range(3), key=lambda index: (shared[index], -index))
    one, two = (index for index in range(3) if index != lead)
    hung_one, hung_two = dict(between[lead, one]), dict(between[lead, two])
    runs = _Runs(texts[one], texts[two])
    rows: list[Row] = []

    def put(line: int | None, first: int | None, second: int | None) -> None:
        row: list[int | None] = [None, None, None]
        row[lead], row[one], row[two] = line, first, second
        rows.append(tuple(row))

    ends_one = _next_hung(hung_one, len(texts[lead]), len(texts[one]))
    ends_two = _next_hung(hung_two, len(texts[lead]), len(texts[two]))
    for line in range(len(texts[lead]) + 1):
        is_end = line == len(texts[lead])
        for left, right in (
            yield from runs.until(
                ends_one[line],
                ends_two[line],
                need_one=is_end or line in hung_one,
                need_two=is_end or line in hung_two,
            )
        ):
            put(None, left, right)
        if not is_end:
            put(line, hung_one.get(line), hung_two.get(line))
            runs.skip(hung_one.get(line), hung_two.get(line))
    return rows


def _next_hung(hung: dict[int, int], lines: int, end: int) -> list[int]:
    """For each line of the lead, the next line of the other that is hung on it or on a later one."""
    following = [end] * (lines + 1)
    for line in range(lines - 1, -1, -1):
        following[line] = hung.get(line, following[line + 1])
    return following


class _Runs:
    """The lines of the two others that hang on no line of the lead, handed out in order."""

    def __init__(self, one: Sequence[str], two: Sequence[str]) -> None:
        self._texts = (one, two)
        self._next = [0, 0]

    def until(
        self, end_one: int, end_two: int, *, need_one: bool, need_two: bool
    ) -> Generator[None, None, list[tuple[int | None, int | None]]]:
        """Rows of the lines before *end_one* and *end_two*. What is not needed yet may stay for later rows."""
        one = range(self._next[0], end_one)
        two = range(self._next[1], end_two)
        if not (need_one and one) and not (need_two and two):
            return []
        pairs = yield from _belonging(
            [self._texts[0][index] for index in one], [self._texts[1][index] for index in two]
        )
        if not need_one:
            one = one[: pairs[-1][0] + 1 if pairs else 0]
        if not need_two:
            two = two[: pairs[-1][1] + 1 if pairs else 0]
        self._next[0] += len(one)
        self._next[1] += len(two)
        return list(_zipped(one, two, [(i, j) for i, j in pairs if i < len(one) and j < len(two)]))

    def skip(self, first: int | None, second: int | None) -> None:
        """These lines were placed with a line of the lead."""
        for index, placed in enumerate((first, second)):
            if placed is not None:
                self._next[index] = placed + 1


def _marked(rows: Sequence[tuple[int | None, ...]], texts: Sequence[Sequence[str]]) -> Generator[None, None, Alignment]:
    aligned = []
    shared = 0
    for number, lines in enumerate(rows, 1):
        if number % ROWS_A_SLICE == 0:
            yield
        words = [None if line is None else texts[index][line - 1] for index, line in enumerate(lines)]
        present = [word for word in words if word is not None]
        shared += len(set(present)) < len(present)
        aligned.append(AlignedRow(lines, _marks(words)))
    yield
    longest = max((len(text) for text in texts), default=0)
    percent = round(100 * shared / longest) if longest else 100
    return Alignment(tuple(aligned), percent, tuple(_runs(aligned)))


def _marks(words: Sequence[str | None]) -> tuple[Mark | None, ...]:
    present = [word for word in words if word is not None]
    kinds = set(present)
    majority = next((word for word in kinds if len(present) == 3 and present.count(word) == 2), None)

    def mark(word: str | None) -> Mark | None:
        if word is None:
            return None
        if not word.strip() or (len(kinds) == 1 and len(present) > 1) or word == majority:
            return Mark.SAME
        return Mark.ONLY if len(present) == 1 and len(words) > 1 else Mark.CHANGED

    return tuple(mark(word) if len(words) > 1 else Mark.SAME for word in words)


def _runs(rows: Sequence[AlignedRow]) -> Iterator[tuple[int, int]]:
    first: int | None = None
    for index, row in enumerate(rows):
        if row.is_tinted:
            first = index if first is None else first
        elif first is not None:
            yield first, index - 1
            first = None
    if first is not None:
        yield first, len(rows) - 1


def _differing(text: str, other: str) -> list[tuple[int, int]]:
    """Column ranges of the tokens of *text* that *other* has not in the same place."""
    mine, theirs = _TOKEN.findall(text), _TOKEN.findall(other)
    if len(mine) > MOST_TOKENS or len(theirs) > MOST_TOKENS:
        return [_middle(text, other)]
    starts = [0]
    for token in mine:
        starts.append(starts[-1] + len(token))
    matcher = SequenceMatcher(None, mine, theirs, autojunk=False)
    return [
        (starts[first], starts[last])
        for tag, first, last, _, _ in matcher.get_opcodes()
        if tag != "equal" and last > first
    ]


def _middle(text: str, other: str) -> tuple[int, int]:
    """What is left of *text* when the beginning and the end that it shares with *other* are taken off."""
    shortest = min(len(text), len(other))
    start = next((i for i in range(shortest) if text[i] != other[i]), shortest)
    end = next((i for i in range(shortest - start) if text[-1 - i] != other[-1 - i]), shortest - start)
    return start, len(text) - end


def _merged(text: str, ranges: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """*ranges* sorted, joined where they touch, without the white space at their ends."""
    merged: list[tuple[int, int]] = []
    for first, last in sorted(ranges):
        if merged and first <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], last))
        else:
            merged.append((first, last))
    trimmed = []
    for first, last in merged:
        inner = text[first:last]
        if inner.strip():
            trimmed.append((first + len(inner) - len(inner.lstrip()), last - len(inner) + len(inner.rstrip())))
    return tuple(trimmed)


def _fingerprint(lines: Sequence[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()


def _from_one(index: int | None) -> int | None:
    return None if index is None else index + 1
