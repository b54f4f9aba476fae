"""Finding text in all candidates at once: plain or as a regular expression, in slices.

Python's `re` cannot be interrupted, so nothing is let loose that may run away: expressions in which a repetition holds
another one, or alternatives, are refused in a sentence, and the more repetitions an expression has, the less of a long
line it is shown (docs/decisions/0006-searching-with-re.md). A match never spans lines.
"""

import re
import warnings
from bisect import bisect_left
from collections.abc import Generator, Sequence
from dataclasses import dataclass

from app.errors import UserError

MOST_HITS = 20_000
LONGEST_SEARCHED = (1_000_000, 2_000, 250, 90, 45)
"""Characters of a line that are searched, by the number of repetitions in the expression; two optional parts count as one.

The worst line of that length takes up to 30 ms.
"""
MOST_REPETITIONS = len(LONGEST_SEARCHED) - 1
_A_STEP = 20_000
"""Characters of plain text that are looked at between two breaths."""
_HITS_A_STEP = 500
_WORD = re.compile(r"\w+")
_COUNTED = re.compile(r"\{(\d*)(?:(,)(\d*))?\}")
_REFERENCE = re.compile(r"\\[1-9]|\(\?P=")
_GROUP = re.compile(r"\((?:\?(?:P<\w+>|P=\w+|#[^)]*|[aiLmsux-]*:|<?[=!]|>|[aiLmsux]+))?")


@dataclass(frozen=True, slots=True)
class Query:
    """What is searched for, ready to search; *longest* characters of a line are looked at.

    What a line may cost grows with its length to the power of *repetitions* and one more.
    """

    pattern: re.Pattern[str]
    longest: int
    repetitions: int

    def share(self, line: str) -> float:
        """How much of a step *line* may take, at the worst."""
        return max((min(len(line), self.longest) / self.longest) ** (self.repetitions + 1), len(line) / _A_STEP)


@dataclass(frozen=True, slots=True, order=True)
class Hit:
    """Columns *column* to *end* (excluded, from 0) of *line* (from 1) of the source of that number (from 0)."""

    source: int
    line: int
    column: int
    end: int


@dataclass(frozen=True, slots=True)
class Searched:
    """What a search did not look at: lines beyond the length that is searched, and all behind the last hit it may have."""

    cut_lines: int
    is_cut_short: bool


def query(text: str, *, is_regex: bool = False, whole_word: bool = False, match_case: bool = False) -> Query | None:
    """What *text* asks for; None for nothing. Raises `UserError` for an expression that cannot be searched with."""
    if not text:
        return None
    repetitions = _repetitions(text) if is_regex else 0
    wanted = text if is_regex else re.escape(text)
    if whole_word:
        wanted = rf"(?<!\w)(?:{wanted})(?!\w)"
    try:
        with warnings.catch_warnings():
            # What a later Python may read otherwise (“[[”) is read as this one does.
            warnings.simplefilter("ignore", FutureWarning)
            pattern = re.compile(wanted, re.NOFLAG if match_case else re.IGNORECASE)
    except (re.error, OverflowError, RecursionError) as fault:
        raise UserError(f"This is no regular expression: {fault}.") from fault
    return Query(pattern, LONGEST_SEARCHED[repetitions], repetitions)


def search(asked: Query, sources: Sequence[Sequence[str]]) -> Generator[tuple[Hit, ...], None, Searched]:
    """The hits in the lines of *sources*, from the top of the first to the end of the last, in slices.

    Yields what has been found since the last slice, which may be nothing.
    """
    found: list[Hit] = []
    count = cut = 0
    taken = 0.0
    for number, lines in enumerate(sources):
        for line, text in enumerate(lines, 1):
            cut += len(text) > asked.longest
            taken += max(asked.share(text), 1 / 1000)
            for match in asked.pattern.finditer(text, 0, asked.longest):
                if match.start() == match.end():
                    continue
                found.append(Hit(number, line, match.start(), match.end()))
                count += 1
                if count == MOST_HITS:
                    yield tuple(found)
                    return Searched(cut, is_cut_short=True)
                if len(found) == _HITS_A_STEP:
                    yield tuple(found)
                    found, taken = [], 0.0
            if taken >= 1:
                yield tuple(found)
                found, taken = [], 0.0
    yield tuple(found)
    return Searched(cut, is_cut_short=False)


