"""A task is laid out as it will stay, and what is done with it is kept."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.domain.draft import Draft, Outcome
from app.domain.names import TaskId, TaskKey
from app.domain.policy import Policy
from app.domain.queue import SkipReason, TaskState
from app.domain.sitting import Attention, Place
from app.errors import UserError
from app.evaluation import Evaluation
from app.formats.task_files import open_task_file
from tests.unit.service.scene import LRU, imported, with_results


def test_the_order_is_fixed_at_the_first_opening_and_balanced_over_the_set(evaluation: Evaluation) -> None:
    two = [entry.key for entry in evaluation.queue("sample") if entry.candidates == 2]
    first = [evaluation.lay_out(key).sitting.exhibits for key in two]
    again = [evaluation.lay_out(key).sitting.exhibits for key in two]
    assert first == again
    assert evaluation.last_opened() == two[-1]
    assert evaluation.task_sets()[0].opened_at is not None


def test_the_coming_task_is_foreseen_as_it_will_lie_on_the_desk_and_nothing_is_fixed_by_that(
    evaluation: Evaluation,
) -> None:
    evaluation.lay_out(LRU)
    foreseen = evaluation.foresee(LRU)
    assert foreseen is not None
    assert evaluation._workspace.order(foreseen.key) is None
    assert evaluation.lay_out(foreseen.key).sitting == foreseen
    assert evaluation.foresee(LRU) == foreseen


def test_where_every_other_task_is_dealt_with_none_is_foreseen(evaluation: Evaluation) -> None:
    for entry in evaluation.queue("sample"):
        if entry.key != LRU:
            evaluation.skip(entry.key, SkipReason.LANGUAGE)
    assert evaluation.foresee(LRU) is None


def test_what_is_kept_comes_back_and_an_empty_draft_is_none(evaluation: Evaluation) -> None:
    evaluation.lay_out(LRU)
    place, attention = Place(row=4), Attention(1000, 2, ("aligned",))
    evaluation.keep(LRU, Draft(rationale="Half"), place, attention)
    bench = evaluation.lay_out(LRU)
    assert (bench.draft.rationale, bench.place, bench.attention) == ("Half", place, attention)
    assert evaluation.queue("sample")[0].state is TaskState.DRAFT
    evaluation.keep(LRU, Draft(), place, attention)
    assert evaluation.queue("sample")[0].state is TaskState.TODO
    evaluation.set_flag(LRU, flag=True)
    assert evaluation.lay_out(LRU).sitting.is_flagged


def test_an_unknown_task_or_set_is_told_in_a_sentence(evaluation: Evaluation) -> None:
    with pytest.raises(UserError, match="There is no task “gone”"):
        evaluation.lay_out(TaskKey("sample", TaskId("gone")))


def test_identical_candidates_begin_with_a_tie_that_is_no_draft_yet(evaluation: Evaluation, tmp_path: Path) -> None:
    file = tmp_path / "same.jsonl"
    lines = [
        {"task_id": "two", "prompt": "p", "candidates": [{"code": "x"}] * 2},
        {"task_id": "three", "prompt": "p", "candidates": [{"code": "x"}, {"code": "x"}, {"code": "y"}]},
    ]
    file.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    imported(evaluation, open_task_file(file))
    bench = evaluation.lay_out(TaskKey("same", TaskId("two")))
    assert (bench.draft.verdict.outcome, bench.is_fresh) == (Outcome.EQUIVALENT, True)
    assert evaluation.lay_out(TaskKey("same", TaskId("three"))).draft == Draft()
    assert [entry.state for entry in evaluation.queue("same")] == [TaskState.TODO] * 2


def test_a_policy_that_shuffles_gives_each_evaluator_an_order_of_their_own(
    evaluation: Evaluation, tmp_path: Path
) -> None:
    record = {"prompt": "p", "candidates": [{"code": "x"}, {"code": "y"}]}
    file = tmp_path / "many.jsonl"
    file.write_text("\n".join(json.dumps({"task_id": f"t{n:02}", **record}) for n in range(20)), encoding="utf-8")
    imported(evaluation, open_task_file(file, policy=Policy(version=2, shuffle_tasks=True), guidelines="Be fair."))
    entries = evaluation.queue("many")
    assert [entry.position for entry in entries] == list(range(1, 21))
    assert sorted(entry.key.task_id for entry in entries) != [entry.key.task_id for entry in entries]
    assert evaluation.lay_out(entries[0].key).sitting.position == 1
    everything = evaluation.queue()
    assert everything[:8] == evaluation.queue("sample")
    assert everything[8:] == entries


def test_results_stand_with_the_candidate_that_they_are_of(evaluation: Evaluation, tmp_path: Path) -> None:
    exhibits = evaluation.lay_out(with_results(evaluation, tmp_path)).sitting.exhibits
    assert {(exhibit.files[0].content, exhibit.results[0].has_passed) for exhibit in exhibits} == {
        ("x", False),
        ("y", True),
    }


def test_a_clock_that_was_turned_back_is_warned_of(evaluation: Evaluation, tmp_path: Path) -> None:
    evaluation.skip(LRU, SkipReason.OTHER)
    assert evaluation.warnings == ()
    evaluation.close()
    earlier = datetime(2025, 12, 31, 12, tzinfo=UTC)
    again = Evaluation.open(tmp_path / "work.diptych", now=lambda: earlier)
    (warning,) = again.warnings
    assert warning.startswith("The clock of this computer stands before the last entry of the log")
    again.close()


def test_a_workspace_opened_for_reading_lays_tasks_out_and_writes_nothing(
    evaluation: Evaluation, tmp_path: Path
) -> None:
    evaluation.lay_out(LRU)
    kept = [one.candidate_id for one in evaluation._workspace.task(LRU).candidates]
    reader = Evaluation.open_for_reading(tmp_path / "work.diptych")
    assert reader.is_read_only
    never_opened = next(entry.key for entry in reader.queue("sample") if entry.key != LRU)
    assert len(reader.lay_out(LRU).sitting.exhibits) == len(kept)
    assert reader.lay_out(never_opened).is_fresh
    assert reader.last_opened() == LRU
    reader.close()
    assert not evaluation.is_read_only
