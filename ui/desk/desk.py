"""The one bridge between the screen and the service: gestures in, values out.

The desk holds what lies before the evaluator right now. Everything that touches the workspace runs on one lane, in the
order in which it was asked for; answers that come too late, for a task that has been left, are dropped.
"""

import time
from collections.abc import Callable, Generator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar, get_args

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.draft import Composition, Draft, Finding, Polarity, Span, Verdict
from app.domain.judgment import Judgment, View
from app.domain.names import FindingId, Slot, TaskKey
from app.domain.queue import QueueEntry, SkipReason, TaskState
from app.domain.sitting import Attention, Place, Sitting
from app.errors import UserError
from app.evaluation import (
    Bench,
    Evaluation,
    ExportReport,
    ImportReport,
    new_finding_id,
    sample_task_set,
    stamp,
)
from app.formats.task_files import open_task_file
from app.judging import composing, ranking, scoring
from app.judging.attention import Stopwatch, active_at, noticed, paused
from app.judging.completeness import missing
from app.judging.history import History
from app.judging.sentence import verdict_in_brief
from ui.background import Job, Lane, run
from ui.desk.autosave import Autosave

T = TypeVar("T")

PROGRESS_EVERY = 50
VIEWS = get_args(View)
"""The views of the code in the order in which they are recorded."""
READ_ONLY = "Press E to edit this judgment first."


@dataclass(frozen=True, slots=True)
class Notice:
    """A passing message; *can_undo* offers to take back what it tells of."""

    text: str
    can_undo: bool = False


@dataclass(frozen=True, slots=True)
class _Deed:
    """Something that left the desk and can be brought back, and how many edits there had been by then."""

    key: TaskKey
    kind: str
    draft: Draft
    edits: int


