"""The sheet on the desk: the task that lies there, and the draft that is being written about it, with undo.

It knows the draft as a whole value and not what is in it; when it is written down is somebody else's business.
"""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from app.domain.bench import Bench, LastEvent
from app.domain.draft import Draft, Verdict
from app.domain.names import Slot, TaskKey
from app.domain.sitting import Sitting
from app.judging.history import History
from ui.desk.notice import Notice

READ_ONLY = "Press E to edit this judgment first."


class Sheet(QObject):
    """One task at a time, or none; the undo of every task that was here is kept while the program runs."""

    changed = Signal(object, bool)  # Draft, whether it is text that is being typed
    edited = Signal()  # the person changed something
    stepped = Signal(str)  # “Undone” or “Done again”, before the draft that comes of it
    reading_changed = Signal(bool)  # True while a judgment handed in is shown for reading
    told = Signal(object)  # Notice

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.bench: Bench | None = None
        self.is_reading = False
        self.is_submitting = False
        self.handing_in: Draft | None = None
        self.edits = 0
        self.read_only_because = ""
        self._histories: dict[TaskKey, History] = {}

    @property
    def sitting(self) -> Sitting | None:
        return self.bench.sitting if self.bench is not None else None

    @property
    def slots(self) -> tuple[Slot, ...]:
        return self.bench.sitting.brief.slots if self.bench is not None else ()

    @property
    def draft(self) -> Draft:
        history = self._history
        return history.present if history is not None else Draft()

    @property
    def is_untouched(self) -> bool:
        """Whether there is nothing to keep: no task, or a new or submitted one about which nothing was written here."""
        bench = self.bench
        return bench is None or ((bench.is_submitted or bench.is_fresh) and self.draft == bench.draft)

    @property
    def is_in_hand(self) -> bool:
        """Whether all that is said here is just being handed in."""
        return self.handing_in is not None and self.handing_in == self.draft

    def lies_here(self, key: TaskKey) -> bool:
        """Whether it is the task *key* that lies here."""
        return self.bench is not None and self.bench.sitting.key == key

    @property
    def last_event(self) -> LastEvent | None:
        """What the log says last about the task here, by the time when it was laid out."""
        return self.bench.last if self.bench is not None else None

    @property
    def can_reopen(self) -> bool:
        """Whether the judgment of the task here was withdrawn, and nothing was written about it since."""
        last = self.last_event
        return last is not None and last.type == "retraction" and self.is_untouched

    def lay(self, bench: Bench) -> None:
        """Put a task here. Its undo goes on where it was, unless its draft was changed elsewhere."""
        key = bench.sitting.key
        self.bench = bench
        history = self._histories.get(key)
        if history is None or history.present != bench.draft:
            self._histories[key] = History(bench.draft)
        self.is_reading = bench.is_submitted

    def clear(self) -> None:
        self.bench = None

    def forget(self) -> None:
        """Another workspace: what can be undone in the last one is none of its."""
        self.bench = None
        self._histories = {}

    # Writing

    def may_write(self) -> bool:
        """Whether anything can be kept here; says why where it cannot."""
        if self.read_only_because:
            self.told.emit(Notice(f"Nothing can be changed here. {self.read_only_because}", is_error=True))
        return not self.read_only_because

    def may_edit(self) -> bool:
        """Whether what lies here can be changed; says what to do where it cannot."""
        if not self.may_write():
            return False
        if self.is_reading:
            self.told.emit(Notice(READ_ONLY))
        return not self.is_reading

    def edit(self, draft: Draft, *, key: str | None = None) -> None:
        """Write *draft*. Edits that come one after another with the same *key* are typing, and one step of undo."""
        history = self._history
        if history is None or draft == history.present or not self.may_edit():
            return  # an echo ends here
        history.push(draft, key=key)
        self.edits += 1
        self.edited.emit()
        self.changed.emit(draft, key is not None)

    def amend(self, draft: Draft) -> None:
        """Write *draft* without a step of undo: what is not seen on the sheet is not undone there."""
        history = self._history
        if history is not None and draft != history.present:
            history.amend(draft)
            self.changed.emit(draft, False)

    def judge(self, change: Callable[[Verdict], Verdict]) -> None:
        if self.bench is not None:
            self.edit(replace(self.draft, verdict=change(self.draft.verdict)))

    def revise(self) -> None:
        """From reading a judgment that was handed in to changing it."""
        if self.is_reading and (not self.read_only_because or self.may_edit()):
            self.is_reading = False
            self.reading_changed.emit(False)

    # Undo

    @property
    def can_undo(self) -> bool:
        return self._history is not None and self._history.can_undo

    def undo(self) -> None:
        history = self._history
        if self.may_edit() and history is not None:
            self._step(history, history.undo, "Undone", "Nothing to undo.")

    def redo(self) -> None:
        history = self._history
        if history is not None and self.may_edit():
            self._step(history, history.redo, "Done again", "Nothing to redo.")

    def _step(self, history: History, step: Callable[[], Draft | None], word: str, otherwise: str) -> None:
        locked = history.present.first_impression
        draft = step()
        if draft is not None and draft.first_impression != locked:
            # What was locked in stays so, whatever is undone.
            draft = replace(draft, first_impression=locked)
            history.amend(draft)
        if draft is not None:
            self.stepped.emit(word)
            self.changed.emit(draft, False)
        else:
            self.told.emit(Notice(otherwise))

    @property
    def _history(self) -> History | None:
        return self._histories.get(self.bench.sitting.key) if self.bench is not None else None
