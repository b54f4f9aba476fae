"""Garbage is collected on the screen's thread, whichever thread made it."""

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ui.background import Job, Lane, run


class Loop:
    """Refers to itself, as much of Qt's does by way of its connections: only the collector can free it."""

    def __init__(self, freed_in: list[int]) -> None:
        self.itself = self
        self.freed_in = freed_in

    def __del__(self) -> None:
        self.freed_in.append(threading.get_ident())


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    thresholds = gc.get_threshold()
    yield
    gc.set_threshold(*thresholds)


def test_what_a_lane_leaves_behind_is_freed_on_the_screens_thread(qtbot: QtBot) -> None:
    lane, owner = Lane(), QObject()
    freed_in: list[int] = []
    heard: list[None] = []
    # So many allocations would have Python collect at once, in the lane's thread.
    gc.set_threshold(50, 2, 2)

    def work(_job: Job) -> None:
        for _ in range(500):
            Loop(freed_in)

    run(owner, work, done=heard.append, failed=lambda _: None, lane=lane)
    qtbot.waitUntil(lambda: bool(heard))
    qtbot.waitUntil(lambda: len(freed_in) >= 500)
    assert set(freed_in) == {threading.get_ident()}
