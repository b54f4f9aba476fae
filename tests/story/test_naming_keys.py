"""The overlay of shortcuts: which keys do something where one just was, which everywhere, and where the others would."""

from collections.abc import Callable

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from tests.story.conftest import Evaluator
from tests.story.dialogs import runs
from ui.dialogs.key_sheet import KeySheet

Sheet = dict[str, dict[str, str]]
"""The keys by what they do, as a screen reader gets it, by the heading of their group."""


def sheet_of(person: Evaluator) -> KeySheet:
    (sheet,) = person.window.parts.shortcuts.findChildren(KeySheet)
    return sheet


def told(person: Evaluator) -> Sheet:
    """What is told of the overlay, in the order in which it is read."""
    groups: Sheet = {}
    for part in sheet_of(person).findChildren(QWidget):
        if not part.isVisible():
            continue
        name, keys = part.accessibleName(), part.accessibleDescription()
        if name.startswith(("Works now", "Not now")):
            groups[name] = {}
        elif QAccessible.queryAccessibleInterface(part).role() is not QAccessible.Role.Heading:
            groups[list(groups)[-1]][name] = keys
    return groups


def opens_shortcuts(person: Evaluator) -> Sheet:
    person.press("F1")
    person.sees(lambda: told(person) != {})
    return told(person)


def named_now(sheet: Sheet) -> set[str]:
    """The keys that are said to do something now."""
    return {
        key
        for group, rows in sheet.items()
        if group != "Not now"
        for keys in rows.values()
        for key in keys.split(" or ")
    }


def test_in_the_code_its_keys_come_first_and_those_of_other_places_last(evaluator: Evaluator) -> None:
    sheet = opens_shortcuts(evaluator)
    assert list(sheet) == ["Works now in the code", "Works now everywhere", "Not now"]
    here, everywhere, otherwise = sheet.values()
    assert here["New finding, works now"] == "F"
    assert here["Line down, works now"] == "Down or J"
    assert here["Next difference, works now"] == "."
    assert here["A much better, works now"] == "1"
    assert everywhere["Next difference, works now"] == "F7 or Alt+Down"
    assert everywhere["A much better, works now"] == "Alt+1"
    assert otherwise["Next unset cell, in the scores"] == "Enter"
    assert otherwise["Rank A next, only for three candidates"] == "A"
    assert otherwise["Another criterion, only while a finding is written"] == "Alt+C"


def test_in_the_scores_the_same_keys_do_something_else(evaluator: Evaluator) -> None:
    opens_shortcuts(evaluator)
    evaluator.press("Esc", "S")
    sheet = opens_shortcuts(evaluator)
    assert list(sheet) == ["Works now in the scores", "Works now everywhere", "Not now"]
    here, _, otherwise = sheet.values()
    assert here["What the scores mean, works now"] == "?"
    assert [keys for name, keys in here.items() if name.startswith("Score ")] == list("012345")
    assert otherwise["New finding, in the code"] == "F"
    # Digits that the scale does not have do nothing anywhere.
    assert not any("Score 9" in name for rows in sheet.values() for name in rows)
    evaluator.press("Esc", "4")
    assert len(evaluator.desk.draft.scores) == 1


def test_while_a_finding_is_written_a_key_is_named_for_what_it_does_there(evaluator: Evaluator) -> None:
    evaluator.press("F", "B", "3")
    sheet = opens_shortcuts(evaluator)
    assert list(sheet) == ["Works now in the finding", "Works now everywhere", "Not now"]
    here, everywhere, otherwise = sheet.values()
    assert here["One more line of evidence, works now"] == "Alt+Down"
    assert everywhere["Next difference, works now"] == "F7"
    assert otherwise["New finding, in the code"] == "F"


def test_in_text_and_in_a_list_no_letter_is_said_to_do_anything(evaluator: Evaluator) -> None:
    evaluator.press("R")
    in_rationale = opens_shortcuts(evaluator)
    assert in_rationale["Works now in the rationale"] == {"Go to the lines that are cited, works now": "Alt+Enter"}
    evaluator.press("Esc", "Esc", "F", "B", "3")
    evaluator.type("It is wrong.")
    evaluator.press("Ctrl+Enter", "Ctrl+Shift+F")
    in_list = opens_shortcuts(evaluator)
    assert list(in_list) == ["Works now everywhere", "Not now"]
    assert not any(len(key) == 1 for sheet in (in_rationale, in_list) for key in named_now(sheet))


def test_another_kind_of_task_has_other_keys(evaluator: Evaluator) -> None:
    two = opens_shortcuts(evaluator)
    evaluator.press("Esc")
    evaluator.goes_to("retry-backoff-002")
    three = opens_shortcuts(evaluator)
    assert three["Works now in the code"]["Rank A next, works now"] == "A"
    assert three["Works now everywhere"]["Candidate C, works now"] == "Ctrl+3"
    assert three["Not now"]["A much better, only for two candidates"] == "1 or Alt+1"
    evaluator.press("Esc", "Alt+Left")
    evaluator.opens("lru-ttl-014")
    assert opens_shortcuts(evaluator) == two
    assert two["Not now"]["Candidate C, only for three candidates"] == "Ctrl+3"


