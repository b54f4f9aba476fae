"""Looking a file of tasks through before anything of it is kept."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.intake import Concern, Preview
from app.domain.policy import Policy
from app.errors import UserError
from app.evaluation import Evaluation
from app.intake import opened
from app.steps import finished

GOOD = {
    "task_id": "good",
    "prompt": "p",
    "language": "python",
    "candidates": [{"code": "x = 1\n"}, {"code": "y = 2\n"}],
}
THREE = {"task_id": "three", "prompt": "p", "candidates": [{"code": "a\n"}, {"code": "b\n"}, {"code": "c\n"}]}
LEAKING = {"task_id": "leaking", "prompt": "p", "candidates": [{"code": "# by ChatGPT\n"}, {"code": "y\n"}]}


@pytest.fixture
def evaluation(tmp_path: Path) -> Iterator[Evaluation]:
    one = Evaluation.open(tmp_path / "work.diptych")
    yield one
    one.close()


def written(path: Path, *tasks: object) -> Path:
    path.write_text("".join(json.dumps(task) + "\n" for task in tasks), encoding="utf-8")
    return path


def described(folder: Path, *tasks: object, policy: str = "minimum_words = 50\n") -> Path:
    written(folder / "tasks.jsonl", *tasks)
    file = folder / "set.toml"
    head = 'schema = "diptych/task-set/1"\nname = "cache-07"\ntasks = ["tasks.jsonl"]\n[policy]\n'
    file.write_text(head + policy, encoding="utf-8")
    return file


def previewed(evaluation: Evaluation, path: Path) -> Preview:
    return finished(evaluation.preview_import(path))


def take(evaluation: Evaluation, path: Path) -> None:
    for _ in evaluation.import_tasks(opened(path)):
        pass


def test_a_bare_file_is_a_set_of_its_own_name_with_the_default_rules(evaluation: Evaluation, tmp_path: Path) -> None:
    seen = previewed(evaluation, written(tmp_path / "cache.jsonl", GOOD, THREE))
    assert (seen.name, seen.is_described, seen.policy) == ("cache", False, Policy())
    assert (seen.entries, dict(seen.candidates), dict(seen.languages)) == (2, {2: 1, 3: 1}, {"python": 1, "": 1})
    assert [rubric.name for rubric in seen.rubrics] == ["code-comparison", "reasoning-evaluation"]
    assert seen.observations == ()
    assert evaluation.task_sets() == ()


def test_a_task_set_file_gives_name_and_rules(evaluation: Evaluation, tmp_path: Path) -> None:
    seen = previewed(evaluation, described(tmp_path, GOOD))
    assert (seen.name, seen.is_described, seen.policy.minimum_words) == ("cache-07", True, 50)


def test_faults_are_told_with_line_and_field_and_the_rest_is_counted(evaluation: Evaluation, tmp_path: Path) -> None:
    seen = previewed(evaluation, written(tmp_path / "t.jsonl", GOOD, {"task_id": "x"}, LEAKING, GOOD))
    told = [one.sentence for one in seen.of(Concern.FAULT)]
    assert told[0] == "Line 2, “prompt”: is missing; add it."
    assert told[1].startswith("Line 4, “task_id”: “good” stands on line 1 of")
    assert (seen.entries, len(seen.tasks)) == (4, 2)
    assert [task.is_leaking for task in seen.tasks] == [False, True]


def test_what_is_here_already_is_told_as_the_same_or_as_another(evaluation: Evaluation, tmp_path: Path) -> None:
    take(evaluation, written(tmp_path / "t.jsonl", GOOD, THREE))
    seen = previewed(evaluation, written(tmp_path / "t.jsonl", GOOD, {**THREE, "prompt": "q"}, LEAKING))
    assert seen.imported_at is not None
    assert [(task.is_known, task.is_same) for task in seen.tasks] == [(True, True), (True, False), (False, False)]
    assert (seen.entries, seen.conflicts, seen.is_all_known) == (3, 1, False)
    assert "already with other content" in seen.of(Concern.FAULT)[0].sentence
    assert previewed(evaluation, written(tmp_path / "t.jsonl", GOOD)).is_all_known


def test_the_rules_of_a_set_that_is_here_hold_for_what_is_added(evaluation: Evaluation, tmp_path: Path) -> None:
    file = described(tmp_path, GOOD)
    take(evaluation, file)
    bare = previewed(evaluation, written(tmp_path / "cache-07.jsonl", THREE))
    assert (bare.name, bare.policy.minimum_words) == ("cache-07", 50)


def test_a_set_that_is_here_with_other_rules_is_another_set(evaluation: Evaluation, tmp_path: Path) -> None:
    take(evaluation, described(tmp_path, GOOD))
    seen = previewed(evaluation, described(tmp_path, GOOD, policy="minimum_words = 5\n"))
    assert (seen.name, seen.policy.minimum_words, seen.imported_at) == ("cache-07 (2)", 5, None)
    assert [task.is_known for task in seen.tasks] == [False]


@pytest.mark.parametrize("name", ["gpt-4o-vs-claude.jsonl", "deepseek_v3.jsonl"])
def test_no_name_of_a_file_that_may_name_a_model_is_told(evaluation: Evaluation, tmp_path: Path, name: str) -> None:
    file = written(tmp_path / name, GOOD, GOOD, {})
    seen = previewed(evaluation, file)
    assert seen.name.startswith("tasks-")
    assert previewed(evaluation, file).name == seen.name
    assert Path(name).stem not in repr(seen)
    assert "of the file already" in seen.of(Concern.FAULT)[0].sentence


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        (
            {"candidates": [{"candidate_id": "GPT 4", "code": "x"}] * 2},
            "“candidates[0].candidate_id”: found “…”; it may",
        ),
        ({"results": {"gpt-4.1-mini": [{"name": "n"}]}}, "“results.…”: is missing"),
        ({"results": {"claude-3": [{"name": "n", "outcome": "passed"}]}}, "“results”: “…” is no candidate"),
    ],
)
def test_no_fault_tells_a_candidate_whose_id_may_name_a_model(
    evaluation: Evaluation, tmp_path: Path, changes: dict[str, object], says: str
) -> None:
    seen = previewed(evaluation, written(tmp_path / "t.jsonl", {**GOOD, **changes}))
    (fault,) = seen.of(Concern.FAULT)
    assert says in fault.sentence
    assert not any(name in fault.sentence.casefold() for name in ("gpt", "claude", "mini"))


def test_no_refusal_tells_such_a_name_either(evaluation: Evaluation, tmp_path: Path) -> None:
    file = tmp_path / "claude-set.toml"
    file.write_text("schema = 3", encoding="utf-8")
    with pytest.raises(UserError, match=r"^The file"):
        previewed(evaluation, file)


def test_a_task_set_whose_own_name_may_be_that_of_a_model_is_told_of(evaluation: Evaluation, tmp_path: Path) -> None:
    file = described(tmp_path, GOOD)
    file.write_text(file.read_text(encoding="utf-8").replace("cache-07", "gpt-4 and claude"), encoding="utf-8")
    (told,) = previewed(evaluation, file).of(Concern.LEAK)
    assert "claude" not in told.sentence
