"""The sheet of an import: what was seen in a file, the rules, and what would come of it."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.domain.intake import Concern, ForeseenTask, ImportChoices, Observation, Preview
from app.domain.names import Instant, TaskId
from app.domain.policy import Policy
from app.domain.task import Kind
from tests.builders import a_rubric
from ui.dialogs.import_sheet import ImportSheet, bytes_in_words, summary
from ui.theme import Theme

NEW = ForeseenTask(TaskId("t1"), is_known=False, is_same=False, is_leaking=False)
LEAKING = replace(NEW, task_id=TaskId("t2"), is_leaking=True)
SAME = replace(NEW, is_known=True, is_same=True)
OTHER_RUBRIC = replace(a_rubric("reasoning", "safety"), name="reasoning-evaluation", sha256="other")
PREVIEW = Preview(
    name="cache-07",
    is_described=False,
    policy=Policy(),
    rubrics=(a_rubric(), OTHER_RUBRIC),
    tasks=(NEW, LEAKING),
    kinds=((Kind.COMPARISON, 2),),
    languages=(("python", 1), ("", 1)),
    candidates=((2, 1), (3, 1)),
    size=2048,
    observations=(
        Observation(Concern.FAULT, None, "Line 2, “prompt”: is missing; add it."),
        Observation(Concern.HIDDEN, TaskId("t1"), "2 hidden characters in one candidate"),
        Observation(Concern.LEAK, TaskId("t2"), "the name of a model or vendor in a candidate, line 1"),
    ),
    known_names=frozenset({"sample"}),
)


class Reader:
    """Somebody in front of the sheet."""

    def __init__(self, sheet: ImportSheet) -> None:
        self.sheet = sheet
        self.confirmed: list[ImportChoices] = []
        sheet.confirmed.connect(self.confirmed.append)

    def named(self, name: str) -> QWidget:
        return next(
            one
            for one in self.sheet.findChildren(QWidget)
            if one.accessibleName().startswith(name) and not one.isHidden()
        )

    def clicks(self, name: str) -> None:
        button = self.named(name)
        assert isinstance(button, QAbstractButton)
        button.click()

    def writes(self, name: str, text: str) -> None:
        field = self.named(name)
        assert isinstance(field, QLineEdit)
        field.selectAll()
        QTest.keyClicks(field, text)

    def confirms(self) -> ImportChoices | None:
        focus = self.sheet.window().focusWidget()
        QTest.keyClick(focus or self.sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        return self.confirmed[-1] if self.confirmed else None


@pytest.fixture(scope="module")
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp, "light")


@pytest.fixture
def opened(qtbot: QtBot, theme: Theme) -> Callable[[Preview], Reader]:
    def opened_on(preview: Preview) -> Reader:
        window = QWidget()
        window.resize(1120, 700)
        qtbot.addWidget(window)
        sheet = ImportSheet(theme, window)
        window.show()
        sheet.show_preview(preview)
        return Reader(sheet)

    return opened_on


def test_what_is_wrong_is_shown_first_and_every_row_shows_its_own(opened: Callable[[Preview], Reader]) -> None:
    reader = opened(PREVIEW)
    assert reader.sheet.listed == "Line 2, “prompt”: is missing; add it."
    assert reader.named("Identical candidates: none").isVisible()
    reader.clicks("Show: Hidden characters")
    assert reader.sheet.listed == "t1: 2 hidden characters in one candidate"
    reader.clicks("Show: Possible identity leaks")
    assert reader.sheet.listed == "t2: the name of a model or vendor in a candidate, line 1"


def test_a_long_list_is_cut_and_says_so(opened: Callable[[Preview], Reader]) -> None:
    faults = tuple(Observation(Concern.FAULT, None, f"Line {number}: no JSON.") for number in range(1, 1502))
    assert opened(replace(PREVIEW, observations=faults)).sheet.listed.endswith("Line 200: no JSON.\nand 1,301 more")


def test_the_count_follows_what_is_left_out(opened: Callable[[Preview], Reader]) -> None:
    reader = opened(PREVIEW)
    assert reader.sheet.deed == "Import 2 of 3 tasks"
    reader.clicks("Tasks with possible leaks: Exclude")
    assert reader.sheet.deed == "Import 1 of 3 tasks"
    choices = reader.confirms()
    assert choices == ImportChoices("cache-07", Policy(), a_rubric(), excludes_leaks=True)
    assert not reader.sheet.isVisible()


def test_the_rules_are_what_was_chosen(opened: Callable[[Preview], Reader]) -> None:
    reader = opened(PREVIEW)
    reader.clicks("Rubric: reasoning-evaluation")
    reader.clicks("Reasoning is required")
    reader.writes("Minimum words", "45")
    reader.clicks("A finding is needed from: Clear")
    for name in ("Tasks open untinted", "First impression", "Tasks come in shuffled", "Each candidate is said"):
        reader.clicks(name)
    choices = reader.confirms()
    assert choices is not None
    assert choices.rubric == OTHER_RUBRIC
    assert choices.policy == Policy(
        minimum_words=45,
        required_criteria=("safety",),
        finding_from_gap=2,
        ask_acceptability=True,
        neutral_first_look=True,
        first_impression=True,
        shuffle_tasks=True,
    )


def test_a_number_that_is_none_is_as_it_was(opened: Callable[[Preview], Reader]) -> None:
    reader = opened(replace(PREVIEW, policy=Policy(minimum_words=44)))
    field = reader.named("Minimum words")
    assert isinstance(field, QLineEdit)
    field.clear()
    choices = reader.confirms()
    assert choices is not None
    assert choices.policy.minimum_words == 44


def test_the_rules_of_a_task_set_are_its_files_unless_they_are_changed_on_purpose(
    opened: Callable[[Preview], Reader],
) -> None:
    reader = opened(replace(PREVIEW, is_described=True, policy=Policy(version=4)))
    assert not reader.named("Minimum words").isEnabled()
    reader.clicks("Change them for this import")
    reader.writes("Minimum words", "7")
    choices = reader.confirms()
    assert choices is not None
    assert choices.policy == Policy(version=4, minimum_words=7)


def test_the_rules_of_a_set_that_is_here_hold_for_what_is_added(opened: Callable[[Preview], Reader]) -> None:
    here = replace(PREVIEW, known_names=frozenset({"cache-07"}), imported_at=Instant("2026-01-01T10:00:00.000Z"))
    reader = opened(here)
    assert not reader.named("Minimum words").isEnabled()
    reader.writes("Name of the task set", "another")
    assert reader.named("Minimum words").isEnabled()


def test_a_set_that_is_here_whole_is_opened_or_copied(opened: Callable[[Preview], Reader], qtbot: QtBot) -> None:
    whole = replace(
        PREVIEW,
        tasks=(SAME,),
        observations=(Observation(Concern.KNOWN, TaskId("t1"), "is here already, unchanged"),),
        known_names=frozenset({"cache-07"}),
        imported_at=Instant("2020-11-18T12:00:00.000Z"),
    )
    reader = opened(whole)
    assert (reader.sheet.deed, reader.sheet.told) == (
        "Open it",
        "Already imported on 18 Nov 2020. Open it, or import a copy.",
    )
    with qtbot.waitSignal(reader.sheet.opened_instead) as instead:
        reader.confirms()
    assert instead.args == ["cache-07"]

    reader = opened(whole)
    reader.clicks("Import a copy")
    assert reader.sheet.deed == "Import 1 task"
    choices = reader.confirms()
    assert choices is not None
    assert choices.name == "cache-07 (2)"


@pytest.mark.parametrize(
    ("name", "tasks", "told"),
    [
        ("sample", (NEW,), "There is a task set “sample” already; give another name."),
        (" ", (NEW,), "Give the task set a name."),
        ("x", (), "No task would be imported: what is wrong with the file stands in the list."),
    ],
)
def test_what_keeps_an_import_from_going_on_is_said(
    opened: Callable[[Preview], Reader], name: str, tasks: tuple[ForeseenTask, ...], told: str
) -> None:
    reader = opened(replace(PREVIEW, tasks=tasks))
    reader.writes("Name of the task set", name)
    assert reader.confirms() is None
    assert (reader.sheet.isVisible(), reader.sheet.told) == (True, told)


def test_tab_stays_within_the_sheet_and_enter_presses_what_has_the_focus(
    opened: Callable[[Preview], Reader],
) -> None:
    reader = opened(PREVIEW)
    seen = set()
    for _ in range(60):
        focus = reader.sheet.window().focusWidget()
        assert focus is not None
        seen.add(focus.accessibleName())
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    assert {"Name of the task set", "Minimum words of the rationale", "Import 2 of 3 tasks"} <= seen
    hidden = reader.named("Show: Hidden characters")
    hidden.setFocus()
    QTest.keyClick(hidden, Qt.Key.Key_Return)
    assert reader.sheet.listed.startswith("t1: ")


def test_a_file_is_summed_up_in_two_lines() -> None:
    assert summary(PREVIEW) == (
        "3 tasks · comparison · 2 candidates in 1, 3 candidates in 1\nPython 1, no language 1 · 2 KB"
    )
    many = tuple((name, 1) for name in ("go", "rust", "sql", "java", "c", "ruby"))
    assert "2 more languages" in summary(replace(PREVIEW, languages=many))
    assert [bytes_in_words(size) for size in (12, 2048, 3 * 1024 * 1024 // 2)] == ["12 bytes", "2 KB", "1.5 MB"]
