"""From a half-written finding to a finding, and back for editing."""

from dataclasses import replace

import pytest

from app.domain.draft import Category, Composition, Counterexample, Draft, Polarity, Severity, Span, title_of
from app.domain.names import FindingId, Instant, Slot
from app.judging.composing import (
    compose,
    criterion_for,
    gap_in,
    reopened,
    saved,
    typed_characters,
    with_place,
    with_weakness,
    without_finding,
    without_place,
)
from tests.builders import a_rubric

EARLY, LATE = Instant("2026-01-01T10:00:00.000Z"), Instant("2026-01-01T11:00:00.000Z")
FINISHED = replace(
    compose(Slot.B, Polarity.PROBLEM, Span(3, 4)),
    category=Category.EDGE_CASE,
    severity=Severity.HIGH,
    claim="Empty input raises. It should return 0.",
    counterexample=Counterexample("mean([])", "0.0", "ZeroDivisionError"),
)


def keep(draft: Draft, composition: Composition, *, now: Instant = EARLY) -> Draft:
    return saved(draft, composition, a_rubric(), now=now, new_id=lambda: FindingId("f1"))


def test_a_saved_finding_has_all_that_was_written() -> None:
    draft = keep(Draft(composition=FINISHED), FINISHED)
    (finding,) = draft.findings
    assert draft.composition is None
    assert (finding.slot, finding.evidence, finding.severity) == (Slot.B, (Span(3, 4),), Severity.HIGH)
    assert finding.criterion == "edge_cases"
    assert finding.counterexample == FINISHED.counterexample
    assert finding.title == "Empty input raises"


@pytest.mark.parametrize(
    ("composition", "says"),
    [
        (replace(FINISHED, category=None), "category"),
        (replace(FINISHED, severity=None), "severity"),
        (replace(FINISHED, claim="  \n"), "Write what goes wrong"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_saved(composition: Composition, says: str) -> None:
    assert says in (gap_in(composition) or "")
    with pytest.raises(ValueError, match=says):
        keep(Draft(), composition)


def test_a_strength_has_no_severity() -> None:
    strength = replace(FINISHED, polarity=Polarity.STRENGTH, severity=None)
    assert gap_in(strength) is None
    assert keep(Draft(), replace(strength, severity=Severity.LOW)).findings[0].severity is None


def test_the_criterion_follows_the_category_where_the_rubric_knows_it() -> None:
    assert criterion_for(FINISHED, a_rubric()) == "edge_cases"
    assert criterion_for(FINISHED, a_rubric("correctness")) is None
    assert criterion_for(replace(FINISHED, category=Category.OTHER), a_rubric()) is None
    assert criterion_for(replace(FINISHED, category=None), a_rubric()) is None
    chosen = replace(FINISHED, criterion="readability", criterion_chosen=True)
    assert criterion_for(chosen, a_rubric()) == "readability"


def test_editing_replaces_the_finding_in_its_place_and_keeps_when_it_was_made() -> None:
    draft = keep(Draft(), FINISHED)
    edited = keep(draft, replace(reopened(draft.findings[0]), claim="Worse."), now=LATE)
    (finding,) = edited.findings
    assert (finding.finding_id, finding.claim) == ("f1", "Worse.")
    assert (finding.created_at, finding.edited_at) == (EARLY, LATE)


def test_reopening_and_saving_unchanged_changes_nothing() -> None:
    draft = keep(Draft(), FINISHED)
    assert keep(draft, reopened(draft.findings[0])) == draft


def test_a_finding_can_be_about_the_whole_candidate() -> None:
    assert compose(Slot.A, Polarity.PROBLEM, None).evidence == ()


def test_deleting_takes_out_just_that_finding() -> None:
    draft = keep(Draft(), FINISHED)
    assert without_finding(draft, FindingId("other")) == draft
    assert without_finding(draft, FindingId("f1")).findings == ()


def test_an_empty_counterexample_is_none() -> None:
    assert keep(Draft(), replace(FINISHED, counterexample=Counterexample(" "))).findings[0].counterexample is None


def test_what_would_be_lost_is_counted() -> None:
    assert typed_characters(FINISHED) == len(FINISHED.claim) + len("mean([])0.0ZeroDivisionError")


@pytest.mark.parametrize(
    ("claim", "title"),
    [
        ("One. Two.", "One"),
        ("No end", "No end"),
        ("Really? Yes.", "Really?"),
        ("a.b is 3.5 wide. Yes", "a.b is 3.5 wide"),
        ("word " * 30, ("word " * 30)[:71].rstrip() + "…"),
        ("two\nlines", "two lines"),
        ("", ""),
    ],
)
def test_the_title_is_the_first_sentence_of_at_most_72_characters(claim: str, title: str) -> None:
    assert title_of(claim) == title


def test_a_finding_has_as_many_places_as_are_added_and_without_any_it_is_about_the_whole() -> None:
    composition = compose(Slot.A, Polarity.PROBLEM, Span(9, 9))
    composition = with_place(with_place(composition, Span(2, 3)), Span(1, 1, "a.py"))
    assert composition.evidence == (Span(9, 9), Span(2, 3), Span(1, 1, "a.py"))
    for known in (Span(9, 9), Span(2, 2)):
        assert with_place(composition, known) == composition
    for span in composition.evidence:
        composition = without_place(composition, span)
    assert composition.evidence == ()


def test_a_weakness_is_tagged_and_untagged_and_must_be_one() -> None:
    composition = with_weakness(compose(Slot.A, Polarity.PROBLEM, None), "CWE-79")
    assert with_weakness(composition, "CWE-89").cwe == ("CWE-79", "CWE-89")
    assert with_weakness(composition, "CWE-79").cwe == ()
    with pytest.raises(ValueError, match="no CWE id"):
        with_weakness(composition, "79")


def test_tags_and_subtlety_are_saved_and_come_back_for_editing() -> None:
    written = replace(
        with_weakness(compose(Slot.A, Polarity.PROBLEM, None), "CWE-79"),
        category=Category.SECURITY,
        severity=Severity.HIGH,
        claim="Unescaped.",
        subtlety="S5",
    )
    draft = saved(Draft(), written, a_rubric(), now=EARLY, new_id=lambda: FindingId("f1"))
    assert (draft.findings[0].cwe, draft.findings[0].subtlety) == (("CWE-79",), "S5")
    again = reopened(draft.findings[0])
    assert (again.cwe, again.subtlety) == (("CWE-79",), "S5")


def test_the_places_of_a_saved_finding_stand_in_their_order_and_a_strength_has_no_weakness() -> None:
    composition = replace(
        with_weakness(with_place(compose(Slot.A, Polarity.STRENGTH, Span(9, 9)), Span(2, 3)), "CWE-79"),
        category=Category.SECURITY,
        claim="Checks first.",
        subtlety="S1",
    )
    (finding,) = keep(Draft(), composition).findings
    assert finding.evidence == (Span(2, 3), Span(9, 9))
    assert (finding.severity, finding.cwe, finding.subtlety) == (None, (), None)


def test_of_a_finding_that_is_edited_what_differs_would_be_lost() -> None:
    composition = replace(
        compose(Slot.A, Polarity.PROBLEM, Span(9, 9)), category=Category.BUG, severity=Severity.LOW, claim="Loses None."
    )
    (finding,) = keep(Draft(), composition).findings
    again = reopened(finding)
    assert (typed_characters(again), typed_characters(again, finding)) == (11, 0)
    assert typed_characters(replace(again, claim="Loses it, None."), finding) == 4