def test_a_judgment_that_is_handed_in_is_edited_first(evaluator: Evaluator) -> None:
    evaluator.press("Ctrl+Shift+U", "R")
    evaluator.type("Unfamiliar.")
    evaluator.press("Ctrl+Enter")
    evaluator.opens("retry-backoff-002")
    evaluator.press("Alt+Left")
    evaluator.opens("lru-ttl-014")
    sheet = opens_shortcuts(evaluator)
    assert sheet["Works now in the code"]["Edit this judgment, works now"] == "E"
    assert sheet["Not now"]["Edit finding, only beside candidates that are being judged"] == "E"


def test_before_a_task_is_open_it_says_so(evaluator: Evaluator) -> None:
    evaluator.press("Ctrl+W")
    evaluator.sees(lambda: evaluator.window.welcome.isVisible())
    sheet = opens_shortcuts(evaluator)
    assert "Works now in the code" not in sheet
    assert sheet["Works now everywhere"]["Import tasks…, works now"] == "Ctrl+O"
    assert sheet["Not now"]["New finding, open a task first"] == "F"


def test_single_keys_that_are_off_are_not_named(evaluator: Evaluator) -> None:
    opens_shortcuts(evaluator)
    evaluator.press("Esc")
    runs(evaluator, "single keys")
    sheet = opens_shortcuts(evaluator)
    assert sheet["Works now in the code"]["Line down, works now"] == "Down"
    assert not any("New finding," in name for rows in sheet.values() for name in rows)
    assert not any(len(key.removeprefix("Shift+")) == 1 for key in named_now(sheet))
    evaluator.press("Esc")
    runs(evaluator, "scores")
    assert opens_shortcuts(evaluator)["Works now in the scores"]["Score 4, works now"] == "4"


def test_from_the_palette_and_by_the_button_it_is_about_where_one_was(evaluator: Evaluator) -> None:
    evaluator.press("S")
    runs(evaluator, "keyboard shortcuts")
    evaluator.sees(lambda: "Works now in the scores" in told(evaluator))
    evaluator.press("Esc")
    assert evaluator.is_at(evaluator.window.parts.judgment.scores)
    evaluator.window.top_bar.help_pressed.emit()
    evaluator.sees(lambda: "Works now in the scores" in told(evaluator))


def sees_only(evaluator: Evaluator, expected: list[dict[str, str]]) -> None:
    evaluator.sees(lambda: list(told(evaluator).values()) == expected)


def test_a_key_is_looked_up_by_what_it_does_and_the_other_way_round(evaluator: Evaluator) -> None:
    everything = opens_shortcuts(evaluator)
    evaluator.type("previous diff")
    name = "Previous difference, works now"
    sees_only(evaluator, [{name: ","}, {name: "Shift+F7 or Alt+Up"}])
    evaluator.press("Esc")
    assert opens_shortcuts(evaluator) == everything
    evaluator.type("ctrl+enter")
    sees_only(evaluator, [{"Submit and next, works now": "Ctrl+Enter"}])
    evaluator.type("no such key")
    sees_only(evaluator, [])
    said = [one.text() for one in evaluator.window.parts.shortcuts.findChildren(QLabel) if one.isVisible()]
    assert "Nothing of that name." in said


def test_what_is_under_the_mouse_is_said_whole(evaluator: Evaluator) -> None:
    evaluator.press("F1")
    evaluator.type("rank b")
    sheet = sheet_of(evaluator)
    evaluator.sees(lambda: len(told(evaluator)) == 1)
    (row,) = [one for one in sheet.findChildren(QWidget) if one.isVisible() and one.accessibleDescription()]
    QTest.mouseMove(sheet, row.geometry().center())
    evaluator.sees(lambda: sheet.toolTip() == "<qt>Rank B next, only for three candidates</qt>")
    QTest.mouseMove(sheet, QPoint(2, sheet.height() - 2))
    evaluator.sees(lambda: sheet.toolTip() == "")


def test_in_a_small_window_it_has_fewer_columns_and_follows_its_size(sit_down: Callable[..., Evaluator]) -> None:
    person = sit_down(size=(1440, 900))
    person.desk.open_sample()
    person.opens("lru-ttl-014")
    wide = opens_shortcuts(person)
    assert lefts(person) == 3
    person.window.resize(720, 450)
    person.sees(lambda: lefts(person) == 2)
    assert {group: sorted(rows.items()) for group, rows in told(person).items()} == {
        group: sorted(rows.items()) for group, rows in wide.items()
    }


def lefts(person: Evaluator) -> int:
    """How many columns there are."""
    return len({one.x() for one in sheet_of(person).findChildren(QWidget) if one.isVisible()})
