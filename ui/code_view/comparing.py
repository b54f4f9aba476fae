"""Finds out how the candidates on the desk belong together and what their tokens are, in slices, and remembers it."""

from collections import OrderedDict
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from app.code.alignment import AlignedRow, Alignment, align
from app.code.anchors import Anchor
from app.code.highlighting import Spans, highlight
from app.code.lines import Source
from app.code.moved import Moved, moved_blocks
from ui.background import Pull, pull
from ui.code_view.content import PaneContent

T = TypeVar("T")
Y = TypeVar("Y")

REMEMBERED = 24
FIRST_BATCHES = 1
"""Of the tokens of each pane: what is in view, more or less, and is wanted before anything else."""


@dataclass(frozen=True, slots=True)
class Found:
    """What is known of some sources: how they are aligned, and which blocks stand elsewhere."""

    alignment: Alignment
    moved: tuple[Moved, ...]


class Comparing(QObject):
    """The work on one file of the candidates. A new beginning drops what went on before.

    What is in view comes first: the tokens of the first lines, and how the lines belong together; the tokens of the others
    wait for both.
    """

    aligned = Signal(object)  # Alignment, with a column for every pane
    moved = Signal(object)  # tuple[Moved, ...], by pane
    coloured = Signal(int, int, int)  # pane, first and last line
    ended = Signal(object)  # all tokens are known: of each pane whether a lexer went through it
    redrawn = Signal()  # lines take other room than before, now that their tokens are known

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._contents: tuple[PaneContent, ...] = ()
        self._pulls: list[Pull] = []
        self._ahead: Pull | None = None
        self._waiting: Generator[tuple[int, tuple[int, tuple[Spans, ...]]], None, None] | None = None
        self._compared: tuple[int, ...] = ()
        self._ends: dict[int, bool] = {}
        self._is_redrawn = False
        self._remembered: OrderedDict[tuple[object, ...], Found] = OrderedDict()

    @property
    def has_begun(self) -> bool:
        """Whether there is something to compare: `begin` was called for what lies on the desk."""
        return bool(self._contents)

    @property
    def is_working(self) -> bool:
        return bool(self._pulls) or self._waiting is not None

    @property
    def is_looking_ahead(self) -> bool:
        """Whether something that is not shown yet is being compared."""
        return self._ahead is not None

    def begin(self, contents: Sequence[PaneContent], *, language: str | None, path: str) -> None:
        """Colour *contents*; what is compared is said with `compare`."""
        self.drop()
        self._contents = tuple(contents)
        tokens = [highlight(content.source, language=language, path=path) for content in self._contents]
        self._is_redrawn = False
        self._ends = {}
        self._waiting = _in_turn(tokens, self._ends)
        first = _some(self._waiting, FIRST_BATCHES * len(self._contents))
        self._pull(first, done=_nothing, step=self._take_spans)

    def compare(self, panes: Sequence[int], *, anchors: Sequence[Anchor] = (), ignore_blanks: bool = False) -> None:
        """Line the *panes* up, with a line of each in every one of *anchors*; what was found before is told at once."""
        self._compared = tuple(panes)
        sources = [self._contents[pane].source for pane in panes]
        held = tuple(tuple(anchor[pane] for pane in panes) for anchor in anchors)
        held = tuple(anchor for anchor in held if sum(line is not None for line in anchor) > 1)
        # The texts themselves are the key: their hashes are kept by the strings, and equal texts are one alignment.
        key = (*sources, held, ignore_blanks)
        if (known := self._remembered.get(key)) is not None:
            self._remembered.move_to_end(key)
            self._tell_alignment(known.alignment)
            self._tell_moved(known.moved)
            return
        wanted = self._compared

        def keep(found: Found) -> None:
            self._remember(key, found)
            if wanted is self._compared:
                self._tell_moved(found.moved)

        def tell(alignment: Alignment | None) -> None:
            if alignment is not None and wanted is self._compared:
                self._tell_alignment(alignment)

        self._pull(_found(sources, held, ignore_blanks=ignore_blanks), done=keep, step=tell)

    def foresee(self, sources: Sequence[Source]) -> None:
        """Line *sources* up that may be compared next, and remember it. What is begun meanwhile goes before."""
        self._let_go_of_what_is_ahead()
        key = (*sources, (), False)
        if key in self._remembered:
            return

        def keep(found: Found) -> None:
            self._ahead = None
            self._remember(key, found)

        self._ahead = pull(self, _found(sources, (), ignore_blanks=False), done=keep)

    def drop(self) -> None:
        self._let_go_of_what_is_ahead()
        for work in self._pulls:
            work.cancel()
        self._pulls.clear()
        self._waiting = None
        self._contents = ()

    def _remember(self, key: tuple[object, ...], found: Found) -> None:
        self._remembered[key] = found
        while len(self._remembered) > REMEMBERED:
            self._remembered.popitem(last=False)

    def _let_go_of_what_is_ahead(self) -> None:
        if self._ahead is not None:
            self._ahead.cancel()
            self._ahead = None

    def _tell_alignment(self, alignment: Alignment) -> None:
        self.aligned.emit(_spread(alignment, self._compared, len(self._contents)))

    def _tell_moved(self, moved: Sequence[Moved]) -> None:
        panes = self._compared
        self.moved.emit(tuple(replace(block, column=panes[block.column], other=panes[block.other]) for block in moved))

    def _pull(
        self, steps: Generator[Y, None, T], *, done: Callable[[T], None], step: Callable[[Y], None] | None = None
    ) -> None:
        """Pull *steps* until they end or the work is dropped."""

        def finish(result: T) -> None:
            # A pull that has ended is deleted and cannot be cancelled any more.
            self._pulls.remove(work)
            done(result)
            self._colour_the_rest()

        work = pull(self, steps, done=finish, step=step)
        self._pulls.append(work)

    def _colour_the_rest(self) -> None:
        """Once nothing is under way that is wanted before."""
        if self._waiting is not None and not self._pulls:
            waiting, self._waiting = self._waiting, None
            self._pull(waiting, done=self._end_colours, step=self._take_spans)

    def _take_spans(self, batch: tuple[int, tuple[int, tuple[Spans, ...]]]) -> None:
        pane, (first, spans) = batch
        self._is_redrawn |= self._contents[pane].add_spans(first, spans)
        self.coloured.emit(pane, first, first + len(spans) - 1)

    def _end_colours(self, _: None) -> None:
        self.ended.emit(tuple(self._ends[pane] for pane in range(len(self._contents))))
        if self._is_redrawn:
            self.redrawn.emit()


def _found(
    sources: Sequence[Source], anchors: Sequence[Anchor], *, ignore_blanks: bool
) -> Generator[Alignment | None, None, Found]:
    """The alignment is yielded as soon as it is there, between steps that have nothing to tell."""
    alignment = yield from align(sources, anchors=anchors, ignore_blanks=ignore_blanks)
    yield alignment
    return Found(alignment, (yield from moved_blocks(sources, alignment)))


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


def _in_turn(works: Sequence[Generator[Y, None, T]], ends: dict[int, T]) -> Generator[tuple[int, Y], None, None]:
    """One step of each, over and over: the beginnings of all files come before the end of the first.

    What each of *works* returns is put into *ends*.
    """
    waiting = list(enumerate(works))
    while waiting:
        for one in tuple(waiting):
            index, work = one
            try:
                yield index, next(work)
            except StopIteration as end:
                ends[index] = end.value
                waiting.remove(one)


def _some(works: Generator[Y, None, object], count: int) -> Generator[Y, None, None]:
    """The first *count* steps of *works*, which goes on from there."""
    yield from islice(works, count)


def _nothing(_: object) -> None:
    return None
