"""The settings: every page by keys, in force at once, written down when the person is done."""

import tomllib
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QScrollArea

from app.settings import Settings, load
from tests.story.conftest import Evaluator
from ui.dialogs.settings_pages import LICENCES, PAGES, by_default
from ui.dialogs.settings_sheet import SettingsSheet
from ui.main_window.settings_keeper import SettingsKeeper
from ui.theme import Theme

PYPROJECT = Path(__file__).parents[2] / "pyproject.toml"


@pytest.fixture
def choosing(evaluator: Evaluator) -> Evaluator:
    """Somebody who has opened the settings."""
    evaluator.press("Ctrl+,")
    assert sheet(evaluator).isVisible()
    return evaluator


def sheet(person: Evaluator) -> SettingsSheet:
    return person.window.parts.settings_sheet


def turns_to(person: Evaluator, page: str) -> None:
    while sheet(person).page.title != page:
        person.press("Down")


def named(person: Evaluator, name: str) -> QAbstractButton:
    """What is called *name* on the page that is open."""
    found = [one for one in sheet(person).findChildren(QAbstractButton) if one.isVisible() and name in spoken(one)]
    assert len(found) == 1, (name, [spoken(one) for one in found])
    return found[0]


def is_offered(person: Evaluator, name: str) -> bool:
    return any(one.isVisible() and spoken(one) == name for one in sheet(person).findChildren(QAbstractButton))


def spoken(one: QAbstractButton) -> str:
    return one.accessibleName()


def chooses(person: Evaluator, name: str) -> None:
    """Go to an answer by Tab and, within a row of answers, by the arrows, which choose; a box or a button takes Space."""
    wanted = named(person, name)
    for _ in range(40):
        focus = person.focus
        if focus is wanted:
            person.press("Space")
            return
        if isinstance(focus, QAbstractButton) and focus.group() is wanted.group() is not None:
            answers = [one for one in focus.group().buttons() if one.isVisible()]
            steps = answers.index(wanted) - answers.index(focus)
            person.press(*(["Right"] * steps or ["Left"] * -steps))
            assert wanted.isChecked()
            return
        person.press("Tab")
    raise AssertionError(f"{name} cannot be reached")


def test_every_setting_that_is_no_state_of_the_window_stands_on_a_page() -> None:
    offered = {name for page in PAGES for name in by_default(page)}
    kept_elsewhere = {"window", "sync_folder", "task_height"}
    assert offered == {one.name for one in fields(Settings)} - kept_elsewhere


def test_the_settings_open_on_their_pages_and_give_the_focus_back(choosing: Evaluator) -> None:
    assert sheet(choosing).page.title == "Appearance"
    for page in PAGES[1:]:
        choosing.press("Down")
        assert sheet(choosing).page is page
    choosing.press("Esc")
    assert not sheet(choosing).isVisible()
    assert choosing.window.code.isAncestorOf(choosing.focus)


def test_colours_change_at_once(choosing: Evaluator, theme: Theme) -> None:
    chooses(choosing, "Colours: Dark")
    assert (theme.scheme, choosing.window.settings.scheme) == ("dark", "dark")
    chooses(choosing, "Colours: Light")
    assert (theme.scheme, choosing.window.settings.scheme) == ("light", "light")


def test_tasks_open_without_tints_and_with_them_again_when_they_are_asked_for(choosing: Evaluator) -> None:
    turns_to(choosing, "Code")
    chooses(choosing, "Tasks open without tints")
    choosing.press("Esc")
    assert "tinted" in choosing.window.code.views(), "the task that is open stays as it is looked at"
    choosing.goes_to("retry-backoff-002")
    assert "tinted" not in choosing.window.code.views()
    choosing.press("Shift+D")
    assert "tinted" in choosing.window.code.views()
    choosing.goes_to("lru-ttl-014")
    assert "tinted" not in choosing.window.code.views()


def test_an_untinted_first_look_is_recorded(sit_down: Callable[..., Evaluator]) -> None:
    person = sit_down(settings=Settings(neutral_first_look=True))
    person.desk.open_sample()
    person.opens("lru-ttl-014")
    person.window.code.focus_code()
    person.press("Ctrl+Shift+U", "R")
    person.type("I do not know this library.")
    person.press("Ctrl+Enter")
    person.opens("retry-backoff-002")
    (record,) = person.exports()
    assert "untinted" in record["presentation"]["views"]
    assert "tinted" not in record["presentation"]["views"]


def test_lines_wrap_and_blanks_show_as_chosen_also_in_the_next_window(
    choosing: Evaluator, sit_down: Callable[..., Evaluator], tmp_path: Path
) -> None:
    code = choosing.window.code
    assert not code.is_wrapping()
    turns_to(choosing, "Code")
    chooses(choosing, "Long lines: Always wrap")
    chooses(choosing, "Show blanks, tabs and line ends")
    assert code.is_wrapping()
    assert code.shows_invisibles()
    choosing.press("Esc", "W")
    assert not code.is_wrapping(), "a key changes it for the moment"
    kept = choosing.window.settings
    assert (kept.wrap, kept.invisibles) == ("always", True)
    again = sit_down(tmp_path / "other.diptych", settings=kept)
    assert again.window.code.is_wrapping()
    assert again.window.code.shows_invisibles()


