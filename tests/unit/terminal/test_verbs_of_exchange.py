"""Packages on the command line: what the verbs print, what they leave behind, how they end."""

import csv
import io
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from app.cli import diptych
from app.evaluation import Evaluation
from app.packages.package import contents, read
from tests.builders_of_logs import LOG_OF_TWO, a_package

TASK = {"task_id": "t1", "prompt": "p", "candidates": [{"code": "x\n"}, {"code": "y\n"}]}


def cannot(task_id: str = "t1", why: str = "Unfamiliar.") -> dict[str, Any]:
    return {
        "schema": "diptych/draft/1",
        "task_id": task_id,
        "verdict": {"outcome": "cannot_judge"},
        "rationale": {"text": why},
    }


class Machine:
    """Somebody's computer: a home with a key, and a workspace."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.home = folder
        self.workspace = folder / "work.diptych"
        self._monkeypatch = monkeypatch

    def __call__(self, *words: str | Path) -> Result:
        self._monkeypatch.setenv("DIPTYCH_HOME", str(self.home))
        return CliRunner().invoke(diptych, ["--workspace", str(self.workspace), *map(str, words)])

    def judge(self, *drafts: dict[str, Any]) -> None:
        self.home.mkdir(exist_ok=True)
        tasks, file = self.home / "tasks.jsonl", self.home / "drafts.jsonl"
        tasks.write_text("".join(json.dumps({**TASK, "task_id": f"t{n}"}) + "\n" for n in (1, 2, 3)), encoding="utf-8")
        file.write_text("".join(json.dumps(draft) + "\n" for draft in drafts), encoding="utf-8")
        assert self("import", tasks).exit_code == 0
        assert self("judge", file).exit_code == 0, self("judge", file).stderr

    @property
    def fingerprint(self) -> str:
        return str(document(self("evaluator", "--json"))["fingerprint"])


NewMachine = Callable[[str], Machine]


@pytest.fixture
def new_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> NewMachine:
    return lambda name: Machine(tmp_path / name, monkeypatch)


@pytest.fixture
def laptop(new_machine: NewMachine) -> Machine:
    machine = new_machine("laptop")
    machine.judge(cannot())
    return machine


@pytest.fixture
def collector(new_machine: NewMachine) -> Machine:
    machine = new_machine("collector")
    machine.home.mkdir()
    return machine


def document(result: Result) -> Any:
    """The one JSON document on standard output."""
    return json.loads(result.stdout)


def test_an_export_is_a_package_unless_something_else_is_asked_for(laptop: Machine, tmp_path: Path) -> None:
    result = laptop("export", tmp_path / "mine.zip")
    assert result.exit_code == 0
    assert result.stdout == (f"Wrote events 1 to 1 to {tmp_path / 'mine.zip'}.\nExported 1 judgment with 0 findings.\n")
    assert read((tmp_path / "mine.zip").read_bytes()).facts.events == 1
    report = document(laptop("export", tmp_path / "again.zip", "--json"))
    package_id = report["packages"][0]["package_id"]
    assert report == {
        "path": str(tmp_path / "again.zip"),
        "judgments": 1,
        "findings": 0,
        "dropped": {},
        "packages": [
            {
                "path": str(tmp_path / "again.zip"),
                "package_id": package_id,
                "store_id": report["packages"][0]["store_id"],
                "first_seq": 1,
                "last_seq": 1,
                "events": 1,
            }
        ],
    }
    assert (tmp_path / "again.zip").read_bytes() == (tmp_path / "mine.zip").read_bytes()


def test_since_last_writes_what_is_new_or_says_that_nothing_is(laptop: Machine, tmp_path: Path) -> None:
    assert laptop("export", tmp_path / "1.zip", "--since-last").exit_code == 0
    assert (
        laptop("export", tmp_path / "2.zip", "--since-last").stdout
        == "Everything left already; there is nothing new.\n"
    )
    assert document(laptop("export", tmp_path / "2.zip", "--since-last", "--json"))["path"] is None
    laptop.judge(cannot("t2"))
    assert "Wrote events 2 to 2" in laptop("export", tmp_path / "2.zip", "--since-last").stdout


def test_an_empty_workspace_has_nothing_to_export(collector: Machine, tmp_path: Path) -> None:
    collector("import", tmp_path / "none.jsonl")
    assert collector("export", tmp_path / "x.zip").stdout == "There is nothing to export yet.\n"
    assert collector("export", "--preview").stdout == "There is nothing that would leave.\n"


def test_the_preview_prints_the_bytes_of_the_export_and_writes_nothing(laptop: Machine, tmp_path: Path) -> None:
    seen = laptop("export", "--preview")
    (as_document,) = document(laptop("export", "--preview", "--json"))
    assert laptop("export", tmp_path / "x.zip").exit_code == 0
    left = contents((tmp_path / "x.zip").read_bytes())
    assert as_document["judgments.jsonl"].encode() == left.judgments
    assert as_document["datapackage.json"].encode() == left.manifest
    assert as_document["datapackage.json.dsse"].encode() == left.signature
    assert left.judgments.decode() in seen.stdout
    assert left.manifest.decode() in seen.stdout


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ([], "Say where to write"),
        (["x.zip", "--task-set", "t"], "carries the whole log"),
        (["x.csv", "--format", "csv", "--since-last"], "are about packages"),
        (["--format", "jsonl", "--preview"], "are about packages"),
    ],
)
def test_words_that_do_not_go_together_are_refused(laptop: Machine, words: list[str], says: str) -> None:
    result = laptop("export", *words)
    assert (result.exit_code, says in result.stderr) == (2, True)


def test_a_sound_package_is_verified_and_a_changed_one_ends_with_1(laptop: Machine, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.zip", tmp_path / "bad.zip"
    laptop("export", good)
    bad.write_bytes(good.read_bytes()[:-1])
    result = laptop("verify", good)
    assert (result.exit_code, result.stdout.startswith("good.zip is sound: events 1 to 1 of ")) == (0, True)
    assert laptop.fingerprint in result.stdout
    both = laptop("verify", good, bad)
    assert (both.exit_code, both.stderr) == (1, "bad.zip: it is cut short, or no zip archive.\n")
    first, second = document(laptop("verify", good, bad, "--json"))
    assert (first["ok"], first["events"], second["ok"]) == (True, 1, False)
    assert second["problem"] == "it is cut short, or no zip archive."
    assert laptop("verify", tmp_path / "gone.zip").exit_code == 2


def test_a_package_is_merged_once(laptop: Machine, collector: Machine, tmp_path: Path) -> None:
    laptop("export", tmp_path / "x.zip")
    first = collector("merge", tmp_path / "x.zip")
    assert (first.exit_code, first.stdout) == (0, f"x.zip: 1 new event; signed by {laptop.fingerprint}.\n")
    assert collector("merge", tmp_path / "x.zip").stdout == "x.zip was here already; nothing changed.\n"
    (merged,) = document(collector("merge", tmp_path / "x.zip", "--json"))["packages"]
    assert (merged["accepted"], merged["was_here"]) == (1, True)
    assert document(collector("export", tmp_path / "all.jsonl", "--format", "jsonl", "--json"))["judgments"] == 1


def test_what_is_no_package_is_not_merged_and_ends_with_2(collector: Machine, tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(b"PK")
    result = collector("merge", tmp_path / "x.zip")
    assert (result.exit_code, result.stderr) == (2, "x.zip: it is cut short, or no zip archive.\n")


def test_enrolled_keys_are_taken_and_strangers_refused(laptop: Machine, collector: Machine, tmp_path: Path) -> None:
    laptop("export", tmp_path / "x.zip")
    (tmp_path / "stranger.zip").write_bytes(a_package(LOG_OF_TWO).data)
    assert collector("merge", tmp_path / "x.zip", "--trust", laptop.fingerprint).exit_code == 0
    refused = collector("merge", tmp_path / "stranger.zip")
    assert (refused.exit_code, "not enrolled here" in refused.stderr) == (2, True)
    assert collector("merge", tmp_path / "x.zip", "--trust", "abc").exit_code == 2


@pytest.mark.parametrize("verb", ["sync", "collect"])
def test_a_file_is_no_folder_to_meet_in(laptop: Machine, tmp_path: Path, verb: str) -> None:
    (tmp_path / "stick").touch()
    result = laptop(verb, tmp_path / "stick")
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", "stick is a file; give a folder.\n")


def test_what_is_no_file_is_named_once(laptop: Machine, tmp_path: Path) -> None:
    result = laptop("verify", tmp_path / "missing.zip", tmp_path)
    assert result.exit_code == 2
    assert (
        result.stderr == f"There is no file missing.zip; check the name.\n{tmp_path.name} is a folder; give a file.\n"
    )


def test_a_day_of_sync_over_a_stick(laptop: Machine, collector: Machine, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    away = laptop("sync", stick)
    assert (away.exit_code, away.stdout) == (0, "1 saved · 0 received · 1 waiting\n")
    assert "The folder stick is not there now" in away.stderr

    stick.mkdir()
    assert laptop("sync", stick).stdout == "Sent 1 package.\n1 saved · 0 received · 1 waiting\n"
    collected = collector("collect", stick)
    assert collected.stdout.endswith(f"1 new event; signed by {laptop.fingerprint}.\nWrote 1 receipt.\n")
    back = laptop("sync", stick, "--collector", collector.fingerprint)
    assert back.stdout == f"Receipts are signed by {collector.fingerprint}.\n1 saved · 1 received · 0 waiting\n"
    report = document(laptop("sync", stick, "--json"))
    assert report["counts"] == {"saved": 1, "received": 1, "waiting": 0, "events_waiting": 0}


def test_a_retraction_that_waits_is_told(laptop: Machine, collector: Machine, tmp_path: Path) -> None:
    laptop("sync", tmp_path)
    collector("collect", tmp_path)
    laptop("sync", tmp_path)
    evaluation = Evaluation.open(laptop.workspace)
    evaluation.withdraw(evaluation.queue()[0].key)
    evaluation.close()
    assert laptop("sync", tmp_path / "gone").stdout.endswith(
        "0 saved · 0 received · 0 waiting (1 event not received yet)\n"
    )


def test_what_is_wrong_in_a_folder_is_listed_and_left_there(
    laptop: Machine, collector: Machine, tmp_path: Path
) -> None:
    laptop("sync", tmp_path)
    (sent,) = (tmp_path / "inbox").rglob("*.zip")
    half = sent.with_name("half.zip")
    half.write_bytes(sent.read_bytes()[:50])
    result = collector("collect", tmp_path)
    assert result.exit_code == 1
    assert "half.zip was refused and left where it is: it is cut short" in result.stderr
    assert half.exists()
    assert "The collector refused inbox/" in laptop("sync", tmp_path).stderr
    assert document(collector("collect", tmp_path, "--json"))["refused"][0]["reason"].startswith("it is cut short")
    assert collector("collect", tmp_path / "gone").exit_code == 2


def test_an_empty_folder_has_nothing_to_collect(collector: Machine, tmp_path: Path) -> None:
    assert collector("collect", tmp_path).stdout == "There is nothing to collect.\n"


def test_gaps_and_forks_are_told(collector: Machine, tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(a_package(LOG_OF_TWO[1:], first_seq=2).data)
    assert "Events 1 to 1 of store-1 have not arrived yet." in collector("merge", tmp_path / "x.zip").stdout
    other = [LOG_OF_TWO[0], LOG_OF_TWO[1].replace(b'"store-1-2"', b'"store-1-x"')]
    (tmp_path / "y.zip").write_bytes(a_package(other).data)
    said = collector("merge", tmp_path / "y.zip").stdout
    assert "The log store-1 goes on in two copies: 2 events are number 2; all are kept." in said


def test_packing_while_a_window_is_open_ends_with_3(laptop: Machine, tmp_path: Path) -> None:
    window = Evaluation.open(laptop.workspace)
    assert laptop("export", tmp_path / "x.zip").exit_code == 3
    assert laptop("export", "--preview").exit_code == 0
    assert laptop("verify", tmp_path / "x.zip").exit_code == 2
    window.close()


HOSTILE = "=cmd|' /C calc'!A0 \x1b]52;c;QUJD\x07 \u202edcba"


def test_a_table_for_a_spreadsheet_runs_nothing_and_says_what_was_changed(
    new_machine: NewMachine, tmp_path: Path
) -> None:
    laptop = new_machine("laptop")
    laptop.judge(cannot(why=HOSTILE), cannot("t2"))
    result = laptop("export", tmp_path / "out.csv", "--format", "csv")
    assert (result.exit_code, "2 cells would have been taken for a formula" in result.stdout) == (0, True)
    rows = list(csv.DictReader(io.StringIO((tmp_path / "out.csv").read_text(encoding="utf-8"), newline="")))
    assert [row["text_was_escaped"] for row in rows] == ["true", "true", "false", "false"]
    assert rows[0]["rationale"] == "'=cmd|' /C calc'!A0 <U+001B>]52;c;QUJD<U+0007> <U+202E>dcba"
    assert document(laptop("export", tmp_path / "out.csv", "--format", "csv", "--json"))["escaped"] == 2


def test_nothing_that_a_terminal_would_act_on_is_printed(new_machine: NewMachine, tmp_path: Path) -> None:
    laptop = new_machine("laptop")
    laptop.judge(cannot(why=HOSTILE))
    hostile = tmp_path / "\x1b]0;owned\x07\u202e\nSaved.zip"
    if os.name == "posix":
        hostile.write_bytes(b"x")
    for result in (
        laptop("export", "--preview"),
        laptop("verify", hostile),
        laptop("merge", hostile),
        laptop("collect", hostile),
        laptop("sync", hostile),
    ):
        for stream in (result.stdout, result.stderr):
            assert not {"\x1b", "\x07", "\u202e"} & set(stream)
    assert laptop("verify", hostile).stderr.count("\n") == 1


def test_what_is_no_package_keeps_the_others_from_being_verified_no_more(laptop: Machine, tmp_path: Path) -> None:
    laptop("export", tmp_path / "p.zip")
    (tmp_path / "folder").mkdir()
    result = laptop("verify", "--json", tmp_path / "missing.zip", tmp_path / "folder", tmp_path / "p.zip")
    assert result.exit_code == 2
    assert [one["ok"] for one in document(result)] == [False, False, True]


def test_scores_of_judgments_without_their_tasks_leave_in_a_rubric_that_is_bundled(
    laptop: Machine, collector: Machine, tmp_path: Path
) -> None:
    laptop("sync", tmp_path)
    collector("collect", tmp_path)
    result = collector("export", tmp_path / "scores.jsonl", "--format", "rubric")
    assert result.stdout.startswith("Exported 1 judgment with 0 findings")
    assert "Left out" not in result.stdout


def test_what_an_export_leaves_out_is_told_in_words(laptop: Machine, tmp_path: Path) -> None:
    result = laptop("export", tmp_path / "pairs.jsonl", "--format", "pairs")
    assert "Left out: 1 judgment could not be judged.\n" in result.stdout
