"""What one pane shows: an exhibit's file as display lines, its token roles, and its findings."""

from collections.abc import Generator, Iterator, Mapping, Sequence

from app.code.display import LONGEST_LINE, DisplayLine, display
from app.code.hidden_characters import Place, count_hidden, hidden_places
from app.code.highlighting import Role, Spans, prose
from app.code.lines import Source, split
from app.code.lookalikes import LookAlike, lookalikes
from app.code.marking import blank_marks, token_marks
from app.code.wrapping import Subline, count_sublines, wrapped
from app.domain.draft import Finding
from app.domain.names import Slot

Run = tuple[int, str, Role]
"""A piece of text of one role: the cell that it begins in, the text, the role."""


LINES_A_SLICE = 200


class PaneContent:
    """The lines of one file. Display lines are made when they are first asked for.

    *name* is what a person calls it; *slot* whose it is, None for what is no candidate's. *moved* says of a line where
    else it stands; *pinned* are lines that were aligned by hand.
    """

    slot: Slot | None = None

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.source: Source = split(text)
        self.hidden = count_hidden("".join(self.source.lines).replace("\t", ""))
        self.findings: tuple[Finding, ...] = ()
        self.moved: dict[int, str] = {}
        self.pinned: frozenset[int] = frozenset()
        self.revision = 0
        """Counts the times that lines came to be drawn otherwise."""
        self._displays: dict[int, DisplayLine] = {}
        self._spans: list[Spans] = []
        self._whole: set[int] = set()
        self._broken: dict[int, int] = {}  # on so many cells, as far as its lines were counted
        self._broken_on = self._counted = 0
        self._look_alikes: dict[int, tuple[LookAlike, ...]] = {}

    @property
    def emptiness(self) -> tuple[str, str]:
        """What is said where there are no lines: a sentence, and a hint."""
        return "This file is empty.", ""

    @property
    def lines(self) -> int:
        return len(self.source.lines)

    def text(self, line: int) -> str:
        """The source of *line*, from 1."""
        return self.source.lines[line - 1]

    def display(self, line: int) -> DisplayLine:
        found = self._displays.get(line)
        if found is None:
            spans = self._spans_of(line)
            limit = None if line in self._whole else LONGEST_LINE
            found = display(self.text(line), limit=limit, prose=None if spans is None else prose(spans))
            self._displays[line] = found
        return found

    def show_whole(self, line: int) -> None:
        """Draw all of a line that is cut on screen for its length."""
        self.revision += 1
        self._whole.add(line)
        self._counted = 0
        self._displays.pop(line, None)

    def hidden_places(self) -> tuple[Place, ...]:
        """Where hidden characters stand; what is emoji in a string or a comment is none."""
        spans = [prose(spans) for spans in self._spans]
        return hidden_places(self.source.lines, spans)

    def look_alikes(self, line: int) -> tuple[LookAlike, ...]:
        """The names of a line that are not what they seem."""
        if line not in self._look_alikes:
            spans = self._spans_of(line)
            self._look_alikes[line] = lookalikes(self.text(line), prose(spans) if spans is not None else ())
        return self._look_alikes[line]

    def sublines(self, line: int, width: int) -> int:
        """In how many pieces *line* is drawn on *width* cells; 0 is no wrapping."""
        text = self.text(line)
        if not width or (len(text) <= width and text.isascii() and text.isprintable()):
            return 1
        return count_sublines(self.display(line), width)

    def broken(self, width: int, last: int) -> Generator[None, None, Mapping[int, int]]:
        """The lines up to *last* that are drawn in more than one piece on *width* cells, and in how many.

        What was counted before is kept, for one width. Yields now and then.
        """
        if self._broken_on != width:
            self._broken, self._broken_on, self._counted = {}, width, 0
        last = min(last, self.lines)
        broken = self._broken
        while width and self._broken is broken and self._counted < last:
            end = min(self._counted + LINES_A_SLICE, last)
            for line in range(self._counted + 1, end + 1):
                if (pieces := self.sublines(line, width)) > 1:
                    broken[line] = pieces
                else:
                    broken.pop(line, None)  # counted anew: it was longer before
            self._counted = end
            yield
        return broken

    def pieces(self, line: int, width: int) -> tuple[Subline, ...]:
        shown = self.display(line)
        return wrapped(shown, width) if width else (Subline(0, shown.cells, 0),)

    def add_spans(self, first_line: int, spans: Sequence[Spans]) -> bool:
        """The token roles of some lines have come, from the top; says whether a line is drawn otherwise for it."""
        del self._spans[first_line - 1 :]
        self._spans.extend(spans)
        is_changed = False
        for line in range(first_line, first_line + len(spans)):
            if self.text(line).isascii():
                continue
            self._look_alikes.pop(line, None)
            # Whether an emoji is one depends on its being in a string or a comment.
            before = self._displays.pop(line, None)
            is_changed |= before is not None and before.cells != self.display(line).cells
        if is_changed:
            self.revision += 1
            self._counted = 0
        return is_changed

    def runs(self, line: int) -> Iterator[Run]:
        """The pieces of a plain line, in order, without the blanks at its end."""
        text = self.display(line).text
        spans = self._spans_of(line) or ()
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
        spans = self._spans_of(line) or ()
        return next((role for start, end, role in spans if start <= column < end), Role.TEXT)

    def _spans_of(self, line: int) -> Spans | None:
        """The token roles of a line; None until they are known."""
        return self._spans[line - 1] if line <= len(self._spans) else None


class CandidateContent(PaneContent):
    """The lines of one candidate's file."""

    slot: Slot

    def __init__(self, slot: Slot, text: str | None) -> None:
        """*text* is None where the candidate lacks the file."""
        super().__init__(f"candidate {slot}", text or "")
        self.slot = slot
        self._is_missing = text is None

    @property
    def emptiness(self) -> tuple[str, str]:
        if self._is_missing:
            return f"Candidate {self.slot} has no such file.", "What the others have in it stands beside."
        said = f"Candidate {self.slot} returned nothing."
        return said, "You can still vote; add a finding to the whole candidate with F."


Columns = tuple[tuple[int, int], ...]


class TokenMarks:
    """The columns that differ in each row, computed when the row is first drawn: visible rows only."""

    def __init__(self, contents: Sequence[PaneContent]) -> None:
        self._contents = contents
        self._known: dict[tuple[int | None, ...], tuple[Columns, ...]] = {}
        self._blanks: dict[tuple[int | None, ...], tuple[Columns, ...]] = {}

    def of(self, lines: tuple[int | None, ...]) -> tuple[Columns, ...]:
        """For each pane the differing columns (from 0, end excluded) of the row that holds *lines*."""
        if lines not in self._known:
            beside = zip(self._contents, lines, strict=True)
            self._known[lines] = token_marks([None if line is None else pane.text(line) for pane, line in beside])
        return self._known[lines]

    def blanks_of(self, lines: tuple[int | None, ...]) -> tuple[Columns, ...]:
        """The same for blanks, where lines are the same but for those."""
        if lines not in self._blanks:
            beside = zip(self._contents, lines, strict=True)
            self._blanks[lines] = blank_marks([None if line is None else pane.text(line) for pane, line in beside])
        return self._blanks[lines]
