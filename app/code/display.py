"""How one line of source is drawn on a grid of cells, and which source column every cell stands for.

Tabs, boxed hidden characters, wide characters and cut lines are all the same thing here: a run of source columns that
takes a number of cells. Text is laid out in the order in which it is stored: nothing is ever reordered.
"""

import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

from app.code.hidden_characters import is_hidden, short_name

TAB_WIDTH = 4
LONGEST_LINE = 10_000
_ZWJ = "\u200d"
_EMOJI_PRESENTATION = "\ufe0f"


@dataclass(frozen=True, slots=True)
class Cluster:
    """Source columns *column* to *end* (excluded, from 0), drawn as *text* in *cells* cells from *cell* on."""

    column: int
    end: int
    cell: int
    cells: int
    text: str
    is_box: bool = False


@dataclass(frozen=True, slots=True)
class DisplayLine:
    """One line as it is drawn. *clusters* is empty for a plain line, where every column is one cell.

    *left_out* counts the characters beyond the longest line that is drawn.
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


def display(line: str, *, tab_width: int = TAB_WIDTH, limit: int = LONGEST_LINE) -> DisplayLine:
    """Lay *line* out on the grid. At most *limit* of its characters are drawn."""
    left_out = max(0, len(line) - limit)
    drawn = line[:limit]
    if drawn.isascii() and drawn.isprintable():
        return DisplayLine(drawn, len(drawn), (), left_out)
    clusters: list[Cluster] = []
    cell = column = 0
    while column < len(drawn):
        cluster = _cluster(drawn, column, cell, tab_width)
        clusters.append(cluster)
        cell += cluster.cells
        column = cluster.end
    return DisplayLine("".join(cluster.text for cluster in clusters), cell, tuple(clusters), left_out)


def _cluster(line: str, column: int, cell: int, tab_width: int) -> Cluster:
    character = line[column]
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
    """Where the user-perceived character that begins at *column* ends: marks, variation and joined emoji belong to it."""
    end = column + 1
    is_emoji = _is_emoji(line[column])
    while end < len(line):
        following = line[end]
        is_joint = is_emoji and following == _ZWJ and end + 1 < len(line) and _is_emoji(line[end + 1])
        if is_joint:
            end += 2
        elif unicodedata.combining(following) or (is_emoji and _extends_emoji(following)):
            end += 1
        else:
            break
    return end


def _width(text: str) -> int:
    is_wide = unicodedata.east_asian_width(text[0]) in "WF" or _EMOJI_PRESENTATION in text
    return 2 if is_wide else 1


def _is_emoji(character: str) -> bool:
    code = ord(character)
    return 0x1F000 <= code <= 0x1FAFF or 0x2190 <= code <= 0x2BFF or code in (0x00A9, 0x00AE, 0x3030, 0x303D)


def _extends_emoji(character: str) -> bool:
    return character == _EMOJI_PRESENTATION or 0x1F3FB <= ord(character) <= 0x1F3FF or ord(character) == 0x20E3
