"""Tasks come in: all of a file or nothing, and once."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from app.caretaking import sqlite_version
from app.domain.queue import TaskState
from app.evaluation import Evaluation
from app.formats.bundled import sample_task_set
from app.formats.task_files import TaskFile, open_task_file
from tests.unit.service.scene import imported


def test_the_sample_set_comes_in_and_a_second_time_changes_nothing(evaluation: Evaluation) -> None:
    assert [entry.state for entry in evaluation.queue("sample")] == [TaskState.TODO] * 8
    (summary,) = evaluation.task_sets()
    assert (summary.name, summary.tasks, summary.done) == ("sample", 8, 0)
    again = imported(evaluation, open_task_file(sample_task_set()))
    assert (again.imported, again.duplicates, again.faults) == (0, 8, ())
    assert evaluation.evaluator.startswith("e-")
    assert sqlite_version()


def test_the_same_id_with_other_content_is_a_fault_and_nothing_comes_in(evaluation: Evaluation, tmp_path: Path) -> None:
    file = tmp_path / "sample.jsonl"
    line = {"task_id": "new", "prompt": "p", "candidates": [{"code": "x"}, {"code": "y"}]}
    file.write_text(json.dumps(line) + "\n" + json.dumps({**line, "task_id": "lru-ttl-014"}), encoding="utf-8")
    source = replace(open_task_file(file), task_set=open_task_file(sample_task_set()).task_set)

    assert isinstance(source, TaskFile)
    fresh = open_task_file(file, task_set="fresh")
    assert imported(evaluation, fresh).imported == 2
    file.write_text(json.dumps({**line, "prompt": "other"}) + "\n", encoding="utf-8")
    report = imported(evaluation, open_task_file(file, task_set="fresh"))
    assert report.imported == 0
    assert "a task never changes: give the corrected one a new task_id" in report.faults[0].message


@pytest.mark.parametrize(
    ("skip_invalid", "dry_run", "kept"), [(False, False, 0), (True, False, 1), (False, True, 0), (True, True, 0)]
)
def test_faults_keep_everything_out_unless_they_are_skipped(
    evaluation: Evaluation, tmp_path: Path, skip_invalid: bool, dry_run: bool, kept: int
) -> None:
    file = tmp_path / "mixed.jsonl"
    line = {"task_id": "a", "prompt": "p", "candidates": [{"code": "x"}, {"code": "y"}]}
    file.write_text(json.dumps(line) + "\nnonsense\n", encoding="utf-8")
    report = imported(evaluation, open_task_file(file), skip_invalid=skip_invalid, dry_run=dry_run)
    assert (report.valid, report.skipped, len(report.faults)) == (1, 1, 1)
    assert len(evaluation.queue("mixed")) == kept


def test_faults_are_told_in_the_order_of_the_file_however_long_it_is(evaluation: Evaluation, tmp_path: Path) -> None:
    file = tmp_path / "long.jsonl"

    def line(number: int, prompt: str = "p") -> str:
        return json.dumps({"task_id": f"t{number}", "prompt": prompt, "candidates": [{"code": "x"}, {"code": "y"}]})

    file.write_text("\n".join(line(number) for number in range(5)), encoding="utf-8")
    imported(evaluation, open_task_file(file))
    lines = [line(number) for number in range(300)]
    lines[3] = line(3, "another")
    lines[4], lines[150], lines[299] = "nonsense", line(0), "{}"
    file.write_text("\n".join(lines), encoding="utf-8")
    report = imported(evaluation, open_task_file(file), skip_invalid=True)
    assert [(fault.line, fault.field) for fault in report.faults] == [
        (4, "task_id"),
        (5, None),
        (151, "task_id"),
        (300, "task_id"),
    ]
    assert (report.imported, report.duplicates, report.skipped) == (293, 3, 4)
    assert len(evaluation.queue("long")) == 298


def test_an_import_that_is_dropped_leaves_nothing(evaluation: Evaluation, tmp_path: Path) -> None:
    file = tmp_path / "many.jsonl"
    lines = [
        json.dumps({"task_id": f"t{n}", "prompt": "p", "candidates": [{"code": "x"}, {"code": "y"}]}) for n in range(9)
    ]
    file.write_text("\n".join(lines), encoding="utf-8")
    steps = evaluation.import_tasks(open_task_file(file))
    assert [next(steps) for _ in range(3)] == [1, 2, 3]
    steps.close()
    assert evaluation.queue("many") == ()
