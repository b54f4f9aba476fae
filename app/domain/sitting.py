"""A sitting: one opened task with its exhibits in their blind order."""

from dataclasses import dataclass

from app.domain.names import Instant, JudgmentId, Slot, TaskKey
from app.domain.policy import Policy
from app.domain.task import Brief, File, Result


@dataclass(frozen=True, slots=True)
class Exhibit:
    """What may be shown of a candidate. It has no origin, so nothing can leak."""

    slot: Slot
    language: str | None
    files: tuple[File, ...]
    results: tuple[Result, ...] = ()


@dataclass(frozen=True, slots=True)
class Sitting:
    """One task before the evaluator. *position* counts from 1 in the queue of its task set.

    *submitted_at* and *judgment_id* are set once the task has a judgment that stands. *is_unsealed* says that the models of
    its task set may be seen, so that what is judged from now on is marked. *files* are the paths of candidates
    that have several, in the order in which they are listed.
    """

    brief: Brief
    policy: Policy
    exhibits: tuple[Exhibit, ...]
    position: int
    total: int
    is_flagged: bool = False
    judgment_id: JudgmentId | None = None
    submitted_at: Instant | None = None
    files: tuple[str, ...] = ()
    is_unsealed: bool = False

    @property
    def key(self) -> TaskKey:
        return self.brief.key

    @property
    def has_evidence(self) -> bool:
        """Whether there is anything that can be shown later than the candidates: context, tests or results."""
        has_results = any(exhibit.results for exhibit in self.exhibits)
        return bool(self.brief.context or self.brief.tests) or has_results

    @property
    def asks_first_impression(self) -> bool:
        """Whether a first answer is locked in before the evidence is shown."""
        return self.policy.first_impression and self.has_evidence

    def exhibit(self, slot: Slot) -> Exhibit:
        return next(exhibit for exhibit in self.exhibits if exhibit.slot is slot)


@dataclass(frozen=True, slots=True)
class Pin:
    """Lines of one file that the evaluator set side by side; *path* is empty for bare code, as in `File`."""

    path: str
    lines: tuple[tuple[Slot, int], ...]

    def line_of(self, slot: Slot) -> int | None:
        return next((line for own, line in self.lines if own is slot), None)


@dataclass(frozen=True, slots=True)
class Place:
    """Where the evaluator was reading: the pane, the caret and anchor line of each pane, and the scroll position.

    *row* and *offset* are the topmost row and the pixels into it; *focus* names the part that had the focus. *pins* are
    the lines that were aligned by hand.
    """

    slot: Slot = Slot.A
    carets: tuple[tuple[Slot, int, int], ...] = ()
    row: int = 0
    offset: int = 0
    focus: str = "code"
    text_position: int = 0
    pins: tuple[Pin, ...] = ()


@dataclass(frozen=True, slots=True)
class Spent:
    """Milliseconds given to one file of one exhibit: being read (*active_ms*), and standing in view (*on_screen_ms*).

    *path* is empty for bare code, as in `File`.
    """

    slot: Slot
    path: str
    active_ms: int = 0
    on_screen_ms: int = 0


@dataclass(frozen=True, slots=True)
class InView:
    """What of one file of one exhibit is in view at a moment: spans of lines from and to, rising and apart.

    *path* is empty for bare code, as in `File`. A pane of nothing but gaps is in view without lines.
    """

    slot: Slot
    path: str
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Sight:
    """What stands before the evaluator at a moment: *in_view* of each pane that is shown.

    *pane_widths* are in pixels from the left, 0 for a pane that is not shown; *panes_dragged* says whether they were set by
    hand.
    """

    in_view: tuple[InView, ...]
    pane_widths: tuple[int, ...] = ()
    panes_dragged: bool = False


@dataclass(frozen=True, slots=True)
class Seen:
    """The lines of one file that stood in view for a second: spans from and to, rising and apart."""

    slot: Slot
    path: str
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Correction:
    """What the evaluator says the active time really was, in milliseconds, and why."""

    active_ms: int
    reason: str


@dataclass(frozen=True, slots=True)
class Attention:
    """Time spent on a task so far, in milliseconds, and what of it was looked at.

    *views* are those that were used, *pane_widths* the panes' widths in pixels as they were last, left to right, 0 for one
    that was not shown; *panes_dragged* says whether a border between panes was ever moved by hand.
    """

    active_ms: int = 0
    idle_ms: int = 0
    views: tuple[str, ...] = ()
    spent: tuple[Spent, ...] = ()
    seen: tuple[Seen, ...] = ()
    pane_widths: tuple[int, ...] = ()
    correction: Correction | None = None
    panes_dragged: bool = False
