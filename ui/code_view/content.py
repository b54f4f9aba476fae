"""What one pane shows: an exhibit's file as display lines, its token roles, and its findings."""

from collections.abc import Iterator, Sequence

from app.code.alignment import token_marks
from app.code.display import DisplayLine, display
from app.code.hidden_characters import count_hidden
from app.code.highlighting import Role, Spans
from app.code.lines import Source, split
from app.code.wrapping import Subline, count_sublines, wrapped
from app.domain.draft import Finding
from app.domain.names import Slot

Run = tuple[int, str, Role]
"""A piece of text of one role: the cell that it begins in, the text, the role."""


class PaneContent:
    """The lines of one candidate's file. Display lines are made when they are first asked for."""

    def __init__(self, slot: Slot, text: str) -> None:
        self.slot = slot
        self.source: Source = split(text)
        self.hidden = count_hidden(text.replace("\r\n", "").replace("\n", "").replace("\t", "").replace("\r", ""))
        self.findings: tuple[Finding, ...] = ()
        self._displays: dict[int, DisplayLine] = {}
        self._spans: list[Spans] = []

    @property
    def lines(self) -> int:
        return len(self.source.lines)

    def text(self, line: int) -> str:
        """The source of *line*, from 1."""
        return self.source.lines[line - 1]

    def display(self, line: int) -> DisplayLine:
        found = self._displays.get(line)
        if found is None:
            found = self._displays[line] = display(self.text(line))
        return found

    def sublines(self, line: int, width: int) -> int:
        """In how many pieces *line* is drawn on *width* cells; 0 is no wrapping."""
        text = self.text(line)
        if not width or (len(text) <= width and text.isascii() and "\t" not in text):
            return 1
        return count_sublines(self.display(line), width)

    def pieces(self, line: int, width: int) -> tuple[Subline, ...]:
        shown = self.display(line)
        return wrapped(shown, width) if width else (Subline(0, shown.cells, 0),)

    def add_spans(self, first_line: int, spans: Sequence[Spans]) -> None:
        """The token roles of some lines have come; they come from the top."""
        del self._spans[first_line - 1 :]
        self._spans.extend(spans)

    def runs(self, line: int) -> Iterator[Run]:
        """The pieces of a plain line, in order, without the blanks at its end."""
        text = self.display(line).text
        spans = self._spans[line - 1] if line <= len(self._spans) else ()
        column = 0
        for start, end, role in spans:
            if start >= len(text):
                break
            if start > column:
                yield column, text[column:start], Role.TEXT
            yield start, text[start : min(end, len(text))], role
            column = end
        if column < len(text):
            yield column, text[column:], Role.TEXT

    def role_at(self, line: int, column: int) -> Role:
        spans = self._spans[line - 1] if line <= len(self._spans) else ()
        return next((role for start, end, role in spans if start <= column < end), Role.TEXT)


Columns = tuple[tuple[int, int], ...]


class TokenMarks:
    """The columns that differ in each row, computed when the row is first drawn: visible rows only."""

    def __init__(self, contents: Sequence[PaneContent]) -> None:
        self._contents = contents
        self._known: dict[tuple[int | None, ...], tuple[Columns, ...]] = {}

    def of(self, lines: tuple[int | None, ...]) -> tuple[Columns, ...]:
        """For each pane the differing columns (from 0, end excluded) of the row that holds *lines*."""
        if lines not in self._known:
            beside = zip(self._contents, lines, strict=True)
            self._known[lines] = token_marks([None if line is None else pane.text(line) for pane, line in beside])
        return self._known[lines]
