"""The code view as screen readers read it: a read-only text with a caret, lines and places on the screen.

What is selected cannot be told through this interface (see `ui.accessible`); it is said when it changes.
"""

from typing import cast

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import (
    QAccessible,
    QAccessibleInterface,
    QAccessibleTextCursorEvent,
    QAccessibleTextInterface,
    QAccessibleTextUpdateEvent,
)
from PySide6.QtWidgets import QWidget

from ui.accessible import NO_INTERFACE, AccessibleWidget, Role, tell
from ui.code_view.content import PaneContent
from ui.code_view.pane import CodeView
from ui.code_view.speaking import description_of
from ui.code_view.spoken_text import SpokenText
from ui.theme import Theme


class SpokenCodeView(CodeView):
    """A pane that tells screen readers what it shows and where its caret is."""

    def __init__(self, theme: Theme, pane: int, parent: QWidget) -> None:
        super().__init__(theme, pane, parent)
        self._spoken: SpokenText | None = None

    def accessible_interface(self) -> QAccessibleInterface:
        return _AccessibleCode(self)

    @property
    def spoken(self) -> SpokenText:
        """The pane as one text."""
        if self._spoken is None or not self._spoken.is_of(self.content):
            self._spoken = SpokenText(self.content)
        return self._spoken

    def show_content(self, content: PaneContent, language: str | None) -> None:
        super().show_content(content, language)
        if QAccessible.isActive():
            tell(QAccessibleTextUpdateEvent(self, 0, "", ""))

    def show_counts(self, *, findings: int, differences: int) -> None:
        """Say how many findings and differences there are."""
        self.setAccessibleDescription(description_of(findings, differences))

    def show_caret(self, caret: int, selection: tuple[int, int] | None, *, is_active: bool) -> None:
        has_moved = is_active and caret != self.caret
        super().show_caret(caret, selection, is_active=is_active)
        if has_moved and QAccessible.isActive():
            tell(QAccessibleTextCursorEvent(self, self.spoken_caret()))

    def spoken_caret(self) -> int:
        """The offset of the caret: where its line begins, or behind the characters that are selected."""
        if self.characters is not None:
            return self.spoken.offset_of(self.characters[2], self.characters[3])
        return self.spoken.start_of(self.caret)


class _AccessibleCode(AccessibleWidget):
    def __init__(self, pane: SpokenCodeView) -> None:
        super().__init__(pane, Role.EditableText)
        self._text = _Text(self)

    def state(self) -> QAccessible.State:
        state = super().state()
        state.readOnly = state.multiLine = state.selectableText = True
        return state

    # Any kind of interface is a pointer without a type.
    def interface_cast(self, t: QAccessible.InterfaceType) -> object:  # type: ignore[override]
        if t is QAccessible.InterfaceType.TextInterface:
            return self._text
        found = super().interface_cast(t)
        return NO_INTERFACE if found is None else found


class _Text(QAccessibleTextInterface):
    """Offsets to lines and places, and back."""

    def __init__(self, owner: _AccessibleCode) -> None:
        super().__init__()
        self._owner = owner

    def characterCount(self) -> int:
        return self._pane.spoken.length

    def text(self, startOffset: int, endOffset: int) -> str:
        return self._pane.spoken.text(startOffset, endOffset)

    def cursorPosition(self) -> int:
        return self._pane.spoken_caret()

    def setCursorPosition(self, position: int) -> None:
        self._pane.caret_placed.emit(self._pane.spoken.line_at(position), False)

    def characterRect(self, offset: int) -> QRect:
        """On the screen; where the line has no row in view, nothing."""
        pane = self._pane
        line, column = pane.spoken.place_at(offset)
        place = pane.place_of(line, column)
        return QRect() if place is None else QRect(pane.viewport().mapToGlobal(place.topLeft()), place.size())

    def offsetAtPoint(self, point: QPoint) -> int:
        pane = self._pane
        line, column = pane.at(pane.viewport().mapFromGlobal(point)) or (1, 0)
        return pane.spoken.offset_of(line, column)

    def scrollToSubstring(self, startIndex: int, endIndex: int) -> None:
        self.setCursorPosition(startIndex)

    # What is selected: it can be chosen from outside, but not told (see the head of the module).

    def selectionCount(self) -> int:
        return 0

    def addSelection(self, startOffset: int, endOffset: int) -> None:
        self.setSelection(0, startOffset, endOffset)

    def setSelection(self, selectionIndex: int, startOffset: int, endOffset: int) -> None:
        spoken = self._pane.spoken
        self._pane.caret_placed.emit(spoken.line_at(startOffset), False)
        self._pane.caret_placed.emit(spoken.line_at(max(startOffset, endOffset - 1)), True)

    def removeSelection(self, selectionIndex: int) -> None:
        self._pane.caret_placed.emit(self._pane.caret, False)

    @property
    def _pane(self) -> SpokenCodeView:
        return cast("SpokenCodeView", self._owner.object())
