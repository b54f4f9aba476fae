"""Checks that hold the verdict against the scores: each fires where it should, and is silent beside it."""

from dataclasses import replace

import pytest

from app.domain.draft import Score
from app.domain.names import Slot
from app.domain.rubric import Criterion
from app.judging.checks.subject import Subject, pairs, points
from tests.subjects import CRITERIA, a_finding, a_subject, a_verdict, evidence, message

Scores = dict[str, dict[str, int | None]]


def all_at(**levels: int) -> Scores:
    """Every criterion at one level, by letter."""
    return {letter: dict.fromkeys(CRITERIA, level) for letter, level in levels.items()}


def test_scores_that_favour_the_loser_are_told_with_their_mean() -> None:
    scores: Scores = {"A": {"correctness": 2, "safety": 4}, "B": {"correctness": 5, "safety": 3}}
    subject = a_subject("A2B", scores=scores)
    assert message("K1", subject) == "Scores favour B by 1 on average, the verdict favours A."
    assert evidence("K1", subject) == "scores favour {{c:B}} by 1 on average over {{c:A}}"
    assert message("K1", a_subject("B2A", scores=scores)) is None


def test_scores_that_lean_the_other_way_a_little_are_no_contradiction() -> None:
    scores: Scores = {"A": {"correctness": 3, "safety": 4}, "B": {"correctness": 4, "safety": 4}}
    assert message("K1", a_subject("A2B", scores=scores)) is None


@pytest.mark.parametrize("verdict", ["?", "A=B"])
def test_without_a_preference_no_score_contradicts_one(verdict: str) -> None:
    subject = a_subject(verdict, scores=all_at(A=0, B=5))
    assert [message(check, subject) for check in ("K1", "K2", "K3", "K4", "K9", "K12")] == [None] * 6


def test_what_is_unset_or_not_applicable_on_either_side_does_not_count() -> None:
    scores: Scores = {"A": {"correctness": 0, "safety": None}, "B": {"readability": 5, "safety": 5}}
    subject = a_subject("A3B", scores=scores)
    assert [message(check, subject) for check in ("K1", "K3", "K4")] == [None] * 3


def test_the_pair_that_disagrees_most_speaks_for_three() -> None:
    assert message("K1", a_subject("A1B1C", scores=all_at(A=2, B=3, C=5), slots=3)) == (
        "Scores favour C by 3 on average, the verdict favours A."
    )


def test_a_deciding_criterion_that_scores_the_loser_higher_or_all_the_same_is_told() -> None:
    verdict = a_verdict("A2B", deciding="edge_cases")
    against: Scores = {"A": {"edge_cases": 2}, "B": {"edge_cases": 3}}
    assert message("K2", a_subject(verdict, scores=against)) == "Edge cases decided for A, but it scores B higher."
    same: Scores = {"A": {"edge_cases": 3}, "B": {"edge_cases": 3}}
    assert (
        message("K2", a_subject(verdict, scores=same)) == "Edge cases decided, but it scores all candidates the same."
    )
    for_it: Scores = {"A": {"edge_cases": 4}, "B": {"edge_cases": 3}}
    assert message("K2", a_subject(verdict, scores=for_it)) is None
    assert message("K2", a_subject(verdict)) is None
    assert message("K2", a_subject("A2B", scores=against)) is None


def test_what_decided_for_the_first_of_three_need_not_tell_the_others_apart() -> None:
    verdict = a_verdict("A2B1C", deciding="safety")
    assert message("K2", a_subject(verdict, scores=all_at(A=5, B=3, C=3), slots=3)) is None
    assert message("K2", a_subject(verdict, scores=all_at(A=3, B=3, C=2), slots=3)) is None
    assert message("K2", a_subject(verdict, scores=all_at(A=3, B=2, C=4), slots=3)) == (
        "Safety decided for A, but it scores C higher."
    )


def test_three_criteria_that_all_favour_the_loser_are_told_and_two_are_not() -> None:
    three: Scores = {"A": dict.fromkeys(CRITERIA[:3], 3), "B": dict.fromkeys(CRITERIA[:3], 4)}
    assert message("K3", a_subject("A1B", scores=three)) == "All 3 criteria favour B, the verdict favours A."
    two: Scores = {"A": dict.fromkeys(CRITERIA[:2], 3), "B": dict.fromkeys(CRITERIA[:2], 4)}
    assert message("K3", a_subject("A1B", scores=two)) is None
    one_equal: Scores = {"A": {**three["A"], "safety": 4}, "B": {**three["B"], "safety": 4}}
    assert message("K3", a_subject("A1B", scores=one_equal)) is None


def test_much_better_with_scores_side_by_side_is_out_of_scale() -> None:
    assert message("K4", a_subject("B3A", scores=all_at(A=3, B=4))) == (
        "“Much better”, but no criterion puts B and A more than 1 apart."
    )
    assert message("K4", a_subject("B2A", scores=all_at(A=3, B=4))) is None
    one_apart: Scores = {"A": {"correctness": 2, "safety": 4}, "B": {"correctness": 4, "safety": 4}}
    assert message("K4", a_subject("B3A", scores=one_apart)) is None


