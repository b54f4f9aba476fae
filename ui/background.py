"""Work that must not stop the screen: files and SQLite in threads, computing in slices on the screen's own thread.

Python threads do not compute beside the screen (they wait for the same interpreter lock), so what computes is a generator
that is pulled for 4 ms at a time; what waits for a disk runs in a lane.
"""

import time
from collections.abc import Callable, Generator
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, QTimer, Signal

T = TypeVar("T")
Y = TypeVar("Y")

SLICE_S = 0.004


class Lane:
    """A thread of its own in which work is done in the order in which it was given."""

    def __init__(self) -> None:
        self._pool = QThreadPool()
        self._pool.setMaxThreadCount(1)
        self._pool.setExpiryTimeout(-1)

    def start(self, work: QRunnable) -> None:
        self._pool.start(work)

    def finish(self, timeout_ms: int = -1) -> bool:
        """Wait until everything that was given is done; False when *timeout_ms* passed first."""
        return self._pool.waitForDone(timeout_ms)


class Job(QObject):
    """One piece of work under way. `progressed` tells how far it is; `cancel` asks it to stop."""

    progressed = Signal(int, int)
    _finished = Signal(object, object)

    def __init__(self, owner: QObject) -> None:
        super().__init__(owner)
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
        """Called by the work, from its thread."""
        self.progressed.emit(done, total)


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
    job = Job(owner)

    def finish(result: T, error: BaseException | None) -> None:
        job.deleteLater()
        if not job.is_heard:
            return
        if error is not None:
            failed(error)
        else:
            done(result)

    # Connected before it starts: work that ends at once must be heard too.
    job._finished.connect(finish, Qt.ConnectionType.QueuedConnection)
    if progressed is not None:
        job.progressed.connect(progressed, Qt.ConnectionType.QueuedConnection)
    lane.start(_Work(job, work))
    return job


class _Work(QRunnable, Generic[T]):
    def __init__(self, job: Job, work: Callable[[Job], T]) -> None:
        super().__init__()
        self._job = job
        self._work = work

    def run(self) -> None:
        result: T | None = None
        error: BaseException | None = None
        try:
            result = self._work(self._job)
        except BaseException as raised:  # a thread has no caller to raise to
            error = raised
        try:
            self._job._finished.emit(result, error)
        except RuntimeError:
            # The owner was destroyed meanwhile: nobody is left to hear.
            return


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
