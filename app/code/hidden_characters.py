"""Characters that a reader would not see, or would take for another: each is drawn as a box with a short name.

The set is Unicode's Default_Ignorable_Code_Point (DerivedCoreProperties.txt, Unicode 15.1: 4,174 code points), the C0 and
C1 controls, and every space that is not U+0020. The bidirectional controls among them are those of "Trojan Source"
(Boucher and Anderson, CVE-2021-42574).
"""

import unicodedata

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
        *(code for first, last in _IGNORABLE for code in range(first, last + 1)),
        *_SPACES,
        *range(0x20),
        *range(0x7F, 0xA0),
    ]
) - {0x09, 0x0A, 0x0D}
# A lone CR or LF ends a line, and a tab is drawn as the blank it stands for.

_REVEALED = {
    code: f"<U+{code:04X}>"
    # Spaces do no harm outside of code; lone surrogates cannot be written at all.
    for code in (_HIDDEN - {*_SPACES}) | {0x09, 0x0A, 0x0D, 0x2028, 0x2029, *range(0xD800, 0xE000)}
}
_REVEALED_BUT_LINES = {code: shown for code, shown in _REVEALED.items() if code not in (0x09, 0x0A, 0x0D)}


def is_hidden(character: str) -> bool:
    """Whether *character* is drawn as a box instead of as itself."""
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


def count_hidden(text: str) -> int:
    """How many characters of *text* are drawn as boxes."""
    return 0 if text.isascii() and text.isprintable() else sum(ord(c) in _HIDDEN for c in text)


def revealed(text: str, *, keep_lines: bool = False) -> str:
    """*text* with codes in the place of characters that a terminal acts on or a reader does not see.

    Line ends and tabs are among them unless *keep_lines*. What is left can be printed and encoded anywhere.
    """
    if text.isascii() and text.isprintable():
        return text
    return text.translate(_REVEALED_BUT_LINES if keep_lines else _REVEALED)
