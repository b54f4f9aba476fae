"""Undo and redo over drafts."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from app.domain.draft import Draft
from app.judging.history import DEPTH, History


def draft(number: int) -> Draft:
    return replace(Draft(), rationale=str(number))


def test_steps_go_back_and_forth() -> None:
    history = History(draft(0))
    history.push(draft(1))
    history.push(draft(2))
    assert history.undo() == draft(1)
    assert history.undo() == draft(0)
    assert history.undo() is None
    assert history.redo() == draft(1)
    history.push(draft(9))
    assert history.redo() is None


def test_typing_in_one_field_is_one_step() -> None:
    history = History(draft(0))
    for number in range(1, 5):
        history.push(draft(number), key="rationale")
    history.push(draft(10))
    assert history.undo() == draft(4)
    assert history.undo() == draft(0)


def test_after_an_undo_typing_begins_a_new_step() -> None:
    history = History(draft(0))
    history.push(draft(1), key="rationale")
    history.undo()
    history.push(draft(2), key="rationale")
    history.push(draft(3), key="rationale")
    assert history.undo() == draft(0)


def test_two_hundred_steps_are_kept() -> None:
    history = History(draft(0))
    for number in range(1, DEPTH + 51):
        history.push(draft(number))
    steps = 0
    while history.undo() is not None:
        steps += 1
    assert steps == DEPTH
    assert history.present == draft(50)


@given(st.lists(st.booleans(), max_size=40))
def test_undo_and_redo_are_inverse(goes_back: list[bool]) -> None:
    history = History(draft(0))
    for number in range(1, 20):
        history.push(draft(number))
    for back in goes_back:
        before = history.present
        if back and history.undo() is not None:
            assert history.redo() == before
            history.undo()
        elif not back and history.redo() is not None:
            assert history.undo() == before
            history.redo()


def test_what_is_amended_is_no_step_of_its_own() -> None:
    history = History(Draft())
    history.push(Draft(rationale="one"))
    history.amend(Draft(rationale="one", pasted_characters=3))
    assert history.undo() == Draft()
