"""What happens at a task, moment by moment, folded into the attention that was given to it.

The window tells what happens as events with the time of a monotonic clock; `followed` takes them one by one, and `frozen`
gives what is to be kept. Time counts as active until 60 s have passed without input, or 5 s after the window lost the focus,
and goes to the file that is being read; what lies beyond is idle. A line was seen when it stood in view for a second of
active time.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from app.domain.names import Slot
from app.domain.sitting import Attention, InView, Seen, Spent

IDLE_AFTER_MS = 60_000
AWAY_AFTER_MS = 5_000
SEEN_AFTER_MS = 1_000


@dataclass(frozen=True, slots=True)
class Did:
    """The person pressed a key, clicked, scrolled or moved the mouse at *at_ms*, or came back to the window."""

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
    """What is in view from now on: a pane that is not named shows nothing. This alone is no input."""

    at_ms: int
    in_view: tuple[InView, ...]


@dataclass(frozen=True, slots=True)
class TurnedAway:
    """The window lost the focus; attention goes on for 5 s. The next input ends it."""

    at_ms: int


@dataclass(frozen=True, slots=True)
class WentAway:
    """The person paused, left the task, or a dialog lies before it. The next input ends it."""

    at_ms: int


Event = Did | Read | Wrote | Showed | TurnedAway | WentAway


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
    """Everything up to the last event. *upto_ms* is its time, None before the first.

    *attentive_until_ms* is when attention ends unless something happens; None before the first input.
    """

    attention: Attention = field(default_factory=Attention)
    upto_ms: int | None = None
    attentive_until_ms: int | None = None
    reading: tuple[Slot, str] | None = None
    panes: tuple[Pane, ...] = ()

    def is_idle(self, now_ms: int) -> bool:
        """Whether the clock on screen stands still at *now_ms*."""
        return self.attentive_until_ms is None or now_ms >= self.attentive_until_ms


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
        case Showed(in_view=in_view):
            return _showing(course, in_view, now)
        case TurnedAway():
            return _attentive_until(course, now + AWAY_AFTER_MS)
        case WentAway():
            return _attentive_until(course, now)


def frozen(course: Course, now_ms: int) -> Attention:
    """The attention up to *now_ms*, to be kept and handed in; `begun` goes on from it."""
    now = now_ms if course.upto_ms is None else max(now_ms, course.upto_ms)
    return _up_to(course, now).attention


def with_attention(course: Course, attention: Attention) -> Course:
    """*course* with what was said about its *attention* otherwise: a correction, the views, the widths of the panes."""
    return replace(course, attention=attention)


def _up_to(course: Course, now: int) -> Course:
    if course.upto_ms is None:
        return replace(course, upto_ms=now)
    if now == course.upto_ms:
        return course
    active = _active_between(course, course.upto_ms, now)
    attention = replace(
        course.attention,
        active_ms=course.attention.active_ms + active,
        idle_ms=course.attention.idle_ms + now - course.upto_ms - active,
        spent=_with_time(course, active),
    )
    return _with_lines_seen(replace(course, attention=attention, upto_ms=now), now)


def _active_between(course: Course, start: int, end: int) -> int:
    if course.attentive_until_ms is None:
        return 0
    return max(0, min(end, course.attentive_until_ms) - start)


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
    if course.attentive_until_ms is None:
        return course
    end = min(now, course.attentive_until_ms)
    seen = {(one.slot, one.path): one for one in course.attention.seen}
    panes = []
    for pane in course.panes:
        lines = []
        for standing in pane.lines:
            if standing.since_ms is not None and end - standing.since_ms >= SEEN_AFTER_MS:
                place = (pane.slot, pane.path)
                before = seen[place].spans if place in seen else ()
                seen[place] = Seen(*place, _joined(before, standing.first, standing.last))
                standing = replace(standing, since_ms=None)
            lines.append(standing)
        panes.append(replace(pane, lines=tuple(lines)))
    attention = replace(course.attention, seen=tuple(one for _, one in sorted(seen.items())))
    return replace(course, attention=attention, panes=tuple(panes))


def _with_input(course: Course, now: int) -> Course:
    if course.is_idle(now):
        # What stood in view while nobody was there begins to stand anew.
        panes = tuple(replace(pane, lines=tuple(_begun_anew(pane.lines, now))) for pane in course.panes)
        course = replace(course, panes=panes)
    return replace(course, attentive_until_ms=now + IDLE_AFTER_MS)


def _begun_anew(lines: Iterable[Standing], now: int) -> Iterator[Standing]:
    for one in lines:
        yield one if one.since_ms is None else replace(one, since_ms=now)


def _attentive_until(course: Course, end: int) -> Course:
    """*course* with an attention that ends at *end*, if it does not end before."""
    if course.attentive_until_ms is None or course.attentive_until_ms <= end:
        return course
    return replace(course, attentive_until_ms=end)


def _showing(course: Course, in_view: tuple[InView, ...], now: int) -> Course:
    before = {(pane.slot, pane.path): pane.lines for pane in course.panes}
    panes = (
        Pane(one.slot, one.path, _standing(before.get((one.slot, one.path), ()), one.spans, now)) for one in in_view
    )
    return replace(course, panes=tuple(sorted(panes, key=lambda pane: pane.slot)))


def _standing(before: tuple[Standing, ...], spans: tuple[tuple[int, int], ...], now: int) -> tuple[Standing, ...]:
    """The lines of *spans*, those that stood there *before* since then and the others since *now*."""
    stayed = [
        replace(one, first=max(one.first, first), last=min(one.last, last))
        for first, last in spans
        for one in before
        if one.first <= last and one.last >= first
    ]
    came = [
        Standing(first, last, now)
        for span in spans
        for first, last in _between((one for one in stayed if span[0] <= one.first <= span[1]), *span)
    ]
    return tuple(sorted((*stayed, *came), key=lambda one: one.first))


def _between(taken: Iterable[Standing], first: int, last: int) -> list[tuple[int, int]]:
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
