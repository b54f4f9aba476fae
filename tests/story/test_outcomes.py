"""Every way in which a task can end, by key, told apart in the store and in every file that leaves."""

import csv
import json
from io import StringIO
from pathlib import Path

import pytest

from app.evaluation import Evaluation
from tests.story.conftest import Evaluator, Record

# What is pressed for each task, in the order of the set, and what the record then says.
PRESSED = {
    "lru-ttl-014": ["2", "0"],
    "retry-backoff-002": ["A", "=", "B", "3"],
    "top-customers-041": ["C", "=", "B", "=", "A", "0"],
    "bounded-fetch-009": ["4"],
    "webhook-verify-027": ["B", "3", "A", "1", "C"],
    "rate-limit-033": ["Ctrl+Shift+U"],
}


def left(person: Evaluator, format_name: str) -> str:
    """What an export in that format holds."""
    evaluation = Evaluation.open_for_reading(person.workspace)
    dest: Path = person.workspace.parent / format_name
    for _ in evaluation.exporting.export(format_name, dest):
        pass
    evaluation.close()
    return dest.read_text(encoding="utf-8")


def lines(text: str) -> list[Record]:
    return [json.loads(line) for line in text.split("\n") if line]


@pytest.fixture
def person(evaluator: Evaluator) -> Evaluator:
    """Who has ended six tasks in six ways and skipped one."""
    for task_id, keys in PRESSED.items():
        evaluator.opens(task_id)
        sitting = evaluator.desk.sitting
        assert sitting is not None
        evaluator.press(*keys)
        if evaluator.desk.draft.verdict.ranking:
            for slot in sitting.brief.slots:
                for name in sitting.brief.rubric.names:
                    evaluator.desk.writing.set_score(slot, name, None if name == "safety" else 3)
            evaluator.press("Y", "5", "Enter")
        evaluator.press("R")
        evaluator.type("One word after another says why this is so. " * 6)
        evaluator.press("Ctrl+Enter")
        evaluator.moves_on_from(sitting.key)
    evaluator.opens("frame-decoder-018")
    evaluator.press("Ctrl+Shift+K", "N")
    evaluator.type("Too far from what I know")
    evaluator.press("Enter", "1")
    evaluator.opens("free-slots-019")
    return evaluator


def test_all_ends_are_told_apart_in_every_export(person: Evaluator) -> None:
    states = {str(entry.key.task_id): str(entry.state) for entry in person.entries}
    assert states == {**dict.fromkeys(PRESSED, "done"), "frame-decoder-018": "skipped", "free-slots-019": "todo"}

    records = {str(one["task"]["task_id"]): one for one in lines(left(person, "jsonl"))}
    said = {
        name: (
            verdict["outcome"],
            [len(tier) for tier in verdict["ranking"]],
            verdict["gaps"],
            verdict["none_acceptable"],
        )
        for name, verdict in ((name, one["verdict"]) for name, one in records.items())
    }
    assert said == {
        "lru-ttl-014": ("preference", [1, 1], [2], True),
        "retry-backoff-002": ("preference", [2, 1], [3], False),
        "top-customers-041": ("equivalent", [3], [], True),
        "bounded-fetch-009": ("equivalent", [2], [], False),
        "webhook-verify-027": ("preference", [1, 1, 1], [3, 1], False),
        "rate-limit-033": ("cannot_judge", [], [], False),
    }
    assert records["rate-limit-033"]["rationale"]["sentence"] == "The candidates cannot be judged."
    assert records["lru-ttl-014"]["verdict"]["deciding_criterion"] == "edge_cases"

    table = list(csv.DictReader(StringIO(left(person, "csv"))))
    assert {(row["task_id"], row["outcome"], row["none_acceptable"]) for row in table} == {
        (name, outcome, "true" if none_acceptable else "false")
        for name, (outcome, _, _, none_acceptable) in said.items()
    }
    assert sorted(row["tier"] for row in table if row["task_id"] == "retry-backoff-002") == ["1", "1", "2"]

    pairs = lines(left(person, "pairs"))
    strengths = {name: sorted(abs(pair["strength"]) for pair in pairs if pair["task_id"] == name) for name in PRESSED}
    assert strengths == {
        "lru-ttl-014": [2],
        "retry-backoff-002": [0, 3, 3],
        "top-customers-041": [0, 0, 0],
        "bounded-fetch-009": [0],
        "webhook-verify-027": [1, 3, 3],
        "rate-limit-033": [],
    }
    assert {pair["weight"] for pair in pairs if pair["group_size"] == 3} == {2 / 3}
    far_apart = [pair["derived_strength"] for pair in pairs if pair["task_id"] == "webhook-verify-027"]
    assert sorted(far_apart) == [False, False, True]

    filled = {str(one["task_id"]): one for one in lines(left(person, "rubric"))}
    assert filled["lru-ttl-014"]["rubric"]["correctness"]["score"] == 3
    assert filled["lru-ttl-014"]["rubric"]["safety"]["score"] is None
    assert "score" not in filled["rate-limit-033"]["rubric"]["correctness"]

    person.press("Alt+Left")
    person.opens("frame-decoder-018")
    person.press("Ctrl+Shift+H")
    person.sees(lambda: person.window.parts.history.isVisible())
    assert "Skipped: cannot judge this language" in person.window.parts.history.text
    assert "Note: Too far from what I know" in person.window.parts.history.text
