"""Typing a ranking, and the seven points of a preference."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.draft import Outcome, Verdict
from app.domain.names import SLOTS, Slot
from app.judging.ranking import (
    cannot_judge,
    cycle_gap,
    drop_last,
    is_complete,
    moved,
    place,
    preference_of,
    split_tie,
    winner,
    with_acceptable,
    with_gap,
    with_none_acceptable,
    with_preference,
)

A, B, C = SLOTS


def typed(keys: str) -> Verdict:
    verdict = Verdict()
    for key in keys:
        if key in "ABC":
            verdict = place(verdict, Slot(key), SLOTS)
        elif key == "<":
            verdict = drop_last(verdict)
        else:
            verdict = with_gap(verdict, 0 if key == "=" else int(key), SLOTS)
    return verdict


def shown(verdict: Verdict) -> str:
    """The ranking as a person would write it: A3B1C."""
    text = ""
    for number, tier in enumerate(verdict.ranking):
        text += "=".join(tier)
        if number < len(verdict.gaps):
            text += str(verdict.gaps[number])
    return text


@pytest.mark.parametrize(
    ("keys", "result"),
    [
        ("A3B1C", "A3B1C"),
        ("CAB", "C2A2B"),
        ("B=AC", "B=A2C"),
        ("B=A3C", "B=A3C"),
        ("A1B=C", "A1B=C"),
        ("A=B=C", "A=B=C"),
        ("CA", "C2A2B"),
        ("CA1", "C2A1B"),
        ("A3", "A3"),
        ("A3<", "A"),
        ("A3B1C<", "A3B"),
        ("A3B1C<<", "A"),
        ("AA", "A"),
        ("ABCB", "B"),
        ("3", ""),
        ("<", ""),
        ("A<", ""),
    ],
)
def test_letters_and_digits_make_the_ranking_that_was_typed(keys: str, result: str) -> None:
    assert shown(typed(keys)) == result


def test_all_in_one_tier_is_equivalent_and_a_tie_for_a_place_is_still_a_preference() -> None:
    assert typed("A=B=C").outcome is Outcome.EQUIVALENT
    assert typed("A=BC").outcome is Outcome.PREFERENCE


@given(st.text(alphabet="ABC123=<", max_size=12))
def test_whatever_is_typed_no_slot_stands_twice_and_the_gaps_fit(keys: str) -> None:
    verdict = typed(keys)
    named = [slot for tier in verdict.ranking for slot in tier]
    assert len(named) == len(set(named))
    assert all(verdict.ranking)
    assert len(verdict.gaps) - len(verdict.ranking) in (-1, 0)
    assert all(gap in (1, 2, 3) for gap in verdict.gaps[:-1])
    assert (verdict.outcome is None) == (not verdict.ranking)
    if is_complete(verdict, SLOTS):
        assert sorted(named) == list(SLOTS)


@given(st.permutations(SLOTS), st.tuples(st.integers(1, 3), st.integers(1, 3)))
def test_every_strict_ranking_can_be_typed(order: list[Slot], gaps: tuple[int, int]) -> None:
    verdict = typed(f"{order[0]}{gaps[0]}{order[1]}{gaps[1]}{order[2]}")
    assert verdict.ranking == tuple((slot,) for slot in order)
    assert verdict.gaps == gaps


@given(st.integers(1, 7))
def test_the_scale_gives_back_the_point_that_was_chosen_and_takes_it_back_when_pressed_again(
    point: int,
) -> None:
    chosen = with_preference(Verdict(), point)
    assert preference_of(chosen) == point
    assert with_preference(chosen, point) == Verdict()


def test_the_ends_of_the_scale_are_much_better() -> None:
    assert with_preference(Verdict(), 1).ranking == ((A,), (B,))
    assert with_preference(Verdict(), 1).gaps == (3,)
    assert with_preference(Verdict(), 7).ranking == ((B,), (A,))
    assert with_preference(Verdict(), 4).outcome is Outcome.EQUIVALENT


def test_a_point_off_the_scale_is_refused() -> None:
    with pytest.raises(ValueError, match="1 to 7"):
        with_preference(Verdict(), 8)


def test_clicking_a_gap_goes_through_all_strengths_to_a_tie_and_on() -> None:
    verdict = typed("A1B2C")
    seen = []
    for _ in range(3):
        verdict = cycle_gap(verdict, 0)
        seen.append(shown(verdict))
    assert seen == ["A2B2C", "A3B2C", "A=B2C"]
    assert shown(split_tie(verdict, 0, 0)) == "A1B2C"
    assert cycle_gap(verdict, 5) == verdict
    assert split_tie(verdict, 1, 0) == verdict


def test_clicking_the_last_gap_to_a_tie_of_all_is_equivalent() -> None:
    assert cycle_gap(typed("A=B3C"), 0).outcome is Outcome.EQUIVALENT


def test_dragging_keeps_ties_and_strengths() -> None:
    assert shown(moved(typed("A3B=C"), (C, A, B))) == "C3A=B"


def test_cannot_judge_clears_the_ranking_and_is_taken_back_by_saying_it_again() -> None:
    said = cannot_judge(typed("A3B1C"))
    assert (said.outcome, said.ranking, said.gaps) == (Outcome.CANNOT_JUDGE, (), ())
    assert cannot_judge(said).outcome is None


def test_only_a_candidate_alone_in_front_wins() -> None:
    assert winner(typed("CAB")) is C
    assert winner(typed("A=BC")) is None
    assert winner(Verdict()) is None


def test_none_acceptable_and_what_is_said_of_each_candidate_always_agree() -> None:
    slots = (Slot.A, Slot.B)
    verdict = with_acceptable(with_preference(Verdict(), 2), Slot.A, "no", slots)
    assert (verdict.acceptable, verdict.none_acceptable) == (((Slot.A, "no"),), False)
    verdict = with_acceptable(verdict, Slot.B, "no", slots)
    assert verdict.none_acceptable
    assert with_acceptable(verdict, Slot.B, "as_is", slots).none_acceptable is False
    assert with_acceptable(verdict, Slot.B, "no", slots) == replace(
        verdict, acceptable=((Slot.A, "no"),), none_acceptable=False
    )
    flagged = with_none_acceptable(with_preference(Verdict(), 2), flag=True)
    assert with_acceptable(flagged, Slot.A, "as_is", slots).acceptable == ((Slot.A, "as_is"), (Slot.B, "no"))
    mixed = replace(verdict, acceptable=((Slot.A, "as_is"), (Slot.B, "no")), none_acceptable=False)
    assert with_none_acceptable(mixed, flag=True).acceptable == ((Slot.A, "no"), (Slot.B, "no"))
    assert with_none_acceptable(verdict, flag=False).acceptable is None
    assert with_none_acceptable(mixed, flag=False).acceptable == mixed.acceptable


def test_an_unknown_word_of_acceptability_is_refused() -> None:
    with pytest.raises(ValueError, match="as_is, with_changes, no"):
        with_acceptable(Verdict(), Slot.A, "maybe", (Slot.A, Slot.B))
