"""A judgment is handed in whole, from the window or from a file, and can be taken back."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from app.domain.draft import Answer, Counterexample, Draft, Polarity, Span, Verified
from app.domain.names import Slot, TaskId, TaskKey
from app.domain.queue import SkipReason
from app.domain.sitting import Attention, Place
from app.errors import UserError
from app.evaluation import Evaluation
from app.formats.bundled import checklist_for, sample_task_set
from app.formats.records import schema
from app.formats.task_files import open_task_file
from app.handing_in import IncompleteError
from app.judging.ranking import with_acceptable
from app.judging.scoring import with_note, with_score
from app.judging.ticking import ticked
from tests.builders import WORDS, a_finding
from tests.unit.service.scene import (
    LRU,
    Clock,
    a_finished_draft,
    as_written_in_a_file,
    exported,
    imported,
    with_results,
)


def test_an_incomplete_draft_is_refused_and_nothing_is_written(evaluation: Evaluation, tmp_path: Path) -> None:
    evaluation.lay_out(LRU)
    assert evaluation.missing(LRU, Draft())
    with pytest.raises(IncompleteError, match="Choose an overall verdict") as refused:
        evaluation.submit(LRU, Draft(), Attention())
    assert len(refused.value.gaps) > 2
    assert exported(evaluation, tmp_path / "out") == []


def test_a_task_that_was_never_opened_cannot_be_submitted(evaluation: Evaluation) -> None:
    draft = a_finished_draft(evaluation)
    other = TaskKey("sample", TaskId("bounded-fetch-009"))
    with pytest.raises(ValueError, match="was never opened"):
        evaluation.submit(other, draft, Attention())


def test_submit_undo_and_submit_again_are_judgment_retraction_and_revision(
    evaluation: Evaluation, tmp_path: Path
) -> None:
    draft = a_finished_draft(evaluation)
    first = evaluation.submit(LRU, draft, Attention(5000))
    bench = evaluation.lay_out(LRU)
    assert (bench.is_submitted, bench.draft.verdict) == (True, draft.verdict)
    assert bench.sitting.judgment_id == first.judgment_id
    assert [one.done for one in evaluation.task_sets()] == [1]
    evaluation.take_back(LRU, draft)
    assert exported(evaluation, tmp_path / "out") == []
    bench = evaluation.lay_out(LRU)
    assert (bench.is_submitted, bench.draft, bench.sitting.judgment_id) == (False, draft, None)
    with pytest.raises(UserError, match="no judgment"):
        evaluation.take_back(LRU, draft)
    second = evaluation.submit(LRU, replace(draft, rationale=WORDS * 2), Attention())
    assert (second.judgment_id, second.revision) == (first.judgment_id, 2)
    (line,) = exported(evaluation, tmp_path / "out")
    assert json.loads(line)["revision"] == 2
    assert evaluation.examine() == ()


def everything_said(evaluation: Evaluation, key: TaskKey) -> Draft:
    """A draft that says all that can be said from a file too."""
    draft = a_finished_draft(evaluation, key)
    slots = evaluation.lay_out(key).sitting.brief.slots
    verdict = draft.verdict
    for slot, word in zip(slots, ("no", "with_changes", "as_is"), strict=False):
        verdict = with_acceptable(verdict, slot, word, slots)
    first, second = a_finding(Slot.A), a_finding(Slot.B, name="f2", claim="Guards.")
    findings = (
        replace(
            first,
            evidence=(Span(1, 1, None, 1, 4), Span(2, 3)),
            counterexample=Counterexample("[]", "0.0", "an error", Verified.RAN),
            mechanism="Divides by zero.",
            better_approach="Guard it.",
            cwe=("CWE-369",),
            subtlety="S3",
        ),
        replace(second, polarity=Polarity.STRENGTH, severity=None, evidence=()),
    )
    draft = with_score(draft, Slot.A, "safety", None)
    draft = with_note(draft, Slot.A, "safety", "Nothing to attack.")
    draft = ticked(draft, checklist_for("python"), "python.mutable-default", flag=True)
    return replace(
        draft,
        verdict=verdict,
        findings=findings,
        rationale="{{c:A:1-2}} divides; " + WORDS + "{{c:B}} guards.",
        checks=(Answer("K4", 1, "ask", "because", "kept", "I mean it"),),
    )


@pytest.mark.parametrize("task_id", ["lru-ttl-014", "retry-backoff-002"])
def test_a_judgment_from_a_file_equals_the_one_from_the_window_but_for_what_a_screen_knows(
    evaluation: Evaluation, tmp_path: Path, task_id: str
) -> None:
    key = TaskKey("sample", TaskId(task_id))
    evaluation.submit(key, everything_said(evaluation, key), Attention(500, 0, ("aligned",)))
    (line,) = exported(evaluation, tmp_path / "out")
    record = json.loads(line)
    Draft202012Validator(schema("judgment")).validate(record)
    draft = as_written_in_a_file(record)
    Draft202012Validator(schema("draft")).validate(draft)
    file = tmp_path / "drafts.jsonl"
    file.write_text(json.dumps(draft), encoding="utf-8")
    other = Evaluation.open(tmp_path / "other.diptych", now=Clock())
    other.set_evaluator(evaluation.evaluator)
    imported(other, open_task_file(sample_task_set()))
    handed_in = other.judge(file)
    assert (len(handed_in.judgments), handed_in.faults) == (1, ())
    (line,) = exported(other, tmp_path / "out2")
    from_file = json.loads(line)
    other.close()
    Draft202012Validator(schema("judgment")).validate(from_file)
    assert (from_file["presentation"], from_file["timing"], from_file["first_impression"]) == (None, None, None)
    for record_of in (record, from_file):
        for name in ("judgment_id", "made_with", "presentation", "timing"):
            record_of.pop(name)
        for candidate in record_of["candidates"]:
            candidate.pop("slot")
        for finding in record_of["findings"]:
            for name in ("finding_id", "created_at", "edited_at"):
                finding.pop(name)
    assert from_file == record


def test_drafts_from_a_file_go_in_all_or_none(evaluation: Evaluation, tmp_path: Path) -> None:
    good = {
        "schema": "diptych/draft/1",
        "task_id": "lru-ttl-014",
        "verdict": {"outcome": "cannot_judge"},
        "rationale": {"text": "Unfamiliar."},
    }
    bad = [
        {**good, "task_id": "gone"},
        {**good, "task_set": "gone"},
        good,
        {**good, "task_id": "retry-backoff-002", "rationale": {"text": ""}},
        {**good, "task_id": "bounded-fetch-009", "rationale": {"text": "{{c:c9}} is odd"}},
    ]
    file = tmp_path / "drafts.jsonl"
    file.write_text("\n".join(json.dumps(one) for one in (good, *bad)) + "\nnonsense", encoding="utf-8")
    handed_in = evaluation.judge(file)
    assert handed_in.judgments == ()
    said = [(fault.line, fault.field) for fault in handed_in.faults]
    assert said == [(2, "task_id"), (3, "task_id"), (4, "task_id"), (5, "rationale"), (6, "rationale.text"), (7, None)]
    assert exported(evaluation, tmp_path / "out") == []


def test_an_id_in_two_sets_needs_the_set(evaluation: Evaluation, tmp_path: Path) -> None:
    imported(evaluation, open_task_file(sample_task_set(), task_set="again"))
    draft = {
        "schema": "diptych/draft/1",
        "task_id": "lru-ttl-014",
        "verdict": {"outcome": "cannot_judge"},
        "rationale": {"text": "Unfamiliar."},
    }
    file = tmp_path / "drafts.jsonl"
    file.write_text(json.dumps(draft), encoding="utf-8")
    assert "name one of them in “task_set”" in evaluation.judge(file).faults[0].message
    file.write_text(json.dumps({**draft, "task_set": "again"}), encoding="utf-8")
    assert len(evaluation.judge(file).judgments) == 1


def test_the_evaluators_id_is_fixed_by_the_first_event(evaluation: Evaluation) -> None:
    evaluation.skip(LRU, SkipReason.LANGUAGE)
    with pytest.raises(UserError, match="id is fixed"):
        evaluation.set_evaluator(evaluation.evaluator)


def test_a_first_impression_is_locked_in_outlives_undo_and_restart_and_is_exported(
    evaluation: Evaluation, tmp_path: Path
) -> None:
    key = with_results(evaluation, tmp_path)
    draft = a_finished_draft(evaluation, key)
    with pytest.raises(IncompleteError, match="Lock in your first impression"):
        evaluation.submit(key, draft, Attention())
    unsure = replace(draft, verdict=replace(draft.verdict, confidence=None))
    with pytest.raises(IncompleteError, match="how sure"):
        evaluation.lock_first_impression(key, unsure, Place(), Attention())
    first = evaluation.lock_first_impression(key, draft, Place(), Attention())
    assert first.first_impression is not None
    evaluation.keep(key, None, Place(), Attention())
    assert evaluation.lay_out(key).draft == Draft(first_impression=first.first_impression)
    final = replace(draft, verdict=replace(draft.verdict, ranking=((Slot.A,), (Slot.B,)), gaps=(1,)))
    assert evaluation.missing(key, replace(final, first_impression=first.first_impression)) == ()
    judgment = evaluation.submit(key, final, Attention())
    assert judgment.first_impression is not None
    assert judgment.first_impression.verdict.gaps == (2,)
    assert judgment.verdict.gaps == (1,)
    assert evaluation.lay_out(key).draft.first_impression == first.first_impression
