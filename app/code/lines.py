"""Source text as lines, exactly as it was stored.

A line ends at LF, CRLF or a lone CR and at nothing else (not at U+2028, form feed or NEL, which `str.splitlines` would
take); the last line may lack its end. Lines count from 1.
"""

import re
from dataclasses import dataclass

_END = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class Source:
    """The lines of a text without their ends, and the ends beside them; an empty end is a missing last one."""

    lines: tuple[str, ...]
    ends: tuple[str, ...]


def split(text: str) -> Source:
    """The lines of *text*; an empty text has none. `join` gives the text back."""
    if "\r" not in text:
        lines = text.split("\n")
        rest = lines.pop()
        ends = ["\n"] * len(lines)
        return Source((*lines, rest), (*ends, "")) if rest else Source(tuple(lines), tuple(ends))
    lines, ends = [], []
    start = 0
    for match in _END.finditer(text):
        lines.append(text[start : match.start()])
        ends.append(match[0])
        start = match.end()
    if start < len(text):
        lines.append(text[start:])
        ends.append("")
    return Source(tuple(lines), tuple(ends))


def join(source: Source) -> str:
    """The text that *source* was split from."""
    return "".join(line + end for line, end in zip(source.lines, source.ends, strict=True))


def excerpt(source: Source, first_line: int, last_line: int) -> str:
    """Lines *first_line* to *last_line* as they are stored, with their own ends."""
    chosen = range(first_line - 1, min(last_line, len(source.lines)))
    return "".join(source.lines[index] + source.ends[index] for index in chosen)


def quote(
    source: Source,
    first_line: int,
    last_line: int,
    *,
    first_column: int | None = None,
    last_column: int | None = None,
) -> str:
    """The characters of a span, with LF between lines. Columns count from 1, the last one included."""
    lines = list(source.lines[first_line - 1 : last_line])
    if not lines:
        return ""
    if last_column is not None:
        lines[-1] = lines[-1][:last_column]
    if first_column is not None:
        lines[0] = lines[0][first_column - 1 :]
    return "\n".join(lines)
