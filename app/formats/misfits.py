"""What does not fit a record, in words that whoever wrote the file knows: “must be a text, not a whole number”."""

import re
from collections.abc import Callable

import msgspec

_KINDS = {
    "str": "a text",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "null": "null",
    "array": "a list",
    "object": "an object",
}
_OF_AN_ID = "may hold letters, digits, dots, dashes and underscores, 128 at most, and begins with a letter or a digit."


def misfit(error: msgspec.ValidationError) -> tuple[str | None, str]:
    """The field in which a record does not fit its type, as a path, and a sentence about it."""
    what, _, where = str(error).partition(" - at `$")
    field = where.rstrip("`").lstrip(".") or None
    what = what.replace("`", "")
    if (named := re.fullmatch(r"Object (missing required|contains unknown) field (.+)", what)) is not None:
        path = f"{field}.{named[2]}" if field else named[2]
        return path, "is missing; add it." if named[1].startswith("missing") else "is no field here; take it out."
    for pattern, sentence in _SENTENCES:
        if (found := re.fullmatch(pattern, what)) is not None:
            return field, sentence(found)
    return field, f"{what[:1].lower()}{what[1:]}; see what `diptych schema` says."


def _kinds(said: str) -> str:
    """Types in words; that null would do as well helps nobody who wants to say something."""
    names = [one for one in said.split(" | ") if one != "null"] or ["null"]
    return " or ".join(_KINDS.get(one, one) for one in names)


def _entries(count: str) -> str:
    return "1 entry" if count == "1" else f"{count} entries"


_SENTENCES: tuple[tuple[str, Callable[[re.Match[str]], str]], ...] = (
    (r"Expected int, got float", lambda _: "must be a whole number, without a fraction."),
    (r"Expected ([a-z |]+), got ([a-z]+)", lambda found: f"must be {_kinds(found[1])}, not {_kinds(found[2])}."),
    (r"Expected array of length (\d+), got \d+", lambda found: f"must have {_entries(found[1])}."),
    (r"Expected array of length >= (\d+)", lambda found: f"must have {_entries(found[1])} at least."),
    (r"Expected array of length <= (\d+)", lambda found: f"may have {_entries(found[1])} at most."),
    (r"Expected str of length >= \d+", lambda _: "is empty; say something."),
    (r"Expected str of length <= (\d+)", lambda found: f"is longer than {int(found[1]):,} characters; shorten it."),
    (r"Expected (?:int|float) >= (.+)", lambda found: f"must be {found[1]} at least."),
    (r"Expected (?:int|float) <= (.+)", lambda found: f"may be {found[1]} at most."),
    (r"(?s)Expected str matching regex .*CWE.*", lambda _: "must look like CWE-79."),
    (r"(?s)Expected str matching regex .*", lambda _: _OF_AN_ID),
    (
        r"(?s)Invalid enum value '?(.*?)'?",
        lambda found: f"“{found[1]}” is none of its values; `diptych schema` lists them.",
    ),
)
