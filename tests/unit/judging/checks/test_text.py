"""Checks on what is written: each fires where it should, and is silent beside it."""

from dataclasses import replace

import pytest

from app.domain.draft import Counterexample, Score
from app.domain.names import Slot
from tests.subjects import a_finding, a_subject, a_verdict, evidence, message, remark


def test_a_candidate_that_nobody_speaks_of_is_told() -> None:
    assert message("R1", a_subject("B2A", "{{c:B:2}} guards.")) == "Neither the rationale nor a finding mentions A."
    assert message("R1", a_subject("B2A", "It guards.")) == "Neither the rationale nor a finding mentions A or B."
    assert message("R1", a_subject("B2A", "{{c:B}} guards, A does not.")) is None
    assert message("R1", a_subject("B2A", "{{c:B}} guards.", a_finding("A"))) is None
    assert message("R1", a_subject("?", "I do not know the language.")) is None


def test_the_criterion_that_decided_is_spoken_of() -> None:
    verdict = a_verdict("B2A", deciding="edge_cases")
    assert message("R3", a_subject(verdict, "{{c:B}} reads well.")) == (
        "Edge cases decided, but neither the rationale nor a finding speaks of it."
    )
    for text in ("Edge cases.", "{{c:A}} divides by zero.", "an EMPTY list"):
        assert message("R3", a_subject(verdict, text)) is None
    assert message("R3", a_subject(verdict, "", a_finding("A", criterion="edge_cases"))) is None
    assert message("R3", a_subject("B2A", "It reads well.")) is None


GENERIC = (
    "The first one is clearer and easier to follow, with better names and structure throughout, "
    "and it follows the instructions more closely."
)


def test_a_rationale_that_repeats_an_earlier_one_is_reported_and_a_copy_hinted_at() -> None:
    copy = remark("R7", a_subject("B2A", "{{c:B:3}} " + GENERIC, earlier=("Something else.", "{{c:c9}} " + GENERIC)))
    assert copy is not None
    assert (copy.level, "(100 % alike)" in copy.message) == ("hint", True)
    near = remark("R7", a_subject("B2A", GENERIC.replace("clearer", "quicker"), earlier=(GENERIC,)))
    assert near is not None
    assert near.level is None


def test_rationales_of_their_own_are_no_twins() -> None:
    other = (
        "An empty list divides by zero in the second one, and no caller guards against it; that decides it for me here."
    )
    assert message("R7", a_subject("B2A", other, earlier=(GENERIC,))) is None
    assert message("R7", a_subject("B2A", "Too short to tell.", earlier=("Too short to tell.",))) is None
    assert message("R7", a_subject("B2A", GENERIC)) is None


def test_what_a_text_speaks_of_is_masked_before_it_is_compared() -> None:
    text = (
        "In {{c:A:%s}} the call `%s` runs %s times where one would do, which is why it is slower than it needs to be."
    )
    one, two = text % ("3", "fetch_all()", "100"), text % ("9", "read()", "7")
    made = remark("R7", a_subject("B2A", one, earlier=(two,)))
    assert made is not None
    assert "100 %" in made.message


def test_much_pasted_text_is_reported() -> None:
    assert message("R15", a_subject("B2A", "x" * 900, pasted=201)) == "201 characters of the rationale were pasted."
    assert message("R15", a_subject("B2A", "x" * 100, pasted=61)) is not None
    assert message("R15", a_subject("B2A", "x" * 900, pasted=200)) is None
    assert message("R15", a_subject()) is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ask jane.roe@corp-mail.io about it.", "an e-mail address"),
        ("Call +49 170 1234567 first.", "a phone number"),
        ("It is in /home/jroe/project/x.py here.", "a path of a machine"),
        (r"See C:\Users\jroe\notes.txt now.", "a path of a machine"),
        ("The key AKIA" + "ABCDEFGH12345678" + " works.", "a secret"),
        ("password = hunter2hunter2", "a secret"),
    ],
)
def test_private_matter_is_shown_to_the_evaluator_and_not_repeated_in_the_record(text: str, kind: str) -> None:
    made = remark("R16", a_subject("B2A", text))
    assert made is not None
    assert made.message.startswith(f"The rationale holds {kind}: “")
    assert made.evidence == f"{kind}: rationale"


@pytest.mark.parametrize(
    "text",
    [
        "Mail to user@example.com or x@mail.test.",
        "Lines 120-145, 3.14159, 10.0.0.1 and 2024-05-06 12:30:45.",
        "It logs the password, and the token is checked in constant time.",
        "See /usr/lib and /etc/passwd; call map(&:home).",
        "Both set password = textPassword.text; and token = next_token(stream1).",
        "@property and @lru_cache(maxsize=128)",
    ],
)
def test_harmless_matter_is_left_alone(text: str) -> None:
    assert message("R16", a_subject("B2A", text)) is None


def test_what_stands_in_the_task_is_no_secret_of_the_evaluators() -> None:
    prompt = "Send a mail to ops@corp-mail.io from the GPT gateway."
    text = "{{c:A}} mails ops@corp-mail.io, and asks GPT."
    assert message("R16", a_subject("B2A", text, prompt=prompt)) is None
    assert message("R17", a_subject("B2A", text, prompt=prompt)) is None


def test_findings_and_their_counterexamples_are_read_as_well() -> None:
    claim = a_finding("A", "Leaks.", example=Counterexample("jane@corp-mail.io", "", ""))
    assert evidence("R16", a_subject("B2A", "", claim)) == "an e-mail address: finding on {{c:A}}"


@pytest.mark.parametrize(
    "text", ["This is clearly GPT-4.", "Typical chatgpt output.", "Claude wrote it.", "a Llama 3 loop"]
)
def test_a_named_model_is_told(text: str) -> None:
    assert message("R17", a_subject("B2A", text)) is not None


@pytest.mark.parametrize("text", ["The opus of the codex.", "a llama in a gemini suit", "egpt, gpting", "sonnet.rs"])
def test_ordinary_words_name_no_model(text: str) -> None:
    assert message("R17", a_subject("B2A", text)) is None


def test_bare_letters_are_told_by_letter_and_kept_by_reference() -> None:
    subject = a_subject("B2A", "B guards, A does not, and B is shorter.")
    assert message("R22", subject) == "The rationale names A and B by letter 3 times; make references of the letters?"
    assert evidence("R22", subject) == "3 bare letters"
    assert message("R22", a_subject("B2A", "B guards.")) == (
        "The rationale names B by letter once; make references of the letters?"
    )
    assert message("R22", a_subject("B2A", "{{c:B}} guards. A lock is missing in `A`.")) is None


def test_a_note_of_a_score_is_read_as_well() -> None:
    subject = a_subject()
    noted = replace(subject.draft, scores=(Score(Slot.B, "safety", 3, "as in gpt-4 code"),))
    assert message("R17", replace(subject, draft=noted)) == (
        "A note on B names a model or a vendor (“gpt-4”); reasons rest on the code alone."
    )
