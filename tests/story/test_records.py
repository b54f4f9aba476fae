"""A judgment made in the window and the same one handed in from a file are one record, but for what only a screen knows."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from app.domain.names import EvaluatorId
from app.evaluation import Evaluation
from app.formats.bundled import sample_task_set
from app.formats.records import schema
from app.formats.task_files import open_task_file
from tests.story.conftest import Evaluator, Record
from tests.unit.service.scene import as_written_in_a_file, exported, imported

WORDS = (
    "keeps every promise of the task under one lock and refreshes the order on every read, and nothing of that holds for "
    "the other, which evicts at random, forgets to check the time, and has no test that would show any of it at all. "
)


def handed_in_from_a_file(records: Sequence[Record], folder: Path) -> list[Record]:
    """What comes of the drafts that say the same as *records*, in a workspace of its own."""
    drafts = [as_written_in_a_file(record) for record in records]
    for draft in drafts:
        Draft202012Validator(schema("draft")).validate(draft)
    file = folder / "drafts.jsonl"
    file.write_text("\n".join(map(json.dumps, drafts)), encoding="utf-8")
    other = Evaluation.open(folder / "other.diptych")
    other.set_evaluator(EvaluatorId(records[0]["evaluator"]))
    imported(other, open_task_file(sample_task_set()))
    assert other.judge(file).faults == ()
    made = [json.loads(line) for line in exported(other, folder / "from-file.jsonl")]
    other.close()
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


def judges(evaluator: Evaluator, *, verdict: tuple[str, ...], scores: str) -> Record:
    """The whole judgment of the task on the desk with real keys, a finding and a reference; the record of it."""
    assert evaluator.desk.sitting is not None
    key, rubric = evaluator.desk.sitting.key, evaluator.desk.sitting.brief.rubric
    evaluator.press("F", "B", "3")
    evaluator.type("Loads the same key twice.")
    evaluator.press("Ctrl+Enter")
    evaluator.window.code.focus_code()
    evaluator.press(*verdict, "Y", "1", "3", "S", *scores * len(rubric.names), "Esc", "Q")
    evaluator.type(WORDS)
    evaluator.press("Ctrl+Enter")
    evaluator.moves_on_from(key)
    return next(one for one in evaluator.exports() if one["task"]["task_id"] == key.task_id)


def test_the_same_judgment_from_a_file_is_the_same_record(evaluator: Evaluator, tmp_path: Path) -> None:
    two = judges(evaluator, verdict=("2",), scores="43")
    evaluator.opens("retry-backoff-002")
    three = judges(evaluator, verdict=("B", "2", "A", "1", "C"), scores="345")
    assert (len(two["candidates"]), len(three["candidates"])) == (2, 3)
    for record in (two, three):
        Draft202012Validator(schema("judgment")).validate(record)
        assert record["presentation"]["views"]
        assert record["timing"]["lines_seen"].keys() == {one["candidate_id"] for one in record["candidates"]}
        assert (len(record["findings"]), record["checks"] != []) == (1, True)
    made = handed_in_from_a_file((two, three), tmp_path)
    for record, from_file in zip((two, three), made, strict=True):
        Draft202012Validator(schema("judgment")).validate(from_file)
        assert (from_file["presentation"], from_file["timing"], from_file["first_impression"]) == (None, None, None)
        assert {one["slot"] for one in from_file["candidates"]} == {None}
        assert without_what_a_screen_knows(from_file) == without_what_a_screen_knows(record)
