"""What lies on the desk is written down: the sheet and the evaluator's place, when autosave says so."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.domain.draft import Draft
from app.domain.names import TaskKey
from app.domain.sitting import Attention, Place
from app.errors import BusyError, DiskFullError, ReadOnlyError, UserError
from ui.desk.autosave import Autosave
from ui.desk.notice import sentence
from ui.desk.presence import Presence
from ui.desk.requests import Requests
from ui.desk.sheet import Sheet

if TYPE_CHECKING:
    from app.evaluation import Evaluation


@dataclass(frozen=True, slots=True)
class Written:
    """What lay on the sheet about one task."""

    draft: Draft | None
    place: Place
    attention: Attention


class Keeping(QObject):
    """Autosave says when; this says what, as it stands then."""

    changed = Signal(object)  # Saving

    def __init__(self, sheet: Sheet, presence: Presence, requests: Requests, parent: QObject) -> None:
        super().__init__(parent)
        self._sheet = sheet
        self._presence = presence
        self._requests = requests
        # By workspace too: one that was left while its disk was full may be opened again.
        self._unsaved: dict[tuple[Path, TaskKey], Written] = {}
        self._autosave = Autosave(self._write, self)
        self._autosave.changed.connect(self.changed)

    @property
    def is_settled(self) -> bool:
        """Whether everything that was said is in the workspace."""
        return self._autosave.is_idle and not self._sheet.is_submitting

    def soon(self) -> None:
        """Text or place changed: write after a breath."""
        self._autosave.soon()

    def now(self) -> None:
        self._autosave.now()

    def flush(self) -> None:
        """Write now what still waits for a breath."""
        self._autosave.flush()

    def leave(self) -> None:
        """Write down what is unwritten before the desk shows something else."""
        if self._sheet.bench is None and not self._unsaved:
            return
        self._presence.leave()
        if not self._sheet.is_in_hand:
            self._autosave.before_leaving()

    def leave_if_written_in(self) -> None:
        """`leave`, where something was said since it was last written down."""
        if self._sheet.bench is not None and self._autosave.is_waiting:
            self.leave()

    def stop(self) -> None:
        """The desk is closed."""
        self._autosave.stop()

    def forget(self) -> None:
        """What waits is being handed in."""
        self._autosave.forget()

    @property
    def has_unsaved(self) -> bool:
        """Whether something could not be written down so far; it is tried again with everything that is."""
        return bool(self._unsaved)

    def hold(self, key: TaskKey, written: Written) -> None:
        """What was handed in about *key* was refused after the task had left the desk: it is a draft still."""
        self._unsaved[self._requests.path, key] = written
        self._autosave.now()

    def fail(self, error: BaseException) -> None:
        """What was to be handed in is not; say so where the saving is told."""
        self._autosave.fail(_in_two_words(error), sentence(error))

    def handed_in(self, key: TaskKey) -> None:
        """What was written about *key* is a judgment now."""
        self._unsaved.pop((self._requests.path, key), None)

    def _write(self) -> None:
        """Write what lies on the sheet, and before it whatever could not be written when it lay there."""
        sheet, path = self._sheet, self._requests.path
        waiting = {key: one for (place, key), one in self._unsaved.items() if place == path}
        if sheet.bench is not None and not sheet.read_only_because:
            draft = None if sheet.is_untouched else sheet.draft
            waiting[sheet.bench.sitting.key] = Written(draft, self._presence.place, self._presence.attention)
        if not waiting:
            self._autosave.written()
            return

        def work(service: Evaluation) -> dict[TaskKey, UserError]:
            return {key: error for key, one in waiting.items() if (error := _refusal(service, key, one)) is not None}

        def done(refused: dict[TaskKey, UserError]) -> None:
            for key, one in waiting.items():
                if key in refused:
                    self._unsaved[path, key] = one
                # What was kept waits no more, unless newer words wait by now. Those of the task on the desk are on the sheet.
                elif self._unsaved.get((path, key)) == one or sheet.lies_here(key):
                    self._unsaved.pop((path, key), None)
            if refused:
                error = next(iter(refused.values()))
                self._autosave.refused(_in_two_words(error), sentence(error))
            else:
                self._autosave.written()

        def failed(error: BaseException) -> None:
            self._unsaved.update({(path, key): one for key, one in waiting.items()})
            self._autosave.refused(_in_two_words(error), sentence(error))

        self._requests.ask(work, done, failed)


def _refusal(service: Evaluation, key: TaskKey, written: Written) -> UserError | None:
    """Write down what was said about *key*; why it could not be. What is wrong with one task keeps no other out."""
    try:
        service.keep(key, written.draft, written.place, written.attention)
    except UserError as error:
        return error
    return None


def _in_two_words(error: BaseException) -> str:
    """Why nothing could be written, for an indicator that has room for two words."""
    match error:
        case DiskFullError():
            return "disk full"
        case BusyError():
            return "file in use"
        case ReadOnlyError():
            return "read-only"
        case _:
            return "see why"
