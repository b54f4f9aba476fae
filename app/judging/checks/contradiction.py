"""Whether a text says the opposite of the verdict (check R4): precision before everything.

A text is held against the verdict by its unreserved claims alone; one whose claims disagree with one another is not
decided. The approach is that of a prototype that was measured on the verdict and rationale pairs of PandaLM (Wang et al.
2023), with clauses in place of whole sentences; `python3 dev.py bench checks FOLDER` measures this one.
"""

from collections.abc import Iterable, Iterator, Sequence

from app.domain.draft import Verdict
from app.domain.names import Slot
from app.judging.checks.check import Check, Remark, listed, told, told_each
from app.judging.checks.claims import Claim, claims
from app.judging.checks.subject import Subject, place_of


def text_contradicts_verdict(subject: Subject) -> Iterator[Remark]:
    """R4."""
    made = claims(
        subject.draft.rationale,
        subject.slots,
        language=subject.brief.language,
        with_letters=subject.attention is not None,
    )
    held = decided(made, subject.verdict, subject.slots)
    if held and not any(agrees for _, agrees in held):
        claim = held[0][0]
        first = subject.verdict.ranking[0]
        yield Remark(
            f"The text says “{claim.words}”, the verdict favours {listed(first)}.",
            told_each(first, f"{_in_words(claim)}, verdict favours {{}}"),
        )


def decided(made: Iterable[Claim], verdict: Verdict, slots: Sequence[Slot]) -> tuple[tuple[Claim, bool], ...]:
    """Those of the claims that were *made* that can be held against *verdict*, each with whether it agrees."""
    held = ((claim, agreement(claim, verdict, slots)) for claim in made)
    return tuple((claim, agrees) for claim, agrees in held if agrees is not None)


def agreement(claim: Claim, verdict: Verdict, slots: Sequence[Slot]) -> bool | None:
    """Whether *verdict* puts the candidates as *claim* does; None where they cannot be held against each other."""
    if claim.better is not None and claim.worse is not None:
        return _is_before(verdict, claim.better, claim.worse)
    if len(slots) > 2 and not claim.is_superlative:
        return None
    named = claim.better or claim.worse
    ranked = [_is_before(verdict, named, other) for other in slots if named is not None and other is not named]
    if not ranked or None in ranked:
        return None
    return all(ranked) if claim.better is not None else not any(ranked)


def _is_before(verdict: Verdict, first: Slot, second: Slot) -> bool | None:
    ours, theirs = place_of(verdict, first), place_of(verdict, second)
    return None if ours is None or theirs is None or ours == theirs else ours < theirs


def _in_words(claim: Claim) -> str:
    if claim.better is not None:
        return f"text puts {told(claim.better)} first"
    return f"text puts {told(claim.worse)} last" if claim.worse is not None else "text"


CHECKS = (Check("R4", 2, "ask", text_contradicts_verdict),)
