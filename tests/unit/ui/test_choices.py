"""What the palette offers for what is typed."""

from hypothesis import given
from hypothesis import strategies as st

from ui.dialogs.choices import Choice, Offered, distance, found, in_groups

NEW_FINDING = Choice("new", "Judge", "New finding", ("F",), ("bug",))
NEXT_FINDING = Choice("next", "Go", "Next finding", ("N",))
FIND = Choice("find", "Edit", "Find", ("Ctrl+F",), ("search",))
UNDO = Choice("undo", "Edit", "Undo", ("Ctrl+Z",), why_not="not now")
SHORTCUTS = Choice("keys", "Help", "Keyboard shortcuts", ("F1",))
ALL = (SHORTCUTS, NEXT_FINDING, UNDO, NEW_FINDING, FIND)


def titles(wanted: str, *first: str) -> list[str]:
    return [one.title for one in found(ALL, wanted, first)]


def test_what_begins_like_that_comes_before_what_has_such_a_word() -> None:
    assert titles("find") == ["Find", "Next finding", "New finding"]


def test_every_word_has_to_be_there_in_any_order() -> None:
    assert titles("fin nex") == ["Next finding"]


def test_synonyms_and_sections_are_known_too() -> None:
    assert titles("bug") == ["New finding"]
    assert titles("edit") == ["Find", "Undo"]


def test_beginnings_of_words_abbreviate_where_nothing_is_called_so() -> None:
    assert titles("nfi") == ["Next finding", "New finding"]
    assert titles("nefi") == ["Next finding", "New finding"]
    assert titles("newfi") == ["New finding"]
    assert titles("ks") == ["Keyboard shortcuts"]
    assert titles("fn") == []


def test_one_letter_abbreviates_nothing() -> None:
    assert distance(NEXT_FINDING, "q") is None


def test_of_what_is_equally_near_the_first_ones_come_first_and_what_cannot_be_done_last() -> None:
    assert titles("", "find", "new") == ["Find", "New finding", "Keyboard shortcuts", "Next finding", "Undo"]
    assert titles("finding", "new") == ["New finding", "Next finding"]


def test_nothing_is_found_for_what_nothing_is_called() -> None:
    assert titles("no such thing") == []


def test_rows_stand_under_headings_and_help_comes_last() -> None:
    task = Choice("1", "", "retry-backoff-002", offered=Offered.TASK)
    groups = in_groups((SHORTCUTS, FIND, task, UNDO))
    assert [(group.heading, [one.id for one in group.choices]) for group in groups] == [
        ("Actions", ["find", "undo"]),
        ("Tasks", ["1"]),
        ("Help", ["keys"]),
    ]


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_title_is_nearest_to_itself_and_nothing_is_lost_in_groups(title: str, wanted: str) -> None:
    choice = Choice("x", "Go", " ".join(title.split()))
    assert distance(choice, choice.title) == 0
    some = found((*ALL, choice), wanted)
    assert sorted(one.id for group in in_groups(some) for one in group.choices) == sorted(one.id for one in some)
