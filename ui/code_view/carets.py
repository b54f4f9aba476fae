"""Where the person reads, on the screen: puts the carets, shows them, and finds the place that was left."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from app.domain.draft import Span
from app.domain.names import FindingId
from app.domain.sitting import Pin, Place
from ui.code_view.columns import Columns
from ui.code_view.content import PaneContent
from ui.code_view.exhibition import Exhibition
from ui.code_view.reading import Characters, Reading
from ui.code_view.rows import Rows
from ui.code_view.scroller import Scroller


class Carets(QObject):
    """*reading* is where the carets stand; *before* the pane that was read before the active one; *difference* the run
    of differences that was gone to, None once the caret was put elsewhere.
    """

    moved = Signal()  # the carets, or what is selected
    pane_entered = Signal(int)

    def __init__(self, exhibition: Exhibition, board: Columns, scroller: Scroller, parent: QObject) -> None:
        super().__init__(parent)
        self.reading = Reading.from_the_top(1)
        self.before = 0
        self.difference: int | None = None
        self._exhibition = exhibition
        self._board = board
        self._scroller = scroller
        self._wanted: Place | None = None

    def begin(self, place: Place | None) -> None:
        """Read from the top, or from *place* once its rows are there."""
        self.reading = Reading.from_the_top(len(self._board.columns))
        self.difference = None
        self._wanted = place

    def begin_file(self) -> None:
        """Read another file from the top, in the same pane."""
        self.reading = Reading.from_the_top(len(self._board.columns), active=self.active)
        self.difference = None
        self._wanted = None

    # Where they stand

    @property
    def active(self) -> int:
        """The pane that is being read."""
        return self.reading.active

    @property
    def content(self) -> PaneContent:
        """What the active pane shows."""
        return self._exhibition.contents[self.active]

    @property
    def rows(self) -> Rows:
        """The rows of the active pane."""
        return self._scroller.rows(self.active)

    @property
    def row(self) -> int:
        """The caret's row."""
        return self.rows.row_of(self.active, self.reading.caret) or 0

    @property
    def place_in_alignment(self) -> int:
        """Where the caret's row stands in the alignment."""
        return self.rows.rows[self.row].place if self.rows.rows else 0

    @property
    def y(self) -> int:
        """How far below the top of its pane the caret's row stands, in pixels."""
        return self.rows.top(self.row) - self._scroller.offset(self.active)

    def has_lines(self) -> bool:
        """Whether the active pane has a line to point at."""
        return bool(self._exhibition.contents) and self.content.lines > 0

    def span(self) -> Span:
        """The selected lines of the active pane, the caret's line where none are; columns where characters are."""
        path = self._exhibition.path_of_several
        if self.reading.characters is not None:
            first_line, first, last_line, last = self.reading.characters
            if first < last or first_line < last_line:
                return Span(first_line, last_line, path, first + 1, max(last, 1))
        return Span(*self.reading.selected, path)

    def word(self) -> str:
        """The characters that are selected within one line."""
        if self.reading.characters is None:
            return ""
        first_line, first, last_line, last = self.reading.characters
        return self.content.text(first_line)[first:last] if first_line == last_line else ""

    def finding(self) -> FindingId | None:
        """The finding that the caret stands in."""
        if not self._exhibition.contents:
            return None
        for finding in self.content.findings:
            if any(span.first_line <= self.reading.caret <= span.last_line for span in finding.evidence):
                return finding.finding_id
        return None

    def place(self, pinned: tuple[Pin, ...]) -> Place:
        """Where the person is, to come back to it."""
        rows, offset = self.rows, self._scroller.offset(self.active)
        row = rows.row_at(offset)
        if row == rows.zone_row and row:
            row -= 1
        reading = self.reading
        everyone = zip(self._exhibition.contents, reading.carets, reading.anchors, strict=True)
        carets = tuple((content.slot, caret, anchor) for content, caret, anchor in everyone)
        place = rows.rows[row].place if rows.rows else 0
        return Place(self.content.slot, carets, place, offset - rows.top(row), pins=pinned)

    # Putting them

    def put(self, line: int, *, extend: bool = False) -> None:
        """Read *line* of the active pane and have it in view."""
        if not self._exhibition.contents:
            return
        line = max(1, min(line, max(1, self.content.lines)))
        self.reading = replace(self.reading.at(self.active, line, extend=extend), characters=None)
        row = self.rows.row_of(self.active, line)
        if row is not None:
            self._scroller.reveal_row(self.active, row)
        self.difference = None
        self.show()

    def put_by_mouse(self, pane: int, line: int, extend: bool) -> None:
        self.reading = replace(self.reading.at(pane, line, extend=extend), characters=None)
        self.difference = None
        self.show()

    def select(self, pane: int, characters: Characters) -> None:
        self.reading = self.reading.over(pane, characters)
        self.show()

    def let_go(self) -> bool:
        """Let go of what is selected; False where nothing was."""
        had = self.reading.has_selection
        self.reading = self.reading.without_selection()
        self.show()
        return had

    def enter(self, pane: int) -> None:
        """Read in another pane; its caret is where it was."""
        if pane >= len(self._exhibition.contents):
            return
        if pane != self.active:
            self.before = self.active
        self.reading = self.reading.in_pane(pane)
        self.show()
        self.pane_entered.emit(pane)

    def restore(self, *, is_last: bool) -> None:
        """Go to the place that was left, as far as it is known; *is_last* says that no better rows will come."""
        place = self._wanted
        if place is None:
            return
        for slot, caret, anchor in place.carets:
            pane = self._exhibition.pane_of(slot)
            if pane is not None:
                lines = max(1, self._exhibition.contents[pane].lines)
                self.reading = self.reading.at(pane, min(caret, lines), anchor=min(anchor, lines))
        self.reading = self.reading.in_pane(self._exhibition.pane_of(place.slot) or 0)
        self._scroller.scroll(self.active, self.rows.top(self.rows.row_at_place(place.row)) + place.offset)
        self.show(tell=False)
        if is_last:
            self._wanted = None

    def show(self, *, tell: bool = True) -> None:
        """Show where they stand; *tell* says that the person moved them."""
        reading = self.reading
        for pane, column in enumerate(self._board.columns):
            is_active = pane == reading.active
            caret, anchor = reading.carets[pane], reading.anchors[pane]
            selection = reading.selected if is_active and caret != anchor else None
            column.pane.show_caret(caret, selection, is_active=is_active)
            column.pane.show_characters(reading.characters if is_active else None)
            column.header.show_active(is_active=is_active)
        if tell and self._exhibition.contents:
            self.moved.emit()
