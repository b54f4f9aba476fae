"""Which check is asked, how often, and what is stored of the answers."""

import re
from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from app.domain.draft import Answer, Draft
from app.judging.checks.asking import (
    CHECKS,
    fired,
    keeps_bare_letters,
    settled,
    settled_from_a_file,
    to_ask,
    with_reply,
)
from app.judging.checks.check import Fired
from app.judging.checks.thresholds import names, thresholds, titles
from tests.subjects import CRITERIA, a_subject, a_verdict

K1 = Fired("K1", 1, "ask", "Scores favour B.", "scores favour {{c:B}}")
V1 = Fired("V1", 1, "ask", "No finding.", "no finding")
R1 = Fired("R1", 1, "hint", "No mention.", "no mention")


def answered(one: Fired, answer: str | None, reason: str = "") -> Answer:
    return Answer(one.check, one.version, one.level, one.evidence, answer, reason)  # type: ignore[arg-type]  # of a word


def test_every_check_has_a_name_for_people() -> None:
    assert sorted(CHECKS) == sorted(titles())


def test_every_check_has_a_place_in_the_order_of_gravity() -> None:
    assert sorted(CHECKS) == sorted(thresholds().gravity)
    asked = {"K1", "K2", "K3", "K4", "K5", "K6", "K7", "K8", "K9", "K12", "V1", "V2", "V3"}
    asked |= {"R2", "R4", "R11", "R12", "R16", "R17", "R18", "R22"}
    assert {name for name, check in CHECKS.items() if check.level == "ask"} == asked
    assert {name for name, check in CHECKS.items() if check.level == "report"} == {"R7", "R15"}


def test_the_files_of_the_checks_are_versioned_and_whole() -> None:
    thresholds.cache_clear()
    names.cache_clear()
    assert (thresholds().version, names().version) == (1, 1)


def test_what_fires_comes_the_gravest_first_and_never_twice() -> None:
    subject = a_subject(
        a_verdict("A3B", deciding="safety"),
        "B is better than A.",
        scores={"A": dict.fromkeys(CRITERIA, 1), "B": dict.fromkeys(CRITERIA, 4)},
    )
    names = [one.check for one in fired(subject)]
    assert names[:4] == ["R4", "K1", "K2", "K3"]
    assert sorted(names, key=thresholds().gravity.index) == names
    assert len(set(names)) == len(names)


def test_a_sound_draft_fires_nothing() -> None:
    subject = a_subject(
        a_verdict("B2A", deciding="edge_cases"),
        "{{c:B:2-3}} guards against an empty list, {{c:A:2}} divides by zero.",
        scores={"A": {"edge_cases": 2}, "B": {"edge_cases": 5}},
    )
    assert fired(subject) == ()


def test_one_check_is_asked_and_each_only_once() -> None:
    found = (K1, V1, R1)
    assert to_ask(found, ()) == K1
    draft = with_reply(Draft(), K1, "kept", "  style does not matter here ")
    assert draft.checks == (answered(K1, "kept", "style does not matter here"),)
    assert to_ask(found, draft.checks) == V1
    assert to_ask(found, with_reply(draft, V1, "review").checks) is None


def test_hints_and_reports_are_never_asked() -> None:
    assert to_ask((R1,), ()) is None


def test_what_was_mended_and_fires_anew_is_asked_anew_and_so_is_a_new_version() -> None:
    assert to_ask((K1,), (answered(K1, "fixed"),)) == K1
    assert to_ask((K1,), (answered(K1, None),)) == K1
    assert to_ask((replace(K1, version=2),), (answered(K1, "kept"),)) == replace(K1, version=2)


def test_a_second_reply_takes_the_place_of_the_first() -> None:
    draft = with_reply(with_reply(Draft(), K1, "review"), K1, "kept", "now I am sure")
    assert [(answer.answer, answer.reason) for answer in draft.checks] == [("kept", "now I am sure")]


def test_what_still_fires_was_kept_if_it_was_asked() -> None:
    stored = settled((K1, V1, R1), (answered(K1, "kept", "why"), answered(V1, "review")))
    assert stored == (answered(K1, "kept", "why"), answered(V1, "kept"), answered(R1, None))


def test_what_was_asked_and_no_longer_fires_was_fixed() -> None:
    for answer in ("kept", "review", "fixed"):
        assert settled((), (answered(K1, answer),)) == (answered(K1, "fixed"),)
    assert settled((), (answered(R1, None),)) == ()


def test_the_stored_evidence_is_the_one_of_the_draft_that_was_handed_in() -> None:
    now = replace(K1, evidence="scores favour {{c:B}} by 2")
    assert settled((now,), (answered(K1, "kept"),))[0].evidence == now.evidence


def test_from_a_file_answers_are_taken_as_given_and_nothing_is_concluded() -> None:
    elsewhere = Answer("V2", 1, "ask", "{{c:B}} on screen for 900 ms", "kept", "identical")
    given = (answered(K1, "kept", "why"), elsewhere)
    assert settled_from_a_file((K1, V1), given) == (answered(K1, "kept", "why"), elsewhere, answered(V1, None))
    assert settled_from_a_file((), (answered(K1, "fixed"),)) == (answered(K1, "fixed"),)


def test_what_a_file_calls_fixed_and_fires_has_no_answer() -> None:
    assert settled_from_a_file((K1,), (answered(K1, "fixed", "done"),)) == (answered(K1, None),)


def test_letters_that_were_left_bare_are_flagged_whether_asked_or_not() -> None:
    r22 = Fired("R22", 1, "ask", "Letters.", "letters")
    assert keeps_bare_letters((answered(r22, None),))
    assert keeps_bare_letters((answered(r22, "kept"),))
    assert not keeps_bare_letters((answered(r22, "fixed"), answered(K1, "kept")))


@given(
    st.lists(st.sampled_from(("kept", "review", "fixed", None)), max_size=3), st.lists(st.sampled_from((K1, V1, R1)))
)
def test_settling_twice_changes_nothing(replies: list[str | None], found: list[Fired]) -> None:
    firing = tuple(dict.fromkeys(found))
    answers = tuple(answered(one, reply) for one, reply in zip((K1, V1, R1), replies, strict=False))
    once = settled(firing, answers)
    assert settled(firing, once) == once
    assert settled_from_a_file(firing, once) == once


def test_every_check_is_documented_with_its_level() -> None:
    page = (Path(__file__).parents[4] / "docs" / "checks.md").read_text(encoding="utf-8")
    documented = dict(re.findall(r"^\| ([KRV]\d+) \| (hint|ask|report)", page, re.MULTILINE))
    assert documented == {name: check.level for name, check in CHECKS.items()}
