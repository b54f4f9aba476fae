"""Two or three panes side by side: what belongs together stands level, whatever scrolls.

What they are made of has its own modules: where the person reads (`reading`), how it is shown (`look`), what belongs
together (`comparing`), the rows (`layout`), where they stand (`scrolling`), and the columns on the screen (`columns`).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QPoint, QRect, QSize, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.code.alignment import AlignedRow, Alignment
from app.code.limits import too_large
from app.code.moved import Moved
from app.domain.draft import Finding, Span
from app.domain.names import FindingId, Slot
from app.domain.sitting import Pin, Place, Sitting
from ui.code_view import differences, pins, sayings
from ui.code_view.columns import Column, Columns
from ui.code_view.comparing import Comparing
from ui.code_view.connectors import links_between
from ui.code_view.content import PaneContent, TokenMarks
from ui.code_view.file_strip import FileStrip
from ui.code_view.files import paths_of, side_by_side, text_of, unaligned
from ui.code_view.folds import Folds
from ui.code_view.following import Opposites
from ui.code_view.layout import Layout, Plan
from ui.code_view.look import Look, Mode, is_narrow, views_of
from ui.code_view.painting import Metrics
from ui.code_view.reading import Characters, Reading
from ui.code_view.rows import RowKind, Rows, Zone
from ui.code_view.scrolling import Positions, anchor_for, scroll_keeping, scroll_revealing
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
    told = Signal(str)  # a sentence for the person
    menu_wanted = Signal(QPoint)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._sitting: Sitting | None = None
        self._contents: tuple[PaneContent, ...] = ()
        self._columns: tuple[Column, ...] = ()
        self._findings: tuple[Finding, ...] = ()
        self._files: tuple[str, ...] = ("",)
        self._file = 0
        self._shown: tuple[Slot, ...] = ()
        self._look = Look()
        self._reading = Reading.from_the_top(1)
        self._alignment: Alignment | None = None
        self._opposites = Opposites(())
        self._moved: tuple[Moved, ...] = ()
        self._pins: tuple[Pin, ...] = ()
        self._folds = Folds()
        self._before = 0  # the pane that was read before the active one
        self._large_wanted = False
        self._marks = TokenMarks(())
        self._difference: int | None = None
        self._metrics = Metrics.of(theme, self._look.size)
        self._positions = Positions()
        self._x_offset = 0
        self._wanted_place: Place | None = None
        self._top: int | None = None
        self._strip = FileStrip(self)
        self._strip.file_chosen.connect(self.show_file)
        self._board = Columns(theme, self)
        self._comparing = Comparing(self)
        self._comparing.aligned.connect(self._show_alignment)
        self._comparing.coloured.connect(self._show_colours)
        self._comparing.moved.connect(self._show_moved)
        self._comparing.redrawn.connect(self._redraw)
        self._comparing.ended.connect(self._count_hidden)
        self._board.note_action_pressed.connect(self._work_on_large)
        self._layout = Layout(self, self._show_rows)
        self._flash = _once(self, FLASH_MS, self._end_flash)
        self._resized = _once(self, 0, self._relayout)
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
        self._sitting = sitting
        self._top = None
        self._files = paths_of(sitting)
        self._file = 0
        self._findings = ()
        self._look = replace(self._look, mode=None, is_tinted=not sitting.policy.neutral_first_look, is_folded=False)
        self._pins = place.pins if place is not None else ()
        self._large_wanted = False
        self._shown = tuple(exhibit.slot for exhibit in sitting.exhibits)
        self._columns = self._board.rebuild(self._shown)
        for index, (slot, column) in enumerate(zip(self._shown, self._columns, strict=True)):
            self._connect(index, slot, column)
        self._reading = Reading.from_the_top(len(self._columns))
        self._wanted_place = place
        self._show_file()
        self._on_resize()

    def show_findings(self, findings: Iterable[Finding]) -> None:
        self._findings = tuple(findings)
        before = [content.findings for content in self._contents]
        for content, column in zip(self._contents, self._columns, strict=True):
            own = tuple(finding for finding in self._findings if finding.slot is content.slot)
            content.findings = tuple(finding for finding in own if self._is_here(finding))
            column.header.show_findings(len(own))
            column.pane.show_findings()
        if self._look.is_folded and before != [content.findings for content in self._contents]:
            self._relayout()

    # Where the person reads

    def focused_slot(self) -> Slot:
        return self._contents[self._reading.active].slot if self._contents else Slot.A

    def focus_pane(self, slot: Slot) -> None:
        index = self._index(slot)
        if index is not None and slot in self._shown:
            self._activate(index)
            self.focus_code()

    def focus_code(self) -> None:
        """Give the focus to the pane that had it last."""
        if self._columns:
            self._columns[self._reading.active].pane.setFocus()

    def selection(self) -> tuple[Slot, Span]:
        """The selected lines of the active pane, the caret's line where none are; columns where characters are."""
        content = self._contents[self._reading.active]
        path = self._files[self._file] if len(self._files) > 1 else None
        if self._reading.characters is not None:
            first_line, first, last_line, last = self._reading.characters
            if first < last or first_line < last_line:
                return content.slot, Span(first_line, last_line, path, first + 1, max(last, 1))
        return content.slot, Span(*self._reading.selected, path)

    def has_lines(self) -> bool:
        """Whether the active pane has a line to point at."""
        return bool(self._contents) and self._contents[self._reading.active].lines > 0

    def finding_at_caret(self) -> FindingId | None:
        if not self._contents:
            return None
        for finding in self._contents[self._reading.active].findings:
            if any(span.first_line <= self._reading.caret <= span.last_line for span in finding.evidence):
                return finding.finding_id
        return None

    def place(self) -> Place:
        """Where the person is, to come back to it."""
        rows, offset = self._rows(), self._offset()
        row = rows.row_at(offset)
        if row == rows.zone_row and row:
            row -= 1
        carets = tuple(
            (content.slot, caret, anchor)
            for content, caret, anchor in zip(self._contents, self._reading.carets, self._reading.anchors, strict=True)
        )
        place = rows.rows[row].place if rows.rows else 0
        return Place(self.focused_slot(), carets, place, offset - rows.top(row), pins=self._pins)

    def views(self) -> tuple[str, ...]:
        """The views of the code that are in force now, in the order in which they are recorded."""
        return views_of(
            mode=self.mode(),
            tinted=self._shows_tints(),
            wrapped=self.is_wrapping(),
            folded=bool(self._folded_runs()),
            shown=len(self._shown),
            panes=len(self._contents),
        )

    def caret_y(self) -> int:
        """How far below the top of its pane the caret's row stands, in pixels."""
        return self._rows().top(self._caret_row()) - self._offset()

    def caret_place(self) -> QRect | None:
        """The caret's row in this view, over its whole width; None while nothing is shown."""
        if not self._columns:
            return None
        viewport = self._columns[self._reading.active].pane.viewport()
        top = viewport.mapTo(self, QPoint(0, self.caret_y())).y()
        return QRect(0, top, self.width(), self._metrics.line_height)

    def caret_y_on_screen(self) -> int:
        """The same from the top of the window."""
        viewport = self._columns[self._reading.active].pane.viewport()
        return viewport.mapTo(self.window(), QPoint(0, self.caret_y())).y()

    def note(self) -> str:
        """What is said between the headers and the code."""
        return self._board.note()

    def is_settled(self) -> bool:
        """Whether alignment, tokens and rows are all there."""
        return self._alignment is not None and not self._comparing.is_working and not self._layout.is_working

    def panes_shown(self) -> tuple[QWidget, ...]:
        """The panes that can take the focus, from the left."""
        return tuple(self._columns[index].pane for index in self._shown_indexes())

    def slots_shown(self) -> tuple[Slot, ...]:
        return self._shown

    # How it is shown

    def set_folded(self, folded: bool) -> None:
        """Fold long runs of identical rows away, or show every line again."""
        self._folds.begin()
        self._change_look(replace(self._look, is_folded=folded))

    def is_folded(self) -> bool:
        return self._look.is_folded

    def unfold_at_caret(self) -> bool:
        """Open the fold that the caret stands on; False where it stands on a line."""
        return bool(self._contents) and self._unfold_row(self._reading.active, self._caret_row())

    def set_ignores_blanks(self, ignores: bool) -> None:
        """Take lines that differ in white space only for equal, or for changed."""
        if ignores != self._look.ignores_blanks:
            self._look = replace(self._look, ignores_blanks=ignores)
            self._compare()

    def ignores_blanks(self) -> bool:
        return self._look.ignores_blanks

    def set_mode(self, mode: Mode) -> None:
        """Show rows that are level, panes that scroll by themselves, or each candidate line by line."""
        self._change_look(replace(self._look, mode=mode))

    def next_mode(self) -> None:
        """The next of the modes, and round again."""
        self._change_look(self._look.in_next_mode(self._shared_percent()))

    def mode(self) -> Mode:
        """The mode in force."""
        return self._look.mode_for(self._shared_percent())

    def set_tinted(self, tinted: bool) -> None:
        if tinted != self._look.is_tinted:
            self._look = replace(self._look, is_tinted=tinted)
            self._paint_rows()

    def is_tinted(self) -> bool:
        return self._look.is_tinted

    def set_wrap(self, wrap: bool | None) -> None:
        """Wrap long lines or not; None decides by the room."""
        self._look = replace(self._look, wraps=wrap)
        self._relayout()

    def is_wrapping(self) -> bool:
        return self._look.wraps_on(self.width(), len(self._shown))

    def set_code_size(self, pixels: int) -> None:
        self._look = replace(self._look, size=pixels)
        self._relayout()

    def show_slots(self, slots: tuple[Slot, ...]) -> None:
        """Show only these candidates: one, a pair, or all."""
        if not self._columns:
            return
        self._shown = slots
        shown = self._shown_indexes()
        self._board.make_equal([self._columns[index] for index in shown])
        for content, column in zip(self._contents, self._columns, strict=True):
            column.header.show_solo(is_solo=slots == (content.slot,))
        if self._reading.active not in shown:
            self._reading = self._reading.in_pane(shown[0])
        self.focus_code()
        self._relayout()
        self._compare()
        self.solo_changed.emit(slots)

    def toggle_solo(self, slot: Slot | None = None) -> None:
        """Show one candidate alone, or all again."""
        chosen = slot or self.focused_slot()
        everyone = tuple(content.slot for content in self._contents)
        self.show_slots(everyone if self._shown == (chosen,) else (chosen,))

    def set_invisibles(self, shown: bool) -> None:
        """Show blanks, tabs and line ends, or leave them blank."""
        self._look = replace(self._look, shows_invisibles=shown)
        for column in self._columns:
            column.pane.show_invisibles(shown=shown)

    def shows_invisibles(self) -> bool:
        return self._look.shows_invisibles

    def show_rest(self) -> bool:
        """Draw the caret's line whole where it is cut for its length; False where it is not."""
        if not self.has_lines():
            return False
        content = self._contents[self._reading.active]
        if not content.display(self._reading.caret).left_out:
            return False
        self._show_whole(self._reading.active, self._reading.caret)
        return True

    # Files

    def next_file(self, steps: int) -> None:
        """The neighbouring file, and round again."""
        if len(self._files) > 1:
            self.show_file((self._file + steps) % len(self._files))
            self.focus_code()

    def show_path(self, path: str | None) -> None:
        """Show the file called *path*, where there is one of several."""
        if path is not None and path in self._files:
            self.show_file(self._files.index(path))

    def show_file(self, index: int) -> None:
        """Show another file of candidates that have several."""
        if index != self._file and 0 <= index < len(self._files):
            self._drop_work()
            self.close_zone()
            self._file = index
            self._wanted_place = None
            self._reading = Reading.from_the_top(len(self._columns), active=self._reading.active)
            self._show_file()

    # Zones

    def open_zone(self, slot: Slot, line: int, widget: QWidget, height: int) -> None:
        """Open room for *widget* behind *line* of a candidate; the caret's row stays where it is."""
        index = self._index(slot)
        if index is None:
            return
        row = self._positions.rows(index).row_of(index, line)
        if row is not None:
            self._unfold_row(index, row)
        self._layout.open_zone(Zone(index, min(line, self._contents[index].lines), height))
        self._columns[index].pane.set_zone(widget)
        self._reveal_zone(index)

    def resize_zone(self, height: int, line: int | None = None) -> None:
        self._layout.resize_zone(height, line)
        zone = self._layout.zone
        # Who is writing in it wants to see it whole; who is reading wants the code to stand still.
        if zone is not None and self._columns[zone.pane].pane.is_writing_in_zone():
            self._reveal_zone(zone.pane)

    def close_zone(self) -> None:
        zone = self._layout.zone
        if zone is not None:
            self._columns[zone.pane].pane.set_zone(None)
            self._layout.close_zone()

    # Building

    def _connect(self, index: int, slot: Slot, column: Column) -> None:
        pane, header = column.pane, column.header
        pane.caret_placed.connect(partial(self._caret_by_mouse, index))
        pane.characters_selected.connect(lambda *span: self._select_characters(index, span))
        pane.word_chosen.connect(self._show_word)
        pane.wheel_turned.connect(partial(self._turn, index))
        pane.position_chosen.connect(partial(self._scroll_pane, index))
        pane.finding_pressed.connect(self.finding_opened)
        pane.fold_pressed.connect(self._unfold)
        pane.rest_wanted.connect(partial(self._show_whole, index))
        pane.menu_wanted.connect(self.menu_wanted)
        pane.show_invisibles(shown=self._look.shows_invisibles)
        pane.focused.connect(partial(self._activate, index))
        pane.resized.connect(self._on_resize)
        header.zoom_pressed.connect(partial(self.toggle_solo, slot))

    def _show_file(self) -> None:
        sitting = self._require()
        path = self._files[self._file]
        self._strip.show_files(self._files, self._file)
        self._contents = tuple(
            PaneContent(exhibit.slot, text_of(sitting, exhibit.slot, path)) for exhibit in sitting.exhibits
        )
        self._difference = None
        self._positions.begin()
        self._x_offset = 0
        self._alignment = None
        self._opposites = Opposites(())
        self._marks = TokenMarks(self._contents)
        shown_path = path if len(self._files) > 1 else ""
        for content, column in zip(self._contents, self._columns, strict=True):
            column.pane.show_content(content, sitting.brief.language)
            column.pane.show_word("")
            column.header.show_content(lines=content.lines, hidden=content.hidden, path=shown_path)
        self._board.show_note("")
        self._relayout()
        self.show_findings(self._findings)
        self._moved = ()
        self._folds.begin()
        self._show_pins()
        self._begin_work()

    def _begin_work(self) -> None:
        """Colour and compare, unless that is too much to be done unasked."""
        sitting = self._require()
        large = [too_large(content.source) for content in self._contents]
        worst = max((one for one in large if one is not None), key=lambda one: one.lines, default=None)
        if worst is not None and not self._large_wanted:
            self._alignment = unaligned([content.lines for content in self._contents])
            self._look = replace(self._look, mode=Mode.PLAIN)
            self._board.show_note(worst.sentence, action="Turn on")
            self._relayout()
            self.aligned.emit(0)
            return
        self._comparing.begin(self._contents, language=sitting.brief.language, path=self._files[self._file])
        self._compare()

    def _work_on_large(self) -> None:
        self._large_wanted = True
        self._alignment = None
        self._look = replace(self._look, mode=None)
        self._board.show_note("")
        self._begin_work()

    def _compare(self) -> None:
        """Line up what is compared; nothing where the files are too large and nobody asked for it."""
        if self._comparing.has_begun:
            self._comparing.compare(
                self._compared(),
                anchors=pins.anchors(self._pins, self._files[self._file], self._contents),
                ignore_blanks=self._look.ignores_blanks,
            )

    def _change_pins(self, changed: tuple[Pin, ...]) -> None:
        self._pins = changed
        self._show_pins()
        self._compare()
        self.place_changed.emit()

    def _show_pins(self) -> None:
        for content in self._contents:
            content.pinned = pins.pinned_lines(self._pins, self._files[self._file], content.slot)

    def _show_moved(self, moved: tuple[Moved, ...]) -> None:
        self._moved = moved
        slots = [content.slot for content in self._contents]
        for pane, content in enumerate(self._contents):
            content.moved = sayings.where_else(moved, pane, slots)
        self._paint_rows()

    def _show_colours(self, pane: int, first: int, last: int) -> None:
        self._columns[pane].pane.refresh_lines(first, last)

    def _redraw(self) -> None:
        """Lines take other room now that their tokens are known."""
        self._relayout()

    def _count_hidden(self) -> None:
        """Now that strings and comments are known, so is what is emoji in them."""
        for content, column in zip(self._contents, self._columns, strict=True):
            if content.hidden:
                column.header.show_hidden(len(content.hidden_places()))

    def _compared(self) -> tuple[int, ...]:
        """Whose lines stand beside each other: a pair is compared by itself, one alone keeps the rows of all."""
        return tuple(self._shown_indexes()) if len(self._shown) == 2 else tuple(range(len(self._contents)))

    def _show_alignment(self, alignment: Alignment) -> None:
        self._alignment = alignment
        self._opposites = Opposites(alignment.rows)
        self._board.show_note(self._note_about(alignment))
        self._relayout()
        self.aligned.emit(alignment.shared_percent)

    def _note_about(self, alignment: Alignment) -> str:
        compared = [self._require().exhibit(self._contents[index].slot) for index in self._compared()]
        everyone = len(compared) == len(self._contents)
        return sayings.about(alignment, compared, everyone=everyone, is_off=self._is_alignment_off())

    def _drop_work(self) -> None:
        self._comparing.drop()
        self._layout.drop()

    # Rows

    def _shared_percent(self) -> int | None:
        return None if self._alignment is None else self._alignment.shared_percent

    def _aligned_rows(self) -> Iterable[AlignedRow]:
        if self._alignment is not None and self.mode() is not Mode.PLAIN:
            return self._alignment.rows
        return side_by_side([content.lines for content in self._contents])

    def _is_alignment_off(self) -> bool:
        """Whether too little is shared to say what differs, and nobody asked for it all the same."""
        return self._look.mode is None and self.mode() is Mode.FREE

    def _shows_tints(self) -> bool:
        if self._alignment is None or self.mode() is Mode.PLAIN or self._is_alignment_off():
            return False
        return self._look.is_tinted

    def _change_look(self, look: Look) -> None:
        """Show it another way; what is being read stays where it is."""
        if look != self._look:
            self._look = look
            self._board.show_note("" if self._alignment is None else self._note_about(self._alignment))
            self._relayout()

    def _relayout(self) -> None:
        """Compute the rows anew; what is being read stays where it is."""
        if not self._contents:
            return
        self._measure()
        cells = self._wrap_cells()
        self._layout.make(
            Plan(
                aligned=self._aligned_rows,
                panes=len(self._contents),
                is_shared=self.mode() is not Mode.FREE,
                file=self._file,
                line_height=self._metrics.line_height,
                sublines=lambda pane, line: self._contents[pane].sublines(line, cells[pane]),
                folds=self._folded_runs(),
                lines=sum(content.lines for content in self._contents),
            )
        )

    def _folded_runs(self) -> tuple[tuple[int, int], ...]:
        if not self._look.is_folded or self._alignment is None or self.mode() is Mode.PLAIN:
            return ()
        kept = [
            (pane, line)
            for pane, content in enumerate(self._contents)
            for finding in content.findings
            for span in finding.evidence
            for line in range(span.first_line, span.last_line + 1)
        ]
        if (zone := self._layout.zone) is not None:
            kept.append((zone.pane, zone.line))
        return self._folds.find(self._alignment.rows, kept)

    def _unfold(self, place: int) -> bool:
        if not self._folds.open(place):
            return False
        self._relayout()
        self._layout.finish()
        return True

    def _unfold_row(self, pane: int, row: int) -> bool:
        rows = self._positions.rows(pane).rows
        return bool(rows) and rows[row].kind is RowKind.FOLD and self._unfold(rows[row].place)

    def _show_rows(self, rows: Sequence[Rows]) -> None:
        """Show *rows*; what is being read stays where it is."""
        active = self._reading.active
        before, height = self._offset(), self._view_height()
        anchor = anchor_for(self._rows(), before, height, pane=active, caret=self._reading.caret)
        # Panes that stood level scroll by themselves from here on: each goes to what stands opposite.
        self._positions.show(rows, opposite=self._opposites.borders if self.mode() is Mode.FREE else None)
        # At the very top, what comes to stand above the first line is to be seen too.
        is_at_top = before == 0 and self._layout.zone is None
        wanted = 0 if is_at_top else scroll_keeping(self._rows(), anchor, before)
        self._move(active, wanted)
        self._paint_rows()
        self._restore()
        self._tell_difference()

    def _measure(self) -> None:
        size = self._look.size_on(self.width(), len(self._shown))
        if size != self._metrics.size or self._metrics.cell <= 0:
            self._metrics = Metrics.of(self._theme, size)
        narrow = is_narrow(self.width(), len(self._shown))
        for column in self._columns:
            column.pane.show_metrics(self._metrics, pills=not narrow)
            column.header.show_narrow(is_narrow=narrow)

    def _wrap_cells(self) -> list[int]:
        return [column.pane.text_cells if self.is_wrapping() else 0 for column in self._columns]

    def _paint_rows(self) -> None:
        cells = self._wrap_cells()
        for index, column in enumerate(self._columns):
            column.pane.show_rows(
                self._positions.rows(index), self._marks, wrap_cells=cells[index], tinted=self._shows_tints()
            )
        self._show_scroll()
        self._show_carets(tell=False)
        if self._alignment is not None:
            self.views_changed.emit(self.views())

    def _restore(self) -> None:
        """Go to the place that was left, as far as it is known."""
        place = self._wanted_place
        if place is None:
            return
        for slot, caret, anchor in place.carets:
            index = self._index(slot)
            if index is not None:
                lines = max(1, self._contents[index].lines)
                self._reading = self._reading.at(index, min(caret, lines), anchor=min(anchor, lines))
        self._reading = self._reading.in_pane(self._index(place.slot) or 0)
        rows = self._rows()
        self._scroll_to(rows.top(rows.row_at_place(place.row)) + place.offset)
        self._show_carets(tell=False)
        if self._alignment is not None:
            self._wanted_place = None

    # Scrolling

    def _rows(self) -> Rows:
        """The rows of the active pane."""
        return self._positions.rows(self._reading.active)

    def _offset(self) -> int:
        """How far down the active pane is scrolled."""
        return self._positions.offset(self._reading.active)

    def _turn(self, pane: int, down: int, right: int, alone: bool) -> None:
        if right and not self.is_wrapping():
            widest = max((len(text) for content in self._contents for text in content.source.lines), default=0)
            room = max(0, int(widest * self._metrics.cell) - self._columns[0].pane.viewport().width() // 2)
            self._x_offset = max(0, min(self._x_offset + right, room))
        self._scroll_pane(pane, self._positions.offset(pane) + down, alone=alone)

    def _scroll_to(self, y: int) -> None:
        self._scroll_pane(self._reading.active, y)

    def _scroll_pane(self, pane: int, y: int, *, alone: bool = False) -> None:
        self._move(pane, y, alone=alone)
        self._show_scroll()
        self.place_changed.emit()

    def _move(self, pane: int, y: int, *, alone: bool = False) -> None:
        height, line_height = self._view_height(), self._metrics.line_height
        self._positions.scroll(pane, y, height=height, line_height=line_height, alone=alone)

    def _show_scroll(self) -> None:
        for index, column in enumerate(self._columns):
            column.pane.show_scroll(self._positions.offset(index), self._x_offset)
        self._show_links()

    def _show_links(self) -> None:
        """In panes that scroll by themselves, show what belongs together between neighbours."""
        if self._positions.is_shared or self._alignment is None or not self._shows_tints():
            self._board.show_links(None)
            return
        links = []
        for left in range(len(self._columns) - 1):
            right = left + 1
            links.append(
                links_between(
                    self._opposites.blocks(left, right),
                    rows=(self._positions.rows(left), self._positions.rows(right)),
                    panes=(left, right),
                    offsets=(self._positions.offset(left), self._positions.offset(right)),
                    height=self._view_height(),
                )
            )
        self._board.show_links(links)

    # Carets

    def _put_caret(self, line: int, *, extend: bool = False) -> None:
        if not self._contents:
            return
        active = self._reading.active
        line = max(1, min(line, max(1, self._contents[active].lines)))
        self._reading = replace(self._reading.at(active, line, extend=extend), characters=None)
        rows = self._rows()
        row = rows.row_of(active, line)
        if row is not None:
            height = self._view_height()
            self._move(active, scroll_revealing(rows, row, self._offset(), height, self._metrics.line_height))
            self._show_scroll()
        self._difference = None
        self._show_carets()

    def _show_carets(self, *, tell: bool = True) -> None:
        reading = self._reading
        for index, column in enumerate(self._columns):
            is_active = index == reading.active
            caret, anchor = reading.carets[index], reading.anchors[index]
            selection = reading.selected if is_active and caret != anchor else None
            column.pane.show_caret(caret, selection, is_active=is_active)
            column.pane.show_characters(reading.characters if is_active else None)
            column.header.show_active(is_active=is_active)
        if tell and self._contents:
            slot, span = self.selection()
            self.selection_changed.emit(slot, span.first_line, span.last_line)
            self._tell_difference()
            self.place_changed.emit()

    def _caret_by_mouse(self, index: int, line: int, extend: bool) -> None:
        self._reading = replace(self._reading.at(index, line, extend=extend), characters=None)
        self._difference = None
        self._show_carets()

    def _select_characters(self, index: int, characters: Characters) -> None:
        self._reading = self._reading.over(index, characters)
        self._show_carets()

    def _show_whole(self, pane: int, line: int) -> None:
        self._contents[pane].show_whole(line)
        self._relayout()

    def _show_word(self, word: str) -> None:
        for column in self._columns:
            column.pane.show_word(word)

    def _activate(self, index: int) -> None:
        if index >= len(self._contents):
            return
        if index != self._reading.active:
            self._before = self._reading.active
        self._reading = self._reading.in_pane(index)
        self._show_carets()
        self.pane_focused.emit(self._contents[index].slot)

    # Differences

    def _differences(self) -> tuple[tuple[int, int], ...]:
        return self._alignment.differences if self._alignment is not None and self.mode() is not Mode.PLAIN else ()

    def _caret_row(self) -> int:
        return self._rows().row_of(self._reading.active, self._reading.caret) or 0

    def _caret_place_in_alignment(self) -> int:
        """Where the caret's row stands in the alignment."""
        rows = self._rows().rows
        return rows[self._caret_row()].place if rows else 0

    def _tell_difference(self) -> None:
        runs = self._differences()
        current = differences.begun(runs, self._caret_place_in_alignment())
        self.difference_changed.emit(current if self._difference is None else self._difference + 1, len(runs))

    # The rest

    def _reveal_zone(self, pane: int) -> None:
        """Scroll no further than the zone needs to be seen whole, and never so far that its line leaves the view."""
        rows = self._positions.rows(pane)
        if rows.zone_row is None:
            return
        wanted = min(rows.top(rows.zone_row + 1) - self._view_height(), rows.top(max(0, rows.zone_row - 1)))
        if wanted > self._positions.offset(pane):
            self._scroll_pane(pane, wanted)

    def _is_here(self, finding: Finding) -> bool:
        if len(self._files) == 1:
            return True
        return any(span.path == self._files[self._file] for span in finding.evidence)

    def _index(self, slot: Slot) -> int | None:
        return next((i for i, content in enumerate(self._contents) if content.slot is slot), None)

    def _shown_indexes(self) -> list[int]:
        return [index for index, content in enumerate(self._contents) if content.slot in self._shown]

    def _require(self) -> Sitting:
        assert self._sitting is not None, "nothing is shown yet"
        return self._sitting

    def _view_height(self) -> int:
        return self._columns[self._reading.active].pane.viewport().height() if self._columns else 0

    def _end_flash(self) -> None:
        for column in self._columns:
            column.pane.show_flash(None)

    def _on_resize(self) -> None:
        self._stay_on_screen()
        self._resized.start()

    def hideEvent(self, event: QHideEvent) -> None:
        self._top = None

    def _stay_on_screen(self) -> None:
        """What opens above the code pushes the panes down, not the lines: those stand still on the screen."""
        if not self.isVisible() or not self._columns:
            return
        top = self._board.code_top()
        pushed = 0 if self._top is None else top - self._top
        self._top = top
        if pushed and self._offset():
            self._scroll_to(self._offset() + pushed)


def _once(parent: QWidget, after_ms: int, act: Callable[[], None]) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(after_ms)
    timer.timeout.connect(act)
    return timer
