"""The verdict in one generated sentence: candidates cannot be swapped in words that nobody types."""

from collections.abc import Callable

from app.domain.draft import Outcome, Verdict
from app.domain.names import Slot

STRENGTHS = {1: "slightly", 2: "clearly", 3: "much"}


def verdict_sentence(verdict: Verdict, name: Callable[[Slot], str]) -> str:
    """*verdict*, complete, as “c2 is much better than c1, decided by edge_cases.”; *name* gives the candidates' names."""
    match verdict.outcome:
        case Outcome.CANNOT_JUDGE:
            return "The candidates cannot be judged."
        case Outcome.EQUIVALENT:
            stem = f"{_listed([name(slot) for slot in verdict.ranking[0]])} are equally good"
        case _:
            stem = _comparison(verdict, name)
    if verdict.deciding_criterion is not None:
        stem += f", decided by {verdict.deciding_criterion}"
    if verdict.none_acceptable:
        stem += "; none is acceptable"
    return stem + "."


def _comparison(verdict: Verdict, name: Callable[[Slot], str]) -> str:
    tiers = [_listed([name(slot) for slot in tier]) for tier in verdict.ranking]
    verbs = ["are" if len(tier) > 1 else "is" for tier in verdict.ranking]
    pairs = [
        f"{tiers[index]} {verbs[index]} {STRENGTHS[gap]} better than {tiers[index + 1]}"
        for index, gap in enumerate(verdict.gaps)
    ]
    return ", and ".join(pairs)


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]


def verdict_in_brief(verdict: Verdict, slots: tuple[Slot, ...]) -> str:
    """*verdict* by letters, for a passing message: “A much better”, “tie”, “A > B = C”, “cannot judge”."""
    if verdict.outcome is Outcome.CANNOT_JUDGE:
        return "cannot judge"
    if verdict.outcome is Outcome.EQUIVALENT:
        return "tie"
    if len(slots) == 2 and verdict.gaps:
        return f"{verdict.ranking[0][0]} {STRENGTHS[verdict.gaps[0]]} better"
    return " > ".join(" = ".join(tier) for tier in verdict.ranking)
