"""Task-set files: what belongs together, and what is asked of the evaluators."""

import json
from pathlib import Path

import pytest

from app.domain.canonical import canonical, digest
from app.domain.policy import Policy
from app.domain.task import Task
from app.errors import UserError
from app.formats.rubrics import bundled_rubric
from app.formats.task_files import open_task_file

HEAD = 'schema = "diptych/task-set/1"\nname = "cache-07"\ntasks = ["tasks.jsonl"]\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    task = {"task_id": "t1", "prompt": "p", "candidates": [{"code": "x"}, {"code": "y"}]}
    (tmp_path / "tasks.jsonl").write_text(json.dumps(task), encoding="utf-8")
    return tmp_path


def described(folder: Path, text: str) -> Path:
    path = folder / "set.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_set_has_a_name_a_rubric_guidelines_and_a_policy(folder: Path) -> None:
    (folder / "how.md").write_text("Be fair.", encoding="utf-8")
    text = HEAD + 'rubric = "reasoning-evaluation"\nguidelines = "how.md"\n[policy]\nversion = 3\nminimum_words = 5\n'
    file = open_task_file(
        described(folder, text + 'required_criteria = ["clarity"]\nrequire_deciding_criterion = false\n')
    )
    task_set = file.task_set
    assert (task_set.name, task_set.guidelines, task_set.rubric.name) == (
        "cache-07",
        "Be fair.",
        "reasoning-evaluation",
    )
    wanted = Policy(3, 5, ("clarity",), require_deciding_criterion=False)
    assert task_set.policy == wanted
    assert task_set.policy_sha256 == digest(canonical(wanted))
    (task,) = file.read()
    assert isinstance(task, Task)
    assert task.brief.key.task_set == "cache-07"


def test_without_a_word_the_defaults_hold(folder: Path) -> None:
    task_set = open_task_file(described(folder, HEAD)).task_set
    assert task_set.policy == Policy()
    assert task_set.rubric == bundled_rubric("code-comparison")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("name = ", "is not TOML"),
        (HEAD.replace("task-set/1", "task-set/9"), "this version reads “diptych/task-set/1”"),
        ('schema = "diptych/task-set/1"\nname = "x"\n', "tasks"),
        (HEAD.replace('["tasks.jsonl"]', '["../tasks.jsonl"]'), "lies outside the folder"),
        (HEAD.replace('["tasks.jsonl"]', '["/etc/passwd"]'), "lies outside the folder"),
        (HEAD.replace('["tasks.jsonl"]', r"['C:\x.jsonl']"), "lies outside the folder"),
        (HEAD + 'guidelines = "gone.md"\n', "There is no file gone.md"),
        (HEAD + 'rubric = "nonsense"\n', "There is no rubric"),
        (HEAD + "[policy]\nminimum_words = -1\n", "policy.minimum_words"),
        (HEAD + "[policy]\nrepeat_percent = 11\n", "policy.repeat_percent"),
        (HEAD + "[policy]\nspeed = 1\n", "speed"),
        (HEAD + '[policy]\nrequired_criteria = ["taste"]\n', "the rubric has no criterion “taste”"),
    ],
)
def test_what_is_wrong_is_told_in_a_sentence(folder: Path, text: str, says: str) -> None:
    with pytest.raises(UserError) as refused:
        list(open_task_file(described(folder, text)).read())
    assert says in str(refused.value)


def test_a_rubric_file_is_refused_with_what_is_wrong(folder: Path) -> None:
    for number, (text, says) in enumerate(
        (
            ("{", "not JSON"),
            ("{}", "rubric"),
            ('{"rubric": {"a": {"description": "d", "scale": [3, 1]}}}', "must rise"),
            ('{"rubric": {"a": {"description": "d", "anchors": {"x": "y"}}}}', "named by their scores"),
        )
    ):
        (folder / f"r{number}.json").write_text(text, encoding="utf-8")
        with pytest.raises(UserError) as refused:
            open_task_file(described(folder, HEAD + f'rubric = "r{number}.json"\n'))
        assert says in str(refused.value)


def test_guidelines_must_be_utf_8(folder: Path) -> None:
    (folder / "how.md").write_bytes(b"\xff")
    with pytest.raises(UserError, match="byte 1 is not UTF-8"):
        open_task_file(described(folder, HEAD + 'guidelines = "how.md"\n'))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (HEAD + "deep = " + "[" * 5_000 + "]" * 5_000, "nested too deeply"),
        (HEAD + "large = " + "9" * 5_000, "a number that is too large"),
        (HEAD.replace("tasks.jsonl", "a\\u0000b.jsonl"), "lies outside the folder"),
        (HEAD + 'guidelines = "a\\u0000b"\n', "lies outside the folder"),
        (HEAD + 'rubric = "../rubric.json"\n', "There is no rubric"),
    ],
    ids=["lists in lists", "a number", "a name of a file", "guidelines", "a rubric elsewhere"],
)
def test_what_no_description_holds_is_refused_in_a_sentence(folder: Path, text: str, says: str) -> None:
    (folder.parent / "rubric.json").write_text("{}", encoding="utf-8")
    with pytest.raises(UserError, match=says):
        open_task_file(described(folder, text))


def test_guidelines_hold_no_nul(folder: Path) -> None:
    (folder / "how.md").write_bytes(b"Be \0 fair.")
    with pytest.raises(UserError, match="character 4 is NUL"):
        open_task_file(described(folder, HEAD + 'guidelines = "how.md"\n'))
