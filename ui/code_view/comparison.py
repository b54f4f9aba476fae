"""Two or three panes side by side on one list of rows: what belongs together stands level, whatever scrolls."""

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice, zip_longest
from typing import Literal, TypeVar, cast

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from app.code.alignment import AlignedRow, Alignment, align
from app.code.highlighting import Spans, highlight
from app.code.lines import excerpt
from app.domain.draft import Finding, Span
from app.domain.names import FindingId, Slot
from app.domain.sitting import Place, Sitting
from ui.background import Pull, pull
from ui.code_view.content import PaneContent, TokenMarks
from ui.code_view.header import HEIGHT as HEADER_HEIGHT
from ui.code_view.header import PaneHeader
from ui.code_view.painting import Metrics
from ui.code_view.pane import CodeView
from ui.code_view.rows import Rows, Zone, lay_out
from ui.code_view.scrolling import anchor_for, clamped, scroll_keeping, scroll_revealing, scroll_to_third
from ui.plain_text import button, label
from ui.theme import Theme

T = TypeVar("T")
Y = TypeVar("Y")
Mode = Literal["aligned", "plain"]

LEAST_SHARED_PERCENT = 25
NARROW = 1360
WIDE = 1920
SYNCHRONOUS_LINES = 4_000
FLASH_MS = 600


