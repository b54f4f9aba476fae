"""One pane as a single text with offsets, the way screen readers ask for it. Pure.

The text is what is drawn: hidden characters by their names, in the order in which they are stored. Offsets count UTF-16
units, as Qt does. A line is laid out when it is asked for; only the lengths of all are needed at once.
"""

from bisect import bisect_right
from itertools import accumulate

from app.code.display import LONGEST_LINE
from ui.code_view.content import PaneContent


class SpokenText:
    """The lines of *content* with a line feed between them. Holds until what is drawn changes (`is_of`)."""

    def __init__(self, content: PaneContent) -> None:
        self._content = content
        self._revision = content.revision
        lengths = (_units(self._drawn(line)) + 1 for line in range(1, content.lines + 1))
        self._starts = [0, *accumulate(lengths)]

    def is_of(self, content: PaneContent) -> bool:
        """Whether this is still the text of *content*."""
        return content is self._content and content.revision == self._revision

    @property
    def length(self) -> int:
        return max(0, self._starts[-1] - 1)

    def text(self, start: int, end: int) -> str:
        """What stands from *start* to *end* (excluded); what lies outside is left out."""
        start, end = max(0, start), min(end, self.length)
        if start >= end:
            return ""
        first, last = self.line_at(start), self.line_at(end - 1)
        whole = "\n".join(self._drawn(line) for line in range(first, last + 1)) + "\n"
        return _part(whole, start - self.start_of(first), end - self.start_of(first))

    def start_of(self, line: int) -> int:
        """The offset at which *line* (from 1) begins."""
        return self._starts[max(0, min(line - 1, len(self._starts) - 1))]

    def line_at(self, offset: int) -> int:
        """The line (from 1) that holds *offset*; the first or last for one outside."""
        return max(1, min(bisect_right(self._starts, offset), self._content.lines))

    def offset_of(self, line: int, column: int) -> int:
        """Where a source column (from 0) of *line* is drawn."""
        shown = self._content.display(line) if 1 <= line <= self._content.lines else None
        if shown is None:
            return 0
        if shown.is_plain:
            return self.start_of(line) + min(column, len(shown.text))
        before = "".join(cluster.text for cluster in shown.clusters if cluster.end <= column)
        return self.start_of(line) + _units(before)

    def place_at(self, offset: int) -> tuple[int, int]:
        """The line (from 1) and source column (from 0) that are drawn at *offset*."""
        line = self.line_at(offset)
        rest = max(0, offset - self.start_of(line))
        if not self._content.lines:
            return 1, 0
        shown = self._content.display(line)
        if shown.is_plain:
            return line, min(rest, len(shown.text))
        for cluster in shown.clusters:
            rest -= _units(cluster.text)
            if rest < 0:
                return line, cluster.column
        return line, shown.clusters[-1].end

    def _drawn(self, line: int) -> str:
        text = self._content.text(line)
        # What is plain is drawn as it stands; laying it out would only cost time.
        is_plain = text.isascii() and text.isprintable() and len(text) <= LONGEST_LINE
        return text if is_plain else self._content.display(line).text


def _units(text: str) -> int:
    """How many UTF-16 units *text* takes."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _part(text: str, start: int, end: int) -> str:
    if text.isascii():
        return text[start:end]
    return text.encode("utf-16-le", "surrogatepass")[2 * start : 2 * end].decode("utf-16-le", "surrogatepass")
