"""What a task set may ask for besides: a first impression before the evidence, and whether each candidate could be merged."""

import json
from collections.abc import Callable
from pathlib import Path

from tests.story.conftest import Evaluator

CODE = "def add(a, b):\n    return a + b\n"
WORDS = "It is the plain thing to write, it says what it does, and there is nothing that a reader has to look up. " * 2


def a_set(folder: Path, policy: str) -> Path:
    task = {
        "task_id": "t1",
        "prompt": "Add two numbers.",
        "language": "python",
        "candidates": [
            {"candidate_id": "c1", "code": CODE},
            {"candidate_id": "c2", "code": CODE.replace("a + b", "sum((a, b))")},
        ],
        "tests": "assert add(1, 2) == 3",
        "results": {"c1": [{"name": "test_addition", "outcome": "passed"}]},
    }
    (folder / "tasks.jsonl").write_text(json.dumps(task) + "\n", encoding="utf-8")
    file = folder / "set.toml"
    head = 'schema = "diptych/task-set/1"\nname = "asked"\ntasks = ["tasks.jsonl"]\n[policy]\nversion = 1\n'
    file.write_text(head + policy, encoding="utf-8")
    return file


def beside(person: Evaluator) -> str:
    return person.window.workbench.task_strip._body._beside.toPlainText()


def test_the_evidence_is_shown_once_the_first_impression_is_locked_in(
    sit_down: Callable[..., Evaluator], tmp_path: Path
) -> None:
    person = sit_down()
    person.desk.import_files((a_set(tmp_path, "first_impression = true\n"),))
    person.opens("t1")
    bar = person.window.workbench.first_impression
    assert "assert add" not in beside(person)
    assert "Tests, results and context come after" in bar.text
    person.window.code.focus_code()
    person.press("Ctrl+Enter")
    assert person.window.workbench.message.accessibleName() == "Choose an overall verdict (1–7)."
    person.press("2", "Y", "1", "3", "Ctrl+Enter")
    person.sees(lambda: person.desk.draft.first_impression is not None)
    assert "assert add" in beside(person)
    assert "passed  test_addition" in beside(person)
    assert bar.text == "A clearly better, decided by correctness, sure. Nothing has changed since."
    person.press("6")
    assert bar.text.endswith("Changed since: which is better.")
    person.press("S", *"45" * 7, "R")
    person.type(WORDS)
    person.press("Ctrl+Enter")
    person.sees(lambda: person.toast.startswith("All 1 judged"))
    (record,) = person.exports()
    first, final = record["first_impression"]["verdict"], record["verdict"]
    assert first["ranking"] == final["ranking"][::-1]
    assert (first["gaps"], first["confidence"], first["deciding_criterion"]) == ([2], 3, "correctness")


def test_a_first_impression_is_given_once_whatever_is_undone_or_withdrawn(
    sit_down: Callable[..., Evaluator], tmp_path: Path
) -> None:
    person = sit_down()
    person.desk.import_files((a_set(tmp_path, "first_impression = true\n"),))
    person.opens("t1")
    person.window.code.focus_code()
    person.press("2", "Y", "1", "3", "Ctrl+Enter")
    person.sees(lambda: person.desk.draft.first_impression is not None)
    locked = person.desk.draft.first_impression
    person.press("U", "U")
    assert person.desk.draft.first_impression == locked
    assert "assert add" in beside(person)
    person.press("6", "Y", "1", "3", "S", *"45" * 7, "R")
    person.type(WORDS)
    person.press("Ctrl+Enter")
    person.sees(lambda: person.desk.is_reading)
    person.window.code.focus_code()
    person.press("Ctrl+Shift+W", "Enter")
    person.sees(lambda: not person.desk.is_reading)
    assert person.desk.draft.first_impression == locked
    assert "assert add" in beside(person)


def test_a_task_opens_untinted_where_the_set_asks_for_a_neutral_first_look(
    sit_down: Callable[..., Evaluator], tmp_path: Path
) -> None:
    person = sit_down()
    person.desk.import_files((a_set(tmp_path, "neutral_first_look = true\nminimum_words = 0\n"),))
    person.opens("t1")
    assert "tinted" not in person.window.code.views()
    person.window.code.focus_code()
    person.press("2", "Y", "1", "3", "S", *"45" * 7, "Ctrl+1", "Shift+D")
    assert "tinted" in person.window.code.views()
    person.press("Ctrl+Enter")
    person.sees(lambda: person.toast.startswith("All 1 judged"))
    (record,) = person.exports()
    assert {"untinted", "tinted"} <= set(record["presentation"]["views"])


def test_each_candidate_is_said_to_be_mergeable_or_not_where_the_set_asks(
    sit_down: Callable[..., Evaluator], tmp_path: Path
) -> None:
    person = sit_down()
    person.desk.import_files((a_set(tmp_path, "ask_acceptability = true\n"),))
    person.opens("t1")
    person.window.code.focus_code()
    person.press("2", "Y", "1", "3", "Ctrl+Enter")
    assert person.window.workbench.acceptability.isVisible()
    person.press("1", "2")
    assert not person.window.workbench.acceptability.isVisible()
    assert [word for _, word in person.desk.draft.verdict.acceptable or ()] == ["as_is", "with_changes"]
    person.press("S", *"54" * 7, "R")
    person.type(WORDS)
    person.press("Ctrl+Enter")
    person.sees(lambda: person.toast.startswith("All 1 judged"))
    (record,) = person.exports()
    assert sorted(record["verdict"]["acceptable"].values()) == ["as_is", "with_changes"]


def test_only_what_the_set_asks_for_is_asked_for(sit_down: Callable[..., Evaluator], tmp_path: Path) -> None:
    person = sit_down()
    policy = (
        'required_criteria = ["correctness"]\nrequire_deciding_criterion = false\nfinding_from_gap = 2\n'
        "minimum_words = 2\n"
    )
    person.desk.import_files((a_set(tmp_path, policy),))
    person.opens("t1")
    person.window.code.focus_code()
    message = person.window.workbench.message.accessibleName
    person.press("2", "Ctrl+Enter")
    assert message() == "Score Correctness for A and B, or press – for not applicable."
    person.press("5", "4", "Ctrl+Enter")
    assert message() == "“Clearly better” asks for a finding: choose lines, press F."
    person.press("Ctrl+2", "F", "R", "1")
    person.type("A detour.")
    person.press("Ctrl+Enter", "Ctrl+Enter")
    assert message() == "Rationale has 0 words; this task set asks for 2."
    person.type("Plainly better.")
    person.press("Ctrl+Enter")
    person.sees(lambda: person.toast.startswith("All 1 judged"))
