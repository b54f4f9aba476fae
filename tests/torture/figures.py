"""What a test of a promise found, as a row of the table in docs/reliability.md."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """*promise* is its number, *test* says what was done, *figure* what came of it; *is_kept* whether that will do."""

    promise: str
    test: str
    figure: str
    is_kept: bool


@dataclass(frozen=True, slots=True)
class Skipped:
    """A test that this machine cannot do, and what it lacks."""

    promise: str
    lacks: str
