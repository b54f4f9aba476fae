"""The same verbs for a terminal: what they print, and how they end."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from app.cli import diptych
from app.evaluation import Evaluation
from app.formats.bundled import sample_task_set
from app.formats.records import schema
from app.settings import places
from tests.rights import bound_by_permissions

Verb = Callable[..., Result]
ROOT = Path(__file__).parents[2]
TASK = {"task_id": "t1", "prompt": "p", "candidates": [{"code": "x\n"}, {"code": "y\n"}]}
CANNOT = {
    "schema": "diptych/draft/1",
    "task_id": "t1",
    "verdict": {"outcome": "cannot_judge"},
    "rationale": {"text": "Unfamiliar."},
}


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return tmp_path / "work.diptych"


@pytest.fixture
def run(workspace: Path) -> Verb:
    def verb(*words: str | Path) -> Result:
        return CliRunner().invoke(diptych, ["--workspace", str(workspace), *map(str, words)])

    return verb


@pytest.fixture
def tasks(tmp_path: Path) -> Path:
    file = tmp_path / "tasks.jsonl"
    file.write_text(json.dumps(TASK) + "\n", encoding="utf-8")
    return file


def test_the_first_run_makes_a_signing_key_that_only_its_owner_can_read(run: Verb, tasks: Path) -> None:
    assert not places().signing_key.exists()
    assert run("import", tasks).exit_code == 0
    made = places().signing_key
    assert made.stat().st_mode & 0o077 == 0
    before = made.read_bytes()
    run("import", tasks)
    assert made.read_bytes() == before


def test_where_no_signing_key_can_be_made_only_what_needs_one_fails(
    run: Verb, tasks: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "no-folder").write_bytes(b"")
    monkeypatch.setenv("DIPTYCH_HOME", str(tmp_path / "no-folder"))
    imported = run("import", tasks)
    assert imported.exit_code == 0
    assert "The signing key signing-key cannot be read or made" in imported.stderr
    assert run("export", tmp_path / "out.zip").exit_code == 2


def document(result: Result) -> Any:
    """The one JSON document on standard output."""
    return json.loads(result.stdout)


def written(file: Path, *records: object) -> Path:
    file.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return file


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
    assert "drafts.jsonl, line 1, “rationale”: Rationale has 0 words; this task set asks for 1." in result.stderr
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
    assert result.stdout == f"Wrote the tasks to {tmp_path / 'again.jsonl'}.\n"
    assert (tmp_path / "again.jsonl").read_bytes() == tasks.read_bytes()


def test_the_evaluators_id_is_shown_and_set_before_the_first_judgment(run: Verb, tasks: Path, tmp_path: Path) -> None:
    run("import", tasks)
    shown, key = run("evaluator").stdout.splitlines()
    assert shown.startswith("e-")
    assert re.fullmatch("signing key (?:[0-9a-f]{4}-){7}[0-9a-f]{4}", key)
    as_document = document(run("evaluator", "--json"))
    assert as_document["evaluator"] == shown
    assert key == f"signing key {as_document['fingerprint']}"
    assert run("evaluator", "team-7").stdout == f"team-7\n{key}\n"
    assert run("evaluator", "no spaces").exit_code == 2
    run("judge", written(tmp_path / "drafts.jsonl", CANNOT))
    result = run("evaluator", "team-8")
    assert result.exit_code == 2
    assert "is fixed" in result.stderr


def test_a_backup_and_an_examination(run: Verb, tasks: Path, tmp_path: Path, workspace: Path) -> None:
    run("import", tasks)
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    assert run("backup", folder).stdout == f"Backed up to {folder / workspace.name}.\n"
    assert document(run("backup", folder / "b.diptych", "--json")) == {"path": str(folder / "b.diptych")}
    assert "is sound (SQLite" in run("doctor").stdout
    assert document(run("doctor", "--json"))["problems"] == []


def test_a_damaged_log_is_told_and_ends_with_1(run: Verb, tasks: Path, tmp_path: Path, workspace: Path) -> None:
    import sqlite3
    from contextlib import closing

    run("import", tasks)
    run("judge", written(tmp_path / "drafts.jsonl", CANNOT))
    with closing(sqlite3.connect(workspace)) as db:
        db.execute("DROP TRIGGER event_is_never_changed")
        db.execute("UPDATE event SET line = replace(line, 'Unfamiliar', 'Familiar')")
        db.commit()
    result = run("doctor")
    assert result.exit_code == 1
    assert result.stdout.startswith("Event 1 of the log was changed after it was written.\n")


def test_a_workspace_that_is_in_use_can_be_read_and_not_written(run: Verb, tasks: Path, workspace: Path) -> None:
    run("import", tasks)
    window = Evaluation.open(workspace)
    assert run("tasks").exit_code == 0
    result = run("import", tasks)
    assert (result.exit_code, "in use by another window" in result.stderr) == (3, True)
    window.close()


def test_a_workspace_that_is_not_there_ends_with_3(run: Verb) -> None:
    result = run("tasks")
    assert result.exit_code == 3
    assert "import tasks into it first" in result.stderr


def test_characters_that_a_terminal_would_act_on_are_shown_by_their_codes(run: Verb, tasks: Path) -> None:
    run("import", written(tasks, {**TASK, "task_id": "evil\u202eid", "language": "\u2067py"}))
    assert "evil<U+202E>id" in run("tasks").stdout
    assert "\u2067" not in run("tasks").stdout


def test_text_goes_out_to_the_letter_only_where_that_is_asked_for_and_never_to_a_terminal(
    run: Verb, tasks: Path, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("import", written(tasks, {**TASK, "task_id": "evil\u202eid"}))
    raw = CliRunner().invoke(diptych, ["--raw", "--workspace", str(workspace), "tasks"])
    assert "evil\u202eid" in raw.stdout
    monkeypatch.setattr("click.testing._NamedTextIOWrapper.isatty", lambda _: True)
    on_a_terminal = CliRunner().invoke(diptych, ["--raw", "--workspace", str(workspace), "tasks"])
    assert "evil<U+202E>id" in on_a_terminal.stdout


def test_words_that_are_wrong_are_said_back_without_what_a_terminal_would_act_on(run: Verb) -> None:
    for words in (("\x1b[2J",), ("doctor", "--\x1b[2J"), ("doctor", "\x1b[2J")):
        result = run(*words)
        assert (result.exit_code, "\x1b" in result.stderr) == (2, False)
    assert "<U+001B>[2J" in result.stderr


def test_an_error_quotes_no_more_than_a_person_can_read(run: Verb) -> None:
    said = run("rubrics", "x" * 100_000).stderr
    assert len(said) < 2_100
    assert said.startswith("There is no rubric “xxx")


def test_formats_schemas_and_rubrics_are_printed(run: Verb) -> None:
    assert "judgments, one record a line" in run("formats").stdout
    assert [one["name"] for one in document(run("formats", "--json"))] == [
        "diptych",
        "package",
        "jsonl",
        "pairs",
        "rubric",
        "csv",
        "tasks",
    ]
    assert document(run("schema", "judgment"))["title"] == "diptych/judgment/1"
    assert run("schema", "nonsense").exit_code == 2
    assert "code-comparison: correctness, readability" in run("rubrics").stdout
    assert len(document(run("rubrics", "--json"))) == 2
    assert document(run("rubrics", "code-comparison"))["version"] == 1
    assert run("rubrics", "nonsense").exit_code == 2


def test_stopping_ends_with_130_and_a_word(workspace: Path) -> None:
    def stop() -> None:
        raise KeyboardInterrupt

    import click

    from app.terminal import Verbs

    group = Verbs(commands={"wait": click.Command("wait", callback=stop)})
    result = CliRunner().invoke(group, ["wait"])
    assert (result.exit_code, result.stderr) == (130, "Stopped; nothing was left half-written.\n")


def test_the_module_runs_in_a_process_of_its_own(tmp_path: Path) -> None:
    environment = {**os.environ, "DIPTYCH_HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-m", "app", "rubrics"], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("code-comparison: ")


def test_a_damaged_workspace_is_told_restored_and_sound_again(
    run: Verb, tasks: Path, tmp_path: Path, workspace: Path
) -> None:
    run("import", tasks)
    run("judge", written(tmp_path / "drafts.jsonl", CANNOT))
    workspace.write_bytes(b"\xff" * 5000)
    examined = run("doctor")
    newest = max((workspace.parent / "backups").iterdir()).name
    assert examined.exit_code == 1
    assert "is damaged (file is not a database)." in examined.stdout
    assert "Damaged: restore the backup from " in examined.stdout
    assert " · Export what can be read" in examined.stdout
    assert f"  diptych restore {newest}\n" in examined.stdout
    assert "(1 entry in the journal)" in examined.stdout
    report = document(run("doctor", "--json"))
    assert Path(report["recovery"]["backups"][0]["path"]).name == newest
    assert report["recovery"]["in_journal"] == 1
    refused = run("tasks")
    assert (refused.exit_code, f"diptych restore {newest}" in refused.stderr) == (3, True)

    restored = run("restore", newest)
    assert restored.exit_code == 0
    assert "Restored work.diptych with 1 entry in its log." in restored.stdout
    assert "What stood there before is kept as work.diptych.replaced-1" in restored.stdout
    assert "is sound (SQLite" in run("doctor").stdout
    assert document(run("export", tmp_path / "out.jsonl", "--format", "jsonl", "--json"))["judgments"] == 1


def test_without_a_backup_what_can_be_read_is_salvaged(run: Verb, tasks: Path, tmp_path: Path, workspace: Path) -> None:
    run("import", tasks)
    run("judge", written(tmp_path / "drafts.jsonl", CANNOT))
    workspace.unlink()
    report = document(run("restore", "--salvage", "--json"))
    assert (report["events"], report["from_journal"], report["salvaged"]) == (1, 1, 0)
    assert run("doctor").exit_code == 0


def test_a_restore_needs_to_know_what(run: Verb, tasks: Path) -> None:
    run("import", tasks)
    for words in (("restore",), ("restore", "b.diptych", "--salvage")):
        result = run(*words)
        assert (result.exit_code, "Say which backup to restore, or --salvage" in result.stderr) == (2, True)
    result = run("restore", "gone.diptych")
    assert (result.exit_code, "There is no backup gone.diptych" in result.stderr) == (2, True)


def test_a_backup_needs_a_folder_to_go_to(run: Verb, tasks: Path, tmp_path: Path) -> None:
    run("import", tasks)
    result = run("backup", tmp_path / "nowhere" / "copy.diptych")
    assert (result.exit_code, result.stderr) == (2, "There is no folder nowhere to back up into; make it first.\n")


@pytest.mark.parametrize("words", [["export", "out", "--format", "jsonl"], ["tasks"]])
def test_a_task_set_that_is_not_there_is_told_and_nothing_is_written(
    run: Verb, tasks: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    run("import", tasks)
    monkeypatch.chdir(tmp_path)
    result = run(*words, "--task-set", "nope")
    assert (result.exit_code, "There is no task set “nope” in this workspace" in result.stderr) == (2, True)
    assert not (tmp_path / "out").exists()


def test_a_place_that_is_no_good_is_told_by_those_who_write(tasks: Path, tmp_path: Path) -> None:
    synced = tmp_path / "Dropbox" / "work.diptych"
    words = ["--workspace", str(synced), "import", str(tasks)]
    result = CliRunner().invoke(diptych, words)
    assert result.exit_code == 0
    assert "lies in a folder that Dropbox synchronises" in result.stderr


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


@pytest.mark.parametrize("suffix", ["", "-wal", ".journal.jsonl", ".lock"])
def test_nothing_is_written_over_the_workspace_or_what_belongs_to_it(
    run: Verb, tasks: Path, workspace: Path, suffix: str
) -> None:
    run("import", tasks)
    own = Path(f"{workspace}{suffix}")
    before = own.read_bytes() if own.exists() else None
    for words in (("backup", own), ("export", "--format", "tasks", own), ("export", "--format", "jsonl", own)):
        result = run(*words)
        assert (result.exit_code, "and would be replaced; give another name." in result.stderr) == (2, True)
    assert suffix == "-wal" or own.read_bytes() == before
    assert run("backup", workspace.parent).exit_code == 2
    assert run("doctor").exit_code == 0


def test_what_was_done_is_reported_also_where_no_backup_can_be_made(run: Verb, tasks: Path, workspace: Path) -> None:
    (workspace.parent / "backups").write_text("no folder")
    result = run("import", tasks)
    assert result.exit_code == 0
    assert result.stdout.startswith("Imported ")
    assert "The folder backups for backups cannot be made" in result.stderr


def test_a_file_that_is_not_there_keeps_the_others_out_as_well(run: Verb, tasks: Path, tmp_path: Path) -> None:
    result = run("import", "--task-set", "more", tasks, tmp_path / "missing.jsonl")
    assert (result.exit_code, result.stderr) == (2, "There is no file missing.jsonl; check the name.\n")
    assert run("tasks").stdout == ""


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are text there")
@pytest.mark.parametrize("words", [["tasks", "--task-set", "n\udcff"], ["backup", "n\udcff"]])
def test_a_word_that_is_no_text_is_refused_in_a_sentence(run: Verb, tasks: Path, words: list[str]) -> None:
    run("import", tasks)
    result = run(*words)
    assert result.exit_code == 2
    assert "holds bytes that are no UTF-8; give another name." in result.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
def test_an_output_without_room_is_told_in_a_sentence(run: Verb, tasks: Path, workspace: Path) -> None:
    run("import", tasks)
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "app", "--workspace", str(workspace), "tasks"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 2
    assert "The output could not be written" in done.stderr
    assert "Traceback" not in done.stderr


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
