"""What a measurement yields: figures beside what is demanded of them, tables, and what was left out."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure; *demanded* is empty where it is only stated."""

    what: str
    measured: str
    demanded: str = ""
    is_met: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """Figures side by side. The first cell of *head* stands over the names of the rows."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What was not measured here, and what it would take, as a sentence."""

    sentence: str


Result = Figure | Table | LeftOut


def at_most(what: str, value: float, limit: float, unit: str, *, times: str = "", note: str = "") -> Figure:
    """A figure that must not be above *limit*; *times* names what both are multiples of."""
    behind = f" x {times}" if times else f" {unit}".rstrip()
    return Figure(
        what, f"{_said(value)}{behind}{f' ({note})' if note else ''}", f"≤ {limit:g}{behind}", is_met=value <= limit
    )


def at_least(what: str, value: float, limit: float, unit: str, *, times: str = "", note: str = "") -> Figure:
    """A figure that must not be below *limit*."""
    behind = f" x {times}" if times else f" {unit}".rstrip()
    return Figure(
        what, f"{_said(value)}{behind}{f' ({note})' if note else ''}", f"≥ {limit:,g}{behind}", is_met=value >= limit
    )


def median(values: Sequence[float]) -> float:
    return statistics.median(values)


def late(values: Sequence[float]) -> float:
    """The 95th percentile."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]


def milliseconds(seconds: float) -> str:
    return f"{_said(seconds * 1000)} ms"


def _said(value: float) -> str:
    """Three digits that count, and no more."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"
