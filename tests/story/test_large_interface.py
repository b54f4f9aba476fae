"""Everything at 200 %: what a window of 1440 by 900 or 1280 by 800 pixels has room for then, and how all of it is reached."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractButton, QLayout, QWidget

from tests.story.conftest import SAMPLE, Evaluator
from ui.desk.notice import Notice
from ui.dialogs.overlay import Overlay
from ui.main_window.window import SMALLEST

# The same windows in the units that everything is laid out in, at 200 %.
TWO_AND_THREE = ("lru-ttl-014", "retry-backoff-002")
LARGER, SMALLER = (720, 450), (640, 400)
SCALED = """
from ui.theme.scale import scale_all
scale_all({scale})
from PySide6.QtWidgets import QApplication
print(QApplication([]).devicePixelRatio())
"""


@pytest.fixture
def person(sit_down: Callable[..., Evaluator]) -> Evaluator:
    someone = sit_down(size=SMALLER)
    someone.desk.open_sample()
    someone.opens("lru-ttl-014")
    someone.settles()
    return someone


def test_the_window_is_no_larger_than_the_screen(person: Evaluator) -> None:
    for size in (LARGER, SMALLER):
        person.window.resize(*size)
        person.settles()
        assert (person.window.width(), person.window.height()) == size
        assert person.window.parts.canvas.content.width() == SMALLEST[0]


def in_view(person: Evaluator, place: QRect) -> bool:
    canvas = person.window.parts.canvas
    view = QRect(canvas.content.mapFrom(canvas.viewport(), QPoint(0, 0)), canvas.viewport().size())
    return view.contains(place)


def place_of(person: Evaluator, widget: QWidget) -> QRect:
    return QRect(widget.mapTo(person.window.parts.canvas.content, QPoint(0, 0)), widget.size())


def test_whatever_the_focus_goes_to_comes_into_view(person: Evaluator) -> None:
    seen = set()
    for task in TWO_AND_THREE:
        person.goes_to(task)
        for key in ("F6", *["Tab"] * 18, *["F6"] * 6):
            person.press(key)
            person.settles()
            seen.add(person.focus)
            assert in_view(person, as_much_as_fits(person, person.focus)), person.focus
    assert len(seen) > 24


def as_much_as_fits(person: Evaluator, widget: QWidget) -> QRect:
    """The place of *widget*, or its beginning where it is larger than the view; of code, the line that is read."""
    place, view = place_of(person, widget), person.window.parts.canvas.viewport().size()
    if place.width() <= view.width() * 7 // 8 and place.height() <= view.height() * 7 // 8:
        return place
    if widget in person.window.code.panes_shown():
        return caret_row(person)
    return QRect(place.topLeft(), place.size().boundedTo(view / 2))


def caret_row(person: Evaluator) -> QRect:
    """Where the line that is read begins."""
    row = person.window.code.caret_place()
    assert row is not None
    top = place_of(person, person.window.code).top() + row.top()
    return QRect(place_of(person, person.focus).left() + 4, top, 200, row.height())


def test_the_line_that_is_read_stays_in_view(person: Evaluator) -> None:
    for stroke in (*["J"] * 40, ".", ".", "]", *["K"] * 20):
        person.press(stroke)
        assert in_view(person, caret_row(person))


def test_nothing_is_squeezed_into_each_other(person: Evaluator) -> None:
    for task in TWO_AND_THREE:
        person.goes_to(task)
        person.settles()
        assert squeezed(person) == []


def test_nor_is_a_finding_that_is_written(person: Evaluator) -> None:
    person.press("J", "F")
    person.settles()
    assert squeezed(person) == []
    person.press("H", "4")
    person.type("It fails for an empty list.")
    person.settles()
    assert squeezed(person) == []
    person.press("Alt+Enter")
    person.settles()
    assert squeezed(person) == []
    person.press("Esc")
    assert person.window.composer._fields.escape.text() == "Esc discards it, other keys keep writing"
    assert squeezed(person) == []


def test_nor_is_a_judgment_that_is_asked_about_below_the_open_task_text(person: Evaluator) -> None:
    person.press("F", "B", "4")
    person.type("It fails for an empty list.")
    person.press("Ctrl+Enter")
    person.settles()
    person.press("1", "Y")
    person.settles()
    panel = person.window.workbench.judgment
    assert person.window.workbench.task_strip.is_open
    assert person.window.workbench.deciding.isVisible()
    assert panel.height() < panel._room.content.height()
    assert squeezed(person) == []
    for part, key in ((panel.scores, "F6"), (panel.rationale, "Tab")):
        for _ in range(8):
            if not person.is_at(part):
                person.press(key)
        assert person.is_at(part)
        person.settles()
        place = panel.scores.cell_place() if part is panel.scores else part.rect()
        top = part.mapTo(panel, place.topLeft()).y()
        assert 0 <= top <= panel.height() - place.height(), part


def test_one_strip_at_a_time_asks_something(person: Evaluator) -> None:
    bench = person.window.workbench
    person.press("Ctrl+Shift+K")
    assert bench.skip.isVisible()
    person.window.flows.deciding.ask()
    assert [strip for strip in bench.strips if strip.isVisible()] == [bench.deciding]


def test_a_message_lies_beside_the_open_queue(person: Evaluator) -> None:
    bench = person.window.workbench
    person.press("Ctrl+B")
    person.desk.told.emit(Notice("A sentence that is so long that it takes most of the width of the code. " * 2))
    assert bench.drawer.isVisible()
    assert (
        bench.toast.mapTo(person.window, QPoint()).x()
        >= bench.drawer.mapTo(person.window, QPoint()).x() + bench.drawer.width()
    )


def squeezed(person: Evaluator) -> list[str]:
    return squeezed_in(person.window.parts.canvas.content)


def squeezed_in(whole: QWidget) -> list[str]:
    """What lies over each other, is cut off by what it stands in, or has less room than its text needs."""
    found = []
    for layout in layouts_of(whole):
        boxes = boxes_of(layout)
        found += [f"{one} lies over {other}" for one, other in combinations(boxes, 2) if one[1].intersects(other[1])]
        parent = layout.parentWidget()
        found += [f"{one} is cut off" for one in boxes if parent is not None and not parent.rect().contains(one[1])]
    for pressed in whole.findChildren(QAbstractButton):
        if pressed.isVisible() and pressed.text() and pressed.width() < pressed.minimumSizeHint().width():
            found.append(f"{pressed.accessibleName()} is too narrow for its text")
    return found


def layouts_of(widget: QWidget) -> Iterator[QLayout]:
    """The layouts of all that is shown in *widget*."""
    for one in (widget, *widget.findChildren(QWidget)):
        layout = one.layout()
        if layout is not None and one.isVisible():
            yield layout


def boxes_of(layout: QLayout) -> list[tuple[str, QRect]]:
    """What is laid out beside each other, with its names."""
    widgets = []
    for number in range(layout.count()):
        item = layout.itemAt(number)
        assert item is not None
        if (widget := item.widget()) is not None and widget.isVisible():
            widgets.append((f"{type(widget).__name__} {widget.accessibleName()}", widget.geometry()))
        elif (inner := item.layout()) is not None:
            widgets += boxes_of(inner)
    return widgets


def test_a_larger_interface_is_asked_for_kept_and_said_to_come_later(evaluator: Evaluator) -> None:
    evaluator.press("Ctrl+K")
    evaluator.type("Larger interface")
    evaluator.press("Enter")
    assert evaluator.toast == "Everything is drawn at 125 % when Diptych is opened again."
    for _ in range(5):
        evaluator.window.flows.viewing.resize_all(1)
    assert evaluator.window.settings.scale == 200
    evaluator.window.flows.viewing.reset_scale()
    assert evaluator.window.settings.scale == 100


@pytest.mark.parametrize(("scale", "asked", "ratio"), [(200, None, "2.0"), (150, "1.25", "1.25")])
def test_qt_draws_at_the_scale_that_was_kept_unless_it_is_told_another(
    scale: int, asked: str | None, ratio: str
) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "QT_SCALE_FACTOR"}
    if asked is not None:
        environment["QT_SCALE_FACTOR"] = asked
    script = SCALED.format(scale=scale)
    ended = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True)
    assert ended.stdout.strip() == ratio


@pytest.mark.parametrize("size", [LARGER, SMALLER])
@pytest.mark.parametrize("opens", ["Ctrl+E", "Ctrl+,", "F1", "Ctrl+K"])
def test_every_button_of_a_dialog_lies_in_its_card(person: Evaluator, size: tuple[int, int], opens: str) -> None:
    person.window.resize(*size)
    person.settles()
    person.press(opens)
    person.settles()
    assert out_of_card(person) == []


@pytest.mark.parametrize("size", [LARGER, SMALLER])
def test_the_sheet_of_an_import_lies_in_its_card(person: Evaluator, tmp_path: Path, size: tuple[int, int]) -> None:
    person.window.resize(*size)
    person.settles()
    tasks = tmp_path / "tasks.jsonl"
    tasks.write_text("{}\n" + SAMPLE.with_name("tasks.jsonl").read_text(encoding="utf-8"), encoding="utf-8")
    person.window.flows.importing.look_through((tasks,))
    person.sees(lambda: person.window.flows.now.covering() is not None)
    person.settles()
    assert out_of_card(person) == []


def out_of_card(person: Evaluator) -> list[str]:
    """What is squeezed in the dialog that is open, and the buttons that Tab leads to and nobody can see there."""
    over = person.window.flows.now.covering()
    assert isinstance(over, Overlay)
    found = squeezed_in(over.card)
    for _ in range(60):
        person.press("Tab")
        focus = person.focus
        if isinstance(focus, QAbstractButton):
            place = QRect(focus.mapTo(over.card, QPoint(0, 0)), focus.size())
            if not over.card.rect().contains(place) or not focus.visibleRegion().contains(focus.rect()):
                found.append(f"{focus.accessibleName()} is out of sight")
    return found
