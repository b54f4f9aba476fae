"""How texts stand beside each other: the look that was chosen, what is known of how they belong together, and
the rows, marks and words that follow from both. No screen.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from app.code.alignment import AlignedRow, Alignment
from app.code.anchors import Anchor
from app.code.moved import Moved
from app.domain.sitting import Pin
from ui.code_view import pins, sayings
from ui.code_view.content import PaneContent
from ui.code_view.files import side_by_side, unaligned
from ui.code_view.folds import Fold, Folds
from ui.code_view.following import Opposites
from ui.code_view.look import Look, Mode, views_of
from ui.code_view.rows import Zone
from ui.code_view.texts import Texts


class Arrangement:
    """Of the texts in the panes of one view. *alignment* is None until it was found."""

    def __init__(self, texts: Texts) -> None:
        self.look = Look()
        self.alignment: Alignment | None = None
        self.moved: tuple[Moved, ...] = ()
        self.pins: tuple[Pin, ...] = ()
        self.folds = Folds()
        self.opposites = Opposites(())
        self._texts = texts

    def begin(self, pinned: tuple[Pin, ...], *, is_tinted: bool) -> None:
        """Another task is shown: what was chosen for the one before holds no more."""
        self.look = replace(self.look, mode=None, is_tinted=is_tinted, is_folded=False)
        self.pins = pinned

    def begin_file(self) -> None:
        """Another file is open: nothing is known of it."""
        self.take(None)
        self.take_moved(())
        self.folds.begin()
        self.show_pins()

    def take(self, alignment: Alignment | None) -> None:
        self.alignment = alignment
        self.opposites = Opposites(() if alignment is None else alignment.rows)

    def take_moved(self, moved: tuple[Moved, ...]) -> None:
        """Say beside the lines that stand elsewhere where that is."""
        self.moved = moved
        names = [content.slot or content.name for content in self._contents]
        for pane, content in enumerate(self._contents):
            content.moved = sayings.where_else(moved, pane, names)

    def go_without(self) -> None:
        """Stand line beside line: there is nothing to compare, or the files are too large to be compared unasked."""
        self.alignment = unaligned(self._texts.lines)
        self.look = replace(self.look, mode=Mode.PLAIN)

    def show_pins(self) -> None:
        for content in self._contents:
            content.pinned = pins.pinned_lines(self.pins, self._texts.path, content.slot)

    # What follows

    @property
    def shared_percent(self) -> int | None:
        return None if self.alignment is None else self.alignment.shared_percent

    @property
    def mode(self) -> Mode:
        """The mode in force."""
        return self.look.mode_for(self.shared_percent)

    @property
    def is_off(self) -> bool:
        """Whether too little is shared to say what differs, and nobody asked for it all the same."""
        return self.look.mode is None and self.mode is Mode.FREE

    @property
    def shows_tints(self) -> bool:
        if self.alignment is None or self.mode is Mode.PLAIN or self.is_off:
            return False
        return self.look.is_tinted

    @property
    def differences(self) -> tuple[tuple[int, int], ...]:
        """The first and last places of the runs of rows that differ."""
        return self.alignment.differences if self.alignment is not None and self.mode is not Mode.PLAIN else ()

    def rows(self) -> Iterable[AlignedRow]:
        if self.alignment is not None and self.mode is not Mode.PLAIN:
            return self.alignment.rows
        return side_by_side(self._texts.lines)

    def folded_runs(self, zone: Zone | None) -> tuple[Fold, ...]:
        """The runs of identical rows that are folded away; lines with a finding and the one of *zone* stay in view."""
        if not self.look.is_folded or self.alignment is None or self.mode is Mode.PLAIN:
            return ()
        kept = [
            (pane, line)
            for pane, content in enumerate(self._contents)
            for finding in content.findings
            for span in finding.evidence
            for line in range(span.first_line, span.last_line + 1)
        ]
        if zone is not None:
            kept.append((zone.pane, zone.line))
        return self.folds.find(self.alignment.rows, kept)

    def anchors(self) -> tuple[Anchor, ...]:
        """The lines of the open file that are held beside each other."""
        return pins.anchors(self.pins, self._texts.path, self._contents)

    def note(self) -> str:
        """The quiet line about how the candidates that are compared belong together."""
        if self.alignment is None:
            return ""
        compared = self._texts.exhibits_compared()
        if len(compared) < 2:
            return ""
        everyone = len(compared) == len(self._contents)
        return sayings.about(self.alignment, compared, everyone=everyone, is_off=self.is_off)

    def views(self, *, wrapped: bool, zone: Zone | None) -> tuple[str, ...]:
        """The views of the code that are in force, in the order in which they are recorded."""
        return views_of(
            mode=self.mode,
            tinted=self.shows_tints,
            wrapped=wrapped,
            folded=bool(self.folded_runs(zone)),
            shown=len(self._texts.panes_shown()),
            panes=len(self._contents),
        )

    @property
    def _contents(self) -> Sequence[PaneContent]:
        return self._texts.contents
