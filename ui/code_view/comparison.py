"""The comparison as the window knows it: values in, gestures out.

`panes` shows the candidates, `viewing` shows them in another way; here is what a person does with them: going to lines,
differences and findings, finding text, aligning lines by hand, copying.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.code.hidden_characters import next_place, previous_place
from app.code.symbols import Symbol, symbols
from app.domain.names import Slot
from app.domain.sitting import Pin
from app.errors import UserError
from ui.background import pull
from ui.code_view import copying, differences, pins
from ui.code_view.columns import Column
from ui.code_view.finding_text import FindingText
from ui.code_view.linear import linear_text
from ui.code_view.rows import RowKind
from ui.code_view.scrolling import scroll_to_third
from ui.code_view.viewing import Viewing
from ui.theme import Theme


class ComparisonView(Viewing):
    """The panes, and the ways through them. Keys come from outside."""

    copied_with_hidden = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._finding_text = FindingText(theme, self._exhibition, self._board, self._carets, self)
        self._finding_text.bar.step_pressed.connect(self.next_hit)
        self._finding_text.bar.close_pressed.connect(self.close_search)
        self._stack.insertWidget(1, self._finding_text.bar)

    # Moving

    def move_caret(self, lines: int, *, extend: bool = False) -> None:
        if self._exhibition.contents:
            self._carets.put(self._stepped(lines), extend=extend)

    def page(self, pages: int, *, extend: bool = False) -> None:
        lines = max(1, self._view_height() // self._scroller.metrics.line_height - 2)
        self.move_caret(pages * lines, extend=extend)

    def scroll_pages(self, pages: int) -> None:
        """Scroll without moving the caret, for reading while writing."""
        active = self._carets.active
        page = self._view_height() - 2 * self._scroller.metrics.line_height
        self._scroller.scroll(active, self._scroller.offset(active) + pages * page)

    def caret_home(self) -> None:
        self._carets.put(1)

    def caret_end(self) -> None:
        self._carets.put(self._carets.content.lines)

    def next_candidate(self, steps: int) -> None:
        """Go to the neighbouring candidate, to the same row."""
        exhibition, carets = self._exhibition, self._carets
        is_alone = len(exhibition.contents) > 1 and len(exhibition.shown) == 1
        order = list(range(len(exhibition.contents))) if is_alone else exhibition.panes_shown()
        target = order[(order.index(carets.active) + steps) % len(order)]
        place = carets.place_in_alignment
        if is_alone:
            self.show_slots((exhibition.contents[target].slot,))
        rows = self._scroller.rows(target)
        line = rows.line_near(target, rows.row_at_place(place))
        carets.reading = carets.reading.in_pane(target) if line is None else carets.reading.at(target, line)
        carets.enter(target)
        self.focus_code()

    def next_difference(self, steps: int) -> None:
        """Go to the next run of rows that differ; its first row stands at a third of the height."""
        carets, runs = self._carets, self._arrangement.differences
        if not runs:
            self.difference_changed.emit(0, 0)
            return
        target = differences.next_run(runs, carets.place_in_alignment, steps, current=carets.difference)
        row = carets.rows.row_at_place(runs[target][0])
        line = differences.first_line(self._arrangement.rows(), runs[target], carets.active)
        if line is None:
            line = carets.rows.line_near(carets.active, row)
        if line is not None:
            carets.reading = carets.reading.at(carets.active, line)
        carets.difference = target
        self._scroll_to_third(carets.active, row)
        carets.show()
        self.difference_changed.emit(target + 1, len(runs))

    def next_finding(self, steps: int) -> None:
        """Go to the next finding of the active candidate."""
        content, caret = self._carets.content, self._carets.reading.caret
        lines = sorted({span.first_line for finding in content.findings for span in finding.evidence})
        if not lines:
            return
        ahead = [line for line in lines if line > caret] or lines[:1]
        behind = [line for line in lines if line < caret] or lines[-1:]
        self.reveal(content.slot, ahead[0] if steps > 0 else behind[-1])

    def reveal(self, slot: Slot, first: int, last: int | None = None, path: str | None = None) -> None:
        """Lead the person to lines: jump there and mark them for a moment."""
        pane = self._exhibition.pane_of(slot)
        if pane is None:
            return
        self.show_path(path)
        if slot not in self._exhibition.shown:
            self.show_slots(self._exhibition.everyone)
        self._stage.finish_layout()
        first = max(1, min(first, self._exhibition.contents[pane].lines))
        row = self._scroller.rows(pane).row_of(pane, first)
        if row is None:
            return
        self._stage.unfold_row(pane, row)
        self._carets.reading = self._carets.reading.at(pane, first)
        self._scroll_to_third(pane, self._scroller.rows(pane).row_of(pane, first) or 0)
        self._board.columns[pane].pane.show_flash((first, last or first))
        self._flash.start()
        self._carets.show()

    def go_to_twin(self) -> bool:
        """From a line that stands elsewhere in another candidate to where it stands there; False where it does not."""
        if not self._exhibition.contents:
            return False
        active, caret = self._carets.active, self._carets.reading.caret
        twins = [twin for block in self._arrangement.moved if (twin := block.twin_of(active, caret)) is not None]
        twin = next((one for one in twins if one[0] in self._exhibition.panes_shown()), None)
        if twin is None:
            return False
        pane, line = twin
        self.reveal(self._exhibition.contents[pane].slot, line)
        self.focus_code()
        return True

    def next_hidden(self, steps: int = 1, slot: Slot | None = None) -> bool:
        """Go to the next hidden character of a candidate; False where it has none."""
        if slot is not None:
            self.focus_pane(slot)
        pane, reading = self._carets.active, self._carets.reading
        places = self._carets.content.hidden_places() if self._exhibition.contents else ()
        here = reading.characters
        at = (here[0], here[1]) if here is not None else (reading.caret, -1)
        place = next_place(places, at) if steps > 0 else previous_place(places, at)
        if place is None:
            return False
        line, column = place
        self.reveal(self._carets.content.slot, line)
        self._carets.select(pane, (line, column, line, column + 1))
        return True

    def _findings_of(self, slot: Slot) -> None:
        self.focus_pane(slot)
        self.next_finding(1)

    def _stepped(self, lines: int) -> int:
        """The line some *lines* from the caret; a fold is passed in one step."""
        rows, active, caret = self._carets.rows, self._carets.active, self._carets.reading.caret
        here = rows.row_of(active, caret)
        if here is not None and rows.rows[here].kind is RowKind.FOLD and abs(lines) == 1:
            first = rows.rows[here].lines[active] or 1
            return first + rows.rows[here].folded if lines > 0 else first - 1
        return caret + lines

    def _scroll_to_third(self, pane: int, row: int) -> None:
        self._scroller.scroll(pane, scroll_to_third(self._scroller.rows(pane), row, self._view_height()))

    def _view_height(self) -> int:
        return self._scroller.height(self._carets.active)

    # Lines that are aligned by hand

    def pin_carets(self) -> None:
        """Set the caret's line beside the one in the pane that was read before."""
        carets, contents, path = self._carets, self._exhibition.contents, self._exhibition.path
        shown = self._exhibition.panes_shown()
        others = [pane for pane in shown if pane != carets.active]
        if not others or not all(contents[pane].lines for pane in shown):
            self.told.emit("Two candidates with lines in view are needed to align lines.")
            return
        other = carets.before if carets.before in others else others[0]
        lines = tuple((contents[pane].slot, carets.reading.carets[pane]) for pane in sorted((carets.active, other)))
        pin, before = Pin(path, lines), self._arrangement.pins
        try:
            pins.check((*before, pin), path, contents)
        except UserError as contradiction:
            self.told.emit(str(contradiction))
            return
        if pin not in before:
            self._change_pins((*before, pin))
            self.told.emit(f"Aligned {pins.said(pin)}. Shift+P takes it back.")

    def drop_pins(self) -> None:
        """Take back what was aligned by hand: at the caret where something is, else all of it."""
        before, slot = self._arrangement.pins, self._carets.content.slot
        rest = pins.without(before, self._exhibition.path, slot, self._carets.reading.caret)
        if rest != before:
            self._change_pins(rest)

    def _change_pins(self, changed: tuple[Pin, ...]) -> None:
        self._arrangement.pins = changed
        self._arrangement.show_pins()
        self._stage.compare()
        self.place_changed.emit()

    # Finding text

    def has_word(self) -> bool:
        """Whether characters within one line are selected."""
        return bool(self._carets.word())

    def open_search(self) -> None:
        """Look for text; what is selected within a line is taken over."""
        self._finding_text.open()

    def close_search(self) -> bool:
        """Put the bar away and the focus back into the code; False where it was not open."""
        if not self._finding_text.is_open:
            return False
        self._finding_text.close()
        self.focus_code()
        return True

    def next_hit(self, steps: int) -> None:
        """Go to the next hit or the one before; the focus stays where it is."""
        if not self._finding_text.is_open:
            self.open_search()
            return
        hit = self._finding_text.step(steps)
        if hit is None:
            return
        self._stage.finish_layout()
        row = self._scroller.rows(hit.source).row_of(hit.source, hit.line)
        if row is not None:
            self._stage.unfold_row(hit.source, row)
        if self._exhibition.contents[hit.source].slot not in self._exhibition.shown:
            self.show_slots(self._exhibition.everyone)
        self._carets.enter(hit.source)
        self._carets.put(hit.line)
        self._finding_text.show_gone_to()

    # What is read elsewhere

    def find_symbols(self, done: Callable[[tuple[Symbol, ...] | None], None]) -> None:
        """Tell *done* the definitions of the active candidate, once they are known; None where its language is not."""
        language = self._exhibition.sitting.brief.language
        pull(self, symbols(self._carets.content.source, language=language, path=self._exhibition.path), done=done)

    def as_text(self) -> str:
        """The candidates to be read from top to bottom, without panes."""
        path = self._exhibition.path_of_several or ""
        return linear_text(self._exhibition.contents, self._arrangement.alignment, path=path)

    def line_text(self, line: int) -> str | None:
        """A line of the active candidate; None where it has none of that number."""
        content = self._carets.content if self._exhibition.contents else None
        return content.text(line) if content is not None and 1 <= line <= content.lines else None

    # The clipboard and the selection

    def copy_selection(self) -> None:
        """The selected source, to the letter: its own line ends, no fillers, no numbers."""
        text = copying.exact(self._carets.content, self._carets.span())
        QGuiApplication.clipboard().setText(text)
        if hidden := copying.hidden_in(text):
            self.copied_with_hidden.emit(hidden)

    def copy_clean(self) -> None:
        """The same without the characters that are not seen."""
        QGuiApplication.clipboard().setText(copying.clean(QGuiApplication.clipboard().text()))

    def copy_with_numbers(self) -> None:
        """The selected lines with their numbers, for people; the source itself is what `copy_selection` gives."""
        QGuiApplication.clipboard().setText(copying.numbered(self._carets.content, self._carets.span()))

    def clear_selection(self) -> bool:
        """Let go of the selection and the underlined word; False where there was none."""
        self._show_word("")
        return self._carets.let_go()

    # Building

    def _connect(self, index: int, slot: Slot, column: Column) -> None:
        super()._connect(index, slot, column)
        column.header.hidden_pressed.connect(partial(self.next_hidden, 1, slot))
        column.header.findings_pressed.connect(partial(self._findings_of, slot))

    def _drop_work(self) -> None:
        super()._drop_work()
        self._finding_text.drop()
