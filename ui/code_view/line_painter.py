"""Painting one line of code with all that is marked in it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from app.code.alignment import Mark
from ui.code_view.content import PaneContent, TokenMarks
from ui.code_view.painting import RowPainter
from ui.code_view.rows import Rows

Columns = Mapping[int, list[tuple[int, int]]]
"""Source columns, from 0 with the end excluded, by line."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What is marked in the lines of one pane: where the caret stands, and what is selected, found and underlined.

    *selection*, *flash* and *written* are whole lines, the last those that a finding is being written about. *characters* are
    first line, column, last line, column, and *hit* is the line, column and end of what was gone to.
    """

    caret: int = 1
    is_active: bool = False
    selection: tuple[int, int] | None = None
    characters: tuple[int, int, int, int] | None = None
    words: Columns = field(default_factory=dict)
    hits: Columns = field(default_factory=dict)
    hit: tuple[int, int, int] | None = None
    shows_invisibles: bool = False
    flash: tuple[int, int] | None = None
    written: tuple[tuple[int, int], ...] = ()

    def selects(self, line: int) -> bool:
        """Whether *line* is among those that are selected."""
        return _holds(self.selection, line)

    def holds(self, line: int, column: int) -> bool:
        """Whether a place is among what is selected: lines, or characters."""
        if self.characters is None:
            return self.selects(line)
        first_line, first, last_line, last = self.characters
        return (first_line, first) <= (line, column) <= (last_line, last)

    def stands_out(self, line: int) -> bool:
        """Whether *line* is selected, was just led to, or is being written about."""
        return self.selects(line) or _holds(self.flash, line) or any(_holds(lines, line) for lines in self.written)


@dataclass(frozen=True, slots=True)
class LinePainter:
    """Paints lines of *pane*. *room* is how many cells can be seen of one, *marks* are None where nothing is tinted."""

    painter: RowPainter
    content: PaneContent
    rows: Rows
    pane: int
    marks: TokenMarks | None
    standing: Standing
    wrap_cells: int
    room: float
    has_focus: bool

    def paint(self, index: int, line: int, top: int, height: int) -> None:
        """Paint *line*, which is in the row *index*, from *top* on."""
        painter, content, standing = self.painter, self.content, self.standing
        mark = self.rows.rows[index].mark_in(self.pane) if self.marks is not None else None
        is_selected = standing.stands_out(line)
        colour = painter.background(content.slot, top, height, mark, is_selected=is_selected)
        is_caret = line == standing.caret and standing.is_active
        if is_caret and not standing.selects(line):
            painter.caret(top, height, has_focus=self.has_focus)
        painter.number(top, line, is_caret=is_caret or is_selected)
        if line in content.moved:
            painter.moved(top, height, is_first=line - 1 not in content.moved)
        if line in content.pinned:
            painter.pin(top)
        with painter.beside_gutter(top, height):
            self._paint_text(index, line, top, mark, is_selected=is_selected)
        if not self.wrap_cells and content.display(line).cells > self.room:
            painter.overflow(top, colour)

    def _paint_text(self, index: int, line: int, top: int, mark: Mark | None, *, is_selected: bool) -> None:
        """The characters, and what is marked among them: all that is scrolled to the side."""
        painter, content, standing = self.painter, self.content, self.standing
        pieces = content.pieces(line, self.wrap_cells)
        blanks: Sequence[tuple[int, int]] = ()
        if self.marks is not None and not is_selected:
            across = self.rows.rows[index].lines
            if mark is Mark.CHANGED and (changed := self._cells(line, self.marks.of(across)[self.pane])):
                painter.token_marks(content.slot, top, pieces, changed)
            elif mark in (Mark.CHANGED, Mark.BLANKS):
                # Tokens that are all the same leave nothing but blanks to differ.
                blanks = self.marks.blanks_of(across)[self.pane]
        if line in standing.hits:
            painter.hits(top, pieces, self._cells(line, standing.hits[line]), self._current_cells(line))
        if (selected := self._selected_cells(line)) is not None:
            painter.selection(content.slot, top, pieces, *selected)
        painter.text(content, line, top, pieces)
        if standing.shows_invisibles:
            painter.invisibles(content, line, top, pieces)
        if blanks:
            painter.blank_marks(content, line, top, pieces, blanks)
        if not content.text(line).isascii() and (false := content.look_alikes(line)):
            painter.look_alikes(top, pieces, self._cells(line, [(one.column, one.end) for one in false]))
        if line in standing.words:
            painter.word(top, pieces, self._cells(line, standing.words[line]))

    def _cells(self, line: int, columns: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
        """The cells in which source columns are drawn."""
        shown = self.content.display(line)
        return [(shown.cell_of(first), shown.cell_of(last)) for first, last in columns]

    def _current_cells(self, line: int) -> tuple[int, int] | None:
        hit = self.standing.hit
        if hit is None or hit[0] != line:
            return None
        shown = self.content.display(line)
        return shown.cell_of(hit[1]), shown.cell_of(hit[2])

    def _selected_cells(self, line: int) -> tuple[int, int] | None:
        if self.standing.characters is None:
            return None
        first_line, first, last_line, last = self.standing.characters
        if not first_line <= line <= last_line:
            return None
        shown = self.content.display(line)
        start = shown.cell_of(first) if line == first_line else 0
        end = shown.cell_of(last) if line == last_line else max(shown.cells, 1)
        return start, end


def _holds(lines: tuple[int, int] | None, line: int) -> bool:
    return lines is not None and lines[0] <= line <= lines[1]
