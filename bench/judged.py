"""A judgment like those that people hand in, and workspaces that are full of them."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from app.clock import new_evaluator, new_id, stamp
from app.domain.draft import Category, Draft, Finding, Outcome, Polarity, Score, Severity, Span, Verdict
from app.domain.judgment import About, Judgment
from app.domain.names import FindingId, JudgmentId, Slot, TaskId
from app.domain.rubric import Rubric
from app.domain.sitting import Attention
from app.evaluation import Evaluation
from app.store.workspace import Workspace
from bench.made import key, python_code, task, workspace

TOGETHER = 500
"""Judgments that are written in one transaction where only their number matters."""
REASONS = "{{c:B:3}} stops at the first value that is missing, so the total is right for every input of the task. "


def a_draft(rubric: Rubric, number: int = 0) -> Draft:
    """A draft that lacks nothing: a verdict, every score, a finding, a rationale of a hundred words."""
    finding = Finding(
        FindingId(new_id()),
        Slot.A,
        Polarity.PROBLEM,
        Category.BUG,
        None,
        Severity.HIGH,
        "A value that is missing ends the whole run.",
        created_at=stamp(),
        edited_at=stamp(),
        evidence=(Span(3, 5),),
    )
    return Draft(
        verdict=Verdict(
            Outcome.PREFERENCE, ((Slot.B,), (Slot.A,)), (2,), deciding_criterion=rubric.names[0], confidence=3
        ),
        scores=tuple(
            Score(slot, name, 4 if slot is Slot.B else 2) for name in sorted(rubric.names) for slot in (Slot.A, Slot.B)
        ),
        findings=(finding,),
        rationale=f"Judgment {number}: " + REASONS * 5,
    )


def tasks(count: int) -> Iterator[str]:
    return (task(f"task-{number}", [python_code(40, number), python_code(40, number + 1)]) for number in range(count))


def handed_in(evaluation: Evaluation, task_id: str, number: int = 0) -> Judgment:
    """A task opened, judged and handed in through the service."""
    rubric = evaluation.lay_out(key(task_id)).sitting.brief.rubric
    return evaluation.submit(key(task_id), a_draft(rubric, number), Attention())


def judged_workspace(path: Path, count: int) -> Path:
    """A closed workspace with so many judgments in its log, of which all but the first were copied."""
    evaluation = Evaluation.open(workspace(path, tasks(1)))
    first = handed_in(evaluation, "task-0")
    evaluation.close()
    store = Workspace.open(path, evaluator=new_evaluator, new_id=new_id)
    for start in range(1, count, TOGETHER):
        with store.atomic():
            for _ in range(start, min(start + TOGETHER, count)):
                append(store, first)
    store.close()
    return path


def append(store: Workspace, like: Judgment, *, task_id: TaskId | None = None) -> None:
    """Write another judgment that says what *like* says, under its own id, of the same task or of *task_id*."""
    judgment_id = JudgmentId(new_id())
    judgment = replace(like, judgment_id=judgment_id, task=replace(like.task, task_id=task_id or like.task.task_id))
    about = About(like.task.task_set, judgment.task.task_id, judgment_id, None, "")
    store.append(type="judgment", at=stamp(), about=about, judgment=judgment, event_id=new_id())
