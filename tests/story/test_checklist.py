"""The checklist: beside the scores, never in the way, kept with the judgment where it was used."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget

from tests.story.conftest import Evaluator


def shown(person: Evaluator) -> QListWidget:
    page = person.window.parts.judgment.checklist
    return page.findChildren(QListWidget)[0]


def ticked(person: Evaluator) -> list[str]:
    """What the list shows as ticked."""
    items = [shown(person).item(row) for row in range(shown(person).count())]
    return [item.text() for item in items if item.checkState() is Qt.CheckState.Checked]


def test_items_are_ticked_by_key_while_the_code_stays_in_view_and_leave_with_the_judgment(evaluator: Evaluator) -> None:
    code = evaluator.window.code
    evaluator.settles()
    before = code.size()
    evaluator.press("O")
    assert evaluator.spoken().startswith("Checklist, 0 of 26")
    assert (code.isVisible(), code.size()) == (True, before)
    evaluator.press("Space", "Down", "Down", "Enter")
    evaluator.press(*["Down"] * 8, "Space")
    assert ticked(evaluator) == ["Requirements met", "Error paths", "Mutable default"]
    assert evaluator.spoken().startswith("Checklist, 3 of 26")
    evaluator.press("Enter")
    assert ticked(evaluator) == ["Requirements met", "Error paths"]
    evaluator.press("Esc", "2", "Ctrl+Z", "Ctrl+Z")
    assert ticked(evaluator) == ["Requirements met", "Error paths", "Mutable default"]
    evaluator.press("Alt+O", "Alt+O", "Ctrl+Shift+U", "R")
    assert not evaluator.window.parts.judgment.is_checklist_open
    evaluator.type("Unfamiliar.")
    evaluator.press("Ctrl+Enter")
    evaluator.opens("retry-backoff-002")
    (record,) = evaluator.exports()
    assert len(record["checklist"]) == 26
    assert [item for item, is_ticked in record["checklist"].items() if is_ticked] == [
        "general.error-paths",
        "general.requirements-met",
        "python.mutable-default",
    ]


def test_who_does_not_use_it_has_none_in_the_record_and_three_candidates_have_it_in_the_dock(
    evaluator: Evaluator,
) -> None:
    evaluator.press("O", "Esc", "Ctrl+Shift+U", "R")
    evaluator.type("Unfamiliar.")
    evaluator.press("Ctrl+Shift+Enter")
    evaluator.sees(lambda: evaluator.window.workbench.reading_bar.isVisible())
    (record,) = evaluator.exports()
    assert record["checklist"] is None
    evaluator.press("Esc", "O", "Space")
    assert evaluator.toast == "Press E to edit this judgment first."
    assert ticked(evaluator) == []

    evaluator.goes_to("retry-backoff-002")
    evaluator.press("O", "Space", "O")
    assert evaluator.window.code.isAncestorOf(evaluator.focus)
    evaluator.press("O")
    assert evaluator.window.workbench.dock.isAncestorOf(evaluator.focus)
    assert ticked(evaluator) == ["Requirements met"]
    texts = [shown(evaluator).item(row).text() for row in range(shown(evaluator).count())]
    assert {"Any language", "JavaScript and TypeScript", "forEach(async)"} <= set(texts)
