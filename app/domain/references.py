"""References to candidates and their lines inside a written text.

The whole grammar: ``{{c:ID}}``, ``{{c:ID:N}}``, ``{{c:ID:N-M}}``, ``{{c:ID:PATH#N-M}}``, lines from 1, both
included; ``%``, ``}``, ``#`` and line ends in PATH are percent-encoded. A literal ``{{c:`` is written ``{{c\\:``. ID is a
slot in a draft and a candidate id in everything that leaves it.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from urllib.parse import unquote

_REFERENCE = re.compile(
    r"\{\{c:(?P<name>[A-Za-z0-9][A-Za-z0-9._-]{0,127})"
    r"(?::(?:(?P<path>[^#}\n\r]+)#)?(?P<first>[1-9][0-9]{0,8})(?:-(?P<last>[1-9][0-9]{0,8}))?)?\}\}"
)


@dataclass(frozen=True, slots=True)
class Reference:
    """Points at a whole candidate, or at lines *first* to *last* of it. *name* is a slot or a candidate id."""

    name: str
    first: int | None = None
    last: int | None = None
    path: str | None = None


def parse(text: str) -> Iterator[str | Reference]:
    """The pieces of a stored *text*, in order: plain text with literals unescaped, and references."""
    end = 0
    for match in _REFERENCE.finditer(text):
        if plain := text[end : match.start()]:
            yield unescaped(plain)
        yield _reference(match)
        end = match.end()
    if plain := text[end:]:
        yield unescaped(plain)


def compose(pieces: Iterable[str | Reference]) -> str:
    """The stored text of *pieces*: the inverse of `parse`."""
    return "".join(spelled(piece) if isinstance(piece, Reference) else escaped(piece) for piece in pieces)


def spelled(reference: Reference) -> str:
    """*reference* in the stored grammar."""
    if reference.first is None:
        return f"{{{{c:{reference.name}}}}}"
    path = "" if reference.path is None else _quoted(reference.path) + "#"
    lines = str(reference.first)
    if reference.last is not None and reference.last != reference.first:
        lines += f"-{reference.last}"
    return f"{{{{c:{reference.name}:{path}{lines}}}}}"


def references(text: str) -> tuple[Reference, ...]:
    return tuple(piece for piece in parse(text) if isinstance(piece, Reference))


def located(text: str) -> tuple[tuple[int, int, Reference], ...]:
    """Every reference of a stored *text*, with where it starts and ends."""
    return tuple((match.start(), match.end(), _reference(match)) for match in _REFERENCE.finditer(text))


def rename(text: str, new_name: Callable[[str], str]) -> str:
    """*text* with the candidate of every reference renamed; everything else stays to the letter."""

    def renamed(match: re.Match[str]) -> str:
        reference = _reference(match)
        return spelled(replace(reference, name=new_name(reference.name)))

    return _REFERENCE.sub(renamed, text)


def rendered(text: str) -> str:
    """*text* for a reader without a screen: “candidate c1 (lines 33-43)”."""
    return "".join(_in_words(piece) if isinstance(piece, Reference) else piece for piece in parse(text))


def count_words(text: str) -> int:
    """How many whitespace-separated pieces *text* has without its references."""
    return len(_REFERENCE.sub(" ", text).split())


def escaped(plain: str) -> str:
    """Plain text as it is stored, so that nothing in it reads as a reference."""
    return re.sub(r"\{\{c(\\*):", r"{{c\1\\:", plain)


def unescaped(stored: str) -> str:
    return re.sub(r"\{\{c(\\*)\\:", r"{{c\1:", stored)


def _reference(match: re.Match[str]) -> Reference:
    first, last, path = match["first"], match["last"], match["path"]
    if first is None:
        return Reference(match["name"])
    return Reference(
        match["name"],
        first=int(first),
        last=int(last) if last is not None else int(first),
        path=None if path is None else unquote(path),
    )


def _quoted(path: str) -> str:
    return re.sub(r"[%}#\n\r]", lambda match: f"%{ord(match[0]):02X}", path)


def _in_words(reference: Reference) -> str:
    if reference.first is None:
        return f"candidate {reference.name}"
    where = "" if reference.path is None else f"{reference.path}, "
    if reference.first == reference.last:
        return f"candidate {reference.name} ({where}line {reference.first})"
    return f"candidate {reference.name} ({where}lines {reference.first}-{reference.last})"