def test_slightly_better_with_scores_far_apart_is_out_of_scale() -> None:
    assert message("K4", a_subject("B1A", scores=all_at(A=1, B=4))) == (
        "“Slightly better”, but the scores of B and A are 3 apart on average."
    )
    assert message("K4", a_subject("B1A", scores=all_at(A=2, B=4))) is None


def test_only_stated_strengths_are_held_against_the_scores() -> None:
    assert message("K4", a_subject("A1B1C", scores=all_at(A=5, B=3, C=1), slots=3)) is None


def test_a_tie_with_unequal_scores_is_told_also_among_three() -> None:
    assert message("K5", a_subject("A=B", scores=all_at(A=2, B=4))) == (
        "A and B are called equal, but scores favour B by 2 on average."
    )
    assert message("K5", a_subject("A=B", scores=all_at(A=3, B=4))) is None
    assert message("K5", a_subject("A=B")) is None
    assert message("K5", a_subject("C2A=B", scores=all_at(A=5, B=2, C=5), slots=3)) == (
        "A and B are called equal, but scores favour A by 3 on average."
    )


def test_acceptability_and_its_flag_are_held_against_each_other() -> None:
    both = a_verdict("A2B", acceptable={"A": "as_is", "B": "no"}, none_acceptable=True)
    assert message("K6", a_subject(both)) == "“Both bad” is set, but A can be merged as it is."
    none = a_verdict("A2B", acceptable={"A": "no", "B": "no"})
    assert message("K6", a_subject(none)) == "No candidate is acceptable, but “Both bad” is not set."
    assert message("K6", a_subject(replace(none, none_acceptable=True))) is None
    assert message("K6", a_subject("A2B")) is None
    all_bad = a_verdict("A2B1C", acceptable={"A": "as_is", "B": "as_is", "C": "no"}, none_acceptable=True)
    assert message("K6", a_subject(all_bad, slots=3)) == "“All bad” is set, but A and B can be merged as they are."


def test_a_low_score_of_correctness_or_safety_asks_for_a_problem() -> None:
    scores: Scores = {"A": {"correctness": 2, "readability": 0}, "B": {"safety": 3}}
    assert message("K8", a_subject(scores=scores)) == "Correctness of A is 2, with no problem found in it."
    assert message("K8", a_subject("B2A", "", a_finding("A"), scores=scores)) is None
    assert message("K8", a_subject("B2A", "", a_finding("B"), scores=scores)) is not None
    assert message("K8", a_subject(scores={"A": {"readability": 0}})) is None


def test_a_ranking_against_the_totals_of_three_is_told() -> None:
    assert message("K9", a_subject("A1B1C", scores=all_at(A=1, B=3, C=5), slots=3)) == (
        "By their scores the order would be C, B, A; the verdict says otherwise."
    )
    assert message("K9", a_subject("A1B1C", scores=all_at(A=3, B=5, C=1), slots=3)) is None
    assert message("K9", a_subject("A1B1C", scores=all_at(A=1, C=5), slots=3)) is None
    assert message("K9", a_subject("A1B", scores=all_at(A=1, B=5))) is None


def test_much_better_than_something_that_can_be_merged_is_told() -> None:
    verdict = a_verdict("A3B", acceptable={"A": "as_is", "B": "as_is"})
    assert message("K12", a_subject(verdict)) == "A is “much better”, but B can be merged as it is."
    assert message("K12", a_subject(replace(verdict, gaps=(2,)))) is None
    assert message("K12", a_subject("A3B")) is None


def test_other_scales_are_stretched_to_the_one_of_the_thresholds() -> None:
    subject = a_subject(scores={"A": {"correctness": 3}})
    for scale, expected in (((1, 2, 3), 5.0), ((0, 3), 5.0), ((1, 3, 5), 2.5), ((3,), None)):
        criterion = Criterion("correctness", "", "Correctness", "Corr", scale)
        rubric = replace(subject.rubric, criteria=(criterion,))
        assert points(replace(subject, brief=replace(subject.brief, rubric=rubric)), Slot.A, "correctness") == expected


def test_a_score_of_a_criterion_that_the_rubric_lacks_counts_for_nothing() -> None:
    subject = a_subject()
    stray = replace(subject.draft, scores=(Score(Slot.A, "taste", 1),))
    assert points(replace(subject, draft=stray), Slot.A, "taste") is None


def test_the_strength_between_the_first_and_the_last_of_three_is_not_stated() -> None:
    ordered: Subject = a_subject("A3B=C", slots=3)
    assert [(pair.better, pair.worse, pair.gap) for pair in pairs(ordered.verdict)] == [("A", "B", 3), ("A", "C", 3)]
    assert [pair.gap for pair in pairs(a_verdict("A3B1C"))] == [3, None, 1]
