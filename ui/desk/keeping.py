"""What lies on the desk is written down: the sheet and the evaluator's place, when autosave says so."""

from PySide6.QtCore import QObject, Signal

from ui.desk.autosave import Autosave
from ui.desk.notice import sentence
from ui.desk.presence import Presence
from ui.desk.requests import Requests
from ui.desk.sheet import Sheet


class Keeping(QObject):
    """Autosave says when; this says what, as it stands then."""

    changed = Signal(object)  # Saving

    def __init__(self, sheet: Sheet, presence: Presence, requests: Requests, parent: QObject) -> None:
        super().__init__(parent)
        self._sheet = sheet
        self._presence = presence
        self._requests = requests
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
        if self._sheet.bench is None:
            return
        self._presence.leave()
        if not self._sheet.is_submitting:
            self._autosave.before_leaving()

    def stop(self) -> None:
        """The desk is closed."""
        self._autosave.stop()

    def forget(self) -> None:
        """What waits is being handed in."""
        self._autosave.forget()

    def fail(self, reason: str) -> None:
        """What was to be handed in is not; say so where the saving is told."""
        self._autosave.fail(reason)

    def _write(self) -> None:
        sheet = self._sheet
        if sheet.bench is None or sheet.read_only_because:
            self._autosave.written()
            return
        key, draft = sheet.bench.sitting.key, None if sheet.is_untouched else sheet.draft
        place, attention = self._presence.place, self._presence.attention
        self._requests.ask(
            lambda service: service.keep(key, draft, place, attention),
            lambda _: self._autosave.written(),
            lambda error: self._autosave.refused(sentence(error)),
        )
