"""How gestures become a verdict: the seven-point scale of two candidates and the typed ranking of three."""

from collections.abc import Sequence
from dataclasses import replace

from app.domain.draft import Outcome, Verdict
from app.domain.names import Slot
from app.domain.sitting import Exhibit

CLEAR = 2
TIE = 0
ACCEPTABILITY = ("as_is", "with_changes", "no")
"""Whether a candidate could be merged, best first."""


def with_preference(verdict: Verdict, point: int) -> Verdict:
    """Two candidates: *point* 1 is “A much better”, 4 a tie, 7 “B much better”. The same point again clears."""
    if not 1 <= point <= 7:
        raise ValueError(f"the scale has the points 1 to 7, not {point}")
    if preference_of(verdict) == point:
        return _unranked(verdict)
    if point == 4:
        return _ranked(verdict, ((Slot.A, Slot.B),), ())
    better, worse = (Slot.A, Slot.B) if point < 4 else (Slot.B, Slot.A)
    return _ranked(verdict, ((better,), (worse,)), (abs(4 - point),))


def opening_verdict(exhibits: Sequence[Exhibit]) -> Verdict:
    """What a task begins with: a tie where all candidates are identical, else nothing."""
    if len(exhibits) > 1 and len({exhibit.files for exhibit in exhibits}) == 1:
        return _ranked(Verdict(), (tuple(exhibit.slot for exhibit in exhibits),), ())
    return Verdict()


def preference_of(verdict: Verdict) -> int | None:
    """The point of the seven-point scale that *verdict* stands on, None if it is not chosen."""
    match verdict:
        case Verdict(outcome=Outcome.EQUIVALENT):
            return 4
        case Verdict(outcome=Outcome.PREFERENCE, ranking=((best,), _), gaps=(gap,)):
            return 4 - gap if best is Slot.A else 4 + gap
        case _:
            return None


def place(verdict: Verdict, slot: Slot, slots: tuple[Slot, ...]) -> Verdict:
    """Three candidates: the letter *slot* was typed, best first.

    The last letter fills itself in. A letter of the last tier of a finished ranking changes nothing (it only completes
    what was typed); any other letter then starts the ranking anew.
    """
    ranking, gaps = verdict.ranking, verdict.gaps
    if is_complete(verdict, slots):
        if slot in ranking[-1]:
            return verdict
        ranking, gaps = (), ()
    elif any(slot in tier for tier in ranking):
        return verdict
    ranking, gaps = _appended(ranking, gaps, slot)
    left = [other for other in slots if not any(other in tier for tier in ranking)]
    if len(left) == 1:
        ranking, gaps = _appended(ranking, gaps, left[0])
    return _ranked(verdict, ranking, gaps)


def with_gap(verdict: Verdict, strength: int, slots: tuple[Slot, ...]) -> Verdict:
    """A digit was typed: the *strength* (0 is a tie) before the next letter, or of the last gap when all are placed."""
    if not verdict.ranking:
        return verdict
    if not is_complete(verdict, slots):
        settled = verdict.gaps[: len(verdict.ranking) - 1]
        return _ranked(verdict, verdict.ranking, (*settled, strength))
    if len(verdict.ranking) == 1:
        return verdict
    if strength == TIE:
        *kept, above, below = verdict.ranking
        return _ranked(verdict, (*kept, (*above, *below)), verdict.gaps[:-1])
    return _ranked(verdict, verdict.ranking, (*verdict.gaps[:-1], strength))


def cycle_gap(verdict: Verdict, gap: int) -> Verdict:
    """Gap number *gap* (from 0) was clicked: slight, clear, much, then a tie (`split_tie` leads on from there)."""
    if not 0 <= gap < len(verdict.ranking) - 1:
        return verdict
    strength = verdict.gaps[gap]
    if strength < 3:
        return _ranked(verdict, verdict.ranking, (*verdict.gaps[:gap], strength + 1, *verdict.gaps[gap + 1 :]))
    tiers = verdict.ranking
    merged = (*tiers[:gap], (*tiers[gap], *tiers[gap + 1]), *tiers[gap + 2 :])
    return _ranked(verdict, merged, (*verdict.gaps[:gap], *verdict.gaps[gap + 1 :]))


def split_tie(verdict: Verdict, tier: int, after: int) -> Verdict:
    """The “tie” inside tier number *tier* was clicked, after its member *after* (from 0): slightly better again."""
    tiers = verdict.ranking
    if not (0 <= tier < len(tiers) and 0 <= after < len(tiers[tier]) - 1):
        return verdict
    upper, lower = tiers[tier][: after + 1], tiers[tier][after + 1 :]
    return _ranked(
        verdict,
        (*tiers[:tier], upper, lower, *tiers[tier + 1 :]),
        (*verdict.gaps[:tier], 1, *verdict.gaps[tier:]),
    )


