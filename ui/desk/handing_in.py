"""What leaves the desk, and the way back: submitting, skipping, and undo of either.

Undo of an edit is the sheet's; here it is decided which of the two was done last.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.bench import Bench
from app.domain.draft import Draft
from app.domain.judgment import Judgment
from app.domain.names import TaskKey
from app.domain.queue import Onward, SkipReason
from app.errors import UserError
from app.judging.bare_letters import citing_what_is_spelled
from app.judging.completeness import missing, missing_of_first_impression
from app.judging.first_impression import may_show_evidence
from app.judging.sentence import verdict_in_brief
from ui.desk.keeping import Keeping, Written
from ui.desk.notice import UNFINISHED, Notice
from ui.desk.presence import Presence
from ui.desk.requests import Requests
from ui.desk.sheet import Sheet
from ui.desk.walk import Walk

if TYPE_CHECKING:
    from app.evaluation import Evaluation
    from app.judging.checks.asking import Reply
    from app.judging.checks.check import Fired

HINT_AFTER_MS = 1_200


UNDONE_WHILE_LAST = {"submit": ("judgment", "revision"), "skip": ("skip",), "withdraw": ("retraction",)}
"""What the log has to say last about a task for what was done there to be the last thing done."""


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that left the desk and can be brought back, and how many edits there had been by then."""

    key: TaskKey
    kind: Literal["submit", "skip", "withdraw"]
    draft: Draft
    edits: int


@dataclass(frozen=True, slots=True)
class Asked:
    """A check that waits for an answer, about which task, and whether the screen stays there afterwards."""

    key: TaskKey
    check: Fired
    and_stay: bool


