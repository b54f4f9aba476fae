"""Finding text in the panes: the bar, the search that it asks for, and the marks on what was found."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.code.search import Hit, query
from app.errors import UserError
from ui.code_view.carets import Carets
from ui.code_view.columns import Columns
from ui.code_view.search_bar import SearchBar, Wanted
from ui.code_view.searching import Searching
from ui.code_view.texts import Texts
from ui.theme import Theme


class FindingText(QObject):
    """Searches the panes in view, or the one that is read. Going to what was found is not known here."""

    step_due = Signal(int)  # a step that was asked for before anything was found

    def __init__(self, theme: Theme, texts: Texts, board: Columns, carets: Carets, parent: QWidget) -> None:
        super().__init__(parent)
        self.bar = SearchBar(theme, parent)
        self.bar.wanted_changed.connect(self._begin)
        self._texts = texts
        self._board = board
        self._carets = carets
        self._searching = Searching(self)
        self._searching.found.connect(self._show_hits)
        self._searching.found.connect(self._go_on)
        self._waiting = 0

    @property
    def is_open(self) -> bool:
        return self.bar.isVisible()

    def open(self) -> None:
        """Ask what to look for; what is selected within a line is looked for at once."""
        self.bar.open(self._carets.word())

    def close(self) -> None:
        """Put the bar and the marks away."""
        self.drop()
        self._show_hits()

    def drop(self) -> None:
        """End the search: the panes show something else."""
        self._searching.drop()
        self.bar.hide()

    def step(self, steps: int) -> Hit | None:
        """The next hit, or the one before, seen from the caret; None where there is none, or none yet."""
        hit = self._searching.step(steps, pane=self._carets.active, line=self._carets.reading.caret)
        self._waiting = steps if hit is None and self._searching.is_working else 0
        return hit

    def _go_on(self) -> None:
        if self._waiting and self._searching.hits:
            steps, self._waiting = self._waiting, 0
            self.step_due.emit(steps)

    def show_gone_to(self) -> None:
        """Show which hit was gone to."""
        self._show_hits()

    def _begin(self, wanted: Wanted) -> None:
        self._waiting = 0
        panes: Sequence[int] = self._texts.panes_shown() if wanted.everywhere else [self._carets.active]
        try:
            asked = query(
                wanted.text, is_regex=wanted.is_regex, whole_word=wanted.whole_word, match_case=wanted.match_case
            )
        except UserError as fault:
            self._searching.drop()
            self._show_hits()
            self.bar.show_fault(str(fault))
            return
        self._searching.begin(asked, self._texts.contents, panes)

    def _show_hits(self) -> None:
        """Show what was found so far, in the panes and in the bar."""
        searching = self._searching
        hit = None if searching.current is None else searching.hits[searching.current]
        for pane, column in enumerate(self._board.columns):
            current = None if hit is None or hit.source != pane else (hit.line, hit.column, hit.end)
            column.pane.show_hits(searching.columns(pane), current)
        number = 0 if searching.current is None else searching.current + 1
        self.bar.show_count(
            number,
            len(searching.hits),
            is_final=not searching.is_working,
            is_cut_short=searching.is_cut_short,
            note=searching.left_out,
        )
