"""Whether a text contradicts its verdict: what is decided, what is passed over, and no false alarm."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.draft import Verdict
from app.domain.names import SLOTS, Slot
from app.judging.checks.claims import claims
from app.judging.checks.contradiction import decided
from tests.subjects import a_subject, a_verdict, evidence, message

TWO = SLOTS[:2]
FOR_A, FOR_B = a_verdict("A2B"), a_verdict("B2A")


def agrees(text: str, verdict: Verdict, slots: tuple[Slot, ...] = TWO) -> bool | None:
    """Whether *text* goes with *verdict*; None where it is not decided."""
    held = decided(claims(text, slots), verdict, slots)
    return any(one for _, one in held) if held else None


def swapped(text: str) -> str:
    return text.replace("A", "\0").replace("B", "A").replace("\0", "B")


SAYS_A = [
    "A is better.",
    "A is clearly better than B: it locks.",
    "A is better — it locks.",
    "Although B is shorter, A is better.",
    "A is better, although B is shorter.",
    "Even though B is shorter and reads well, I prefer A.",
    "Despite the longer code, A is better.",
    "While B is better at naming, A is better overall.",
    "A is better because it locks, while B is better at naming.",
    "B is better at naming, but A is better.",
    "B is better. However, A wins.",
    "B reads well and is shorter, yet A is better than B.",
    "Because B leaks, A is better.",
    "A is much better than B because B divides by zero when the list is empty.",
    "B is worse.",
    "B is much worse than A.",
    "B loses.",
    "I prefer A over B.",
    "I would merge A.",
    "A wins, and B is worse.",
    "A is the better choice.",
    "The winner is A.",
    "Overall: A is better.",
    "In short, A beats B.",
    "For these reasons A is better.",
    "candidate A is better than candidate B",
    "{{c:A}} is better than {{c:B}} as it guards {{c:A:2-3}}.",
    "A's solution is better than B's solution.",
    "A is the best of the two.",
    "I looked at both for a while. B has nicer names and a docstring, and its loop is easier to follow at first reading. "
    "Although B is also shorter, it divides by zero on an empty list, which the task forbids in so many words. "
    "A guards against that ({{c:A:2-3}}), if clumsily. So A is better. I would still ask for B's names.",
    "Both lock around reads and writes. B's expiry is checked outside the lock, so two threads can both evict; "
    "one could argue that B is better for a single thread, and if there were only one I would not mind. There are many, "
    "so A is the better implementation, even if it allocates more.",
    "On style B wins, in terms of naming too. At first I thought B is better. But under load B loses entries, and that is "
    "the point of the task. I would merge A.",
    "B is the better documented one, with tests that are easy to follow. That said, A is clearly better than B: it is "
    "correct for negative numbers, where B is not.",
    "I put A first.",
    "B is shorter and arguably more elegant. It is also wrong: the expiry is never checked. A is better.",
    "Even if B is better in the average case, the worst case decides, where A is better than B. A is better than B.",
    "B beats A on brevity. A beats B on correctness, which decides. I would merge A.",
    "A is preferable to B, even though B is preferable to A in isolation.",
    "Though B is better in most respects, the missing bounds check outweighs them all, so I prefer A.",
    "I prefer A. The author of B knows the library better, and B is the more idiomatic one, but it deadlocks.",
    "If I had to merge one today I would merge A, although B is the nicer read and is easier to extend. So A is better.",
]

SAYS_NOTHING = [
    "Although B is shorter, it leaks.",
    "B is better at naming.",
    "B is better for small inputs.",
    "B is better when n is small.",
    "B is better in readability but loses the lock.",
    "B is better, at least in naming.",
    "B is better, if only for its names.",
    "B is better documented, better tested and better structured.",
    "B is the better documented one.",
    "B is a better citizen of the codebase.",
    "B is better than expected.",
    "B would be better if it locked.",
    "B could be better.",
    "B is not better than A.",
    "B is no better, and hardly better tested.",
    "Neither is better.",
    "B is better only on paper.",
    "Readability: B is better.",
    "In terms of readability, B is better.",
    "From a purely stylistic view, B is better.",
    "If the list is empty, B is better.",
    "Had B locked, B is better.",
    "I would prefer B if A did not exist.",
    "B is better. However, it leaks.",
    "B is better, but it leaks.",
    "On style B wins. B wins on style.",
    "I prefer B's naming. Naming in B is better.",
    "Is B better? Is B better than A?",
    "Some say “B is better”.",
    "`B is better` is what the comment says.",
    "At first I thought B is better.",
    "It is hard to say that B is better.",
    "I doubt B is better; a reader may think B is better.",
    "My first impression was that B wins.",
    "{{c:B:3-5}} is better than {{c:A:7}}.",
    "I picked B first, then saw line 20.",
    "B is better in most respects.",
    "B was better until I ran it.",
    "B is better at first sight, A on the second.",
    "The only respect in which B is better than A is brevity.",
    "B is better when it comes to brevity.",
    "B wins the readability contest, wins some time, and is best read from the bottom.",
    "It would be wrong to say B is better; nobody would claim that B is better than A once they see line 14.",
    "Had the task asked for speed, I would choose B. In production I would not.",
    "Much as I would like to say that B is better, it is not.",
    "A better name would help. A winner is not needed.",
    "Thread A wins over thread B.",
    "",
]


@pytest.mark.parametrize("text", SAYS_A)
def test_a_claim_is_held_against_the_verdict(text: str) -> None:
    assert agrees(text, FOR_A) is True
    assert agrees(text, FOR_B) is False


@pytest.mark.parametrize("text", SAYS_NOTHING)
def test_what_narrows_denies_or_only_grants_is_passed_over(text: str) -> None:
    assert agrees(text, FOR_A) is not False
    assert agrees(text, FOR_B) is not False
    assert agrees(swapped(text), FOR_B) is not False


def test_a_text_that_claims_both_is_not_accused() -> None:
    subject = a_subject("B2A", "B is better. I changed my mind twice: A is better. B wins.")
    assert message("R4", subject) is None


def test_the_remark_quotes_the_claim_and_stores_references() -> None:
    subject = a_subject("A2B", "{{c:B}} is clearly better than {{c:A}}, since it locks.")
    assert message("R4", subject) == "The text says “B is clearly better than A”, the verdict favours A."
    assert evidence("R4", subject) == "text puts {{c:B}} first, verdict favours {{c:A}}"
    assert evidence("R4", a_subject("A2B", "A is worse.")) == "text puts {{c:A}} last, verdict favours {{c:A}}"


@pytest.mark.parametrize("verdict", ["A=B", "?"])
def test_without_a_preference_nothing_is_contradicted(verdict: str) -> None:
    assert message("R4", a_subject(verdict, "B is better.")) is None


@pytest.mark.parametrize(
    ("text", "goes_with"),
    [
        ("B is better than C.", True),
        ("C is better than B.", False),
        ("A is the best.", True),
        ("C is the best of the three.", False),
        ("C is the worst.", True),
        ("A is the worst.", False),
        ("I prefer C.", False),
        ("B beats C, and A beats B.", True),
        ("B is better.", None),
        ("B is worse.", None),
        ("B is the worst.", False),
    ],
)
def test_among_three_only_pairs_and_superlatives_count(text: str, goes_with: bool | None) -> None:
    assert agrees(text, a_verdict("A2B1C"), SLOTS) is goes_with


def test_what_is_said_of_equals_is_not_decided() -> None:
    tied = a_verdict("A2B=C")
    assert agrees("B is better than C.", tied, SLOTS) is None
    assert agrees("B is the worst.", tied, SLOTS) is None
    assert agrees("A is better than C.", tied, SLOTS) is True


def test_from_a_file_a_bare_letter_is_nobody() -> None:
    by_letter, by_reference = a_subject("A2B", "B is better."), a_subject("A2B", "{{c:B}} is better.")
    assert message("R4", by_letter) is not None
    assert message("R4", replace(by_letter, attention=None)) is None
    assert message("R4", replace(by_reference, attention=None)) is not None


def test_marks_of_the_reading_cannot_be_typed() -> None:
    assert claims("⟦B⟧ is better.", TWO) == ()


def test_the_published_pairs_are_decided_without_a_false_alarm(samples: Path) -> None:
    lines = (samples / "stats" / "rationale_verdict_pairs.jsonl").read_text(encoding="utf-8").split("\n")
    rows = [json.loads(line) for line in lines if line]
    told = {
        (row["id"].split("-")[0], row["kind"]): agrees(
            row["text"].replace("Response 1", "{{c:A}}").replace("Response 2", "{{c:B}}"),
            FOR_A if row["verdict_winner"] == "1" else FOR_B,
        )
        for row in rows
    }
    originals = [answer for (_, kind), answer in told.items() if kind == "original"]
    swaps = [answer for (_, kind), answer in told.items() if kind != "original" and answer is not None]
    assert (len(originals), len(told)) == (183, 366)
    assert sum(answer is not None for answer in originals) >= 0.4 * 183
    assert False not in originals
    assert sum(answer is False for answer in swaps) >= 0.98 * len(swaps) > 0
