"""What goes to the clipboard: the source to the letter, with numbers, or without what is not seen. Pure."""

from app.code.hidden_characters import count_hidden, hidden_columns
from app.code.lines import excerpt
from app.domain.draft import Span
from ui.code_view.content import PaneContent

_BROKEN = "\r\n\t"
_REMOVED = {ord(character): None for character in _BROKEN}
_BLANKED = {ord(character): " " for character in _BROKEN}


def exact(content: PaneContent, span: Span) -> str:
    """The source of *span* with its own line ends, no fillers, no numbers."""
    text = excerpt(content.source, span.first_line, span.last_line)
    if span.first_column is not None and span.last_column is not None:
        last_line = content.source.lines[span.last_line - 1]
        end = content.source.ends[span.last_line - 1]
        text = text[span.first_column - 1 : len(text) - len(end) - (len(last_line) - span.last_column)]
    return text


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
