"""What goes to the clipboard: the source to the letter, with numbers, or without what is not seen. Pure."""

from app.code.hidden_characters import count_hidden, hidden_columns
from app.code.lines import excerpt
from app.domain.draft import Span
from ui.code_view.content import PaneContent
from ui.code_view.reading import Characters

_BROKEN = "\r\n\t"
_REMOVED = {ord(character): None for character in _BROKEN}
_BLANKED = {ord(character): " " for character in _BROKEN}


def exact(content: PaneContent, first_line: int, last_line: int) -> str:
    """Whole lines with their own line ends, no fillers, no numbers."""
    return excerpt(content.source, first_line, last_line)


def exact_characters(content: PaneContent, characters: Characters) -> str:
    """The same of what is selected from a column of one line to a column of another, which may be a part of one."""
    first_line, first, last_line, last = characters
    if first_line == last_line:
        return content.text(first_line)[first:last]
    return excerpt(content.source, first_line, last_line - 1)[first:] + content.text(last_line)[:last]


def numbered(content: PaneContent, span: Span) -> str:
    """The lines of *span* with their numbers, for people."""
    width = len(str(span.last_line))
    lines = range(span.first_line, min(span.last_line, content.lines) + 1)
    return "".join(f"{line:>{width}}  {content.text(line)}\n" for line in lines)


def hidden_in(text: str) -> int:
    """How many characters of *text* are not seen; line ends and tabs are."""
    return count_hidden(text.translate(_REMOVED))


def clean(text: str) -> str:
    """*text* without the characters that are not seen."""
    hidden = set(hidden_columns(text.translate(_BLANKED)))
    return "".join(character for place, character in enumerate(text) if place not in hidden)
