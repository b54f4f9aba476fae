"""What a person is told in passing."""

from dataclasses import dataclass

from app.code.hidden_characters import revealed
from app.errors import UserError

UNFINISHED = "Save or discard the finding first: Ctrl+Enter saves it."


@dataclass(frozen=True, slots=True)
class Notice:
    """A passing message; *can_undo* offers to take back what it tells of, and an error is said at once to who listens."""

    text: str
    can_undo: bool = False
    is_error: bool = False


def sentence(error: BaseException) -> str:
    """What a person is told of *error*; a bug is no sentence and goes on to the one place that reports bugs.

    Names of files and tasks in it may hold characters that turn the rest of it round: those are shown by their codes.
    """
    if isinstance(error, UserError):
        return revealed(str(error), keep_lines=True)
    raise error
