"""What happens at a task, moment by moment, folded into the attention that was given to it.

The window tells what happens as events with the time of a monotonic clock; `followed` takes them one by one, and `frozen`
gives what is to be kept. Time counts as active until 60 s have passed without input, and goes to the file that is being
read; what lies beyond, and the time while the window is away, is idle. A line was seen when it stood in view for a
second.
"""

from dataclasses import dataclass, field, replace

from app.domain.names import Slot
from app.domain.sitting import Attention, Seen, Spent
from app.judging.attention import IDLE_AFTER_MS

SEEN_AFTER_MS = 1_000


@dataclass(frozen=True, slots=True)
class Did:
    """The person pressed a key, clicked, scrolled or moved the mouse at *at_ms*."""

    at_ms: int


@dataclass(frozen=True, slots=True)
class Read:
    """The person turned to one file of one exhibit: its pane has the focus or the pointer. This is input."""

    at_ms: int
    slot: Slot
    path: str = ""


@dataclass(frozen=True, slots=True)
class Wrote:
    """The person turned to something that is no exhibit: the rationale, a finding, the prompt. This is input."""

    at_ms: int


@dataclass(frozen=True, slots=True)
class Showed:
    """Lines *first* to *last* of a file are in view in the pane of *slot* now. This alone is no input."""

    at_ms: int
    slot: Slot
    first: int
    last: int
    path: str = ""


@dataclass(frozen=True, slots=True)
class Hid:
    """The pane of *slot* shows nothing any more."""

    at_ms: int
    slot: Slot


@dataclass(frozen=True, slots=True)
class WentAway:
    """The window lost the focus, or the person paused. The next input ends it."""

    at_ms: int


Event = Did | Read | Wrote | Showed | Hid | WentAway


@dataclass(frozen=True, slots=True)
class Standing:
    """Lines that stand in view since *since_ms*; None once they are counted as seen."""

    first: int
    last: int
    since_ms: int | None


@dataclass(frozen=True, slots=True)
class Pane:
    """What one pane shows: a file of an exhibit, and its lines in view by the moment at which they came."""

    slot: Slot
    path: str
    lines: tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class Course:
    """Everything up to the last event. *upto_ms* is its time, None before the first."""

    attention: Attention = field(default_factory=Attention)
    upto_ms: int | None = None
    last_input_ms: int | None = None
    is_away: bool = False
    reading: tuple[Slot, str] | None = None
    panes: tuple[Pane, ...] = ()

    def is_idle(self, now_ms: int) -> bool:
        """Whether the clock on screen stands still at *now_ms*."""
        return self.is_away or self.last_input_ms is None or now_ms - self.last_input_ms > IDLE_AFTER_MS


def begun(attention: Attention) -> Course:
    """A course that goes on from what was kept."""
    return Course(attention)


def followed(course: Course, event: Event) -> Course:
    """*course* with *event*. An event from before the last one counts as simultaneous with it."""
    now = event.at_ms if course.upto_ms is None else max(event.at_ms, course.upto_ms)
    course = _up_to(course, now)
    match event:
        case Did():
            return _with_input(course, now)
        case Read(slot=slot, path=path):
            return replace(_with_input(course, now), reading=(slot, path))
        case Wrote():
            return replace(_with_input(course, now), reading=None)
        case Showed():
            return _showing(course, event, now)
        case Hid(slot=slot):
            return replace(course, panes=tuple(pane for pane in course.panes if pane.slot is not slot))
        case WentAway():
            return replace(course, is_away=True)


def frozen(course: Course, now_ms: int) -> Attention:
    """The attention up to *now_ms*, to be kept and handed in; `begun` goes on from it."""
    now = now_ms if course.upto_ms is None else max(now_ms, course.upto_ms)
    return _up_to(course, now).attention


def with_view(course: Course, *, views: tuple[str, ...], pane_widths: tuple[int, ...]) -> Course:
    """*course* with the views that were used so far, and the panes as they stand now."""
    return replace(course, attention=replace(course.attention, views=views, pane_widths=pane_widths))


