"""Code to compare, and how a test asks a view of it what a person would see."""

from collections.abc import Callable

from app.domain.draft import Category, Finding, Polarity, Severity, Span
from app.domain.names import SLOTS, FindingId, Instant, Slot
from app.domain.policy import Policy
from app.domain.sitting import Exhibit, Sitting
from tests.builders import a_task
from ui.code_view.comparison import ComparisonView
from ui.code_view.pane import CodeView

LONG = "".join(f"value_{number} = compute({number})\n" for number in range(1, 301))
OTHER = LONG.replace("compute(100)", "compute(100, exact=True)").replace("value_200 = compute(200)\n", "")
WORDY = "".join(f"name_{number} = first_{number} + second_{number} + third_{number}\n" for number in range(1, 301))
Opened = Callable[..., ComparisonView]
"""Shows code in a window."""


def a_sitting(*codes: str, language: str | None = "python") -> Sitting:
    task = a_task(codes=codes, language=language)
    exhibits = tuple(
        Exhibit(slot, language, candidate.files) for slot, candidate in zip(SLOTS, task.candidates, strict=False)
    )
    return Sitting(task.brief, Policy(), exhibits, position=1, total=8)


def a_finding(slot: Slot, first: int, last: int, claim: str = "It divides by zero.") -> Finding:
    return Finding(
        FindingId(f"{slot}{first}"),
        slot,
        Polarity.PROBLEM,
        Category.BUG,
        "correctness",
        Severity.HIGH,
        claim,
        Instant(""),
        Instant(""),
        (Span(first, last),),
    )


def caret_y(view: ComparisonView) -> int:
    """How far below the top edge the caret's row stands."""
    row = view._carets.rows.row_of(view._carets.reading.active, view._carets.reading.caret)
    assert row is not None
    return view._carets.rows.top(row) - view._scroller.offset(view._carets.active)


def panes_of(view: ComparisonView) -> list[CodeView]:
    return [column.pane for column in view._board.columns]


def marks_of(view: ComparisonView, row: int) -> list[str | None]:
    return [None if mark is None else mark.value for mark in view._carets.rows.rows[row].marks]


def line_of(view: ComparisonView) -> int:
    return view.selection()[1].first_line
