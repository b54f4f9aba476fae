"""What was shown is computed again from a record and its task, and what does not agree is told."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from app.cli import diptych
from app.domain.judgment import Judgment, Presentation
from app.domain.names import Slot, TaskId, TaskKey
from app.domain.sitting import Attention
from app.domain.task import Task
from app.evaluation import Evaluation
from app.formats.bundled import sample_task_set
from app.formats.task_files import open_task_file
from app.judging.replaying import replayed
from tests.unit.service.scene import Clock, a_finished_draft, imported

THREE = TaskKey("sample", TaskId("retry-backoff-002"))
FILES = TaskKey("sample", TaskId("rate-limit-033"))


@pytest.fixture
def evaluation(tmp_path: Path) -> Iterator[Evaluation]:
    evaluation = Evaluation.open(tmp_path / "work.diptych", now=Clock())
    imported(evaluation, open_task_file(sample_task_set()))
    yield evaluation
    evaluation.close()


def judged(evaluation: Evaluation, key: TaskKey) -> tuple[Judgment, Task]:
    attention = Attention(1_000, views=("aligned", "tinted"), pane_widths=(400, 400, 400)[: _candidates(key)])
    record = evaluation.submit(key, a_finished_draft(evaluation, key), attention)
    return record, evaluation._workspace.task(key)


def _candidates(key: TaskKey) -> int:
    return 3 if key == THREE else 2


@pytest.mark.parametrize("key", [THREE, FILES], ids=["three candidates", "several files"])
def test_what_was_shown_comes_out_again_and_agrees(evaluation: Evaluation, key: TaskKey) -> None:
    shown = evaluation.lay_out(key).sitting
    replay = replayed(*judged(evaluation, key))
    assert replay.disagreements == ()
    assert replay.is_seed_proven
    assert replay.exhibits == shown.exhibits
    assert replay.record.presentation is not None
    assert (replay.record.presentation.files or ()) == shown.files


def altered(record: Judgment, **changes: object) -> Judgment:
    """*record* with another presentation."""
    assert isinstance(record.presentation, Presentation)
    return replace(record, presentation=replace(record.presentation, **changes))  # type: ignore[arg-type]


def test_whatever_was_altered_is_told(evaluation: Evaluation) -> None:
    record, task = judged(evaluation, FILES)
    assert record.presentation is not None
    shown = record.presentation
    (other,) = {*Slot} - {*task.brief.slots}
    cases = {
        "order is not element": altered(record, order=shown.order[::-1]),
        "did not stand in the slots": replace(
            record, candidates=(replace(record.candidates[0], slot=other), *record.candidates[1:])
        ),
        "files were not listed": altered(record, files=("made-up.py",)),
        "does not know": altered(record, algorithm="coin/1"),
        "panes for 2 candidates": altered(record, pane_widths=(1, 2, 3)),
        "not, to the letter": replace(
            record, candidates=(replace(record.candidates[0], sha256="0" * 64), *record.candidates[1:])
        ),
        "another text": replace(record, task=replace(record.task, sha256="0" * 64)),
    }
    for words, changed in cases.items():
        assert any(words in sentence for sentence in replayed(changed, task).disagreements), words


def test_a_seed_of_another_state_of_the_set_is_not_proven_and_no_fault(evaluation: Evaluation) -> None:
    record, task = judged(evaluation, THREE)
    grown = replace(record, task=replace(record.task, task_set_sha256="0" * 64))
    replay = replayed(grown, task)
    assert (replay.disagreements, replay.is_seed_proven) == ((), False)


def test_a_task_that_is_not_there_cannot_be_replayed(evaluation: Evaluation) -> None:
    record, _ = judged(evaluation, THREE)
    assert replayed(record, None).disagreements == ("its task is not in this workspace",)


def test_the_terminal_tells_what_was_shown_and_ends_with_1_where_something_disagrees(
    evaluation: Evaluation, tmp_path: Path
) -> None:
    record, _ = judged(evaluation, THREE)
    judged(evaluation, FILES)
    draft = {"schema": "diptych/draft/1", "task_id": "lru-ttl-014", "verdict": {"outcome": "cannot_judge"}}
    file = tmp_path / "drafts.jsonl"
    file.write_text(json.dumps({**draft, "rationale": {"text": "Unfamiliar."}}), encoding="utf-8")
    assert evaluation.judge(file).faults == ()
    workspace = str(tmp_path / "work.diptych")
    told = CliRunner().invoke(diptych, ["--workspace", workspace, "replay"])
    assert told.exit_code == 0, told.output
    assert "from a file: nothing was shown" in told.output
    assert "panes: 400, 400, 400 pixels" in told.output
    assert told.output.endswith("3 judgments replayed, 0 of them with something that disagrees.\n")
    one = CliRunner().invoke(diptych, ["--workspace", workspace, "replay", "retry-backoff-002", "--json"])
    document = json.loads(one.stdout)
    (judgment,) = document["judgments"]
    assert record.presentation is not None
    assert [candidate["candidate_id"] for candidate in judgment["shown"]["candidates"]] == [*record.presentation.order]
    assert (document["replayed"], document["disagreeing"], judgment["shown"]["seed_proven"]) == (1, 0, True)
    unknown = CliRunner().invoke(diptych, ["--workspace", workspace, "replay", "no-such-task"])
    assert (unknown.exit_code, "There is no judgment of “no-such-task” here" in unknown.stderr) == (2, True)
