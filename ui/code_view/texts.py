"""What stands in the panes of one view, by pane, from the left. No screen."""

from collections.abc import Sequence

from app.domain.sitting import Exhibit
from ui.code_view.content import PaneContent


class Texts:
    """The contents of the panes, and the one of several files that is open. Empty until something is shown."""

    def __init__(self) -> None:
        self.contents: tuple[PaneContent, ...] = ()
        self.files: tuple[str, ...] = ("",)
        self.file = 0

    @property
    def path(self) -> str:
        """The path of the open file; empty for bare code."""
        return self.files[self.file]

    @property
    def path_of_several(self) -> str | None:
        """The path of the open file where there is a choice of files."""
        return self.path if len(self.files) > 1 else None

    @property
    def language(self) -> str | None:
        """The language that was declared; None where the path has to tell."""
        return None

    @property
    def lines(self) -> list[int]:
        """How many lines each pane has."""
        return [content.lines for content in self.contents]

    def panes_shown(self) -> list[int]:
        """The panes that are in view."""
        return list(range(len(self.contents)))

    def panes_compared(self) -> tuple[int, ...]:
        """The panes whose lines stand beside each other."""
        return tuple(range(len(self.contents)))

    def exhibits_compared(self) -> Sequence[Exhibit]:
        """The candidates that are compared."""
        return ()
