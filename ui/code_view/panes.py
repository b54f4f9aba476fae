"""Two or three panes side by side: what belongs together stands level, whatever scrolls.

Here the parts are put together and asked. What is on show is `exhibition`'s, how it stands beside each other
`arrangement`'s, the work of showing it `stage`'s; `scroller` and `carets` know where the panes stand and what is read.
"""

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QPoint, QRect, QSize, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.draft import Finding, Span
from app.domain.names import FindingId, Slot
from app.domain.sitting import Place, Sitting
from ui.code_view import differences
from ui.code_view.arrangement import Arrangement
from ui.code_view.carets import Carets
from ui.code_view.columns import Column, Columns
from ui.code_view.exhibition import Exhibition
from ui.code_view.file_strip import FileStrip
from ui.code_view.files import path_of
from ui.code_view.in_view import SightTeller
from ui.code_view.look import NORMAL_SIZE, Mode
from ui.code_view.painting import Metrics
from ui.code_view.reader import Reader
from ui.code_view.scroller import Scroller
from ui.code_view.stage import Stage
from ui.theme import Theme

FLASH_MS = 600


class Panes(QWidget):
    """The exhibits of a sitting in their columns: their rows, their scroll positions, their carets, and a zone.

    It shows and reports; going somewhere on purpose is `comparison`'s.
    """

    selection_changed = Signal(object, int, int)  # Slot, first line, last line
    pane_focused = Signal(object)  # Slot
    difference_changed = Signal(int, int)  # current from 1 (0 for none), how many
    finding_opened = Signal(str)
    place_changed = Signal()
    views_changed = Signal(object)  # tuple of the views in force
    aligned = Signal(int)  # per cent shared
    solo_changed = Signal(object)  # the slots that are shown
    sight_changed = Signal(object)  # Sight
    line_said = Signal(str)  # what a screen reader says of the line that the caret came to
    told = Signal(str)  # a sentence for the person
    menu_wanted = Signal(QPoint)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._top: int | None = None
        self._strip = FileStrip(self)
        self._strip.file_chosen.connect(self.show_file)
        self._board = Columns(theme, self)
        self._exhibition = Exhibition()
        self._arrangement = Arrangement(self._exhibition)
        self._scroller = Scroller(self._exhibition, self._board, Metrics.of(theme, NORMAL_SIZE), self)
        self._scroller.scrolled.connect(self.place_changed)
        self._carets = Carets(self._exhibition, self._board, self._scroller, self)
        self._carets.moved.connect(self._tell_selection)
        self._carets.pane_entered.connect(lambda _: self.pane_focused.emit(self.focused_slot()))
        self._reader = Reader(self._exhibition, self._arrangement, self._carets)
        self._stage = Stage(
            theme, self._exhibition, self._arrangement, self._board, self._scroller, self._carets, view=self
        )
        self._stage.aligned.connect(self.aligned)
        self._stage.laid_out.connect(self._tell_difference)
        self._stage.painted.connect(self._tell_views)
        self._sights = SightTeller(self._exhibition, self._board, self._scroller, self._stage, self)
        self._sights.changed.connect(self.sight_changed)
        self._flash = _once(self, FLASH_MS, self._end_flash)
        self._resized = _once(self, 0, self._stage.lay_out)
        self._stack = QVBoxLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.setSpacing(0)
        self._stack.addWidget(self._strip)
        self._stack.addWidget(self._board, 1)
        self.setAccessibleName("Candidates")

    def sizeHint(self) -> QSize:
        return QSize(800, 500)

    # What is shown

    def show_sitting(self, sitting: Sitting, place: Place | None = None) -> None:
        """Show the code at once; tokens and alignment follow. The place that was left is found again."""
        self._drop_work()
        self.close_zone()
        self._top = None
        self._exhibition.begin(sitting)
        self._arrangement.begin(place.pins if place is not None else ())
        self._stage.begin()
        columns = self._board.rebuild(self._exhibition.shown)
        for index, (slot, column) in enumerate(zip(self._exhibition.shown, columns, strict=True)):
            self._connect(index, slot, column)
        self._carets.begin(place)
        self._sights.forget()
        self._open_file(0)
        self._on_resize()

    def show_findings(self, findings: Iterable[Finding]) -> None:
        is_changed = self._exhibition.show_findings(findings)
        self._show_findings()
        if is_changed and self._arrangement.look.is_folded:
            self._stage.lay_out()

    def next_file(self, steps: int) -> None:
        """The neighbouring file, and round again."""
        files = len(self._exhibition.files)
        if files > 1:
            self.show_file((self._exhibition.file + steps) % files)
            self.focus_code()

    def show_path(self, path: str | None) -> None:
        """Show the file called *path*, where there is one of several."""
        if path is not None and path in self._exhibition.files:
            self.show_file(self._exhibition.files.index(path))

    def show_file(self, index: int) -> None:
        """Show another file of candidates that have several."""
        if index != self._exhibition.file and 0 <= index < len(self._exhibition.files):
            self._drop_work()
            self.close_zone()
            self._carets.begin_file()
            self._open_file(index)

    def open_zone(self, slot: Slot, line: int, widget: QWidget, height: int) -> None:
        """Open room for *widget* behind *line* of a candidate; the caret's row stays where it is."""
        pane = self._exhibition.pane_of(slot)
        if pane is not None:
            self._stage.open_zone(pane, line, widget, height)

    def resize_zone(self, height: int, line: int | None = None) -> None:
        self._stage.resize_zone(height, line)

    def close_zone(self) -> None:
        self._stage.close_zone()

    # Where the person reads

    def focused_slot(self) -> Slot:
        return self._carets.content.slot if self._exhibition.contents else Slot.A

    def focus_pane(self, slot: Slot) -> None:
        pane = self._exhibition.pane_of(slot)
        if pane is not None and slot in self._exhibition.shown:
            self._carets.enter(pane)
            self.focus_code()

    def focus_code(self) -> None:
        """Give the focus to the pane that had it last."""
        if self._board.columns:
            self._board.columns[self._carets.active].pane.setFocus()

    def selection(self) -> tuple[Slot, Span]:
        """The selected lines of the active pane, the caret's line where none are; columns where characters are."""
        return self._carets.content.slot, self._carets.span()

    def has_lines(self) -> bool:
        """Whether the active pane has a line to point at."""
        return self._carets.has_lines()

    def finding_at_caret(self) -> FindingId | None:
        return self._carets.finding()

    def place(self) -> Place:
        """Where the person is, to come back to it."""
        return self._carets.place(self._arrangement.pins)

    def caret_y(self) -> int:
        """How far below the top of its pane the caret's row stands, in pixels."""
        return self._carets.y

    def caret_place(self) -> QRect | None:
        """The caret's row in this view, over its whole width; None while nothing is shown."""
        if not self._board.columns:
            return None
        top = self._active_viewport().mapTo(self, QPoint(0, self.caret_y())).y()
        return QRect(0, top, self.width(), self._scroller.metrics.line_height)

    def caret_y_on_screen(self) -> int:
        """The same from the top of the window."""
        return self._active_viewport().mapTo(self.window(), QPoint(0, self.caret_y())).y()

    # How it is shown

    def views(self) -> tuple[str, ...]:
        """The views of the code that are in force now, in the order in which they are recorded."""
        return self._arrangement.views(wrapped=self.is_wrapping(), zone=self._stage.zone)

    def note(self) -> str:
        """What is said between the headers and the code."""
        return self._board.note()

    def is_settled(self) -> bool:
        """Whether alignment, tokens and rows are all there."""
        return self._arrangement.alignment is not None and not self._stage.is_working

    def is_sight_told(self) -> bool:
        """Whether what is in view is told as it is."""
        return not self._sights.is_due

    def panes_shown(self) -> tuple[QWidget, ...]:
        """The panes that can take the focus, from the left."""
        return tuple(self._board.columns[pane].pane for pane in self._exhibition.panes_shown())

    def slots_shown(self) -> tuple[Slot, ...]:
        return self._exhibition.shown

    def slot_at(self, widget: QWidget) -> Slot | None:
        """Whose code *widget* shows; None for anything else, what is written between the lines included."""
        # While one sitting takes the place of another, the focus moves before all columns are there.
        for content, column in zip(self._exhibition.contents, self._board.columns, strict=False):
            if widget in (column.pane, column.pane.viewport(), column.pane.ruler):
                return content.slot
        return None

    def path_shown(self, slot: Slot) -> str:
        """The path of the file that is shown of a candidate; empty for bare code, and where it lacks the file."""
        return path_of(self._exhibition.sitting, slot, self._exhibition.path) or ""

    def mode(self) -> Mode:
        """The mode in force."""
        return self._arrangement.mode

    def is_folded(self) -> bool:
        return self._arrangement.look.is_folded

    def ignores_blanks(self) -> bool:
        return self._arrangement.look.ignores_blanks

    def is_tinted(self) -> bool:
        return self._arrangement.look.is_tinted

    def is_wrapping(self) -> bool:
        return self._stage.is_wrapping

    def shows_invisibles(self) -> bool:
        return self._arrangement.look.shows_invisibles

    # Building

    def _connect(self, index: int, slot: Slot, column: Column) -> None:
        pane = column.pane
        pane.caret_placed.connect(partial(self._carets.put_by_mouse, index))
        pane.characters_selected.connect(lambda *span: self._carets.select(index, span))
        pane.word_chosen.connect(self._show_word)
        pane.wheel_turned.connect(partial(self._turn, index))
        pane.position_chosen.connect(partial(self._scroller.scroll, index))
        pane.finding_pressed.connect(self.finding_opened)
        pane.fold_pressed.connect(self._stage.unfold)
        pane.rest_wanted.connect(partial(self._stage.show_whole, index))
        pane.menu_wanted.connect(self.menu_wanted)
        pane.show_invisibles(shown=self._arrangement.look.shows_invisibles)
        pane.focused.connect(partial(self._carets.enter, index))
        pane.resized.connect(self._on_resize)

    def _open_file(self, index: int) -> None:
        self._exhibition.open_file(index)
        self._strip.show_files(self._exhibition.files, index)
        self._stage.show_file()
        self._show_findings()

    def _drop_work(self) -> None:
        self._stage.drop()

    # What is said

    def _tell_selection(self) -> None:
        slot, span = self.selection()
        if said := self._reader.words():
            self.line_said.emit(said)
        self.selection_changed.emit(slot, span.first_line, span.last_line)
        self._tell_difference()
        self.place_changed.emit()

    def _tell_difference(self) -> None:
        runs, gone_to = self._arrangement.differences, self._carets.difference
        current = differences.begun(runs, self._carets.place_in_alignment) if gone_to is None else gone_to + 1
        self.difference_changed.emit(current, len(runs))
        self._tell_counts()

    def _tell_views(self) -> None:
        if self._arrangement.alignment is not None:
            self.views_changed.emit(self.views())

    def _show_findings(self) -> None:
        for content, column in zip(self._exhibition.contents, self._board.columns, strict=True):
            column.header.show_findings(len(self._exhibition.findings_of(content.slot)))
            column.pane.show_findings()
        self._tell_counts()

    def _tell_counts(self) -> None:
        differences = len(self._arrangement.differences)
        for content, column in zip(self._exhibition.contents, self._board.columns, strict=True):
            findings = len(self._exhibition.findings_of(content.slot))
            column.pane.show_counts(findings=findings, differences=differences)

    def _show_word(self, word: str) -> None:
        for column in self._board.columns:
            column.pane.show_word(word)

    def _end_flash(self) -> None:
        for column in self._board.columns:
            column.pane.show_flash(None)

    # Room

    def _turn(self, pane: int, down: int, right: int, alone: bool) -> None:
        self._scroller.turn(pane, down, right, alone=alone, wraps=self.is_wrapping())

    def _active_viewport(self) -> QWidget:
        return self._board.columns[self._carets.active].pane.viewport()

    def _on_resize(self) -> None:
        self._stay_on_screen()
        self._resized.start()

    def hideEvent(self, event: QHideEvent) -> None:
        self._top = None

    def _stay_on_screen(self) -> None:
        """What opens above the code pushes the panes down, not the lines: those stand still on the screen."""
        if not self.isVisible() or not self._board.columns:
            return
        top = self._board.code_top()
        pushed = 0 if self._top is None else top - self._top
        self._top = top
        offset = self._scroller.offset(self._carets.active)
        if pushed and offset:
            self._scroller.scroll(self._carets.active, offset + pushed)


def _once(parent: QWidget, after_ms: int, act: Callable[[], None]) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(after_ms)
    timer.timeout.connect(act)
    return timer
