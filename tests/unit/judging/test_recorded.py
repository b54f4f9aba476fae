"""What is recorded is told: every key of a record, and nothing of where a candidate comes from."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from app.domain.blind_order import ALGORITHM, BlindOrder
from app.domain.draft import Answer
from app.domain.judgment import Judgment, Program
from app.domain.names import CandidateId, EvaluatorId, Instant, JudgmentId, Slot
from app.domain.sitting import Attention, Correction, Seen, Spent
from app.judging.chapters import as_text
from app.judging.recorded import ENTRIES, Totals, of_all, of_task
from app.judging.recorded_words import Telling, clock
from app.judging.sealing import Showing, seal
from tests.builders import a_draft, a_finding, a_task, a_task_set

SLOTS = {Slot.A: CandidateId("c2"), Slot.B: CandidateId("c1")}
ORDER = BlindOrder((CandidateId("c2"), CandidateId("c1")), "seed", 7, ALGORITHM, Instant("2026-01-01T09:00:00.000Z"))
ATTENTION = Attention(
    402_000,
    61_000,
    ("aligned", "tinted"),
    spent=(Spent(Slot.A, "", 180_000, 400_000), Spent(Slot.B, "", 190_000, 400_000)),
    seen=(Seen(Slot.A, "", ((1, 3),)),),
    pane_widths=(700, 400),
    panes_dragged=True,
    correction=Correction(600_000, "Read it on paper first."),
)


# Any: a type hint can be anything, and its parts are asked for here.
def keys_of(kind: Any, before: str = "") -> Iterator[str]:
    """Every key of a record that has none below it, spelled with dots; lists and tables count as one."""
    for field in fields(kind):
        hint = get_type_hints(kind)[field.name]
        if get_origin(hint) in (Union, UnionType):
            hint = next(one for one in get_args(hint) if one is not type(None))
        name = f"{before}{field.name}"
        if is_dataclass(hint):
            yield from keys_of(hint, f"{name}.")
        else:
            yield name


def told(**changes: Any) -> Telling:
    draft = replace(
        a_draft(),
        findings=(a_finding(),),
        pasted_characters=240,
        checks=(Answer("K2", 1, "ask", "", "kept", "It weighs more."),),
    )
    record = seal(
        draft,
        a_task(),
        a_task_set(),
        slots=SLOTS,
        showing=Showing(ORDER, ATTENTION, Instant("2026-01-01T09:20:00.000Z")),
        checks=draft.checks,
        evaluator=EvaluatorId("e-0123456789ab"),
        judgment_id=JudgmentId("j1"),
        revision=1,
        program=Program("diptych", "0"),
    )
    letters = {candidate: str(slot) for slot, candidate in SLOTS.items()}
    telling = Telling(record, letters, "B clearly better", is_handed_in=False, is_sealed=True)
    return replace(telling, **changes)


def test_every_key_of_the_record_is_explained_and_no_other() -> None:
    explained = [key for entry in ENTRIES for key in entry.keys]
    recorded = set(keys_of(Judgment))
    covered = {key for key in recorded if any(key == one or key.startswith(f"{one}.") for one in explained)}
    assert recorded - covered == set()
    assert [one for one in explained if not any(key == one or key.startswith(f"{one}.") for key in recorded)] == []
    assert len(explained) == len(set(explained))


def test_it_is_told_in_plain_words_by_letters() -> None:
    said = {entry.name: entry.value for chapter in of_task(told()) for entry in chapter.entries}
    assert said["Active time"] == "6:42"
    assert said["Idle time"] == "1:01"
    assert said["Time by candidate"] == "A 3:00, B 3:10"
    assert said["Lines seen"] == "A 3 of 4, B 0 of 2"
    assert said["Correction"] == "10:00: Read it on paper first."
    assert said["Widths"] == "700 px, 400 px; set by hand once"
    assert said["Pasted text"] == "240 characters"
    assert said["Checks"] == "K2 (you kept it: It weighs more.)"
    assert said["Verdict"] == "B clearly better"
    assert said["Judgment"] == "not handed in yet"
    assert said["Handed in"] == "not yet"


def test_no_id_of_a_candidate_is_told() -> None:
    text = as_text(of_task(told()))
    assert "c1" not in text
    assert "c2" not in text


def test_whether_a_task_comes_again_is_told_only_once_the_names_are_open() -> None:
    telling = told()
    again = replace(telling, record=replace(telling.record, occasion=2))
    assert as_text(of_task(again)) == as_text(of_task(telling))
    opened = {one.name: one.value for part in of_task(replace(again, is_sealed=False)) for one in part.entries}
    assert opened["Occasion"] == "2"


def test_a_judgment_from_a_file_has_nothing_of_a_screen() -> None:
    telling = told()
    bare = replace(telling.record, presentation=None, timing=None, checks=None, made_with="file")
    said = {
        one.name: one.value
        for part in of_task(replace(telling, record=bare, is_handed_in=True))
        for one in part.entries
    }
    assert said["Active time"] == said["Lines seen"] == "nothing was measured"
    assert said["Judgment"] == "j1, version 1, read from a file"


def test_of_all_tasks_the_sums_and_the_places_are_told() -> None:
    totals = Totals(
        {"sample": (Attention(60_000, 5_000), Attention(3_540_000))},
        {"judgment": 2, "revision": 1},
        "/home/work.diptych",
        "/home/work.diptych.journal",
        "/home/backups",
    )
    text = as_text(of_all(totals))
    assert "Task set sample: 2 tasks opened, 1:00:00 active, 0:05 idle" in text
    assert "2 judgments, 1 revisions, 0 taken back" in text
    assert "/home/work.diptych\n" in text


def test_lengths_of_time() -> None:
    assert [clock(ms) for ms in (0, 59_999, 60_000, 3_600_000)] == ["0:00", "0:59", "1:00", "1:00:00"]
