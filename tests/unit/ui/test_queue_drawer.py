"""The queue drawer with more tasks than it has: places first, tasks as they come, and keys that are ahead of both."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.domain.names import TaskId, TaskKey
from app.domain.queue import PAGE, Part, QueueEntry, QueuePage, QueueView, Sought, Tally, TaskState
from app.domain.task import Kind
from ui.queue.drawer import QueueDrawer
from ui.theme import Theme

TALLY = Tally(total=1_000, done=300, skipped=20, flagged=7, median_ms=95_500.0)


def entry(row: int) -> QueueEntry:
    return QueueEntry(
        TaskKey("made", TaskId(f"task-{row}")),
        row + 1,
        Kind.COMPARISON,
        "python",
        f"Task {row}",
        2,
        TaskState.DRAFT,
        is_flagged=row == 3,
        active_ms=9 * 60_000,
    )


def page(first: int, found: int = 1_000) -> QueuePage:
    return QueuePage(first, tuple(entry(row) for row in range(first, min(first + PAGE, found))))


def view(number: int = 1, *, row: int | None = 0, found: int = 1_000, sought: Sought | None = None) -> QueueView:
    first = (row or 0) // PAGE * PAGE
    current = TaskKey("made", TaskId("task-0" if row is None else f"task-{row}"))
    return QueueView(number, current, TALLY, sought or Sought(), found, row, page(first, found))


class Reader:
    """Somebody in front of the drawer, which is answered only when they say so."""

    def __init__(self, drawer: QueueDrawer) -> None:
        self.drawer = drawer
        self.wanted: list[tuple[int, int]] = []
        self.sought: list[Sought] = []
        self.chosen: list[TaskKey] = []
        drawer.page_wanted.connect(lambda number, first: self.wanted.append((number, first)))
        drawer.sought_changed.connect(self.sought.append)
        drawer.task_chosen.connect(self.chosen.append)

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            QTest.keyClick(self.drawer.window().focusWidget(), key)

    def types(self, text: str) -> None:
        for letter in text:
            self.press(Qt.Key(ord(letter.upper())))

    @property
    def labels(self) -> list[str]:
        return [one.text() for one in self.drawer.findChildren(QLabel) if one.isVisible()]

    @property
    def row(self) -> int:
        return self.drawer._list.currentIndex().row()

    def heard(self, row: int) -> str:
        """What is said of a row."""
        list_interface = QAccessible.queryAccessibleInterface(self.drawer._list)
        return list_interface.child(row).text(QAccessible.Text.Name)

    def scrolls_to_the_end(self) -> None:
        bar = self.drawer._list.verticalScrollBar()
        bar.setValue(bar.maximum())
        self.drawer.grab()


@pytest.fixture
def reader(qtbot: QtBot, qapp: QApplication) -> Iterator[Reader]:
    theme = Theme(qapp, "light")
    drawer = QueueDrawer(theme)
    qtbot.addWidget(drawer)
    drawer.resize(264, 500)
    drawer.show()
    qtbot.waitExposed(drawer)
    drawer.activateWindow()
    drawer.focus_list()
    yield Reader(drawer)
    theme.deleteLater()


def test_a_long_queue_is_there_at_once_and_only_what_is_looked_at_is_asked_for(reader: Reader) -> None:
    reader.drawer.show_queue(view())
    reader.drawer.grab()
    assert reader.wanted == []
    assert "1,000 tasks" in reader.labels
    assert "300 judged · median 1m 35s" in reader.labels
    assert [one.text() for one in reader.drawer._segments.values()] == ["All", "To do 680", "Done 300", "Flag 7"]
    reader.scrolls_to_the_end()
    assert reader.wanted == [(1, 900)]
    reader.drawer.grab()
    assert reader.wanted == [(1, 900)]


def test_large_numbers_are_short_to_see_and_whole_to_hear(reader: Reader) -> None:
    reader.drawer.show_queue(replace(view(), tally=Tally(total=100_000, done=33_333, flagged=9_999)))
    segments = reader.drawer._segments.values()
    assert [one.text() for one in segments] == ["All", "To do 66k", "Done 33k", "Flag 9999"]
    assert [one.accessibleName() for one in segments] == ["All", "To do 66667", "Done 33333", "Flag 9999"]


def test_a_task_that_is_not_here_yet_has_its_place_and_comes_into_it(reader: Reader) -> None:
    reader.drawer.show_queue(view())
    reader.scrolls_to_the_end()
    before = reader.drawer._list.verticalScrollBar().value()
    assert reader.heard(999) == "Task 1000"
    empty = reader.drawer.grab().toImage()
    reader.drawer.show_page(1, page(900))
    assert reader.drawer.grab().toImage() != empty
    assert reader.heard(999) == "task-999, compare 2, Python, draft, 9 minutes"
    assert reader.drawer._list.verticalScrollBar().value() == before


def test_tasks_of_a_list_that_is_shown_no_more_are_let_go(reader: Reader) -> None:
    reader.drawer.show_queue(view(1))
    reader.scrolls_to_the_end()
    reader.drawer.show_queue(view(2))
    reader.drawer.show_page(1, page(900))
    reader.drawer.grab()
    assert reader.heard(999) == "Task 1000"
    assert reader.wanted == [(1, 900), (2, 900)]


def test_what_changes_is_shown_without_a_gap_and_without_a_jump(reader: Reader) -> None:
    reader.drawer.show_queue(view(1))
    reader.scrolls_to_the_end()
    reader.drawer.show_page(1, page(900))
    before, shown = reader.drawer._list.verticalScrollBar().value(), reader.drawer.grab().toImage()
    reader.drawer.show_queue(view(2))
    assert reader.drawer._list.verticalScrollBar().value() == before
    assert reader.drawer.grab().toImage() == shown
    assert reader.wanted[-1] == (2, 900)


def test_the_task_on_the_desk_is_selected_wherever_it_stands_and_nothing_where_it_is_not_found(reader: Reader) -> None:
    reader.drawer.show_queue(view(row=640))
    assert reader.row == 640
    assert reader.drawer.chosen_key() == TaskKey("made", TaskId("task-640"))
    reader.drawer.show_queue(view(2, row=None))
    assert reader.row == -1
    assert reader.drawer.chosen_key() is None


def test_typing_asks_and_keys_that_are_ahead_of_the_answer_mean_it(reader: Reader) -> None:
    reader.drawer.show_queue(view(row=5))
    reader.types("ab")
    assert reader.sought == [Sought(words="a"), Sought(words="ab")]
    reader.press(Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert (reader.chosen, reader.row) == ([], 5)
    reader.drawer.show_queue(view(2, row=None, found=3, sought=Sought(words="a")))
    assert reader.chosen == []
    found = tuple(replace(entry(row), key=TaskKey("made", TaskId(f"ab-{row}"))) for row in range(3))
    answer = view(3, row=None, found=3, sought=Sought(words="ab"))
    reader.drawer.show_queue(replace(answer, page=QueuePage(0, found)))
    assert reader.chosen == [TaskKey("made", TaskId("ab-1"))]


@pytest.mark.parametrize("leave", ["Esc", "the command"])
def test_who_leaves_before_the_answer_opens_nothing(reader: Reader, leave: str) -> None:
    reader.drawer.show_queue(view(row=5))
    reader.types("a")
    reader.press(Qt.Key.Key_Return)
    if leave == "Esc":
        reader.press(Qt.Key.Key_Escape)
    else:
        reader.drawer.hide()
    reader.drawer.show_queue(view(2, row=5, sought=reader.sought[-1]))
    assert reader.chosen == []


def test_enter_in_the_filter_opens_the_first_that_is_found_also_far_from_where_one_is(reader: Reader) -> None:
    reader.drawer.show_queue(view(row=640))
    reader.types("t")
    reader.press(Qt.Key.Key_Return)
    reader.drawer.show_queue(view(2, row=640, sought=Sought(words="t")))
    assert (reader.chosen, reader.wanted) == ([], [(2, 0)])
    reader.drawer.show_page(2, page(0))
    assert reader.chosen == [TaskKey("made", TaskId("task-0"))]


def test_a_part_is_asked_for_with_what_is_typed_and_escape_forgets_that(reader: Reader) -> None:
    reader.drawer.show_queue(view())
    reader.types("x")
    reader.drawer._segments[Part.DONE].click()
    assert reader.sought[-1] == Sought(Part.DONE, "x")
    reader.drawer.show_queue(view(2, row=None, found=0, sought=Sought(Part.DONE, "x")))
    assert "Nothing matches." in reader.labels
    reader.drawer._filter.setFocus()
    reader.press(Qt.Key.Key_Escape)
    assert reader.sought[-1] == Sought(Part.DONE)
    assert reader.drawer._segments[Part.DONE].isChecked()


def test_where_nothing_matches_one_press_shows_everything_again(reader: Reader) -> None:
    told: list[str] = []
    reader.drawer.told.connect(told.append)
    reader.drawer.show_queue(view())
    reader.types("x")
    reader.drawer._segments[Part.DONE].click()
    reader.drawer.show_queue(view(2, row=None, found=0, sought=Sought(Part.DONE, "x")))
    assert told == ["Nothing matches."]
    next(one for one in reader.drawer.findChildren(QPushButton) if one.text() == "Clear filter").click()
    assert reader.sought[-1] == Sought()
    reader.drawer.show_queue(view(3, sought=Sought()))
    assert "Nothing matches." not in reader.labels


def test_a_task_is_opened_with_the_mouse(reader: Reader) -> None:
    reader.drawer.show_queue(view())
    reader.drawer.grab()
    tasks = reader.drawer._list
    QTest.mouseClick(
        tasks.viewport(), Qt.MouseButton.LeftButton, pos=tasks.visualRect(tasks.model().index(2, 0)).center()
    )
    assert reader.chosen == [TaskKey("made", TaskId("task-2"))]
    assert tasks.indexAt(QPoint(20, 4)).row() == 0


def test_who_goes_through_a_large_queue_keeps_no_more_than_some_of_it(reader: Reader) -> None:
    found = 60 * PAGE
    reader.drawer.show_queue(view(found=found))
    for first in range(0, found, PAGE):
        reader.drawer.show_page(1, page(first, found))
    assert len(reader.drawer._list._tasks._pages) == 40
    assert reader.heard(found - 1).startswith(f"task-{found - 1}, ")
    assert reader.heard(0) == "Task 1"
