"""The service: what a person can do with a workspace, and what becomes of it."""

import json
from collections.abc import Generator, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from jsonschema import Draft202012Validator

from app.domain.bench import LastEvent
from app.domain.draft import Answer, Counterexample, Draft, Outcome, Polarity, Span, Verdict, Verified
from app.domain.export import ExportReport
from app.domain.judgment import Judgment
from app.domain.names import Slot, TaskId, TaskKey
from app.domain.policy import Policy
from app.domain.queue import SkipReason, TaskState
from app.domain.sitting import Attention, Place
from app.errors import UserError
from app.evaluation import Evaluation, sample_task_set, sqlite_version
from app.formats.bundled import checklist_for
from app.formats.records import schema
from app.formats.rubrics import rubric_from
from app.formats.task_files import TaskFile, open_task_file
from app.handing_in import IncompleteError
from app.intake import ImportReport
from app.judging.ranking import with_acceptable
from app.judging.revisions import Change
from app.judging.scoring import with_note, with_score
from app.judging.task_history import stands, told
from app.judging.ticking import ticked
from tests.builders import WORDS, a_draft, a_finding

LRU = TaskKey("sample", TaskId("lru-ttl-014"))


class Clock:
    """A clock that goes on a second at each look."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 1, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.moment += timedelta(seconds=1)
        return self.moment


def imported(
    evaluation: Evaluation, file: TaskFile, *, skip_invalid: bool = False, dry_run: bool = False
) -> ImportReport:
    steps = evaluation.import_tasks(file, skip_invalid=skip_invalid, dry_run=dry_run)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            report: ImportReport = end.value
            return report


def drained(steps: Generator[int, None, ExportReport]) -> ExportReport:
    while True:
        try:
            next(steps)
        except StopIteration as end:
            report: ExportReport = end.value
            return report


def exported(evaluation: Evaluation, dest: Path) -> list[bytes]:
    for _ in evaluation.export_judgments(dest):
        pass
    return dest.read_bytes().split(b"\n")[:-1]


@pytest.fixture
def evaluation(tmp_path: Path) -> Iterator[Evaluation]:
    opened = Evaluation.open(tmp_path / "work.diptych", now=Clock())
    imported(opened, open_task_file(sample_task_set()))
    yield opened
    opened.close()


def finished(evaluation: Evaluation, key: TaskKey = LRU) -> Draft:
    """A draft of a task that lacks nothing."""
    brief = evaluation.lay_out(key).sitting.brief
    made = a_draft()
    verdict = replace(made.verdict, deciding_criterion="correctness")
    if len(brief.slots) == 3:
        verdict = Verdict(Outcome.PREFERENCE, ((Slot.B,), (Slot.A, Slot.C)), (2,), deciding_criterion="correctness")
    scores = tuple(
        replace(made.scores[0], slot=slot, criterion=name, score=3)
        for name in sorted(brief.rubric.names)
        for slot in brief.slots
    )
    return replace(made, verdict=verdict, scores=scores)


def test_the_sample_set_comes_in_and_a_second_time_changes_nothing(evaluation: Evaluation) -> None:
    assert [entry.state for entry in evaluation.queue("sample")] == [TaskState.TODO] * 8
    (summary,) = evaluation.task_sets()
    assert (summary.name, summary.tasks, summary.done) == ("sample", 8, 0)
    again = imported(evaluation, open_task_file(sample_task_set()))
    assert (again.imported, again.duplicates, again.faults) == (0, 8, ())
    assert evaluation.evaluator.startswith("e-")
    assert sqlite_version()


def test_the_same_id_with_other_content_is_a_fault_and_nothing_comes_in(evaluation: Evaluation, tmp_path: Path) -> None:
    file = tmp_path / "sample.jsonl"
    line = {"task_id": "new", "prompt": "p", "candidates": [{"code": "x"}, {"code": "y"}]}
    file.write_text(json.dumps(line) + "\n" + json.dumps({**line, "task_id": "lru-ttl-014"}), encoding="utf-8")
    source = replace(open_task_file(file), task_set=open_task_file(sample_task_set()).task_set)
    from app.formats.task_files import TaskFile

    assert isinstance(source, TaskFile)
    fresh = open_task_file(file, task_set="fresh")
    assert imported(evaluation, fresh).imported == 2
    file.write_text(json.dumps({**line, "prompt": "other"}) + "\n", encoding="utf-8")
    report = imported(evaluation, open_task_file(file, task_set="fresh"))
    assert report.imported == 0
    assert "a task never changes: give the corrected one a new task_id" in report.faults[0].message


@pytest.mark.parametrize(
    ("skip_invalid", "dry_run", "kept"), [(False, False, 0), (True, False, 1), (False, True, 0), (True, True, 0)]
)
def test_faults_keep_everything_out_unless_they_are_skipped(
    evaluation: Evaluation, tmp_path: Path, skip_invalid: bool, dry_run: bool, kept: int
) -> None:
    file = tmp_path / "mixed.jsonl"
    line = {"task_id": "a", "prompt": "p", "candidates": [{"code": "x"}, {"code": "y"}]}
    file.write_text(json.dumps(line) + "\nnonsense\n", encoding="utf-8")
    report = imported(evaluation, open_task_file(file), skip_invalid=skip_invalid, dry_run=dry_run)
    assert (report.valid, report.skipped, len(report.faults)) == (1, 1, 1)
    assert len(evaluation.queue("mixed")) == kept


def test_faults_are_told_in_the_order_of_the_file_however_long_it_is(evaluation: Evaluation, tmp_path: Path) -> None:
    file = tmp_path / "long.jsonl"

    def line(number: int, prompt: str = "p") -> str:
        return json.dumps({"task_id": f"t{number}", "prompt": prompt, "candidates": [{"code": "x"}, {"code": "y"}]})

    file.write_text("\n".join(line(number) for number in range(5)), encoding="utf-8")
    imported(evaluation, open_task_file(file))
    lines = [line(number) for number in range(300)]
    lines[3] = line(3, "another")
    lines[4], lines[150], lines[299] = "nonsense", line(0), "{}"
    file.write_text("\n".join(lines), encoding="utf-8")
    report = imported(evaluation, open_task_file(file), skip_invalid=True)
    assert [(fault.line, fault.field) for fault in report.faults] == [
        (4, "task_id"),
        (5, None),
        (151, "task_id"),
        (300, "task_id"),
    ]
    assert (report.imported, report.duplicates, report.skipped) == (293, 3, 4)
    assert len(evaluation.queue("long")) == 298


def test_an_import_that_is_dropped_leaves_nothing(evaluation: Evaluation, tmp_path: Path) -> None:
    file = tmp_path / "many.jsonl"
    lines = [
        json.dumps({"task_id": f"t{n}", "prompt": "p", "candidates": [{"code": "x"}, {"code": "y"}]}) for n in range(9)
    ]
    file.write_text("\n".join(lines), encoding="utf-8")
    steps = evaluation.import_tasks(open_task_file(file))
    assert [next(steps) for _ in range(3)] == [1, 2, 3]
    steps.close()
    assert evaluation.queue("many") == ()


def test_the_order_is_fixed_at_the_first_opening_and_balanced_over_the_set(evaluation: Evaluation) -> None:
    two = [entry.key for entry in evaluation.queue("sample") if entry.candidates == 2]
    first = [evaluation.lay_out(key).sitting.exhibits for key in two]
    again = [evaluation.lay_out(key).sitting.exhibits for key in two]
    assert first == again
    assert evaluation.last_opened() == two[-1]
    assert evaluation.task_sets()[0].opened_at is not None


def test_the_coming_task_is_foreseen_as_it_will_lie_on_the_desk_and_nothing_is_fixed_by_that(
    evaluation: Evaluation,
) -> None:
    evaluation.lay_out(LRU)
    foreseen = evaluation.foresee(LRU)
    assert foreseen is not None
    assert evaluation._workspace.order(foreseen.key) is None
    assert evaluation.lay_out(foreseen.key).sitting == foreseen
    assert evaluation.foresee(LRU) == foreseen


def test_where_every_other_task_is_dealt_with_none_is_foreseen(evaluation: Evaluation) -> None:
    for entry in evaluation.queue("sample"):
        if entry.key != LRU:
            evaluation.skip(entry.key, SkipReason.LANGUAGE)
    assert evaluation.foresee(LRU) is None


def test_what_is_kept_comes_back_and_an_empty_draft_is_none(evaluation: Evaluation) -> None:
    evaluation.lay_out(LRU)
    place, attention = Place(row=4), Attention(1000, 2, ("aligned",))
    evaluation.keep(LRU, Draft(rationale="Half"), place, attention)
    bench = evaluation.lay_out(LRU)
    assert (bench.draft.rationale, bench.place, bench.attention) == ("Half", place, attention)
    assert evaluation.queue("sample")[0].state is TaskState.DRAFT
    evaluation.keep(LRU, Draft(), place, attention)
    assert evaluation.queue("sample")[0].state is TaskState.TODO
    evaluation.set_flag(LRU, flag=True)
    assert evaluation.lay_out(LRU).sitting.is_flagged


def test_an_incomplete_draft_is_refused_and_nothing_is_written(evaluation: Evaluation, tmp_path: Path) -> None:
    evaluation.lay_out(LRU)
    assert evaluation.missing(LRU, Draft())
    with pytest.raises(IncompleteError, match="Choose an overall verdict") as refused:
        evaluation.submit(LRU, Draft(), Attention())
    assert len(refused.value.gaps) > 2
    assert exported(evaluation, tmp_path / "out") == []


def test_a_task_that_was_never_opened_cannot_be_submitted(evaluation: Evaluation) -> None:
    draft = finished(evaluation)
    other = TaskKey("sample", TaskId("bounded-fetch-009"))
    with pytest.raises(ValueError, match="was never opened"):
        evaluation.submit(other, draft, Attention())


def test_submit_undo_and_submit_again_are_judgment_retraction_and_revision(
    evaluation: Evaluation, tmp_path: Path
) -> None:
    draft = finished(evaluation)
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


def test_a_withdrawn_judgment_is_in_no_export_and_is_counted(evaluation: Evaluation, tmp_path: Path) -> None:
    evaluation.submit(LRU, finished(evaluation), Attention())
    evaluation.withdraw(LRU, "by mistake")
    steps = evaluation.export_judgments(tmp_path)
    try:
        while True:
            next(steps)
    except StopIteration as end:
        report = end.value
    assert (report.judgments, report.dropped) == (0, {"retracted": 1})
    assert report.path == tmp_path / "judgments.jsonl"
    assert evaluation.queue("sample")[0].state is TaskState.TODO


def test_an_export_repeats_byte_for_byte_and_can_be_limited_to_a_set(evaluation: Evaluation, tmp_path: Path) -> None:
    for entry in evaluation.queue("sample"):
        evaluation.submit(entry.key, finished(evaluation, entry.key), Attention())
    first = exported(evaluation, tmp_path / "one")
    assert len(first) == 8
    assert exported(evaluation, tmp_path / "two") == first
    for _ in evaluation.export_judgments(tmp_path / "three", task_set="other"):
        pass
    assert (tmp_path / "three").read_bytes() == b""


def test_an_export_that_is_dropped_leaves_no_file(evaluation: Evaluation, tmp_path: Path) -> None:
    for entry in evaluation.queue("sample")[:2]:
        evaluation.submit(entry.key, finished(evaluation, entry.key), Attention())
    steps = evaluation.export_judgments(tmp_path / "out")
    next(steps)
    steps.close()
    assert not (tmp_path / "out").exists()


def test_the_tasks_leave_as_they_came(evaluation: Evaluation, tmp_path: Path) -> None:
    for _ in evaluation.exporting.export("tasks", tmp_path):
        pass
    given = sample_task_set().with_name("tasks.jsonl").read_bytes()
    assert (tmp_path / "tasks.jsonl").read_bytes() == given


def everything_said(evaluation: Evaluation, key: TaskKey) -> Draft:
    """A draft that says all that can be said from a file too."""
    draft = finished(evaluation, key)
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


def as_written_in_a_file(record: dict[str, Any]) -> dict[str, Any]:
    """The draft that gives *record*: without ids, hashes, times and quotes."""
    by_the_program = ("finding_id", "created_at", "edited_at")
    findings = [{key: one[key] for key in one if key not in by_the_program} for one in record["findings"]]
    for finding in findings:
        finding["evidence"] = [{key: one[key] for key in one if key != "quote"} for one in finding["evidence"]]
    return {
        "schema": "diptych/draft/1",
        "task_id": record["task"]["task_id"],
        "verdict": record["verdict"],
        "scores": record["scores"],
        "findings": findings,
        "rationale": {"text": record["rationale"]["text"]},
        "checks": record["checks"],
        "checklist": record["checklist"],
    }


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


def test_an_unknown_task_or_set_is_told_in_a_sentence(evaluation: Evaluation) -> None:
    with pytest.raises(UserError, match="There is no task “gone”"):
        evaluation.lay_out(TaskKey("sample", TaskId("gone")))


def test_the_evaluators_id_is_fixed_by_the_first_event(evaluation: Evaluation) -> None:
    evaluation.skip(LRU, SkipReason.LANGUAGE)
    with pytest.raises(UserError, match="id is fixed"):
        evaluation.set_evaluator(evaluation.evaluator)


def test_identical_candidates_begin_with_a_tie_that_is_no_draft_yet(evaluation: Evaluation, tmp_path: Path) -> None:
    file = tmp_path / "same.jsonl"
    lines = [
        {"task_id": "two", "prompt": "p", "candidates": [{"code": "x"}] * 2},
        {"task_id": "three", "prompt": "p", "candidates": [{"code": "x"}, {"code": "x"}, {"code": "y"}]},
    ]
    file.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    imported(evaluation, open_task_file(file))
    bench = evaluation.lay_out(TaskKey("same", TaskId("two")))
    assert (bench.draft.verdict.outcome, bench.is_fresh) == (Outcome.EQUIVALENT, True)
    assert evaluation.lay_out(TaskKey("same", TaskId("three"))).draft == Draft()
    assert [entry.state for entry in evaluation.queue("same")] == [TaskState.TODO] * 2


def test_a_policy_that_shuffles_gives_each_evaluator_an_order_of_their_own(
    evaluation: Evaluation, tmp_path: Path
) -> None:
    record = {"prompt": "p", "candidates": [{"code": "x"}, {"code": "y"}]}
    file = tmp_path / "many.jsonl"
    file.write_text("\n".join(json.dumps({"task_id": f"t{n:02}", **record}) for n in range(20)), encoding="utf-8")
    imported(evaluation, open_task_file(file, policy=Policy(version=2, shuffle_tasks=True), guidelines="Be fair."))
    entries = evaluation.queue("many")
    assert [entry.position for entry in entries] == list(range(1, 21))
    assert sorted(entry.key.task_id for entry in entries) != [entry.key.task_id for entry in entries]
    assert evaluation.lay_out(entries[0].key).sitting.position == 1
    everything = evaluation.queue()
    assert everything[:8] == evaluation.queue("sample")
    assert everything[8:] == entries


def with_results(evaluation: Evaluation, tmp_path: Path) -> TaskKey:
    """A task whose policy asks for a first impression, and that comes with test results."""
    file = tmp_path / "tested.jsonl"
    results = {"c1": [{"name": "test_one", "outcome": "failed"}], "c2": [{"name": "test_one", "outcome": "passed"}]}
    record = {"task_id": "t", "prompt": "p", "candidates": [{"code": "x"}, {"code": "y"}], "results": results}
    file.write_text(json.dumps(record), encoding="utf-8")
    imported(evaluation, open_task_file(file, policy=Policy(version=2, first_impression=True)))
    return TaskKey("tested", TaskId("t"))


def test_results_stand_with_the_candidate_that_they_are_of(evaluation: Evaluation, tmp_path: Path) -> None:
    exhibits = evaluation.lay_out(with_results(evaluation, tmp_path)).sitting.exhibits
    assert {(exhibit.files[0].content, exhibit.results[0].has_passed) for exhibit in exhibits} == {
        ("x", False),
        ("y", True),
    }


def test_a_first_impression_is_locked_in_outlives_undo_and_restart_and_is_exported(
    evaluation: Evaluation, tmp_path: Path
) -> None:
    key = with_results(evaluation, tmp_path)
    draft = finished(evaluation, key)
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


def test_the_history_tells_every_event_with_what_it_changed(evaluation: Evaluation) -> None:
    draft = finished(evaluation)
    evaluation.skip(LRU, SkipReason.OTHER, "Later")
    evaluation.resume(LRU)
    evaluation.submit(LRU, draft, Attention())
    evaluation.submit(LRU, replace(draft, verdict=replace(draft.verdict, confidence=1)), Attention())
    evaluation.withdraw(LRU, "I know the author.")
    history = evaluation.history(LRU)
    assert [(entry.type, entry.revision, entry.reason, entry.note) for entry in history] == [
        ("skip", None, "other", "Later"),
        ("resume", None, None, ""),
        ("judgment", 1, None, ""),
        ("revision", 2, None, ""),
        ("retraction", None, "withdrawn", "I know the author."),
    ]
    assert [entry.changes for entry in (*history[:2], *history[3:])] == [
        (),
        (),
        (Change("Verdict: confidence", "sure", "a guess"),),
        (),
    ]
    first = history[2]
    assert first.draft == draft
    assert first.changes[0] == Change("Verdict", None, "B is clearly better than A.")
    assert {change.before for change in first.changes} == {None}
    assert [told(entry) for entry in history] == [
        "Skipped: other",
        "Taken up again",
        "Handed in",
        "Revision 2",
        "Withdrawn",
    ]
    assert [stands(history[:length]) for length in range(6)] == [False, False, False, True, True, False]


def test_a_withdrawal_that_is_undone_leaves_a_revision_that_says_the_same(
    evaluation: Evaluation, tmp_path: Path
) -> None:
    with pytest.raises(UserError, match="No judgment of “lru-ttl-014” is withdrawn"):
        evaluation.reinstate(LRU)
    judgment = evaluation.submit(LRU, finished(evaluation), Attention())
    evaluation.withdraw(LRU)
    assert evaluation.lay_out(LRU).last == LastEvent("retraction", evaluation.history(LRU)[-1].at, "withdrawn")
    evaluation.reinstate(LRU)
    (line,) = exported(evaluation, tmp_path / "out")
    assert msgspec.json.decode(line, type=Judgment) == replace(judgment, revision=2)
    assert evaluation.history(LRU)[-1].changes == ()
    assert evaluation.lay_out(LRU).is_submitted
    assert evaluation.examine() == ()


def test_the_last_event_says_how_a_task_was_left(evaluation: Evaluation) -> None:
    assert evaluation.lay_out(LRU).last is None
    evaluation.skip(LRU, SkipReason.BROKEN_TASK)
    bench = evaluation.lay_out(LRU)
    assert bench.last is not None
    assert (bench.last.type, bench.last.reason) == ("skip", "broken_task")


def test_a_judgment_is_reopened_after_a_restart_and_stands_until_it_is_revised(
    evaluation: Evaluation, tmp_path: Path
) -> None:
    draft = finished(evaluation)
    with pytest.raises(UserError, match="no judgment"):
        evaluation.reopen(LRU)
    evaluation.submit(LRU, draft, Attention())
    evaluation.close()
    again = Evaluation.open(tmp_path / "work.diptych", now=Clock())
    bench = again.reopen(LRU)
    assert (bench.is_submitted, bench.draft) == (False, draft)
    assert len(exported(again, tmp_path / "out")) == 1
    again.keep(LRU, replace(draft, rationale="Begun anew"), Place(), Attention())
    assert again.reopen(LRU).draft.rationale == "Begun anew"
    assert again.submit(LRU, draft, Attention()).revision == 2
    again.withdraw(LRU)
    assert again.reopen(LRU).draft == draft
    assert exported(again, tmp_path / "out") == []
    again.close()


def test_a_judgment_from_a_file_has_a_history_in_the_order_of_the_task_file(
    evaluation: Evaluation, tmp_path: Path
) -> None:
    record = {
        "schema": "diptych/draft/1",
        "task_id": LRU.task_id,
        "verdict": {"outcome": "cannot_judge"},
        "rationale": {"text": "{{c:c2}} needs a machine"},
    }
    file = tmp_path / "drafts.jsonl"
    file.write_text(json.dumps(record), encoding="utf-8")
    assert evaluation.judge(file).faults == ()
    (entry,) = evaluation.history(LRU)
    assert entry.draft is not None
    assert entry.draft.rationale == "{{c:B}} needs a machine"


def test_judgments_leave_as_pairs_and_as_filled_in_rubrics(evaluation: Evaluation, tmp_path: Path) -> None:
    draft = with_note(finished(evaluation), Slot.A, "correctness", "Right but slow.")
    judgment = evaluation.submit(LRU, replace(draft, rationale=draft.rationale + "{{c:A:1-2}}"), Attention())
    assert judgment.presentation is not None
    first_shown = judgment.presentation.order[0]
    three = TaskKey("sample", TaskId("retry-backoff-002"))
    evaluation.submit(three, finished(evaluation, three), Attention())
    other = TaskKey("sample", TaskId("bounded-fetch-009"))
    unsure = replace(finished(evaluation, other), verdict=Verdict(Outcome.CANNOT_JUDGE))
    evaluation.submit(other, unsure, Attention())
    withdrawn = TaskKey("sample", TaskId("rate-limit-033"))
    evaluation.submit(withdrawn, finished(evaluation, withdrawn), Attention())
    evaluation.withdraw(withdrawn)
    report = drained(evaluation.exporting.export("pairs", tmp_path))
    lines = (tmp_path / "pairs.jsonl").read_text(encoding="utf-8").splitlines()
    assert (len(lines), report.judgments, report.dropped) == (4, 2, {"cannot_judge": 1, "retracted": 1})
    for line in lines:
        Draft202012Validator(schema("pair")).validate(json.loads(line))
    report = drained(evaluation.exporting.export("rubric", tmp_path, task_set="sample"))
    filled = [json.loads(line) for line in (tmp_path / "scores.jsonl").read_text(encoding="utf-8").splitlines()]
    assert (len(filled), report.judgments, report.dropped) == (7, 3, {"retracted": 1})
    of_a = next(one for one in filled if one["candidate_id"] == first_shown)
    assert of_a["rubric"]["correctness"]["note"] == "Right but slow."
    assert of_a["notes"].endswith(f"candidate {first_shown} (lines 1-2)")
    assert rubric_from(of_a, default_name="x").names == evaluation.lay_out(LRU).sitting.brief.rubric.names


def test_unsealing_shows_who_wrote_what_and_marks_what_is_judged_later(evaluation: Evaluation, tmp_path: Path) -> None:
    before = evaluation.submit(LRU, finished(evaluation), Attention())
    with pytest.raises(UserError, match="are sealed; unseal them first"):
        evaluation.origins(LRU)
    assert evaluation.unsealed_at("sample") is None
    evaluation.unseal("sample")
    moment = evaluation.unsealed_at("sample")
    assert moment is not None
    evaluation.unseal("sample")
    assert evaluation.unsealed_at("sample") == moment
    assert evaluation.lay_out(LRU).sitting.is_unsealed
    origins = evaluation.origins(LRU)
    assert evaluation.lay_out(LRU).origins == tuple(origins.items())
    line = json.loads(sample_task_set().with_name("tasks.jsonl").read_text(encoding="utf-8").splitlines()[0])
    models = {one["candidate_id"]: one["model"] for one in line["candidates"]}
    assert before.presentation is not None
    assert list(origins.values()) == [models[name] for name in before.presentation.order]
    other = TaskKey("sample", TaskId("bounded-fetch-009"))
    assert evaluation.lay_out(other).origins is None
    with pytest.raises(UserError, match="is not judged; its models can be seen once it is"):
        evaluation.origins(other)
    after = evaluation.submit(other, finished(evaluation, other), Attention())
    assert after.presentation is not None
    assert (before.presentation.unblinded, after.presentation.unblinded) == (False, True)
    report = drained(evaluation.exporting.export("pairs", tmp_path))
    assert (report.judgments, report.dropped) == (1, {"unblinded": 1})
    with pytest.raises(UserError, match="no task set"):
        evaluation.unseal("nonsense")


class QueueFollowsEvents(RuleBasedStateMachine):
    """The state in the queue follows from the last event about a task and from whether there is a draft."""

    def __init__(self) -> None:
        super().__init__()
        from tempfile import TemporaryDirectory

        self.folder = TemporaryDirectory()
        self.evaluation = Evaluation.open(Path(self.folder.name) / "work.diptych", now=Clock())
        imported(self.evaluation, open_task_file(sample_task_set()))
        self.draft = finished(self.evaluation)
        self.judged = self.skipped = self.drafted = False

    @rule()
    def submit(self) -> None:
        self.evaluation.submit(LRU, self.draft, Attention())
        self.judged, self.skipped, self.drafted = True, False, False

    @rule()
    def take_back(self) -> None:
        if self.judged:
            self.evaluation.take_back(LRU, self.draft)
            self.judged, self.skipped, self.drafted = False, False, True

    @rule(reason=st.sampled_from(SkipReason))
    def skip(self, reason: SkipReason) -> None:
        self.evaluation.skip(LRU, reason)
        self.skipped = True

    @rule()
    def resume(self) -> None:
        self.evaluation.resume(LRU)
        self.skipped = False

    @rule(is_something=st.booleans())
    def write(self, is_something: bool) -> None:
        draft = Draft(rationale="x") if is_something else None
        self.evaluation.keep(LRU, draft, Place(), Attention())
        self.drafted = is_something

    @invariant()
    def queue_tells(self) -> None:
        state = self.evaluation.queue("sample")[0].state
        if self.skipped:
            assert state is TaskState.SKIPPED
        elif self.drafted:
            assert state is TaskState.DRAFT
        else:
            assert state is (TaskState.DONE if self.judged else TaskState.TODO)

    def teardown(self) -> None:
        assert self.evaluation.examine() == ()
        self.evaluation.close()
        self.folder.cleanup()


TestQueueFollowsEvents = QueueFollowsEvents.TestCase
TestQueueFollowsEvents.settings = settings(max_examples=15, stateful_step_count=12, deadline=None)


def test_a_clock_that_was_turned_back_is_warned_of(evaluation: Evaluation, tmp_path: Path) -> None:
    evaluation.skip(LRU, SkipReason.OTHER)
    assert evaluation.warnings == ()
    evaluation.close()
    earlier = datetime(2025, 12, 31, 12, tzinfo=UTC)
    again = Evaluation.open(tmp_path / "work.diptych", now=lambda: earlier)
    (warning,) = again.warnings
    assert warning.startswith("The clock of this computer stands before the last entry of the log")
    again.close()


def test_a_workspace_opened_for_reading_lays_tasks_out_and_writes_nothing(
    evaluation: Evaluation, tmp_path: Path
) -> None:
    evaluation.lay_out(LRU)
    kept = [one.candidate_id for one in evaluation._workspace.task(LRU).candidates]
    reader = Evaluation.open_for_reading(tmp_path / "work.diptych")
    assert reader.is_read_only
    never_opened = next(entry.key for entry in reader.queue("sample") if entry.key != LRU)
    assert len(reader.lay_out(LRU).sitting.exhibits) == len(kept)
    assert reader.lay_out(never_opened).is_fresh
    assert reader.last_opened() == LRU
    reader.close()
    assert not evaluation.is_read_only
