"""The comparison as the window knows it: the candidates, and beside them the files that surround them.

`panes` shows the candidates, `viewing` shows them in another way; here is what a person does with candidates alone: going
to differences and findings, and aligning lines by hand.
"""

from functools import partial

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from app.domain.names import Slot
from app.domain.sitting import Pin, Place, Sitting
from app.errors import UserError
from ui.code_view import differences, pins
from ui.code_view.columns import Column
from ui.code_view.context_view import ContextView
from ui.code_view.linear import linear_text
from ui.code_view.speaking import filler_in_words
from ui.code_view.text_view import TextView
from ui.code_view.viewing import Viewing
from ui.theme import Theme


class ComparisonView(Viewing):
    """Either the candidates are in front, or a file of the context; where the candidates are read stays as it is."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._is_context_offered = False
        self._context = ContextView(theme, self)
        self._context.left.connect(self.close_context)
        self._context.menu_wanted.connect(self.menu_wanted)
        self._context.line_said.connect(self.line_said)
        self._context.told.connect(self.told)
        self._context.heard.connect(self.heard)
        self._context.copied.connect(self.copied)
        self._strip.chosen.connect(self._show_tab)
        self._stack.addWidget(self._context, 1)

    def show_sitting(self, sitting: Sitting, place: Place | None = None) -> None:
        self._leave_context()
        self._context.show_context(sitting.brief.context)
        super().show_sitting(sitting, place)

    # Files of the context

    @property
    def front(self) -> TextView:
        """What is in front: the candidates, or a file of the context."""
        return self._context if self._context.is_open else self

    def offer_context(self, *, offered: bool) -> None:
        """Offer the files of the context, or keep them back."""
        self._is_context_offered = offered
        if not offered:
            self._leave_context()
        self._show_tabs()

    def files(self) -> tuple[str, ...]:
        """The paths of the candidates' files; none for bare code."""
        return tuple(path for path in self._exhibition.files if path)

    def context_files(self) -> tuple[tuple[str, str], ...]:
        """The files of the context that may be shown now: path and note."""
        return tuple(zip(self._context.paths, self._context.notes, strict=True)) if self._is_context_offered else ()

    def open_context(self, index: int) -> None:
        """Show a file of the context; the candidates stay behind it as they are."""
        self.close_search()
        self._board.hide()
        self._context.open_file(index)
        self._sights.look_soon()
        self._show_tabs()
        self.focus_code()

    def close_context(self) -> bool:
        """Go back to the candidates; False where they are in front."""
        if not self._context.is_open:
            return False
        self._leave_context()
        self._show_tabs()
        self.focus_code()
        return True

    def toggle_context(self) -> bool:
        """Show the file of the context that was open last, or the candidates again; False where there is none."""
        if self.close_context():
            return True
        if not self.context_files():
            return False
        self.open_context(self._context.current)
        return True

    def next_file(self, steps: int) -> None:
        """The neighbouring file, of the candidates or of the context, and round again."""
        everything = len(self._exhibition.files) + len(self.context_files())
        if everything > 1:
            self._show_tab((self._current_tab() + steps) % everything)
            self.focus_code()

    def focus_code(self) -> None:
        if self._context.is_open:
            self._context.focus_code()
        else:
            super().focus_code()

    def focus_pane(self, slot: Slot) -> None:
        self.close_context()
        super().focus_pane(slot)

    def show_file(self, index: int) -> None:
        self.close_context()
        super().show_file(index)

    def open_zone(self, slot: Slot, line: int, widget: QWidget, height: int) -> None:
        self.close_context()
        super().open_zone(slot, line, widget, height)

    def panes_shown(self) -> tuple[QWidget, ...]:
        return self._context.panes_shown() if self._context.is_open else super().panes_shown()

    def caret_place(self) -> QRect | None:
        if self._context.is_open:
            place = self._context.caret_place()
            return None if place is None else place.translated(self._context.pos())
        return super().caret_place()

    def set_code_size(self, pixels: int) -> None:
        super().set_code_size(pixels)
        self._context.set_code_size(pixels)

    def wrap_all(self, wrap: bool | None) -> None:
        """Wrap long lines of candidates and context, or leave them; None decides by the room."""
        self.set_wrap(wrap)
        self._context.set_wrap(wrap)

    def set_invisibles(self, shown: bool) -> None:
        super().set_invisibles(shown)
        self._context.set_invisibles(shown)

    def _show_tab(self, index: int) -> None:
        files = len(self._exhibition.files)
        if index < files:
            self.close_context()
            self.show_file(index)
        else:
            self.open_context(index - files)

    def _show_tabs(self) -> None:
        paths = [path for path, _ in self.context_files()]
        self._strip.show_tabs(self._exhibition.tabs(), paths, self._current_tab())

    def _current_tab(self) -> int:
        if self._context.is_open:
            return len(self._exhibition.files) + self._context.current
        return self._exhibition.file

    def _leave_context(self) -> None:
        if self._context.is_open:
            self._context.close_file()
            self._board.show()
            self._sights.look_soon()

    # Moving

    def next_candidate(self, steps: int) -> None:
        """Go to the neighbouring candidate, to the same row."""
        self.close_context()
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
        self.close_context()
        carets, runs = self._carets, self._arrangement.differences
        if not runs:
            self.difference_changed.emit(0, -1 if self._stage.is_too_large else 0)
            return
        target = differences.next_run(runs, carets.place_in_alignment, steps, current=carets.difference)
        row = carets.rows.row_at_place(runs[target][0])
        line = differences.first_line(self._arrangement.rows(), runs[target], carets.active)
        near = carets.rows.line_near(carets.active, row) if line is None else line
        if near is not None:
            carets.reading = carets.reading.at(carets.active, near)
        carets.difference = target
        lacking = differences.across(self._arrangement.rows(), runs[target]) if line is None else []
        self._say_jump(
            f"difference {target + 1} of {len(runs)}",
            filler_in_words(self._texts.contents, lacking) if lacking else "",
        )
        self._scroll_to_third(carets.active, row)
        carets.show()
        self.difference_changed.emit(target + 1, len(runs))

    def next_finding(self, steps: int) -> None:
        """Go to the next finding of the active candidate."""
        content, caret = self._exhibition.contents[self._carets.active], self._carets.reading.caret
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
        self.close_context()
        self.show_path(path)
        self._bring_into_view(pane)
        self._lead_to(pane, first, last)

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

    def _hidden_of(self, slot: Slot) -> None:
        self.focus_pane(slot)
        self.next_hidden()

    def _findings_of(self, slot: Slot) -> None:
        self.focus_pane(slot)
        self.next_finding(1)

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

    # What is read elsewhere

    def as_text(self) -> str:
        """The candidates to be read from top to bottom, without panes."""
        arrangement = self._arrangement
        return linear_text(
            self._exhibition.contents,
            arrangement.alignment,
            path=self._exhibition.path_of_several or "",
            note=arrangement.note(),
            with_differences=arrangement.look.is_tinted,
        )

    # Building

    def _connect(self, index: int, column: Column) -> None:
        super()._connect(index, column)
        slot = self._exhibition.contents[index].slot
        column.header.hidden_pressed.connect(partial(self._hidden_of, slot))
        column.header.findings_pressed.connect(partial(self._findings_of, slot))
