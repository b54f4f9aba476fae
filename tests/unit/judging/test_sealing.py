"""Sealing a draft into a judgment, and opening it again."""

from dataclasses import replace

import pytest

from app.domain.blind_order import ALGORITHM, BlindOrder
from app.domain.canonical import canonical
from app.domain.draft import (
    Answer,
    Category,
    Counterexample,
    Draft,
    Finding,
    Outcome,
    Polarity,
    Severity,
    Span,
    Verdict,
)
from app.domain.judgment import Judgment, Program, TimingCorrection
from app.domain.names import CandidateId, EvaluatorId, FindingId, Instant, JudgmentId, Slot
from app.domain.sitting import Attention, Correction, Seen, Spent
from app.domain.task import File, Task
from app.judging.sealing import Showing, seal
from app.judging.sentence import verdict_sentence
from app.judging.unsealing import unseal
from tests.builders import CODE, a_draft, a_task, a_task_set

NOW = Instant("2026-01-01T10:00:00.000Z")
LATER = Instant("2026-01-01T10:05:00.000Z")
SLOTS = {Slot.A: CandidateId("c2"), Slot.B: CandidateId("c1")}
ORDER = BlindOrder((CandidateId("c2"), CandidateId("c1")), "seed", 7, ALGORITHM, NOW)
SHOWING = Showing(ORDER, Attention(402_000, 1_000, ("aligned", "tinted")), LATER)
FINDING = Finding(
    finding_id=FindingId("f1"),
    slot=Slot.B,
    polarity=Polarity.PROBLEM,
    category=Category.EDGE_CASE,
    criterion="edge_cases",
    severity=Severity.HIGH,
    claim="Empty input raises.",
    created_at=NOW,
    edited_at=NOW,
    evidence=(Span(1, 2), Span(2, 2, first_column=5, last_column=10)),
    counterexample=Counterexample("mean([])", "0.0", "ZeroDivisionError"),
)


def sealed(draft: Draft, *, task: Task | None = None, showing: Showing | None = SHOWING) -> Judgment:
    return seal(
        draft,
        task or a_task(),
        a_task_set(),
        slots=SLOTS,
        showing=showing,
        checks=draft.checks,
        evaluator=EvaluatorId("e-0123456789ab"),
        judgment_id=JudgmentId("j1"),
        revision=1,
        program=Program("diptych", "0"),
    )


def test_slots_become_candidate_ids_everywhere() -> None:
    draft = replace(a_draft(rationale="{{c:A:2-3}} guards, {{c:B}} does not. "), findings=(FINDING,))
    judgment = sealed(draft)
    assert judgment.verdict.ranking == (("c1",), ("c2",))
    assert [(c.candidate_id, c.slot) for c in judgment.candidates] == [("c1", Slot.B), ("c2", Slot.A)]
    assert judgment.scores[CandidateId("c1")]["correctness"].score == 4
    assert judgment.findings[0].candidate_id == "c1"
    assert judgment.rationale.text == "{{c:c2:2-3}} guards, {{c:c1}} does not. "
    assert judgment.rationale.rendered == "candidate c2 (lines 2-3) guards, candidate c1 does not. "
    assert judgment.rationale.sentence == "c1 is clearly better than c2, decided by correctness."


def test_quotes_are_taken_from_the_candidate_that_is_meant() -> None:
    first, second = sealed(replace(a_draft(), findings=(FINDING,))).findings[0].evidence
    assert first.quote == CODE[0].removesuffix("\n")
    assert second.quote == "return"


def test_evidence_in_one_of_several_files_keeps_its_path() -> None:
    task = a_task()
    files = (File("a.py", "x\n"), File("b.py", "y\nz\n"))
    many = replace(task, candidates=tuple(replace(c, files=files) for c in task.candidates))
    finding = replace(FINDING, evidence=(Span(2, 2, path="b.py"),))
    (evidence,) = sealed(replace(a_draft(), findings=(finding,)), task=many).findings[0].evidence
    assert (evidence.path, evidence.quote) == ("b.py", "z")


def test_a_screen_knows_order_and_time_and_a_file_does_not() -> None:
    judgment = sealed(a_draft())
    assert judgment.presentation is not None
    assert judgment.presentation.order == ("c2", "c1")
    assert judgment.presentation.position_in_block == 7
    assert judgment.timing is not None
    assert (judgment.timing.active_ms, judgment.timing.submitted_at) == (402_000, LATER)
    from_file = sealed(a_draft(), showing=None)
    assert (from_file.presentation, from_file.timing, from_file.made_with) == (None, None, "file")
    assert [candidate.slot for candidate in from_file.candidates] == [None, None]