class Desk(QObject):
    """What lies before the evaluator, and everything that can be done with it."""

    workspace_opened = Signal()
    workspace_refused = Signal(str)
    task_sets_listed = Signal(object)  # tuple[TaskSetSummary, ...]
    queue_listed = Signal(object)  # tuple[QueueEntry, ...]
    laid_out = Signal(object)  # Bench
    put_away = Signal()
    draft_changed = Signal(object)  # Draft
    reading_changed = Signal(bool)  # True while a judgment handed in is shown for reading
    flag_changed = Signal(bool)
    gap_found = Signal(object)  # Missing
    submitted = Signal(object)  # Judgment
    saving_changed = Signal(object)  # Saving
    told = Signal(object)  # Notice
    time_passed = Signal(int, bool)  # active milliseconds, whether idle
    everything_judged = Signal(int)
    work_progressed = Signal(str, int)  # what is under way, how many are done; an empty text when it is over
    import_refused = Signal(object, object)  # ImportReport, the path that it is of

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lane = Lane()
        self._readers = Lane()
        self._path = Path()
        self._evaluation: Evaluation | None = None
        self._bench: Bench | None = None
        self._entries: tuple[QueueEntry, ...] = ()
        self._histories: dict[TaskKey, History] = {}
        self._deeds: list[_Deed] = []
        self._edits = 0
        self._is_reading = False
        self._is_submitting = False
        self._place = Place()
        self._views: tuple[str, ...] = ()
        self._watch = Stopwatch()
        self._long_job: Job | None = None
        self._autosave = Autosave(self._write, self)
        self._autosave.changed.connect(self.saving_changed)
        self._clock = QTimer(self)
        self._clock.setInterval(1_000)
        self._clock.timeout.connect(self._tell_time)

    # What lies on it

    @property
    def sitting(self) -> Sitting | None:
        return self._bench.sitting if self._bench is not None else None

    @property
    def draft(self) -> Draft:
        history = self._history
        return history.present if history is not None else Draft()

    @property
    def entries(self) -> tuple[QueueEntry, ...]:
        return self._entries

    @property
    def is_reading(self) -> bool:
        """Whether a judgment handed in is shown, which takes `revise` before it can be changed."""
        return self._is_reading

    @property
    def is_settled(self) -> bool:
        """Whether everything that was said is in the workspace."""
        return self._autosave.is_idle and not self._is_submitting

    # Workspace and queue

    def open_workspace(self, path: Path, *, resume: bool = True) -> None:
        """Open the workspace off the screen's thread; to *resume*, the task that was open last comes back."""

        def opened(evaluation: Evaluation) -> None:
            self._evaluation = evaluation
            self._path = path
            self.workspace_opened.emit()
            if resume:
                self._ask(lambda service: (service.task_sets(), service.last_opened()), self._resume_work)

        run(
            self,
            lambda _job: Evaluation.open(path),
            done=opened,
            failed=lambda error: self.workspace_refused.emit(_sentence(error)),
            lane=self._lane,
        )

    def list_task_sets(self) -> None:
        self._ask(Evaluation.task_sets, self.task_sets_listed.emit)

    def open_task_set(self, name: str) -> None:
        """Open the first task of the set that is still to be judged, else its first."""
        self._ask(lambda service: service.queue(name), self._open_first)

    def open_task(self, key: TaskKey) -> None:
        """Lay out a task; what was on the desk is written down first."""
        self._leave()
        self._ask(
            lambda service: (service.lay_out(key), service.queue(key.task_set)),
            lambda answer: self._lay_out(*answer),
        )

    def put_task_away(self) -> None:
        """Clear the desk: back to the welcome screen."""
        self._leave()
        self._bench = None
        self._clock.stop()
        self.put_away.emit()
        self.list_task_sets()

    def open_neighbour(self, steps: int) -> None:
        """Open the task *steps* further in the queue, whatever its state."""
        index = self._index()
        if index is None:
            return
        if not 0 <= index + steps < len(self._entries):
            self.told.emit(Notice("This is the last task." if steps > 0 else "This is the first task."))
            return
        self.open_task(self._entries[index + steps].key)

    def import_files(self, paths: tuple[Path, ...], *, skip_invalid: bool = False) -> None:
        """Bring the tasks of files in, one file after the other, and open the last set; faults are told."""
        if not paths:
            return
        first, rest = paths[0], paths[1:]

        def done(report: ImportReport) -> None:
            self.work_progressed.emit("", 0)
            if report.faults and not report.imported:
                self.import_refused.emit(report, first)
                return
            self.told.emit(Notice(_imported_in_words(report)))
            if rest:
                self.import_files(rest, skip_invalid=skip_invalid)
            else:
                self.open_task_set(report.task_set)

        def work(service: Evaluation, job: Job) -> ImportReport:
            file = open_task_file(first)
            return _followed(service.import_tasks(file, skip_invalid=skip_invalid), job)

        self._work_long(work, done, "Importing tasks")

    def open_sample(self) -> None:
        """Import the bundled task set, or find it as it is, and open it."""
        self.import_files((sample_task_set(),))

    def export_judgments(self, dest: Path) -> None:
        """Write every judgment that stands to *dest*, over a connection of its own that only reads."""

        def done(report: ExportReport) -> None:
            self.work_progressed.emit("", 0)
            count = "1 judgment" if report.judgments == 1 else f"{report.judgments} judgments"
            self.told.emit(Notice(f"Exported {count}."))

        def work(_service: Evaluation, job: Job) -> ExportReport:
            reader = Evaluation.open_for_reading(self._path)
            try:
                return _followed(reader.export_judgments(dest), job)
            finally:
                reader.close()

        self._work_long(work, done, "Exporting judgments", lane=self._readers)

    def cancel_work(self) -> None:
        """Stop the import or export that is under way; nothing of it is left."""
        if self._long_job is not None:
            self._long_job.cancel()
            self._long_job = None
            self.work_progressed.emit("", 0)
            self.told.emit(Notice("Stopped; nothing was changed."))

    def close(self) -> None:
        """Write down what is unwritten, and let go of the workspace. Nothing may be asked of the desk afterwards."""
        if self._long_job is not None:
            self._long_job.cancel()
        self._leave()
        self._clock.stop()
        if (service := self._evaluation) is not None:
            self._evaluation = None
            run(self, lambda _job: service.close(), done=_nothing, failed=_nothing, lane=self._lane)
        self._lane.finish()
        self._readers.finish()

    # The verdict

    def prefer(self, point: int) -> None:
        """Two candidates: a point of the seven-point scale."""
        if len(self._slots()) == 2:
            self._judge(lambda verdict: ranking.with_preference(verdict, point))

    def place_letter(self, slot: Slot) -> None:
        """Three candidates: the next letter of the ranking."""
        if slot in self._slots():
            self._judge(lambda verdict: ranking.place(verdict, slot, self._slots()))

    def set_gap(self, strength: int) -> None:
        """Three candidates: the strength before the next letter, 0 for a tie."""
        self._judge(lambda verdict: ranking.with_gap(verdict, strength, self._slots()))

    def cycle_gap(self, gap: int) -> None:
        self._judge(lambda verdict: ranking.cycle_gap(verdict, gap))

    def split_tie(self, tier: int, after: int) -> None:
        self._judge(lambda verdict: ranking.split_tie(verdict, tier, after))

    def drop_last_letter(self) -> None:
        self._judge(ranking.drop_last)

    def reorder(self, order: tuple[Slot, ...]) -> None:
        self._judge(lambda verdict: ranking.moved(verdict, order))

    def toggle_none_acceptable(self) -> None:
        self._judge(lambda verdict: ranking.with_none_acceptable(verdict, flag=not verdict.none_acceptable))

    def toggle_cannot_judge(self) -> None:
        self._judge(ranking.cannot_judge)

    def decide_by(self, criterion: str | None) -> None:
        self._judge(lambda verdict: replace(verdict, deciding_criterion=criterion))

    def be_confident(self, confidence: int | None) -> None:
        self._judge(lambda verdict: replace(verdict, confidence=confidence))

    # Scores, findings, rationale

    def set_score(self, slot: Slot, criterion: str, score: int | None) -> None:
        """Score one cell; None is “not applicable”."""
        self._edit(scoring.with_score(self.draft, slot, criterion, score))

    def clear_score(self, slot: Slot, criterion: str) -> None:
        self._edit(scoring.without_score(self.draft, slot, criterion))

    def begin_finding(self, slot: Slot, polarity: Polarity, span: Span | None) -> None:
        """Open the composer about *span*, or about the whole candidate. One that is open already stays."""
        if self.draft.composition is None:
            self._edit(replace(self.draft, composition=composing.compose(slot, polarity, span)))

    def edit_finding(self, finding_id: FindingId) -> None:
        finding = self.draft.finding(finding_id)
        if finding is not None and self.draft.composition is None:
            self._edit(replace(self.draft, composition=composing.reopened(finding)))

    def write_finding(self, composition: Composition) -> None:
        """The composer changed."""
        if self.draft.composition is not None:
            self._edit(replace(self.draft, composition=composition), key="composition")

    def save_finding(self) -> Finding | None:
        """Keep what the composer holds as a finding; says what is missing if it cannot be."""
        sitting, composition = self.sitting, self.draft.composition
        if sitting is None or composition is None:
            return None
        if (gap := composing.gap_in(composition)) is not None:
            self.told.emit(Notice(gap))
            return None
        rubric = sitting.brief.rubric
        draft = composing.saved(self.draft, composition, rubric, now=stamp(), new_id=new_finding_id)
        self._edit(draft)
        if composition.editing is not None:
            return draft.finding(composition.editing)
        return draft.findings[-1]

    def discard_finding(self) -> None:
        """Close the composer and forget what it holds; undo brings it back."""
        if self.draft.composition is not None:
            self._edit(replace(self.draft, composition=None))

    def delete_finding(self, finding_id: FindingId) -> None:
        if self.draft.finding(finding_id) is not None and self._may_edit():
            self._edit(composing.without_finding(self.draft, finding_id))
            self.told.emit(Notice("Finding deleted.", can_undo=True))

    def write_rationale(self, text: str, pasted_characters: int) -> None:
        """The rationale changed: the whole stored text, and how much of it was pasted so far."""
        draft = replace(self.draft, rationale=text, pasted_characters=pasted_characters)
        self._edit(draft, key="rationale")

    # Handing in, skipping, taking back

    def submit(self, *, and_stay: bool = False) -> None:
        """Hand the draft in. What is missing is told first; the screen moves on once the judgment is durable."""
        bench = self._bench
        if bench is None or self._is_submitting or not self._may_edit():
            return
        draft = self.draft
        if draft.composition is not None:
            self.told.emit(Notice("Save or discard the finding first: Ctrl+Enter saves it."))
            return
        if gaps := missing(draft, bench.sitting.brief, bench.sitting.policy):
            self.gap_found.emit(gaps[0])
            return
        self._autosave.forget()
        self._notice_time()
        self._is_submitting = True
        key, attention = bench.sitting.key, self._attention()

        def done(answer: tuple[Judgment, tuple[QueueEntry, ...]]) -> None:
            judgment, entries = answer
            self._is_submitting = False
            # From here on the draft is a judgment; leaving the task must not keep it as a draft again.
            self._bench = replace(bench, draft=draft, is_submitted=True)
            self._remember("submit", key, draft)
            self._list_queue(entries)
            self.submitted.emit(judgment)
            words = verdict_in_brief(draft.verdict, bench.sitting.brief.slots)
            self.told.emit(Notice(f"Submitted {key.task_id}: {words}.", can_undo=True))
            if and_stay:
                self.open_task(key)
            else:
                self._open_next()

        def refused(error: BaseException) -> None:
            self._is_submitting = False
            self._autosave.fail(_sentence(error))

        self._ask(
            lambda service: (service.submit(key, draft, attention), service.queue(key.task_set)),
            done,
            refused,
        )

    def skip(self, reason: SkipReason, note: str = "") -> None:
        """Leave the task unjudged and go on; what was written about it is kept."""
        if self.sitting is None or not self._may_edit():
            return
        key, draft = self.sitting.key, self.draft
        self._leave()

        def done(entries: tuple[QueueEntry, ...]) -> None:
            self._remember("skip", key, draft)
            self._list_queue(entries)
            self.told.emit(Notice(f"Skipped {key.task_id}.", can_undo=True))
            self._open_next()

        def work(service: Evaluation) -> tuple[QueueEntry, ...]:
            service.skip(key, reason, note)
            return service.queue(key.task_set)

        self._ask(work, done)

    def toggle_flag(self) -> None:
        """Mark the task privately for coming back to, or take the mark off."""
        if self._bench is None:
            return
        sitting = self._bench.sitting
        flag = not sitting.is_flagged
        self._bench = replace(self._bench, sitting=replace(sitting, is_flagged=flag))
        self.flag_changed.emit(flag)

        def work(service: Evaluation) -> tuple[QueueEntry, ...]:
            service.set_flag(sitting.key, flag=flag)
            return service.queue(sitting.key.task_set)

        self._ask(work, self._list_queue)

    def revise(self) -> None:
        """Begin to change a judgment that was handed in; the first version is kept."""
        if self._is_reading:
            self._is_reading = False
            self.reading_changed.emit(False)

    def undo(self) -> None:
        """Take back the last thing that was done: an edit here, or what left the desk after it."""
        history = self._history
        deed = self._deeds[-1] if self._deeds else None
        if deed is not None and (deed.edits == self._edits or history is None or not history.can_undo):
            self._deeds.pop()
            self._bring_back(deed)
        elif self._may_edit() and history is not None:
            self._step(history.undo(), "Nothing to undo.")

    def redo(self) -> None:
        history = self._history
        if history is not None and self._may_edit():
            self._step(history.redo(), "Nothing to redo.")

    # Attention and place

    def notice(self) -> None:
        """The person did something: time since the last sign of life was attention."""
        if self._bench is not None:
            self._watch = noticed(self._watch, _monotonic_ms())

    def pause(self) -> None:
        """The window lost the focus."""
        self._watch = paused(self._watch, _monotonic_ms())
        self._autosave.flush()

    def keep_place(self, place: Place) -> None:
        """The caret or the scroll position moved."""
        if self._bench is not None and place != self._place:
            self._place = place
            self._autosave.soon()

    def use_views(self, views: tuple[str, ...]) -> None:
        """These views of the code are in force; every view that was used is recorded with the judgment."""
        used = tuple(view for view in VIEWS if view in self._views or view in views)
        if used != self._views:
            self._views = used
            self._autosave.soon()

    def flush(self) -> None:
        """A text was left: write it now."""
        self._autosave.flush()

    def retry_saving(self) -> None:
        if self._bench is not None:
            self._autosave.now()

    def _work_long(
        self,
        work: Callable[[Evaluation, Job], T],
        done: Callable[[T], None],
        what: str,
        *,
        lane: Lane | None = None,
    ) -> None:
        """Do *work*, telling how far it is; it can be cancelled. Without a *lane* of its own it may write."""
        service = self._evaluation
        if service is None:
            return
        self.work_progressed.emit(what, 0)

        def failed(error: BaseException) -> None:
            self.work_progressed.emit("", 0)
            self.told.emit(Notice(_sentence(error)))

        self._long_job = run(
            self,
            lambda job: work(service, job),
            done=done,
            failed=failed,
            progressed=lambda number, _total: self.work_progressed.emit(what, number),
            lane=lane or self._lane,
        )

    @property
    def _history(self) -> History | None:
        return self._histories.get(self._bench.sitting.key) if self._bench is not None else None

    def _slots(self) -> tuple[Slot, ...]:
        return self._bench.sitting.brief.slots if self._bench is not None else ()

    def _ask(
        self,
        work: Callable[[Evaluation], T],
        done: Callable[[T], None],
        failed: Callable[[BaseException], None] | None = None,
    ) -> None:
        """Have the service do *work* on its lane, after everything that was asked before."""
        service = self._evaluation
        if service is None:
            return

        def refuse(error: BaseException) -> None:
            if not isinstance(error, UserError):
                raise error
            self.told.emit(Notice(str(error)))

        def task(_job: Job) -> T:
            return work(service)

        run(self, task, done=done, failed=failed or refuse, lane=self._lane)

    def _resume_work(self, answer: tuple[object, TaskKey | None]) -> None:
        task_sets, last = answer
        self.task_sets_listed.emit(task_sets)
        if last is not None:
            self.open_task(last)

    def _open_first(self, entries: tuple[QueueEntry, ...]) -> None:
        self._list_queue(entries)
        waiting = [entry for entry in entries if entry.state in (TaskState.TODO, TaskState.DRAFT)]
        if chosen := (waiting or list(entries)):
            self.open_task(chosen[0].key)

    def _open_next(self) -> None:
        """The next task that is still to be judged, from here on and round."""
        index = self._index()
        if index is None:
            return
        for entry in (*self._entries[index + 1 :], *self._entries[:index]):
            if entry.state in (TaskState.TODO, TaskState.DRAFT):
                self.open_task(entry.key)
                return
        self.everything_judged.emit(len(self._entries))
        self.open_task(self._entries[index].key)

    def _index(self) -> int | None:
        key = self.sitting.key if self.sitting is not None else None
        return next((i for i, entry in enumerate(self._entries) if entry.key == key), None)

    def _list_queue(self, entries: tuple[QueueEntry, ...]) -> None:
        self._entries = entries
        self.queue_listed.emit(entries)

    def _lay_out(self, bench: Bench, entries: tuple[QueueEntry, ...]) -> None:
        key = bench.sitting.key
        self._bench = bench
        history = self._histories.get(key)
        if history is None or history.present != bench.draft:
            self._histories[key] = History(bench.draft)
        self._place = bench.place or Place()
        self._views = bench.attention.views
        self._watch = Stopwatch(bench.attention.active_ms, bench.attention.idle_ms)
        self._is_reading = bench.is_submitted
        self._list_queue(entries)
        self.laid_out.emit(bench)
        self.notice()
        self._clock.start()
        self._tell_time()

    def _leave(self) -> None:
        """Write down what is unwritten before the desk shows something else."""
        if self._bench is None:
            return
        self._watch = paused(self._watch, _monotonic_ms())
        if not self._is_submitting:
            self._autosave.before_leaving()

    def _judge(self, change: Callable[[Verdict], Verdict]) -> None:
        if self._bench is not None:
            self._edit(replace(self.draft, verdict=change(self.draft.verdict)))

    def _may_edit(self) -> bool:
        if self._is_reading:
            self.told.emit(Notice(READ_ONLY))
        return not self._is_reading

    def _edit(self, draft: Draft, *, key: str | None = None) -> None:
        history = self._history
        if history is None or draft == history.present or not self._may_edit():
            return  # an echo ends here
        history.push(draft, key=key)
        self._edits += 1
        self._announce(draft, is_text=key is not None)

    def _step(self, draft: Draft | None, otherwise: str) -> None:
        if draft is not None:
            self._announce(draft)
        else:
            self.told.emit(Notice(otherwise))

    def _announce(self, draft: Draft, *, is_text: bool = False) -> None:
        self.draft_changed.emit(draft)
        if is_text:
            self._autosave.soon()
        else:
            self._autosave.now()

    def _write(self) -> None:
        """Autosave says when; this says what, as it stands now."""
        bench = self._bench
        if bench is None:
            self._autosave.written()
            return
        is_untouched = (bench.is_submitted or bench.is_fresh) and self.draft == bench.draft
        key, draft = bench.sitting.key, None if is_untouched else self.draft
        place, attention = self._place, self._attention()
        self._ask(
            lambda service: service.keep(key, draft, place, attention),
            lambda _: self._autosave.written(),
            lambda error: self._autosave.refused(_sentence(error)),
        )

    def _attention(self) -> Attention:
        return Attention(active_at(self._watch, _monotonic_ms()), self._watch.idle_ms, self._views)

    def _notice_time(self) -> None:
        self._watch = noticed(self._watch, _monotonic_ms())

    def _remember(self, kind: str, key: TaskKey, draft: Draft) -> None:
        self._deeds.append(_Deed(key, kind, draft, self._edits))

    def _bring_back(self, deed: _Deed) -> None:
        def work(service: Evaluation) -> None:
            if deed.kind == "submit":
                service.take_back(deed.key, deed.draft)
            else:
                service.resume(deed.key)

        def done(_: None) -> None:
            self.told.emit(Notice(f"Restored {deed.key.task_id}."))

        self._leave()
        self._ask(work, done)
        self.open_task(deed.key)

    def _tell_time(self) -> None:
        now = _monotonic_ms()
        self.time_passed.emit(active_at(self._watch, now), self._watch.is_idle(now))


def _followed(steps: Generator[int, None, T], job: Job) -> T:
    """Run *steps* to the end for their result, telling *job* how far they are; a cancelled job drops them."""
    while True:
        try:
            number = next(steps)
        except StopIteration as end:
            result: T = end.value
            return result
        if job.is_cancelled:
            steps.close()
            raise UserError("Stopped; nothing was changed.")
        if number % PROGRESS_EVERY == 0:
            job.report(number, 0)


def _imported_in_words(report: ImportReport) -> str:
    if not report.imported:
        return f"“{report.task_set}” has these tasks already; nothing changed."
    count = "1 task" if report.imported == 1 else f"{report.imported} tasks"
    return f"Imported {count} into “{report.task_set}”."


def _monotonic_ms() -> int:
    return time.monotonic_ns() // 1_000_000


def _sentence(error: BaseException) -> str:
    """What a person is told of *error*; a bug is no sentence and goes on to the one place that reports bugs."""
    if isinstance(error, UserError):
        return str(error)
    raise error


def _nothing(_: object) -> None:
    return None
