"""A two-way judgment, from the first key to the record."""

from jsonschema import Draft202012Validator
from PySide6.QtWidgets import QPushButton

from app.domain.draft import Outcome
from app.domain.names import Slot
from app.formats.records import schema
from tests.story.conftest import Evaluator

WHY = (
    "keeps recency and expiry under one lock and refreshes the order on every read, while the other one never moves "
    "a hit to the end, loads a key twice under contention and cannot store None. "
)
CLAIM = "Two threads that miss at the same time both call load."


def test_a_whole_judgment_takes_at_most_32_key_presses_besides_text(evaluator: Evaluator) -> None:
    evaluator.press("J", "J", "J", "Shift+J", "F", "B", "3")
    evaluator.type(CLAIM)
    evaluator.press("Ctrl+Enter", "S", *"45342434353535", "R")
    evaluator.type(WHY)
    evaluator.press("Esc", "2", "Y", "5", "3", "Ctrl+Enter")
    assert evaluator.presses <= 32
    evaluator.opens("retry-backoff-002")
    (record,) = evaluator.exports()
    Draft202012Validator(schema("judgment")).validate(record)
    assert record["verdict"]["gaps"] == [2]
    assert record["verdict"]["deciding_criterion"] == "edge_cases"
    assert record["verdict"]["confidence"] == 3
    (finding,) = record["findings"]
    assert (finding["claim"], finding["severity"], finding["category"]) == (CLAIM, "high", "bug")
    assert (finding["evidence"][0]["first_line"], finding["evidence"][0]["last_line"]) == (4, 5)
    assert record["rationale"]["text"] == WHY
    evaluator.saves()
    assert [entry.state for entry in evaluator.entries[:2]] == ["done", "todo"]


def test_what_was_judged_is_told_by_candidate_and_not_by_letter(evaluator: Evaluator) -> None:
    better = evaluator.slot_of("c1")
    evaluator.press("1" if better is Slot.A else "7", "Y", "1", "Enter", "S", *"45342434353535")
    evaluator.press("Esc", "Q")
    evaluator.type("is where " + WHY)
    evaluator.press("Ctrl+Enter")
    evaluator.opens("retry-backoff-002")
    (record,) = evaluator.exports()
    assert record["verdict"]["ranking"] == [["c1"], ["c2"]]
    shown = evaluator.window.code.selection()[0]
    assert shown in (Slot.A, Slot.B, Slot.C)
    cited = "c1" if better is Slot.A else "c2"
    assert str(record["rationale"]["text"]).startswith(f"{{{{c:{cited}:1}}}} is where")
    assert record["presentation"]["order"][0] == cited
    assert record["verdict"]["confidence"] is None


def test_what_is_missing_is_said_in_one_line_and_gets_the_focus(evaluator: Evaluator) -> None:
    message = evaluator.window.workbench.message
    evaluator.press("Ctrl+Enter")
    assert message.accessibleName() == "Choose an overall verdict (1–7)."
    evaluator.press("1", "Ctrl+Enter")
    assert message.accessibleName() == "Say which criterion decided."
    evaluator.press("1", "3", "Ctrl+Enter")
    assert message.accessibleName() == "Score Correctness for A and B, or press – for not applicable."
    assert evaluator.is_at(evaluator.window.workbench.panel.scores)
    evaluator.press(*"45342434353535", "Ctrl+Enter")
    assert message.accessibleName() == "Rationale has 0 words; this task set asks for 30."
    assert evaluator.is_at(evaluator.window.workbench.panel.rationale)
    evaluator.type(WHY)
    assert not message.isVisible()
    evaluator.press("Ctrl+Enter")
    evaluator.opens("retry-backoff-002")


def test_who_is_asked_again_how_sure_sees_what_was_said_and_may_leave_it_so(evaluator: Evaluator) -> None:
    evaluator.press("1", "Y", "1", "3", "Y", "2")
    choices = evaluator.window.workbench.deciding.findChildren(QPushButton)
    assert "3  Sure" in [one.text() for one in choices if one.isChecked()]
    evaluator.press("Enter")
    assert evaluator.desk.draft.verdict.confidence == 3
    evaluator.press("Y", "2", "Backspace")
    assert evaluator.desk.draft.verdict.confidence is None


