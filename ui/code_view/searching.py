"""Looks for text in the candidates on the desk, in slices, and knows which hit comes next."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from app.code.search import Hit, Query, Searched, next_hit, previous_hit, search
from app.wording import counted
from ui.background import Pull, pull
from ui.code_view.content import PaneContent


class Searching(QObject):
    """One search at a time. *panes* are the numbers of those that are searched; hits name panes as their source."""

    found = Signal()  # more hits are there, or the end was reached

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._hits: list[Hit] = []
        self._work: Pull | None = None
        self.is_cut_short = False
        self.left_out = ""  # a sentence about lines of which not everything was searched
        self.current: int | None = None

    @property
    def hits(self) -> Sequence[Hit]:
        return self._hits

    @property
    def is_working(self) -> bool:
        return self._work is not None

    def begin(self, asked: Query | None, contents: Sequence[PaneContent], panes: Sequence[int]) -> None:
        """Look for *asked*; None ends the search. What was found before is forgotten."""
        self.drop()
        if asked is None:
            self.found.emit()
            return
        sources = [contents[pane].source.lines for pane in panes]

        def take(hits: tuple[Hit, ...]) -> None:
            self._hits.extend(Hit(panes[hit.source], hit.line, hit.column, hit.end) for hit in hits)
            if hits:
                self.found.emit()

        def end(searched: Searched) -> None:
            self._work = None
            self.is_cut_short = searched.is_cut_short
            self.left_out = _left_out(asked, searched)
            self.found.emit()

        self._work = pull(self, search(asked, sources), done=end, step=take)

    def drop(self) -> None:
        if self._work is not None:
            self._work.cancel()
        self._work = None
        self._hits = []
        self.current = None
        self.is_cut_short = False
        self.left_out = ""

    def step(self, steps: int, *, pane: int, line: int) -> Hit | None:
        """The next hit, or the one before; from a line of a pane where none was gone to yet."""
        if not self._hits:
            return None
        if self.current is not None:
            self.current = (self.current + steps) % len(self._hits)
        else:
            near = next_hit if steps > 0 else previous_hit
            self.current = near(self._hits, pane, line, 0)
        return None if self.current is None else self._hits[self.current]

    def columns(self, pane: int) -> dict[int, list[tuple[int, int]]]:
        """The columns of the hits in each line of a pane."""
        by_line: dict[int, list[tuple[int, int]]] = {}
        for hit in self._hits:
            if hit.source == pane:
                by_line.setdefault(hit.line, []).append((hit.column, hit.end))
        return by_line


def _left_out(asked: Query, searched: Searched) -> str:
    if not searched.cut_lines:
        return ""
    way_out = "; with fewer repetitions in the expression it is more" if asked.repetitions else ""
    lines = counted(searched.cut_lines, "line")
    return f"Of {lines} only the first {counted(asked.longest, 'character')} were searched{way_out}."
