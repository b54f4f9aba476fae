"""What leaves: judgments in every format, and the tasks as they came."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from app.domain.draft import Outcome, Verdict
from app.domain.names import Slot, TaskId, TaskKey
from app.domain.queue import TaskState
from app.domain.sitting import Attention
from app.errors import UserError
from app.evaluation import Evaluation
from app.formats.bundled import sample_task_set
from app.formats.records import schema
from app.formats.rubrics import rubric_from
from app.judging.scoring import with_note
from app.steps import finished
from tests.unit.service.scene import LRU, a_finished_draft, exported


def test_a_withdrawn_judgment_is_in_no_export_and_is_counted(evaluation: Evaluation, tmp_path: Path) -> None:
    evaluation.submit(LRU, a_finished_draft(evaluation), Attention())
    evaluation.withdraw(LRU, "by mistake")
    steps = evaluation.exporting.export("jsonl", tmp_path)
    try:
        while True:
            next(steps)
    except StopIteration as end:
        report = end.value
    assert (report.judgments, report.dropped) == (0, {"retracted": 1})
    assert report.path == tmp_path / "judgments.jsonl"
    assert evaluation.queue("sample")[0].state is TaskState.TODO


def test_an_export_repeats_byte_for_byte_and_can_be_limited_to_a_set(evaluation: Evaluation, tmp_path: Path) -> None:
    for entry in evaluation.queue("sample"):
        evaluation.submit(entry.key, a_finished_draft(evaluation, entry.key), Attention())
    first = exported(evaluation, tmp_path / "one")
    assert len(first) == 8
    assert exported(evaluation, tmp_path / "two") == first
    with pytest.raises(UserError, match="There is no task set “other”"):
        list(evaluation.exporting.export("jsonl", tmp_path / "three", task_set="other"))
    assert not (tmp_path / "three").exists()


def test_an_export_that_is_dropped_leaves_no_file(evaluation: Evaluation, tmp_path: Path) -> None:
    for entry in evaluation.queue("sample")[:2]:
        evaluation.submit(entry.key, a_finished_draft(evaluation, entry.key), Attention())
    steps = evaluation.exporting.export("jsonl", tmp_path / "out")
    next(steps)
    steps.close()
    assert not (tmp_path / "out").exists()


def test_the_tasks_leave_as_they_came(evaluation: Evaluation, tmp_path: Path) -> None:
    for _ in evaluation.exporting.export("tasks", tmp_path):
        pass
    given = sample_task_set().with_name("tasks.jsonl").read_bytes()
    assert (tmp_path / "tasks.jsonl").read_bytes() == given


def test_judgments_leave_as_pairs_and_as_filled_in_rubrics(evaluation: Evaluation, tmp_path: Path) -> None:
    draft = with_note(a_finished_draft(evaluation), Slot.A, "correctness", "Right but slow.")
    judgment = evaluation.submit(LRU, replace(draft, rationale=draft.rationale + "{{c:A:1-2}}"), Attention())
    assert judgment.presentation is not None
    first_shown = judgment.presentation.order[0]
    three = TaskKey("sample", TaskId("retry-backoff-002"))
    evaluation.submit(three, a_finished_draft(evaluation, three), Attention())
    other = TaskKey("sample", TaskId("bounded-fetch-009"))
    unsure = replace(a_finished_draft(evaluation, other), verdict=Verdict(Outcome.CANNOT_JUDGE))
    evaluation.submit(other, unsure, Attention())
    withdrawn = TaskKey("sample", TaskId("rate-limit-033"))
    evaluation.submit(withdrawn, a_finished_draft(evaluation, withdrawn), Attention())
    evaluation.withdraw(withdrawn)
    report = finished(evaluation.exporting.export("pairs", tmp_path))
    lines = (tmp_path / "pairs.jsonl").read_text(encoding="utf-8").splitlines()
    assert (len(lines), report.judgments, report.dropped) == (4, 2, {"cannot_judge": 1, "retracted": 1})
    for line in lines:
        Draft202012Validator(schema("pair")).validate(json.loads(line))
    report = finished(evaluation.exporting.export("rubric", tmp_path, task_set="sample"))
    filled = [json.loads(line) for line in (tmp_path / "scores.jsonl").read_text(encoding="utf-8").splitlines()]
    assert (len(filled), report.judgments, report.dropped) == (7, 3, {"retracted": 1})
    of_a = next(one for one in filled if one["candidate_id"] == first_shown)
    assert of_a["rubric"]["correctness"]["note"] == "Right but slow."
    assert of_a["notes"].endswith(f"candidate {first_shown} (lines 1-2)")
    assert rubric_from(of_a, default_name="x").names == evaluation.lay_out(LRU).sitting.brief.rubric.names
