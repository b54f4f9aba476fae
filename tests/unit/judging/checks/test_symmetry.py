"""What is stored of the checks does not depend on where the candidates stood."""

from collections.abc import Mapping
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from app.domain.draft import Draft, FirstAnswer, Severity, Verdict
from app.domain.names import SLOTS, Slot
from app.domain.references import rename
from app.domain.sitting import Attention, Seen, Spent
from app.judging.checks.asking import fired
from app.judging.checks.subject import Subject
from tests.subjects import CRITERIA, a_finding, a_subject, a_verdict

VERDICTS = ("A3B1C", "A1C3B", "B=C2A", "C3A=B", "A=B=C", "B2A1C", "?")
PHRASES = (
    "{{c:A}} is better than {{c:B}}. ",
    "{{c:C}} is the best. ",
    "{{c:B}} loses. ",
    "{{c:A:1-9}} leaks. ",
    "I ran it. ",
    "It is correct. ",
)
LEVELS = st.sampled_from((None, 0, 2, 3, 4, 5))
SCORES = st.fixed_dictionaries({letter: st.fixed_dictionaries(dict.fromkeys(CRITERIA, LEVELS)) for letter in "ABC"})
FINDINGS = st.lists(
    st.builds(
        lambda slot, severity, lines, mechanism: a_finding(
            slot, f"Leaks {slot}.", severity=severity, lines=lines, mechanism=mechanism
        ),
        st.sampled_from("ABC"),
        st.sampled_from(Severity),
        st.sampled_from((None, (1, 2), (1, 99))),
        st.sampled_from(("", "no lock")),
    ),
    max_size=3,
)
SUBJECTS = st.builds(
    lambda order, flag, acceptable, texts, findings, scores, first, shown: a_subject(
        replace(
            a_verdict(order, deciding="correctness", acceptable=acceptable),
            none_acceptable=flag,
        ),
        "".join(texts),
        *findings,
        scores=scores,
        first=first,
        results={"A": {"t": "passed"}, "B": {"t": "failed"}, "C": {"t": "passed", "u": "failed"}},
        attention=Attention(
            spent=tuple(Spent(slot, "", on_screen_ms=shown[slot]) for slot in SLOTS),
            seen=tuple(Seen(slot, "", ((1, 1),)) for slot in SLOTS),
        ),
        slots=3,
    ),
    st.sampled_from(VERDICTS),
    st.booleans(),
    st.none() | st.fixed_dictionaries({letter: st.sampled_from(("as_is", "no")) for letter in "ABC"}),
    st.lists(st.sampled_from(PHRASES), max_size=3),
    FINDINGS,
    SCORES,
    st.none() | st.sampled_from(VERDICTS),
    st.fixed_dictionaries({letter: st.sampled_from((900, 60_000)) for letter in "ABC"}),
)


def stored(subject: Subject, names: Mapping[str, str]) -> dict[str, tuple[str, list[str]]]:
    """Level and lines of evidence of every check that fires, candidates by the *names* of their slots."""
    return {
        one.check: (one.level, sorted(rename(one.evidence, names.__getitem__).split("\n"))) for one in fired(subject)
    }


def moved_verdict(verdict: Verdict, to: Mapping[Slot, Slot]) -> Verdict:
    acceptable = verdict.acceptable
    return replace(
        verdict,
        ranking=tuple(tuple(sorted(to[slot] for slot in tier)) for tier in verdict.ranking),
        acceptable=None if acceptable is None else tuple(sorted((to[slot], word) for slot, word in acceptable)),
    )


def moved(subject: Subject, to: Mapping[Slot, Slot]) -> Subject:
    """*subject* as it would be with every candidate in another slot."""
    draft, attention = subject.draft, subject.attention
    assert attention is not None
    first = draft.first_impression
    shown = {to[exhibit.slot]: replace(exhibit, slot=to[exhibit.slot]) for exhibit in subject.exhibits}
    return replace(
        subject,
        draft=Draft(
            verdict=moved_verdict(draft.verdict, to),
            scores=tuple(replace(score, slot=to[score.slot]) for score in draft.scores),
            findings=tuple(replace(finding, slot=to[finding.slot]) for finding in draft.findings),
            rationale=rename(draft.rationale, lambda name: to[Slot(name)]),
            first_impression=None if first is None else FirstAnswer(moved_verdict(first.verdict, to), first.at),
        ),
        exhibits=tuple(shown[slot] for slot in SLOTS),
        attention=replace(
            attention,
            spent=tuple(replace(one, slot=to[one.slot]) for one in attention.spent),
            seen=tuple(replace(one, slot=to[one.slot]) for one in attention.seen),
        ),
    )


@given(SUBJECTS, st.permutations(SLOTS))
def test_candidates_in_other_slots_give_the_same_evidence(subject: Subject, order: list[Slot]) -> None:
    to = dict(zip(SLOTS, order, strict=True))
    there = {str(new): f"c-{old}" for old, new in to.items()}
    assert stored(moved(subject, to), there) == stored(subject, {str(slot): f"c-{slot}" for slot in SLOTS})
