"""What stops a judgment from being handed in, and nothing else does."""

from dataclasses import replace

import pytest

from app.domain.draft import Draft, Outcome, Verdict
from app.domain.names import SLOTS, Slot
from app.domain.policy import Policy
from app.judging.completeness import Missing, Part, missing
from app.judging.ranking import cannot_judge, place, with_acceptable
from app.judging.scoring import scores_set, with_note, with_score, without_score
from tests.builders import CODE, WORDS, a_draft, a_finding, a_task

TASK = a_task()
THREE = a_task(codes=CODE)


def parts(draft: Draft, policy: Policy | None = None) -> list[Part]:
    return [gap.part for gap in missing(draft, TASK.brief, policy or Policy())]


def test_a_complete_draft_lacks_nothing() -> None:
    assert missing(a_draft(TASK), TASK.brief, Policy()) == ()
    assert missing(a_draft(THREE), THREE.brief, Policy()) == ()


def test_an_empty_draft_lacks_everything_in_the_order_of_mending() -> None:
    assert parts(Draft()) == [Part.VERDICT, *[Part.SCORES] * 3, Part.RATIONALE]


@pytest.mark.parametrize(
    ("task", "words"),
    [(TASK, "Choose an overall verdict (1–7)."), (THREE, "Rank all three: press the letters best to worst.")],
)
def test_a_missing_verdict_is_asked_for_in_the_words_of_the_layout(task: object, words: str) -> None:
    brief = (TASK if task is TASK else THREE).brief
    assert missing(Draft(), brief, Policy())[0] == Missing(Part.VERDICT, words)


def test_a_ranking_of_two_of_three_is_no_verdict_yet() -> None:
    draft = replace(a_draft(THREE), verdict=place(Verdict(), Slot.A, SLOTS))
    assert missing(draft, THREE.brief, Policy())[0].part is Part.VERDICT


def test_a_preference_needs_its_deciding_criterion_and_a_tie_does_not() -> None:
    undecided = replace(a_draft(), verdict=replace(a_draft().verdict, deciding_criterion=None))
    assert parts(undecided) == [Part.DECIDING_CRITERION]
    assert parts(undecided, Policy(require_deciding_criterion=False)) == []
    tie = replace(undecided, verdict=Verdict(Outcome.EQUIVALENT, ((Slot.A, Slot.B),)))
    assert parts(tie) == []


def test_a_missing_score_names_the_criterion_and_the_letters() -> None:
    draft = without_score(without_score(a_draft(), Slot.A, "readability"), Slot.B, "readability")
    (gap,) = missing(draft, TASK.brief, Policy())
    assert gap.message == "Score Readability for A and B, or press – for not applicable."
    assert (gap.slot, gap.criterion) == (Slot.A, "readability")


def test_three_missing_letters_are_listed() -> None:
    draft = replace(a_draft(THREE), scores=tuple(s for s in a_draft(THREE).scores if s.criterion != "correctness"))
    assert "for A, B and C," in missing(draft, THREE.brief, Policy())[0].message


def test_not_applicable_is_an_answer() -> None:
    assert parts(with_score(a_draft(), Slot.A, "readability", None)) == []


def test_only_the_criteria_that_the_policy_names_are_required() -> None:
    draft = replace(a_draft(), scores=())
    assert parts(draft, Policy(required_criteria=("edge_cases",))) == [Part.SCORES]
    assert parts(draft, Policy(required_criteria=())) == []


def test_a_short_rationale_says_how_many_words_it_has_and_references_do_not_count() -> None:
    (gap,) = missing(replace(a_draft(), rationale="{{c:A:3}} fails"), TASK.brief, Policy())
    assert gap.message == "Rationale has 1 word; this task set asks for 30."


def test_cannot_judge_needs_one_word_and_nothing_else() -> None:
    said = replace(Draft(), verdict=cannot_judge(Verdict()))
    assert parts(said) == [Part.RATIONALE]
    assert parts(replace(said, rationale="Perl.")) == []


def test_the_counts_of_the_rings_follow_the_scores() -> None:
    assert scores_set(a_draft(), TASK.brief) == (6, 6)
    assert scores_set(without_score(a_draft(), Slot.A, "readability"), TASK.brief) == (5, 6)


def test_setting_a_score_again_keeps_its_note() -> None:
    noted = replace(a_draft().scores[0], note="because")
    draft = replace(a_draft(), scores=(noted, *a_draft().scores[1:]))
    changed = with_score(draft, noted.slot, noted.criterion, 0).score_of(noted.slot, noted.criterion)
    assert changed == replace(noted, score=0)


def test_words_of_the_builder_are_enough() -> None:
    assert len(WORDS.split()) >= 30


def test_a_note_belongs_to_a_score_and_stays_when_the_score_changes() -> None:
    draft = with_note(with_score(Draft(), Slot.A, "correctness", 3), Slot.A, "correctness", " Slow. ")
    assert with_score(draft, Slot.A, "correctness", 4).scores[0].note == "Slow."
    assert with_note(Draft(), Slot.A, "correctness", "Slow.") == Draft()


def test_a_strong_preference_needs_a_finding_where_the_policy_says_from_which_gap_on() -> None:
    clearly = a_draft()
    assert parts(clearly, Policy(finding_from_gap=3)) == []
    (gap,) = missing(clearly, TASK.brief, Policy(finding_from_gap=2))
    assert gap == Missing(Part.FINDINGS, "“Clearly better” asks for a finding: choose lines, press F.")
    assert parts(replace(clearly, findings=(a_finding(),)), Policy(finding_from_gap=2)) == []
    tie = replace(clearly, verdict=Verdict(Outcome.EQUIVALENT, ((Slot.A, Slot.B),)))
    assert parts(tie, Policy(finding_from_gap=1)) == []


def test_acceptability_is_asked_of_every_candidate_where_the_policy_asks() -> None:
    (gap,) = missing(a_draft(), TASK.brief, Policy(ask_acceptability=True))
    assert (gap.part, gap.slot) == (Part.ACCEPTABILITY, Slot.A)
    assert gap.message == "Say whether A and B could be merged: as is, with changes, or not."
    half = a_draft(verdict=with_acceptable(a_draft().verdict, Slot.A, "no", TASK.brief.slots))
    assert [(gap.part, gap.slot) for gap in missing(half, TASK.brief, Policy())] == [(Part.ACCEPTABILITY, Slot.B)]
    whole = a_draft(verdict=with_acceptable(half.verdict, Slot.B, "as_is", TASK.brief.slots))
    assert parts(whole, Policy(ask_acceptability=True)) == []
    assert parts(a_draft(verdict=cannot_judge(whole.verdict)), Policy(ask_acceptability=True)) == []
