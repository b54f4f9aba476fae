"""The first answer, locked in before the evidence is shown."""

from dataclasses import replace

import pytest

from app.domain.draft import Draft, FirstAnswer, Outcome, Verdict
from app.domain.names import Instant, Slot
from app.domain.policy import Policy
from app.domain.sitting import Exhibit, Sitting
from app.domain.task import ContextFile, File, Result
from app.judging.completeness import Missing, Part, missing, missing_of_first_impression
from app.judging.first_impression import changed_parts, has_turned, impression_in_words, locked, may_show_evidence
from app.judging.ranking import cannot_judge, with_preference
from tests.builders import a_draft, a_task

NOW = Instant("2026-01-01T10:00:00.000Z")
ASKING = Policy(first_impression=True)


def a_sitting(*, policy: Policy = ASKING, has_context: bool = True, results: tuple[Result, ...] = ()) -> Sitting:
    context = (ContextFile("store.py", "x = 1\n"),) if has_context else ()
    exhibits = tuple(Exhibit(slot, "python", (File("", "x\n"),), results) for slot in (Slot.A, Slot.B))
    return Sitting(replace(a_task().brief, context=context), policy, exhibits, position=1, total=1)


def test_it_is_asked_where_the_policy_asks_and_something_can_be_shown_later() -> None:
    assert a_sitting().asks_first_impression
    assert not a_sitting(has_context=False).asks_first_impression
    assert a_sitting(has_context=False, results=(Result("test_one", "passed"),)).asks_first_impression
    assert not a_sitting(policy=Policy()).asks_first_impression


def test_the_evidence_is_shown_once_the_answer_is_locked() -> None:
    assert not may_show_evidence(a_sitting(), a_draft())
    assert may_show_evidence(a_sitting(), locked(a_draft(), a_sitting(), at=NOW))
    assert may_show_evidence(a_sitting(policy=Policy()), Draft())


def test_the_locked_answer_is_the_verdict_as_it_stood_and_the_verdict_goes_on() -> None:
    draft = locked(a_draft(), a_sitting(), at=NOW)
    assert draft.first_impression == FirstAnswer(a_draft().verdict, NOW)
    assert draft.verdict == a_draft().verdict
    with pytest.raises(ValueError, match="no first impression"):
        locked(draft, a_sitting(), at=NOW)


def test_it_asks_verdict_deciding_criterion_and_confidence_and_no_text() -> None:
    gaps = missing_of_first_impression(Draft(verdict=with_preference(Verdict(), 2)), a_task().brief, ASKING)
    assert [gap.part for gap in gaps] == [Part.DECIDING_CRITERION, Part.CONFIDENCE]
    assert missing_of_first_impression(Draft(verdict=cannot_judge(Verdict())), a_task().brief, ASKING) == ()
    assert missing_of_first_impression(a_draft(rationale=""), a_task().brief, ASKING) == ()
    with pytest.raises(ValueError, match="how sure"):
        locked(a_draft(verdict=replace(a_draft().verdict, confidence=None)), a_sitting(), at=NOW)


def test_nothing_else_is_asked_before_it_and_a_file_is_never_asked() -> None:
    gaps = missing(Draft(), a_task().brief, ASKING, asks_first_impression=True)
    assert gaps == (Missing(Part.FIRST_IMPRESSION, "Lock in your first impression; then the evidence is shown."),)
    assert missing(a_draft(), a_task().brief, ASKING) == ()


def test_what_changed_is_told_by_its_parts_and_a_turn_from_a_change_of_strength() -> None:
    first = a_draft().verdict
    assert changed_parts(first, first) == ()
    stronger = replace(first, gaps=(3,), confidence=2)
    assert changed_parts(first, stronger) == ("gaps", "confidence")
    assert not has_turned(first, stronger)
    assert has_turned(first, replace(first, ranking=((Slot.A,), (Slot.B,))))
    assert has_turned(first, Verdict(Outcome.EQUIVALENT, ((Slot.A, Slot.B),)))


def test_it_is_told_in_words_with_what_is_another_now() -> None:
    brief = a_sitting().brief
    first = with_preference(Verdict(deciding_criterion="edge_cases", confidence=2), 2)
    said = "A clearly better, decided by edge cases, fairly sure."
    assert impression_in_words(first, first, brief) == f"{said} Nothing has changed since."
    final = replace(with_preference(first, 7), confidence=3)
    assert impression_in_words(first, final, brief) == f"{said} Changed since: which is better, by how much, how sure."
    assert impression_in_words(cannot_judge(Verdict()), final, brief).startswith(
        "cannot judge. Changed since: which is"
    )
