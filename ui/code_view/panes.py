"""The panes of two or three candidates: what belongs together stands level, whatever scrolls.

Values in, gestures out. What a person does with the candidates is `viewing`'s and `comparison`'s.
"""

from collections.abc import Iterable

from PySide6.QtCore import QPoint, QSize, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from app.domain.draft import Finding, Span
from app.domain.names import SLOTS, FindingId, Slot
from app.domain.sitting import Place, Sitting
from ui.code_view import differences
from ui.code_view.columns import Column
from ui.code_view.exhibition import Exhibition
from ui.code_view.file_strip import FileStrip
from ui.code_view.files import path_of
from ui.code_view.in_view import SightTeller
from ui.code_view.look import Mode
from ui.code_view.places import Places
from ui.code_view.text_view import TextView
from ui.theme import Theme

MOST_FORESEEN = 500_000
"""Characters of a task that is made ready for: parting more of them into lines would hold the screen."""


class Panes(TextView):
    """The exhibits of a sitting in their columns: their findings, the place where they are read, and a zone."""

    selection_changed = Signal(object, int, int)  # Slot, first line, last line
    pane_focused = Signal(object)  # Slot
    difference_changed = Signal(int, int)  # current from 1 (0 for none), how many; -1 where nothing was compared
    finding_opened = Signal(str)
    place_changed = Signal()
    views_changed = Signal(object)  # tuple of the views in force
    aligned = Signal(int)  # per cent shared
    settled = Signal()  # everything is known of the file that is open
    solo_changed = Signal(object)  # the slots that are shown
    file_shown = Signal()
    sight_changed = Signal(object)  # Sight

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self._exhibition = Exhibition()
        super().__init__(theme, self._exhibition, parent)
        self._top: int | None = None
        self._height = 0
        self._opens_tinted = True
        self._places = Places(self._exhibition, self._arrangement, self._scroller, self._carets)
        self._scroller.scrolled.connect(self.place_changed)
        self._carets.moved.connect(self._tell_selection)
        self._carets.pane_entered.connect(lambda _: self.pane_focused.emit(self.focused_slot()))
        self._stage.aligned.connect(self.aligned)
        self._stage.settled.connect(self.settled)
        self._stage.laid_out.connect(self._places.restore)
        self._stage.laid_out.connect(self._tell_difference)
        self._stage.painted.connect(self._tell_views)
        self._sights = SightTeller(self._exhibition, self._board, self._scroller, self._stage, self)
        self._sights.changed.connect(self.sight_changed)
        self._strip = FileStrip(self)
        self._stack.insertWidget(0, self._strip)
        self.setAccessibleName("Candidates")

    def sizeHint(self) -> QSize:
        return QSize(800, 500)

    # What is shown

    def make_ready(self) -> None:
        """Make what the next sitting will be shown in, while nobody waits for it."""
        self._board.make_ready(SLOTS[:2])

    def show_sitting(self, sitting: Sitting, place: Place | None = None) -> None:
        """Show the code at once; tokens and alignment follow. The place that was left is found again."""
        self._drop_work()
        self.close_zone()
        self._top = None
        self._exhibition.begin(sitting)
        is_tinted = self._opens_tinted and not sitting.policy.neutral_first_look
        self._arrangement.begin(place.pins if place is not None else (), is_tinted=is_tinted)
        self._stage.begin()
        are_new = self._board.show_slots(self._exhibition.shown)
        self._carets.begin()
        self._sights.forget()
        self._places.want(place)
        self._exhibition.open_file(0)
        for index, column in enumerate(self._board.columns):
            if are_new:
                self._connect(index, column)
            column.header.show_solo(is_solo=False)
        self._show_file()
        self._on_resize()

    def foresee(self, sitting: Sitting) -> None:
        """Make ready for *sitting*, which will probably be shown next. Nothing of it is seen before."""
        if sum(len(file.content) for exhibit in sitting.exhibits for file in exhibit.files) <= MOST_FORESEEN:
            coming = Exhibition()
            coming.begin(sitting)
            coming.open_file(0)
            self._stage.foresee([content.source for content in coming.contents])

    def is_looking_ahead(self) -> bool:
        """Whether what was foreseen is still being made ready for."""
        return self._stage.is_looking_ahead

    def show_findings(self, findings: Iterable[Finding]) -> None:
        is_changed = self._exhibition.show_findings(findings)
        self._show_findings()
        if is_changed and self._arrangement.look.is_folded:
            self._stage.lay_out()

    def show_path(self, path: str | None) -> None:
        """Show the file called *path*, where there is one of several."""
        if path is not None and path in self._exhibition.files:
            self.show_file(self._exhibition.files.index(path))

    def show_file(self, index: int) -> None:
        """Show another file of candidates that have several."""
        if index != self._exhibition.file and 0 <= index < len(self._exhibition.files):
            self._drop_work()
            self.close_zone()
            self._carets.begin(active=self._carets.active)
            self._places.want(None)
            self._exhibition.open_file(index)
            self._show_file()
            self.file_shown.emit()

    def open_zone(self, slot: Slot, line: int, widget: QWidget, height: int) -> None:
        """Open room for *widget* behind *line* of a candidate; the caret's row stays where it is."""
        pane = self._exhibition.pane_of(slot)
        if pane is not None:
            self._stage.open_zone(pane, line, widget, height)

    def zone_width(self, slot: Slot) -> int:
        """How wide a widget between the lines of a candidate is; 0 where the candidate is not here."""
        pane = self._exhibition.pane_of(slot)
        return 0 if pane is None else self._board.columns[pane].pane.zone_width

    def resize_zone(self, height: int, line: int | None = None) -> None:
        self._stage.resize_zone(height, line)

    def close_zone(self) -> None:
        self._stage.close_zone()
        self.show_written(None, ())

    def show_written(self, slot: Slot | None, evidence: Iterable[Span]) -> None:
        """Mark the lines of a candidate that a finding is being written about, as far as their file is shown."""
        lines = tuple((one.first_line, one.last_line) for one in evidence if self._is_shown(slot, one))
        for content, column in zip(self._exhibition.contents, self._board.columns, strict=True):
            column.pane.show_written(lines if content.slot == slot else ())

    def _is_shown(self, slot: Slot | None, span: Span) -> bool:
        return slot is not None and span.path in (None, self.path_shown(slot))

    # Where the person reads

    def focused_slot(self) -> Slot:
        return self._exhibition.contents[self._carets.active].slot if self._exhibition.contents else Slot.A

    def focus_pane(self, slot: Slot) -> None:
        pane = self._exhibition.pane_of(slot)
        if pane is not None and slot in self._exhibition.shown:
            self._carets.enter(pane)
            self.focus_code()

    def is_header_focused(self) -> bool:
        """Whether the keys go to the header of a candidate: what is done then is about all of it."""
        focused = self.window().focusWidget()
        return focused is not None and any(column.header.isAncestorOf(focused) for column in self._board.columns)

    def selection(self) -> tuple[Slot, Span]:
        """The selected lines of the active pane, the caret's line where none are; columns where characters are."""
        return self.focused_slot(), self._carets.span()

    def finding_at_caret(self) -> FindingId | None:
        return self._carets.finding()

    def place(self) -> Place:
        """Where the person is, to come back to it."""
        return self._places.here()

    def caret_y_on_screen(self) -> int:
        """How far below the top of the window the caret's row stands, in pixels."""
        return self._active_viewport().mapTo(self.window(), QPoint(0, self.caret_y())).y()

    # How it is shown

    def open_tinted(self, *, is_tinted: bool) -> None:
        """Have the next sittings open with tints, as far as their task set lets them, or without."""
        self._opens_tinted = is_tinted

    def views(self) -> tuple[str, ...]:
        """The views of the code that are in force now, in the order in which they are recorded."""
        return self._arrangement.views(wrapped=self.is_wrapping(), zone=self._stage.zone)

    def is_sight_told(self) -> bool:
        """Whether what is in view is told as it is."""
        return not self._sights.is_due

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

    def shared_percent(self) -> int | None:
        """How many of the lines of the longer candidate the others have too, of a hundred; None until that is known."""
        return self._arrangement.shared_percent

    def mode(self) -> Mode:
        """The mode in force."""
        return self._arrangement.mode

    def is_folded(self) -> bool:
        return self._arrangement.look.is_folded

    def ignores_blanks(self) -> bool:
        return self._arrangement.look.ignores_blanks

    def is_tinted(self) -> bool:
        return self._arrangement.look.is_tinted

    # Building

    def _connect(self, index: int, column: Column) -> None:
        super()._connect(index, column)
        column.pane.finding_pressed.connect(self.finding_opened)

    def _show_file(self) -> None:
        self._stage.show_file(at_top=not self._places.is_waiting)
        self._show_findings()

    # What is said

    def _tell_selection(self) -> None:
        slot, span = self.selection()
        self.selection_changed.emit(slot, span.first_line, span.last_line)
        self._tell_difference()
        self.place_changed.emit()

    def _tell_difference(self) -> None:
        runs, gone_to = self._arrangement.differences, self._carets.difference
        current = differences.begun(runs, self._carets.place_in_alignment) if gone_to is None else gone_to + 1
        self.difference_changed.emit(current, -1 if self._stage.is_too_large else len(runs))
        self._tell_counts()

    def _tell_views(self) -> None:
        if self._arrangement.alignment is not None:
            self.views_changed.emit(self.views())

    def _show_findings(self) -> None:
        for content, column in zip(self._exhibition.contents, self._board.columns, strict=True):
            column.header.show_findings(len(self._exhibition.findings_of(content.slot)))
            column.pane.show_findings()
        self._tell_counts()
        self._show_tabs()

    def _tell_counts(self) -> None:
        differences = len(self._arrangement.differences)
        for content, column in zip(self._exhibition.contents, self._board.columns, strict=True):
            findings = len(self._exhibition.findings_of(content.slot))
            column.pane.show_counts(findings=findings, differences=differences)

    def _show_tabs(self) -> None:
        self._strip.show_tabs(self._exhibition.tabs(), (), self._exhibition.file)

    # Room

    def _on_resize(self) -> None:
        self._stay_on_screen()
        super()._on_resize()

    def hideEvent(self, event: QHideEvent) -> None:
        self._top = None

    def _stay_on_screen(self) -> None:
        """What opens above the code pushes the panes down, not the lines: those stand still on the screen."""
        if not self.isVisible() or not self._board.columns:
            return
        scroller, active = self._scroller, self._carets.active
        top, height, caret = self._board.code_top(), scroller.height(active), self.caret_y()
        pushed = 0 if self._top is None else top - self._top
        was_seen = 0 <= caret < self._height
        self._top, self._height = top, height
        offset = scroller.offset(active)
        if pushed and (offset or caret >= pushed > 0):
            # What is pushed down further than it stands from the top stays at the top.
            scroller.scroll(active, offset + (min(pushed, caret) if was_seen and pushed > 0 else pushed))
        below = self.caret_y() + scroller.metrics.line_height - height
        if was_seen and below > 0:
            scroller.scroll(active, scroller.offset(active) + below)
