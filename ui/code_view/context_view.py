"""The files that surround the task, one at a time: read like the candidates, and never evidence about them."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.task import ContextFile
from ui.code_view.content import PaneContent
from ui.code_view.reading import Reading
from ui.code_view.text_view import TextView
from ui.code_view.texts import Texts
from ui.theme import Theme


class ContextTexts(Texts):
    """The context files of one task in a single pane. Their paths tell the language."""

    def __init__(self) -> None:
        super().__init__()
        self.context: tuple[ContextFile, ...] = ()

    def begin(self, context: Sequence[ContextFile]) -> None:
        self.context = tuple(context)
        self.files = tuple(file.path for file in context) or ("",)
        self.file = 0
        self.contents = ()

    def open_file(self, index: int) -> None:
        self.file = index
        self.contents = (PaneContent(f"context file {self.path}", self.context[index].content),)

    @property
    def path_of_several(self) -> str:
        """There is always something to be told apart: the candidates stand beside."""
        return self.path


class ContextView(TextView):
    """Where a file was read is found again when it is opened again."""

    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        self._context = ContextTexts()
        super().__init__(theme, self._context, parent)
        self._kept: dict[int, tuple[Reading, int]] = {}
        self._is_open = False
        self.setAccessibleName("Context")
        self.hide()

    def show_context(self, context: Sequence[ContextFile]) -> None:
        """These are the files; none is open."""
        self.close_file()
        self._kept.clear()
        self._context.begin(context)

    @property
    def paths(self) -> tuple[str, ...]:
        return tuple(file.path for file in self._context.context)

    @property
    def notes(self) -> tuple[str, ...]:
        """Why each file is shown."""
        return tuple(file.note for file in self._context.context)

    @property
    def current(self) -> int:
        """The file that is open, or was open last."""
        return self._context.file

    @property
    def is_open(self) -> bool:
        return self._is_open

    def open_file(self, index: int) -> None:
        """Show a file where it was left."""
        self.close_file()
        self._is_open = True
        self._context.open_file(index)
        is_new = self._board.show_slots((None,))
        (column,) = self._board.columns
        if is_new:
            self._connect(0, column)
            column.header.zoom_pressed.connect(self.left)
            column.header.hidden_pressed.connect(self.next_hidden)
        self._arrangement.begin((), is_tinted=False)
        self._stage.begin()
        self._carets.begin()
        column.header.show_findings(0)
        column.header.show_note(self._context.context[index].note)
        self.show()
        self._stage.show_file()
        if (kept := self._kept.get(index)) is not None:
            self._carets.reading = kept[0]
            self._scroller.scroll(0, kept[1])
            self._carets.show()
        self._on_resize()

    def close_file(self) -> None:
        if self._is_open:
            self._kept[self._context.file] = (self._carets.reading, self._scroller.offset(0))
            self._is_open = False
            self._drop_work()
        self.hide()