def test_a_clock_that_went_back_is_marked() -> None:
    judgment = sealed(a_draft(), showing=replace(SHOWING, submitted_at=Instant("2025-12-31T00:00:00.000Z")))
    assert judgment.timing is not None
    assert judgment.timing.clock_suspect


def test_opening_a_judgment_again_gives_the_draft_back() -> None:
    draft = replace(
        a_draft(rationale="{{c:A:2-3}} guards."),
        findings=(FINDING, replace(FINDING, counterexample=None, evidence=())),
        checks=(Answer("K2", 1, "ask", "because", "kept", "I mean it"),),
        pasted_characters=300,
        checklist=(("general.concurrency", True),),
    )
    judgment = sealed(draft)
    assert unseal(judgment, SLOTS) == draft
    assert canonical(sealed(unseal(judgment, SLOTS))) == canonical(judgment)


def test_acceptability_is_told_by_candidate() -> None:
    verdict = replace(a_draft().verdict, acceptable=((Slot.A, "no"), (Slot.B, "as_is")))
    judgment = sealed(a_draft(verdict=verdict))
    assert judgment.verdict.acceptable == {"c2": "no", "c1": "as_is"}
    assert unseal(judgment, SLOTS).verdict == verdict


def test_a_draft_without_an_outcome_cannot_be_sealed() -> None:
    with pytest.raises(ValueError, match="outcome"):
        sealed(replace(a_draft(), verdict=Verdict()))


A, B, C = Slot.A, Slot.B, Slot.C


@pytest.mark.parametrize(
    ("verdict", "sentence"),
    [
        (Verdict(Outcome.CANNOT_JUDGE), "The candidates cannot be judged."),
        (Verdict(Outcome.EQUIVALENT, ((A, B),)), "A and B are equally good."),
        (
            Verdict(Outcome.EQUIVALENT, ((A, B, C),), none_acceptable=True),
            "A, B and C are equally good; none is acceptable.",
        ),
        (Verdict(Outcome.PREFERENCE, ((A,), (B,)), (3,)), "A is much better than B."),
        (
            Verdict(Outcome.PREFERENCE, ((C,), (A, B)), (1,), deciding_criterion="safety"),
            "C is slightly better than A and B, decided by safety.",
        ),
        (
            Verdict(Outcome.PREFERENCE, ((A, B), (C,)), (2,)),
            "A and B are clearly better than C.",
        ),
        (
            Verdict(Outcome.PREFERENCE, ((A,), (B,), (C,)), (3, 1)),
            "A is much better than B, and B is slightly better than C.",
        ),
    ],
)
def test_the_verdict_is_a_sentence(verdict: Verdict, sentence: str) -> None:
    assert verdict_sentence(verdict, lambda slot: slot.value) == sentence


def test_what_was_looked_at_is_told_by_candidate() -> None:
    attention = Attention(
        3_000,
        0,
        ("aligned",),
        spent=(Spent(Slot.A, "", 2_000, 3_000),),
        seen=(Seen(Slot.A, "", ((1, 2), (4, 4))),),
        pane_widths=(600, 580),
        correction=Correction(60_000, "Read on paper"),
        panes_dragged=True,
    )
    judgment = sealed(a_draft(), showing=replace(SHOWING, attention=attention))
    assert judgment.timing is not None
    assert judgment.timing.active_ms_by_candidate == {"c2": 2_000, "c1": 0}
    assert judgment.timing.active_ms_by_file == {"c2": {"": 2_000}, "c1": {}}
    assert judgment.timing.lines_seen == {"c2": 3, "c1": 0}
    assert judgment.timing.correction == TimingCorrection(60_000, "Read on paper")
    assert not judgment.timing.clock_suspect
    assert judgment.presentation is not None
    assert judgment.presentation.pane_widths == (600, 580)
    assert judgment.presentation.panes_dragged is True


def test_more_time_than_passed_makes_the_clock_suspect() -> None:
    five_minutes_and_a_second = replace(SHOWING, attention=Attention(300_000, 1_001))
    timing = sealed(a_draft(), showing=five_minutes_and_a_second).timing
    assert timing is not None
    assert timing.clock_suspect
    timing = sealed(a_draft(), showing=replace(SHOWING, attention=Attention(300_000))).timing
    assert timing is not None
    assert not timing.clock_suspect


def test_the_files_are_recorded_in_the_order_in_which_they_were_listed() -> None:
    task = a_task()
    several = replace(
        task,
        candidates=(
            replace(task.candidates[0], files=(File("b.py", "x\n"), File("a.py", "y\n"))),
            replace(task.candidates[1], files=(File("c.py", "x\n"), File("b.py", "y\n"))),
        ),
    )
    presentation = sealed(a_draft(), task=several).presentation
    assert presentation is not None
    assert presentation.files == ("b.py", "a.py", "c.py")
