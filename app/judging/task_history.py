"""What happened to one task, event by event, in the words and by the letters that its evaluator knows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.domain.draft import Draft
from app.domain.judgment import Event, EventType
from app.domain.names import CandidateId, Instant, Slot
from app.domain.rubric import Rubric
from app.judging.revisions import Change, changes
from app.judging.unsealing import unseal

REASONS = {
    "language": "cannot judge this language",
    "broken_task": "broken task",
    "conflict_of_interest": "conflict of interest",
    "other": "other",
}
"""Why a task was skipped, by the word in the log."""


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One event about a task. *draft* is what was said, by the letters on screen; None where nothing was handed in.

    *changes* are against what was said before, for the first judgment against nothing. *revision* counts from 1.
    """

    type: EventType
    at: Instant
    revision: int | None
    reason: str | None
    note: str
    draft: Draft | None
    changes: tuple[Change, ...]


def task_history(
    events: Iterable[Event], slots: Mapping[Slot, CandidateId], rubric: Rubric
) -> tuple[HistoryEntry, ...]:
    """*events* about one task, the oldest first, as entries; *slots* says which candidate stands where."""
    entries: list[HistoryEntry] = []
    said = Draft()
    for event in events:
        draft = None if event.judgment is None else unseal(event.judgment, slots)
        changed = () if draft is None else changes(said, draft, rubric)
        revision = None if event.judgment is None else event.judgment.revision
        about = event.about
        entries.append(HistoryEntry(event.type, event.at, revision, about.reason, about.note, draft, changed))
        said = draft or said
    return tuple(entries)


def told(entry: HistoryEntry) -> str:
    """What *entry* is, in a few words."""
    match entry.type:
        case "judgment":
            return "Handed in"
        case "revision":
            return f"Revision {entry.revision}"
        case "retraction":
            return "Withdrawn" if entry.reason == "withdrawn" else "Taken back"
        case "skip":
            return f"Skipped: {REASONS.get(entry.reason or '', 'no reason given')}"
        case _:
            return "Taken up again"


def stands(entries: Iterable[HistoryEntry]) -> bool:
    """Whether the judgment that *entries* tell of is handed in and not taken back."""
    about_it = [entry.type for entry in entries if entry.type not in ("skip", "resume")]
    return bool(about_it) and about_it[-1] != "retraction"
