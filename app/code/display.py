"""How one line of source is drawn on a grid of cells, and which source column every cell stands for.

Tabs, boxed hidden characters, wide characters and cut lines are all the same thing here: a run of source columns that
takes a number of cells. Text is laid out in the order in which it is stored: nothing is ever reordered.
"""

import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

from app.code.hidden_characters import Ranges, emoji_sequences, is_hidden, is_within, short_name

TAB_WIDTH = 4
LONGEST_LINE = 10_000
MOST_MARKS = 8
"""Combining marks that are drawn on one character; more stand in cells of their own."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Source columns *column* to *end* (excluded, from 0), drawn as *text* in *cells* cells from *cell* on.

    A box is a hidden character by its name; a cut is what says how much of a long line is left out.
    """

    column: int
    end: int
    cell: int
    cells: int
    text: str
    is_box: bool = False
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class DisplayLine:
    """One line as it is drawn. *clusters* is empty for a plain line, where every column is one cell.

    *left_out* counts the characters beyond the longest line that is drawn; the cut, last of the clusters, stands for
    them.
    """

    text: str
    cells: int
    clusters: tuple[Cluster, ...] = ()
    left_out: int = 0

    @property
    def is_plain(self) -> bool:
        """Whether the line is printable ASCII, drawn as it stands."""
        return not self.clusters

    @property
    def boxes(self) -> tuple[Cluster, ...]:
        """The hidden characters of the line."""
        return tuple(cluster for cluster in self.clusters if cluster.is_box)

    def cell_of(self, column: int) -> int:
        """The cell in which source *column* (from 0) begins; the end of the line for columns behind it."""
        if not self.clusters:
            return min(column, self.cells)
        index = bisect_right(self.clusters, column, key=lambda cluster: cluster.column) - 1
        cluster = self.clusters[max(index, 0)]
        return cluster.cell if column < cluster.end else self.cells

    def column_of(self, cell: int) -> int:
        """The source column (from 0) that is drawn at *cell*; the end of the line for cells behind it."""
        if not self.clusters:
            return min(cell, self.cells)
        index = bisect_right(self.clusters, cell, key=lambda cluster: cluster.cell) - 1
        # Characters of no width share a cell with the one that they belong to: never begin inside it.
        cluster = self.clusters[max(index, 0)]
        return cluster.column if cell < cluster.cell + cluster.cells else cluster.end


def display(
    line: str, *, tab_width: int = TAB_WIDTH, limit: int | None = LONGEST_LINE, prose: Ranges | None = None
) -> DisplayLine:
    """Lay *line* out on the grid. At most *limit* of its characters are drawn, without a limit all of them.

    *prose* is where strings and comments stand, in which emoji are drawn whole; None stands for the whole line.
    """
    drawn = line[:limit]
    left_out = len(line) - len(drawn)
    if drawn.isascii() and drawn.isprintable() and not left_out:
        return DisplayLine(drawn, len(drawn))
    whole = {} if drawn.isascii() else {a: b for a, b in emoji_sequences(drawn) if is_within((a, b), prose)}
    clusters: list[Cluster] = []
    cell = column = 0
    while column < len(drawn):
        cluster = _cluster(drawn, column, cell, tab_width, whole.get(column))
        clusters.append(cluster)
        cell += cluster.cells
        column = cluster.end
    if left_out:
        label = f" … {left_out:,} more characters"
        clusters.append(Cluster(column, len(line), cell, len(label), label, is_cut=True))
        cell += len(label)
    return DisplayLine("".join(cluster.text for cluster in clusters), cell, tuple(clusters), left_out)


def _cluster(line: str, column: int, cell: int, tab_width: int, emoji_end: int | None) -> Cluster:
    character = line[column]
    if emoji_end is not None:
        return Cluster(column, emoji_end, cell, 2, line[column:emoji_end])
    if character == "\t":
        cells = tab_width - cell % tab_width
        return Cluster(column, column + 1, cell, cells, " " * cells)
    if is_hidden(character):
        label = short_name(character)
        # One cell of margin on either side is shared: half a cell before and half behind the label.
        return Cluster(column, column + 1, cell, len(label) + 1, label, is_box=True)
    end = _end_of_character(line, column)
    text = line[column:end]
    return Cluster(column, end, cell, _width(text), text)


def _end_of_character(line: str, column: int) -> int:
    """Where the user-perceived character that begins at *column* ends: the marks on it belong to it, up to a number."""
    end = column + 1
    while end < len(line) and end - column <= MOST_MARKS and unicodedata.combining(line[end]):
        end += 1
    return end


def _width(text: str) -> int:
    return 2 if unicodedata.east_asian_width(text[0]) in "WF" else 1
