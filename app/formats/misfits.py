"""What does not fit a record, in words that whoever wrote the file knows: “must be a text, not a whole number”."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any, TypeVar

import msgspec
from msgspec import inspect

LONGEST_QUOTE = 60
"""Characters of what was found: behind it stands how to mend it, which must be seen too."""

T = TypeVar("T")
Step = str | int
Path = tuple[Step, ...]

_ANY_KEY = "[...]"
"""What msgspec writes in the place of a key that is no field."""
_WHERE = re.compile(r" - at (?P<key>`key` in )?`\$(?P<path>[^`]*)`\Z")
_STEP = re.compile(r"\[\.\.\.\]|\[(\d+)\]|\.([^.\[]+)")
_KINDS = {
    "str": "a text",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "null": "null",
    "array": "a list",
    "object": "an object",
    "datetime": "a time",
    "date": "a date",
    "time": "a time of the day",
}
_KIND_OF_TYPE: tuple[tuple[type[inspect.Type] | tuple[type[inspect.Type], ...], str], ...] = (
    (inspect.StrType, "str"),
    (inspect.IntType, "int"),
    (inspect.FloatType, "float"),
    (inspect.BoolType, "bool"),
    (inspect.NoneType, "null"),
    ((inspect.VarTupleType, inspect.TupleType, inspect.ListType), "array"),
    ((inspect.DictType, inspect.StructType), "object"),
)
_SHAPES = (
    ("^CWE", "it must look like CWE-79."),
    (
        "^[A-Za-z0-9][",
        "it may hold letters, digits, dots, dashes and underscores, 128 at most, and begins with a letter or a digit.",
    ),
    ("^[A-Za-z][", "it may hold letters, digits, dashes and underscores, 64 at most, and begins with a letter."),
)
"""How patterns begin, and what they ask for."""


class MisfitError(ValueError):
    """*field* is the path to what does not fit, such as ``scores.a.correctness.score``, or None for all of it."""

    def __init__(self, field: str | None, message: str) -> None:
        super().__init__(message)
        self.field = field
        self.message = message


def fit(plain: Any, record: type[T]) -> T:
    """Decoded data as a *record*. Raises MisfitError about the first thing that does not fit."""
    try:
        return msgspec.convert(plain, record)
    except msgspec.ValidationError as error:
        raise _misfit(str(error), plain, record) from error


def _misfit(said: str, plain: Any, record: type) -> MisfitError:
    found = _WHERE.search(said)
    what = (said if found is None else said[: found.start()]).replace("`", "")
    path = _true_path(said, found, plain, record)
    if (named := re.fullmatch(r"Object (missing required|contains unknown) field (.+)", what)) is not None:
        sentence = "is missing; add it." if named[1].startswith("missing") else "is no field here; take it out."
        return MisfitError(_field((*path, named[2])), sentence)
    is_of_key = found is not None and found["key"] is not None
    value = path[-1] if is_of_key else _value_at(plain, path)
    return MisfitError(_field(path) or None, _sentence(what, value, _types_at(record, path)))


def _sentence(what: str, value: Any, types: Sequence[inspect.Type]) -> str:
    if what.startswith("Invalid enum value"):
        return f"{_quoted(value)} is none of its values; write {_or(tuple(_choices(types)))}."
    if what.startswith("Expected str matching regex"):
        shapes = (shape for begins, shape in _SHAPES if f"'{begins}" in what)
        return f"found {_quoted(value)}; {next(shapes, 'see what `diptych schema` says of it.')}"
    for pattern, sentence in _SENTENCES:
        if (found := re.fullmatch(pattern, what)) is not None:
            return sentence(found, value)
    return f"{what[:1].lower()}{what[1:]}; see what `diptych schema` says of it."


def _field(path: Path) -> str:
    said = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return said.removeprefix(".")


def _true_path(said: str, found: re.Match[str] | None, plain: Any, record: type) -> Path:
    """Where it is, with the keys that msgspec leaves out."""
    if found is None:
        return ()
    path: Path = ()
    for step in _STEP.finditer(found["path"] + (_ANY_KEY if found["key"] else "")):
        if step[0] == _ANY_KEY:
            path = (*path, _wrong_key(said, plain, record, path))
        else:
            path = (*path, step[2] if step[1] is None else int(step[1]))
    return path


def _wrong_key(said: str, plain: Any, record: type, path: Path) -> str:
    """The key that is meant in the object at *path*: with it and what stands before it the same is said, without it not."""
    members = list(_value_at(plain, path).items())

    def is_said_of_first(last: int) -> bool:
        return _said_of(_with(plain, path, dict(members[: last + 1])), record) == said

    # What is wrong is told in the order in which it stands, and so all that comes behind it makes no difference.
    key: str = members[bisect_left(range(len(members) - 1), True, key=is_said_of_first)][0]
    return key


def _said_of(plain: Any, record: type) -> str | None:
    try:
        msgspec.convert(plain, record)
    except msgspec.ValidationError as error:
        return str(error)
    return None


def _with(plain: Any, path: Path, value: Any) -> Any:
    """*plain* with *value* at *path*; nothing of what was given is changed."""
    if not path:
        return value
    copy = plain.copy()
    copy[path[0]] = _with(plain[path[0]], path[1:], value)
    return copy


def _value_at(plain: Any, path: Path) -> Any:
    for step in path:
        plain = plain[step]
    return plain


@cache
def _shape(record: type) -> inspect.Type:
    return inspect.type_info(record)


def _types_at(record: type, path: Path) -> tuple[inspect.Type, ...]:
    """What may stand at *path* of a *record*, one type each."""
    types = tuple(_each(_shape(record)))
    for step in path:
        types = tuple(one for outer in types for inner in _inside(outer, step) for one in _each(inner))
    return types


def _each(one: inspect.Type) -> Iterator[inspect.Type]:
    if isinstance(one, inspect.UnionType):
        for member in one.types:
            yield from _each(member)
    else:
        yield one


def _inside(outer: inspect.Type, step: Step) -> Iterator[inspect.Type]:
    match outer:
        case inspect.StructType(fields=fields):
            yield from (field.type for field in fields if field.encode_name == step)
        case inspect.DictType(value_type=inner):
            yield inner
        case inspect.VarTupleType(item_type=inner) | inspect.ListType(item_type=inner):
            yield inner
        case inspect.TupleType(item_types=items) if isinstance(step, int):
            yield from items[step : step + 1]


def _choices(types: Sequence[inspect.Type]) -> Iterator[str]:
    for one in types:
        match one:
            case inspect.LiteralType(values=values):
                yield from map(str, values)
            case inspect.EnumType(cls=kind):
                yield from (str(member.value) for member in kind)
            case _:
                yield from (_KINDS[kind] for its, kind in _KIND_OF_TYPE if isinstance(one, its))


def _or(words: Sequence[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} or {last}" if most else last


def _quoted(value: Any) -> str:
    if not isinstance(value, str):
        return str(value)
    return f"“{value if len(value) <= LONGEST_QUOTE else value[: LONGEST_QUOTE - 1] + '…'}”"


def _kinds(said: str) -> str:
    """Types in words; that null would do as well helps nobody who wants to say something."""
    names = [one for one in said.split(" | ") if one != "null"] or ["null"]
    return " or ".join(_KINDS.get(one, one) for one in names)


def _entries(count: str) -> str:
    return "1 entry" if count == "1" else f"{count} entries"


# Any: what was found is whatever stands in the file.
_SENTENCES: tuple[tuple[str, Callable[[re.Match[str], Any], str]], ...] = (
    (r"Expected int, got float", lambda _, value: f"must be a whole number, not {value}; take the fraction off."),
    (r"Expected ([a-z |]+), got ([a-z]+)", lambda found, _: f"must be {_kinds(found[1])}, not {_kinds(found[2])}."),
    (r"Expected array of length (\d+), got \d+", lambda found, _: f"must have {_entries(found[1])}."),
    (r"Expected (?:array|object) of length >= (\d+)", lambda found, _: f"must have {_entries(found[1])} at least."),
    (
        r"Expected (?:array|object) of length <= (\d+)",
        lambda found, value: f"has {_entries(str(len(value)))}; it may have {found[1]} at most.",
    ),
    (r"Expected str of length >= \d+", lambda *_: "is empty; say something."),
    (
        r"Expected str of length <= (\d+)",
        lambda found, value: f"has {len(value):,} characters; shorten it to {int(found[1]):,}.",
    ),
    (r"Expected (?:int|float) >= (.+)", lambda found, value: f"found {value}; it must be {found[1]} at least."),
    (r"Expected (?:int|float) <= (.+)", lambda found, value: f"found {value}; it may be {found[1]} at most."),
)
