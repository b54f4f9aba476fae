"""How long the evaluator was at a task: active and idle time from a monotonic clock.

Input counts as attention until 60 s have passed without any (EVALUATION's rule); what lies beyond, and all time away
from the window, is idle.
"""

from dataclasses import dataclass, replace

IDLE_AFTER_MS = 60_000


@dataclass(frozen=True, slots=True)
class Stopwatch:
    """Milliseconds so far, and the monotonic moment of the last input; None while the window is away."""

    active_ms: int = 0
    idle_ms: int = 0
    last_input_ms: int | None = None

    def is_idle(self, now_ms: int) -> bool:
        return self.last_input_ms is None or now_ms - self.last_input_ms > IDLE_AFTER_MS


def noticed(watch: Stopwatch, now_ms: int) -> Stopwatch:
    """The person did something at *now_ms*."""
    if watch.last_input_ms is None:
        return replace(watch, last_input_ms=now_ms)
    passed = max(0, now_ms - watch.last_input_ms)
    if passed > IDLE_AFTER_MS:
        return Stopwatch(watch.active_ms + IDLE_AFTER_MS, watch.idle_ms + passed - IDLE_AFTER_MS, last_input_ms=now_ms)
    return Stopwatch(watch.active_ms + passed, watch.idle_ms, last_input_ms=now_ms)


def paused(watch: Stopwatch, now_ms: int) -> Stopwatch:
    """The window lost the focus, or the task was left."""
    return replace(noticed(watch, now_ms), last_input_ms=None) if watch.last_input_ms is not None else watch


def active_at(watch: Stopwatch, now_ms: int) -> int:
    """Active milliseconds as they would be shown at *now_ms*."""
    if watch.last_input_ms is None:
        return watch.active_ms
    return watch.active_ms + min(max(0, now_ms - watch.last_input_ms), IDLE_AFTER_MS)