def next_hit(hits: Sequence[Hit], source: int, line: int, column: int) -> int | None:
    """The place in *hits* of the first one at or behind a column of a line, from the last on to the first."""
    return bisect_left(hits, Hit(source, line, column, 0)) % len(hits) if hits else None


def previous_hit(hits: Sequence[Hit], source: int, line: int, column: int) -> int | None:
    """The place in *hits* of the last one that begins before a column of a line, from the first on to the last."""
    if not hits:
        return None
    return (bisect_left(hits, Hit(source, line, column, 0)) - 1) % len(hits)


def word_at(line: str, column: int) -> tuple[int, int] | None:
    """The columns of the word at *column* (from 0), or of the one that ends there; None between words."""
    found = None
    for match in _WORD.finditer(line, max(0, column - 200), column + 200):
        if match.start() <= column < match.end():
            return match.span()
        if match.end() == column:
            found = match.span()
    return found


@dataclass(slots=True)
class _Part:
    """What is known of a group, or of the single thing that a repetition may follow."""

    varies: bool = False
    has_choice: bool = False


def _repetitions(text: str) -> int:
    """How many repetitions the expression counts for. Raises `UserError` where it could run away."""
    count = optional = place = 0
    groups = [_Part()]
    last = _Part()
    while place < len(text):
        character = text[place]
        # What a group took is compared again at every length it can have.
        count += _REFERENCE.match(text, place) is not None
        if character == "(":
            place = _end_of(_GROUP, text, place)
            # A comment, a reference and flags have no inside.
            if text[place - 1] != "(" and text[place : place + 1] == ")":
                place += 1
                last = _Part()
            else:
                groups.append(_Part())
            continue
        if character == ")" and len(groups) > 1:
            last = groups.pop()
            groups[-1].varies |= last.varies
            groups[-1].has_choice |= last.has_choice
        elif character == "|":
            groups[-1].has_choice = True
        elif character in "*+?" or (character == "{" and _COUNTED.match(text, place)):
            most, place = _most(text, place)
            if most > 1 and (last.varies or last.has_choice):
                raise UserError(
                    "A repetition of what repeats or has alternatives, such as (a+)+ or (a|b)*, may run for ever: "
                    "leave one of them out."
                )
            optional += most == 1
            count += most > 1
            groups[-1].varies = True
            last = _Part(varies=True)
            continue
        else:
            place = _end_of_one(text, place)
            last = _Part()
            continue
        place += 1
    if count + (optional + 1) // 2 > MOST_REPETITIONS:
        raise UserError(
            f"At most {MOST_REPETITIONS} repetitions can be searched for, and two optional parts count as one; "
            f"this expression has {count}, and {optional} optional parts."
        )
    return count + (optional + 1) // 2


def _most(text: str, place: int) -> tuple[int, int]:
    """How often the repetition at *place* repeats at most (2 for many), and where it ends, the mark of laziness included."""
    counted = _COUNTED.match(text, place)
    if counted is None:
        most, end = (1 if text[place] == "?" else 2), place + 1
    else:
        least, comma, upper = counted.groups()
        highest = (upper or "2") if comma else least
        most, end = min(2, int(highest or "2")), counted.end()
    return most, end + (text[end : end + 1] in ("?", "+"))


def _end_of_one(text: str, place: int) -> int:
    """Where the character, the escape or the set at *place* ends."""
    if text[place] == "\\":
        return place + 2
    if text[place] != "[":
        return place + 1
    end = place + 1 + (text[place + 1 : place + 2] == "^")
    end += text[end : end + 1] == "]"
    while end < len(text) and text[end] != "]":
        end += 2 if text[end] == "\\" else 1
    return end + 1


def _end_of(pattern: re.Pattern[str], text: str, place: int) -> int:
    match = pattern.match(text, place)
    return match.end() if match else place + 1
