"""The one bridge between the screen and the service: gestures in, values out.

The desk holds what lies before the evaluator right now. Everything that touches the workspace runs on one lane, in the
order in which it was asked for. Each idea of it has a module of its own beside this one; here is the whole of what can be
done, and the list of who does it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.domain.bench import LastEvent
from app.domain.draft import Composition, Draft, Finding, Polarity, Span
from app.domain.intake import ImportChoices
from app.domain.names import FindingId, Slot, TaskKey
from app.domain.queue import QueueView, SkipReason, Sought
from app.domain.sitting import Attention, Place, Sight, Sitting
from ui.desk.calling import Calling
from ui.desk.caretaking import Caretaking
from ui.desk.files import Files
from ui.desk.findings import Findings
from ui.desk.handing_in import HandingIn
from ui.desk.handover import Handover
from ui.desk.keeping import Keeping
from ui.desk.notice import Notice
from ui.desk.presence import Presence, monotonic_ms
from ui.desk.requests import Requests
from ui.desk.safeguarding import Safeguarding
from ui.desk.sheet import Sheet
from ui.desk.walk import Walk
from ui.desk.writing import Writing

if TYPE_CHECKING:
    from app.judging.checks.asking import Reply


class Desk(QObject):
    """What lies before the evaluator, and everything that can be done with it."""

    workspace_opened = Signal()
    workspace_refused = Signal(object)  # WorkspaceError
    warned = Signal(object)  # tuple[str, ...]: what stays on the screen until it was read
    task_sets_listed = Signal(object)  # tuple[TaskSetSummary, ...]
    queue_listed = Signal(object)  # QueueView
    tasks_found = Signal(str, object)  # the words that were looked for, tuple[QueueEntry, ...]
    queue_read = Signal(int, object)  # the number of the view that it is of, QueuePage
    laid_out = Signal(object)  # Bench
    foreseen = Signal(object)  # Sitting, as it would be laid out next
    put_away = Signal()
    draft_changed = Signal(object)  # Draft
    edited = Signal()  # the person changed something in it
    stepped = Signal(str)  # “Undone” or “Done again”, before the draft that comes of it
    reading_changed = Signal(bool)  # True while a judgment handed in is shown for reading
    flag_changed = Signal(bool)
    gap_found = Signal(object)  # Missing
    unfinished_found = Signal()  # a finding is half written, and is to be saved or discarded first
    check_asked = Signal(object)  # Fired: `answer_check` answers it
    check_dropped = Signal()  # what was asked about is another now
    hint_found = Signal(str)
    submitted = Signal(object)  # Judgment
    saving_changed = Signal(object)  # Saving
    told = Signal(object)  # Notice
    time_passed = Signal(int, bool)  # active milliseconds, whether idle
    recorded_told = Signal(object)  # tuple[Chapter, ...]
    details_told = Signal(object)  # TaskDetails, maybe of a task that has gone since
    everything_judged = Signal(int, int)  # how many of how many are judged, now that none is left
    work_progressed = Signal(str, int)  # what is under way, how many are done; an empty text when it is over
    history_read = Signal(object, object)  # TaskKey, tuple[HistoryEntry, ...]
    import_refused = Signal(object, object)  # ImportReport, the path that it is of
    file_previewed = Signal(object, object)  # Preview, the path that it is of
    file_imported = Signal(str)  # the name of the task set that the chosen file came into
    rubric_read = Signal(object)  # Rubric
    rubric_refused = Signal(str)  # why, in a sentence

    def __init__(self, parent: QObject | None = None, *, clock: Callable[[], int] = monotonic_ms) -> None:
        """*clock* tells milliseconds that never go back."""
        super().__init__(parent)
        self._resumes = True  # whether the task that was open last comes back with the workspace
        self._requests = Requests(self)
        self._sheet = Sheet(self)
        self._presence = Presence(clock, self)
        self._keeping = Keeping(self._sheet, self._presence, self._requests, self)
        self._walk = Walk(self._sheet, self._presence, self._keeping, self._requests, self)
        self._handing_in = HandingIn(self._sheet, self._presence, self._keeping, self._walk, self._requests, self)
        self.writing = Writing(self._sheet)
        self._findings = Findings(self._sheet, self)
        self._files = Files(self._requests, self)
        self.handover = Handover(self._requests, self)
        self.caretaking = Caretaking(self._requests, self)
        self.calling = Calling(self._requests, self)
        self._safeguarding = Safeguarding(self._requests, self)
        self._connect()

    # What lies on it

    @property
    def sitting(self) -> Sitting | None:
        return self._sheet.sitting

    @property
    def draft(self) -> Draft:
        return self._sheet.draft

    @property
    def queue(self) -> QueueView | None:
        """The queue as it was last looked at; None before the first task."""
        return self._walk.queue

    @property
    def is_reading(self) -> bool:
        """Whether a judgment handed in is shown, which takes `revise` before it can be changed."""
        return self._sheet.is_reading

    @property
    def last_event(self) -> LastEvent | None:
        """What the log says last about the task here: how it was left, where it was."""
        return self._sheet.last_event

    @property
    def can_reopen(self) -> bool:
        """Whether the judgment of this task was withdrawn, and nothing was written about it since."""
        return self._sheet.can_reopen

    @property
    def is_settled(self) -> bool:
        """Whether everything that was said is in the workspace."""
        return self._keeping.is_settled

    @property
    def has_unsaved(self) -> bool:
        """Whether something that was said could not be written down."""
        return self._keeping.has_unsaved

    # Workspace and queue

    def begin_opening(self, path: Path) -> None:
        """Begin to open the workspace at *path* while there is nobody yet to show it; `open_workspace` has to follow."""
        self._requests.begin(path)

    def open_workspace(self, path: Path, *, resume: bool = True) -> None:
        """Open the workspace off the screen's thread; to *resume*, the task that was open last comes back."""
        self._leave_workspace()
        self._resumes = resume
        self._requests.open(path)

    def open_for_reading(self, path: Path) -> None:
        """Open the workspace beside a window that is writing it; nothing can be changed."""
        self._leave_workspace()
        self._resumes = True
        self._requests.open(path, for_reading=True)

    def restore(self, backup: Path | None) -> None:
        """Put *backup*, or what can be read of it, in the place of the workspace; what lay on the desk is written first."""
        self.clear()
        self._safeguarding.stop()
        self._resumes = True
        self.caretaking.restore(backup)

    @property
    def read_only_because(self) -> str:
        """Why nothing can be changed in this workspace; empty where it can."""
        return self._requests.read_only_because

    @property
    def is_open(self) -> bool:
        """Whether there is a workspace to work in."""
        return self._requests.is_open

    def list_task_sets(self) -> None:
        self._walk.list_task_sets()

    def open_task_set(self, name: str) -> None:
        """Open the first task of the set that is still to be judged, else its first."""
        self._walk.open_task_set(name)

    def open_task(self, key: TaskKey) -> None:
        """Lay out a task; what was on the desk is written down first."""
        self._walk.open_task(key)

    def foresee(self) -> None:
        """Find out which task comes next, to make ready for it; `foreseen` has it."""
        self._walk.foresee()

    def reopen(self, key: TaskKey) -> None:
        """Take up again what was handed in about a task, as a draft, also after it was withdrawn."""
        self._walk.reopen(key)

    def resume_task(self) -> None:
        """Take the skipped task up again."""
        self._walk.resume_task()

    def read_history(self, key: TaskKey) -> None:
        """Everything that happened to a task; `history_read` has it."""
        self._requests.ask(lambda service: service.history(key), lambda entries: self.history_read.emit(key, entries))

    def unseal(self) -> None:
        """Unseal the models of this task set. It cannot be undone: what is judged later is marked."""
        self._walk.unseal()

    def clear(self) -> None:
        """Clear the desk, for another workspace; what lay on it is written down first."""
        self._walk.clear()

    def put_task_away(self) -> None:
        """Clear the desk: back to the welcome screen."""
        self._walk.put_task_away()

    def open_neighbour(self, steps: int) -> None:
        """Open the task *steps* further in the queue, whatever its state."""
        self._walk.open_neighbour(steps)

    def find_tasks(self, words: str, most: int) -> None:
        """Look for tasks of the set by *words* of their id or title; `tasks_found` has the first of them."""
        self._walk.find_tasks(words, most)

    def seek(self, sought: Sought) -> None:
        """Look for tasks in the queue; `queue_listed` has what was found."""
        self._walk.seek(sought)

    def read_queue(self, number: int, first: int) -> None:
        """Read more of what the view *number* found; `queue_read` has it, unless another was asked for by then."""
        self._walk.read_queue(number, first)

    def import_files(self, paths: tuple[Path, ...], *, skip_invalid: bool = False) -> None:
        """Bring the tasks of files in, one file after the other, and open the last set; faults are told."""
        self._files.import_files(paths, skip_invalid=skip_invalid)

    def preview_file(self, path: Path) -> None:
        """Look a file of tasks through before anything of it is kept; `file_previewed` tells what it holds."""
        self._files.preview(path)

    def import_chosen(self, path: Path, choices: ImportChoices) -> None:
        """Bring in what is right of a file that was looked through, by the rules that were chosen."""
        self._files.import_chosen(path, choices)

    def read_rubric(self, path: Path) -> None:
        """Read a rubric from a file, to import tasks by it; `rubric_read` has it."""
        self._files.read_rubric(path)

    def open_sample(self) -> None:
        """Import the bundled task set, or find it as it is, and open it."""
        self._files.import_sample()

    def cancel_work(self) -> None:
        """Stop the import or export that is under way; nothing of it is left."""
        self._requests.cancel()

    def write_everything(self) -> bool:
        """Write down what is unwritten and wait for it, long work stopped; whether all of it is in the workspace."""
        self._keeping.leave()
        self._requests.finish()
        return not self.has_unsaved

    def close(self) -> None:
        """Write down what is unwritten, and let go of the workspace. Nothing may be asked of the desk afterwards."""
        self._keeping.leave()
        self._walk.stop()
        self._presence.stop()
        self._handing_in.stop()
        self._safeguarding.stop()
        self.calling.stop()
        self._requests.close()
        self._keeping.stop()

    # Findings

    def begin_finding(self, slot: Slot, polarity: Polarity, span: Span | None) -> None:
        """Open the composer about *span*, or about the whole candidate. One that is open already stays."""
        self._findings.begin(slot, polarity, span)

    def edit_finding(self, finding_id: FindingId) -> None:
        self._findings.reopen(finding_id)

    def write_finding(self, composition: Composition) -> None:
        """The composer changed."""
        self._findings.write(composition)

    def save_finding(self) -> Finding | None:
        """Keep what the composer holds as a finding; says what is missing if it cannot be."""
        return self._findings.save()

    def discard_finding(self) -> None:
        """Close the composer and forget what it holds; undo brings it back."""
        self._findings.discard()

    def delete_finding(self, finding_id: FindingId) -> None:
        self._findings.delete(finding_id)

    # Handing in, skipping, taking back

    def submit(self, *, and_stay: bool = False) -> None:
        """Hand the draft in. What is missing is told first; the screen moves on once the judgment is durable."""
        self._handing_in.submit(and_stay=and_stay)

    def answer_check(self, reply: Reply, reason: str = "") -> None:
        """Answer what a check asked at submit: *kept* and *mended* hand in, *review* leaves the draft on the desk."""
        self._handing_in.reply(reply, reason)

    def make_references(self) -> None:
        """Turn the bare letters of the rationale into references."""
        self._handing_in.make_references()

    def skip(self, reason: SkipReason, note: str = "") -> None:
        """Leave the task unjudged and go on; what was written about it is kept."""
        self._handing_in.skip(reason, note)

    def toggle_flag(self) -> None:
        """Mark the task privately for coming back to, or take the mark off."""
        self._walk.toggle_flag()

    def withdraw(self, note: str = "") -> None:
        """Take back the judgment that is shown; it stays in the log and leaves with no export but the package."""
        self._handing_in.withdraw(note)

    def may_edit(self) -> bool:
        """Whether what lies here can be changed; says what to do where it cannot."""
        return self._sheet.may_edit()

    def revise(self) -> None:
        """Begin to change a judgment that was handed in; the first version is kept."""
        self._sheet.revise()

    def undo(self) -> None:
        """Take back the last thing that was done: an edit here, or what left the desk after it."""
        self._handing_in.undo()

    def redo(self) -> None:
        self._sheet.redo()

    # Attention and place

    @property
    def is_paused(self) -> bool:
        """Whether the person stopped the clock; the next thing that is done on purpose lets it go on."""
        return self._presence.is_paused

    def notice(self) -> None:
        """The person did something: time since the last sign of life was attention."""
        if self.sitting is not None:
            self._presence.notice()

    def read(self, slot: Slot, path: str) -> None:
        """The person did something in the code of a candidate: from now on it is what they read."""
        if self.sitting is not None:
            self._presence.read(slot, path)

    def write(self) -> None:
        """The person did something that has to do with no candidate's code: from now on they read none."""
        if self.sitting is not None:
            self._presence.write()

    def see(self, sight: Sight) -> None:
        """This stands before the person now."""
        if self.sitting is not None and self._presence.see(sight):
            self._keeping.soon()

    def turn_away(self) -> None:
        """The window lost the focus."""
        self._presence.turn_away()
        self._keeping.flush()

    def interrupt(self) -> None:
        """Something lies before the task that has to be answered first."""
        self._presence.leave()

    def pause(self) -> None:
        """Stop the clock."""
        if self.sitting is not None:
            self._presence.pause()
            self._keeping.soon()

    @property
    def attention(self) -> Attention:
        """What was given to the task on the desk so far."""
        return self._presence.attention

    def correct_time(self, active_ms: int, reason: str) -> None:
        """Say what the time really was; what was measured stays beside it."""
        if self._sheet.bench is not None and self._sheet.may_edit():
            self._presence.correct(active_ms, reason)
            self._keeping.now()

    def take_correction_back(self) -> None:
        """Let the measured time count again."""
        if self._sheet.bench is not None and self._sheet.may_edit():
            self._presence.take_correction_back()
            self._keeping.now()

    def ask_recorded(self) -> None:
        """Ask for all that is recorded about the evaluator; it comes as `recorded_told`."""
        sitting = self._sheet.sitting
        key = None if sitting is None else sitting.key
        draft, attention = self._sheet.draft, self._presence.attention
        self._requests.ask(lambda service: service.recorded(key, draft, attention), self.recorded_told.emit)

    def ask_details(self) -> None:
        """Ask for what is known of the task that lies here; it comes as `details_told`."""
        if (sitting := self._sheet.sitting) is not None:
            self._requests.ask(lambda service: service.details(sitting), self.details_told.emit)

    def keep_place(self, place: Place) -> None:
        """The caret or the scroll position moved."""
        if self.sitting is not None and self._presence.move_to(place):
            self._keeping.soon()

    def use_views(self, views: tuple[str, ...]) -> None:
        """These views of the code are in force; every view that was used is recorded with the judgment."""
        if self._presence.use_views(views):
            self._keeping.soon()

    def flush(self) -> None:
        """A text was left: write it now."""
        self._keeping.flush()

    def retry_saving(self) -> None:
        if self.sitting is not None or self.has_unsaved:
            self._keeping.now()

    def _connect(self) -> None:
        """What each part of the desk says, the desk says."""
        for part in (self._requests, self._sheet, self._walk, self._handing_in, self._findings, self._files):
            part.told.connect(self.told)
        self._requests.opened.connect(self._begin)
        self._requests.refused.connect(self.calling.stop)
        self._requests.refused.connect(self.workspace_refused)
        self._requests.progressed.connect(self.work_progressed)
        self._sheet.changed.connect(self._announce)
        self._sheet.edited.connect(self.edited)
        self._sheet.stepped.connect(self.stepped)
        self._sheet.reading_changed.connect(self.reading_changed)
        self._presence.time_passed.connect(self.time_passed)
        self._presence.grew_old.connect(self._keeping.soon)
        self._keeping.changed.connect(self.saving_changed)
        self._walk.task_sets_listed.connect(self.task_sets_listed)
        self._walk.queue_listed.connect(self.queue_listed)
        self._walk.tasks_found.connect(self.tasks_found)
        self._walk.queue_read.connect(self.queue_read)
        self._walk.laid_out.connect(self.laid_out)
        self._walk.foreseen.connect(self.foreseen)
        self._walk.put_away.connect(self.put_away)
        self._walk.flag_changed.connect(self.flag_changed)
        self._walk.everything_judged.connect(self.everything_judged)
        self._handing_in.gap_found.connect(self.gap_found)
        for part in (self._handing_in, self._findings):
            part.unfinished_found.connect(self.unfinished_found)
        self._handing_in.check_asked.connect(self.check_asked)
        self._handing_in.check_dropped.connect(self.check_dropped)
        self._handing_in.hint_found.connect(self.hint_found)
        self._handing_in.submitted.connect(self.submitted)
        self._handing_in.submitted.connect(lambda _: self._safeguarding.count_judgment())
        self._walk.laid_out.connect(lambda _: self.handover.count())
        self._safeguarding.warned.connect(self.warned)
        self.caretaking.refused.connect(lambda said: self.told.emit(Notice(said, is_error=True)))
        self._files.imported.connect(self.open_task_set)
        self._files.import_refused.connect(self.import_refused)
        self._files.previewed.connect(self.file_previewed)
        self._files.imported_chosen.connect(self.file_imported)
        self._files.rubric_read.connect(self.rubric_read)
        self._files.rubric_refused.connect(self.rubric_refused)

    def _leave_workspace(self) -> None:
        if self.sitting is not None:
            self.clear()

    def _begin(self) -> None:
        self._sheet.forget()
        self._handing_in.forget()
        self._sheet.read_only_because = self._requests.read_only_because
        self.workspace_opened.emit()
        # First of all what the evaluator waits for.
        if self._resumes:
            self._walk.resume()
        self.handover.begin()
        self._safeguarding.begin()
        if not self._requests.read_only_because:
            self.calling.listen()

    def _announce(self, draft: Draft, is_text: bool) -> None:
        self._safeguarding.notice_work()
        self.draft_changed.emit(draft)
        if is_text:
            self._keeping.soon()
        else:
            self._keeping.now()
