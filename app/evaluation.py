"""The service: everything that a person can do with a workspace, for the window and the terminal alike.

Values in, values out. Long work is a generator that yields how far it has come and returns its result; dropping it
undoes what it had begun.

What a single verb needs is imported by that verb: a window that opens waits for what lays a task out, and for no more.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Self

from app.caretaking import place_of
from app.clock import new_evaluator, new_id, utc_now
from app.domain.bench import Bench
from app.domain.draft import Draft
from app.domain.judgment import Judgment
from app.domain.leak import OnLeaks
from app.domain.names import (
    EvaluatorId,
    Instant,
    Slot,
    TaskId,
    TaskKey,
    instant,
)
from app.domain.queue import Onward, QueueEntry, QueuePage, QueueView, SkipReason, Sought, TaskSetSummary
from app.domain.sitting import Attention, Place, Sitting
from app.errors import UserError
from app.handing_in import HandedIn, HandingIn, IncompleteError
from app.judging.completeness import Missing, missing_of_first_impression
from app.judging.first_impression import locked
from app.judging.unsealing import unseal
from app.laying_out import LayingOut
from app.queueing import Queue
from app.store.workspace import Workspace

if TYPE_CHECKING:
    from app.domain.export import Counts
    from app.domain.intake import Preview
    from app.exchange.exporting import Exporting
    from app.exchange.receiving import Receiving
    from app.exchange.sending import Sending
    from app.formats.task_files import TaskFile
    from app.intake import ImportReport
    from app.judging.chapters import Chapter
    from app.judging.checks.check import Fired
    from app.judging.details import TaskDetails
    from app.judging.replaying import Replay
    from app.judging.task_history import HistoryEntry

CLOCK_TOLERANCE = timedelta(minutes=1)


class Evaluation:
    """One open workspace and the person who works in it."""

    def __init__(self, workspace: Workspace, *, now: Callable[[], datetime] = utc_now) -> None:
        self._workspace = workspace
        self._now = now
        self._queue = Queue(workspace, now=self._stamp)
        self._laying_out = LayingOut(workspace, self._queue, now=self._stamp)
        self._handing_in = HandingIn(workspace, now=self._stamp, new_id=new_id)

    @classmethod
    def open(cls, path: Path, *, now: Callable[[], datetime] = utc_now) -> Self:
        """Open the workspace *path* for writing; it is made if it is not there. Raises WorkspaceError."""
        return cls(Workspace.open(place_of(path), evaluator=new_evaluator, new_id=new_id), now=now)

    @classmethod
    def open_for_reading(cls, path: Path) -> Self:
        """Open the workspace *path* beside a window that may be writing it. Raises WorkspaceError."""
        return cls(Workspace.open_for_reading(place_of(path)))

    @classmethod
    def open_what_can_be_read(cls, path: Path) -> Self:
        """Open what can be read of a damaged workspace, for exporting it; the file itself is left alone."""
        return cls(Workspace.open_what_can_be_read(place_of(path), evaluator=new_evaluator, new_id=new_id))

    def close(self) -> None:
        self._workspace.close()

    @property
    def warnings(self) -> tuple[str, ...]:
        """What a person should hear after opening: what was put back, and what is wrong with the place of the file."""
        clock = _clock_warning(self._workspace.last_at(), self._now())
        return (*self._workspace.warnings, *clock)

    @property
    def is_read_only(self) -> bool:
        """Whether the workspace was opened for reading."""
        return self._workspace.is_read_only

    @property
    def evaluator(self) -> EvaluatorId:
        return self._workspace.evaluator

    def set_evaluator(self, evaluator: EvaluatorId) -> None:
        """Take the id given by a team. Raises UserError once the log has an event."""
        self._workspace.set_evaluator(evaluator)

    # Tasks in

    def import_tasks(
        self,
        file: TaskFile,
        *,
        skip_invalid: bool = False,
        dry_run: bool = False,
        on_leaks: OnLeaks = OnLeaks.LEAVE,
    ) -> Generator[int, None, ImportReport]:
        """Bring the tasks of *file* in, all or nothing unless *skip_invalid*; yields how many lines were read.

        A dry run reads and compares everything and keeps nothing. Traces of models are looked for as *on_leaks* says;
        tasks that are left out for them are no fault. Raises DiskFullError where there is hardly any room.
        """
        from app.intake import take_in

        if not dry_run:
            self._workspace.refuse_new_work()
        if not dry_run and self._workspace.log_end() and self._workspace.is_backup_due():
            self._workspace.rotate_backups(now=self._now())
        return (
            yield from take_in(
                self._workspace, file, now=self._stamp(), skip_invalid=skip_invalid, dry_run=dry_run, on_leaks=on_leaks
            )
        )

    def preview_import(self, path: Path) -> Generator[int, None, Preview]:
        """Read and compare the file *path* and keep nothing; yields how many lines were read. Reading is enough."""
        from app.intake import preview

        return preview(self._workspace, path)

    # The queue

    def task_sets(self) -> tuple[TaskSetSummary, ...]:
        """Every task set, the one opened last first."""
        return self._queue.task_sets()

    def refuse_unknown(self, task_set: str) -> None:
        """Raises UserError where there is neither a task nor a judgment of *task_set*."""
        self._workspace.refuse_unknown(task_set)

    def queue(self, task_set: str | None = None) -> tuple[QueueEntry, ...]:
        """The tasks of one task set, or of all, in the order of import, or shuffled where the set's policy says so.

        Where the policy has some tasks come again, those that are due stand in the queue in place of their first coming.
        """
        return self._queue.entries(task_set)

    def queue_view(self, key: TaskKey, sought: Sought) -> QueueView:
        """What is *sought* in the queue of the set of the task *key*, as far as it stands around that task."""
        return self._queue.view(key, sought)

    def tasks_holding(self, task_set: str, words: str, most: int) -> tuple[QueueEntry, ...]:
        """The first of a set's tasks, at *most* so many, in whose id or title *words* stand."""
        return self._queue.holding(task_set, words, most)

    def queue_page(self, number: int, first: int) -> QueuePage:
        """More of what the view *number* found, from *first* on; nothing once another view was asked for."""
        return self._queue.page(number, first)

    def first_to_judge(self, task_set: str) -> TaskKey | None:
        """The first task of a set that is still to be judged, else its first; None of an empty one."""
        return self._queue.first_to_judge(task_set)

    def onward(self, key: TaskKey) -> Onward:
        """The next task behind *key*, and round, that is still to be judged."""
        return self._queue.onward(key)

    def neighbour(self, key: TaskKey, steps: int) -> TaskKey | None:
        """The task *steps* further in the queue, whatever its state; None beyond either end."""
        return self._queue.neighbour(key, steps)

    def last_opened(self) -> TaskKey | None:
        """The task that lay on the desk last, as the queue has it now."""
        last = self._workspace.last_opened()
        return None if last is None else self._queue.listed(last)

    def set_flag(self, key: TaskKey, *, flag: bool) -> None:
        """Mark a task privately for coming back to; the mark leaves no event."""
        self._workspace.set_flag(key, flag=flag)

    # One task

    def lay_out(self, key: TaskKey) -> Bench:
        """Open a task: its candidates in their blind order, and whatever was said about it before.

        The order is fixed at the first opening; where the workspace can only be read, nothing is.
        """
        return self._laying_out.lay_out(key)

    def foresee(self, key: TaskKey) -> Sitting | None:
        """The task that is to be judged behind *key*, as it would be laid out now; None where none is left.

        Nothing is fixed or written by this: it is for whoever wants to be ready for that task.
        """
        return self._laying_out.foresee(key)

    def attention(self, key: TaskKey) -> Attention:
        """What is kept of the time that was given to a task, and of what was looked at."""
        working = self._workspace.working(key)
        return Attention() if working is None else working.attention

    def keep(self, key: TaskKey, draft: Draft | None, place: Place, attention: Attention) -> None:
        """Write down everything that has been said and done about a task; a *draft* of None is none.

        A first impression that was locked in stays, whatever is undone.
        """
        said = self._handing_in.with_lock(key, draft)
        # What says no more than the task does by itself is no draft: also a revision that was given up.
        said = None if said == self._laying_out.as_it_opens(key) else said
        self._workspace.keep_working(key, draft=said, place=place, attention=attention, now=self._stamp())

    def lock_first_impression(self, key: TaskKey, draft: Draft, place: Place, attention: Attention) -> Draft:
        """Lock the verdict of *draft* in before the evidence is shown: durable when this returns the draft with it.

        Raises IncompleteError and writes nothing while something of the answer is missing.
        """
        known = self._handing_in.with_lock(key, draft) or draft
        if known.first_impression is not None:
            return known
        bench = self.lay_out(key)
        if gaps := missing_of_first_impression(draft, bench.sitting.brief, bench.sitting.policy):
            raise IncompleteError(gaps)
        said = locked(draft, bench.sitting, at=self._stamp())
        self.keep(key, said, place, attention)
        return said

    def missing(self, key: TaskKey, draft: Draft) -> tuple[Missing, ...]:
        """What *draft* lacks before it can be handed in."""
        return self._handing_in.missing(key, draft)

    def checks(self, key: TaskKey, draft: Draft, attention: Attention) -> tuple[Fired, ...]:
        """The checks that fire on *draft*, the gravest first; `asking.to_ask` says which one to ask."""
        return self._handing_in.checks(key, draft, attention)

    def submit(self, key: TaskKey, draft: Draft, attention: Attention) -> Judgment:
        """Hand *draft* in: durable when this returns. Raises IncompleteError and writes nothing while it has gaps.

        A task that was judged before gets a revision of the same judgment.
        """
        return self._handing_in.submit(key, draft, attention)

    def last_event(self, key: TaskKey) -> str | None:
        """What kind of event the log has last about a task."""
        link = self._workspace.last_about(key)
        return None if link is None else link.type

    def take_back(self, key: TaskKey, draft: Draft) -> None:
        """Undo a submit: a retraction is logged, and *draft* lies on the desk again."""
        self._handing_in.retract(key, reason="undone", draft=draft)

    def withdraw(self, key: TaskKey, note: str = "") -> None:
        """Take a judgment back for good, *note* says why: a retraction is logged, nothing is deleted."""
        self._handing_in.retract(key, reason="withdrawn", note=note, draft=None)

    def reinstate(self, key: TaskKey) -> None:
        """Undo a withdrawal: the judgment stands again, as a revision that says the same."""
        self._handing_in.reinstate(key)

    def skip(self, key: TaskKey, reason: SkipReason, note: str = "") -> None:
        """Leave a task unjudged, with a reason; what had been written about it is kept."""
        self._handing_in.note("skip", key, reason=reason.value, note=note)

    def resume(self, key: TaskKey) -> None:
        """Take a skipped task up again."""
        self._handing_in.note("resume", key)

    # Blindness

    def unseal(self, task_set: str) -> None:
        """Let it be seen which model wrote what in a set. It cannot be sealed again: later judgments are marked."""
        self._workspace.unseal(self._workspace.known_task_set(task_set).name, now=self._stamp())

    def unsealed_at(self, task_set: str) -> Instant | None:
        """When a set was unsealed; None while its names are sealed."""
        return self._workspace.unsealed_at(task_set)

    def origins(self, key: TaskKey) -> dict[Slot, str | None]:
        """Which model wrote what stands in each slot, None where the task does not say.

        Raises UserError while the set is sealed, and as long as the task has no judgment that stands.
        """
        return self._laying_out.origins(key)

    # What is known

    def details(self, sitting: Sitting) -> TaskDetails:
        """What is known of the task of *sitting*, in plain words; nothing of where its candidates come from."""
        from app.judging.details import details_of

        return details_of(sitting, self._workspace.arrival(sitting.key))

    # What is recorded

    def replays(self, *, task_set: str | None = None, task_id: TaskId | None = None) -> Iterator[Replay]:
        """What was shown for every judgment that stands, computed again from its task and held against its record."""
        from app.disclosure import replays

        return replays(self._workspace, task_set=task_set, task_id=task_id)

    def recorded(self, key: TaskKey | None, draft: Draft, attention: Attention) -> tuple[Chapter, ...]:
        """All that is recorded of the evaluator, in plain words: of the task *key* as it is now, if one is named, and of all.

        A *draft* that is handed in already is told by its record.
        """
        from app.disclosure import recorded

        return recorded(self._workspace, key, draft, attention, now=self._stamp())

    # What was said before

    def history(self, key: TaskKey) -> tuple[HistoryEntry, ...]:
        """Everything that happened to a task, the oldest first, with what each revision changed."""
        from app.judging.task_history import task_history

        task = self._workspace.task(key)
        return task_history(self._workspace.events_about(key), self._laying_out.slots_as_shown(task), task.brief.rubric)

    def reopen(self, key: TaskKey) -> Bench:
        """Lay what was handed in last on the desk as a draft, to be revised, also after it was taken back.

        A judgment that stands goes on standing until the draft is handed in. A draft that lies there already stays.
        """
        head = self._workspace.head(key)
        if head is None:
            raise UserError(f"There is no judgment of “{key.task_id}” to reopen.")
        working = self._workspace.working(key)
        if working is None or working.draft is None:
            draft = unseal(head.judgment, self._laying_out.slots_as_shown(self._workspace.task(key)))
            place = working.place if working is not None and working.place is not None else Place()
            attention = working.attention if working is not None else Attention()
            self._workspace.keep_working(key, draft=draft, place=place, attention=attention, now=self._stamp())
        return self.lay_out(key)

    # Judgments from a file

    def judge(self, path: Path) -> HandedIn:
        """Hand in every draft of a ``diptych/draft/1`` file, all or nothing, with the window's own rules."""
        return self._handing_in.judge(path)

    # Judgments out

    @property
    def exporting(self) -> Exporting:
        """The way out as files of derived formats."""
        from app.exchange.exporting import Exporting

        return Exporting(self._workspace)

    # Packages

    def counts(self) -> Counts:
        """How many judgments are saved, received and waiting. Quick enough to ask after every judgment."""
        return self._workspace.outbox.counts(self.evaluator)

    def sending(self, key_file: Path) -> Sending:
        """The way out for packages, signed by the key in *key_file*."""
        from app.exchange.sending import Sending

        return Sending(self._workspace, key_file=key_file, now=self._now)

    def receiving(self, key_file: Path) -> Receiving:
        """The way in for others' packages; receipts are signed by the key in *key_file*."""
        from app.exchange.receiving import Receiving

        return Receiving(self._workspace, key_file=key_file, now=self._now)

    # The workspace itself

    def back_up(self, dest: Path) -> Path:
        """Write a consistent copy of the workspace while it is in use. Raises UserError where *dest* is what it lives by."""
        from app.exchange.leaving import refuse_to_replace

        refuse_to_replace(self._workspace, dest)
        return self._workspace.backup(dest)

    def examine(self) -> tuple[str, ...]:
        """Everything that is wrong with the workspace, a sentence each; empty when it is sound."""
        from app.exchange.soundness import damaged_packages

        return (*self._workspace.examine(), *damaged_packages(self._workspace))

    def _stamp(self) -> Instant:
        return instant(self._now())


def _clock_warning(last: Instant | None, now: datetime) -> tuple[str, ...]:
    """A sentence if the clock stands well before the last entry of the log."""
    if last is None or datetime.fromisoformat(last) - now < CLOCK_TOLERANCE:
        return ()
    return (
        f"The clock of this computer stands before the last entry of the log ({last}): set it right. "
        "The order of judgments does not depend on it.",
    )
