"""What an evaluator should know of a task before it is taken in. Pure: a task in, observations out.

No sentence names a candidate or quotes a word: both may be a model's name.
"""

from collections.abc import Iterator
from itertools import combinations

from app.code.hidden_characters import count_hidden
from app.code.limits import too_large
from app.code.lines import split
from app.code.sameness import differ_only_in
from app.domain.intake import Concern, Observation
from app.domain.leak import Leak, LeakKind, LeakPart
from app.domain.task import Candidate, File, Task

TRACES = {
    LeakKind.NAME: "the name of a model or vendor",
    LeakKind.ORIGIN: "the very name that the task seals",
    LeakKind.SIGNATURE: "the signature of a program that writes code",
    LeakKind.CHAT: "words to a reader",
    LeakKind.FENCE: "a code fence that the others do not have",
}
PLACES = {
    LeakPart.PROMPT: "in the prompt",
    LeakPart.CONTEXT: "in the context",
    LeakPart.TESTS: "in the tests",
    LeakPart.CANDIDATE: "in a candidate",
}


def observations(task: Task, found: tuple[Leak, ...]) -> Iterator[Observation]:
    """What there is to say of *task*, with the leaks that were *found* in it; once for each concern but the leaks."""
    for look in (_identical, _empty, _hidden, _large):
        if (seen := next(look(task), None)) is not None:
            yield seen
    yield from (_of(task, Concern.LEAK, trace_in_words(leak)) for leak in found)


def trace_in_words(leak: Leak) -> str:
    """What was found, and where: “the name of a model or vendor in a candidate, line 12”."""
    where = f"{TRACES[leak.kind]} {PLACES[leak.part]}"
    return f"{where}, in the name of a file" if leak.line == 0 else f"{where}, line {leak.line}"


def _identical(task: Task) -> Iterator[Observation]:
    sources = [{file.path: split(file.content) for file in candidate.files} for candidate in task.candidates]
    for first, second in combinations(sources, 2):
        unseen = differ_only_in(first, second)
        if unseen is not None:
            but = f" but for {' and '.join(unseen)}" if unseen else ""
            yield _of(task, Concern.IDENTICAL, f"two candidates are identical{but}")


def _empty(task: Task) -> Iterator[Observation]:
    for candidate in task.candidates:
        if not any(file.content.strip() for file in candidate.files):
            yield _of(task, Concern.EMPTY, "a candidate is empty")


def _hidden(task: Task) -> Iterator[Observation]:
    counts = [sum(count_hidden(file.content) for file in candidate.files) for candidate in task.candidates]
    if total := sum(counts):
        holders = sum(count > 0 for count in counts)
        characters = "1 hidden character" if total == 1 else f"{total} hidden characters"
        where = "in one candidate" if holders == 1 else f"in {holders} candidates"
        yield _of(task, Concern.HIDDEN, f"{characters} {where}")


def _large(task: Task) -> Iterator[Observation]:
    for file in _files(task.candidates):
        if (size := too_large(split(file.content))) is not None:
            yield _of(task, Concern.LARGE, f"a file of a candidate has {size.measure}")


def _files(candidates: tuple[Candidate, ...]) -> Iterator[File]:
    return (file for candidate in candidates for file in candidate.files)


def _of(task: Task, concern: Concern, sentence: str) -> Observation:
    return Observation(concern, task.task_id, sentence)
