"""No word of a candidate's origin reaches the screen, the clipboard, a log or the settings before it is judged."""

import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QListView, QWidget

from app.settings import save
from tests.story.conftest import Evaluator

TOKEN = "zq7modelname"


def every_word(window: QWidget) -> Iterator[str]:
    """All that the window shows or says."""
    for widget in (window, *window.findChildren(QWidget)):
        yield widget.windowTitle()
        yield widget.toolTip()
        yield widget.statusTip()
        yield widget.whatsThis()
        yield widget.accessibleName()
        yield widget.accessibleDescription()
        yield widget.objectName()
        for name in ("text", "toPlainText", "toHtml", "placeholderText", "title"):
            method = getattr(widget, name, None)
            if callable(method):
                yield str(method())
        if isinstance(widget, QListView) and widget.model() is not None:
            model = widget.model()
            for row in range(model.rowCount()):
                for role in (
                    Qt.ItemDataRole.DisplayRole,
                    Qt.ItemDataRole.ToolTipRole,
                    Qt.ItemDataRole.AccessibleTextRole,
                ):
                    yield str(model.index(row, 0).data(role))
    for action in window.findChildren(QAction):
        yield action.text()
        yield action.toolTip()


@pytest.fixture
def planted(tmp_path: Path) -> Path:
    """A task file with the token wherever a file can carry a model's name."""
    tasks = [
        {
            "task_id": f"t{number}",
            "prompt": "Add two numbers.",
            "candidates": [
                {"candidate_id": "c1", "model": TOKEN, "code": "a + b\n", "generator": TOKEN, "meta": {TOKEN: TOKEN}},
                {"candidate_id": "c2", "model": f"{TOKEN}-2", "code": "b + a\n"},
            ],
            "source": {"dataset": TOKEN, "url": f"https://example.org/{TOKEN}", "license": "MIT"},
            "results": {"c1": [{"name": "test_addition", "outcome": "passed"}]},
            "gold": {"rationale": TOKEN, "ranking": [["c1"], ["c2"]]},
            TOKEN: TOKEN,
            "notes": TOKEN,
        }
        for number in (1, 2)
    ]
    folder = tmp_path / TOKEN
    folder.mkdir()
    file = folder / "set.toml"
    file.write_text(
        'schema = "diptych/task-set/1"\nname = "plain"\ntasks = ["' + TOKEN + '.jsonl"]\n', encoding="utf-8"
    )
    (folder / f"{TOKEN}.jsonl").write_text("".join(json.dumps(task) + "\n" for task in tasks), encoding="utf-8")
    return file


def test_a_models_name_is_nowhere_to_be_seen(
    evaluator: Evaluator,
    planted: Path,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    evaluator.desk.import_files((planted,))
    evaluator.opens("t1")
    evaluator.press("T")
    evaluator.press("T", "J", "Shift+J", "Ctrl+C", "F", "B", "2")
    evaluator.type("It adds.")
    evaluator.press("Ctrl+Enter", "Q")
    evaluator.press("Esc", "Ctrl+Enter", "Ctrl+B", "Esc", "Ctrl+K")
    seen = list(every_word(evaluator.window))
    evaluator.press("Esc", "F1")
    seen += every_word(evaluator.window)
    evaluator.press("Esc", "Ctrl+W")
    evaluator.sees(lambda: evaluator.window.welcome.isVisible())
    seen += every_word(evaluator.window)
    seen.append(QApplication.clipboard().text())
    settings = tmp_path / "settings.toml"
    save(settings, evaluator.window.settings)
    seen.append(settings.read_text(encoding="utf-8") if settings.exists() else "")
    seen.append(caplog.text)
    seen += capfd.readouterr()
    assert len(seen) > 500
    assert [words for words in seen if TOKEN in words.casefold()] == []


def test_nothing_on_the_desk_holds_the_name_either(evaluator: Evaluator, planted: Path) -> None:
    evaluator.desk.import_files((planted,))
    evaluator.opens("t1")
    assert TOKEN not in repr(evaluator.desk.sitting)
    assert TOKEN not in repr(evaluator.desk.draft)
    assert TOKEN not in repr(evaluator.desk.entries)
