"""What is recorded about the evaluator."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from app.judging.chapters import Chapter, as_text
from ui.dialogs.chapters_view import ChaptersView
from ui.theme import Theme

TITLE = "What is recorded about me"
LEAD = "Nothing more than this is recorded, and none of it leaves unless you export or sync."
KEYS = "↑↓ scroll   Ctrl+C copy all   Esc close"
WIDTH = 860


class RecordedView(ChaptersView):
    """Names, values and reasons."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent, TITLE, LEAD, keys=KEYS, width=WIDTH)

    def open_with(self, chapters: Sequence[Chapter]) -> None:
        self.open_chapters(chapters, as_text(chapters))
