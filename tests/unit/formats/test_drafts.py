"""Drafts from a file: candidates become slots, and every mistake is named."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.domain.draft import Draft, Outcome, Span, Verified
from app.domain.names import FindingId, Instant, Slot
from app.domain.task import File, Task
from app.formats.drafts import FileDraft, read_drafts, to_draft
from app.formats.faults import Fault
from tests.builders import CODE, a_task

NOW = Instant("2026-01-01T00:00:00.000Z")
FINDING = {
    "candidate_id": "c1",
    "polarity": "problem",
    "category": "bug",
    "severity": "high",
    "claim": "Raises.",
    "evidence": [{"first_line": 1, "last_line": 2}],
}


LINE = {"first_line": 1, "last_line": 1}


def a_record(**changes: Any) -> dict[str, Any]:
    return {
        "schema": "diptych/draft/1",
        "task_id": "mean-001",
        "verdict": {"outcome": "preference", "ranking": [["c2"], ["c1"]], "gaps": [3]},
        "scores": {"c1": {"correctness": {"score": 2}}, "c2": {"correctness": {"score": None, "note": "n"}}},
        "findings": [FINDING],
        "rationale": {"text": "{{c:c2:1-2}} is right."},
        **changes,
    }


def drafted(tmp_path: Path, record: dict[str, Any], task: Task | None = None) -> Draft | tuple[Fault, ...]:
    path = tmp_path / "drafts.jsonl"
    path.write_text(json.dumps(record), encoding="utf-8")
    (entry,) = read_drafts(path)
    assert isinstance(entry, FileDraft), entry
    return to_draft(entry, task or a_task(), now=NOW, new_id=lambda: FindingId("f"))


def test_candidates_become_slots_in_the_order_of_the_task_file(tmp_path: Path) -> None:
    example = {"input": "mean([])", "expected": "0.0", "actual": "error", "verified": "ran"}
    answered = {"check": "K1", "version": 1, "level": "ask", "answer": "kept"}
    draft = drafted(tmp_path, a_record(findings=[{**FINDING, "counterexample": example}], checks=[answered]))
    assert isinstance(draft, Draft)
    assert draft.verdict.ranking == ((Slot.B,), (Slot.A,))
    assert [(score.slot, score.score, score.note) for score in draft.scores] == [(Slot.A, 2, ""), (Slot.B, None, "n")]
    assert draft.rationale == "{{c:B:1-2}} is right."
    (finding,) = draft.findings
    assert (finding.slot, finding.created_at) == (Slot.A, NOW)
    assert finding.counterexample is not None
    assert finding.counterexample.verified is Verified.RAN
    assert draft.checks[0].check == "K1"


@pytest.mark.parametrize(
    ("changes", "field", "says"),
    [
        ({"verdict": {"outcome": "preference", "ranking": [["c9"], ["c1"]], "gaps": [1]}}, "verdict.ranking", "“c9”"),
        ({"verdict": {"outcome": "preference", "ranking": [["c1"], ["c1"]], "gaps": [1]}}, "verdict.ranking", "twice"),
        ({"verdict": {"outcome": "preference", "ranking": [["c1"], ["c2"]], "gaps": []}}, "verdict.gaps", "found 0"),
        ({"verdict": {"outcome": "cannot_judge", "ranking": [["c1", "c2"]]}}, "verdict.ranking", "has no ranking"),
        ({"verdict": {"outcome": "equivalent"}}, "verdict.ranking", "one tier"),
        ({"verdict": {"outcome": "preference", "ranking": [["c1", "c2"]]}}, "verdict.ranking", "is “equivalent”"),
        (
            {"verdict": {"outcome": "cannot_judge", "deciding_criterion": "taste"}},
            "verdict.deciding_criterion",
            "no criterion",
        ),
        (
            {"verdict": {"outcome": "cannot_judge", "acceptable": {"c9": "no"}, "none_acceptable": True}},
            "verdict.acceptable",
            "“c9”",
        ),
        (
            {
                "verdict": {
                    "outcome": "cannot_judge",
                    "acceptable": {"c1": "no", "c2": "as_is"},
                    "none_acceptable": True,
                }
            },
            "verdict.none_acceptable",
            "agree",
        ),
        ({"scores": {"c9": {}}}, "scores.c9", "no candidate"),
        ({"scores": {"c1": {"taste": {"score": 1}}}}, "scores.c1.taste", "no criterion"),
        ({"scores": {"c1": {"correctness": {"score": 9}}}}, "scores.c1.correctness", "the scale is 0, 1, 2, 3, 4, 5"),
        ({"findings": [{**FINDING, "candidate_id": "c9"}]}, "findings[0].candidate_id", "no candidate"),
        ({"findings": [{**FINDING, "severity": None}]}, "findings[0].severity", "a problem has one"),
        ({"findings": [{**FINDING, "polarity": "strength"}]}, "findings[0].severity", "a strength has none"),
        ({"findings": [{**FINDING, "criterion": "taste"}]}, "findings[0].criterion", "no criterion"),
        (
            {"findings": [{**FINDING, "evidence": [{"first_line": 2, "last_line": 1}]}]},
            "findings[0].evidence[0].last_line",
            "before first_line",
        ),
        (
            {"findings": [{**FINDING, "evidence": [{"first_line": 1, "last_line": 99}]}]},
            "findings[0].evidence[0].last_line",
            "the file has 2 lines",
        ),
        (
            {"findings": [{**FINDING, "evidence": [{**LINE, "first_column": 5, "last_column": 4}]}]},
            "findings[0].evidence[0].last_column",
            "before first_column",
        ),
        (
            {"findings": [{**FINDING, "evidence": [{**LINE, "first_column": 1, "last_column": 99}]}]},
            "findings[0].evidence[0].last_column",
            "line 1 has 18 characters",
        ),
        (
            {"findings": [{**FINDING, "evidence": [{"first_line": 1, "last_line": 1, "path": "a.py"}]}]},
            "findings[0].evidence[0].path",
            "has one file; leave the path out",
        ),
        (
            {"verdict": {"outcome": "equivalent", "ranking": [["c1", "c2"]], "acceptable": {"c1": "as_is"}}},
            "verdict.acceptable",
            "nothing is said of c2",
        ),
        ({"rationale": {"text": "{{c:c9}} is bad"}}, "rationale.text", "“c9”"),
        ({"rationale": {"text": "{{c:c1:1-99}}"}}, "rationale.text", "lines 1-99"),
        ({"rationale": {"text": "{{c:c1:a.py#1}}"}}, "rationale.text", "has one file"),
    ],
)
def test_every_mistake_names_its_field(tmp_path: Path, changes: dict[str, Any], field: str, says: str) -> None:
    faults = drafted(tmp_path, a_record(**changes))
    assert not isinstance(faults, Draft)
    assert (field, True) in [(fault.field, says in fault.message) for fault in faults]


def test_evidence_among_several_files_needs_its_path(tmp_path: Path) -> None:
    task = a_task()
    files = (File("a.py", CODE[0]), File("b.py", CODE[1]))
    several = replace(task, candidates=tuple(replace(one, files=files) for one in task.candidates))
    spans = [{"first_line": 1, "last_line": 4, "path": "b.py"}]
    draft = drafted(
        tmp_path,
        a_record(findings=[{**FINDING, "evidence": spans}], rationale={"text": "{{c:c1:b.py#1-2}} and {{c:c2}}"}),
        several,
    )
    assert isinstance(draft, Draft)
    assert draft.findings[0].evidence[0].path == "b.py"
    faults = drafted(tmp_path, a_record(), several)
    assert not isinstance(faults, Draft)
    assert "name one of the files of candidate c1: a.py, b.py." in faults[0].message


def test_a_candidate_that_is_not_there_is_one_fault_however_often_it_is_cited(tmp_path: Path) -> None:
    faults = drafted(tmp_path, a_record(rationale={"text": "{{c:zz}} is worse. " * 40}), a_task())
    assert not isinstance(faults, Draft)
    assert [fault.field for fault in faults] == ["rationale.text"]


@pytest.mark.parametrize(
    ("changes", "field", "says"),
    [
        ({"scores": {"c1": {"correctness": {"score": 3}, "style": {"score": "3"}}}}, "scores.c1.style.score", "a text"),
        ({"scores": {"c1": {}, "c2": {"style": {"note": ""}}}}, "scores.c2.style.score", "is missing; add it."),
        ({"checklist": {"a": True, "b": 1}}, "checklist.b", "must be true or false, not a whole number."),
        (
            {"verdict": {"outcome": "win"}},
            "verdict.outcome",
            "“win” is none of its values; write preference, equivalent or cannot_judge.",
        ),
        ({"verdict": {"outcome": "preference", "gaps": [4]}}, "verdict.gaps[0]", "4 is none of its values; write 1, 2"),
        ({"findings": [{**FINDING, "category": "typo"}]}, "findings[0].category", "write bug, security, edge_case,"),
    ],
)
def test_a_record_that_does_not_fit_names_the_place_and_what_may_stand_there(
    tmp_path: Path, changes: dict[str, Any], field: str, says: str
) -> None:
    path = tmp_path / "drafts.jsonl"
    path.write_text(json.dumps(a_record(**changes)) + "\n", encoding="utf-8")
    (fault,) = read_drafts(path)
    assert isinstance(fault, Fault)
    assert fault.field == field
    assert says in fault.message


@pytest.mark.parametrize(
    ("line", "field", "says"),
    [
        ("[]", None, "one draft a line"),
        ("{", None, "not JSON"),
        ('{"schema":"diptych/draft/2"}', "schema", "“diptych/draft/2” is none of its values"),
        ('{"schema":"diptych/draft/1"}', "task_id", "is missing; add it."),
        (
            json.dumps(
                {
                    "schema": "diptych/draft/1",
                    "task_id": "t",
                    "verdict": {"outcome": "cannot_judge"},
                    "findings": [
                        {"candidate_id": "c1", "polarity": "problem", "category": "bug", "claim": "c", "cwe": ["79"]}
                    ],
                    "rationale": {"text": "t"},
                }
            ),
            "findings[0].cwe[0]",
            "must look like CWE-79.",
        ),
    ],
)
def test_a_line_that_is_no_draft_is_a_fault(tmp_path: Path, line: str, field: str | None, says: str) -> None:
    path = tmp_path / "drafts.jsonl"
    path.write_text(line + "\n", encoding="utf-8")
    (fault,) = read_drafts(path)
    assert isinstance(fault, Fault)
    assert fault.field == field
    assert says in fault.message


def test_an_empty_file_and_an_endless_line_are_faults(tmp_path: Path) -> None:
    path = tmp_path / "drafts.jsonl"
    path.write_bytes(b"")
    assert "the file is empty" in str(*read_drafts(path))
    path.write_bytes(b"x" * (17 * 1024 * 1024))
    assert "too long" in str(*read_drafts(path))


def test_a_tie_is_equivalent(tmp_path: Path) -> None:
    draft = drafted(tmp_path, a_record(verdict={"outcome": "equivalent", "ranking": [["c2", "c1"]]}))
    assert isinstance(draft, Draft)
    assert (draft.verdict.outcome, draft.verdict.ranking) == (Outcome.EQUIVALENT, ((Slot.A, Slot.B),))


def test_a_finding_may_be_about_a_part_of_a_line_or_the_whole_candidate(tmp_path: Path) -> None:
    places = [{**LINE, "first_column": 5, "last_column": 8}, {**LINE, "first_column": 5}]
    draft = drafted(tmp_path, a_record(findings=[{**FINDING, "evidence": places}, {**FINDING, "evidence": []}]))
    assert isinstance(draft, Draft)
    assert draft.findings[0].evidence == (Span(1, 1, None, 5, 8), Span(1, 1, None, 5, None))
    assert draft.findings[1].evidence == ()
