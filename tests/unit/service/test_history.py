"""What became of a task, event by event."""

import json
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from app.domain.bench import LastEvent
from app.domain.judgment import Judgment
from app.domain.names import TaskId, TaskKey
from app.domain.queue import SkipReason
from app.domain.sitting import Attention, Place
from app.errors import UserError
from app.evaluation import Evaluation
from app.formats.bundled import sample_task_set
from app.judging.revisions import Change
from app.judging.task_history import stands, told
from app.steps import finished
from tests.unit.service.scene import LRU, Clock, a_finished_draft, exported


def test_the_history_tells_every_event_with_what_it_changed(evaluation: Evaluation) -> None:
    draft = a_finished_draft(evaluation)
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
    judgment = evaluation.submit(LRU, a_finished_draft(evaluation), Attention())
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
    draft = a_finished_draft(evaluation)
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


def test_unsealing_shows_who_wrote_what_and_marks_what_is_judged_later(evaluation: Evaluation, tmp_path: Path) -> None:
    before = evaluation.submit(LRU, a_finished_draft(evaluation), Attention())
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
    after = evaluation.submit(other, a_finished_draft(evaluation, other), Attention())
    assert after.presentation is not None
    assert (before.presentation.unblinded, after.presentation.unblinded) == (False, True)
    report = finished(evaluation.exporting.export("pairs", tmp_path))
    assert (report.judgments, report.dropped) == (1, {"unblinded": 1})
    with pytest.raises(UserError, match="no task set"):
        evaluation.unseal("nonsense")
