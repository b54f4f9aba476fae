"""The bar above the code while a first impression is asked for, and what was said once it is locked in."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app.domain.draft import Draft
from app.domain.sitting import Sitting
from app.judging.first_impression import impression_in_words
from ui.plain_text import elided_label, label

HEIGHT = 36
ASKING = (
    "Say which is better, what decided and how sure you are, then Ctrl+Enter. Tests, results and context come after."
)


class FirstImpressionBar(QFrame):
    """One line; there is none where no first impression is asked for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "sunken")
        self.setProperty("rule", "bottom")
        self.setFixedHeight(HEIGHT)
        self._sitting: Sitting | None = None
        self._title = label("First impression", role="strong")
        self._text = elided_label(role="secondary")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 12, 0)
        row.setSpacing(10)
        row.addWidget(self._title)
        row.addWidget(self._text, 1)
        self.hide()

    @property
    def text(self) -> str:
        return self._text.text()

    def show_sitting(self, sitting: Sitting, draft: Draft) -> None:
        self._sitting = sitting
        self.show_draft(draft)

    def show_draft(self, draft: Draft) -> None:
        sitting, first = self._sitting, draft.first_impression
        if sitting is None or (first is None and not sitting.asks_first_impression):
            self.hide()
            return
        said = ASKING if first is None else impression_in_words(first.verdict, draft.verdict, sitting.brief)
        self._text.setText(said)
        self.setAccessibleName(f"First impression: {said}")
        self.show()
