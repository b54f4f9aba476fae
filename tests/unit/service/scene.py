"""What the tests of the service share: a clock, a finished draft, and steps run to their end."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from app.domain.draft import Draft, Outcome, Verdict
from app.domain.names import Slot, TaskId, TaskKey
from app.domain.policy import Policy
from app.evaluation import Evaluation
from app.formats.task_files import TaskFile, open_task_file
from app.intake import ImportReport
from app.steps import finished
from tests.builders import a_draft

LRU = TaskKey("sample", TaskId("lru-ttl-014"))


class Clock:
    """A clock that goes on a second at each look."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 1, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.moment += timedelta(seconds=1)
        return self.moment


def imported(
    evaluation: Evaluation, file: TaskFile, *, skip_invalid: bool = False, dry_run: bool = False
) -> ImportReport:
    return finished(evaluation.import_tasks(file, skip_invalid=skip_invalid, dry_run=dry_run))


def exported(evaluation: Evaluation, dest: Path) -> list[bytes]:
    for _ in evaluation.exporting.export("jsonl", dest):
        pass
    return dest.read_bytes().split(b"\n")[:-1]


def a_finished_draft(evaluation: Evaluation, key: TaskKey = LRU) -> Draft:
    """A draft of a task that lacks nothing."""
    brief = evaluation.lay_out(key).sitting.brief
    made = a_draft()
    verdict = replace(made.verdict, deciding_criterion="correctness")
    if len(brief.slots) == 3:
        verdict = Verdict(Outcome.PREFERENCE, ((Slot.B,), (Slot.A, Slot.C)), (2,), deciding_criterion="correctness")
    scores = tuple(
        replace(made.scores[0], slot=slot, criterion=name, score=3)
        for name in sorted(brief.rubric.names)
        for slot in brief.slots
    )
    return replace(made, verdict=verdict, scores=scores)


def as_written_in_a_file(record: dict[str, Any]) -> dict[str, Any]:
    """The draft that gives *record*: without ids, hashes, times and quotes."""
    by_the_program = ("finding_id", "created_at", "edited_at")
    findings = [{key: one[key] for key in one if key not in by_the_program} for one in record["findings"]]
    for finding in findings:
        finding["evidence"] = [{key: one[key] for key in one if key != "quote"} for one in finding["evidence"]]
    return {
        "schema": "diptych/draft/1",
        "task_id": record["task"]["task_id"],
        "verdict": record["verdict"],
        "scores": record["scores"],
        "findings": findings,
        "rationale": {"text": record["rationale"]["text"]},
        "checks": record["checks"],
        "checklist": record["checklist"],
    }


def with_results(evaluation: Evaluation, tmp_path: Path) -> TaskKey:
    """A task whose policy asks for a first impression, and that comes with test results."""
    file = tmp_path / "tested.jsonl"
    results = {"c1": [{"name": "test_one", "outcome": "failed"}], "c2": [{"name": "test_one", "outcome": "passed"}]}
    record = {"task_id": "t", "prompt": "p", "candidates": [{"code": "x"}, {"code": "y"}], "results": results}
    file.write_text(json.dumps(record), encoding="utf-8")
    imported(evaluation, open_task_file(file, policy=Policy(version=2, first_impression=True)))
    return TaskKey("tested", TaskId("t"))
