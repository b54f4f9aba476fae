"""The panes, and the ways to look at them: which candidates are in view, in which mode, tinted, folded or not."""

from dataclasses import replace
from functools import partial

from app.domain.names import Slot
from ui.code_view.columns import Column
from ui.code_view.look import Mode
from ui.code_view.panes import Panes


class Viewing(Panes):
    """What is being read stays where it is, however it is looked at."""

    def set_folded(self, folded: bool) -> None:
        """Fold long runs of identical rows away, or show every line again."""
        self._arrangement.folds.begin()
        self._stage.change_look(replace(self._arrangement.look, is_folded=folded))

    def set_ignores_blanks(self, ignores: bool) -> None:
        """Take lines that differ in white space only for equal, or for changed."""
        if ignores != self.ignores_blanks():
            self._arrangement.look = replace(self._arrangement.look, ignores_blanks=ignores)
            self._stage.compare()

    def set_mode(self, mode: Mode) -> None:
        """Show rows that are level, panes that scroll by themselves, or each candidate line by line."""
        self._stage.change_look(replace(self._arrangement.look, mode=mode))

    def next_mode(self) -> None:
        """The next of the modes, and round again."""
        self._stage.change_look(self._arrangement.look.in_next_mode(self._arrangement.shared_percent))

    def set_tinted(self, tinted: bool) -> None:
        if tinted != self.is_tinted():
            self._arrangement.look = replace(self._arrangement.look, is_tinted=tinted)
            self._stage.paint()

    def show_slots(self, slots: tuple[Slot, ...]) -> None:
        """Show only these candidates: one, a pair, or all."""
        if not self._board.columns:
            return
        self._exhibition.shown = slots
        shown = self._exhibition.panes_shown()
        self._board.make_equal([self._board.columns[pane] for pane in shown])
        for content, column in zip(self._exhibition.contents, self._board.columns, strict=True):
            column.header.show_solo(is_solo=slots == (content.slot,))
        if self._carets.active not in shown:
            self._carets.reading = self._carets.reading.in_pane(shown[0])
        self.focus_code()
        self._stage.lay_out()
        self._stage.compare()
        self.solo_changed.emit(slots)

    def toggle_solo(self, slot: Slot | None = None) -> None:
        """Show one candidate alone, or all again."""
        chosen = slot or self.focused_slot()
        self.show_slots(self._exhibition.everyone if self._exhibition.shown == (chosen,) else (chosen,))

    def _bring_into_view(self, pane: int) -> None:
        if self._exhibition.contents[pane].slot not in self._exhibition.shown:
            self.show_slots(self._exhibition.everyone)

    def _connect(self, index: int, column: Column) -> None:
        super()._connect(index, column)
        column.header.zoom_pressed.connect(partial(self.toggle_solo, self._exhibition.contents[index].slot))
