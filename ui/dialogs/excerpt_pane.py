"""Bytes that are about to leave, shown to the letter: filled bit by bit, however many there are."""

from collections.abc import Generator, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QWidget

from app.code.hidden_characters import revealed
from app.domain.export import Excerpt
from ui.background import Pull, pull
from ui.plain_text import TextField
from ui.theme import Theme

MOST_SHOWN = 4 * 1024 * 1024
"""So many bytes are shown; a window is no place to read more."""


class ExcerptPane(TextField):
    """Read only. Characters that are not seen stand there as their codes. `filled` says that all of it is there."""

    filled = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._theme = theme
        self._pull: Pull | None = None
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere)
        self.setAccessibleName("Preview of the file")

    def show_excerpts(self, excerpts: Sequence[Excerpt], *, instead: str) -> None:
        """Show *excerpts*; where there are none, the sentence *instead*."""
        if self._pull is not None:
            self._pull.cancel()
        self.setFont(self._theme.code_font(12))
        self.clear()
        self._pull = pull(self, self._lines(excerpts), step=self.appendPlainText, done=self._end)
        self.setPlaceholderText(instead)

    def _lines(self, excerpts: Sequence[Excerpt]) -> Generator[str, None, None]:
        room = MOST_SHOWN
        for excerpt in excerpts:
            if excerpt.title:
                yield f"{excerpt.title}, {len(excerpt.data):,} bytes:"
            head = excerpt.data[:room]
            # A character that is cut in two is left to the rest.
            for line in head.decode(errors="ignore").removesuffix("\n").split("\n"):
                yield revealed(line)
            room -= len(head)
            if len(head) < len(excerpt.data):
                yield "… and more of the same kind; `diptych export --preview` prints all of it."
                return

    def _end(self, _: None) -> None:
        self._pull = None
        self.verticalScrollBar().setValue(0)
        self.filled.emit()
