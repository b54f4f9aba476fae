"""Which formats there are, for `diptych formats` and for messages."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Format:
    """One format by its name on the command line; *reads* and *writes* say what of it this version does."""

    name: str
    description: str
    reads: bool
    writes: bool


FORMATS = (
    Format("diptych", "tasks, one a line (diptych/task/1), or a task set (.toml)", reads=True, writes=False),
    Format("package", "all events, signed, in a zip (diptych/package/1)", reads=False, writes=True),
    Format("jsonl", "judgments, one record a line (diptych/judgment/1)", reads=False, writes=True),
    Format("pairs", "judgments as pairs of candidates, one a line (diptych/pair/1)", reads=False, writes=True),
    Format("rubric", "scores in the rubric template, one candidate a line", reads=False, writes=True),
    Format("csv", "judgments as a table for a spreadsheet, a row for each candidate", reads=False, writes=True),
    Format("tasks", "tasks as they came, one a line", reads=False, writes=True),
)


def names(*, reads: bool = False, writes: bool = False) -> tuple[str, ...]:
    """The names of the formats that can be read, or written."""
    return tuple(one.name for one in FORMATS if (reads and one.reads) or (writes and one.writes))
