"""Judgments as pairs: strengths, weights and preferences by criterion."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.draft import Draft, FirstAnswer, Outcome, Score, Verdict
from app.domain.judgment import Judgment, Program
from app.domain.names import SLOTS, EvaluatorId, Instant, JudgmentId, Slot
from app.domain.pair import FirstStrength
from app.judging.pairs import pairs
from app.judging.ranking import cannot_judge
from app.judging.sealing import seal
from tests.builders import CODE, a_draft, a_task, a_task_set

A, B, C = SLOTS


def judged(draft: Draft, *, candidates: int = 2) -> Judgment:
    task = a_task(codes=CODE[:candidates])
    return seal(
        draft,
        task,
        a_task_set(),
        slots=dict(zip(task.brief.slots, (one.candidate_id for one in task.candidates), strict=True)),
        showing=None,
        evaluator=EvaluatorId("e-0123456789ab"),
        judgment_id=JudgmentId("j1"),
        revision=1,
        program=Program("diptych", "0"),
    )


def strengths(verdict: Verdict) -> dict[str, int]:
    found = pairs(judged(a_draft(verdict=verdict), candidates=3))
    return {f"{pair.first}{pair.second}": pair.strength for pair in found}


def test_two_candidates_are_one_pair_of_weight_one() -> None:
    (pair,) = pairs(judged(a_draft()))
    assert (pair.first, pair.second, pair.outcome, pair.strength) == ("c1", "c2", "preference", -2)
    assert (pair.weight, pair.group_size, pair.derived_strength) == (1.0, 2, False)
    assert (pair.deciding_criterion, pair.confidence, pair.none_acceptable) == ("correctness", 3, False)


@pytest.mark.parametrize(
    ("ranking", "gaps", "said"),
    [
        (((A,), (B,), (C,)), (1, 1), {"c1c2": 1, "c1c3": 2, "c2c3": 1}),
        (((C,), (B,), (A,)), (3, 2), {"c1c2": -2, "c1c3": -3, "c2c3": -3}),
        (((A, B), (C,)), (2,), {"c1c2": 0, "c1c3": 2, "c2c3": 2}),
        (((B,), (A, C)), (3,), {"c1c2": -3, "c1c3": 0, "c2c3": 3}),
    ],
)
def test_three_candidates_are_three_pairs_with_the_gaps_between_them(
    ranking: tuple[tuple[Slot, ...], ...], gaps: tuple[int, ...], said: dict[str, int]
) -> None:
    assert strengths(Verdict(Outcome.PREFERENCE, ranking, gaps)) == said


def test_a_strength_over_a_tier_in_between_is_derived() -> None:
    found = pairs(judged(a_draft(verdict=Verdict(Outcome.PREFERENCE, ((A,), (B,), (C,)), (1, 1))), candidates=3))
    assert [(pair.second, pair.derived_strength, pair.weight) for pair in found] == [
        ("c2", False, 2 / 3),
        ("c3", True, 2 / 3),
        ("c3", False, 2 / 3),
    ]


def test_what_is_equal_says_so_and_what_cannot_be_judged_is_no_pair() -> None:
    (tie,) = pairs(judged(a_draft(verdict=Verdict(Outcome.EQUIVALENT, ((A, B),), none_acceptable=True))))
    assert (tie.outcome, tie.strength, tie.none_acceptable) == ("equivalent", 0, True)
    assert pairs(judged(a_draft(verdict=cannot_judge(Verdict())))) == ()


def test_a_criterion_prefers_by_the_sign_of_the_scores_and_is_silent_where_one_is_missing() -> None:
    scores = (
        Score(A, "correctness", 5),
        Score(B, "correctness", 2),
        Score(A, "edge_cases", 3),
        Score(B, "edge_cases", 3),
        Score(A, "readability", None),
        Score(B, "readability", 4),
        Score(B, "safety", 4),
        Score(A, "style", 1),
        Score(B, "style", 2),
    )
    (pair,) = pairs(judged(replace(a_draft(), scores=scores)))
    assert pair.criteria == {"correctness": 1, "edge_cases": 0, "readability": None, "safety": None, "style": -1}


def test_acceptability_is_told_of_the_two_that_are_meant() -> None:
    verdict = replace(a_draft(a_task(codes=CODE)).verdict, acceptable=((A, "as_is"), (B, "no"), (C, "no")))
    found = pairs(judged(a_draft(verdict=verdict), candidates=3))
    assert found[2].acceptable == {"c2": "no", "c3": "no"}


def test_the_first_impression_stands_beside_with_what_changed() -> None:
    at = Instant("2026-01-01T10:00:00.000Z")
    first = Verdict(Outcome.PREFERENCE, ((A,), (B,)), (1,), deciding_criterion="correctness", confidence=3)
    (pair,) = pairs(judged(replace(a_draft(), first_impression=FirstAnswer(first, at))))
    assert pair.first_impression == FirstStrength(1, ("ranking", "gaps"), turned=True)
    unsure = FirstAnswer(Verdict(Outcome.CANNOT_JUDGE), at)
    (pair,) = pairs(judged(replace(a_draft(), first_impression=unsure)))
    assert pair.first_impression is not None
    assert pair.first_impression.strength is None


@given(st.permutations(SLOTS), st.tuples(st.integers(1, 3), st.integers(1, 3)))
def test_pairs_of_three_never_contradict_each_other(order: list[Slot], gaps: tuple[int, int]) -> None:
    said = strengths(Verdict(Outcome.PREFERENCE, tuple((slot,) for slot in order), gaps))
    number = {Slot.A: "c1", Slot.B: "c2", Slot.C: "c3"}
    best, middle, worst = (number[slot] for slot in order)

    def of(better: str, worse: str) -> int:
        return said[f"{better}{worse}"] if f"{better}{worse}" in said else -said[f"{worse}{better}"]

    assert (of(best, middle), of(middle, worst)) == gaps
    assert of(best, worst) == min(3, sum(gaps))
