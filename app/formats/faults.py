"""What is wrong with a file that a person wrote: where it is, what was found, how to mend it."""

from dataclasses import dataclass


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
            where += f", “{self.field}”"
        return f"{where}: {self.message}"
