"""The role of every token, line by line, pulled in slices from pygments.

The whole text is read once, so that what spans lines (a docstring, a block comment) is right on each of them. A lexer that
fails leaves the rest plain: a gap in a lexer is not the candidate's fault.
"""

from collections.abc import Generator
from enum import StrEnum
from functools import cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from app.code.display import LONGEST_LINE
from app.code.lines import Source

if TYPE_CHECKING:
    from pygments.lexer import Lexer
    from pygments.token import _TokenType

LINES_A_BATCH = 64
TOKENS_A_SLICE = 2_000


class Role(StrEnum):
    """What a token is; the theme says how it looks."""

    TEXT = "text"
    KEYWORD = "keyword"
    STRING = "string"
    NUMBER = "number"
    COMMENT = "comment"
    FUNCTION = "function"
    TYPE = "type"
    DECORATOR = "decorator"
    OPERATOR = "operator"


Span = tuple[int, int, Role]
Spans = tuple[Span, ...]
"""Columns from 0, end excluded, and the role between them; what no span covers is plain text."""

_ROLES: dict[str, Role] = {
    "Keyword": Role.KEYWORD,
    "Keyword.Constant": Role.NUMBER,
    "Keyword.Type": Role.TYPE,
    "Operator": Role.OPERATOR,
    "Operator.Word": Role.KEYWORD,
    "Punctuation": Role.OPERATOR,
    "Literal.String": Role.STRING,
    "Literal.String.Doc": Role.COMMENT,
    "Literal.Number": Role.NUMBER,
    "Comment": Role.COMMENT,
    "Comment.Preproc": Role.DECORATOR,
    "Comment.PreprocFile": Role.STRING,
    "Name.Function": Role.FUNCTION,
    "Name.Class": Role.TYPE,
    "Name.Builtin": Role.TYPE,
    "Name.Exception": Role.TYPE,
    "Name.Decorator": Role.DECORATOR,
}
_LEXER_OF_EXTENSION = {
    ".py": "python", ".pyi": "python", ".js": "javascript", ".mjs": "javascript", ".jsx": "jsx", ".ts": "typescript",
    ".tsx": "tsx", ".go": "go", ".rs": "rust", ".java": "java", ".kt": "kotlin", ".swift": "swift", ".c": "c",
    ".h": "c", ".cc": "cpp", ".cpp": "cpp", ".hpp": "cpp", ".cs": "csharp", ".php": "php", ".rb": "ruby", ".pl": "perl",
    ".sh": "bash", ".bash": "bash", ".sql": "sql", ".r": "r", ".m": "matlab", ".hs": "haskell", ".ml": "ocaml",
    ".scala": "scala", ".dart": "dart", ".lua": "lua", ".sol": "solidity", ".tf": "terraform", ".zig": "zig",
    ".v": "verilog", ".sv": "systemverilog", ".html": "html", ".css": "css", ".xml": "xml", ".svg": "xml",
    ".json": "json", ".yaml": "yaml", ".yml": "yaml", ".toml": "toml", ".md": "markdown", ".scm": "scheme",
    ".glsl": "glsl", ".qml": "qml", ".asm": "nasm",
}  # fmt: skip
_LEXER_OF_LANGUAGE = {
    "asm": "nasm",
    "svg": "xml",
    "metal": "cpp",
    "shell": "bash",
    "c++": "cpp",
    "c#": "csharp",
    "golang": "go",
}
_NAMES = {
    "cpp": "C++", "c++": "C++", "csharp": "C#", "c#": "C#", "javascript": "JavaScript", "typescript": "TypeScript",
    "php": "PHP", "html": "HTML", "css": "CSS", "sql": "SQL", "glsl": "GLSL", "qml": "QML", "svg": "SVG", "yaml": "YAML",
    "json": "JSON", "ocaml": "OCaml", "matlab": "MATLAB", "asm": "Assembly", "xml": "XML", "jsx": "JSX", "tsx": "TSX",
}  # fmt: skip


def prose(spans: Spans) -> tuple[tuple[int, int], ...]:
    """Where strings and comments stand in a line, neighbours made one: what people read there is not code."""
    found: list[tuple[int, int]] = []
    for first, end, role in spans:
        if role not in (Role.STRING, Role.COMMENT):
            continue
        if found and found[-1][1] == first:
            found[-1] = (found[-1][0], end)
        else:
            found.append((first, end))
    return tuple(found)


def language_name(language: str) -> str:
    """*language* as it is written for people: “TypeScript” for “typescript”."""
    return _NAMES.get(language.lower(), language[:1].upper() + language[1:])


def lexer_name(language: str | None, path: str = "") -> str | None:
    """The lexer for a declared language, else for the ending of *path*; None for plain text."""
    if language:
        return _LEXER_OF_LANGUAGE.get(language.lower(), language.lower())
    return _LEXER_OF_EXTENSION.get(PurePosixPath(path).suffix.lower())


def lexer_for(language: str | None, path: str = "") -> "Lexer | None":
    """The lexer for a declared language, else for the ending of *path*; None where pygments has none."""
    name = lexer_name(language, path)
    if name is None:
        return None
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        return get_lexer_by_name(name, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None


def highlight(
    source: Source, *, language: str | None, path: str = ""
) -> Generator[tuple[int, tuple[Spans, ...]], None, bool]:
    """Yields (number of the first line, spans of that line and the following ones), from the top to the end.

    Now and then it yields a place without spans: a line may hold a million tokens. Only as much of a line is read as is
    drawn of it. Returns whether a lexer knew the language and went through to the end.
    """
    lexer = lexer_for(language, path)
    if lexer is None or not source.lines:
        return False
    batch: list[Spans] = []
    line: list[Span] = []
    # Spans that are equal are one value, and so are lines whose spans are: what is kept of a long file is a tenth of it.
    spans: dict[Span, Span] = {}
    lines: dict[Spans, Spans] = {}
    first, column, end = 1, 0, 0
    is_cut = max(map(len, source.lines)) > LONGEST_LINE
    # Many lexers know a comment to the end of the line only by the line feed behind it: the last line has one too.
    text = "\n".join([*([line[:LONGEST_LINE] for line in source.lines] if is_cut else source.lines), ""])
    for count, (start, kind, value) in enumerate(lexer.get_tokens_unprocessed(text), 1):
        if count % TOKENS_A_SLICE == 0:
            yield first, ()
        if start != end or end + len(value) > len(text):
            return False
        end += len(value)
        role = _role(kind)
        pieces = value.split("\n")
        for number, piece in enumerate(pieces):
            if number:
                whole = tuple(line)
                batch.append(lines.setdefault(whole, whole))
                line, column = [], 0
                if len(batch) == LINES_A_BATCH:
                    yield first, tuple(batch)
                    first += len(batch)
                    batch = []
            if piece:
                if role is not Role.TEXT and not piece.isspace():
                    span = (column, column + len(piece), role)
                    line.append(spans.setdefault(span, span))
                column += len(piece)
    if first + len(batch) <= len(source.lines):
        batch.append(tuple(line))
    yield first, tuple(batch)
    return end == len(text)


@cache
def _role(kind: "_TokenType") -> Role:
    parts = [*kind]
    while parts:
        if (role := _ROLES.get(".".join(parts))) is not None:
            return role
        parts.pop()
    return Role.TEXT
