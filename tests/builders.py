"""Small real values for tests: a task, a rubric, a policy, a complete draft. Say only what the test is about."""

import json
from collections.abc import Sequence
from dataclasses import asdict

from app.domain.canonical import canonical, digest
from app.domain.draft import Category, Draft, Finding, Outcome, Polarity, Score, Severity, Span, Verdict
from app.domain.names import CandidateId, FindingId, Instant, Slot, TaskId, TaskKey
from app.domain.policy import Policy
from app.domain.rubric import Criterion, Rubric
from app.domain.task import Brief, Candidate, File, Kind, Task, TaskSet, hash_of_task, slots_for

CODE = (
    "def mean(numbers):\n    return sum(numbers) / len(numbers)\n",
    "def mean(numbers):\n    if not numbers:\n        return 0.0\n    return sum(numbers) / len(numbers)\n",
    "import statistics\n\n\ndef mean(numbers):\n    return statistics.fmean(numbers)\n",
)
WORDS = "The second one keeps an empty list from dividing by zero, which the task asks for in so many words. " * 2


def a_rubric(*names: str) -> Rubric:
    chosen = names or ("correctness", "readability", "edge_cases")
    criteria = tuple(
        Criterion(name, f"How is its {name}?", name.replace("_", " ").capitalize(), name[:7].capitalize())
        for name in chosen
    )
    return Rubric("code-comparison", 1, digest(canonical(criteria)), criteria)


def a_task(
    task_id: str = "mean-001",
    *,
    task_set: str = "demo",
    codes: tuple[str, ...] = CODE[:2],
    rubric: Rubric | None = None,
    title: str = "Mean of a list",
    language: str | None = "python",
    prompt: str = "Write `mean`; an empty list gives 0.0.",
    line: str | None = None,
) -> Task:
    candidates = tuple(
        Candidate(CandidateId(f"c{number}"), (File("", code),), digest(code.encode()))
        for number, code in enumerate(codes, 1)
    )
    brief = Brief(
        key=TaskKey(task_set, TaskId(task_id)),
        kind=Kind.COMPARISON,
        title=title,
        language=language,
        prompt=prompt,
        constraints=("stdlib only",),
        examples=(),
        context=(),
        tests=None,
        rubric=rubric or a_rubric(),
        slots=slots_for(len(candidates)),
    )
    sha256 = hash_of_task(brief, [candidate.sha256 for candidate in candidates])
    return Task(brief, candidates, sha256, line or line_of(brief, candidates))


def line_of(brief: Brief, candidates: Sequence[Candidate], **more: object) -> str:
    """The line of a task file that says this, and *more*."""
    said = {
        "task_id": brief.key.task_id,
        "title": brief.title,
        "language": brief.language,
        "prompt": brief.prompt,
        "constraints": brief.constraints,
        "examples": [asdict(example) for example in brief.examples],
        "context": [asdict(file) for file in brief.context],
        "tests": brief.tests,
        "candidates": [_said_of(candidate) for candidate in candidates],
        **more,
    }
    return json.dumps(said, ensure_ascii=False)


def _said_of(candidate: Candidate) -> dict[str, object]:
    (first, *_) = candidate.files
    said: dict[str, object] = {"candidate_id": candidate.candidate_id, "model": candidate.model}
    if first.path:
        return {**said, "files": [asdict(file) for file in candidate.files]}
    return {**said, "code": first.content}


def a_task_set(name: str = "demo", *, policy: Policy | None = None, rubric: Rubric | None = None) -> TaskSet:
    rules = policy or Policy()
    return TaskSet(name, digest(name.encode()), rubric or a_rubric(), "", rules, digest(canonical(rules)))


def a_draft(task: Task | None = None, *, rationale: str = WORDS, verdict: Verdict | None = None) -> Draft:
    """A draft that lacks nothing: B clearly better, every score set, more than thirty words."""
    brief = (task or a_task()).brief
    ranking = ((Slot.B,), *((slot,) for slot in brief.slots if slot is not Slot.B))
    gaps = (2,) * (len(ranking) - 1)
    return Draft(
        verdict=verdict
        or Verdict(Outcome.PREFERENCE, ranking, gaps, deciding_criterion=brief.rubric.names[0], confidence=3),
        scores=tuple(
            Score(slot, name, 4 if slot is Slot.B else 2) for name in sorted(brief.rubric.names) for slot in brief.slots
        ),
        rationale=rationale,
    )


def a_finding(slot: Slot = Slot.A, *, name: str = "f1", claim: str = "Empty input raises.") -> Finding:
    """A serious problem in the first two lines."""
    at = Instant("2026-01-01T10:00:00.000Z")
    return Finding(
        finding_id=FindingId(name),
        slot=slot,
        polarity=Polarity.PROBLEM,
        category=Category.EDGE_CASE,
        criterion="edge_cases",
        severity=Severity.HIGH,
        claim=claim,
        created_at=at,
        edited_at=at,
        evidence=(Span(1, 2),),
    )
