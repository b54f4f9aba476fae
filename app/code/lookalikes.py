"""Identifiers that are not what they seem: a letter of another script stands in for one that looks the same.

A part of an identifier, between underscores, is suspicious if it mixes scripts and some letter of it looks like a plain
Latin one, or if it is made of look-alikes throughout (Unicode Technical Standard 39, "Unicode Security Mechanisms":
mixed-script and whole-script confusables). A name in a script of its own is no fault, nor is a Greek letter by itself.

The data are those of the package confusable-homoglyphs, read when the first character beyond ASCII is met.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from app.code.hidden_characters import Ranges, is_within

_IDENTIFIER = re.compile(r"[^\W\d]\w*")
_PART = re.compile(r"[^\W_]+")
_SHORTEST_WHOLE = 2
"""Letters of a name made of look-alikes throughout; a single one is more often a symbol of mathematics."""


@dataclass(frozen=True, slots=True)
class LookAlike:
    """Columns *column* to *end* (excluded, from 0) hold a name that reads as *reads_as*; *columns* are the false letters."""

    column: int
    end: int
    columns: tuple[int, ...]
    reads_as: str
    note: str


def lookalikes(line: str, prose: Ranges = ()) -> tuple[LookAlike, ...]:
    """The suspicious identifiers of *line*; what stands in *prose* (strings and comments) is not code."""
    if line.isascii():
        return ()
    found = []
    for match in _IDENTIFIER.finditer(line):
        word = match[0]
        if word.isascii() or is_within(match.span(), prose):
            continue
        false = [part.start() + index for part in _PART.finditer(word) for index in _false_letters(part[0])]
        if not false:
            continue
        reads_as = "".join(_plain(letter) if index in false else letter for index, letter in enumerate(word))
        note = "; ".join(dict.fromkeys(_note(word[index]) for index in false))
        columns = tuple(match.start() + index for index in false)
        found.append(LookAlike(match.start(), match.end(), columns, reads_as, note))
    return tuple(found)


def _false_letters(part: str) -> list[int]:
    """Where the letters of a suspicious *part* stand that look like Latin ones; none if it is not suspicious."""
    if part.isascii():
        return []
    false = [index for index, letter in enumerate(part) if not letter.isascii() and _plain(letter).isascii()]
    is_mixed = len({_script(letter) for letter in part} - {"COMMON", "INHERITED"}) > 1
    is_whole = len(part) >= _SHORTEST_WHOLE and "".join(map(_plain, part)).isascii()
    return false if is_mixed or is_whole else []


@cache
def _plain(letter: str) -> str:
    """The ASCII letter or digit that *letter* looks like; itself if there is none."""
    if letter.isascii():
        return letter
    from confusable_homoglyphs.confusables import confusables_data

    alike = [entry["c"] for entry in confusables_data.get(letter, ())]
    compatible = unicodedata.normalize("NFKC", letter)
    plain = (one for one in (*alike, compatible) if len(one) == 1 and one.isascii() and (one.isalnum() or one == "_"))
    return next(plain, letter)


@cache
def _script(letter: str) -> str:
    from confusable_homoglyphs.categories import alias

    return str(alias(letter))


def _note(letter: str) -> str:
    """“Cyrillic а (U+0430) looks like Latin a”."""
    script = _script(letter).capitalize()
    named = f"{script} {letter}" if script not in ("Common", "Unknown") else letter
    return f"{named} (U+{ord(letter):04X}) looks like Latin {_plain(letter)}"
