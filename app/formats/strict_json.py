"""JSON without the liberties that readers take: what two programs could understand differently is refused.

Python's own reader takes NaN, infinities, the last of two equal keys, lone surrogates and NUL; none of these can be kept
exactly, so each is refused with its place.
"""

import json
import math
import re
from collections import Counter
from typing import Any, NoReturn

import msgspec

LARGEST_INTEGER = 2**53
END = r"$(?!\n)"
"""The end of a text in a pattern: to Python's "$" alone, a line feed may come behind it."""
MOST_DEPTH = 500
"""Lists and objects in one another. Python's own reader stops where its stack does, which versions of it see differently."""
_UNSURE = object()
_DEEPEST = 32
"""Lists and objects in one another that are taken without care; no program writes more for a task."""
_READER = msgspec.json.Decoder()
_WRITER = msgspec.json.Encoder()
_TOO_DEEP = "the lists and objects are nested too deeply; flatten them."
_UNKEEPABLE = re.compile("[\ud800-\udfff\0]")


class StrictJSONError(ValueError):
    """*field* is the path to what is wrong, or None; *column* counts characters from 1, or is None."""

    def __init__(self, message: str, *, field: str | None = None, column: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field
        self.column = column


def decode(line: bytes) -> Any:
    """The value that *line* spells. Raises StrictJSONError."""
    value = _spelled_as_written(line)
    return decode_with_care(line) if value is _UNSURE else value


def _spelled_as_written(line: bytes) -> Any:
    """The value of *line* where writing it again gives the same bytes but for white space, or `_UNSURE`.

    What is its own spelling has no key twice, for the second would be gone; what else is refused is looked for. Most lines
    that programs write pass, in half to three quarters of the time that care takes.
    """
    try:
        value = _READER.decode(line)
        if not _is_plain(value, _DEEPEST):
            return _UNSURE
        written = _WRITER.encode(value)
        if written == line or written == msgspec.json.format(line, indent=-1):
            return value
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        # Why it is refused, and where, is told with care.
        return _UNSURE
    return _UNSURE


# Any: JSON data has no narrower type that a checker could follow through recursion.
def _is_plain(value: Any, depth: int) -> bool:
    """Whether *value* holds texts without NUL, exact integers, and lists and objects of them at most *depth* deep."""
    if depth == 0:
        return False
    if type(value) is dict:
        if "\0" in "".join(value):
            return False
        value = value.values()
    elif type(value) is not list:
        value = (value,)
    for member in value:
        kind = type(member)
        if kind is str:
            if "\0" in member:
                return False
        elif kind is dict or kind is list:
            if not _is_plain(member, depth - 1):
                return False
        elif kind is int:
            if not -LARGEST_INTEGER <= member <= LARGEST_INTEGER:
                return False
        elif kind is float:
            return False
    return True


def decode_with_care(line: bytes) -> Any:
    """As `decode`, whatever *line* is. Raises StrictJSONError, with what is wrong and where."""
    try:
        text = line.decode()
    except UnicodeDecodeError as error:
        raise StrictJSONError(f"byte {error.start + 1} is not UTF-8; save the file as UTF-8.") from None
    try:
        value = _DECODER.decode(text)
        _refuse_depth(value)
        if "\\u" in text:
            # Only an escape can spell them: what is UTF-8 has no surrogates, and JSON has no bare NUL.
            _refuse_unkeepable(value, "")
    except json.JSONDecodeError as error:
        found = f"not JSON at column {error.colno} ({error.msg.lower()}); write one JSON object on the line."
        raise StrictJSONError(found, column=error.colno) from None
    except RecursionError:
        raise StrictJSONError(_TOO_DEEP) from None
    return value


def _refuse_depth(value: Any) -> None:
    level = [value]
    for _ in range(MOST_DEPTH + 1):
        containers = [one for one in level if isinstance(one, dict | list)]
        if not containers:
            return
        level = [member for one in containers for member in (one.values() if isinstance(one, dict) else one)]
    raise StrictJSONError(_TOO_DEEP)


def _refuse_unkeepable(value: Any, path: str) -> None:
    match value:
        case str():
            _refuse_text(value, path)
        case dict():
            for key, member in value.items():
                _refuse_text(key, path)
                _refuse_unkeepable(member, f"{path}.{key}" if path else key)
        case list():
            for index, member in enumerate(value):
                _refuse_unkeepable(member, f"{path}[{index}]")


def _refuse_text(text: str, path: str) -> None:
    if (found := _UNKEEPABLE.search(text)) is not None:
        what = "NUL" if found[0] == "\0" else f"the lone surrogate U+{ord(found[0]):04X}"
        line = text.count("\n", 0, found.start()) + 1
        raise StrictJSONError(
            f"character {found.start() + 1} (line {line} of the text) is {what}, which cannot be kept exactly; "
            "take it out.",
            field=path or None,
        )


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        twice = next(key for key, count in Counter(key for key, _ in pairs).items() if count > 1)
        raise StrictJSONError(f"the key “{twice}” stands twice in one object; leave one out.", field=twice)
    return members


def _constant(name: str) -> NoReturn:
    raise StrictJSONError(f"{name} is no JSON number; write a number or null.")


def _float(digits: str) -> float:
    number = float(digits)
    if math.isinf(number):
        raise StrictJSONError(f"the number {digits[:20]} is too large; write one within ±2^53.")
    return number


def _integer(digits: str) -> int:
    if len(digits) > 17 or abs(int(digits)) > LARGEST_INTEGER:
        raise StrictJSONError(f"the number {digits[:20]} lies outside ±2^53; write it as text.")
    return int(digits)


_DECODER = json.JSONDecoder(object_pairs_hook=_object, parse_constant=_constant, parse_float=_float, parse_int=_integer)
