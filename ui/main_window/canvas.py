"""The content of the window at its smallest useful size or larger; where the window is smaller, a part of it.

On a small screen, or with everything drawn at 200 %, the window cannot be as large as its content needs. Nothing is left
out or squeezed then: the part that is looked at moves to wherever the focus is, and to the line that is read.
"""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

MARGIN = 24


class Canvas(QScrollArea):
    """Holds *content*, never smaller than *smallest*. Where all of it fits there is nothing to scroll."""

    def __init__(self, content: QWidget, *, smallest: tuple[int, int]) -> None:
        super().__init__()
        self.content = content
        content.setMinimumSize(*smallest)
        self.setWidget(content)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("Content")

    def show_widget(self, widget: QWidget) -> None:
        """Bring *widget* into view, its beginning where it is larger than the view."""
        if self.content.isAncestorOf(widget):
            corner = widget.mapTo(self.content, QPoint(0, 0))
            self.show_place(QRect(corner, widget.size()))

    def show_place(self, place: QRect) -> None:
        """Bring a place of the content into view."""
        view = self.viewport().size() - self.viewport().size() / 8
        shown = QRect(place.topLeft(), place.size().boundedTo(view))
        half = shown.size() / 2
        self.ensureVisible(
            shown.center().x(), shown.center().y(), half.width() + MARGIN // 2, half.height() + MARGIN // 2
        )

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab is the window's: a scroll area would move the view once more, away from the line that is read."""
        return self.window().focusNextPrevChild(next)
