"""Characters that a reader would not see, or would take for another: each is drawn as a box with a short name.

The set is Unicode's Default_Ignorable_Code_Point (DerivedCoreProperties.txt, Unicode 15.1: 4,174 code points), the C0 and
C1 controls, every space that is not U+0020, and what else has no ink: interlinear annotation, the blank Braille pattern,
lone surrogates. The bidirectional controls among them are those of "Trojan Source" (Boucher and Anderson, CVE-2021-42574).

Joiners and variation selectors of a well-formed emoji are part of what is seen, in prose: in strings and comments. In code
they are hidden like everything else.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

_IGNORABLE = (
    (0x00AD, 0x00AD),
    (0x034F, 0x034F),
    (0x061C, 0x061C),
    (0x115F, 0x1160),
    (0x17B4, 0x17B5),
    (0x180B, 0x180F),
    (0x200B, 0x200F),
    (0x202A, 0x202E),
    (0x2060, 0x206F),
    (0x3164, 0x3164),
    (0xFE00, 0xFE0F),
    (0xFEFF, 0xFEFF),
    (0xFFA0, 0xFFA0),
    (0xFFF0, 0xFFF8),
    (0x1BCA0, 0x1BCA3),
    (0x1D173, 0x1D17A),
    (0xE0000, 0xE0FFF),
)
_WITHOUT_INK = ((0x2800, 0x2800), (0xD800, 0xDFFF), (0xFFF9, 0xFFFB))
_SPACES = (0x00A0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000)
_SHORT = {
    0x00A0: "NBSP",
    0x00AD: "SHY",
    0x034F: "CGJ",
    0x061C: "ALM",
    0x2002: "ENSP",
    0x2003: "EMSP",
    0x2009: "THSP",
    0x200A: "HSP",
    0x200B: "ZWSP",
    0x200C: "ZWNJ",
    0x200D: "ZWJ",
    0x200E: "LRM",
    0x200F: "RLM",
    0x2028: "LS",
    0x2029: "PS",
    0x202A: "LRE",
    0x202B: "RLE",
    0x202C: "PDF",
    0x202D: "LRO",
    0x202E: "RLO",
    0x202F: "NNBSP",
    0x2060: "WJ",
    0x2066: "LRI",
    0x2067: "RLI",
    0x2068: "FSI",
    0x2069: "PDI",
    0x3000: "IDSP",
    0xFEFF: "BOM",
}
_CONTROLS = (
    "NUL", "SOH", "STX", "ETX", "EOT", "ENQ", "ACK", "BEL", "BS", "HT", "LF", "VT", "FF", "CR", "SO", "SI",
    "DLE", "DC1", "DC2", "DC3", "DC4", "NAK", "SYN", "ETB", "CAN", "EM", "SUB", "ESC", "FS", "GS", "RS", "US",
)  # fmt: skip

_HIDDEN = frozenset(
    [
        *(code for first, last in (*_IGNORABLE, *_WITHOUT_INK) for code in range(first, last + 1)),
        *_SPACES,
        *range(0x20),
        *range(0x7F, 0xA0),
    ]
) - {0x09, 0x0A, 0x0D}
# A lone CR or LF ends a line, and a tab is drawn as the blank it stands for.

Ranges = Sequence[tuple[int, int]]
"""Columns from 0, the end excluded, from the left."""
Place = tuple[int, int]
"""A line, from 1, and a column, from 0."""
_REVEALED = {
    code: f"<U+{code:04X}>"
    # Spaces do no harm outside of code; lone surrogates cannot be written at all.
    for code in (_HIDDEN - {*_SPACES}) | {0x09, 0x0A, 0x0D, 0x2028, 0x2029, *range(0xD800, 0xE000)}
}
_REVEALED_BUT_LINES = {code: shown for code, shown in _REVEALED.items() if code not in (0x09, 0x0A, 0x0D)}


def is_hidden(character: str) -> bool:
    """Whether *character* is drawn as a box instead of as itself, unless it is part of an emoji."""
    return ord(character) in _HIDDEN


def short_name(character: str) -> str:
    """What stands in the box of *character*: RLO, ZWSP, or U+XXXX where no short name is in use."""
    code = ord(character)
    if code < 0x20:
        return _CONTROLS[code]
    if code == 0x7F:
        return "DEL"
    return _SHORT.get(code, f"U+{code:04X}")


def full_name(character: str) -> str:
    """*character* for a tooltip: “U+202E RIGHT-TO-LEFT OVERRIDE”."""
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".rstrip()


def hidden_columns(line: str, prose: Ranges | None = None) -> tuple[int, ...]:
    """The columns of *line* that are drawn as boxes.

    *prose* is where strings and comments stand; None stands for the whole line, where no token is known.
    """
    columns = [match.start() for match in _PATTERN.finditer(line)]
    if not columns or _OF_EMOJI.search(line) is None:
        return tuple(columns)
    whole = emoji_sequences(line)
    return _outside(columns, whole if prose is None else [span for span in whole if is_within(span, prose)])


def _outside(columns: Sequence[int], spans: Ranges) -> tuple[int, ...]:
    """Those of *columns* that lie in none of *spans*; both from the left, and walked through once."""
    found = []
    index = 0
    for column in columns:
        while index < len(spans) and spans[index][1] <= column:
            index += 1
        if index == len(spans) or column < spans[index][0]:
            found.append(column)
    return tuple(found)


def count_hidden(text: str) -> int:
    """How many characters of *text* are drawn as boxes where nothing is known of its tokens."""
    if text.isascii() and text.isprintable():
        return 0  # most files, and the pattern would look at each of their characters
    return len(_PATTERN.findall(text if _OF_EMOJI.search(text) is None else _EMOJI.sub("", text)))


def hidden_places(lines: Sequence[str], prose: Sequence[Ranges | None] = ()) -> tuple[Place, ...]:
    """Where the hidden characters of all *lines* stand; *prose* may end before the lines do."""
    known = len(prose)
    return tuple(
        (number, column)
        for number, line in enumerate(lines, 1)
        for column in hidden_columns(line, prose[number - 1] if number <= known else None)
    )


def next_place(places: Sequence[Place], here: Place) -> Place | None:
    """The first of *places* behind *here*, and from the last on to the first; None where there are none."""
    return places[bisect_right(places, here) % len(places)] if places else None


def previous_place(places: Sequence[Place], here: Place) -> Place | None:
    """The last of *places* before *here*, and from the first on to the last; None where there are none."""
    return places[bisect_left(places, here) - 1] if places else None


def emoji_sequences(line: str) -> list[tuple[int, int]]:
    """The columns of every well-formed emoji of more than one character."""
    return [match.span() for match in _EMOJI.finditer(line)]


def is_within(span: tuple[int, int], ranges: Ranges | None) -> bool:
    """Whether *span* lies in one of *ranges*; None stands for everywhere."""
    if ranges is None:
        return True
    # The only one that can hold it is the last that begins before it; there may be very many.
    index = bisect_right(ranges, span[0], key=_first) - 1
    return index >= 0 and span[1] <= ranges[index][1]


def _first(span: tuple[int, int]) -> int:
    return span[0]


def _class(codes: Iterable[int]) -> str:
    """A regular expression for one of *codes*."""
    runs: list[list[int]] = []
    for code in sorted(codes):
        if runs and code == runs[-1][1] + 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return "[" + "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in runs) + "]"


_PATTERN = re.compile(_class(_HIDDEN))
_OF_EMOJI = re.compile("[\u200d\ufe0f\U000e0020-\U000e007f]")
"""Hidden characters that can be part of an emoji: joiner, variation selector, tags."""
_PICTURE = (
    "[\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u21ff\u2300-\u23ff\u2460-\u24ff\u25a0-\u27bf\u2900-\u297f"
    "\u2b00-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001f1e5\U0001f200-\U0001faff]"
)
_ONE = f"{_PICTURE}(?:\ufe0f\u20e3?|[\U0001f3fb-\U0001f3ff])?"
_SUBDIVISIONS = ("gbeng", "gbsct", "gbwls")
"""The flags that are written with tags; other tags after a flag would be hidden text."""
_TAGGED = "|".join("".join(chr(0xE0000 + ord(letter)) for letter in flag) for flag in _SUBDIVISIONS)
_EMOJI = re.compile(
    f"\U0001f3f4(?:{_TAGGED})\U000e007f|[\U0001f1e6-\U0001f1ff]{{2}}|[0-9#*]\ufe0f\u20e3|"
    f"{_ONE}(?:\u200d{_ONE})+|{_PICTURE}(?:\ufe0f\u20e3?|[\U0001f3fb-\U0001f3ff])"
)


def revealed(text: str, *, keep_lines: bool = False) -> str:
    """*text* with codes in the place of characters that a terminal acts on or a reader does not see.

    Line ends and tabs are among them unless *keep_lines*. What is left can be printed and encoded anywhere.
    """
    if text.isascii() and text.isprintable():
        return text
    return text.translate(_REVEALED_BUT_LINES if keep_lines else _REVEALED)


def revealed_prose(text: str) -> str:
    """*text* with codes in the place of the hidden characters that a reader of prose would not see; emoji stay whole.

    Lines stay lines, tabs stay tabs, and unusual spaces are let be: they part words as others do.
    """
    if text.isascii() or _PATTERN.search(text) is None:
        return revealed(text, keep_lines=True)
    shown, end = [], 0
    for emoji in _EMOJI.finditer(text):
        shown += [revealed(text[end : emoji.start()], keep_lines=True), emoji[0]]
        end = emoji.end()
    return "".join(shown) + revealed(text[end:], keep_lines=True)
