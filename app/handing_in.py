"""The service's part for handing in: drafts that become judgments, in the window or from a file, and what takes them back.

Everything that is said here is an event of the log: nothing is ever changed or deleted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from app import __version__
from app.domain.draft import Draft, FirstAnswer
from app.domain.judgment import About, Event, EventType, Judgment, Program
from app.domain.names import CandidateId, FindingId, Instant, JudgmentId, Slot, TaskId, TaskKey
from app.domain.sitting import Attention, Place
from app.domain.task import Task, TaskSet
from app.errors import UserError
from app.judging.blinding import exhibits, slots_of
from app.judging.completeness import Missing, missing
from app.store.workspace import Workspace

if TYPE_CHECKING:
    from app.formats.faults import Fault
    from app.judging.checks.check import Fired
    from app.judging.sealing import Showing

PROGRAM = Program(name="diptych", version=__version__)


@dataclass(frozen=True, slots=True)
class HandedIn:
    """The judgments made from a file of drafts, or all the faults that kept every one of them out."""

    judgments: tuple[JudgmentId, ...]
    faults: tuple[Fault, ...]


class IncompleteError(UserError):
    """A draft cannot be handed in yet; *gaps* says all that it lacks."""

    def __init__(self, gaps: tuple[Missing, ...]) -> None:
        super().__init__(gaps[0].message)
        self.gaps = gaps


class HandingIn:
    """What becomes of drafts in a workspace; *now* tells the time, *new_id* makes ids of events and judgments."""

    def __init__(self, workspace: Workspace, *, now: Callable[[], Instant], new_id: Callable[[], str]) -> None:
        self._workspace = workspace
        self._now = now
        self._new_id = new_id

    def missing(self, key: TaskKey, draft: Draft) -> tuple[Missing, ...]:
        """What *draft* lacks before it can be handed in."""
        task = self._workspace.task(key)
        return self._gaps(draft, task, self._workspace.known_task_set(key.task_set))

    def checks(self, key: TaskKey, draft: Draft, attention: Attention) -> tuple[Fired, ...]:
        """The checks that fire on *draft*, the gravest first; `asking.to_ask` says which one to ask."""
        task = self._workspace.task(key)
        order = self._workspace.order(key)
        if order is None:
            raise ValueError(f"{key} was never opened")
        return self._fired(draft, task, self._workspace.known_task_set(key.task_set), order.order, attention)

    def submit(self, key: TaskKey, draft: Draft, attention: Attention) -> Judgment:
        """Hand *draft* in: durable when this returns. Raises IncompleteError and writes nothing while it has gaps.

        A task that was judged before gets a revision of the same judgment.
        """
        from app.judging.sealing import Showing

        task = self._workspace.task(key)
        task_set = self._workspace.known_task_set(key.task_set)
        draft = self.with_lock(key, draft) or draft
        if gaps := self._gaps(draft, task, task_set):
            raise IncompleteError(gaps)
        order = self._workspace.order(key)
        if order is None:
            raise ValueError(f"{key} was never opened")
        now = self._now()
        is_unblinded = self._workspace.unsealed_at(key.task_set) is not None
        showing = Showing(order=order, attention=attention, submitted_at=now, is_unblinded=is_unblinded)
        was_behind = self._workspace.is_behind
        with self._workspace.atomic():
            judgment = self._judgment(draft, task, task_set, slots=slots_of(task, order), showing=showing)
            if (
                was_behind
                and (kept := self._workspace.head(key)) is not None
                and _says_the_same(judgment, kept.judgment)
            ):
                return kept.judgment  # its journal could not be written the first time; it has caught up now
            self._log(judgment, now)
            self._workspace.drop_draft(key)
        return judgment

    def reinstate(self, key: TaskKey) -> None:
        """Undo a withdrawal: the judgment stands again, as a revision that says the same."""
        head = self._workspace.head(key)
        if head is None or head.type != "retraction":
            raise UserError(f"No judgment of “{key.task_id}” is withdrawn.")
        self._log(replace(head.judgment, revision=head.revision + 1), self._now())

    def note(self, kind: EventType, key: TaskKey, *, reason: str | None = None, note: str = "") -> None:
        """Log what happened to a task that is no judgment."""
        self._append(kind, About(key.task_set, key.task_id, None, reason, note, key.occasion))

    def retract(self, key: TaskKey, *, reason: str, draft: Draft | None, note: str = "") -> None:
        """Take the judgment of a task back; *draft*, if there is one, lies on the desk again."""
        head = self._workspace.head(key)
        if head is None or head.type == "retraction":
            raise UserError(f"There is no judgment of “{key.task_id}” to take back.")
        with self._workspace.atomic():
            self._append("retraction", About(key.task_set, key.task_id, head.judgment_id, reason, note, key.occasion))
            if draft is not None:
                working = self._workspace.working(key)
                place = working.place if working is not None and working.place is not None else Place()
                attention = working.attention if working is not None else Attention()
                self._workspace.keep_working(key, draft=draft, place=place, attention=attention, now=self._now())

    def judge(self, path: Path) -> HandedIn:
        """Hand in every draft of a ``diptych/draft/1`` file, all or nothing, with the window's own rules."""
        from app.formats.drafts import read_drafts, to_draft
        from app.formats.faults import Fault

        ready: list[tuple[Draft, Task, TaskSet]] = []
        faults: list[Fault] = []
        seen: dict[TaskKey, int] = {}
        for entry in read_drafts(path):
            if isinstance(entry, Fault):
                faults.append(entry)
                continue
            key = self._key_of(entry.task_set, entry.task_id)
            if isinstance(key, str):
                faults.append(Fault(path.name, entry.line, "task_id", key))
                continue
            if key in seen:
                again = f"“{key.task_id}” is judged on line {seen[key]} already; leave one of the two out."
                faults.append(Fault(path.name, entry.line, "task_id", again))
                continue
            seen[key] = entry.line
            task, task_set = self._workspace.task(key), self._workspace.known_task_set(key.task_set)
            draft = to_draft(entry, task, now=self._now(), new_id=self._new_finding_id)
            if not isinstance(draft, Draft):
                faults.extend(draft)
                continue
            gaps = missing(draft, task.brief, task_set.policy)
            faults.extend(Fault(path.name, entry.line, gap.part.value, gap.message) for gap in gaps)
            if not gaps:
                ready.append((draft, task, task_set))
        if faults:
            return HandedIn((), tuple(faults))
        return HandedIn(tuple(self._hand_in(ready)), ())

    def with_lock(self, key: TaskKey, draft: Draft | None) -> Draft | None:
        """*draft* with the first impression that was locked in, if it has lost it."""
        if draft is not None and draft.first_impression is not None:
            return draft
        working = self._workspace.working(key)
        if working is not None and working.draft is not None and working.draft.first_impression is not None:
            return replace(draft or Draft(), first_impression=working.draft.first_impression)
        return None if draft is None else replace(draft, first_impression=self._locked_before(key))

    def _locked_before(self, key: TaskKey) -> FirstAnswer | None:
        """The first impression of the last judgment, also where that was taken back: it is given once."""
        from app.judging.unsealing import unseal

        head, order = self._workspace.head(key), self._workspace.order(key)
        if head is None or head.judgment is None or head.judgment.first_impression is None or order is None:
            return None
        return unseal(head.judgment, slots_of(self._workspace.task(key), order)).first_impression

    def _new_finding_id(self) -> FindingId:
        return FindingId(self._new_id())

    def _gaps(self, draft: Draft, task: Task, task_set: TaskSet) -> tuple[Missing, ...]:
        has_evidence = bool(task.brief.context or task.brief.tests or any(one.results for one in task.candidates))
        is_asked = task_set.policy.first_impression and has_evidence
        return missing(draft, task.brief, task_set.policy, asks_first_impression=is_asked)

    def _judgment(
        self,
        draft: Draft,
        task: Task,
        task_set: TaskSet,
        *,
        slots: dict[Slot, CandidateId],
        showing: Showing | None,
    ) -> Judgment:
        from app.judging.checks.asking import settled, settled_from_a_file
        from app.judging.sealing import seal

        head = self._workspace.head(task.brief.key)
        found = self._fired(
            draft, task, task_set, tuple(slots.values()), None if showing is None else showing.attention
        )
        settle = settled_from_a_file if showing is None else settled
        sealed = seal(
            draft,
            task,
            task_set,
            slots=slots,
            showing=showing,
            checks=settle(found, draft.checks),
            evaluator=self._workspace.evaluator,
            judgment_id=head.judgment_id if head is not None else JudgmentId(self._new_id()),
            revision=head.revision + 1 if head is not None else 1,
            program=PROGRAM,
        )
        return _told_by_the_clock(sealed, self._workspace.last_at())

    def _fired(
        self,
        draft: Draft,
        task: Task,
        task_set: TaskSet,
        order: tuple[CandidateId, ...],
        attention: Attention | None,
    ) -> tuple[Fired, ...]:
        """The checks that fire on *draft* with the candidates in *order*; no *attention*, no screen."""
        from app.formats.bundled import criterion_words
        from app.judging.checks.asking import fired
        from app.judging.checks.subject import Subject
        from app.judging.checks.thresholds import thresholds

        history = thresholds().text.twin_history
        subject = Subject(
            draft=draft,
            brief=task.brief,
            policy=task_set.policy,
            exhibits=exhibits(task, order),
            attention=attention,
            lexicon=criterion_words(),
            earlier=self._workspace.rationales(without=task.brief.key, limit=history),
        )
        return fired(subject)

    def _hand_in(self, ready: Iterable[tuple[Draft, Task, TaskSet]]) -> Iterator[JudgmentId]:
        with self._workspace.atomic():
            for draft, task, task_set in ready:
                slots = {
                    slot: candidate.candidate_id
                    for slot, candidate in zip(task.brief.slots, task.candidates, strict=True)
                }
                judgment = self._judgment(draft, task, task_set, slots=slots, showing=None)
                self._log(judgment, self._now())
                self._workspace.drop_draft(task.brief.key)
                yield judgment.judgment_id

    def _key_of(self, task_set: str | None, task_id: TaskId) -> TaskKey | str:
        """The task that a draft means, or a sentence that says why none can be told."""
        keys = [key for key in self._workspace.find_task(task_id) if task_set in (None, key.task_set)]
        if len(keys) == 1:
            return keys[0]
        if keys:
            names = ", ".join(f"“{key.task_set}”" for key in keys)
            return f"“{task_id}” is in the task sets {names}; name one of them in “task_set”."
        where = f"the task set “{task_set}”" if task_set is not None else "this workspace"
        return f"“{task_id}” is no task of {where}; import it first, or mend the id."

    def _log(self, judgment: Judgment, now: Instant) -> Event:
        task = judgment.task
        about = About(task.task_set, task.task_id, judgment.judgment_id, None, "", judgment.occasion)
        kind: EventType = "judgment" if judgment.revision == 1 else "revision"
        return self._append(kind, about, judgment, now=now)

    def _append(
        self, kind: EventType, about: About, judgment: Judgment | None = None, *, now: Instant | None = None
    ) -> Event:
        return self._workspace.append(
            type=kind, at=now or self._now(), about=about, judgment=judgment, event_id=self._new_id()
        )


def _told_by_the_clock(judgment: Judgment, before: Instant | None) -> Judgment:
    """*judgment*, marked where the clock stands *before* the event that it follows: it was turned back."""
    timing = judgment.timing
    if timing is None or before is None or timing.submitted_at >= before:
        return judgment
    return replace(judgment, timing=replace(timing, clock_suspect=True))


def _says_the_same(judgment: Judgment, kept: Judgment) -> bool:
    """Whether *judgment* is *kept* once more, handed in at another moment."""
    return replace(judgment, revision=kept.revision, timing=kept.timing) == kept
