"""A view in which texts are read: its panes, and the ways through them that hold for any text.

Here the parts are put together. What stands in the panes is `texts`', how it stands beside each other `arrangement`'s, the
work of showing it `stage`'s; `scroller` and `carets` know where the panes stand and what is read. Keys come from outside.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from app.code.hidden_characters import next_place, previous_place
from app.code.symbols import Symbol, symbols
from ui.background import pull
from ui.code_view import copying
from ui.code_view.arrangement import Arrangement
from ui.code_view.carets import Carets
from ui.code_view.columns import Column, Columns
from ui.code_view.finding_text import FindingText
from ui.code_view.look import NORMAL_SIZE
from ui.code_view.occurrences import Occurrences
from ui.code_view.painting import Metrics
from ui.code_view.reader import Reader
from ui.code_view.rows import RowKind
from ui.code_view.scroller import Scroller
from ui.code_view.scrolling import scroll_to_third
from ui.code_view.stage import Stage
from ui.code_view.texts import Texts
from ui.theme import Theme

FLASH_MS = 600
SIDEWAYS_CELLS = 8


class TextView(QWidget):
    """It shows and reports; what the text is about is not known here."""

    menu_wanted = Signal(QPoint)
    told = Signal(str)  # a sentence for the person
    line_said = Signal(str)  # what a screen reader says of the line that the caret came to
    heard = Signal(str)  # what it says wherever the focus is: where a jump led, and what is noted above the code
    copied = Signal(int)  # how many characters of it are not seen

    def __init__(self, theme: Theme, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._texts = texts
        self._board = Columns(theme, self)
        self._arrangement = Arrangement(texts)
        self._scroller = Scroller(texts, self._board, Metrics.of(theme, NORMAL_SIZE), self)
        self._carets = Carets(texts, self._board, self._scroller, self)
        self._carets.moved.connect(self._say_line)
        self._reader = Reader(texts, self._arrangement, self._carets)
        self._stage = Stage(theme, texts, self._arrangement, self._board, self._scroller, self._carets, view=self)
        self._finding_text = FindingText(theme, texts, self._board, self._carets, self)
        self._searched_from: QWidget | None = None
        self._finding_text.bar.step_pressed.connect(self.next_hit)
        self._finding_text.step_due.connect(self.next_hit)
        self._finding_text.bar.close_pressed.connect(self.close_search)
        self._finding_text.bar.counted.connect(self.heard)
        self._board.noted.connect(self.heard)
        self._occurrences = Occurrences(texts, self._board, self._carets, self)
        self._occurrences.told.connect(self.told)
        self._occurrences.word_said.connect(self.line_said)
        self._flash = _once(self, FLASH_MS, self._end_flash)
        self._resized = _once(self, 0, self._stage.fit)
        self._stack = QVBoxLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.setSpacing(0)
        self._stack.addWidget(self._finding_text.bar)
        self._stack.addWidget(self._board, 1)

    # Where the person reads

    def focus_code(self) -> None:
        """Give the focus to the pane that had it last."""
        if self._board.columns:
            self._board.columns[self._carets.active].pane.setFocus()

    def panes_shown(self) -> tuple[QWidget, ...]:
        """The panes that can take the focus, from the left."""
        return tuple(self._board.columns[pane].pane for pane in self._texts.panes_shown())

    def has_lines(self) -> bool:
        """Whether the active pane has a line to point at."""
        return self._carets.has_lines()

    def has_word(self) -> bool:
        """Whether characters within one line are selected."""
        return bool(self._carets.word())

    def read_now(self) -> str:
        """What is being read, as a person calls it: “candidate A”."""
        return self._carets.content.name

    def line_text(self, line: int) -> str | None:
        """A line of the active pane; None where it has none of that number."""
        content = self._carets.content if self._texts.contents else None
        return content.text(line) if content is not None and 1 <= line <= content.lines else None

    def caret_y(self) -> int:
        """How far below the top of its pane the caret's row stands, in pixels."""
        return self._carets.y

    def caret_place(self) -> QRect | None:
        """The caret's row in this view, over its whole width; None while nothing is shown."""
        if not self._board.columns:
            return None
        top = self._active_viewport().mapTo(self, QPoint(0, self.caret_y())).y()
        return QRect(0, top, self.width(), self._scroller.metrics.line_height)

    # Moving

    def move_caret(self, lines: int, *, extend: bool = False) -> None:
        if self._texts.contents:
            self._carets.put(self._stepped(lines), extend=extend)

    def page(self, pages: int, *, extend: bool = False) -> None:
        lines = max(1, self._view_height() // self._scroller.metrics.line_height - 2)
        self.move_caret(pages * lines, extend=extend)

    def scroll_pages(self, pages: int) -> None:
        """Scroll without moving the caret, for reading while writing."""
        active = self._carets.active
        page = self._view_height() - 2 * self._scroller.metrics.line_height
        self._scroller.scroll(active, self._scroller.offset(active) + pages * page)

    def scroll_sideways(self, steps: int) -> None:
        """Scroll by some letters where lines are not wrapped."""
        right = round(steps * SIDEWAYS_CELLS * self._scroller.metrics.cell)
        self._turn(self._carets.active, 0, right, alone=False)

    def caret_home(self) -> None:
        self._carets.put(1)

    def caret_end(self) -> None:
        self._carets.put(self._carets.content.lines)

    def go_to_line(self, line: int) -> None:
        """Lead the person to a line of the active pane."""
        self._lead_to(self._carets.active, line)
        self.focus_code()

    def next_hidden(self, steps: int = 1) -> bool:
        """Go to the next hidden character of the active pane; False where it has none."""
        pane, reading = self._carets.active, self._carets.reading
        places = self._carets.content.hidden_places() if self._texts.contents else ()
        here = reading.characters
        at = (here[0], here[1]) if here is not None else (reading.caret, -1)
        place = next_place(places, at) if steps > 0 else previous_place(places, at)
        if place is None:
            return False
        line, column = place
        self._lead_to(pane, line)
        self._carets.select(pane, (line, column, line, column + 1))
        self._reveal_columns(pane, line, column, column + 1)
        return True

    def find_symbols(self, done: Callable[[tuple[Symbol, ...] | None], None]) -> None:
        """Tell *done* the definitions of the active pane, once they are known; None where its language is not."""
        path, language = self._texts.path, self._texts.language
        pull(self, symbols(self._carets.content.source, language=language, path=path), done=done)

    def _stepped(self, lines: int) -> int:
        """The line some *lines* from the caret; a fold is passed in one step."""
        rows, active, caret = self._carets.rows, self._carets.active, self._carets.reading.caret
        here = rows.row_of(active, caret)
        if here is not None and rows.rows[here].kind is RowKind.FOLD and abs(lines) == 1:
            first = rows.rows[here].lines[active] or 1
            return first + rows.rows[here].folded if lines > 0 else first - 1
        return caret + lines

    def _lead_to(self, pane: int, first: int, last: int | None = None) -> None:
        """Jump to lines of a pane and mark them for a moment."""
        self._stage.finish_layout()
        first = max(1, min(first, self._texts.contents[pane].lines))
        row = self._scroller.rows(pane).row_of(pane, first)
        if row is None:
            return
        self._stage.unfold_row(pane, row)
        self._carets.reading = self._carets.reading.at(pane, first)
        self._scroll_to_third(pane, self._scroller.rows(pane).row_of(pane, first) or 0)
        self._board.columns[pane].pane.show_flash((first, last or first))
        self._flash.start()
        self._carets.show()

    def _scroll_to_third(self, pane: int, row: int) -> None:
        self._scroller.scroll(pane, scroll_to_third(self._scroller.rows(pane), row, self._view_height()))

    # Finding text

    def open_search(self) -> None:
        """Look for text; what is selected within a line is taken over."""
        focused = self.window().focusWidget()
        if focused is not None and not self._finding_text.bar.isAncestorOf(focused):
            self._searched_from = focused
        self._finding_text.open()

    def close_search(self) -> bool:
        """Put the bar away and the focus back to where it was; False where it was not open."""
        if not self._finding_text.is_open:
            return False
        self._finding_text.close()
        back, self._searched_from = self._searched_from, None
        # Panes come and go with the tasks.
        if back is not None and isValid(back) and back.isVisible() and back not in self.panes_shown():
            back.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
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
        self._bring_into_view(hit.source)
        self._finding_text.show_gone_to()
        self._carets.reading = self._carets.reading.at(hit.source, hit.line)
        self._say_jump(self._finding_text.bar.count)
        self._carets.enter(hit.source)
        self._carets.put(hit.line)
        self._reveal_columns(hit.source, hit.line, hit.column, hit.end)

    def _reveal_columns(self, pane: int, line: int, first: int, end: int) -> None:
        """Scroll to the side as far as some columns of a line need to be in view, where lines are not wrapped."""
        if not self.is_wrapping():
            shown = self._texts.contents[pane].display(line)
            self._scroller.reveal_cells(pane, shown.cell_of(first), shown.cell_of(end))

    def _bring_into_view(self, pane: int) -> None:
        """Show *pane* where it is not shown."""

    # Words

    def next_word(self, steps: int) -> None:
        """Select the next word of the caret's line, or the one before, and round again."""
        self._occurrences.next_word(steps)

    def show_occurrences(self, steps: int = 1) -> None:
        """Underline the word that is read wherever it stands; then go from one to the next, or back."""
        self._occurrences.show_or_go_on(steps)

    # The clipboard and the selection

    def copy_selection(self) -> None:
        """The selected source, to the letter: its own line ends, no fillers, no numbers."""
        content, characters = self._carets.content, self._carets.reading.characters
        text = copying.exact_characters(content, characters) if characters is not None else ""
        text = text or copying.exact(content, *self._carets.reading.selected)
        QGuiApplication.clipboard().setText(text)
        self.copied.emit(copying.hidden_in(text))

    def copy_clean(self) -> None:
        """The same without the characters that are not seen."""
        QGuiApplication.clipboard().setText(copying.clean(QGuiApplication.clipboard().text()))

    def copy_with_numbers(self) -> None:
        """The selected lines with their numbers, for people; the source itself is what `copy_selection` gives."""
        QGuiApplication.clipboard().setText(copying.numbered(self._carets.content, self._carets.span()))

    def clear_selection(self) -> bool:
        """Let go of the selection and the underlined word; False where there was neither."""
        had_word = self._occurrences.clear()
        return self._carets.let_go() or had_word

    # How it is shown

    def set_wrap(self, wrap: bool | None) -> None:
        """Wrap long lines or not; None decides by the room."""
        self._arrangement.look = replace(self._arrangement.look, wraps=wrap)
        self._stage.lay_out()

    def is_wrapping(self) -> bool:
        return self._stage.is_wrapping

    def set_code_size(self, pixels: int) -> None:
        self._arrangement.look = replace(self._arrangement.look, size=pixels)
        self._stage.lay_out()

    def set_invisibles(self, shown: bool) -> None:
        """Show blanks, tabs and line ends, or leave them blank."""
        self._arrangement.look = replace(self._arrangement.look, shows_invisibles=shown)
        for column in self._board.columns:
            column.pane.show_invisibles(shown=shown)

    def shows_invisibles(self) -> bool:
        return self._arrangement.look.shows_invisibles

    def unfold_at_caret(self) -> bool:
        """Open the fold that the caret stands on; False where it stands on a line."""
        return bool(self._texts.contents) and self._stage.unfold_row(self._carets.active, self._carets.row)

    def show_rest(self) -> bool:
        """Draw the caret's line whole where it is cut for its length; False where it is not."""
        if not self.has_lines() or not self._carets.content.display(self._carets.reading.caret).left_out:
            return False
        self._stage.show_whole(self._carets.active, self._carets.reading.caret)
        return True

    def note(self) -> str:
        """What is said between the headers and the code."""
        return self._board.note()

    def is_settled(self) -> bool:
        """Whether alignment, tokens and rows are all there."""
        return self._arrangement.alignment is not None and not self._stage.is_working

    # Building

    def _connect(self, index: int, column: Column) -> None:
        """Take the gestures of a pane that was made."""
        pane = column.pane
        pane.caret_placed.connect(partial(self._carets.put_by_mouse, index))
        pane.characters_selected.connect(lambda *span: self._carets.select(index, span))
        pane.word_chosen.connect(self._occurrences.show)
        pane.wheel_turned.connect(partial(self._turn, index))
        pane.position_chosen.connect(partial(self._scroller.scroll, index))
        pane.fold_pressed.connect(self._stage.unfold)
        pane.rest_wanted.connect(partial(self._stage.show_whole, index))
        pane.menu_wanted.connect(self.menu_wanted)
        pane.show_invisibles(shown=self._arrangement.look.shows_invisibles)
        pane.focused.connect(partial(self._carets.enter, index))
        column.header.entered.connect(partial(self._carets.enter, index))
        pane.resized.connect(self._on_resize)

    def _say_line(self) -> None:
        if said := self._reader.words():
            self.line_said.emit(said)

    def _say_jump(self, *what: str) -> None:
        """Say in one *what* was gone to, and the line that the caret is about to be shown at."""
        self.heard.emit("; ".join(filter(None, (*what, self._reader.words()))))

    def _drop_work(self) -> None:
        self._stage.drop()
        self._finding_text.drop()
        self._occurrences.clear()

    def _end_flash(self) -> None:
        for column in self._board.columns:
            column.pane.show_flash(None)

    def _turn(self, pane: int, down: int, right: int, alone: bool) -> None:
        self._scroller.turn(pane, down, right, alone=alone, wraps=self.is_wrapping())

    def _on_resize(self) -> None:
        self._resized.start()

    def _view_height(self) -> int:
        return self._scroller.height(self._carets.active)

    def _active_viewport(self) -> QWidget:
        return self._board.columns[self._carets.active].pane.viewport()


def _once(parent: QWidget, after_ms: int, act: Callable[[], None]) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(after_ms)
    timer.timeout.connect(act)
    return timer
