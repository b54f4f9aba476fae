"""What is wrong with a file that a person wrote: where it is, what was found, how to mend it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from app.errors import UserError

LONGEST_FIELD = 200
LONGEST_MESSAGE = 600
"""Characters of a fault in a sentence: it may quote a file that was written to be quoted."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to mend. *file* is a name without its folders, *field* a path such as ``candidates[1].code``."""

    file: str
    line: int | None
    field: str | None
    message: str

    def __str__(self) -> str:
        where = self.file
        if self.line is not None:
            where += f", line {self.line}"
        if self.field is not None:
            where += f", “{_short(self.field, LONGEST_FIELD)}”"
        return f"{where}: {_short(self.message, LONGEST_MESSAGE)}"


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


class FaultError(UserError):
    """A fault for which nothing else of the file can be read. As a sentence it is what the fault says."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault))
        self.fault = fault


@contextmanager
def named_in(file: str, field: str) -> Iterator[None]:
    """What is wrong with something that *field* of *file* names is a fault of that field, unless it is told as one."""
    try:
        yield
    except FaultError:
        raise
    except UserError as error:
        raise FaultError(Fault(file, None, field, str(error))) from error
