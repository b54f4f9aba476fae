"""Work that must not stop the screen: files and SQLite in threads, computing in slices on the screen's own thread.

Python threads do not compute beside the screen (they wait for the same interpreter lock), so what computes is a generator
that is pulled for 4 ms at a time; what waits for a disk runs in a lane.
"""

import time
from collections.abc import Callable, Generator
from dataclasses import dataclass
from functools import cache
from typing import Generic, TypeVar, cast

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, QTimer, Signal
from shiboken6 import isValid

from ui.garbage import collect_on_this_thread

T = TypeVar("T")
Y = TypeVar("Y")

SLICE_S = 0.004


class Lane:
    """A thread of its own in which work is done in the order in which it was given."""

    def __init__(self) -> None:
        self._pool = QThreadPool()
        self._pool.setMaxThreadCount(1)
        self._pool.setExpiryTimeout(-1)
        # Made on the screen's thread, before any other can ask for it.
        _mailbox()
        collect_on_this_thread()

    def start(self, work: QRunnable) -> None:
        self._pool.start(work)

    def finish(self, timeout_ms: int = -1) -> bool:
        """Wait until everything that was given is done; False when *timeout_ms* passed first."""
        return self._pool.waitForDone(timeout_ms)


class Job:
    """One piece of work under way; `cancel` and `stop` ask it to end early."""

    def __init__(self, progressed: Callable[[int, int], None]) -> None:
        self._progressed = progressed
        self._is_heard = True
        self._is_to_stop = False

    @property
    def is_heard(self) -> bool:
        """Whether anybody hears how it ends."""
        return self._is_heard

    @property
    def is_to_stop(self) -> bool:
        """Whether the work should end early."""
        return self._is_to_stop

    def stop(self) -> None:
        """Ask the work to end early. It may have come too far for that: how it ended is heard."""
        self._is_to_stop = True

    def cancel(self) -> None:
        """Ask the work to end early; how it ended is not heard."""
        self._is_to_stop = True
        self._is_heard = False

    def report(self, done: int, total: int) -> None:
        """Called by the work, from its thread: how far it is, told to whoever wants to hear of it."""
        _mailbox().post(lambda: self._progressed(done, total))


def run(
    owner: QObject,
    work: Callable[[Job], T],
    *,
    done: Callable[[T], None],
    failed: Callable[[BaseException], None],
    progressed: Callable[[int, int], None] | None = None,
    lane: Lane,
) -> Job:
    """Do *work* in *lane*; hear of its end on the screen's thread, unless *owner* is gone or the job cancelled."""

    def tell(done: int, total: int) -> None:
        if progressed is not None and isValid(owner):
            progressed(done, total)

    job = Job(tell)

    def finish(outcome: _Outcome[T]) -> None:
        if not job.is_heard or not isValid(owner):
            return
        if outcome.error is not None:
            failed(outcome.error)
        else:
            done(cast("T", outcome.result))

    lane.start(_Work(job, work, finish))
    return job


@dataclass(frozen=True)
class _Outcome(Generic[T]):
    result: T | None = None
    error: BaseException | None = None


class _Work(QRunnable, Generic[T]):
    def __init__(self, job: Job, work: Callable[[Job], T], finish: Callable[[_Outcome[T]], None]) -> None:
        super().__init__()
        self._job = job
        self._work = work
        self._finish = finish

    def run(self) -> None:
        outcome: _Outcome[T]
        try:
            outcome = _Outcome(result=self._work(self._job))
        except BaseException as raised:  # a thread has no caller to raise to
            outcome = _Outcome(error=raised)
        _mailbox().post(lambda: self._finish(outcome))


class _Mailbox(QObject):
    """Where other threads leave what is to be called on the screen's. One for all, and as lasting as the program: a thread
    that is about to call must not find the thing deleted."""

    _left = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._left.connect(self._call, Qt.ConnectionType.QueuedConnection)

    def post(self, call: Callable[[], None]) -> None:
        self._left.emit(call)

    def _call(self, call: Callable[[], None]) -> None:
        call()


@cache
def _mailbox() -> _Mailbox:
    return _Mailbox()


class Pull(QObject):
    """A generator being pulled in slices; `cancel` drops it."""

    def __init__(self, owner: QObject) -> None:
        super().__init__(owner)
        self._timer = QTimer(self)
        self._timer.setInterval(0)

        self._is_over = False

    def cancel(self) -> None:
        """Drop the rest of the work; harmless when it has ended."""
        if not self._is_over:
            self._is_over = True
            self._timer.stop()
            self.deleteLater()

    def start(self, turn: Callable[[], None]) -> None:
        self._timer.timeout.connect(turn)
        self._timer.start()


def pull(
    owner: QObject,
    steps: Generator[Y, None, T],
    *,
    done: Callable[[T], None],
    step: Callable[[Y], None] | None = None,
) -> Pull:
    """Pull *steps* for 4 ms in every turn of the event loop; *step* hears what it yields, *done* its result.

    What *steps* raises is a bug and goes to the place that reports bugs.
    """
    pulling = Pull(owner)

    def turn() -> None:
        until = time.perf_counter() + SLICE_S
        try:
            while time.perf_counter() < until:
                yielded = next(steps)
                if step is not None:
                    step(yielded)
        except StopIteration as end:
            pulling.cancel()
            done(end.value)
        except BaseException:
            pulling.cancel()
            raise

    pulling.start(turn)
    return pulling
