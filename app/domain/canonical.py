"""Canonical JSON: the one spelling of a value that is hashed, logged and exported.

UTF-8, keys sorted by code point, no white space, non-ASCII characters unescaped, no floating-point numbers, integers
within ±2^53. Two equal values have equal bytes, on every machine and in every version.
"""

import hashlib
import json
from typing import Any

import msgspec

LARGEST_INTEGER = 2**53


def canonical(value: object) -> bytes:
    """The canonical JSON of *value*: plain JSON data or frozen dataclasses.

    Raises ValueError for a float or an integer outside ±2^53, UnicodeEncodeError for a lone surrogate.
    """
    plain = msgspec.to_builtins(value)
    _refuse_inexact(plain)
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest(data: bytes) -> str:
    """The SHA-256 of *data* in lower-case hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


# Any: JSON data has no narrower type that a checker could follow through recursion.
def _refuse_inexact(plain: Any) -> None:
    for member in plain.values() if isinstance(plain, dict) else plain if isinstance(plain, list | tuple) else (plain,):
        # Most of all data is text; this is asked of every piece of a log.
        if isinstance(member, str) or member is None:
            continue
        if isinstance(member, dict | list | tuple):
            _refuse_inexact(member)
        elif isinstance(member, float):
            raise ValueError(f"{member} is not a whole number; canonical JSON has no fractions")
        elif abs(member) > LARGEST_INTEGER:
            raise ValueError(f"{member} lies outside ±2^53")
