"""Scoring by a rubric that a task set brings: its own criteria, scales and anchors, and what of it must be scored."""

import json
from collections.abc import Callable
from pathlib import Path

from app.domain.names import Slot
from app.evaluation import Evaluation
from app.formats.rubrics import read_rubric
from tests.story.conftest import Evaluator

WORDS = "It says what it does, and there is nothing in it that a reader would have to look up anywhere else. " * 2
TASTE = {
    "name": "taste",
    "version": 3,
    "rubric": {
        "tact": {
            "description": "Is it kind to who calls it?",
            "scale": [1, 2, 3],
            "anchors": {"3": "Very.", "1": "No."},
        },
        "reach": {"description": "How far does it go?", "scale": list(range(13))},
    },
}


def a_set(folder: Path, rubric: str, policy: str = "") -> Path:
    """A task set of one task that is scored by *rubric*."""
    codes = [{"candidate_id": "c1", "code": "a + b\n"}, {"candidate_id": "c2", "code": "sum((a, b))\n"}]
    task = {"task_id": "t1", "prompt": "Add.", "language": "python", "candidates": codes}
    (folder / "tasks.jsonl").write_text(json.dumps(task) + "\n", encoding="utf-8")
    file = folder / "set.toml"
    head = f'schema = "diptych/task-set/1"\nname = "scored"\ntasks = ["tasks.jsonl"]\nrubric = "{rubric}"\n'
    file.write_text(head + "[policy]\nversion = 1\n" + policy, encoding="utf-8")
    return file


def test_a_rubric_of_the_task_set_is_scored_on_its_own_scales_and_leaves_in_its_template(
    sit_down: Callable[..., Evaluator], tmp_path: Path
) -> None:
    (tmp_path / "taste.json").write_text(json.dumps(TASTE), encoding="utf-8")
    person = sit_down()
    person.desk.import_files((a_set(tmp_path, "taste.json", 'required_criteria = ["tact"]\n'),))
    person.opens("t1")
    person.window.code.focus_code()
    person.press("2", "Y", "1", "Enter", "S")
    person.press_text("?")
    assert person.window.parts.judgment.anchors.accessibleName() == "Scores of Tact"
    person.press("7")
    assert person.desk.draft.score_of(Slot.A, "tact") is None
    person.press("3")
    person.press_text("-")
    assert [score.score for score in person.desk.draft.scores] == [3, None]
    person.press("Shift+Down", "Shift+Down", "N")
    person.type("As far as one can see.")
    person.press("Enter", "R")
    person.type(WORDS)
    person.press("Ctrl+Enter")
    person.sees(lambda: person.toast.startswith("All 1 judged"))
    (record,) = person.exports()
    (best,) = record["verdict"]["ranking"][0]
    assert record["rubric"]["name"] == "taste"
    assert record["scores"][best] == {
        "tact": {"score": 3, "note": ""},
        "reach": {"score": 11, "note": "As far as one can see."},
    }
    evaluation = Evaluation.open_for_reading(person.workspace)
    dest = tmp_path / "scores.jsonl"
    for _ in evaluation.exporting.export("rubric", dest):
        pass
    evaluation.close()
    filled = dest.read_text(encoding="utf-8").splitlines()
    assert len(filled) == 2
    (tmp_path / "again.json").write_text(filled[0], encoding="utf-8")
    again = read_rubric(tmp_path / "again.json")
    assert [(one.name, one.scale) for one in again.criteria] == [("tact", (1, 2, 3)), ("reach", tuple(range(13)))]


def test_the_bundled_rubric_for_reasoning_asks_for_its_four_criteria(
    sit_down: Callable[..., Evaluator], tmp_path: Path
) -> None:
    person = sit_down()
    person.desk.import_files((a_set(tmp_path, "reasoning-evaluation"),))
    person.opens("t1")
    person.window.code.focus_code()
    person.press("6", "Y", "2", "1", "S", *"5443321", "Ctrl+Enter")
    said = person.window.workbench.message.accessibleName()
    assert said == "Score Safety for B, or press – for not applicable."
    person.press("0")
    assert [one.criterion for one in person.desk.draft.scores[::2]] == ["clarity", "correctness", "reasoning", "safety"]
    assert person.desk.draft.verdict.deciding_criterion == "reasoning"
