"""What was done with a task before: its history, its judgment reopened or withdrawn, its models once unsealed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.days import in_full
from app.domain.names import Slot, TaskKey
from ui.dialogs.history_view import Row
from ui.main_window.flows.deciding import Deciding
from ui.main_window.flows.moments import said
from ui.main_window.parts import Parts

if TYPE_CHECKING:
    from app.judging.task_history import HistoryEntry


class LookingBack:
    """Says above the code how the task was left, and shows what happened to it."""

    def __init__(self, parts: Parts, deciding: Deciding) -> None:
        self._parts = parts
        self._deciding = deciding
        self._key: TaskKey | None = None
        self._asked: TaskKey | None = None

    def show_bar(self, *, origins: tuple[tuple[Slot, str | None], ...] | None = None) -> None:
        """Say that the task is handed in, revised, withdrawn or skipped, if it is, and when that was."""
        desk, bar = self._parts.desk, self._parts.workbench.reading_bar
        sitting, last = desk.sitting, desk.last_event
        if sitting is None or last is None:
            bar.hide()
        elif sitting.submitted_at is not None and last.type != "skip":
            at = said(sitting.submitted_at)
            if desk.is_reading:
                bar.show_submitted(at, origins)
            else:
                bar.show_revising(at)
        elif desk.can_reopen:
            bar.show_withdrawn(said(last.at))
        elif last.type == "retraction":
            bar.show_taken_back(said(last.at), was_withdrawn=last.reason == "withdrawn")
        elif last.type == "skip":
            from app.judging.task_history import REASONS

            bar.show_skipped(said(last.at), REASONS.get(last.reason or "", "no reason given"))
        else:
            bar.hide()

    def ask_history(self) -> None:
        """The history of the task in hand: the chosen one of the queue while it has the focus, else the one on the desk."""
        drawer, sitting = self._parts.workbench.drawer, self._parts.desk.sitting
        key = drawer.chosen_key() if drawer.has_focus() else None
        if key is None and sitting is not None:
            key = sitting.key
        self._asked = key
        if key is not None:
            self._parts.desk.read_history(key)

    def forget_question(self) -> None:
        """Another task is laid out: a history that was asked for before is not wanted any more."""
        self._asked = None

    def show_history(self, key: TaskKey, entries: tuple[HistoryEntry, ...]) -> None:
        from app.judging.task_history import stands, told

        if key != self._asked:
            return  # who has gone elsewhere meanwhile does not want it any more
        self._key, self._asked = key, None
        can_reopen = any(entry.draft is not None for entry in entries)
        offer = "" if not can_reopen else "Edit the judgment" if stands(entries) else "Reopen the judgment"
        rows = tuple(
            Row(told(entry), in_full(entry.at), entry.note, entry.changes, _silent(entry)) for entry in entries
        )
        self._parts.history.open_with(key.task_id, rows, offer=offer)

    def reopen(self) -> None:
        """Take up again the judgment whose history is shown."""
        desk, key = self._parts.desk, self._key
        if key is None:
            return
        if desk.is_reading and desk.sitting is not None and desk.sitting.key == key:
            desk.revise()
        else:
            desk.reopen(key)

    def reopen_here(self) -> None:
        """Take up again the withdrawn judgment of the task on the desk."""
        if (sitting := self._parts.desk.sitting) is not None:
            self._parts.desk.reopen(sitting.key)

    def ask_withdraw(self) -> None:
        """Ask why, once; Esc leaves the judgment as it is."""
        if self._parts.desk.is_reading:
            self._deciding.remember_focus()
            self._parts.workbench.withdraw.ask()

    def ask_unseal(self) -> None:
        """Say what unsealing does, once; Esc leaves the names sealed."""
        if (sitting := self._parts.desk.sitting) is not None and not sitting.is_unsealed:
            self._deciding.remember_focus()
            self._parts.workbench.unseal.ask()


def _silent(entry: HistoryEntry) -> str:
    """What stands where an entry has no changes to show."""
    match entry.type:
        case "revision":
            return "It says the same as before."
        case "retraction":
            return "The judgment is in no export but the package. Nothing is deleted."
        case "skip":
            return "The task was left without a judgment."
        case _:
            return ""
