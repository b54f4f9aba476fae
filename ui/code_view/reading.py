"""Where the person reads: the active pane, the caret of each pane, and what is selected. A value; no screen."""

from dataclasses import dataclass, replace
from typing import Self

Characters = tuple[int, int, int, int]
"""First line, column, last line, column; lines from 1, columns from 0, the last one excluded."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The line carets of all panes. A selection is the lines from the active pane's anchor to its caret."""

    active: int
    carets: tuple[int, ...]
    anchors: tuple[int, ...]
    characters: Characters | None = None

    @classmethod
    def from_the_top(cls, panes: int, *, active: int = 0) -> Self:
        return cls(active, (1,) * panes, (1,) * panes)

    @property
    def caret(self) -> int:
        """The caret's line in the active pane."""
        return self.carets[self.active]

    @property
    def selected(self) -> tuple[int, int]:
        """The first and the last selected line of the active pane; the caret's line where nothing is selected."""
        caret, anchor = self.carets[self.active], self.anchors[self.active]
        return min(caret, anchor), max(caret, anchor)

    @property
    def has_selection(self) -> bool:
        return self.characters is not None or self.carets[self.active] != self.anchors[self.active]

    def in_pane(self, pane: int) -> Self:
        """Read in another pane; its caret is where it was, and what was selected in the one that is left no longer is."""
        return replace(self, active=pane, characters=self.characters if pane == self.active else None)

    def at(self, pane: int, line: int, *, anchor: int | None = None, extend: bool = False) -> Self:
        """Read *line* of *pane*; the selection begins at *anchor*, or where it began when *extend* is set."""
        start = self.anchors[pane] if extend else line if anchor is None else anchor
        return replace(
            self,
            active=pane,
            carets=_with(self.carets, pane, line),
            anchors=_with(self.anchors, pane, start),
            characters=None,
        )

    def over(self, pane: int, characters: Characters | None) -> Self:
        """Select characters of a pane, or none."""
        return replace(self, active=pane, characters=characters)

    def without_selection(self) -> Self:
        return replace(self, anchors=_with(self.anchors, self.active, self.caret), characters=None)


def _with(lines: tuple[int, ...], pane: int, line: int) -> tuple[int, ...]:
    return (*lines[:pane], line, *lines[pane + 1 :])
