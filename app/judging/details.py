"""What is known of a task, told to its evaluator in plain words.

It is made of what may be shown alone: a sitting, which holds no origin, and when the task came in. Fields of the task file
that nothing acts on, such as where a data set lies, are kept and never shown: they can name a model, or hold the answer.
Nor is it told whether a task comes again.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from app.code.hidden_characters import revealed
from app.code.highlighting import language_name
from app.code.lines import split
from app.domain.days import in_full
from app.domain.names import TaskKey
from app.domain.policy import Policy
from app.domain.rubric import Rubric
from app.domain.sitting import Exhibit, Sitting
from app.domain.task import Arrival, Kind
from app.judging.chapters import Chapter, Entry, as_text
from app.judging.sentence import STRENGTHS
from app.wording import counted

LONGEST_VALUE = 300
"""So many characters of a value are told; the rest stands in the task file."""


@dataclass(frozen=True, slots=True)
class TaskDetails:
    """All that is known of the task *key*; *sha256* is to be copied to the letter."""

    key: TaskKey
    chapters: tuple[Chapter, ...]
    sha256: str

    @property
    def text(self) -> str:
        """All of it as plain text, to be copied."""
        return as_text(self.chapters) + f"SHA-256: {self.sha256}\n"


def details_of(sitting: Sitting, arrival: Arrival) -> TaskDetails:
    """What is known of the task of *sitting*, which came in with *arrival*."""
    chapters = (
        Chapter("Task", tuple(_task(sitting))),
        Chapter("Candidates", tuple(Entry(f"Candidate {one.slot}", _extent(one)) for one in sitting.exhibits)),
        Chapter("What is asked", tuple(_rules(sitting))),
        Chapter("As it came in", (Entry("Imported", in_full(arrival.at)),)),
    )
    return TaskDetails(sitting.key, chapters, arrival.sha256)


def _task(sitting: Sitting) -> Iterator[Entry]:
    brief = sitting.brief
    is_comparison = brief.kind is Kind.COMPARISON
    kind = "Comparison of" if is_comparison else f"{brief.kind.replace('_', ' ').capitalize()},"
    yield Entry("Task set", _told(brief.key.task_set))
    yield Entry("Task", _told(brief.key.task_id))
    yield Entry("Title", _told(brief.title))
    yield Entry("Kind", f"{kind} {counted(len(brief.slots), 'candidate')}")
    yield Entry("Language", _told(language_name(brief.language)) if brief.language else "not said")
    yield Entry("Place in the queue", f"{sitting.position:,} of {sitting.total:,}")


def _extent(exhibit: Exhibit) -> str:
    """How large a candidate is; its files are not named."""
    lines = sum(len(split(file.content).lines) for file in exhibit.files)
    return f"{counted(len(exhibit.files), 'file')}, {counted(lines, 'line')}"


def _rules(sitting: Sitting) -> Iterator[Entry]:
    """What the policy asks for; what is asked for by few task sets is told where it is."""
    rubric, policy = sitting.brief.rubric, sitting.policy
    criteria = counted(len(rubric.criteria), "criterion", "criteria")
    words = counted(policy.minimum_words, "word")
    yield Entry("Rubric", f"{_told(rubric.name)}, version {rubric.version}, {criteria}")
    yield Entry("Scores", _required(policy, rubric))
    yield Entry("Rationale", f"at least {words}" if policy.minimum_words else "as long or short as you like")
    yield Entry("Deciding criterion", "has to be named" if policy.require_deciding_criterion else "may be left open")
    strength = STRENGTHS.get(policy.finding_from_gap)
    yield Entry("Findings", "may be left out" if strength is None else f"at least one from “{strength} better” on")
    if policy.ask_acceptability:
        yield Entry("Acceptability", "whether each candidate could be merged has to be said")
    if policy.neutral_first_look:
        yield Entry("First look", "without tints")
    if sitting.asks_first_impression:
        yield Entry("First impression", "is locked in before tests, results and context are shown")
    if policy.shuffle_tasks:
        yield Entry("Order of the tasks", "shuffled, for each evaluator in another way")


def _required(policy: Policy, rubric: Rubric) -> str:
    needed = [one.label for one in rubric.criteria if policy.requires(one.name)]
    if len(needed) == len(rubric.criteria):
        return "needed for every criterion"
    return f"needed for {_told(', '.join(needed))}" if needed else "may be left out"


def _told(text: str) -> str:
    """*text* in one line that hides nothing, cut where it is very long."""
    shown = revealed(text[: LONGEST_VALUE + 1])
    return shown if len(shown) <= LONGEST_VALUE else shown[: LONGEST_VALUE - 1] + "…"
