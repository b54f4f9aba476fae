"""Files that are dropped are looked through before anything is kept, and come in by the rules that were chosen."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from tests.story.conftest import Evaluator
from tests.story.dialogs import answers
from tests.story.test_rubrics import TASTE
from ui.dialogs.import_sheet import ImportSheet


def a_task(task_id: str, first: str = "x = 1\n", second: str = "y = 2\n") -> dict[str, object]:
    return {
        "task_id": task_id,
        "prompt": "Do it.",
        "language": "python",
        "candidates": [{"code": first, "model": "acme-9"}, {"code": second, "model": "zenith-3"}],
    }


def written(path: Path, *tasks: dict[str, object]) -> Path:
    path.write_text("".join(json.dumps(task) + "\n" for task in tasks), encoding="utf-8")
    return path


class Importer:
    """A person with files in hand."""

    def __init__(self, person: Evaluator) -> None:
        self.person = person
        self.sheet: ImportSheet = person.window.parts.import_sheet

    def holds(self, *names: str) -> str:
        """Hold files of these *names* over the window; says what is told there."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(f"/{name}") for name in names])
        button, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        window, frame = self.person.window, self.person.window.parts.drop_frame
        window.dragEnterEvent(QDragEnterEvent(QPoint(9, 9), Qt.DropAction.CopyAction, data, button, keys))
        told = frame.text if frame.isVisible() else ""
        window.dragLeaveEvent(QDragLeaveEvent())
        assert not frame.isVisible()
        return told

    def drops(self, *files: Path) -> None:
        """Drop *files* on the window and wait for the sheet."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
        drop = QDropEvent(
            QPointF(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        )
        self.person.window.dropEvent(drop)
        self.person.sees(self.sheet.isVisible)

    def tabs_to(self, name: str) -> None:
        """Go round by Tab to what is called *name*."""
        seen: list[str] = []
        while not self.person.focus.accessibleName().startswith(name):
            seen.append(self.person.focus.accessibleName())
            assert len(seen) < 60, f"no way to “{name}” among {seen}"
            self.person.press("Tab")

    def ticks(self, name: str) -> None:
        self.tabs_to(name)
        self.person.press("Space")


@pytest.fixture
def importer(sit_down: Callable[..., Evaluator]) -> Importer:
    return Importer(sit_down())


def test_nothing_is_kept_before_it_is_confirmed_and_then_what_is_right_comes_in(
    importer: Importer, tmp_path: Path
) -> None:
    person = importer.person
    assert importer.holds("a.jsonl") == "Drop to import 1 file"
    assert importer.holds("a.jsonl", "set.toml") == "Drop to import 2 files"
    assert importer.holds("gpt-4.PDF") == "Cannot import .pdf"
    assert importer.holds("a.jsonl", "b.zip") == "Cannot import these"
    assert importer.holds() == ""
    importer.drops(
        written(tmp_path / "cache.jsonl", a_task("t1"), {"task_id": "t2"}, a_task("leaks", "# by ChatGPT\n"))
    )
    assert importer.sheet.deed == "Import 2 of 3 tasks"
    person.press("Esc")
    assert not importer.sheet.isVisible()
    assert person.desk.sitting is None

    importer.drops(tmp_path / "cache.jsonl")
    importer.tabs_to("Tasks with possible leaks: ")
    person.press("Right", "Ctrl+Enter")
    person.opens("t1")
    assert [(entry.key.task_set, entry.key.task_id) for entry in person.entries] == [("cache", "t1")]
    person.sees(lambda: person.toast == "Imported 1 task into “cache”; 2 left out.")


def test_rules_that_are_chosen_for_a_bare_file_hold_and_are_in_every_judgment(
    importer: Importer, tmp_path: Path
) -> None:
    person = importer.person
    importer.drops(written(tmp_path / "t.jsonl", a_task("t1")))
    importer.tabs_to("Rubric: ")
    person.press("Right")
    importer.ticks("Clarity is required")
    importer.tabs_to("Minimum words")
    person.press("Ctrl+A")
    person.type("12")
    importer.ticks("A deciding criterion is named")
    person.press("Ctrl+Enter")
    person.opens("t1")
    sitting = person.desk.sitting
    assert sitting is not None
    rules = sitting.policy
    assert (rules.minimum_words, rules.require_deciding_criterion) == (12, False)
    assert rules.required_criteria == ("correctness", "reasoning", "safety")

    for criterion in rules.required_criteria:
        for slot in sitting.brief.slots:
            person.desk.writing.set_score(slot, criterion, 4)
    person.press("2", "R")
    person.type("It does what it should, and does so in very few words indeed.")
    person.press("Ctrl+Enter")
    person.sees(lambda: person.toast.startswith("All 1 judged"))
    (record,) = person.exports()
    assert (record["rubric"]["name"], record["policy"]["version"]) == ("reasoning-evaluation", 1)
    assert len(record["policy"]["sha256"]) == 64


def test_files_come_one_after_the_other_and_one_that_is_here_already_is_opened_or_copied(
    importer: Importer, tmp_path: Path
) -> None:
    person = importer.person
    first, second = written(tmp_path / "one.jsonl", a_task("t1")), written(tmp_path / "two.jsonl", a_task("t2"))
    importer.drops(first, second)
    person.press("Ctrl+Enter")
    person.sees(lambda: importer.sheet.isVisible() and person.desk.sitting is None)
    person.press("Ctrl+Enter")
    person.opens("t2")

    importer.drops(first)
    assert importer.sheet.told == "Already imported today. Open it, or import a copy."
    person.press("Ctrl+Enter")
    person.opens("t1")
    importer.drops(first)
    importer.ticks("Import a copy")
    person.press("Ctrl+Enter")
    person.sees(lambda: person.desk.sitting is not None and person.desk.sitting.key.task_set == "one (2)")


def test_no_name_of_a_model_is_on_the_sheet_which_opens_at_the_start_only_where_something_is_to_be_settled(
    importer: Importer, tmp_path: Path
) -> None:
    flow = importer.person.window.flows.importing
    flow.look_through((written(tmp_path / "clean.jsonl", a_task("t1")),), only_if_needed=True)
    importer.person.opens("t1")
    # Names of models in the file's name and in the code: what must not be seen.
    file = written(tmp_path / "gpt-4o-vs-claude.jsonl", a_task("t1", "# from Claude\n"), {"task_id": "x"}, a_task("t1"))
    flow.look_through((file,), only_if_needed=True)
    importer.person.sees(importer.sheet.isVisible)
    for row in ("Lines that are no task", "Possible identity leaks"):
        importer.ticks(f"Show: {row}")
        for widget in (importer.person.window, *importer.person.window.findChildren(QWidget)):
            text = getattr(widget, "text", getattr(widget, "toPlainText", str))
            said = f"{text() if callable(text) else text} {widget.accessibleName()} {widget.accessibleDescription()}"
            assert not any(name in said.casefold() for name in ("gpt", "claude", "acme", "zenith"))


def test_a_rubric_from_a_file_can_be_chosen_and_what_is_none_is_refused_in_a_sentence(
    importer: Importer, tmp_path: Path
) -> None:
    person, sheet = importer.person, importer.sheet
    (tmp_path / "taste.json").write_text(json.dumps(TASTE), encoding="utf-8")
    (tmp_path / "empty.json").write_text("{}", encoding="utf-8")
    importer.drops(written(tmp_path / "t.jsonl", a_task("t1")))
    importer.tabs_to("Rubric from a file")
    came = answers(tmp_path / "empty.json")
    person.press("Space")
    came()
    person.sees(lambda: sheet.told == "empty.json, “rubric”: is missing; add it.")
    came = answers(tmp_path / "taste.json")
    person.press("Space")
    came()
    person.sees(lambda: sheet.told == "")
    importer.tabs_to("Rubric: taste")
    importer.tabs_to("Reach is required")
    person.press("Ctrl+Enter")
    person.opens("t1")
    assert person.desk.sitting is not None
    assert person.desk.sitting.brief.rubric.names == ("tact", "reach")
