"""What was looked at and for how long, from real use of the window by a clock that is handed in."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QPushButton, QSplitter, QSplitterHandle

from app.domain.names import Slot
from app.domain.sitting import Attention, Place
from app.evaluation import Evaluation
from tests.story.conftest import Evaluator, Record
from ui.code_view.columns import Column

WORDS = (
    "The first one keeps every entry under one lock and refreshes the order on every read, and nothing of that holds for "
    "the other, which evicts at random, forgets to check the time, and has no test that would show any of it at all. "
)


class Clock:
    """A clock that stands until time passes."""

    def __init__(self) -> None:
        self.now_ms = 1_000_000

    def __call__(self) -> int:
        return self.now_ms

    def passes(self, seconds: float) -> None:
        self.now_ms += int(seconds * 1_000)


class Sitting:
    """An evaluator at the first task of the sample set, and the clock that they are watched by."""

    def __init__(self, sit_down: Callable[..., Evaluator], workspace: Path | None = None) -> None:
        self.clock = Clock()
        self.person = sit_down(workspace, clock=self.clock)
        self.person.keeps_when_asked = False
        self.reads = 0

    def begins(self) -> None:
        self.person.desk.open_sample()
        self.person.opens("lru-ttl-014")
        if self.person.window.workbench.task_strip.is_open:
            self.person.press("T")
        self.looks()

    def looks(self) -> None:
        """Wait until it is known what is in view."""
        code = self.person.window.code
        self.person.sees(lambda: code.is_settled() and code.is_sight_told())

    def attention(self) -> Attention:
        """What is kept in the workspace of the task on the desk."""
        sitting = self.person.desk.sitting
        assert sitting is not None
        self.reads += 1
        self.person.desk.keep_place(Place(offset=self.reads))
        self.person.saves()
        evaluation = Evaluation.open_for_reading(self.person.workspace)
        try:
            return evaluation.attention(sitting.key)
        finally:
            evaluation.close()

    def judges(self) -> None:
        """Everything that a judgment needs, and Ctrl+Enter."""
        self.person.press("3", "Y", "1", "3", "S", *"43" * 7, "R")
        self.person.type(WORDS)
        self.submits()

    def submits(self) -> None:
        """Ctrl+Enter, and wait for what comes of it."""
        assert self.person.desk.sitting is not None
        self.submitted = self.person.desk.sitting.key
        self.person.press("Ctrl+Enter")
        self.person.sees(lambda: self.is_asked() or self.person.toast.startswith("Submitted"))

    def is_asked(self) -> bool:
        return self.person.window.workbench.check.isVisible()

    def question(self) -> str:
        return self.person.window.workbench.check.question

    def hands_in(self) -> Record:
        """Keep whatever is asked, and read what was handed in."""
        self.person.keeps_when_asked = True
        # The next task may lie on the desk already: nothing was asked.
        self.person.moves_on_from(self.submitted)
        (record,) = self.person.exports()
        return record


@pytest.fixture
def sitting(sit_down: Callable[..., Evaluator]) -> Sitting:
    begun = Sitting(sit_down)
    begun.begins()
    return begun


def in_code(sitting: Sitting, key: str) -> None:
    sitting.person.window.code.focus_code()
    sitting.person.press(key)


def test_what_was_hardly_looked_at_is_asked_about_and_no_longer_once_it_was(sitting: Sitting) -> None:
    sitting.clock.passes(4)
    sitting.judges()
    assert sitting.question() == "You opened candidate A for 4 seconds."
    sitting.person.press("Esc")
    in_code(sitting, "K")
    sitting.clock.passes(30)
    sitting.submits()
    assert sitting.question().startswith("You never scrolled past line ")
    sitting.person.press("Esc")
    in_code(sitting, "End")
    sitting.looks()
    sitting.clock.passes(2)
    in_code(sitting, "K")
    sitting.submits()
    record = sitting.hands_in()
    looks = {one["check"]: one["answer"] for one in record["checks"] if one["check"] in ("V2", "V3")}
    assert looks == {"V2": "fixed", "V3": "fixed"}
    lines = {one["candidate_id"]: one["lines"] for one in record["candidates"]}
    assert all(0 < record["timing"]["lines_seen"][one] <= lines[one] for one in lines)


def test_time_goes_to_the_candidate_that_has_the_keys_and_is_on_screen_and_to_none_while_writing(
    sitting: Sitting,
) -> None:
    in_code(sitting, "J")
    sitting.clock.passes(20)
    sitting.person.press("L")
    sitting.clock.passes(8)
    sitting.person.press("R", "X")
    sitting.clock.passes(5)
    attention = sitting.attention()
    spent = {one.slot: one for one in attention.spent}
    assert (spent[Slot.A].active_ms, spent[Slot.B].active_ms) == (20_000, 8_000)
    assert (spent[Slot.A].on_screen_ms, spent[Slot.B].on_screen_ms) == (33_000, 33_000)
    assert attention.active_ms == 33_000
    in_code(sitting, "Z")
    sitting.looks()
    sitting.clock.passes(10)
    attention = sitting.attention()
    shown = {one.slot: one.on_screen_ms for one in attention.spent}
    assert (shown[Slot.A], shown[Slot.B]) == (33_000, 43_000)
    assert attention.pane_widths[0] == 0


def test_coming_back_adds_up_after_another_task_and_after_the_window_was_closed(
    sitting: Sitting, sit_down: Callable[..., Evaluator]
) -> None:
    sitting.clock.passes(10)
    sitting.person.press("Alt+Right")
    sitting.person.opens("retry-backoff-002")
    sitting.clock.passes(40)
    sitting.person.press("Alt+Left")
    sitting.person.opens("lru-ttl-014")
    before = sitting.attention()
    assert (before.active_ms, before.idle_ms) == (10_000, 0)
    assert before.seen
    sitting.person.leaves()
    again = Sitting(sit_down, sitting.person.workspace)
    again.person.opens("lru-ttl-014")
    again.looks()
    again.clock.passes(5)
    attention = again.attention()
    assert attention.active_ms == 15_000
    assert {one.slot for one in attention.seen} == {one.slot for one in before.seen}


def runs(sitting: Sitting, words: str) -> None:
    """Choose a command in the palette by some words of its title."""
    sitting.person.press("Ctrl+K")
    sitting.person.type(words)
    sitting.person.press("Enter")


def test_a_pause_holds_until_a_key_and_the_time_can_be_corrected_with_a_reason(sitting: Sitting) -> None:
    sitting.clock.passes(30)
    runs(sitting, "pause the timer")
    assert sitting.person.desk.is_paused
    QTest.mouseMove(sitting.person.window.code.panes_shown()[0].viewport(), QPoint(50, 50))  # type: ignore[attr-defined]  # a pane is a scroll area
    sitting.clock.passes(50)
    sitting.person.window.code.focus_code()
    assert sitting.person.desk.is_paused
    runs(sitting, "correct time")
    correction = sitting.person.window.parts.correction
    sitting.person.press("Enter")
    assert sitting.person.focus.accessibleName().startswith("Why")
    sitting.person.press("Enter")
    assert correction.fault.startswith("Write the time")
    sitting.person.type("12:30")
    sitting.person.press("Enter")
    sitting.person.type("Read it on paper first.")
    sitting.person.press("Enter")
    assert not correction.isVisible()
    sitting.judges()
    timing = sitting.hands_in()["timing"]
    assert timing["correction"] == {"active_ms": 750_000, "reason": "Read it on paper first."}
    assert (timing["active_ms"], timing["idle_ms"]) == (30_000, 50_000)


# A menu without a screen cannot be raised, and says so.
@pytest.mark.qt_log_ignore("does not support raise", "does not support grabbing", extend=True)
def test_the_menu_of_the_timer_leads_to_all_that_is_recorded_panes_that_were_dragged_included(sitting: Sitting) -> None:
    drags(sitting, 120)
    left, right = sitting.attention().pane_widths
    assert left - right > 200
    QTest.mouseDClick(handle(sitting), Qt.MouseButton.LeftButton, pos=handle(sitting).rect().center())
    sitting.looks()
    left, right = sitting.attention().pane_widths
    assert abs(left - right) <= 1
    in_code(sitting, "J")
    sitting.clock.passes(75)
    timer = next(one for one in sitting.person.window.top_bar.findChildren(QPushButton) if one.text().count(":") == 1)
    runs(sitting, "hide the time")
    assert (timer.text(), sitting.person.window.settings.time_visible) == ("", False)
    QTest.mouseClick(timer, Qt.MouseButton.LeftButton)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    titles = [action.text() for action in menu.actions() if action.text()]
    assert titles == ["Pause the timer", "Show or hide the time", "Correct time…", "What is recorded about me…"]
    QTest.keyClick(menu, Qt.Key.Key_Up)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    view = sitting.person.window.parts.recorded
    sitting.person.sees(view.isVisible)
    assert "Active time: 1:00\n" in view.text
    assert "Idle time: 0:15\n" in view.text
    assert f"Widths: {left} px, {right} px; set by hand once\n" in view.text
    assert str(sitting.person.workspace) in view.text
    sitting.person.press("Ctrl+C")
    assert sitting.person.clipboard == view.text
    sitting.clock.passes(40)
    sitting.person.press("Down")
    sitting.clock.passes(5)
    sitting.person.press("Esc")
    assert not view.isVisible()
    in_code(sitting, "J")
    sitting.clock.passes(2)
    attention = sitting.attention()
    assert (attention.active_ms, attention.idle_ms) == (62_000, 60_000)


def test_another_program_in_front_and_a_dialog_of_the_system_stop_the_time(
    sitting: Sitting, qapp: QApplication
) -> None:
    sitting.clock.passes(10)
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationInactive)
    sitting.clock.passes(30)
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    sitting.clock.passes(10)
    dialog = QDialog(sitting.person.window)
    dialog.setModal(True)
    dialog.show()
    sitting.clock.passes(40)
    dialog.close()
    sitting.clock.passes(5)
    attention = sitting.attention()
    # Another program is in front for five seconds before anybody is said to be away.
    assert (attention.active_ms, attention.idle_ms) == (30_000, 65_000)


def handle(sitting: Sitting) -> QSplitterHandle:
    """The border between the panes."""
    splitters = sitting.person.window.code.findChildren(QSplitter)
    return next(one for one in splitters if isinstance(one.widget(0), Column)).handle(1)


def drags(sitting: Sitting, pixels: int) -> None:
    """Move the border between the panes to the right by hand."""
    border = handle(sitting)
    middle = border.rect().center()
    QTest.mousePress(border, Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseMove(border, middle + QPoint(pixels, 0))
    QTest.mouseRelease(border, Qt.MouseButton.LeftButton, pos=middle)
    sitting.looks()
