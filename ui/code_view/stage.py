"""Puts texts on the screen: has them coloured, compared and laid out, and paints what is known so far.

What is being read stays where it is, whatever comes in.
"""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from app.code.alignment import Alignment
from app.code.limits import too_large
from app.code.lines import Source
from app.code.moved import Moved
from ui.code_view.arrangement import Arrangement
from ui.code_view.carets import Carets
from ui.code_view.columns import Columns
from ui.code_view.comparing import Comparing
from ui.code_view.connectors import links_between
from ui.code_view.content import TokenMarks
from ui.code_view.layout import Layout, Plan
from ui.code_view.look import Look, Mode, is_narrow
from ui.code_view.painting import Metrics
from ui.code_view.rows import RowKind, Rows, Zone
from ui.code_view.scroller import Scroller
from ui.code_view.scrolling import anchor_for, scroll_keeping
from ui.code_view.texts import Texts
from ui.theme import Theme


class Stage(QObject):
    """The work on the texts of one view. *view* is the widget whose width decides how much there is room for."""

    aligned = Signal(int)  # per cent shared
    settled = Signal()  # all tokens are known
    laid_out = Signal()  # the rows are new
    painted = Signal()  # the rows are shown in the look in force

    def __init__(
        self,
        theme: Theme,
        texts: Texts,
        arrangement: Arrangement,
        board: Columns,
        scroller: Scroller,
        carets: Carets,
        *,
        view: QWidget,
    ) -> None:
        super().__init__(view)
        self._theme = theme
        self._texts = texts
        self._arrangement = arrangement
        self._board = board
        self._scroller = scroller
        self._carets = carets
        self._view = view
        self._marks = TokenMarks(())
        self._large_wanted = False
        self._too_large = ""
        self._laid_out_for: tuple[object, ...] = ()
        self._moved_for_zone: tuple[int, int] | None = None  # where the pane stood before and after
        self._comparing = Comparing(self)
        self._comparing.aligned.connect(self._take_alignment)
        self._comparing.coloured.connect(self._show_colours)
        self._comparing.moved.connect(self._take_moved)
        self._comparing.redrawn.connect(self.lay_out)
        self._comparing.ended.connect(self._end_colours)
        self._layout = Layout(self, self._take_rows)
        board.note_action_pressed.connect(self._work_on_large)
        scroller.shown.connect(self._show_links)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._follow_focus)

    # The open file

    def begin(self) -> None:
        """A sitting is shown: nobody asked for work on what is too large."""
        self._large_wanted = False

    def show_file(self, *, at_top: bool = True) -> None:
        """Show the code at once; tokens and alignment follow. Not *at_top* where some other place is gone to."""
        texts = self._texts
        self._scroller.begin()
        self._arrangement.begin_file()
        self._marks = TokenMarks(texts.contents)
        for content, column in zip(texts.contents, self._board.columns, strict=True):
            column.pane.show_content(content, texts.language)
            path = texts.path_of_several or ""
            column.header.show_content(lines=content.lines, hidden=content.hidden, path=path)
        self._board.show_note("")
        # The rows are those of what was shown before; nothing is painted by them.
        self._scroller.take((Rows((), len(texts.contents)),) * len(texts.contents), opposite=None)
        self.paint()
        self._layout.begin(at_top=at_top)
        self.lay_out()
        self._begin_work()

    def compare(self) -> None:
        """Line up what is compared; nothing where the files are too large and nobody asked for it."""
        if self._comparing.has_begun:
            self._comparing.compare(
                self._texts.panes_compared(),
                anchors=self._arrangement.anchors(),
                ignore_blanks=self._arrangement.look.ignores_blanks,
            )

    def foresee(self, sources: Sequence[Source]) -> None:
        """Find out how *sources*, which are not shown yet, belong together."""
        if len(sources) > 1 and not any(map(too_large, sources)):
            self._comparing.foresee(sources)

    def drop(self) -> None:
        """End all work."""
        self._comparing.drop()
        self._layout.drop()

    @property
    def is_working(self) -> bool:
        return self._comparing.is_working or self._layout.is_working

    @property
    def is_looking_ahead(self) -> bool:
        return self._comparing.is_looking_ahead

    @property
    def is_laying_out(self) -> bool:
        """Whether the rows that are shown are not yet those of what is on show."""
        return self._layout.is_working

    def finish_layout(self) -> None:
        """Have the rows now: something must be found in them."""
        self._layout.finish()

    # How it is shown

    @property
    def is_wrapping(self) -> bool:
        return self._arrangement.look.wraps_on(self._view.width(), len(self._texts.panes_shown()))

    def change_look(self, look: Look) -> None:
        """Show it another way."""
        if look != self._arrangement.look:
            self._arrangement.look = look
            self._show_note()
            self.lay_out()

    def fit(self) -> None:
        """Compute the rows anew where the room for them is another than it was."""
        if self._texts.contents:
            self._measure()
            if self._room() != self._laid_out_for:
                self.lay_out()

    def lay_out(self) -> None:
        """Compute the rows anew."""
        if not self._texts.contents:
            return
        self._measure()
        if self.is_wrapping:
            self._scroller.stand_left()
        self._laid_out_for = self._room()
        cells, contents = self._wrap_cells(), self._texts.contents
        self._layout.make(
            Plan(
                aligned=self._arrangement.rows,
                panes=len(contents),
                is_shared=self._arrangement.mode is not Mode.FREE,
                file=self._texts.file,
                line_height=self._scroller.metrics.line_height,
                broken=lambda pane, last: contents[pane].broken(cells[pane], last),
                folds=self._arrangement.folded_runs(self.zone),
                lines=tuple(self._texts.lines),
            )
        )

    def paint(self) -> None:
        """Show the rows that are known in the look in force."""
        cells, tinted = self._wrap_cells(), self._arrangement.shows_tints
        for pane, column in enumerate(self._board.columns):
            column.pane.show_rows(self._scroller.rows(pane), self._marks, wrap_cells=cells[pane], tinted=tinted)
        self._scroller.show()
        self._carets.show(tell=False)
        self.painted.emit()

    def unfold(self, place: int) -> bool:
        """Open the fold that hides *place* of the alignment; False where none does."""
        if not self._arrangement.folds.open(place):
            return False
        self.lay_out()
        self._layout.finish()
        return True

    def unfold_row(self, pane: int, row: int) -> bool:
        """Open the fold that *row* is; False where it is a line."""
        rows = self._scroller.rows(pane).rows
        return bool(rows) and rows[row].kind is RowKind.FOLD and self.unfold(rows[row].place)

    def show_whole(self, pane: int, line: int) -> None:
        """Draw a line whole that is cut for its length."""
        self._texts.contents[pane].show_whole(line)
        self.lay_out()

    # Room for a widget between lines

    @property
    def zone(self) -> Zone | None:
        return self._layout.zone

    def open_zone(self, pane: int, line: int, widget: QWidget, height: int) -> None:
        """Open room for *widget* behind *line* of a pane."""
        row = self._scroller.rows(pane).row_of(pane, line)
        if row is not None:
            self.unfold_row(pane, row)
        if self.zone is not None and self.zone.pane != pane:
            self._board.columns[self.zone.pane].pane.set_zone(None)
        self._layout.open_zone(Zone(pane, min(line, self._texts.contents[pane].lines), height))
        self._board.columns[pane].pane.set_zone(widget)
        self._moved_for_zone = None
        self._reveal_zone(pane)

    def resize_zone(self, height: int, line: int | None) -> None:
        self._layout.resize_zone(height, line)
        # Who is writing in it wants to see it whole; who is reading wants the code to stand still.
        if self.zone is not None and self._board.columns[self.zone.pane].pane.is_writing_in_zone():
            self._reveal_zone(self.zone.pane)

    def _reveal_zone(self, pane: int) -> None:
        before = self._scroller.offset(pane)
        self._scroller.reveal_zone(pane)
        after = self._scroller.offset(pane)
        if before != after:
            moved = self._moved_for_zone
            is_same_move = moved is not None and moved[1] == before
            self._moved_for_zone = (moved[0] if moved is not None and is_same_move else before, after)

    def _follow_focus(self, _: QWidget | None, now: QWidget | None) -> None:
        """Keys go to what can be seen: who comes to write between the lines is shown where that is."""
        if self.zone is not None and now is not None and self._board.columns:
            pane = self._board.columns[self.zone.pane].pane
            if pane.is_writing_in_zone():
                self._reveal_zone(self.zone.pane)

    def close_zone(self) -> None:
        """Take the zone away; what was scrolled only to show it goes back to where it stood."""
        if self.zone is None:
            return
        pane, moved = self.zone.pane, self._moved_for_zone
        self._board.columns[pane].pane.set_zone(None)
        self._layout.close_zone()
        self._moved_for_zone = None
        if moved is not None and self._scroller.offset(pane) == moved[1]:
            self._scroller.scroll(pane, moved[0])

    # The work

    def _begin_work(self) -> None:
        """Colour and compare, unless that is too much to be done unasked."""
        texts = self._texts
        large = [too_large(content.source) for content in texts.contents]
        worst = max((one for one in large if one is not None), key=lambda one: one.lines, default=None)
        self._too_large = "" if worst is None or self._large_wanted else worst.sentence
        if self._too_large:
            self._arrangement.go_without()
            self._show_note()
            self.lay_out()
            self.aligned.emit(0)
            return
        self._comparing.begin(texts.contents, language=texts.language, path=texts.path)
        if len(texts.contents) > 1:
            self.compare()
        else:
            self._arrangement.go_without()
            self.lay_out()

    def _show_note(self) -> None:
        """How the candidates belong together, or that nothing was looked at, which can be turned on."""
        said = self._too_large or self._arrangement.note()
        self._board.show_note(said, action="Turn on" if self._too_large else "")

    @property
    def is_too_large(self) -> bool:
        """Whether nothing was compared, because there is so much of it and nobody asked."""
        return bool(self._too_large)

    def _work_on_large(self) -> None:
        self._large_wanted = True
        self._arrangement.alignment = None
        self._arrangement.look = replace(self._arrangement.look, mode=None)
        self._board.show_note("")
        self._begin_work()

    def _take_alignment(self, alignment: Alignment) -> None:
        self._arrangement.take(alignment)
        self._board.show_note(self._arrangement.note())
        self.lay_out()
        self.aligned.emit(alignment.shared_percent)

    def _take_moved(self, moved: tuple[Moved, ...]) -> None:
        if moved != self._arrangement.moved:
            self._arrangement.take_moved(moved)
            self.paint()

    def _show_colours(self, pane: int, first: int, last: int) -> None:
        self._board.columns[pane].pane.refresh_lines(first, last)

    def _end_colours(self, known: tuple[bool, ...]) -> None:
        """Now that strings and comments are known, so is what is emoji in them, and what has no colours at all."""
        for content, column, is_known in zip(self._texts.contents, self._board.columns, known, strict=True):
            column.header.show_plain(is_plain=bool(content.lines) and not is_known)
            if content.hidden:
                column.header.show_hidden(len(content.hidden_places()))
        self.settled.emit()

    # The rows

    def _measure(self) -> None:
        width, shown, look = self._view.width(), len(self._texts.panes_shown()), self._arrangement.look
        size = look.size_on(width, shown)
        metrics = self._scroller.metrics
        if size != metrics.size or metrics.cell <= 0:
            metrics = self._scroller.metrics = Metrics.of(self._theme, size)
        narrow = is_narrow(width, shown)
        for column in self._board.columns:
            column.pane.show_metrics(metrics, pills=not narrow)
            column.header.show_narrow(is_narrow=narrow)

    def _room(self) -> tuple[object, ...]:
        """What the rows and the place in them depend on: the size of the letters, and of the panes."""
        panes = [self._scroller.height(pane) for pane in range(len(self._board.columns))]
        return self._scroller.metrics, *panes, *self._wrap_cells()

    def _wrap_cells(self) -> list[int]:
        return [column.pane.text_cells if self.is_wrapping else 0 for column in self._board.columns]

    def _take_rows(self, rows: Sequence[Rows]) -> None:
        """Show *rows*; what is being read stays where it is."""
        scroller, carets = self._scroller, self._carets
        active = carets.active
        before, height = scroller.offset(active), scroller.height(active)
        anchor = anchor_for(carets.rows, before, height, pane=active, caret=carets.reading.caret)
        # Panes that stood level scroll by themselves from here on: each goes to what stands opposite.
        is_free = self._arrangement.mode is Mode.FREE
        scroller.take(rows, opposite=self._arrangement.opposites.borders if is_free else None)
        # At the very top, what comes to stand above the first line is to be seen too.
        is_at_top = before == 0 and self.zone is None
        scroller.move(active, 0 if is_at_top else scroll_keeping(carets.rows, anchor, before))
        self.paint()
        self.laid_out.emit()

    def _show_links(self) -> None:
        """In panes that scroll by themselves, show what belongs together between neighbours."""
        scroller, arrangement = self._scroller, self._arrangement
        if scroller.is_shared or arrangement.alignment is None or not arrangement.shows_tints:
            self._board.show_links(None)
            return
        height = scroller.height(self._carets.active)
        neighbours = [(left, left + 1) for left in range(len(self._board.columns) - 1)]
        self._board.show_links(
            [
                links_between(
                    arrangement.opposites.blocks(left, right),
                    rows=(scroller.rows(left), scroller.rows(right)),
                    panes=(left, right),
                    offsets=(scroller.offset(left), scroller.offset(right)),
                    height=height,
                )
                for left, right in neighbours
            ]
        )
