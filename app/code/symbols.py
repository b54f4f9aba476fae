"""The definitions of a source: functions, classes, types, modules, by a small table over the tokens of its language.

There is no parser here: a word that introduces a definition, and the name behind it. Languages whose lexer marks the
names of functions as it meets them need no word. What the table does not know is not found.
"""

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from app.code.highlighting import lexer_for
from app.code.lines import Source

if TYPE_CHECKING:
    from pygments.token import _TokenType

_TOKENS_A_STEP = 200


class SymbolKind(StrEnum):
    """What is defined."""

    FUNCTION = "function"
    CLASS = "class"
    TYPE = "type"
    MODULE = "module"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Symbol:
    """A definition, at a line from 1 and a column from 0."""

    name: str
    kind: SymbolKind
    line: int
    column: int


_INTRODUCED = {
    **dict.fromkeys(
        ("def", "fn", "func", "fun", "function", "sub", "proc", "procedure", "define", "defun", "defn"),
        SymbolKind.FUNCTION,
    ),
    **dict.fromkeys(("class", "contract", "actor"), SymbolKind.CLASS),
    **dict.fromkeys(
        ("struct", "enum", "trait", "interface", "union", "record", "protocol", "type", "newtype"),
        SymbolKind.TYPE,
    ),
    **dict.fromkeys(("module", "namespace", "mod"), SymbolKind.MODULE),
    **dict.fromkeys(("table", "view", "trigger"), SymbolKind.TABLE),
}
_ONLY_IN = {
    "object": (SymbolKind.CLASS, ("Kotlin", "Scala")),
    "data": (SymbolKind.TYPE, ("Haskell",)),
    "let": (SymbolKind.FUNCTION, ("OCaml", "F#")),
}
_SKIPPED = frozenset({"if", "not", "exists", "or", "replace", "rec", "async", "*", "class", "struct"})
"""What may stand between the word and the name: CREATE TABLE IF NOT EXISTS, let rec, function*, enum class."""
_MARKED = ("C", "C++", "Java", "C#", "Objective-C", "D")
"""Languages whose lexer gives the kind Name.Function to the names of functions that are defined or declared, only."""
_BODIED = frozenset({"C", "C++", "Objective-C", "D", "C#"})
"""Languages in which `struct name` may also be the use of a type: a definition has a body or a base behind it."""
_ASSIGNED = frozenset({"JavaScript", "TypeScript", "JSX", "TSX"})
"""Languages in which functions are written as arrows that are given a name."""
_UNINTRODUCED = _ASSIGNED | {"Dart", "GLSL"}
"""Languages in which a name, arguments in brackets and a body are a function, without a word before."""


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    start: int


def symbols(
    source: Source, *, language: str | None, path: str = ""
) -> Generator[None, None, tuple[Symbol, ...] | None]:
    """The definitions of *source* from the top, in slices; None where the language is not known."""
    lexer = lexer_for(language, path)
    if lexer is None:
        return None
    # With a line feed behind the last line, too: see `highlight`.
    text = "\n".join([*source.lines, ""])
    tokens: list[_Token] = []
    for count, (start, kind, value) in enumerate(lexer.get_tokens_unprocessed(text)):
        if count % _TOKENS_A_STEP == 0:
            yield
        if value.strip() and not _is_comment(kind):
            tokens.append(_Token(".".join(kind), value, start))
    found: list[tuple[int, str, SymbolKind]] = []
    for place in range(len(tokens)):
        if place % _TOKENS_A_STEP == 0:
            yield
        found += _definition(tokens, place, lexer.name)
    return tuple(_placed(found, source))


def _is_comment(kind: "_TokenType") -> bool:
    return bool(kind) and kind[0] == "Comment"


def _definition(tokens: Sequence[_Token], place: int, language: str) -> list[tuple[int, str, SymbolKind]]:
    """What the token at *place* defines: nothing, or one name with its offset and kind."""
    token = tokens[place]
    if token.kind.startswith("Keyword"):
        return _introduced(tokens, place, language)
    if token.kind.startswith("Name.Function") and language in _MARKED:
        return [(token.start, token.text, SymbolKind.FUNCTION)]
    if language == "Haskell" and token.kind == "Name.Function" and _text(tokens, place + 1) == "::":
        return [(token.start, token.text, SymbolKind.FUNCTION)]
    if token.kind.startswith("Name") and language in _UNINTRODUCED and _is_method(tokens, place):
        return [(token.start, token.text, SymbolKind.FUNCTION)]
    return []


