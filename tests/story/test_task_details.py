"""What is known of a task is a click, or a few keys, away: read, copied and left again."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QMenu, QPushButton, QScrollArea

from tests.story.conftest import Evaluator
from tests.story.dialogs import runs, tabs_to
from ui.dialogs.details_view import DetailsView
from ui.plain_text import ElidedButton, WrappedLabel

LRU = "lru-ttl-014"


def crumb(person: Evaluator) -> QPushButton:
    found = person.window.top_bar.findChildren(ElidedButton)
    assert len(found) == 1
    return found[0]


def clicks(button: QPushButton) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=button.rect().center())


def opened(person: Evaluator) -> DetailsView:
    person.sees(lambda: person.window.parts.details.isVisible())
    return person.window.parts.details


def shown(view: DetailsView) -> list[str]:
    return [one.text() for one in view.findChildren(QLabel)]


def field(view: DetailsView) -> QLineEdit:
    found = view.findChild(QLineEdit)
    assert found is not None
    return found


def test_a_click_on_the_task_in_the_top_bar_tells_of_it_and_esc_leads_back_to_the_code(evaluator: Evaluator) -> None:
    name, before = crumb(evaluator), evaluator.focus
    assert (name.text(), name.accessibleName()) == (LRU, f"Task details of {LRU}")
    clicks(name)
    view = opened(evaluator)
    assert view.accessibleName() == f"Task details of {LRU}"
    texts = shown(view)
    for words in (
        *("Task set", "sample", "Task", LRU, "Title", "Thread-safe LRU cache with TTL"),
        *("Kind", "Comparison of 2 candidates", "Language", "Python", "Place in the queue", "1 of 8"),
        *("Candidate A", "Candidate B", "Rationale", "at least 30 words", "Imported", "SHA-256"),
    ):
        assert words in texts
    assert {"1 file, 59 lines", "1 file, 76 lines"} <= set(texts)
    assert len(field(view).text()) == 64
    evaluator.press("Esc")
    assert not view.isVisible()
    assert evaluator.is_at(before)


@pytest.mark.parametrize("key", ["Space", "Enter"])
def test_it_is_reached_by_tab_and_pressed_by_a_key(evaluator: Evaluator, key: str) -> None:
    evaluator.window.top_bar.findChildren(QPushButton)[0].setFocus()
    tabs_to(evaluator, crumb(evaluator))
    evaluator.press(key)
    assert opened(evaluator).isVisible()
    evaluator.press("Esc")
    assert evaluator.is_at(crumb(evaluator))


def test_the_palette_and_the_menu_have_it_and_the_code_gets_the_focus_back(evaluator: Evaluator) -> None:
    evaluator.press("J", "J", "J")
    before, line = evaluator.focus, evaluator.window.code.selection()[1].first_line
    runs(evaluator, "task details")
    opened(evaluator)
    evaluator.press("Down", "Esc")
    assert evaluator.is_at(before)
    assert evaluator.window.code.selection()[1].first_line == line
    entries = [entry for menu in evaluator.window.menuBar().findChildren(QMenu) for entry in menu.actions()]
    next(entry for entry in entries if entry.text() == "Task details…").trigger()
    assert opened(evaluator).isVisible()


def test_all_of_it_is_copied_as_plain_text_and_the_hash_by_itself(evaluator: Evaluator) -> None:
    runs(evaluator, "task details")
    view = opened(evaluator)
    evaluator.press("Ctrl+C")
    assert evaluator.clipboard == view.text
    assert f"\nTask: {LRU}\n" in evaluator.clipboard
    assert "Copied" in [one.text() for one in view.findChildren(QPushButton)]
    tabs_to(evaluator, field(view))
    evaluator.press("Ctrl+C")
    assert evaluator.clipboard == field(view).text()
    assert view.text.endswith(f"\nSHA-256: {evaluator.clipboard}\n")
    field(view).deselect()
    evaluator.press("Ctrl+C")
    assert evaluator.clipboard == view.text
    evaluator.press("Down", "Esc")
    assert not view.isVisible()


def test_the_hash_is_the_one_that_judgments_are_recorded_with(evaluator: Evaluator) -> None:
    runs(evaluator, "task details")
    told = field(opened(evaluator)).text()
    evaluator.press("Esc", "Ctrl+Shift+U", "R")
    evaluator.type("Unfamiliar.")
    evaluator.press("Ctrl+Enter")
    evaluator.opens("retry-backoff-002")
    (record,) = evaluator.exports()
    assert record["task"]["sha256"] == told


def test_a_click_beside_it_closes_it_and_the_button_copies(evaluator: Evaluator) -> None:
    clicks(crumb(evaluator))
    view = opened(evaluator)
    copy = next(one for one in view.findChildren(QPushButton) if one.text() == "Copy as text")
    clicks(copy)
    assert evaluator.clipboard == view.text
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(5, view.height() - 5))
    assert not view.isVisible()


def test_it_goes_with_its_task_and_is_told_of_the_one_that_is_there(evaluator: Evaluator) -> None:
    runs(evaluator, "task details")
    view = opened(evaluator)
    evaluator.goes_to("retry-backoff-002")
    assert not view.isVisible()
    assert crumb(evaluator).text() == "retry-backoff-002"
    clicks(crumb(evaluator))
    assert {"Comparison of 3 candidates", "Candidate C"} <= set(shown(opened(evaluator)))


def test_an_answer_about_a_task_that_has_gone_is_not_shown(evaluator: Evaluator) -> None:
    evaluator.desk.ask_details()
    evaluator.goes_to("retry-backoff-002")
    made = evaluator.window.parts.occasional.details.made
    assert made is None or not made.isVisible()


def test_without_a_task_there_is_nothing_to_tell(evaluator: Evaluator) -> None:
    evaluator.press("Ctrl+W")
    evaluator.sees(lambda: evaluator.window.welcome.isVisible())
    assert not crumb(evaluator).isVisible()
    (command,) = [one for one in evaluator.window.commands if one.id == "task.details"]
    assert not command.when()


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A task whose names are as long as they may be, in one word, and a title that is longer."""
    tasks = [
        {
            "task_id": "<img src=x>" + "w" * 189,
            "title": "t" * 4000,
            "prompt": "Add two numbers.",
            "language": "\u202eescaped",
            "candidates": [{"code": "a + b\n"}, {"code": "b + a\n"}],
        }
    ]
    file = tmp_path / "long.jsonl"
    file.write_text("".join(json.dumps(one) + "\n" for one in tasks), encoding="utf-8")
    return file


def test_a_long_name_gives_way_in_the_top_bar_and_breaks_in_the_details(
    sit_down: Callable[..., Evaluator], hostile: Path
) -> None:
    person = sit_down(size=(1120, 700))
    person.desk.import_files((hostile,))
    person.sees(lambda: person.desk.sitting is not None)
    name, bar = crumb(person), person.window.top_bar
    person.settles()
    assert name.text().startswith("<img src=x>www")
    assert 24 <= name.width() < name.sizeHint().width()
    for one in bar.findChildren(QPushButton):
        if one.isVisible():
            assert one.mapTo(bar, one.rect().topRight()).x() <= bar.width(), one.accessibleName()
    clicks(name)
    view = opened(person)
    person.settles()
    texts = shown(view)
    assert "<U+202E>escaped" in texts
    assert max(map(len, texts)) <= 300
    area = view.findChild(QScrollArea)
    assert area is not None
    page = area.widget()
    assert page is not None
    assert page.width() <= area.viewport().width()
    for value in page.findChildren(WrappedLabel):
        assert value.geometry().right() <= page.width()
        assert value.height() >= value.heightForWidth(value.width()), value.text()
