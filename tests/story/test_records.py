"""A judgment made in the window and the same one handed in from a file are one record, but for what only a screen knows."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from app.evaluation import Evaluation, sample_task_set
from app.formats.records import schema
from app.formats.task_files import open_task_file
from tests.story.conftest import Evaluator, Record
from tests.unit.test_evaluation import as_written_in_a_file, exported, imported

WORDS = (
    "keeps every promise of the task under one lock and refreshes the order on every read, and nothing of that holds for "
    "the other, which evicts at random, forgets to check the time, and has no test that would show any of it at all. "
)


def handed_in_from_a_file(record: Record, evaluator: str, folder: Path) -> Record:
    """What comes of the draft that says the same as *record*, in a workspace of its own."""
    draft = as_written_in_a_file(record)
    Draft202012Validator(schema("draft")).validate(draft)
    file = folder / "drafts.jsonl"
    file.write_text(json.dumps(draft), encoding="utf-8")
    other = Evaluation.open(folder / "other.diptych")
    other.set_evaluator(evaluator)  # type: ignore[arg-type]
    imported(other, open_task_file(sample_task_set()))
    assert other.judge(file).faults == ()
    (line,) = exported(other, folder / "from-file.jsonl")
    other.close()
    made: Record = json.loads(line)
    return made


# Any: a record is JSON from outside.
def without_what_a_screen_knows(record: Record) -> dict[str, Any]:
    rest = {name: value for name, value in record.items() if name not in ("judgment_id", "made_with")}
    for name in ("presentation", "timing", "first_impression"):
        rest.pop(name)
    rest["candidates"] = [{**one, "slot": None} for one in rest["candidates"]]
    own = ("finding_id", "created_at", "edited_at")
    rest["findings"] = [{name: one[name] for name in one if name not in own} for one in rest["findings"]]
    return rest


@pytest.mark.parametrize(
    ("task_id", "verdict", "scores"),
    [("lru-ttl-014", ("2",), "43"), ("retry-backoff-002", ("B", "2", "A", "1", "C"), "345")],
    ids=["two-way", "three-way"],
)
def test_the_same_judgment_from_a_file_is_the_same_record(
    evaluator: Evaluator, tmp_path: Path, task_id: str, verdict: tuple[str, ...], scores: str
) -> None:
    assert evaluator.desk.sitting is not None
    if evaluator.desk.sitting.key.task_id != task_id:
        evaluator.goes_to(task_id)
    key, rubric = evaluator.desk.sitting.key, evaluator.desk.sitting.brief.rubric
    evaluator.press("F", "B", "3")
    evaluator.type("Loads the same key twice.")
    evaluator.press("Ctrl+Enter")
    evaluator.window.code.focus_code()
    evaluator.press(*verdict, "Y", "1", "3", "S", *scores * len(rubric.names), "Esc", "Q")
    evaluator.type(WORDS)
    evaluator.press("Ctrl+Enter")
    evaluator.moves_on_from(key)
    (record,) = evaluator.exports()
    Draft202012Validator(schema("judgment")).validate(record)
    assert record["presentation"]["views"]
    assert record["timing"]["lines_seen"].keys() == {one["candidate_id"] for one in record["candidates"]}
    from_file = handed_in_from_a_file(record, record["evaluator"], tmp_path)
    Draft202012Validator(schema("judgment")).validate(from_file)
    assert (from_file["presentation"], from_file["timing"], from_file["first_impression"]) == (None, None, None)
    assert {one["slot"] for one in from_file["candidates"]} == {None}
    assert without_what_a_screen_knows(from_file) == without_what_a_screen_knows(record)
    assert (len(record["findings"]), record["checks"] != []) == (1, True)
