"""What is said while the caret moves: the line that it comes to, and what changes with it. No screen."""

from ui.code_view.arrangement import Arrangement
from ui.code_view.carets import Carets
from ui.code_view.speaking import spoken_line, spoken_selection
from ui.code_view.texts import Texts


class Reader:
    """Remembers what was said last: nothing is said twice."""

    def __init__(self, texts: Texts, arrangement: Arrangement, carets: Carets) -> None:
        self._texts = texts
        self._arrangement = arrangement
        self._carets = carets
        self._last: tuple[object, int, tuple[int, int]] | None = None

    def words(self) -> str:
        """What is to be said now; empty where nothing has changed."""
        carets = self._carets
        content, reading = carets.content, carets.reading
        before, self._last = self._last, (content, reading.caret, reading.selected)
        if before == self._last:
            return ""
        is_other_pane = before is None or before[0] is not content
        line = spoken_line(
            self._texts.contents,
            carets.rows,
            carets.active,
            reading.caret,
            before=reading.caret if is_other_pane or before is None else before[1],
            with_marks=self._arrangement.shows_tints,
        )
        said = [content.name] if is_other_pane else []
        if before is None or before[2] != reading.selected:
            said += filter(None, [spoken_selection(*reading.selected)])
        return "; ".join([*said, line])
