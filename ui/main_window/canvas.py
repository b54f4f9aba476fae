"""The content of the window at its smallest useful size or larger; where the window is smaller, a part of it.

On a small screen, or with everything drawn at 200 %, the window cannot be as large as its content needs. Nothing is left
out or squeezed then: the part that is looked at moves to wherever the focus is, and to the line that is read.
"""

from PySide6.QtWidgets import QWidget

from ui.room import Room


class Canvas(Room):
    """Holds *content*, never smaller than *smallest*."""

    def __init__(self, content: QWidget, *, smallest: tuple[int, int]) -> None:
        content.setMinimumSize(*smallest)
        super().__init__(content, name="Content")
