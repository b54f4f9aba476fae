"""What is asked of the service: off the screen's thread, and answered in the order in which it was asked.

It opens the workspace and lets go of it; what is asked for means nothing to it. The service itself is imported where it
is first needed, in a lane: it is half of the program, and the window does not wait for it.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal

from app.domain.recovery import Restored
from app.errors import ReadOnlyError, UserError, WorkspaceError
from ui.background import Job, Lane, run
from ui.desk.notice import Notice, sentence

if TYPE_CHECKING:
    from app.evaluation import Evaluation

T = TypeVar("T")

PROGRESS_EVERY = 50
AS_ASKED = "It was opened for reading, as you asked."
CARRIERS_WAIT_MS = 2_000
"""So long a closing window waits for another disk; what was not recorded is done again next time."""


class Requests(QObject):
    """A lane for all that may write, one for what only reads, one for other disks. Before `open` nothing is asked."""

    opened = Signal()
    refused = Signal(object)  # WorkspaceError: why the workspace cannot be opened
    restored = Signal(object)  # Restored; the workspace is opened anew after it
    not_restored = Signal(str)  # why; the workspace is opened as it was
    told = Signal(object)  # Notice
    progressed = Signal(str, int)  # what is under way, how many are done; an empty text when it is over

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._lane = Lane()
        self._readers = Lane()
        self._carriers = Lane()
        self._path = Path()
        self._read_only_because = ""
        self._evaluation: Evaluation | None = None
        self._begun: _Opening | None = None
        self._long_jobs: dict[Job, str] = {}

    @property
    def path(self) -> Path:
        """The workspace that is open, or that was last asked for."""
        return self._path

    @property
    def is_open(self) -> bool:
        return self._evaluation is not None

    @property
    def read_only_because(self) -> str:
        """Why the open workspace can only be read; empty where it can be written."""
        return self._read_only_because

    def begin(self, path: Path) -> None:
        """Begin to open the workspace at *path*, which will be asked for with `open` once there is somebody to hear of it."""
        opening = self._begun = _Opening(path)
        run(self, lambda _job: opening.begin(), done=_nothing, failed=_nothing, lane=self._lane)

    def open(self, path: Path, *, for_reading: bool = False) -> None:
        """Open the workspace at *path*; `opened` or `refused` says what became of it.

        One that cannot be written here is opened for reading, as all are where that is asked for.
        """
        self._path = path
        before, self._evaluation = self._evaluation, None
        begun, self._begun = self._begun, None

        def work(_job: Job) -> tuple[Evaluation, str]:
            from app.evaluation import Evaluation

            if begun is not None and begun.path == path and not for_reading:
                return begun.end()
            for one in (before, begun):
                if one is not None:
                    one.close()
            return (Evaluation.open_for_reading(path), AS_ASKED) if for_reading else _opened(path)

        def done(answer: tuple[Evaluation, str]) -> None:
            self._evaluation, self._read_only_because = answer
            self.opened.emit()

        run(self, work, done=done, failed=self._refuse, lane=self._lane)

    def restore(self, backup: Path | None) -> None:
        """Put *backup*, or what can be read, in the place of the workspace, and open that; `restored` says what came back."""
        path = self._path
        before, self._evaluation = self._evaluation, None
        self.cancel()

        def work(_job: Job) -> Restored:
            from app.caretaking import restore

            # Nothing else may have the file open while another takes its place. What waits for another disk has it open for
            # reading alone, and may wait for ever.
            self._readers.finish()
            self._carriers.finish(CARRIERS_WAIT_MS)
            if before is not None:
                before.close()
            return restore(path, backup)

        def done(restored: Restored) -> None:
            self.restored.emit(restored)
            self.open(path)

        def failed(error: BaseException) -> None:
            self.not_restored.emit(sentence(error))
            self.open(path)

        run(self, work, done=done, failed=failed, lane=self._lane)

    def salvage(
        self, work: Callable[[Evaluation], T], done: Callable[[T], None], failed: Callable[[BaseException], None]
    ) -> None:
        """Do *work* with what can be read of the workspace that was refused, which is left alone."""
        path = self._path

        def reading(_job: Job) -> T:
            from app.evaluation import Evaluation

            readable = Evaluation.open_what_can_be_read(path)
            try:
                return work(readable)
            finally:
                readable.close()

        run(self, reading, done=done, failed=failed, lane=self._lane)

    def ask(
        self,
        work: Callable[[Evaluation], T],
        done: Callable[[T], None],
        failed: Callable[[BaseException], None] | None = None,
    ) -> None:
        """Have the service do *work* on its lane, after everything that was asked before.

        Without a workspace nothing is done, and whoever wants to hear of failures does.
        """
        service = self._evaluation
        if service is None:
            if failed is not None:
                failed(WorkspaceError("There is no workspace open to write this into."))
            return

        def task(_job: Job) -> T:
            return work(service)

        run(self, task, done=done, failed=failed or self._tell, lane=self._lane)

    def ask_long(
        self,
        work: Callable[[Evaluation], Generator[int, None, T]],
        done: Callable[[T], None],
        what: str,
        failed: Callable[[BaseException], None] | None = None,
    ) -> None:
        """Have the service do *work*, telling how far it is; it can be cancelled."""
        service = self._evaluation
        if service is not None:
            self._follow(lambda job: _followed(work(service), job), done, what, self._lane, failed or self._tell)

    def read_long(
        self,
        work: Callable[[Evaluation], Generator[int, None, T]],
        done: Callable[[T], None],
        what: str,
        failed: Callable[[BaseException], None] | None = None,
    ) -> None:
        """As `ask_long`, beside everything else, over a connection of its own that only reads."""
        if self._evaluation is not None:
            self._follow(self._reading(work), done, what, self._readers, failed or self._tell)

    def carry_long(
        self,
        work: Callable[[Evaluation], Generator[int, None, T]],
        done: Callable[[T], None],
        what: str,
        failed: Callable[[BaseException], None] | None = None,
    ) -> None:
        """As `read_long`, for what waits for another disk or a share: nothing else stands behind it."""
        if self._evaluation is not None:
            self._follow(self._reading(work), done, what, self._carriers, failed or self._tell)

    def look(
        self,
        work: Callable[[Evaluation], Generator[int, None, T]],
        done: Callable[[T], None],
        failed: Callable[[BaseException], None] | None = None,
    ) -> Job | None:
        """As `read_long`, quietly: only the job that is given back can be cancelled, and nobody is told how far it is."""
        if self._evaluation is None:
            return None
        return run(self, self._reading(work), done=done, failed=failed or self._tell, lane=self._readers)

    def read(
        self,
        work: Callable[[Path], T],
        done: Callable[[T], None],
        failed: Callable[[BaseException], None] | None = None,
    ) -> None:
        """Have *work* done with the workspace's path, beside everything else: it opens what it needs, for reading."""
        if self._evaluation is not None:
            self.beside(work, done, failed)

    def beside(
        self,
        work: Callable[[Path], T],
        done: Callable[[T], None],
        failed: Callable[[BaseException], None] | None = None,
    ) -> None:
        """As `read`, also where the workspace was refused."""
        path = self._path
        run(self, lambda _job: work(path), done=done, failed=failed or self._tell, lane=self._readers)

    def cancel(self) -> None:
        """Stop the long work that is under way: nothing of it is left, unless it had come to its end by then."""
        for job in self._long_jobs:
            job.stop()

    def finish(self) -> None:
        """Stop the long work, wait for everything that was asked, and hear of it, while the screen stands still."""
        self.cancel()
        self._lane.finish()
        # What the lane has to say waits for the event loop.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.MetaCall.value)

    def close(self) -> None:
        """Stop the long work, and let go of the workspace once everything that was asked before is done."""
        for job in self._long_jobs:
            job.cancel()
        for service in (self._evaluation, self._begun):
            if service is not None:
                self._let_go_of(service)
        self._evaluation = self._begun = None
        self._lane.finish()
        self._readers.finish()
        self._carriers.finish(CARRIERS_WAIT_MS)

    def _let_go_of(self, service: Evaluation | _Opening) -> None:
        run(self, lambda _job: service.close(), done=_nothing, failed=_nothing, lane=self._lane)

    def _reading(self, work: Callable[[Evaluation], Generator[int, None, T]]) -> Callable[[Job], T]:
        """*work* over a connection of its own."""
        path = self._path

        def reading(job: Job) -> T:
            from app.evaluation import Evaluation

            reader = Evaluation.open_for_reading(path)
            try:
                return _followed(work(reader), job)
            finally:
                reader.close()

        return reading

    def _follow(
        self,
        work: Callable[[Job], T],
        done: Callable[[T], None],
        what: str,
        lane: Lane,
        hear: Callable[[BaseException], None],
    ) -> None:
        def ended(result: T) -> None:
            self._end(job)
            done(result)

        def failed(error: BaseException) -> None:
            self._end(job)
            if isinstance(error, _StoppedError):
                self._tell(error)
            else:
                hear(error)

        self.progressed.emit(what, 0)
        job = run(
            self,
            work,
            done=ended,
            failed=failed,
            progressed=lambda number, _total: self.progressed.emit(what, number),
            lane=lane,
        )
        self._long_jobs[job] = what

    def _end(self, job: Job) -> None:
        """Say what else is under way, if anything is."""
        self._long_jobs.pop(job, None)
        self.progressed.emit(next(reversed(self._long_jobs.values()), ""), 0)

    def _refuse(self, error: BaseException) -> None:
        if not isinstance(error, WorkspaceError):
            raise error
        self.refused.emit(error)

    def _tell(self, error: BaseException) -> None:
        self.told.emit(Notice(sentence(error), is_error=True))


