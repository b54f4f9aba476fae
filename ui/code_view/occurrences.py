"""Where else a word stands: it is underlined in all panes and ticked in their overviews, and counted in words."""

from PySide6.QtCore import QObject, Signal

from app.code.search import Hit, query
from ui.code_view.carets import Carets
from ui.code_view.columns import Columns
from ui.code_view.searching import Searching
from ui.code_view.texts import Texts
from ui.code_view.words import WORD, beside


class Occurrences(QObject):
    """Of one word at a time, as a whole and to the letter, in panes that are in view and in those that are not."""

    told = Signal(str)  # how often it stands where, in words
    word_said = Signal(str)  # the word that was gone to

    def __init__(self, texts: Texts, board: Columns, carets: Carets, parent: QObject) -> None:
        super().__init__(parent)
        self.word = ""
        self._texts = texts
        self._board = board
        self._carets = carets
        self._searching = Searching(self)
        self._searching.found.connect(self._show)

    def show(self, word: str) -> None:
        """Look for *word*; what was shown before goes."""
        self.word = word
        self._searching.begin(
            query(word, whole_word=True, match_case=True), self._texts.contents, range(len(self._texts.contents))
        )

    def clear(self) -> bool:
        """Show none; False where none were shown."""
        had = bool(self.word)
        self.word = ""
        self._searching.drop()
        self._show()
        return had

    def next_word(self, steps: int) -> None:
        """Select the next word of the caret's line, or the one before, and round again."""
        if not self._carets.has_lines():
            return
        line, characters = self._carets.reading.caret, self._carets.reading.characters
        spans = [found.span() for found in WORD.finditer(self._carets.content.text(line))]
        here = (characters[1], characters[3]) if characters is not None and characters[0] == line else None
        target = beside(spans, here, steps)
        if target is not None:
            self._select(line, *target)

    def show_or_go_on(self, steps: int) -> None:
        """Show those of the selected word, or of the first one in the line; where they are shown, go to the next."""
        if not WORD.fullmatch(self._carets.word()):
            self.next_word(1)
        word = self._carets.word()
        if not word:
            self.told.emit("No word stands in this line.")
        elif word != self.word:
            self.show(word)
        elif (hit := self._beside_caret(steps)) is not None:
            self._carets.put(hit.line)
            self._select(hit.line, hit.column, hit.end)

    def _beside_caret(self, steps: int) -> Hit | None:
        """The next one in the active pane, or the one before, and round again."""
        characters = self._carets.reading.characters or (self._carets.reading.caret, 0, 0, 0)
        here, everyone = characters[:2], [hit for hit in self._searching.hits if hit.source == self._carets.active]
        if steps > 0:
            return next((hit for hit in everyone if (hit.line, hit.column) > here), next(iter(everyone), None))
        everyone.reverse()
        return next((hit for hit in everyone if (hit.line, hit.column) < here), next(iter(everyone), None))

    def _select(self, line: int, first: int, end: int) -> None:
        self._carets.select(self._carets.active, (line, first, line, end))
        self.word_said.emit(self._carets.word())

    def _show(self) -> None:
        if self._searching.is_working:
            return  # shown once, when all are found: a common word stands in thousands of lines
        for pane, column in enumerate(self._board.columns):
            column.pane.show_word(self._searching.columns(pane))
        if self.word:
            self.told.emit(self._sentence())

    def _sentence(self) -> str:
        places = []
        for pane, content in enumerate(self._texts.contents):
            times = sum(hit.source == pane for hit in self._searching.hits)
            places.append(f"{times or 'none'} in {content.slot or 'this file'}")
        more = " at least" if self._searching.is_cut_short else ""
        return f"“{_short(self.word)}”:{more} {', '.join(places)}."


def _short(word: str) -> str:
    return word if len(word) <= 40 else word[:39] + "…"
