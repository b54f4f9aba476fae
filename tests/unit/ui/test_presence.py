"""The evaluator at the desk, by a clock that is handed in."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.names import Slot
from app.domain.sitting import Attention, Correction, InView, Seen, Sight
from ui.desk.presence import Presence


class Watched:
    """Somebody at a task that was just opened, and the clock beside them."""

    def __init__(self, parent: QObject) -> None:
        self.now_ms = 5_000
        self.presence = Presence(lambda: self.now_ms, parent)
        self.presence.recall(None, Attention())
        self.presence.start()

    def passes(self, seconds: float) -> None:
        self.now_ms += int(seconds * 1_000)

    @property
    def times(self) -> tuple[int, int]:
        attention = self.presence.attention
        return attention.active_ms // 1_000, attention.idle_ms // 1_000


@pytest.fixture
def watched(qapp: QApplication) -> Iterator[Watched]:
    parent = QObject()
    watched = Watched(parent)
    yield watched
    watched.presence.stop()
    parent.deleteLater()


def test_a_minute_without_input_is_idle_and_the_clock_says_so(watched: Watched, qtbot: QtBot) -> None:
    told: list[tuple[int, bool]] = []
    watched.presence.time_passed.connect(lambda ms, idle: told.append((ms, idle)))
    watched.passes(100)
    qtbot.waitUntil(lambda: told[-1:] == [(60_000, True)])
    assert watched.times == (60, 40)


def test_time_with_another_program_in_front_is_idle_after_five_seconds(watched: Watched) -> None:
    watched.passes(10)
    watched.presence.turn_away()
    watched.passes(30)
    watched.presence.notice()
    watched.passes(10)
    assert watched.times == (25, 25)


def test_a_dialog_stops_the_time_at_once(watched: Watched) -> None:
    watched.passes(10)
    watched.presence.leave()
    watched.passes(30)
    assert watched.times == (10, 30)


def test_a_pause_stops_the_time_until_something_is_done(watched: Watched) -> None:
    told: list[tuple[int, bool]] = []
    watched.presence.time_passed.connect(lambda ms, idle: told.append((ms, idle)))
    watched.passes(10)
    watched.presence.pause()
    assert watched.presence.is_paused
    assert told[-1] == (10_000, True)
    watched.passes(50)
    watched.presence.read(Slot.A, "")
    assert not watched.presence.is_paused
    assert told[-1] == (10_000, False)
    watched.passes(5)
    assert watched.times == (15, 50)


def test_half_a_minute_of_mere_reading_is_to_be_written_down(watched: Watched, qtbot: QtBot) -> None:
    grown: list[bool] = []
    watched.presence.grew_old.connect(lambda: grown.append(True))
    watched.passes(31)
    qtbot.waitUntil(lambda: grown == [True])
    watched.presence.notice()
    watched.passes(29)
    watched.presence.pause()
    assert grown == [True]


def test_lines_that_flew_by_were_not_seen(watched: Watched) -> None:
    watched.presence.see(Sight((InView(Slot.A, "", ((1, 40),)),), (600,)))
    watched.passes(2)
    watched.presence.see(Sight((InView(Slot.A, "", ((40, 80),)),), (600,)))
    watched.passes(0.5)
    watched.presence.see(Sight((InView(Slot.A, "", ((80, 99),)),), (600,)))
    watched.passes(1)
    assert watched.presence.attention.seen == (Seen(Slot.A, "", ((1, 40), (80, 99))),)


def test_a_hand_on_the_mouse_is_one_sign_of_life_and_no_time_is_lost(watched: Watched) -> None:
    for _ in range(400):
        watched.passes(0.01)
        watched.presence.read(Slot.B, "")
    spent = {one.slot: one.active_ms for one in watched.presence.attention.spent}
    assert 3_990 <= spent[Slot.B] <= 4_000
    assert watched.times == (4, 0)


def test_panes_that_were_dragged_once_stay_recorded(watched: Watched) -> None:
    watched.presence.see(Sight((), (700, 500), panes_dragged=True))
    watched.presence.see(Sight((), (600, 600)))
    attention = watched.presence.attention
    assert (attention.pane_widths, attention.panes_dragged) == ((600, 600), True)


def test_a_correction_stands_beside_what_was_measured_and_can_be_taken_back(watched: Watched) -> None:
    watched.passes(10)
    watched.presence.correct(120_000, "Read it on paper first.")
    assert watched.presence.attention.correction == Correction(120_000, "Read it on paper first.")
    assert watched.times == (10, 0)
    watched.presence.take_correction_back()
    assert watched.presence.attention.correction is None
