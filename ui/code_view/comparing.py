"""Finds out how the candidates on the desk belong together and what their tokens are, in slices, and remembers it."""

from collections import OrderedDict
from collections.abc import Callable, Generator, Sequence
from dataclasses import replace
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from app.code.alignment import AlignedRow, Alignment, align
from app.code.highlighting import Spans, highlight
from ui.background import Pull, pull
from ui.code_view.content import PaneContent

T = TypeVar("T")
Y = TypeVar("Y")

REMEMBERED = 24


class Comparing(QObject):
    """The work on one file of the candidates. A new beginning drops what went on before."""

    aligned = Signal(object)  # Alignment, with a column for every pane
    coloured = Signal(int, int, int)  # pane, first and last line

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._contents: tuple[PaneContent, ...] = ()
        self._pulls: list[Pull] = []
        self._compared: tuple[int, ...] = ()
        self._remembered: OrderedDict[tuple[object, ...], Alignment] = OrderedDict()

    @property
    def is_working(self) -> bool:
        return bool(self._pulls)

    def begin(self, contents: Sequence[PaneContent], *, language: str | None, path: str) -> None:
        """Colour *contents*; what is compared is said with `compare`."""
        self.drop()
        self._contents = tuple(contents)
        tokens = [highlight(content.source, language=language, path=path) for content in self._contents]
        self._pull(_in_turn(tokens), done=lambda _: None, step=self._take_spans)

    def compare(self, panes: Sequence[int]) -> None:
        """Line the *panes* up; what was found before is told at once."""
        self._compared = tuple(panes)
        sources = [self._contents[pane].source for pane in panes]
        # The texts themselves are the key: their hashes are kept by the strings, and equal texts are one alignment.
        key = tuple(sources)
        if (known := self._remembered.get(key)) is not None:
            self._remembered.move_to_end(key)
            self._tell(known)
            return
        wanted = self._compared

        def keep(found: Alignment) -> None:
            self._remembered[key] = found
            while len(self._remembered) > REMEMBERED:
                self._remembered.popitem(last=False)
            if wanted == self._compared:
                self._tell(found)

        self._pull(align(sources), done=keep)

    def drop(self) -> None:
        for work in self._pulls:
            work.cancel()
        self._pulls.clear()

    def _tell(self, found: Alignment) -> None:
        self.aligned.emit(_spread(found, self._compared, len(self._contents)))

    def _pull(
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
        pane, (first, spans) = batch
        self._contents[pane].add_spans(first, spans)
        self.coloured.emit(pane, first, first + len(spans) - 1)


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
