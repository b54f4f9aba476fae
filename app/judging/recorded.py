"""Everything that is recorded of an evaluator, told to them in plain words.

`ENTRIES` explains every key of a judgment record; a test holds the two against each other, so that nothing is recorded
which is not told. Candidates go by their letters: an id can say where a candidate comes from.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.domain.sitting import Attention
from app.judging import recorded_words as words
from app.judging.chapters import Chapter, Entry
from app.judging.recorded_words import Telling


@dataclass(frozen=True, slots=True)
class Explained:
    """How some *keys* of the record, spelled with dots, are told; a key stands for all that is below it."""

    chapter: str
    name: str
    keys: tuple[str, ...]
    value: Callable[[Telling], str]
    why: str


@dataclass(frozen=True, slots=True)
class Totals:
    """What lies in a workspace of all tasks: attention by task set, events by kind, and where the files are."""

    attention: Mapping[str, tuple[Attention, ...]]
    events: Mapping[str, int]
    workspace: str
    journal: str
    backups: str


def of_task(telling: Telling) -> tuple[Chapter, ...]:
    """The chapters about one task."""
    titles = dict.fromkeys(one.chapter for one in ENTRIES)
    return tuple(
        Chapter(title, tuple(Entry(one.name, one.value(telling), one.why) for one in ENTRIES if one.chapter == title))
        for title in titles
    )


def of_all(totals: Totals) -> tuple[Chapter, ...]:
    """The chapters about everything else that is kept."""
    sets = tuple(_task_set(name, attention) for name, attention in sorted(totals.attention.items()))
    counts = ", ".join(f"{totals.events.get(kind, 0)} {said}" for kind, said in EVENTS.items())
    return (
        Chapter("On all tasks", (*sets, Entry("Log", counts, "Every event has its time; none is changed or deleted."))),
        Chapter("Kept beside it, and never handed in", BESIDE),
        Chapter(
            "Where it lies",
            (
                Entry("Workspace", totals.workspace, "Everything above. It leaves only when you export or sync."),
                Entry("Journal", totals.journal, "The log once more, for when the workspace is damaged."),
                Entry("Backups", totals.backups, "Copies of the workspace, made from time to time."),
            ),
        ),
    )


EVENTS = {
    "judgment": "judgments",
    "revision": "revisions",
    "retraction": "taken back",
    "skip": "skipped",
    "resume": "taken up again",
}
BESIDE = (
    Entry("Draft", "what you are writing, finding by finding", "So that nothing is lost. It goes when you submit."),
    Entry("Place", "caret and scroll position of each task, lines set side by side", "To come back to where you were."),
    Entry("Flag", "tasks that you marked for coming back to", "A private mark."),
    Entry(
        "Time on screen",
        "how long each candidate's file stood in view, and which of its lines for a second",
        "What is recorded of it are the sums above, and the question whether you want to look again.",
    ),
)


def _task_set(name: str, attention: tuple[Attention, ...]) -> Entry:
    tasks = "1 task opened" if len(attention) == 1 else f"{len(attention)} tasks opened"
    active, idle = sum(one.active_ms for one in attention), sum(one.idle_ms for one in attention)
    return Entry(
        f"Task set {name}",
        f"{tasks}, {words.clock(active)} active, {words.clock(idle)} idle",
        "Summed up from its tasks.",
    )


YOU, SHOWN, TIME, SAID = "You and this task", "What was shown", "Time and attention", "What you say"
ENTRIES: tuple[Explained, ...] = (
    Explained(
        YOU,
        "Evaluator",
        ("evaluator",),
        lambda told: told.record.evaluator,
        "A pseudonym drawn with the workspace. No name is asked for.",
    ),
    Explained(
        YOU,
        "Task",
        ("task",),
        lambda told: f"{told.record.task.task_id} of {told.record.task.task_set}",
        "With its kind, and hashes of the task and its set: they prove what was judged.",
    ),
    Explained(
        YOU,
        "Candidates",
        ("candidates",),
        words.candidates,
        "Where each stands, its id in the task file, its hash and its lines.",
    ),
    Explained(
        YOU,
        "Judgment",
        ("schema", "judgment_id", "revision", "made_with"),
        words.version,
        "Its own id and version; earlier versions are kept.",
    ),
    Explained(
        YOU,
        "Occasion",
        ("occasion",),
        words.occasion,
        "A few tasks may come twice, to see how steady judgments are; knowing which would change the answer.",
    ),
    Explained(
        YOU,
        "Rules",
        ("rubric", "policy"),
        lambda told: (
            f"rubric {told.record.rubric.name} {told.record.rubric.version}, policy {told.record.policy.version}"
        ),
        "With their hashes: what the task set asks for.",
    ),
    Explained(
        YOU,
        "Program",
        ("program",),
        lambda told: f"{told.record.program.name} {told.record.program.version}",
        "Which version of the program wrote the record.",
    ),
    Explained(
        SHOWN,
        "Order",
        ("presentation.order", "presentation.seed", "presentation.position_in_block", "presentation.algorithm"),
        words.order,
        "Who stands left is drawn by lot, so that places favour nobody; anyone can draw it again.",
    ),
    Explained(
        SHOWN,
        "Files",
        ("presentation.files",),
        words.files,
        "In the order of the file list, which is the same for all candidates.",
    ),
    Explained(SHOWN, "Views", ("presentation.views",), words.views, "Each way of looking at the code that was used."),
    Explained(
        SHOWN,
        "Widths",
        ("presentation.pane_widths", "presentation.panes_dragged"),
        words.widths,
        "Of the panes from the left, as they stood last: a wider one may look better.",
    ),
    Explained(
        SHOWN,
        "Blindness",
        ("presentation.unblinded",),
        words.blindness,
        "Judgments made after unsealing are marked and stay out of pairs.",
    ),
    Explained(TIME, "First opened", ("timing.opened_at",), words.opened, "By the clock of this machine."),
    Explained(TIME, "Handed in", ("timing.submitted_at",), words.submitted, "By the clock of this machine."),
    Explained(
        TIME,
        "Active time",
        ("timing.active_ms",),
        words.active,
        "Until a minute has passed without input; none with another window in front, a dialog open, or paused.",
    ),
    Explained(TIME, "Idle time", ("timing.idle_ms",), words.idle, "The rest of the time that the task lay here."),
    Explained(
        TIME,
        "Time by candidate",
        ("timing.active_ms_by_candidate",),
        words.by_candidate,
        "Active time with the keys or the pointer in its code; none while writing.",
    ),
    Explained(TIME, "Time by file", ("timing.active_ms_by_file",), words.by_file, "The same for each file."),
    Explained(
        TIME,
        "Lines seen",
        ("timing.lines_seen",),
        words.lines,
        "Lines that stood in view for a second.",
    ),
    Explained(
        TIME,
        "Correction",
        ("timing.correction",),
        words.correction,
        "What you say the time really was; what was measured stays beside it.",
    ),
    Explained(
        TIME,
        "Clock",
        ("timing.clock_suspect",),
        words.suspect,
        "Suspect where more time was spent than passed, or where it was turned back.",
    ),
    Explained(
        SAID, "Verdict", ("verdict",), words.verdict, "Ranking, strengths, acceptability, criterion and confidence."
    ),
    Explained(SAID, "Scores", ("scores",), words.scores, "With their notes."),
    Explained(
        SAID, "Findings", ("findings",), words.findings, "Whole, with the lines they quote and when you wrote them."
    ),
    Explained(
        SAID,
        "Rationale",
        ("rationale.text", "rationale.rendered", "rationale.sentence", "rationale.words"),
        words.length,
        "Your text, the same with candidates by id, and the verdict as a sentence.",
    ),
    Explained(
        SAID,
        "Pasted text",
        ("rationale.pasted_characters",),
        words.pasted,
        "A count. What was on the clipboard is not recorded, nor is what you type and delete.",
    ),
    Explained(
        SAID,
        "Bare letters",
        ("rationale.bare_letters",),
        words.bare,
        "Whether letters in the text stand for candidates without being references.",
    ),
    Explained(
        SAID,
        "First impression",
        ("first_impression",),
        words.first,
        "The answer before the evidence, where one is asked for.",
    ),
    Explained(SAID, "Checks", ("checks",), words.checks, "What seemed not to fit, and what you answered."),
    Explained(SAID, "Checklist", ("checklist",), words.checklist, "Which items you ticked."),
)
