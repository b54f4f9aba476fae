"""The place where a person reads a task: told, to be kept, and found again when the task comes back."""

from app.domain.sitting import Place
from ui.code_view.arrangement import Arrangement
from ui.code_view.carets import Carets
from ui.code_view.exhibition import Exhibition
from ui.code_view.scroller import Scroller


class Places:
    """Of one exhibition; a place that is wanted is gone to as far as its rows are known."""

    def __init__(self, exhibition: Exhibition, arrangement: Arrangement, scroller: Scroller, carets: Carets) -> None:
        self._exhibition = exhibition
        self._arrangement = arrangement
        self._scroller = scroller
        self._carets = carets
        self._wanted: Place | None = None

    @property
    def is_waiting(self) -> bool:
        """Whether a place is still to be gone to."""
        return self._wanted is not None

    def want(self, place: Place | None) -> None:
        """Go to *place* once its rows are there; None forgets the one that was wanted."""
        self._wanted = place

    def here(self) -> Place:
        """Where the person is."""
        rows, active = self._carets.rows, self._carets.active
        offset = self._scroller.offset(active)
        row = rows.row_at(offset)
        if row == rows.zone_row and row:
            row -= 1
        reading, contents = self._carets.reading, self._exhibition.contents
        everyone = zip(contents, reading.carets, reading.anchors, strict=True)
        carets = tuple((content.slot, caret, anchor) for content, caret, anchor in everyone)
        place = rows.rows[row].place if rows.rows else 0
        return Place(contents[active].slot, carets, place, offset - rows.top(row), pins=self._arrangement.pins)

    def restore(self) -> None:
        """Go to the place that is wanted; it stays wanted until the rows are those of the alignment."""
        place, carets, exhibition = self._wanted, self._carets, self._exhibition
        if place is None:
            return
        read_now = carets.active
        for slot, caret, anchor in place.carets:
            pane = exhibition.pane_of(slot)
            if pane is not None:
                lines = max(1, exhibition.contents[pane].lines)
                carets.reading = carets.reading.at(pane, min(caret, lines), anchor=min(anchor, lines))
        # Somebody may have gone over to other candidates before the rows were there.
        pane = exhibition.pane_of(place.slot)
        carets.reading = carets.reading.in_pane(pane if pane in exhibition.panes_shown() else read_now)
        self._scroller.scroll(carets.active, carets.rows.top(carets.rows.row_at_place(place.row)) + place.offset)
        carets.show(tell=False)
        if self._arrangement.alignment is not None:
            self._wanted = None