def _up_to(course: Course, now: int) -> Course:
    if course.upto_ms is None:
        return replace(course, upto_ms=now)
    active = _active_between(course, course.upto_ms, now)
    attention = replace(
        course.attention,
        active_ms=course.attention.active_ms + active,
        idle_ms=course.attention.idle_ms + now - course.upto_ms - active,
        spent=_with_time(course, active),
    )
    course = replace(course, attention=attention, upto_ms=now)
    return course if course.is_away else _with_lines_seen(course, now)


def _active_between(course: Course, start: int, end: int) -> int:
    if course.is_away or course.last_input_ms is None:
        return 0
    return max(0, min(end, course.last_input_ms + IDLE_AFTER_MS) - start)


def _with_time(course: Course, active: int) -> tuple[Spent, ...]:
    spent = {(one.slot, one.path): one for one in course.attention.spent}
    in_view = {(pane.slot, pane.path) for pane in course.panes}
    for place in sorted(in_view | ({course.reading} if course.reading is not None else set())):
        before = spent.get(place, Spent(*place))
        spent[place] = replace(
            before,
            active_ms=before.active_ms + (active if place == course.reading else 0),
            on_screen_ms=before.on_screen_ms + (active if place in in_view else 0),
        )
    return tuple(one for _, one in sorted(spent.items()))


def _with_lines_seen(course: Course, now: int) -> Course:
    seen = {(one.slot, one.path): one for one in course.attention.seen}
    panes = []
    for pane in course.panes:
        lines = []
        for standing in pane.lines:
            if standing.since_ms is not None and now - standing.since_ms >= SEEN_AFTER_MS:
                place = (pane.slot, pane.path)
                before = seen[place].spans if place in seen else ()
                seen[place] = Seen(*place, _joined(before, standing.first, standing.last))
                standing = replace(standing, since_ms=None)
            lines.append(standing)
        panes.append(replace(pane, lines=tuple(lines)))
    attention = replace(course.attention, seen=tuple(one for _, one in sorted(seen.items())))
    return replace(course, attention=attention, panes=tuple(panes))


def _with_input(course: Course, now: int) -> Course:
    if course.is_away:
        # What stood in view while nobody was there begins to stand anew.
        panes = tuple(
            replace(pane, lines=tuple(replace(one, since_ms=now) for one in pane.lines)) for pane in course.panes
        )
        course = replace(course, is_away=False, panes=panes)
    return replace(course, last_input_ms=now)


def _showing(course: Course, shown: Showed, now: int) -> Course:
    before = next((pane for pane in course.panes if (pane.slot, pane.path) == (shown.slot, shown.path)), None)
    stayed = tuple(
        replace(one, first=max(one.first, shown.first), last=min(one.last, shown.last))
        for one in (before.lines if before is not None else ())
        if one.first <= shown.last and one.last >= shown.first
    )
    came = tuple(Standing(first, last, now) for first, last in _between(stayed, shown.first, shown.last))
    pane = Pane(shown.slot, shown.path, tuple(sorted((*stayed, *came), key=lambda one: one.first)))
    others = tuple(other for other in course.panes if other.slot is not shown.slot)
    return replace(course, panes=tuple(sorted((*others, pane), key=lambda one: one.slot)))


def _between(taken: tuple[Standing, ...], first: int, last: int) -> list[tuple[int, int]]:
    """The lines from *first* to *last* that are not *taken*, which rises, as spans."""
    free = []
    for one in taken:
        if first < one.first:
            free.append((first, one.first - 1))
        first = one.last + 1
    if first <= last:
        free.append((first, last))
    return free


def _joined(spans: tuple[tuple[int, int], ...], first: int, last: int) -> tuple[tuple[int, int], ...]:
    apart = [span for span in spans if span[1] < first - 1 or span[0] > last + 1]
    touching = [span for span in spans if span not in apart]
    whole = (min((first, *(s for s, _ in touching))), max((last, *(e for _, e in touching))))
    return tuple(sorted((*apart, whole)))