def drop_last(verdict: Verdict) -> Verdict:
    """Backspace: take back a waiting strength, else the letter that stands last."""
    if not verdict.ranking:
        return verdict
    if len(verdict.gaps) == len(verdict.ranking):
        return _ranked(verdict, verdict.ranking, verdict.gaps[:-1])
    *kept, last = verdict.ranking
    if len(last) > 1:
        return _ranked(verdict, (*kept, last[:-1]), verdict.gaps)
    return _ranked(verdict, tuple(kept), verdict.gaps[: max(0, len(kept) - 1)])


def moved(verdict: Verdict, order: tuple[Slot, ...]) -> Verdict:
    """The chips were dragged into *order*: the shape of tiers and gaps stays, the letters change places."""
    letters = iter(order)
    tiers = tuple(tuple(next(letters) for _ in tier) for tier in verdict.ranking)
    return _ranked(verdict, tiers, verdict.gaps)


def is_complete(verdict: Verdict, slots: tuple[Slot, ...]) -> bool:
    """Whether the ranking names every slot once, with a strength between all neighbouring tiers."""
    named = sorted(slot for tier in verdict.ranking for slot in tier)
    return named == sorted(slots) and len(verdict.gaps) == len(verdict.ranking) - 1


def with_none_acceptable(verdict: Verdict, *, flag: bool) -> Verdict:
    """Say that no candidate is acceptable, or take it back; what was said of each candidate follows."""
    if verdict.outcome is Outcome.CANNOT_JUDGE:
        return verdict
    acceptable = verdict.acceptable
    if acceptable is not None and flag:
        acceptable = tuple((slot, "no") for slot, _ in acceptable)
    elif acceptable is not None and all(word == "no" for _, word in acceptable):
        acceptable = None
    return replace(verdict, none_acceptable=flag, acceptable=acceptable)


def with_acceptable(verdict: Verdict, slot: Slot, word: str, slots: tuple[Slot, ...]) -> Verdict:
    """Say of one candidate whether it could be merged; the same *word* again takes it back.

    “None acceptable” is on when every one of *slots* is “no”, and only then.
    """
    if verdict.outcome is Outcome.CANNOT_JUDGE:
        return verdict
    if word not in ACCEPTABILITY:
        raise ValueError(f"“{word}” is not one of {', '.join(ACCEPTABILITY)}")
    said = dict(verdict.acceptable or (((other, "no") for other in slots) if verdict.none_acceptable else ()))
    if said.get(slot) == word:
        del said[slot]
    else:
        said[slot] = word
    return replace(
        verdict,
        acceptable=tuple((other, said[other]) for other in slots if other in said) or None,
        none_acceptable=all(said.get(other) == "no" for other in slots),
    )


def cannot_judge(verdict: Verdict) -> Verdict:
    """Say that no verdict is possible; said again, it is taken back."""
    if verdict.outcome is Outcome.CANNOT_JUDGE:
        return _unranked(verdict)
    return replace(verdict, outcome=Outcome.CANNOT_JUDGE, ranking=(), gaps=(), none_acceptable=False, acceptable=None)


def settled(verdict: Verdict) -> Verdict:
    """*verdict* without what was said for another outcome: a criterion decides between unequal candidates alone."""
    if verdict.outcome is Outcome.CANNOT_JUDGE:
        return Verdict(outcome=Outcome.CANNOT_JUDGE)
    if verdict.outcome is Outcome.PREFERENCE:
        return verdict
    return replace(verdict, deciding_criterion=None)


def winner(verdict: Verdict) -> Slot | None:
    """The one candidate that stands alone in front, if there is one."""
    if verdict.outcome is Outcome.PREFERENCE and verdict.ranking and len(verdict.ranking[0]) == 1:
        return verdict.ranking[0][0]
    return None


def _appended(
    ranking: tuple[tuple[Slot, ...], ...], gaps: tuple[int, ...], slot: Slot
) -> tuple[tuple[tuple[Slot, ...], ...], tuple[int, ...]]:
    if not ranking:
        return ((slot,),), ()
    waiting = gaps[-1] if len(gaps) == len(ranking) else CLEAR
    settled = gaps[: len(ranking) - 1]
    if waiting == TIE:
        return (*ranking[:-1], (*ranking[-1], slot)), settled
    return (*ranking, (slot,)), (*settled, waiting)


def _ranked(verdict: Verdict, ranking: tuple[tuple[Slot, ...], ...], gaps: tuple[int, ...]) -> Verdict:
    if not ranking:
        return _unranked(verdict)
    is_one_tier = len(ranking) == 1 and len(ranking[0]) > 1 and not gaps
    outcome = Outcome.EQUIVALENT if is_one_tier else Outcome.PREFERENCE
    return replace(verdict, outcome=outcome, ranking=ranking, gaps=gaps)


def _unranked(verdict: Verdict) -> Verdict:
    return replace(verdict, outcome=None, ranking=(), gaps=())
