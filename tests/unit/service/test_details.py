"""What is known of a task that lies on the desk: when it came in, and under which hash."""

import json
from pathlib import Path

from app.domain.days import in_full
from app.domain.names import TaskId, TaskKey
from app.evaluation import Evaluation
from app.formats.task_files import open_task_file
from tests.unit.service.scene import LRU, imported


def test_a_task_is_told_with_the_time_and_the_hash_that_it_came_in_with(evaluation: Evaluation) -> None:
    details = evaluation.details(evaluation.lay_out(LRU).sitting)
    assert details.key == LRU
    assert details.sha256 == evaluation._workspace.task(LRU).sha256
    text = details.text
    assert f"Imported: {in_full('2026-01-01T00:00:02.000Z')}\nSHA-256: {details.sha256}\n" in text
    assert "Task: lru-ttl-014\nTitle: Thread-safe LRU cache with TTL\n" in text


def test_neither_the_file_that_it_came_from_nor_what_nothing_acts_on_is_told(
    evaluation: Evaluation, tmp_path: Path
) -> None:
    token = "zq7modelname"
    record = {
        "task_id": "t",
        "prompt": "p",
        "candidates": [{"candidate_id": f"{token}{n}", "model": token, "code": f"x = {n}\n"} for n in (1, 2)],
        "source": {"dataset": token, "url": f"https://example.org/{token}"},
        "gold": {"rationale": token},
    }
    file = tmp_path / f"{token}.jsonl"
    file.write_text(json.dumps(record), encoding="utf-8")
    imported(evaluation, open_task_file(file, task_set="plain"))
    details = evaluation.details(evaluation.lay_out(TaskKey("plain", TaskId("t"))).sitting)
    assert "Task set: plain\n" in details.text
    assert token not in repr(details)
    assert token not in details.text


def test_a_workspace_that_can_only_be_read_tells_the_same(evaluation: Evaluation, tmp_path: Path) -> None:
    sitting = evaluation.lay_out(LRU).sitting
    reader = Evaluation.open_for_reading(tmp_path / "work.diptych")
    assert reader.details(sitting) == evaluation.details(sitting)
    reader.close()
