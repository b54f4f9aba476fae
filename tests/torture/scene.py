"""A small workspace and somebody who judges in it without a rest, through the product's own service."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from app.clock import new_id
from app.domain.judgment import Judgment
from app.domain.names import EvaluatorId, Instant, TaskId, TaskKey
from app.domain.sitting import Attention, Place
from app.evaluation import Evaluation
from app.store.workspace import Workspace
from tests.builders import a_draft, a_task, a_task_set

NAMES = tuple(f"task-{number:02}" for number in range(60))
Handed = tuple[str, int]
"""A judgment as it was acknowledged: its id and its revision."""


def a_workspace(path: Path) -> Path:
    """A closed workspace with sixty tasks."""
    workspace = Workspace.open(path, evaluator=lambda: EvaluatorId("e-0123456789ab"), new_id=new_id)
    now = Instant("2026-01-01T10:00:00.000Z")
    with workspace.atomic():
        workspace.add_task_set(a_task_set(), now=now)
        for name in NAMES:
            workspace.add_task(a_task(name), now=now)
        workspace.settle_task_set("demo")
    workspace.close()
    return path


def judging(evaluation: Evaluation, *, first: int = 0) -> Iterator[Judgment]:
    """Judge one task after the other, for ever; each with a draft kept first, each time in other words."""
    number = first
    while True:
        number += 1
        name = NAMES[number % len(NAMES)]
        key = TaskKey("demo", TaskId(name))
        evaluation.lay_out(key)
        draft = a_draft(a_task(name), rationale=f"{number}: " + "there are reasons for all of this, in words. " * 5)
        evaluation.keep(key, draft, Place(), Attention())
        yield evaluation.submit(key, draft, Attention())


def a_judged_workspace(path: Path, judgments: int) -> Path:
    """A closed workspace with so many judgments in its log."""
    evaluation = Evaluation.open(a_workspace(path))
    for _, _ in zip(range(judgments), judging(evaluation), strict=False):
        pass
    evaluation.close()
    return path


def handed_in(path: Path, *, last: int = -1) -> dict[Handed, str]:
    """Every judgment in the log, or the *last* ones, with its line; read past the product, whose word this is to check."""
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as db:
        rows = db.execute(
            "SELECT json_extract(line, '$.judgment.judgment_id'), json_extract(line, '$.judgment.revision'), line "
            "FROM event JOIN event_subject USING (event_id) ORDER BY position DESC LIMIT ?",
            [last],
        ).fetchall()
    return {(judgment_id, revision): line for judgment_id, revision, line in reversed(rows)}


def judgments_in(path: Path) -> int:
    """How many judgments the log holds, every revision counted; read past the product."""
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as db:
        (count,) = db.execute("SELECT count(*) FROM event_subject WHERE type IN ('judgment', 'revision')").fetchone()
    return int(count)
