"""No word of a candidate's origin reaches the screen, the clipboard, a log or the settings before it is judged."""

import json
import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QListView, QWidget

from app.settings import save
from tests.occasional import make_all
from tests.story.conftest import Evaluator
from tests.story.dialogs import runs
from ui.main_window.window import MainWindow

TOKEN = "zq7modelname"


def every_word(window: MainWindow) -> Iterator[str]:
    """All that the window shows or says."""
    make_all(window)
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
    seen.append(QApplication.clipboard().text())
    evaluator.press("Esc")
    runs(evaluator, "task details")
    evaluator.sees(lambda: evaluator.window.parts.details.isVisible())
    evaluator.press("Ctrl+C")
    seen += every_word(evaluator.window)
    assert "Comparison of 2 candidates" in seen
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
    assert TOKEN not in repr(evaluator.entries)


def judges(person: Evaluator) -> None:
    """Hand in a judgment of the task on the desk, and go on."""
    person.window.code.focus_code()
    person.press("Ctrl+Shift+U", "R")
    person.type("Unfamiliar.")
    person.press("Ctrl+Enter")


def asks_to_unseal(person: Evaluator) -> None:
    person.press("Ctrl+K")
    person.type("unseal model names")
    person.press("Enter")


def test_the_names_are_unsealed_only_when_that_is_said_and_only_beside_judgments(
    evaluator: Evaluator, planted: Path
) -> None:
    bench = evaluator.window.workbench
    evaluator.desk.import_files((planted,))
    evaluator.opens("t1")
    judges(evaluator)
    evaluator.opens("t2")
    asks_to_unseal(evaluator)
    assert evaluator.spoken().startswith(
        "Unseal shows which model wrote what. Later judgments in this task set will be marked unblinded."
    )
    evaluator.press("Enter", "Space", "Esc")
    assert not bench.unseal.isVisible()
    assert [words for words in every_word(evaluator.window) if TOKEN in words.casefold()] == []
    asks_to_unseal(evaluator)
    evaluator.press("U")
    evaluator.sees(lambda: "Names unsealed" in set(every_word(evaluator.window)))
    evaluator.saves()
    assert [words for words in every_word(evaluator.window) if TOKEN in words.casefold()] == []
    assert TOKEN not in repr((evaluator.desk.sitting, evaluator.desk.draft))
    evaluator.press("Alt+Left")
    evaluator.opens("t1")
    of_first, of_second = (evaluator.slot_with("a + b"), evaluator.slot_with("b + a"))
    assert f"{of_first}: {TOKEN}" in bench.reading_bar.origins
    assert f"{of_second}: {TOKEN}-2" in bench.reading_bar.origins
    evaluator.press("E")
    assert bench.reading_bar.origins == ""
    evaluator.press("Alt+Right")
    evaluator.opens("t2")
    judges(evaluator)
    evaluator.sees(lambda: len(evaluator.exports()) == 2)
    unblinded = {one["task"]["task_id"]: one["presentation"]["unblinded"] for one in evaluator.exports()}
    assert unblinded == {"t1": False, "t2": True}


def test_a_set_that_is_unsealed_stays_so_after_a_restart_and_other_sets_stay_sealed(
    evaluator: Evaluator, planted: Path, sit_down: Callable[..., Evaluator]
) -> None:
    evaluator.desk.import_files((planted,))
    evaluator.opens("t1")
    asks_to_unseal(evaluator)
    evaluator.press("U")
    evaluator.sees(lambda: "Names unsealed" in set(every_word(evaluator.window)))
    evaluator.leaves()
    back = sit_down(evaluator.workspace)
    back.opens("t1")
    assert back.desk.sitting is not None
    assert back.desk.sitting.is_unsealed
    asks_to_unseal(back)
    assert not back.window.workbench.unseal.isVisible()
    back.press("Esc")
    back.goes_to("lru-ttl-014")
    assert not back.desk.sitting.is_unsealed
