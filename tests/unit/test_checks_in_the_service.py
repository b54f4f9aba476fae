"""Checks through the service: what fires is stored with its answer, and never stands in the way."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.domain.draft import Draft, Verdict
from app.domain.names import Slot, TaskId, TaskKey
from app.domain.sitting import Attention, Seen, Spent
from app.evaluation import Evaluation
from app.formats.bundled import sample_task_set
from app.formats.task_files import open_task_file
from app.judging.bare_letters import bare_letters, with_references
from app.judging.checks.asking import to_ask, with_reply
from tests.unit.service.scene import LRU, Clock, a_finished_draft, exported, imported

FETCH = TaskKey("sample", TaskId("bounded-fetch-009"))
SCREEN_ONLY = ("judgment_id", "made_with", "candidates", "presentation", "timing", "first_impression", "findings")
PLAIN = (
    "Correctness decides: {{c:A}} drops entries that are still wanted, and {{c:B}} keeps them, which the task asks for "
    "in so many words. The rest is much alike, and would not change what I think of either of the two in the end."
)


@pytest.fixture
def evaluation(tmp_path: Path) -> Iterator[Evaluation]:
    opened = Evaluation.open(tmp_path / "work.diptych", now=Clock())
    imported(opened, open_task_file(sample_task_set()))
    yield opened
    opened.close()


def much(draft: Draft, *, text: str = PLAIN) -> Draft:
    """*draft* with a verdict of “much better” and scores that go with it, but no finding."""
    verdict: Verdict = replace(draft.verdict, gaps=(3,))
    better = verdict.ranking[0][0]
    scores = tuple(replace(score, score=5 if score.slot is better else 3) for score in draft.scores)
    return replace(draft, verdict=verdict, scores=scores, rationale=text)


def records(evaluation: Evaluation, dest: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in exported(evaluation, dest)]


def test_what_fires_is_asked_answered_and_stored_with_the_judgment(evaluation: Evaluation, tmp_path: Path) -> None:
    draft = much(a_finished_draft(evaluation))
    asked = to_ask(evaluation.checks(LRU, draft, Attention()), draft.checks)
    assert asked is not None
    assert asked.message == "Verdict is “much better” with no finding. Add one line of evidence?"
    answered = with_reply(draft, asked, "kept", "plain to see")
    assert to_ask(evaluation.checks(LRU, answered, Attention()), answered.checks) is None
    evaluation.submit(LRU, answered, Attention())
    (record,) = records(evaluation, tmp_path / "out.jsonl")
    assert record["checks"] == [
        {
            "answer": "kept",
            "check": "V1",
            "evidence": "much better, no finding",
            "level": "ask",
            "reason": "plain to see",
            "version": 1,
        }
    ]
    assert record["rationale"]["bare_letters"] is False


def test_a_check_that_nobody_asked_about_has_no_answer_and_stops_nothing(evaluation: Evaluation) -> None:
    judgment = evaluation.submit(LRU, much(a_finished_draft(evaluation)), Attention())
    assert judgment.checks is not None
    assert [(one.check, one.answer) for one in judgment.checks] == [("V1", None)]


def test_what_was_hardly_looked_at_is_asked_about_and_only_a_screen_can_know(evaluation: Evaluation) -> None:
    draft = a_finished_draft(evaluation)
    attention = Attention(
        spent=(Spent(Slot.A, "", on_screen_ms=90_000), Spent(Slot.B, "", on_screen_ms=4_200)),
        seen=(Seen(Slot.A, "", ((1, 500),)), Seen(Slot.B, "", ((1, 12),))),
    )
    messages = {one.check: one.message for one in evaluation.checks(LRU, draft, attention)}
    assert messages["V2"] == "You opened candidate B for 4 seconds."
    assert messages["V3"].startswith("You never scrolled past line 12 of B; it has ")
    stored = {one.check: one.evidence for one in evaluation.submit(LRU, draft, attention).checks or ()}
    assert re.fullmatch(r"\{\{c:c[12]\}\} on screen for 4200 ms", stored["V2"])


def test_what_was_reviewed_and_mended_is_stored_as_fixed(evaluation: Evaluation) -> None:
    draft = much(a_finished_draft(evaluation))
    asked = to_ask(evaluation.checks(LRU, draft, Attention()), ())
    assert asked is not None
    mended = with_reply(replace(draft, verdict=replace(draft.verdict, gaps=(2,))), asked, "review")
    judgment = evaluation.submit(LRU, mended, Attention())
    assert [(one.check, one.answer) for one in judgment.checks or ()] == [("V1", "fixed")]


def test_letters_kept_bare_are_flagged_and_one_key_turns_them_into_references(evaluation: Evaluation) -> None:
    text = PLAIN.replace("{{c:A}}", "A").replace("{{c:B}}", "B")
    draft = much(a_finished_draft(evaluation), text=text)
    found = evaluation.checks(LRU, draft, Attention())
    assert [one.check for one in found] == ["V1", "R22"]
    slots = evaluation.lay_out(LRU).sitting.brief.slots
    turned = replace(draft, rationale=with_references(text, bare_letters(text, slots)))
    assert turned.rationale == PLAIN
    assert evaluation.submit(LRU, draft, Attention()).rationale.bare_letters is True
    assert evaluation.submit(LRU, turned, Attention()).rationale.bare_letters is False


def test_evidence_is_stored_by_candidate_id_and_comes_back_by_letter(evaluation: Evaluation) -> None:
    draft = much(a_finished_draft(evaluation))
    low = tuple(replace(s, score=2) if s.slot == "A" and s.criterion == "safety" else s for s in draft.scores)
    draft = replace(draft, scores=low)
    judgment = evaluation.submit(LRU, draft, Attention())
    k8 = next(one for one in judgment.checks or () if one.check == "K8")
    first = judgment.presentation.order[0] if judgment.presentation is not None else ""
    assert k8.evidence == f"safety of {{{{c:{first}}}}} is low, without a problem"


def test_what_was_answered_comes_back_by_letter_and_what_nobody_was_asked_does_not(evaluation: Evaluation) -> None:
    draft = much(a_finished_draft(evaluation), text=PLAIN.replace("{{c:A}}", "A"))
    low = tuple(replace(s, score=2) if s.slot == "A" and s.criterion == "safety" else s for s in draft.scores)
    draft = replace(draft, scores=low)
    k8 = next(one for one in evaluation.checks(LRU, draft, Attention()) if one.check == "K8")
    evaluation.submit(LRU, with_reply(draft, k8, "kept"), Attention())
    (answer,) = evaluation.lay_out(LRU).draft.checks
    assert (answer.check, answer.evidence) == ("K8", "safety of {{c:A}} is low, without a problem")


def test_own_rationales_of_other_tasks_are_remembered_and_those_of_the_same_task_are_not(
    evaluation: Evaluation,
) -> None:
    evaluation.submit(LRU, much(a_finished_draft(evaluation)), Attention())
    again = much(a_finished_draft(evaluation))
    assert "R7" not in [one.check for one in evaluation.checks(LRU, again, Attention())]
    other = replace(much(a_finished_draft(evaluation, FETCH)), rationale=PLAIN)
    (twin,) = [one for one in evaluation.checks(FETCH, other, Attention()) if one.check == "R7"]
    assert (twin.level, "100 %" in twin.message) == ("hint", True)
    evaluation.withdraw(LRU)
    assert "R7" not in [one.check for one in evaluation.checks(FETCH, other, Attention())]


def test_a_task_that_was_never_opened_has_nothing_to_check(evaluation: Evaluation) -> None:
    with pytest.raises(ValueError, match="never opened"):
        evaluation.checks(LRU, Draft(), Attention())


def test_the_same_draft_from_a_file_stores_the_same_checks(evaluation: Evaluation, tmp_path: Path) -> None:
    text = PLAIN.replace("{{c:A}}", "A")
    draft = much(a_finished_draft(evaluation), text=text)
    asked = to_ask(evaluation.checks(LRU, draft, Attention()), ())
    assert asked is not None
    evaluation.submit(LRU, with_reply(draft, asked, "kept", "plain to see"), Attention())
    (shown,) = records(evaluation, tmp_path / "window.jsonl")
    handed_in = {
        "schema": "diptych/draft/1",
        **{key: shown[key] for key in ("verdict", "scores", "checks")},
        "task_id": LRU.task_id,
        "rationale": {"text": shown["rationale"]["text"]},
    }
    file = tmp_path / "drafts.jsonl"
    file.write_text(json.dumps(handed_in), encoding="utf-8")
    elsewhere = Evaluation.open(tmp_path / "elsewhere.diptych", now=Clock())
    try:
        imported(elsewhere, open_task_file(sample_task_set()))
        assert elsewhere.judge(file).faults == ()
        (read,) = records(elsewhere, tmp_path / "file.jsonl")
    finally:
        elsewhere.close()
    assert [(one["check"], one["answer"]) for one in read["checks"]] == [("V1", "kept"), ("R22", None)]
    same = [key for key in shown if key not in (*SCREEN_ONLY, "evaluator")]
    assert {key: read[key] for key in same} == {key: shown[key] for key in same}
    assert read["timing"] is None


def test_a_file_may_say_what_was_answered_to_a_check_that_only_a_screen_can_know(
    evaluation: Evaluation, tmp_path: Path
) -> None:
    shown = {
        "schema": "diptych/draft/1",
        "task_id": LRU.task_id,
        "verdict": {"outcome": "cannot_judge"},
        "rationale": {"text": "No."},
        "checks": [
            {"check": "V2", "version": 1, "level": "ask", "evidence": "{{c:c1}} on screen for 900 ms", "answer": "kept"}
        ],
    }
    file = tmp_path / "drafts.jsonl"
    file.write_text(json.dumps(shown), encoding="utf-8")
    assert evaluation.judge(file).faults == ()
    (record,) = records(evaluation, tmp_path / "out.jsonl")
    assert record["checks"] == [{**shown["checks"][0], "reason": ""}]  # type: ignore[index]  # a list, two lines above
    file.write_text(json.dumps(shown).replace("c:c1", "c:c9"), encoding="utf-8")
    (fault,) = evaluation.judge(file).faults
    assert (fault.field, "“c9” is no candidate" in fault.message) == ("checks[0].evidence", True)


def test_a_sound_judgment_has_an_empty_list_of_checks(evaluation: Evaluation) -> None:
    sound = replace(
        much(a_finished_draft(evaluation)), verdict=replace(a_finished_draft(evaluation).verdict, gaps=(2,))
    )
    assert evaluation.submit(LRU, sound, Attention()).checks == ()
