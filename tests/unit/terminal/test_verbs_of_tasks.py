"""Tasks and judgments on the command line: what comes in, what is listed, what goes out."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from app.evaluation import Evaluation
from app.formats.bundled import sample_task_set
from app.formats.faults import Fault
from app.formats.records import schema
from tests.rights import bound_by_permissions
from tests.unit.terminal.conftest import CANNOT, TASK, Verb, document, written

TOML = 'schema = "diptych/task-set/1"\nname = "x"\ntasks = ["tasks.jsonl"]\n'


def test_an_import_says_what_came_in_and_a_second_one_that_nothing_changed(run: Verb, tasks: Path) -> None:
    assert run("import", tasks).stdout == "Imported 1 task into “tasks”.\n"
    again = run("import", tasks)
    assert (again.exit_code, again.stdout) == (0, "“tasks” has these tasks already (1); nothing changed.\n")
    more = written(tasks, TASK, {**TASK, "task_id": "t2"})
    assert run("import", more).stdout == "Imported 1 task into “tasks”; 1 were there already.\n"


def test_faults_end_with_2_and_keep_everything_out(run: Verb, tasks: Path) -> None:
    written(tasks, TASK, {"task_id": "t2"})
    result = run("import", tasks)
    assert result.exit_code == 2
    assert "tasks.jsonl, line 2, “prompt”: is missing; add it." in result.stderr
    assert result.stdout == "Nothing was imported into “tasks”: 1 fault.\n"
    assert run("tasks", "--json").stdout == "[]\n"


def test_what_is_right_can_be_taken_without_the_rest(run: Verb, tasks: Path) -> None:
    written(tasks, TASK, {"task_id": "t2"})
    result = run("import", tasks, "--skip-invalid")
    assert (result.exit_code, result.stdout) == (0, "Imported 1 task into “tasks”; 1 left out.\n")
    nothing = run("import", written(tasks, {}), "--skip-invalid")
    assert nothing.exit_code == 2


def test_a_dry_run_reads_everything_and_keeps_nothing(run: Verb, tasks: Path) -> None:
    result = run("import", tasks, "--dry-run")
    assert (result.exit_code, result.stdout) == (0, "Would import 1 task into “tasks”.\n")
    assert "There is no workspace" in run("tasks").stderr
    assert run("import", written(tasks, {}), "--dry-run").exit_code == 2


def test_an_import_reports_as_one_document(run: Verb, tasks: Path) -> None:
    result = run("import", written(tasks, TASK, {}), "--json", "--task-set", "mine", "--rubric", "reasoning-evaluation")
    assert document(result) == {
        "task_set": "mine",
        "imported": 0,
        "skipped": 1,
        "duplicates": 0,
        "faults": [{"file": "tasks.jsonl", "line": 2, "field": "task_id", "message": "is missing; add it."}],
    }
    assert result.stderr == ""


def test_the_same_id_with_other_content_names_the_line(run: Verb, tasks: Path) -> None:
    run("import", tasks)
    tasks.write_text("\n\n" + json.dumps({**TASK, "prompt": "other"}), encoding="utf-8")
    result = run("import", tasks)
    assert result.exit_code == 2
    assert "tasks.jsonl, line 3, “task_id”: “t1” is in the task set “tasks” already with other content" in result.stderr


@pytest.mark.parametrize(
    ("name", "says"),
    [("gone.jsonl", "There is no file gone.jsonl"), ("folder.jsonl", "is a folder"), ("x.pdf", "is no task file")],
)
def test_what_cannot_be_read_ends_with_2_in_one_sentence(run: Verb, tmp_path: Path, name: str, says: str) -> None:
    (tmp_path / "folder.jsonl").mkdir()
    result = run("import", tmp_path / name)
    assert result.exit_code == 2
    assert says in result.stderr
    assert result.stderr.count("\n") == 1


def test_the_queue_is_listed_and_filtered(run: Verb, tasks: Path) -> None:
    run("import", sample_task_set())
    run("import", tasks)
    listed = document(run("tasks", "--json", "--task-set", "sample"))
    assert len(listed) == 8
    assert listed[0] == {
        "task_id": "lru-ttl-014",
        "task_set": "sample",
        "kind": "comparison",
        "language": "python",
        "state": "todo",
        "candidates": 2,
    }
    assert run("tasks", "--state", "done").stdout == "No tasks match.\n"
    assert "t1  2 × plain text" in run("tasks").stdout


def test_drafts_are_handed_in_and_exported_as_valid_records(run: Verb, tasks: Path, tmp_path: Path) -> None:
    run("import", tasks)
    result = run("judge", written(tmp_path / "drafts.jsonl", CANNOT))
    assert (result.exit_code, result.stdout) == (0, "Handed in 1 judgment.\n")
    report = document(run("export", tmp_path / "out.jsonl", "--format", "jsonl", "--json"))
    assert report == {"path": str(tmp_path / "out.jsonl"), "judgments": 1, "findings": 0, "dropped": {}}
    (line,) = (tmp_path / "out.jsonl").read_text(encoding="utf-8").split("\n")[:-1]
    Draft202012Validator(schema("judgment")).validate(json.loads(line))
    said = run("export", tmp_path, "--format", "jsonl").stdout
    assert said == f"Exported 1 judgment with 0 findings to {tmp_path / 'judgments.jsonl'}.\n"
    assert document(run("tasks", "--json"))[0]["state"] == "done"


def test_an_incomplete_draft_is_named_and_ends_with_2(run: Verb, tasks: Path, tmp_path: Path) -> None:
    run("import", tasks)
    drafts = written(tmp_path / "drafts.jsonl", {**CANNOT, "rationale": {"text": ""}})
    result = run("judge", drafts)
    assert result.exit_code == 2
    assert "drafts.jsonl, line 1, “rationale”: Say in the rationale why it cannot be judged." in result.stderr
    assert result.stdout == "Nothing was handed in.\n"
    report = document(run("judge", drafts, "--json"))
    assert (report["judgments"], len(report["faults"])) == ([], 1)


def test_a_format_that_is_not_written_is_refused_with_those_that_are(run: Verb, tasks: Path, tmp_path: Path) -> None:
    run("import", tasks)
    result = run("export", tmp_path, "--format", "parquet")
    assert (result.exit_code, result.stderr) == (
        2,
        "“parquet” cannot be written; there are package, jsonl, pairs, rubric, csv, tasks.\n",
    )


def test_the_tasks_come_out_as_they_came(run: Verb, tasks: Path, tmp_path: Path) -> None:
    run("import", tasks)
    result = run("export", tmp_path / "again.jsonl", "--format", "tasks")
    assert result.stdout == f"Wrote 1 task to {tmp_path / 'again.jsonl'}.\n"
    assert (tmp_path / "again.jsonl").read_bytes() == tasks.read_bytes()
    assert document(run("export", tmp_path / "again.jsonl", "--format", "tasks", "--json"))["tasks"] == 1


@pytest.mark.parametrize("words", [["export", "out", "--format", "jsonl"], ["tasks"]])
def test_a_task_set_that_is_not_there_is_told_and_nothing_is_written(
    run: Verb, tasks: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    run("import", tasks)
    monkeypatch.chdir(tmp_path)
    result = run(*words, "--task-set", "nope")
    assert (result.exit_code, "There is no task set “nope” in this workspace" in result.stderr) == (2, True)
    assert not (tmp_path / "out").exists()


def test_a_task_set_whose_name_may_be_that_of_a_model_is_told_of(run: Verb, tmp_path: Path) -> None:
    file = written(
        tmp_path / "claude-vs-gpt-4.jsonl", {"task_id": "t", "prompt": "p", "candidates": [{"code": "x"}] * 2}
    )
    result = run("import", file, "--dry-run")
    assert (result.exit_code, "name of the task set may be that of a model" in result.stderr) == (0, True)
    assert "may be" not in run("import", file, "--task-set", "cache-07").stderr


def test_traces_of_models_are_counted_and_tasks_with_them_can_be_left_out(run: Verb, tmp_path: Path) -> None:
    honest = {"task_id": "t1", "prompt": "p", "candidates": [{"code": "x"}, {"code": "y"}]}
    leaking = {"task_id": "t2", "prompt": "p", "candidates": [{"code": "# by ChatGPT"}, {"code": "y"}]}
    file = written(tmp_path / "set.jsonl", honest, leaking)
    report = document(run("import", file, "--dry-run", "--json"))
    place = {"kind": "name", "part": "candidate", "candidate_id": "c1", "path": "", "line": 1}
    assert (report["imported"], report["leaks"]) == (2, [{"task_id": "t2", **place}])
    assert "leaks" not in document(run("import", file, "--dry-run", "--json", "--leaks", "leave"))
    result = run("import", file, "--leaks", "exclude")
    assert result.exit_code == 0
    assert result.stdout == (
        "Imported 1 task into “set”.\nTraces of models: names in 1 task; 1 task left out. Say --json for the places.\n"
    )
    assert [one["task_id"] for one in document(run("tasks", "--json"))] == ["t1"]


def test_a_file_that_is_not_there_keeps_the_others_out_as_well(run: Verb, tasks: Path, tmp_path: Path) -> None:
    result = run("import", "--task-set", "more", tasks, tmp_path / "missing.jsonl")
    assert (result.exit_code, result.stderr) == (2, "There is no file missing.jsonl; check the name.\n")
    assert run("tasks").stdout == ""


def test_a_judgment_that_nobody_could_receive_is_not_handed_in(run: Verb, tasks: Path, tmp_path: Path) -> None:
    run("import", tasks)
    long = {**CANNOT, "rationale": {"text": "word " * 900_000}}
    result = run("judge", written(tmp_path / "drafts.jsonl", long))
    assert result.exit_code == 2
    assert "is longer than 4 MiB, and nobody could receive it" in result.stderr
    assert run("doctor").stdout.startswith("work.diptych is sound")
    assert json.loads(run("export", "--json", tmp_path / "out").stdout)["judgments"] == 0


def test_a_file_that_may_not_be_read_is_told_in_one_sentence(run: Verb, tasks: Path) -> None:
    tasks.chmod(0o000)
    with bound_by_permissions():
        result = run("import", tasks)
    assert (result.exit_code, result.stderr) == (2, "tasks.jsonl cannot be read; check its permissions.\n")


def test_a_dry_run_makes_no_workspace_and_goes_beside_a_window(run: Verb, tasks: Path, workspace: Path) -> None:
    result = run("import", "--dry-run", tasks)
    assert (result.exit_code, result.stdout.startswith("Would import ")) == (0, True)
    assert not workspace.exists()
    run("import", tasks)
    window = Evaluation.open(workspace)
    again = run("import", "--dry-run", tasks)
    window.close()
    assert (again.exit_code, again.stderr) == (0, "")


def test_drafts_that_are_not_there_make_no_workspace(run: Verb, workspace: Path, tmp_path: Path) -> None:
    assert run("judge", tmp_path / "missing.jsonl").exit_code == 2
    assert not workspace.exists()


@pytest.mark.parametrize(
    ("name", "content", "line", "field", "says"),
    [
        ("gone.jsonl", None, None, None, "There is no file gone.jsonl; check the name."),
        (
            "set.toml",
            TOML.replace("tasks.jsonl", "../t.jsonl"),
            None,
            "tasks",
            "“../t.jsonl” lies outside the folder of the task set; put it beside it.",
        ),
        ("set.toml", TOML.replace("tasks.jsonl", "gone.jsonl"), None, "tasks", "There is no file gone.jsonl; check"),
        ("set.toml", TOML + "[policy]\nfoo = 1\n", None, "policy.foo", "is no field here; take it out."),
        (
            "set.toml",
            TOML + "[policy]\nminimum_words = -1\n",
            None,
            "policy.minimum_words",
            "found -1; it must be 0 at",
        ),
        (
            "set.toml",
            TOML + "guidelines = 'gone.md'\n",
            None,
            "guidelines",
            "There is no file gone.md; check the name.",
        ),
        ("set.toml", TOML + "rubric = 'gone'\n", None, "rubric", "There is no rubric “gone”; bundled are"),
        (
            "set.toml",
            TOML + "[policy]\nrequired_criteria = ['taste']\n",
            None,
            "policy.required_criteria",
            "the rubric has no criterion “taste”; it has correctness, ",
        ),
        ("set.toml", TOML + "[policy\n", 4, None, "is not TOML at column 8 (expected ']'"),
        ("set.toml", TOML + "rubric =", 4, None, "is not TOML (invalid value); mend the line."),
    ],
)
def test_a_file_that_cannot_be_opened_is_a_fault_of_the_report_too(
    run: Verb, tasks: Path, name: str, content: str | None, line: int | None, field: str | None, says: str
) -> None:
    file = tasks.with_name(name)
    if content is not None:
        file.write_text(content, encoding="utf-8")
    result = run("import", file, "--json")
    (fault,) = document(result)["faults"]
    assert (result.exit_code, result.stderr) == (2, "")
    assert (fault["file"], fault["line"], fault["field"]) == (name, line, field)
    assert fault["message"].startswith(says)
    in_words = run("import", file)
    told = says if content is None else str(Fault(name, line, field, says))
    assert (in_words.exit_code, in_words.stdout, in_words.stderr.startswith(told)) == (2, "", True)


def test_a_folder_is_no_task_file_and_nothing_is_no_name(
    run: Verb, tasks: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = run("import", tmp_path)
    assert (result.exit_code, f"{tmp_path.name} is a folder; give a file." in result.stderr) == (2, True)
    monkeypatch.chdir(tmp_path)
    for words in (("import", "."), ("judge", "."), ("merge", "."), ("verify", ".")):
        assert run(*words).stderr == f"{tmp_path.name} is a folder; give a file.\n"
    (fault,) = document(run("import", ".", "--json"))["faults"]
    assert fault["file"] == tmp_path.name
    result = run("import", tasks, "--task-set", "")
    assert (result.exit_code, "The name of a task set has 1 to 200" in result.stderr) == (2, True)
