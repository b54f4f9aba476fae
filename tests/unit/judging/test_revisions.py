"""What a revision changed, in words."""

from dataclasses import replace

from app.domain.draft import Answer, Counterexample, Draft, FirstAnswer, Outcome, Severity, Span, Verdict
from app.domain.names import Instant, Slot
from app.judging.revisions import Change, changes
from app.judging.scoring import with_score, without_score
from tests.builders import a_draft, a_finding, a_rubric

RUBRIC = a_rubric()


def changed(before: Draft, after: Draft) -> list[tuple[str, str | None, str | None]]:
    return [(change.what, change.before, change.after) for change in changes(before, after, RUBRIC)]


def test_nothing_changed_is_no_row() -> None:
    assert changes(a_draft(), a_draft(), RUBRIC) == ()


def test_another_verdict_is_told_in_sentences() -> None:
    before = a_draft()
    tie = Verdict(Outcome.EQUIVALENT, ((Slot.A, Slot.B),), none_acceptable=True, acceptable=((Slot.A, "no"),))
    assert changed(before, replace(before, verdict=tie)) == [
        ("Verdict", "B is clearly better than A.", "A and B are equally good."),
        ("Verdict: decided by", "Correctness", None),
        ("Verdict: confidence", "sure", None),
        ("Verdict: none acceptable", None, "yes"),
        ("Verdict: could A be merged", None, "no"),
    ]
    assert changed(before, replace(before, verdict=Verdict()))[0] == ("Verdict", "B is clearly better than A.", None)


def test_scores_and_notes_are_rows_of_their_own() -> None:
    before = a_draft()
    noted = replace(before, scores=(replace(before.scores[0], note="why"), *before.scores[1:]))
    slot, criterion = before.scores[0].slot, RUBRIC.criterion(before.scores[0].criterion)
    assert criterion is not None
    assert changed(before, noted) == [(f"Note on {criterion.label} of {slot}", None, "why")]
    assert changed(before, with_score(before, Slot.A, "correctness", None)) == [
        ("Correctness of A", "2", "not applicable")
    ]
    assert changed(before, without_score(before, Slot.A, "correctness")) == [("Correctness of A", "2", None)]


def test_findings_come_go_and_change_field_by_field() -> None:
    with_one = replace(a_draft(), findings=(a_finding(),))
    whole_of_it = "Problem, edge case, high, lines 1–2: Empty input raises."
    assert changed(a_draft(), with_one) == [("Finding on A", None, whole_of_it)]
    assert changed(with_one, a_draft()) == [("Finding on A", whole_of_it, None)]
    more = replace(a_finding(), mechanism="len is 0", cwe=("CWE-369",), subtlety="S3", evidence=())
    assert changed(a_draft(), replace(a_draft(), findings=(more,))) == [
        (
            "Finding on A",
            None,
            "Problem, edge case, high, the whole candidate: Empty input raises.\n"
            "Mechanism: len is 0\nCWE: CWE-369\nSubtlety: S3",
        )
    ]
    edited = replace(
        a_finding(),
        severity=Severity.LOW,
        evidence=(Span(3, 3, "a.py"),),
        counterexample=Counterexample("[]", "0.0", "an error"),
        cwe=("CWE-369",),
    )
    title = "Finding “Empty input raises”"
    assert changed(with_one, replace(with_one, findings=(edited,))) == [
        (f"{title}: severity", "high", "low"),
        (f"{title}: lines", "1–2", "a.py 3"),
        (f"{title}: counterexample", None, "[] gives an error instead of 0.0 (reasoned)"),
        (f"{title}: CWE", None, "CWE-369"),
    ]
    whole = replace(a_finding(), evidence=(), severity=None)
    assert ("Finding “Empty input raises”: lines", "1–2", "the whole candidate") in changed(
        with_one, replace(with_one, findings=(whole,))
    )


def test_the_rationale_checks_and_first_impression_are_told_too() -> None:
    before = replace(
        a_draft(rationale="{{c:A:1-2}} fails."),
        checks=(Answer("K2", 1, "ask", "", "kept"), Answer("Z9", 1, "ask", "", "kept")),  # of another version
        checklist=(("general.error-paths", True), ("go.defer-in-loop", False)),
    )
    after = replace(
        before,
        checklist=(("general.error-paths", False), ("go.defer-in-loop", True)),
        rationale="{{c:B}} holds.",
        checks=(Answer("K2", 1, "ask", "", "kept", "I mean it"), Answer("R13", 1, "hint", "", None)),
        first_impression=FirstAnswer(Verdict(Outcome.CANNOT_JUDGE), Instant("2026-01-01T10:00:00.000Z")),
    )
    assert changed(before, after) == [
        ("Checklist: error paths", "ticked", None),
        ("Asked at submit: the deciding criterion points elsewhere (K2)", "kept", "kept: I mean it"),
        ("Asked at submit (Z9)", "kept", None),
        ("First impression", None, "The candidates cannot be judged."),
        ("Checklist: defer in loop", None, "ticked"),
        ("Noticed at submit: no better approach (R13)", None, "yes"),
        ("Rationale", "A:1–2 fails.", "B holds."),
    ]


def test_a_criterion_that_the_rubric_has_no_more_keeps_its_name() -> None:
    gone = a_draft(verdict=replace(a_draft().verdict, deciding_criterion="taste"))
    assert changes(a_draft(), gone, RUBRIC) == (Change("Verdict: decided by", "Correctness", "taste"),)
