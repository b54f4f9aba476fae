"""The comparison as the window knows it: values in, gestures out.

`panes` shows the candidates; here is what a person does with them: going to lines, differences and findings, finding text,
aligning lines by hand, copying.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.code.hidden_characters import next_place, previous_place
from app.code.search import query
from app.code.symbols import Symbol, symbols
from app.domain.names import Slot
from app.domain.sitting import Pin
from app.errors import UserError
from ui.background import pull
from ui.code_view import copying, differences, pins
from ui.code_view.columns import Column
from ui.code_view.linear import linear_text
from ui.code_view.panes import Panes
from ui.code_view.rows import RowKind
from ui.code_view.scrolling import scroll_to_third
from ui.code_view.search_bar import SearchBar, Wanted
from ui.code_view.searching import Searching
from ui.theme import Theme


class ComparisonView(Panes):
    """The panes, and the ways through them. Keys come from outside."""

    copied_with_hidden = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._search_bar = SearchBar(theme, self)
        self._search_bar.wanted_changed.connect(self._search)
        self._search_bar.step_pressed.connect(self.next_hit)
        self._search_bar.close_pressed.connect(self.close_search)
        self._searching = Searching(self)
        self._searching.found.connect(self._show_hits)
        self._stack.insertWidget(1, self._search_bar)

    # Moving

    def move_caret(self, lines: int, *, extend: bool = False) -> None:
        if self._contents:
            self._put_caret(self._stepped(lines), extend=extend)

    def page(self, pages: int, *, extend: bool = False) -> None:
        lines = max(1, self._view_height() // self._metrics.line_height - 2)
        self.move_caret(pages * lines, extend=extend)

    def scroll_pages(self, pages: int) -> None:
        """Scroll without moving the caret, for reading while writing."""
        self._scroll_to(self._offset() + pages * (self._view_height() - 2 * self._metrics.line_height))

    def caret_home(self) -> None:
        self._put_caret(1)

    def caret_end(self) -> None:
        self._put_caret(self._contents[self._reading.active].lines)

    def next_candidate(self, steps: int) -> None:
        """Go to the neighbouring candidate, to the same row."""
        everyone = range(len(self._contents))
        is_alone = len(self._contents) > 1 and len(self._shown) == 1
        order = list(everyone) if is_alone else self._shown_indexes()
        target = order[(order.index(self._reading.active) + steps) % len(order)]
        place = self._rows().rows[self._caret_row()].place if self._rows().rows else 0
        if is_alone:
            self.show_slots((self._contents[target].slot,))
        rows = self._positions.rows(target)
        line = rows.line_near(target, rows.row_at_place(place))
        self._reading = self._reading.in_pane(target) if line is None else self._reading.at(target, line)
        self._activate(target)
        self.focus_code()

    def next_difference(self, steps: int) -> None:
        """Go to the next run of rows that differ; its first row stands at a third of the height."""
        runs = self._differences()
        if not runs:
            self.difference_changed.emit(0, 0)
            return
        target = differences.next_run(runs, self._caret_place_in_alignment(), steps, current=self._difference)
        rows, active = self._rows(), self._reading.active
        row = rows.row_at_place(runs[target][0])
        line = differences.first_line(self._aligned_rows(), runs[target], active) or rows.line_near(active, row)
        if line is not None:
            self._reading = self._reading.at(active, line)
        self._difference = target
        self._scroll_to(scroll_to_third(rows, row, self._view_height()))
        self._show_carets()
        self.difference_changed.emit(target + 1, len(runs))

    def next_finding(self, steps: int) -> None:
        """Go to the next finding of the active candidate."""
        content = self._contents[self._reading.active]
        lines = sorted({span.first_line for finding in content.findings for span in finding.evidence})
        if not lines:
            return
        ahead = [line for line in lines if line > self._reading.caret] or lines[:1]
        behind = [line for line in lines if line < self._reading.caret] or lines[-1:]
        self.reveal(content.slot, ahead[0] if steps > 0 else behind[-1])

    def reveal(self, slot: Slot, first: int, last: int | None = None, path: str | None = None) -> None:
        """Lead the person to lines: jump there and mark them for a moment."""
        index = self._index(slot)
        if index is None:
            return
        self.show_path(path)
        if slot not in self._shown:
            self.show_slots(tuple(exhibit.slot for exhibit in self._require().exhibits))
        self._layout.finish()
        first = max(1, min(first, self._contents[index].lines))
        row = self._positions.rows(index).row_of(index, first)
        if row is None:
            return
        self._unfold_row(index, row)
        rows = self._positions.rows(index)
        row = rows.row_of(index, first) or 0
        self._reading = self._reading.at(index, first)
        self._scroll_to(scroll_to_third(rows, row, self._view_height()))
        self._columns[index].pane.show_flash((first, last or first))
        self._flash.start()
        self._show_carets()

    def go_to_twin(self) -> bool:
        """From a line that stands elsewhere in another candidate to where it stands there; False where it does not."""
        if not self._contents:
            return False
        active = self._reading.active
        shown = self._shown_indexes()
        twins = [twin for block in self._moved if (twin := block.twin_of(active, self._reading.caret)) is not None]
        twin = next((one for one in twins if one[0] in shown), None)
        if twin is None:
            return False
        pane, line = twin
        self.reveal(self._contents[pane].slot, line)
        self.focus_code()
        return True

    def _findings_of(self, slot: Slot) -> None:
        self.focus_pane(slot)
        self.next_finding(1)

    def _stepped(self, lines: int) -> int:
        """The line some *lines* from the caret; a fold is passed in one step."""
        rows, active = self._rows(), self._reading.active
        target = self._reading.caret + lines
        here = rows.row_of(active, self._reading.caret)
        if here is not None and rows.rows[here].kind is RowKind.FOLD and abs(lines) == 1:
            first = rows.rows[here].lines[active] or 1
            return first + rows.rows[here].folded if lines > 0 else first - 1
        return target

    # Lines that are aligned by hand

    def pin_carets(self) -> None:
        """Set the caret's line beside the one in the pane that was read before."""
        shown, active, path = self._shown_indexes(), self._reading.active, self._files[self._file]
        others = [index for index in shown if index != active]
        if not others or not all(self._contents[index].lines for index in shown):
            self.told.emit("Two candidates with lines in view are needed to align lines.")
            return
        other = self._before if self._before in others else others[0]
        lines = tuple((self._contents[i].slot, self._reading.carets[i]) for i in sorted((active, other)))
        pin = Pin(path, lines)
        try:
            pins.check((*self._pins, pin), path, self._contents)
        except UserError as contradiction:
            self.told.emit(str(contradiction))
            return
        if pin not in self._pins:
            self._change_pins((*self._pins, pin))
            self.told.emit(f"Aligned {pins.said(pin)}. Shift+P takes it back.")

    def drop_pins(self) -> None:
        """Take back what was aligned by hand: at the caret where something is, else all of it."""
        slot = self._contents[self._reading.active].slot
        rest = pins.without(self._pins, self._files[self._file], slot, self._reading.caret)
        if rest != self._pins:
            self._change_pins(rest)

    # Finding text

    def has_word(self) -> bool:
        """Whether characters within one line are selected."""
        return bool(self._selected_word())

    def open_search(self) -> None:
        """Look for text; what is selected within a line is taken over."""
        self._search_bar.open(self._selected_word())

    def close_search(self) -> bool:
        """Put the bar away and the focus back into the code; False where it was not open."""
        if not self._search_bar.isVisible():
            return False
        self._search_bar.hide()
        self._searching.drop()
        self._show_hits()
        self.focus_code()
        return True

    def next_hit(self, steps: int) -> None:
        """Go to the next hit or the one before; the focus stays where it is."""
        if not self._search_bar.isVisible():
            self.open_search()
            return
        hit = self._searching.step(steps, pane=self._reading.active, line=self._reading.caret)
        if hit is None:
            return
        self._layout.finish()
        row = self._positions.rows(hit.source).row_of(hit.source, hit.line)
        if row is not None:
            self._unfold_row(hit.source, row)
        if self._contents[hit.source].slot not in self._shown:
            self.show_slots(tuple(content.slot for content in self._contents))
        self._activate(hit.source)
        self._put_caret(hit.line)
        self._show_hits()

    def find_symbols(self, done: Callable[[tuple[Symbol, ...] | None], None]) -> None:
        """Tell *done* the definitions of the active candidate, once they are known; None where its language is not."""
        content, sitting = self._contents[self._reading.active], self._require()
        steps = symbols(content.source, language=sitting.brief.language, path=self._files[self._file])
        pull(self, steps, done=done)

    def as_text(self) -> str:
        """The candidates to be read from top to bottom, without panes."""
        path = self._files[self._file] if len(self._files) > 1 else ""
        return linear_text(self._contents, self._alignment, path=path)

    def line_text(self, line: int) -> str | None:
        """A line of the active candidate; None where it has none of that number."""
        content = self._contents[self._reading.active] if self._contents else None
        return content.text(line) if content is not None and 1 <= line <= content.lines else None

    def next_hidden(self, steps: int = 1, slot: Slot | None = None) -> bool:
        """Go to the next hidden character of a candidate; False where it has none."""
        if slot is not None:
            self.focus_pane(slot)
        pane = self._reading.active
        places = self._contents[pane].hidden_places() if self._contents else ()
        here = self._reading.characters
        at = (here[0], here[1]) if here is not None else (self._reading.caret, -1)
        place = next_place(places, at) if steps > 0 else previous_place(places, at)
        if place is None:
            return False
        line, column = place
        self.reveal(self._contents[pane].slot, line)
        self._select_characters(pane, (line, column, line, column + 1))
        return True

    def _selected_word(self) -> str:
        if self._reading.characters is None:
            return ""
        first_line, first, last_line, last = self._reading.characters
        text = self._contents[self._reading.active].text(first_line)
        return text[first:last] if first_line == last_line else ""

    def _search(self, wanted: Wanted) -> None:
        panes = self._shown_indexes() if wanted.everywhere else [self._reading.active]
        try:
            asked = query(
                wanted.text, is_regex=wanted.is_regex, whole_word=wanted.whole_word, match_case=wanted.match_case
            )
        except UserError as fault:
            self._searching.drop()
            self._show_hits()
            self._search_bar.show_fault(str(fault))
            return
        self._searching.begin(asked, self._contents, panes)

    def _show_hits(self) -> None:
        """Show what was found so far, in the panes and in the bar."""
        searching = self._searching
        hit = None if searching.current is None else searching.hits[searching.current]
        for pane, column in enumerate(self._columns):
            current = None if hit is None or hit.source != pane else (hit.line, hit.column, hit.end)
            column.pane.show_hits(searching.columns(pane), current)
        number = 0 if searching.current is None else searching.current + 1
        self._search_bar.show_count(number, len(searching.hits), is_cut_short=searching.is_cut_short)

    # The clipboard and the selection

    def copy_selection(self) -> None:
        """The selected source, to the letter: its own line ends, no fillers, no numbers."""
        text = copying.exact(self._contents[self._reading.active], self.selection()[1])
        QGuiApplication.clipboard().setText(text)
        if hidden := copying.hidden_in(text):
            self.copied_with_hidden.emit(hidden)

    def copy_clean(self) -> None:
        """The same without the characters that are not seen."""
        QGuiApplication.clipboard().setText(copying.clean(QGuiApplication.clipboard().text()))

    def copy_with_numbers(self) -> None:
        """The selected lines with their numbers, for people; the source itself is what `copy_selection` gives."""
        text = copying.numbered(self._contents[self._reading.active], self.selection()[1])
        QGuiApplication.clipboard().setText(text)

    def clear_selection(self) -> bool:
        """Let go of the selection and the underlined word; False where there was none."""
        had = self._reading.has_selection
        self._reading = self._reading.without_selection()
        self._show_word("")
        self._show_carets()
        return had

    # Building

    def _connect(self, index: int, slot: Slot, column: Column) -> None:
        super()._connect(index, slot, column)
        column.header.hidden_pressed.connect(partial(self.next_hidden, 1, slot))
        column.header.findings_pressed.connect(partial(self._findings_of, slot))

    def _drop_work(self) -> None:
        super()._drop_work()
        self._searching.drop()
        self._search_bar.hide()