class _StoppedError(UserError):
    """Long work was stopped before it came to its end."""


class _Opening:
    """A workspace that is being opened before there is anybody to hear what became of it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._answer: tuple[Evaluation, str] | None = None
        self._error: BaseException | None = None

    def begin(self) -> None:
        try:
            self._answer = _opened(self.path)
        except BaseException as error:  # told where it is asked for
            self._error = error

    def end(self) -> tuple[Evaluation, str]:
        """The open workspace, and why it can only be read; or what stood against opening it."""
        if self._error is not None:
            raise self._error
        assert self._answer is not None, "it is begun before it is asked for, on the same lane"
        return self._answer

    def close(self) -> None:
        if self._answer is not None:
            self._answer[0].close()


def _followed(steps: Generator[int, None, T], job: Job) -> T:
    """Run *steps* to the end for their result, telling *job* how far they are; a cancelled job drops them."""
    while True:
        try:
            number = next(steps)
        except StopIteration as end:
            result: T = end.value
            return result
        if job.is_to_stop:
            steps.close()
            raise _StoppedError("Stopped; nothing was changed.")
        if number % PROGRESS_EVERY == 0:
            job.report(number, 0)


def _opened(path: Path) -> tuple[Evaluation, str]:
    """The workspace *path* for writing or, where that cannot be, for reading, and why."""
    from app.evaluation import Evaluation

    try:
        return Evaluation.open(path), ""
    except ReadOnlyError as error:
        if not path.is_file():
            raise
        return Evaluation.open_for_reading(path), str(error)


def _nothing(_: object) -> None:
    return None
