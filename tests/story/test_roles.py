"""Every control that a person can use has a name and says what it is, in every state of the window."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget

from tests.story.conftest import Evaluator

Role = QAccessible.Role
USED = {
    Role.Button,
    Role.CheckBox,
    Role.RadioButton,
    Role.EditableText,
    Role.List,
    Role.ListItem,
    Role.ComboBox,
    Role.ScrollBar,
    Role.Slider,
    Role.Table,
    Role.Cell,
    Role.Dialog,
    Role.MenuItem,
    Role.PageTab,
    Role.Grip,
    Role.ProgressBar,
}
"""Roles of what can be used, or whose name is all that is known of it."""
NO_CONTROLS = {Role.Client, Role.Border, Role.NoRole, Role.Grouping, Role.StaticText, Role.LayeredPane}


@pytest.fixture(autouse=True)
def a_screen_reader() -> Iterator[None]:
    """Qt forgets what it told of a list that has changed only while somebody listens."""
    was_there = QAccessible.isActive()
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(was_there)


@dataclass(frozen=True)
class Told:
    """One thing as a screen reader gets it."""

    role: QAccessible.Role
    name: str
    description: str
    is_focusable: bool
    is_checked: bool
    kind: str


def told(interface: QAccessibleInterface) -> Iterator[Told]:
    """All that is told below *interface*, in reading order; what is hidden is not."""
    state = interface.state()
    if state.invisible:
        return
    thing = interface.object()
    yield Told(
        interface.role(),
        interface.text(QAccessible.Text.Name),
        interface.text(QAccessible.Text.Description),
        bool(state.focusable),
        bool(state.checked),
        type(thing).__name__ if thing is not None else "part",
    )
    for number in range(interface.childCount()):
        if (child := interface.child(number)) is not None:
            yield from told(child)


def of(widget: QWidget) -> list[Told]:
    return list(told(QAccessible.queryAccessibleInterface(widget)))


def comparing_two(person: Evaluator) -> QWidget:
    person.press("1", "T")
    return person.window


def comparing_three(person: Evaluator) -> QWidget:
    person.goes_to("retry-backoff-002")
    person.press("C", "3", "A")
    return person.window


def writing_a_finding(person: Evaluator) -> QWidget:
    person.press("F", "B", "3")
    person.type("It starts with the wrong line.")
    return person.window


def with_a_finding(person: Evaluator) -> QWidget:
    writing_a_finding(person)
    person.press("Ctrl+Enter")
    return person.window


def reading_a_finding(person: Evaluator) -> QWidget:
    with_a_finding(person)
    person.press("Enter")
    return person.window


def queue(person: Evaluator) -> QWidget:
    person.press("Ctrl+B")
    return person.window


def palette(person: Evaluator) -> QWidget:
    person.press("Ctrl+K")
    return person.window


def shortcuts(person: Evaluator) -> QWidget:
    person.press("F1")
    return person.window


def task_details(person: Evaluator) -> QWidget:
    person.window.flows.describing.ask()
    person.sees(lambda: person.window.parts.details.isVisible())
    return person.window


def chooser(person: Evaluator) -> QWidget:
    person.press("F", "B", "3", "Alt+W")
    return person.window


def finding_text(person: Evaluator) -> QWidget:
    person.press("Ctrl+F")
    return person.window


def deciding(person: Evaluator) -> QWidget:
    person.press("Y")
    return person.window


def skipping(person: Evaluator) -> QWidget:
    person.press("Ctrl+Shift+K")
    return person.window


def something_missing(person: Evaluator) -> QWidget:
    person.press("Ctrl+Enter")
    person.sees(lambda: person.window.workbench.message.isVisible())
    return person.window


def as_text(person: Evaluator) -> QWidget:
    person.press("Ctrl+Shift+A")
    return person.window


def exporting(person: Evaluator) -> QWidget:
    person.press("Ctrl+E")
    return person.window


def settings(person: Evaluator) -> QWidget:
    person.press("Ctrl+,", "Down")
    return person.window


def several_files(person: Evaluator) -> QWidget:
    person.goes_to("rate-limit-033")
    return person.window


def welcome(person: Evaluator) -> QWidget:
    person.desk.put_task_away()
    person.sees(lambda: any(one.name == "Recent task sets" for one in of(person.window)))
    return person.window


SCENES = (
    comparing_two,
    comparing_three,
    writing_a_finding,
    with_a_finding,
    reading_a_finding,
    queue,
    palette,
    shortcuts,
    task_details,
    chooser,
    finding_text,
    deciding,
    skipping,
    something_missing,
    as_text,
    exporting,
    settings,
    several_files,
    welcome,
)


def test_no_control_is_without_a_name_or_a_role(evaluator: Evaluator) -> None:
    everything = {scene.__name__: of(scene(one)) for scene in SCENES for one in [back_at_work(evaluator)]}
    nameless = [(scene, one) for scene, all_told in everything.items() for one in all_told if is_nameless(one)]
    assert nameless == []
    roleless = [
        (scene, one)
        for scene, all_told in everything.items()
        for one in all_told
        # A text that can only be read is a static text to Qt; it can be read line by line all the same.
        if one.is_focusable and one.role in NO_CONTROLS and one.kind != "MarkdownView"
    ]
    assert roleless == []
    markup = [(scene, one) for scene, all_told in everything.items() for one in all_told if "<qt>" in one.description]
    assert markup == []


def is_nameless(one: Told) -> bool:
    # Qt's scroll bars belong to the list or text that they stand at, and are not used by themselves.
    return not one.name.strip() and (one.role in USED or one.is_focusable) and one.kind != "QScrollBar"


def back_at_work(person: Evaluator) -> Evaluator:
    """Put everything away that a scene may have opened, and show the first task."""
    for _ in range(4):
        person.press("Esc")
    if not person.window.workbench.isVisible() or person.desk.sitting is None:
        person.desk.open_task_set("sample")
    person.goes_to("lru-ttl-014")
    person.press("Esc", "Esc")
    return person


def find(all_told: list[Told], name: str) -> Told:
    found = [one for one in all_told if one.name == name]
    assert found, f"nothing is called {name} among {[one.name for one in all_told]}"
    return found[0]


def test_the_code_and_what_stands_around_it_are_told_for_what_they_are(evaluator: Evaluator) -> None:
    all_told = of(comparing_two(evaluator))
    slot = "B"
    code = next(one for one in all_told if one.kind == "SpokenCodeView")
    assert code.role is Role.EditableText
    assert code.name.startswith("Candidate A code, Python, ")
    assert code.description.startswith("0 findings, ")
    assert {one.kind: one.role for one in all_told if one.name == f"Candidate {slot}"} == {
        "PaneHeader": Role.Grouping,
        "Badge": Role.Graphic,
        "QLabel": Role.StaticText,
    }
    assert find(all_told, f"Show only candidate {slot}").role is Role.Button
    ruler = find(all_told, f"Overview of candidate {slot}")
    assert (ruler.role, ruler.description[:9]) == (Role.ScrollBar, "line 1 of")
    assert find(all_told, "Next difference").description.endswith(" of 19")
    assert find(all_told, "Align rows").role is Role.CheckBox
    assert find(all_told, "Saved").role is Role.StaticText
    headers = [one.name for one in all_told if one.kind == "PaneHeader"]
    assert headers == sorted(headers)


def test_the_top_bar_is_read_before_the_page_below_it(evaluator: Evaluator) -> None:
    names = [one.name for one in of(evaluator.window)]
    assert names.index("Queue") < names.index("Task") < names.index("Scores") < names.index("Verdict")


def test_scores_are_a_table_and_the_verdict_is_a_group_of_choices(evaluator: Evaluator) -> None:
    evaluator.press("S", "4", "-")
    all_told = of(evaluator.window)
    assert next(one for one in all_told if one.kind == "ScoreGrid").role is Role.Table
    cells = {one.name: one.description for one in all_told if one.role is Role.Cell}
    assert len(cells) == 14
    assert cells["Correctness, candidate A"] == "4 of 5"
    assert cells["Correctness, candidate B"] == "not applicable"
    assert cells["Readability, candidate A"] == "not set"
    evaluator.press("Esc", "1", "0")
    all_told = of(evaluator.window)
    assert find(all_told, "Overall preference").role is Role.Grouping
    points = {one.name: one for one in all_told if one.description.startswith(tuple(f"{n} of 7" for n in range(1, 8)))}
    assert len(points) == 7
    assert points["A much better"].description == "1 of 7, selected"
    assert [one.name for one in points.values() if one.is_checked] == ["A much better"]
    assert {one.role for one in points.values()} == {Role.RadioButton}
    bad = find(all_told, "Both candidates are bad")
    assert (bad.role, bad.is_checked) == (Role.CheckBox, True)


def test_a_ranking_is_a_list_of_its_places(evaluator: Evaluator) -> None:
    all_told = of(comparing_three(evaluator))
    headers = [one.name for one in all_told if one.kind == "PaneHeader"]
    assert headers == ["Candidate A", "Candidate B", "Candidate C"]
    assert find(all_told, "Ranking").role is Role.List
    first = find(all_told, "First: candidate C")
    assert (first.role, first.description) == (Role.ListItem, "much better than A")


def test_a_finding_is_told_whole_in_the_composer_and_in_the_list(evaluator: Evaluator) -> None:
    all_told = of(writing_a_finding(evaluator))
    assert find(all_told, "New finding for A line 1").role is Role.Dialog
    assert find(all_told, "Edge case").role is Role.RadioButton
    assert (find(all_told, "Bug").is_checked, find(all_told, "High").is_checked) == (True, True)
    evaluator.press("Ctrl+Enter")
    all_told = of(evaluator.window)
    assert find(all_told, "Findings, 1").role is Role.List
    item = find(all_told, "High bug, A line 1, It starts with the wrong line")
    assert item.role is Role.ListItem


def test_queue_palette_details_and_welcome_are_told(evaluator: Evaluator) -> None:
    assert find(of(queue(evaluator)), "lru-ttl-014, compare 2, Python, to do").role is Role.ListItem
    evaluator.press("Esc")
    all_told = of(palette(evaluator))
    assert find(all_told, "Command palette").role is Role.Dialog
    assert find(all_told, "Commands").description.endswith(" results")
    evaluator.press("Esc")
    all_told = of(task_details(evaluator))
    assert find(all_told, "Task details of lru-ttl-014").role is Role.Button
    details = [one for one in all_told if one.role is Role.Dialog]
    assert [one.name for one in details] == ["Task details of lru-ttl-014"]
    listed = next(one for one in all_told if one.kind == "_FittingArea")
    assert (listed.name, listed.is_focusable) == ("Task details", True)
    assert "Language: Python\n" in listed.description
    assert find(all_told, "SHA-256 of the task").role is Role.EditableText
    evaluator.press("Esc")
    recent = find(of(welcome(evaluator)), "sample")
    assert (recent.role, recent.description) == (Role.ListItem, "0 of 8 judged, today")


def test_a_part_that_is_painted_can_be_pressed_by_what_reads_it(evaluator: Evaluator) -> None:
    def press(name: str) -> None:
        todo = [QAccessible.queryAccessibleInterface(evaluator.window)]
        while todo:
            interface = todo.pop()
            if interface.text(QAccessible.Text.Name) == name:
                action = interface.actionInterface()
                action.doAction(action.pressAction())
                return
            todo += [one for n in range(interface.childCount()) if (one := interface.child(n)) is not None]
        raise AssertionError(f"nothing is called {name}")

    press("B clearly better")
    assert evaluator.window.workbench.verdict_bar.scale.accessibleDescription() == "B clearly better, 6 of 7, selected"
    press("Both candidates are bad")
    assert evaluator.desk.draft.verdict.none_acceptable
    press("Edge cases, candidate B")
    assert evaluator.spoken() == "Scores: Edge cases, candidate B: not set"
