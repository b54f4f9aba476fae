"""The same stories over a folder of real task files, given with --samples."""

import json
from pathlib import Path

from jsonschema import Draft202012Validator

from app.domain.task import Task
from app.evaluation import Evaluation
from app.formats.records import schema
from app.formats.task_files import open_task_file
from app.steps import finished
from tests.story.conftest import Evaluator

JUDGED = 12
WHY = (
    "does what the task asks for in every case that I tried, the empty one and the largest one included, while the "
    "others leave at least one of them out; the lines that are cited show where that happens and why it matters. "
)


def test_every_task_is_imported_opened_and_exported_to_the_letter(samples: Path, tmp_path: Path) -> None:
    file = samples / "real-tasks.jsonl"
    evaluation = Evaluation.open(tmp_path / "samples.diptych")
    report = finished(evaluation.import_tasks(open_task_file(file)))
    assert (report.imported, report.faults) == (117, ())
    given = [json.loads(line) for line in file.read_bytes().split(b"\n") if line]
    kept = {}
    for entry in evaluation.queue("real-tasks"):
        bench = evaluation.lay_out(entry.key)
        kept[entry.key.task_id] = [exhibit.files[0].content for exhibit in bench.sitting.exhibits]
    for task in given:
        assert sorted(kept[task["task_id"]]) == sorted(candidate["code"] for candidate in task["candidates"])
    assert sum(len(contents) for contents in kept.values()) == 289
    dest = tmp_path / "tasks.jsonl"
    for _ in evaluation.exporting.export("tasks", dest):
        pass
    evaluation.close()
    assert dest.read_bytes() == file.read_bytes()


def test_the_reader_finds_nothing_wrong(samples: Path) -> None:
    entries = list(open_task_file(samples / "real-tasks.jsonl").read())
    assert all(isinstance(entry, Task) for entry in entries)


def test_twelve_of_them_are_judged_with_real_keys(samples: Path, evaluator: Evaluator) -> None:
    evaluator.desk.import_files((samples / "real-tasks.jsonl",))
    evaluator.sees(lambda: evaluator.desk.sitting is not None and evaluator.desk.sitting.key.task_set == "real-tasks")
    for number in range(JUDGED):
        evaluator.sees(lambda: evaluator.window.code.is_settled())
        sitting = evaluator.desk.sitting
        assert sitting is not None
        if evaluator.window.workbench.task_strip.is_open:
            evaluator.press("T")
        slots = len(sitting.brief.slots)
        evaluator.press(*("C", "2", "A") if slots == 3 else (str(1 + number % 3),), "Y", "1", "3")
        evaluator.press("S", *"423"[:slots] * 7, "Esc", "J", "F", "B", "2")
        evaluator.type("This line is where it goes wrong.")
        evaluator.press("Ctrl+Enter", "Q")
        evaluator.type(WHY)
        evaluator.press("Ctrl+Enter")
        evaluator.moves_on_from(sitting.key)
    records = evaluator.exports()
    assert len(records) == JUDGED
    validator = Draft202012Validator(schema("judgment"))
    for record in records:
        validator.validate(record)
        assert record["rationale"]["words"] >= 30
