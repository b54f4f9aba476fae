"""Files that are dropped are looked through before anything is kept, and come in by the rules that were chosen."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

from tests.story.conftest import Evaluator
from ui.dialogs.import_sheet import ImportSheet

WORDS = "Both do what is asked, and the shorter one says it in a way that nobody has to look at twice to believe. " * 2


def a_task(task_id: str, first: str = "x = 1\n", second: str = "y = 2\n", **more: object) -> dict[str, object]:
    return {
        "task_id": task_id,
        "prompt": "Do it.",
        "language": "python",
        "candidates": [{"code": first, "model": "acme-9"}, {"code": second, "model": "zenith-3"}],
        **more,
    }


def written(path: Path, *tasks: dict[str, object]) -> Path:
    path.write_text("".join(json.dumps(task) + "\n" for task in tasks), encoding="utf-8")
    return path


def described(folder: Path, policy: str, *tasks: dict[str, object]) -> Path:
    written(folder / "tasks.jsonl", *tasks)
    file = folder / "set.toml"
    head = 'schema = "diptych/task-set/1"\nname = "cache-07"\ntasks = ["tasks.jsonl"]\n[policy]\nversion = 4\n'
    file.write_text(head + policy, encoding="utf-8")
    return file


class Importer:
    """A person with files in hand."""

    def __init__(self, person: Evaluator) -> None:
        self.person = person
        self.sheet: ImportSheet = person.window.parts.import_sheet

    def drops(self, *files: Path) -> None:
        """Drop *files* on the window and wait for the sheet."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
        drop = QDropEvent(
            QPointF(9, 9),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        self.person.window.dropEvent(drop)
        self.person.sees(self.sheet.isVisible)

    def tabs_to(self, name: str) -> None:
        """Go round by Tab to what is called *name*."""
        seen = []
        while not (self.person.focus.accessibleName().startswith(name) and self.person.focus is not self.sheet):
            seen.append(self.person.focus.accessibleName())
            assert len(seen) < 60, f"no way to “{name}” among {seen}"
            self.person.press("Tab")

    def ticks(self, name: str) -> None:
        self.tabs_to(name)
        self.person.press("Space")

    def picks(self, what: str, steps: int = 1) -> None:
        """Go to the choice of *what* by Tab, and *steps* to the right from what is chosen."""
        self.tabs_to(f"{what}: ")
        self.person.press(*["Right"] * steps)

    def writes(self, name: str, text: str) -> None:
        self.tabs_to(name)
        self.person.press("Ctrl+A")
        self.person.type(text)


@pytest.fixture
def importer(sit_down: Callable[..., Evaluator]) -> Importer:
    return Importer(sit_down())


def test_a_file_is_looked_through_and_nothing_of_it_is_kept_until_that_is_confirmed(
    importer: Importer, tmp_path: Path
) -> None:
    importer.drops(written(tmp_path / "cache.jsonl", a_task("t1"), a_task("t2")))
    assert importer.sheet.deed == "Import 2 tasks"
    importer.person.press("Esc")
    assert not importer.sheet.isVisible()
    assert importer.person.exports() == []

    importer.drops(tmp_path / "cache.jsonl")
    importer.person.press("Ctrl+Enter")
    importer.person.opens("t1")
    assert [entry.key.task_set for entry in importer.person.desk.entries] == ["cache", "cache"]


def test_what_is_wrong_is_told_with_line_and_field_and_the_rest_can_come_in(importer: Importer, tmp_path: Path) -> None:
    importer.drops(written(tmp_path / "mixed.jsonl", a_task("t1"), {"task_id": "t2"}, a_task("t1")))
    assert "Line 2, “prompt”: is missing; add it." in importer.sheet.listed
    assert "Line 3, “task_id”" in importer.sheet.listed
    assert importer.sheet.deed == "Import 1 of 3 tasks"
    importer.person.press("Space")
    importer.person.opens("t1")
    importer.person.sees(lambda: "2 left out" in importer.person.toast)


def test_each_thing_that_was_seen_is_shown_in_full_by_its_row(importer: Importer, tmp_path: Path) -> None:
    twins = a_task("twins", "same = 1\n", "same = 1\n")
    hidden = a_task("hidden", "a = '\u202e'\n")
    importer.drops(written(tmp_path / "t.jsonl", twins, hidden, a_task("empty", "")))
    for row, told in (
        ("Identical candidates", "twins: two candidates are identical"),
        ("Hidden characters", "hidden: 1 hidden character in one candidate"),
        ("Empty candidates", "empty: a candidate is empty"),
    ):
        importer.ticks(f"Show: {row}")
        assert importer.sheet.listed == told


def test_tasks_that_may_tell_who_wrote_them_can_be_left_out(importer: Importer, tmp_path: Path) -> None:
    importer.drops(written(tmp_path / "t.jsonl", a_task("t1"), a_task("leaks", "# by ChatGPT\n")))
    assert importer.sheet.listed == "leaks: the name of a model or vendor in a candidate, line 1"
    assert importer.sheet.deed == "Import 2 tasks"
    importer.picks("Tasks with possible leaks")
    assert importer.sheet.deed == "Import 1 of 2 tasks"
    importer.person.press("Ctrl+Enter")
    importer.person.opens("t1")
    assert [entry.key.task_id for entry in importer.person.desk.entries] == ["t1"]


def test_rules_that_are_chosen_for_a_bare_file_hold_and_are_in_every_judgment(
    importer: Importer, tmp_path: Path
) -> None:
    person = importer.person
    importer.drops(written(tmp_path / "t.jsonl", a_task("t1")))
    importer.picks("Rubric")
    importer.ticks("Clarity is required")
    importer.writes("Minimum words", "12")
    importer.ticks("A deciding criterion is named")
    person.press("Ctrl+Enter")
    person.opens("t1")
    sitting = person.desk.sitting
    assert sitting is not None
    assert sitting.policy.minimum_words == 12
    assert sitting.policy.required_criteria == ("correctness", "reasoning", "safety")
    assert not sitting.policy.require_deciding_criterion

    person.press("2", "S")
    for criterion in ("correctness", "reasoning", "safety"):
        for slot in sitting.brief.slots:
            person.desk.set_score(slot, criterion, 4)
    person.press("R")
    person.type("It does what it should, and does so in very few words indeed.")
    person.press("Ctrl+Enter")
    person.sees(lambda: person.toast.startswith("All 1 judged"))
    (record,) = person.exports()
    assert record["rubric"]["name"] == "reasoning-evaluation"
    assert record["policy"]["version"] == 1
    assert len(record["policy"]["sha256"]) == 64


def test_the_rules_of_a_task_set_are_its_files_unless_they_are_changed_on_purpose(
    importer: Importer, tmp_path: Path
) -> None:
    person = importer.person
    importer.drops(described(tmp_path, "minimum_words = 44\n", a_task("t1")))
    words = next(
        one for one in importer.sheet.findChildren(QWidget) if one.accessibleName().startswith("Minimum words")
    )
    assert not words.isEnabled()
    importer.ticks("Change them for this import")
    importer.writes("Minimum words", "7")
    person.press("Ctrl+Enter")
    person.opens("t1")
    assert person.desk.sitting is not None
    assert (person.desk.sitting.policy.minimum_words, person.desk.sitting.policy.version) == (7, 4)


def test_a_set_that_is_here_already_is_opened_or_copied(importer: Importer, tmp_path: Path) -> None:
    person = importer.person
    file = written(tmp_path / "cache.jsonl", a_task("t1"))
    importer.drops(file)
    person.press("Ctrl+Enter")
    person.opens("t1")

    importer.drops(file)
    assert (importer.sheet.deed, importer.sheet.told) == (
        "Open it",
        "Already imported today. Open it, or import a copy.",
    )
    importer.ticks("Import a copy")
    assert importer.sheet.deed == "Import 1 task"
    person.press("Ctrl+Enter")
    person.sees(lambda: person.desk.sitting is not None and person.desk.sitting.key.task_set == "cache (2)")

    importer.drops(file)
    person.press("Ctrl+Enter")
    person.sees(lambda: person.desk.sitting is not None and person.desk.sitting.key.task_set == "cache")


def test_a_name_that_another_set_has_is_not_taken(importer: Importer, tmp_path: Path) -> None:
    importer.person.desk.open_sample()
    importer.person.opens("lru-ttl-014")
    importer.drops(written(tmp_path / "cache.jsonl", a_task("t1")))
    importer.writes("Name of the task set", "sample")
    importer.person.press("Ctrl+Enter")
    assert importer.sheet.isVisible()
    assert "There is a task set “sample” already" in importer.sheet.told


def test_nothing_right_in_a_file_is_said_when_it_is_to_be_imported(importer: Importer, tmp_path: Path) -> None:
    importer.drops(written(tmp_path / "t.jsonl", {"task_id": "t1"}))
    importer.person.press("Ctrl+Enter")
    assert importer.sheet.told == "No task would be imported: what is wrong with the file stands in the list."


def test_several_files_come_one_after_the_other(importer: Importer, tmp_path: Path) -> None:
    person = importer.person
    importer.drops(written(tmp_path / "one.jsonl", a_task("t1")), written(tmp_path / "two.jsonl", a_task("t2")))
    person.press("Ctrl+Enter")
    person.sees(lambda: importer.sheet.isVisible() and person.desk.sitting is None)
    person.press("Ctrl+Enter")
    person.opens("t2")


def test_no_name_of_a_model_is_anywhere_on_the_sheet(importer: Importer, tmp_path: Path) -> None:
    file = written(tmp_path / "gpt-4o-vs-claude.jsonl", a_task("t1", "# from Claude\n"), {"task_id": "x"}, a_task("t1"))
    importer.drops(file)
    for row in ("Lines that are no task", "Possible identity leaks"):
        importer.ticks(f"Show: {row}")
        for widget in (importer.person.window, *importer.person.window.findChildren(QWidget)):
            text = getattr(widget, "text", getattr(widget, "toPlainText", str))
            said = f"{text() if callable(text) else text} {widget.accessibleName()} {widget.accessibleDescription()}"
            assert not any(name in said.casefold() for name in ("gpt", "claude", "acme", "zenith"))


def test_files_given_at_the_start_come_in_at_once_where_there_is_nothing_to_settle(
    importer: Importer, tmp_path: Path
) -> None:
    flow = importer.person.window.flows.importing
    flow.look_through((written(tmp_path / "clean.jsonl", a_task("t1")),), only_if_needed=True)
    importer.person.opens("t1")
    flow.look_through((written(tmp_path / "leaky.jsonl", a_task("t1", "# ChatGPT\n")),), only_if_needed=True)
    importer.person.sees(importer.sheet.isVisible)


def test_tab_stays_within_the_sheet(importer: Importer, tmp_path: Path) -> None:
    importer.drops(written(tmp_path / "t.jsonl", a_task("t1")))
    for _ in range(50):
        importer.person.press("Tab")
        assert importer.sheet.isAncestorOf(importer.person.focus)
