"""From task to task: task sets, the queue of one, and what is laid out next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.domain.bench import Bench
from app.domain.draft import Draft
from app.domain.names import TaskKey
from app.domain.queue import Onward, QueueEntry, QueuePage, QueueView, Sought
from app.domain.sitting import Sitting
from ui.desk.keeping import Keeping
from ui.desk.notice import Notice, sentence
from ui.desk.presence import Presence
from ui.desk.requests import Requests
from ui.desk.sheet import Sheet
from ui.plain_text import prepare_markdown

if TYPE_CHECKING:
    from app.evaluation import Evaluation


class Walk(QObject):
    """Lays tasks out; what lies on the desk is written down before another takes its place."""

    task_sets_listed = Signal(object)  # tuple[TaskSetSummary, ...]
    queue_listed = Signal(object)  # QueueView
    tasks_found = Signal(str, object)  # the words that were looked for, tuple[QueueEntry, ...]
    queue_read = Signal(int, object)  # the number of the view that it is of, QueuePage
    laid_out = Signal(object)  # Bench
    foreseen = Signal(object)  # Sitting, as it would be laid out next
    put_away = Signal()
    flag_changed = Signal(bool)
    everything_judged = Signal(int, int)  # how many of how many are judged, now that none is left
    told = Signal(object)  # Notice

    def __init__(self, sheet: Sheet, presence: Presence, keeping: Keeping, requests: Requests, parent: QObject) -> None:
        super().__init__(parent)
        self._sheet = sheet
        self._presence = presence
        self._keeping = keeping
        self._requests = requests
        self.queue: QueueView | None = None
        self._sought = Sought()
        self._looked_for: tuple[TaskKey, Sought] | None = None
        self._words = ""
        self.departures = 0
        """How often a task was asked for, or put away: who compares two numbers knows whether somebody went elsewhere."""
        self._is_over = False

    def stop(self) -> None:
        """The desk is being closed: what is still on its way is laid out no more."""
        self._is_over = True

    def resume(self) -> None:
        """Back to the task that was open last; what there is beside it comes after it."""

        def work(service: Evaluation) -> Bench | None:
            last = service.last_opened()
            return None if last is None else service.lay_out(last)

        self._ask_for(work)
        self.list_task_sets()

    def list_task_sets(self) -> None:
        self._requests.ask(lambda service: service.task_sets(), self.task_sets_listed.emit)

    def open_task_set(self, name: str) -> None:
        """Open the first task of the set that is still to be judged, else its first."""

        def work(service: Evaluation) -> TaskKey | None:
            # The first task of a set comes with its text, and what that is read with is slow to import.
            prepare_markdown()
            return service.first_to_judge(name)

        self._requests.ask(work, self._open_first)

    def open_task(self, key: TaskKey, *, failed: Callable[[BaseException], None] | None = None) -> None:
        """Lay out a task; what was on the desk is written down first."""
        self._keeping.leave()
        self._ask_for(lambda service: service.lay_out(key), failed=failed)

    def foresee(self) -> None:
        """Find out which task comes next; `foreseen` has it, if there is one and this one still lies on the desk."""
        if (sitting := self._sheet.sitting) is None:
            return
        key = sitting.key

        def done(found: Sitting | None) -> None:
            here = self._sheet.sitting
            if found is not None and here is not None and here.key == key and not self._is_over:
                self.foreseen.emit(found)

        self._requests.ask(lambda service: service.foresee(key), done)

    def open_neighbour(self, steps: int) -> None:
        """Open the task *steps* further in the queue, whatever its state."""
        if (sitting := self._sheet.sitting) is None:
            return
        key = sitting.key

        def done(found: TaskKey | None) -> None:
            if found is None:
                self.told.emit(Notice("This is the last task." if steps > 0 else "This is the first task."))
            else:
                self.open_task(found)

        self._requests.ask(lambda service: service.neighbour(key, steps), done)

    def go_on(self, onward: Onward) -> None:
        """On to the next task that is still to be judged; where none is left, back to the one that lay here."""
        if onward.judged is not None:
            self.everything_judged.emit(onward.judged, onward.total)
        here = self._sheet.sitting

        def stay(error: BaseException) -> None:
            """What was handed in is shown as that, beside what stands against the next one."""
            self.told.emit(Notice(sentence(error), is_error=True))
            if here is not None:
                self.open_task(here.key)

        self.open_task(onward.key, failed=stay)

    def reopen(self, key: TaskKey) -> None:
        """Lay what was handed in last about a task on the desk as a draft, also after it was withdrawn."""
        self._keeping.leave()
        self._ask_for(lambda service: service.reopen(key))

    def open_changed(self, key: TaskKey, change: Callable[[Evaluation], object], said: str) -> None:
        """Lay a task out as it is after *change*, and say so; nothing else is written between the two."""
        self._keeping.leave()

        def work(service: Evaluation) -> Bench:
            change(service)
            return service.lay_out(key)

        self._ask_for(work, came=lambda: self.told.emit(Notice(said)))

    def resume_task(self) -> None:
        """Take the skipped task up again."""
        sitting = self._sheet.sitting
        if sitting is not None:
            key = sitting.key
            self._requests.ask(lambda service: service.resume(key), lambda _: self.open_task(key))

    def unseal(self) -> None:
        """Let it be seen which model wrote what in this task set, beside judgments; what is judged later is marked."""
        sitting = self._sheet.sitting
        if sitting is None or not self._sheet.may_write():
            return
        key = sitting.key

        def done(_: None) -> None:
            self.told.emit(Notice(f"The models of {key.task_set} are unsealed."))
            self.open_task(key)

        self._requests.ask(lambda service: service.unseal(key.task_set), done)

    def put_task_away(self) -> None:
        """Clear the desk."""
        self.clear()
        self.list_task_sets()

    def clear(self) -> None:
        """Nothing lies on the desk any longer; what did is written down first, and what is on its way does not come."""
        self.departures += 1
        self._keeping.leave()
        self._sheet.clear()
        self._presence.stop()
        self.put_away.emit()

    def list_queue(self) -> None:
        """Look at the queue around the task on the desk as it is now."""
        if (sitting := self._sheet.sitting) is None:
            return
        asked = self._looked_for = sitting.key, self._sought

        def work(service: Evaluation) -> QueueView | None:
            # Who types asks sooner than a large set is looked through: only the last question is answered.
            return service.queue_view(*asked) if asked is self._looked_for else None

        def done(view: QueueView | None) -> None:
            if view is not None and asked is self._looked_for and not self._is_over:
                self.queue = view
                self.queue_listed.emit(view)

        self._requests.ask(work, done)

    def seek(self, sought: Sought) -> None:
        """Look for something else in the queue from now on."""
        self._sought = sought
        self.list_queue()

    def find_tasks(self, words: str, most: int) -> None:
        """Look for the first tasks of the set, at *most* so many, that are called like *words*."""
        if (sitting := self._sheet.sitting) is None:
            return
        task_set, self._words = sitting.key.task_set, words

        def work(service: Evaluation) -> tuple[QueueEntry, ...] | None:
            return service.tasks_holding(task_set, words, most) if words == self._words else None

        def done(found: tuple[QueueEntry, ...] | None) -> None:
            if found is not None and not self._is_over:
                self.tasks_found.emit(words, found)

        self._requests.ask(work, done)

    def read_queue(self, number: int, first: int) -> None:
        """More of what the view *number* found."""

        def done(page: QueuePage) -> None:
            if not self._is_over:
                self.queue_read.emit(number, page)

        self._requests.ask(lambda service: service.queue_page(number, first), done)

    def toggle_flag(self) -> None:
        """Mark the task privately for coming back to, or take the mark off."""
        bench = self._sheet.bench
        if bench is None or not self._sheet.may_write():
            return
        key, flag = bench.sitting.key, not bench.sitting.is_flagged
        self._sheet.bench = replace(bench, sitting=replace(bench.sitting, is_flagged=flag))
        self.flag_changed.emit(flag)

        self._requests.ask(lambda service: service.set_flag(key, flag=flag), lambda _: self.list_queue())

    def _ask_for(
        self,
        work: Callable[[Evaluation], Bench | None],
        *,
        only_news: bool = False,
        came: Callable[[], object] = lambda: None,
        failed: Callable[[BaseException], None] | None = None,
    ) -> None:
        """Have *work* lay a task out. Of several that are asked for one after another the last one comes.

        *only_news*: who writes is not disturbed by what lies there already.
        """
        self.departures += 1
        number, before = self.departures, self._sheet.draft

        def done(bench: Bench | None) -> None:
            if self._is_over or number != self.departures:
                return
            if bench is None:
                self.put_away.emit()
            elif not (only_news and self._lies_like_that(bench)):
                self._lay_out(bench, before)
                came()

        self._requests.ask(work, done, failed)

    def _open_first(self, key: TaskKey | None) -> None:
        if key is not None:
            self.open_task(key)

    def _lies_like_that(self, bench: Bench) -> bool:
        """Whether *bench* is what lies on the desk, with what was written there since."""
        here = self._sheet.bench
        if here is None or self._sheet.draft != bench.draft:
            return False
        # Where the person was, and for how long, is known better here; and what was new is written now.
        since = replace(here, draft=bench.draft, place=bench.place, attention=bench.attention, is_fresh=bench.is_fresh)
        return since == bench

    def _lay_out(self, bench: Bench, before: Draft) -> None:
        """Put *bench* onto the desk, on which *before* was written when it was asked for."""
        key = bench.sitting.key
        # Whoever writes on while another task is on its way has it written down as well.
        self._keeping.leave_if_written_in()
        if self._sheet.lies_here(key) and self._sheet.draft != before:
            # What was asked for is older than what was written since.
            self._ask_for(lambda service: service.lay_out(key), only_news=True)
            return
        self._sheet.lay(bench)
        self._presence.recall(bench.place, bench.attention)
        # Looked at while the task is laid out, and before whatever else is asked for then.
        self.list_queue()
        self.laid_out.emit(bench)
        self._presence.start()