class HandingIn(QObject):
    """Hands in what lies on the sheet, walks on, and remembers the way back."""

    gap_found = Signal(object)  # Missing
    check_asked = Signal(object)  # Fired
    check_dropped = Signal()  # what was asked about is another now
    unfinished_found = Signal()  # a finding is half written
    hint_found = Signal(str)  # what a check says quietly; empty for nothing
    submitted = Signal(object)  # Judgment
    told = Signal(object)  # Notice

    def __init__(
        self,
        sheet: Sheet,
        presence: Presence,
        keeping: Keeping,
        walk: Walk,
        requests: Requests,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._sheet = sheet
        self._presence = presence
        self._keeping = keeping
        self._walk = walk
        self._requests = requests
        self._deeds: list[Deed] = []
        self._asked: Asked | None = None
        self._is_over = False
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(HINT_AFTER_MS)
        self._quiet.timeout.connect(self._look_for_hints)
        sheet.changed.connect(lambda *_: self._quiet.start())
        sheet.edited.connect(self._note_edit)
        self._undo_wanted = False

    def submit(self, *, and_stay: bool = False) -> None:
        """Hand the draft in. What is missing is told first; the screen moves on once the judgment is durable."""
        sheet = self._sheet
        bench = sheet.bench
        if bench is None or sheet.is_submitting or not sheet.may_edit():
            return
        cited = citing_what_is_spelled(sheet.draft.rationale, bench.sitting.brief.slots)
        sheet.edit(replace(sheet.draft, rationale=cited), key="rationale")
        if sheet.draft.composition is not None:
            self.told.emit(Notice(UNFINISHED))
            self.unfinished_found.emit()
        elif not may_show_evidence(bench.sitting, sheet.draft):
            self._lock(bench, sheet.draft)
        elif gaps := missing(sheet.draft, bench.sitting.brief, bench.sitting.policy):
            self.gap_found.emit(gaps[0])
        else:
            self._ask(bench, sheet.draft, and_stay=and_stay)

    def forget(self) -> None:
        """Another workspace: what left the desk in the last one is not brought back into it."""
        self._deeds.clear()
        self._asked = None
        self._end_submitting()

    def stop(self) -> None:
        """Nothing more is looked for or said: the desk is being closed."""
        self._quiet.stop()
        self._is_over = True

    def reply(self, reply: Reply, reason: str = "") -> None:
        """Answer the check that was asked: keep what it is about, for a *reason* or without, mend it, or look again."""
        asked, bench = self._asked, self._sheet.bench
        self._asked = None
        if asked is None or bench is None or bench.sitting.key != asked.key:
            return
        from app.judging.checks.asking import with_reply
        from app.judging.checks.mending import MENDS

        self._sheet.amend(with_reply(self._sheet.draft, asked.check, reply, reason))
        if reply == "mended":
            self._sheet.edit(MENDS[asked.check.check].apply(self._sheet.draft, bench.sitting.brief))
        if reply == "review":
            return
        # A word that became a reference is no word any more.
        if gaps := missing(self._sheet.draft, bench.sitting.brief, bench.sitting.policy):
            self.gap_found.emit(gaps[0])
        else:
            # One line a submit: what else fired is stored and asked another time, if there is one.
            self._submit(bench, self._sheet.draft, and_stay=asked.and_stay)

    def make_references(self) -> None:
        """Turn the bare letters of the rationale that stand for candidates into references, all at once."""
        bench, draft = self._sheet.bench, self._sheet.draft
        if bench is None:
            return
        from app.judging.checks.mending import letters_as_references

        mended = letters_as_references(draft, bench.sitting.brief)
        if mended == draft:
            self.told.emit(Notice("No letter of the rationale stands bare for a candidate."))
        else:
            self._sheet.edit(mended)

    def skip(self, reason: SkipReason, note: str = "") -> None:
        """Leave the task unjudged and go on; what was written about it is kept."""
        sitting, last = self._sheet.sitting, self._sheet.last_event
        if sitting is None or not self._sheet.may_edit():
            return
        if last is not None and last.type in ("judgment", "revision"):
            self.told.emit(Notice("A task that is judged is not skipped; withdraw the judgment first."))
            return
        key, draft, departures = sitting.key, self._sheet.draft, self._walk.departures
        self._keeping.leave()

        def work(service: Evaluation) -> Onward:
            service.skip(key, reason, note)
            return service.onward(key)

        def done(onward: Onward) -> None:
            self._remember("skip", key, draft)
            self.told.emit(Notice(f"Skipped {key.task_id}.", can_undo=True))
            if departures == self._walk.departures:
                self._walk.go_on(onward)

        self._requests.ask(work, done)

    def withdraw(self, note: str = "") -> None:
        """Take the judgment that is shown back for good; it stays in the log."""
        sitting = self._sheet.sitting
        if sitting is None or not self._sheet.is_reading:
            return
        key, draft = sitting.key, self._sheet.draft

        def done(_: None) -> None:
            self._remember("withdraw", key, draft)
            self.told.emit(Notice(f"Withdrew {key.task_id}.", can_undo=True))
            self._walk.open_task(key)

        self._requests.ask(lambda service: service.withdraw(key, note), done)

    def undo(self) -> None:
        """Take back the last thing that was done: an edit here, or what left the desk after it.

        What is just being handed in is taken back once it is.
        """
        if self._sheet.is_submitting:
            self._undo_wanted = True
            return
        is_last = bool(self._deeds) and self._deeds[-1].edits == self._sheet.edits
        if self._deeds and (is_last or not (self._sheet.can_undo or self._sheet.is_reading)):
            self._bring_back(self._deeds.pop())
        else:
            self._sheet.undo()

    def _note_edit(self) -> None:
        """Something is written about the task here: what left the desk about it before is not the last thing done there."""
        sitting = self._sheet.sitting
        if sitting is not None:
            self._deeds = [deed for deed in self._deeds if deed.key != sitting.key]
        if self._asked is not None:
            # The question was about what stood there before.
            self._asked = None
            self.check_dropped.emit()

    def _lock(self, bench: Bench, draft: Draft) -> None:
        """Lock the first impression in; only then is the evidence shown, and the final answer asked for."""
        if gaps := missing_of_first_impression(draft, bench.sitting.brief, bench.sitting.policy):
            self.gap_found.emit(gaps[0])
            return
        key, place, attention = bench.sitting.key, self._presence.place, self._presence.attention

        def done(said: Draft) -> None:
            if self._sheet.lies_here(key):
                self._sheet.amend(replace(self._sheet.draft, first_impression=said.first_impression))
                self.told.emit(
                    Notice("First impression locked in. Tests, results and context are in the task text (T).")
                )

        self._requests.ask(lambda service: service.lock_first_impression(key, draft, place, attention), done)

    def _ask(self, bench: Bench, draft: Draft, *, and_stay: bool) -> None:
        """Ask the gravest check that fires and was not asked before; without one the draft is handed in."""
        self._presence.notice()
        key, attention = bench.sitting.key, self._presence.attention
        self._sheet.is_submitting = True

        def done(found: tuple[Fired, ...]) -> None:
            if self._end_submitting() or not self._sheet.lies_here(key):
                return
            if self._sheet.draft != draft:
                self.submit(and_stay=and_stay)  # something was written meanwhile: it is to be handed in too
                return
            from app.judging.checks.asking import to_ask

            check = to_ask(found, draft.checks)
            if check is None:
                self._submit(bench, draft, and_stay=and_stay)
            else:
                self._asked = Asked(key, check, and_stay)
                self.check_asked.emit(check)

        def refused(error: BaseException) -> None:
            self._end_submitting()
            self._keeping.fail(error)

        self._requests.ask(lambda service: service.checks(key, draft, attention), done, refused)

    def _look_for_hints(self) -> None:
        """After a pause in the writing: what would be said quietly about the draft as it is."""
        bench, draft = self._sheet.bench, self._sheet.draft
        if bench is None or self._sheet.is_reading or draft.verdict.outcome is None:
            self.hint_found.emit("")
            return
        key, attention = bench.sitting.key, self._presence.attention

        def done(found: tuple[Fired, ...]) -> None:
            if self._sheet.lies_here(key) and not self._is_over:
                self.hint_found.emit(next((one.message for one in found if one.level == "hint"), ""))

        self._requests.ask(lambda service: service.checks(key, draft, attention), done)

    def _submit(self, bench: Bench, draft: Draft, *, and_stay: bool) -> None:
        self._keeping.forget()
        self._presence.notice()
        self._sheet.is_submitting = True
        self._sheet.handing_in = draft
        key, place, attention = bench.sitting.key, self._presence.place, self._presence.attention
        departures = self._walk.departures

        def work(service: Evaluation) -> tuple[Judgment, Onward]:
            return service.submit(key, draft, attention), service.onward(key)

        def done(answer: tuple[Judgment, Onward]) -> None:
            judgment, onward = answer
            is_here = self._sheet.lies_here(key)
            is_wanted_back = self._end_submitting()
            self._keeping.handed_in(key)
            if is_here:
                # From here on the draft is a judgment; leaving the task must not keep it as a draft again.
                self._sheet.bench = replace(bench, draft=draft, is_submitted=True)
            self._remember("submit", key, draft)
            self.submitted.emit(judgment)
            words = verdict_in_brief(draft.verdict, bench.sitting.brief.slots)
            self.told.emit(Notice(f"Submitted {key.task_id}: {words}.", can_undo=True))
            if is_wanted_back:
                self._bring_back(self._deeds.pop())
                return
            if departures != self._walk.departures:
                return  # who has gone elsewhere meanwhile stays there
            if and_stay:
                self._walk.open_task(key)
            else:
                self._walk.go_on(onward)

        def refused(error: BaseException) -> None:
            is_here = self._sheet.lies_here(key)
            self._end_submitting()
            if not is_here:
                self._keeping.hold(key, Written(draft, place, attention))
            self._keeping.fail(error)

        self._requests.ask(work, done, refused)

    def _end_submitting(self) -> bool:
        """Whether it was wanted back meanwhile; whatever comes next is not."""
        self._sheet.is_submitting = False
        self._sheet.handing_in = None
        is_wanted_back, self._undo_wanted = self._undo_wanted, False
        return is_wanted_back

    def _remember(self, kind: Literal["submit", "skip", "withdraw"], key: TaskKey, draft: Draft) -> None:
        self._deeds.append(Deed(key, kind, draft, self._sheet.edits))

    def _bring_back(self, deed: Deed) -> None:
        def change(service: Evaluation) -> None:
            if service.last_event(deed.key) not in UNDONE_WHILE_LAST[deed.kind]:
                raise UserError(f"{deed.key.task_id} has gone on since; nothing was taken back.")
            match deed.kind:
                case "submit":
                    service.take_back(deed.key, deed.draft)
                case "skip":
                    service.resume(deed.key)
                case _:
                    service.reinstate(deed.key)

        self._walk.open_changed(deed.key, change, f"Restored {deed.key.task_id}.")