def test_code_is_drawn_in_the_size_that_is_chosen_and_one_from_elsewhere_is_named(choosing: Evaluator) -> None:
    turns_to(choosing, "Code")
    chooses(choosing, "Size of code: 16")
    assert choosing.window.settings.code_size == 16
    choosing.press("Esc", "Ctrl+=", "Ctrl+,")
    texts = [one.text() for one in sheet(choosing).findChildren(QLabel) if one.isVisible()]
    assert "Size of code, now 17" in texts
    assert not any(
        one.isChecked() for one in sheet(choosing).findChildren(QAbstractButton) if "of code:" in spoken(one)
    )


def test_a_page_goes_back_to_its_defaults_and_leaves_the_others(choosing: Evaluator) -> None:
    turns_to(choosing, "Code")
    chooses(choosing, "Tasks open without tints")
    chooses(choosing, "Size of code: 18")
    named(choosing, "Page: Keys").setFocus()
    choosing.press("Space")
    assert not is_offered(choosing, "Reset this page")
    chooses(choosing, "Messages stay: For 20 seconds")
    named(choosing, "Page: Code").setFocus()
    choosing.press("Space")
    QTest.mouseClick(named(choosing, "Reset this page"), Qt.MouseButton.LeftButton)
    kept = choosing.window.settings
    assert (kept.code_size, kept.neutral_first_look, kept.message_seconds) == (13, False, 20)
    assert choosing.is_at(named(choosing, "Page: Code"))


def test_the_size_of_everything_is_kept_for_the_next_start(choosing: Evaluator) -> None:
    chooses(choosing, "Size of everything: 150 %")
    assert choosing.window.settings.scale == 150


def test_what_a_screen_reader_is_told_can_be_chosen(choosing: Evaluator) -> None:
    turns_to(choosing, "Keys and messages")
    chooses(choosing, "What a screen reader is told: Nothing")
    assert choosing.window.settings.announcements == "off"


def test_a_command_on_a_page_closes_the_settings_and_runs(choosing: Evaluator) -> None:
    turns_to(choosing, "Keys and messages")
    chooses(choosing, "Keyboard shortcuts")
    assert not sheet(choosing).isVisible()
    assert choosing.window.parts.shortcuts.isVisible()


def test_where_the_workspace_is_and_what_is_at_work_can_be_copied(choosing: Evaluator) -> None:
    turns_to(choosing, "Workspace")
    chooses(choosing, "Copy: Where it is")
    assert choosing.clipboard == str(choosing.workspace)
    named(choosing, "Page: Workspace").setFocus()
    turns_to(choosing, "About")
    chooses(choosing, "Copy: Versions")
    assert choosing.clipboard.startswith("Diptych ")
    assert "Qt 6" in choosing.clipboard


def test_everything_the_program_is_made_with_is_named_with_its_licence() -> None:
    project = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["project"]
    named = " ".join(name for name, _ in LICENCES).casefold().replace("qt for python", "pyside6-essentials")
    missing = [one for one in project["dependencies"] if one.split(">")[0].casefold() not in named]
    assert missing == []


def test_what_was_chosen_is_written_when_the_settings_close_not_only_at_the_end(
    choosing: Evaluator, tmp_path: Path
) -> None:
    place = tmp_path / "config" / "settings.toml"
    keeper = SettingsKeeper(place, choosing.window)
    chooses(choosing, "Size of everything: 125 %")
    choosing.press("Esc")
    choosing.sees(place.exists)
    assert load(place)[0].scale == 125
    assert keeper.keep_at_last(choosing.window.settings) == ""


def test_settings_that_cannot_be_written_are_told(choosing: Evaluator, tmp_path: Path) -> None:
    blocked = tmp_path / "config"
    blocked.write_text("a file where the folder would be", encoding="utf-8")
    keeper = SettingsKeeper(blocked / "settings.toml", choosing.window)
    choosing.press("Esc")
    choosing.sees(lambda: "the settings were not saved" in choosing.toast)
    assert "not saved" in keeper.keep_at_last(choosing.window.settings)


def test_what_cannot_be_done_in_a_workspace_that_is_only_read_is_greyed(choosing: Evaluator) -> None:
    turns_to(choosing, "Workspace")
    assert named(choosing, "Restore a backup").isEnabled()
    choosing.press("Esc")
    workspace = choosing.workspace
    with choosing.qtbot.waitSignal(choosing.desk.workspace_opened):
        choosing.desk.open_for_reading(workspace)
    choosing.press("Ctrl+,")
    assert not named(choosing, "Restore a backup").isEnabled()
    assert named(choosing, "Back up now").isEnabled()


def test_in_a_small_window_no_answer_is_cut_off(choosing: Evaluator) -> None:
    choosing.press("Esc")
    choosing.window.resize(640, 480)
    choosing.press("Ctrl+,")
    for _ in PAGES:
        choosing.settles()
        area = next(one for one in sheet(choosing).findChildren(QScrollArea) if one.isVisible())
        content = area.widget()
        assert content is not None
        assert content.width() <= area.viewport().width(), sheet(choosing).page.title
        answers = [one for one in content.findChildren(QAbstractButton) if one.isVisible()]
        rights = [one.mapTo(content, one.rect().bottomRight()).x() for one in answers]
        assert max(rights, default=0) <= content.width(), sheet(choosing).page.title
        choosing.press("Down")
