"""Canonical JSON: the one spelling of a value that is hashed, logged and exported.

UTF-8, keys sorted by code point, no white space, non-ASCII characters unescaped, no floating-point numbers, integers
within ±2^53. Two equal values have equal bytes, on every machine and in every version.
"""

import hashlib
from typing import Any

import msgspec

LARGEST_INTEGER = 2**53

_SEQUENCES = (list, tuple)
_ENCODER = msgspec.json.Encoder(order="sorted")


def canonical(value: object) -> bytes:
    """The canonical JSON of *value*: plain JSON data or frozen dataclasses.

    Raises ValueError for a float or an integer outside ±2^53, UnicodeEncodeError for a lone surrogate.
    """
    plain = msgspec.to_builtins(value)
    _refuse_inexact(plain)
    return _ENCODER.encode(plain)


def digest(data: bytes) -> str:
    """The SHA-256 of *data* in lower-case hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


# Any: JSON data has no narrower type that a checker could follow through recursion.
def _refuse_inexact(plain: Any) -> None:
    # Most of all data is text; this is asked of every piece of a log and of every task. Plain data has no other types.
    for member in plain.values() if type(plain) is dict else plain if type(plain) in _SEQUENCES else (plain,):
        kind = type(member)
        if kind is str or member is None:
            continue
        if kind is dict or kind in _SEQUENCES:
            if member:
                _refuse_inexact(member)
        elif kind is float:
            raise ValueError(f"{member} is not a whole number; canonical JSON has no fractions")
        elif abs(member) > LARGEST_INTEGER:
            raise ValueError(f"{member} lies outside ±2^53")