class ComparisonView(QWidget):
    """The exhibits of a sitting. It reports where the person reads and what is selected; keys come from outside."""

    selection_changed = Signal(object, int, int)  # Slot, first line, last line
    pane_focused = Signal(object)  # Slot
    difference_changed = Signal(int, int)  # current from 1 (0 for none), how many
    finding_opened = Signal(str)
    place_changed = Signal()
    views_changed = Signal(object)  # tuple of the views in force
    aligned = Signal(int)  # per cent shared
    solo_changed = Signal(object)  # the slots that are shown

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._sitting: Sitting | None = None
        self._contents: tuple[PaneContent, ...] = ()
        self._panes: tuple[CodeView, ...] = ()
        self._headers: tuple[PaneHeader, ...] = ()
        self._columns: tuple[QWidget, ...] = ()
        self._findings: tuple[Finding, ...] = ()
        self._files: tuple[str, ...] = ("",)
        self._file = 0
        self._alignment: Alignment | None = None
        self._alignments: dict[tuple[Slot, ...], Alignment] = {}
        self._base = Rows((), 1)
        self._rows = self._base
        self._marks = TokenMarks(())
        self._pulls: list[Pull] = []
        self._layout_pull: Pull | None = None
        self._layout_rest: Generator[None, None, Rows] = lay_out(
            (), panes=0, file=0, line_height=1, sublines=lambda _pane, _line: 1
        )
        self._scroll = 0
        self._x_offset = 0
        self._active = 0
        self._carets: list[int] = []
        self._anchors: list[int] = []
        self._characters: tuple[int, int, int, int] | None = None
        self._difference: int | None = None
        self._mode: Mode = "aligned"
        self._is_low = False
        self._is_mode_chosen = False
        self._is_tinted = True
        self._wrap: bool | None = None
        self._size = 13
        self._metrics = Metrics.of(theme, 13)
        self._zone: Zone | None = None
        self._zone_widget: QWidget | None = None
        self._shown: tuple[Slot, ...] = ()
        self._wanted_place: Place | None = None
        self._flash = QTimer(self)
        self._flash.setSingleShot(True)
        self._flash.setInterval(FLASH_MS)
        self._flash.timeout.connect(self._end_flash)
        self._resized = QTimer(self)
        self._resized.setSingleShot(True)
        self._resized.setInterval(0)
        self._resized.timeout.connect(self._settle)
        self._splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        self._top: int | None = None
        self._note = label(role="secondary", parent=self)
        self._note.setContentsMargins(12, 6, 12, 6)
        self._note.setProperty("surface", "sunken")
        self._note.hide()
        self._strip = QWidget(self)
        self._strip_row = QHBoxLayout(self._strip)
        self._strip_row.setContentsMargins(8, 4, 8, 4)
        self._strip_row.setSpacing(4)
        self._strip.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._strip)
        column.addWidget(self._splitter, 1)
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
        self._files = _files_of(sitting)
        self._file = 0
        self._findings = ()
        self._mode, self._is_low, self._is_mode_chosen = "aligned", False, False
        self._is_tinted = not sitting.policy.neutral_first_look
        self._shown = tuple(exhibit.slot for exhibit in sitting.exhibits)
        self._build_columns()
        self._build_strip()
        self._active = 0
        self._wanted_place = place
        self._show_file()

    def show_findings(self, findings: Iterable[Finding]) -> None:
        self._findings = tuple(findings)
        for content, pane, header in zip(self._contents, self._panes, self._headers, strict=True):
            own = tuple(finding for finding in self._findings if finding.slot is content.slot)
            content.findings = tuple(finding for finding in own if self._is_here(finding))
            header.show_findings(len(own))
            pane.show_findings()

    # Where the person reads

    def focused_slot(self) -> Slot:
        return self._contents[self._active].slot if self._contents else Slot.A

    def focus_pane(self, slot: Slot) -> None:
        index = self._index(slot)
        if index is not None and slot in self._shown:
            self._panes[index].setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._activate(index)

    def focus_code(self) -> None:
        """Give the focus to the pane that had it last."""
        if self._panes:
            self._panes[self._active].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def selection(self) -> tuple[Slot, Span]:
        """The selected lines of the active pane, the caret's line where none are; columns where characters are."""
        content = self._contents[self._active]
        path = self._files[self._file] if len(self._files) > 1 else None
        if self._characters is not None:
            first_line, first, last_line, last = self._characters
            if first < last or first_line < last_line:
                return content.slot, Span(first_line, last_line, path, first + 1, max(last, 1))
        caret, anchor = self._carets[self._active], self._anchors[self._active]
        return content.slot, Span(min(caret, anchor), max(caret, anchor), path)

    def has_lines(self) -> bool:
        """Whether the active pane has a line to point at."""
        return bool(self._contents) and self._contents[self._active].lines > 0

    def finding_at_caret(self) -> FindingId | None:
        if not self._contents:
            return None
        caret = self._carets[self._active]
        for finding in self._contents[self._active].findings:
            if any(span.first_line <= caret <= span.last_line for span in finding.evidence):
                return finding.finding_id
        return None

    def place(self) -> Place:
        """Where the person is, to come back to it."""
        row = self._rows.row_at(self._scroll)
        if row == self._rows.zone_row and row:
            row -= 1
        carets = tuple(
            (content.slot, self._carets[index], self._anchors[index]) for index, content in enumerate(self._contents)
        )
        offset = self._scroll - self._rows.top(row)
        return Place(self.focused_slot(), carets, self._without_zone(row), offset)

    def views(self) -> tuple[str, ...]:
        """The views of the code that are in force now, in the order in which they are recorded."""
        used = ["aligned" if self._is_aligned() else "plain"]
        used.append("tinted" if self._is_tinted and self._is_aligned() else "untinted")
        if self._wraps():
            used.append("wrapped")
        if len(self._shown) < len(self._contents):
            used.append("solo" if len(self._shown) == 1 else "pair")
        return tuple(used)

    def caret_y(self) -> int:
        """How far below the top of its pane the caret's row stands, in pixels."""
        row = self._rows.row_of(self._active, self._carets[self._active]) or 0
        return self._rows.top(row) - self._scroll

    def caret_place(self) -> QRect | None:
        """The caret's row in this view, over its whole width; None while nothing is shown."""
        if not self._panes:
            return None
        top = self._panes[self._active].viewport().mapTo(self, QPoint(0, self.caret_y())).y()
        return QRect(0, top, self.width(), self._metrics.line_height)

    def caret_y_on_screen(self) -> int:
        """The same from the top of the window."""
        return self._panes[self._active].viewport().mapTo(self.window(), QPoint(0, self.caret_y())).y()

    def note(self) -> str:
        """What is said between the headers and the code."""
        return self._note.text()

    def is_settled(self) -> bool:
        """Whether alignment, tokens and rows are all there."""
        return self._alignment is not None and not self._pulls and self._layout_pull is None

    def panes_shown(self) -> tuple[QWidget, ...]:
        """The panes that can take the focus, from the left."""
        shown = zip(self._contents, self._panes, strict=True)
        return tuple(pane for content, pane in shown if content.slot in self._shown)

    def slots_shown(self) -> tuple[Slot, ...]:
        return self._shown

    # Moving

    def move_caret(self, lines: int, *, extend: bool = False) -> None:
        self._put_caret(self._carets[self._active] + lines, extend=extend)

    def page(self, pages: int, *, extend: bool = False) -> None:
        lines = max(1, self._view_height() // self._metrics.line_height - 2)
        self._put_caret(self._carets[self._active] + pages * lines, extend=extend)

    def scroll_pages(self, pages: int) -> None:
        """Scroll without moving the caret, for reading while writing."""
        self._scroll_to(self._scroll + pages * (self._view_height() - 2 * self._metrics.line_height))

    def caret_home(self) -> None:
        self._put_caret(1)

    def caret_end(self) -> None:
        self._put_caret(self._contents[self._active].lines)

    def next_candidate(self, steps: int) -> None:
        """Go to the neighbouring candidate, to the same row."""
        shown = [index for index, content in enumerate(self._contents) if content.slot in self._shown]
        if len(self._contents) > 1 and len(self._shown) == 1:
            order = list(range(len(self._contents)))
            target = order[(self._active + steps) % len(order)]
            row = self._caret_row()
            self.show_slots((self._contents[target].slot,))
        else:
            target = shown[(shown.index(self._active) + steps) % len(shown)]
            row = self._caret_row()
        line = self._rows.line_near(target, row)
        if line is not None:
            self._carets[target] = self._anchors[target] = line
        self._panes[target].setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._activate(target)

    def next_difference(self, steps: int) -> None:
        """Go to the next run of rows that differ; its first row stands at a third of the height."""
        differences = self._differences()
        if not differences:
            self.difference_changed.emit(0, 0)
            return
        here = self._difference
        if here is None:
            row = self._caret_row()
            before = [number for number, (first, _) in enumerate(differences) if first <= row]
            inside = bool(before) and row <= differences[before[-1]][1]
            here = (before[-1] if before else -1) if steps > 0 or inside else len(before)
            target = here + steps
        else:
            target = here + steps
        target = max(0, min(target, len(differences) - 1))
        first, last = differences[target]
        row = self._row_index(first)
        line = next(
            (
                entry.lines[self._active]
                for entry in islice(self._aligned_rows(), first, last + 1)
                if entry.lines[self._active] is not None
            ),
            None,
        ) or self._rows.line_near(self._active, row)
        if line is not None:
            self._carets[self._active] = self._anchors[self._active] = line
        self._difference = target
        self._scroll_to(scroll_to_third(self._rows, row, self._view_height()))
        self._show_carets()
        self.difference_changed.emit(target + 1, len(differences))

    def next_finding(self, steps: int) -> None:
        """Go to the next finding of the active candidate."""
        content = self._contents[self._active]
        lines = sorted({span.first_line for finding in content.findings for span in finding.evidence})
        if not lines:
            return
        caret = self._carets[self._active]
        ahead = [line for line in lines if line > caret] or lines[:1]
        behind = [line for line in lines if line < caret] or lines[-1:]
        self.reveal(content.slot, ahead[0] if steps > 0 else behind[-1])

    def reveal(self, slot: Slot, first: int, last: int | None = None, path: str | None = None) -> None:
        """Lead the person to lines: jump there and mark them for a moment."""
        index = self._index(slot)
        if index is None:
            return
        if path is not None and path in self._files and path != self._files[self._file]:
            self.show_file(self._files.index(path))
        if slot not in self._shown:
            self.show_slots(tuple(exhibit.slot for exhibit in self._require().exhibits))
        self._finish_layout()
        first = max(1, min(first, self._contents[index].lines))
        row = self._rows.row_of(index, first)
        if row is None:
            return
        self._active = index
        self._carets[index] = self._anchors[index] = first
        self._scroll_to(scroll_to_third(self._rows, row, self._view_height()))
        self._panes[index].show_flash((first, last or first))
        self._flash.start()
        self._show_carets()

    # How it is shown

    def set_mode(self, mode: Mode) -> None:
        """Aligned rows, or each candidate by itself line by line."""
        if mode != self._mode or self._is_low:
            self._mode, self._is_low, self._is_mode_chosen = mode, False, True
            self._show_note("")
            self._relayout()

    def mode(self) -> Mode:
        return "aligned" if self._is_aligned() else "plain"

    def set_tinted(self, tinted: bool) -> None:
        if tinted != self._is_tinted:
            self._is_tinted = tinted
            self._show_rows()

    def is_tinted(self) -> bool:
        return self._is_tinted

    def set_wrap(self, wrap: bool | None) -> None:
        """Wrap long lines or not; None decides by the room."""
        self._wrap = wrap
        self._relayout()

    def is_wrapping(self) -> bool:
        return self._wraps()

    def set_code_size(self, pixels: int) -> None:
        self._size = pixels
        self._relayout()

    def show_slots(self, slots: tuple[Slot, ...]) -> None:
        """Show only these candidates: one, a pair, or all."""
        if not self._columns:
            return
        self._shown = slots
        for content, column, header in zip(self._contents, self._columns, self._headers, strict=True):
            column.setVisible(content.slot in slots)
            header.show_solo(is_solo=slots == (content.slot,))
        if self._contents[self._active].slot not in slots:
            self._active = next(i for i, content in enumerate(self._contents) if content.slot in slots)
        self._splitter.setSizes([1000 if content.slot in slots else 0 for content in self._contents])
        self.focus_code()
        self._relayout()
        self._align()
        self.solo_changed.emit(slots)

    def next_file(self, steps: int) -> None:
        """The neighbouring file, and round again."""
        if len(self._files) > 1:
            self.show_file((self._file + steps) % len(self._files))
            self._build_strip()
            self.focus_code()

    def show_path(self, path: str | None) -> None:
        """Show the file called *path*, where there is one of several."""
        if path is not None and path in self._files:
            self.show_file(self._files.index(path))
            self._build_strip()

    def show_file(self, index: int) -> None:
        """Show another file of candidates that have several."""
        if index != self._file and 0 <= index < len(self._files):
            self._drop_work()
            self.close_zone()
            self._file = index
            self._wanted_place = None
            self._show_file()

    # Zones

    def open_zone(self, slot: Slot, line: int, widget: QWidget, height: int) -> None:
        """Open room for *widget* behind *line* of a candidate; the caret's row stays where it is."""
        index = self._index(slot)
        if index is None:
            return
        self._finish_layout()
        self._zone = Zone(index, min(line, self._contents[index].lines), height)
        self._zone_widget = widget
        self._put_rows(self._base)
        self._panes[index].set_zone(widget)
        self._reveal_zone()

    def resize_zone(self, height: int, line: int | None = None) -> None:
        if self._zone is not None:
            self._zone = replace(self._zone, height=height, line=self._zone.line if line is None else line)
            self._put_rows(self._base)

    def close_zone(self) -> None:
        if self._zone is None:
            return
        pane = self._panes[self._zone.pane]
        self._zone = None
        self._zone_widget = None
        pane.set_zone(None)
        self._put_rows(self._base)

    # The clipboard

    def copy_selection(self) -> None:
        """The selected source, to the letter: its own line ends, no fillers, no numbers."""
        content = self._contents[self._active]
        _, span = self.selection()
        text = excerpt(content.source, span.first_line, span.last_line)
        if span.first_column is not None and span.last_column is not None:
            last_line = content.source.lines[span.last_line - 1]
            end = content.source.ends[span.last_line - 1]
            text = text[span.first_column - 1 : len(text) - len(end) - (len(last_line) - span.last_column)]
        QGuiApplication.clipboard().setText(text)

    # Building

    def _build_columns(self) -> None:
        sitting = self._require()
        for column in self._columns:
            column.setParent(None)
            column.deleteLater()
        columns, panes, headers = [], [], []
        for index, exhibit in enumerate(sitting.exhibits):
            column = QWidget(self._splitter)
            header = PaneHeader(self._theme, exhibit.slot, column)
            pane = CodeView(self._theme, index, column)
            stack = QVBoxLayout(column)
            stack.setContentsMargins(0, 0, 0, 0)
            stack.setSpacing(0)
            stack.addWidget(header)
            stack.addWidget(pane, 1)
            self._connect(index, exhibit.slot, header, pane)
            self._splitter.addWidget(column)
            columns.append(column)
            panes.append(pane)
            headers.append(header)
        self._columns, self._panes, self._headers = tuple(columns), tuple(panes), tuple(headers)
        self._splitter.setSizes([1000] * len(columns))
        for handle in range(1, len(columns)):
            self._splitter.handle(handle).installEventFilter(self)

    def _connect(self, index: int, slot: Slot, header: PaneHeader, pane: CodeView) -> None:
        pane.caret_placed.connect(lambda line, extend: self._caret_by_mouse(index, line, extend))
        pane.characters_selected.connect(lambda *span: self._characters_by_mouse(index, span))
        pane.word_chosen.connect(self._show_word)
        pane.wheel_turned.connect(self._turn)
        pane.position_chosen.connect(self._scroll_to)
        pane.finding_pressed.connect(self.finding_opened)
        pane.focused.connect(partial(self._activate, index))
        pane.resized.connect(self._on_resize)
        header.findings_pressed.connect(lambda: self._findings_of(slot))
        header.zoom_pressed.connect(lambda: self.toggle_solo(slot))

    def toggle_solo(self, slot: Slot | None = None) -> None:
        """Show one candidate alone, or all again."""
        chosen = slot or self.focused_slot()
        everyone = tuple(content.slot for content in self._contents)
        self.show_slots(everyone if self._shown == (chosen,) else (chosen,))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.MouseButtonDblClick:
            self._splitter.setSizes([1000] * len(self._columns))
            return True
        return False

    def _build_strip(self) -> None:
        while (item := self._strip_row.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self._strip.setVisible(len(self._files) > 1)
        for index, path in enumerate(self._files):
            tab = button(path, kind="segment", name=f"File {path}")
            tab.setCheckable(True)
            tab.setAutoExclusive(True)
            tab.setChecked(index == self._file)
            tab.clicked.connect(partial(self.show_file, index))
            self._strip_row.addWidget(tab)
        self._strip_row.addStretch(1)

    def _show_file(self) -> None:
        sitting = self._require()
        path = self._files[self._file]
        texts = []
        for exhibit in sitting.exhibits:
            several = len(self._files) > 1
            files = [file for file in exhibit.files if not several or file.path == path]
            texts.append(files[0].content if files else "")
        self._contents = tuple(
            PaneContent(exhibit.slot, text) for exhibit, text in zip(sitting.exhibits, texts, strict=True)
        )
        self._carets = [1] * len(self._contents)
        self._anchors = [1] * len(self._contents)
        self._characters = None
        self._difference = None
        self._scroll = self._x_offset = 0
        self._alignment = None
        self._alignments = {}
        self._marks = TokenMarks(self._contents)
        for content, pane, header in zip(self._contents, self._panes, self._headers, strict=True):
            pane.show_content(content, sitting.brief.language)
            pane.show_word("")
            header.show_content(lines=content.lines, hidden=content.hidden, path=path if len(self._files) > 1 else "")
        self._show_note("")
        self._relayout()
        self.show_findings(self._findings)
        self._start_work()

    def _start_work(self) -> None:
        sitting = self._require()
        sources = [content.source for content in self._contents]
        self._align()
        tokens = [
            highlight(source, language=sitting.brief.language, path=self._files[self._file]) for source in sources
        ]
        self._begin(_in_turn(tokens), done=lambda _: None, step=self._take_spans)

    def _begin(
        self, steps: Generator[Y, None, T], *, done: Callable[[T], None], step: Callable[[Y], None] | None = None
    ) -> None:
        """Pull *steps* until they end or the work is dropped."""

        def finish(result: T) -> None:
            # A pull that has ended is deleted and cannot be cancelled any more.
            self._pulls.remove(work)
            done(result)

        work = pull(self, steps, done=finish, step=step)
        self._pulls.append(work)

    def _take_spans(self, batch: tuple[int, tuple[int, tuple[Spans, ...]]]) -> None:
        index, (first, spans) = batch
        self._contents[index].add_spans(first, spans)
        self._panes[index].refresh_lines(first, first + len(spans) - 1)

    def _compared(self) -> tuple[Slot, ...]:
        """Whose lines stand beside each other: a pair is compared by itself, one alone keeps the rows of all."""
        return self._shown if len(self._shown) == 2 else tuple(content.slot for content in self._contents)

    def _align(self) -> None:
        """Line up those that are compared; what was found before is shown at once."""
        slots = self._compared()
        if (known := self._alignments.get(slots)) is not None:
            self._show_alignment(known)
            return
        columns = tuple(index for index, content in enumerate(self._contents) if content.slot in slots)

        def keep(found: Alignment) -> None:
            self._alignments[slots] = _spread(found, columns, len(self._contents))
            if slots == self._compared():
                self._show_alignment(self._alignments[slots])

        self._begin(align([self._contents[index].source for index in columns]), done=keep)

    def _show_alignment(self, alignment: Alignment) -> None:
        self._alignment = alignment
        self._is_low = (
            alignment.shared_percent < LEAST_SHARED_PERCENT and self._mode == "aligned" and not self._is_mode_chosen
        )
        self._show_note(self._note_about(alignment))
        self._relayout()
        self.aligned.emit(alignment.shared_percent)

    def _show_note(self, text: str) -> None:
        """Say something in a line between the headers and the code; empty takes the line away."""
        self._note.setText(text)
        self._note.setVisible(bool(text))
        self._place_note()

    def _place_note(self) -> None:
        height = self._note.sizeHint().height() if self._note.text() else 0
        for column in self._columns:
            cast(QVBoxLayout, column.layout()).setSpacing(height)
        self._note.setGeometry(0, self._splitter.y() + HEADER_HEIGHT, self.width(), height)
        self._note.raise_()

    def _note_about(self, alignment: Alignment) -> str:
        compared = [content for content in self._contents if content.slot in self._compared()]
        texts = {content.source for content in compared}
        letters = " and ".join(", ".join(content.slot for content in compared).rsplit(", ", 1))
        if len(texts) == 1 and len(compared) > 1 and len(self._files) == 1:
            hint = "Tie is preselected; change it if the task says otherwise."
            return f"{letters} are identical. {hint}"
        if self._is_low and all(content.lines for content in compared):
            return f"Only {alignment.shared_percent} % shared: alignment is off. Press D to align anyway."
        return ""

    def _drop_work(self) -> None:
        for work in self._pulls:
            work.cancel()
        self._pulls.clear()
        if self._layout_pull is not None:
            self._layout_pull.cancel()
            self._layout_pull = None

    # Rows

    def _aligned_rows(self) -> Iterable[AlignedRow]:
        if self._alignment is not None and self._is_aligned():
            return self._alignment.rows
        return _side_by_side([content.lines for content in self._contents])

    def _is_aligned(self) -> bool:
        return self._mode == "aligned" and not self._is_low and len(self._shown) > 0

    def _shows_tints(self) -> bool:
        return self._is_tinted and self._is_aligned() and self._alignment is not None

    def _wraps(self) -> bool:
        if self._wrap is not None:
            return self._wrap
        return len(self._shown) == 3 and self.width() < WIDE

    def _relayout(self) -> None:
        """Compute the rows anew; what is being read stays where it is."""
        if not self._contents:
            return
        if self._layout_pull is not None:
            self._layout_pull.cancel()
            self._layout_pull = None
        self._measure()
        cells = self._wrap_cells()
        steps = lay_out(
            self._aligned_rows(),
            panes=len(self._contents),
            file=self._file,
            line_height=self._metrics.line_height,
            sublines=lambda pane, line: self._contents[pane].sublines(line, cells[pane]),
        )

        def done(rows: Rows) -> None:
            self._layout_pull = None
            self._put_rows(rows)

        if sum(content.lines for content in self._contents) <= SYNCHRONOUS_LINES:
            done(_drained(steps))
        else:
            self._layout_pull = pull(self, steps, done=done)
            self._layout_rest = steps

    def _finish_layout(self) -> None:
        """Have the rows now: something must be found in them."""
        if self._layout_pull is not None:
            self._layout_pull.cancel()
            self._layout_pull = None
            self._put_rows(_drained(self._layout_rest))

    def _put_rows(self, base: Rows) -> None:
        """Show *base* with the zone in it; what is being read stays where it is."""
        height, line_height = self._view_height(), self._metrics.line_height
        anchor = anchor_for(self._rows, self._scroll, height, pane=self._active, caret=self._carets[self._active])
        self._base = base
        self._rows = base if self._zone is None else base.with_zone(self._zone)
        # At the very top, what comes to stand above the first line is to be seen too.
        is_at_top = self._scroll == 0 and self._zone is None
        wanted = 0 if is_at_top else scroll_keeping(self._rows, anchor, self._scroll)
        self._scroll = clamped(wanted, self._rows, height, line_height)
        self._show_rows()
        self._restore()
        self._tell_difference()

    def _measure(self) -> None:
        is_narrow = self.width() < NARROW and len(self._shown) == 3
        size = min(self._size, 12) if is_narrow and self._size == 13 else self._size
        if size != self._metrics.size or self._metrics.cell <= 0:
            self._metrics = Metrics.of(self._theme, size)
        for pane, header in zip(self._panes, self._headers, strict=True):
            pane.show_metrics(self._metrics, pills=not is_narrow)
            header.show_narrow(is_narrow=is_narrow)

    def _wrap_cells(self) -> list[int]:
        return [pane.text_cells if self._wraps() else 0 for pane in self._panes]

    def _show_rows(self) -> None:
        cells = self._wrap_cells()
        for index, pane in enumerate(self._panes):
            pane.show_rows(self._rows, self._marks, wrap_cells=cells[index], tinted=self._shows_tints())
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
                self._carets[index], self._anchors[index] = min(caret, lines), min(anchor, lines)
        self._active = self._index(place.slot) or 0
        self._scroll_to(self._rows.top(self._row_index(place.row)) + place.offset)
        self._show_carets(tell=False)
        if self._alignment is not None:
            self._wanted_place = None

    # Scrolling and carets

    def _turn(self, down: int, right: int) -> None:
        if right and not self._wraps():
            widest = max((len(text) for content in self._contents for text in content.source.lines), default=0)
            room = max(0, int(widest * self._metrics.cell) - self._panes[0].viewport().width() // 2)
            self._x_offset = max(0, min(self._x_offset + right, room))
        self._scroll_to(self._scroll + down)

    def _scroll_to(self, y: int) -> None:
        self._scroll = clamped(y, self._rows, self._view_height(), self._metrics.line_height)
        self._show_scroll()
        self.place_changed.emit()

    def _show_scroll(self) -> None:
        for pane in self._panes:
            pane.show_scroll(self._scroll, self._x_offset)

    def _put_caret(self, line: int, *, extend: bool = False) -> None:
        if not self._contents:
            return
        index = self._active
        line = max(1, min(line, max(1, self._contents[index].lines)))
        self._carets[index] = line
        if not extend:
            self._anchors[index] = line
        self._set_characters(None)
        row = self._rows.row_of(index, line)
        if row is not None:
            self._scroll = clamped(
                scroll_revealing(self._rows, row, self._scroll, self._view_height(), self._metrics.line_height),
                self._rows,
                self._view_height(),
                self._metrics.line_height,
            )
            self._show_scroll()
        self._difference = None
        self._show_carets()

    def _show_carets(self, *, tell: bool = True) -> None:
        for index, pane in enumerate(self._panes):
            caret, anchor = self._carets[index], self._anchors[index]
            is_selected = index == self._active and caret != anchor
            selection = (min(caret, anchor), max(caret, anchor)) if is_selected else None
            pane.show_caret(caret, selection, is_active=index == self._active)
            self._headers[index].show_active(is_active=index == self._active)
        if tell and self._contents:
            slot, span = self.selection()
            self.selection_changed.emit(slot, span.first_line, span.last_line)
            self._tell_difference()
            self.place_changed.emit()

    def clear_selection(self) -> bool:
        """Let go of the selection and the underlined word; False where there was none."""
        had = self._characters is not None or self._carets[self._active] != self._anchors[self._active]
        self._set_characters(None)
        self._anchors[self._active] = self._carets[self._active]
        for pane in self._panes:
            pane.show_word("")
        self._show_carets()
        return had

    def _caret_by_mouse(self, index: int, line: int, extend: bool) -> None:
        self._active = index
        self._carets[index] = line
        if not extend:
            self._anchors[index] = line
        self._difference = None
        self._show_carets()

    def _characters_by_mouse(self, index: int, span: tuple[int, ...]) -> None:
        self._active = index
        first_line, first, last_line, last = span
        self._characters = (first_line, first, last_line, last)

    def _set_characters(self, characters: tuple[int, int, int, int] | None) -> None:
        self._characters = characters
        for pane in self._panes:
            pane.show_characters(characters)

    def _show_word(self, word: str) -> None:
        for pane in self._panes:
            pane.show_word(word)

    def _activate(self, index: int) -> None:
        if index >= len(self._contents):
            return
        self._active = index
        self._show_carets()
        self.pane_focused.emit(self._contents[index].slot)

    # Differences

    def _differences(self) -> tuple[tuple[int, int], ...]:
        return self._alignment.differences if self._alignment is not None and self._is_aligned() else ()

    def _caret_row(self) -> int:
        """The row of the caret, counted without the zone."""
        return self._without_zone(self._rows.row_of(self._active, self._carets[self._active]) or 0)

    def _without_zone(self, row: int) -> int:
        """The number that *row* has while no zone is open."""
        zone = self._rows.zone_row
        return row - 1 if zone is not None and zone < row else row

    def _row_index(self, row: int) -> int:
        """The number, now, of the row that is *row* while no zone is open."""
        zone = self._rows.zone_row
        return row + 1 if zone is not None and zone <= row else row

    def _tell_difference(self) -> None:
        differences = self._differences()
        row = self._caret_row()
        current = sum(first <= row for first, _ in differences)
        if self._difference is not None:
            current = self._difference + 1
        self.difference_changed.emit(current, len(differences))

    # The rest

    def _reveal_zone(self) -> None:
        """Scroll no further than the zone needs to be seen whole."""
        index = self._rows.zone_row
        if index is None:
            return
        bottom = self._rows.top(index + 1)
        if bottom > self._scroll + self._view_height():
            self._scroll_to(bottom - self._view_height())

    def _findings_of(self, slot: Slot) -> None:
        self.focus_pane(slot)
        self.next_finding(1)

    def _is_here(self, finding: Finding) -> bool:
        if len(self._files) == 1:
            return True
        return any(span.path == self._files[self._file] for span in finding.evidence)

    def _index(self, slot: Slot) -> int | None:
        return next((i for i, content in enumerate(self._contents) if content.slot is slot), None)

    def _require(self) -> Sitting:
        assert self._sitting is not None, "nothing is shown yet"
        return self._sitting

    def _view_height(self) -> int:
        return self._panes[self._active].viewport().height() if self._panes else 0

    def _end_flash(self) -> None:
        for pane in self._panes:
            pane.show_flash(None)

    def _on_resize(self) -> None:
        self._stay_on_screen()
        self._resized.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place_note()

    def hideEvent(self, event: QHideEvent) -> None:
        self._top = None

    def _stay_on_screen(self) -> None:
        """What opens above the code pushes the panes down, not the lines: those stand still on the screen."""
        if not self.isVisible() or not self._panes:
            return
        top = self._splitter.mapTo(self.window(), QPoint(0, self._note.height() if self._note.text() else 0)).y()
        pushed = 0 if self._top is None else top - self._top
        self._top = top
        if pushed and self._scroll:
            self._scroll_to(self._scroll + pushed)

    def _settle(self) -> None:
        """The panes have their new size: wrap anew, keep still what is read."""
        if self._contents:
            self._relayout()


def _files_of(sitting: Sitting) -> tuple[str, ...]:
    """The paths of all candidates' files, in the order in which they first come; one for bare code."""
    paths = dict.fromkeys(file.path for exhibit in sitting.exhibits for file in exhibit.files)
    several = any(len(exhibit.files) > 1 for exhibit in sitting.exhibits)
    return tuple(paths) if several else ("",)


def _spread(alignment: Alignment, columns: Sequence[int], panes: int) -> Alignment:
    """*alignment* of some panes with empty columns for the others."""
    if len(columns) == panes:
        return alignment
    places = [columns.index(pane) if pane in columns else None for pane in range(panes)]
    rows = tuple(
        AlignedRow(
            tuple(None if place is None else row.lines[place] for place in places),
            tuple(None if place is None else row.marks[place] for place in places),
        )
        for row in alignment.rows
    )
    return replace(alignment, rows=rows)


def _side_by_side(counts: Sequence[int]) -> Iterator[AlignedRow]:
    """Line n beside line n, made while the rows are laid out: before the alignment is there, and for plain reading."""
    unmarked = (None,) * len(counts)
    for lines in zip_longest(*(range(1, count + 1) for count in counts)):
        yield AlignedRow(lines, unmarked)


def _drained(steps: Generator[None, None, Rows]) -> Rows:
    while True:
        try:
            next(steps)
        except StopIteration as end:
            rows: Rows = end.value
            return rows


def _in_turn(works: Sequence[Generator[Y, None, object]]) -> Generator[tuple[int, Y], None, None]:
    """One step of each, over and over: the beginnings of all files come before the end of the first."""
    waiting = list(enumerate(works))
    while waiting:
        for one in tuple(waiting):
            index, work = one
            try:
                yield index, next(work)
            except StopIteration:
                waiting.remove(one)
