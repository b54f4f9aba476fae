"""From task to task: task sets, the queue of one, and what is laid out next."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.domain.bench import Bench
from app.domain.names import TaskKey
from app.domain.queue import QueueEntry, TaskSetSummary, TaskState
from ui.desk.keeping import Keeping
from ui.desk.notice import Notice
from ui.desk.presence import Presence
from ui.desk.requests import Requests
from ui.desk.sheet import Sheet
from ui.plain_text import prepare_markdown

if TYPE_CHECKING:
    from app.evaluation import Evaluation

TO_JUDGE = (TaskState.TODO, TaskState.DRAFT)


class Walk(QObject):
    """Lays tasks out; what lies on the desk is written down before another takes its place."""

    task_sets_listed = Signal(object)  # tuple[TaskSetSummary, ...]
    queue_listed = Signal(object)  # tuple[QueueEntry, ...]
    laid_out = Signal(object)  # Bench
    put_away = Signal()
    flag_changed = Signal(bool)
    everything_judged = Signal(int)
    told = Signal(object)  # Notice

    def __init__(self, sheet: Sheet, presence: Presence, keeping: Keeping, requests: Requests, parent: QObject) -> None:
        super().__init__(parent)
        self._sheet = sheet
        self._presence = presence
        self._keeping = keeping
        self._requests = requests
        self.entries: tuple[QueueEntry, ...] = ()
        self._is_over = False

    def stop(self) -> None:
        """The desk is being closed: what is still on its way is laid out no more."""
        self._is_over = True

    def resume(self) -> None:
        """Back to the task that was open last."""
        self._requests.ask(lambda service: (service.task_sets(), service.last_opened()), self._resume)

    def list_task_sets(self) -> None:
        self._requests.ask(lambda service: service.task_sets(), self.task_sets_listed.emit)

    def open_task_set(self, name: str) -> None:
        """Open the first task of the set that is still to be judged, else its first."""

        def work(service: Evaluation) -> tuple[QueueEntry, ...]:
            # The first task of a set comes with its text, and what that is read with is slow to import.
            prepare_markdown()
            return service.queue(name)

        self._requests.ask(work, self._open_first)

    def open_task(self, key: TaskKey) -> None:
        """Lay out a task; what was on the desk is written down first."""
        self._keeping.leave()
        self._requests.ask(
            lambda service: (service.lay_out(key), service.queue(key.task_set)),
            lambda answer: self._lay_out(*answer),
        )

    def open_neighbour(self, steps: int) -> None:
        """Open the task *steps* further in the queue, whatever its state."""
        index = self._index()
        if index is None:
            return
        if not 0 <= index + steps < len(self.entries):
            self.told.emit(Notice("This is the last task." if steps > 0 else "This is the first task."))
            return
        self.open_task(self.entries[index + steps].key)

    def open_next(self) -> None:
        """The next task that is still to be judged, from here on and round."""
        index = self._index()
        if index is None:
            return
        for entry in (*self.entries[index + 1 :], *self.entries[:index]):
            if entry.state in TO_JUDGE:
                self.open_task(entry.key)
                return
        self.everything_judged.emit(len(self.entries))
        self.open_task(self.entries[index].key)

    def reopen(self, key: TaskKey) -> None:
        """Lay what was handed in last about a task on the desk as a draft, also after it was withdrawn."""
        self._keeping.leave()
        self._requests.ask(
            lambda service: (service.reopen(key), service.queue(key.task_set)),
            lambda answer: self._lay_out(*answer),
        )

    def resume_task(self) -> None:
        """Take the skipped task up again."""
        sitting = self._sheet.sitting
        if sitting is not None:
            key = sitting.key
            self._requests.ask(lambda service: service.resume(key), lambda _: self.open_task(key))

    def unseal(self) -> None:
        """Let it be seen which model wrote what in this task set, beside judgments; what is judged later is marked."""
        sitting = self._sheet.sitting
        if sitting is None:
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
        """Nothing lies on the desk any longer; what did is written down first."""
        self._keeping.leave()
        self._sheet.clear()
        self._presence.stop()
        self.put_away.emit()

    def list_queue(self, entries: tuple[QueueEntry, ...]) -> None:
        """The queue is like this now."""
        self.entries = entries
        self.queue_listed.emit(entries)

    def toggle_flag(self) -> None:
        """Mark the task privately for coming back to, or take the mark off."""
        bench = self._sheet.bench
        if bench is None:
            return
        key, flag = bench.sitting.key, not bench.sitting.is_flagged
        self._sheet.bench = replace(bench, sitting=replace(bench.sitting, is_flagged=flag))
        self.flag_changed.emit(flag)

        def work(service: Evaluation) -> tuple[QueueEntry, ...]:
            service.set_flag(key, flag=flag)
            return service.queue(key.task_set)

        self._requests.ask(work, self.list_queue)

    def _resume(self, answer: tuple[tuple[TaskSetSummary, ...], TaskKey | None]) -> None:
        task_sets, last = answer
        self.task_sets_listed.emit(task_sets)
        if last is not None:
            self.open_task(last)

    def _open_first(self, entries: tuple[QueueEntry, ...]) -> None:
        self.list_queue(entries)
        waiting = [entry for entry in entries if entry.state in TO_JUDGE]
        if chosen := (waiting or list(entries)):
            self.open_task(chosen[0].key)

    def _lay_out(self, bench: Bench, entries: tuple[QueueEntry, ...]) -> None:
        if self._is_over:
            return
        self._sheet.lay(bench)
        self._presence.recall(bench.place, bench.attention)
        self.list_queue(entries)
        self.laid_out.emit(bench)
        self._presence.start()

    def _index(self) -> int | None:
        key = self._sheet.sitting.key if self._sheet.sitting is not None else None
        exactly = next((i for i, entry in enumerate(self.entries) if entry.key == key), None)
        if exactly is not None or key is None:
            return exactly
        # On another occasion: what was on the desk when the queue was read anew may have come again.
        return next((i for i, entry in enumerate(self.entries) if entry.key.task_id == key.task_id), None)
