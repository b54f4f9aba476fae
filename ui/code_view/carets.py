"""Where the person reads, on the screen: puts the carets and shows them."""

from PySide6.QtCore import QObject, Signal

from app.domain.draft import Span
from app.domain.names import FindingId
from app.judging.finding_order import finding_at
from ui.code_view.columns import Columns
from ui.code_view.content import PaneContent
from ui.code_view.reading import Characters, Reading
from ui.code_view.rows import Rows
from ui.code_view.scroller import Scroller
from ui.code_view.texts import Texts


class Carets(QObject):
    """*reading* is where the carets stand; *before* the pane that was read before the active one; *difference* the run
    of differences that was gone to, None once the caret was put elsewhere.
    """

    moved = Signal()  # the carets, or what is selected
    pane_entered = Signal(int)

    def __init__(self, texts: Texts, board: Columns, scroller: Scroller, parent: QObject) -> None:
        super().__init__(parent)
        self.reading = Reading.from_the_top(1)
        self.before = 0
        self.difference: int | None = None
        self._texts = texts
        self._board = board
        self._scroller = scroller

    def begin(self, *, active: int = 0) -> None:
        """Read from the top."""
        self.reading = Reading.from_the_top(len(self._board.columns), active=active)
        self.difference = None

    # Where they stand

    @property
    def active(self) -> int:
        """The pane that is being read."""
        return self.reading.active

    @property
    def content(self) -> PaneContent:
        """What the active pane shows."""
        return self._texts.contents[self.active]

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
        return bool(self._texts.contents) and self.content.lines > 0

    def span(self) -> Span:
        """The selected lines of the active pane, the caret's line where none are; columns where characters are."""
        path = self._texts.path_of_several
        if self.reading.characters is not None:
            first_line, first, last_line, last = self._tight(self.reading.characters)
            if (first_line, first) < (last_line, last):
                return Span(first_line, last_line, path, first + 1, last)
        return Span(*self.reading.selected, path)

    def _tight(self, characters: Characters) -> Characters:
        """The same without the line ends at the beginning and at the end, which no column names."""
        first_line, first, last_line, last = characters
        while first >= len(self.content.text(first_line)) and first_line < last_line:
            first_line, first = first_line + 1, 0
        while last == 0 and last_line > first_line:
            last_line -= 1
            last = len(self.content.text(last_line))
        return first_line, first, last_line, last

    def word(self) -> str:
        """The characters that are selected within one line."""
        if self.reading.characters is None:
            return ""
        first_line, first, last_line, last = self.reading.characters
        return self.content.text(first_line)[first:last] if first_line == last_line else ""

    def finding(self) -> FindingId | None:
        """The finding that the caret stands in."""
        found = finding_at(self.content.findings, self.reading.caret) if self._texts.contents else None
        return None if found is None else found.finding_id

    # Putting them

    def put(self, line: int, *, extend: bool = False) -> None:
        """Read *line* of the active pane and have it in view."""
        if not self._texts.contents:
            return
        line = max(1, min(line, max(1, self.content.lines)))
        self.reading = self.reading.at(self.active, line, extend=extend)
        row = self.rows.row_of(self.active, line)
        if row is not None:
            self._scroller.reveal_row(self.active, row)
        self.difference = None
        self.show()

    def put_by_mouse(self, pane: int, line: int, extend: bool) -> None:
        self.reading = self.reading.at(pane, line, extend=extend)
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
        if pane >= len(self._texts.contents):
            return
        if pane != self.active:
            self.before = self.active
        self.reading = self.reading.in_pane(pane)
        self.show()
        self.pane_entered.emit(pane)

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
        if tell and self._texts.contents:
            self.moved.emit()
