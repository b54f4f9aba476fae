"""Checks on findings: each fires where it should, and is silent beside it."""

import pytest

from app.domain.draft import Category, Counterexample, Polarity, Severity, Verified
from app.domain.task import File
from tests.builders import CODE
from tests.subjects import a_finding, a_subject, a_verdict, evidence, message


def test_a_critical_problem_on_the_winner_alone_is_told() -> None:
    on_winner = a_finding("B", severity=Severity.CRITICAL)
    assert message("K7", a_subject("B2A", "", on_winner)) == "B is preferred and has a critical problem; A has none."
    on_both = a_finding("A", "Leaks.", severity=Severity.CRITICAL)
    assert message("K7", a_subject("B2A", "", on_winner, on_both)) is None
    assert message("K7", a_subject("B2A", "", a_finding("B"))) is None
    assert message("K7", a_subject("A2B", "", on_winner)) is None
    assert message("K7", a_subject("A=B", "", on_winner)) is None


def test_much_better_with_no_finding_asks_for_one_line_of_evidence() -> None:
    assert message("V1", a_subject("B3A")) == "Verdict is “much better” with no finding. Add one line of evidence?"
    assert message("V1", a_subject("B2A")) is None
    assert message("V1", a_subject("B3A", "", a_finding("A"))) is None
    assert message("V1", a_subject("A1B3C", slots=3)) is not None


def test_lines_that_a_candidate_does_not_have_are_told() -> None:
    beyond = a_finding("A", lines=(2, 3))
    assert message("R2", a_subject("B2A", "", beyond)) == "“Empty input raises” points at lines that A does not have."
    assert evidence("R2", a_subject("B2A", "", beyond)) == "evidence 2-3 is not in {{c:A}}"
    assert message("R2", a_subject("B2A", "", a_finding("A", lines=(2, 2), last_column=99))) is not None
    assert message("R2", a_subject("B2A", "", a_finding("A", lines=(1, 2), last_column=5))) is None


def test_references_of_the_rationale_are_held_against_the_lines_as_well() -> None:
    assert message("R2", a_subject("B2A", "{{c:A:1-9}} fails.")) == (
        "The rationale refers to line 9 of A, which it does not have."
    )
    assert message("R2", a_subject("B2A", "{{c:C:1}} fails.")) == (
        "The rationale refers to C, which is no candidate here."
    )
    assert message("R2", a_subject("B2A", "{{c:A:1-2}} fails, {{c:B}} does not.")) is None


def test_among_several_files_the_path_says_which_lines_are_meant() -> None:
    files = (File("a.py", CODE[0]), File("b.py", CODE[1]))
    assert message("R2", a_subject("B2A", "{{c:A:b.py#3-4}}", files=files)) is None
    assert message("R2", a_subject("B2A", "{{c:A:a.py#3-4}}", files=files)) is not None
    assert message("R2", a_subject("B2A", "{{c:A:2}}", files=files)) is not None


def test_a_defect_that_decided_says_why_it_happens_or_shows_it() -> None:
    verdict = a_verdict("B2A", deciding="correctness")
    assert message("R11", a_subject(verdict, "", a_finding("A"))) == (
        "“Empty input raises” decided the verdict; say why it happens, or give an input that shows it."
    )
    assert message("R11", a_subject(verdict, "", a_finding("A", mechanism="len is 0"))) is None
    shown = a_finding("A", "Divides.", example=Counterexample("[]", "0.0", "error"))
    assert message("R11", a_subject(verdict, "", a_finding("A"), shown)) is None
    assert message("R11", a_subject(verdict, "", a_finding("B"))) is None
    assert message("R11", a_subject(a_verdict("B2A"), "", a_finding("A"))) is None


@pytest.mark.parametrize("taste", ["readability", "architectural_fit"])
def test_matters_of_taste_need_no_counterexample(taste: str) -> None:
    finding = a_finding("A", category=Category.READABILITY, criterion=taste)
    assert message("R11", a_subject(a_verdict("B2A", deciding=taste), "", finding)) is None


@pytest.mark.parametrize(
    ("expected", "actual", "is_told"),
    [("0.0", " 0.0\n", True), ("None", "none", True), ("0", "1", False), ("", "", False)],
)
def test_a_counterexample_shows_a_difference(expected: str, actual: str, is_told: bool) -> None:
    finding = a_finding("A", example=Counterexample("mean([])", expected, actual))
    assert (message("R12", a_subject("B2A", "", finding)) is not None) is is_told


def test_a_problem_of_a_loser_has_a_better_approach() -> None:
    assert message("R13", a_subject("B2A", "", a_finding("A"))) == "A problem of A has no better approach yet."
    assert message("R13", a_subject("B2A", "", a_finding("A", better="Guard."))) is None
    assert message("R13", a_subject("B2A", "", a_finding("B"))) is None
    strength = a_finding("A", polarity=Polarity.STRENGTH)
    assert message("R13", a_subject("B2A", "", strength)) is None
    assert message("R13", a_subject("A=B", "", a_finding("A"))) is None
    assert message("R13", a_subject("C1A1B", "", a_finding("A"), a_finding("B"), slots=3)) == (
        "A problem of A or B has no better approach yet."
    )


def test_small_findings_do_not_carry_a_large_gap() -> None:
    low = a_finding("A", severity=Severity.LOW)
    taste = a_finding("A", "Long names.", category=Category.READABILITY)
    assert message("R18", a_subject("B3A", "", low, taste)) is not None
    assert message("R18", a_subject("B2A", "", low, taste)) is None
    assert message("R18", a_subject("B3A", "", low, a_finding("A", "Leaks."))) is None
    solid = a_finding("B", "Guards.", polarity=Polarity.STRENGTH)
    assert message("R18", a_subject("B3A", "", low, solid)) is None
    assert message("R18", a_subject("B3A")) is None


def test_a_claim_of_a_run_wants_to_be_recorded_as_one() -> None:
    assert message("R19", a_subject("B2A", "I ran both with an empty list.")) == (
        "The rationale speaks of a run; no finding says that it was run."
    )
    assert message("R19", a_subject("B2A", "", a_finding("A", "When run with [], it stops."))) is not None
    thrown = a_finding("A", "It throws on [].", example=Counterexample("[]", "0", "error"))
    assert message("R19", a_subject("B2A", "", thrown)) == (
        "“It throws on []” speaks of a run; set how it was verified if it was run."
    )
    ran = a_finding("A", "It throws.", example=Counterexample("[]", "0", "error", Verified.RAN))
    assert message("R19", a_subject("B2A", "I ran both.", ran)) is None


@pytest.mark.parametrize(
    "text", ["It throws on an empty list.", "The loop runs twice.", "In the long run it leaks.", ""]
)
def test_words_of_behaviour_alone_claim_no_run(text: str) -> None:
    assert message("R19", a_subject("B2A", text, a_finding("A", text or "Leaks."))) is None