def test_undo_takes_everything_back_the_submit_included(evaluator: Evaluator) -> None:
    evaluator.press("1", "Y", "1", "3", "S", *"45342434353535", "R")
    evaluator.type(WHY)
    evaluator.press("Ctrl+Enter")
    evaluator.opens("retry-backoff-002")
    evaluator.sees(lambda: evaluator.toast == "Submitted lru-ttl-014: A much better.")
    evaluator.press("Ctrl+Z")
    evaluator.opens("lru-ttl-014")
    evaluator.saves()
    assert evaluator.exports() == []
    assert evaluator.desk.draft.verdict.outcome is Outcome.PREFERENCE
    evaluator.press("Esc", "U")
    assert evaluator.desk.draft.rationale == ""
    for _ in range(17):
        evaluator.press("U")
    assert evaluator.desk.draft.verdict.outcome is None
    evaluator.press("Ctrl+Shift+Z", "Ctrl+Shift+Z")
    assert evaluator.desk.draft.verdict.deciding_criterion == "correctness"


def test_handing_in_again_after_an_undo_is_a_revision_of_the_same_judgment(evaluator: Evaluator) -> None:
    evaluator.press("1", "Y", "1", "3", "S", *"45342434353535", "R")
    evaluator.type(WHY)
    evaluator.press("Ctrl+Enter")
    evaluator.opens("retry-backoff-002")
    (first,) = evaluator.exports()
    evaluator.press("U")
    evaluator.opens("lru-ttl-014")
    evaluator.press("Esc", "2", "Ctrl+Enter")
    evaluator.opens("retry-backoff-002")
    (second,) = evaluator.exports()
    assert second["judgment_id"] == first["judgment_id"]
    assert (first["revision"], second["revision"]) == (1, 2)


def test_a_submitted_judgment_is_read_only_until_it_is_edited(evaluator: Evaluator) -> None:
    evaluator.press("1", "Y", "1", "3", "S", *"45342434353535", "R")
    evaluator.type(WHY)
    evaluator.press("Ctrl+Shift+Enter")
    evaluator.sees(lambda: evaluator.window.workbench.reading_bar.isVisible())
    evaluator.press("Esc", "7")
    assert evaluator.toast == "Press E to edit this judgment first."
    evaluator.press("E", "7", "Ctrl+Enter")
    evaluator.opens("retry-backoff-002")
    (record,) = evaluator.exports()
    assert record["revision"] == 2
    assert record["verdict"]["ranking"][0] == [evaluator.candidate_at("lru-ttl-014", Slot.B)]


def test_skipping_flagging_and_coming_back(evaluator: Evaluator) -> None:
    evaluator.press("Shift+F", "Ctrl+Shift+K")
    evaluator.press("2")
    evaluator.opens("retry-backoff-002")
    states = {str(entry.key.task_id): (entry.state, entry.is_flagged) for entry in evaluator.entries}
    assert states["lru-ttl-014"] == ("skipped", True)
    evaluator.sees(lambda: evaluator.toast == "Skipped lru-ttl-014.")
    evaluator.press("Ctrl+Z")
    evaluator.opens("lru-ttl-014")
    evaluator.sees(lambda: evaluator.entries[0].state == "todo")
    evaluator.press("Alt+Right")
    evaluator.opens("retry-backoff-002")
    evaluator.press("Alt+Left")
    evaluator.opens("lru-ttl-014")
    assert evaluator.exports() == []


def test_cannot_judge_is_handed_in_with_one_word(evaluator: Evaluator) -> None:
    evaluator.press("Ctrl+Shift+U", "R")
    evaluator.type("Unfamiliar.")
    evaluator.press("Ctrl+Enter")
    evaluator.opens("retry-backoff-002")
    (record,) = evaluator.exports()
    assert record["verdict"]["outcome"] == "cannot_judge"
    assert record["scores"] == {}


def test_both_bad_stands_beside_a_preference_and_can_be_said_while_writing(evaluator: Evaluator) -> None:
    evaluator.press("R", "Alt+3", "Alt+0")
    verdict = evaluator.desk.draft.verdict
    assert (verdict.outcome, verdict.gaps, verdict.none_acceptable) == (Outcome.PREFERENCE, (1,), True)
    assert evaluator.is_at(evaluator.window.workbench.panel.rationale)


def test_letters_and_digits_in_a_text_field_are_text(evaluator: Evaluator) -> None:
    evaluator.press("R", "J", "1", "Q")
    assert evaluator.window.workbench.panel.rationale.toPlainText() == "j1q"
    assert evaluator.desk.draft.verdict.outcome is None


def test_the_record_says_how_it_was_shown(evaluator: Evaluator) -> None:
    evaluator.press("Shift+D", "Shift+D", "W", "4", "S", *"45342434353535", "R")
    evaluator.type(WHY)
    evaluator.press("Ctrl+Enter")
    evaluator.opens("retry-backoff-002")
    (record,) = evaluator.exports()
    presentation = record["presentation"]
    assert presentation["views"] == ["aligned", "tinted", "untinted", "wrapped"]
    assert presentation["algorithm"] == "permuted-blocks/1"
    assert record["made_with"] == "window"