def _introduced(tokens: Sequence[_Token], place: int, language: str) -> list[tuple[int, str, SymbolKind]]:
    word = tokens[place].text.lower()
    kind = _INTRODUCED.get(word)
    if word in _ONLY_IN and language in _ONLY_IN[word][1]:
        kind = _ONLY_IN[word][0]
    if language in _ASSIGNED and word in ("const", "let", "var"):
        return _arrow(tokens, place + 1)
    if kind is None or (kind is SymbolKind.TABLE and not _is_created(tokens, place)):
        return []
    if language == "S" and _text(tokens, place - 1) in ("<-", "=") and place >= 2:
        # R gives a function its name like any other value.
        return [(tokens[place - 2].start, tokens[place - 2].text, kind)]
    name = place + 1
    while _text(tokens, name).lower() in _SKIPPED:
        name += 1
    if language == "Go" and _text(tokens, name) == "(":
        # The receiver of a method stands before its name.
        name = _behind_brackets(tokens, name)
    # (define (name arguments) body)
    name += word == "define" and _text(tokens, name) == "("
    if name >= len(tokens) or not _is_name(tokens[name]):
        return []
    if (
        language in _BODIED
        and (kind, language) != (SymbolKind.MODULE, "C#")
        and _text(tokens, name + 1) not in ("{", ":", "final", "<")
    ):
        return []
    return [(tokens[name].start, tokens[name].text.strip("\"'`"), kind)]


def _is_name(token: _Token) -> bool:
    return token.kind.startswith("Name") and any(map(str.isalnum, token.text))


def _is_created(tokens: Sequence[_Token], place: int) -> bool:
    return any(_text(tokens, before).lower() == "create" for before in range(max(0, place - 4), place))


def _arrow(tokens: Sequence[_Token], name: int) -> list[tuple[int, str, SymbolKind]]:
    """`name = (…) => …`, `name = argument => …` and `name = function …`, with or without `async`."""
    if _text(tokens, name + 1) != "=" or not _is_name(tokens[name]):
        return []
    value = name + 2 + (_text(tokens, name + 2) == "async")
    behind = _behind_brackets(tokens, value) if _text(tokens, value) == "(" else value + 1
    if _text(tokens, value) == "function" or _text(tokens, behind) == "=>":
        return [(tokens[name].start, tokens[name].text, SymbolKind.FUNCTION)]
    return []


def _is_method(tokens: Sequence[_Token], place: int) -> bool:
    """Whether arguments in brackets and a body follow the name, and no word that introduces it stands before."""
    if _text(tokens, place + 1) != "(" or (_text(tokens, place - 1) in ("function", "new", ".", "*")):
        return False
    behind = _behind_brackets(tokens, place + 1)
    if _text(tokens, behind) == ":":
        behind = next(
            (index for index in range(behind, min(behind + 12, len(tokens))) if tokens[index].text == "{"), behind
        )
    return _text(tokens, behind) == "{"


def _behind_brackets(tokens: Sequence[_Token], opening: int) -> int:
    """The place behind the round bracket that closes the one at *opening*; a few hundred tokens are searched."""
    depth = 0
    for place in range(opening, min(opening + 300, len(tokens))):
        for character in tokens[place].text if tokens[place].kind.startswith(("Punctuation", "Operator")) else "":
            depth += (character == "(") - (character == ")")
        if depth == 0:
            return place + 1
    return len(tokens)


def _text(tokens: Sequence[_Token], place: int) -> str:
    return tokens[place].text if 0 <= place < len(tokens) else ""


def _placed(found: Sequence[tuple[int, str, SymbolKind]], source: Source) -> list[Symbol]:
    """Offsets into the joined lines as lines and columns; what two words introduce (enum class) stands once."""
    first_at: dict[int, tuple[str, SymbolKind]] = {}
    for offset, name, kind in found:
        first_at.setdefault(offset, (name, kind))
    placed: list[Symbol] = []
    line = start = 0
    for offset, (name, kind) in sorted(first_at.items()):
        while offset > start + len(source.lines[line]):
            start += len(source.lines[line]) + 1
            line += 1
        placed.append(Symbol(name, kind, line + 1, offset - start))
    return placed
