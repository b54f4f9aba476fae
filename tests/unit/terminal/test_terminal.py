"""What holds for all verbs: what they print, how they end, what they say of words that are wrong."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from app.cli import diptych
from app.settings import places
from app.store.surroundings import HARDLY_ANY_ROOM
from tests.torture.full_disk import filled
from tests.unit.terminal.conftest import CANNOT, TASK, Verb, document, written

ROOT = Path(__file__).parents[3]


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


def test_the_evaluators_id_is_shown_also_where_the_key_cannot_be_read(run: Verb, tasks: Path) -> None:
    run("import", tasks)
    shown, _ = run("evaluator").stdout.splitlines()
    places().signing_key.write_bytes(b"no key")
    result = run("evaluator")
    assert (result.exit_code, result.stdout) == (2, f"{shown}\n")
    assert "signing-key" in result.stderr
    as_document = run("evaluator", "--json")
    assert as_document.exit_code == 2
    assert document(as_document) == {"evaluator": shown, "fingerprint": None, "key_sha256": None}


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


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
@pytest.mark.parametrize("words", [["--help"], ["--version"], ["import", "--help"], ["open", "--help"]])
def test_help_without_room_is_told_in_a_sentence(tmp_path: Path, words: list[str]) -> None:
    environment = {**os.environ, "DIPTYCH_HOME": str(tmp_path)}
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "ui.launcher", *words]
        done = subprocess.run(
            command, cwd=ROOT, env=environment, stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 2
    assert done.stderr == "The output could not be written: there is no room where it goes.\n"


@pytest.mark.parametrize("verb", ["import", "judge", "export", "sync", "doctor"])
def test_every_verb_tells_how_it_is_used(run: Verb, verb: str) -> None:
    result = run(verb, "--help")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("Usage: ")
    assert result.stdout.count("--help") == 1


def test_that_there_is_hardly_any_room_is_told_once(tasks: Path, disk: Path) -> None:
    words = ["--workspace", str(disk / "work.diptych")]
    assert CliRunner().invoke(diptych, [*words, "import", str(tasks)]).exit_code == 0
    more = written(tasks, TASK, {**TASK, "task_id": "t2"})
    with filled(disk, but=HARDLY_ANY_ROOM // 2):
        result = CliRunner().invoke(diptych, [*words, "import", str(more)])
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (3, "", 1)
    assert "nothing new is begun; free some room." in result.stderr
